//! Asks for the user id of a customer who was registered elsewhere.

use egui::{Context, Id};
use uuid::Uuid;

use crate::desk::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Message, Modal, TextField, modal_footer, text};

/// Shows the question.
pub fn show(cx: &mut Cx<'_>, ctx: &Context) {
    let id = Id::unique("user id of the customer to add");
    // Set once it was tried with an id that cannot be read.
    let tried_id = id.with("tried");
    let is_id = Uuid::try_parse(cx.draft.user_id.trim()).is_ok();
    let tried = ctx.data(|data| data.get_temp(tried_id)).unwrap_or(false);
    let answer = Modal::new(
        "add a customer",
        &cx.t("add-customer-title"),
        &cx.t("modal-close"),
    )
    .focus(id)
    .keep()
    .show(ctx, |ui| {
        text::body(ui, &cx.t("add-customer-body"));
        ui.add_space(space::S);
        let (helper, wrong) = (cx.t("add-customer-helper"), cx.t("add-customer-wrong"));
        let message = if tried && !is_id {
            Message::Error(&wrong)
        } else {
            Message::Helper(&helper)
        };
        let field = TextField::new(&cx.t("add-customer-label"), &mut cx.draft.user_id)
            .id(id)
            .message(message)
            .show(ui);
        let (add, cancel) = modal_footer(ui, |ui| {
            let add = Button::primary(&cx.t("add-customer-yes"))
                .show(ui)
                .clicked();
            let cancel = Button::secondary(&cx.t("modal-cancel")).show(ui).clicked();
            (add, cancel)
        });
        (add || field.submitted, cancel)
    });
    let (add, cancel) = answer.inner;
    let is_over = (add && is_id) || cancel || answer.close;
    ctx.data_mut(|data| {
        if is_over {
            data.remove::<bool>(tried_id);
        } else if add {
            data.insert_temp(tried_id, true);
        }
    });
    if add {
        cx.act(Action::AddCustomer);
        if !is_id {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    } else if is_over {
        cx.act(Action::CloseModal);
    }
}
