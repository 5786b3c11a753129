//! The one process that sends from a store: it holds the lock of a file beside it. The system frees it when the process ends,
//! however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use jiff::Timestamp;

use crate::desk::state::HeldBy;

/// Most bytes that are read of it: two short lines.
const MAX_BYTES: u64 = 256;

/// The lock, held for as long as this lives.
#[derive(Debug)]
pub(super) struct SenderLock {
    _file: File,
}

/// Why it is not held.
#[derive(Debug)]
pub(super) enum NotHeld {
    /// Another process holds it.
    Other(HeldBy),
    /// The file cannot be used.
    Io(io::Error),
}

impl SenderLock {
    /// Takes the lock if nobody has it. Blocks for a moment: it opens a file.
    pub(super) fn take(path: &Path) -> Result<Self, NotHeld> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(NotHeld::Io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(NotHeld::Other(holder(&mut file))),
            Err(TryLockError::Error(error)) => return Err(NotHeld::Io(error)),
        }
        // Who holds it is for people alone: without it the lock holds as well.
        if let Err(error) = sign(&mut file) {
            crate::logs::warn!("the sender's lock could not be signed", error = error);
        }
        Ok(Self { _file: file })
    }
}

fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    write!(file, "{}\n{}\n", std::process::id(), Timestamp::now())?;
    file.flush()
}

/// What the holder wrote; where locked files cannot be read (Windows), nothing is known of it: process 0.
fn holder(file: &mut File) -> HeldBy {
    let mut text = String::new();
    let _ = file.take(MAX_BYTES).read_to_string(&mut text);
    let mut lines = text.lines();
    HeldBy {
        pid: lines.next().and_then(|pid| pid.parse().ok()).unwrap_or(0),
        since: lines.next().and_then(|since| since.parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holds_it_and_the_other_knows_who() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sender.lock");
        let before = Timestamp::now();
        let lock = SenderLock::take(&path).unwrap();
        let Err(NotHeld::Other(held)) = SenderLock::take(&path) else {
            panic!("both hold it");
        };
        if cfg!(unix) {
            assert_eq!(held.pid, std::process::id());
            assert!(held.since.unwrap() >= before);
        }
        drop(lock);
        SenderLock::take(&path).unwrap();
    }

    #[test]
    fn what_another_program_wrote_there_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sender.lock");
        std::fs::write(&path, [0xff; 4000]).unwrap();
        let lock = SenderLock::take(&path).unwrap();
        assert!(std::fs::read_to_string(&path).unwrap().lines().count() == 2);
        drop(lock);
        std::fs::write(&path, "nobody\nnever\n").unwrap();
        let mut file = File::open(&path).unwrap();
        assert_eq!(
            holder(&mut file),
            HeldBy {
                pid: 0,
                since: None
            }
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gone").join("sender.lock");
        assert!(matches!(SenderLock::take(&path), Err(NotHeld::Io(_))));
    }
}
