//! Focus: what egui's two-frame view of it does not tell.

use egui::{Context, EventFilter, Id, Key, Modifiers, Plugin, Rect, Ui, Vec2, pos2};

use crate::ui::theme::size;

/// What happened to the focus of one control since it was last drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FocusChange {
    /// It has the focus now and had not before.
    pub gained: bool,
    /// It had the focus before and has not now.
    pub lost: bool,
}

/// By how many rows a key moves in a list whose focused row this is, the key being used up; `page` rows are a page.
/// Home and End are the largest steps there are. `None` if no such key was pressed.
pub fn list_step(ui: &Ui, row: Id, page: isize) -> Option<isize> {
    let arrows = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(row, arrows));
    let keys = [
        (Key::ArrowUp, -1),
        (Key::ArrowDown, 1),
        (Key::PageUp, -page),
        (Key::PageDown, page),
        (Key::Home, isize::MIN),
        (Key::End, isize::MAX),
    ];
    let pressed = ui.input_mut(|input| {
        keys.into_iter()
            .find(|(key, _)| input.consume_key(Modifiers::NONE, *key))
    });
    pressed.map(|(_, by)| by)
}

/// The focus of a list goes to its cursor's row in the next pass: until then that row takes none, or is not even drawn.
pub fn send_focus(ui: &Ui, list: Id) {
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(list.with("focus"), pass));
    ui.ctx().request_repaint();
}

/// True once, in the pass after [`send_focus`].
pub fn focus_arrives(ui: &Ui, list: Id) -> bool {
    let (id, pass) = (list.with("focus"), ui.ctx().cumulative_pass_nr());
    let since: Option<u64> = ui.data(|data| data.get_temp(id));
    let arrives = since.is_some_and(|since| since < pass);
    if arrives {
        ui.data_mut(|data| data.remove::<u64>(id));
    }
    arrives
}

/// Brings a row of a list into view, drawn or not, and sends the focus once more for when it is drawn. `first` is the row at the top
/// of this `Ui`.
pub fn scroll_to_row(ui: &Ui, list: Id, row: usize, first: usize) {
    let top = ui.max_rect().top() + (row as f32 - first as f32) * size::ROW;
    let row = Rect::from_min_size(pos2(ui.max_rect().left(), top), Vec2::splat(size::ROW));
    let seen = ui.clip_rect().y_range();
    if !seen.contains(row.top()) || !seen.contains(row.bottom()) {
        ui.scroll_to_rect(row, None);
        send_focus(ui, list);
    }
}

/// Tells gained and lost exactly once, however the focus came or went.
///
/// egui's `gained_focus` misses a focus that was requested after the widget was drawn, and `lost_focus` may be true
/// in two frames.
pub fn track(ui: &Ui, id: Id, has_focus: bool) -> FocusChange {
    let pass = ui.ctx().cumulative_pass_nr();
    let key = id.with("focus-track");
    let before: Option<(bool, u64)> = ui.data(|data| data.get_temp(key));
    ui.data_mut(|data| data.insert_temp(key, (has_focus, pass)));
    let had = before.is_some_and(|(had, at)| had && at + 1 >= pass);
    let gained = has_focus && !had;
    if gained {
        // egui lets a control keep the arrow keys from its second frame with the focus on; an idle window has none.
        ui.ctx().request_repaint();
    }
    FocusChange {
        gained,
        lost: had && !has_focus,
    }
}

#[derive(Debug, Clone, Copy)]
struct Kept {
    modal: Id,
    before: Option<Id>,
    seen_in: u64,
}

/// Remembers who had the focus before a modal opened and gives it back once the modal is gone.
#[derive(Debug, Default)]
pub struct FocusKeeper {
    kept: Vec<Kept>,
}

impl FocusKeeper {
    /// The modal that is open gives the focus to `id` once it is gone, not to who had it before: that may be gone too.
    pub fn give_to(ctx: &Context, id: Id) {
        let handle = ctx.plugin_or_default::<Self>();
        if let Some(kept) = handle.lock().kept.last_mut() {
            kept.before = Some(id);
        }
    }

    /// Called by a modal each time it is shown; true the first time since it opened.
    pub(super) fn seen(ctx: &Context, modal: Id) -> bool {
        let pass = ctx.cumulative_pass_nr();
        let before = ctx.memory(egui::Memory::focused);
        let handle = ctx.plugin_or_default::<Self>();
        let mut keeper = handle.lock();
        if let Some(kept) = keeper.kept.iter_mut().find(|kept| kept.modal == modal) {
            kept.seen_in = pass;
            return false;
        }
        keeper.kept.push(Kept {
            modal,
            before,
            seen_in: pass,
        });
        true
    }
}

impl Plugin for FocusKeeper {
    fn debug_name(&self) -> &'static str {
        "focus keeper"
    }

    // One pass after closing: until then the modal's layer still forbids focus below it.
    fn on_end_pass(&mut self, ui: &mut Ui) {
        let pass = ui.ctx().cumulative_pass_nr();
        while let Some(kept) = self.kept.last().copied() {
            if kept.seen_in >= pass {
                break;
            }
            self.kept.pop();
            if let Some(id) = kept.before {
                ui.memory_mut(|memory| memory.request_focus(id));
                ui.ctx().request_repaint();
            }
        }
    }
}
