//! The queue: its rows, and what a person does to them.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::super::deeds::Deed;
use super::super::types::{Actor, Job, JobId, JobState, Queue, QueueCounts};
use super::super::{CaseError, CaseId};
use super::Tx;
use super::drafts;
use super::reports;
use super::rows::{Bump, Case};
use super::values::{At, Count, Id, Json, Name};
use crate::domain::case::Step;
use crate::domain::{JobKind, Level2, Report, Stage};

/// Jobs with what is shown of their cases, and of the customers of reports.
const SELECT: &str = "SELECT jobs.id, case_id, coalesce(cases.name, customer.name, ''), kind, state, \
    coalesce(cases.on_hold, 0), tries, next_at, told, queued_at, jobs.changed_at, sent_at, sent_bytes, \
    total_bytes, coalesce(case_id, customer.id), reports.content \
    FROM jobs LEFT JOIN cases ON cases.id = case_id LEFT JOIN reports ON reports.id = jobs.id \
    LEFT JOIN cases AS customer ON customer.id = \
    (SELECT id FROM cases WHERE user_id = reports.user_id ORDER BY id LIMIT 1)";

/// The states of jobs that are not done.
const OPEN: [JobState; 4] = [
    JobState::Waiting,
    JobState::Sending,
    JobState::Unconfirmed,
    JobState::Refused,
];

fn read(row: &Row<'_>) -> rusqlite::Result<Job> {
    let time = |index| {
        row.get::<_, Option<At>>(index)
            .map(|time| time.map(|at| at.0))
    };
    let id = |index| {
        row.get::<_, Option<Id>>(index)
            .map(|id| id.map(|id| CaseId(id.0)))
    };
    let report = row.get::<_, Option<Json<Report>>>(15)?;
    Ok(Job {
        id: JobId(row.get::<_, Id>(0)?.0),
        case: id(1)?,
        customer: id(14)?,
        name: row.get(2)?,
        kind: row.get::<_, Name<JobKind>>(3)?.0,
        report: report.map(|report| Box::new(report.0)),
        state: row.get::<_, Name<JobState>>(4)?.0,
        on_hold: row.get(5)?,
        tries: row.get(6)?,
        next_at: time(7)?,
        told: row.get(8)?,
        queued_at: row.get::<_, At>(9)?.0,
        changed_at: row.get::<_, At>(10)?.0,
        sent_at: time(11)?,
        sent_bytes: row.get::<_, Count>(12)?.0,
        total_bytes: row.get::<_, Count>(13)?.0,
    })
}

pub(super) fn all(sql: &Connection, done: usize) -> Result<Vec<Job>, CaseError> {
    let mut open = sql.prepare(&format!(
        "{SELECT} WHERE state IN ('waiting', 'sending', 'unconfirmed', 'refused')
         ORDER BY position"
    ))?;
    let mut jobs = open.query_map([], read)?.collect::<Result<Vec<_>, _>>()?;
    add_done(sql, done, &mut jobs)?;
    Ok(jobs)
}

fn add_done(sql: &Connection, done: usize, jobs: &mut Vec<Job>) -> Result<(), CaseError> {
    let mut ended = sql.prepare_cached(&format!(
        "{SELECT} WHERE state = 'done' ORDER BY jobs.changed_at DESC, position DESC LIMIT ?1"
    ))?;
    for job in ended.query_map([Count(done as u64)], read)? {
        jobs.push(job?);
    }
    Ok(())
}

/// At most `most` jobs of each state, those that may be sent first, and how many there are.
pub(super) fn queue(
    sql: &Connection,
    most: usize,
    done: usize,
    now: Timestamp,
) -> Result<Queue, CaseError> {
    let mut jobs = Vec::new();
    let mut counts = QueueCounts::default();
    let mut count = sql.prepare_cached("SELECT count(*) FROM jobs WHERE state = ?1")?;
    // Those whose time has not come, or that are on hold, are no reason to overlook those behind them.
    let is_due = "((next_at IS NULL OR next_at <= ?3) AND NOT coalesce(cases.on_hold, 0))";
    let mut due = sql.prepare_cached(&format!(
        "{SELECT} WHERE state = ?1 AND {is_due} ORDER BY position LIMIT ?2"
    ))?;
    let mut later = sql.prepare_cached(&format!(
        "{SELECT} WHERE state = ?1 AND NOT {is_due} ORDER BY position LIMIT ?2"
    ))?;
    for state in OPEN {
        let all: usize = count
            .query_row([Name(state)], |row| row.get::<_, Count>(0))?
            .0 as usize;
        let place = match state {
            JobState::Waiting => &mut counts.waiting,
            JobState::Sending => &mut counts.sending,
            JobState::Unconfirmed => &mut counts.unconfirmed,
            _ => &mut counts.refused,
        };
        *place = all;
        if all == 0 {
            continue;
        }
        let begin = jobs.len();
        for statement in [&mut due, &mut later] {
            let left = Count((most - (jobs.len() - begin)) as u64);
            for job in statement.query_map(params![Name(state), left, At(now)], read)? {
                jobs.push(job?);
            }
        }
    }
    // As they stand in the queue.
    let mut positions = sql.prepare_cached("SELECT position FROM jobs WHERE id = ?1")?;
    let mut placed = Vec::with_capacity(jobs.len());
    for job in jobs {
        let position: i64 = positions.query_row([Id(job.id.0)], |row| row.get(0))?;
        placed.push((position, job));
    }
    placed.sort_by_key(|(position, _)| *position);
    let mut jobs = placed.into_iter().map(|(_, job)| job).collect();
    add_done(sql, done, &mut jobs)?;
    Ok(Queue { jobs, counts })
}

pub(super) fn find(sql: &Connection, id: JobId) -> Result<Option<Job>, CaseError> {
    let mut statement = sql.prepare(&format!("{SELECT} WHERE jobs.id = ?1"))?;
    Ok(statement.query_row([Id(id.0)], read).optional()?)
}

impl Tx<'_> {
    /// The job, or `NotFound`.
    pub(super) fn any_job(&self, id: JobId) -> Result<Job, CaseError> {
        find(self.sql, id)?.ok_or(CaseError::NotFound)
    }

    /// The job and the case that it moves, or `NotFound`; a report moves none.
    pub(super) fn job(&self, id: JobId) -> Result<(Job, Option<Case>), CaseError> {
        let job = self.any_job(id)?;
        let case = job.case.map(|case| self.case(case)).transpose()?;
        Ok((job, case))
    }

    /// Ends the jobs that the life of their case has overtaken, and lets go of the pictures that only they needed.
    pub(super) fn settle(&self, case: &Case, at: Timestamp) -> Result<(), CaseError> {
        let life = &case.row.life;
        let is_open = [
            matches!(
                life.stage,
                Stage::Ready
                    | Stage::Sending
                    | Stage::Unconfirmed
                    | Stage::Refused
                    | Stage::Correction
            ),
            matches!(
                life.level2,
                Level2::Ready | Level2::Sending | Level2::Unconfirmed | Level2::Refused
            ),
        ];
        for (is_level2, is_open) in [false, true].into_iter().zip(is_open) {
            if !is_open {
                self.sql.execute(
                    "UPDATE jobs SET state = 'done', version = version + 1, changed_at = ?2,
                     next_at = NULL WHERE case_id = ?1 AND state <> 'done'
                     AND (kind = 'level2') = ?3",
                    params![Id::from(case.row.id), At(at), is_level2],
                )?;
            }
        }
        drafts::sweep(self, case.row.id)
    }
}

/// That a job cannot do this where it stands.
fn not_now(job: &Job, case: Option<&Case>) -> CaseError {
    match case {
        Some(case) => case.illegal(Step::Start(job.kind)),
        None => reports::not_now(job),
    }
}

pub(super) fn retry_now(tx: &mut Tx<'_>, id: JobId) -> Result<(), CaseError> {
    let (job, case) = tx.job(id)?;
    if job.state != JobState::Waiting {
        return Err(not_now(&job, case.as_ref()));
    }
    tx.sql.execute(
        "UPDATE jobs SET next_at = NULL, version = version + 1 WHERE id = ?1",
        [Id(id.0)],
    )?;
    Ok(())
}

pub(super) fn send_again(
    tx: &mut Tx<'_>,
    id: JobId,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let (job, case) = tx.job(id)?;
    if job.state != JobState::Unconfirmed {
        return Err(not_now(&job, case.as_ref()));
    }
    if reports::is_overtaken(tx, &job)? {
        return Err(CaseError::Overtaken);
    }
    tx.sql.execute(
        "UPDATE jobs SET state = 'waiting', next_at = NULL, version = version + 1, changed_at = ?2
         WHERE id = ?1",
        params![Id(id.0), At(at)],
    )?;
    let Some(mut case) = case else {
        reports::touch(tx, id)?;
        return reports::note(tx, &job, "send_again", by, at);
    };
    case.take(&Step::SendAgain(job.kind))?;
    case.row.changed_at = at;
    tx.put(&mut case, Bump::Version)?;
    let deed = Deed::Decided {
        what: "send_again".to_owned(),
        reason: String::new(),
    };
    tx.note(job.case, &deed, by, at)
}

pub(super) fn cancel(
    tx: &mut Tx<'_>,
    id: JobId,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let (job, case) = tx.job(id)?;
    let Some(mut case) = case else {
        return reports::drop_one(tx, &job, by, at);
    };
    let is_level2 = job.kind == JobKind::Level2;
    let step = if is_level2 {
        Step::ThawLevel2
    } else {
        Step::Thaw
    };
    if job.state != JobState::Waiting {
        return Err(case.illegal(step));
    }
    case.take(&step)?;
    case.row.changed_at = at;
    let may_have_arrived: bool = tx.sql.query_row(
        "SELECT EXISTS (SELECT 1 FROM attempts
         WHERE job_id = ?1 AND outcome IS NOT 'not_sent')",
        [Id(id.0)],
        |row| row.get(0),
    )?;
    if may_have_arrived {
        tx.sql
            .execute("DELETE FROM jobs WHERE id = ?1", [Id(id.0)])?;
    } else {
        // It never left: what is compared later is what the server may have seen. The job goes with it.
        tx.sql.execute(
            "DELETE FROM submissions WHERE id = (SELECT submission_id FROM jobs WHERE id = ?1)",
            [Id(id.0)],
        )?;
        if !is_level2 {
            case.row.life.submissions = case.row.life.submissions.saturating_sub(1);
        }
    }
    tx.put(&mut case, Bump::Version)?;
    tx.settle(&case, at)?;
    tx.note(job.case, &Deed::Cancelled { kind: job.kind }, by, at)
}

pub(super) fn move_up(tx: &mut Tx<'_>, id: JobId) -> Result<(), CaseError> {
    let (job, case) = tx.job(id)?;
    if job.state != JobState::Waiting {
        return Err(not_now(&job, case.as_ref()));
    }
    tx.sql.execute(
        "UPDATE jobs SET position = (SELECT min(position) - 1 FROM jobs), version = version + 1
         WHERE id = ?1",
        [Id(id.0)],
    )?;
    Ok(())
}

pub(super) fn is_paused(sql: &Connection) -> Result<bool, CaseError> {
    let paused = sql.query_row("SELECT value FROM meta WHERE name = 'paused'", [], |row| {
        row.get(0)
    })?;
    Ok(paused)
}

pub(super) fn set_paused(
    tx: &mut Tx<'_>,
    paused: bool,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    if is_paused(tx.sql)? == paused {
        return Ok(());
    }
    tx.sql
        .execute("UPDATE meta SET value = ?1 WHERE name = 'paused'", [paused])?;
    tx.note(None, &Deed::QueuePaused { paused }, by, at)
}
