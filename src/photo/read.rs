//! Reads a picture's file: bounded, and nothing but a plain file.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

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
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
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
