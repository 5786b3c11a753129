//! The files of the log: by day and by kind of process, in parts of a bounded size, a bounded number of them.
//!
//! Several processes of a kind write into the same file: each line is one write at the end of the file, which the systems do
//! in one piece. Nothing is ever renamed; who finds a part full opens the next one. So no process can take a file from
//! under another, which the crates that rotate by renaming would do.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Most bytes of a file; a line that reaches it is the last.
pub const MAX_FILE_BYTES: u64 = 2 * 1024 * 1024;
/// Most files of a kind; the oldest go first. With five kinds that is 50 MiB at most.
pub const MAX_FILES: usize = 5;
/// Files older than this go, whatever their number.
const KEEP_DAYS: i64 = 30;
/// After a fault the disk is left alone for so long.
const AFTER_FAULT: Duration = Duration::from_secs(30);

/// What a process does: each kind has files of its own, so that a noisy one does not push out another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The window.
    Window,
    /// `queue run`.
    Queue,
    /// `webhook listen`.
    Webhook,
    /// `sandbox`.
    Sandbox,
    /// Any other command.
    Command,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Window,
        Self::Queue,
        Self::Webhook,
        Self::Sandbox,
        Self::Command,
    ];

    /// The name in the names of files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Queue => "queue",
            Self::Webhook => "webhook",
            Self::Sandbox => "sandbox",
            Self::Command => "command",
        }
    }
}

/// `2026-03-04-window-0001.log`: day, kind, part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name {
    day: Date,
    kind: Kind,
    part: u32,
}

impl Name {
    fn parse(text: &str) -> Option<Self> {
        let (head, part) = text.strip_suffix(".log")?.rsplit_once('-')?;
        let (day, kind) = head.rsplit_once('-')?;
        let kind = Kind::ALL.into_iter().find(|known| known.name() == kind)?;
        let name = Self {
            day: day.parse().ok()?,
            kind,
            part: part.parse().ok()?,
        };
        // One spelling for each: nothing else that lies here is ever touched.
        (name.to_string() == text).then_some(name)
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { day, kind, part } = self;
        write!(f, "{day}-{}-{part:04}.log", kind.name())
    }
}

/// The log files of a folder, oldest first.
pub fn log_files(folder: &Path) -> Vec<PathBuf> {
    names(folder)
        .into_iter()
        .map(|name| folder.join(name.to_string()))
        .collect()
}

/// True for the name of a log file.
pub fn is_log_file(name: &str) -> bool {
    Name::parse(name).is_some()
}

fn names(folder: &Path) -> Vec<Name> {
    let mut found: Vec<Name> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Name::parse(&entry.ok()?.file_name().into_string().ok()?))
        .collect();
    found.sort_by_key(|name| (name.day, name.part, name.kind.name()));
    found
}

/// Writes lines into the files of one kind.
pub(super) struct Files {
    folder: PathBuf,
    kind: Kind,
    max_bytes: u64,
    open: Option<(Name, File)>,
    not_before: Option<Instant>,
}

impl Files {
    pub(super) fn new(folder: PathBuf, kind: Kind) -> Self {
        Self {
            folder,
            kind,
            max_bytes: MAX_FILE_BYTES,
            open: None,
            not_before: None,
        }
    }

    /// Writes a line. After an error the next ones are dropped for a while: a full disk is not asked again each time.
    pub(super) fn write(&mut self, line: &[u8]) -> io::Result<()> {
        if self.not_before.is_some_and(|at| Instant::now() < at) {
            return Ok(());
        }
        self.not_before = None;
        let written = self.file().and_then(|mut file| file.write_all(line));
        if written.is_err() {
            self.open = None;
            self.not_before = Instant::now().checked_add(AFTER_FAULT);
        }
        written
    }

    fn file(&mut self) -> io::Result<&File> {
        let today = today();
        let has_room = |(name, file): &(Name, File)| {
            name.day == today && is_there(file).is_some_and(|bytes| bytes < self.max_bytes)
        };
        if !self.open.as_ref().is_some_and(has_room) {
            self.open = None;
            self.open = Some(self.next(today)?);
        }
        match &self.open {
            Some((_, file)) => Ok(file),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Opens the newest file of today, or the one after it if that is full; the oldest ones go.
    fn next(&self, day: Date) -> io::Result<(Name, File)> {
        crate::store::files::make_private_folder(&self.folder)?;
        let mine = |name: &Name| name.kind == self.kind && name.day == day;
        let newest = names(&self.folder).into_iter().rfind(mine);
        let mut part = newest.map_or(1, |name| name.part);
        loop {
            let name = Name {
                day,
                kind: self.kind,
                part,
            };
            let mut options = OpenOptions::new();
            options.create(true).append(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let file = options.open(self.folder.join(name.to_string()))?;
            if file.metadata()?.len() < self.max_bytes {
                self.prune(name);
                return Ok((name, file));
            }
            part = part.checked_add(1).ok_or(io::ErrorKind::StorageFull)?;
        }
    }

    /// Takes the oldest files away, but never the one that is written to. One that stays is tried again the next time.
    fn prune(&self, current: Name) {
        let all = names(&self.folder);
        let mine = all.iter().filter(|name| name.kind == self.kind).count();
        let mut surplus = mine.saturating_sub(MAX_FILES);
        let oldest = current.day.checked_sub(KEEP_DAYS.days()).ok();
        for name in all {
            let is_surplus = name.kind == self.kind && surplus > 0 && name != current;
            if is_surplus {
                surplus -= 1;
            }
            if is_surplus || oldest.is_some_and(|oldest| name.day < oldest) {
                let _ = fs::remove_file(self.folder.join(name.to_string()));
            }
        }
    }
}

fn today() -> Date {
    let now = Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::UNIX_EPOCH);
    now.to_zoned(TimeZone::UTC).date()
}

/// The bytes of a file that still has a name: another process may have taken it away as an old one.
fn is_there(file: &File) -> Option<u64> {
    let about = file.metadata().ok()?;
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(&about) == 0 {
        return None;
    }
    Some(about.len())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn files(folder: &Path, max_bytes: u64) -> Files {
        Files {
            max_bytes,
            ..Files::new(folder.join("logs"), Kind::Window)
        }
    }

    fn total(folder: &Path) -> u64 {
        let sizes = log_files(folder).into_iter();
        sizes.map(|path| fs::metadata(path).unwrap().len()).sum()
    }

    #[test]
    fn a_week_of_warnings_has_a_bound() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = files(folder.path(), 1000);
        for number in 0..2000 {
            files
                .write(format!("line {number:05}\n").as_bytes())
                .unwrap();
        }
        let logs = folder.path().join("logs");
        let left = log_files(&logs);
        assert_eq!(left.len(), MAX_FILES);
        assert!(
            total(&logs) <= (MAX_FILES as u64) * 1011,
            "{}",
            total(&logs)
        );
        let newest = fs::read_to_string(left.last().unwrap()).unwrap();
        assert!(newest.ends_with("line 01999\n"), "{newest}");
        let text: String = left
            .iter()
            .map(|p| fs::read_to_string(p).unwrap())
            .collect();
        let numbers: Vec<u32> = text.lines().map(|l| l[5..].parse().unwrap()).collect();
        assert!(numbers.windows(2).all(|w| w[0] + 1 == w[1]), "a gap");
    }

    #[test]
    fn many_writers_break_no_line_and_lose_none() {
        let folder = tempfile::tempdir().unwrap();
        thread::scope(|scope| {
            for writer in 0..4 {
                let mut files = files(folder.path(), 20_000);
                scope.spawn(move || {
                    for number in 0..500 {
                        let line = format!("writer {writer} line {number:04} {}\n", "x".repeat(20));
                        files.write(line.as_bytes()).unwrap();
                    }
                });
            }
        });
        let logs = folder.path().join("logs");
        let all = log_files(&logs);
        let text: String = all.iter().map(|p| fs::read_to_string(p).unwrap()).collect();
        assert_eq!(text.lines().count(), 2000);
        assert!(all.len() > 1, "{all:?}");
        for line in text.lines() {
            assert_eq!(line.len(), "writer 0 line 0000 ".len() + 20, "{line}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn files_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        files(folder.path(), 1000).write(b"x\n").unwrap();
        let logs = folder.path().join("logs");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&logs), 0o700);
        assert_eq!(mode(&log_files(&logs)[0]), 0o600);
    }

    #[test]
    fn old_files_go_and_nothing_else_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let logs = folder.path().join("logs");
        fs::create_dir(&logs).unwrap();
        let others = [
            "notes.txt",
            "2020-01-01-window-1.log",
            "2020-01-01-cat-0001.log",
        ];
        let old = ["2020-01-01-window-0001.log", "2020-01-01-queue-0001.log"];
        for name in others.into_iter().chain(old) {
            fs::write(logs.join(name), "x").unwrap();
        }
        files(folder.path(), 1000).write(b"x\n").unwrap();
        for name in others {
            assert!(logs.join(name).exists(), "{name}");
        }
        for name in old {
            assert!(!logs.join(name).exists(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_was_taken_away_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = files(folder.path(), 1000);
        files.write(b"one\n").unwrap();
        let logs = folder.path().join("logs");
        fs::remove_file(&log_files(&logs)[0]).unwrap();
        files.write(b"two\n").unwrap();
        assert_eq!(fs::read_to_string(&log_files(&logs)[0]).unwrap(), "two\n");
    }

    #[test]
    fn after_a_fault_the_disk_is_left_alone_for_a_while() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("logs"), "in the way").unwrap();
        let mut files = files(folder.path(), 1000);
        assert!(files.write(b"x\n").is_err());
        files.write(b"x\n").unwrap();
        fs::remove_file(folder.path().join("logs")).unwrap();
        files.not_before = None;
        files.write(b"y\n").unwrap();
        let logs = folder.path().join("logs");
        assert_eq!(fs::read_to_string(&log_files(&logs)[0]).unwrap(), "y\n");
    }
}
