//! The bar above the list: views with their counts, filters, the order.

use egui::{Align, Layout, Popup, Stroke, Ui, UiBuilder, vec2};

use super::columns::{COLUMNS, head};
use super::filters;
use crate::desk::Action;
use crate::desk::state::{Column, View};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{Button, Chip, NavItem, paint};

/// Height of the bar.
const BAR: f32 = 43.0;
/// Views that are chips where there is room; the rest, and those without room, are in a menu.
const CHIPS: usize = 5;
/// Width of the menus.
const MENU_WIDTH: f32 = 220.0;

/// The name of a view with its count.
fn name(cx: &Cx<'_>, view: View) -> String {
    let id = match view {
        View::All => "customers-all",
        View::Drafts => "customers-drafts",
        View::Pending => "customers-pending",
        View::Approved => "customers-approved",
        View::Rejected => "customers-rejected",
        View::NeedsMe => "customers-needs-me",
        View::PendingLong => "customers-pending-long",
        View::RejectedUntouched => "customers-rejected-untouched",
        View::OnHold => "customers-on-hold",
        View::Level2 => "customers-level2",
        View::Erased => "customers-erased",
    };
    let count = format::count(cx.state.cases.count(view), cx.tr.lang());
    cx.tf(id, &[("count", count.into())])
}

/// Shows the bar over the whole width.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let tokens = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), BAR));
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line),
    );
    let chosen = cx.state.cases.view();
    let words = menu_words(cx, chosen);
    let (filter, sort) = (filters::words(cx), sort_words(cx));
    let gaps = 2.0 * space::M + 4.0 * space::S;
    let buttons = [&words, &filter, &sort].map(|words| menu_button(words).width(ui));
    let mut room = rect.width() - gaps - buttons.iter().sum::<f32>();
    let names: Vec<(View, String)> = View::ALL
        .into_iter()
        .take(CHIPS)
        .map(|view| (view, name(cx, view)))
        .collect();
    let fits = names.iter().take_while(|(_, name)| {
        let words = paint::line(ui, name, Type::HelperStrong, tokens.text, f32::INFINITY);
        room -= words.size().x.round() + 16.0 + space::S;
        room >= 0.0
    });
    let mut fits = fits.count();
    let mut words = words;
    if names.iter().skip(fits).any(|(view, _)| *view == chosen) {
        // A chip that has no room names the menu: its place is made by one chip more that moves there.
        words = name(cx, chosen);
        fits = fits.saturating_sub(1);
    }

    let inside = rect.shrink2(vec2(space::M, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let at = UiBuilder::new().id_salt("views").max_rect(inside);
    ui.scope_builder(at.layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for (view, name) in names.iter().take(fits) {
            let chip = Chip::new(name).selected(*view == chosen).show(ui);
            if chip.clicked() {
                cx.act(Action::SetView(*view));
            }
        }
        views(cx, ui, &words, fits);
    });
    // The order of Tab is that of the eye: the filter before the order.
    let right = rect.right() - space::M - buttons[1] - buttons[2] - space::S;
    let at = inside.with_min_x(right.max(inside.left()));
    let at = UiBuilder::new().id_salt("order").max_rect(at);
    ui.scope_builder(at.layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        filters::show(cx, ui, menu_button(&filter));
        order(cx, ui, &sort);
    });
}

fn menu_button(words: &str) -> Button<'_> {
    Button::ghost(words).small().icon_right(Icon::CARET_DOWN)
}

/// The menu is named after the view that is chosen in it.
fn menu_words(cx: &Cx<'_>, chosen: View) -> String {
    if View::ALL.iter().skip(CHIPS).any(|view| *view == chosen) {
        name(cx, chosen)
    } else {
        cx.t("customers-more-views")
    }
}

/// The views that are no chips.
fn views(cx: &mut Cx<'_>, ui: &mut Ui, words: &str, from: usize) {
    let button = menu_button(words).show(ui);
    let chosen = cx.state.cases.view();
    Popup::menu(&button).width(MENU_WIDTH).show(|ui| {
        for view in View::ALL.into_iter().skip(from) {
            let name = name(cx, view);
            let item = NavItem::new(icon(view), &name).selected(view == chosen);
            if item.show(ui).clicked() {
                cx.act(Action::SetView(view));
                ui.close();
            }
        }
    });
}

fn icon(view: View) -> Icon {
    match view {
        View::All | View::Level2 => Icon::USERS,
        View::Drafts => Icon::PENCIL_SIMPLE,
        View::Pending | View::PendingLong => Icon::CLOCK,
        View::Approved => Icon::CHECK_CIRCLE,
        View::Rejected | View::RejectedUntouched => Icon::X_CIRCLE,
        View::NeedsMe => Icon::WARNING_CIRCLE,
        View::OnHold => Icon::PAUSE,
        View::Erased => Icon::TRASH,
    }
}

/// The order in words: the two of the drawing by their meaning, the others by their column.
fn sort_words(cx: &Cx<'_>) -> String {
    let sort = cx.state.cases.sort();
    match (sort.column, sort.descending) {
        (Column::Changed, true) => cx.t("customers-sort-newest"),
        (Column::Changed, false) => cx.t("customers-sort-longest"),
        (column, _) => cx.t(head(column)),
    }
}

/// The menu of the order: it holds the columns that have no room as well.
fn order(cx: &mut Cx<'_>, ui: &mut Ui, words: &str) {
    let name = cx.tf("customers-order", &[("order", words.into())]);
    let button = menu_button(words).name(&name).show(ui);
    let sort = cx.state.cases.sort();
    Popup::menu(&button).width(MENU_WIDTH).show(|ui| {
        for column in COLUMNS {
            let name = cx.t(head(column));
            let is_chosen = column == sort.column;
            let icon = match (is_chosen, sort.descending) {
                (true, true) => Icon::CARET_DOWN,
                (true, false) => Icon::CARET_UP,
                (false, _) => Icon::CARET_UP_DOWN,
            };
            let item = NavItem::new(icon, &name).selected(is_chosen);
            if item.show(ui).clicked() {
                cx.act(Action::SortBy(column));
                ui.close();
            }
        }
    });
}
