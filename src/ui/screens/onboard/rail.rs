//! The sections beside the form, each with how far it is.

use egui::Ui;

use super::{notices, section_name};
use crate::desk::Action;
use crate::domain::problem::Issue;
use crate::domain::sections::{SectionState, section_state};
use crate::domain::{Problem, Section, Severity};
use crate::ui::cx::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{RailItem, RailState};

/// Shows the sections; a click goes there.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui, here: Section) {
    let onboard = &cx.state.onboard;
    let problems: Vec<Problem> = onboard
        .server_problems
        .iter()
        .chain(&onboard.problems)
        .cloned()
        .collect();
    let concerned = notices::concerned(cx);
    ui.spacing_mut().item_spacing.y = space::XS / 2.0;
    for section in Section::ALL {
        let state = section_state(&cx.draft.form, &problems, &onboard.shown, section);
        let (state, state_name) = match state {
            SectionState::Untouched => (RailState::Empty, cx.t("onboard-state-empty")),
            SectionState::Incomplete => (RailState::Incomplete, cx.t("onboard-state-incomplete")),
            SectionState::Done => (RailState::Done, cx.t("onboard-state-done")),
            SectionState::Problems(count) => (
                RailState::Problems(count),
                cx.tf("onboard-problems", &[("count", count.into())]),
            ),
        };
        let is_reason = concerned == Some(section);
        // What came back because of this section is not "complete", whatever the rules say of it.
        let (state, state_name) = match state {
            RailState::Problems(_) if is_reason => (state, reason(cx, &state_name)),
            _ if is_reason => (RailState::Problems(1), reason(cx, "")),
            _ => (state, state_name),
        };
        let has_error = problems.iter().any(|problem| {
            let is_shown =
                onboard.shown.contains(&problem.field) || matches!(problem.issue, Issue::Server(_));
            is_shown
                && problem.field.section() == section
                && problem.issue.severity() == Severity::Error
        });
        let tone = if has_error || is_reason {
            Tone::Danger
        } else {
            Tone::Warning
        };
        let name = cx.t(section_name(section));
        let item = RailItem::new(state, &name)
            .selected(section == here)
            .tone(tone)
            .state_name(&state_name);
        if item.show(ui).clicked() {
            cx.act(Action::ShowSection(section));
        }
    }
}

/// The state of a section that the vendor's reason concerns.
fn reason(cx: &Cx<'_>, state: &str) -> String {
    let reason = cx.t("onboard-rail-reason");
    if state.is_empty() {
        reason
    } else {
        format!("{state}, {reason}")
    }
}
