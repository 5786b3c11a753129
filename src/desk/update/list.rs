//! The list of customers: which are shown, in which order, and which is open.

use uuid::Uuid;

use super::super::action::Action;
use super::super::effect::{CaseTask, Effect, RequestId};
use super::super::event::Event;
use super::super::state::{Desk, Modal, OpenCase, Screen, State, Step};
use crate::domain::{CaseId, CaseRow};

pub(super) fn act(desk: &mut Desk, action: &Action) -> Vec<Effect> {
    let state = &mut desk.state;
    match *action {
        Action::SearchChanged => state.cases.set_search(&desk.draft.search),
        Action::SetView(view) => state.cases.set_view(view),
        Action::SortBy(column) => state.cases.sort_by(column),
        Action::SetNarrow(ref narrow) => state.cases.set_narrow(narrow.clone()),
        Action::OpenCase(case) => return open(state, case),
        Action::StepCase(by) => {
            let from = state.open_case.as_ref().map(|open| open.id);
            if let Some(next) = state.cases.step(from, by) {
                return open(state, next);
            }
        }
        Action::CloseCase => {
            state.open_case = None;
        }
        Action::AskExportList if state.cases.shown_len() > 0 => {
            state.modal = Some(Modal::ExportList);
        }
        Action::ExportList { masked } => {
            state.modal = None;
            let cases: Vec<CaseId> = state.cases.shown_ids().collect();
            if !cases.is_empty() {
                return vec![Effect::Case(CaseTask::ExportList { cases, masked })];
            }
        }
        Action::AskAddCustomer => {
            desk.draft.user_id.clear();
            state.modal = Some(Modal::AddCustomer);
        }
        Action::AddCustomer => return add(desk),
        _ => {}
    }
    Vec::new()
}

pub(super) fn hear(desk: &mut Desk, event: Event) -> Vec<Effect> {
    match event {
        Event::CasesLoaded {
            request,
            rows,
            is_complete,
        } => loaded(desk, request, rows, is_complete),
        Event::CasesChanged(rows) => changed(desk, rows),
        _ => Vec::new(),
    }
}

fn loaded(
    desk: &mut Desk,
    request: RequestId,
    rows: Vec<CaseRow>,
    is_complete: bool,
) -> Vec<Effect> {
    if desk.state.store_request != Some(request) {
        return Vec::new();
    }
    desk.state.cases.take(rows);
    desk.state.cases.is_complete |= is_complete;
    super::drafts::start_or_form(desk);
    Vec::new()
}

fn changed(desk: &mut Desk, rows: Vec<CaseRow>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for row in &rows {
        effects.extend(super::sending::followed(desk, row));
        effects.extend(super::case::changed(desk, row));
        effects.extend(super::queue::changed(desk, row));
    }
    desk.state.cases.take(rows);
    effects
}

/// Opens a case beside the list. Somebody has looked at it then.
pub(super) fn open(state: &mut State, case: CaseId) -> Vec<Effect> {
    state.screen = Screen::Customers;
    let is_open = |open: &OpenCase| open.id == case && open.error.is_none();
    if state.open_case.as_ref().is_some_and(is_open) {
        return Vec::new();
    }
    state.cases.visited(case);
    let request = state.request();
    state.open_case = Some(OpenCase::new(case, request));
    let mut effects = vec![Effect::LoadCase { request, case }];
    if state.cases.get(case).is_some_and(|row| row.is_unread) {
        effects.push(Effect::Case(CaseTask::MarkRead(case)));
    }
    effects
}

/// Adds the customer whose user id was typed; one who is listed is opened instead.
fn add(desk: &mut Desk) -> Vec<Effect> {
    // The dialog says what is wrong with an id that cannot be read.
    let Ok(user_id) = Uuid::try_parse(desk.draft.user_id.trim()) else {
        return Vec::new();
    };
    desk.draft.user_id.clear();
    desk.state.modal = None;
    let known = desk.state.cases.by_user_id(user_id).map(|row| row.id);
    match known {
        Some(case) => open(&mut desk.state, case),
        None => vec![Effect::Case(CaseTask::AddElsewhere(user_id))],
    }
}

/// The case on the screen, whose status is asked for often.
pub(super) fn watched(state: &State) -> Option<CaseId> {
    match (state.screen, state.onboard.step) {
        (Screen::Onboard, Step::Following(case)) => Some(case),
        (Screen::Customers, _) => state.open_case.as_ref().map(|open| open.id),
        _ => None,
    }
}
