//! From a reply to what it says: success, or which kind of failure.

use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::details::Details;
use super::error::{Error, Message, Refusal, Shape, Why};
use super::wire::{UserId, clean};

/// Most characters kept of the vendor's message.
pub const MAX_MESSAGE_CHARS: usize = 500;

/// What came back from the server.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    /// The content type says that it is a web page.
    pub(super) html: bool,
    pub(super) retry_after: Option<Duration>,
    pub(super) date: Option<Timestamp>,
    /// Headers that say who answered.
    pub(super) told: Vec<(&'static str, String)>,
    /// The body, or why there is none.
    pub(super) body: Result<Vec<u8>, Why>,
}

/// What every answer carries (vendor's page, "Conventions"); `message` is not there in every example.
#[derive(Deserialize)]
pub(super) struct Envelope<'a> {
    #[serde(default)]
    success: Option<bool>,
    #[serde(borrow, default)]
    message: Option<&'a RawValue>,
    #[serde(borrow, default)]
    user_id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
}

impl Reply {
    /// The envelope of a success. `fields` are the names of the request's fields, which a refusal may name.
    pub(super) fn success(&self, fields: &[&'static str]) -> Result<Envelope<'_>, Error> {
        let status = self.status;
        let odd = |why| self.not_tcdx(why);
        if (300..400).contains(&status) {
            return Err(odd(Why::Redirect));
        }
        let parsed = self
            .body
            .as_ref()
            .map_err(|why| *why)
            .and_then(|body| parse(body, self.html));
        if (200..300).contains(&status) {
            let envelope = parsed.map_err(odd)?;
            return match envelope.success {
                Some(true) => Ok(envelope),
                Some(false) => Err(self.refusal(&envelope.message(), fields)),
                None => Err(odd(Why::Shape(Shape::Member("success")))),
            };
        }
        match (status, parsed) {
            (401, parsed) => Err(Error::Credentials {
                status,
                message: parsed
                    .map(|envelope| envelope.message())
                    .unwrap_or_default(),
                details: self.details(),
            }),
            (403, Ok(envelope)) => Err(Error::Credentials {
                status,
                message: envelope.message(),
                details: self.details(),
            }),
            (_, Ok(envelope)) => Err(self.refusal(&envelope.message(), fields)),
            // JSON without the vendor's members, and the two refusals whose number says it all, whoever gives them.
            (_, Err(Why::Shape(_))) | (413 | 429, Err(_)) => {
                Err(self.refusal(&Message::default(), fields))
            }
            (_, Err(why)) => Err(odd(why)),
        }
    }

    fn refusal(&self, message: &Message, fields: &[&'static str]) -> Error {
        Error::Refused(Refusal {
            status: self.status,
            message: message.clone(),
            field: named_field(message, fields),
            retry_after: self.retry_after,
            details: self.details(),
        })
    }

    /// An error about the shape of this reply.
    pub(super) fn odd(&self, shape: Shape) -> Error {
        self.not_tcdx(Why::Shape(shape))
    }

    fn not_tcdx(&self, why: Why) -> Error {
        Error::NotTcdx {
            status: self.status,
            why,
            details: self.details(),
        }
    }

    fn details(&self) -> Details {
        let body = self.body.as_deref().unwrap_or_default();
        Details::of(self.status, &self.told, body)
    }
}

impl<'a> Envelope<'a> {
    /// The message as one line; one that is not a string is shown as the JSON it is.
    fn message(&self) -> Message {
        let Some(raw) = self.message else {
            return Message::default();
        };
        let text = match serde_json::from_str::<Option<String>>(raw.get()) {
            Ok(text) => text.unwrap_or_default(),
            Err(_) => raw.get().to_owned(),
        };
        Message(clean(&text, MAX_MESSAGE_CHARS))
    }

    /// `data`, which must be there.
    pub(super) fn data(&self) -> Result<&'a RawValue, Shape> {
        self.data.ok_or(Shape::Member("data"))
    }

    /// `user_id`, if it is there and not null.
    pub(super) fn user_id(&self) -> Result<Option<UserId>, Shape> {
        let wrong = Shape::Member("user_id");
        let Some(raw) = self.user_id else {
            return Ok(None);
        };
        let text: Option<String> = serde_json::from_str(raw.get()).map_err(|_| wrong)?;
        text.map(|text| text.parse().map_err(|_| wrong)).transpose()
    }
}

/// Reads the envelope of a body.
fn parse(body: &[u8], html: bool) -> Result<Envelope<'_>, Why> {
    let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
    match serde_json::from_slice::<Envelope<'_>>(body) {
        Ok(envelope) if first == Some(&b'{') => Ok(envelope),
        // An array passes for a struct of that many members.
        Ok(_) => Err(Why::Shape(Shape::NotObject)),
        Err(error) if error.is_data() => {
            // Of the wrong type, but is the rest of it JSON at all?
            match serde_json::from_slice::<IgnoredAny>(body) {
                Ok(_) if first == Some(&b'{') => Err(Why::Shape(Shape::Member("success"))),
                Ok(_) => Err(Why::Shape(Shape::NotObject)),
                Err(error) if error.is_eof() => Err(Why::CutShort),
                Err(_) => Err(Why::NotJson),
            }
        }
        Err(_) if html || first == Some(&b'<') => Err(Why::Html),
        Err(error) if error.is_eof() && first.is_some() => Err(Why::CutShort),
        Err(_) => Err(Why::NotJson),
    }
}

/// The field that a message names: a name with an underscore first (it cannot be an ordinary word), then one written with
/// spaces, then the first word that is a field's name.
fn named_field(message: &str, fields: &[&'static str]) -> Option<&'static str> {
    let message = message.to_ascii_lowercase();
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words: Vec<&str> = message
        .split(|c| !word(c))
        .filter(|w| !w.is_empty())
        .collect();
    let known = |name: &str| {
        fields
            .iter()
            .copied()
            .find(|field| field.eq_ignore_ascii_case(name))
    };
    let (compound, plain): (Vec<&str>, Vec<&str>) =
        words.iter().partition(|word| word.contains('_'));
    let spaced = format!(" {} ", words.join(" "));
    compound
        .into_iter()
        .find_map(known)
        .or_else(|| {
            fields.iter().copied().find(|field| {
                field.contains('_') && spaced.contains(&format!(" {} ", field.replace('_', " ")))
            })
        })
        .or_else(|| plain.into_iter().find_map(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[&str] = &[
        "email",
        "id_number",
        "name",
        "address",
        "proof_of_address",
        "date_of_birth",
        "gestures_photos",
        "country",
    ];

    fn reply(status: u16, body: &str) -> Reply {
        Reply {
            status,
            html: false,
            retry_after: None,
            date: None,
            told: Vec::new(),
            body: Ok(body.as_bytes().to_vec()),
        }
    }

    fn error(status: u16, body: &str) -> Error {
        reply(status, body).success(FIELDS).map(|_| ()).unwrap_err()
    }

    fn why(body: &str) -> Why {
        match error(200, body) {
            Error::NotTcdx {
                status: 200, why, ..
            } => why,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_message_names_its_field() {
        for (message, field) in [
            ("id_number is required", Some("id_number")),
            (
                "\"gestures_photos[3]\" is not base64",
                Some("gestures_photos"),
            ),
            (
                "the address in proof_of_address is not readable",
                Some("proof_of_address"),
            ),
            ("Date of birth must be YYYY-MM-DD", Some("date_of_birth")),
            ("Email already registered", Some("email")),
            ("name: too long (the address too)", Some("name")),
            ("filename too long", None),
            ("internal error", None),
            ("", None),
        ] {
            assert_eq!(named_field(message, FIELDS), field, "{message}");
        }
    }

    #[test]
    fn success_is_read() {
        let reply = reply(
            200,
            r#"{"success":true,"user_id":"ace50048-759a-5de5-8e7a-3f7c64e6fb48"}"#,
        );
        let envelope = reply.success(FIELDS).unwrap();
        assert_eq!(
            envelope.user_id().unwrap().unwrap().to_string(),
            "ace50048-759a-5de5-8e7a-3f7c64e6fb48"
        );
        assert_eq!(envelope.data().unwrap_err(), Shape::Member("data"));
    }

    #[test]
    fn refusals_carry_status_message_and_field() {
        for status in [200, 400, 404, 409, 422, 500, 503] {
            match error(
                status,
                r#"{"success":false,"message":"email\u0007 is\nwrong"}"#,
            ) {
                Error::Refused(refusal) => {
                    assert_eq!(refusal.status, status);
                    assert_eq!(&*refusal.message, "email  is wrong");
                    assert_eq!(refusal.field, Some("email"));
                }
                other => panic!("{other}"),
            }
        }
        let long = format!(r#"{{"message":"{}"}}"#, "é".repeat(9999));
        match error(422, &long) {
            Error::Refused(refusal) => {
                assert_eq!(refusal.message.chars().count(), MAX_MESSAGE_CHARS);
            }
            other => panic!("{other}"),
        }
    }

    #[test]
    fn messages_that_are_not_strings_are_shown_as_they_are() {
        for (body, expected) in [
            (
                r#"{"message":["id_number is required"]}"#,
                r#"["id_number is required"]"#,
            ),
            (r#"{"message":null}"#, ""),
            (r#"{"error":"x"}"#, ""),
            (r"[]", ""),
            (r#"{"success":"no"}"#, ""),
        ] {
            match error(422, body) {
                Error::Refused(refusal) => assert_eq!(&*refusal.message, expected),
                other => panic!("{other}"),
            }
        }
    }

    #[test]
    fn answers_that_are_not_the_vendors_are_told_apart() {
        assert_eq!(why("<!doctype html><p>Login"), Why::Html);
        assert_eq!(why("  \n<html>"), Why::Html);
        assert_eq!(why(""), Why::NotJson);
        assert_eq!(why("OK"), Why::NotJson);
        assert_eq!(why("\u{feff}{}"), Why::NotJson);
        assert_eq!(why(r#"{"success":true,"user_id":"ace50"#), Why::CutShort);
        assert_eq!(why(r#"{"success":tru"#), Why::CutShort);
        assert_eq!(why(r#"{"success":"yes","me"#), Why::CutShort);
        assert_eq!(why(r#"{"success":true} trailing"#), Why::NotJson);
        assert_eq!(why(r#"[true,"",null,null]"#), Why::Shape(Shape::NotObject));
        assert_eq!(why("5"), Why::Shape(Shape::NotObject));
        assert_eq!(
            why(r#"{"message":""}"#),
            Why::Shape(Shape::Member("success"))
        );
        assert_eq!(
            why(r#"{"success":1}"#),
            Why::Shape(Shape::Member("success"))
        );
    }

    #[test]
    fn the_status_decides_where_it_alone_says_enough() {
        assert!(matches!(
            error(401, "<html>"),
            Error::Credentials { status: 401, .. }
        ));
        assert!(matches!(
            error(403, r#"{"message":"X-Api-Key missing"}"#),
            Error::Credentials { status: 403, .. }
        ));
        // A firewall's page says nothing about the key.
        assert!(matches!(
            error(403, "<html>"),
            Error::NotTcdx {
                status: 403,
                why: Why::Html,
                ..
            }
        ));
        assert!(matches!(
            error(413, "<html>"),
            Error::Refused(Refusal { status: 413, .. })
        ));
        assert!(matches!(
            error(429, ""),
            Error::Refused(Refusal { status: 429, .. })
        ));
        assert!(matches!(
            error(503, "<html>"),
            Error::NotTcdx {
                status: 503,
                why: Why::Html,
                ..
            }
        ));
        assert!(matches!(
            error(302, ""),
            Error::NotTcdx {
                status: 302,
                why: Why::Redirect,
                ..
            }
        ));
    }

    #[test]
    fn a_user_id_that_is_none_is_told() {
        let bad = reply(200, r#"{"success":true,"user_id":"7"}"#);
        assert_eq!(
            bad.success(&[]).unwrap().user_id(),
            Err(Shape::Member("user_id"))
        );
        let null = reply(200, r#"{"success":true,"user_id":null}"#);
        assert_eq!(null.success(&[]).unwrap().user_id(), Ok(None));
    }
}
