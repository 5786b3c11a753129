//! The history: each entry carries a keyed hash over itself and the one before, and a sealed head says how many there are.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::super::deeds::{Deed, HistoryEntry, HistoryFault};
use super::super::key::{KEY_BYTES, Keys};
use super::super::types::Actor;
use super::super::{CaseError, CaseId};
use super::values::{At, Count, Id, Json};
use crate::store::files;

type Hash = [u8; KEY_BYTES];

const NO_HASH: Hash = [0; KEY_BYTES];

/// How long the history is, and its last hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) count: u64,
    pub(super) last: Hash,
    /// The seal is not what it should be: it stays broken, so that what happened shows for ever.
    pub(super) is_broken: bool,
}

const HEAD_BYTES: usize = 8 + 2 * KEY_BYTES;

impl Head {
    const EMPTY: Self = Self {
        count: 0,
        last: NO_HASH,
        is_broken: false,
    };

    fn seal(&self, keys: &Keys) -> Hash {
        keys.head(&[&self.count.to_be_bytes(), &self.last])
    }

    fn to_bytes(self, keys: &Keys) -> Vec<u8> {
        let seal = if self.is_broken {
            NO_HASH
        } else {
            self.seal(keys)
        };
        [&self.count.to_be_bytes()[..], &self.last, &seal].concat()
    }

    fn from_bytes(bytes: &[u8], keys: &Keys) -> Option<Self> {
        let bytes: &[u8; HEAD_BYTES] = bytes.try_into().ok()?;
        let (count, rest) = bytes.split_first_chunk::<8>()?;
        let (last, seal) = rest.split_first_chunk::<KEY_BYTES>()?;
        let mut head = Self {
            count: u64::from_be_bytes(*count),
            last: *last,
            is_broken: false,
        };
        head.is_broken = head.seal(keys) != *seal;
        Some(head)
    }

    /// The head in the database. Where it is gone or altered, a broken one of the length that is there.
    pub(super) fn read(sql: &Connection, keys: &Keys) -> Result<Self, CaseError> {
        let bytes: Option<Vec<u8>> = sql
            .query_row("SELECT value FROM meta WHERE name = 'history'", [], |row| {
                row.get(0)
            })
            .optional()?;
        let head = bytes.and_then(|bytes| Self::from_bytes(&bytes, keys));
        if let Some(head) = head.filter(|head| !head.is_broken) {
            return Ok(head);
        }
        let last: Option<(Count, Vec<u8>)> = sql
            .query_row(
                "SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let (count, last) = last.map_or((0, NO_HASH), |(count, hash)| {
            (count.0, hash.try_into().unwrap_or(NO_HASH))
        });
        Ok(Self {
            count,
            last,
            is_broken: true,
        })
    }

    fn write(self, sql: &Connection, keys: &Keys) -> Result<(), CaseError> {
        sql.execute(
            "INSERT INTO meta (name, value) VALUES ('history', ?1)
             ON CONFLICT (name) DO UPDATE SET value = ?1",
            [self.to_bytes(keys)],
        )?;
        Ok(())
    }
}

/// The head of a history that begins.
pub(super) fn begin(sql: &Connection, keys: &Keys) -> Result<(), CaseError> {
    Head::EMPTY.write(sql, keys)
}

/// Adds an entry after the head, and moves the head on.
pub(super) fn append(
    sql: &Connection,
    keys: &Keys,
    head: &mut Head,
    case: Option<CaseId>,
    deed: &Deed,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let deed = serde_json::to_string(deed).map_err(|_| CaseError::Failed("JSON".to_owned()))?;
    let entry = Raw {
        seq: head.count + 1,
        at: at.as_microsecond(),
        case: case.map(|case| case.0.as_bytes().to_vec()),
        user: by.user.clone(),
        staff: by.staff.clone(),
        machine: by.machine.clone(),
        deed,
    };
    let hash = entry.hash(keys, &head.last);
    sql.execute(
        "INSERT INTO history (seq, at, case_id, user, staff, machine, deed, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            Count(entry.seq),
            entry.at,
            entry.case,
            entry.user,
            entry.staff,
            entry.machine,
            entry.deed,
            hash
        ],
    )?;
    head.count = entry.seq;
    head.last = hash;
    head.write(sql, keys)
}

/// An entry as it lies there: what the hash is taken of.
struct Raw {
    seq: u64,
    at: i64,
    case: Option<Vec<u8>>,
    user: String,
    staff: String,
    machine: String,
    deed: String,
}

impl Raw {
    fn hash(&self, keys: &Keys, before: &Hash) -> Hash {
        keys.entry(&[
            &self.seq.to_be_bytes(),
            &self.at.to_be_bytes(),
            self.case.as_deref().unwrap_or_default(),
            self.user.as_bytes(),
            self.staff.as_bytes(),
            self.machine.as_bytes(),
            self.deed.as_bytes(),
            before,
        ])
    }
}

/// The entries of a case, oldest first.
pub(super) fn of_case(sql: &Connection, case: CaseId) -> Result<Vec<HistoryEntry>, CaseError> {
    let mut statement = sql.prepare(
        "SELECT seq, at, user, staff, machine, deed FROM history WHERE case_id = ?1 ORDER BY seq",
    )?;
    let entries = statement.query_map([Id::from(case)], |row| {
        Ok(HistoryEntry {
            seq: row.get::<_, Count>(0)?.0,
            at: row.get::<_, At>(1)?.0,
            case: Some(case),
            by: Actor {
                user: row.get(2)?,
                staff: row.get(3)?,
                machine: row.get(4)?,
            },
            deed: row.get::<_, Json<Deed>>(5)?.0,
        })
    })?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// Walks the chain: every entry altered, every gap, and an end that is not the sealed one.
pub(super) fn verify(
    sql: &Connection,
    keys: &Keys,
    outside: &Outside,
) -> Result<(u64, Vec<HistoryFault>), CaseError> {
    let outside = outside.read(keys);
    let mut faults = Vec::new();
    let mut walked = 0;
    let mut last = 0;
    // What the entry before was hashed to, and what it says it was: one altered entry is one fault, not two.
    let mut before: Option<[Hash; 2]> = Some([NO_HASH; 2]);
    let mut is_outside_known = outside.is_none_or(|head| head.count == 0);
    let mut statement = sql.prepare(
        "SELECT seq, at, case_id, user, staff, machine, deed, hash FROM history ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Ok((entry, stored)) = read_raw(row) else {
            // A value of another kind than is ever written.
            let seq = row.get::<_, i64>(0).map_or(last + 1, i64::unsigned_abs);
            faults.push(HistoryFault::Altered(seq));
            walked += 1;
            last = seq;
            before = None;
            continue;
        };
        if entry.seq > last + 1 {
            faults.push(HistoryFault::Missing(last + 1, entry.seq - 1));
            before = None;
            is_outside_known |=
                outside.is_some_and(|head| (last + 1..entry.seq).contains(&head.count));
        }
        let mut own = stored;
        if let Some(before) = before {
            let right = before.map(|before| entry.hash(keys, &before));
            if !right.contains(&stored) {
                faults.push(HistoryFault::Altered(entry.seq));
                own = right[0];
            }
        }
        before = Some([own, stored]);
        is_outside_known |=
            outside.is_some_and(|head| head.count == entry.seq && head.last == stored);
        last = entry.seq;
        walked += 1;
    }
    let head = Head::read(sql, keys)?;
    let sealed = [Some(head), outside].into_iter().flatten();
    let is_broken = sealed.clone().any(|head| head.is_broken);
    let expected = sealed.filter(|head| !head.is_broken).map(|head| head.count);
    let expected = expected.max().unwrap_or(last);
    let is_end_right = before.is_none_or(|hashes| hashes.contains(&head.last));
    if last < expected {
        faults.push(HistoryFault::CutShort { last, expected });
    } else if is_broken || head.count != last || !(is_end_right && is_outside_known) {
        faults.push(HistoryFault::HeadAltered);
    }
    Ok((walked, faults))
}

fn read_raw(row: &rusqlite::Row<'_>) -> Result<(Raw, Hash), rusqlite::Error> {
    let raw = Raw {
        seq: row.get::<_, Count>(0)?.0,
        at: row.get(1)?,
        case: row.get(2)?,
        user: row.get(3)?,
        staff: row.get(4)?,
        machine: row.get(5)?,
        deed: row.get(6)?,
    };
    Ok((raw, row.get(7)?))
}

/// The head once more, in a small file beside the database: an older copy of the database put in its place is found out. It
/// holds a number and two hashes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outside(pub(crate) Option<PathBuf>);

#[derive(Serialize, Deserialize)]
struct OutsideFile {
    entries: u64,
    last: String,
    seal: String,
}

impl Outside {
    fn read(&self, keys: &Keys) -> Option<Head> {
        // One that cannot be read is as one that is not there: the database has its own.
        let text = fs::read(self.0.as_deref()?).ok()?;
        let file: OutsideFile = serde_json::from_slice(&text).ok()?;
        let mut bytes = file.entries.to_be_bytes().to_vec();
        bytes.extend(hex::decode(file.last).ok()?);
        bytes.extend(hex::decode(file.seal).ok()?);
        Head::from_bytes(&bytes, keys)
    }

    /// Whether the file agrees with the head before a change: if not, it is left as it is, as a witness.
    pub(super) fn agrees(&self, sql: &Connection, keys: &Keys, head: &Head) -> bool {
        let Some(outside) = self.read(keys) else {
            return true;
        };
        if outside.is_broken || outside.count > head.count {
            return false;
        }
        if outside.count == 0 {
            return true;
        }
        let there = sql.query_row(
            "SELECT hash FROM history WHERE seq = ?1",
            [Count(outside.count)],
            |row| row.get::<_, Hash>(0),
        );
        there.is_ok_and(|hash| hash == outside.last)
    }

    /// Writes the head, as well as it goes: the database is what counts.
    pub(super) fn write(&self, keys: &Keys, head: &Head) {
        let Some(path) = &self.0 else { return };
        let later = self.read(keys);
        // Another process may have been faster.
        if head.is_broken || later.is_some_and(|later| later.count >= head.count) {
            return;
        }
        let file = OutsideFile {
            entries: head.count,
            last: hex::encode(head.last),
            seal: hex::encode(head.seal(keys)),
        };
        if replace(path, &file).is_err() {
            crate::logs::warn!("the length of the history could not be written beside the store");
        }
    }
}

/// Replaces the file in one step, without waiting for the disk.
fn replace(path: &Path, file: &OutsideFile) -> std::io::Result<()> {
    let mut new = files::new_beside(path)?;
    new.write_all(&serde_json::to_vec(file)?)?;
    new.persist(path).map_err(|error| error.error)?;
    Ok(())
}
