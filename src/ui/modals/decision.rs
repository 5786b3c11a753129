//! What a person knows: an unconfirmed request arrived, or how level 2 ended.

use egui::{Context, Id};

use super::hold;
use crate::desk::Action;
use crate::desk::update::case::typed_user_id;
use crate::domain::{CaseId, CaseRow, Level2, Stage};
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Message, Modal, TextField, modal_footer, text};

/// Shows the question that fits where the case stands.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, case: CaseId) {
    let state = cx.state;
    let Some(row) = state.cases.get(case) else {
        cx.act(Action::CloseModal);
        return;
    };
    if row.life.stage == Stage::Approved {
        level2(cx, ctx, row);
    } else {
        arrived(cx, ctx, row);
    }
}

/// The registration arrived; its id, if it is known.
fn arrived(cx: &mut Cx<'_>, ctx: &Context, row: &CaseRow) {
    let id = Id::unique("user id of what arrived");
    let (title, close) = (cx.t("case-arrived-title"), cx.t("modal-close"));
    let needs_id = row.life.stage == Stage::Pending;
    let has_id = row.life.user_id.is_some();
    let typed = typed_user_id(&cx.draft.user_id);
    let dialog = Modal::new("arrived", &title, &close).focus(id).keep();
    let answer = dialog.show(ctx, |ui| {
        let body = if has_id {
            cx.t("case-arrived-body-update")
        } else {
            cx.t("case-arrived-body")
        };
        text::body(ui, &body);
        let wrong = cx.t("case-arrived-wrong-id");
        let mut submitted = false;
        if !has_id {
            let (label, helper) = (cx.t("case-arrived-id"), cx.t("case-arrived-id-helper"));
            let message = if typed.is_err() {
                Message::Error(&wrong)
            } else {
                Message::Helper(&helper)
            };
            submitted = TextField::new(&label, &mut cx.draft.user_id)
                .id(id)
                .message(message)
                .show(ui)
                .submitted;
        }
        let missing = needs_id && typed == Ok(None);
        let blocked = match &typed {
            Err(_) => Some(wrong),
            Ok(_) if missing => Some(cx.t("case-arrived-missing-id")),
            Ok(_) => None,
        };
        let (yes, no) = modal_footer(ui, |ui| {
            let record = cx.t("case-arrived-yes");
            let button = Button::primary(&record).disabled(blocked.as_deref());
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
        cx.act(Action::RecordArrived(row.id));
    } else if no || answer.close {
        cx.act(Action::CloseModal);
    }
}

/// Level 2 was approved or rejected, or at least arrived.
fn level2(cx: &mut Cx<'_>, ctx: &Context, row: &CaseRow) {
    let id = Id::unique("reason of a level 2 rejection");
    let (title, close) = (cx.t("case-decision-title"), cx.t("modal-close"));
    let is_unconfirmed = row.life.level2 == Level2::Unconfirmed;
    let dialog = Modal::new("decision", &title, &close)
        .focus(id)
        .width(560.0)
        .keep();
    let answer = dialog.show(ctx, |ui| {
        text::body(ui, &cx.t("case-decision-body"));
        let (_, blocked) = hold::reason_field(cx, ui, id);
        if blocked.is_some() {
            text::helper(ui, &cx.t("case-decision-reason"));
        }
        modal_footer(ui, |ui| {
            let words = [
                cx.t("case-decision-approved"),
                cx.t("case-decision-rejected"),
                cx.t("case-decision-arrived"),
                cx.t("modal-cancel"),
            ];
            let mut asked = None;
            if Button::primary(&words[0]).show(ui).clicked() {
                asked = Some(Action::RecordLevel2(row.id, true));
            }
            let rejected = Button::danger(&words[1]).disabled(blocked.as_deref());
            if rejected.show(ui).clicked() {
                asked = Some(Action::RecordLevel2(row.id, false));
            }
            if is_unconfirmed && Button::secondary(&words[2]).show(ui).clicked() {
                asked = Some(Action::RecordArrived(row.id));
            }
            if Button::secondary(&words[3]).show(ui).clicked() {
                asked = Some(Action::CloseModal);
            }
            asked
        })
    });
    match answer.inner {
        Some(action) => cx.act(action),
        None if answer.close => cx.act(Action::CloseModal),
        None => {}
    }
}
