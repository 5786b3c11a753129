//! The item lists: id types, occupations, provinces, countries. Shown as the server sends them, in its order.

use std::collections::HashSet;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::error::Shape;

/// Most entries of a list.
pub const MAX_ENTRIES: usize = 2000;
/// Most bytes of a code or a label.
const MAX_LABEL: usize = 1000;

/// The language of an item list, as its path names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// `id`.
    Indonesian,
    /// `en`.
    English,
}

impl Language {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Indonesian => "id",
            Self::English => "en",
        }
    }
}

/// A country of the country list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2, e.g. `ID`.
    pub iso2: String,
    /// ISO 3166-1 alpha-3, e.g. `IDN`; empty if the server sent none.
    pub iso3: String,
    /// Name as sent.
    pub name: String,
    /// Dialling code with `+`, as sent; empty if the server sent none.
    pub dial: String,
}

#[derive(Deserialize)]
struct RawCountry {
    #[serde(rename = "Iso2")]
    iso2: String,
    #[serde(rename = "Iso3", default)]
    iso3: Option<String>,
    #[serde(rename = "Name")]
    name: String,
    #[serde(rename = "Dial", default)]
    dial: Option<String>,
}

/// `{"0": "label", …}`, sorted by number.
pub(super) fn numbered(data: &RawValue) -> Result<Vec<(u8, String)>, Shape> {
    let mut entries = pairs(data)?
        .into_iter()
        .map(|(code, label)| Ok((code.parse().map_err(|_| Shape::Entry)?, label)))
        .collect::<Result<Vec<(u8, String)>, Shape>>()?;
    entries.sort_by_key(|entry| entry.0);
    if entries.windows(2).any(|two| two[0].0 == two[1].0) {
        return Err(Shape::Entry);
    }
    Ok(entries)
}

/// `{"code": "label", …}` in the order of the server.
pub(super) fn pairs(data: &RawValue) -> Result<Vec<(String, String)>, Shape> {
    if !data.get().starts_with('{') {
        return Err(Shape::NotObject);
    }
    let Pairs(entries) = serde_json::from_str(data.get()).map_err(|_| Shape::Entry)?;
    bounded(&entries)?;
    let mut codes = HashSet::new();
    for (code, label) in &entries {
        if !codes.insert(code) || !fits(code) || !fits(label) {
            return Err(Shape::Entry);
        }
    }
    Ok(entries)
}

/// `[{"Iso2": …, "Name": …, "Iso3": …, "Dial": …, …}, …]` in the order of the server.
pub(super) fn countries(data: &RawValue) -> Result<Vec<Country>, Shape> {
    if !data.get().starts_with('[') {
        return Err(Shape::NotArray);
    }
    let entries: Vec<RawCountry> = serde_json::from_str(data.get()).map_err(|_| Shape::Entry)?;
    bounded(&entries)?;
    let mut codes = HashSet::new();
    entries
        .into_iter()
        .map(|raw| {
            let country = Country {
                iso2: raw.iso2,
                iso3: raw.iso3.unwrap_or_default(),
                name: raw.name,
                dial: raw.dial.unwrap_or_default(),
            };
            let right = fits(&country.iso2)
                && fits(&country.name)
                && country.iso3.len() <= MAX_LABEL
                && country.dial.len() <= MAX_LABEL
                && codes.insert(country.iso2.clone());
            right.then_some(country).ok_or(Shape::Entry)
        })
        .collect()
}

fn bounded<T>(entries: &[T]) -> Result<(), Shape> {
    match entries.len() {
        0 => Err(Shape::Empty),
        1..=MAX_ENTRIES => Ok(()),
        _ => Err(Shape::TooMany),
    }
}

fn fits(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_LABEL
}

/// An object as pairs in its order; at most one pair more than allowed is kept.
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of labels")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut entries = Vec::new();
                while entries.len() <= MAX_ENTRIES {
                    let Some(entry) = map.next_entry()? else {
                        return Ok(Pairs(entries));
                    };
                    entries.push(entry);
                }
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Pairs(entries))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> Box<RawValue> {
        RawValue::from_string(text.to_owned()).unwrap()
    }

    #[test]
    fn numbered_lists_are_sorted_by_number() {
        let list = numbered(&raw(
            r#"{"10":"Pengrajin","2":"Pegawai Bank/BUMN/BUMD","0":"Pejabat Pemerintahan"}"#,
        ));
        let expected = [
            (0, "Pejabat Pemerintahan"),
            (2, "Pegawai Bank/BUMN/BUMD"),
            (10, "Pengrajin"),
        ];
        assert_eq!(
            list.unwrap(),
            expected.map(|(id, label)| (id, label.to_owned()))
        );
    }

    #[test]
    fn other_lists_keep_the_servers_order() {
        let list = pairs(&raw(
            r#"{"ID-SU":"Sumatra Utara","ID-AC":"Aceh","ID-JK":"Jakarta Raya"}"#,
        ))
        .unwrap();
        let codes: Vec<_> = list.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, ["ID-SU", "ID-AC", "ID-JK"]);
        let list = countries(&raw(
            r#"[{"Iso2":"BD","Name":"Bangladesh","Iso3":"BGD","Unicode":"bangladesh","Dial":"+880","Currency":"BDT","Capital":"Dhaka",
                 "Continent":"AS"},{"Iso2":"AQ","Name":"Antarctica","Dial":null}]"#,
        ))
        .unwrap();
        assert_eq!(
            list[0],
            Country {
                iso2: "BD".into(),
                iso3: "BGD".into(),
                name: "Bangladesh".into(),
                dial: "+880".into()
            }
        );
        assert_eq!((list[1].iso2.as_str(), list[1].dial.as_str()), ("AQ", ""));
    }

    #[test]
    fn wrong_lists_are_named() {
        for (text, error) in [
            ("{}", Shape::Empty),
            ("[]", Shape::NotObject),
            ("null", Shape::NotObject),
            (r#""x""#, Shape::NotObject),
            (r#"{"0":1}"#, Shape::Entry),
            (r#"{"0":null}"#, Shape::Entry),
            (r#"{"a":"b"}"#, Shape::Entry),
            (r#"{"256":"b"}"#, Shape::Entry),
            (r#"{"-1":"b"}"#, Shape::Entry),
            (r#"{"1":"a","1":"b"}"#, Shape::Entry),
            (r#"{"1":"a","01":"b"}"#, Shape::Entry),
            (r#"{"1":""}"#, Shape::Entry),
        ] {
            assert_eq!(numbered(&raw(text)).unwrap_err(), error, "{text}");
        }
        for (text, error) in [
            ("[]", Shape::Empty),
            ("{}", Shape::NotArray),
            ("[1]", Shape::Entry),
            (r#"[{"Iso2":"BD"}]"#, Shape::Entry),
            (
                r#"[{"Iso2":"BD","Name":"a"},{"Iso2":"BD","Name":"b"}]"#,
                Shape::Entry,
            ),
        ] {
            assert_eq!(countries(&raw(text)).unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn lists_are_bounded() {
        let list = |count: usize| {
            let entries: Vec<_> = (0..count).map(|n| format!("\"c{n}\":\"label\"")).collect();
            raw(&format!("{{{}}}", entries.join(",")))
        };
        assert_eq!(pairs(&list(MAX_ENTRIES)).unwrap().len(), MAX_ENTRIES);
        assert_eq!(pairs(&list(MAX_ENTRIES + 5)).unwrap_err(), Shape::TooMany);
        let label = "x".repeat(MAX_LABEL + 1);
        assert_eq!(
            pairs(&raw(&format!("{{\"a\":\"{label}\"}}"))).unwrap_err(),
            Shape::Entry
        );
    }
}
