//! A field to type in: label above, a line for messages below.

use egui::text_edit::TextEdit;
use egui::{
    Align2, CompletionPopup, CursorIcon, Frame, Id, Key, Margin, RectAlign, Response, RichText,
    Role, Sense, Shape, Stroke, Suggestion, Ui, WidgetInfo, pos2, vec2,
};

use super::labelled::labelled_control;
use super::{Message, focus, hint, message, paint};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type, radius, size, space};

/// Suggestions that are shown at most.
const SUGGESTIONS: usize = 6;

/// A field to type in. It never rewrites the text while a person types.
#[must_use = "show it"]
pub struct TextField<'a> {
    label: &'a str,
    value: &'a mut String,
    id: Option<Id>,
    message: Message<'a>,
    placeholder: &'a str,
    leading: Option<Icon>,
    trailing: Option<Icon>,
    trailing_button: Option<(Icon, &'a str)>,
    shortcut: Option<&'a str>,
    suggestions: &'a [&'a str],
    width: Option<f32>,
    rows: usize,
    password: bool,
    enabled: bool,
    show_label: bool,
    message_line: bool,
}

/// What happened to a [`TextField`].
#[derive(Debug)]
pub struct FieldResponse {
    /// egui's response of the text itself.
    pub response: Response,
    /// The focus left in this frame: the moment to check and to tidy.
    pub blurred: bool,
    /// The text was changed by the person in this frame.
    pub changed: bool,
    /// Enter was pressed in a field of one line.
    pub submitted: bool,
    /// The link in the message that was clicked.
    pub action: Option<usize>,
    /// The button inside the field was clicked.
    pub trailing_clicked: bool,
}

labelled_control!(TextField, FieldResponse);

impl<'a> TextField<'a> {
    /// A field of one line that fills the width there is.
    pub const fn new(label: &'a str, value: &'a mut String) -> Self {
        Self {
            label,
            value,
            id: None,
            message: Message::None,
            placeholder: "",
            leading: None,
            trailing: None,
            trailing_button: None,
            shortcut: None,
            suggestions: &[],
            width: None,
            rows: 1,
            password: false,
            enabled: true,
            show_label: true,
            message_line: true,
        }
    }

    /// Shown while the field is empty.
    pub const fn placeholder(mut self, text: &'a str) -> Self {
        self.placeholder = text;
        self
    }

    /// An icon at the left.
    pub const fn leading(mut self, icon: Icon) -> Self {
        self.leading = Some(icon);
        self
    }

    /// An icon at the right that only tells.
    pub const fn trailing(mut self, icon: Icon) -> Self {
        self.trailing = Some(icon);
        self
    }

    /// A button at the right, e.g. an eye to show a secret.
    pub const fn trailing_button(mut self, icon: Icon, name: &'a str) -> Self {
        self.trailing_button = Some((icon, name));
        self
    }

    /// The keys that lead here, shown at the right.
    pub const fn shortcut(mut self, keys: &'a str) -> Self {
        self.shortcut = Some(keys);
        self
    }

    /// Texts in capitals that are offered below, once something was typed: arrows choose, Enter or Tab takes.
    pub const fn suggestions(mut self, suggestions: &'a [&'a str]) -> Self {
        self.suggestions = suggestions;
        self
    }

    /// More than one row: Enter makes a new line.
    pub const fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Dots instead of letters, and no copying.
    pub const fn password(mut self, password: bool) -> Self {
        self.password = password;
        self
    }

    fn show_inner(self, ui: &mut Ui) -> FieldResponse {
        let tokens = theme::of(ui);
        let id = self.id.unwrap_or_else(|| {
            let id = ui.next_auto_id();
            ui.skip_ahead_auto_ids(1);
            id
        });
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let top = ui.cursor().min;
        let label = self
            .show_label
            .then(|| message::label(ui, self.label, width));

        let enabled = self.enabled && ui.is_enabled();
        let focused = ui.memory(|memory| memory.has_focus(id));
        let edge = match (enabled, focused && self.message == Message::None) {
            (false, _) => tokens.line,
            (true, true) => tokens.accent,
            (true, false) if focused && matches!(self.message, Message::Helper(_)) => tokens.accent,
            (true, false) => self.message.edge(tokens),
        };
        let ring = ui.painter().add(Shape::Noop);
        let keys = self.shortcut.map(|keys| hint::galley(ui, keys));
        let left = if self.leading.is_some() { 33 } else { 9 };
        let right = match (
            &keys,
            self.trailing.is_some() || self.trailing_button.is_some(),
        ) {
            (Some(keys), _) => hint::size_of(keys).x as i8 + 18,
            (None, true) => 35,
            (None, false) => 9,
        };
        let frame = Frame {
            inner_margin: Margin {
                left,
                right,
                top: 9,
                bottom: 9,
            },
            fill: if enabled {
                tokens.raised
            } else {
                tokens.background
            },
            stroke: Stroke::new(1.0, edge),
            corner_radius: radius::M.into(),
            ..Frame::new()
        };
        let hint = RichText::new(self.placeholder).font(Type::Body.font());
        let edit = if self.rows > 1 {
            TextEdit::multiline(self.value).desired_rows(self.rows)
        } else {
            TextEdit::singleline(self.value).align(Align2::LEFT_CENTER)
        };
        let edit = edit
            .id(id)
            .font(Type::Body.font())
            .text_color(if enabled {
                tokens.text_strong
            } else {
                tokens.text
            })
            .hint_text(hint)
            .password(self.password)
            .frame(frame)
            .min_size(vec2(width, size::FIELD))
            .desired_width(width)
            .interactive(enabled);
        let mut accepted = false;
        let response = if self.suggestions.is_empty() {
            edit.show(ui).response.response
        } else {
            let output = CompletionPopup::new(id)
                .align(RectAlign::BOTTOM_START)
                .word_boundary(|_| false)
                .show(ui, edit, |query| suggest(self.suggestions, query.text));
            accepted = output.accepted.is_some();
            output.text_edit.response.response
        };
        let rect = response.rect;
        let response = match &label {
            Some(label) => response.labelled_by(label.id),
            None => response.accessible_name(self.label),
        };
        if !enabled {
            ui.accesskit_node_builder(id, egui::accesskit::Node::set_disabled);
        }

        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let change = focus::track(ui, id, has_focus);
        if has_focus {
            ui.painter().set(
                ring,
                paint::soft_ring(rect, radius::M, self.message.ring(tokens)),
            );
        }
        let middle = rect.top() + size::FIELD / 2.0;
        if let Some(icon) = self.leading {
            paint::icon(
                ui.painter(),
                icon,
                pos2(rect.left() + 19.0, middle),
                size::ICON,
                tokens.subdued,
            );
        }
        if let Some(icon) = self.trailing {
            paint::icon(
                ui.painter(),
                icon,
                pos2(rect.right() - 19.0, middle),
                size::ICON,
                tokens.subdued,
            );
        }
        if let Some(keys) = keys {
            let box_size = hint::size_of(&keys);
            let at = egui::Rect::from_min_size(
                pos2(rect.right() - 10.0 - box_size.x, middle - box_size.y / 2.0),
                box_size,
            );
            hint::paint(ui, at, &keys, tokens.subdued, tokens.line_strong);
        }
        let trailing_clicked = self.trailing_button.is_some_and(|(icon, name)| {
            inner_button(
                ui,
                id.with("button"),
                pos2(rect.right() - 19.0, middle),
                icon,
                name,
            )
        });
        let action = if self.message_line {
            message::show(ui, id, self.message, width)
        } else {
            describe(ui, id, self.message);
            None
        };
        if change.gained {
            let whole = egui::Rect::from_min_max(top, pos2(top.x + width, ui.cursor().top()));
            ui.scroll_to_rect(whole.expand(space::S), None);
        }
        FieldResponse {
            blurred: change.lost,
            changed: response.changed() || accepted,
            submitted: self.rows == 1
                && change.lost
                && ui.input(|input| input.key_pressed(Key::Enter)),
            response,
            action,
            trailing_clicked,
        }
    }
}

/// The suggestions that begin as what was typed. For nothing and for a whole one there are none: Tab goes on.
fn suggest(suggestions: &[&str], typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim().to_uppercase();
    if typed.is_empty() || suggestions.iter().any(|known| *known == typed) {
        return Vec::new();
    }
    suggestions
        .iter()
        .filter(|known| known.starts_with(&typed))
        .take(SUGGESTIONS)
        .map(|known| Suggestion::new(*known))
        .collect()
}

fn describe(ui: &Ui, id: Id, message: Message<'_>) {
    if let Some(text) = message.text() {
        ui.accesskit_node_builder(id, |node| node.set_description(text));
    }
}

fn inner_button(ui: &Ui, id: Id, centre: egui::Pos2, icon: Icon, name: &str) -> bool {
    let tokens = theme::of(ui);
    let rect = egui::Rect::from_center_size(centre, vec2(26.0, 26.0));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let colour = if response.hovered() {
        tokens.text_strong
    } else {
        tokens.subdued
    };
    if response.hovered() {
        ui.painter().rect_filled(rect, radius::S, tokens.line);
    }
    if response.has_focus() {
        ui.painter()
            .add(paint::focus_ring(rect.shrink(2.0), radius::S, tokens));
    }
    paint::icon(ui.painter(), icon, centre, size::ICON, colour);
    let clicked = response.clicked();
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_ui(|ui| {
            ui.label(name);
        });
    clicked
}

/// Forgets what was typed into the field with this id: egui keeps it for undo. For secrets, after they were taken.
pub fn forget_typed(ctx: &egui::Context, id: Id) {
    if let Some(mut state) = TextEdit::load_state(ctx, id) {
        state.clear_undoer();
        TextEdit::store_state(ctx, id, state);
    }
}
