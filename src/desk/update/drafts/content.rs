//! A draft between the form on the screen and the store: values by their API names, pictures as documents, how far it is.

use crate::desk::state::{Desk, Step};
use crate::domain::check::check;
use crate::domain::problem::WarningKey;
use crate::domain::{Doc, Field, Form, Issue, Made, MediaType, Picture, Problem, Section};
use crate::store::cases::{DocContent, DocMeta, DraftContent, Original};

/// The name of a field in a draft: the API's, and for pictures the document's.
pub(in crate::desk::update) fn field_name(field: Field) -> String {
    match field {
        Field::Picture(slot) => Doc::Picture(slot).name(),
        _ => field.api_name().to_owned(),
    }
}

/// The field with this name.
pub(in crate::desk::update) fn field_of(name: &str) -> Option<Field> {
    Field::VALUES
        .into_iter()
        .find(|field| field.api_name() == name)
        .or_else(|| match Doc::from_name(name)? {
            Doc::Picture(slot) => Some(Field::Picture(slot)),
            _ => None,
        })
}

/// A picture as it is kept.
pub fn document_of(picture: &Picture) -> DocContent {
    let media_type = match picture.media_type {
        MediaType::Jpeg => "image/jpeg",
        MediaType::Png => "image/png",
    };
    DocContent {
        meta: DocMeta {
            media_type: media_type.to_owned(),
            width_px: picture.width_px,
            height_px: picture.height_px,
            original_bytes: picture.original_bytes,
            bytes: picture.bytes.len() as u64,
            sha256: String::new(),
            made: Made::clone(&picture.made),
            pages: 0,
        },
        bytes: std::sync::Arc::clone(&picture.bytes),
        original: Original::Unchanged,
    }
}

/// A picture as the form has it; `None` for a PDF.
pub fn picture_of(document: &DocContent) -> Option<Picture> {
    let media_type = match document.meta.media_type.as_str() {
        "image/jpeg" => MediaType::Jpeg,
        "image/png" => MediaType::Png,
        _ => return None,
    };
    Some(Picture {
        bytes: std::sync::Arc::clone(&document.bytes),
        media_type,
        width_px: document.meta.width_px,
        height_px: document.meta.height_px,
        original_bytes: document.meta.original_bytes,
        made: std::sync::Arc::new(document.meta.made.clone()),
    })
}

/// The form on the screen as it is kept.
pub(super) fn content(desk: &Desk) -> DraftContent {
    let form = &desk.draft.form;
    let values = Field::VALUES.into_iter().filter_map(|field| {
        let value = form.get(field);
        (!value.is_empty()).then(|| (field.api_name().to_owned(), value.to_owned()))
    });
    let numbers = &desk.draft.other_numbers;
    let other_numbers = numbers.iter().filter(|(_, number)| !number.is_empty());
    let onboard = &desk.state.onboard;
    let section = match onboard.step {
        Step::Form(section) => section,
        _ => Section::Review,
    };
    DraftContent {
        values: values.collect(),
        kept: form
            .kept
            .iter()
            .map(|(key, reason)| (key.name(), reason.clone()))
            .collect(),
        other_numbers: other_numbers
            .map(|(kind, number)| (kind.clone(), number.clone()))
            .collect(),
        shown: onboard
            .shown
            .iter()
            .map(|field| field_name(*field))
            .collect(),
        section: Section::ALL
            .iter()
            .position(|known| *known == section)
            .unwrap_or_default(),
        focus: onboard.last_field.map(field_name),
    }
}

/// The form of a kept draft, without its pictures.
pub fn form_of(content: &DraftContent) -> Form {
    let mut form = Form::default();
    for (name, value) in &content.values {
        if let Some(field) = Field::from_api_name(name) {
            form.set(field, value.clone());
        }
    }
    for (name, reason) in &content.kept {
        if let Some(key) = WarningKey::from_name(name) {
            form.kept.insert(key, reason.clone());
        }
    }
    form
}

/// A form that nobody has looked at yet, as it is kept.
pub fn content_of(form: &Form) -> DraftContent {
    let values = Field::VALUES.into_iter().filter_map(|field| {
        let value = form.get(field);
        (!value.is_empty()).then(|| (field.api_name().to_owned(), value.to_owned()))
    });
    DraftContent {
        values: values.collect(),
        ..DraftContent::default()
    }
}

/// API names of the fields whose values differ.
pub(super) fn changed_names(before: &DraftContent, now: &DraftContent) -> Vec<String> {
    let names = Field::VALUES.into_iter().map(Field::api_name);
    names
        .filter(|name| before.values.get(*name) != now.values.get(*name))
        .map(str::to_owned)
        .collect()
}

/// Parts in a hundred of what must be given that are in place: 0 for a new form, 100 if nothing is missing.
pub(super) fn progress(desk: &Desk) -> u8 {
    let missing = |problems: &[Problem]| {
        let is_missing =
            |problem: &&Problem| matches!(problem.issue, Issue::Required | Issue::PictureMissing);
        problems.iter().filter(is_missing).count()
    };
    // What is chosen before anybody typed is no progress, but it decides what else must be given.
    let mut new = Form::default();
    for field in [
        Field::IdType,
        Field::Nationality,
        Field::Country,
        Field::PhoneCountryCode,
    ] {
        new.set(field, desk.draft.form.get(field));
    }
    let rules = crate::desk::update::form::rules(&desk.state);
    let all = missing(&check(&new, &rules)).max(1);
    let left = missing(&desk.state.onboard.problems).min(all);
    u8::try_from((all - left) * 100 / all).unwrap_or(100)
}
