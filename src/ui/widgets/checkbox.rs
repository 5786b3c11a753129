//! A box to tick, with its words.

use egui::{
    CursorIcon, Id, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, pos2,
    vec2,
};

use super::paint;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type, space};

const BOX: f32 = 18.0;

/// A box to tick; the words belong to it and may take several lines.
#[must_use = "show it"]
#[derive(Debug)]
pub struct Checkbox<'a> {
    checked: &'a mut bool,
    text: &'a str,
    error: Option<&'a str>,
    enabled: bool,
    id: Option<Id>,
}

impl<'a> Checkbox<'a> {
    /// `checked` is changed by click and Space; then `changed()` is true.
    pub const fn new(checked: &'a mut bool, text: &'a str) -> Self {
        Self {
            checked,
            text,
            error: None,
            enabled: true,
            id: None,
        }
    }

    /// What is wrong, below the words.
    pub const fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// A disabled one shows its tick.
    pub const fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// An id of the caller's, to put the focus here.
    pub const fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let enabled = self.enabled && ui.is_enabled();
        let indent = BOX + space::S + 2.0;
        let width = ui.available_width();
        let colour = if enabled {
            tokens.text_strong
        } else {
            tokens.text
        };
        let words = paint::paragraph(ui, self.text, Type::Body, colour, width - indent);
        let error = self
            .error
            .map(|error| paint::paragraph(ui, error, Type::Helper, tokens.danger, width - indent));
        let below = error.as_ref().map_or(0.0, |error| error.size().y + 2.0);
        let wide = error
            .as_ref()
            .map_or(0.0, |error| error.size().x)
            .max(words.size().x);
        let wanted = vec2(indent + wide, words.size().y.max(BOX) + below);
        let mut response = super::button::allocate(ui, wanted, self.id, enabled);
        if response.clicked() {
            *self.checked = !*self.checked;
            response.mark_changed();
        }
        let checked = *self.checked;
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, checked, self.text));
        if let Some(error) = self.error {
            ui.accesskit_node_builder(response.id, |node| {
                node.set_invalid(accesskit::Invalid::True);
                node.set_description(error);
            });
        }

        let rect = response.rect;
        let first_line = rect.top() + BOX / 2.0;
        let square =
            egui::Rect::from_center_size(pos2(rect.left() + BOX / 2.0, first_line), vec2(BOX, BOX))
                .shrink(1.0);
        if response.has_focus() {
            ui.painter().add(paint::focus_ring(square, 4, tokens));
        }
        let hovered = response.hovered() && enabled;
        let (fill, edge) = match (checked, enabled) {
            (true, true) if hovered => (tokens.accent_hover, tokens.accent_hover),
            (true, true) => (tokens.accent, tokens.accent),
            (true, false) => (tokens.line, tokens.line),
            (false, true) if self.error.is_some() => (tokens.raised, tokens.danger),
            (false, true) if hovered => (tokens.background, tokens.accent),
            (false, true) => (tokens.raised, tokens.line_strong),
            (false, false) => (tokens.background, tokens.line),
        };
        ui.painter()
            .rect(square, 4, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
        if checked {
            let tick = if enabled {
                tokens.on_accent
            } else {
                tokens.subdued
            };
            paint::icon(ui.painter(), Icon::CHECK, square.center(), 13.0, tick);
        }
        let left = rect.left() + indent;
        let words_bottom = rect.top() + words.size().y;
        ui.painter().galley(pos2(left, rect.top()), words, colour);
        if let Some(error) = error {
            ui.painter()
                .galley(pos2(left, words_bottom + 2.0), error, tokens.danger);
        }
        if enabled {
            response.on_hover_cursor(CursorIcon::PointingHand)
        } else {
            response.interact(Sense::hover())
        }
    }
}
