//! Reports about customers: the forms, what is sent, and what a person decides of it.

mod forms;

use jiff::{SignedDuration, Timestamp};

use super::super::action::ReportAction;
use super::super::effect::{CaseTask, Effect, ReportTask, RequestId};
use super::super::event::Event;
use super::super::explain::Told;
use super::super::state::{
    Desk, Modal, OpenReport, ReportFault, ReportTab, Screen, State, StoreState,
};
use super::addresses;
use crate::domain::report::{ReportIssue, ReportProblem, check, check_field, tidy};
use crate::domain::{ReportField, ReportKind};
use crate::store::cases::{JobId, LedgerRow};

/// What is typed is kept after this, in crash or not.
const KEEP_AFTER: SignedDuration = SignedDuration::from_millis(450);

pub(super) fn act(desk: &mut Desk, action: ReportAction) -> Vec<Effect> {
    use ReportAction as A;
    match action {
        A::ShowTab(tab) => {
            desk.state.reports.tab = tab;
            refresh(&mut desk.state);
            keep(desk)
        }
        A::SetKind(kind) => {
            // The customer who is in front of the person stays.
            let before = desk.state.reports.kind;
            let customer = desk
                .draft
                .reports
                .of(before)
                .get(ReportField::UserId)
                .to_owned();
            let form = desk.draft.reports.of(kind);
            if form.get(ReportField::UserId).is_empty() && !customer.is_empty() {
                form.set(ReportField::UserId, customer);
                touched(&mut desk.state);
            }
            desk.state.reports.kind = kind;
            keep(desk)
        }
        A::Edited(kind, field) => {
            edited(desk, kind, field);
            Vec::new()
        }
        A::Blurred(kind, field) => {
            blurred(desk, kind, field);
            keep(desk)
        }
        A::Set(kind, field, value) => {
            forms::set(desk, kind, field, value);
            keep(desk)
        }
        A::FocusOn(kind, field) => {
            form_state(&mut desk.state, kind).focus = Some(field);
            Vec::new()
        }
        A::Focused(kind) => {
            form_state(&mut desk.state, kind).focus = None;
            Vec::new()
        }
        A::KeepDoubts(kind, is_kept) => {
            forms::tidy_all(desk, kind);
            let form = desk.draft.reports.of(kind).clone();
            let doubts = desk.state.doubts(&form, desk.draft.reports.corrects(kind));
            form_state(&mut desk.state, kind).doubts_kept = is_kept.then_some((form, doubts));
            Vec::new()
        }
        A::Clear(kind) => {
            forms::clear(desk, kind);
            keep(desk)
        }
        A::BringBack(kind) => {
            if desk.draft.reports.bring_back(kind) {
                desk.state.reports.forms.remove(&kind);
                touched(&mut desk.state);
            }
            keep(desk)
        }
        A::Send(kind) => send(desk, kind),
        A::For(customer) => {
            forms::report_for(desk, customer);
            keep(desk)
        }
        A::Open(id) => open(&mut desk.state, id),
        A::Correct(id) => {
            forms::correct(desk, id);
            keep(desk)
        }
        A::SendAgain(id) => decide(desk, Effect::Case(CaseTask::SendAgain(id))),
        A::Settle(id, arrived) => decide(desk, Effect::Report(ReportTask::Settle(id, arrived))),
        A::Drop(id) => decide(desk, Effect::Case(CaseTask::Cancel(id))),
        A::SearchChanged => {
            let ledger = &mut desk.state.reports.ledger;
            ledger.set_search(&desk.draft.ledger_search);
            refresh(&mut desk.state);
            Vec::new()
        }
        A::SetFilter(filter) => {
            desk.state.reports.ledger.set_filter(filter);
            refresh(&mut desk.state);
            Vec::new()
        }
        A::ShowPlot(plot) => {
            desk.state.reports.ledger.plot = plot;
            Vec::new()
        }
        A::Export => {
            let shown = desk.state.reports.ledger.shown().to_vec();
            if shown.is_empty() {
                return Vec::new();
            }
            vec![Effect::Report(ReportTask::Export(shown))]
        }
        A::NewAddress(_)
        | A::ChangeAddress(..)
        | A::ShowQr(_)
        | A::PasteQr(_)
        | A::PickQr(_)
        | A::DropQr(..) => addresses::act(desk, action),
    }
}

pub(super) fn hear(desk: &mut Desk, event: Event) -> Vec<Effect> {
    match event {
        Event::ReportsLoaded {
            request,
            rows,
            symbols,
        } => {
            if desk.state.store_request != Some(request) {
                return Vec::new();
            }
            let now = desk.state.now;
            let reports = &mut desk.state.reports;
            reports.twins.take(&rows, now);
            reports.ledger.take(rows);
            let is_complete = symbols.is_some();
            if let Some(symbols) = symbols {
                reports.ledger.is_complete = true;
                reports.symbols = symbols;
            }
            refresh(&mut desk.state);
            if is_complete {
                // A file that was opened before knew only some of it.
                super::batches::judge(&mut desk.state)
            } else {
                Vec::new()
            }
        }
        Event::ReportsChanged(rows) => changed(desk, rows),
        Event::ReportDrafts { request, json } => {
            if desk.state.store_request == Some(request) {
                let lang = desk.state.lang();
                desk.draft.reports.take_json(&json, lang);
            }
            Vec::new()
        }
        Event::Reported {
            request,
            kind,
            result,
        } => reported(desk, request, kind, result),
        Event::ReportOpened { request, result } => {
            let Some(open) = &mut desk.state.reports.ledger.open else {
                return Vec::new();
            };
            if open.loading == Some(request) {
                open.loading = None;
                match result {
                    Ok(attempts) => open.attempts = attempts,
                    Err(told) => open.error = Some(told),
                }
            }
            Vec::new()
        }
        Event::QrRead {
            request,
            kind,
            result,
        } => addresses::qr_read(desk, request, kind, result),
        _ => Vec::new(),
    }
}

/// Another profile: nothing of the one before stays on the screen. What is being typed is kept in its store, which is open still.
pub(super) fn leave_profile(desk: &mut Desk) -> Vec<Effect> {
    let effects = keep(desk);
    let zone = desk.state.reports.zone.clone();
    desk.state.reports = super::super::state::Reports {
        zone,
        tab: desk.state.reports.tab,
        kind: desk.state.reports.kind,
        ..super::super::state::Reports::default()
    };
    desk.draft.reports = super::super::state::ReportDrafts::default();
    desk.draft.ledger_search.clear();
    desk.draft.customer.clear();
    effects
}

pub(super) fn form_state(
    state: &mut State,
    kind: ReportKind,
) -> &mut super::super::state::FormState {
    state.reports.forms.entry(kind).or_default()
}

/// Brings the ledger up to date while it is looked at.
fn refresh(state: &mut State) {
    if state.screen == Screen::Transactions && state.reports.tab == ReportTab::Ledger {
        let reports = &mut state.reports;
        reports.ledger.refresh(&reports.zone);
    }
}

pub(super) fn entered(desk: &mut Desk) {
    refresh(&mut desk.state);
}

pub(super) fn edited(desk: &mut Desk, kind: ReportKind, field: ReportField) {
    touched(&mut desk.state);
    let state = form_state(&mut desk.state, kind);
    state.error = None;
    // What became of the report before belongs to the form before.
    state.last = None;
    // What the server said was of the value before.
    let is_server = |problem: &ReportProblem| {
        matches!(problem.issue, ReportIssue::Server(_) | ReportIssue::KnownId)
    };
    state
        .problems
        .retain(|problem| problem.field != field || !is_server(problem));
    if state.touched.contains(&field) {
        judge(desk, kind);
    }
}

pub(super) fn blurred(desk: &mut Desk, kind: ReportKind, field: ReportField) {
    let value = desk.draft.reports.of(kind).value_mut(field);
    let tidied = tidy(field, value);
    if *value != tidied {
        *value = tidied;
    }
    touched(&mut desk.state);
    // A field that was only passed through says nothing yet.
    let is_empty = desk.draft.reports.of(kind).get(field).is_empty();
    let state = form_state(&mut desk.state, kind);
    if !is_empty {
        state.touched.insert(field);
    }
    judge(desk, kind);
}

/// Judges the fields that were left. What the server said stays until its field changes.
fn judge(desk: &mut Desk, kind: ReportKind) {
    let rules = desk.state.report_rules();
    let form = desk.draft.reports.of(kind);
    let state = desk.state.reports.forms.entry(kind).or_default();
    let mut problems: Vec<ReportProblem> = ReportField::of(kind)
        .iter()
        .filter(|field| state.touched.contains(field))
        .filter_map(|field| check_field(form, &rules, *field))
        .collect();
    for kept in &state.problems {
        let is_server = matches!(kept.issue, ReportIssue::Server(_) | ReportIssue::KnownId);
        if is_server && !problems.iter().any(|problem| problem.field == kept.field) {
            problems.push(kept.clone());
        }
    }
    state.problems = problems;
}

/// The forms changed: they are kept soon, whether or not anything else happens.
pub(super) fn touched(state: &mut State) {
    state.reports.unkept.get_or_insert(state.now);
}

/// When the forms must be kept; `None` if they are, or cannot be yet.
pub(super) fn due(state: &State) -> Option<Timestamp> {
    if !matches!(state.store, StoreState::Open(_)) {
        return None;
    }
    let since = state.reports.unkept?.min(state.now);
    since.checked_add(KEEP_AFTER).ok()
}

/// Keeps the forms if it is time.
pub(super) fn keep_due(desk: &mut Desk) -> Vec<Effect> {
    if due(&desk.state).is_some_and(|at| at <= desk.state.now) {
        keep(desk)
    } else {
        Vec::new()
    }
}

/// Writes down what was typed, so that it outlives a crash. Not before the forms of the last time are here: it takes their place.
pub(super) fn keep(desk: &mut Desk) -> Vec<Effect> {
    if !matches!(desk.state.store, StoreState::Open(_)) {
        return Vec::new();
    }
    if desk.state.reports.unkept.take().is_none() {
        return Vec::new();
    }
    let json = desk.draft.reports.to_json(desk.state.lang());
    vec![Effect::Report(ReportTask::KeepDrafts(json))]
}

/// Puts a report into the queue, or goes to the first field in its way.
fn send(desk: &mut Desk, kind: ReportKind) -> Vec<Effect> {
    forms::tidy_all(desk, kind);
    let rules = desk.state.report_rules();
    let form = desk.draft.reports.of(kind).clone();
    let checked = check(&form, &rules);
    let replaced = desk.draft.reports.corrects(kind);
    let is_doubtful = desk.state.is_doubtful(&form, replaced);
    let request = desk.state.request();
    let state = form_state(&mut desk.state, kind);
    if state.sending.is_some() {
        return Vec::new();
    }
    state.error = None;
    match checked {
        Err(problems) => {
            state.focus = problems.first().map(|problem| problem.field);
            state.touched = ReportField::of(kind).iter().copied().collect();
            state.problems = problems;
            Vec::new()
        }
        // The screen asks for it; this is for a key that comes between.
        Ok(_) if is_doubtful => Vec::new(),
        Ok(report) => {
            state.problems.clear();
            state.sending = Some(request);
            state.sent = Some(form);
            vec![Effect::Report(ReportTask::Report {
                request,
                report: Box::new(report),
                replaced,
            })]
        }
    }
}

fn reported(
    desk: &mut Desk,
    request: RequestId,
    kind: ReportKind,
    result: Result<JobId, ReportFault>,
) -> Vec<Effect> {
    let state = form_state(&mut desk.state, kind);
    if state.sending != Some(request) {
        return Vec::new();
    }
    state.sending = None;
    let sent = state.sent.take();
    match result {
        Ok(job) => {
            // What had to make room for a correction comes back.
            let was_correction = desk.draft.reports.corrects(kind).is_some();
            forms::fresh(desk, kind, sent.as_ref());
            if was_correction {
                desk.draft.reports.bring_back(kind);
            } else {
                desk.draft.reports.forget_cleared(kind);
            }
            let state = form_state(&mut desk.state, kind);
            state.last = Some(job);
            state.focus = ReportField::of(kind).get(1).copied();
            let mut effects = keep(desk);
            effects.push(Effect::Engine(super::super::engine::EngineCommand::Kick));
            if kind.is_address() {
                super::shell::toast(&mut desk.state, Told::new("report-queued"), false);
                if matches!(desk.state.modal, Some(Modal::Address(_))) {
                    desk.state.modal = None;
                }
            }
            effects
        }
        Err(ReportFault::KnownId) => {
            let field = ReportField::of(kind)
                .iter()
                .copied()
                .find(|field| field.is_own_id());
            if let Some(field) = field {
                let issue = ReportIssue::KnownId;
                state.problems.push(ReportProblem { field, issue });
                state.focus = Some(field);
            }
            Vec::new()
        }
        Err(ReportFault::Store(told)) => {
            state.error = Some(told);
            Vec::new()
        }
    }
}

fn open(state: &mut State, id: JobId) -> Vec<Effect> {
    let request = state.request();
    state.reports.ledger.open = Some(OpenReport {
        id,
        loading: Some(request),
        attempts: Vec::new(),
        error: None,
    });
    state.modal = Some(Modal::Report(id));
    vec![Effect::Report(ReportTask::Open { request, id })]
}

fn decide(desk: &mut Desk, effect: Effect) -> Vec<Effect> {
    desk.state.modal = None;
    vec![effect]
}

fn changed(desk: &mut Desk, rows: Vec<LedgerRow>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for row in &rows {
        let symbols = &mut desk.state.reports.symbols;
        for symbol in row.report.symbols() {
            if !symbols.iter().any(|known| known == symbol) {
                symbols.push(symbol.to_owned());
            }
        }
        // The attempts of the one that is looked at are read again.
        let open = desk.state.reports.ledger.open.as_ref();
        if open.is_some_and(|open| open.id == row.id)
            && desk.state.modal == Some(Modal::Report(row.id))
        {
            effects = open_again(&mut desk.state, row.id);
        }
    }
    let now = desk.state.now;
    desk.state.reports.twins.take(&rows, now);
    desk.state.reports.ledger.take(rows);
    refresh(&mut desk.state);
    effects
}

fn open_again(state: &mut State, id: JobId) -> Vec<Effect> {
    let request = state.request();
    if let Some(open) = &mut state.reports.ledger.open {
        open.loading = Some(request);
    }
    vec![Effect::Report(ReportTask::Open { request, id })]
}
