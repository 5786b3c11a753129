//! What narrows a view down: staff member, level, age, date.

use egui::{Id, Popup, PopupCloseBehavior, ScrollArea, Ui};

use crate::desk::Action;
use crate::desk::state::Narrow;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Message, NavItem, Segmented, TextField, text};

/// Width of the filters.
const WIDTH: f32 = 300.0;
/// Height of the list of staff members, from which on it scrolls.
const STAFF_HEIGHT: f32 = 152.0;
/// The ages that are offered, in days.
const AGES: [Option<u32>; 4] = [None, Some(1), Some(7), Some(30)];
const LEVELS: [Option<u8>; 3] = [None, Some(1), Some(2)];

/// The words of the button, with the number of filters that are set.
pub(super) fn words(cx: &Cx<'_>) -> String {
    match cx.state.cases.narrow().len() {
        0 => cx.t("customers-filter"),
        count => cx.tf("customers-filter-set", &[("count", count.into())]),
    }
}

/// Where the date is while it is typed.
fn date_id() -> Id {
    Id::unique("date of the filter")
}

/// Shows the button, and the filters when it was clicked.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, button: Button<'_>) {
    let button = button.show(ui);
    if button.clicked() {
        let day = cx.state.cases.narrow().on;
        let typed = day.map(|day| day.to_string()).unwrap_or_default();
        ui.data_mut(|data| data.insert_temp(date_id(), typed));
    }
    Popup::from_toggle_button_response(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(WIDTH)
        .show(|ui| {
            ui.set_width(WIDTH);
            egui::Frame::new()
                .inner_margin(egui::Margin::same(space::S as i8))
                .show(ui, |ui| fields(cx, ui));
        });
}

fn fields(cx: &mut Cx<'_>, ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = space::XS;
    let mut narrow = cx.state.cases.narrow().clone();
    let days = AGES.map(|days| match days {
        None => cx.t("customers-filter-any"),
        Some(days) => cx.tf("customers-filter-days", &[("count", days_of(days).into())]),
    });
    if let Some(at) = pick(ui, &cx.t("customers-filter-age"), &days, &AGES, narrow.days) {
        narrow.days = at;
    }
    let levels = [
        cx.t("customers-filter-any"),
        cx.t("customers-filter-level1"),
        cx.t("customers-filter-level2"),
    ];
    if let Some(at) = pick(
        ui,
        &cx.t("customers-filter-level"),
        &levels,
        &LEVELS,
        narrow.level,
    ) {
        narrow.level = at;
    }
    date(cx, ui, &mut narrow);
    staff(cx, ui, &mut narrow);
    ui.add_space(space::S);
    let nothing = narrow.is_empty().then(|| cx.t("customers-filter-nothing"));
    if Button::secondary(&cx.t("customers-filter-clear"))
        .small()
        .disabled(nothing.as_deref())
        .show(ui)
        .clicked()
    {
        narrow = Narrow::default();
        ui.data_mut(|data| data.insert_temp(date_id(), String::new()));
    }
    if narrow != *cx.state.cases.narrow() {
        cx.act(Action::SetNarrow(narrow));
    }
}

fn days_of(days: u32) -> usize {
    usize::try_from(days).unwrap_or(usize::MAX)
}

/// One of a few; gives what was picked.
fn pick<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    names: &[String],
    values: &[T],
    now: T,
) -> Option<T> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let selected = values.iter().position(|value| *value == now);
    let answer = Segmented::new(label, &names, selected)
        .no_message_line()
        .show(ui);
    ui.add_space(space::S);
    values.get(answer.picked?).copied()
}

/// The day on which a case was begun: taken when the field is left, or on Enter.
fn date(cx: &Cx<'_>, ui: &mut Ui, narrow: &mut Narrow) {
    let mut typed: String = ui.data(|data| data.get_temp(date_id())).unwrap_or_default();
    let label = cx.t("customers-filter-on");
    let (hint, wrong) = (
        cx.t("customers-filter-on-hint"),
        cx.t("customers-filter-on-wrong"),
    );
    let day: Result<jiff::civil::Date, _> = typed.trim().parse();
    let is_wrong = !typed.trim().is_empty() && day.is_err();
    let is_typing = ui.memory(|memory| memory.has_focus(date_id()));
    let message = if is_wrong && !is_typing {
        Message::Error(&wrong)
    } else {
        Message::Helper(&hint)
    };
    let field = TextField::new(&label, &mut typed)
        .id(date_id())
        .message(message)
        .trailing(Icon::CALENDAR_BLANK)
        .show(ui);
    if field.blurred || field.submitted {
        narrow.on = typed.trim().parse().ok();
    }
    if field.changed {
        ui.data_mut(|data| data.insert_temp(date_id(), typed));
    }
}

fn staff(cx: &Cx<'_>, ui: &mut Ui, narrow: &mut Narrow) {
    text::strong(ui, &cx.t("customers-column-staff"));
    let any = cx.t("customers-filter-everyone");
    ScrollArea::vertical()
        .id_salt("staff")
        .max_height(STAFF_HEIGHT)
        .show(ui, |ui| {
            let is_any = narrow.staff.is_none();
            let item = NavItem::new(Icon::USERS, &any).selected(is_any);
            if item.show(ui).clicked() {
                narrow.staff = None;
            }
            for name in cx.state.cases.staff() {
                let is_chosen = narrow.staff.as_deref() == Some(name);
                let item = NavItem::new(Icon::USER, name).selected(is_chosen);
                if item.show(ui).clicked() {
                    narrow.staff = Some(name.to_owned());
                }
            }
        });
}
