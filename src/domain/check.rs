//! The rules of the form: everything wrong with it, in its own order.
//!
//! Sources: the vendor's API page, "Register", for what is required and how long; PP 40/2019 for the NIK. The rules
//! judge each value as [`super::normalise`] would leave it.
//!
//! A warning that a person kept with a reason is no problem any more. The reason stays for as long as its warning
//! does, whatever the compared values become meanwhile, and [`retire_kept`] drops it when the warning has gone.

mod nik_facts;
mod pictures;
#[cfg(test)]
mod tests;
pub(super) mod values;

use jiff::civil::Date;

pub use nik_facts::{NikFacts, nik_hint};
pub use pictures::{SAME, twin};
pub use values::{MAX_TEXT_CHARS, MAX_ZIP_CHARS};

use super::field::{Field, Section, Slot};
use super::form::Form;
use super::items::ItemLists;
use super::problem::{Issue, Problem, Severity, WarningKey};

/// What the rules depend on besides the form.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The day on which the form is judged.
    pub today: Date,
    /// How many gesture photos the profile asks for.
    pub gesture_count: u8,
    /// The lists that chosen values must come from; an empty list leaves only the shape of the value to be judged.
    pub items: &'a ItemLists,
}

/// Every field of the form in the order in which a person meets it.
pub fn form_order(gesture_count: u8) -> Vec<Field> {
    let pictures = [Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress]
        .into_iter()
        .chain((0..gesture_count).map(Slot::Gesture))
        .map(Field::Picture);
    let mut fields: Vec<Field> = Field::VALUES.into_iter().chain(pictures).collect();
    fields.sort_by_key(|field| place(*field));
    fields
}

/// Everything wrong with the form, in form order; nothing when it can be sent.
pub fn check(form: &Form, rules: &Rules<'_>) -> Vec<Problem> {
    form_order(rules.gesture_count)
        .into_iter()
        .flat_map(|field| check_field(form, rules, field))
        .collect()
}

/// What is wrong with one field: at most one error, or the warnings that nobody has kept.
pub fn check_field(form: &Form, rules: &Rules<'_>, field: Field) -> Vec<Problem> {
    let issues = match error(form, rules, field) {
        Some(issue) => vec![issue],
        None => warnings_of(form, rules, field)
            .into_iter()
            .filter(|issue| !is_kept(form, issue))
            .collect(),
    };
    issues
        .into_iter()
        .map(|issue| Problem::new(field, issue))
        .collect()
}

/// The problems with which the form cannot be sent at all.
pub fn errors(problems: &[Problem]) -> impl Iterator<Item = &Problem> {
    problems
        .iter()
        .filter(|problem| problem.issue.severity() == Severity::Error)
}

/// The problems that can be kept with a reason.
pub fn warnings(problems: &[Problem]) -> impl Iterator<Item = &Problem> {
    problems
        .iter()
        .filter(|problem| problem.issue.severity() == Severity::Warning)
}

/// The problem that a person meets first; the problems may stand in any order.
pub fn first_in_form_order(problems: &[Problem]) -> Option<&Problem> {
    problems.iter().min_by_key(|problem| place(problem.field))
}

/// Sorts problems from several sources into form order; those of one field keep their order.
pub fn sort_in_form_order(problems: &mut [Problem]) {
    problems.sort_by_key(|problem| place(problem.field));
}

/// Drops the reasons of warnings that the form no longer has.
pub fn retire_kept(form: &mut Form, rules: &Rules<'_>) {
    if form.kept.is_empty() {
        return;
    }
    let present = present_warnings(form, rules);
    form.kept.retain(|key, _| present.contains(key));
}

/// The warnings that the form has, kept or not.
pub fn present_warnings(form: &Form, rules: &Rules<'_>) -> Vec<WarningKey> {
    let pictures = form.pictures.keys().copied().map(Field::Picture);
    [Field::Gender, Field::DateOfBirth, Field::Province]
        .into_iter()
        .chain(pictures)
        .flat_map(|field| warnings_of(form, rules, field))
        .filter_map(|issue| issue.warning_key())
        .collect()
}

fn is_kept(form: &Form, issue: &Issue) -> bool {
    issue
        .warning_key()
        .and_then(|key| form.kept.get(&key))
        .is_some_and(|reason| !reason.trim().is_empty())
}

/// Sections in the order of the rail, fields within them in the order of [`Field`].
fn place(field: Field) -> (Section, Field) {
    (field.section(), field)
}

fn error(form: &Form, rules: &Rules<'_>, field: Field) -> Option<Issue> {
    match field {
        Field::IdType => values::id_type(form, rules).err(),
        Field::IdNumber => values::id_number(form).err(),
        Field::Name | Field::PlaceOfBirth | Field::Address => values::text(form, field).err(),
        Field::Gender => values::gender(form).err(),
        Field::DateOfBirth => values::birth_date(form, rules).err(),
        Field::Nationality | Field::Country => values::country(form, rules, field).err(),
        Field::Email => values::email(form).err(),
        Field::PhoneCountryCode => values::dial_code(form).err(),
        Field::MobileNo => values::mobile_no(form).err(),
        Field::PhoneNo => values::phone_no(form).err(),
        Field::Province => values::province(form, rules).err(),
        Field::ZipCode => values::zip_code(form).err(),
        Field::Occupation => values::occupation(form, rules).err(),
        Field::GesturesSet => values::gestures_set(form).err(),
        Field::Picture(Slot::ProofOfAddress) => values::proof_of_address(form).err(),
        Field::Picture(Slot::Gesture(index)) if index >= rules.gesture_count => None,
        Field::Picture(slot) => values::picture(form, slot).err(),
    }
}

/// The warnings of a field, kept or not.
fn warnings_of(form: &Form, rules: &Rules<'_>, field: Field) -> Vec<Issue> {
    match field {
        Field::DateOfBirth => values::birth_date_warnings(form, rules),
        Field::Gender => values::gender_warning(form).into_iter().collect(),
        Field::Province => values::province_warning(form, rules).into_iter().collect(),
        Field::Picture(Slot::Gesture(index)) if index >= rules.gesture_count => Vec::new(),
        Field::Picture(slot) => pictures::warnings(form, slot),
        _ => Vec::new(),
    }
}
