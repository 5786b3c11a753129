//! The engine against the real sandbox, over HTTP: what is sent, what is not, and what a person is told.

mod faults;
pub mod kit;
mod owner;
mod reports;
mod status;
