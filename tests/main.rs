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
mod harness;
mod import;
#[cfg(target_os = "linux")]
mod keyring;
#[cfg(target_os = "linux")]
mod kill;
mod licences;
mod list;
mod logs;
mod managed;
mod onboard;
#[cfg(target_os = "linux")]
mod packages;
#[cfg(unix)]
mod packaging;
#[cfg(unix)]
mod packaging_macos;
#[cfg(unix)]
mod packaging_windows;
mod queue;
mod release;
mod sandbox;
mod screen;
mod search;
mod store;
mod texts;
mod transactions;
mod trouble;
mod walls;
mod webhook;
mod widgets;
mod window;
