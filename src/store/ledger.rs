//! Who was registered from here: ids and times alone, a JSON object a line, a file for each profile. Names and
//! statuses come from the server each time.

use std::fs::{self, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::error::StoreError;
use super::files;
use super::home::{Home, file_stem};

/// Most customers that are remembered for a profile.
pub const MAX_ENTRIES: usize = 100_000;

/// So many of the oldest are let go at once when the ledger is full: the file is rewritten rarely.
const LET_GO: usize = MAX_ENTRIES / 10;

/// A full ledger is a third of this.
const MAX_LEDGER_BYTES: u64 = 32 * 1024 * 1024;

/// A customer that was registered from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registered {
    /// The TCDX identifier that the server gave.
    pub user_id: Uuid,
    /// When the server's answer arrived, by this computer's clock.
    pub at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct Line {
    user_id: Uuid,
    at: String,
}

/// The customers that were registered with a profile, oldest first; none if there is no file.
///
/// A last line that was cut short is dropped. A damaged line in the middle is passed over with a warning in the log:
/// the customers around it must not be lost.
pub fn load(home: &Home, profile: &str) -> Result<Vec<Registered>, StoreError> {
    Ok(read(&path(home, profile))?.entries)
}

/// Remembers a customer and does not return before it is on the disk. One that is known already stays as it is.
///
/// A ledger holds 100,000 customers; when it is full, the oldest tenth is let go.
pub fn append(home: &Home, profile: &str, entry: &Registered) -> Result<(), StoreError> {
    append_bounded(home, profile, entry, MAX_ENTRIES, LET_GO)
}

fn append_bounded(
    home: &Home,
    profile: &str,
    entry: &Registered,
    max_entries: usize,
    let_go: usize,
) -> Result<(), StoreError> {
    let _lock = home.lock()?;
    let path = path(home, profile);
    let mut known = read(&path)?;
    if known.entries.iter().any(|e| e.user_id == entry.user_id) {
        return Ok(());
    }
    if known.entries.len() >= max_entries {
        let surplus = known.entries.len() - max_entries + let_go.max(1);
        known.entries.drain(..surplus.min(known.entries.len()));
        known.entries.push(*entry);
        let text: String = known.entries.iter().map(line).collect();
        return files::write_atomic(&path, text.as_bytes(), MAX_LEDGER_BYTES);
    }
    let text = if known.open_end {
        format!("\n{}", line(entry))
    } else {
        line(entry)
    };
    write_at(&path, known.sound_bytes, &text).map_err(|source| StoreError::Write {
        path: path.clone(),
        source,
    })
}

fn path(home: &Home, profile: &str) -> PathBuf {
    home.ledger_dir()
        .join(format!("{}.jsonl", file_stem(profile)))
}

fn line(entry: &Registered) -> String {
    format!(
        "{{\"user_id\":\"{}\",\"at\":\"{}\"}}\n",
        entry.user_id, entry.at
    )
}

#[derive(Default)]
struct Ledger {
    entries: Vec<Registered>,
    /// Where the last whole line ends: what follows was cut short.
    sound_bytes: u64,
    /// The last line is whole but for its line break.
    open_end: bool,
}

fn read(path: &Path) -> Result<Ledger, StoreError> {
    let bytes = files::read_bounded(path, MAX_LEDGER_BYTES)?.unwrap_or_default();
    let mut ledger = Ledger::default();
    for (index, whole) in bytes.split_inclusive(|b| *b == b'\n').enumerate() {
        let ended = whole.strip_suffix(b"\n");
        match (parse(ended.unwrap_or(whole)), ended) {
            (Some(entry), _) => ledger.entries.push(entry),
            (None, Some(_)) => {
                crate::logs::warn!(
                    "a damaged line in a ledger is passed over",
                    line = index + 1
                );
            }
            // Only the last line has no end.
            (None, None) => break,
        }
        ledger.sound_bytes += whole.len() as u64;
        ledger.open_end = ended.is_none();
    }
    Ok(ledger)
}

fn parse(text: &[u8]) -> Option<Registered> {
    let line: Line = serde_json::from_slice(text).ok()?;
    Some(Registered {
        user_id: line.user_id,
        at: line.at.parse().ok()?,
    })
}

/// Writes after the sound part, over what was cut short, and waits for the disk.
fn write_at(path: &Path, sound_bytes: u64, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    files::make_private_folder(folder)?;
    let is_new = !fs::exists(path)?;
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.set_len(sound_bytes)?;
    file.seek(SeekFrom::End(0))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if is_new {
        files::sync_folder(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(folder.path())).unwrap();
        (folder, home)
    }

    fn entry(number: u128) -> Registered {
        let at = Timestamp::from_millisecond(1_583_293_031_000 + i64::try_from(number).unwrap());
        Registered {
            user_id: Uuid::from_u128(number),
            at: at.unwrap(),
        }
    }

    #[test]
    fn what_was_appended_is_loaded_in_order_once() {
        let (_folder, home) = home();
        assert_eq!(load(&home, "a").unwrap(), []);
        for number in [3, 1, 2] {
            append(&home, "a", &entry(number)).unwrap();
        }
        let again = Registered {
            at: entry(9).at,
            ..entry(1)
        };
        append(&home, "a", &again).unwrap();
        assert_eq!(load(&home, "a").unwrap(), [entry(3), entry(1), entry(2)]);
        assert_eq!(load(&home, "b").unwrap(), []);
    }

    #[test]
    fn a_line_that_was_cut_short_is_dropped_and_written_over() {
        let (_folder, home) = home();
        append(&home, "a", &entry(1)).unwrap();
        append(&home, "a", &entry(2)).unwrap();
        let path = path(&home, "a");
        let whole = fs::read(&path).unwrap();
        let first = whole.iter().position(|b| *b == b'\n').unwrap() + 1;
        for length in first..whole.len() - 1 {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(load(&home, "a").unwrap(), [entry(1)], "{length}");
        }
        append(&home, "a", &entry(3)).unwrap();
        assert_eq!(load(&home, "a").unwrap(), [entry(1), entry(3)]);
        // Only the line break is missing: nothing is lost.
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(load(&home, "a").unwrap(), [entry(1), entry(2)]);
        append(&home, "a", &entry(3)).unwrap();
        assert_eq!(load(&home, "a").unwrap(), [entry(1), entry(2), entry(3)]);
    }

    #[test]
    fn a_damaged_line_costs_no_other() {
        let (_folder, home) = home();
        append(&home, "a", &entry(1)).unwrap();
        let path = path(&home, "a");
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend_from_slice(b"\xff\x00 nonsense\n{\"user_id\":\"x\",\"at\":\"\"}\n\n");
        fs::write(&path, &bytes).unwrap();
        append(&home, "a", &entry(2)).unwrap();
        assert_eq!(load(&home, "a").unwrap(), [entry(1), entry(2)]);
        assert!(fs::read(&path).unwrap().starts_with(&bytes));
    }

    #[test]
    fn a_full_ledger_lets_the_oldest_go() {
        let (_folder, home) = home();
        for number in 0..=10 {
            append_bounded(&home, "a", &entry(number), 10, 3).unwrap();
        }
        let kept: Vec<_> = (3..=10).map(entry).collect();
        assert_eq!(load(&home, "a").unwrap(), kept);
        for number in 11..=12 {
            append_bounded(&home, "a", &entry(number), 10, 3).unwrap();
        }
        assert_eq!(load(&home, "a").unwrap().len(), 10);
    }

    #[test]
    fn a_full_ledger_is_within_the_bound_of_bytes() {
        let longest = line(&Registered {
            user_id: Uuid::nil(),
            at: Timestamp::MIN,
        });
        assert!((longest.len() * MAX_ENTRIES) as u64 <= MAX_LEDGER_BYTES / 2);
    }

    #[test]
    fn two_at_once_lose_nothing() {
        let (_folder, home) = home();
        std::thread::scope(|scope| {
            for start in [0, 100, 200] {
                let home = &home;
                scope.spawn(move || {
                    for number in start..start + 10 {
                        append(home, "a", &entry(number)).unwrap();
                    }
                });
            }
        });
        assert_eq!(load(&home, "a").unwrap().len(), 30);
    }
}
