//! What has to be seen: banners in a page, toasts at its bottom, and what to show when there is nothing.

use egui::{
    Align, Align2, Area, Context, Frame, Id, Layout, Margin, Order, Role, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo, accesskit, pos2, vec2,
};

use super::{Button, IconButton, Link, paint};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, Type, radius, space};

const fn tone_icon(tone: Tone) -> Icon {
    match tone {
        Tone::Success => Icon::CHECK_CIRCLE_FILL,
        Tone::Danger => Icon::WARNING_CIRCLE_FILL,
        Tone::Warning => Icon::WARNING_FILL,
        Tone::Info | Tone::Neutral => Icon::INFO_FILL,
    }
}

/// A soft box over the width of its place: what happened, what to do.
#[must_use = "show it"]
#[derive(Debug)]
pub struct Banner<'a> {
    tone: Tone,
    text: &'a str,
    title: Option<&'a str>,
    actions: &'a [&'a str],
}

impl<'a> Banner<'a> {
    /// What happened and what to do.
    pub const fn new(tone: Tone, text: &'a str) -> Self {
        Self {
            tone,
            text,
            title: None,
            actions: &[],
        }
    }

    /// A strong line above the text.
    pub const fn title(mut self, title: &'a str) -> Self {
        self.title = Some(title);
        self
    }

    /// Links below the text.
    pub const fn actions(mut self, actions: &'a [&'a str]) -> Self {
        self.actions = actions;
        self
    }

    /// Draws it; gives the link that was clicked.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let tokens = theme::of(ui);
        let mut clicked = None;
        Frame::new()
            .fill(tokens.soft(self.tone))
            .corner_radius(radius::M)
            .inner_margin(Margin::symmetric(12, 10))
            .show(ui, |ui| {
                ui.take_available_width();
                ui.spacing_mut().item_spacing.y = 2.0;
                let width = ui.available_width() - 24.0;
                let colour = tokens.tone(self.tone);
                let title = self.title.map(|title| {
                    paint::paragraph(ui, title, Type::BodyStrong, tokens.text_strong, width)
                });
                let text_colour = if self.title.is_some() {
                    tokens.text
                } else {
                    tokens.text_strong
                };
                let text = paint::paragraph(ui, self.text, Type::Body, text_colour, width);
                let head = title.as_ref().map_or(0.0, |title| title.size().y);
                let (rect, response) = ui
                    .allocate_exact_size(vec2(width + 24.0, head + text.size().y), Sense::hover());
                let spoken = [self.title.unwrap_or_default(), self.text].join(" ");
                let role = if self.tone == Tone::Danger {
                    Role::Alert
                } else {
                    Role::Status
                };
                response.widget_info(|| WidgetInfo::labeled(role, true, spoken.trim()));
                paint::icon(
                    ui.painter(),
                    tone_icon(self.tone),
                    pos2(rect.left() + 8.0, rect.top() + 9.0),
                    16.0,
                    colour,
                );
                let left = rect.left() + 24.0;
                if let Some(title) = title {
                    ui.painter()
                        .galley(pos2(left, rect.top()), title, tokens.text_strong);
                }
                ui.painter()
                    .galley(pos2(left, rect.top() + head), text, text_colour);
                if !self.actions.is_empty() {
                    ui.add_space(2.0);
                    ui.horizontal_wrapped(|ui| {
                        ui.spacing_mut().item_spacing.x = 0.0;
                        ui.add_space(24.0);
                        ui.spacing_mut().item_spacing.x = space::L;
                        for (index, action) in self.actions.iter().enumerate() {
                            if Link::new(action)
                                .colour(tokens.text_strong)
                                .show(ui)
                                .clicked()
                            {
                                clicked = Some(index);
                            }
                        }
                    });
                }
            });
        clicked
    }
}

/// What to show when a list is empty or a page has nothing.
#[must_use = "show it"]
#[derive(Debug)]
pub struct EmptyState<'a> {
    icon: Icon,
    title: &'a str,
    text: &'a str,
    button: Option<&'a str>,
}

impl<'a> EmptyState<'a> {
    /// What is not there, and how it would come.
    pub const fn new(icon: Icon, title: &'a str, text: &'a str) -> Self {
        Self {
            icon,
            title,
            text,
            button: None,
        }
    }

    /// What to do about it.
    pub const fn button(mut self, text: &'a str) -> Self {
        self.button = Some(text);
        self
    }

    /// Draws it in the middle of the width; true when the button was clicked.
    pub fn show(self, ui: &mut Ui) -> bool {
        let tokens = theme::of(ui);
        let mut clicked = false;
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(space::XXL);
            let (rect, _) = ui.allocate_exact_size(vec2(48.0, 48.0), Sense::hover());
            ui.painter().rect(
                rect,
                24,
                tokens.background,
                Stroke::new(1.0, tokens.line),
                egui::StrokeKind::Inside,
            );
            paint::icon(ui.painter(), self.icon, rect.center(), 22.0, tokens.subdued);
            ui.add_space(space::M);
            super::text::card_title(ui, self.title);
            ui.add_space(space::XS);
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width().min(360.0));
                super::text::subdued(ui, self.text);
            });
            if let Some(button) = self.button {
                ui.add_space(space::L);
                clicked = Button::secondary(button).show(ui).clicked();
            }
            ui.add_space(space::XXL);
        });
        clicked
    }
}

/// One quiet notice at the bottom of the window. The caller keeps the list and lets old ones go.
#[derive(Debug, Clone, Copy)]
pub struct Toast<'a> {
    /// Its icon.
    pub tone: Tone,
    /// What happened.
    pub text: &'a str,
    /// A link: "Undo", "Show".
    pub action: Option<&'a str>,
}

/// What a person did to a toast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastAnswer {
    /// The link was clicked.
    Action,
    /// It was closed.
    Dismissed,
}

/// Draws the toasts, newest at the bottom; gives the index of the one that was answered. `close_name` names the cross.
pub fn toasts(ctx: &Context, close_name: &str, list: &[Toast<'_>]) -> Option<(usize, ToastAnswer)> {
    if list.is_empty() {
        return None;
    }
    let mut answer = None;
    Area::new(Id::unique("toasts"))
        .order(Order::Tooltip)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -76.0))
        .show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for (index, toast) in list.iter().enumerate() {
                ui.push_id(index, |ui| {
                    if let Some(did) = show_toast(ui, close_name, toast) {
                        answer = Some((index, did));
                    }
                });
            }
        });
    answer
}

fn show_toast(ui: &mut Ui, close_name: &str, toast: &Toast<'_>) -> Option<ToastAnswer> {
    let tokens = theme::of(ui);
    let mut answer = None;
    Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(radius::M)
        .shadow(tokens.shadow_high)
        .inner_margin(Margin {
            left: 14,
            right: 6,
            top: 6,
            bottom: 6,
        })
        .show(ui, |ui| {
            let words = paint::line(ui, toast.text, Type::Body, tokens.text_strong, 420.0);
            let inner = ui.allocate_space(vec2(24.0 + words.size().x, 28.0)).1;
            let response = ui.interact(inner, ui.unique_id().with("toast"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, toast.text));
            ui.accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
            let middle = inner.center().y;
            paint::icon(
                ui.painter(),
                tone_icon(toast.tone),
                pos2(inner.left() + 8.0, middle),
                16.0,
                tokens.tone(toast.tone),
            );
            paint::galley_left(
                ui.painter(),
                pos2(inner.left() + 24.0, middle),
                &words,
                tokens.text_strong,
            );
            let rest = egui::Rect::from_min_size(
                pos2(inner.right() + space::M, inner.top()),
                vec2(260.0, 28.0),
            );
            let mut row = ui.new_child(
                UiBuilder::new()
                    .max_rect(rest)
                    .layout(Layout::left_to_right(Align::Center)),
            );
            if let Some(action) = toast.action
                && Link::new(action).show(&mut row).clicked()
            {
                answer = Some(ToastAnswer::Action);
            }
            if IconButton::new(Icon::X, close_name)
                .small()
                .show(&mut row)
                .clicked()
            {
                answer = Some(ToastAnswer::Dismissed);
            }
            ui.expand_to_include_rect(row.min_rect());
        });
    answer
}
