//! Everything that is kept of a customer, in one ZIP file: what a person may ask for (UU 27/2022, art. 7 and 13).
//!
//! `case.json` holds the values, what was sent, the attempts, the notes and the history, `history.json` the history alone,
//! `pictures/` each document as it is sent: the files that those were made from are not in it, for they hold what a camera
//! writes beside the picture (place, time, device), which was never sent. The file is personal data: only its owner may read it.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use serde_json::{Value, json};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::pictures::NO_DIALOG;
use super::{Picked, Shared, blocking};
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::domain::{CaseId, CaseRow};
use crate::store::cases::{
    Actor, Attempt, CaseError, Deed, DocMeta, HistoryEntry, Note, StoredDraft, Submission,
};
use crate::store::{SharedStore, files};

/// Version of the layout of `case.json`.
const FORMAT: u32 = 1;

/// Why a case was not exported. Nothing is left in the place of the file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The case could not be read, or the export not be written into the history.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// The file could not be written.
    #[error("the file cannot be written ({0})")]
    Write(#[from] io::Error),
}

impl From<zip::result::ZipError> for ExportError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Write(error.into())
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}

/// The name that is proposed for the file: the case's id, and nothing of the customer.
pub fn file_name(case: CaseId) -> String {
    format!("case-{case}.zip")
}

/// Writes a case into a new ZIP file at `target`, in one step, readable by this user alone. A file that is there is replaced.
/// The export is in the history before the file is.
pub fn export_case(
    store: &SharedStore,
    case: CaseId,
    target: &Path,
    by: &Actor,
    at: Timestamp,
) -> Result<(), ExportError> {
    let row = store.row(case)?.ok_or(CaseError::NotFound)?;
    let draft = store.draft(case)?;
    let history: Value = store.history(case)?.iter().map(history_entry).collect();
    let about = about(store, &row, &draft, &history, at)?;

    let mut file = files::new_beside(target)?;
    let mut zip = zip::ZipWriter::new(file.as_file_mut());
    // Pictures do not shrink, and a store that needs no tool opens everywhere.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .unix_permissions(0o600);
    zip.start_file("case.json", options)?;
    serde_json::to_writer_pretty(&mut zip, &about)?;
    zip.start_file("history.json", options)?;
    serde_json::to_writer_pretty(&mut zip, &history)?;
    for (doc, meta) in &draft.documents {
        // One at a time: eleven pictures need not be in memory together.
        let document = store.document(case, *doc)?;
        zip.start_file(picture_path(&doc.name(), meta), options)?;
        zip.write_all(&document.bytes)?;
    }
    zip.finish()?;
    file.as_file().sync_all()?;
    store.record(Some(case), &Deed::Exported, by, at)?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

fn picture_path(name: &str, meta: &DocMeta) -> String {
    let ending = match meta.media_type.as_str() {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "application/pdf" => "pdf",
        _ => "bin",
    };
    format!("pictures/{name}.{ending}")
}

/// `case.json`.
fn about(
    store: &SharedStore,
    row: &CaseRow,
    draft: &StoredDraft,
    history: &Value,
    at: Timestamp,
) -> Result<Value, CaseError> {
    let submissions = store.last_submission(row.id)?;
    let attempts = store.attempts(row.id)?;
    let notes = store.notes(row.id)?;
    let documents = draft.documents.iter().map(|(doc, meta)| {
        json!({
            "name": doc.name(),
            "file": picture_path(&doc.name(), meta),
            "media_type": meta.media_type,
            "width_px": meta.width_px,
            "height_px": meta.height_px,
            "bytes": meta.bytes,
            "original_bytes": meta.original_bytes,
            "sha256": meta.sha256,
        })
    });
    Ok(json!({
        "format": FORMAT,
        "exported_at": at,
        "case": case(row),
        "values": draft.content.values,
        "kept_warnings": draft.content.kept,
        "documents": documents.collect::<Value>(),
        "submissions": submissions.iter().map(submission).collect::<Value>(),
        "attempts": attempts.iter().map(attempt).collect::<Value>(),
        "notes": notes.iter().map(note).collect::<Value>(),
        "history": history,
    }))
}

fn case(row: &CaseRow) -> Value {
    let life = &row.life;
    json!({
        "case_id": row.id,
        "state": life.stage.name(),
        "level2": life.level2.name(),
        "on_hold": life.on_hold,
        "user_id": life.user_id,
        "submissions": life.submissions,
        "other_status": life.other_status,
        "name": row.name,
        "email": row.email,
        "id_number": row.id_number,
        "phone": row.phone,
        "staff": row.staff,
        "created_at": row.created_at,
        "changed_at": row.changed_at,
        "registered_at": row.registered_at,
        "status_at": row.status_at,
        "attempts": row.attempts,
        "reason": row.reason,
        "version": row.version,
    })
}

fn submission(submission: &Submission) -> Value {
    let documents = submission.documents.iter();
    let documents = documents.map(|(doc, sha256)| (doc.name(), Value::from(sha256.as_str())));
    json!({
        "number": submission.number,
        "kind": submission.kind.name(),
        "at": submission.at,
        "sent": submission.frozen,
        "values": submission.content.values,
        "documents_sha256": Value::Object(documents.collect()),
    })
}

fn attempt(attempt: &Attempt) -> Value {
    let told = attempt.told.as_deref().map(|told| {
        // Kept as JSON; whatever else stands there is shown as it is.
        serde_json::from_str(told).unwrap_or_else(|_| Value::from(told))
    });
    json!({
        "number": attempt.number,
        "kind": attempt.kind.name(),
        "started_at": attempt.started_at,
        "ended_at": attempt.ended_at,
        "outcome": attempt.outcome,
        "told": told,
        "sent_bytes": attempt.sent_bytes,
        "total_bytes": attempt.total_bytes,
    })
}

fn note(note: &Note) -> Value {
    json!({"at": note.at, "staff": note.staff, "text": note.text})
}

fn history_entry(entry: &HistoryEntry) -> Value {
    json!({
        "seq": entry.seq,
        "at": entry.at,
        "user": entry.by.user,
        "staff": entry.by.staff,
        "machine": entry.by.machine,
        "what": entry.deed,
    })
}

/// Asks where, writes, and tells what became of it.
pub(super) async fn run(shared: Arc<Shared>, case: CaseId, picked: Picked) {
    let asked_at = Instant::now();
    let event = match picked.await {
        Some(target) => {
            let worker = Arc::clone(&shared);
            let result = blocking(move || write(&worker, case, &target)).await;
            Event::Done(result)
        }
        None if asked_at.elapsed() < NO_DIALOG => {
            Event::Done(Err(Told::new("case-export-no-dialog")))
        }
        None => return,
    };
    shared.inbox.send(event).await;
}

fn write(shared: &Shared, case: CaseId, target: &Path) -> Result<Told, Told> {
    let Some(store) = shared.case_store() else {
        return Err(Told::new("store-not-open"));
    };
    match export_case(&store, case, target, &shared.actor(), Timestamp::now()) {
        Ok(()) => Ok(Told::new("case-exported")),
        Err(ExportError::Case(error)) => Err(explain::cases(&error)),
        Err(ExportError::Write(error)) => Err(match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Told::new("case-export-full").hint("case-export-hint")
            }
            _ => Told::new("case-export-failed").hint("case-export-hint"),
        }),
    }
}
