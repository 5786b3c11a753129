//! The rows of the customers' list. Only those on the screen are drawn.

use egui::{
    Align, CursorIcon, EventFilter, Id, Key, Label, Layout, Modifiers, Rect, Response, RichText,
    Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};
use uuid::Uuid;

use crate::desk::Action;
use crate::desk::state::Customer;
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Type, radius, size, space};
use crate::ui::{format, status};

/// Height of the heads of the columns.
const HEADS: f32 = 36.0;
/// Above this width the columns stay together, so that the eye finds its row.
const WIDEST: f32 = 1200.0;
/// Below this width only status, customer and time are shown; the rest is in the panel.
const ALL_COLUMNS: f32 = 680.0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Status,
    Customer,
    Identity,
    Staff,
    Changed,
    Reason,
}

const WIDE: [Column; 6] = [
    Column::Status,
    Column::Customer,
    Column::Identity,
    Column::Staff,
    Column::Changed,
    Column::Reason,
];
const NARROW: [Column; 3] = [Column::Status, Column::Customer, Column::Changed];

impl Column {
    /// Its width in points, and its share of what is left.
    fn width(self) -> (f32, f32) {
        match self {
            Self::Status => (142.0, 0.0),
            Self::Customer => (0.0, 3.0),
            Self::Identity => (156.0, 0.0),
            Self::Staff => (86.0, 0.0),
            Self::Changed => (80.0, 0.0),
            Self::Reason => (0.0, 2.0),
        }
    }

    fn head(self) -> &'static str {
        match self {
            Self::Status => "customers-column-status",
            Self::Customer => "customers-column-name",
            Self::Identity => "customers-column-identity",
            Self::Staff => "customers-column-staff",
            Self::Changed => "customers-column-changed",
            Self::Reason => "customers-column-reason",
        }
    }
}

/// The columns that fit a width, each with its left edge and width.
fn columns(width: f32) -> Vec<(Column, f32, f32)> {
    let shown: &[Column] = if width < ALL_COLUMNS { &NARROW } else { &WIDE };
    let fixed: f32 = shown.iter().map(|column| column.width().0).sum();
    let shares: f32 = shown.iter().map(|column| column.width().1).sum();
    let share = ((width.min(WIDEST) - fixed - space::M) / shares).max(0.0);
    let mut left = 0.0;
    let placed = shown.iter().map(|column| {
        let (own, shares) = column.width();
        let wide = own + shares * share;
        left += wide;
        (*column, left - wide, wide)
    });
    placed.collect()
}

/// Calls `draw` with a `Ui` for each cell of a row.
fn cells(ui: &mut Ui, row: Rect, mut draw: impl FnMut(&mut Ui, Column)) {
    for (column, left, width) in columns(row.width()) {
        let from = pos2(row.left() + left + space::M, row.top());
        let rect = Rect::from_min_size(from, vec2(width - space::M, row.height()));
        let mut cell = ui.new_child(
            UiBuilder::new()
                .id_salt(column.head())
                .max_rect(rect)
                .layout(Layout::left_to_right(Align::Center)),
        );
        cell.shrink_clip_rect(rect);
        draw(&mut cell, column);
    }
}

/// The row to which the keyboard has gone.
fn cursor_id() -> Id {
    Id::unique("cursor of the list")
}

/// Set while the focus is on its way to the cursor's row, which may have to be scrolled into view first.
fn going_id() -> Id {
    Id::unique("focus going to the list")
}

fn row_id(user_id: Uuid) -> Id {
    Id::unique(("customer-row", user_id))
}

/// Puts the focus on a customer's row, from the next frame on: the key that led there has then been used up.
pub(super) fn go_to(ui: &Ui, user_id: Uuid) {
    ui.data_mut(|data| data.insert_temp(cursor_id(), user_id));
    keep_going(ui);
}

fn keep_going(ui: &Ui) {
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(going_id(), pass));
    ui.ctx().request_repaint();
}

/// True once, in the pass after [`keep_going`].
fn is_going(ui: &Ui) -> bool {
    let pass = ui.ctx().cumulative_pass_nr();
    let since: Option<u64> = ui.data(|data| data.get_temp(going_id()));
    let is_going = since.is_some_and(|since| since < pass);
    if is_going {
        ui.data_mut(|data| data.remove::<u64>(going_id()));
    }
    is_going
}

/// Shows the heads and the rows.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, customers: &[&Customer]) {
    heads(cx, ui);
    let cursor: Option<Uuid> = ui
        .data(|data| data.get_temp(cursor_id()))
        .or(cx.state.selected);
    let at = |wanted: Uuid| {
        customers
            .iter()
            .position(|customer| customer.user_id == wanted)
    };
    let list = List {
        customers,
        cursor: cursor.and_then(at).unwrap_or(0),
        is_going: is_going(ui),
        page: (ui.available_height() / size::ROW).max(2.0) as isize - 1,
    };
    ScrollArea::vertical()
        .id_salt("customers")
        .auto_shrink([false, false])
        .show_rows(ui, size::ROW, customers.len(), |ui, shown| {
            if list.is_going {
                list.scroll(ui, shown.start);
            }
            for index in shown {
                list.row(cx, ui, index);
            }
        });
}

fn heads(cx: &Cx<'_>, ui: &mut Ui) {
    let tokens = theme::of(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADS), Sense::hover());
    let line = Stroke::new(1.0, tokens.line);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, line);
    cells(ui, row, |ui, column| {
        let words = RichText::new(cx.t(column.head()))
            .font(Type::HelperStrong.font())
            .color(tokens.subdued);
        ui.add(Label::new(words).truncate());
    });
}

struct List<'a> {
    customers: &'a [&'a Customer],
    /// The row that Tab leads to; the arrows go on from there.
    cursor: usize,
    /// It takes the focus now.
    is_going: bool,
    /// Rows that `PageUp` and `PageDown` skip.
    page: isize,
}

impl List<'_> {
    /// Brings the cursor's row into view, drawn or not. `first` is the row at the top of this `Ui`.
    fn scroll(&self, ui: &Ui, first: usize) {
        let top = ui.max_rect().top() + (self.cursor as f32 - first as f32) * size::ROW;
        let row = Rect::from_min_size(pos2(ui.max_rect().left(), top), Vec2::splat(size::ROW));
        if !ui.clip_rect().y_range().contains(row.top())
            || !ui.clip_rect().y_range().contains(row.bottom())
        {
            ui.scroll_to_rect(row, None);
            // Once more when it is drawn.
            keep_going(ui);
        }
    }

    fn row(&self, cx: &mut Cx<'_>, ui: &mut Ui, index: usize) {
        let Some(customer) = self.customers.get(index).copied() else {
            return;
        };
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::ROW));
        let response = self.ground(cx, ui, rect, index, customer);
        ui.push_id(customer.user_id, |ui| {
            cells(ui, rect, |ui, column| cell(cx, ui, column, customer));
        });
        self.answer(cx, ui, index, customer, &response);
    }

    /// Ground, edge and focus of a row.
    fn ground(
        &self,
        cx: &Cx<'_>,
        ui: &Ui,
        rect: Rect,
        index: usize,
        customer: &Customer,
    ) -> Response {
        let tokens = theme::of(ui);
        let is_cursor = index == self.cursor;
        let id = row_id(customer.user_id);
        if self.is_going && is_cursor {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        // One stop for Tab in the whole list.
        let sense = if is_cursor {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, id, sense);
        let is_selected = cx.state.selected == Some(customer.user_id);
        response.widget_info(|| {
            WidgetInfo::selected(
                Role::ListBoxOption,
                true,
                is_selected,
                row_text(cx, customer),
            )
        });
        let fill = match (is_selected, response.hovered()) {
            (true, _) => Some(tokens.accent_soft),
            (false, true) => Some(tokens.background),
            (false, false) => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, 0, fill);
        }
        let line = Stroke::new(1.0, tokens.line);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 0.5, line);
        if response.has_focus() {
            let edge = Stroke::new(2.0, tokens.accent);
            let inside = rect.shrink(1.0);
            ui.painter()
                .rect_stroke(inside, radius::S, edge, StrokeKind::Inside);
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    /// Click, Enter and the arrows.
    fn answer(
        &self,
        cx: &mut Cx<'_>,
        ui: &Ui,
        index: usize,
        customer: &Customer,
        response: &Response,
    ) {
        if response.clicked() {
            ui.data_mut(|data| data.insert_temp(cursor_id(), customer.user_id));
            ui.memory_mut(|memory| memory.request_focus(response.id));
            cx.act(Action::OpenCustomer(customer.user_id));
        }
        if !response.has_focus() {
            return;
        }
        let arrows = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let keys = [
            (Key::ArrowUp, -1),
            (Key::ArrowDown, 1),
            (Key::PageUp, -self.page),
            (Key::PageDown, self.page),
            (Key::Home, isize::MIN),
            (Key::End, isize::MAX),
        ];
        let pressed = ui.input_mut(|input| {
            keys.into_iter()
                .find(|(key, _)| input.consume_key(Modifiers::NONE, *key))
        });
        let Some((_, by)) = pressed else {
            return;
        };
        let last = self.customers.len().saturating_sub(1);
        let next = index.saturating_add_signed(by).min(last);
        if let Some(next) = self.customers.get(next) {
            go_to(ui, next.user_id);
            // An open panel follows.
            if cx.state.selected.is_some() {
                cx.act(Action::OpenCustomer(next.user_id));
            }
        }
    }
}

fn row_text(cx: &Cx<'_>, customer: &Customer) -> String {
    let look = status::look(customer.status.as_ref(), cx.tr);
    let args = [
        ("name", status::name(customer, cx.tr).into()),
        ("status", look.text.into()),
        ("ago", changed(cx, customer).into()),
    ];
    cx.tf("customers-row", &args)
}

fn changed(cx: &Cx<'_>, customer: &Customer) -> String {
    let at = customer.since.unwrap_or(customer.registered_at);
    format::duration(cx.state.now.duration_since(at), cx.tr)
}

fn cell(cx: &Cx<'_>, ui: &mut Ui, column: Column, customer: &Customer) {
    let tokens = theme::of(ui);
    let (text, kind, colour) = match column {
        Column::Status => {
            let look = status::look(customer.status.as_ref(), cx.tr);
            look.pill().show(ui);
            return;
        }
        Column::Customer => (
            status::name(customer, cx.tr),
            Type::BodyStrong,
            tokens.text_strong,
        ),
        Column::Identity => (
            customer.id_masked.clone().unwrap_or_default(),
            Type::Body,
            tokens.text,
        ),
        Column::Staff => (
            customer.staff.clone().unwrap_or_default(),
            Type::Body,
            tokens.text,
        ),
        Column::Changed => (changed(cx, customer), Type::Body, tokens.text),
        Column::Reason => (super::reason(cx, customer), Type::Body, tokens.text),
    };
    if text.is_empty() {
        return;
    }
    let words = RichText::new(text).font(kind.font()).color(colour);
    ui.add(Label::new(words).truncate());
}
