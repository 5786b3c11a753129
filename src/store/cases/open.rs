//! Opening a store: where it is, how it is locked, and what is wrong if it does not open.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::key::{Cost, SALT_BYTES, StoreKey, random_salt};
use super::place::{self, KeptIn, KeyNote, Place, failed};
use super::sqlite::SqliteStore;
use super::{SharedStore, file, import};
use crate::domain::Profile;
use crate::store::home::Lock;
use crate::store::{Home, StoreError};
use crate::vault::{Secret, Vault, VaultError};

/// Fewest characters of a new passphrase.
pub const MIN_PASSPHRASE_CHARS: usize = 12;

/// How an open store is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptBy {
    /// Encrypted on the disk, the key in the keyring.
    Keyring,
    /// Encrypted on the disk, the key from a passphrase.
    Passphrase,
    /// In memory, until the program ends.
    Session,
}

/// An open store.
pub struct Opened {
    /// The store.
    pub store: SharedStore,
    /// How it is kept.
    pub kept_by: KeptBy,
    /// The file whose lock the one process holds that sends; `None` for a store in memory.
    pub sender_lock: Option<PathBuf>,
    /// The same store, for what only this kind can do: backup, and judging every page.
    pub sqlite: Arc<SqliteStore>,
}

/// Why a store is not open. Its file was left as it is.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no keyring: a passphrase is needed.
    #[error("a passphrase is needed")]
    NeedsPassphrase {
        /// There is no store yet.
        is_new: bool,
    },
    /// The passphrase is not the one it was made with.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// The passphrase is too short for a new store.
    #[error("the passphrase is shorter than {min} characters")]
    WeakPassphrase {
        /// Fewest characters.
        min: usize,
    },
    /// The keyring has no key for the store that is there.
    #[error("{} is there, but its key is not in the keyring", .path.display())]
    KeyMissing {
        /// The file.
        path: PathBuf,
    },
    /// The key in the keyring is another one.
    #[error("the key in the keyring does not open {}", .path.display())]
    WrongKey {
        /// The file.
        path: PathBuf,
    },
    /// The keyring could not be asked.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The file is damaged.
    #[error("{} is damaged", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// Something else is in the store's place.
    #[error("{} is not a store of this program", .path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer version of this program wrote it.
    #[error("{} was written by a newer version ({found}, this one knows {known})", .path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Version of its layout.
        found: u32,
        /// Newest layout that this program knows.
        known: u32,
    },
    /// Another process restores or puts aside this store.
    #[error("{} is in use", .path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The folder or the file cannot be written.
    #[error("{} cannot be written", .path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// Anything else, in the system's words.
    #[error("{} cannot be opened ({why})", .path.display())]
    Failed {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
}

/// Opens the store of a profile; makes it if there is none. With a keyring the key lies there; without one a passphrase is
/// needed, but for training, which is then kept in memory.
///
/// `vault` keeps the keys of stores ([`crate::vault::KeyringVault::for_stores`]). Customers that older versions of this
/// program remembered are added.
pub fn open(
    home: &Home,
    profile: &Profile,
    vault: &dyn Vault,
    passphrase: Option<&Secret>,
) -> Result<Opened, OpenError> {
    let opened = try_open(home, profile, vault, passphrase);
    match &opened {
        Ok(opened) => crate::logs::info!(
            "a store is open",
            profile = profile.kind,
            kept_by = opened.kept_by
        ),
        Err(error) => crate::logs::warn!(
            "a store does not open",
            profile = profile.kind,
            error = error
        ),
    }
    opened
}

fn try_open(
    home: &Home,
    profile: &Profile,
    vault: &dyn Vault,
    passphrase: Option<&Secret>,
) -> Result<Opened, OpenError> {
    let place = Place::of(home, &profile.name);
    let found = {
        // Two processes that start at once make one store.
        let _alone = alone(home, &place)?;
        place.make_folder()?;
        if place.is_there()? {
            None
        } else {
            match new_key(profile, vault, passphrase)? {
                Some(key) => Some(make(&place, key)?),
                None => return in_memory(),
            }
        }
    };
    let (key, kept) = match found {
        Some(made) => {
            crate::logs::info!("a store was made");
            made
        }
        None => known_key(&place, &profile.name, vault, passphrase)?,
    };
    let opened = open_file(&place, &key, kept)?;
    if !profile.is_training() {
        import::from_ledger(home, &profile.name, &opened.sqlite);
    }
    Ok(opened)
}

/// Where the database of a profile is, whether or not there is one.
pub fn path(home: &Home, profile: &Profile) -> PathBuf {
    Place::of(home, &profile.name).db()
}

/// Holds other processes off while the files of a store are made or replaced.
pub(super) fn alone(home: &Home, place: &Place) -> Result<Lock, OpenError> {
    home.lock().map_err(|error| match error {
        StoreError::Busy { .. } => OpenError::InUse { path: place.db() },
        StoreError::Write { path, source } => failed(&path, &source),
        other => OpenError::Failed {
            path: place.db(),
            why: other.to_string(),
        },
    })
}

fn in_memory() -> Result<Opened, OpenError> {
    let sqlite = Arc::new(new_session()?);
    Ok(Opened {
        store: sqlite.clone(),
        kept_by: KeptBy::Session,
        sender_lock: None,
        sqlite,
    })
}

fn new_session() -> Result<SqliteStore, OpenError> {
    SqliteStore::in_memory().map_err(|error| file::of_case_error(Path::new("memory"), error))
}

/// A store in memory, until it is dropped: for training without a keyring, and for tests.
pub fn session() -> Result<SharedStore, OpenError> {
    Ok(Arc::new(new_session()?))
}

/// The key for a new store, and how it is kept.
pub(super) enum NewKey {
    /// From the keyring, which gave it back.
    Keyring(StoreKey),
    /// From a passphrase, with the salt that the store will have.
    Passphrase(Secret),
}

/// Chooses the key for a new store; `None` for training that is kept in memory.
fn new_key(
    profile: &Profile,
    vault: &dyn Vault,
    passphrase: Option<&Secret>,
) -> Result<Option<NewKey>, OpenError> {
    // A key that is there is kept: a store that was put aside may need it.
    let kept = match vault.get(&profile.name) {
        Ok(Some(hex)) => StoreKey::from_hex(hex.expose()),
        Ok(None) => None,
        Err(_) => return without_keyring(profile, passphrase),
    };
    if let Some(key) = kept {
        return Ok(Some(NewKey::Keyring(key)));
    }
    match keep_new_key(&profile.name, vault)? {
        Some(key) => Ok(Some(NewKey::Keyring(key))),
        None => without_keyring(profile, passphrase),
    }
}

/// Makes a key and keeps it; `None` if the keyring does not keep it.
pub(super) fn keep_new_key(
    profile: &str,
    vault: &dyn Vault,
) -> Result<Option<StoreKey>, OpenError> {
    let key = StoreKey::random().ok_or_else(no_randomness)?;
    let hex = key.to_hex();
    let is_kept = vault.set(profile, &Secret::from(hex.as_str().to_owned())).is_ok()
        // Only what is read back is kept.
        && matches!(vault.get(profile), Ok(Some(back)) if back.expose() == hex.as_str());
    Ok(is_kept.then_some(key))
}

fn without_keyring(
    profile: &Profile,
    passphrase: Option<&Secret>,
) -> Result<Option<NewKey>, OpenError> {
    match passphrase {
        Some(passphrase) => {
            strong(passphrase)?;
            Ok(Some(NewKey::Passphrase(passphrase.clone())))
        }
        None if profile.is_training() => Ok(None),
        None => Err(OpenError::NeedsPassphrase { is_new: true }),
    }
}

/// A new passphrase must be long enough.
pub(super) fn strong(passphrase: &Secret) -> Result<(), OpenError> {
    if passphrase.expose().chars().count() < MIN_PASSPHRASE_CHARS {
        return Err(OpenError::WeakPassphrase {
            min: MIN_PASSPHRASE_CHARS,
        });
    }
    Ok(())
}

/// The key itself, the salt it goes with, and how it is kept.
pub(super) fn salted(key: NewKey) -> Result<(StoreKey, [u8; SALT_BYTES], KeptIn), OpenError> {
    let salt = random_salt().ok_or_else(no_randomness)?;
    match key {
        NewKey::Keyring(key) => Ok((key, salt, KeptIn::Keyring)),
        NewKey::Passphrase(passphrase) => {
            let key = StoreKey::from_passphrase(passphrase.expose(), &salt, Cost::USUAL);
            let key = key.ok_or_else(no_memory)?;
            Ok((key, salt, KeptIn::Passphrase(Cost::USUAL)))
        }
    }
}

fn no_randomness() -> OpenError {
    OpenError::Failed {
        path: PathBuf::new(),
        why: "no randomness".to_owned(),
    }
}

fn no_memory() -> OpenError {
    OpenError::Failed {
        path: PathBuf::new(),
        why: "Argon2id".to_owned(),
    }
}

/// Makes the store: whole under another name, then named.
fn make(place: &Place, key: NewKey) -> Result<(StoreKey, KeptIn), OpenError> {
    // What is left of a store whose database is gone says nothing about the new one.
    place.set_aside()?;
    let (key, salt, kept) = salted(key)?;
    let new = file::new_file(place.folder())?;
    file::make(&new, &key, &salt)?;
    place.write_key_note(&KeyNote::of(kept, &key, &salt))?;
    file::give_name(new, &place.db())?;
    Ok((key, kept))
}

/// The key of the store that is there.
fn known_key(
    place: &Place,
    profile: &str,
    vault: &dyn Vault,
    passphrase: Option<&Secret>,
) -> Result<(StoreKey, KeptIn), OpenError> {
    let path = place.db();
    let note = place.key_note();
    let salt = salt_of(&path, note.as_ref())?;
    let kept = match &note {
        Some(note) => note.kept,
        // Nothing says how: a key in the keyring is tried before a passphrase.
        None => match (vault.get(profile), passphrase) {
            (Ok(Some(_)), _) | (Ok(None), None) => KeptIn::Keyring,
            _ => KeptIn::Passphrase(Cost::USUAL),
        },
    };
    let is_right = |key: &StoreKey| note.as_ref().is_none_or(|note| note.is_of(key));
    match kept {
        KeptIn::Keyring => {
            let hex = vault
                .get(profile)?
                .ok_or_else(|| OpenError::KeyMissing { path: path.clone() })?;
            let key = StoreKey::from_hex(hex.expose()).filter(is_right);
            Ok((key.ok_or(OpenError::WrongKey { path })?, kept))
        }
        KeptIn::Passphrase(cost) => {
            let passphrase = passphrase.ok_or(OpenError::NeedsPassphrase { is_new: false })?;
            let key = StoreKey::from_passphrase(passphrase.expose(), &salt, cost);
            let key = key.ok_or_else(no_memory)?;
            if is_right(&key) {
                Ok((key, kept))
            } else {
                Err(OpenError::WrongPassphrase)
            }
        }
    }
}

/// The salt of the file: as it was noted, else its first bytes. Tells what is no store at all.
fn salt_of(path: &Path, note: Option<&KeyNote>) -> Result<[u8; SALT_BYTES], OpenError> {
    let foreign = || OpenError::Foreign {
        path: path.to_owned(),
    };
    if !path.is_file() {
        return Err(foreign());
    }
    let begin = place::first_bytes(path)?;
    let noted = note.and_then(KeyNote::salt);
    if file::is_strange(&begin, noted.as_ref()) {
        return Err(foreign());
    }
    let damaged = || OpenError::Damaged {
        path: path.to_owned(),
    };
    let own: [u8; SALT_BYTES] = begin.try_into().map_err(|_| damaged())?;
    Ok(noted.unwrap_or(own))
}

fn open_file(place: &Place, key: &StoreKey, kept: KeptIn) -> Result<Opened, OpenError> {
    let path = place.db();
    let lock = place.lock(false)?;
    let note = place.key_note();
    let salt = salt_of(&path, note.as_ref())?;
    let opened = file::open(&path, key, &salt, note.is_some());
    let (writer, reader) = opened.map_err(|error| match (error, kept) {
        (OpenError::WrongKey { .. }, KeptIn::Passphrase(_)) => OpenError::WrongPassphrase,
        (error, _) => error,
    })?;
    if note.is_none() {
        place.write_key_note(&KeyNote::of(kept, key, &salt))?;
    }
    let sqlite = SqliteStore::over(writer, Some(reader), Some(place.head()), Some(lock));
    let sqlite = Arc::new(sqlite.map_err(|error| file::of_case_error(&path, error))?);
    Ok(Opened {
        store: sqlite.clone(),
        kept_by: match kept {
            KeptIn::Keyring => KeptBy::Keyring,
            KeptIn::Passphrase(_) => KeptBy::Passphrase,
        },
        sender_lock: Some(place.sender_lock()),
        sqlite,
    })
}

/// Puts the store of a profile aside, whatever is wrong with it: the file is renamed, and kept. Gives its new place.
///
/// Its key stays in the keyring: the store that is made next has the same. `InUse` while it is open anywhere.
pub fn set_aside(home: &Home, profile: &Profile) -> Result<PathBuf, OpenError> {
    let place = Place::of(home, &profile.name);
    let _alone = alone(home, &place)?;
    place.make_folder()?;
    let _lock = place.lock(true)?;
    crate::logs::warn!("a store is put aside");
    place.set_aside()?.ok_or_else(|| OpenError::Failed {
        path: place.db(),
        why: "there is no store".to_owned(),
    })
}
