//! The customers registered from here: a list to search and filter, and a panel for one of them.

mod panel;
mod table;

use egui::{CentralPanel, EventFilter, Frame, Id, Key, Modifiers, Popup, Stroke, Ui, UiBuilder};

use crate::desk::Action;
use crate::desk::state::{Customer, Filter};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Chip, EmptyState, PageHeader, TextField};
use crate::ui::{format, shell, status};

/// Width of the search field.
const SEARCH_WIDTH: f32 = 300.0;
/// Height of the row of filters.
const FILTERS: f32 = 43.0;

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let shown = matching(cx);
    keys(cx, ui);
    header(cx, ui, &shown);
    // The list comes before the panel, so that Tab leads there first.
    let customer = state.selected.and_then(|user_id| state.customer(user_id));
    let whole = ui.available_rect_before_wrap();
    let panel = if customer.is_some() {
        size::CASE_PANEL
    } else {
        0.0
    };
    let (left, right) = whole.split_left_right_at_x(whole.right() - panel);
    ui.scope_builder(UiBuilder::new().id_salt("list").max_rect(left), |ui| {
        list(cx, ui, &shown);
    });
    if let Some(customer) = customer {
        case(cx, ui, right, customer);
    }
}

fn list(cx: &mut Cx<'_>, ui: &mut Ui, shown: &[&Customer]) {
    let state = cx.state;
    let tokens = theme::of(ui);
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.panel))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
            if state.customers().is_empty() {
                let (title, text) = (cx.t("customers-empty"), cx.t("customers-empty-text"));
                let button = new_customer_text(cx);
                ui.add_space(space::XXL);
                if EmptyState::new(Icon::USERS, &title, &text)
                    .button(&button)
                    .show(ui)
                {
                    cx.act(shell::new_customer(cx));
                }
                return;
            }
            filters(cx, ui);
            if shown.is_empty() {
                let (title, text) = (cx.t("customers-none"), cx.t("customers-none-text"));
                let button = cx.t("customers-show-all");
                ui.add_space(space::XXL);
                if EmptyState::new(Icon::MAGNIFYING_GLASS, &title, &text)
                    .button(&button)
                    .show(ui)
                {
                    cx.draft.search.clear();
                    cx.act(Action::SetFilter(Filter::All));
                }
                return;
            }
            table::show(cx, ui, shown);
        });
}

fn search_id() -> Id {
    Id::unique("search of the list")
}

/// Keys of this screen; none of them acts behind an open question or menu.
fn keys(cx: &mut Cx<'_>, ui: &mut Ui) {
    if cx.state.modal.is_some() || Popup::is_any_open(ui.ctx()) {
        return;
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
        ui.memory_mut(|memory| memory.request_focus(search_id()));
    }
    let is_searching = ui.memory(|memory| memory.has_focus(search_id()));
    if is_searching && !cx.draft.search.is_empty() {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            cx.draft.search.clear();
        }
    } else if cx.state.selected.is_some()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        cx.act(Action::CloseCustomer);
    }
}

fn new_customer_text(cx: &Cx<'_>) -> String {
    if cx.draft.form.is_empty() {
        cx.t("customers-new")
    } else {
        cx.t("customers-back-to-form")
    }
}

fn header(cx: &mut Cx<'_>, ui: &mut Ui, shown: &[&Customer]) {
    let title = cx.t("customers-title");
    let (label, hint) = (cx.t("customers-search"), cx.t("customers-search-hint"));
    let new = new_customer_text(cx);
    let new_action = shell::new_customer(cx);
    let search = &mut cx.draft.search;
    let (answer, clicked) = PageHeader::new(&title).show(
        ui,
        |ui| {
            TextField::new(&label, search)
                .id(search_id())
                .placeholder(&hint)
                .leading(Icon::MAGNIFYING_GLASS)
                .shortcut("Ctrl F")
                .width(SEARCH_WIDTH)
                .hide_label()
                .no_message_line()
                .show(ui)
        },
        |ui| {
            Button::primary(&new)
                .icon(Icon::USER_PLUS)
                .show(ui)
                .clicked()
        },
    );
    if clicked {
        cx.act(new_action);
    }
    // Escape first clears the text; only then does it leave the field.
    if answer.response.has_focus() && !cx.draft.search.is_empty() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(search_id(), filter));
    }
    // From the search straight into the list.
    let is_down =
        answer.response.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown));
    if (is_down || answer.submitted)
        && let Some(first) = shown.first()
    {
        table::go_to(ui, first.user_id);
    }
}

fn case(cx: &mut Cx<'_>, ui: &mut Ui, rect: egui::Rect, customer: &Customer) {
    let tokens = theme::of(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    let edge = Stroke::new(1.0, tokens.line);
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), edge);
    let inside = rect.shrink(space::XL);
    ui.scope_builder(UiBuilder::new().id_salt("case").max_rect(inside), |ui| {
        ui.shrink_clip_rect(rect);
        panel::show(cx, ui, customer);
    });
}

/// The filters with their counts, over the whole width.
fn filters(cx: &mut Cx<'_>, ui: &mut Ui) {
    let all = [
        (Filter::All, "customers-all"),
        (Filter::Pending, "customers-pending"),
        (Filter::Rejected, "customers-rejected"),
        (Filter::Approved, "customers-approved"),
    ];
    let row = egui::vec2(ui.available_width(), FILTERS);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let rect = ui
        .allocate_ui_with_layout(row, layout, |ui| {
            ui.set_min_size(row);
            ui.spacing_mut().item_spacing.x = space::S;
            ui.add_space(space::M);
            for (filter, id) in all {
                let customers = cx.state.customers().iter();
                let count = customers
                    .filter(|customer| filter.matches(customer.status.as_ref()))
                    .count();
                let count = format::count(count, cx.tr.lang());
                let text = cx.tf(id, &[("count", count.into())]);
                if Chip::new(&text)
                    .selected(cx.state.filter == filter)
                    .show(ui)
                    .clicked()
                {
                    cx.act(Action::SetFilter(filter));
                }
            }
        })
        .response
        .rect;
    let tokens = theme::of(ui);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line),
    );
}

/// The customers of the filter that the search finds, newest first.
fn matching<'a>(cx: &Cx<'a>) -> Vec<&'a Customer> {
    let wanted = cx.draft.search.trim().to_lowercase();
    let customers = cx.state.customers().iter();
    customers
        .filter(|customer| cx.state.filter.matches(customer.status.as_ref()))
        .filter(|customer| wanted.is_empty() || is_found(customer, &wanted))
        .collect()
}

fn is_found(customer: &Customer, wanted: &str) -> bool {
    let holds = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        text.to_lowercase().contains(wanted)
    };
    holds(&customer.name)
        || holds(&customer.email)
        || holds(&customer.id_masked)
        || customer.user_id.to_string().contains(wanted)
}

/// Why the status is what it is: the reason of a rejection, or that the last question got no answer.
fn reason(cx: &Cx<'_>, customer: &Customer) -> String {
    match status::rejection(customer, cx.tr) {
        Some(reason) => reason,
        None if customer.poll.error.is_some() => cx.t("customers-no-answer"),
        None => String::new(),
    }
}
