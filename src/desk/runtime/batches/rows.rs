//! The rows of a batch as they are kept, and the file of what became of them.

use std::io;

use crate::desk::explain::{self, Told};
use crate::desk::state::{BatchRowState, RowPictures, ToQueue};
use crate::desk::update::drafts::content_of;
use crate::domain::batch::{BatchKind, Column, Content, JudgedRow};
use crate::domain::{CaseId, Doc, Lang, Slot};
use crate::sheet;
use crate::store::cases::{BatchContent, BatchRow, NewBatchRow, RowTask};
use crate::text::{self, Arg, Texts};

/// The name of a kind in the store.
pub(super) fn kind_name(kind: BatchKind) -> &'static str {
    kind.report().map_or("register", |kind| kind.name())
}

/// All rows of a file as they are kept: the good ones with what they become, the others with what is wrong, in words.
pub fn new_rows(what: &ToQueue, texts: &Texts) -> Vec<NewBatchRow> {
    let verdict = &what.verdict;
    let rows = verdict.judged.rows.iter().zip(&what.table.rows);
    rows.enumerate()
        .map(|(at, (judged, row))| {
            let pictures = verdict.pictures.get(at);
            let is_good = verdict.is_good(at);
            NewBatchRow {
                number: u32::try_from(judged.number).unwrap_or(u32::MAX),
                cells: row.cells.iter().map(|cell| cell.text.clone()).collect(),
                task: match (&judged.result, is_good) {
                    (Ok(Content::Report(report)), true) => RowTask::Report(report.clone()),
                    (Ok(Content::Customer(form)), true) => RowTask::Customer {
                        case: CaseId::new(),
                        content: Box::new(content_of(form)),
                        files: pictures.map(files).unwrap_or_default(),
                    },
                    _ => RowTask::Nothing,
                },
                wrong: if is_good {
                    String::new()
                } else {
                    wrong(judged, pictures, &what.table.headers, texts)
                },
            }
        })
        .collect()
}

fn files(pictures: &RowPictures) -> Vec<(String, std::path::PathBuf)> {
    let files = pictures.files.iter();
    files
        .map(|(slot, path)| (Doc::Picture(*slot).name(), path.clone()))
        .collect()
}

/// What is wrong with a row, by the names of its columns.
fn wrong(
    row: &JudgedRow,
    pictures: Option<&RowPictures>,
    headers: &[String],
    texts: &Texts,
) -> String {
    let mut words: Vec<String> = Vec::new();
    for problem in row.result.as_ref().err().into_iter().flatten() {
        let what = explain::row(&problem.issue).text(texts);
        let header = problem.place.and_then(|place| headers.get(place));
        let column = header.map(String::as_str);
        words.push(match column.or(problem.column.map(Column::api_name)) {
            Some(column) => format!("{column}: {what}"),
            None => what,
        });
    }
    if let Some(pictures) = pictures.filter(|pictures| !pictures.missing.is_empty()) {
        words.push(missing(pictures, texts).text(texts));
    }
    words.join("; ")
}

/// Which pictures a row lacks, by the names that the form has for them.
pub fn missing(pictures: &RowPictures, texts: &Texts) -> Told {
    let names = pictures.missing.iter();
    let names: Vec<String> = names
        .map(|slot| field_name(&Doc::Picture(*slot).name(), texts))
        .collect();
    Told::new("batch-pictures-missing").arg("names", names.join(", "))
}

/// What the form calls a field or picture; it is kept by its name in the store, which no language has.
fn field_name(name: &str, texts: &Texts) -> String {
    match Doc::from_name(name) {
        Some(Doc::Picture(Slot::Gesture(index))) => {
            let number = Arg::Count(i64::from(index) + 1);
            texts.with("field-gesture", &[("number", number)])
        }
        Some(Doc::Picture(Slot::Selfie)) => texts.get("field-selfie").into_owned(),
        _ => {
            let id = format!("field-{}", name.replace('_', "-"));
            let known = text::known_id(&id).map(|id| texts.get(id).into_owned());
            known.unwrap_or_else(|| name.to_owned())
        }
    }
}

/// Why a row needs a person, with the field as the form calls it.
pub fn in_words(mut told: Told, texts: &Texts) -> String {
    for (name, value) in &mut told.args {
        if let ("field", Arg::Text(field)) = (*name, &mut *value) {
            *field = field_name(field, texts);
        }
    }
    told.full(texts)
}

/// The file as it was read, with what became of each row behind it.
pub fn results(content: &BatchContent, rows: &[BatchRow], lang: Lang) -> io::Result<Vec<u8>> {
    let texts = text::of(lang);
    let names = [
        "batch-result",
        "batch-result-message",
        "batch-result-user-id",
    ];
    let names = names.map(|id| texts.get(id).into_owned());
    let mut headers = content.headers.clone();
    headers.extend(names);
    let lines = rows.iter().map(|row| {
        let told = row.told.as_deref().unwrap_or_default();
        let message = match Told::from_json(told) {
            Some(told) => in_words(told, texts),
            None => told.to_owned(),
        };
        let mut cells = row.cells.clone();
        cells.resize(content.headers.len(), String::new());
        cells.push(texts.get(state(row.state)).into_owned());
        cells.push(message);
        cells.push(row.user_id.map(|id| id.to_string()).unwrap_or_default());
        cells
    });
    sheet::lines(&headers, lines, lang)
}

/// Id of the name of a state.
pub fn state(state: BatchRowState) -> &'static str {
    match state {
        BatchRowState::Wrong => "batch-row-wrong",
        BatchRowState::Open => "batch-row-open",
        BatchRowState::Draft => "batch-row-draft",
        BatchRowState::Queued => "batch-row-queued",
        BatchRowState::Unconfirmed => "report-state-unconfirmed",
        BatchRowState::Refused => "report-state-refused",
        BatchRowState::Done => "batch-row-done",
        BatchRowState::Dropped => "report-state-dropped",
    }
}
