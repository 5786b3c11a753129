//! What this computer and this program are.

use std::path::Path;

use jiff::Timestamp;

use crate::store::{files, managed};
use crate::version;

/// Variables of a session whose value helps and names nobody.
const SHOWN: [&str; 5] = [
    "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP",
    "LANG",
    "LC_ALL",
    "TCDX_DESK_LOG",
];
/// Variables of which it helps to know that they are set.
const SET: [&str; 6] = [
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "DBUS_SESSION_BUS_ADDRESS",
    "HTTPS_PROXY",
    "https_proxy",
    "TCDX_DESK_HOME",
];
/// A line for each fact.
pub(super) fn lines(notes: &[String]) -> Vec<String> {
    let mut lines = vec![
        format!("time: {}", Timestamp::now()),
        format!("version: {}", version::full()),
        format!("system: {}", version::system()),
        format!("database: {}", crate::store::cases::engine_version()),
    ];
    if let Some(kernel) = first_line("/proc/sys/kernel/osrelease") {
        lines.push(format!("kernel: {kernel}"));
    }
    if let Some(release) = release() {
        lines.push(format!("release: {release}"));
    }
    for name in SHOWN {
        if let Ok(value) = std::env::var(name) {
            let value: String = value.chars().filter(|c| !c.is_control()).take(80).collect();
            lines.push(format!("{name}: {value}"));
        }
    }
    for name in SET {
        let is_set = std::env::var_os(name).is_some_and(|value| !value.is_empty());
        lines.push(format!(
            "{name}: {}",
            if is_set { "set" } else { "not set" }
        ));
    }
    if let Some(path) = managed::system_file() {
        let size = path.metadata().map(|about| about.len());
        let path = path.display();
        lines.push(match size {
            Ok(bytes) => format!("{path}: {bytes} bytes"),
            Err(_) => format!("{path}: not there"),
        });
    }
    lines.extend_from_slice(notes);
    lines
}

fn first_line(path: &str) -> Option<String> {
    let bytes = files::read(Path::new(path)).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    text.lines()
        .next()
        .map(|line| line.chars().take(120).collect())
}

/// What the system calls itself, from `/etc/os-release`.
fn release() -> Option<String> {
    let bytes = files::read(Path::new("/etc/os-release")).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(line.trim_matches('"').chars().take(120).collect())
}
