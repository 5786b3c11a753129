//! Words that act, in running text.

use egui::{Color32, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::{button, paint};
use crate::ui::theme::{self, Type};

/// Underlined words in the accent.
#[must_use = "show it"]
#[derive(Debug)]
pub struct Link<'a> {
    text: &'a str,
    kind: Type,
    colour: Option<Color32>,
    tab_stop: bool,
    name: Option<&'a str>,
    max_width: f32,
}

impl<'a> Link<'a> {
    /// In the size of running text.
    pub const fn new(text: &'a str) -> Self {
        Self {
            text,
            kind: Type::Body,
            colour: None,
            tab_stop: true,
            name: None,
            max_width: f32::INFINITY,
        }
    }

    /// In the size of helper lines.
    pub const fn small(mut self) -> Self {
        self.kind = Type::Helper;
        self
    }

    /// For a screen reader, where the words alone do not tell what they lead to.
    pub const fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// Wider words are ended by `…`, and shown whole under the pointer.
    pub const fn max_width(mut self, width: f32) -> Self {
        self.max_width = width;
        self
    }

    pub(super) const fn colour(mut self, colour: Color32) -> Self {
        self.colour = Some(colour);
        self
    }

    /// Whether Tab stops here.
    pub(super) const fn tab_stop(mut self, stop: bool) -> Self {
        self.tab_stop = stop;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let words = paint::line(
            ui,
            self.text,
            self.kind,
            Color32::PLACEHOLDER,
            self.max_width,
        );
        let is_cut = words.elided;
        let response = if self.tab_stop {
            button::allocate(ui, words.size(), None, ui.is_enabled())
        } else {
            // Clicked, but never focused.
            let (id, rect) = ui.allocate_space(words.size());
            ui.interact(rect, id, Sense::CLICK)
        };
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Link, ui.is_enabled(), self.name.unwrap_or(self.text))
        });
        if ui.is_rect_visible(response.rect) {
            let colour = match self.colour {
                Some(colour) => colour,
                None if response.hovered() => tokens.accent_hover,
                None => tokens.accent,
            };
            let rect = response.rect;
            if response.has_focus() {
                ui.painter()
                    .add(paint::focus_ring(rect.expand2(vec2(2.0, 0.0)), 3, tokens));
            }
            ui.painter().galley(rect.min, words, colour);
            let y = (rect.bottom() - 1.5).round() + 0.5;
            let width = if response.hovered() { 1.5 } else { 1.0 };
            ui.painter()
                .hline(rect.x_range(), y, Stroke::new(width, colour));
        }
        let whole = is_cut.then_some(self.text);
        button::finish(response, ui.is_enabled(), whole)
    }
}
