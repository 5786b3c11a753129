//! Pills that tell a status, and chips that filter a list.

use egui::{
    Color32, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

use super::paint;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, Type, size};

const ICON: f32 = 12.0;

/// A status, in the soft colour of its tone. Tones are never told by colour alone: there is a word.
#[must_use = "show it"]
#[derive(Debug, Clone, Copy)]
pub struct Pill<'a> {
    tone: Tone,
    text: &'a str,
    icon: Option<Icon>,
}

impl<'a> Pill<'a> {
    /// 22 points high.
    pub const fn new(tone: Tone, text: &'a str) -> Self {
        Self {
            tone,
            text,
            icon: None,
        }
    }

    /// A small icon before the word.
    pub const fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Width and height it will take.
    pub fn size(&self, ui: &Ui) -> Vec2 {
        let words = paint::line(
            ui,
            self.text,
            Type::HelperStrong,
            Color32::PLACEHOLDER,
            f32::INFINITY,
        );
        let icon = if self.icon.is_some() { ICON + 4.0 } else { 0.0 };
        vec2((words.size().x + icon + 16.0).round(), size::PILL)
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(self.size(ui), Sense::hover());
        self.paint(ui, rect, &response);
        response
    }

    /// Draws it with its right edge and vertical middle given; gives its width.
    pub(super) fn show_right(self, ui: &Ui, right: f32, middle: f32, id: egui::Id) -> f32 {
        let wanted = self.size(ui);
        let rect =
            egui::Rect::from_min_size(pos2(right - wanted.x, middle - wanted.y / 2.0), wanted);
        let response = ui.interact(rect, id, Sense::hover());
        self.paint(ui, rect, &response);
        wanted.x
    }

    fn paint(self, ui: &Ui, rect: egui::Rect, response: &Response) {
        let tokens = theme::of(ui);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.text));
        let colour = tokens.tone(self.tone);
        let edge = if self.tone == Tone::Neutral {
            tokens.line
        } else {
            Color32::TRANSPARENT
        };
        let corner = (size::PILL / 2.0) as u8;
        ui.painter().rect(
            rect,
            corner,
            tokens.soft(self.tone),
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        let mut x = rect.left() + 8.0;
        if let Some(icon) = self.icon {
            paint::icon(
                ui.painter(),
                icon,
                pos2(x + ICON / 2.0, rect.center().y),
                ICON,
                colour,
            );
            x += ICON + 4.0;
        }
        let words = paint::line(
            ui,
            self.text,
            Type::HelperStrong,
            colour,
            rect.right() - 6.0 - x,
        );
        paint::galley_left(ui.painter(), pos2(x, rect.center().y), &words, colour);
    }
}

/// A filter above a list; one of several is selected.
#[must_use = "show it"]
#[derive(Debug)]
pub struct Chip<'a> {
    text: &'a str,
    selected: bool,
    clears: Option<&'a str>,
    max_width: f32,
}

impl<'a> Chip<'a> {
    /// e.g. `Pending 212`.
    pub const fn new(text: &'a str) -> Self {
        Self {
            text,
            selected: false,
            clears: None,
            max_width: f32::INFINITY,
        }
    }

    /// With a cross: a click takes the filter away, as `name` says.
    pub const fn clears(mut self, name: &'a str) -> Self {
        self.clears = Some(name);
        self
    }

    /// Wider words are ended by `…`, and shown whole under the pointer.
    pub const fn max_width(mut self, width: f32) -> Self {
        self.max_width = width;
        self
    }

    /// Whether this filter is the one that holds.
    pub const fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let enabled = ui.is_enabled();
        let cross = if self.clears.is_some() {
            ICON + 4.0
        } else {
            0.0
        };
        let words = paint::line(
            ui,
            self.text,
            Type::HelperStrong,
            Color32::PLACEHOLDER,
            self.max_width - cross - 16.0,
        );
        let wanted = vec2((words.size().x + cross + 16.0).round(), size::PILL);
        let response = super::button::allocate(ui, wanted, None, enabled);
        let name = self.clears.unwrap_or(self.text);
        response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, self.selected, name));
        let rect = response.rect;
        let corner = (size::PILL / 2.0) as u8;
        if response.has_focus() {
            ui.painter().add(paint::focus_ring(rect, corner, tokens));
        }
        let (fill, edge, colour) = match (self.selected, response.hovered()) {
            (true, _) => (tokens.accent_soft, Color32::TRANSPARENT, tokens.accent),
            (false, true) => (tokens.line, tokens.line_strong, tokens.text_strong),
            (false, false) => (tokens.background, tokens.line, tokens.text),
        };
        ui.painter().rect(
            rect,
            corner,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        paint::galley_left(
            ui.painter(),
            pos2(rect.left() + 8.0, rect.center().y),
            &words,
            colour,
        );
        if self.clears.is_some() {
            let at = pos2(rect.right() - 8.0 - ICON / 2.0, rect.center().y);
            paint::icon(ui.painter(), Icon::X, at, ICON, colour);
        }
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if words.elided {
            response.on_hover_text(self.text)
        } else {
            response
        }
    }
}
