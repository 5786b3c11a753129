//! What a server answered, behind the words about it.

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::desk::explain::Told;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::{Button, Link, text};

/// Height from which on an answer scrolls.
const HEIGHT: f32 = 200.0;

/// A link that shows the answer and hides it again, and a button that copies it. Nothing if there was no answer.
pub fn show(cx: &Cx<'_>, ui: &mut Ui, told: &Told) {
    let Some(details) = &told.details else {
        return;
    };
    let id = ui.unique_id().with((told.id, details));
    let is_open = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    let words = cx.t(if is_open {
        "answer-hide"
    } else {
        "answer-show"
    });
    if Link::new(&words).small().show(ui).clicked() {
        ui.data_mut(|data| data.insert_temp(id, !is_open));
    }
    if !is_open {
        return;
    }
    Frame::new()
        .fill(theme::of(ui).background)
        .corner_radius(radius::M)
        .inner_margin(Margin::same(10))
        .show(ui, |ui| {
            ui.take_available_width();
            ui.spacing_mut().item_spacing.y = space::S;
            text::helper(ui, &cx.t("answer-masked"));
            ScrollArea::vertical()
                .id_salt(id)
                .max_height(HEIGHT)
                .show(ui, |ui| text::body(ui, details));
            let copy = cx.t("answer-copy");
            let button = Button::secondary(&copy).icon(Icon::COPY).small();
            if button.show(ui).clicked() {
                ui.ctx().copy_text(details.clone());
            }
        });
}
