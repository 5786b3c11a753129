//! The opened list of a picker: filter, rows, keys.

use egui::text_edit::TextEdit;
use egui::{
    CursorIcon, EventFilter, FocusDirection, Frame, Id, Key, Margin, Modifiers, Popup,
    PopupCloseBehavior, Response, RichText, Role, ScrollArea, Sense, Shape, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

use super::{PickerItem, paint, picker_filter};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type, radius, size};

pub(super) const ROWS_SHOWN: f32 = 8.0;
const MIN_WIDTH: f32 = 260.0;

/// Kept while the list is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Open {
    pub(super) typed: String,
    pub(super) highlighted: usize,
    pub(super) offset: f32,
    pub(super) focused: bool,
    /// The rows were drawn at `offset`.
    pub(super) placed: bool,
    /// The highlight was moved by a key.
    pub(super) touched: bool,
}

pub(super) enum Answer {
    Stay,
    Close {
        picked: Option<usize>,
        go: Option<FocusDirection>,
    },
}

pub(super) struct List<'a> {
    pub(super) items: &'a [PickerItem<'a>],
    pub(super) selected: Option<&'a str>,
    pub(super) label: &'a str,
    pub(super) filter_hint: &'a str,
    pub(super) nothing_found: &'a str,
}

impl List<'_> {
    pub(super) fn show(
        &self,
        ui: &Ui,
        field: &Response,
        key: Id,
        state: &mut Open,
        was_open: bool,
    ) -> Answer {
        let tokens = theme::of(ui);
        let mut open = true;
        let frame = Frame::new()
            .fill(tokens.raised)
            .stroke(Stroke::new(1.0, tokens.line))
            .corner_radius(radius::M)
            .shadow(tokens.shadow_high)
            .inner_margin(Margin::same(6));
        let width = field.rect.width().max(MIN_WIDTH) - 14.0;
        let shown = Popup::from_response(field)
            .id(key.with("popup"))
            .open_bool(&mut open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .gap(4.0)
            .width(width)
            .frame(frame)
            .accessible_name(self.label)
            .show(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 4.0;
                self.content(ui, key, state, was_open)
            });
        match shown.map(|shown| shown.inner) {
            Some(answer @ Answer::Close { .. }) => answer,
            Some(Answer::Stay) if open => Answer::Stay,
            _ => Answer::Close {
                picked: None,
                go: None,
            },
        }
    }

    fn content(&self, ui: &mut Ui, key: Id, state: &mut Open, was_open: bool) -> Answer {
        let mut found = picker_filter::matches(self.items, &state.typed);
        let moved = if was_open {
            Self::keys(ui, state, &found)
        } else {
            Ok(false)
        };
        let moved = match moved {
            Ok(moved) => moved,
            Err(answer) => return answer,
        };
        let before = state.typed.len();
        self.filter(ui, key.with("filter"), state);
        if state.typed.len() != before {
            found = picker_filter::matches(self.items, &state.typed);
            state.highlighted = 0;
            state.offset = 0.0;
        }
        state.highlighted = state.highlighted.min(found.len().saturating_sub(1));
        if found.is_empty() {
            self.nothing(ui);
            return Answer::Stay;
        }
        let room = size::PICKER_ROW * ROWS_SHOWN;
        let jump = moved || !state.placed || state.typed.len() != before;
        if moved {
            let top = size::PICKER_ROW * state.highlighted as f32;
            state.offset = state
                .offset
                .clamp((top + size::PICKER_ROW - room).max(0.0), top);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical()
            .id_salt("rows")
            .max_height(room)
            .auto_shrink([false, true]);
        if jump {
            area = area.vertical_scroll_offset(state.offset);
        }
        let mut picked = None;
        let output = area.show_rows(ui, size::PICKER_ROW, found.len(), |ui, range| {
            for row in range {
                if self
                    .row(ui, key, found[row], row == state.highlighted)
                    .clicked()
                {
                    picked = Some(found[row]);
                }
            }
        });
        // The first time, egui lays the list out unseen to measure it, and all of it seems to be in view.
        if !ui.is_sizing_pass() {
            state.offset = output.state.clamped_offset().y;
            state.placed = true;
        }
        match picked {
            Some(_) => Answer::Close { picked, go: None },
            None => Answer::Stay,
        }
    }

    /// Moves the highlight; `Ok(true)` if it moved, `Err` if the list is to close.
    fn keys(ui: &Ui, state: &mut Open, found: &[usize]) -> Result<bool, Answer> {
        let last = found.len().saturating_sub(1);
        let page = ROWS_SHOWN as usize - 1;
        let now = state.highlighted.min(last);
        let choice = found.get(now).copied();
        ui.input_mut(|input| {
            // Shift first: without it, the plain key matches too.
            let back = input.consume_key(Modifiers::SHIFT, Key::Tab);
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            if pressed(Key::Escape) {
                return Err(Answer::Close {
                    picked: None,
                    go: None,
                });
            }
            if pressed(Key::Enter) {
                return match choice {
                    Some(_) => Err(Answer::Close {
                        picked: choice,
                        go: None,
                    }),
                    None => Ok(false),
                };
            }
            if back || pressed(Key::Tab) {
                let go = if back {
                    FocusDirection::Previous
                } else {
                    FocusDirection::Next
                };
                // Tab without a look at the list changes nothing.
                let picked = choice.filter(|_| state.touched || !state.typed.is_empty());
                return Err(Answer::Close {
                    picked,
                    go: Some(go),
                });
            }
            let to = if pressed(Key::ArrowDown) {
                (now + 1).min(last)
            } else if pressed(Key::ArrowUp) {
                now.saturating_sub(1)
            } else if pressed(Key::PageDown) {
                (now + page).min(last)
            } else if pressed(Key::PageUp) {
                now.saturating_sub(page)
            } else if pressed(Key::Home) {
                0
            } else if pressed(Key::End) {
                last
            } else {
                return Ok(false);
            };
            state.highlighted = to;
            state.touched = true;
            Ok(true)
        })
    }

    fn filter(&self, ui: &mut Ui, id: Id, state: &mut Open) {
        let tokens = theme::of(ui);
        let keys = EventFilter {
            tab: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        let frame = Frame::new()
            .fill(tokens.background)
            .corner_radius(radius::S)
            .inner_margin(Margin {
                left: 32,
                right: 8,
                top: 8,
                bottom: 8,
            });
        let width = ui.available_width();
        let response = ui.add(
            TextEdit::singleline(&mut state.typed)
                .id(id)
                .font(Type::Body.font())
                .text_color(tokens.text_strong)
                .hint_text(RichText::new(self.filter_hint).font(Type::Body.font()))
                .frame(frame)
                .event_filter(keys)
                .desired_width(width),
        );
        let response = response.accessible_name(self.label);
        let centre = pos2(response.rect.left() + 17.0, response.rect.center().y);
        paint::icon(
            ui.painter(),
            Icon::MAGNIFYING_GLASS,
            centre,
            size::ICON,
            tokens.subdued,
        );
        // Until it has come once; each frame would block typing.
        if !state.focused {
            response.request_focus();
            state.focused =
                response.gained_focus() || ui.memory(|memory| memory.had_focus_last_frame(id));
            ui.ctx().request_repaint();
        }
    }

    fn nothing(&self, ui: &mut Ui) {
        let tokens = theme::of(ui);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), size::PICKER_ROW), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.nothing_found));
        let text = paint::line(
            ui,
            self.nothing_found,
            Type::Body,
            tokens.subdued,
            rect.width() - 16.0,
        );
        paint::galley_left(
            ui.painter(),
            pos2(rect.left() + 8.0, rect.center().y),
            &text,
            tokens.subdued,
        );
    }

    fn row(&self, ui: &mut Ui, key: Id, index: usize, highlighted: bool) -> Response {
        let tokens = theme::of(ui);
        let item = &self.items[index];
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::PICKER_ROW));
        // Not focusable: the focus stays in the filter.
        let response = ui.interact(rect, key.with(("row", index)), Sense::CLICK);
        let chosen = self.selected == Some(item.id);
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, item.text));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_selected(highlighted);
            if !item.detail.is_empty() {
                node.set_description(item.detail);
            }
        });
        let fill = match (highlighted, response.hovered()) {
            (true, _) => Some(tokens.accent_soft),
            (false, true) => Some(tokens.background),
            (false, false) => None,
        };
        if let Some(fill) = fill {
            ui.painter().add(Shape::rect_filled(rect, radius::S, fill));
        }
        let middle = rect.center().y;
        let detail_colour = if highlighted {
            tokens.text
        } else {
            tokens.subdued
        };
        let detail = paint::line(ui, item.detail, Type::Helper, detail_colour, 90.0);
        let tick = if chosen { 22.0 } else { 0.0 };
        let right = rect.right() - 10.0 - tick - detail.size().x;
        let text = paint::line(
            ui,
            item.text,
            Type::Body,
            tokens.text_strong,
            right - rect.left() - 18.0,
        );
        paint::galley_left(
            ui.painter(),
            pos2(rect.left() + 10.0, middle),
            &text,
            tokens.text_strong,
        );
        paint::galley_left(ui.painter(), pos2(right, middle), &detail, detail_colour);
        if chosen {
            paint::icon(
                ui.painter(),
                Icon::CHECK,
                pos2(rect.right() - 16.0, middle),
                size::ICON,
                tokens.accent,
            );
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}
