//! What stands below the picture of a slot: its title and state, what was found, its size, its buttons.

use std::sync::Arc;

use egui::{Color32, Galley, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::{Button, IconButton, Link, paint};
use super::{Answer, LINE, PictureSlot, SlotButton};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, Type, size, space};

/// Left and right of what stands in a card.
const SIDES: f32 = 14.0;
/// The icon of a message, with the gap.
const ICON: f32 = 22.0;
const UNDER_MESSAGE: f32 = 4.0;

impl PictureSlot<'_> {
    /// How high a message is in a card of this width, in points.
    pub fn message_height(ui: &Ui, tone: Tone, text: &str, width: f32) -> f32 {
        if text.is_empty() {
            return 0.0;
        }
        message(ui, tone, text, Color32::PLACEHOLDER, width)
            .size()
            .y
            + UNDER_MESSAGE
    }

    pub(super) fn below(&self, ui: &mut Ui, width: f32, filled: bool, answer: &mut Answer) {
        let tokens = theme::of(ui);
        let inner = width - 2.0 * SIDES;
        let left = ui.cursor().left() + SIDES;
        let (_, line) = ui.allocate_space(vec2(width, 42.0));
        let middle = line.top() + 21.0;
        let mut right = left + inner;
        if let Some(pill) = self.pill {
            right -= pill.show_right(ui, right, middle, ui.unique_id().with("pill")) + space::S;
        }
        let title = paint::line(
            ui,
            self.title,
            Type::BodyStrong,
            tokens.text_strong,
            right - left,
        );
        paint::galley_left(ui.painter(), pos2(left, middle), &title, tokens.text_strong);

        let mut message_height = 0.0;
        if let Some((tone, text)) = self.message {
            let (icon, colour) = match tone {
                Tone::Success => (Icon::CHECK, tokens.subdued),
                Tone::Neutral => (Icon::INFO, tokens.subdued),
                Tone::Danger => (Icon::WARNING_CIRCLE_FILL, tokens.danger),
                Tone::Warning => (Icon::WARNING_FILL, tokens.warning),
                Tone::Info => (Icon::INFO, tokens.accent),
            };
            let words = message(ui, tone, text, colour, width);
            message_height = words.size().y + UNDER_MESSAGE;
            let (_, rect) = ui.allocate_space(vec2(width, message_height));
            let spoken = ui.interact(rect, ui.unique_id().with("message"), Sense::hover());
            spoken.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
            paint::icon(
                ui.painter(),
                icon,
                pos2(left + 7.0, rect.top() + 9.0),
                14.0,
                colour,
            );
            ui.painter()
                .galley(pos2(left + ICON, rect.top()), words, colour);
        }

        ui.add_space((self.room - message_height).max(0.0));

        if filled {
            self.foot(ui, width, left, answer);
        }
        ui.add_space(10.0);
    }

    /// The size with the links, and the buttons: in one line where they fit, else in two.
    fn foot(&self, ui: &mut Ui, width: f32, left: f32, answer: &mut Answer) {
        let tokens = theme::of(ui);
        let inner = width - 2.0 * SIDES;
        ui.add_space(2.0);
        let buttons = self.buttons_width(ui);
        let words = paint::line(ui, self.size_text, Type::Helper, tokens.subdued, inner);
        let is_one = !self.two_lines
            && self.links.is_empty()
            && words.size().x + buttons + space::M <= inner;
        if !is_one {
            let (_, row) = ui.allocate_space(vec2(width, LINE));
            let middle = row.center().y - 2.0;
            let at = Rect::from_min_max(
                pos2(left, row.top()),
                pos2(left + inner, row.bottom() - 4.0),
            );
            let mut child = ui.new_child(
                UiBuilder::new()
                    .id_salt("links")
                    .max_rect(at)
                    .layout(egui::Layout::right_to_left(egui::Align::Center)),
            );
            child.spacing_mut().item_spacing.x = space::M;
            for (index, (text, name)) in self.links.iter().enumerate() {
                if Link::new(text)
                    .small()
                    .name(name)
                    .show(&mut child)
                    .clicked()
                {
                    answer.link = Some(index);
                }
            }
            let room = child.available_width() - space::M;
            let words = paint::line(ui, self.size_text, Type::Helper, tokens.subdued, room);
            self.speak_size(ui, at.with_max_x(left + room));
            paint::galley_left(ui.painter(), pos2(left, middle), &words, tokens.subdued);
        }
        let (_, row) = ui.allocate_space(vec2(width, size::BUTTON_SMALL));
        if is_one {
            self.speak_size(ui, row.with_min_x(left).with_max_x(left + words.size().x));
            let at = pos2(left, row.center().y);
            paint::galley_left(ui.painter(), at, &words, tokens.subdued);
        }
        let at = Rect::from_min_max(
            pos2(left + inner - buttons, row.top()),
            pos2(left + inner, row.bottom()),
        );
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(at)
                .layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        child.spacing_mut().item_spacing.x = space::S;
        for (index, button) in self.buttons.iter().enumerate() {
            let response = if button.text.is_empty() {
                IconButton::new(button.icon, button.name)
                    .small()
                    .show(&mut child)
            } else {
                worded(button).show(&mut child)
            };
            if response.clicked() {
                answer.button = Some(index);
            }
            answer.buttons.push(response);
        }
    }

    fn speak_size(&self, ui: &Ui, at: Rect) {
        if self.size_text.is_empty() {
            return;
        }
        let spoken = ui.interact(at, ui.unique_id().with("size"), Sense::hover());
        spoken.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.size_text));
    }

    fn buttons_width(&self, ui: &Ui) -> f32 {
        let gaps = space::S * self.buttons.len().saturating_sub(1) as f32;
        let each: f32 = self
            .buttons
            .iter()
            .map(|button| match button.text {
                "" => size::BUTTON_SMALL,
                _ => worded(button).width(ui),
            })
            .sum();
        each + gaps
    }
}

/// What is wrong is read, the rest is glanced at.
fn message(ui: &Ui, tone: Tone, text: &str, colour: Color32, width: f32) -> Arc<Galley> {
    let kind = if tone == Tone::Danger {
        Type::Body
    } else {
        Type::Helper
    };
    paint::paragraph(ui, text, kind, colour, width - 2.0 * SIDES - ICON)
}

fn worded<'a>(button: &SlotButton<'a>) -> Button<'a> {
    Button::secondary(button.text)
        .small()
        .icon(button.icon)
        .name(button.name)
}
