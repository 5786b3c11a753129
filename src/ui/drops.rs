//! Files dropped on the window, and pictures pasted into it.

use std::collections::BTreeMap;

use egui::{
    Align2, Area, Color32, Context, CursorIcon, DragAndDrop, Event, Frame, Id, Key, LayerId,
    Margin, Modifiers, Order, Rect, Response, Stroke, StrokeKind, Ui, UiBuilder, vec2,
};

use super::cx::Cx;
use super::screens::onboard::slots;
use super::theme::{self, radius, space};
use super::widgets::text;
use crate::desk::Action;
use crate::desk::action::Dropped;
use crate::domain::Slot;

/// The picture at the pointer while it is dragged.
const GHOST: egui::Vec2 = vec2(96.0, 72.0);

/// Where each slot was last drawn, and in which pass.
#[derive(Clone, Default)]
struct Targets(BTreeMap<Slot, (Rect, u64)>);

fn targets_id() -> Id {
    Id::unique("drop-targets")
}

/// Says that what is dropped inside `rect` belongs to this slot. Each time the slot is drawn.
pub fn target(ui: &Ui, slot: Slot, rect: Rect) {
    let rect = rect.intersect(ui.clip_rect());
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| {
        let targets: &mut Targets = data.get_temp_mut_or_default(targets_id());
        targets.0.insert(slot, (rect, pass));
    });
}

/// The slot under the pointer, if its place was drawn in this pass or the one before.
fn slot_under_pointer(ctx: &Context) -> Option<Slot> {
    let at = ctx.input(|input| input.pointer.latest_pos())?;
    let pass = ctx.cumulative_pass_nr();
    let targets: Targets = ctx.data(|data| data.get_temp(targets_id()))?;
    let is_under = |(rect, seen): &(Rect, u64)| *seen + 1 >= pass && rect.contains(at);
    targets
        .0
        .iter()
        .find(|(_, place)| is_under(place))
        .map(|(slot, _)| *slot)
}

/// The slot over which files, or the picture of another slot, are held.
pub fn hovered(ctx: &Context) -> Option<Slot> {
    let from = dragged(ctx);
    let is_held = is_hovering(ctx) || from.is_some();
    let slot = is_held.then(|| slot_under_pointer(ctx)).flatten();
    slot.filter(|slot| Some(*slot) != from)
}

/// A picture of this slot that is being dragged away from it.
pub fn source(response: &Response, slot: Slot) {
    response.dnd_set_drag_payload(slot);
}

/// The slot whose picture is being dragged.
fn dragged(ctx: &Context) -> Option<Slot> {
    DragAndDrop::payload::<Slot>(ctx).map(|slot| *slot)
}

/// A picture that is dragged shows itself small at the pointer, and goes where it is let go. Escape lets it stay.
fn drag(cx: &mut Cx<'_>, ui: &mut Ui) {
    let ctx = &ui.ctx().clone();
    let Some(from) = dragged(ctx) else {
        return;
    };
    let to = hovered(ctx);
    if ctx.input(|input| input.pointer.any_released()) {
        DragAndDrop::clear_payload(ctx);
        if let Some(to) = to {
            cx.act(Action::MovePicture { from, to });
        }
        return;
    }
    ctx.set_cursor_icon(CursorIcon::Grabbing);
    let image = slots::thumbnail(cx, ui, from);
    let at = ctx.input(|input| input.pointer.latest_pos());
    if let (Some(image), Some(at)) = (image, at) {
        let layer = LayerId::new(Order::Tooltip, Id::unique("dragged picture"));
        let tokens = theme::of(ui);
        let place = Rect::from_min_size(at + vec2(10.0, 10.0), GHOST);
        let ghost = ui.new_child(UiBuilder::new().layer_id(layer).max_rect(place));
        let painter = ghost.painter().with_clip_rect(ctx.content_rect());
        painter.add(tokens.shadow_high.as_shape(place, radius::S));
        painter.rect_filled(place, radius::S, tokens.raised);
        image.paint_whole(&ghost, place.shrink(3.0), radius::S, Color32::WHITE);
        let edge = Stroke::new(1.0, tokens.accent);
        painter.rect_stroke(place, radius::S, edge, StrokeKind::Inside);
    }
    if let Some(to) = to {
        let id = if cx.draft.form.pictures.contains_key(&to) {
            "slot-move-swap"
        } else {
            "slot-move-to"
        };
        overlay(ctx, &slots::about(cx, id, to));
    }
}

fn is_hovering(ctx: &Context) -> bool {
    ctx.input(|input| !input.raw.hovered_files.is_empty())
}

/// The files that were dropped in this frame. They are read by a worker, not here.
pub fn collect(ctx: &Context) -> Vec<Dropped> {
    ctx.input(|input| {
        let files = input.raw.dropped_files.iter();
        files
            .map(|file| Dropped::Path(file.path().to_owned()))
            .collect()
    })
}

/// Takes what was dropped or pasted onto a section with slots. Last in the section, once its slots are drawn.
///
/// A picture that is pasted while a slot's path has the focus goes there, any other to the first empty slot.
pub fn take(cx: &mut Cx<'_>, ui: &mut Ui, focused: Option<Slot>) {
    if cx.state.modal.is_some() {
        return;
    }
    drag(cx, ui);
    let ctx = ui.ctx();
    let files = collect(ctx);
    if !files.is_empty() {
        let slot = slot_under_pointer(ctx);
        cx.act(Action::DropFiles(files, slot));
    } else if is_hovering(ctx) {
        let words = match slot_under_pointer(ctx) {
            Some(_) => cx.t("slot-drop-here"),
            None => cx.t("slot-drop-anywhere"),
        };
        overlay(ctx, &words);
    }
    if pasted(ctx) {
        cx.act(focused.map_or(Action::PasteNext, Action::PastePicture));
    }
}

/// True if a picture was pasted, or anything while nobody types.
///
/// The window gives an event of its own for a picture, a text event for a copied file, and on some systems the keys alone.
fn pasted(ctx: &Context) -> bool {
    let is_typing = ctx.text_edit_focused();
    ctx.input_mut(|input| {
        let is_picture = |event: &Event| matches!(event, Event::PasteImage(_));
        let is_text = |event: &Event| matches!(event, Event::Paste(_));
        if input.events.iter().any(is_picture) {
            return true;
        }
        !is_typing
            && (input.events.iter().any(is_text) || input.consume_key(Modifiers::COMMAND, Key::V))
    })
}

fn overlay(ctx: &Context, words: &str) {
    Area::new(Id::unique("drop-overlay"))
        .order(Order::Foreground)
        .interactable(false)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -96.0))
        .show(ctx, |ui| {
            let tokens = theme::of(ui);
            Frame::new()
                .fill(tokens.raised)
                .stroke(Stroke::new(1.0, tokens.accent))
                .corner_radius(radius::M)
                .shadow(tokens.shadow_high)
                .inner_margin(Margin::symmetric(space::L as i8, space::M as i8))
                .show(ui, |ui| text::strong(ui, words));
        });
}
