//! A good form for the tests of this floor.

use std::sync::Arc;

use jiff::civil::date;

use super::check::Rules;
use super::field::{Field, Slot};
use super::form::{Form, MediaType, Picture};
use super::items::{Country, ItemLists};

/// Some picture.
pub fn picture() -> Picture {
    Picture {
        bytes: Arc::from([0xff_u8, 0xd8].as_slice()),
        media_type: MediaType::Jpeg,
        width_px: 800,
        height_px: 600,
        original_bytes: 2,
        made: Arc::default(),
    }
}

/// Short lists.
pub fn items() -> ItemLists {
    let country = |iso2: &str, iso3: &str, name: &str, dial: &str| Country {
        iso2: iso2.to_owned(),
        iso3: iso3.to_owned(),
        name: name.to_owned(),
        dial: dial.to_owned(),
    };
    ItemLists {
        id_types: vec![(0, "KTP".to_owned()), (1, "Paspor".to_owned())],
        occupations: (0..=15)
            .map(|id| (id, format!("Occupation {id}")))
            .collect(),
        provinces: [
            ("ID-JI", "Jawa Timur"),
            ("ID-JT", "Jawa Tengah"),
            ("ID-PA", "Papua"),
        ]
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .to_vec(),
        countries: vec![
            country("ID", "IDN", "Indonesia", "+62"),
            country("SG", "SGP", "Singapore", "+65"),
        ],
    }
}

/// Rules of 23 November 2026, eight gestures.
pub fn rules(items: &ItemLists) -> Rules<'_> {
    Rules {
        today: date(2026, 11, 23),
        gesture_count: 8,
        items,
    }
}

/// A form without any problem.
pub fn form() -> Form {
    let mut form = Form::default();
    for (field, value) in [
        (Field::IdType, "0"),
        (Field::IdNumber, "3515144508680002"),
        (Field::Name, "Siti Nurhaliza"),
        (Field::Gender, "0"),
        (Field::DateOfBirth, "1968-08-05"),
        (Field::PlaceOfBirth, "Sidoarjo"),
        (Field::Nationality, "ID"),
        (Field::Email, "siti@mail.com"),
        (Field::PhoneCountryCode, "+62"),
        (Field::MobileNo, "8123456789"),
        (Field::Country, "ID"),
        (Field::Address, "Jalan Melati 28"),
        (Field::Province, "ID-JI"),
        (Field::ZipCode, "61258"),
        (Field::Occupation, "4"),
        (Field::GesturesSet, "5"),
    ] {
        form.set(field, value);
    }
    for slot in [Slot::IdPhoto, Slot::Selfie]
        .into_iter()
        .chain((0..8).map(Slot::Gesture))
    {
        form.pictures.insert(slot, picture());
    }
    form
}
