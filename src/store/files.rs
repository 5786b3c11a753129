//! Reading with a bound, writing in one step, folders that are nobody else's business.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;
use tempfile::NamedTempFile;

use super::error::StoreError;

/// Most bytes of a file that a person edits or the program caches.
pub(super) const MAX_FILE_BYTES: u64 = 4 * 1024 * 1024;

/// Makes the folder and its parents, readable by this user alone. A folder that is there stays as it is.
pub(crate) fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// The bytes of a file; `None` if there is none.
pub(super) fn read_bounded(path: &Path, max_bytes: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let cannot = |source| StoreError::Read {
        path: path.to_owned(),
        source,
    };
    let too_large = || StoreError::TooLarge {
        path: path.to_owned(),
        max_bytes,
    };
    // Asked before opening: a named pipe would block.
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(cannot(error)),
        Ok(about) if !about.is_file() => {
            return Err(StoreError::NotAFile {
                path: path.to_owned(),
            });
        }
        Ok(about) if about.len() > max_bytes => return Err(too_large()),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(max_bytes + 1).read_to_end(&mut bytes))
        .map_err(cannot)?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large());
    }
    Ok(Some(bytes))
}

/// Replaces a file in one step: whoever reads it finds the old bytes or the new ones, also after a power cut.
/// The file is readable by this user alone.
pub(super) fn write_atomic(path: &Path, bytes: &[u8], max_bytes: u64) -> Result<(), StoreError> {
    if bytes.len() as u64 > max_bytes {
        return Err(StoreError::TooLarge {
            path: path.to_owned(),
            max_bytes,
        });
    }
    replace(path, bytes).map_err(|source| StoreError::Write {
        path: path.to_owned(),
        source,
    })
}

/// An empty file in this folder, where it will get its name. It is for this user alone from its first byte on: that is how
/// temporary files are made.
pub(crate) fn new_in(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".new-").tempfile_in(folder)
}

/// The same in the folder of `path`, whose place it will take.
pub(crate) fn new_beside(path: &Path) -> io::Result<NamedTempFile> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => new_in(folder),
        _ => new_in(Path::new(".")),
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_private_folder(folder)?;
    let mut file = new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// The bytes of a file that a person named, such as extra root certificates; at most 4 MiB.
///
/// # Errors
/// `Read` also if there is none; `NotAFile`, `TooLarge`.
pub fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    read_bounded(path, MAX_FILE_BYTES)?.ok_or_else(|| StoreError::Read {
        path: path.to_owned(),
        source: io::ErrorKind::NotFound.into(),
    })
}

/// Gives what was written to a file to the disk. Windows takes that from a handle that may write alone.
pub(super) fn sync(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.sync_all()
}

/// Makes a new name in the folder survive a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// The content of a TOML file with its text, for places in it; `None` if there is no file.
pub(super) fn read_toml<T: DeserializeOwned>(
    path: &Path,
) -> Result<Option<(T, String)>, StoreError> {
    let Some(bytes) = read_bounded(path, MAX_FILE_BYTES)? else {
        return Ok(None);
    };
    let damaged = |text: &str, at: usize, message: &str| {
        let (line, column) = place(text, at);
        StoreError::Damaged {
            path: path.to_owned(),
            line,
            column,
            message: one_line(message),
        }
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let sound = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            return Err(damaged(&text, sound, "not UTF-8 text"));
        }
    };
    match toml::from_str(&text) {
        Ok(content) => Ok(Some((content, text))),
        Err(error) => {
            let at = error.span().unwrap_or(Range::default()).start;
            let Some(name) = unknown(error.message()) else {
                return Err(damaged(&text, at, error.message()));
            };
            let (line, column) = place(&text, at);
            Err(StoreError::Unknown {
                path: path.to_owned(),
                line,
                column,
                name: one_line(name),
            })
        }
    }
}

/// Line and column of a byte, both counted from 1, the column in characters.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .map_or(0, |tail| tail.chars().count())
        + 1;
    (line, column)
}

/// The key or value that the reader does not know, in its words: ``unknown field `colour`, expected …``.
fn unknown(message: &str) -> Option<&str> {
    let rest = message
        .strip_prefix("unknown field `")
        .or_else(|| message.strip_prefix("unknown variant `"))?;
    rest.split_once('`').map(|(name, _)| name)
}

/// The reader's message without line breaks, and no longer than a person reads.
pub(super) fn one_line(message: &str) -> String {
    message
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(200)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_file_is_read_back_and_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/deep/file");
        write_atomic(&path, b"one", 10).unwrap();
        write_atomic(&path, b"two", 10).unwrap();
        assert_eq!(read_bounded(&path, 10).unwrap().unwrap(), b"two");
        let left = fs::read_dir(path.parent().unwrap()).unwrap().count();
        assert_eq!(left, 1, "no temporary file stays");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&path), 0o600);
            assert_eq!(mode(path.parent().unwrap()), 0o700);
        }
    }

    #[test]
    fn bounds_hold_both_ways() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        assert!(matches!(
            write_atomic(&path, b"12345", 4),
            Err(StoreError::TooLarge { max_bytes: 4, .. })
        ));
        assert!(!path.exists());
        fs::write(&path, b"12345").unwrap();
        assert!(matches!(
            read_bounded(&path, 4),
            Err(StoreError::TooLarge { .. })
        ));
        assert_eq!(read_bounded(&path, 5).unwrap().unwrap().len(), 5);
        assert_eq!(read(&path).unwrap(), b"12345");
        let none = read(&folder.path().join("none"));
        assert!(matches!(none, Err(StoreError::Read { .. })));
        assert!(
            read_bounded(&folder.path().join("none"), 4)
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn a_folder_or_a_pipe_in_the_place_of_a_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            read_bounded(folder.path(), 4),
            Err(StoreError::NotAFile { .. })
        ));
        #[cfg(unix)]
        {
            let pipe = folder.path().join("pipe");
            let made = std::process::Command::new("mkfifo").arg(&pipe).status();
            assert!(made.unwrap().success());
            assert!(matches!(
                read_bounded(&pipe, 4),
                Err(StoreError::NotAFile { .. })
            ));
        }
    }

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("taken");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("inside"), b"x").unwrap();
        assert!(matches!(
            write_atomic(&path, b"new", 10),
            Err(StoreError::Write { .. })
        ));
        assert!(path.join("inside").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn places_count_from_one_and_in_characters() {
        assert_eq!(place("", 0), (1, 1));
        assert_eq!(place("ab\ncd", 4), (2, 2));
        assert_eq!(place("é=1\nü x", "é=1\nü ".len()), (2, 3));
        assert_eq!(place("é", 1), (1, 1), "inside a character");
        assert_eq!(place("a", 99), (1, 2), "beyond the end");
    }
}
