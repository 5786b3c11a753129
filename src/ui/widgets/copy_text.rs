//! An id or address with a button that copies it.

use egui::{Response, Role, Sense, Ui, WidgetInfo};

use super::{IconButton, paint};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type};

/// Text that is copied rather than read: an id, a path, an address.
#[must_use = "show it"]
#[derive(Debug)]
pub struct CopyText<'a> {
    text: &'a str,
    name: &'a str,
}

impl<'a> CopyText<'a> {
    /// `name` names the button.
    pub const fn new(text: &'a str, name: &'a str) -> Self {
        Self { text, name }
    }

    /// Draws it; the response is the button's, and the text is already on the clipboard when it is `clicked()`.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let room = (ui.available_width() - 30.0).max(40.0);
            let words = paint::line(ui, self.text, Type::Helper, tokens.text, room);
            let (rect, response) = ui.allocate_exact_size(words.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.text));
            ui.painter().galley(rect.min, words, tokens.text);
            let button = IconButton::new(Icon::COPY, self.name).small().show(ui);
            if button.clicked() {
                ui.ctx().copy_text(self.text.to_owned());
            }
            button
        })
        .inner
    }
}
