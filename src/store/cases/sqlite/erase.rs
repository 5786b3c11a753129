//! Erasing a customer, and removing pictures whose time is over.

use jiff::Timestamp;
use rusqlite::params;

use super::super::deeds::Deed;
use super::super::types::Actor;
use super::super::{CaseError, CaseId};
use super::reports;
use super::rows::Bump;
use super::values::{At, Id};
use super::{Tx, arrivals, batches};
use crate::domain::case::Step;

/// What goes with a customer's data.
const TABLES: [&str; 7] = [
    "jobs",
    "submissions",
    "documents",
    "originals",
    "looks",
    "drafts",
    "notes",
];

pub(super) fn erase(
    tx: &mut Tx<'_>,
    id: CaseId,
    reason: &str,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let mut case = tx.case(id)?;
    case.take(&Step::Erase)?;
    if let Some(user_id) = case.row.life.user_id {
        reports::blank(tx, user_id)?;
    }
    for table in TABLES {
        tx.sql.execute(
            &format!("DELETE FROM {table} WHERE case_id = ?1"),
            [Id::from(id)],
        )?;
    }
    // The server's words may quote what was sent.
    tx.sql.execute(
        "UPDATE attempts SET told = NULL WHERE case_id = ?1",
        [Id::from(id)],
    )?;
    batches::blank(tx, "case_id", Id::from(id))?;
    arrivals::erase(tx, id, case.row.life.user_id)?;
    let row = &mut case.row;
    for text in [
        &mut row.name,
        &mut row.email,
        &mut row.id_number,
        &mut row.phone,
    ] {
        text.clear();
    }
    row.life.user_id = None;
    row.life.other_status = None;
    row.life.maybe_registered = false;
    row.progress = 0;
    row.problems = 0;
    row.is_unread = false;
    row.changed_at = at;
    case.reasons = Default::default();
    // The hashes stay: they are not written here.
    tx.put(&mut case, Bump::Version)?;
    let reason = reason.to_owned();
    tx.note(Some(id), &Deed::Erased { reason }, by, at)
}

/// Cases with documents that may go: decided long enough ago at level 1, or at level 2, and nothing else going on.
const DUE: &str = "
SELECT DISTINCT cases.id, level2 IN ('approved', 'rejected') FROM cases
JOIN documents ON documents.case_id = cases.id
WHERE stage IN ('approved', 'rejected') AND status_at < ?1 AND registered_at IS NOT NULL
  AND user_id IS NOT NULL AND on_hold = 0
  AND level2 NOT IN ('ready', 'sending', 'unconfirmed', 'pending')
  AND (level2 IN ('approved', 'rejected') OR doc NOT IN ('bank_statement', 'source_of_wealth'))
  AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.case_id = cases.id
                  AND state IN ('waiting', 'sending', 'unconfirmed'))";

pub(super) fn purge(
    tx: &mut Tx<'_>,
    before: Timestamp,
    by: &Actor,
    at: Timestamp,
) -> Result<usize, CaseError> {
    let due = {
        let mut statement = tx.sql.prepare(DUE)?;
        let due = statement.query_map([At(before)], |row| {
            Ok((row.get::<_, Id>(0)?, row.get::<_, bool>(1)?))
        })?;
        due.collect::<Result<Vec<_>, _>>()?
    };
    for &(id, with_level2) in &due {
        // Documents of level 2 that the server has not got stay. So do the looks: no picture can be made of them, and one
        // that is used again years later is still told.
        for table in ["documents", "originals"] {
            tx.sql.execute(
                &format!(
                    "DELETE FROM {table} WHERE case_id = ?1
                     AND (?2 OR doc NOT IN ('bank_statement', 'source_of_wealth'))"
                ),
                params![id, with_level2],
            )?;
        }
        let mut case = tx.case(CaseId(id.0))?;
        case.row.changed_at = at;
        tx.put(&mut case, Bump::Version)?;
        tx.note(Some(CaseId(id.0)), &Deed::Purged, by, at)?;
    }
    Ok(due.len())
}
