//! Questions with two answers, and the notice of an internal fault.

use egui::{Context, Id};

use crate::desk::Action;
use crate::desk::state::Modal as Shown;
use crate::domain::CaseId;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, CopyText, Modal, modal_footer, text};
use crate::ui::{format, status};

/// What a question says, and what its answer does.
struct Question {
    title: &'static str,
    body: String,
    confirm: &'static str,
    action: Action,
}

fn question(cx: &Cx<'_>, modal: &Shown) -> Option<Question> {
    let named = |id, name: &str| cx.tf(id, &[("name", name.into())]);
    Some(match modal {
        Shown::DiscardDraft(case) => Question {
            title: "case-discard-title",
            body: discard_body(cx, *case),
            confirm: "case-discard-yes",
            action: Action::DiscardDraft(*case),
        },
        Shown::SendCaseAgain(case) => Question {
            title: "case-again-title",
            body: again_body(cx, *case),
            confirm: "case-again-yes",
            action: Action::SendCaseAgain(*case),
        },
        Shown::FillSample => Question {
            title: "confirm-sample-title",
            body: cx.t("confirm-sample-body"),
            confirm: "confirm-sample-yes",
            action: Action::FillSampleAnyway,
        },
        Shown::Quit => Question {
            title: "drafts-quit-title",
            body: cx.t("drafts-quit-body"),
            confirm: "drafts-quit-yes",
            action: Action::Quit,
        },
        Shown::RemoveProfile(name) => Question {
            title: "confirm-remove-title",
            body: named("confirm-remove-body", name),
            confirm: "confirm-remove-yes",
            action: Action::RemoveProfile(name.clone()),
        },
        Shown::SetAside => Question {
            title: "set-aside-title",
            body: cx.t("set-aside-body"),
            confirm: "set-aside-yes",
            action: Action::SetAside,
        },
        _ => return None,
    })
}

/// Whose draft it is, and since when.
fn discard_body(cx: &Cx<'_>, case: CaseId) -> String {
    let Some(row) = cx.state.cases.get(case) else {
        return cx.t("case-discard-body");
    };
    let age = cx.state.now.duration_since(row.created_at);
    let args = [
        ("name", status::name(row, cx.tr).into()),
        ("age", format::duration(age, cx.tr).into()),
    ];
    cx.tf("case-discard-named", &args)
}

/// What may happen if it is sent again.
fn again_body(cx: &Cx<'_>, case: CaseId) -> String {
    let life = cx.state.cases.get(case).map(|row| &row.life);
    match life {
        // An update or level 2 sent twice changes the customer twice to the same.
        Some(life) if life.user_id.is_some() => cx.t("case-again-body-known"),
        _ => cx.t("case-again-body"),
    }
}

/// Shows a question, or the notice of an internal fault.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, modal: &Shown) {
    if let Shown::Crashed { report } = modal {
        crashed(cx, ctx, &report.display().to_string());
        return;
    }
    let Some(question) = question(cx, modal) else {
        return;
    };
    // Enter must not destroy anything: the focus begins on the answer that keeps all.
    let cancel = Id::unique("cancel of a question");
    let answer = Modal::new(question.title, &cx.t(question.title), &cx.t("modal-close"))
        .focus(cancel)
        .show(ctx, |ui| {
            text::body(ui, &question.body);
            modal_footer(ui, |ui| {
                let yes = Button::danger(&cx.t(question.confirm)).show(ui).clicked();
                let no = Button::secondary(&cx.t("modal-cancel"))
                    .id(cancel)
                    .show(ui)
                    .clicked();
                (yes, no)
            })
        });
    let (yes, no) = answer.inner;
    if yes {
        cx.act(question.action);
    } else if no || answer.close {
        cx.act(Action::CloseModal);
    }
}

fn crashed(cx: &mut Cx<'_>, ctx: &Context, report: &str) {
    let answer =
        Modal::new("crashed", &cx.t("fault-title"), &cx.t("modal-close")).show(ctx, |ui| {
            text::body(ui, &cx.t("fault-body"));
            CopyText::new(report, &cx.t("fault-copy")).show(ui);
            modal_footer(ui, |ui| {
                Button::primary(&cx.t("modal-close")).show(ui).clicked()
            })
        });
    if answer.inner || answer.close {
        cx.act(Action::CloseModal);
    }
}
