//! `cases`: what is known of each customer, printed and exported.

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::args::CasesCommand;
use super::kept::{self, Kept};
use super::session::Session;
use super::{Exit, change, poll, terminal};
use crate::desk::explain::Told;
use crate::desk::runtime::export_case::ExportError;
use crate::desk::runtime::{detail, export_case, export_list};
use crate::domain::{CaseId, CaseRow, Stage, mask};
use crate::store::cases::{Attempt, CaseError};

/// Rows that are read at once.
const ROWS: usize = 1000;

/// Prints or changes.
pub fn run(session: &Session, profile: Option<&str>, command: CasesCommand) -> Exit {
    let result = kept::of(session, profile).and_then(|(profile, kept)| {
        use CasesCommand as C;
        match command {
            C::List { json, status } => list(session, &kept, json, status.map(|status| status.0)),
            C::Show { case, json } => show(session, &kept, case, json),
            C::Export { case, file } => export(session, &kept, case, &file),
            C::ExportList { file, unmasked } => write_list(session, &kept, &file, !unmasked),
            C::Poll { once } => poll::run(session, profile, &kept, once),
            other => change::run(session, profile, &kept, other),
        }
    });
    result.err().unwrap_or(Exit::Done)
}

/// Calls with every case, newest first.
fn each(kept: &Kept, mut take: impl FnMut(&CaseRow)) -> Result<(), CaseError> {
    let mut before = None;
    loop {
        let rows = kept.opened.store.newest(before, ROWS)?;
        rows.iter().for_each(&mut take);
        before = rows.last().map(|row| row.id);
        if rows.len() < ROWS {
            return Ok(());
        }
    }
}

fn list(session: &Session, kept: &Kept, json: bool, status: Option<Stage>) -> Result<(), Exit> {
    let mut is_first = true;
    let ended = each(kept, |row| {
        if status.is_some_and(|status| row.life.stage != status) {
            return;
        }
        if json {
            let comma = if is_first { "[" } else { "," };
            terminal::put(&format!("{comma}{}", kept::row(row)));
        } else {
            terminal::say(&line(row));
        }
        is_first = false;
    });
    if json {
        terminal::say(if is_first { "[]" } else { "]" });
    }
    ended.map_err(|error| kept::refuse(session, &error))
}

fn line(row: &CaseRow) -> String {
    let line = format!(
        "{}  {:<11}  {:<11}  {:>3}  {:<20}  {:<24}  {}",
        row.id,
        row.life.stage.name(),
        row.life.level2.name(),
        row.attempts,
        format!("{:.0}", row.changed_at),
        mask::email(&row.email),
        row.name,
    );
    line.trim_end().to_owned()
}

/// The case; complains if there is none.
pub fn find(session: &Session, kept: &Kept, case: CaseId) -> Result<CaseRow, Exit> {
    let found = kept.opened.store.row(case);
    let found = found.and_then(|row| row.ok_or(CaseError::NotFound));
    found.map_err(|error| kept::refuse(session, &error))
}

fn show(session: &Session, kept: &Kept, case: CaseId, on_one_line: bool) -> Result<(), Exit> {
    let row = find(session, kept, case)?;
    let detail = detail(&kept.opened.store, case);
    let detail = detail.map_err(|error| kept::refuse(session, &error))?;
    let mut shown = match kept::row(&row) {
        Value::Object(shown) => shown,
        _ => Map::new(),
    };
    let documents: Map<String, Value> = detail
        .documents
        .iter()
        .map(|(doc, meta)| (doc.name(), json!(meta)))
        .collect();
    let attempts: Vec<Value> = detail
        .attempts
        .iter()
        .map(|attempt| attempted(session, attempt))
        .collect();
    let notes: Vec<Value> = detail
        .notes
        .iter()
        .map(|note| json!({"at": note.at.to_string(), "staff": note.staff, "text": note.text}))
        .collect();
    let history: Vec<Value> = detail.history.iter().map(kept::entry).collect();
    shown.insert("values".to_owned(), json!(detail.content.values));
    shown.insert("kept_warnings".to_owned(), json!(detail.content.kept));
    shown.insert("documents".to_owned(), Value::Object(documents));
    let submission = detail.submission.as_ref();
    shown.insert(
        "last_submission".to_owned(),
        json!(submission.map(|sent| json!({
            "number": sent.number,
            "kind": sent.kind.name(),
            "at": sent.at.to_string(),
            "values": sent.frozen,
        }))),
    );
    shown.insert("requests".to_owned(), attempts.into());
    shown.insert("notes".to_owned(), notes.into());
    shown.insert("history".to_owned(), history.into());
    let shown = Value::Object(shown);
    terminal::say(&if on_one_line {
        shown.to_string()
    } else {
        format!("{shown:#}")
    });
    Ok(())
}

fn attempted(session: &Session, attempt: &Attempt) -> Value {
    json!({
        "number": attempt.number,
        "kind": attempt.kind.name(),
        "started_at": attempt.started_at.to_string(),
        "ended_at": kept::time(attempt.ended_at),
        "outcome": attempt.outcome,
        "told": kept::words(session, attempt.told.as_deref()),
        "sent_bytes": attempt.sent_bytes,
        "total_bytes": attempt.total_bytes,
    })
}

fn export(session: &Session, kept: &Kept, case: CaseId, file: &Path) -> Result<(), Exit> {
    file_is_free(session, file)?;
    let store = &kept.opened.store;
    export_case(store, case, file, &kept.actor, Timestamp::now()).map_err(|error| match error {
        ExportError::Case(error) => kept::refuse(session, &error),
        ExportError::Write(error) => session.refuse(&not_written(&error)),
    })
}

/// A file that a person has is never written over; an empty one holds nothing.
pub fn file_is_free(session: &Session, file: &Path) -> Result<(), Exit> {
    let is_free = |about: std::fs::Metadata| about.is_file() && about.len() == 0;
    if !file.symlink_metadata().map_or(true, is_free) {
        session.complain_at(&file.display().to_string(), &Told::new("cli-file-there"));
        return Err(Exit::Usage);
    }
    Ok(())
}

/// What a file that cannot be written means.
pub fn not_written(error: &std::io::Error) -> Told {
    Told::new("cli-file-failed").arg("why", error.to_string())
}

fn write_list(session: &Session, kept: &Kept, file: &Path, masked: bool) -> Result<(), Exit> {
    file_is_free(session, file)?;
    let mut cases = Vec::new();
    each(kept, |row| cases.push(row.id)).map_err(|error| kept::refuse(session, &error))?;
    let store = &kept.opened.store;
    export_list(store, file, &cases, masked, session.texts(), &kept.actor)
        .map(|told| session.complain(&told))
        .map_err(|told| session.refuse(&told))
}
