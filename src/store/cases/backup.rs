//! A backup: the whole store in one encrypted file, whose key comes from a passphrase.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::Connection;

use super::deeds::Deed;
use super::key::{Cost, SALT_BYTES, StoreKey, random_salt};
use super::open::{self, NewKey, OpenError, Opened};
use super::place::{self, KeyNote, Place, failed};
use super::sqlite::SqliteStore;
use super::types::Actor;
use super::{CaseStore, file};
use crate::domain::Profile;
use crate::store::{Home, files};
use crate::vault::{Secret, Vault};

/// Writes the whole store to one file, encrypted with the passphrase: beside it first, then named, so that an older backup
/// is replaced by a whole one or stays. The store can be used meanwhile by other processes.
///
/// # Errors
/// `WeakPassphrase`, `DiskFull`, `ReadOnly`, `Damaged`, `Failed`; the path is the backup's.
pub fn backup(
    opened: &Opened,
    to: &Path,
    passphrase: &Secret,
    by: &Actor,
) -> Result<(), OpenError> {
    open::strong(passphrase)?;
    let to = std::path::absolute(to).map_err(|error| failed(to, &error))?;
    let cannot = |error| file::of_case_error(&to, error);
    let folder = to.parent().unwrap_or(Path::new("."));
    let salt = random_salt().ok_or_else(|| failing(&to, "no randomness"))?;
    let key = StoreKey::from_passphrase(passphrase.expose(), &salt, Cost::USUAL);
    let key = key.ok_or_else(|| failing(&to, "Argon2id"))?;
    // Before it is written, so that it is in it.
    opened
        .store
        .record(None, &Deed::BackedUp, by, Timestamp::now())
        .map_err(cannot)?;
    let new = file::new_file(folder)?;
    opened.sqlite.copy_to(&new, &key, &salt).map_err(cannot)?;
    let name = || -> std::io::Result<()> {
        files::sync(&new)?;
        new.persist(&to).map_err(|error| error.error)?;
        files::sync_folder(folder)
    };
    name().map_err(|error| failed(&to, &error))
}

/// Puts the store in a backup into the place of a profile's store, which is put aside. Everything is judged before anything
/// is touched: the passphrase, the version, every page, the history. The store gets a new key: in the keyring, or from
/// `new_passphrase` where there is none.
///
/// What waits in the queue of a backup may have been sent since: it waits for a person, like what was sent without an answer.
///
/// # Errors
/// `WrongPassphrase` (also for a file whose first page is damaged), `Damaged`, `TooNew`, `Foreign`, `InUse` while the
/// profile's store is open, `NeedsPassphrase` without a keyring, `WeakPassphrase`, `DiskFull`, `ReadOnly`, `Failed`.
pub fn restore(
    home: &Home,
    profile: &Profile,
    vault: &dyn Vault,
    from: &Path,
    passphrase: &Secret,
    new_passphrase: Option<&Secret>,
    by: &Actor,
) -> Result<(), OpenError> {
    let place = Place::of(home, &profile.name);
    place.make_folder()?;
    let backup = copied(&place, from)?;
    let sql = judged(&backup, from, passphrase)?;
    let _lock = place.lock(true)?;
    let old = vault.get(&profile.name).ok().flatten();
    let key = key_for(&profile.name, vault, new_passphrase, old.as_ref())?;
    let (key, salt, kept) = open::salted(key)?;
    let new = written(&place, &sql, &key, &salt, by)?;
    drop(sql);
    let _alone = open::alone(home, &place)?;
    place.set_aside()?;
    if matches!(kept, place::KeptIn::Keyring) {
        keep(&profile.name, vault, &key)?;
    }
    place.write_key_note(&KeyNote::of(kept, &key, &salt))?;
    file::give_name(new, &place.db())
}

fn failing(path: &Path, why: &str) -> OpenError {
    OpenError::Failed {
        path: path.to_owned(),
        why: why.to_owned(),
    }
}

/// The backup is read from a copy: not even a log is written beside the backup itself.
fn copied(place: &Place, from: &Path) -> Result<tempfile::TempPath, OpenError> {
    if !from.is_file() {
        return Err(match fs::metadata(from) {
            Err(error) => failed(from, &error),
            Ok(_) => OpenError::Foreign {
                path: from.to_owned(),
            },
        });
    }
    let copy = file::new_file(place.folder())?;
    fs::copy(from, &copy).map_err(|error| failed(from, &error))?;
    Ok(copy)
}

/// Opens a backup after it was judged wholly.
fn judged(copy: &Path, from: &Path, passphrase: &Secret) -> Result<Connection, OpenError> {
    let cannot = |error| at(file::of_case_error(from, error), from);
    let begin = place::first_bytes(copy)?;
    if file::is_strange(&begin, None) {
        return Err(OpenError::Foreign {
            path: from.to_owned(),
        });
    }
    let damaged = || OpenError::Damaged {
        path: from.to_owned(),
    };
    let salt: [u8; SALT_BYTES] = begin.try_into().map_err(|_| damaged())?;
    let key = StoreKey::from_passphrase(passphrase.expose(), &salt, Cost::USUAL);
    let key = key.ok_or_else(|| failing(from, "Argon2id"))?;
    let sql = file::connect_unread(copy, &key, &salt).map_err(cannot)?;
    file::judge(&sql, copy, false).map_err(|error| match error {
        OpenError::WrongKey { .. } => OpenError::WrongPassphrase,
        error => at(error, from),
    })?;
    if !file::is_whole(&sql).map_err(cannot)? {
        return Err(damaged());
    }
    let store = SqliteStore::over(sql, None, None, None).map_err(cannot)?;
    let (_, faults) = store.verify_history().map_err(cannot)?;
    if !faults.is_empty() {
        return Err(damaged());
    }
    Ok(store.into_connection())
}

/// The same error, about the file that the person named.
fn at(error: OpenError, named: &Path) -> OpenError {
    let named = named.to_owned();
    match error {
        OpenError::Damaged { .. } => OpenError::Damaged { path: named },
        OpenError::Foreign { .. } => OpenError::Foreign { path: named },
        OpenError::TooNew { found, known, .. } => OpenError::TooNew {
            path: named,
            found,
            known,
        },
        OpenError::Failed { why, .. } => OpenError::Failed { path: named, why },
        other => other,
    }
}

/// The key that the restored store gets. The one of the store that is put aside stays in the keyring, under another name.
fn key_for(
    profile: &str,
    vault: &dyn Vault,
    new_passphrase: Option<&Secret>,
    old: Option<&Secret>,
) -> Result<NewKey, OpenError> {
    let aside = Timestamp::now().strftime("%Y%m%dT%H%M%SZ");
    let is_old_safe = old.is_none_or(|old| {
        vault
            .set(&format!("{profile} (aside {aside})"), old)
            .is_ok()
    });
    if is_old_safe && vault.check().is_ok() {
        let key = StoreKey::random().ok_or_else(|| failing(&PathBuf::new(), "no randomness"))?;
        return Ok(NewKey::Keyring(key));
    }
    let passphrase = new_passphrase.ok_or(OpenError::NeedsPassphrase { is_new: true })?;
    open::strong(passphrase)?;
    Ok(NewKey::Passphrase(passphrase.clone()))
}

fn keep(profile: &str, vault: &dyn Vault, key: &StoreKey) -> Result<(), OpenError> {
    let hex = key.to_hex();
    vault.set(profile, &Secret::from(hex.as_str().to_owned()))?;
    Ok(())
}

/// The backup's content under the new key, in a file without a name yet.
fn written(
    place: &Place,
    sql: &Connection,
    key: &StoreKey,
    salt: &[u8; SALT_BYTES],
    by: &Actor,
) -> Result<tempfile::TempPath, OpenError> {
    let new = file::new_file(place.folder())?;
    let cannot = |error| file::of_case_error(&place.db(), error);
    file::copy(sql, &new, key, salt).map_err(cannot)?;
    file::bring_up(&new, key, salt)?;
    let own = file::connect(&new, key, salt).map_err(cannot)?;
    let store = SqliteStore::over(own, None, None, None).map_err(cannot)?;
    let at = Timestamp::now();
    store.doubt_queue(by, at).map_err(cannot)?;
    store
        .record(None, &Deed::Restored, by, at)
        .map_err(cannot)?;
    file::close(store.into_connection(), &new)?;
    files::sync(&new).map_err(|error| failed(&new, &error))?;
    Ok(new)
}
