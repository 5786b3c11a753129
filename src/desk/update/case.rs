//! One case: its details, its documents, and what a reviewer does with it.

use std::sync::Arc;

use uuid::Uuid;

use super::super::action::Action;
use super::super::effect::{CaseTask, Effect, RequestId};
use super::super::engine::EngineCommand;
use super::super::event::Event;
use super::super::explain::Told;
use super::super::state::{
    CaseDetail, Desk, JobState, Modal, OpenCase, State, Step, Viewer, ViewerSide,
};
use crate::domain::case::Step as LifeStep;
use crate::domain::reason::{self, Concern};
use crate::domain::{CaseId, CaseRow, Doc, KycStatus, Level2, Section, Stage};
use crate::photo::Rgba;
use crate::store::cases::StatusNews;

/// What a look at the whole identity number is called in the history.
const ID_NUMBER: &str = "id_number";

pub(super) fn act(desk: &mut Desk, action: Action) -> Vec<Effect> {
    match action {
        Action::CorrectCase(case) => super::drafts::correct(desk, case),
        Action::AskHold(case) => ask(desk, Modal::Hold(case)),
        Action::AskErase(case) => ask(desk, Modal::Erase(case)),
        Action::AskRecordDecision(case) => ask(desk, Modal::RecordDecision(case)),
        Action::AskSendCaseAgain(case) => ask(desk, Modal::SendCaseAgain(case)),
        Action::Hold(case) => hold(desk, case),
        Action::Release(case) => step(case, LifeStep::Release, String::new()),
        Action::Erase(case) => erase(desk, case),
        Action::RevealIdNumber(case) => reveal(desk, case),
        Action::AddNote(case) => note(desk, case),
        Action::ExportCase(case) => vec![Effect::Case(CaseTask::Export(case))],
        Action::ViewDocument(case, doc) => view(desk, case, doc),
        Action::ShowDocument { doc, beside } => show(desk, doc, beside),
        Action::AskStatus(case) => vec![Effect::Engine(EngineCommand::AskNow(case))],
        Action::AskAllStatuses => vec![Effect::Engine(EngineCommand::AskAll)],
        Action::RecordLevel2(case, is_approved) => record_level2(desk, case, is_approved),
        Action::RecordArrived(case) => record_arrived(desk, case),
        Action::SendCaseAgain(case) => send_again(desk, case),
        Action::OpenLevel2(_)
        | Action::PickDocument(_)
        | Action::LoadDocumentPath(_)
        | Action::DropDocuments(..)
        | Action::RemoveDocument(_)
        | Action::LeaveLevel2
        | Action::SendLevel2 => super::level2::act(desk, action),
        _ => Vec::new(),
    }
}

pub(super) fn hear(desk: &mut Desk, event: Event) -> Vec<Effect> {
    match event {
        Event::CaseLoaded { request, result } => loaded(desk, request, result),
        Event::DocumentReady { request, result } => document_ready(desk, request, result),
        Event::DocumentSeen { request, small } => super::level2::seen(desk, request, small),
        Event::DocumentLoaded { request, result } => super::level2::loaded(desk, request, result),
        Event::PollFailed { case, told } => {
            if let Some(open) = opened(&mut desk.state, case) {
                open.poll_error = Some(told);
            }
            Vec::new()
        }
        Event::Polled { case, next_at } => {
            let now = desk.state.now;
            if let Some(open) = opened(&mut desk.state, case) {
                open.poll_error = None;
                open.polled_at = Some(now);
                open.next_at = next_at;
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The case beside the list, if it is this one.
fn opened(state: &mut State, case: CaseId) -> Option<&mut OpenCase> {
    state.open_case.as_mut().filter(|open| open.id == case)
}

/// Opens a dialog with nothing typed in it.
fn ask(desk: &mut Desk, modal: Modal) -> Vec<Effect> {
    desk.draft.reason.clear();
    desk.draft.user_id.clear();
    desk.state.modal = Some(modal);
    Vec::new()
}

fn step(case: CaseId, step: LifeStep, reason: String) -> Vec<Effect> {
    vec![Effect::Case(CaseTask::Step(case, step, reason))]
}

/// The reason in the draft, which then is empty; `None` if there is none.
fn take_reason(desk: &mut Desk) -> Option<String> {
    let reason = desk.draft.reason.trim().to_owned();
    if reason.is_empty() {
        return None;
    }
    desk.draft.reason.clear();
    desk.state.modal = None;
    Some(reason)
}

fn hold(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    take_reason(desk).map_or_else(Vec::new, |reason| step(case, LifeStep::Hold, reason))
}

/// Erases a customer's data; what of them is on the screen goes first, unkept.
fn erase(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    let Some(reason) = take_reason(desk) else {
        return Vec::new();
    };
    if desk.state.onboard.case == Some(case) {
        super::form::clear(desk);
        super::drafts::start_or_form(desk);
    }
    if let Some(open) = opened(&mut desk.state, case) {
        open.detail = None;
        open.is_revealed = false;
        desk.draft.note.clear();
    }
    vec![Effect::Case(CaseTask::Erase(case, reason))]
}

fn reveal(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    let Some(open) = opened(&mut desk.state, case) else {
        return Vec::new();
    };
    open.is_revealed = !open.is_revealed;
    if !open.is_revealed {
        return Vec::new();
    }
    let viewed = CaseTask::Viewed(case, vec![ID_NUMBER.to_owned()]);
    let mut effects = vec![Effect::Case(viewed)];
    effects.extend(read_again(&mut desk.state, case));
    effects
}

fn note(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    let text = desk.draft.note.trim().to_owned();
    if text.is_empty() {
        return Vec::new();
    }
    desk.draft.note.clear();
    vec![Effect::Case(CaseTask::Note(case, text))]
}

/// What a person knows of level 2. A rejection needs its reason.
fn record_level2(desk: &mut Desk, case: CaseId, is_approved: bool) -> Vec<Effect> {
    if is_approved {
        desk.draft.reason.clear();
        desk.state.modal = None;
        return level2_status(desk, case, KycStatus::Approved, None);
    }
    match take_reason(desk) {
        Some(reason) => level2_status(desk, case, KycStatus::Rejected, Some(reason)),
        None => Vec::new(),
    }
}

fn level2_status(
    desk: &Desk,
    id: CaseId,
    status: KycStatus,
    reason: Option<String>,
) -> Vec<Effect> {
    let news = StatusNews {
        id,
        level: 2,
        status,
        reason,
        since: None,
        name: None,
        email: None,
        at: desk.state.now,
        source: "person",
    };
    vec![Effect::Case(CaseTask::Status(Box::new(news)))]
}

/// What was typed as a user id: none, one, or something else.
pub fn typed_user_id(typed: &str) -> Result<Option<Uuid>, uuid::Error> {
    match typed.trim() {
        "" => Ok(None),
        typed => Uuid::try_parse(typed).map(Some),
    }
}

/// An unconfirmed request arrived, a person says.
fn record_arrived(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    let Some(life) = desk.state.cases.get(case).map(|row| row.life.clone()) else {
        return Vec::new();
    };
    if life.stage != Stage::Unconfirmed && life.level2 == Level2::Unconfirmed {
        desk.state.modal = None;
        return level2_status(desk, case, KycStatus::Pending, None);
    }
    let Ok(user_id) = typed_user_id(&desk.draft.user_id) else {
        return Vec::new();
    };
    desk.draft.user_id.clear();
    desk.state.modal = None;
    let mut effects = step(case, LifeStep::Arrived(user_id), String::new());
    if user_id.or(life.user_id).is_some() {
        effects.push(Effect::Engine(EngineCommand::AskNow(case)));
    }
    effects
}

/// Sends an unconfirmed request again: a person decided so.
fn send_again(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    desk.state.modal = None;
    let mut jobs = desk.state.queue.news.jobs.iter();
    let job = jobs.find(|job| job.case == Some(case) && job.state == JobState::Unconfirmed);
    if let Some(job) = job {
        return vec![Effect::Case(CaseTask::SendAgain(job.id))];
    }
    super::shell::toast(&mut desk.state, Told::new("case-no-job"), true);
    Vec::new()
}

fn loaded(
    desk: &mut Desk,
    request: RequestId,
    result: Result<Box<CaseDetail>, Told>,
) -> Vec<Effect> {
    let Some(open) = &mut desk.state.open_case else {
        return Vec::new();
    };
    if open.loading != Some(request) {
        return Vec::new();
    }
    open.loading = None;
    match result {
        Ok(detail) => {
            let id = open.id;
            open.detail = Some(detail);
            open.error = None;
            // It was seen.
            let is_unread = desk.state.cases.get(id).is_some_and(|row| row.is_unread);
            if is_unread {
                return vec![Effect::Case(CaseTask::MarkRead(id))];
            }
        }
        Err(told) => open.error = Some(told),
    }
    Vec::new()
}

/// A case changed; if it is open, its details are read anew.
pub(super) fn changed(desk: &mut Desk, row: &CaseRow) -> Vec<Effect> {
    read_again(&mut desk.state, row.id).into_iter().collect()
}

fn read_again(state: &mut State, case: CaseId) -> Option<Effect> {
    opened(state, case)?;
    let request = state.request();
    opened(state, case)?.loading = Some(request);
    Some(Effect::LoadCase { request, case })
}

/// One side of the viewer, and the work that decodes its document.
fn side(state: &mut State, case: CaseId, doc: Doc) -> (ViewerSide, Option<Effect>) {
    let request = state.request();
    let side = ViewerSide {
        doc,
        request,
        picture: None,
        error: None,
    };
    (side, Some(Effect::ShowDocument { request, case, doc }))
}

fn view(desk: &mut Desk, case: CaseId, doc: Doc) -> Vec<Effect> {
    let (left, effect) = side(&mut desk.state, case, doc);
    desk.state.modal = Some(Modal::Documents(Viewer {
        case,
        left,
        right: None,
    }));
    effect.into_iter().collect()
}

/// Shows a document at a side of the viewer. At the right, the one that is there already goes.
fn show(desk: &mut Desk, doc: Doc, beside: bool) -> Vec<Effect> {
    let Some(Modal::Documents(viewer)) = &desk.state.modal else {
        return Vec::new();
    };
    let mut viewer = viewer.clone();
    let right = viewer.right.as_ref().map(|right| right.doc);
    let mut effect = None;
    if beside && right == Some(doc) {
        viewer.right = None;
    } else if beside {
        let (right, work) = side(&mut desk.state, viewer.case, doc);
        viewer.right = Some(right);
        effect = work;
    } else if viewer.left.doc != doc {
        let (left, work) = side(&mut desk.state, viewer.case, doc);
        viewer.left = left;
        effect = work;
    }
    desk.state.modal = Some(Modal::Documents(viewer));
    effect.into_iter().collect()
}

fn document_ready(
    desk: &mut Desk,
    request: RequestId,
    result: Result<Arc<Rgba>, Told>,
) -> Vec<Effect> {
    let Some(Modal::Documents(viewer)) = &mut desk.state.modal else {
        return Vec::new();
    };
    let mut sides = std::iter::once(&mut viewer.left).chain(viewer.right.as_mut());
    let Some(side) = sides.find(|side| side.request == request) else {
        return Vec::new();
    };
    match result {
        Ok(picture) => side.picture = Some(picture),
        Err(told) => side.error = Some(told),
    }
    // The look at it is in the history now.
    let case = viewer.case;
    read_again(&mut desk.state, case).into_iter().collect()
}

/// A case's form was opened: what the server blamed is marked while it still is as it was sent. `is_fresh` if it was just
/// taken into correction: then the form opens where the reason leads.
pub(super) fn form_opened(desk: &mut Desk, row: &CaseRow, is_fresh: bool) {
    let is_open = matches!(desk.state.onboard.step, Step::Form(_));
    if !is_open || row.life.stage != Stage::Correction || row.reason.is_empty() {
        return;
    }
    let blamed = reason::blamed(&row.reason);
    let changed = super::drafts::changed_fields(desk);
    let (step, focus, jump) = {
        let onboard = &desk.state.onboard;
        (onboard.step, onboard.focus, onboard.last_jump)
    };
    if let Some((field, message)) = blamed.filter(|(field, _)| !changed.contains(field)) {
        super::sending::blame(desk, Some(field.api_name()), message.to_owned(), None);
    }
    if !is_fresh {
        let onboard = &mut desk.state.onboard;
        (onboard.step, onboard.focus, onboard.last_jump) = (step, focus, jump);
        return;
    }
    // Where it was left is where it was sent: the first section is the better beginning.
    let lead = reason::concern(&row.reason).unwrap_or(Concern {
        section: Section::Identity,
        field: None,
    });
    let onboard = &mut desk.state.onboard;
    onboard.step = Step::Form(lead.section);
    onboard.focus = lead
        .field
        .or_else(|| super::form::first_field(lead.section));
    onboard.last_field = onboard.focus;
}
