//! A request was sent and no answer came: the facts, and the three ways out. Nothing here sends by itself.

use egui::Ui;

use super::attempts;
use super::fact::fact;
use crate::desk::Action;
use crate::desk::explain::Told;
use crate::desk::state::{Attempt, OpenCase};
use crate::domain::{CaseRow, JobKind, Stage};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Tone};

/// Shows the facts and the ways out.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow, open: &OpenCase) {
    let of_level2 = row.life.stage != Stage::Unconfirmed;
    let meaning = match (of_level2, row.life.user_id) {
        (true, _) => cx.t("case-unconfirmed-level2"),
        (false, Some(_)) => cx.t("case-unconfirmed-update"),
        (false, None) => cx.t("case-unconfirmed-register"),
    };
    let title = cx.t("case-unconfirmed");
    Banner::new(Tone::Warning, &meaning).title(&title).show(ui);
    let mut attempts = open.detail.iter().flat_map(|detail| &detail.attempts);
    let is_of = |attempt: &&Attempt| (attempt.kind == JobKind::Level2) == of_level2;
    if let Some(attempt) = attempts.rfind(is_of) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            facts(cx, ui, attempt);
        });
    }
    ways(cx, ui, row, of_level2);
}

/// When it was sent, how much left, what came back.
fn facts(cx: &Cx<'_>, ui: &mut Ui, attempt: &Attempt) {
    let now = cx.state.now;
    let at = attempt.started_at;
    let ago = format::duration(now.duration_since(at), cx.tr);
    let args = [("time", format::short(at, now).into()), ("ago", ago.into())];
    let came_back = attempt.told.as_deref().and_then(Told::from_json);
    // Without its hint: that may say to try again, which is not to be said lightly here.
    let came_back = came_back.map_or_else(|| cx.t("case-fact-nothing"), |told| told.text(cx.tr));
    let rows = [
        (cx.t("case-fact-sent"), cx.tf("case-fact-when", &args)),
        (
            cx.t("case-fact-bytes"),
            attempts::amount(cx, attempt.sent_bytes, attempt.total_bytes),
        ),
        (cx.t("case-fact-came-back"), came_back),
    ];
    for (label, value) in rows {
        fact(ui, &label, &value);
    }
}

fn ways(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow, of_level2: bool) {
    let arrived = if of_level2 {
        cx.t("case-record-decision")
    } else {
        cx.t("case-arrived")
    };
    let again = cx.t("case-send-again");
    let mut asked = None;
    if Button::primary(&arrived).full_width().show(ui).clicked() {
        asked = Some(Action::AskRecordDecision(row.id));
    }
    let button = Button::secondary(&again).icon(Icon::PAPER_PLANE_TILT);
    if button.full_width().show(ui).clicked() {
        asked = Some(Action::AskSendCaseAgain(row.id));
    }
    let (correct, action) = if of_level2 {
        (cx.t("case-other-documents"), Action::OpenLevel2(row.id))
    } else {
        (cx.t("case-correct-form"), Action::CorrectCase(row.id))
    };
    let button = Button::secondary(&correct).icon(Icon::PENCIL_SIMPLE);
    if button.full_width().show(ui).clicked() {
        asked = Some(action);
    }
    cx.actions.extend(asked);
}
