//! What a field says in words, and what of a correction differs from what was sent before.

use egui::Ui;

use super::contact;
use super::fields::label;
use crate::desk::update::drafts::{fields_changed, form_of, is_changed};
use crate::domain::{Doc, Field, Form};
use crate::ui::cx::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Banner, Card, Fact};

/// What was filled in, in words instead of codes; nothing if it is not filled.
pub(super) fn value(cx: &Cx<'_>, form: &Form, field: Field) -> Option<String> {
    let lists = &cx.state.items.lists;
    let typed = form.get(field);
    if typed.trim().is_empty() {
        return None;
    }
    let named = |name: Option<&str>| name.unwrap_or(typed).to_owned();
    let by_id = |find: &dyn Fn(u8) -> Option<String>| {
        let name = typed.parse().ok().and_then(find);
        name.unwrap_or_else(|| typed.to_owned())
    };
    Some(match field {
        Field::IdType => by_id(&|id| lists.id_type(id).map(str::to_owned)),
        Field::Occupation => by_id(&|id| lists.occupation(id).map(str::to_owned)),
        Field::GesturesSet => by_id(&|id| {
            let mut sets = cx.state.profile().gesture_sets.iter();
            sets.find(|set| set.id == id).map(|set| set.name.clone())
        }),
        Field::Gender if typed == "0" => cx.t("gender-female"),
        Field::Gender if typed == "1" => cx.t("gender-male"),
        Field::Nationality | Field::Country => {
            named(lists.country(typed).map(|country| country.name.as_str()))
        }
        Field::Province => named(lists.province(typed)),
        Field::PhoneCountryCode => match contact::country_of_dial_code(cx.state, form) {
            Some(country) => format!("{typed} {country}"),
            None => typed.to_owned(),
        },
        Field::MobileNo | Field::PhoneNo => {
            let dial = form.get(Field::PhoneCountryCode);
            format!("{dial} {typed}").trim().to_owned()
        }
        _ => typed.to_owned(),
    })
}

/// The value that was sent before, if the field differs from it: "Was: Siti".
pub(super) fn was(cx: &Cx<'_>, field: Field) -> Option<String> {
    if !is_changed(cx.state, &cx.draft.form, field) {
        return None;
    }
    let before = cx.state.onboard.sent_before.as_ref()?;
    let sent = value(cx, &form_of(&before.content), field);
    Some(match sent {
        Some(sent) => cx.tf("onboard-was", &[("value", sent.into())]),
        None => cx.t("onboard-was-empty"),
    })
}

/// For a correction, what is sent now and was not before.
pub(super) fn show(cx: &Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let Some(before) = &state.onboard.sent_before else {
        return;
    };
    let number = i64::from(before.number);
    let title = cx.tf("review-changes", &[("number", number.into())]);
    let changed = fields_changed(state, &cx.draft.form);
    if changed.is_empty() {
        let none = cx.t("review-changes-none");
        Banner::new(Tone::Warning, &none).show(ui);
        return;
    }
    let sent = form_of(&before.content);
    let not_given = || cx.t("review-not-given");
    let subtitle = cx.t("review-changes-subtitle");
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            for field in changed {
                let line = if let Field::Picture(slot) = field {
                    let was = before.documents.contains_key(&Doc::Picture(slot));
                    let is = cx.draft.form.pictures.contains_key(&slot);
                    cx.t(match (was, is) {
                        (true, false) => "review-picture-gone",
                        (false, _) => "review-picture-added",
                        (true, true) => "review-picture-new",
                    })
                } else {
                    let before = value(cx, &sent, field).unwrap_or_else(not_given);
                    let now = value(cx, &cx.draft.form, field).unwrap_or_else(not_given);
                    let args = [("before", before.into()), ("now", now.into())];
                    cx.tf("review-change", &args)
                };
                Fact::new(&label(cx, field), &line).show(ui);
            }
        });
}
