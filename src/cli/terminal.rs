//! Printing. A closed pipe is no reason to panic.

use std::io::Write;

/// A line on standard output.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// A line on standard error.
pub fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// A piece of a line on standard output.
pub fn put(piece: &str) {
    let _ = write!(std::io::stdout().lock(), "{piece}");
}
