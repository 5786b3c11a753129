//! Asks why a case is put on hold.

use egui::{Context, Id};

use crate::desk::Action;
use crate::domain::CaseId;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Message, Modal, TextField, modal_footer, text};

/// Most characters of a reason.
pub(super) const MAX_REASON_CHARS: usize = 200;

/// Shows the question.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, case: CaseId) {
    let id = Id::unique("reason of a hold");
    let (title, close) = (cx.t("case-hold-title"), cx.t("modal-close"));
    let dialog = Modal::new("hold", &title, &close).focus(id).keep();
    let answer = dialog.show(ctx, |ui| {
        text::body(ui, &cx.t("case-hold-body"));
        let (submitted, blocked) = reason_field(cx, ui, id);
        let (yes, no) = modal_footer(ui, |ui| {
            let hold = cx.t("case-hold-yes");
            let button = Button::primary(&hold).disabled(blocked.as_deref());
            let yes = button.show(ui).clicked();
            (
                yes,
                Button::secondary(&cx.t("modal-cancel")).show(ui).clicked(),
            )
        });
        (yes || (submitted && blocked.is_none()), no)
    });
    let (yes, no) = answer.inner;
    if yes {
        cx.act(Action::Hold(case));
    } else if no || answer.close {
        cx.act(Action::CloseModal);
    }
}

/// The field for a reason. Gives whether Enter was pressed, and why the reason will not do.
pub(super) fn reason_field(cx: &mut Cx<'_>, ui: &mut egui::Ui, id: Id) -> (bool, Option<String>) {
    let written = cx.draft.reason.trim().chars().count();
    let limit = [("max", MAX_REASON_CHARS.into()), ("got", written.into())];
    let (label, helper) = (cx.t("case-reason"), cx.t("case-reason-helper"));
    let too_long = (written > MAX_REASON_CHARS).then(|| cx.tf("case-reason-too-long", &limit));
    let message = too_long
        .as_deref()
        .map_or(Message::Helper(&helper), Message::Error);
    let field = TextField::new(&label, &mut cx.draft.reason)
        .id(id)
        .message(message)
        .show(ui);
    let missing = (written == 0).then(|| cx.t("case-reason-missing"));
    (field.submitted, missing.or(too_long))
}
