//! Attempts: one is recorded before its first byte leaves, and ends in one transaction with its job and its case.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::super::CaseError;
use super::super::deeds::Deed;
use super::super::types::{
    Actor, Attempt, AttemptEnd, AttemptId, AttemptOutcome, Claim, DocContent, JobId, JobState,
};
use super::Tx;
use super::rows::{Bump, Case};
use super::values::{At, Count, Id, Json, Name};
use super::{arrivals, batches, drafts, reports};
use crate::domain::case::Step;
use crate::domain::{CaseRow, Doc, Frozen, JobKind, Stage};

pub(super) fn claim(
    tx: &mut Tx<'_>,
    id: JobId,
    by: &Actor,
    at: Timestamp,
) -> Result<Claim, CaseError> {
    let (mut job, mut case) = tx.job(id)?;
    if job.state != JobState::Waiting {
        return Err(CaseError::Conflict);
    }
    let (mut frozen_values, mut frozen_documents) = (None, BTreeMap::new());
    let mut number = job.tries + 1;
    if reports::is_behind(tx, &job)? {
        return Err(CaseError::Conflict);
    }
    if let Some(case) = &mut case {
        case.take(&Step::Start(job.kind))?;
        frozen_values = frozen(tx.sql, id)?;
        frozen_documents = documents(tx.sql, id)?;
        case.row.attempts += 1;
        case.row.changed_at = at;
        number = case.row.attempts;
    }
    let attempt = AttemptId(Uuid::now_v7());
    tx.sql.execute(
        "INSERT INTO attempts (id, case_id, job_id, number, kind, started_at, sent_bytes,
         total_bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0)",
        params![
            Id(attempt.0),
            job.case.map(Id::from),
            Id(id.0),
            number,
            Name(job.kind),
            At(at)
        ],
    )?;
    tx.sql.execute(
        "UPDATE jobs SET state = 'sending', version = version + 1, changed_at = ?2, sent_at = ?2,
         next_at = NULL, sent_bytes = 0, total_bytes = 0 WHERE id = ?1",
        params![Id(id.0), At(at)],
    )?;
    let user_id = if let Some(case) = &mut case {
        tx.put(case, Bump::Version)?;
        let deed = Deed::Sent {
            kind: job.kind,
            attempt: number,
        };
        tx.note(job.case, &deed, by, at)?;
        case.row.life.user_id
    } else {
        reports::touch(tx, id)?;
        reports::note(tx, &job, "sent", by, at)?;
        job.report.as_ref().map(|report| report.user_id)
    };
    job.state = JobState::Sending;
    job.changed_at = at;
    job.sent_at = Some(at);
    job.next_at = None;
    (job.sent_bytes, job.total_bytes) = (0, 0);
    Ok(Claim {
        attempt,
        user_id,
        report: job.report.as_deref().cloned(),
        job,
        frozen: frozen_values,
        documents: frozen_documents,
    })
}

fn frozen(sql: &Connection, job: JobId) -> Result<Option<Frozen>, CaseError> {
    let frozen = sql.query_row(
        "SELECT frozen FROM submissions JOIN jobs ON submission_id = submissions.id
         WHERE jobs.id = ?1",
        [Id(job.0)],
        |row| row.get::<_, Option<Json<Frozen>>>(0),
    )?;
    Ok(frozen.map(|frozen| frozen.0))
}

/// All documents of a job, with their bytes; `NotFound` if one is gone.
fn documents(sql: &Connection, job: JobId) -> Result<BTreeMap<Doc, DocContent>, CaseError> {
    let mut statement = sql.prepare(
        "SELECT doc, document_id FROM submission_documents AS frozen
         JOIN jobs ON jobs.submission_id = frozen.submission_id WHERE jobs.id = ?1",
    )?;
    let mut rows = statement.query([Id(job.0)])?;
    let mut documents = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let document = drafts::bytes_of(sql, row.get(1)?)?;
        documents.insert(row.get::<_, Name<Doc>>(0)?.0, document);
    }
    Ok(documents)
}

pub(super) fn progress(
    tx: &mut Tx<'_>,
    attempt: AttemptId,
    sent_bytes: u64,
    total_bytes: u64,
) -> Result<(), CaseError> {
    let values = params![Id(attempt.0), Count(sent_bytes), Count(total_bytes)];
    tx.sql.execute(
        "UPDATE attempts SET sent_bytes = ?2, total_bytes = ?3
         WHERE id = ?1 AND ended_at IS NULL",
        values,
    )?;
    tx.sql.execute(
        "UPDATE jobs SET sent_bytes = ?2, total_bytes = ?3
         WHERE id = (SELECT job_id FROM attempts WHERE id = ?1 AND ended_at IS NULL)",
        values,
    )?;
    Ok(())
}

pub(super) fn finish(
    tx: &mut Tx<'_>,
    attempt: AttemptId,
    end: &AttemptEnd,
    by: &Actor,
) -> Result<Option<CaseRow>, CaseError> {
    let (job, is_open) = tx
        .sql
        .query_row(
            "SELECT job_id, ended_at IS NULL FROM attempts WHERE id = ?1",
            [Id(attempt.0)],
            |row| Ok((row.get::<_, Id>(0)?, row.get::<_, bool>(1)?)),
        )
        .optional()?
        .ok_or(CaseError::NotFound)?;
    if !is_open {
        return Err(CaseError::Conflict);
    }
    let (job, mut case) = tx.job(JobId(job.0))?;
    let (state, outcome) = match &mut case {
        Some(case) => {
            let (step, state, outcome) = meaning(&end.outcome, job.kind);
            case.take(&step)?;
            take_in(case, job.kind, end);
            (state, outcome)
        }
        None => reports::ended(tx, &job, end)?,
    };
    let next_at = match end.outcome {
        AttemptOutcome::NotSent { next_at } => Some(At(next_at)),
        _ => None,
    };
    tx.sql.execute(
        "UPDATE attempts SET ended_at = ?2, outcome = ?3, told = ?4, sent_bytes = ?5,
         total_bytes = ?6 WHERE id = ?1",
        params![
            Id(attempt.0),
            At(end.at),
            outcome,
            end.told,
            Count(end.sent_bytes),
            Count(end.total_bytes)
        ],
    )?;
    tx.sql.execute(
        "UPDATE jobs SET state = ?2, next_at = ?3, told = ?4, sent_bytes = ?5, total_bytes = ?6,
         tries = tries + 1, changed_at = ?7, version = version + 1 WHERE id = ?1",
        params![
            Id(job.id.0),
            Name(state),
            next_at,
            end.told,
            Count(end.sent_bytes),
            Count(end.total_bytes),
            At(end.at)
        ],
    )?;
    let Some(mut case) = case else {
        reports::note(tx, &job, outcome, by, end.at)?;
        return Ok(None);
    };
    tx.put(&mut case, Bump::Version)?;
    tx.settle(&case, end.at)?;
    let deed = Deed::Answered {
        kind: job.kind,
        outcome: outcome.to_owned(),
        sent_bytes: end.sent_bytes,
    };
    tx.note(job.case, &deed, by, end.at)?;
    Ok(Some(case.row))
}

/// What an outcome is for the case, for the job, and by name.
fn meaning(outcome: &AttemptOutcome, kind: JobKind) -> (Step, JobState, &'static str) {
    match *outcome {
        AttemptOutcome::Accepted(user_id) => {
            (Step::Accepted(kind, user_id), JobState::Done, "accepted")
        }
        AttemptOutcome::NotSent { .. } => (Step::NotSent(kind), JobState::Waiting, "not_sent"),
        AttemptOutcome::Refused { duplicate } => (
            Step::Refused { kind, duplicate },
            JobState::Refused,
            "refused",
        ),
        AttemptOutcome::Unknown => (Step::NoAnswer(kind), JobState::Unconfirmed, "unknown"),
    }
}

/// What the case takes in of an answer.
fn take_in(case: &mut Case, kind: JobKind, end: &AttemptEnd) {
    case.row.changed_at = end.at;
    let level = usize::from(kind == JobKind::Level2);
    let is_refused = matches!(end.outcome, AttemptOutcome::Refused { .. });
    let is_here = case.row.life.stage == Stage::Pending;
    if is_refused && !is_here {
        case.reasons[level].clone_from(&end.reason);
    }
    if matches!(end.outcome, AttemptOutcome::Accepted(_)) {
        case.reasons[level].clear();
        case.row.status_at = Some(end.at);
    }
    if kind != JobKind::Level2 && is_here {
        taken(case, end.at);
    }
}

/// The server has it: for the first time, or again.
pub(super) fn taken(case: &mut Case, at: Timestamp) {
    case.reasons[0].clear();
    case.row.registered_at.get_or_insert(at);
    case.row.status_at = Some(at);
    case.taken_at = Some(at);
}

pub(super) fn recover(tx: &mut Tx<'_>, by: &Actor, at: Timestamp) -> Result<usize, CaseError> {
    let open = {
        let mut statement = tx.sql.prepare(
            "SELECT id, sent_bytes, total_bytes, started_at FROM attempts
             WHERE ended_at IS NULL ORDER BY id",
        )?;
        let open = statement.query_map([], |row| {
            Ok((
                AttemptId(row.get::<_, Id>(0)?.0),
                row.get::<_, Count>(1)?.0,
                row.get::<_, Count>(2)?.0,
                row.get::<_, At>(3)?.0,
            ))
        })?;
        open.collect::<Result<Vec<_>, _>>()?
    };
    for &(attempt, sent_bytes, total_bytes, _) in &open {
        let end = AttemptEnd {
            at,
            outcome: AttemptOutcome::Unknown,
            told: None,
            reason: String::new(),
            sent_bytes,
            total_bytes,
        };
        finish(tx, attempt, &end, by)?;
    }
    if let Some(since) = open.iter().map(|open| open.3).min() {
        arrivals::look_again(tx, since)?;
    }
    Ok(open.len())
}

/// Makes all that waits wait for a person, as if it had been sent without an answer. What was under way already is.
pub(super) fn doubt_queue(tx: &mut Tx<'_>, by: &Actor, at: Timestamp) -> Result<(), CaseError> {
    recover(tx, by, at)?;
    let waiting = {
        let mut statement = tx
            .sql
            .prepare("SELECT id FROM jobs WHERE state = 'waiting' ORDER BY position")?;
        let waiting = statement.query_map([], |row| Ok(JobId(row.get::<_, Id>(0)?.0)))?;
        waiting.collect::<Result<Vec<_>, _>>()?
    };
    for id in waiting {
        let (job, case) = tx.job(id)?;
        tx.sql.execute(
            "UPDATE jobs SET state = 'unconfirmed', next_at = NULL, version = version + 1,
             changed_at = ?2 WHERE id = ?1",
            params![Id(id.0), At(at)],
        )?;
        let Some(mut case) = case else {
            reports::doubt(tx, &job, by, at)?;
            continue;
        };
        let on_hold = std::mem::take(&mut case.row.life.on_hold);
        case.take(&Step::Start(job.kind))?;
        case.take(&Step::NoAnswer(job.kind))?;
        case.row.life.on_hold = on_hold;
        case.row.changed_at = at;
        tx.put(&mut case, Bump::Version)?;
        let deed = Deed::Decided {
            what: "restored".to_owned(),
            reason: String::new(),
        };
        tx.note(job.case, &deed, by, at)?;
    }
    batches::doubt(tx, by, at)
}

/// The attempts of a case, or of a report.
pub(super) fn attempts(
    sql: &Connection,
    column: &'static str,
    id: Uuid,
) -> Result<Vec<Attempt>, CaseError> {
    let mut statement = sql.prepare(&format!(
        "SELECT id, number, kind, started_at, ended_at, outcome, told, sent_bytes, total_bytes
         FROM attempts WHERE {column} = ?1 ORDER BY number"
    ))?;
    let attempts = statement.query_map([Id(id)], |row| {
        Ok(Attempt {
            id: AttemptId(row.get::<_, Id>(0)?.0),
            number: row.get(1)?,
            kind: row.get::<_, Name<JobKind>>(2)?.0,
            started_at: row.get::<_, At>(3)?.0,
            ended_at: row.get::<_, Option<At>>(4)?.map(|at| at.0),
            outcome: row.get(5)?,
            told: row.get(6)?,
            sent_bytes: row.get::<_, Count>(7)?.0,
            total_bytes: row.get::<_, Count>(8)?.0,
        })
    })?;
    Ok(attempts.collect::<Result<_, _>>()?)
}
