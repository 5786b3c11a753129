//! The server refused it: why, and that nothing came of it.

use egui::Ui;

use super::super::fields::reason_text;
use super::{open_job, told};
use crate::domain::CaseRow;
use crate::ui::answer;
use crate::ui::cx::Cx;
use crate::ui::status;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Banner, Card, text};

/// Shows it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let told = told(open_job(cx.state, row.id));
    let reason = row.reason.trim();
    let title = match &told {
        Some(told) => told.text(cx.tr),
        None => cx.t("refused-title"),
    };
    let words = match (reason, &told) {
        ("", Some(told)) => told.hint_text(cx.tr).unwrap_or_default(),
        ("", None) => cx.t("status-no-reason"),
        (reason, _) => reason_text(cx, reason),
    };
    Banner::new(Tone::Danger, &words).title(&title).show(ui);
    let look = status::look(row, cx.tr);
    let (title, subtitle) = (super::submission(cx, row), cx.t("refused-subtitle"));
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .pill_right(look.pill())
        .show(ui, |ui| {
            let Some(told) = told else {
                return;
            };
            if let Some(hint) = told.hint_text(cx.tr) {
                ui.add_space(space::XS);
                text::body(ui, &hint);
            }
            answer::show(cx, ui, &told);
        });
}
