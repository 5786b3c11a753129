//! Faults of the disk, the file, the key and the server, against the program itself: each has its words and its exit code,
//! and nothing that was kept is lost by it.

mod disk;
mod file;
mod gateway;
mod history;
mod kit;
mod server;
