//! The rows of the customers' list. Only those on the screen are made.

use std::time::Duration;

use egui::{
    CursorIcon, Id, Key, Rect, Response, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::cells;
use super::columns::Columns;
use crate::desk::Action;
use crate::domain::{CaseId, CaseRow};
use crate::ui::cx::Cx;
use crate::ui::theme::{self, size};
use crate::ui::widgets::{list_step, paint};

/// Ages are told in minutes: they are looked at again this often.
const AGES: Duration = Duration::from_secs(30);

/// Radius of the mark of a change that nobody has looked at.
const UNREAD_DOT: f32 = 3.0;

/// The row to which the keyboard has gone.
fn cursor_id() -> Id {
    Id::unique("cursor of the list")
}

/// Set while the list is on its way to the cursor's row, which may have to be scrolled into view first.
fn going_id() -> Id {
    Id::unique("going to a row of the list")
}

/// The case that was open when the list was last drawn.
fn open_id() -> Id {
    Id::unique("open case of the list")
}

fn row_id(case: CaseId) -> Id {
    Id::unique(("customer-row", case))
}

/// On its way to the cursor's row, since this pass.
#[derive(Debug, Clone, Copy)]
struct Going {
    since: u64,
    /// With the focus; else the row is only brought into view.
    focus: bool,
}

/// Puts the focus on a case's row, from the next frame on: the key that led there has then been used up.
pub(super) fn go_to(ui: &Ui, case: CaseId) {
    ui.data_mut(|data| data.insert_temp(cursor_id(), case));
    keep_going(ui, true);
}

fn keep_going(ui: &Ui, focus: bool) {
    let since = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(going_id(), Going { since, focus }));
    ui.ctx().request_repaint();
}

/// Given once, in the pass after [`keep_going`].
fn going(ui: &Ui) -> Option<Going> {
    let pass = ui.ctx().cumulative_pass_nr();
    let going: Option<Going> = ui.data(|data| data.get_temp(going_id()));
    let going = going.filter(|going| going.since < pass);
    if going.is_some() {
        ui.data_mut(|data| data.remove::<Going>(going_id()));
    }
    going
}

/// Shows the heads and the rows.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let cases = &cx.state.cases;
    follow_open(cx, ui);
    let columns = Columns::fit(ui.available_width());
    columns.heads(cx, ui);
    let open = cx.state.open_case.as_ref().map(|open| open.id);
    let cursor: Option<CaseId> = ui.data(|data| data.get_temp(cursor_id())).or(open);
    let last = cases.shown_len().saturating_sub(1);
    let line = cursor.and_then(|case| cases.line_of(case));
    let rows = List {
        columns,
        open,
        cursor: line.unwrap_or(0).min(last),
        last,
        going: going(ui),
        page: (ui.available_height() / size::ROW).max(2.0) as isize - 1,
    };
    ScrollArea::vertical()
        .id_salt("customers")
        .auto_shrink([false, false])
        .show_rows(ui, size::ROW, cases.shown_len(), |ui, shown| {
            if let Some(going) = rows.going {
                rows.scroll(ui, shown.start, going);
            }
            for line in shown {
                rows.row(cx, ui, line);
            }
        });
    if ui.input(|input| input.focused) {
        ui.ctx().request_repaint_after(AGES);
    }
}

/// A case that was opened by a key or from elsewhere is brought into view; if the list has the focus, it goes there.
fn follow_open(cx: &Cx<'_>, ui: &Ui) {
    let open = cx.state.open_case.as_ref().map(|open| open.id);
    let before: Option<CaseId> = ui.data(|data| data.get_temp(open_id()));
    if open == before {
        return;
    }
    let Some(open) = open else {
        ui.data_mut(|data| data.remove::<CaseId>(open_id()));
        return;
    };
    ui.data_mut(|data| data.insert_temp(open_id(), open));
    let cursor: Option<CaseId> = ui.data(|data| data.get_temp(cursor_id()));
    if cursor == Some(open) {
        return;
    }
    let focused = ui.memory(egui::Memory::focused);
    let had_focus = cursor
        .or(before)
        .is_some_and(|case| focused == Some(row_id(case)));
    ui.data_mut(|data| data.insert_temp(cursor_id(), open));
    keep_going(ui, had_focus);
}

struct List {
    columns: Columns,
    open: Option<CaseId>,
    /// The row that Tab leads to; the arrows go on from there.
    cursor: usize,
    last: usize,
    /// The list goes to the cursor's row now.
    going: Option<Going>,
    /// Rows that `PageUp` and `PageDown` skip.
    page: isize,
}

impl List {
    /// Brings the cursor's row into view, drawn or not. `first` is the row at the top of this `Ui`.
    fn scroll(&self, ui: &Ui, first: usize, going: Going) {
        let top = ui.max_rect().top() + (self.cursor as f32 - first as f32) * size::ROW;
        let row = Rect::from_min_size(pos2(ui.max_rect().left(), top), Vec2::splat(size::ROW));
        let seen = ui.clip_rect().y_range();
        if !seen.contains(row.top()) || !seen.contains(row.bottom()) {
            ui.scroll_to_rect(row, None);
            // Once more when it is drawn.
            if going.focus {
                keep_going(ui, true);
            }
        }
    }

    fn row(&self, cx: &mut Cx<'_>, ui: &mut Ui, line: usize) {
        let Some(row) = cx.state.cases.row_at(line) else {
            return;
        };
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::ROW));
        let response = self.ground(cx, ui, rect, line, row);
        ui.push_id(row.id, |ui| {
            self.columns
                .cells(ui, rect, |ui, column| cells::show(cx, ui, column, row));
        });
        self.answer(cx, ui, line, row, &response);
    }

    /// Ground, edge and focus of a row.
    fn ground(&self, cx: &Cx<'_>, ui: &Ui, rect: Rect, line: usize, row: &CaseRow) -> Response {
        let tokens = theme::of(ui);
        let is_cursor = line == self.cursor;
        let id = row_id(row.id);
        if is_cursor && self.going.is_some_and(|going| going.focus) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        // One stop for Tab in the whole list.
        let sense = if is_cursor {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, id, sense);
        let is_open = self.open == Some(row.id);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, true, is_open, cells::spoken(cx, row))
        });
        let fill = match (is_open, response.hovered()) {
            (true, _) => Some(tokens.accent_soft),
            (false, true) => Some(tokens.background),
            (false, false) => None,
        };
        paint::row(ui, rect, fill, response.has_focus());
        if row.is_unread {
            let at = pos2(rect.left() + UNREAD_DOT + 3.0, rect.center().y);
            ui.painter().circle_filled(at, UNREAD_DOT, tokens.accent);
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    /// Click, Enter and the arrows.
    fn answer(&self, cx: &mut Cx<'_>, ui: &Ui, line: usize, row: &CaseRow, response: &Response) {
        if response.clicked() {
            let by_enter = ui.input(|input| input.key_pressed(Key::Enter));
            ui.data_mut(|data| data.insert_temp(cursor_id(), row.id));
            ui.memory_mut(|memory| memory.request_focus(response.id));
            cx.act(if by_enter && row.life.stage.is_editable() {
                Action::ContinueDraft(row.id)
            } else {
                Action::OpenCase(row.id)
            });
        }
        if !response.has_focus() {
            return;
        }
        let Some(by) = list_step(ui, response.id, self.page) else {
            return;
        };
        let next = line.saturating_add_signed(by).min(self.last);
        if let Some(next) = cx.state.cases.row_at(next) {
            go_to(ui, next.id);
            // An open panel follows.
            if self.open.is_some() {
                cx.act(Action::OpenCase(next.id));
            }
        }
    }
}
