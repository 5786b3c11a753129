//! The sample customer: synthetic pictures and a form, compiled in (see `assets/samples/README.md`). No real person.

macro_rules! pictures {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../assets/samples/", $name)).as_slice())),*]
    };
}

static PICTURES: [(&str, &[u8]); 11] = pictures![
    "id-card.jpg",
    "selfie.jpg",
    "proof-of-address.jpg",
    "gesture-1.jpg",
    "gesture-2.jpg",
    "gesture-3.jpg",
    "gesture-4.jpg",
    "gesture-5.jpg",
    "gesture-6.jpg",
    "gesture-7.jpg",
    "gesture-8.jpg",
];

/// The sample form: one JSON object, fields named as the API names them, pictures by the names of [`pictures`].
pub fn customer_json() -> &'static str {
    include_str!("../assets/samples/customer.json")
}

/// The JPEG bytes of a sample picture by its name, e.g. `id-card.jpg`; `None` for any other name.
pub fn picture(name: &str) -> Option<&'static [u8]> {
    pictures()
        .find(|(known, _)| *known == name)
        .map(|(_, bytes)| bytes)
}

/// All sample pictures: name and JPEG bytes.
pub fn pictures() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    PICTURES.iter().copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::domain::profile::Pictures;
    use crate::domain::{Field, MediaType, Slot};
    use crate::photo;

    fn form() -> serde_json::Map<String, Value> {
        serde_json::from_str(customer_json()).unwrap()
    }

    /// Every picture of the form with its slot.
    fn attached() -> Vec<(Slot, String)> {
        let form = form();
        let name = |value: &Value| value.as_str().unwrap().to_owned();
        let mut attached = vec![
            (Slot::IdPhoto, name(&form["id_photo"])),
            (Slot::Selfie, name(&form["selfie_photo"])),
            (Slot::ProofOfAddress, name(&form["proof_of_address"])),
        ];
        let gestures = form["gestures_photos"].as_array().unwrap();
        attached.extend(
            gestures
                .iter()
                .enumerate()
                .map(|(index, value)| (Slot::Gesture(index as u8), name(value))),
        );
        attached
    }

    #[test]
    fn the_form_names_fields_of_the_api_only_and_each_picture_once() {
        for name in form().keys() {
            assert!(Field::from_api_name(name).is_some(), "{name}");
        }
        let attached = attached();
        assert_eq!(attached.len(), 11);
        let named: BTreeSet<_> = attached.iter().map(|(_, name)| name.as_str()).collect();
        let known: BTreeSet<_> = pictures().map(|(name, _)| name).collect();
        assert_eq!(named, known);
        assert!(picture("../customer.json").is_none());
    }

    #[test]
    fn every_picture_is_sent_as_it_is() {
        for (slot, name) in attached() {
            let bytes = picture(&name).unwrap();
            assert!((100_000..400_000).contains(&bytes.len()), "{name}");
            let limits = Pictures::default().of(slot);
            let order = photo::Order {
                bytes,
                slot: Some(slot),
                limits: &limits,
                max_file_bytes: 1_000_000,
                edit: &crate::domain::Edit::default(),
            };
            let fitted = photo::fit(&order, &mut |_| {}).unwrap();
            assert_eq!(fitted.picture.media_type, MediaType::Jpeg, "{name}");
            assert_eq!(
                &*fitted.picture.bytes, bytes,
                "{name} has no metadata to lose"
            );
        }
    }
}
