//! The ledger: what was reported, by customer, kind, day and state, with what it comes to.

use egui::{
    Align, CentralPanel, Frame, Id, Layout, Popup, PopupCloseBehavior, Rect, Stroke, Ui, UiBuilder,
    Vec2, pos2, vec2,
};
use jiff::civil::Date;

use super::{days, rows, totals};
use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::state::{LedgerFilter, ReportState, StoreState};
use crate::domain::ReportKind;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::report_words;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Chip, EmptyState, LoadingRow, Message, NavItem, TextField, text};

/// Height of the bar above the list.
const BAR: f32 = 52.0;
const SEARCH_WIDTH: f32 = 240.0;
/// As wide as its hint: with less room the filters have a row of their own.
const SEARCH_LEAST: f32 = 216.0;
/// Height that the filters add where they have a row of their own.
const SECOND_ROW: f32 = 36.0;
/// Room that is kept for the name of a batch.
const CHIP_LEAST: f32 = 140.0;
/// Width from which on the totals are beside the list, not below it.
const WIDE: f32 = 960.0;
const MENU_WIDTH: f32 = 240.0;

/// Shows it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let tokens = theme::of(ui);
    let whole = ui.available_rect_before_wrap();
    let is_wide = whole.width() > WIDE;
    let (left, rest) = match (cx.state.reports.ledger.is_empty(), is_wide) {
        (true, _) => (whole, None),
        (_, true) => {
            let at = whole.right() - totals::WIDTH;
            let (left, right) = whole.split_left_right_at_x(at);
            (left, Some(right))
        }
        (_, false) => {
            let at = whole.bottom() - totals::HEIGHT;
            let (top, bottom) = whole.split_top_bottom_at_y(at);
            (top, Some(bottom))
        }
    };
    ui.scope_builder(UiBuilder::new().id_salt("ledger").max_rect(left), |ui| {
        CentralPanel::default()
            .frame(Frame::new().fill(tokens.panel))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                list(cx, ui);
            });
    });
    if let Some(rest) = rest {
        totals::show(cx, ui, rest, is_wide);
    }
}

fn list(cx: &mut Cx<'_>, ui: &mut Ui) {
    let ledger = &cx.state.reports.ledger;
    if ledger.is_empty() {
        ui.add_space(space::XXL);
        let is_opening = matches!(cx.state.store, StoreState::Opening(_));
        if is_opening || !ledger.is_complete {
            LoadingRow::new(&cx.t("ledger-reading")).show(ui);
            return;
        }
        let (title, words) = (cx.t("ledger-empty"), cx.t("ledger-empty-text"));
        EmptyState::new(Icon::LIST_BULLETS, &title, &words).show(ui);
        return;
    }
    bar(cx, ui);
    if ledger.plot.is_some() {
        days::show(cx, ui);
    }
    if ledger.shown().is_empty() {
        ui.add_space(space::XXL);
        let (title, words) = (cx.t("ledger-none"), cx.t("ledger-none-text"));
        let all = cx.t("ledger-show-all");
        let none = EmptyState::new(Icon::MAGNIFYING_GLASS, &title, &words).button(&all);
        if none.show(ui) {
            cx.draft.ledger_search.clear();
            cx.act(Action::Report(ReportAction::SearchChanged));
            set(cx, LedgerFilter::default());
        }
        return;
    }
    rows::show(cx, ui);
}

fn set(cx: &mut Cx<'_>, filter: LedgerFilter) {
    cx.act(Action::Report(ReportAction::SetFilter(filter)));
}

/// Search, filters, plot and export; the filters in a second row where one is too narrow.
fn bar(cx: &mut Cx<'_>, ui: &mut Ui) {
    let tokens = theme::of(ui);
    let names = [cx.t("ledger-plot"), cx.t("ledger-export")];
    let buttons = [
        Button::ghost(&names[0]).small().icon(Icon::CHART_BAR),
        Button::ghost(&names[1]).small().icon(Icon::EXPORT),
    ];
    let width: f32 = buttons.iter().map(|button| button.width(ui)).sum::<f32>() + space::S;
    // What is typed to search gives way to the words of the filters.
    let batch = batch_words(cx);
    let chip = batch.as_ref().map_or(0.0, |_| CHIP_LEAST + space::S);
    let filters = menus_width(cx, ui) + chip + 4.0 * space::S;
    let row_width = ui.available_width() - 2.0 * space::M;
    let is_one_row = row_width >= width + filters + SEARCH_LEAST;
    let height = if is_one_row { BAR } else { BAR + SECOND_ROW };
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let line = Stroke::new(1.0, tokens.line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
    let (first, second) = rect
        .shrink2(vec2(space::M, 0.0))
        .split_top_bottom_at_y(rect.top() + BAR);
    let beside = if is_one_row { filters } else { space::S };
    let room_for_search = (first.width() - width - beside).clamp(SEARCH_LEAST, SEARCH_WIDTH);
    let layout = Layout::left_to_right(Align::Center);
    let at = UiBuilder::new().id_salt("search").max_rect(first);
    let searched = ui.scope_builder(at.layout(layout), |ui| search(cx, ui, room_for_search));
    let at = if is_one_row {
        let from = searched.response.rect.right() + space::S;
        Rect::from_min_max(
            pos2(from, first.top()),
            pos2(first.right() - width, first.bottom()),
        )
    } else {
        second.translate(vec2(0.0, -space::XS))
    };
    let at = UiBuilder::new().id_salt("filters").max_rect(at);
    ui.scope_builder(at.layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        kinds(cx, ui);
        states(cx, ui);
        period(cx, ui);
        if let Some(words) = &batch {
            batch_chip(cx, ui, words);
        }
    });
    let at = Rect::from_min_max(pos2(first.right() - width, first.top()), first.max);
    let at = UiBuilder::new().id_salt("buttons").max_rect(at);
    let mut clicked = [false; 2];
    ui.scope_builder(at.layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        clicked = buttons.map(|button| button.show(ui).clicked());
    });
    // Each part moved the cursor below itself.
    ui.advance_cursor_after_rect(rect);
    if clicked[0] {
        let plot = match cx.state.reports.ledger.plot {
            Some(_) => None,
            None => Some(None),
        };
        cx.act(Action::Report(ReportAction::ShowPlot(plot)));
    }
    if clicked[1] {
        cx.act(Action::Report(ReportAction::Export));
    }
}

/// The batch to which the ledger is narrowed down: its file and when it was begun.
fn batch_words(cx: &Cx<'_>) -> Option<String> {
    let id = cx.state.reports.ledger.filter().batch?;
    let batch = cx.state.batches.list.iter().find(|batch| batch.id == id);
    let Some(batch) = batch else {
        return Some(cx.t("ledger-batch-unnamed"));
    };
    let when = format::short(batch.created_at, cx.state.now);
    let args = [
        ("name", batch.content.name.as_str().into()),
        ("when", when.into()),
    ];
    Some(cx.tf("ledger-batch", &args))
}

/// Says that only a batch is shown, and takes that away.
fn batch_chip(cx: &mut Cx<'_>, ui: &mut Ui, words: &str) {
    let name = cx.tf("ledger-batch-clear", &[("batch", words.into())]);
    let room = ui.available_width().max(CHIP_LEAST);
    let chip = Chip::new(words).selected(true).clears(&name);
    if chip.max_width(room).show(ui).clicked() {
        let filter = cx.state.reports.ledger.filter().clone();
        set(
            cx,
            LedgerFilter {
                batch: None,
                ..filter
            },
        );
    }
}

fn search(cx: &mut Cx<'_>, ui: &mut Ui, width: f32) {
    let (label, hint) = (cx.t("ledger-search"), cx.t("ledger-search-hint"));
    let mut changed = false;
    ui.allocate_ui_with_layout(
        vec2(width, size::FIELD),
        Layout::top_down(Align::Min),
        |ui| {
            let field = TextField::new(&label, &mut cx.draft.ledger_search)
                .leading(Icon::MAGNIFYING_GLASS)
                .placeholder(&hint)
                .width(width)
                .hide_label()
                .no_message_line()
                .show(ui);
            changed = field.changed;
        },
    );
    if changed {
        cx.act(Action::Report(ReportAction::SearchChanged));
    }
}

fn menu_button(words: &str) -> Button<'_> {
    Button::ghost(words).small().icon_right(Icon::CARET_DOWN)
}

/// What is chosen of several, or all.
fn menu_text<T: Copy + PartialEq>(
    cx: &Cx<'_>,
    all: &'static str,
    entries: &[(T, &'static str)],
    now: Option<T>,
) -> String {
    let chosen = entries.iter().find(|(entry, _)| now == Some(*entry));
    cx.t(chosen.map_or(all, |(_, name)| *name))
}

fn days_button(words: &str) -> Button<'_> {
    menu_button(words).icon(Icon::CALENDAR_BLANK)
}

fn days_text(cx: &Cx<'_>, filter: &LedgerFilter) -> String {
    match (filter.from, filter.to) {
        (None, None) => cx.t("ledger-all-days"),
        (from, to) if from == to => from.map(|day| day.to_string()).unwrap_or_default(),
        (from, to) => {
            let day = |day: Option<Date>| day.map_or("…".to_owned(), |day| day.to_string());
            format!("{} – {}", day(from), day(to))
        }
    }
}

/// Width of the three menus together.
fn menus_width(cx: &Cx<'_>, ui: &Ui) -> f32 {
    let filter = cx.state.reports.ledger.filter();
    let kind = menu_text(cx, ALL_KINDS, &kind_entries(), filter.kind);
    let state = menu_text(cx, ALL_STATES, &state_entries(), filter.state);
    let days = days_text(cx, filter);
    menu_button(&kind).width(ui) + menu_button(&state).width(ui) + days_button(&days).width(ui)
}

const ALL_KINDS: &str = "ledger-all-kinds";
const ALL_STATES: &str = "ledger-all-states";

fn kind_entries() -> [(ReportKind, &'static str); 5] {
    ReportKind::ALL.map(|kind| (kind, report_words::kind(kind)))
}

fn state_entries() -> [(ReportState, &'static str); 6] {
    ReportState::ALL.map(|state| (state, report_words::state(state)))
}

/// A menu of one of several, or all. True if something was chosen.
fn menu<T: Copy + PartialEq>(
    cx: &Cx<'_>,
    ui: &mut Ui,
    all: &'static str,
    entries: &[(T, &'static str)],
    now: &mut Option<T>,
) -> bool {
    let words = menu_text(cx, all, entries, *now);
    let button = menu_button(&words).show(ui);
    let mut is_picked = false;
    Popup::menu(&button).width(MENU_WIDTH).show(|ui| {
        let every = std::iter::once((None, all));
        let each = entries.iter().map(|(entry, name)| (Some(*entry), *name));
        for (entry, name) in every.chain(each) {
            let words = cx.t(name);
            let item = NavItem::new(Icon::CIRCLE, &words).selected(entry == *now);
            if item.show(ui).clicked() {
                *now = entry;
                is_picked = true;
                ui.close();
            }
        }
    });
    is_picked
}

fn kinds(cx: &mut Cx<'_>, ui: &mut Ui) {
    let mut filter = cx.state.reports.ledger.filter().clone();
    if menu(cx, ui, ALL_KINDS, &kind_entries(), &mut filter.kind) {
        set(cx, filter);
    }
}

fn states(cx: &mut Cx<'_>, ui: &mut Ui) {
    let mut filter = cx.state.reports.ledger.filter().clone();
    if menu(cx, ui, ALL_STATES, &state_entries(), &mut filter.state) {
        set(cx, filter);
    }
}

/// Where the days are while they are typed.
fn day_id(is_end: bool) -> Id {
    Id::unique(("day of the ledger", is_end))
}

/// A stretch of days: some at hand, or typed.
fn period(cx: &mut Cx<'_>, ui: &mut Ui) {
    let filter = cx.state.reports.ledger.filter().clone();
    let words = days_text(cx, &filter);
    let button = days_button(&words).show(ui);
    if button.clicked() {
        for (is_end, day) in [(false, filter.from), (true, filter.to)] {
            let typed = day.map(|day| day.to_string()).unwrap_or_default();
            ui.data_mut(|data| data.insert_temp(day_id(is_end), typed));
        }
    }
    Popup::from_toggle_button_response(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(MENU_WIDTH)
        .show(|ui| {
            ui.set_width(MENU_WIDTH);
            Frame::new()
                .inner_margin(egui::Margin::same(space::S as i8))
                .show(ui, |ui| days_of(cx, ui, &filter));
        });
}

fn days_of(cx: &mut Cx<'_>, ui: &mut Ui, filter: &LedgerFilter) {
    let today = cx.state.today;
    let since = |days: i64| today.checked_sub(jiff::Span::new().days(days)).ok();
    let at_hand = [
        ("ledger-today", Some(today), Some(today)),
        ("ledger-week", since(6), None),
        ("ledger-month", since(29), None),
        ("ledger-all-days", None, None),
    ];
    for (name, from, to) in at_hand {
        let is_now = (filter.from, filter.to) == (from, to);
        let words = cx.t(name);
        let item = NavItem::new(Icon::CALENDAR, &words).selected(is_now);
        if item.show(ui).clicked() {
            let filter = filter.clone();
            set(cx, LedgerFilter { from, to, ..filter });
            ui.close();
            return;
        }
    }
    ui.add_space(space::S);
    let mut new = filter.clone();
    for (is_end, label) in [(false, "ledger-from"), (true, "ledger-to")] {
        let id = day_id(is_end);
        let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let day: Option<Date> = typed.trim().parse().ok();
        let is_wrong = !typed.trim().is_empty() && day.is_none();
        let is_typing = ui.memory(|memory| memory.has_focus(id));
        let wrong = cx.t("customers-filter-on-wrong");
        let field = TextField::new(&cx.t(label), &mut typed)
            .id(id)
            .placeholder("2026-01-31")
            .message(if is_wrong && !is_typing {
                Message::Error(&wrong)
            } else {
                Message::None
            })
            .show(ui);
        if (field.blurred || field.submitted) && !is_wrong {
            *(if is_end { &mut new.to } else { &mut new.from }) = day;
        }
        if field.changed {
            ui.data_mut(|data| data.insert_temp(id, typed));
        }
    }
    if new != *filter {
        set(cx, new);
    }
}

/// How many of how many are shown.
pub(super) fn count(cx: &Cx<'_>, ui: &mut Ui) {
    let ledger = &cx.state.reports.ledger;
    let lang = cx.state.lang();
    let args = [
        ("shown", format::count(ledger.shown().len(), lang).into()),
        ("all", format::count(ledger.len(), lang).into()),
    ];
    let id = if ledger.filter().batch.is_some() {
        "ledger-count-batch"
    } else {
        "ledger-count"
    };
    text::helper(ui, &cx.tf(id, &args));
}
