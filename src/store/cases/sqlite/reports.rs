//! Reports about customers: put into the queue, and what became of them.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::super::CaseError;
use super::super::deeds::Deed;
use super::super::reports::{BatchId, LedgerRow, NewReport, ReportState};
use super::super::types::{Actor, AttemptEnd, AttemptOutcome, Job, JobId, JobState};
use super::values::{At, Count, Id, Json, Name};
use super::{Tx, batches};
use crate::domain::case::{Illegal, Step};
use crate::domain::{CaseId, JobKind, Level2, Report, ReportKind, Stage};

/// Symbols that the list of suggestions keeps.
const SYMBOLS: usize = 500;

const SELECT: &str = "SELECT reports.id, reports.revision, content, state, is_reported, customer.id, customer.name, \
    reports.staff, batch_id, batch_row, queued_at, jobs.changed_at, told \
    FROM reports JOIN jobs ON jobs.id = reports.id LEFT JOIN cases AS customer ON customer.id = \
    (SELECT id FROM cases WHERE user_id = reports.user_id ORDER BY id LIMIT 1)";

fn read(row: &Row<'_>) -> rusqlite::Result<LedgerRow> {
    let batch = row.get::<_, Option<Id>>(8)?.map(|id| BatchId(id.0));
    let number = row.get::<_, Option<u32>>(9)?;
    Ok(LedgerRow {
        id: JobId(row.get::<_, Id>(0)?.0),
        revision: row.get::<_, Count>(1)?.0,
        report: row.get::<_, Json<Report>>(2)?.0,
        state: ReportState::of(row.get::<_, Name<JobState>>(3)?.0, row.get(4)?),
        customer: row.get::<_, Option<Id>>(5)?.map(|id| CaseId(id.0)),
        name: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
        staff: row.get(7)?,
        batch: batch.zip(number),
        queued_at: row.get::<_, At>(10)?.0,
        changed_at: row.get::<_, At>(11)?.0,
        told: row.get(12)?,
    })
}

/// Under which an id is unique: orders, coins and money each have their own.
fn own_id(report: &Report) -> Option<String> {
    let family = match report.kind() {
        ReportKind::Conversion => "order",
        ReportKind::Crypto => "crypto",
        ReportKind::Fiat => "fiat",
        ReportKind::CreateAddress | ReportKind::UpdateAddress => return None,
    };
    Some(format!("{family}:{}", report.own_id()?))
}

pub(super) fn add(
    tx: &mut Tx<'_>,
    reports: &[NewReport],
    replaced: Option<JobId>,
    by: &Actor,
    at: Timestamp,
) -> Result<Vec<JobId>, CaseError> {
    if let Some(refused) = replaced {
        let job = tx.any_job(refused)?;
        if job.state != JobState::Refused {
            return Err(not_now(&job));
        }
        close(tx, &job, false, at)?;
        note(tx, &job, "replaced", by, at)?;
    }
    let mut position: i64 =
        tx.sql
            .query_row("SELECT coalesce(max(position), 0) FROM jobs", [], |row| {
                row.get(0)
            })?;
    let mut jobs = Vec::with_capacity(reports.len());
    for (at_row, new) in reports.iter().enumerate() {
        position += 1;
        let job = JobId(Uuid::now_v7());
        tx.sql
            .prepare_cached(
                "INSERT INTO jobs (id, kind, state, position, version, tries, queued_at, changed_at,
                 sent_bytes, total_bytes) VALUES (?1, ?2, 'waiting', ?3, 1, 0, ?4, ?4, 0, 0)",
            )?
            .execute(params![
                Id(job.0),
                Name(JobKind::Report(new.report.kind())),
                position,
                At(at)
            ])?;
        let revision = tx.next_revision()?;
        let added = tx
            .sql
            .prepare_cached(
                "INSERT INTO reports (id, revision, user_id, own_id, is_reported, batch_id,
                 batch_row, staff, content) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7, ?8)
                 ON CONFLICT (own_id) WHERE own_id IS NOT NULL DO NOTHING",
            )?
            .execute(params![
                Id(job.0),
                Count(revision),
                Id(new.report.user_id),
                own_id(&new.report),
                new.batch.map(|(batch, _)| Id(batch.0)),
                new.batch.map(|(_, row)| row),
                by.staff,
                Json(&new.report),
            ])?;
        if added == 0 {
            return Err(CaseError::KnownId(at_row));
        }
        jobs.push(job);
        learn(tx, &new.report, at)?;
        if new.batch.is_none() {
            let deed = Deed::Report {
                report: job.0,
                kind: new.report.kind(),
                what: "queued".to_owned(),
            };
            let customer = customer_of(tx.sql, new.report.user_id)?;
            tx.note(customer, &deed, by, at)?;
        }
    }
    Ok(jobs)
}

/// What was typed is suggested the next time; the list is bounded by what was used longest ago.
fn learn(tx: &Tx<'_>, report: &Report, at: Timestamp) -> Result<(), CaseError> {
    let mut statement = tx.sql.prepare_cached(
        "INSERT INTO symbols (symbol, times, last_at) VALUES (?1, 1, ?2)
         ON CONFLICT (symbol) DO UPDATE SET times = times + 1, last_at = ?2",
    )?;
    for symbol in report.symbols() {
        statement.execute(params![symbol, At(at)])?;
    }
    Ok(())
}

/// The symbols that were reported, those used most first.
pub(super) fn symbols(sql: &Connection) -> Result<Vec<String>, CaseError> {
    let mut statement =
        sql.prepare("SELECT symbol FROM symbols ORDER BY times DESC, symbol LIMIT ?1")?;
    let symbols = statement.query_map([Count(SYMBOLS as u64)], |row| row.get(0))?;
    Ok(symbols.collect::<Result<_, _>>()?)
}

pub(super) fn find(sql: &Connection, id: JobId) -> Result<Option<LedgerRow>, CaseError> {
    let mut statement = sql.prepare_cached(&format!("{SELECT} WHERE reports.id = ?1"))?;
    Ok(statement.query_row([Id(id.0)], read).optional()?)
}

pub(super) fn newest(
    sql: &Connection,
    before: Option<JobId>,
    limit: usize,
) -> Result<Vec<LedgerRow>, CaseError> {
    let before = before.map_or(Id(Uuid::max()), |id| Id(id.0));
    let mut statement = sql.prepare(&format!(
        "{SELECT} WHERE reports.id < ?1 ORDER BY reports.id DESC LIMIT ?2"
    ))?;
    let found = statement.query_map(params![before, Count(limit as u64)], read)?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(super) fn since(
    sql: &Connection,
    revision: u64,
    limit: usize,
) -> Result<Vec<LedgerRow>, CaseError> {
    let mut statement = sql.prepare_cached(&format!(
        "{SELECT} WHERE reports.revision > ?1 ORDER BY reports.revision LIMIT ?2"
    ))?;
    let found = statement.query_map(params![Count(revision), Count(limit as u64)], read)?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(super) fn of_batch(sql: &Connection, batch: BatchId) -> Result<Vec<LedgerRow>, CaseError> {
    let mut statement = sql.prepare(&format!("{SELECT} WHERE batch_id = ?1 ORDER BY batch_row"))?;
    let found = statement.query_map([Id(batch.0)], read)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Which of these reports have an id that is taken, by their place.
pub(super) fn known(sql: &Connection, reports: &[Report]) -> Result<Vec<usize>, CaseError> {
    let mut statement = sql.prepare("SELECT EXISTS (SELECT 1 FROM reports WHERE own_id = ?1)")?;
    let mut known = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        if let Some(id) = own_id(report)
            && statement.query_row([id], |row| row.get(0))?
        {
            known.push(at);
        }
    }
    Ok(known)
}

pub(super) fn customer_of(sql: &Connection, user_id: Uuid) -> Result<Option<CaseId>, CaseError> {
    let found = sql
        .prepare_cached("SELECT id FROM cases WHERE user_id = ?1 ORDER BY id LIMIT 1")?
        .query_row([Id(user_id)], |row| row.get::<_, Id>(0))
        .optional()?;
    Ok(found.map(|id| CaseId(id.0)))
}

/// That a report cannot do this where it stands.
pub(super) fn not_now(job: &Job) -> CaseError {
    CaseError::Illegal(Illegal {
        stage: Stage::Pending,
        level2: Level2::None,
        step: Step::Start(job.kind),
    })
}

/// Tells those who list reports that this one changed.
pub(super) fn touch(tx: &Tx<'_>, id: JobId) -> Result<(), CaseError> {
    let revision = tx.next_revision()?;
    tx.sql
        .prepare_cached("UPDATE reports SET revision = ?2 WHERE id = ?1")?
        .execute(params![Id(id.0), Count(revision)])?;
    Ok(())
}

/// Writes what was done with a report into the history of its customer.
pub(super) fn note(
    tx: &mut Tx<'_>,
    job: &Job,
    what: &str,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let JobKind::Report(kind) = job.kind else {
        return Ok(());
    };
    let deed = Deed::Report {
        report: job.id.0,
        kind,
        what: what.to_owned(),
    };
    tx.note(job.customer, &deed, by, at)
}

/// Takes in how an attempt ended. The state of the job, and the name of what happened.
///
/// The server's refusal of a duplicate, after a request of this report that got no answer, is the evidence that it arrived:
/// nobody else has its id.
pub(super) fn ended(
    tx: &mut Tx<'_>,
    job: &Job,
    end: &AttemptEnd,
) -> Result<(JobState, &'static str), CaseError> {
    let arrived = matches!(end.outcome, AttemptOutcome::Accepted(_))
        || (end.outcome == AttemptOutcome::Refused { duplicate: true } && is_maybe_there(tx, job)?);
    let state = match end.outcome {
        _ if arrived => JobState::Done,
        AttemptOutcome::NotSent { .. } => JobState::Waiting,
        // An earlier request may have been taken: this refusal says nothing of that one.
        AttemptOutcome::Refused { .. } if is_maybe_there(tx, job)? => JobState::Unconfirmed,
        AttemptOutcome::Refused { .. } => JobState::Refused,
        AttemptOutcome::Unknown | AttemptOutcome::Accepted(_) => JobState::Unconfirmed,
    };
    if arrived {
        tx.sql.execute(
            "UPDATE reports SET is_reported = 1 WHERE id = ?1",
            [Id(job.id.0)],
        )?;
    }
    if state == JobState::Refused {
        release(tx, job.id)?;
    }
    touch(tx, job.id)?;
    let what = match end.outcome {
        AttemptOutcome::Accepted(_) => "accepted",
        AttemptOutcome::NotSent { .. } => "not_sent",
        AttemptOutcome::Refused { .. } => "refused",
        AttemptOutcome::Unknown => "unknown",
    };
    Ok((state, what))
}

/// True if an earlier request of this report may have arrived.
pub(super) fn is_maybe_there(tx: &Tx<'_>, job: &Job) -> Result<bool, CaseError> {
    let found = tx.sql.query_row(
        "SELECT EXISTS (SELECT 1 FROM attempts WHERE job_id = ?1 AND outcome = 'unknown')",
        [Id(job.id.0)],
        |row| row.get(0),
    )?;
    Ok(found)
}

/// A person must look at one that was waiting: it may have been sent in a time that this store knows nothing of.
pub(super) fn doubt(
    tx: &mut Tx<'_>,
    job: &Job,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    tx.sql.execute(
        "INSERT INTO attempts (id, job_id, number, kind, started_at, ended_at, outcome, sent_bytes,
         total_bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?5, 'unknown', 0, 0)",
        params![
            Id(Uuid::now_v7()),
            Id(job.id.0),
            job.tries + 1,
            Name(job.kind),
            At(at)
        ],
    )?;
    tx.sql.execute(
        "UPDATE jobs SET tries = tries + 1 WHERE id = ?1",
        [Id(job.id.0)],
    )?;
    touch(tx, job.id)?;
    note(tx, job, "unknown", by, at)
}

/// The other addresses that were reported for the customer and coin of this one, by job with their states; none for other kinds.
fn addresses(tx: &Tx<'_>, job: &Job) -> Result<Vec<(Uuid, JobState)>, CaseError> {
    let Some(report) = job
        .report
        .as_ref()
        .filter(|report| report.kind().is_address())
    else {
        return Ok(Vec::new());
    };
    let mut statement = tx.sql.prepare_cached(
        "SELECT reports.id, state, is_reported, content FROM reports JOIN jobs ON jobs.id = reports.id
         WHERE user_id = ?1 AND kind IN (?2, ?3) AND reports.id <> ?4",
    )?;
    let kinds = [ReportKind::CreateAddress, ReportKind::UpdateAddress].map(JobKind::Report);
    let mut rows = statement.query(params![
        Id(report.user_id),
        Name(kinds[0]),
        Name(kinds[1]),
        Id(job.id.0)
    ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (state, is_reported) = (row.get::<_, Name<JobState>>(1)?.0, row.get::<_, bool>(2)?);
        let other = row.get::<_, Json<Report>>(3)?.0;
        let is_dropped = state == JobState::Done && !is_reported;
        if !is_dropped && other.symbols() == report.symbols() {
            found.push((row.get::<_, Id>(0)?.0, state));
        }
    }
    Ok(found)
}

/// True if an earlier address for the same coin waits or is under way: sent in another order, the server would keep the older one.
pub(super) fn is_behind(tx: &Tx<'_>, job: &Job) -> Result<bool, CaseError> {
    let mut others = addresses(tx, job)?.into_iter();
    Ok(others
        .any(|(id, state)| id < job.id.0 && matches!(state, JobState::Waiting | JobState::Sending)))
}

/// True if a later address for the same coin was put into the queue.
pub(super) fn is_overtaken(tx: &Tx<'_>, job: &Job) -> Result<bool, CaseError> {
    let mut others = addresses(tx, job)?.into_iter();
    Ok(others.any(|(id, state)| id > job.id.0 && state != JobState::Refused))
}

/// The server has not got it: its id is free for the corrected one.
fn release(tx: &Tx<'_>, id: JobId) -> Result<(), CaseError> {
    tx.sql
        .execute("UPDATE reports SET own_id = NULL WHERE id = ?1", [Id(id.0)])?;
    Ok(())
}

/// Ends a report: the server has it, or it is dropped and its id is free.
fn close(tx: &Tx<'_>, job: &Job, is_reported: bool, at: Timestamp) -> Result<(), CaseError> {
    tx.sql.execute(
        "UPDATE jobs SET state = 'done', version = version + 1, changed_at = ?2, next_at = NULL
         WHERE id = ?1",
        params![Id(job.id.0), At(at)],
    )?;
    tx.sql.execute(
        "UPDATE reports SET is_reported = ?2 WHERE id = ?1",
        params![Id(job.id.0), is_reported],
    )?;
    if !is_reported {
        release(tx, job.id)?;
    }
    touch(tx, job.id)
}

/// A person takes a report back that waits or was refused. One that may have arrived is unconfirmed again instead.
pub(super) fn drop_one(
    tx: &mut Tx<'_>,
    job: &Job,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    match job.state {
        JobState::Waiting if is_maybe_there(tx, job)? => {
            tx.sql.execute(
                "UPDATE jobs SET state = 'unconfirmed', version = version + 1, changed_at = ?2,
                 next_at = NULL WHERE id = ?1",
                params![Id(job.id.0), At(at)],
            )?;
            touch(tx, job.id)?;
        }
        JobState::Waiting | JobState::Refused => close(tx, job, false, at)?,
        JobState::Sending | JobState::Unconfirmed | JobState::Done => return Err(not_now(job)),
    }
    note(tx, job, "cancelled", by, at)
}

/// A person knows what became of a report without an answer: it arrived, or it did not and is dropped.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    id: JobId,
    arrived: bool,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let job = tx.any_job(id)?;
    if job.state != JobState::Unconfirmed || job.customer_report().is_none() {
        return Err(not_now(&job));
    }
    close(tx, &job, arrived, at)?;
    let what = if arrived { "arrived" } else { "not_arrived" };
    note(tx, &job, what, by, at)
}

/// Takes the rows of a batch back that wait and were never under way. Gives how many.
pub(super) fn drop_batch(
    tx: &mut Tx<'_>,
    batch: BatchId,
    by: &Actor,
    at: Timestamp,
) -> Result<usize, CaseError> {
    let waiting = {
        let mut statement = tx.sql.prepare(
            "SELECT jobs.id FROM jobs JOIN reports ON reports.id = jobs.id
             WHERE batch_id = ?1 AND state = 'waiting'",
        )?;
        let ids = statement.query_map([Id(batch.0)], |row| Ok(JobId(row.get::<_, Id>(0)?.0)))?;
        ids.collect::<Result<Vec<_>, _>>()?
    };
    for id in &waiting {
        let job = tx.any_job(*id)?;
        drop_one(tx, &job, by, at)?;
    }
    Ok(waiting.len())
}

/// What a customer who is erased leaves: that something was reported, when and how much, without accounts and addresses.
/// `OpenReports` while some wait, are under way or without an answer: they are nothing without what they tell.
pub(super) fn blank(tx: &Tx<'_>, user_id: Uuid) -> Result<(), CaseError> {
    let open = tx.sql.query_row(
        "SELECT count(*) FROM reports JOIN jobs ON jobs.id = reports.id
         WHERE user_id = ?1 AND state IN ('waiting', 'sending', 'unconfirmed')",
        [Id(user_id)],
        |row| row.get::<_, Count>(0),
    )?;
    if open.0 > 0 {
        return Err(CaseError::OpenReports(open.0));
    }
    let rows = {
        let mut statement = tx
            .sql
            .prepare("SELECT id, content FROM reports WHERE user_id = ?1")?;
        let rows = statement.query_map([Id(user_id)], |row| {
            Ok((row.get::<_, Id>(0)?, row.get::<_, Json<Report>>(1)?.0))
        })?;
        rows.collect::<Result<Vec<_>, _>>()?
    };
    for (id, mut report) in rows {
        report.blank();
        tx.sql.execute(
            "UPDATE reports SET content = ?2 WHERE id = ?1",
            params![id, Json(&report)],
        )?;
        tx.sql
            .execute("UPDATE jobs SET told = NULL WHERE id = ?1", [id])?;
        tx.sql
            .execute("UPDATE attempts SET told = NULL WHERE job_id = ?1", [id])?;
        batches::blank(tx, "job_id", id)?;
        touch(tx, JobId(id.0))?;
    }
    Ok(())
}
