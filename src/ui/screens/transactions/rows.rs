//! The rows of the ledger. Only those on the screen are drawn.

use egui::{
    Align, CursorIcon, Id, Key, Label, Layout, Modifiers, Rect, Response, RichText, Role,
    ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::state::{JobId, LedgerRow};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::report_words;
use crate::ui::theme::{self, Type, size, space};
use crate::ui::widgets::{focus_arrives, list_step, paint, scroll_to_row, send_focus};

const STATE: f32 = 150.0;
const TIME: f32 = 148.0;
/// Of what is left, the customer's part; the rest is what was reported.
const CUSTOMER: f32 = 0.42;

fn cursor_id() -> Id {
    Id::unique("cursor of the ledger")
}

fn row_id(id: JobId) -> Id {
    Id::unique(("ledger row", id.0))
}

/// Shows the heads and the rows.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let shown = cx.state.reports.ledger.shown();
    let page = (ui.available_height() / size::ROW).max(2.0) as isize - 1;
    let cursor: Option<JobId> = ui.data(|data| data.get_temp(cursor_id()));
    let at = cursor.and_then(|cursor| shown.iter().position(|id| *id == cursor));
    let cursor = at.unwrap_or(0);
    // The down arrow goes into the list from wherever nothing else wants it.
    let is_nowhere = super::is_free(cx, ui) && ui.memory(|memory| memory.focused().is_none());
    if is_nowhere && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
        send_focus(ui, cursor_id());
    }
    let is_going = focus_arrives(ui, cursor_id());
    heads(cx, ui);
    ScrollArea::vertical()
        .id_salt("ledger rows")
        .auto_shrink([false, false])
        .show_rows(ui, size::ROW, shown.len(), |ui, lines| {
            if is_going {
                scroll_to_row(ui, cursor_id(), cursor, lines.start);
            }
            for line in lines {
                let Some(row) = shown
                    .get(line)
                    .and_then(|id| cx.state.reports.ledger.get(*id))
                else {
                    continue;
                };
                let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::ROW));
                let is_cursor = line == cursor;
                let response = ground(cx, ui, rect, row, is_cursor);
                if is_cursor && is_going {
                    response.request_focus();
                }
                ui.push_id(row.id.0, |ui| cells(cx, ui, rect, row));
                answer(cx, ui, (line, row.id), shown, page, &response);
            }
        });
}

fn places(row: Rect) -> [Rect; 4] {
    let free = (row.width() - STATE - TIME - space::M).max(0.0);
    let mut left = row.left() + space::M;
    [STATE, free * CUSTOMER, free * (1.0 - CUSTOMER), TIME].map(|width| {
        let from = pos2(left, row.top());
        left += width;
        Rect::from_min_size(from, vec2((width - space::M).max(0.0), row.height()))
    })
}

fn heads(cx: &Cx<'_>, ui: &mut Ui) {
    let tokens = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 32.0));
    let names = [
        "customers-column-status",
        "ledger-column-customer",
        "ledger-column-what",
        "ledger-column-when",
    ];
    for (place, name) in places(rect).into_iter().zip(names) {
        let words = cx.t(name);
        let galley = paint::line(
            ui,
            &words,
            Type::HelperStrong,
            tokens.subdued,
            place.width(),
        );
        paint::galley_left(ui.painter(), place.left_center(), &galley, tokens.subdued);
        let head = ui.interact(place, ui.unique_id().with(name), Sense::hover());
        head.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &words));
    }
    let line = Stroke::new(1.0, tokens.line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
}

/// When it happened, and when and by whom it was reported: the list is in the order of the latter.
fn times(cx: &Cx<'_>, row: &LedgerRow) -> String {
    let at = |time| format::short(time, cx.state.now);
    let args = [
        ("happened", at(row.report.date_time).into()),
        ("reported", at(row.queued_at).into()),
        ("staff", row.staff.as_str().into()),
    ];
    cx.tf("ledger-times", &args)
}

fn kind_and_id(cx: &Cx<'_>, row: &LedgerRow) -> String {
    let kind = cx.t(report_words::kind(row.report.kind()));
    match row.report.own_id() {
        Some(id) => format!("{kind} · {id}"),
        None => kind,
    }
}

fn ground(cx: &Cx<'_>, ui: &Ui, rect: Rect, row: &LedgerRow, is_cursor: bool) -> Response {
    let tokens = theme::of(ui);
    // One stop for Tab in the whole list.
    let sense = if is_cursor {
        Sense::click()
    } else {
        Sense::CLICK
    };
    let response = ui.interact(rect, row_id(row.id), sense);
    let has_focus = response.has_focus();
    response.widget_info(|| {
        let parts = [
            report_words::customer(cx, row),
            report_words::what(cx, &row.report),
            cx.t(report_words::state(row.state)),
            times(cx, row),
        ];
        WidgetInfo::selected(Role::ListBoxOption, true, has_focus, parts.join(", "))
    });
    let fill = response.hovered().then_some(tokens.background);
    paint::row(ui, rect, fill, has_focus);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn cells(cx: &Cx<'_>, ui: &mut Ui, rect: Rect, row: &LedgerRow) {
    let tokens = theme::of(ui);
    let [state, customer, what, when] = places(rect);
    let mut cell = child(ui, "state", state, Layout::left_to_right(Align::Center));
    let text = cx.t(report_words::state(row.state));
    report_words::pill(row.state, &text).show(&mut cell);
    let mut cell = child(ui, "customer", customer, Layout::top_down(Align::Min));
    let first = (
        report_words::customer(cx, row),
        Type::BodyStrong,
        tokens.text_strong,
    );
    two_lines(&mut cell, first, &kind_and_id(cx, row));
    let mut cell = child(ui, "what", what, Layout::top_down(Align::Min));
    let first = (
        report_words::what(cx, &row.report),
        Type::Body,
        tokens.text_strong,
    );
    two_lines(&mut cell, first, &row.report.user_id.to_string());
    let mut cell = child(ui, "when", when, Layout::top_down(Align::Min));
    let at = format::short(row.report.date_time, cx.state.now);
    two_lines(&mut cell, (at, Type::Body, tokens.text), &row.staff);
    let id = row_id(row.id).with("times");
    ui.interact(when, id, Sense::hover())
        .on_hover_text(times(cx, row));
}

fn child(ui: &mut Ui, salt: &str, rect: Rect, layout: Layout) -> Ui {
    let mut cell = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout));
    cell.shrink_clip_rect(rect.expand2(vec2(space::XS, 0.0)));
    cell
}

fn two_lines(ui: &mut Ui, (first, kind, colour): (String, Type, egui::Color32), second: &str) {
    let subdued = theme::of(ui).subdued;
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.add_space(space::XS + 1.0);
    for (text, kind, colour) in [
        (first.as_str(), kind, colour),
        (second, Type::Helper, subdued),
    ] {
        let words = RichText::new(text).font(kind.font()).color(colour);
        ui.add(Label::new(words).truncate().selectable(false));
    }
}

/// Click, Enter and the arrows.
fn answer(
    cx: &mut Cx<'_>,
    ui: &Ui,
    (line, id): (usize, JobId),
    shown: &[JobId],
    page: isize,
    response: &Response,
) {
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(cursor_id(), id));
        cx.act(Action::Report(ReportAction::Open(id)));
    }
    if !response.has_focus() {
        return;
    }
    let Some(by) = list_step(ui, response.id, page) else {
        return;
    };
    let last = shown.len().saturating_sub(1);
    if let Some(next) = shown.get(line.saturating_add_signed(by).min(last)) {
        ui.data_mut(|data| data.insert_temp(cursor_id(), *next));
        send_focus(ui, cursor_id());
    }
}
