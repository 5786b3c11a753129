//! It was sent, and no answer came: the facts, and what a person can do. Nothing here sends by itself.

use egui::Ui;

use super::sending::amount;
use super::{open_job, told};
use crate::desk::Action;
use crate::domain::{CaseRow, mask};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Banner, Button, Card, Fact, text};

/// Width of what a way is for, before its button.
const WAY: f32 = 240.0;

/// Shows it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let (title, meaning) = (cx.t("unconfirmed-title"), cx.t("unconfirmed-meaning"));
    Banner::new(Tone::Warning, &meaning).title(&title).show(ui);
    let title = cx.t("unconfirmed-facts");
    Card::new().title(&title).show(ui, |ui| {
        ui.add_space(space::S);
        ui.spacing_mut().item_spacing.y = space::XS;
        facts(cx, ui, row);
    });
    let (title, ask) = (cx.t("unconfirmed-ways"), cx.t("unconfirmed-way-ask"));
    Card::new().title(&title).subtitle(&ask).show(ui, |ui| {
        ui.add_space(space::S);
        ui.spacing_mut().item_spacing.y = space::S;
        ways(cx, ui, row);
    });
}

fn facts(cx: &Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let now = cx.state.now;
    let job = open_job(cx.state, row.id);
    if let Some(at) = job.and_then(|job| job.sent_at) {
        let ago = format::duration(now.duration_since(at), cx.tr);
        let sent = cx.tf(
            "unconfirmed-when",
            &[("time", format::short(at, now).into()), ("ago", ago.into())],
        );
        Fact::new(&cx.t("unconfirmed-at"), &sent)
            .show(ui)
            .on_hover_text(format::utc(at));
    }
    if let Some(job) = job.filter(|job| job.total_bytes > 0) {
        let bytes = amount(cx, job.sent_bytes, job.total_bytes);
        Fact::new(&cx.t("unconfirmed-bytes"), &bytes).show(ui);
    }
    if let Some(told) = told(job) {
        // Without its hint: that may say to try again, which is not for this case to say lightly.
        Fact::new(&cx.t("unconfirmed-came-back"), &told.text(cx.tr)).show(ui);
    }
    if !row.id_number.is_empty() {
        let masked = mask::id_number(&row.id_number);
        Fact::new(&cx.t("unconfirmed-identity"), &masked).show(ui);
    }
    if !row.email.is_empty() {
        Fact::new(&cx.t("unconfirmed-email"), &row.email)
            .copyable(&cx.t("unconfirmed-copy-email"))
            .show(ui);
    }
}

/// What to do, by what the vendor says.
fn ways(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let ways = [
        (
            cx.t("unconfirmed-way-yes"),
            cx.t("unconfirmed-arrived"),
            Action::AskRecordDecision(row.id),
        ),
        (
            cx.t("unconfirmed-way-no"),
            cx.t("unconfirmed-again"),
            Action::AskSendCaseAgain(row.id),
        ),
        (
            cx.t("unconfirmed-way-wrong"),
            cx.t("unconfirmed-correct"),
            Action::CorrectCase(row.id),
        ),
    ];
    for (way, button, action) in ways {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let (rect, _) = ui.allocate_exact_size(
                egui::vec2(WAY, crate::ui::theme::size::FIELD),
                egui::Sense::hover(),
            );
            let mut left = ui.new_child(
                egui::UiBuilder::new()
                    .max_rect(rect)
                    .layout(egui::Layout::left_to_right(egui::Align::Center)),
            );
            text::body(&mut left, &way);
            if Button::secondary(&button).show(ui).clicked() {
                cx.act(action);
            }
        });
    }
}
