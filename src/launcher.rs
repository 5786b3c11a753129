//! `tcdx-desk.com` on Windows: starts `tcdx-desk.exe` beside it with the same arguments and streams, waits, and ends as
//! it ended. Why there are two: `tcdx_desk::console`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitStatus};

/// As `tcdx_desk::console::VARIABLE`; the library would come with it whole.
const VARIABLE: &str = "TCDX_DESK_CONSOLE";

fn main() {
    // Ctrl C and Ctrl Break reach both; what they mean is the program's to say.
    #[cfg(windows)]
    let _kept = (
        tokio::signal::windows::ctrl_c(),
        tokio::signal::windows::ctrl_break(),
    );
    let code = match std::env::current_exe().and_then(|own| run(&own)) {
        Ok(status) => status.code().unwrap_or(2),
        Err(error) => {
            // In the system's own words.
            let _ = writeln!(std::io::stderr(), "tcdx-desk.exe: {error}");
            2
        }
    };
    std::process::exit(code);
}

fn run(own: &Path) -> std::io::Result<ExitStatus> {
    Command::new(own.with_file_name(format!("tcdx-desk{}", std::env::consts::EXE_SUFFIX)))
        .args(std::env::args_os().skip(1))
        .env(VARIABLE, "1")
        .status()
}
