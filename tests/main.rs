//! The integration tests: one binary, a module for each subject.

// Helpers of tests fail as the tests do.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod apart;
mod batches;
mod camera;
mod case;
mod cli;
mod client;
mod desk;
mod editor;
mod engine;
#[cfg(target_os = "linux")]
mod faults;
mod import;
#[cfg(target_os = "linux")]
mod keyring;
#[cfg(target_os = "linux")]
mod kill;
mod list;
mod logs;
mod onboard;
#[cfg(unix)]
mod packaging;
mod queue;
mod sandbox;
mod screen;
mod search;
mod store;
mod texts;
mod transactions;
mod walls;
mod webhook;
mod widgets;
mod window;
