//! The files of a profile's store, their locks, and the small file beside it that says how its key is kept.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::key::{Cost, SALT_BYTES, StoreKey};
use super::open::OpenError;
use crate::store::home::{Home, file_stem};
use crate::store::{StoreError, files};

/// How long a lock that another process holds is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(20);
/// Most bytes of the file that says how the key is kept.
const MAX_KEY_FILE: u64 = 16 * 1024;
/// The ends of the names of a store's files.
const ENDS: [&str; 5] = ["db", "db-wal", "db-shm", "key.json", "head.json"];

/// Where a store lies.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    folder: PathBuf,
    stem: String,
}

impl Place {
    pub(crate) fn of(home: &Home, profile: &str) -> Self {
        Self {
            folder: home.store_dir(),
            stem: file_stem(profile),
        }
    }

    fn file(&self, end: &str) -> PathBuf {
        self.folder.join(format!("{}.{end}", self.stem))
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database.
    pub(crate) fn db(&self) -> PathBuf {
        self.file("db")
    }

    /// The length of the history, once more.
    pub(crate) fn head(&self) -> PathBuf {
        self.file("head.json")
    }

    /// Locked by the one process that sends.
    pub(crate) fn sender_lock(&self) -> PathBuf {
        self.file("sender.lock")
    }

    fn key_file(&self) -> PathBuf {
        self.file("key.json")
    }

    /// Makes the folder.
    pub(crate) fn make_folder(&self) -> Result<(), OpenError> {
        files::make_private_folder(&self.folder).map_err(|error| failed(&self.folder, &error))?;
        if self.folder.is_dir() {
            Ok(())
        } else {
            Err(OpenError::ReadOnly {
                path: self.folder.clone(),
            })
        }
    }

    /// Whether something is in the database's place; `Err` if even that cannot be seen.
    pub(crate) fn is_there(&self) -> Result<bool, OpenError> {
        let path = self.db();
        match fs::symlink_metadata(&path) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(failed(&path, &error)),
        }
    }

    /// Held while the store is open: shared by all that work on it, alone by whoever replaces it.
    pub(crate) fn lock(&self, alone: bool) -> Result<File, OpenError> {
        let path = self.file("lock");
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).read(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|error| failed(&path, &error))?;
        let end = Instant::now() + PATIENCE;
        loop {
            let tried = if alone {
                file.try_lock()
            } else {
                file.try_lock_shared()
            };
            match tried {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) if Instant::now() < end => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(OpenError::InUse { path: self.db() }),
                // Some network folders have no locks.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(file);
                }
                Err(TryLockError::Error(error)) => return Err(failed(&path, &error)),
            }
        }
    }

    /// Renames all files of the store, so that its place is free. Gives where the database is now, if there was one.
    pub(crate) fn set_aside(&self) -> Result<Option<PathBuf>, OpenError> {
        let now = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
        let name = |number: u32, end: &str| match number {
            0 => format!("{}.aside-{now}.{end}", self.stem),
            _ => format!("{}.aside-{now}-{number}.{end}", self.stem),
        };
        let is_free = |number: &u32| {
            ENDS.iter()
                .all(|end| fs::symlink_metadata(self.folder.join(name(*number, end))).is_err())
        };
        let number = (0..1000).find(is_free).unwrap_or(1000);
        let mut aside = None;
        for end in ENDS {
            let to = self.folder.join(name(number, end));
            match fs::rename(self.file(end), &to) {
                Ok(()) if end == "db" => aside = Some(to),
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed(&self.file(end), &error)),
            }
        }
        files::sync_folder(&self.folder).map_err(|error| failed(&self.folder, &error))?;
        Ok(aside)
    }

    /// How the key is kept; `None` if that is not known.
    pub(crate) fn key_note(&self) -> Option<KeyNote> {
        let bytes = files::read_bounded(&self.key_file(), MAX_KEY_FILE).ok()??;
        serde_json::from_slice(&bytes).ok()
    }

    pub(crate) fn write_key_note(&self, note: &KeyNote) -> Result<(), OpenError> {
        let path = self.key_file();
        let text = serde_json::to_vec_pretty(note).map_err(|_| OpenError::Failed {
            path: path.clone(),
            why: "JSON".to_owned(),
        })?;
        files::write_atomic(&path, &text, MAX_KEY_FILE).map_err(|error| match error {
            StoreError::Write { source, .. } => failed(&path, &source),
            other => OpenError::Failed {
                path: path.clone(),
                why: other.to_string(),
            },
        })
    }
}

/// Where the key of a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kept_by")]
pub(crate) enum KeptIn {
    /// In the keyring.
    Keyring,
    /// In a person's head.
    Passphrase(Cost),
}

/// How the key of a store is kept, and a value that tells a wrong one. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeyNote {
    #[serde(flatten)]
    pub(crate) kept: KeptIn,
    salt: String,
    check: String,
}

impl KeyNote {
    pub(crate) fn of(kept: KeptIn, key: &StoreKey, salt: &[u8; SALT_BYTES]) -> Self {
        Self {
            kept,
            salt: hex::encode(salt),
            check: key.check_value(salt),
        }
    }

    /// The salt of the file that this was written for.
    pub(crate) fn salt(&self) -> Option<[u8; SALT_BYTES]> {
        let mut salt = [0; SALT_BYTES];
        hex::decode_to_slice(&self.salt, &mut salt).ok()?;
        Some(salt)
    }

    /// Whether this is the key.
    pub(crate) fn is_of(&self, key: &StoreKey) -> bool {
        self.salt()
            .is_some_and(|salt| key.passes(&salt, &self.check))
    }
}

/// The first bytes of a file: its salt, if it is a store. Fewer if the file is shorter.
pub(crate) fn first_bytes(path: &Path) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(SALT_BYTES as u64).read_to_end(&mut bytes))
        .map_err(|error| failed(path, &error))?;
    Ok(bytes)
}

/// What an error of the system means for opening.
pub(crate) fn failed(path: &Path, error: &io::Error) -> OpenError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => OpenError::DiskFull,
        io::ErrorKind::PermissionDenied
        | io::ErrorKind::ReadOnlyFilesystem
        | io::ErrorKind::NotADirectory
        | io::ErrorKind::AlreadyExists => OpenError::ReadOnly { path },
        _ => OpenError::Failed {
            path,
            why: error.to_string(),
        },
    }
}
