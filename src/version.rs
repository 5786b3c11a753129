//! Which version this is, and what it was built from.

use std::sync::LazyLock;

/// The version, as in `Cargo.toml`.
pub const NUMBER: &str = env!("CARGO_PKG_VERSION");

/// The commit in 12 hexadecimal digits, or `unknown`. The release script tells it, else `build.rs` asks git.
pub const COMMIT: &str = known(option_env!("TCDX_DESK_COMMIT"));

/// The day of the commit, `YYYY-MM-DD`, or `unknown`. Not the day of the build: two builds of one commit are alike.
pub const COMMIT_DATE: &str = known(option_env!("TCDX_DESK_COMMIT_DATE"));

/// The licence of the program.
pub const LICENCE: &str = env!("CARGO_PKG_LICENSE");

static FULL: LazyLock<String> = LazyLock::new(|| match (COMMIT, COMMIT_DATE) {
    ("unknown", _) => format!("{NUMBER} (commit unknown)"),
    (commit, "unknown") => format!("{NUMBER} ({commit})"),
    (commit, date) => format!("{NUMBER} ({commit}, {date})"),
});

const fn known(value: Option<&'static str>) -> &'static str {
    match value {
        Some(value) if !value.is_empty() => value,
        _ => "unknown",
    }
}

/// Version, commit and day in one line, e.g. `0.1.0 (3cea3ab01234, 2026-11-25)`.
pub fn full() -> &'static str {
    &FULL
}

/// The system and the kind of processor that this was built for, e.g. `linux x86_64`.
pub fn system() -> String {
    format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_unknown() {
        assert_eq!(known(None), "unknown");
        assert_eq!(known(Some("")), "unknown");
        assert_eq!(known(Some("3cea3ab01234")), "3cea3ab01234");
        assert!(
            full().starts_with(NUMBER) && full().contains(COMMIT),
            "{}",
            full()
        );
    }
}
