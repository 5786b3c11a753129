//! Submissions: what goes out is frozen, and put into the queue.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::super::deeds::Deed;
use super::super::types::{Actor, DraftContent, Freeze, JobId, Submission};
use super::super::{CaseError, CaseId};
use super::Tx;
use super::drafts;
use super::rows::{Bump, Case, whole_phone};
use super::values::{At, Id, Json, Name};
use crate::domain::case::Step;
use crate::domain::{Doc, Frozen, JobKind};

pub(super) fn freeze(tx: &mut Tx<'_>, freeze: &Freeze, by: &Actor) -> Result<JobId, CaseError> {
    let mut case = tx.case(freeze.id)?;
    let (kind, number) = if let Some(frozen) = &freeze.frozen {
        let kind = case.row.life.job_kind();
        case.take(&Step::Freeze)?;
        learn(&mut case, frozen);
        (kind, case.row.life.submissions)
    } else {
        case.take(&Step::FreezeLevel2)?;
        (JobKind::Level2, level2_number(tx.sql, freeze.id)?)
    };
    let of_kind = |doc: &Doc| drafts::is_level2(*doc) == (kind == JobKind::Level2);
    if !freeze.documents.iter().all(of_kind) {
        return Err(CaseError::NotFound);
    }
    drafts::note_edits(tx, freeze.id, by, freeze.at)?;
    let submission = submission(tx, freeze, kind, number)?;
    for doc in &freeze.documents {
        freeze_document(tx, freeze.id, submission, *doc)?;
    }
    // What was waiting for a person is overtaken.
    tx.sql.execute(
        "UPDATE jobs SET state = 'done', version = version + 1, changed_at = ?2
         WHERE case_id = ?1 AND state <> 'done' AND (kind = 'level2') = ?3",
        params![Id::from(freeze.id), At(freeze.at), kind == JobKind::Level2],
    )?;
    let job = enqueue(tx, freeze, submission, kind)?;
    case.row.staff.clone_from(&freeze.staff);
    case.row.changed_at = freeze.at;
    tx.put(&mut case, Bump::Version)?;
    if freeze.frozen.is_some() {
        let row = &case.row;
        tx.put_hashes(row.id, [&row.id_number, &row.email, &row.phone])?;
    }
    drafts::sweep(tx, freeze.id)?;
    note(tx, freeze, kind, number, by)?;
    Ok(job)
}

/// The row shows what goes out.
fn learn(case: &mut Case, frozen: &Frozen) {
    let row = &mut case.row;
    row.name.clone_from(&frozen.name);
    row.email.clone_from(&frozen.email);
    row.id_number.clone_from(&frozen.id_number);
    row.phone = whole_phone(&frozen.phone_country_code, &frozen.mobile_no);
    row.progress = 100;
    row.problems = 0;
}

fn level2_number(sql: &Connection, id: CaseId) -> Result<u32, CaseError> {
    let last: Option<u32> = sql.query_row(
        "SELECT max(number) FROM submissions WHERE case_id = ?1 AND kind = 'level2'",
        [Id::from(id)],
        |row| row.get(0),
    )?;
    Ok(last.unwrap_or(0) + 1)
}

fn submission(tx: &Tx<'_>, freeze: &Freeze, kind: JobKind, number: u32) -> Result<Id, CaseError> {
    let id = Id(Uuid::now_v7());
    let content = drafts::content(tx.sql, freeze.id)?;
    tx.sql.execute(
        "INSERT INTO submissions (id, case_id, number, kind, at, frozen, content, consent_version,
         consent_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            id,
            Id::from(freeze.id),
            number,
            Name(kind),
            At(freeze.at),
            freeze.frozen.as_ref().map(Json),
            Json(&content),
            freeze.consent.map(|(version, _)| version),
            freeze.consent.map(|(_, at)| At(at)),
        ],
    )?;
    Ok(id)
}

fn freeze_document(tx: &Tx<'_>, case: CaseId, submission: Id, doc: Doc) -> Result<(), CaseError> {
    let frozen = tx.sql.execute(
        "INSERT INTO submission_documents (submission_id, doc, document_id, sha256)
         SELECT ?1, doc, id, sha256 FROM documents
         WHERE case_id = ?2 AND doc = ?3 AND in_draft = 1",
        params![submission, Id::from(case), Name(doc)],
    )?;
    if frozen == 1 {
        Ok(())
    } else {
        Err(CaseError::NotFound)
    }
}

fn enqueue(
    tx: &Tx<'_>,
    freeze: &Freeze,
    submission: Id,
    kind: JobKind,
) -> Result<JobId, CaseError> {
    let job = JobId(Uuid::now_v7());
    tx.sql.execute(
        "INSERT INTO jobs (id, case_id, submission_id, kind, state, position, version, tries,
         queued_at, changed_at, sent_bytes, total_bytes) VALUES (?1, ?2, ?3, ?4, 'waiting',
         (SELECT coalesce(max(position), 0) + 1 FROM jobs), 1, 0, ?5, ?5, 0, 0)",
        params![
            Id(job.0),
            Id::from(freeze.id),
            submission,
            Name(kind),
            At(freeze.at)
        ],
    )?;
    Ok(job)
}

fn note(
    tx: &mut Tx<'_>,
    freeze: &Freeze,
    kind: JobKind,
    number: u32,
    by: &Actor,
) -> Result<(), CaseError> {
    let case = Some(freeze.id);
    for (key, reason) in freeze.frozen.iter().flat_map(|frozen| &frozen.kept) {
        let deed = Deed::WarningKept {
            key: key.clone(),
            reason: reason.clone(),
        };
        tx.note(case, &deed, by, freeze.at)?;
    }
    if let Some((version, at)) = freeze.consent {
        tx.note(case, &Deed::Consent { version, at }, by, freeze.at)?;
    }
    tx.note(case, &Deed::Queued { kind, number }, by, freeze.at)
}

/// The last submission of the form.
pub(super) fn last(sql: &Connection, id: CaseId) -> Result<Option<Submission>, CaseError> {
    let found = sql
        .query_row(
            "SELECT id, number, kind, at, frozen, content FROM submissions
             WHERE case_id = ?1 AND kind <> 'level2' ORDER BY number DESC LIMIT 1",
            [Id::from(id)],
            |row| {
                let submission = Submission {
                    number: row.get(1)?,
                    kind: row.get::<_, Name<JobKind>>(2)?.0,
                    at: row.get::<_, At>(3)?.0,
                    frozen: row
                        .get::<_, Option<Json<Frozen>>>(4)?
                        .map(|frozen| frozen.0),
                    content: row.get::<_, Json<DraftContent>>(5)?.0,
                    documents: BTreeMap::new(),
                };
                Ok((row.get::<_, Id>(0)?, submission))
            },
        )
        .optional()?;
    let Some((id, mut submission)) = found else {
        return Ok(None);
    };
    let mut statement =
        sql.prepare("SELECT doc, sha256 FROM submission_documents WHERE submission_id = ?1")?;
    let documents =
        statement.query_map([id], |row| Ok((row.get::<_, Name<Doc>>(0)?.0, row.get(1)?)))?;
    submission.documents = documents.collect::<Result<_, _>>()?;
    Ok(Some(submission))
}
