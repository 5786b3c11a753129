//! What the customer does for a living, and the age of the lists that are chosen from.

use egui::{Align, Layout, Ui};
use jiff::SignedDuration;

use super::fields;
use super::identity::item;
use crate::desk::Action;
use crate::desk::state::{Connection, ItemsSource};
use crate::domain::Field;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{Banner, IconButton, LoadingRow, PickerItem, text};

/// Lists older than this are worth a word.
const FRESH_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Shows the field.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let listed = state.items.lists.occupations.iter();
    let codes: Vec<(String, &str)> = listed
        .map(|(id, name)| (id.to_string(), name.as_str()))
        .collect();
    let items: Vec<PickerItem<'_>> = codes.iter().map(|(code, name)| item(code, name)).collect();
    fields::picker(
        cx,
        ui,
        Field::Occupation,
        &items,
        Some("field-occupation-helper"),
    );
}

/// Below the fields that are chosen from lists: where the lists come from, that they are fetched, or why they are not.
pub fn lists(cx: &mut Cx<'_>, ui: &mut Ui) {
    let items = &cx.state.items;
    if let Some(told) = &items.error {
        let again = cx.t("onboard-try-again");
        let (title, text) = (cx.t("error-lists"), told.full(cx.tr));
        ui.add_space(space::XS);
        if Banner::new(Tone::Warning, &text)
            .title(&title)
            .actions(&[&again])
            .show(ui)
            .is_some()
        {
            cx.act(Action::RefreshItems);
        }
    }
    if items.loading.is_some() {
        LoadingRow::new(&cx.t("onboard-lists-loading")).show(ui);
        return;
    }
    let line = match items.source {
        ItemsSource::Bundled => cx.t("onboard-lists-bundled"),
        ItemsSource::Server { fetched_at } => {
            let age = cx.state.now.duration_since(fetched_at);
            if age < FRESH_FOR {
                return;
            }
            let age = format::duration(age, cx.tr);
            cx.tf("onboard-lists-old", &[("age", age.into())])
        }
    };
    let refresh = cx.t("onboard-lists-refresh");
    let reason = match &cx.state.connection {
        Connection::Ready { .. } => None,
        Connection::Connecting(_) => Some(cx.t("review-blocked-connecting")),
        Connection::Failed(told) => Some(told.full(cx.tr)),
    };
    ui.allocate_ui_with_layout(
        egui::vec2(ui.available_width(), size::BUTTON_SMALL),
        Layout::left_to_right(Align::Center),
        |ui| {
            text::helper(ui, &line);
            let button = IconButton::new(Icon::ARROWS_CLOCKWISE, &refresh)
                .small()
                .disabled(reason.as_deref());
            if button.show(ui).clicked() {
                cx.act(Action::RefreshItems);
            }
        },
    );
}
