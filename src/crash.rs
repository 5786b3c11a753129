//! What happens when the program stops unexpectedly: a report without personal data, and where it is.
//!
//! A report has the time, the version, the system, the thread, the place in the source and the functions that were
//! running. It leaves out the panic's message: that may quote what was being worked on, such as a name or a NIK.

use std::backtrace::Backtrace;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::panic::{self, Location};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;
use std::{process, thread};

use jiff::Timestamp;

use crate::domain::Lang;
use crate::store::files::make_private_folder;
use crate::text;

/// Most reports that are kept; the oldest go first.
const MAX_REPORTS: usize = 20;

/// Most bytes of a report.
const MAX_REPORT_BYTES: usize = 256 * 1024;

/// The names of the reports that were shown to a person.
const SEEN_FILE: &str = "seen";

/// Stands for the path in the prepared line.
const PATH_MARK: &str = "{path}";

static LAST_REPORT: Mutex<Option<PathBuf>> = Mutex::new(None);

/// From now on a panic on any thread writes a report into `dir` (made when it is needed, mode 0700), keeps the newest
/// 20, and prints one line on standard error that names it, in the system's language.
///
/// The hook itself must not panic: that would end the process at once. So nothing in it unwraps, indexes, or prints
/// with a macro that panics when standard error is closed, and the line's text is made ready here.
pub fn install_hook(dir: PathBuf) {
    let texts = text::of(system_language());
    let line = texts.with("crash-stderr", &[("path", PATH_MARK.into())]);
    let line_without_report = texts.get("crash-stderr-no-report").into_owned();
    panic::set_hook(Box::new(move |info| {
        // A damaged picture, which is told as one.
        if crate::guard::is_guarded() || is_missing_library(info.location()) {
            return;
        }
        let written = write_report(&dir, info.location());
        crate::logs::error!("the program stopped unexpectedly", place = info.location());
        // Whatever comes next: what led here is on the disk.
        crate::logs::flush();
        let line = match &written {
            Ok(path) => line.replace(PATH_MARK, &path.display().to_string()),
            Err(_) => line_without_report.clone(),
        };
        // Nobody may be listening.
        let _ = writeln!(io::stderr(), "{line}");
        if let Ok(path) = written {
            *LAST_REPORT.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
        }
    }));
}

/// True where the loader of the keyboard's library panics because this computer has none: nothing of this program is
/// broken. `ui::run` says which library it is.
fn is_missing_library(location: Option<&Location<'_>>) -> bool {
    location.is_some_and(|location| location.file().contains("xkbcommon-dl"))
}

/// The report of the latest panic in this run.
pub fn last_report() -> Option<PathBuf> {
    LAST_REPORT
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

/// The newest report that no person was told of, for the next start. It and all older ones count as told from now on.
pub fn take_unseen(dir: &Path) -> Option<PathBuf> {
    let reports = reports(dir);
    let seen: BTreeSet<String> = fs::read_to_string(dir.join(SEEN_FILE))
        .unwrap_or_default()
        .lines()
        .map(str::to_owned)
        .collect();
    let newest = reports.iter().rev().find(|name| !seen.contains(*name))?;
    // If it cannot be noted, a person is told twice: better than never.
    let _ = fs::write(dir.join(SEEN_FILE), reports.join("\n"));
    Some(dir.join(newest))
}

/// The reports that are kept, oldest first.
pub fn report_files(dir: &Path) -> Vec<PathBuf> {
    reports(dir).iter().map(|name| dir.join(name)).collect()
}

fn system_language() -> Lang {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_ascii_lowercase().starts_with("id") => Lang::Id,
        _ => Lang::En,
    }
}

fn write_report(dir: &Path, location: Option<&Location<'_>>) -> io::Result<PathBuf> {
    make_private_folder(dir)?;
    // Not `Timestamp::now`, which panics when the clock is beyond reason.
    let now = Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::UNIX_EPOCH);
    let stamp = now.strftime("%Y%m%dT%H%M%S%3fZ").to_string();
    let text = report(now, location);
    // Threads may stop in the same millisecond.
    for number in 0..100 {
        let path = dir.join(file_name(&stamp, number));
        let mut options = OpenOptions::new();
        options.create_new(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                prune(dir);
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Sorts by time; the number comes after the process, so that it does not disturb that.
fn file_name(stamp: &str, number: u32) -> String {
    let pid = process::id();
    match number {
        0 => format!("{stamp}-{pid}.txt"),
        _ => format!("{stamp}-{pid}-{number}.txt"),
    }
}

fn report(now: Timestamp, location: Option<&Location<'_>>) -> String {
    let current = thread::current();
    let place = location.map_or_else(|| "unknown".to_owned(), ToString::to_string);
    let mut text = format!(
        "TCDX Desk stopped unexpectedly. This report holds no personal data.\n\n\
         time: {now}\nversion: {version}\ncommit: {commit}\nsystem: {system}\nthread: {thread}\nplace: {place}\n\n",
        version = crate::version::NUMBER,
        commit = crate::version::COMMIT,
        system = crate::version::system(),
        thread = current.name().unwrap_or("unnamed"),
    );
    let _ = writeln!(text, "{}", Backtrace::force_capture());
    text.truncate(text.floor_char_boundary(MAX_REPORT_BYTES));
    text
}

/// The names of the reports, oldest first; nothing else that lies in the folder.
fn reports(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| is_report(name))
        .collect();
    names.sort_unstable();
    names
}

/// `20200304T033711123Z-4711.txt`
fn is_report(name: &str) -> bool {
    name.strip_suffix(".txt")
        .and_then(|stem| stem.split_once("Z-"))
        .is_some_and(|(stamp, pid)| {
            stamp.len() == 18
                && stamp.bytes().all(|b| b.is_ascii_digit() || b == b'T')
                && pid.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        })
}

fn prune(dir: &Path) {
    let names = reports(dir);
    let surplus = names.len().saturating_sub(MAX_REPORTS);
    for name in names.iter().take(surplus) {
        // One that stays is tried again at the next report.
        let _ = fs::remove_file(dir.join(name));
    }
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Output};

    use super::*;

    const CHILD: &str = "TCDX_CRASH_CHILD";
    const PERSONAL: &str = "NIK 3515144508680002";

    /// Runs one of the children below in a process of its own: the hook is the whole process's.
    fn run(child: &str, dir: &Path) -> Output {
        Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "--nocapture", child])
            .env(CHILD, dir)
            .env("RUST_BACKTRACE", "0")
            .env("LC_ALL", "en_GB.UTF-8")
            .output()
            .unwrap()
    }

    /// The folder for the reports; `None` when a child is run by itself.
    fn child_dir() -> Option<PathBuf> {
        std::env::var_os(CHILD).map(PathBuf::from)
    }

    #[test]
    #[ignore = "a child of the test below"]
    fn child_that_panics() {
        let Some(dir) = child_dir() else { return };
        install_hook(dir);
        assert_eq!(last_report(), None);
        let worker = thread::Builder::new().name("photo-1".to_owned());
        let handle = worker.spawn(|| panic!("cannot read {PERSONAL}")).unwrap();
        assert!(handle.join().is_err());
        let first = last_report().unwrap();
        assert!(first.exists());
        // The program lives on, and a second panic makes a second report.
        let sliced = panic::catch_unwind(|| PERSONAL[..100].len());
        assert!(sliced.is_err());
        assert_ne!(last_report().unwrap(), first);
        panic!("{PERSONAL}");
    }

    #[test]
    fn a_panic_leaves_reports_without_its_message() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("crash");
        let output = run("crash::tests::child_that_panics", &dir);
        assert!(!output.status.success());
        let stderr = String::from_utf8(output.stderr).unwrap();
        let names = reports(&dir);
        assert_eq!(names.len(), 3, "{stderr}");
        let mut texts = Vec::new();
        for name in &names {
            let path = dir.join(name);
            assert!(stderr.contains(&path.display().to_string()), "{stderr}");
            texts.push(fs::read_to_string(path).unwrap());
        }
        for text in &texts {
            assert!(!text.contains("3515144508680002"), "{text}");
            assert!(text.contains(env!("CARGO_PKG_VERSION")), "{text}");
            assert!(text.contains("child_that_panics"), "no backtrace: {text}");
            assert!(text.contains("place: "), "{text}");
        }
        assert!(texts[0].contains("thread: photo-1"), "{}", texts[0]);
        assert!(texts[0].contains("crash.rs:"), "{}", texts[0]);
        assert!(!stderr.contains("3515144508680002"), "{stderr}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&dir), 0o700);
            assert_eq!(mode(&dir.join(&names[0])), 0o600);
        }
    }

    #[test]
    #[ignore = "a child of the test below"]
    fn child_without_a_folder() {
        let Some(dir) = child_dir() else { return };
        install_hook(dir);
        assert!(panic::catch_unwind(|| panic!("{PERSONAL}")).is_err());
        assert_eq!(last_report(), None);
    }

    #[test]
    fn a_report_that_cannot_be_written_is_no_second_panic() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "x").unwrap();
        let output = run("crash::tests::child_without_a_folder", &file);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{stderr}");
        assert!(stderr.contains("stopped unexpectedly"), "{stderr}");
        assert!(!stderr.contains(PERSONAL), "{stderr}");
    }

    #[test]
    fn the_newest_are_kept_and_nothing_else_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        for second in 10..40 {
            let name = format!("20200304T0337{second}123Z-{second}.txt");
            fs::write(dir.join(name), "x").unwrap();
        }
        for other in ["notes.txt", "20200304T0337Z-.txt", "0.txt", "seen"] {
            fs::write(dir.join(other), "x").unwrap();
        }
        let path = write_report(dir, None).unwrap();
        let left = reports(dir);
        assert_eq!(left.len(), MAX_REPORTS);
        assert_eq!(
            *left.last().unwrap(),
            path.file_name().unwrap().to_str().unwrap()
        );
        assert!(left[0].starts_with("20200304T033721"), "{left:?}");
        assert_eq!(fs::read_dir(dir).unwrap().count(), MAX_REPORTS + 4);
    }

    #[test]
    fn two_reports_in_the_same_moment_are_two_files() {
        assert!(is_report(&file_name("20200304T033711123Z", 0)));
        assert!(is_report(&file_name("20200304T033711123Z", 1)));
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..10 {
            write_report(folder.path(), None).unwrap();
        }
        assert_eq!(reports(folder.path()).len(), 10);
    }

    #[test]
    fn a_report_is_shown_once() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        assert_eq!(take_unseen(dir), None);
        assert_eq!(take_unseen(&dir.join("none")), None);
        let report = |name: &str| {
            fs::write(dir.join(name), "x").unwrap();
            Some(dir.join(name))
        };
        report("20200304T033711000Z-1.txt");
        let newest = report("20200304T033712000Z-1.txt");
        assert_eq!(take_unseen(dir), newest);
        assert_eq!(take_unseen(dir), None);
        // Also when the clock was set back.
        let earlier = report("20190304T033712000Z-1.txt");
        assert_eq!(take_unseen(dir), earlier);
        assert_eq!(take_unseen(dir), None);
    }

    #[test]
    fn the_line_has_room_for_the_path_in_both_languages() {
        for lang in [Lang::Id, Lang::En] {
            let texts = text::of(lang);
            let line = texts.with("crash-stderr", &[("path", PATH_MARK.into())]);
            assert!(line.contains(PATH_MARK) && !line.contains('\n'), "{line}");
            assert!(texts.has("crash-stderr-no-report"));
        }
    }
}
