//! Windows: the console of whoever started this program.
//!
//! A program with a window belongs to the window subsystem, so that no console opens beside it. Such a program has no
//! console, not even that of a prompt it was started from, and a prompt does not wait for it. So there are two:
//! `tcdx-desk.exe` is the program, and `tcdx-desk.com` (`src/launcher.rs`), which a prompt finds first, starts it, lends
//! it its console and waits for its end. Pipes and files that output goes to need none of this.

use std::ffi::OsStr;

/// Set by the launcher for the program that it starts.
pub const VARIABLE: &str = "TCDX_DESK_CONSOLE";

/// Joins the console of the process that started this one, where there is one and it is wanted. Elsewhere than on
/// Windows nothing has to be done.
pub fn join() {
    if !cfg!(windows) {
        return;
    }
    let is_launched = std::env::var_os(VARIABLE).is_some();
    if is_wanted(is_launched, std::env::args_os().nth(1).as_deref()) {
        attach();
    }
}

/// Not for the window that was started without the launcher: it would end with a console that it has nothing to do
/// with. Not for the processes that this program starts itself.
fn is_wanted(is_launched: bool, first: Option<&OsStr>) -> bool {
    match first {
        None => is_launched,
        Some(first) => first != crate::desk::runtime::apart::COMMAND && first != "crash-notice",
    }
}

#[cfg(windows)]
fn attach() {
    // Whoever started this may have no console: then there is nobody to read what is written.
    let _ = winsafe::AttachConsole(winsafe::PidParent::Parent);
}

#[cfg(not(windows))]
fn attach() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_have_a_console_and_what_the_window_starts_has_none() {
        let wanted = |is_launched, first: &str| is_wanted(is_launched, Some(OsStr::new(first)));
        for is_launched in [false, true] {
            assert!(wanted(is_launched, "doctor"));
            assert!(wanted(is_launched, "--version"));
            assert!(!wanted(is_launched, "decode"));
            assert!(!wanted(is_launched, "crash-notice"));
        }
    }

    #[test]
    fn the_window_has_the_console_of_the_launcher_alone() {
        assert!(is_wanted(true, None));
        assert!(!is_wanted(false, None));
    }
}
