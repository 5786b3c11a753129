//! The support bundle: what somebody far away needs to find out what is wrong, in one ZIP file, without personal data.
//!
//! It is made of what holds none by construction (logs, crash reports, counts, names of files that this program gave) and of
//! settings and profiles with the names and keys taken out. The store, the caches and the ledger are listed, never copied.

mod listing;
mod system;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use directories::UserDirs;
use jiff::Timestamp;
use toml::{Table, Value};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::domain::{Profile, Settings};
use crate::store::{CaseStore, Home, files};
use crate::text::Texts;

/// Most bytes of logs; the newest are taken.
const MAX_LOG_BYTES: u64 = 5 * 1024 * 1024;
/// Most bytes of a crash report.
const MAX_CRASH_BYTES: u64 = 256 * 1024;
/// Stands in the place of what is left out.
const LEFT_OUT: &str = "***";

/// What the bundle is made from.
pub struct Facts<'a> {
    /// The data folder.
    pub home: &'a Home,
    /// The settings as they are in force.
    pub settings: &'a Settings,
    /// All profiles.
    pub profiles: &'a [Profile],
    /// For the README.
    pub texts: &'a Texts,
    /// What whoever makes the bundle knows beside that (graphics, keyring, store), a line each.
    pub notes: Vec<String>,
    /// The doctor's report, a line each; `None` where it was not asked.
    pub doctor: Option<Vec<String>>,
}

/// A file in the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// How much is in the store, a line each.
pub fn figures(store: &dyn CaseStore) -> Vec<String> {
    let figures = store.figures().unwrap_or_default().into_iter();
    figures
        .map(|(name, number)| format!("store, {name}: {number}"))
        .collect()
}

/// The name that is proposed for the file.
pub fn file_name(now: Timestamp) -> String {
    now.strftime("tcdx-desk-support-%Y%m%dT%H%M%SZ.zip")
        .to_string()
}

/// Writes the bundle in one step, readable by this user alone, and tells what it holds. A file that is there is replaced
/// only if `replace` says so.
///
/// # Errors
/// `AlreadyExists`, and whatever the system says of the folder; then nothing was written.
pub fn write(facts: &Facts<'_>, target: &Path, replace: bool) -> io::Result<Vec<Entry>> {
    // What was logged until now is to be in it.
    crate::logs::flush();
    let mut file = files::new_beside(target)?;
    let entries = fill(facts, file.as_file_mut())?;
    file.as_file().sync_all()?;
    let named = if replace {
        file.persist(target)
    } else {
        file.persist_noclobber(target)
    };
    named.map_err(|error| error.error)?;
    Ok(entries)
}

fn fill(facts: &Facts<'_>, file: &mut File) -> io::Result<Vec<Entry>> {
    let mut zip = Bundle {
        zip: zip::ZipWriter::new(file),
        entries: Vec::new(),
        person: person(),
    };
    zip.text("README.txt", &facts.texts.get("support-readme"))?;
    zip.text("system.txt", &lines(system::lines(&facts.notes)))?;
    if let Some(doctor) = &facts.doctor {
        zip.text("doctor.txt", &lines(doctor.clone()))?;
    }
    zip.text("settings.toml", &settings(facts.settings))?;
    zip.text("profiles.toml", &profiles(facts.profiles))?;
    zip.text("files.txt", &lines(listing::lines(facts.home.root())))?;
    for path in newest(crate::logs::log_files(&facts.home.logs_dir())) {
        zip.file("logs", &path, MAX_LOG_BYTES)?;
    }
    for path in crate::crash::report_files(&facts.home.crash_dir()) {
        zip.file("crash", &path, MAX_CRASH_BYTES)?;
    }
    let Bundle { zip, entries, .. } = zip;
    zip.finish()?;
    Ok(entries)
}

struct Bundle<W: Write + io::Seek> {
    zip: zip::ZipWriter<W>,
    entries: Vec<Entry>,
    /// The person's own folder, whose path often holds a name.
    person: Option<String>,
}

impl<W: Write + io::Seek> Bundle<W> {
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        let text = match &self.person {
            Some(person) => text.replace(person.as_str(), "~"),
            None => text.to_owned(),
        };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .unix_permissions(0o600);
        self.zip.start_file(name, options)?;
        self.zip.write_all(text.as_bytes())?;
        self.entries.push(Entry {
            name: name.to_owned(),
            bytes: text.len() as u64,
        });
        Ok(())
    }

    /// The end of a file of ours. One that goes meanwhile, or cannot be read, is left out.
    fn file(&mut self, folder: &str, path: &Path, most: u64) -> io::Result<()> {
        let name = path.file_name().and_then(|name| name.to_str());
        let (Some(name), Ok(text)) = (name, end_of(path, most)) else {
            return Ok(());
        };
        self.text(&format!("{folder}/{name}"), &text)
    }
}

fn end_of(path: &Path, most: u64) -> io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    io::Seek::seek(&mut file, io::SeekFrom::Start(length.saturating_sub(most)))?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The newest logs that have room together.
fn newest(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut left = MAX_LOG_BYTES;
    let mut taken = Vec::new();
    for path in files.into_iter().rev() {
        let bytes = path.metadata().map_or(0, |about| about.len());
        let Some(rest) = left.checked_sub(bytes) else {
            break;
        };
        left = rest;
        taken.push(path);
    }
    taken.reverse();
    taken
}

fn lines(lines: Vec<String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}

fn person() -> Option<String> {
    let folders = UserDirs::new()?;
    let person = folders.home_dir().to_str()?;
    // The root is everybody's.
    (person.len() > 1).then(|| person.to_owned())
}

fn settings(settings: &Settings) -> String {
    let mut table = Table::try_from(settings).unwrap_or_default();
    hide(&mut table, "staff_name");
    table.to_string()
}

fn profiles(profiles: &[Profile]) -> String {
    let tables = profiles.iter().map(|profile| {
        let mut table = Table::try_from(profile).unwrap_or_default();
        hide(&mut table, "api_key");
        Value::Table(table)
    });
    let mut whole = Table::new();
    whole.insert("profile".to_owned(), Value::Array(tables.collect()));
    whole.to_string()
}

/// Says that something is there, and not what.
fn hide(table: &mut Table, key: &str) {
    if let Some(Value::String(text)) = table.get_mut(key)
        && !text.is_empty()
    {
        LEFT_OUT.clone_into(text);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::domain::Lang;

    fn read(path: &Path) -> Vec<(String, String)> {
        let mut zip = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
        (0..zip.len())
            .map(|at| {
                let mut file = zip.by_index(at).unwrap();
                let mut text = String::new();
                file.read_to_string(&mut text).unwrap();
                (file.name().unwrap().into_owned(), text)
            })
            .collect()
    }

    #[test]
    fn a_bundle_holds_what_helps_and_nothing_of_a_person() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(&folder.path().join("data"))).unwrap();
        let root = home.root();
        for (name, text) in [
            ("logs/2026-03-04-window-0001.log", "a line\n"),
            ("logs/Budi Santoso.log", "SECRET-CONTENT"),
            ("crash/20200304T033711123Z-4711.txt", "place: x\n"),
            ("crash/notes.txt", "SECRET-CONTENT"),
            (
                "store/0123456789abcdef0123456789abcdef.db",
                "SECRET-CONTENT",
            ),
            ("Budi Santoso KTP.jpg", "SECRET-CONTENT"),
        ] {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let settings = Settings {
            staff_name: "Siti Petugas".to_owned(),
            ..Settings::default()
        };
        let live = Profile::live("Cabang", "https://api.example.com", "KEY-1234");
        let person = person().unwrap();
        let facts = Facts {
            home: &home,
            settings: &settings,
            profiles: &[Profile::training(), live],
            texts: crate::text::of(Lang::En),
            notes: vec!["graphics: 4.5".to_owned()],
            doctor: Some(vec![format!("ok  folder: {person}/x")]),
        };
        let target = folder.path().join("bundle.zip");
        let entries = write(&facts, &target, false).unwrap();
        let files = read(&target);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "README.txt",
                "system.txt",
                "doctor.txt",
                "settings.toml",
                "profiles.toml",
                "files.txt",
                "logs/2026-03-04-window-0001.log",
                "crash/20200304T033711123Z-4711.txt",
            ]
        );
        assert_eq!(entries.len(), names.len());
        let all: String = files.iter().map(|(_, text)| text.as_str()).collect();
        for hidden in [
            "Siti Petugas",
            "KEY-1234",
            "SECRET-CONTENT",
            "Budi",
            &person,
        ] {
            assert!(!all.contains(hidden), "{hidden} in {all}");
        }
        for there in [
            "https://api.example.com",
            "graphics: 4.5",
            "ok  folder: ~/x",
            "store/0123456789abcdef0123456789abcdef.db",
            env!("CARGO_PKG_VERSION"),
            "log_level = \"info\"",
        ] {
            assert!(all.contains(there), "no {there} in {all}");
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&target).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let again = write(&facts, &target, false).unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(read(&target).len(), names.len());
        write(&facts, &target, true).unwrap();
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            2,
            "nothing is left over"
        );
    }

    #[test]
    fn the_newest_logs_have_room_first() {
        let folder = tempfile::tempdir().unwrap();
        for (name, kib) in [("a", 2048), ("b", 2048), ("c", 2048), ("d", 10)] {
            fs::write(folder.path().join(name), vec![b'x'; kib * 1024]).unwrap();
        }
        let files = ["a", "b", "c", "d"].map(|name| folder.path().join(name));
        assert_eq!(newest(files.to_vec()), files[1..].to_vec());
    }
}
