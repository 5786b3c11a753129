//! Reads a picture's file: bounded, and nothing but a plain file.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use thiserror::Error;

/// Why a file could not be read. The path is not in here: it may hold a customer's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("no such file")]
    NotFound,
    /// It is a folder.
    #[error("a folder")]
    IsFolder,
    /// It is neither file nor folder: a pipe, a device, a socket.
    #[error("not a plain file")]
    NotAFile,
    /// This user may not read it.
    #[error("no permission")]
    NoPermission,
    /// It has too many bytes.
    #[error("{got} bytes, at most {max_bytes}")]
    TooLarge {
        /// Most bytes that are read.
        max_bytes: u64,
        /// Bytes of the file, at least.
        got: u64,
    },
    /// It has no bytes.
    #[error("empty")]
    Empty,
    /// It became another one, or went away, while it was read.
    #[error("changed while it was read")]
    Changed,
    /// Anything else.
    #[error("{0}")]
    Other(io::ErrorKind),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::IsADirectory => Self::IsFolder,
            // A file on a network drive that somebody deleted or replaced meanwhile.
            io::ErrorKind::StaleNetworkFileHandle => Self::Changed,
            kind => Self::Other(kind),
        }
    }
}

/// The bytes of a plain file, at most `max_file_bytes` of them.
pub fn read_file(path: &Path, max_file_bytes: u64) -> Result<Vec<u8>, ReadError> {
    // Before the opening: a pipe would wait there for a writer, and opening a device may set it going.
    check(&fs::metadata(path)?, max_file_bytes)?;
    let file = File::open(path)?;
    // And once more on what was really opened.
    let metadata = file.metadata()?;
    check(&metadata, max_file_bytes)?;
    let stamp = || file.metadata().map(|metadata| Stamp::of(&metadata));
    read_whole(&file, Stamp::of(&metadata), stamp, max_file_bytes)
}

/// What tells that a file is no longer what it was.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    /// `None` where the file system keeps none.
    changed_at: Option<SystemTime>,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self {
            bytes: metadata.len(),
            changed_at: metadata.modified().ok(),
        }
    }
}

/// All bytes, if the file is the same before and after.
fn read_whole(
    file: impl Read,
    before: Stamp,
    after: impl FnOnce() -> io::Result<Stamp>,
    max_file_bytes: u64,
) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::with_capacity(usize::try_from(before.bytes).unwrap_or(0));
    // One more than allowed, to notice a file that grows meanwhile.
    file.take(max_file_bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    let got = bytes.len() as u64;
    if got > max_file_bytes {
        return Err(ReadError::TooLarge {
            max_bytes: max_file_bytes,
            got,
        });
    }
    if got != before.bytes || after()? != before {
        return Err(ReadError::Changed);
    }
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(bytes)
}

fn check(metadata: &Metadata, max_file_bytes: u64) -> Result<(), ReadError> {
    if metadata.is_dir() {
        return Err(ReadError::IsFolder);
    }
    if !metadata.is_file() {
        return Err(ReadError::NotAFile);
    }
    if metadata.len() > max_file_bytes {
        return Err(ReadError::TooLarge {
            max_bytes: max_file_bytes,
            got: metadata.len(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes in small pieces, and does something between them.
    struct Slow<'a, F: FnMut()> {
        rest: &'a [u8],
        between: F,
    }

    impl<F: FnMut()> Read for Slow<'_, F> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            (self.between)();
            let count = self.rest.len().min(buffer.len()).min(3);
            let (now, rest) = self.rest.split_at(count);
            buffer[..count].copy_from_slice(now);
            self.rest = rest;
            Ok(count)
        }
    }

    fn stamp(bytes: u64) -> Stamp {
        Stamp {
            bytes,
            changed_at: None,
        }
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_told() {
        let slow = |rest| Slow {
            rest,
            between: || {},
        };
        let whole = read_whole(slow(b"0123456789"), stamp(10), || Ok(stamp(10)), 100);
        assert_eq!(whole.unwrap(), b"0123456789");
        let cut = read_whole(slow(b"01234"), stamp(10), || Ok(stamp(5)), 100);
        assert_eq!(cut, Err(ReadError::Changed));
        let grown = read_whole(slow(b"0123456789"), stamp(10), || Ok(stamp(12)), 100);
        assert_eq!(grown, Err(ReadError::Changed));
        let stale = || Err(io::Error::from(io::ErrorKind::StaleNetworkFileHandle));
        let gone = read_whole(slow(b"0123456789"), stamp(10), stale, 100);
        assert_eq!(gone, Err(ReadError::Changed));
        let endless = read_whole(io::repeat(7), stamp(10), || Ok(stamp(10)), 100);
        assert!(matches!(endless, Err(ReadError::TooLarge { .. })));
    }

    #[test]
    fn a_real_file_cut_or_written_over_in_the_middle_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ktp.jpg");
        let read_while = |deed: &dyn Fn()| {
            fs::write(&path, b"0123456789").unwrap();
            let file = File::open(&path).unwrap();
            let before = Stamp::of(&file.metadata().unwrap());
            let mut times = 0;
            let slow = Slow {
                rest: b"0123456789",
                between: || {
                    times += 1;
                    if times == 2 {
                        deed();
                    }
                },
            };
            let after = || file.metadata().map(|metadata| Stamp::of(&metadata));
            read_whole(slow, before, after, 100)
        };
        let cut = read_while(&|| fs::write(&path, b"01").unwrap());
        assert_eq!(cut, Err(ReadError::Changed));
        let longer = read_while(&|| fs::write(&path, b"0123456789abc").unwrap());
        assert_eq!(longer, Err(ReadError::Changed));
        let emptied = read_while(&|| fs::write(&path, b"").unwrap());
        assert_eq!(emptied, Err(ReadError::Changed));
        let next = folder.path().join("next");
        fs::write(&next, b"another").unwrap();
        let replaced = read_while(&|| fs::rename(&next, &path).unwrap());
        assert_eq!(replaced.unwrap(), b"0123456789", "the one that was opened");
        // A file that is open keeps its bytes where a name can be taken from it; elsewhere it cannot be deleted.
        let deleted = read_while(&|| {
            let _ = fs::remove_file(&path);
        });
        assert_eq!(deleted.unwrap(), b"0123456789", "all of it, or nothing");
    }
}
