//! The columns of the list: which fit, how wide they are, and their heads.

use egui::{
    Align, CursorIcon, Layout, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit,
    pos2, vec2,
};

use crate::desk::Action;
use crate::desk::state::Column;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type, radius, space};
use crate::ui::widgets::paint;

/// Height of the heads of the columns.
const HEADS: f32 = 36.0;
/// Above this width the columns stay together, so that the eye finds its row.
const WIDEST: f32 = 1400.0;
/// From this width on, all columns are shown.
const ALL_COLUMNS: f32 = 980.0;
/// From this width on, all but those are shown that the panel tells as well.
const MANY_COLUMNS: f32 = 640.0;

const ALL: [Column; 9] = [
    Column::Status,
    Column::Name,
    Column::Identity,
    Column::Email,
    Column::Staff,
    Column::Age,
    Column::Changed,
    Column::Attempts,
    Column::Reason,
];
const MANY: [Column; 6] = [
    Column::Status,
    Column::Name,
    Column::Identity,
    Column::Staff,
    Column::Changed,
    Column::Reason,
];
const FEW: [Column; 3] = [Column::Status, Column::Name, Column::Changed];

/// All columns, in their order.
pub(super) const COLUMNS: [Column; 9] = ALL;

/// Id of the head of a column.
pub(super) fn head(column: Column) -> &'static str {
    match column {
        Column::Status => "customers-column-status",
        Column::Name => "customers-column-name",
        Column::Identity => "customers-column-identity",
        Column::Email => "customers-column-email",
        Column::Staff => "customers-column-staff",
        Column::Age => "customers-column-age",
        Column::Changed => "customers-column-changed",
        Column::Attempts => "customers-column-attempts",
        Column::Reason => "customers-column-reason",
    }
}

/// Width in points, and share of what is left.
fn width(column: Column) -> (f32, f32) {
    match column {
        Column::Status => (162.0, 0.0),
        Column::Name | Column::Email => (0.0, 3.0),
        Column::Identity => (156.0, 0.0),
        Column::Staff | Column::Changed => (90.0, 0.0),
        Column::Age => (64.0, 0.0),
        Column::Attempts => (78.0, 0.0),
        Column::Reason => (0.0, 2.0),
    }
}

/// The columns that fit a width, each with its left edge and width.
pub(super) struct Columns {
    placed: Vec<(Column, f32, f32)>,
}

impl Columns {
    pub(super) fn fit(room: f32) -> Self {
        let shown: &[Column] = match room {
            ALL_COLUMNS.. => &ALL,
            MANY_COLUMNS.. => &MANY,
            _ => &FEW,
        };
        let fixed: f32 = shown.iter().map(|column| width(*column).0).sum();
        let shares: f32 = shown.iter().map(|column| width(*column).1).sum();
        let share = ((room.min(WIDEST) - fixed - space::M) / shares).max(0.0);
        let mut left = 0.0;
        let placed = shown.iter().map(|column| {
            let (own, shares) = width(*column);
            let wide = own + shares * share;
            left += wide;
            (*column, left - wide, wide)
        });
        Self {
            placed: placed.collect(),
        }
    }

    /// The cells of a row, each with its column.
    fn rects(&self, row: Rect) -> impl Iterator<Item = (Column, Rect)> {
        self.placed.iter().map(move |(column, left, width)| {
            let from = pos2(row.left() + left + space::M, row.top());
            let size = vec2((width - space::M).max(0.0), row.height());
            (*column, Rect::from_min_size(from, size))
        })
    }

    /// Calls `draw` with a `Ui` for each cell of a row.
    pub(super) fn cells(&self, ui: &mut Ui, row: Rect, mut draw: impl FnMut(&mut Ui, Column)) {
        for (column, rect) in self.rects(row) {
            let mut cell = ui.new_child(
                UiBuilder::new()
                    .id_salt(head(column))
                    .max_rect(rect)
                    .layout(Layout::left_to_right(Align::Center)),
            );
            cell.shrink_clip_rect(rect);
            draw(&mut cell, column);
        }
    }

    /// The heads, which sort.
    pub(super) fn heads(&self, cx: &mut Cx<'_>, ui: &mut Ui) {
        let tokens = theme::of(ui);
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADS), Sense::hover());
        let line = Stroke::new(1.0, tokens.line);
        ui.painter().hline(row.x_range(), row.bottom() - 0.5, line);
        for (column, rect) in self.rects(row) {
            head_cell(cx, ui, column, rect);
        }
    }
}

fn head_cell(cx: &mut Cx<'_>, ui: &mut Ui, column: Column, rect: Rect) {
    let tokens = theme::of(ui);
    let sort = cx.state.cases.sort();
    let is_sorted = sort.column == column;
    let id = ui.unique_id().with(("head", head(column)));
    let response = ui.interact(rect.shrink2(vec2(0.0, 4.0)), id, Sense::click());
    let words = cx.t(head(column));
    response.widget_info(|| {
        let name = cx.tf("customers-sort-by", &[("column", words.as_str().into())]);
        WidgetInfo::labeled(Role::ColumnHeader, true, name)
    });
    if is_sorted {
        let direction = if sort.descending {
            accesskit::SortDirection::Descending
        } else {
            accesskit::SortDirection::Ascending
        };
        ui.accesskit_node_builder(id, |node| node.set_sort_direction(direction));
    }
    let colour = if is_sorted || response.hovered() {
        tokens.text_strong
    } else {
        tokens.subdued
    };
    let room = rect.width() - if is_sorted { 14.0 } else { 0.0 };
    let words = paint::line(ui, &words, Type::HelperStrong, colour, room);
    if response.has_focus() {
        let around = Rect::from_center_size(
            pos2(rect.left() + words.size().x / 2.0, rect.center().y),
            vec2(words.size().x + 8.0, 22.0),
        );
        ui.painter()
            .add(paint::focus_ring(around, radius::S, tokens));
    }
    paint::galley_left(ui.painter(), rect.left_center(), &words, colour);
    if is_sorted {
        let arrow = if sort.descending {
            Icon::CARET_DOWN
        } else {
            Icon::CARET_UP
        };
        let at = pos2(rect.left() + words.size().x + 8.0, rect.center().y);
        paint::icon(ui.painter(), arrow, at, 11.0, colour);
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        cx.act(Action::SortBy(column));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(room: f32) -> Vec<Column> {
        let columns = Columns::fit(room);
        columns.placed.iter().map(|(column, ..)| *column).collect()
    }

    #[test]
    fn columns_give_way_and_never_overlap() {
        assert_eq!(shown(1072.0), ALL);
        assert_eq!(shown(816.0), MANY);
        assert_eq!(shown(732.0), MANY);
        assert_eq!(shown(476.0), FEW);
        for room in [300.0, 476.0, 640.0, 732.0, 816.0, 980.0, 1072.0, 2000.0] {
            let columns = Columns::fit(room);
            let row = Rect::from_min_size(pos2(0.0, 0.0), vec2(room, 44.0));
            let mut right = 0.0;
            for (_, rect) in columns.rects(row) {
                assert!(rect.left() >= right, "{room}");
                right = rect.right();
            }
            assert!(right <= room, "{room}: {right}");
        }
    }
}
