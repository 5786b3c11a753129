//! One of a long list, found by typing.

use egui::text_edit::{TextEdit, TextEditState};
use egui::{
    CursorIcon, Event, EventFilter, FocusDirection, Id, Key, Modifiers, Rect, Response, Role,
    Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, pos2, vec2,
};

use super::labelled::labelled_control;
use super::picker_list::{Answer, List, Open, ROWS_SHOWN};
use super::{Message, PickResponse, focus, message, paint, picker_filter};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type, radius, size, space};

/// One entry of a [`Picker`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PickerItem<'a> {
    /// What the caller knows it by, e.g. `ID`.
    pub id: &'a str,
    /// What a person reads, e.g. `Indonesia`.
    pub text: &'a str,
    /// What stands beside it, subdued: a code; may be empty.
    pub detail: &'a str,
    /// More words by which it is found: `IDN +62`; may be empty.
    pub search: &'a str,
}

/// A field that opens a list with a filter: by name, code or any other word of the entry.
///
/// Opens on click, Enter, Space, Down or a typed letter. Open: Up, Down, Home, End, Page Up and Page Down move, Enter picks,
/// Tab picks and goes on, Escape closes.
#[must_use = "show it"]
#[derive(Debug)]
pub struct Picker<'a> {
    label: &'a str,
    items: &'a [PickerItem<'a>],
    selected: Option<&'a str>,
    id: Option<Id>,
    message: Message<'a>,
    placeholder: &'a str,
    filter_hint: &'a str,
    nothing_found: &'a str,
    free: Option<fn(&str) -> bool>,
    width: Option<f32>,
    enabled: bool,
    show_label: bool,
    message_line: bool,
}

labelled_control!(Picker, PickResponse);

impl<'a> Picker<'a> {
    /// `selected` is the id of one of `items`.
    pub const fn new(
        label: &'a str,
        items: &'a [PickerItem<'a>],
        selected: Option<&'a str>,
    ) -> Self {
        Self {
            label,
            items,
            selected,
            id: None,
            message: Message::None,
            placeholder: "",
            filter_hint: "",
            nothing_found: "",
            free: None,
            width: None,
            enabled: true,
            show_label: true,
            message_line: true,
        }
    }

    /// Shown while nothing is chosen.
    pub const fn placeholder(mut self, text: &'a str) -> Self {
        self.placeholder = text;
        self
    }

    /// Shown in the empty filter.
    pub const fn filter_hint(mut self, text: &'a str) -> Self {
        self.filter_hint = text;
        self
    }

    /// Shown instead of the list when no entry fits.
    pub const fn nothing_found(mut self, text: &'a str) -> Self {
        self.nothing_found = text;
        self
    }

    /// What fits no entry is taken as it was typed, if this allows it: Enter or Tab give it as `typed`.
    pub const fn free(mut self, is_allowed: fn(&str) -> bool) -> Self {
        self.free = Some(is_allowed);
        self
    }

    fn show_inner(self, ui: &mut Ui) -> PickResponse {
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let top = ui.cursor().min;
        let label = self
            .show_label
            .then(|| message::label(ui, self.label, width));
        let enabled = self.enabled && ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (auto, rect) = ui.allocate_space(vec2(width, size::FIELD));
        let id = self.id.unwrap_or(auto);
        leave_if_asked(ui, id);
        let response = ui.interact(rect, id, sense);

        let key = id.with("picker");
        let mut open: Option<Open> = ui.data(|data| data.get_temp(key));
        let was_open = open.is_some();
        if open.is_none() && enabled {
            open = self.open_by(ui, &response);
        } else if response.clicked() {
            open = None;
        }
        let chosen = self.chosen();
        self.describe(ui, &response, chosen, open.is_some(), enabled);
        if let Some(label) = &label {
            ui.accesskit_node_builder(id, |node| node.push_labelled_by(label.id.accesskit_id()));
        }
        self.paint_field(ui, &response, chosen, open.is_some(), enabled);

        let (mut picked, mut typed) = (None, None);
        if let Some(state) = &mut open {
            if !was_open {
                // The caret of the last time must not stay.
                TextEdit::store_state(ui.ctx(), key.with("filter"), TextEditState::default());
            }
            if was_open {
                typed = self.taken(ui, &state.typed);
            }
            if let Answer::Close { picked: choice, go } =
                self.list().show(ui, &response, key, state, was_open)
            {
                picked = choice;
                open = None;
                ui.memory_mut(|memory| memory.request_focus(id));
                if let Some(direction) = go {
                    ui.data_mut(|data| {
                        data.insert_temp(key.with("leave"), direction == FocusDirection::Next)
                    });
                }
                ui.ctx().request_repaint();
            } else if typed.is_some() {
                open = None;
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        }
        let is_open = open.is_some();
        ui.data_mut(|data| match open {
            Some(state) => {
                data.insert_temp(key, state);
            }
            None => data.remove::<Open>(key),
        });

        let change = focus::track(ui, id, is_open || ui.memory(|memory| memory.has_focus(id)));
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
            typed,
            blurred: change.lost,
            action,
        }
    }

    /// What was typed, if no entry fits it, it may be taken as it is, and a key takes it now.
    fn taken(&self, ui: &Ui, typed: &str) -> Option<String> {
        let typed = typed.trim();
        let is_allowed = self.free?;
        let takes = ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Tab));
        let is_free =
            takes && is_allowed(typed) && picker_filter::matches(self.items, typed).is_empty();
        is_free.then(|| typed.to_owned())
    }

    const fn list(&self) -> List<'_> {
        List {
            items: self.items,
            selected: self.selected,
            label: self.label,
            filter_hint: self.filter_hint,
            nothing_found: self.nothing_found,
        }
    }

    fn chosen(&self) -> Option<usize> {
        let selected = self.selected?;
        self.items.iter().position(|item| item.id == selected)
    }

    /// Whether a click or a key opens the list now; a typed letter is its first filter.
    fn open_by(&self, ui: &Ui, response: &Response) -> Option<Open> {
        let mut typed = String::new();
        let mut open = response.clicked();
        if response.has_focus() {
            let filter = EventFilter {
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            ui.input_mut(|input| {
                open |= input.consume_key(Modifiers::NONE, Key::ArrowDown);
                open |= input.consume_key(Modifiers::NONE, Key::ArrowUp);
                input.events.retain(|event| match event {
                    // Space opens (it clicks); it is no filter.
                    Event::Text(text) if !text.trim().is_empty() => {
                        typed.push_str(text);
                        false
                    }
                    _ => true,
                });
            });
        }
        if !open && typed.is_empty() {
            return None;
        }
        let highlighted = if typed.is_empty() {
            self.chosen().unwrap_or(0)
        } else {
            0
        };
        Some(Open {
            typed,
            highlighted,
            // The chosen entry in the middle.
            offset: (size::PICKER_ROW * (highlighted as f32 - ROWS_SHOWN / 2.0 + 0.5)).max(0.0),
            focused: false,
            placed: false,
            touched: false,
        })
    }

    fn describe(
        &self,
        ui: &Ui,
        response: &Response,
        chosen: Option<usize>,
        open: bool,
        enabled: bool,
    ) {
        let value = chosen.map_or("", |index| self.items[index].text);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(
                Role::ComboBox,
                enabled,
                if self.show_label { "" } else { self.label },
            );
            info.current_text_value = Some(value.to_owned());
            info
        });
        ui.accesskit_node_builder(response.id, |node| {
            node.set_expanded(open);
            node.set_has_popup(accesskit::HasPopup::Listbox);
        });
    }

    fn paint_field(
        &self,
        ui: &Ui,
        response: &Response,
        chosen: Option<usize>,
        open: bool,
        enabled: bool,
    ) {
        let tokens = theme::of(ui);
        let rect = response.rect;
        let active = open || response.has_focus();
        if active {
            ui.painter()
                .add(paint::soft_ring(rect, radius::M, self.message.ring(tokens)));
        }
        let plain = matches!(self.message, Message::None | Message::Helper(_));
        let edge = match (enabled, active && plain) {
            (false, _) => tokens.line,
            (true, true) => tokens.accent,
            (true, false) => self.message.edge(tokens),
        };
        let fill = if enabled {
            tokens.raised
        } else {
            tokens.background
        };
        ui.painter().rect(
            rect,
            radius::M,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        let middle = rect.center().y;
        let room = rect.width() - 34.0 - 36.0;
        let left = pos2(rect.left() + 34.0, middle);
        paint::icon(
            ui.painter(),
            Icon::MAGNIFYING_GLASS,
            pos2(rect.left() + 19.0, middle),
            size::ICON,
            tokens.subdued,
        );
        paint::icon(
            ui.painter(),
            Icon::CARET_DOWN,
            pos2(rect.right() - 19.0, middle),
            size::ICON,
            tokens.subdued,
        );
        if let Some(item) = chosen.map(|index| &self.items[index]) {
            let colour = if enabled {
                tokens.text_strong
            } else {
                tokens.text
            };
            let text = paint::line(ui, item.text, Type::Body, colour, room);
            paint::galley_left(ui.painter(), left, &text, colour);
            let beside = left.x + text.size().x + space::S;
            let left_over = left.x + room - beside;
            let detail = paint::line(ui, item.detail, Type::Helper, tokens.subdued, left_over);
            paint::galley_left(ui.painter(), pos2(beside, middle), &detail, tokens.subdued);
        } else {
            let text = paint::line(ui, self.placeholder, Type::Body, tokens.subdued, room);
            paint::galley_left(ui.painter(), left, &text, tokens.subdued);
        }
        if enabled {
            response.clone().on_hover_cursor(CursorIcon::PointingHand);
        }
    }
}

/// Tab in the list: the focus goes on from the field, one frame later.
fn leave_if_asked(ui: &Ui, id: Id) {
    let key = id.with("picker").with("leave");
    let forward: Option<bool> = ui.data_mut(|data| data.remove_temp(key));
    if let Some(forward) = forward {
        let direction = if forward {
            FocusDirection::Next
        } else {
            FocusDirection::Previous
        };
        ui.memory_mut(|memory| {
            memory.request_focus(id);
            memory.move_focus(direction);
        });
    }
}
