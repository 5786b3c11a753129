//! Asks whether the exported list is masked.

use egui::{Context, Id};

use crate::desk::Action;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Checkbox, Modal, Tone, modal_footer, text};

/// Shows the question.
pub fn show(cx: &mut Cx<'_>, ctx: &Context) {
    let whole_id = Id::unique("export whole data");
    let answer = Modal::new(
        "export the list",
        &cx.t("export-list-title"),
        &cx.t("modal-close"),
    )
    .show(ctx, |ui| {
        let count = format::count(cx.state.cases.shown_len(), cx.tr.lang());
        text::body(ui, &cx.tf("export-list-body", &[("count", count.into())]));
        ui.add_space(space::XS);
        let mut whole = ui.data(|data| data.get_temp(whole_id)).unwrap_or(false);
        if Checkbox::new(&mut whole, &cx.t("export-list-whole"))
            .show(ui)
            .changed()
        {
            ui.data_mut(|data| data.insert_temp(whole_id, whole));
        }
        ui.add_space(space::XS);
        if whole {
            Banner::new(Tone::Warning, &cx.t("export-list-warning")).show(ui);
        } else {
            text::subdued(ui, &cx.t("export-list-masked"));
        }
        modal_footer(ui, |ui| {
            let yes = Button::primary(&cx.t("export-list-yes"))
                .icon(crate::ui::icons::Icon::EXPORT)
                .show(ui)
                .clicked();
            let no = Button::secondary(&cx.t("modal-cancel")).show(ui).clicked();
            (yes.then_some(whole), no)
        })
    });
    let (yes, no) = answer.inner;
    let is_over = yes.is_some() || no || answer.close;
    if is_over {
        // The next time begins masked.
        ctx.data_mut(|data| data.remove::<bool>(whole_id));
    }
    if let Some(whole) = yes {
        cx.act(Action::ExportList { masked: !whole });
    } else if is_over {
        cx.act(Action::CloseModal);
    }
}
