//! Batches: their rows are kept until each is in the queue, so that what was broken off is gone on with.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::super::CaseError;
use super::super::batches::{
    Batch, BatchContent, BatchRow, BatchRowState, BatchStore, NewBatchRow, RowTask,
};
use super::super::deeds::Deed;
use super::super::reports::{BatchId, NewReport};
use super::super::types::{Actor, Freeze, JobId};
use super::values::{At, Count, Id, Json};
use super::{SqliteStore, Tx, list, reports, submit};
use crate::domain::CaseId;

/// A row with where it stands: a row of its own has a state until it has a job, then the job's decides.
/// A customer is where the case is: a person may have corrected it, or sent a draft, since.
const STATE: &str = "CASE WHEN batch_rows.case_id IS NOT NULL AND batch_rows.state IN ('queued', 'draft') THEN \
    CASE WHEN cases.stage IN ('draft', 'correction') THEN 'draft' WHEN cases.stage IN ('ready', 'sending') THEN 'queued' \
    WHEN cases.stage IN ('unconfirmed', 'refused') THEN cases.stage \
    WHEN cases.stage IN ('pending', 'approved', 'rejected') OR registered_at IS NOT NULL THEN 'done' ELSE 'dropped' END \
    WHEN batch_rows.state <> 'queued' THEN batch_rows.state \
    WHEN jobs.id IS NULL THEN 'dropped' \
    WHEN jobs.state IN ('waiting', 'sending') THEN 'queued' \
    WHEN jobs.state IN ('unconfirmed', 'refused') THEN jobs.state \
    WHEN reports.id IS NULL OR is_reported THEN 'done' ELSE 'dropped' END";
const FROM: &str = "FROM batch_rows LEFT JOIN jobs ON jobs.id = batch_rows.job_id \
    LEFT JOIN reports ON reports.id = batch_rows.job_id LEFT JOIN cases ON cases.id = batch_rows.case_id";

/// A row's cells and what it becomes, as they lie in the store.
type Kept = (Vec<String>, RowTask);

fn state(row: &Row<'_>, index: usize) -> rusqlite::Result<BatchRowState> {
    let name: String = row.get(index)?;
    Ok(match name.as_str() {
        "wrong" => BatchRowState::Wrong,
        "open" => BatchRowState::Open,
        "draft" => BatchRowState::Draft,
        "queued" => BatchRowState::Queued,
        "unconfirmed" => BatchRowState::Unconfirmed,
        "refused" => BatchRowState::Refused,
        "done" => BatchRowState::Done,
        _ => BatchRowState::Dropped,
    })
}

impl BatchStore for SqliteStore {
    fn add_batch(
        &self,
        id: BatchId,
        content: &BatchContent,
        rows: &[NewBatchRow],
        by: &Actor,
        at: Timestamp,
    ) -> Result<(), CaseError> {
        self.write(|tx| add(tx, id, content, rows, by, at))
    }

    fn batches(&self, limit: usize) -> Result<Vec<Batch>, CaseError> {
        self.read(|sql| newest(sql, limit))
    }

    fn batch(&self, id: BatchId) -> Result<Option<Batch>, CaseError> {
        self.read(|sql| {
            let batch = sql
                .query_row(&format!("{SELECT} WHERE id = ?1"), [Id(id.0)], read)
                .optional()?;
            batch.map(|batch| counted(sql, batch)).transpose()
        })
    }

    fn batch_rows(&self, id: BatchId) -> Result<Vec<BatchRow>, CaseError> {
        self.read(|sql| rows_of(sql, id, ""))
    }

    fn open_batch_rows(&self, id: BatchId) -> Result<Vec<BatchRow>, CaseError> {
        self.read(|sql| rows_of(sql, id, "AND batch_rows.state = 'open'"))
    }

    fn is_open_row(&self, id: BatchId, number: u32) -> Result<bool, CaseError> {
        self.read(|sql| is_open(sql, id, number))
    }

    fn customer_made(
        &self,
        id: BatchId,
        number: u32,
        job: Option<JobId>,
        told: Option<&str>,
    ) -> Result<(), CaseError> {
        self.write(|tx| made(tx, id, number, job, told))
    }

    fn freeze_row(
        &self,
        id: BatchId,
        number: u32,
        freeze: &Freeze,
        by: &Actor,
    ) -> Result<JobId, CaseError> {
        self.write(|tx| {
            if !is_open(tx.sql, id, number)? {
                return Err(CaseError::Conflict);
            }
            if let Some(frozen) = &freeze.frozen {
                let values = [frozen.id_number.as_str(), &frozen.email, ""];
                let alike = list::duplicates(tx.sql, &self.keys, values, Some(freeze.id))?;
                if !alike.is_empty() {
                    return Err(CaseError::KnownCustomer);
                }
            }
            let job = submit::freeze(tx, freeze, by)?;
            made(tx, id, number, Some(job), None)?;
            Ok(job)
        })
    }

    fn drop_open_rows(&self, id: BatchId, by: &Actor, at: Timestamp) -> Result<usize, CaseError> {
        self.write(|tx| {
            let dropped = tx.sql.execute(
                "UPDATE batch_rows SET state = 'dropped' WHERE batch_id = ?1 AND state = 'open'",
                [Id(id.0)],
            )?;
            note(tx, id, "cancelled", dropped, by, at)?;
            Ok(dropped)
        })
    }
}

fn is_open(sql: &Connection, id: BatchId, number: u32) -> Result<bool, CaseError> {
    let found = sql.query_row(
        "SELECT EXISTS (SELECT 1 FROM batch_rows WHERE batch_id = ?1 AND number = ?2 AND state = 'open')",
        params![Id(id.0), number],
        |row| row.get(0),
    )?;
    Ok(found)
}

fn made(
    tx: &Tx<'_>,
    id: BatchId,
    number: u32,
    job: Option<JobId>,
    told: Option<&str>,
) -> Result<(), CaseError> {
    let state = if job.is_some() { "queued" } else { "draft" };
    tx.sql.execute(
        "UPDATE batch_rows SET state = ?3, job_id = ?4, told = ?5
         WHERE batch_id = ?1 AND number = ?2 AND state = 'open'",
        params![Id(id.0), number, state, job.map(|job| Id(job.0)), told],
    )?;
    Ok(())
}

/// Customers who were not made yet are not made any more: they may have been, in a time that this store knows nothing of.
pub(super) fn doubt(tx: &mut Tx<'_>, by: &Actor, at: Timestamp) -> Result<(), CaseError> {
    let open = {
        let mut statement = tx.sql.prepare(
            "SELECT batch_id, count(*) FROM batch_rows WHERE state = 'open' GROUP BY batch_id",
        )?;
        let open = statement.query_map([], |row| {
            Ok((BatchId(row.get::<_, Id>(0)?.0), row.get::<_, Count>(1)?.0))
        })?;
        open.collect::<Result<Vec<_>, _>>()?
    };
    for (id, count) in open {
        tx.sql.execute(
            "UPDATE batch_rows SET state = 'dropped' WHERE batch_id = ?1 AND state = 'open'",
            [Id(id.0)],
        )?;
        note(
            tx,
            id,
            "cancelled",
            usize::try_from(count).unwrap_or(usize::MAX),
            by,
            at,
        )?;
    }
    Ok(())
}

/// Forgets what the rows of a customer tell: by the `case_id`, or by the `job_id` of a report.
pub(super) fn blank(tx: &Tx<'_>, column: &'static str, id: Id) -> Result<(), CaseError> {
    let nothing: Kept = (Vec::new(), RowTask::Nothing);
    tx.sql
        .prepare_cached(&format!(
            "UPDATE batch_rows SET content = ?2, told = NULL WHERE {column} = ?1"
        ))?
        .execute(params![id, Json(&nothing)])?;
    Ok(())
}

fn note(
    tx: &mut Tx<'_>,
    id: BatchId,
    what: &str,
    rows: usize,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let deed = Deed::Batch {
        batch: id.0,
        what: what.to_owned(),
        rows: rows as u64,
    };
    tx.note(None, &deed, by, at)
}

fn add(
    tx: &mut Tx<'_>,
    id: BatchId,
    content: &BatchContent,
    rows: &[NewBatchRow],
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    tx.sql.execute(
        "INSERT INTO batches (id, kind, name, staff, created_at, content)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            Id(id.0),
            content.kind,
            content.name,
            by.staff,
            At(at),
            Json(content)
        ],
    )?;
    let new: Vec<NewReport> = rows
        .iter()
        .filter_map(|row| match &row.task {
            RowTask::Report(report) => Some(NewReport {
                report: report.as_ref().clone(),
                batch: Some((id, row.number)),
            }),
            _ => None,
        })
        .collect();
    let mut jobs = match reports::add(tx, &new, None, by, at) {
        Ok(jobs) => jobs.into_iter(),
        Err(CaseError::KnownId(place)) => {
            let number = new.get(place).and_then(|new| new.batch);
            return Err(CaseError::KnownId(
                number.map_or(place, |(_, number)| number as usize),
            ));
        }
        Err(error) => return Err(error),
    };
    let mut statement = tx.sql.prepare(
        "INSERT INTO batch_rows (batch_id, number, state, job_id, case_id, told, content)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut queued = 0;
    for row in rows {
        let (state, job, case) = match &row.task {
            RowTask::Report(_) => ("queued", jobs.next(), None),
            RowTask::Customer { case, .. } => ("open", None, Some(*case)),
            RowTask::Nothing => ("wrong", None, None),
        };
        queued += usize::from(state != "wrong");
        // A report is kept once, in its own place.
        let task = match &row.task {
            RowTask::Report(_) => RowTask::Nothing,
            other => other.clone(),
        };
        let told = (!row.wrong.is_empty()).then_some(&row.wrong);
        statement.execute(params![
            Id(id.0),
            row.number,
            state,
            job.map(|job| Id(job.0)),
            case.map(Id::from),
            told,
            Json((&row.cells, task))
        ])?;
    }
    drop(statement);
    note(tx, id, "queued", queued, by, at)
}

const SELECT: &str = "SELECT id, staff, created_at, content FROM batches";

fn read(row: &Row<'_>) -> rusqlite::Result<Batch> {
    Ok(Batch {
        id: BatchId(row.get::<_, Id>(0)?.0),
        staff: row.get(1)?,
        created_at: row.get::<_, At>(2)?.0,
        content: row.get::<_, Json<BatchContent>>(3)?.0,
        counts: Vec::new(),
    })
}

fn newest(sql: &Connection, limit: usize) -> Result<Vec<Batch>, CaseError> {
    let mut statement = sql.prepare(&format!("{SELECT} ORDER BY id DESC LIMIT ?1"))?;
    let batches = statement.query_map([Count(limit as u64)], read)?;
    let batches = batches.collect::<Result<Vec<_>, _>>()?;
    batches
        .into_iter()
        .map(|batch| counted(sql, batch))
        .collect()
}

fn counted(sql: &Connection, mut batch: Batch) -> Result<Batch, CaseError> {
    let mut statement = sql.prepare_cached(&format!(
        "SELECT {STATE} AS stands, count(*) {FROM} WHERE batch_rows.batch_id = ?1 GROUP BY stands"
    ))?;
    let counts = statement.query_map([Id(batch.id.0)], |row| {
        Ok((state(row, 0)?, row.get::<_, Count>(1)?.0))
    })?;
    let mut all = BTreeMap::new();
    for count in counts {
        let (state, count) = count?;
        *all.entry(state).or_insert(0) += usize::try_from(count).unwrap_or(usize::MAX);
    }
    batch.counts = all.into_iter().collect();
    Ok(batch)
}

fn rows_of(sql: &Connection, id: BatchId, narrow: &str) -> Result<Vec<BatchRow>, CaseError> {
    let mut statement = sql.prepare(&format!(
        "SELECT number, {STATE}, batch_rows.content, batch_rows.case_id,
         coalesce(reports.user_id, cases.user_id), coalesce(batch_rows.told, jobs.told)
         {FROM} WHERE batch_rows.batch_id = ?1 {narrow} ORDER BY number"
    ))?;
    let rows = statement.query_map([Id(id.0)], |row| {
        let Json((cells, task)) = row.get::<_, Json<Kept>>(2)?;
        Ok(BatchRow {
            number: row.get(0)?,
            state: state(row, 1)?,
            cells,
            task,
            case: row.get::<_, Option<Id>>(3)?.map(|id| CaseId(id.0)),
            user_id: row.get::<_, Option<Id>>(4)?.map(|id| id.0),
            told: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
