//! Questions with two answers, and the notice of an internal fault.

use egui::{Context, Id};

use crate::desk::Action;
use crate::desk::state::Modal as Shown;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, CopyText, Modal, modal_footer, text};

/// What a question says, and what its answer does.
struct Question {
    title: &'static str,
    body: String,
    confirm: &'static str,
    action: Action,
}

fn question(cx: &Cx<'_>, modal: &Shown) -> Option<Question> {
    let named = |id, name: &str| cx.tf(id, &[("name", name.into())]);
    let is_unknown = cx.state.onboard.maybe_registered;
    Some(match modal {
        Shown::ClearForm => Question {
            title: "confirm-clear-title",
            body: cx.t(if is_unknown {
                "confirm-clear-unknown"
            } else {
                "confirm-clear-body"
            }),
            confirm: "confirm-clear-yes",
            action: Action::Clear,
        },
        Shown::FillSample => Question {
            title: "confirm-sample-title",
            body: cx.t("confirm-sample-body"),
            confirm: "confirm-sample-yes",
            action: Action::FillSampleAnyway,
        },
        Shown::Quit => Question {
            title: "confirm-quit-title",
            body: cx.t(if is_unknown {
                "confirm-quit-unknown"
            } else {
                "confirm-quit-body"
            }),
            confirm: "confirm-quit-yes",
            action: Action::Quit,
        },
        Shown::SwitchProfile(name) => Question {
            title: "confirm-switch-title",
            body: named(
                if is_unknown {
                    "confirm-switch-unknown"
                } else {
                    "confirm-switch-body"
                },
                name,
            ),
            confirm: "confirm-switch-yes",
            action: Action::SwitchProfileAnyway(name.clone()),
        },
        Shown::RemoveProfile(name) => Question {
            title: "confirm-remove-title",
            body: named("confirm-remove-body", name),
            confirm: "confirm-remove-yes",
            action: Action::RemoveProfile(name.clone()),
        },
        Shown::SendAgain => Question {
            title: "confirm-again-title",
            body: cx.t("confirm-again-body"),
            confirm: "confirm-again-yes",
            action: Action::SendAgain,
        },
        Shown::Help | Shown::KeepWarning { .. } | Shown::Picture { .. } | Shown::Crashed { .. } => {
            return None;
        }
    })
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
