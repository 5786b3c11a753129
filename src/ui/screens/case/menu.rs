//! What is rarely done with a case: hold, export, erase, and its job in the queue.

use egui::{Popup, Ui};

use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::state::JobState;
use crate::domain::case::Step;
use crate::domain::{CaseRow, Stage};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::size;
use crate::ui::widgets::{Button, IconButton, NavItem};

/// Width of the button.
pub(super) const WIDTH: f32 = size::FIELD;
/// Width of the opened menu.
const MENU: f32 = 248.0;

/// The button that opens the menu.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let button = IconButton::new(Icon::DOTS_THREE, &cx.t("case-more")).show(ui);
    opened(cx, &button, row);
}

/// The same as a button with words, where no other stands beside it.
pub(super) fn alone(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let more = cx.t("case-more");
    let button = Button::secondary(&more)
        .icon(Icon::DOTS_THREE)
        .full_width()
        .show(ui);
    opened(cx, &button, row);
}

fn opened(cx: &mut Cx<'_>, button: &egui::Response, row: &CaseRow) {
    let items = items(cx, row);
    Popup::menu(button).width(MENU).show(|ui| {
        for (icon, id, action) in items {
            if NavItem::new(icon, &cx.t(id)).show(ui).clicked() {
                cx.act(action);
                ui.close();
            }
        }
    });
}

/// What makes sense where the case stands.
fn items(cx: &Cx<'_>, row: &CaseRow) -> Vec<(Icon, &'static str, Action)> {
    let (id, life) = (row.id, &row.life);
    let mut items = Vec::new();
    if let Some(job) = cx.state.queue.job_of(id)
        && job.state == JobState::Waiting
    {
        let retry = Action::RetryJob(job.id);
        items.push((Icon::ARROW_CLOCKWISE, "case-menu-retry", retry));
        let cancel = Action::CancelJob(job.id);
        items.push((Icon::X_CIRCLE, "case-menu-cancel-job", cancel));
    }
    if life.allows(&Step::Hold) {
        items.push((Icon::PAUSE, "case-menu-hold", Action::AskHold(id)));
    }
    if life.on_hold && life.allows(&Step::Correct) {
        items.push((
            Icon::PENCIL_SIMPLE,
            "case-menu-correct",
            Action::CorrectCase(id),
        ));
    }
    if life.stage == Stage::Draft {
        items.push((
            Icon::X_CIRCLE,
            "case-menu-discard",
            Action::AskDiscardDraft(id),
        ));
    }
    if life.user_id.is_some() {
        items.push((
            Icon::ARROWS_LEFT_RIGHT,
            "case-menu-report",
            Action::Report(ReportAction::For(id)),
        ));
    }
    items.push((Icon::EXPORT, "case-menu-export", Action::ExportCase(id)));
    if life.allows(&Step::Erase) {
        items.push((Icon::TRASH, "case-menu-erase", Action::AskErase(id)));
    }
    items
}
