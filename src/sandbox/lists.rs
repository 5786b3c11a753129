//! The item lists (the vendor's API page, "Item lists"): answered as the vendor would, and judged against.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

/// All countries of ISO 3166-1, as the API's array.
pub(super) const COUNTRIES: &str = include_str!("../../assets/data/countries.json");
/// The provinces, as the API's object.
pub(super) const PROVINCES: &str = include_str!("../../assets/data/provinces.json");

/// A list in a language, as the API's object; `None` if there is no such list.
pub(super) fn by_language(language: &str, list: &str) -> Option<&'static str> {
    Some(match (language, list) {
        ("id", "id_type") => include_str!("../../assets/data/id-types-id.json"),
        ("en", "id_type") => include_str!("../../assets/data/id-types-en.json"),
        ("id", "occupation") => include_str!("../../assets/data/occupations-id.json"),
        ("en", "occupation") => include_str!("../../assets/data/occupations-en.json"),
        _ => return None,
    })
}

#[derive(Deserialize)]
struct Country<'a> {
    #[serde(rename = "Iso2")]
    iso2: &'a str,
    #[serde(rename = "Dial")]
    dial: &'a str,
}

struct Codes {
    countries: HashSet<&'static str>,
    dials: HashSet<&'static str>,
    provinces: HashSet<String>,
}

static CODES: LazyLock<Codes> = LazyLock::new(|| {
    // A defect of the files leaves a set empty, and every test below fails.
    let countries: Vec<Country<'static>> = serde_json::from_str(COUNTRIES).unwrap_or_default();
    let provinces: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(PROVINCES).unwrap_or_default();
    Codes {
        countries: countries.iter().map(|country| country.iso2).collect(),
        dials: countries.iter().map(|country| country.dial).collect(),
        provinces: provinces.into_iter().map(|(code, _)| code).collect(),
    }
});

pub(super) fn is_country(code: &str) -> bool {
    CODES.countries.contains(code)
}

pub(super) fn is_dial_code(code: &str) -> bool {
    CODES.dials.contains(code)
}

pub(super) fn is_province(code: &str) -> bool {
    CODES.provinces.contains(code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_country_is_complete() {
        let countries: Vec<BTreeMap<String, String>> = serde_json::from_str(COUNTRIES).unwrap();
        assert_eq!(countries.len(), 249);
        assert_eq!(CODES.countries.len(), 249);
        let alpha3: HashSet<&String> = countries.iter().map(|country| &country["Iso3"]).collect();
        assert_eq!(alpha3.len(), 249);
        for country in &countries {
            let names: Vec<&str> = country.keys().map(String::as_str).collect();
            assert_eq!(
                names,
                [
                    "Capital",
                    "Continent",
                    "Currency",
                    "Dial",
                    "Iso2",
                    "Iso3",
                    "Name",
                    "Unicode"
                ]
            );
            assert!(country["Iso3"].len() == 3 && !country["Name"].is_empty());
            assert!(country["Dial"].starts_with('+') && country["Continent"].len() == 2);
        }
        let indonesia = countries
            .iter()
            .find(|country| country["Iso2"] == "ID")
            .unwrap();
        assert_eq!(indonesia["Dial"], "+62");
        assert_eq!(indonesia["Iso3"], "IDN");
    }

    #[test]
    fn the_other_lists_have_the_documented_length() {
        assert_eq!(CODES.provinces.len(), 34);
        for (list, length) in [("id_type", 2), ("occupation", 16)] {
            for language in ["id", "en"] {
                let text = by_language(language, list).unwrap();
                let labels: BTreeMap<String, String> = serde_json::from_str(text).unwrap();
                assert_eq!(labels.len(), length);
                assert!((0..length).all(|id| labels.contains_key(&id.to_string())));
            }
        }
        assert!(by_language("fr", "occupation").is_none());
        assert!(
            is_province("ID-JI") && !is_province("ID-PS") && is_country("ID") && !is_country("id")
        );
    }
}
