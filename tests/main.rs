//! The integration tests: one binary, a module for each subject.

// Helpers of tests fail as the tests do.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod cli;
mod client;
mod desk;
#[cfg(target_os = "linux")]
mod keyring;
mod onboard;
#[cfg(unix)]
mod packaging;
mod sandbox;
mod store;
mod status;
mod texts;
mod walls;
mod widgets;
mod window;
