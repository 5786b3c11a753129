//! Onboarding a customer: the form, sending it, and what became of it.

mod arrive;
mod changes;
mod contact;
mod documents;
pub mod fields;
mod following;
mod footer;
mod form;
mod header;
mod identity;
mod level2;
mod liveness;
mod notices;
mod occupation;
mod rail;
mod review;
pub mod slots;
mod start;

use egui::Ui;

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
        Step::Start => start::show(cx, ui),
        Step::Form(section) => form::show(cx, ui, section),
        Step::Following(_) => following::show(cx, ui),
        Step::Level2(_) => level2::show(cx, ui),
    }
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
