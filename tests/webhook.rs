//! The receiver of webhooks over real sockets: its bounds, what it keeps, and what the server is asked before anything
//! changes.

mod bounds;
mod confirm;
mod kit;
#[cfg(target_os = "linux")]
mod process;
mod screen;
mod store;
mod tls;
mod window;
