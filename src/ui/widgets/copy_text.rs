//! An id or address with a button that copies it.

use egui::{Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{IconButton, paint};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type, size};

/// Between text and button.
const GAP: f32 = 2.0;
/// Least height: that of a line of running text.
const LINE: f32 = 18.0;

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
        let side = size::BUTTON_SMALL;
        let room = (ui.available_width() - side - GAP).max(40.0);
        let words = paint::line(ui, self.text, Type::Helper, tokens.text, room);
        let wanted = vec2(words.size().x + GAP + side, words.size().y.max(LINE));
        let (id, rect) = ui.allocate_space(wanted);
        let of_words = rect.with_max_x(rect.left() + words.size().x);
        let response = ui.interact(of_words, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.text));
        paint::galley_left(ui.painter(), rect.left_center(), &words, tokens.text);
        // Higher than the line: it reaches over it above and below, so that its icon stands in the middle of the words.
        let centre = pos2(rect.right() - side / 2.0, rect.center().y);
        let at = Rect::from_center_size(centre, vec2(side, side));
        let mut at = ui.new_child(UiBuilder::new().id_salt("copy").max_rect(at));
        let button = IconButton::new(Icon::COPY, self.name).small().show(&mut at);
        if button.clicked() {
            ui.ctx().copy_text(self.text.to_owned());
        }
        button
    }
}
