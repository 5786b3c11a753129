//! The files of the data folder with their sizes. What this program did not name is counted, not named: a person may have put
//! it there.

use std::fs;
use std::path::Path;

use jiff::Timestamp;

/// Deepest folder, and most lines.
const DEPTH: usize = 4;
const LINES: usize = 2000;
/// Names that this program gives.
const OURS: [&str; 9] = [
    "profiles.toml",
    "settings.toml",
    ".lock",
    "seen",
    "cache",
    "ledger",
    "store",
    "logs",
    "crash",
];

/// A line for each file: bytes, when it was written, and its name.
pub(super) fn lines(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    walk(root, "", 0, &mut found);
    found.sort();
    let lines = found.into_iter().map(|(_, line)| line);
    lines.take(LINES).collect()
}

fn walk(folder: &Path, above: &str, depth: usize, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if found.len() >= LINES {
            return;
        }
        let name = entry.file_name();
        let name = name
            .to_str()
            .filter(|name| is_ours(name))
            .unwrap_or("(another file)");
        let name = format!("{above}{name}");
        let Ok(about) = entry.metadata() else {
            continue;
        };
        if about.is_dir() && depth < DEPTH {
            walk(&entry.path(), &format!("{name}/"), depth + 1, found);
            continue;
        }
        let written = about.modified().ok();
        let written = written.and_then(|time| Timestamp::try_from(time).ok());
        let written = written.map_or_else(String::new, |time| {
            time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
        });
        let line = format!("{:>12}  {written}  {name}", about.len());
        found.push((name, line));
    }
}

/// A fixed name, or one that begins with a number of this program: a hash (32 digits) or a time. Nothing but letters of
/// hashes, times and endings follows.
fn is_ours(name: &str) -> bool {
    let is_stamped = |name: &str| {
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.TZ".contains(&b);
        name.len() <= 96 && name.bytes().all(is_plain) && {
            let hash = name.bytes().take_while(u8::is_ascii_hexdigit).count();
            let time = name.bytes().take_while(u8::is_ascii_digit).count();
            hash == 32 || time == 8
        }
    };
    OURS.contains(&name) || is_stamped(name) || crate::logs::is_log_file(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_this_program_are_told_from_others() {
        for ours in [
            "settings.toml",
            "0123456789abcdef0123456789abcdef.db-wal",
            "0123456789abcdef0123456789abcdef.aside-20260304T010203Z.db",
            "20200304T033711123Z-4711.txt",
            "2026-03-04-window-0001.log",
        ] {
            assert!(is_ours(ours), "{ours}");
        }
        for other in [
            "Budi Santoso KTP.jpg",
            "budi.jpg",
            "3515144508680002.jpg",
            "0123456789abcdef0123456789abcdef Budi.db",
            ".new-abcdef",
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }
}
