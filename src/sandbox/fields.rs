//! A JSON body as it was written: names in their order, values as their own text.
//!
//! Types are judged on the text, because a parsed number no longer tells `1` from `1.0`, nor `0.10` from `0.1`.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::reply::Refusal;

/// More names than any documented body has.
const MAX_NAMES: usize = 64;
/// The longest name looked at; a longer one is unknown anyway.
const MAX_NAME: usize = 64;
/// Longest number, in digits.
const MAX_NUMBER: usize = 64;

/// The names and raw values of a JSON object, in the order they were sent.
pub(super) struct Fields<'a> {
    entries: Vec<(String, &'a RawValue)>,
}

impl<'a> Fields<'a> {
    /// 400 if the body is not exactly one JSON object with distinct names.
    pub(super) fn parse(body: &'a [u8]) -> Result<Self, Refusal> {
        let Entries(entries) = serde_json::from_slice(body).map_err(|error| {
            // serde's own words may quote the body; the place is enough to find the fault.
            let what = match error.classify() {
                Category::Data => "the body must be one JSON object",
                Category::Eof => "the JSON body is cut short",
                Category::Syntax | Category::Io => "the body is not JSON",
            };
            Refusal::new(
                400,
                format!("{what} (line {}, column {})", error.line(), error.column()),
            )
        })?;
        if entries.len() > MAX_NAMES {
            return Err(Refusal::new(400, "the body has too many fields"));
        }
        for (at, (name, _)) in entries.iter().enumerate() {
            if entries[..at].iter().any(|(earlier, _)| earlier == name) {
                return Err(Refusal::new(
                    400,
                    format!("the field {} is given twice", shown(name)),
                ));
            }
        }
        Ok(Self { entries })
    }

    /// 422 for a name that is not documented, and, when `strict`, for names out of order; else the finding about the order.
    pub(super) fn check_names(
        &self,
        documented: &[&str],
        strict: bool,
    ) -> Result<Option<String>, Refusal> {
        let mut last = 0;
        let mut finding = None;
        for (name, _) in &self.entries {
            let Some(place) = documented.iter().position(|known| known == name) else {
                return Err(Refusal::field(&shown(name), "is not a field of this call"));
            };
            if place < last && finding.is_none() {
                let refusal = Refusal::field(name, "is not in the documented order");
                if strict {
                    return Err(refusal);
                }
                finding = Some(refusal.message);
            }
            last = last.max(place);
        }
        Ok(finding)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    fn raw(&self, name: &str) -> Option<&'a str> {
        self.entries
            .iter()
            .find(|(sent, _)| sent == name)
            .map(|(_, value)| value.get())
    }

    fn required(&self, name: &str) -> Result<&'a str, Refusal> {
        self.raw(name)
            .ok_or_else(|| Refusal::field(name, "is required"))
    }

    /// A required string.
    pub(super) fn text(&self, name: &str) -> Result<Cow<'a, str>, Refusal> {
        as_text(name, self.required(name)?)
    }

    /// A string that may be left out.
    pub(super) fn optional_text(&self, name: &str) -> Result<Option<Cow<'a, str>>, Refusal> {
        self.raw(name).map(|raw| as_text(name, raw)).transpose()
    }

    /// A required JSON integer within a range: no fraction, exponent, sign or quotes.
    pub(super) fn integer(&self, name: &str, range: RangeInclusive<u64>) -> Result<u64, Refusal> {
        let raw = self.required(name)?;
        if !is_number(raw) {
            return Err(Refusal::field(name, "must be a JSON integer"));
        }
        if !raw.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::field(
                name,
                "must be an integer without sign, fraction or exponent",
            ));
        }
        match raw.parse::<u64>() {
            Ok(value) if range.contains(&value) => Ok(value),
            _ => Err(Refusal::field(
                name,
                &format!("must be from {} to {}", range.start(), range.end()),
            )),
        }
    }

    /// A required JSON number that is not negative, digit for digit.
    pub(super) fn amount(&self, name: &str) -> Result<&'a str, Refusal> {
        let raw = self.required(name)?;
        if !is_number(raw) {
            return Err(Refusal::field(name, "must be a JSON number"));
        }
        if raw.starts_with('-') {
            return Err(Refusal::field(name, "must not be negative"));
        }
        if raw.contains(['e', 'E']) {
            return Err(Refusal::field(name, "must be written without exponent"));
        }
        if raw.len() > MAX_NUMBER {
            return Err(Refusal::field(name, "has too many digits"));
        }
        Ok(raw)
    }

    /// A required array of strings with as many entries as `count` allows.
    pub(super) fn texts(
        &self,
        name: &str,
        count: RangeInclusive<usize>,
    ) -> Result<Vec<Cow<'a, str>>, Refusal> {
        let raw = self.required(name)?;
        let wrong_count = || {
            Refusal::field(
                name,
                &format!("must have {} to {} entries", count.start(), count.end()),
            )
        };
        if !raw.starts_with('[') {
            return Err(Refusal::field(name, "must be an array of strings"));
        }
        let List(items) = serde_json::from_str(raw).map_err(|_| wrong_count())?;
        if !count.contains(&items.len()) {
            return Err(wrong_count());
        }
        let mut texts = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            texts.push(as_text(&format!("{name}: number {}", at + 1), item.get())?);
        }
        Ok(texts)
    }
}

fn as_text<'a>(name: &str, raw: &'a str) -> Result<Cow<'a, str>, Refusal> {
    if !raw.starts_with('"') {
        return Err(Refusal::field(name, "must be a string"));
    }
    let Text(text) = serde_json::from_str(raw)
        .map_err(|_| Refusal::new(400, format!("{name}: is not a JSON string")))?;
    Ok(text)
}

fn is_number(raw: &str) -> bool {
    raw.starts_with(|first: char| first == '-' || first.is_ascii_digit())
}

/// A name from outside, short and printable.
fn shown(name: &str) -> String {
    name.chars()
        .take(MAX_NAME)
        .map(|letter| {
            if letter.is_ascii_graphic() {
                letter
            } else {
                '?'
            }
        })
        .collect()
}

struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor).map(Entries)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
            // One beyond the bound is kept as the sign that there were too many.
            if entries.len() <= MAX_NAMES {
                entries.push((name, value));
            }
        }
        Ok(entries)
    }
}

/// At most a few entries of an array: a longer one is an error before it takes memory.
struct List<'a>(Vec<&'a RawValue>);

impl<'de> Deserialize<'de> for List<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor).map(List)
    }
}

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a short array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            if items.len() == MAX_NAMES {
                return Err(serde::de::Error::custom("too many"));
            }
            items.push(item);
        }
        Ok(items)
    }
}

/// A string that borrows from the body unless it holds escapes: a picture is megabytes.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor).map(Text)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &[u8]) -> Refusal {
        Fields::parse(body).err().unwrap()
    }

    #[test]
    fn only_one_object_with_distinct_names_is_a_body() {
        for bad in [
            &b""[..],
            b"{",
            b"[]",
            b"null",
            b"\"a\"",
            b"{} {}",
            b"{},",
            b"{a:1}",
            b"{\"a\":01}",
            b"{\"a\":NaN}",
            b"{\"a\":\"\xff\"}",
            b"\xef\xbb\xbf{}",
            br#"{"a":1,"a":2}"#,
            br#"{"a":1,"\u0061":2}"#,
        ] {
            assert_eq!(refused(bad).status, 400, "{}", String::from_utf8_lossy(bad));
        }
        assert!(
            refused(br#"{"a":1,"a":2}"#)
                .message
                .contains("a is given twice")
        );
        let many: Vec<String> = (0..80).map(|n| format!("\"f{n}\":0")).collect();
        let many = format!("{{{}}}", many.join(","));
        assert_eq!(refused(many.as_bytes()).status, 400);
    }

    #[test]
    fn a_deep_body_is_refused_and_does_not_exhaust_the_stack() {
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(500_000), "]".repeat(500_000));
        if let Ok(fields) = Fields::parse(deep.as_bytes()) {
            assert_eq!(fields.text("a").unwrap_err().status, 422);
            assert_eq!(fields.texts("a", 1..=16).unwrap_err().status, 422);
        }
    }

    #[test]
    fn an_integer_is_digits_alone() {
        let body = br#"{"a":1,"b":1.0,"c":"1","d":1e0,"e":-0,"f":true,"g":null,"h":99999999999999999999,"i":7}"#;
        let fields = Fields::parse(body).unwrap();
        assert_eq!(fields.integer("a", 0..=1).unwrap(), 1);
        for bad in ["b", "c", "d", "e", "f", "g", "h", "i", "none"] {
            let refusal = fields.integer(bad, 0..=1).unwrap_err();
            assert_eq!(refusal.status, 422);
            assert!(refusal.message.starts_with(&format!("{bad}: ")));
        }
    }

    #[test]
    fn an_amount_keeps_its_digits() {
        let body = br#"{"a":0.1,"b":1.30,"c":123456789012345678901234567890.000000001,"d":1e3,"e":-1,"f":"1"}"#;
        let fields = Fields::parse(body).unwrap();
        assert_eq!(fields.amount("a").unwrap(), "0.1");
        assert_eq!(fields.amount("b").unwrap(), "1.30");
        assert_eq!(
            fields.amount("c").unwrap(),
            "123456789012345678901234567890.000000001"
        );
        for bad in ["d", "e", "f"] {
            assert_eq!(fields.amount(bad).unwrap_err().status, 422, "{bad}");
        }
    }

    #[test]
    fn names_are_judged_with_their_order() {
        let fields = Fields::parse(br#"{"b":1,"a":2}"#).unwrap();
        let refusal = fields.check_names(&["a", "b"], true).unwrap_err();
        assert_eq!(
            refusal,
            Refusal::field("a", "is not in the documented order")
        );
        let finding = fields.check_names(&["a", "b"], false).unwrap();
        assert!(finding.unwrap().starts_with("a: "));
        let refusal = fields.check_names(&["a"], false).unwrap_err();
        assert_eq!(refusal.message, "b: is not a field of this call");
        let good = Fields::parse(br#"{"a":1,"c":2}"#).unwrap();
        assert_eq!(good.check_names(&["a", "b", "c"], true).unwrap(), None);
    }

    #[test]
    fn an_array_holds_strings_and_not_too_many() {
        let fields = Fields::parse(br#"{"a":["x","\u0041"],"b":["x",1],"c":[],"d":"x"}"#).unwrap();
        assert_eq!(fields.texts("a", 1..=2).unwrap(), ["x", "A"]);
        assert!(fields.texts("a", 1..=1).is_err());
        let refusal = fields.texts("b", 1..=2).unwrap_err();
        assert_eq!(refusal.message, "b: number 2: must be a string");
        assert!(fields.texts("c", 1..=2).is_err());
        assert!(fields.texts("d", 1..=2).is_err());
    }

    #[test]
    fn half_a_surrogate_is_not_text() {
        let body = br#"{"a":"\ud800"}"#;
        let status = match Fields::parse(body) {
            Ok(fields) => fields.text("a").unwrap_err().status,
            Err(refusal) => refusal.status,
        };
        assert_eq!(status, 400);
    }
}
