//! The sandbox server as a client meets it: through its router, and over real sockets.

// Helpers are no `#[test]` functions, which clippy.toml lets unwrap.
#![allow(clippy::unwrap_used)]

mod calls;
mod guard;
mod keep;
mod kit;
mod page;
mod rules;
mod staged;
mod webhook;
