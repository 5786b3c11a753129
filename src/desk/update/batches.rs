//! Batches: a file is read, its columns are mapped, every row is judged, and only then anything is kept or sent.

mod judging;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

pub(super) use self::judging::judge;
use self::judging::{making, strangers};
use super::super::effect::{Effect, RequestId};
use super::super::explain::Told;
use super::super::state::{
    BatchAction, BatchNews, BatchRun, BatchTask, BatchVerdict, Desk, DryRun, LedgerFilter,
    OpenBatch, ReportTab, Screen, State, StoreState, TableSource, ToQueue,
};
use super::sending::CONSENT_VERSION;
use crate::domain::amount::Notation;
use crate::domain::batch::{self, BatchKind};
use crate::sheet::Table;
use crate::store::cases::BatchId;

/// The list is read again at most once in this time.
const BETWEEN: SignedDuration = SignedDuration::from_secs(1);

pub(super) fn act(desk: &mut Desk, action: BatchAction) -> Vec<Effect> {
    use BatchAction as A;
    match action {
        A::Pick => read(&mut desk.state, TableSource::Dialog),
        A::LoadPath => match typed(&desk.draft.batch_path) {
            Some(path) => read(&mut desk.state, TableSource::File(path)),
            None => Vec::new(),
        },
        A::Drop(file) => read(&mut desk.state, TableSource::Dropped(file)),
        A::Close => {
            desk.state.batches.open = None;
            desk.draft.batch_folder.clear();
            // Another batch may be in the making.
            vec![Effect::Batch(BatchTask::StopDryRun)]
        }
        A::SetKind(kind) => {
            if let Some(open) = &mut desk.state.batches.open {
                open.kind = kind;
                open.mapping = batch::propose(kind, &open.table.headers);
                open.defaults.clear();
            }
            judge(&mut desk.state)
        }
        A::SetNotation(notation) => {
            if let Some(open) = &mut desk.state.batches.open {
                open.notation = notation;
                open.notation_chosen = true;
            }
            judge(&mut desk.state)
        }
        A::SetColumn(place, column) => {
            if let Some(open) = &mut desk.state.batches.open {
                open.mapping.set(place, column);
                // An empty cell of the column is told, not filled.
                if let Some(column) = column {
                    open.defaults.remove(&column);
                }
            }
            judge(&mut desk.state)
        }
        A::SetDefault(column, value) => {
            if let Some(open) = &mut desk.state.batches.open {
                match value {
                    Some(value) => open.defaults.insert(column, value),
                    None => open.defaults.remove(&column),
                };
            }
            judge(&mut desk.state)
        }
        A::PickFolder => vec![Effect::Batch(BatchTask::PickFolder)],
        A::LoadFolder => match typed(&desk.draft.batch_folder) {
            Some(path) => use_folder(desk, path),
            None => Vec::new(),
        },
        A::SetConsent(has_consent) => {
            if let Some(open) = &mut desk.state.batches.open {
                open.has_consent = has_consent;
            }
            Vec::new()
        }
        A::KeepDoubts(are_kept) => {
            if let Some(open) = &mut desk.state.batches.open {
                open.doubts_kept = are_kept;
            }
            Vec::new()
        }
        A::DryRun => dry_run(&mut desk.state),
        A::StopDryRun => vec![Effect::Batch(BatchTask::StopDryRun)],
        A::Stop => {
            if let Some(run) = &mut desk.state.batches.run {
                run.is_stopping = true;
            }
            vec![Effect::Batch(BatchTask::Stop)]
        }
        A::Queue => queue(&mut desk.state),
        A::Continue(id) => make(&mut desk.state, id),
        A::DropRest(id) => vec![Effect::Batch(BatchTask::DropRest(id))],
        A::Results(id) => vec![Effect::Batch(BatchTask::Results(id))],
        A::Template(kind) => vec![Effect::Batch(BatchTask::Template(kind))],
        A::ShowReports(id) => {
            let filter = LedgerFilter {
                batch: Some(id),
                ..LedgerFilter::default()
            };
            desk.draft.ledger_search.clear();
            desk.state.screen = Screen::Transactions;
            desk.state.reports.tab = ReportTab::Ledger;
            let ledger = &mut desk.state.reports.ledger;
            ledger.set_search("");
            ledger.set_filter(filter);
            super::reports::entered(desk);
            Vec::new()
        }
    }
}

pub(super) fn hear(desk: &mut Desk, news: BatchNews) -> Vec<Effect> {
    match news {
        BatchNews::Read(request, result) => table_read(desk, request, result),
        BatchNews::Judged(request, verdict) => {
            if let Some(open) = &mut desk.state.batches.open
                && open.judging == Some(request)
            {
                open.judging = None;
                open.strangers = strangers(&desk.state.cases, &verdict);
                open.verdict = Some(verdict);
            }
            Vec::new()
        }
        BatchNews::Folder(path) => {
            desk.draft.batch_folder = path.display().to_string();
            use_folder(desk, path)
        }
        BatchNews::Dry(request, dry) => {
            if let Some(open) = &mut desk.state.batches.open {
                let is_its = |known: &DryRun| known.request == Some(request);
                if open.dry.as_ref().is_some_and(is_its) {
                    open.dry = Some(dry);
                }
            }
            Vec::new()
        }
        BatchNews::Queued(request, result) => queued(desk, request, result),
        BatchNews::Made(run) => {
            let is_stopping = |known: BatchRun| known.id == run.id && known.is_stopping;
            let is_stopping = desk.state.batches.run.is_some_and(is_stopping);
            desk.state.batches.run = Some(BatchRun { is_stopping, ..run });
            desk.state.batches.is_stale = true;
            Vec::new()
        }
        BatchNews::Ended(id) => {
            if desk.state.batches.run.is_some_and(|run| run.id == id) {
                desk.state.batches.run = None;
            }
            list(&mut desk.state)
        }
        BatchNews::List(request, batches) => {
            let state = &mut desk.state.batches;
            if state.loading == Some(request) {
                state.loading = None;
                state.is_read = true;
                state.list = batches;
            }
            Vec::new()
        }
        BatchNews::Changed => {
            desk.state.batches.is_stale = true;
            Vec::new()
        }
    }
}

/// Reads the list again while it is looked at and something of it changed; one question at a time.
pub(super) fn watch(state: &mut State, effects: &mut Vec<Effect>) {
    if wake(state).is_some_and(|at| at <= state.now) {
        effects.extend(list(state));
    }
}

/// When the list is read again, if it is looked at and something of it changed.
pub(super) fn wake(state: &State) -> Option<Timestamp> {
    let batches = &state.batches;
    let is_seen = state.screen == Screen::Batches && batches.open.is_none();
    let is_due = !batches.is_read || batches.is_stale;
    let is_open = matches!(state.store, StoreState::Open(_));
    if !is_seen || !is_due || !is_open || batches.loading.is_some() {
        return None;
    }
    let next = batches.asked_at.and_then(|at| at.checked_add(BETWEEN).ok());
    // A clock that was set back must not hold it up.
    Some(
        next.filter(|at| at.duration_since(state.now) <= BETWEEN)
            .unwrap_or(state.now),
    )
}

fn list(state: &mut State) -> Vec<Effect> {
    let request = state.request();
    state.batches.loading = Some(request);
    state.batches.asked_at = Some(state.now);
    state.batches.is_stale = false;
    vec![Effect::Batch(BatchTask::List(request))]
}

fn typed(path: &str) -> Option<PathBuf> {
    let path = path.trim().trim_matches('"');
    (!path.is_empty()).then(|| PathBuf::from(path))
}

fn read(state: &mut State, source: TableSource) -> Vec<Effect> {
    let request = state.request();
    state.batches.reading = Some(request);
    state.batches.error = None;
    vec![Effect::Batch(BatchTask::Read(request, source))]
}

fn table_read(
    desk: &mut Desk,
    request: RequestId,
    result: Result<Option<(String, Arc<Table>)>, Told>,
) -> Vec<Effect> {
    let state = &mut desk.state;
    if state.batches.reading != Some(request) {
        return Vec::new();
    }
    state.batches.reading = None;
    match result {
        Ok(None) => Vec::new(),
        Err(told) => {
            state.batches.error = Some(told);
            Vec::new()
        }
        Ok(Some((name, table))) => {
            desk.draft.batch_path.clear();
            desk.draft.batch_folder.clear();
            let kind = likeliest(&table.headers);
            state.batches.open = Some(OpenBatch {
                kind,
                name,
                mapping: batch::propose(kind, &table.headers),
                table,
                notation: Notation::of(state.lang()),
                notation_chosen: false,
                strangers: 0,
                defaults: batch::Defaults::new(),
                folder: None,
                verdict: None,
                judging: None,
                queueing: None,
                has_consent: false,
                doubts_kept: false,
                dry: None,
                error: None,
            });
            judge(state)
        }
    }
}

/// The kind for which a column is found for most of what it needs.
fn likeliest(headers: &[String]) -> BatchKind {
    let share = |kind: &BatchKind| {
        let columns = batch::columns(*kind);
        let mapping = batch::propose(*kind, headers);
        let found = columns.iter().filter(|c| mapping.place(**c).is_some());
        found.count() * 1000 / columns.len().max(1)
    };
    BatchKind::ALL
        .into_iter()
        .max_by_key(share)
        .unwrap_or(BatchKind::Fiat)
}

fn use_folder(desk: &mut Desk, path: PathBuf) -> Vec<Effect> {
    if let Some(open) = &mut desk.state.batches.open {
        open.folder = Some(path);
    }
    judge(&mut desk.state)
}

/// What is put into the queue, if it may be.
fn to_queue(state: &State) -> Option<ToQueue> {
    let open = state.batches.open.as_ref()?;
    let verdict: &Arc<BatchVerdict> = open.verdict.as_ref()?;
    if verdict.good == 0 || state.batches.queueing.is_some() {
        return None;
    }
    Some(ToQueue {
        kind: open.kind,
        name: open.name.clone(),
        table: Arc::clone(&open.table),
        verdict: Arc::clone(verdict),
        consent: open.has_consent.then_some((CONSENT_VERSION, state.now)),
        making: making(state),
    })
}

fn dry_run(state: &mut State) -> Vec<Effect> {
    let Some(task) = to_queue(state) else {
        return Vec::new();
    };
    let request = state.request();
    if let Some(open) = &mut state.batches.open {
        open.dry = Some(DryRun {
            request: Some(request),
            of: task.verdict.good,
            ..DryRun::default()
        });
    }
    vec![Effect::Batch(BatchTask::DryRun(request, Box::new(task)))]
}

fn queue(state: &mut State) -> Vec<Effect> {
    let Some(task) = to_queue(state) else {
        return Vec::new();
    };
    if task.kind == BatchKind::Register && task.consent.is_none() {
        return Vec::new();
    }
    let is_open = |open: &OpenBatch| open.needs_notation() || open.open_doubts() > 0;
    if state.batches.open.as_ref().is_some_and(is_open) {
        return Vec::new();
    }
    let request = state.request();
    state.batches.queueing = Some((request, task.kind));
    if let Some(open) = &mut state.batches.open {
        open.queueing = Some(request);
        open.error = None;
    }
    vec![Effect::Batch(BatchTask::Queue(request, Box::new(task)))]
}

fn queued(desk: &mut Desk, request: RequestId, result: Result<BatchId, Told>) -> Vec<Effect> {
    let batches = &mut desk.state.batches;
    let is_its = |(known, _): &(RequestId, BatchKind)| *known == request;
    // The kind that was queued: that of the open file may be another by now.
    let Some((_, kind)) = batches.queueing.take_if(|queueing| is_its(queueing)) else {
        return Vec::new();
    };
    let open = batches.open.as_mut();
    let open = open.filter(|open| open.queueing == Some(request));
    match result {
        Err(told) => {
            let Some(open) = open else {
                super::shell::toast(&mut desk.state, told, true);
                return Vec::new();
            };
            open.queueing = None;
            // An id may have become known meanwhile: with what is known now, the next try can succeed.
            let effects = judge(&mut desk.state);
            if let Some(open) = &mut desk.state.batches.open {
                open.error = Some(told);
            }
            effects
        }
        Ok(id) => {
            if open.is_some() {
                batches.open = None;
                desk.draft.batch_folder.clear();
            }
            let mut effects = list(&mut desk.state);
            super::shell::toast(&mut desk.state, Told::new("batch-queued"), false);
            if kind == BatchKind::Register {
                effects.extend(make(&mut desk.state, id));
            }
            effects
        }
    }
}

/// Makes the customers of a batch who are not made yet; one batch at a time.
fn make(state: &mut State, id: BatchId) -> Vec<Effect> {
    if state.batches.run.is_some() {
        super::shell::toast(state, Told::new("batch-one-at-a-time"), true);
        return Vec::new();
    }
    state.batches.run = Some(BatchRun {
        id,
        done: 0,
        of: 0,
        is_stopping: false,
    });
    vec![Effect::Batch(BatchTask::Make(id, making(state)))]
}

/// Another profile: nothing of the one before stays.
pub(super) fn leave_profile(desk: &mut Desk) -> Vec<Effect> {
    desk.state.batches = super::super::state::Batches::default();
    desk.draft.batch_path.clear();
    desk.draft.batch_folder.clear();
    let stops = [BatchTask::Stop, BatchTask::StopDryRun];
    stops.map(Effect::Batch).into()
}
