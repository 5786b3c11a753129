//! What the server says of a case, what a person decides about it, and notes.

use jiff::Timestamp;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::super::deeds::Deed;
use super::super::types::{Actor, Note, StatusNews};
use super::super::{CaseError, CaseId};
use super::Tx;
use super::rows::{self, Bump, Case};
use super::sending;
use super::values::{At, Id};
use crate::domain::case::Step;
use crate::domain::{CaseRow, KycStatus, Level2, Stage};

pub(super) fn polled(sql: &Connection) -> Result<Vec<(CaseId, Uuid, Timestamp)>, CaseError> {
    // As `Life::is_polled` says, in words that an index answers.
    let mut statement = sql.prepare(
        "SELECT id, user_id, coalesce(taken_at, registered_at, created_at) FROM cases
         WHERE stage IN ('pending', 'unconfirmed') AND user_id IS NOT NULL AND on_hold = 0",
    )?;
    let found = statement.query_map([], |row| {
        Ok((
            CaseId(row.get::<_, Id>(0)?.0),
            row.get::<_, Id>(1)?.0,
            row.get::<_, At>(2)?.0,
        ))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// What is new in the news: the case after it, and whether a status or its reason changed.
fn after(mut case: Case, news: &StatusNews) -> Option<(Case, bool)> {
    if case.row.life.stage == Stage::Erased {
        return None;
    }
    let before = case.row.life.clone();
    let step = Step::Status {
        level: news.level,
        status: news.status.clone(),
    };
    // News that say nothing about where the case stands now (an answer to what was corrected since) are passed over.
    let is_status = case.take(&step).is_ok();
    let is_moved = is_status && case.row.life != before;
    let level = usize::from(news.level == 2);
    let reason = match (&news.status, &news.reason) {
        (KycStatus::Rejected, Some(reason)) => Some(reason.as_str()),
        // A rejection told without a reason keeps the one that was told with it.
        (KycStatus::Rejected, None) if !is_moved => None,
        _ => Some(""),
    };
    let is_reason_new = is_status && reason.is_some_and(|reason| reason != case.reasons[level]);
    if is_reason_new {
        reason
            .unwrap_or_default()
            .clone_into(&mut case.reasons[level]);
    }
    let is_named = learn(&mut case.row.name, news.name.as_deref())
        | learn(&mut case.row.email, news.email.as_deref());
    if is_moved {
        moved(&mut case, before.stage, before.level2, news);
    }
    (is_moved || is_reason_new || is_named).then_some((case, is_moved || is_reason_new))
}

fn moved(case: &mut Case, stage: Stage, level2: Level2, news: &StatusNews) {
    let life = &case.row.life;
    let is_decided = (life.stage != stage
        && matches!(life.stage, Stage::Approved | Stage::Rejected))
        || (life.level2 != level2 && matches!(life.level2, Level2::Approved | Level2::Rejected));
    case.row.is_unread |= is_decided;
    case.row.status_at = Some(news.since.unwrap_or(news.at));
    if news.level == 1 {
        case.row.registered_at.get_or_insert(news.at);
    }
}

/// Takes a value that the server knows where the case has none.
fn learn(own: &mut String, told: Option<&str>) -> bool {
    match told.map(str::trim) {
        Some(told) if own.is_empty() && !told.is_empty() => {
            told.clone_into(own);
            true
        }
        _ => false,
    }
}

/// Whether there is anything new in it.
pub(super) fn is_news(sql: &Connection, news: &StatusNews) -> Result<bool, CaseError> {
    let case = rows::find(sql, news.id)?.ok_or(CaseError::NotFound)?;
    Ok(after(case, news).is_some())
}

pub(super) fn tell(
    tx: &mut Tx<'_>,
    news: &StatusNews,
    by: &Actor,
) -> Result<Option<CaseRow>, CaseError> {
    let Some((mut case, is_status)) = after(tx.case(news.id)?, news) else {
        return Ok(None);
    };
    case.row.changed_at = news.at;
    tx.put(
        &mut case,
        if is_status {
            Bump::Version
        } else {
            Bump::Revision
        },
    )?;
    let row = &case.row;
    tx.put_hashes(row.id, [&row.id_number, &row.email, &row.phone])?;
    if is_status {
        tx.settle(&case, news.at)?;
        let deed = Deed::Status {
            level: news.level,
            status: news.status.to_string(),
            reason: case.reasons[usize::from(news.level == 2)].clone(),
            source: news.source.to_owned(),
        };
        tx.note(Some(news.id), &deed, by, news.at)?;
    }
    Ok(Some(case.row))
}

pub(super) fn step(
    tx: &mut Tx<'_>,
    id: CaseId,
    step: &Step,
    reason: &str,
    by: &Actor,
    at: Timestamp,
) -> Result<CaseRow, CaseError> {
    let mut case = tx.case(id)?;
    let (what, bump) = match step {
        Step::Hold => ("hold", Bump::Revision),
        Step::Release => ("release", Bump::Revision),
        Step::Correct => ("correct", Bump::Version),
        Step::Arrived(_) => ("arrived", Bump::Version),
        // Level 2 without an answer is given up, to be sent anew.
        Step::ThawLevel2 if case.row.life.level2 == Level2::Unconfirmed => {
            ("correct_level2", Bump::Version)
        }
        // The queue and the server make the others.
        _ => return Err(case.illegal(step.clone())),
    };
    case.take(step)?;
    case.row.changed_at = at;
    if *step == Step::Correct {
        case.row.is_unread = false;
    }
    if matches!(step, Step::Arrived(_)) {
        sending::taken(&mut case, at);
    }
    tx.put(&mut case, bump)?;
    tx.settle(&case, at)?;
    let deed = Deed::Decided {
        what: what.to_owned(),
        reason: reason.to_owned(),
    };
    tx.note(Some(id), &deed, by, at)?;
    Ok(case.row)
}

pub(super) fn notes(sql: &Connection, id: CaseId) -> Result<Vec<Note>, CaseError> {
    let mut statement =
        sql.prepare("SELECT at, staff, text FROM notes WHERE case_id = ?1 ORDER BY id")?;
    let notes = statement.query_map([Id::from(id)], |row| {
        Ok(Note {
            at: row.get::<_, At>(0)?.0,
            staff: row.get(1)?,
            text: row.get(2)?,
        })
    })?;
    Ok(notes.collect::<Result<_, _>>()?)
}

pub(super) fn add_note(
    tx: &mut Tx<'_>,
    id: CaseId,
    text: &str,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let mut case = tx.case(id)?;
    if case.row.life.stage == Stage::Erased {
        return Err(case.illegal(Step::Correct));
    }
    tx.sql.execute(
        "INSERT INTO notes (id, case_id, at, staff, text) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![Id(Uuid::now_v7()), Id::from(id), At(at), by.staff, text],
    )?;
    case.row.changed_at = at;
    tx.put(&mut case, Bump::Revision)?;
    tx.note(Some(id), &Deed::Noted, by, at)
}
