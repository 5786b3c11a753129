//! Parses arguments, starts the window or one headless command; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    tcdx_desk::cli::main()
}
