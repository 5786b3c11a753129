//! The store of cases against real files: the life of cases, damage, keys, backups, two processes' worth of connections.

mod cases;
mod chain;
mod faults;
pub mod kit;
mod originals;
mod private;
mod random;
mod reports;
mod transfer;
