//! The program itself, as a script runs it: its exit codes, what it prints, and what it leaves behind.
#![cfg(unix)]

mod alone;
#[cfg(target_os = "linux")]
mod cases;
mod forms;
pub mod kit;
#[cfg(target_os = "linux")]
mod live;
#[cfg(target_os = "linux")]
mod managed;
mod outcomes;
mod profiles;
#[cfg(target_os = "linux")]
mod start;
