//! Asks why a customer's data are erased, and says what goes and what stays.

use egui::{Context, Id};

use super::hold;
use crate::desk::Action;
use crate::domain::{CaseId, Stage};
use crate::ui::cx::Cx;
use crate::ui::status;
use crate::ui::widgets::{Banner, Button, Modal, Tone, modal_footer, text};

/// Shows the question.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, case: CaseId) {
    let Some(row) = cx.state.cases.get(case) else {
        cx.act(Action::CloseModal);
        return;
    };
    let name = status::name(row, cx.tr);
    // The vendor's copy is not ours to erase.
    let is_known = row.life.user_id.is_some() || row.life.stage == Stage::Unconfirmed;
    let id = Id::unique("reason of an erasure");
    let (title, close) = (cx.t("case-erase-title"), cx.t("modal-close"));
    let dialog = Modal::new("erase", &title, &close).focus(id).keep();
    let answer = dialog.show(ctx, |ui| {
        text::body(ui, &cx.tf("case-erase-body", &[("name", name.into())]));
        text::body(ui, &cx.t("case-erase-stays"));
        if is_known {
            Banner::new(Tone::Warning, &cx.t("case-erase-vendor")).show(ui);
        }
        // Enter does not erase: it must be said with the button.
        let (_, blocked) = hold::reason_field(cx, ui, id);
        modal_footer(ui, |ui| {
            let erase = cx.t("case-erase-yes");
            let button = Button::danger(&erase).disabled(blocked.as_deref());
            let yes = button.show(ui).clicked();
            (
                yes,
                Button::secondary(&cx.t("modal-cancel")).show(ui).clicked(),
            )
        })
    });
    let (yes, no) = answer.inner;
    if yes {
        cx.act(Action::Erase(case));
    } else if no || answer.close {
        cx.act(Action::CloseModal);
    }
}
