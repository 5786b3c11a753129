//! Work under way: bars, a row that waits, the steps that were taken.

use egui::{Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2};

use super::paint;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, Type, size};

/// Frames a second of the turning arc.
const FRAMES: f32 = 30.0;

/// A bar that fills, with a number below.
#[must_use = "show it"]
#[derive(Debug)]
pub struct ProgressBar<'a> {
    fraction: f32,
    name: &'a str,
    left: &'a str,
    right: &'a str,
    tone: Tone,
}

impl<'a> ProgressBar<'a> {
    /// `fraction` from 0 to 1; `name` for a screen reader.
    pub const fn new(fraction: f32, name: &'a str) -> Self {
        Self {
            fraction,
            name,
            left: "",
            right: "",
            tone: Tone::Info,
        }
    }

    /// Below, at the left: `4.6 of 4.6 MB`.
    pub const fn left(mut self, text: &'a str) -> Self {
        self.left = text;
        self
    }

    /// Below, at the right: `740 KB/s`.
    pub const fn right(mut self, text: &'a str) -> Self {
        self.right = text;
        self
    }

    /// Its colour; the accent unless told.
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Draws it, as wide as there is room.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let fraction = if self.fraction.is_finite() {
            self.fraction.clamp(0.0, 1.0)
        } else {
            0.0
        };
        let words = !(self.left.is_empty() && self.right.is_empty());
        let height = if words { 34.0 } else { 6.0 };
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, self.name));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_numeric_value(f64::from((fraction * 100.0).round()));
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
            if words {
                node.set_value([self.left, self.right].join(" "));
            }
        });
        let bar = egui::Rect::from_min_size(rect.min, vec2(rect.width(), 6.0));
        ui.painter().rect_filled(bar, 3, tokens.line);
        if fraction > 0.0 {
            let done =
                egui::Rect::from_min_size(bar.min, vec2((bar.width() * fraction).max(6.0), 6.0));
            ui.painter().rect_filled(done, 3, tokens.tone(self.tone));
        }
        let y = rect.top() + 23.0;
        let left = paint::line(ui, self.left, Type::Helper, tokens.subdued, rect.width());
        paint::galley_left(ui.painter(), pos2(rect.left(), y), &left, tokens.subdued);
        let right = paint::line(ui, self.right, Type::Helper, tokens.subdued, rect.width());
        paint::galley_left(
            ui.painter(),
            pos2(rect.right() - right.size().x, y),
            &right,
            tokens.subdued,
        );
        response
    }
}

/// A turning arc and what is being waited for. It repaints while it is visible, and not at all with animations off.
#[must_use = "show it"]
#[derive(Debug)]
pub struct LoadingRow<'a> {
    text: &'a str,
}

impl<'a> LoadingRow<'a> {
    /// What is being waited for.
    pub const fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let words = paint::line(
            ui,
            self.text,
            Type::Body,
            tokens.text,
            ui.available_width() - 24.0,
        );
        let (rect, response) =
            ui.allocate_exact_size(vec2(words.size().x + 24.0, 24.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, self.text));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_live(accesskit::Live::Polite);
            node.set_busy();
        });
        arc(ui, pos2(rect.left() + 8.0, rect.center().y));
        paint::galley_left(
            ui.painter(),
            pos2(rect.left() + 24.0, rect.center().y),
            &words,
            tokens.text,
        );
        response
    }
}

/// A turning arc, 14 points across.
pub(super) fn arc(ui: &Ui, centre: egui::Pos2) {
    let tokens = theme::of(ui);
    let moving = ui.style().animation_time > 0.0;
    let turn = if moving {
        (ui.input(|input| input.time) % 1.0) as f32
    } else {
        0.0
    };
    let points = (0..=20_u8)
        .map(|step| {
            let angle = std::f32::consts::TAU * (turn + f32::from(step) / 20.0 * 0.7);
            pos2(centre.x + 6.0 * angle.cos(), centre.y + 6.0 * angle.sin())
        })
        .collect();
    ui.painter()
        .circle_stroke(centre, 6.0, Stroke::new(2.0, tokens.line));
    ui.painter()
        .add(Shape::line(points, Stroke::new(2.0, tokens.accent)));
    if moving && ui.is_rect_visible(egui::Rect::from_center_size(centre, vec2(14.0, 14.0))) {
        ui.ctx().request_repaint_after_secs(1.0 / FRAMES);
    }
}

/// One step of what happened.
#[must_use = "show it"]
#[derive(Debug)]
pub struct TimelineRow<'a> {
    icon: Icon,
    title: &'a str,
    detail: &'a str,
    hover: &'a str,
    tone: Tone,
    last: bool,
}

impl<'a> TimelineRow<'a> {
    /// What happened.
    pub const fn new(icon: Icon, title: &'a str) -> Self {
        Self {
            icon,
            title,
            detail: "",
            hover: "",
            tone: Tone::Neutral,
            last: false,
        }
    }

    /// When, and by whom.
    pub const fn detail(mut self, detail: &'a str) -> Self {
        self.detail = detail;
        self
    }

    /// The tooltip: the same time in UTC, say.
    pub const fn hover(mut self, hover: &'a str) -> Self {
        self.hover = hover;
        self
    }

    /// The colour of the icon.
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// No line below.
    pub const fn last(mut self, last: bool) -> Self {
        self.last = last;
        self
    }

    /// Draws it. Rows follow each other with no gap.
    pub fn show(self, ui: &mut Ui) -> Response {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.show_inner(ui)
        })
        .inner
    }

    fn show_inner(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let width = ui.available_width();
        let room = width - 28.0;
        let title = paint::paragraph(ui, self.title, Type::Body, tokens.text_strong, room);
        let detail = paint::paragraph(ui, self.detail, Type::Helper, tokens.subdued, room);
        let text_height = title.size().y
            + if self.detail.is_empty() {
                0.0
            } else {
                detail.size().y
            };
        let gap = if self.last { 0.0 } else { 15.0 };
        let (rect, response) =
            ui.allocate_exact_size(vec2(width, text_height.max(18.0) + gap), Sense::hover());
        let spoken = [self.title, self.detail].join(" ");
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, spoken.trim()));
        let colour = if self.tone == Tone::Neutral {
            tokens.subdued
        } else {
            tokens.tone(self.tone)
        };
        let x = rect.left() + 8.0;
        paint::icon(
            ui.painter(),
            self.icon,
            pos2(x, rect.top() + 9.0),
            size::ICON,
            colour,
        );
        if !self.last {
            let line = Stroke::new(1.0, tokens.line_strong);
            ui.painter().vline(
                x.round() + 0.5,
                (rect.top() + 22.0)..=(rect.bottom() - 4.0),
                line,
            );
        }
        let left = rect.left() + 28.0;
        let below = rect.top() + title.size().y;
        ui.painter()
            .galley(pos2(left, rect.top()), title, tokens.text_strong);
        ui.painter()
            .galley(pos2(left, below), detail, tokens.subdued);
        if self.hover.is_empty() {
            return response;
        }
        response.on_hover_ui(|ui| {
            ui.label(self.hover);
        })
    }
}
