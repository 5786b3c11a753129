//! Sending a registration, and what comes of it.

use uuid::Uuid;

use super::super::action::Action;
use super::super::effect::{Effect, RequestId};
use super::super::event::RegisterEnd;
use super::super::explain::Told;
use super::super::state::{
    Connection, Consent, Customer, Desk, Happened, Modal, Phase, Poll, Screen, Sending, SentFacts,
    Step, TimelineEntry, Unconfirmed,
};
use crate::domain::problem::Issue;
use crate::domain::{Field, Problem, Section, mask};

/// Version of the consent text in `review-consent-text`.
pub const CONSENT_VERSION: u32 = 1;

pub(super) fn act(desk: &mut Desk, action: &Action) -> Vec<Effect> {
    match action {
        Action::ConsentChanged => {
            let now = desk.state.now;
            desk.state.onboard.consent_at = desk.draft.consent.then_some(now);
        }
        Action::Send if desk.state.onboard.maybe_registered => {
            desk.state.modal = Some(Modal::SendAgain);
        }
        Action::Send if matches!(desk.state.onboard.step, Step::Form(_)) => return send(desk),
        Action::CancelSend => return cancel(desk),
        Action::AskSendAgain => desk.state.modal = Some(Modal::SendAgain),
        Action::SendAgain
            if matches!(
                desk.state.onboard.step,
                Step::Form(_) | Step::Unconfirmed(_)
            ) =>
        {
            desk.state.modal = None;
            return send(desk);
        }
        Action::BackToForm if matches!(desk.state.onboard.step, Step::Unconfirmed(_)) => {
            desk.state.onboard.step = Step::Form(Section::Review);
        }
        Action::NextCustomer => next_customer(desk),
        _ => {}
    }
    Vec::new()
}

/// An empty form; asks first if the one on the screen would be lost.
fn next_customer(desk: &mut Desk) {
    desk.state.screen = Screen::Onboard;
    if matches!(desk.state.onboard.step, Step::Sending(_)) {
        return;
    }
    if super::shell::unsaved(desk) {
        desk.state.modal = Some(Modal::ClearForm);
    } else {
        super::form::clear(desk);
    }
}

/// Sends the form once it is whole and agreed to. Nothing happens if something is missing but that it is shown.
fn send(desk: &mut Desk) -> Vec<Effect> {
    super::form::reveal_all(desk);
    let staff = desk.draft.staff.trim().to_owned();
    let Some(consent_at) = desk.state.onboard.consent_at.filter(|_| desk.draft.consent) else {
        return Vec::new();
    };
    if staff.is_empty() || !matches!(desk.state.connection, Connection::Ready { .. }) {
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
    let request = desk.state.request();
    let onboard = &mut desk.state.onboard;
    onboard.banner = None;
    onboard.server_problems.clear();
    onboard.attempts += 1;
    onboard.step = Step::Sending(Sending {
        request,
        phase: Phase::Preparing,
        sent_bytes: 0,
        total_bytes: 0,
        started_at: desk.state.now,
        cancelling: false,
        consent: Consent {
            version: CONSENT_VERSION,
            at: consent_at,
            staff: staff.clone(),
        },
    });
    let mut effects = vec![Effect::Register {
        request,
        application: Box::new(application),
    }];
    if desk.state.settings.staff_name != staff {
        desk.state.settings.staff_name = staff;
        effects.push(Effect::SaveSettings(desk.state.settings.clone()));
    }
    effects
}

fn cancel(desk: &mut Desk) -> Vec<Effect> {
    let Step::Sending(sending) = &mut desk.state.onboard.step else {
        return Vec::new();
    };
    sending.cancelling = true;
    vec![Effect::CancelRegister {
        request: sending.request,
    }]
}

pub(super) fn progress(
    desk: &mut Desk,
    request: RequestId,
    sent_bytes: u64,
    total_bytes: u64,
) -> Vec<Effect> {
    if let Step::Sending(sending) = &mut desk.state.onboard.step
        && sending.request == request
    {
        sending.sent_bytes = sending.sent_bytes.max(sent_bytes);
        sending.total_bytes = total_bytes;
        sending.phase = if sending.sent_bytes < total_bytes {
            Phase::Uploading
        } else {
            Phase::Waiting
        };
    }
    Vec::new()
}

pub(super) fn registered(desk: &mut Desk, request: RequestId, end: RegisterEnd) -> Vec<Effect> {
    let Step::Sending(sending) = &desk.state.onboard.step else {
        return Vec::new();
    };
    if sending.request != request {
        return Vec::new();
    }
    let sending = sending.clone();
    match end {
        RegisterEnd::Accepted(user_id) => accepted(desk, &sending, user_id),
        RegisterEnd::NotDone {
            told,
            field,
            message,
        } => {
            not_done(desk, told, field, message);
            Vec::new()
        }
        RegisterEnd::Unknown(told) => {
            desk.state.onboard.maybe_registered = true;
            desk.state.onboard.step = Step::Unconfirmed(Unconfirmed {
                sent_at: sending.started_at,
                sent_bytes: sending.sent_bytes,
                total_bytes: sending.total_bytes,
                told,
            });
            Vec::new()
        }
    }
}

/// A worker is gone, perhaps the one that was sending: then nobody knows the outcome.
pub(super) fn worker_crashed(desk: &mut Desk) {
    if let Step::Sending(sending) = &desk.state.onboard.step {
        let request = sending.request;
        let told = Told::new("error-worker-stopped");
        registered(desk, request, RegisterEnd::Unknown(told));
    }
}

fn accepted(desk: &mut Desk, sending: &Sending, user_id: Uuid) -> Vec<Effect> {
    let profile = desk.state.profile().clone();
    let customer = customer(desk, sending, user_id);
    let listed = desk
        .state
        .customers
        .entry(profile.name.clone())
        .or_default();
    // A sandbox that was told to give an id twice must not list one customer twice.
    listed.retain(|known| known.user_id != user_id);
    listed.insert(0, customer);
    super::form::clear(desk);
    desk.state.onboard.focus = None;
    desk.state.onboard.step = Step::Sent(user_id);
    let mut effects = super::customers::ask_due(&mut desk.state);
    if !profile.is_training() {
        effects.push(Effect::NoteRegistered {
            profile: profile.name,
            user_id,
        });
    }
    effects
}

fn customer(desk: &Desk, sending: &Sending, user_id: Uuid) -> Customer {
    let now = desk.state.now;
    let form = &desk.draft.form;
    let staff = sending.consent.staff.clone();
    let mut timeline = vec![TimelineEntry {
        at: sending.consent.at,
        what: Happened::ConsentGiven {
            version: sending.consent.version,
            staff: staff.clone(),
        },
    }];
    timeline.extend(
        super::form::kept(desk)
            .into_iter()
            .map(|(key, reason)| TimelineEntry {
                at: sending.started_at,
                what: Happened::WarningKept { key, reason },
            }),
    );
    timeline.push(TimelineEntry {
        at: sending.started_at,
        what: Happened::Signed,
    });
    timeline.push(TimelineEntry {
        at: now,
        what: Happened::Accepted {
            attempt: desk.state.onboard.attempts,
            staff: staff.clone(),
        },
    });
    Customer {
        user_id,
        name: Some(form.get(Field::Name).to_owned()),
        email: Some(form.get(Field::Email).to_owned()),
        id_masked: Some(mask::id_number(form.get(Field::IdNumber))),
        staff: Some(staff),
        registered_at: now,
        status: None,
        reject_reason: None,
        since: None,
        poll: Poll::starting(now),
        sent: Some(SentFacts {
            pictures: form.pictures.len(),
            bytes: sending.total_bytes,
            secs: now.duration_since(sending.started_at).as_secs_f64(),
        }),
        timeline,
    }
}

fn not_done(desk: &mut Desk, told: Told, field: Option<&str>, message: String) {
    let onboard = &mut desk.state.onboard;
    // After a sending without an answer, the customer whom the server knows is most likely this one.
    let told = if onboard.maybe_registered && told.id == "error-duplicate" {
        Told::new("error-duplicate-own").hint("error-duplicate-own-hint")
    } else {
        told
    };
    let field = field.and_then(Field::from_api_name);
    if let Some(field) = field {
        onboard.server_problems.push(Problem {
            field,
            issue: Issue::Server(message),
        });
        onboard.focus = Some(field);
        onboard.last_jump = Some(field);
    }
    onboard.step = Step::Form(field.map_or(Section::Review, Field::section));
    onboard.banner = Some(told);
}
