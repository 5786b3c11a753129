//! How the customer is reached and where they live.

use egui::Ui;

use super::fields::{self, Look};
use super::identity::country;
use crate::desk::{Action, State};
use crate::domain::normalise::INDONESIA;
use crate::domain::{Country, Field, Form, phone};
use crate::ui::cx::Cx;
use crate::ui::widgets::PickerItem;

/// Shows the fields.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    fields::text(cx, ui, Field::Email, Look::PLAIN);
    fields::pair(cx, ui, dial_code, |cx, ui| {
        fields::text(
            cx,
            ui,
            Field::MobileNo,
            Look::helped("field-mobile-no-helper"),
        );
    });
    fields::pair(
        cx,
        ui,
        |cx, ui| {
            fields::text(
                cx,
                ui,
                Field::PhoneNo,
                Look::helped("field-phone-no-helper"),
            );
        },
        |cx, ui| country(cx, ui, Field::Country, None),
    );
    let address = Look {
        rows: 2,
        ..Look::helped("field-address-helper")
    };
    fields::text(cx, ui, Field::Address, address);
    let zip_code = |cx: &mut Cx<'_>, ui: &mut Ui| {
        fields::text(cx, ui, Field::ZipCode, Look::PLAIN);
    };
    if cx.draft.form.get(Field::Country) == INDONESIA {
        fields::pair(cx, ui, province, zip_code);
    } else {
        fields::pair(cx, ui, zip_code, |_, _| {});
    }
}

fn province(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let provinces = state.items.lists.provinces.iter();
    let items: Vec<PickerItem<'_>> = provinces
        .map(|(code, name)| PickerItem {
            id: code,
            text: name,
            detail: code,
            search: "",
        })
        .collect();
    fields::picker(cx, ui, Field::Province, &items, None);
}

/// A country's name and its dialling code; what is chosen is the code, which several countries may share.
fn dial_code(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let entries: Vec<(&Country, String, String)> = state
        .items
        .lists
        .countries
        .iter()
        .filter_map(|country| {
            let dial = phone::proposed_dial_code(&country.dial)?;
            Some((country, dial, format!("{} {}", country.iso2, country.iso3)))
        })
        .collect();
    let items: Vec<PickerItem<'_>> = entries
        .iter()
        .map(|(country, dial, search)| PickerItem {
            id: &country.iso2,
            text: &country.name,
            detail: dial,
            search,
        })
        .collect();
    let selected = country_of_dial_code(state, &cx.draft.form).unwrap_or_default();
    let field = Field::PhoneCountryCode;
    if let Some(item) = fields::pick(cx, ui, field, &items, selected, None) {
        cx.act(Action::Choose(field, item.detail.to_owned()));
    }
}

/// The country to name beside the dialling code: of those that share it, the customer's own first.
pub fn country_of_dial_code<'a>(state: &'a State, form: &Form) -> Option<&'a str> {
    let dial = form.get(Field::PhoneCountryCode);
    let own = [form.get(Field::Country), form.get(Field::Nationality)];
    let mut sharing = state
        .items
        .lists
        .countries
        .iter()
        .filter(|country| {
            phone::proposed_dial_code(&country.dial).is_some_and(|known| known == dial)
        })
        .map(|country| country.iso2.as_str());
    let first = sharing.clone().next();
    sharing.find(|iso2| own.contains(iso2)).or(first)
}
