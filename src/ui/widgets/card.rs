//! Cards, and the small frames and rows inside them.

use egui::{
    Frame, InnerResponse, Margin, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::{CopyText, Pill, paint, text};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type, radius, size, space};

/// A frame with an optional title, subtitle, pill and a short text at the right. As wide as there is room.
#[must_use = "show it"]
#[derive(Debug, Default)]
pub struct Card<'a> {
    title: Option<&'a str>,
    subtitle: Option<&'a str>,
    pill: Option<Pill<'a>>,
    pill_right: bool,
    aside: Option<&'a str>,
    error: bool,
}

impl<'a> Card<'a> {
    /// Without a title.
    pub const fn new() -> Self {
        Self {
            title: None,
            subtitle: None,
            pill: None,
            pill_right: false,
            aside: None,
            error: false,
        }
    }

    /// In 15 semibold.
    pub const fn title(mut self, title: &'a str) -> Self {
        self.title = Some(title);
        self
    }

    /// Below the title.
    pub const fn subtitle(mut self, subtitle: &'a str) -> Self {
        self.subtitle = Some(subtitle);
        self
    }

    /// Right after the title.
    pub const fn pill(mut self, pill: Pill<'a>) -> Self {
        self.pill = Some(pill);
        self.pill_right = false;
        self
    }

    /// At the right end of the title's line.
    pub const fn pill_right(mut self, pill: Pill<'a>) -> Self {
        self.pill = Some(pill);
        self.pill_right = true;
        self
    }

    /// Subdued, at the right end of the title's line, e.g. `5 of 8`.
    pub const fn aside(mut self, aside: &'a str) -> Self {
        self.aside = Some(aside);
        self
    }

    /// A red edge: something in here is wrong.
    pub const fn error(mut self, error: bool) -> Self {
        self.error = error;
        self
    }

    /// Draws it around `content`.
    pub fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let tokens = theme::of(ui);
        let edge = if self.error {
            tokens.danger
        } else {
            tokens.line
        };
        Frame::new()
            .fill(tokens.panel)
            .stroke(Stroke::new(1.0, edge))
            .corner_radius(radius::L)
            .shadow(tokens.shadow_low)
            .inner_margin(Margin::same(space::XXL as i8 - 1))
            .show(ui, |ui| {
                ui.take_available_width();
                ui.spacing_mut().item_spacing = vec2(space::S, space::S);
                if self.title.is_some() || self.aside.is_some() || self.pill.is_some() {
                    self.head(ui);
                }
                content(ui)
            })
    }

    fn head(&self, ui: &mut Ui) {
        let tokens = theme::of(ui);
        let width = ui.available_width();
        let subtitle = self.subtitle.map(|text| {
            (
                text,
                paint::paragraph(ui, text, Type::Body, tokens.subdued, width),
            )
        });
        // As high as ever for a subtitle of one line.
        let height = subtitle
            .as_ref()
            .map_or(22.0, |(_, lines)| (lines.size().y + 27.0).max(46.0));
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let title = self.title.unwrap_or_default();
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
        let middle = rect.top() + 7.5;
        let mut right = rect.right();
        if let Some(aside) = self.aside {
            let galley = paint::line(ui, aside, Type::Helper, tokens.subdued, width / 2.0);
            right -= galley.size().x;
            paint::galley_left(ui.painter(), pos2(right, middle), &galley, tokens.subdued);
            spoken(
                ui,
                response.id.with("aside"),
                pos2(right, middle),
                galley.size(),
                aside,
            );
            right -= space::S;
        }
        let pill_width = self.pill.map_or(0.0, |pill| pill.size(ui).x + space::S);
        let room = right - rect.left() - pill_width;
        let galley = paint::line(ui, title, Type::CardTitle, tokens.text_strong, room);
        paint::galley_left(
            ui.painter(),
            pos2(rect.left(), middle),
            &galley,
            tokens.text_strong,
        );
        if let Some(pill) = self.pill {
            let end = if self.pill_right {
                right
            } else {
                rect.left() + galley.size().x + pill_width
            };
            pill.show_right(ui, end, middle, response.id.with("pill"));
        }
        if let Some((subtitle, galley)) = subtitle {
            let first = galley.rows.first().map_or(0.0, |row| row.size.y);
            let left = pos2(
                rect.left(),
                rect.top() + 30.0 + (galley.size().y - first) / 2.0,
            );
            paint::galley_left(ui.painter(), left, &galley, tokens.subdued);
            spoken(
                ui,
                response.id.with("subtitle"),
                left,
                galley.size(),
                subtitle,
            );
        }
    }
}

/// A node for text that was painted, so that a screen reader finds it too.
fn spoken(ui: &Ui, id: egui::Id, left_centre: egui::Pos2, wide: egui::Vec2, text: &str) {
    let rect = egui::Rect::from_min_size(left_centre - vec2(0.0, wide.y / 2.0), wide);
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

/// A quiet frame with an icon, a line and a detail: what was read from a number, say.
#[must_use = "show it"]
#[derive(Debug)]
pub struct InfoBox<'a> {
    icon: Icon,
    title: &'a str,
    detail: Option<&'a str>,
    pill: Option<Pill<'a>>,
}

impl<'a> InfoBox<'a> {
    /// One line.
    pub const fn new(icon: Icon, title: &'a str) -> Self {
        Self {
            icon,
            title,
            detail: None,
            pill: None,
        }
    }

    /// A second, subdued line.
    pub const fn detail(mut self, detail: &'a str) -> Self {
        self.detail = Some(detail);
        self
    }

    /// At the right.
    pub const fn pill(mut self, pill: Pill<'a>) -> Self {
        self.pill = Some(pill);
        self
    }

    /// Draws it, as wide as there is room.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let height = if self.detail.is_some() { 59.0 } else { 40.0 };
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let spoken = [self.title, self.detail.unwrap_or_default()].join(" ");
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken.trim()));
        ui.painter().rect(
            rect,
            radius::M,
            tokens.background,
            Stroke::new(1.0, tokens.line),
            StrokeKind::Inside,
        );
        let middle = rect.center().y;
        paint::icon(
            ui.painter(),
            self.icon,
            pos2(rect.left() + 21.0, middle),
            size::ICON,
            tokens.text,
        );
        let mut right = rect.right() - 13.0;
        if let Some(pill) = self.pill {
            right -= pill.show_right(ui, right, middle, response.id.with("pill")) + space::S;
        }
        let left = rect.left() + 41.0;
        let title = paint::line(ui, self.title, Type::Body, tokens.text_strong, right - left);
        let title_y = if self.detail.is_some() {
            middle - 9.0
        } else {
            middle
        };
        paint::galley_left(
            ui.painter(),
            pos2(left, title_y),
            &title,
            tokens.text_strong,
        );
        if let Some(detail) = self.detail {
            let detail = paint::line(ui, detail, Type::Helper, tokens.subdued, right - left);
            paint::galley_left(
                ui.painter(),
                pos2(left, middle + 9.0),
                &detail,
                tokens.subdued,
            );
        }
        response
    }
}

/// A label and its value in one row, as on the review page.
#[must_use = "show it"]
#[derive(Debug)]
pub struct Fact<'a> {
    label: &'a str,
    value: &'a str,
    copy_name: Option<&'a str>,
    label_width: f32,
}

impl<'a> Fact<'a> {
    /// The label takes 180 points unless told.
    pub const fn new(label: &'a str, value: &'a str) -> Self {
        Self {
            label,
            value,
            copy_name: None,
            label_width: 180.0,
        }
    }

    /// Width of the label in points; all rows of one block take the same.
    pub const fn label_width(mut self, width: f32) -> Self {
        self.label_width = width;
        self
    }

    /// With a button that copies the value; `name` says so.
    pub const fn copyable(mut self, name: &'a str) -> Self {
        self.copy_name = Some(name);
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.allocate_ui(vec2(self.label_width, 20.0), |ui| {
                ui.set_width(self.label_width);
                text::subdued(ui, self.label);
            });
            match self.copy_name {
                Some(name) => CopyText::new(self.value, name).show(ui),
                None => text::value(ui, self.value),
            }
        })
        .response
    }
}
