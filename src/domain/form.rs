//! The registration form as a person fills it: raw strings and fitted pictures.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::field::{Field, Slot};
use super::problem::WarningKey;
use super::verdict::Made;

/// What a picture's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
}

/// A fitted picture, ready to be sent: upright, without metadata, within the limits of its slot.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// The bytes that are sent (before base64).
    pub bytes: Arc<[u8]>,
    /// What the bytes are.
    pub media_type: MediaType,
    /// Width in pixels, after orientation.
    pub width_px: u32,
    /// Height in pixels, after orientation.
    pub height_px: u32,
    /// Size in bytes of the file it was made from.
    pub original_bytes: u64,
    /// What was done to the original, and what was found in the result.
    pub made: Arc<Made>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture(*** {} bytes)", self.bytes.len())
    }
}

/// The form: a raw string for each field, a picture for each slot, and the reasons with which warnings were kept.
///
/// Chosen values are kept as the API's codes: `0`, `ID`, `ID-JI`. An empty string is a field not yet filled.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Form {
    values: BTreeMap<Field, String>,
    /// The pictures that are in place.
    pub pictures: BTreeMap<Slot, Picture>,
    /// Warnings that a person kept, each with the reason given.
    pub kept: BTreeMap<WarningKey, String>,
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Form(*** {} values, {} pictures)",
            self.values
                .values()
                .filter(|value| !value.is_empty())
                .count(),
            self.pictures.len()
        )
    }
}

/// What a new form already holds: most customers of an Indonesian branch are Indonesians with a KTP.
const PREFILLED: [(Field, &str); 4] = [
    (Field::IdType, "0"),
    (Field::Nationality, "ID"),
    (Field::Country, "ID"),
    (Field::PhoneCountryCode, "+62"),
];

impl Form {
    /// A new form, with what is so for most customers already chosen.
    pub fn prefilled() -> Self {
        let mut form = Self::default();
        for (field, value) in PREFILLED {
            form.set(field, value);
        }
        form
    }

    /// True if the field is empty, or holds what a new form holds.
    pub fn is_untouched(&self, field: Field) -> bool {
        let value = self.get(field);
        value.is_empty() || PREFILLED.contains(&(field, value))
    }

    /// The raw value of a field; empty when it is not filled (always for pictures).
    pub fn get(&self, field: Field) -> &str {
        self.values.get(&field).map_or("", String::as_str)
    }

    /// The raw value of a field, to be edited in place.
    pub fn get_mut(&mut self, field: Field) -> &mut String {
        self.values.entry(field).or_default()
    }

    /// Replaces the raw value of a field.
    pub fn set(&mut self, field: Field, value: impl Into<String>) {
        self.values.insert(field, value.into());
    }

    /// True if nothing was filled in beyond what a new form holds, and no picture is in place.
    pub fn is_empty(&self) -> bool {
        self.pictures.is_empty() && self.values.keys().all(|field| self.is_untouched(*field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_form_is_empty_until_something_is_changed() {
        let mut form = Form::prefilled();
        assert!(form.is_empty());
        form.set(Field::Nationality, "SG");
        assert!(!form.is_empty());
        form.set(Field::Nationality, "ID");
        assert!(form.is_empty());
        form.set(Field::Name, "S");
        assert!(!form.is_empty());
    }

    #[test]
    fn debug_shows_no_value() {
        let mut form = Form::prefilled();
        form.set(Field::Name, "Siti Contoh");
        assert!(!format!("{form:?}").contains("Siti"));
    }
}
