//! What the desk asks of reports: put into the queue, read, settled, kept while they are typed, written into a file.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::export;
use super::{Runtime, Shared, blocking, qr_code};
use crate::desk::effect::{PictureSource, ReportTask, RequestId};
use crate::desk::engine::EngineCommand;
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::desk::runtime::FilePicker;
use crate::desk::state::ReportFault;
use crate::domain::{Report, ReportField, ReportForm, amount::Notation};
use crate::store::SharedStore;
use crate::store::cases::{Actor, CaseError, Deed, JobId, LedgerRow, NewReport};
use crate::text::{self, Texts};

/// Under which the store keeps the forms that are being typed.
const DRAFTS: &str = "drafts of reports";
/// Reports that are read at once.
const ROWS: usize = 5_000;

pub(super) fn run(runtime: &Runtime, task: ReportTask, picker: &dyn FilePicker) {
    match task {
        ReportTask::Export(ids) => {
            let shared = Arc::clone(&runtime.shared);
            let asked = picker.save_as(&export::dated_name(texts(&shared), "ledger-file"));
            runtime.spawn(async move {
                let Some(path) = asked.await else {
                    return;
                };
                let inbox = shared.inbox.clone();
                let write = move || Event::Done(ledger_csv(&shared, &path, &ids));
                inbox.send(blocking(write).await).await;
            });
        }
        ReportTask::ReadQr {
            request,
            kind,
            source,
        } => {
            let shared = Arc::clone(&runtime.shared);
            let dialog = matches!(source, PictureSource::Dialog).then(|| picker.pick());
            runtime.spawn(async move {
                let result = qr_code::read(&shared, source, dialog).await;
                let read = Event::QrRead {
                    request,
                    kind,
                    result,
                };
                shared.inbox.send(read).await;
            });
        }
        task => runtime.on_store(move |shared| on_store(shared, task)),
    }
}

fn texts(shared: &Shared) -> &'static Texts {
    text::of(shared.settings().language.unwrap_or_default())
}

fn on_store(shared: &Shared, task: ReportTask) {
    let by = shared.actor();
    let now = Timestamp::now();
    let store = shared.case_store().ok_or_else(super::store::not_open);
    match task {
        ReportTask::Report {
            request,
            report,
            replaced,
        } => {
            let kind = report.kind();
            let result = store
                .map_err(ReportFault::Store)
                .and_then(|store| add(&store, *report, replaced, &by, now));
            shared.answer(Event::Reported {
                request,
                kind,
                result,
            });
            shared.engine(EngineCommand::Kick);
        }
        ReportTask::Open { request, id } => {
            let result = store.and_then(|store| {
                store
                    .report_attempts(id)
                    .map_err(|error| explain::cases(&error))
            });
            shared.answer(Event::ReportOpened { request, result });
        }
        ReportTask::Settle(id, arrived) => {
            let result = store.and_then(|store| {
                store
                    .settle_report(id, arrived, &by, now)
                    .map_err(|error| explain::cases(&error))
            });
            if let Err(told) = result {
                shared.answer(Event::Done(Err(told)));
            }
            shared.engine(EngineCommand::Kick);
        }
        ReportTask::KeepDrafts(json) => {
            let kept = store.and_then(|store| {
                store
                    .set_value(DRAFTS, &json)
                    .map_err(|error| explain::cases(&error))
            });
            if let Err(told) = kept {
                shared.answer(Event::Trouble(told));
            }
        }
        ReportTask::Export(_) | ReportTask::ReadQr { .. } => {}
    }
}

fn add(
    store: &SharedStore,
    report: Report,
    replaced: Option<JobId>,
    by: &Actor,
    now: Timestamp,
) -> Result<JobId, ReportFault> {
    let new = NewReport {
        report,
        batch: None,
    };
    match store.add_reports(&[new], replaced, by, now) {
        Ok(jobs) => jobs
            .first()
            .copied()
            .ok_or_else(|| ReportFault::Store(explain::cases(&CaseError::NotFound))),
        Err(CaseError::KnownId(_)) => Err(ReportFault::KnownId),
        Err(error) => Err(ReportFault::Store(explain::cases(&error))),
    }
}

/// Reads the forms that were being typed.
pub(super) fn load_drafts(shared: &Shared, request: RequestId, store: &SharedStore) {
    match store.value(DRAFTS) {
        Ok(Some(json)) => shared.answer(Event::ReportDrafts { request, json }),
        Ok(None) => {}
        Err(error) => shared.answer(Event::Trouble(explain::cases(&error))),
    }
}

/// Reads the whole ledger, newest first.
pub(super) fn load(shared: &Shared, request: RequestId, store: &SharedStore) {
    let mut before = None;
    loop {
        let read = store.newest_reports(before, ROWS).and_then(|rows| {
            let is_last = rows.len() < ROWS;
            let symbols = is_last.then(|| store.symbols()).transpose()?;
            Ok((rows, symbols))
        });
        match read {
            Ok((rows, symbols)) => {
                let is_complete = symbols.is_some();
                before = rows.last().map(|row| row.id);
                shared.answer(Event::ReportsLoaded {
                    request,
                    rows,
                    symbols,
                });
                if is_complete {
                    return;
                }
            }
            Err(error) => {
                shared.answer(Event::Trouble(explain::cases(&error)));
                return;
            }
        }
    }
}

fn ledger_csv(shared: &Shared, path: &Path, ids: &[JobId]) -> Result<Told, Told> {
    let store = shared.case_store().ok_or_else(super::store::not_open)?;
    export_ledger(&store, path, ids, texts(shared), &shared.actor())
}

/// Writes these reports into a CSV file, in this order, and the export into the history. Heads are the API's names, so that a
/// program reads them, and amounts are plain. A file that is there is replaced. Gives what is told of it.
pub fn export_ledger(
    store: &SharedStore,
    path: &Path,
    ids: &[JobId],
    texts: &Texts,
    by: &Actor,
) -> Result<Told, Told> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let row = store.report(*id).map_err(|error| explain::cases(&error))?;
        rows.extend(row);
    }
    let lines = rows.iter().map(|row| cells(row, texts).to_vec());
    let csv = export::csv_of(&HEADS, lines).map_err(|error| export::not_written(&error))?;
    let count = rows.len() as u64;
    // First into the history: a file that nobody knows of must not be.
    store
        .record(None, &Deed::LedgerExported { count }, by, Timestamp::now())
        .map_err(|error| explain::cases(&error))?;
    export::write(path, &csv).map_err(|error| export::not_written(&error))?;
    Ok(Told::new("ledger-exported").arg("count", rows.len()))
}

/// Beside what belongs to every report, the fields of all three kinds by the API's names.
const HEADS: [&str; 31] = [
    "kind",
    "state",
    "reported_at",
    "changed_at",
    "staff",
    "name",
    "message",
    "dateTime",
    "user_id",
    "order_id",
    "bid_ask",
    "bid_symbol",
    "ask_symbol",
    "exec_quantity",
    "price",
    "fee",
    "maker_or_taker",
    "status",
    "transaction_id",
    "action",
    "symbol",
    "currency",
    "amount",
    "origin",
    "destination",
    "origin_bank_code",
    "origin_account_no",
    "destination_bank_code",
    "destination_account_no",
    "address",
    "previous_address",
];

fn cells(row: &LedgerRow, texts: &Texts) -> [String; 31] {
    let zone = jiff::tz::TimeZone::system();
    let form = ReportForm::of(&row.report, Notation::Plain, &zone);
    let said = row.told.as_deref().and_then(Told::from_json);
    HEADS.map(|head| match head {
        "kind" => row.report.kind().name().to_owned(),
        "state" => row.state.name().to_owned(),
        "reported_at" => export::time(row.queued_at),
        "changed_at" => export::time(row.changed_at),
        "staff" => row.staff.clone(),
        "name" => row.name.clone(),
        "message" => said
            .as_ref()
            .map(|told| told.text(texts))
            .unwrap_or_default(),
        "previous_address" => form.previous.clone().unwrap_or_default(),
        name => {
            let field = ReportField::from_api_name(row.report.kind(), name);
            field
                .map(|field| form.get(field).to_owned())
                .unwrap_or_default()
        }
    })
}
