//! The keys of the view, before any control sees them.

use egui::{Context, Key, Modifiers};

use super::toolbar::STEP;
use super::{Looks, Part, Zoom, ask, grips, stage_id, tilt};
use crate::desk::state::EditorAction;
use crate::ui::cx::Cx;

/// Tenths of a degree for one press, and with Shift.
pub(super) const FINE: i16 = 1;
pub(super) const COARSE: i16 = 10;

/// Carries out the keys that mean the view itself.
pub(super) fn before(cx: &mut Cx<'_>, ctx: &Context, part: &Part<'_>, looks: &mut Looks) {
    looks.held = ctx.input(|input| input.key_down(Key::C) && input.modifiers.is_none());
    let pressed =
        |modifiers: Modifiers, key: Key| ctx.input_mut(|input| input.consume_key(modifiers, key));
    let zooms = [
        (Key::Plus, Zoom::By(STEP)),
        (Key::Equals, Zoom::By(STEP)),
        (Key::Minus, Zoom::By(1.0 / STEP)),
        (Key::Num0, Zoom::Fit),
        (Key::Num1, Zoom::OneToOne),
    ];
    for (key, zoom) in zooms {
        if pressed(Modifiers::NONE, key) {
            looks.zoom = Some(zoom);
        }
    }
    let editor = part.editor;
    if editor.asks_to_close || editor.is_editing {
        if pressed(Modifiers::NONE, Key::Escape) {
            let action = if editor.asks_to_close {
                EditorAction::Stay
            } else {
                EditorAction::End
            };
            ask(cx, action);
            focus_stage(ctx);
        }
    } else if editor.original.is_some() && pressed(Modifiers::NONE, Key::E) {
        ask(cx, EditorAction::Begin);
        focus_stage(ctx);
    }
    if !editor.is_editing || editor.asks_to_close {
        return;
    }
    let Some(original) = &editor.original else {
        return;
    };
    // The stricter combination first: a press without Shift would also match it.
    if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || pressed(Modifiers::COMMAND, Key::Y)
    {
        ask(cx, EditorAction::Redo);
    } else if pressed(Modifiers::COMMAND, Key::Z) {
        ask(cx, EditorAction::Undo);
    }
    let against = pressed(Modifiers::SHIFT, Key::R) || pressed(Modifiers::NONE, Key::OpenBracket);
    let clockwise = pressed(Modifiers::NONE, Key::R) || pressed(Modifiers::NONE, Key::CloseBracket);
    if against || clockwise {
        ask(cx, EditorAction::Set(part.edit.turned(clockwise)));
    }
    let mut by = 0;
    for (key, sign) in [(Key::Comma, -1), (Key::Period, 1)] {
        if pressed(Modifiers::SHIFT, key) {
            by += sign * COARSE;
        } else if pressed(Modifiers::NONE, key) {
            by += sign * FINE;
        }
    }
    if by != 0 {
        let size = (original.width, original.height);
        let edit = grips::tilted(part.edit, tilt::within(part.edit.tilt + by), size);
        ask(cx, EditorAction::Set(edit));
    }
    if pressed(Modifiers::NONE, Key::P) {
        looks.result = !looks.result;
    }
    // On a button Enter presses the button.
    let on_stage = ctx.memory(|memory| memory.focused().is_none_or(|id| id == stage_id()));
    if on_stage && part.is_unsaved && pressed(Modifiers::NONE, Key::Enter) {
        ask(cx, EditorAction::Apply(editor.slot, part.edit));
    }
}

/// The picture takes the focus, when what had it goes away.
pub(super) fn focus_stage(ctx: &Context) {
    ctx.memory_mut(|memory| memory.request_focus(stage_id()));
}
