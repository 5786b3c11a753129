//! What the documents and the gestures share: the name, the state and the path of a picture slot.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Id, Ui};

use super::fields;
use crate::desk::Action;
use crate::desk::state::SlotView;
use crate::desk::update::drafts::is_changed;
use crate::domain::{Field, Picture, Slot};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::widgets::{FieldResponse, Image, Message, TextField};

/// The name of a slot as a title: `Identity card`, `Gesture 3 Nod`.
pub fn name(cx: &Cx<'_>, slot: Slot) -> String {
    let name = fields::label(cx, Field::Picture(slot));
    match slot {
        Slot::Gesture(index) => format!("{name} {}", gesture_name(cx, index))
            .trim_end()
            .to_owned(),
        Slot::IdPhoto | Slot::Selfie | Slot::ProofOfAddress => name,
    }
}

/// What the gesture is in the chosen set; empty if the profile does not say.
pub fn gesture_name<'a>(cx: &'a Cx<'_>, index: u8) -> &'a str {
    let chosen = cx.draft.form.get(Field::GesturesSet);
    let sets = &cx.state.profile().gesture_sets;
    sets.iter()
        .find(|set| set.id.to_string() == chosen)
        .and_then(|set| set.gestures.get(usize::from(index)))
        .map_or("", |name| name.as_str())
}

/// A text with the slot's name in the middle of it: "View identity card".
pub fn about(cx: &Cx<'_>, id: &'static str, slot: Slot) -> String {
    let name = name(cx, slot);
    let mut letters = name.chars();
    let name: String = letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default();
    cx.tf(id, &[("slot", name.into())])
}

/// What is to be said of a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is in it.
    Empty,
    /// A picture is being read.
    Loading,
    /// The last picture offered was refused, and why; another may still stand in it.
    Refused(String),
    /// A picture is in it or should be, and something is wrong.
    Wrong(String),
    /// A picture is in it.
    Good,
}

impl Standing {
    /// Of a slot, now.
    pub fn of(cx: &Cx<'_>, slot: Slot) -> Self {
        let view = cx.state.onboard.slots.get(&slot);
        let picture = cx.draft.form.pictures.get(&slot);
        if view.is_some_and(|view| view.loading.is_some()) {
            return Self::Loading;
        }
        if let Some(told) = view.and_then(|view| view.refused.as_ref()) {
            let mut text = told.full(cx.tr);
            if picture.is_some() {
                text = format!("{text}. {}", cx.t("slot-old-stands"));
            }
            return Self::Refused(text);
        }
        if let Some(problem) = cx.state.onboard.problem_at(Field::Picture(slot)) {
            return Self::Wrong(fields::problem_text(cx, problem));
        }
        if picture.is_some() {
            Self::Good
        } else {
            Self::Empty
        }
    }

    /// The reason, if there is one to be shown as an error.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Refused(text) | Self::Wrong(text) => Some(text),
            Self::Empty | Self::Loading | Self::Good => None,
        }
    }
}

/// The small picture of a slot, on the graphics card.
pub fn thumbnail(cx: &mut Cx<'_>, ui: &Ui, slot: Slot) -> Option<Image> {
    let state = cx.state;
    let thumbnail = state
        .onboard
        .slots
        .get(&slot)
        .and_then(|view: &SlotView| view.thumbnail.as_ref())?;
    Some(Image::of(&cx.textures.get(ui.ctx(), thumbnail)))
}

/// `3.4 MB → 412 KB · 1600 × 1010`: the file it was made from, what is sent, its pixels.
pub fn facts(cx: &Cx<'_>, slot: Slot, picture: &Picture) -> String {
    let lang = cx.tr.lang();
    let before = format::bytes(picture.original_bytes, lang);
    let after = format::bytes(picture.bytes.len() as u64, lang);
    let id = if before == after {
        "slot-size-same"
    } else {
        "slot-size"
    };
    let args = [
        ("before", before.into()),
        ("after", after.into()),
        ("width", i64::from(picture.width_px).into()),
        ("height", i64::from(picture.height_px).into()),
    ];
    let facts = cx.tf(id, &args);
    if is_changed(cx.state, &cx.draft.form, Field::Picture(slot)) {
        format!("{facts} · {}", cx.t("onboard-changed-picture"))
    } else {
        facts
    }
}

/// The id of a slot's path field: the focus of the slot goes there.
pub fn path_id(slot: Slot) -> Id {
    fields::id(Field::Picture(slot))
}

/// The field for a typed path. Enter loads it and goes on to the next slot of `order` that holds nothing.
pub fn path_field(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    slot: Slot,
    order: &[Slot],
    message: Option<Message<'_>>,
    width: f32,
) {
    if cx.state.onboard.focus == Some(Field::Picture(slot)) {
        ui.memory_mut(|memory| memory.request_focus(path_id(slot)));
        cx.act(Action::Focused);
    }
    if is_next(ui, slot) {
        ui.memory_mut(|memory| memory.request_focus(path_id(slot)));
    }
    if is_newly_refused(cx, ui, slot) && is_free(cx, ui, slot, order) {
        select_all(cx, ui, slot);
    }
    let label = about(cx, "slot-path", slot);
    let load = about(cx, "slot-load-name", slot);
    let placeholder = cx.t("slot-path-placeholder");
    let path = cx.draft.paths.entry(slot).or_default();
    let field = TextField::new(&label, path)
        .id(path_id(slot))
        .placeholder(&placeholder)
        .trailing_button(Icon::ARROW_RIGHT, &load)
        .hide_label()
        .width(width);
    let answer: FieldResponse = ui
        .vertical(|ui| {
            ui.set_width(width);
            match message {
                Some(message) => field.message(message).show(ui),
                None => field.no_message_line().show(ui),
            }
        })
        .inner;
    let is_empty = path.trim().is_empty();
    fields::entered(cx, ui, Field::Picture(slot));
    if is_empty {
        cx.draft.paths.remove(&slot);
    } else if answer.submitted || answer.trailing_clicked {
        cx.act(Action::LoadPath(slot));
    }
    if answer.submitted
        && !is_empty
        && let Some(next) = next_empty(cx, slot, order)
    {
        focus_path(ui, next);
    }
}

/// Puts the focus on the path of a slot, in the next pass: a click in this one would take it away again.
pub fn focus_path(ui: &Ui, slot: Slot) {
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(next_id(), (slot, pass)));
    ui.ctx().request_repaint();
}

/// True once when the file of a typed path was refused.
fn is_newly_refused(cx: &Cx<'_>, ui: &Ui, slot: Slot) -> bool {
    let view = cx.state.onboard.slots.get(&slot);
    let is_refused = view.is_some_and(|view| view.refused.is_some() && view.loading.is_none());
    let key = path_id(slot).with("refused");
    let before: Option<bool> = ui.data(|data| data.get_temp(key));
    ui.data_mut(|data| data.insert_temp(key, is_refused));
    before == Some(false) && is_refused && has_path(cx, slot)
}

fn has_path(cx: &Cx<'_>, slot: Slot) -> bool {
    let path = cx.draft.paths.get(&slot);
    path.is_some_and(|path| !path.trim().is_empty())
}

/// True if nothing is interrupted when the focus comes back to this path: it is here, nowhere, or in an empty path.
fn is_free(cx: &Cx<'_>, ui: &Ui, slot: Slot, order: &[Slot]) -> bool {
    if cx.state.modal.is_some() {
        return false;
    }
    if ui.memory(|memory| memory.focused().is_none()) {
        return true;
    }
    focused(ui, order).is_some_and(|at| at == slot || !has_path(cx, at))
}

/// The focus on the path with all of it selected: the next one is typed over it.
fn select_all(cx: &Cx<'_>, ui: &Ui, slot: Slot) {
    let id = path_id(slot);
    let length = cx
        .draft
        .paths
        .get(&slot)
        .map_or(0, |path| path.chars().count());
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let whole = CCursorRange::two(CCursor::new(0), CCursor::new(length));
    state.cursor.set_char_range(Some(whole));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

fn next_id() -> Id {
    Id::unique("next path of a slot")
}

/// True once for the slot to which Enter led, in the pass after: in the same one its field would take that Enter as its own.
fn is_next(ui: &Ui, slot: Slot) -> bool {
    let pass = ui.ctx().cumulative_pass_nr();
    let next: Option<(Slot, u64)> = ui.data(|data| data.get_temp(next_id()));
    let is_next = next.is_some_and(|(next, at)| next == slot && at < pass);
    if is_next {
        ui.data_mut(|data| data.remove::<(Slot, u64)>(next_id()));
    }
    is_next
}

/// The next slot after this one that holds nothing and is not being filled.
fn next_empty(cx: &Cx<'_>, slot: Slot, order: &[Slot]) -> Option<Slot> {
    let is_empty = |slot: &&Slot| {
        let view = cx.state.onboard.slots.get(slot);
        !cx.draft.form.pictures.contains_key(slot) && view.is_none_or(|view| view.loading.is_none())
    };
    order
        .iter()
        .skip_while(|known| **known != slot)
        .skip(1)
        .find(is_empty)
        .copied()
}

/// The slot of `order` whose path has the focus.
pub fn focused(ui: &Ui, order: &[Slot]) -> Option<Slot> {
    let focused = ui.memory(egui::Memory::focused)?;
    order
        .iter()
        .find(|slot| path_id(**slot) == focused)
        .copied()
}
