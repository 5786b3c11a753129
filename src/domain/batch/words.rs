//! Words for the API's numbers and codes, as people write them into tables.

use crate::domain::field::Field;
use crate::domain::items::ItemLists;
use crate::domain::report::ReportField;

/// The API's number for a choice of a report; what is no known word stays as it is, to be told.
pub(super) fn of_report(field: ReportField, typed: &str) -> String {
    let words: &[(&str, &str)] = match field {
        ReportField::Side => &[
            ("bid", "0"),
            ("buy", "0"),
            ("beli", "0"),
            ("ask", "1"),
            ("sell", "1"),
            ("jual", "1"),
        ],
        ReportField::Liquidity => &[("maker", "0"), ("taker", "1")],
        ReportField::Fill => &[
            ("partial", "0"),
            ("sebagian", "0"),
            ("full", "1"),
            ("penuh", "1"),
        ],
        ReportField::Direction => &[
            ("deposit", "0"),
            ("setor", "0"),
            ("setoran", "0"),
            ("masuk", "0"),
            ("withdraw", "1"),
            ("withdrawal", "1"),
            ("tarik", "1"),
            ("penarikan", "1"),
            ("keluar", "1"),
        ],
        _ => return typed.to_owned(),
    };
    known(words, typed)
}

/// The API's code for a choice of the registration: from a word, or the name in the API's list.
pub(super) fn of_customer(field: Field, typed: &str, items: &ItemLists) -> String {
    let same = |name: &str| name.eq_ignore_ascii_case(typed);
    let id = |list: &[(u8, String)]| {
        list.iter()
            .find(|(_, name)| same(name))
            .map(|(id, _)| id.to_string())
    };
    let listed = match field {
        Field::Gender => {
            return known(
                &[
                    ("female", "0"),
                    ("f", "0"),
                    ("perempuan", "0"),
                    ("wanita", "0"),
                    ("p", "0"),
                    ("male", "1"),
                    ("m", "1"),
                    ("laki-laki", "1"),
                    ("pria", "1"),
                    ("l", "1"),
                ],
                typed,
            );
        }
        Field::IdType => id(&items.id_types).or_else(|| {
            Some(known(
                &[("ktp", "0"), ("passport", "1"), ("paspor", "1")],
                typed,
            ))
        }),
        Field::Occupation => id(&items.occupations),
        Field::Province => {
            let found = items
                .provinces
                .iter()
                .find(|(code, name)| same(code) || same(name));
            found.map(|(code, _)| code.clone())
        }
        Field::Nationality | Field::Country => {
            let fits = |country: &&crate::domain::Country| {
                same(&country.iso2) || same(&country.iso3) || same(&country.name)
            };
            let found = items.countries.iter().find(fits);
            let found = found.map(|country| country.iso2.clone());
            found.or_else(|| {
                ["wni", "indonesian"]
                    .iter()
                    .any(|word| same(word))
                    .then(|| "ID".to_owned())
            })
        }
        _ => None,
    };
    listed.unwrap_or_else(|| typed.to_owned())
}

fn known(words: &[(&str, &str)], typed: &str) -> String {
    let found = words
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(typed));
    found.map_or(typed, |(_, number)| number).to_owned()
}
