//! All cases of this profile: a list to search, sort and filter, and a panel for one of them.

mod bar;
mod cells;
mod columns;
mod filters;
mod table;

use egui::{
    CentralPanel, EventFilter, Frame, Id, Key, Modifiers, Popup, Rect, Stroke, Ui, UiBuilder,
};

use crate::desk::Action;
use crate::desk::state::{Narrow, StoreState, View};
use crate::domain::case::Step;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{
    Button, EmptyState, IconButton, LoadingRow, NavItem, PageHeader, TextField,
};

/// Width of the search field, where there is room.
const SEARCH_WIDTH: f32 = 300.0;
/// Width of the menu with what is rarely done.
const MENU_WIDTH: f32 = 240.0;

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    keys(cx, ui);
    header(cx, ui);
    // The list comes before the panel, so that Tab leads there first.
    let open = cx.state.open_case.as_ref().map(|open| open.id);
    let whole = ui.available_rect_before_wrap();
    let panel = open.map_or(0.0, |_| size::CASE_PANEL);
    let (left, right) = whole.split_left_right_at_x(whole.right() - panel);
    ui.scope_builder(UiBuilder::new().id_salt("list").max_rect(left), |ui| {
        list(cx, ui);
    });
    if let Some(case) = open {
        beside(ui, right, |ui| {
            crate::ui::screens::case::panel(cx, ui, case);
        });
    }
}

fn list(cx: &mut Cx<'_>, ui: &mut Ui) {
    let cases = &cx.state.cases;
    let tokens = theme::of(ui);
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.panel))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
            if cases.is_empty() {
                nobody(cx, ui);
                return;
            }
            bar::show(cx, ui);
            if !cases.is_complete {
                loading(cx, ui);
            }
            if cases.shown_len() == 0 {
                nobody_found(cx, ui);
            } else {
                table::show(cx, ui);
            }
        });
}

/// The list is empty, or not read yet.
fn nobody(cx: &mut Cx<'_>, ui: &mut Ui) {
    ui.add_space(space::XXL);
    let is_opening = matches!(cx.state.store, StoreState::Opening(_));
    if is_opening || !cx.state.cases.is_complete {
        loading(cx, ui);
        return;
    }
    let (title, text) = (cx.t("customers-empty"), cx.t("customers-empty-text"));
    if EmptyState::new(Icon::USERS, &title, &text)
        .button(&cx.t("customers-new"))
        .show(ui)
    {
        cx.act(Action::NextCustomer);
    }
}

fn loading(cx: &Cx<'_>, ui: &mut Ui) {
    let count = format::count(cx.state.cases.len(), cx.tr.lang());
    let words = cx.tf("customers-reading", &[("count", count.into())]);
    ui.horizontal(|ui| {
        ui.add_space(space::M);
        LoadingRow::new(&words).show(ui);
    });
}

/// Nothing is left by view, filter and search: the way back to all.
fn nobody_found(cx: &mut Cx<'_>, ui: &mut Ui) {
    let cases = &cx.state.cases;
    let is_cut = !cases.search().is_empty() || !cases.narrow().is_empty();
    let (title, text) = if is_cut {
        (cx.t("customers-none"), cx.t("customers-none-text"))
    } else {
        (
            cx.t("customers-none-here"),
            cx.t("customers-none-here-text"),
        )
    };
    ui.add_space(space::XXL);
    if EmptyState::new(Icon::MAGNIFYING_GLASS, &title, &text)
        .button(&cx.t("customers-show-all"))
        .show(ui)
    {
        cx.draft.search.clear();
        cx.act(Action::SearchChanged);
        cx.act(Action::SetNarrow(Narrow::default()));
        cx.act(Action::SetView(View::All));
    }
}

fn search_id() -> Id {
    Id::unique("search of the list")
}

/// Keys of this screen; none of them acts behind an open question or menu, and letters do not while something is typed.
fn keys(cx: &mut Cx<'_>, ui: &mut Ui) {
    if cx.state.modal.is_some() || Popup::is_any_open(ui.ctx()) {
        return;
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
        ui.memory_mut(|memory| memory.request_focus(search_id()));
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let is_searching = ui.memory(|memory| memory.has_focus(search_id()));
    let is_typing = is_searching || ui.ctx().text_edit_focused();
    if is_searching && !cx.draft.search.is_empty() {
        if pressed(Key::Escape) {
            cx.draft.search.clear();
            cx.act(Action::SearchChanged);
        }
    } else if !is_typing && cx.state.open_case.is_some() && pressed(Key::Escape) {
        cx.act(Action::CloseCase);
    }
    if is_typing {
        return;
    }
    let is_free = ui.memory(|memory| memory.focused().is_none());
    let steps = [
        (Key::J, 1, true),
        (Key::K, -1, true),
        (Key::ArrowDown, 1, is_free),
        (Key::ArrowUp, -1, is_free),
    ];
    for (key, by, acts) in steps {
        if acts && pressed(key) {
            cx.act(Action::StepCase(by));
        }
    }
    let open = cx.state.open_case.as_ref();
    let Some(row) = open.and_then(|open| cx.state.cases.get(open.id)) else {
        return;
    };
    let is_editable = row.life.stage.is_editable();
    if (row.life.allows(&Step::Correct) || is_editable) && pressed(Key::R) {
        cx.act(if is_editable {
            Action::ContinueDraft(row.id)
        } else {
            Action::CorrectCase(row.id)
        });
    }
    if is_free && is_editable && pressed(Key::Enter) {
        cx.act(Action::ContinueDraft(row.id));
    }
}

fn header(cx: &mut Cx<'_>, ui: &mut Ui) {
    let title = cx.t("customers-title");
    let (label, hint) = (cx.t("customers-search"), cx.t("customers-search-hint"));
    let nothing = (cx.state.cases.shown_len() == 0).then(|| cx.t("customers-export-nothing"));
    let words = ["customers-new", "customers-more", "customers-export"].map(|id| cx.t(id));
    let [new, more, export] = &words;
    let add = cx.t("customers-add");
    let search = &mut cx.draft.search;
    let actions = &mut cx.actions;
    let (answer, ()) = PageHeader::new(&title).show(
        ui,
        |ui| {
            let room = ui.available_width().min(SEARCH_WIDTH);
            TextField::new(&label, search)
                .id(search_id())
                .placeholder(&hint)
                .leading(Icon::MAGNIFYING_GLASS)
                .shortcut("Ctrl F")
                .width(room)
                .hide_label()
                .no_message_line()
                .show(ui)
        },
        |ui| {
            if Button::primary(new)
                .icon(Icon::USER_PLUS)
                .show(ui)
                .clicked()
            {
                actions.push(Action::NextCustomer);
            }
            let menu = IconButton::new(Icon::DOTS_THREE, more).show(ui);
            Popup::menu(&menu).width(MENU_WIDTH).show(|ui| {
                if NavItem::new(Icon::PLUS, &add).show(ui).clicked() {
                    actions.push(Action::AskAddCustomer);
                    ui.close();
                }
            });
            if Button::ghost(export)
                .icon(Icon::EXPORT)
                .disabled(nothing.as_deref())
                .show(ui)
                .clicked()
            {
                actions.push(Action::AskExportList);
            }
        },
    );
    if answer.changed {
        cx.act(Action::SearchChanged);
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
        && let Some(first) = cx.state.cases.row_at(0)
    {
        table::go_to(ui, first.id);
    }
}

/// The panel at the right.
fn beside(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let tokens = theme::of(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    let edge = Stroke::new(1.0, tokens.line);
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), edge);
    let inside = rect.shrink(space::XL);
    ui.scope_builder(UiBuilder::new().id_salt("case").max_rect(inside), |ui| {
        ui.shrink_clip_rect(rect);
        content(ui);
    });
}
