//! The integration tests: one binary, a module for each subject.

// Helpers of tests fail as the tests do.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod client;
#[cfg(target_os = "linux")]
mod keyring;
#[cfg(unix)]
mod packaging;
mod sandbox;
mod widgets;
