//! Onboarding a customer: the form, sending it, and what became of it.

mod contact;
mod documents;
pub mod fields;
mod form;
mod identity;
mod liveness;
mod occupation;
mod rail;
mod review;
mod sending;
mod sent;
pub mod slots;
mod unconfirmed;

use egui::{Id, Ui};
use jiff::Timestamp;
use uuid::Uuid;

use crate::desk::State;
use crate::desk::state::Step;
use crate::domain::{Rules, Section};
use crate::ui::cx::Cx;

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    if !matches!(cx.state.onboard.step, Step::Form(_)) {
        form::left(ui);
    }
    match cx.state.onboard.step {
        Step::Form(section) => form::show(cx, ui, section),
        Step::Sending(_) => sending::show(cx, ui),
        Step::Sent(user_id) => sent::show(cx, ui, user_id),
        Step::Unconfirmed(_) => unconfirmed::show(cx, ui),
    }
}

/// What a screen after sending stands for.
#[derive(Clone, Copy, PartialEq)]
enum Arrival {
    Sent(Uuid),
    Unconfirmed(Timestamp),
}

/// Puts the focus on what comes next, once when a screen after sending is first shown.
fn arrive(cx: &Cx<'_>, ui: &Ui, here: Arrival, next: Id) {
    let key = Id::unique("arrival after sending");
    if cx.state.modal.is_some() || ui.data(|data| data.get_temp(key)) == Some(here) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(key, here));
    ui.memory_mut(|memory| memory.request_focus(next));
}

/// Id of the name of a section.
pub fn section_name(section: Section) -> &'static str {
    match section {
        Section::Identity => "onboard-section-identity",
        Section::Contact => "onboard-section-contact",
        Section::Occupation => "onboard-section-occupation",
        Section::Documents => "onboard-section-documents",
        Section::Liveness => "onboard-section-liveness",
        Section::Review => "onboard-section-review",
    }
}

/// What the form is judged by now.
pub(crate) fn rules(state: &State) -> Rules<'_> {
    Rules {
        today: state.today,
        gesture_count: state.profile().gesture_count,
        items: &state.items.lists,
    }
}
