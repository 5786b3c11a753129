//! What is known of the customer, and the documents. No picture is loaded before a person asks for it.

use egui::{Ui, vec2};

use super::fact::{fact, row as fact_row};
use crate::desk::Action;
use crate::desk::state::{CaseDetail, DraftContent, OpenCase};
use crate::domain::normalise::{KTP, PASSPORT};
use crate::domain::{CaseId, CaseRow, Field, mask};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::screens::onboard::fields;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, IconButton, text};

/// Shows label and value of each field that is filled.
pub(super) fn show(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    row: &CaseRow,
    open: &OpenCase,
    detail: &CaseDetail,
) {
    super::title(cx, ui, "case-particulars");
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        for field in Field::VALUES {
            // The dialling code stands in front of the number.
            if field == Field::PhoneCountryCode {
                continue;
            }
            let typed = typed(row, &detail.content, field);
            if typed.trim().is_empty() {
                continue;
            }
            if field == Field::IdNumber {
                id_number(cx, ui, row.id, open.is_revealed, typed, &detail.content);
                continue;
            }
            let value = value(cx, &detail.content, field, typed);
            fact(ui, &fields::label(cx, field), &value);
        }
    });
}

/// The raw value of a field; of a customer registered elsewhere what the server told.
fn typed<'a>(row: &'a CaseRow, content: &'a DraftContent, field: Field) -> &'a str {
    let kept = content.values.get(field.api_name()).map(String::as_str);
    let known = match field {
        Field::Name => row.name.as_str(),
        Field::Email => row.email.as_str(),
        Field::IdNumber => row.id_number.as_str(),
        _ => "",
    };
    kept.filter(|kept| !kept.trim().is_empty()).unwrap_or(known)
}

/// The identity number, masked until a person asks for it: that is written into the history.
fn id_number(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    case: CaseId,
    is_revealed: bool,
    number: &str,
    content: &DraftContent,
) {
    let label = match content
        .values
        .get(Field::IdType.api_name())
        .map(String::as_str)
    {
        Some(KTP) => cx.t("field-id-number-ktp"),
        Some(PASSPORT) => cx.t("field-id-number-passport"),
        _ => cx.t("field-id-number"),
    };
    let (icon, name) = if is_revealed {
        (Icon::EYE_SLASH, cx.t("case-hide-number"))
    } else {
        (Icon::EYE, cx.t("case-reveal-number"))
    };
    let shown = if is_revealed {
        number.to_owned()
    } else {
        mask::id_number(number)
    };
    fact_row(ui, &label, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            text::value(ui, &shown);
            if IconButton::new(icon, &name).small().show(ui).clicked() {
                cx.act(Action::RevealIdNumber(case));
            }
        });
    });
}

/// What was filled in, in words instead of codes.
fn value(cx: &Cx<'_>, content: &DraftContent, field: Field, typed: &str) -> String {
    let lists = &cx.state.items.lists;
    let typed = typed.trim();
    let number = typed.parse::<u8>().ok();
    let named = match field {
        Field::IdType => number.and_then(|id| lists.id_type(id)).map(str::to_owned),
        Field::Occupation => number
            .and_then(|id| lists.occupation(id))
            .map(str::to_owned),
        Field::GesturesSet => {
            let mut sets = cx.state.profile().gesture_sets.iter();
            sets.find(|set| Some(set.id) == number)
                .map(|set| set.name.clone())
        }
        Field::Gender if typed == "0" => Some(cx.t("gender-female")),
        Field::Gender if typed == "1" => Some(cx.t("gender-male")),
        Field::Nationality | Field::Country => {
            lists.country(typed).map(|country| country.name.clone())
        }
        Field::Province => lists.province(typed).map(str::to_owned),
        Field::MobileNo | Field::PhoneNo => {
            let dial = content.values.get(Field::PhoneCountryCode.api_name());
            dial.map(|dial| format!("{dial} {typed}").trim().to_owned())
        }
        _ => None,
    };
    named.unwrap_or_else(|| typed.to_owned())
}

/// A small button for each document; a click shows it large, which is written into the history.
pub(super) fn documents(cx: &mut Cx<'_>, ui: &mut Ui, case: CaseId, detail: &CaseDetail) {
    super::title(cx, ui, "case-documents");
    if detail.documents.is_empty() {
        text::subdued(ui, &cx.t("case-no-documents"));
        return;
    }
    let lang = cx.tr.lang();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        for (doc, meta) in &detail.documents {
            let name = super::doc_name(cx, *doc);
            let size = format::bytes(meta.bytes, lang);
            let spoken = cx.tf("case-view-document", &[("name", name.as_str().into())]);
            let icon = if meta.media_type == "application/pdf" {
                Icon::FILE_TEXT
            } else {
                Icon::IMAGE
            };
            let button = Button::secondary(&name).small().icon(icon).name(&spoken);
            let button = button.show(ui);
            if button.clicked() {
                cx.act(Action::ViewDocument(case, *doc));
            }
            button.on_hover_ui(|ui| {
                ui.label(size);
            });
        }
    });
}
