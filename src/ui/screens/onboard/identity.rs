//! Who the customer is, as printed on the identity card.

use egui::Ui;
use jiff::civil::Date;

use super::fields::{self, Look};
use super::rules;
use crate::domain::Field;
use crate::domain::check::{NikFacts, nik_hint};
use crate::domain::normalise::KTP;
use crate::domain::problem::WarningKey;
use crate::text::Texts;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{InfoBox, PickerItem, Pill};

/// More kinds of document than this are offered in a list instead of side by side.
const SIDE_BY_SIDE: usize = 3;

/// Shows the fields.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let is_ktp = cx.draft.form.get(Field::IdType) == KTP;
    let facts = nik_hint(&cx.draft.form, &rules(cx.state));
    fields::pair(cx, ui, id_type, |cx, ui| {
        let look = Look {
            helper: is_ktp.then_some("field-id-number-ktp-helper"),
            trailing: facts.is_some().then_some(Icon::CHECK_CIRCLE_FILL),
            ..Look::PLAIN
        };
        fields::text(cx, ui, Field::IdNumber, look);
    });
    if is_ktp {
        nik(cx, ui, facts.as_ref());
        ui.add_space(space::XS);
    }
    fields::text(cx, ui, Field::Name, Look::helped("field-name-helper"));
    fields::pair(cx, ui, gender, |cx, ui| {
        let look = Look::helped("field-date-of-birth-helper");
        fields::text(cx, ui, Field::DateOfBirth, look);
    });
    fields::pair(
        cx,
        ui,
        |cx, ui| fields::text(cx, ui, Field::PlaceOfBirth, Look::PLAIN),
        |cx, ui| country(cx, ui, Field::Nationality, None),
    );
}

/// A picker of countries, found by name, ISO 3166-1 alpha-2 and alpha-3.
pub fn country(cx: &mut Cx<'_>, ui: &mut Ui, field: Field, helper: Option<&'static str>) {
    let state = cx.state;
    let countries = state.items.lists.countries.iter();
    let items: Vec<PickerItem<'_>> = countries
        .map(|country| PickerItem {
            id: &country.iso2,
            text: &country.name,
            detail: &country.iso2,
            search: &country.iso3,
        })
        .collect();
    fields::picker(cx, ui, field, &items, helper);
}

fn id_type(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let listed = state.items.lists.id_types.iter();
    let codes: Vec<(String, &str)> = listed
        .map(|(id, name)| (id.to_string(), name.as_str()))
        .collect();
    if codes.len() > SIDE_BY_SIDE {
        let items: Vec<PickerItem<'_>> =
            codes.iter().map(|(code, name)| item(code, name)).collect();
        fields::picker(cx, ui, Field::IdType, &items, None);
    } else {
        let options: Vec<(&str, &str)> = codes
            .iter()
            .map(|(code, name)| (code.as_str(), *name))
            .collect();
        fields::segmented(cx, ui, Field::IdType, &options);
    }
}

/// An entry known by its code and found by its name.
pub fn item<'a>(code: &'a str, name: &'a str) -> PickerItem<'a> {
    PickerItem {
        id: code,
        text: name,
        detail: "",
        search: "",
    }
}

fn gender(cx: &mut Cx<'_>, ui: &mut Ui) {
    let (female, male) = (cx.t("gender-female"), cx.t("gender-male"));
    fields::segmented(cx, ui, Field::Gender, &[("0", &female), ("1", &male)]);
}

/// What the NIK tells. The box stands there before the NIK is whole, so that nothing jumps when it is.
fn nik(cx: &Cx<'_>, ui: &mut Ui, facts: Option<&NikFacts>) {
    let Some(facts) = facts else {
        let (title, detail) = (cx.t("nik-waiting"), cx.t("nik-waiting-detail"));
        InfoBox::new(Icon::IDENTIFICATION_CARD, &title)
            .detail(&detail)
            .show(ui);
        return;
    };
    let (title, detail) = (region(facts), holder(cx.tr, facts));
    let difference = difference(cx, facts);
    let mut info = InfoBox::new(Icon::IDENTIFICATION_CARD, &title).detail(&detail);
    if let Some((tone, text)) = &difference {
        info = info.pill(Pill::new(*tone, text));
    }
    // Where the window is narrow, the box cuts its lines short.
    info.show(ui).on_hover_ui(|ui| {
        ui.label(&title);
        ui.label(&detail);
    });
}

/// `Jawa Timur · Kabupaten Sidoarjo · Sukodono`
fn region(facts: &NikFacts) -> String {
    let Some(region) = facts.region else {
        return facts.province_iso.to_owned();
    };
    [Some(region.province), region.regency, region.district]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// `Woman, born 5 August 1968, number 0002 of that day`
fn holder(tr: &Texts, facts: &NikFacts) -> String {
    let gender = if facts.female { "female" } else { "male" };
    let number = format!("{:04}", facts.serial);
    let mut args = vec![("gender", gender.into()), ("number", number.into())];
    let id = match facts.birth_dates.as_slice() {
        [] => "nik-holder",
        [born] => {
            args.push(("born", day(tr, *born).into()));
            "nik-holder-born"
        }
        [born, other, ..] => {
            args.push(("born", day(tr, *born).into()));
            args.push(("other", other.year().to_string().into()));
            "nik-holder-born-or"
        }
    };
    tr.with(id, &args)
}

/// `5 August 1968`
pub fn day(tr: &Texts, date: Date) -> String {
    let args = [
        ("day", i64::from(date.day()).into()),
        ("month", i64::from(date.month()).into()),
        ("year", date.year().to_string().into()),
    ];
    tr.with("nik-date", &args)
}

/// What the NIK and the form do not agree on; quiet once all of it was kept with a reason.
fn difference(cx: &Cx<'_>, facts: &NikFacts) -> Option<(Tone, String)> {
    let text = match facts.differs.as_slice() {
        [] | [WarningKey::Age | WarningKey::Picture(..)] => return None,
        [WarningKey::NikBirthDate] => cx.t("nik-differs-birth-date"),
        [WarningKey::NikGender] => cx.t("nik-differs-gender"),
        [WarningKey::NikProvince] => cx.t("nik-differs-province"),
        several => cx.tf("nik-differs-several", &[("count", several.len().into())]),
    };
    let is_kept = |key: &WarningKey| cx.draft.form.kept.contains_key(key);
    let tone = if facts.differs.iter().all(is_kept) {
        Tone::Neutral
    } else {
        Tone::Warning
    };
    Some((tone, text))
}
