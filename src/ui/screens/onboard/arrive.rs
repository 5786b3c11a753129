//! Puts the focus where a screen begins, once.

use egui::{Id, Ui};

use crate::ui::cx::Cx;

/// When a screen was last drawn, and whether it still has to give the focus.
#[derive(Clone, Copy)]
struct Seen {
    place: Id,
    pass: u64,
    waits: bool,
}

/// Gives the focus to `control` once after this place appeared, if nothing else has it: one frame later, as the control that
/// led here is gone only then. Call it before the control is drawn.
pub(super) fn arrive(cx: &Cx<'_>, ui: &Ui, place: Id, control: Id) {
    let key = Id::unique("arrival at a place");
    let pass = ui.ctx().cumulative_pass_nr();
    let before: Option<Seen> = ui.data(|data| data.get_temp(key));
    let before = before.filter(|seen| seen.place == place && seen.pass + 1 >= pass);
    let mut waits = before.is_none_or(|seen| seen.waits);
    if before.is_none() {
        ui.ctx().request_repaint();
    } else if waits && cx.state.modal.is_none() {
        waits = false;
        if ui.memory(|memory| memory.focused().is_none()) {
            ui.memory_mut(|memory| memory.request_focus(control));
        }
    }
    ui.data_mut(|data| data.insert_temp(key, Seen { place, pass, waits }));
}
