//! The list of cases: pages of rows, what changed, who is alike, and customers from elsewhere.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::super::deeds::Deed;
use super::super::key::Keys;
use super::super::types::{Actor, Duplicate, DuplicateKind};
use super::super::{CaseError, CaseId};
use super::Tx;
use super::rows::{self, Bump, COLUMNS, Case, hashes, user_hash};
use super::values::{At, Count, Id, Name};
use crate::domain::{CaseRow, Life, Stage};
use crate::store::Registered;

pub(super) fn revision(sql: &Connection) -> Result<u64, CaseError> {
    let revision = sql.query_row(
        "SELECT value FROM meta WHERE name = 'revision'",
        [],
        |row| row.get::<_, Count>(0),
    )?;
    Ok(revision.0)
}

pub(super) fn newest(
    sql: &Connection,
    before: Option<CaseId>,
    limit: usize,
) -> Result<Vec<CaseRow>, CaseError> {
    // No id is as high as this one: its version would be 15.
    let before = before.map_or(Id(Uuid::max()), Id::from);
    let mut statement = sql.prepare(&format!(
        "SELECT {COLUMNS} FROM cases WHERE id < ?1 ORDER BY id DESC LIMIT ?2"
    ))?;
    let found = statement.query_map(params![before, Count(limit as u64)], rows::read)?;
    collect(found, limit)
}

pub(super) fn changed_since(
    sql: &Connection,
    revision: u64,
    limit: usize,
) -> Result<Vec<CaseRow>, CaseError> {
    let mut statement = sql.prepare(&format!(
        "SELECT {COLUMNS} FROM cases WHERE revision > ?1 ORDER BY revision LIMIT ?2"
    ))?;
    let found = statement.query_map(params![Count(revision), Count(limit as u64)], rows::read)?;
    collect(found, limit)
}

fn collect(
    found: impl Iterator<Item = rusqlite::Result<Case>>,
    limit: usize,
) -> Result<Vec<CaseRow>, CaseError> {
    let mut rows = Vec::with_capacity(limit.min(1024));
    for case in found {
        rows.push(case?.row);
    }
    Ok(rows)
}

pub(super) fn by_user_id(sql: &Connection, user_id: Uuid) -> Result<Option<CaseRow>, CaseError> {
    let mut statement = sql.prepare(&format!(
        "SELECT {COLUMNS} FROM cases WHERE user_id = ?1 ORDER BY id LIMIT 1"
    ))?;
    let case = statement.query_row([Id(user_id)], rows::read).optional()?;
    Ok(case.map(|case| case.row))
}

pub(super) fn add_elsewhere(
    tx: &mut Tx<'_>,
    user_id: Uuid,
    by: &Actor,
    at: Timestamp,
) -> Result<CaseId, CaseError> {
    if let Some(row) = by_user_id(tx.sql, user_id)? {
        return Ok(row.id);
    }
    let id = CaseId::new();
    add(tx, id, user_id, by, at)?;
    Ok(id)
}

fn add(
    tx: &mut Tx<'_>,
    id: CaseId,
    user_id: Uuid,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let life = Life::registered_elsewhere(user_id);
    let mut case = Case::new(id, life, &by.staff, at);
    case.row.registered_at = Some(at);
    case.taken_at = Some(at);
    tx.put(&mut case, Bump::Version)?;
    tx.note(Some(id), &Deed::AddedElsewhere, by, at)
}

pub(super) fn add_known(
    tx: &mut Tx<'_>,
    known: impl Iterator<Item = (CaseId, Registered)>,
    by: &Actor,
) -> Result<usize, CaseError> {
    let mut added = 0;
    for (id, customer) in known {
        if !is_or_was_here(tx, customer.user_id)? {
            add(tx, id, customer.user_id, by, customer.at)?;
            added += 1;
        }
    }
    Ok(added)
}

/// Whether a customer is or was here: one that was erased must not come back by itself.
fn is_or_was_here(tx: &Tx<'_>, user_id: Uuid) -> Result<bool, CaseError> {
    let hash = user_hash(tx.keys, user_id);
    let found = tx.sql.query_row(
        "SELECT EXISTS (SELECT 1 FROM cases WHERE user_id_hash = ?1)",
        [hash],
        |row| row.get(0),
    )?;
    Ok(found)
}

/// Writes invented customers in all stages, an hour apart.
pub(super) fn fill(tx: &mut Tx<'_>, cases: u32) -> Result<(), CaseError> {
    let now = Timestamp::now().as_second();
    for number in 0..cases {
        let at = now - i64::from(cases - number) * 3600;
        let at = Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH);
        let id = uuid::Timestamp::from_unix(uuid::NoContext, at.as_second().unsigned_abs(), 0);
        let stage = Stage::ALL[number as usize % Stage::ALL.len()];
        let life = Life {
            stage,
            user_id: (stage != Stage::Draft).then(|| Uuid::from_u128(number.into())),
            submissions: 1,
            ..Life::default()
        };
        let mut case = Case::new(CaseId(Uuid::new_v7(id)), life, "Budi Santoso", at);
        let row = &mut case.row;
        row.name = format!("Nasabah Contoh {number}");
        row.email = format!("nasabah.{number}@mail.example");
        row.id_number = format!("35151445{number:08}");
        row.phone = format!("+62812{number:08}");
        row.registered_at = Some(at);
        row.status_at = Some(at);
        row.attempts = 1;
        row.progress = 100;
        tx.put(&mut case, Bump::Version)?;
        let row = &case.row;
        tx.put_hashes(row.id, [&row.id_number, &row.email, &row.phone])?;
        fill_looks(tx, row.id, number)?;
        tx.note(Some(row.id), &Deed::Created, &Actor::default(), at)?;
    }
    Ok(())
}

/// How eleven pictures look that nobody took: each a number of its own, stirred.
fn fill_looks(tx: &Tx<'_>, id: CaseId, number: u32) -> Result<(), CaseError> {
    let mut state = u64::from(number) + 1;
    let looks: Vec<u8> = (0..11 * 4)
        .flat_map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_be_bytes()
        })
        .collect();
    tx.sql.execute(
        "INSERT INTO looks (case_id, looks) VALUES (?1, ?2)",
        params![Id::from(id), looks],
    )?;
    Ok(())
}

pub(super) fn mark_read(tx: &mut Tx<'_>, id: CaseId) -> Result<(), CaseError> {
    let mut case = tx.case(id)?;
    if case.row.is_unread {
        case.row.is_unread = false;
        tx.put(&mut case, Bump::Revision)?;
    }
    Ok(())
}

pub(super) fn duplicates(
    sql: &Connection,
    keys: &Keys,
    values: [&str; 3],
    except: Option<CaseId>,
) -> Result<Vec<Duplicate>, CaseError> {
    let kinds = [
        (DuplicateKind::IdNumber, "id_number_hash"),
        (DuplicateKind::Email, "email_hash"),
        (DuplicateKind::Phone, "phone_hash"),
    ];
    let mut found: BTreeMap<CaseId, Duplicate> = BTreeMap::new();
    for ((kind, column), hash) in kinds.into_iter().zip(hashes(keys, values)) {
        let Some(hash) = hash else { continue };
        let mut statement = sql.prepare(&format!(
            "SELECT id, name, stage, created_at FROM cases WHERE {column} = ?1"
        ))?;
        let mut rows = statement.query([hash])?;
        while let Some(row) = rows.next()? {
            let id = CaseId(row.get::<_, Id>(0)?.0);
            if Some(id) == except {
                continue;
            }
            let fresh = Duplicate {
                id,
                name: row.get(1)?,
                stage: row.get::<_, Name<Stage>>(2)?.0,
                created_at: row.get::<_, At>(3)?.0,
                alike: Vec::new(),
            };
            found.entry(id).or_insert(fresh).alike.push(kind);
        }
    }
    Ok(found.into_values().rev().collect())
}
