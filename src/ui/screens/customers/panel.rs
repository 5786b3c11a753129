//! The panel of one customer: status, reason, when it is asked for, history.

use egui::{Align, Layout, ScrollArea, Ui};

use crate::desk::Action;
use crate::desk::state::Customer;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::status;
use crate::ui::theme::space;
use crate::ui::widgets::{CopyText, IconButton, text};

/// Shows the panel's content.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, customer: &Customer) {
    ui.spacing_mut().item_spacing.y = space::XS;
    let look = status::look(customer.status.as_ref(), cx.tr);
    ui.horizontal(|ui| {
        look.pill().show(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = cx.t("customers-close");
            if IconButton::new(Icon::X, &close)
                .small()
                .shortcut("Esc")
                .show(ui)
                .clicked()
            {
                cx.act(Action::CloseCustomer);
            }
        });
    });
    ui.add_space(space::XS);
    text::page_title(ui, &status::name(customer, cx.tr));
    CopyText::new(&customer.user_id.to_string(), &cx.t("status-copy-id")).show(ui);
    ScrollArea::vertical()
        .id_salt(("case", customer.user_id))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.take_available_width();
            ui.spacing_mut().item_spacing.y = space::M;
            status::rejection_banner(cx, ui, customer);
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                text::subdued(ui, &status::level(customer, cx.state.now, cx.tr));
                status::refresh_row(cx, ui, customer);
            });
            ui.add_space(space::XS);
            text::strong(ui, &cx.t("customers-timeline"));
            status::timeline(cx, ui, customer);
        });
}
