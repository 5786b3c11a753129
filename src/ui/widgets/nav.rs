//! Entries of the navigation and of the sections' rail.

use egui::{Color32, CursorIcon, Response, Role, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, Type, radius, size};

/// An entry of the navigation on the left.
#[must_use = "show it"]
#[derive(Debug)]
pub struct NavItem<'a> {
    icon: Icon,
    text: &'a str,
    detail: Option<&'a str>,
    count: Option<&'a str>,
    trailing: Option<Icon>,
    selected: bool,
}

impl<'a> NavItem<'a> {
    /// 36 points high, as wide as there is room.
    pub const fn new(icon: Icon, text: &'a str) -> Self {
        Self {
            icon,
            text,
            detail: None,
            count: None,
            trailing: None,
            selected: false,
        }
    }

    /// The page that is open.
    pub const fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// At the right; empty shows nothing.
    pub const fn count(mut self, count: &'a str) -> Self {
        self.count = if count.is_empty() { None } else { Some(count) };
        self
    }

    /// A second, smaller line; then 44 points high.
    pub const fn detail(mut self, detail: &'a str) -> Self {
        self.detail = Some(detail);
        self
    }

    /// An icon at the right, e.g. that this opens a menu.
    pub const fn trailing(mut self, icon: Icon) -> Self {
        self.trailing = Some(icon);
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let height = if self.detail.is_some() {
            size::ROW
        } else {
            size::NAV_ITEM
        };
        let response = super::button::allocate(
            ui,
            vec2(ui.available_width(), height),
            None,
            ui.is_enabled(),
        );
        response.widget_info(|| {
            WidgetInfo::selected(Role::Button, ui.is_enabled(), self.selected, self.text)
        });
        let extra = [self.detail, self.count]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ");
        if !extra.is_empty() {
            ui.accesskit_node_builder(response.id, |node| node.set_description(extra));
        }
        let rect = response.rect;
        let hovered = response.hovered();
        let (fill, colour, count) = match (self.selected, hovered) {
            (true, _) => (tokens.accent_soft, tokens.accent, tokens.accent),
            (false, true) => (tokens.background, tokens.text_strong, tokens.text),
            (false, false) => (Color32::TRANSPARENT, tokens.text, tokens.subdued),
        };
        if response.has_focus() {
            ui.painter()
                .add(paint::focus_ring(rect.shrink(3.0), radius::S, tokens));
        }
        ui.painter().rect_filled(rect, radius::M, fill);
        let middle = rect.center().y;
        paint::icon(
            ui.painter(),
            self.icon,
            pos2(rect.left() + 19.0, middle),
            18.0,
            colour,
        );
        let mut right = rect.right() - 10.0;
        if let Some(icon) = self.trailing {
            paint::icon(
                ui.painter(),
                icon,
                pos2(right - 9.0, middle),
                size::ICON,
                colour,
            );
            right -= 26.0;
        }
        if let Some(text) = self.count {
            let galley = paint::line(ui, text, Type::HelperStrong, count, 80.0);
            right -= galley.size().x;
            paint::galley_left(ui.painter(), pos2(right, middle), &galley, count);
            right -= 8.0;
        }
        let left = rect.left() + 38.0;
        let words = paint::line(ui, self.text, Type::BodyMedium, colour, right - left);
        let y = if self.detail.is_some() {
            middle - 8.0
        } else {
            middle
        };
        paint::galley_left(ui.painter(), pos2(left, y), &words, colour);
        if let Some(detail) = self.detail {
            let galley = paint::line(ui, detail, Type::Helper, tokens.subdued, right - left);
            paint::galley_left(
                ui.painter(),
                pos2(left, middle + 8.0),
                &galley,
                tokens.subdued,
            );
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}

/// How far a section of the form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RailState {
    /// Nothing is left to do.
    Done,
    /// So many problems.
    Problems(usize),
    /// Begun.
    Incomplete,
    /// Not begun.
    Empty,
}

/// An entry of the sections' rail.
#[must_use = "show it"]
#[derive(Debug)]
pub struct RailItem<'a> {
    state: RailState,
    text: &'a str,
    state_name: &'a str,
    selected: bool,
    tone: Tone,
}

impl<'a> RailItem<'a> {
    /// 36 points high, as wide as there is room.
    pub const fn new(state: RailState, text: &'a str) -> Self {
        Self {
            state,
            text,
            state_name: "",
            selected: false,
            tone: Tone::Danger,
        }
    }

    /// The section that is open.
    pub const fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// The colour of its problems: red unless told.
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// The state in words, for a screen reader and as the tooltip.
    pub const fn state_name(mut self, name: &'a str) -> Self {
        self.state_name = name;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let response = super::button::allocate(
            ui,
            vec2(ui.available_width(), size::NAV_ITEM),
            None,
            ui.is_enabled(),
        );
        response.widget_info(|| {
            WidgetInfo::selected(Role::Button, ui.is_enabled(), self.selected, self.text)
        });
        if !self.state_name.is_empty() {
            ui.accesskit_node_builder(response.id, |node| node.set_description(self.state_name));
        }
        let rect = response.rect;
        if response.has_focus() {
            ui.painter().add(paint::focus_ring(rect, radius::M, tokens));
        }
        let (fill, edge) = match (self.selected, response.hovered()) {
            (true, _) => (tokens.raised, tokens.line),
            (false, true) => (tokens.panel, Color32::TRANSPARENT),
            (false, false) => (Color32::TRANSPARENT, Color32::TRANSPARENT),
        };
        if self.selected && !response.has_focus() {
            ui.painter()
                .add(tokens.shadow_low.as_shape(rect, radius::M));
        }
        ui.painter().rect(
            rect,
            radius::M,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        let (icon, colour) = match self.state {
            RailState::Done => (Icon::CHECK_CIRCLE_FILL, tokens.success),
            RailState::Problems(_) if self.tone == Tone::Warning => {
                (Icon::WARNING_FILL, tokens.warning)
            }
            RailState::Problems(_) => (Icon::WARNING_CIRCLE_FILL, tokens.danger),
            RailState::Incomplete => (Icon::CIRCLE_HALF_FILL, tokens.accent),
            RailState::Empty => (Icon::CIRCLE, tokens.subdued),
        };
        let middle = rect.center().y;
        paint::icon(
            ui.painter(),
            icon,
            pos2(rect.left() + 19.0, middle),
            18.0,
            colour,
        );
        let mut right = rect.right() - 11.0;
        if let RailState::Problems(count) = self.state {
            let galley = paint::line(ui, &count.to_string(), Type::BodyStrong, colour, 40.0);
            right -= galley.size().x;
            paint::galley_left(ui.painter(), pos2(right, middle), &galley, colour);
            right -= 4.0;
        }
        let colour = if self.selected {
            tokens.text_strong
        } else {
            tokens.text
        };
        let left = rect.left() + 38.0;
        let kind = if self.selected {
            Type::BodyStrong
        } else {
            Type::BodyMedium
        };
        let words = paint::line(ui, self.text, kind, colour, right - left);
        paint::galley_left(ui.painter(), pos2(left, middle), &words, colour);
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if self.state_name.is_empty() {
            return response;
        }
        response.on_hover_ui(|ui| {
            ui.label(self.state_name);
        })
    }
}
