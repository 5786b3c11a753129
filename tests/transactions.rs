//! Transactions and coin addresses on the screen: what is typed, judged, put into the queue, and what became of it.

mod addresses;
mod belongs;
mod form;
pub mod kit;
mod ledger;
mod looks;
