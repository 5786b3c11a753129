//! One of two or three, side by side.

use egui::{
    Align2, Color32, CornerRadius, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Response,
    Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::labelled::labelled_control;
use super::{Message, focus, message, paint};
use crate::ui::theme::{self, Type, radius, size, space};

/// One of two or three choices, side by side; arrow keys move the choice.
#[must_use = "show it"]
#[derive(Debug)]
pub struct Segmented<'a> {
    label: &'a str,
    options: &'a [&'a str],
    selected: Option<usize>,
    id: Option<Id>,
    message: Message<'a>,
    width: Option<f32>,
    enabled: bool,
    show_label: bool,
    message_line: bool,
}

/// What happened to a control that picks one of several.
#[derive(Debug)]
pub struct PickResponse {
    /// Of the control itself.
    pub response: Response,
    /// The option that the person picked in this frame, by its index. The caller keeps it.
    pub picked: Option<usize>,
    /// What was typed in place of an option, where that is allowed.
    pub typed: Option<String>,
    /// The focus left in this frame.
    pub blurred: bool,
    /// The link in the message that was clicked.
    pub action: Option<usize>,
}

labelled_control!(Segmented, PickResponse);

impl<'a> Segmented<'a> {
    /// `selected` is an index into `options`; `None` when nothing is chosen yet.
    pub const fn new(label: &'a str, options: &'a [&'a str], selected: Option<usize>) -> Self {
        Self {
            label,
            options,
            selected,
            id: None,
            message: Message::None,
            width: None,
            enabled: true,
            show_label: true,
            message_line: true,
        }
    }

    fn show_inner(self, ui: &mut Ui) -> PickResponse {
        let tokens = theme::of(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let top = ui.cursor().min;
        if self.show_label {
            message::label(ui, self.label, width);
        }
        let enabled = self.enabled && ui.is_enabled();
        let sense = if enabled {
            Sense::FOCUSABLE
        } else {
            Sense::hover()
        };
        let (auto, rect) = ui.allocate_space(vec2(width, size::FIELD));
        let response = ui.interact(rect, self.id.unwrap_or(auto), sense);
        let id = response.id;
        response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, enabled, self.label));

        let has_focus = response.has_focus();
        let mut picked = if has_focus && enabled {
            self.by_keys(ui, id)
        } else {
            None
        };
        let edge = if has_focus {
            tokens.accent
        } else {
            self.message.edge(tokens)
        };
        let ground = if enabled {
            tokens.raised
        } else {
            tokens.background
        };
        if has_focus {
            ui.painter()
                .add(paint::soft_ring(rect, radius::M, self.message.ring(tokens)));
        }
        ui.painter().rect_filled(rect, radius::M, ground);
        let one = rect.width() / self.options.len().max(1) as f32;
        for (index, option) in self.options.iter().enumerate() {
            let cell = Rect::from_min_size(
                pos2(rect.left() + one * index as f32, rect.top()),
                vec2(one, rect.height()),
            );
            // Not focusable: the group is one stop of the Tab key.
            let sense = if enabled {
                Sense::CLICK
            } else {
                Sense::hover()
            };
            let answer = ui.interact(cell, id.with(index), sense);
            let chosen = self.selected == Some(index);
            answer.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, chosen, option));
            if answer.clicked() {
                ui.memory_mut(|memory| memory.request_focus(id));
                picked = (!chosen).then_some(index);
            }
            if chosen {
                ui.accesskit_node_builder(id, |node| {
                    node.set_active_descendant(answer.id.accesskit_id());
                    node.set_value(*option);
                });
            }
            let fill = match (chosen, answer.hovered() && enabled) {
                (true, _) => tokens.accent_soft,
                (false, true) => tokens.background,
                (false, false) => Color32::TRANSPARENT,
            };
            ui.painter()
                .rect_filled(cell, corners(index, self.options.len()), fill);
            if index > 0 {
                let line = Stroke::new(1.0, tokens.line);
                ui.painter()
                    .vline(cell.left().round() + 0.5, cell.y_range().shrink(1.0), line);
            }
            let colour = match (enabled, chosen) {
                (true, true) => tokens.accent,
                (true, false) => tokens.text,
                (false, true) => tokens.text_strong,
                (false, false) => tokens.subdued,
            };
            let words = paint::line(ui, option, Type::BodyStrong, colour, one - 2.0 * space::XS);
            let at = Align2::CENTER_CENTER.align_size_within_rect(words.size(), cell);
            ui.painter().galley(at.min, words, colour);
            if enabled {
                answer.on_hover_cursor(CursorIcon::PointingHand);
            }
        }
        ui.painter()
            .add(Shape::from(egui::epaint::RectShape::stroke(
                rect,
                radius::M,
                Stroke::new(1.0, edge),
                StrokeKind::Inside,
            )));

        let change = focus::track(ui, id, ui.memory(|memory| memory.has_focus(id)));
        let action = if self.message_line {
            message::show(ui, id, self.message, width)
        } else {
            None
        };
        if change.gained {
            let whole = Rect::from_min_max(top, pos2(top.x + width, ui.cursor().top()));
            ui.scroll_to_rect(whole.expand(space::S), None);
        }
        PickResponse {
            response,
            picked,
            typed: None,
            blurred: change.lost,
            action,
        }
    }

    fn by_keys(&self, ui: &Ui, id: Id) -> Option<usize> {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let last = self.options.len().checked_sub(1)?;
        let (back, on, choose) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (
                pressed(Key::ArrowLeft) | pressed(Key::ArrowUp),
                pressed(Key::ArrowRight) | pressed(Key::ArrowDown),
                pressed(Key::Space),
            )
        });
        match (self.selected, back, on) {
            (Some(now), true, _) => now.checked_sub(1),
            (Some(now), _, true) => (now < last).then_some(now + 1),
            (None, true, _) => Some(last),
            (None, _, true) => Some(0),
            (None, _, _) if choose => Some(0),
            _ => None,
        }
    }
}

fn corners(index: usize, count: usize) -> CornerRadius {
    let (first, last) = (index == 0, index + 1 == count);
    let round = |yes: bool| if yes { radius::M } else { 0 };
    CornerRadius {
        nw: round(first),
        sw: round(first),
        ne: round(last),
        se: round(last),
    }
}
