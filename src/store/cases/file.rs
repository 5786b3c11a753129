//! One database file: made, opened with its key, and judged before anything is written to it.

use std::fs;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use super::key::{SALT_BYTES, StoreKey};
use super::open::OpenError;
use super::place::failed;
use super::sqlite::schema::{self, Layout, NEWEST};
use super::sqlite::{faults, prepare};
use super::{CaseError, sqlite};
use crate::store::files;

/// Bytes of a page, and how it is sealed: part of the format. Measured with 11 documents of 1.5 MB: 4 KiB takes twice as
/// long as 16 KiB, 32 KiB gains little, and SHA-256 is a third faster than `SQLCipher`'s usual SHA-512.
const PAGE_BYTES: u64 = 16384;
const SEAL: &str = "HMAC_SHA256";

/// Larger files are not read whole when they are opened.
const JUDGED_WHOLE_BYTES: u64 = 32 * 1024 * 1024;

/// What the first bytes of any `SQLite` file without encryption are.
const PLAIN: &[u8; 16] = b"SQLite format 3\0";

/// Opens a connection with its key. Nothing is read yet, so that what is wrong shows when it is judged.
pub(crate) fn connect_unread(
    path: &Path,
    key: &StoreKey,
    salt: &[u8; SALT_BYTES],
) -> Result<Connection, CaseError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let sql = Connection::open_with_flags(path, flags)?;
    // Plain SQLite would take no notice of the key.
    let version: Option<String> = sql
        .query_row("PRAGMA cipher_version", [], |row| row.get(0))
        .ok();
    if version.is_none_or(|version| version.is_empty()) {
        return Err(CaseError::Failed("SQLCipher is missing".to_owned()));
    }
    // Its words go to standard error, and help nobody there.
    sql.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let literal = key.literal(salt);
    let statement = Zeroizing::new(format!("PRAGMA key = \"{}\"", *literal));
    sql.execute_batch(&statement)?;
    sql.execute_batch(&format!(
        "PRAGMA cipher_page_size = {PAGE_BYTES}; PRAGMA cipher_hmac_algorithm = {SEAL}"
    ))?;
    Ok(sql)
}

/// The same, for a file that is known to be a store.
pub(crate) fn connect(
    path: &Path,
    key: &StoreKey,
    salt: &[u8; SALT_BYTES],
) -> Result<Connection, CaseError> {
    let sql = connect_unread(path, key, salt)?;
    prepare(&sql)?;
    Ok(sql)
}

/// Makes a new store in a file that is there and empty, and gives it to the disk. The file is whole when this returns.
pub(crate) fn make(path: &Path, key: &StoreKey, salt: &[u8; SALT_BYTES]) -> Result<(), OpenError> {
    let cannot = |error| of_case_error(path, error);
    let mut sql = connect(path, key, salt).map_err(cannot)?;
    let wal = sql.execute_batch("PRAGMA journal_mode = WAL");
    wal.map_err(|error| cannot(error.into()))?;
    sqlite::found(&mut sql).map_err(cannot)?;
    close(sql, path)?;
    files::sync(path).map_err(|error| failed(path, &error))
}

/// Brings a copy up to the layout and the ways of a store in use.
pub(crate) fn bring_up(
    path: &Path,
    key: &StoreKey,
    salt: &[u8; SALT_BYTES],
) -> Result<(), OpenError> {
    let cannot = |error| of_case_error(path, error);
    let mut sql = connect(path, key, salt).map_err(cannot)?;
    let wal = sql.execute_batch("PRAGMA journal_mode = WAL");
    wal.map_err(|error| cannot(error.into()))?;
    schema::migrate(&mut sql).map_err(cannot)?;
    close(sql, path)
}

/// Closes a connection so that all is in the file.
pub(crate) fn close(sql: Connection, path: &Path) -> Result<(), OpenError> {
    sql.close()
        .map_err(|(_, error)| of_case_error(path, error.into()))
}

/// Opens a store that is there, judged and up to date: the connection that writes, and the one that reads. `is_ours` if
/// the key is known to be right, so that what it does not open is damaged.
pub(crate) fn open(
    path: &Path,
    key: &StoreKey,
    salt: &[u8; SALT_BYTES],
    is_ours: bool,
) -> Result<(Connection, Connection), OpenError> {
    let cannot = |error| of_case_error(path, error);
    let mut writer = connect_unread(path, key, salt).map_err(cannot)?;
    // Until it is judged, not even the log is put into it.
    keep_log(&writer, true).map_err(cannot)?;
    let version = judge(&writer, path, is_ours)?;
    prepare(&writer).map_err(cannot)?;
    if writer
        .is_readonly("main")
        .map_err(|error| cannot(error.into()))?
    {
        return Err(OpenError::ReadOnly {
            path: path.to_owned(),
        });
    }
    if version < NEWEST {
        schema::migrate(&mut writer).map_err(cannot)?;
    }
    keep_log(&writer, false).map_err(cannot)?;
    let reader = connect(path, key, salt).map_err(cannot)?;
    let only = reader.execute_batch("PRAGMA query_only = ON");
    only.map_err(|error| cannot(error.into()))?;
    Ok((writer, reader))
}

fn keep_log(sql: &Connection, keep: bool) -> Result<(), CaseError> {
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep)?;
    Ok(())
}

/// Judges a file without writing to it: gives the version of its layout.
pub(crate) fn judge(sql: &Connection, path: &Path, is_ours: bool) -> Result<u32, OpenError> {
    let damaged = || OpenError::Damaged {
        path: path.to_owned(),
    };
    // The first page tells whether the key is right.
    let first = sql.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0));
    match first {
        Ok(_) => {}
        Err(error) if !is_ours && error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            return Err(OpenError::WrongKey {
                path: path.to_owned(),
            });
        }
        Err(error) => return Err(of_case_error(path, error.into())),
    }
    let layout = schema::layout(sql).map_err(|error| of_case_error(path, error))?;
    let version = match layout {
        Layout::Ours(version) if version <= NEWEST => version,
        Layout::Ours(found) => {
            return Err(OpenError::TooNew {
                path: path.to_owned(),
                found,
                known: NEWEST,
            });
        }
        Layout::Empty => return Err(damaged()),
        Layout::Foreign => {
            return Err(OpenError::Foreign {
                path: path.to_owned(),
            });
        }
    };
    let length = fs::metadata(path)
        .map_err(|error| failed(path, &error))?
        .len();
    if is_cut(sql, path, length).map_err(|error| of_case_error(path, error))? {
        return Err(damaged());
    }
    if length <= JUDGED_WHOLE_BYTES {
        let whole = is_whole(sql).map_err(|error| of_case_error(path, error))?;
        if !whole {
            return Err(damaged());
        }
    }
    Ok(version)
}

/// Every page has its seal. Another process may be writing a page as it is read: it is read again.
pub(crate) fn is_whole(sql: &Connection) -> Result<bool, CaseError> {
    for pause_ms in [0, 50, 200] {
        std::thread::sleep(std::time::Duration::from_millis(pause_ms));
        if faults(sql)? == 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Pages that should be there are neither in the file nor, possibly, in its log.
fn is_cut(sql: &Connection, path: &Path, length: u64) -> Result<bool, CaseError> {
    let pages: u64 = sql
        .pragma_query_value(None, "page_count", |row| row.get::<_, i64>(0))?
        .unsigned_abs();
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log_bytes = fs::metadata(log).map_or(0, |about| about.len());
    // The log may end in frames that do not count: with it, this is a bound; without it, it is exact.
    let in_log = log_bytes.saturating_sub(32) / (PAGE_BYTES + 24);
    Ok(!length.is_multiple_of(PAGE_BYTES) || pages > length / PAGE_BYTES + in_log)
}

/// Writes a whole copy of a store under another key into a file that is there and empty. It needs no log to be read.
pub(crate) fn copy(
    sql: &Connection,
    to: &Path,
    key: &StoreKey,
    salt: &[u8; SALT_BYTES],
) -> Result<(), CaseError> {
    let Some(to) = to.to_str() else {
        return Err(CaseError::Failed(
            "the file's name is not Unicode".to_owned(),
        ));
    };
    let literal = key.literal(salt);
    sql.execute("ATTACH DATABASE ?1 AS copy KEY ?2", [to, &literal])?;
    let done = fill_copy(sql);
    let detached = sql.execute_batch("DETACH DATABASE copy");
    done?;
    detached?;
    Ok(())
}

fn fill_copy(sql: &Connection) -> Result<(), CaseError> {
    let version: u32 = sql.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let id: u32 = sql.pragma_query_value(None, "application_id", |row| row.get(0))?;
    sql.execute_batch(&format!(
        "PRAGMA copy.cipher_page_size = {PAGE_BYTES};
         PRAGMA copy.cipher_hmac_algorithm = {SEAL}; PRAGMA copy.synchronous = OFF;
         PRAGMA foreign_keys = OFF; BEGIN"
    ))?;
    let exported = sql
        .query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(()))
        .and_then(|()| {
            sql.execute_batch(&format!(
                "PRAGMA copy.application_id = {id}; PRAGMA copy.user_version = {version}; COMMIT"
            ))
        });
    if exported.is_err() {
        // Without a transaction this fails, and nothing is to be undone.
        let _ = sql.execute_batch("ROLLBACK");
    }
    sql.execute_batch("PRAGMA foreign_keys = ON")?;
    Ok(exported?)
}

/// Whether the beginning of a file can be that of a store with this salt: most bytes agree, so that a single flipped one
/// does not make a stranger of it. Without a salt, anything that is not text.
pub(crate) fn is_strange(begin: &[u8], salt: Option<&[u8; SALT_BYTES]>) -> bool {
    if begin == PLAIN {
        return true;
    }
    match salt {
        Some(salt) => {
            let alike = begin.iter().zip(salt).filter(|(a, b)| a == b).count();
            alike < begin.len().min(SALT_BYTES) / 2
        }
        None => {
            begin.len() == SALT_BYTES
                && begin
                    .iter()
                    .all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
        }
    }
}

/// Gives a file that was written to the disk its name, in one step; what has the name already stays.
pub(crate) fn give_name(file: tempfile::TempPath, path: &Path) -> Result<(), OpenError> {
    file.persist_noclobber(path)
        .map_err(|error| failed(path, &error.error))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    files::sync_folder(folder).map_err(|error| failed(path, &error))
}

/// An empty file for this user alone, in the folder where it will get its name. The names of its log begin with its own,
/// and are gone when it is closed.
pub(crate) fn new_file(folder: &Path) -> Result<tempfile::TempPath, OpenError> {
    files::new_in(folder)
        .map(tempfile::NamedTempFile::into_temp_path)
        .map_err(|error| failed(folder, &error))
}

/// What an error of the engine means for opening.
pub(crate) fn of_case_error(path: &Path, error: CaseError) -> OpenError {
    let path = path.to_owned();
    match error {
        CaseError::DiskFull => OpenError::DiskFull,
        CaseError::ReadOnly => OpenError::ReadOnly { path },
        CaseError::Busy => OpenError::InUse { path },
        CaseError::Damaged => OpenError::Damaged { path },
        other => OpenError::Failed {
            path,
            why: other.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_most_of_its_first_bytes() {
        let salt: [u8; 16] = std::array::from_fn(|index| index as u8 ^ 0xa5);
        let mut flipped = salt;
        flipped[3] ^= 1;
        assert!(!is_strange(&salt, Some(&salt)));
        assert!(!is_strange(&flipped, Some(&salt)));
        assert!(!is_strange(&salt[..5], Some(&salt)));
        assert!(is_strange(b"name,email,phone", Some(&salt)));
        assert!(is_strange(b"name,email,phone", None));
        assert!(is_strange(PLAIN, None));
        assert!(!is_strange(&salt, None));
    }
}
