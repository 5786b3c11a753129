//! Parses arguments, starts the window or one headless command; nothing else.

// Where it has a window it has no console; `console` says where its output goes then.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    tcdx_desk::console::join();
    tcdx_desk::cli::main()
}
