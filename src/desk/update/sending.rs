//! Sending the form on the screen: judged, checked for duplicates, frozen, put into the queue; then what becomes of it.

use super::super::action::Action;
use super::super::effect::{Effect, RequestId};
use super::super::event::Event;
use super::super::explain::Told;
use super::super::state::{Asked, Desk, Modal, Screen, Step, StoreState};
use crate::domain::problem::Issue;
use crate::domain::{CaseId, CaseRow, Doc, Field, Frozen, Problem, Section, Stage};
use crate::store::cases::{Duplicate, Freeze, JobId};

/// Version of the consent text in `review-consent-text`.
pub const CONSENT_VERSION: u32 = 1;

pub(super) fn act(desk: &mut Desk, action: &Action) -> Vec<Effect> {
    match action {
        Action::ConsentChanged => {
            let now = desk.state.now;
            desk.state.onboard.consent_at = desk.draft.consent.then_some(now);
            Vec::new()
        }
        Action::Send if can_send(desk) => check(desk),
        Action::SendDespiteDuplicates if can_send(desk) => {
            desk.state.modal = None;
            freeze(desk)
        }
        Action::CancelSend => cancel(desk),
        Action::NextCustomer => next_customer(desk),
        Action::NewForm => new_form(desk),
        _ => Vec::new(),
    }
}

pub(super) fn hear(desk: &mut Desk, event: Event) -> Vec<Effect> {
    match event {
        Event::Duplicates { request, found } => checked(desk, request, found),
        Event::Queued { case, result } => queued(desk, case, result),
        _ => Vec::new(),
    }
}

fn can_send(desk: &Desk) -> bool {
    matches!(desk.state.onboard.step, Step::Form(_)) && !desk.state.onboard.is_freezing
}

/// The next customer: after one that was sent, what is unfinished is offered first; else an empty form.
fn next_customer(desk: &mut Desk) -> Vec<Effect> {
    let was_sent = matches!(
        desk.state.onboard.step,
        Step::Following(_) | Step::Level2(_)
    );
    let effects = new_form(desk);
    if was_sent {
        desk.state.onboard.asked_new = false;
        super::drafts::start_or_form(desk);
    }
    effects
}

/// An empty form; what was on the screen is kept.
fn new_form(desk: &mut Desk) -> Vec<Effect> {
    desk.state.screen = Screen::Onboard;
    let effects = super::drafts::leave(desk);
    super::form::clear(desk);
    desk.state.onboard.asked_new = true;
    effects
}

/// Looks for duplicates once the form is whole and agreed to. Nothing happens if something is missing but that it is shown.
/// All of the form is kept by now.
fn check(desk: &mut Desk) -> Vec<Effect> {
    super::form::reveal_all(desk);
    let staff = desk.draft.staff.trim();
    let is_agreed = desk.draft.consent && desk.state.onboard.consent_at.is_some();
    let is_open = matches!(desk.state.store, StoreState::Open(_));
    let has_blame = !desk.state.onboard.server_problems.is_empty();
    if !is_agreed || staff.is_empty() || !is_open || has_blame {
        return Vec::new();
    }
    let application = match super::form::parse(desk) {
        Ok(application) => application,
        Err(problems) => {
            desk.state.onboard.step = Step::Form(Section::Review);
            desk.state.onboard.problems = problems;
            return Vec::new();
        }
    };
    let Some(case) = desk.state.onboard.case else {
        return Vec::new();
    };
    let request = desk.state.request();
    desk.state.onboard.checking = Some(request);
    vec![Effect::FindDuplicates {
        request,
        case,
        frozen: Box::new(Frozen::of(&application)),
    }]
}

fn checked(desk: &mut Desk, request: RequestId, found: Vec<Duplicate>) -> Vec<Effect> {
    if desk.state.onboard.checking != Some(request) {
        return Vec::new();
    }
    desk.state.onboard.checking = None;
    let row = desk.state.onboard.case;
    let row = row.and_then(|case| desk.state.cases.get(case));
    let is_known = row.is_some_and(|row| row.life.maybe_registered);
    if found.is_empty() && !is_known && !super::drafts::is_unchanged(desk) {
        return freeze(desk);
    }
    desk.state.modal = Some(Modal::Duplicates(found));
    Vec::new()
}

/// Freezes the form and puts it into the queue.
fn freeze(desk: &mut Desk) -> Vec<Effect> {
    let (Ok(application), Some(case), Some(consent_at)) = (
        super::form::parse(desk),
        desk.state.onboard.case,
        desk.state.onboard.consent_at,
    ) else {
        return Vec::new();
    };
    // What changed since it was kept is where the person is, and that has no meaning any more.
    let mut effects: Vec<Effect> = super::drafts::save(desk).into_iter().collect();
    desk.state.onboard.is_freezing = true;
    let staff = if desk.state.managed.is_locked("staff_name") {
        desk.state.settings.staff_name.clone()
    } else {
        desk.draft.staff.trim().to_owned()
    };
    let documents = application.pictures().map(Doc::Picture).collect();
    desk.state.onboard.banner = None;
    desk.state.onboard.server_problems.clear();
    effects.push(Effect::Freeze(Box::new(Freeze {
        id: case,
        at: desk.state.now,
        staff: staff.clone(),
        frozen: Some(Frozen::of(&application)),
        documents,
        consent: Some((CONSENT_VERSION, consent_at)),
    })));
    if desk.state.settings.staff_name != staff {
        desk.state.settings.staff_name = staff;
        effects.push(Effect::SaveSettings(desk.state.settings.clone()));
    }
    effects
}

fn queued(desk: &mut Desk, case: CaseId, result: Result<JobId, Told>) -> Vec<Effect> {
    let is_here = desk.state.onboard.case == Some(case);
    match result {
        Ok(_) if is_here => {
            super::drafts::follow(desk, case);
            Vec::new()
        }
        Ok(_) => Vec::new(),
        Err(told) if is_here => {
            desk.state.onboard.is_freezing = false;
            desk.state.onboard.banner = Some(told);
            Vec::new()
        }
        Err(told) => {
            super::shell::toast(&mut desk.state, told, true);
            Vec::new()
        }
    }
}

/// Stops the request under way, or takes the case out of the queue before it left.
fn cancel(desk: &mut Desk) -> Vec<Effect> {
    let Step::Following(case) = desk.state.onboard.step else {
        return Vec::new();
    };
    super::queue::cancel_case(&desk.state, case)
}

/// The case that is followed changed.
pub(super) fn followed(desk: &mut Desk, row: &CaseRow) -> Vec<Effect> {
    if desk.state.onboard.step != Step::Following(row.id) || desk.state.onboard.loading.is_some() {
        return Vec::new();
    }
    match row.life.stage {
        // Taken out of the queue: back to the form.
        Stage::Draft | Stage::Correction => vec![super::drafts::read(desk, row.id)],
        // The person who just sent it is at hand: straight to what the server blames. Whoever looks at something else
        // meanwhile finds it refused.
        Stage::Refused if desk.state.screen == Screen::Onboard && desk.state.modal.is_none() => {
            let before = desk.state.cases.get(row.id);
            let was_sent =
                |before: &CaseRow| matches!(before.life.stage, Stage::Ready | Stage::Sending);
            if before.is_some_and(was_sent) {
                super::drafts::correct(desk, row.id)
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}

/// The status of the case that is followed was asked for.
pub(super) fn asked(desk: &mut Desk, event: &Event) {
    let now = desk.state.now;
    let onboard = &mut desk.state.onboard;
    let Step::Following(followed) = onboard.step else {
        return;
    };
    match event {
        Event::Polled { case, next_at } if *case == followed => {
            onboard.asked = Asked {
                answered_at: Some(now),
                next_at: *next_at,
                error: None,
            };
        }
        Event::PollFailed { case, told } if *case == followed => {
            onboard.asked.error = Some(told.clone());
            onboard.asked.next_at = None;
        }
        _ => {}
    }
}

/// Marks what the server blamed, when a refused case is opened again.
pub(super) fn blame(desk: &mut Desk, field: Option<&str>, message: String, told: Option<Told>) {
    let onboard = &mut desk.state.onboard;
    if let Some(field) = field.and_then(Field::from_api_name) {
        onboard.server_problems.push(Problem {
            field,
            issue: Issue::Server(message),
        });
        onboard.focus = Some(field);
        onboard.last_jump = Some(field);
        onboard.step = Step::Form(field.section());
    }
    onboard.banner = told;
}
