//! What the vendor answers about a customer, and what it sends to a webhook.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use super::error::Shape;

/// Most characters kept of a text from outside.
const MAX_TEXT_CHARS: usize = 2000;

/// The vendor's id of a customer ("TCDX identifier"): a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(Uuid);

/// The text is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a customer's id is a UUID such as ace50048-759a-5de5-8e7a-3f7c64e6fb48")]
pub struct UserIdError;

impl FromStr for UserId {
    type Err = UserIdError;

    fn from_str(text: &str) -> Result<Self, UserIdError> {
        Uuid::try_parse(text.trim())
            .map(Self)
            .map_err(|_| UserIdError)
    }
}

impl From<Uuid> for UserId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl From<UserId> for Uuid {
    fn from(id: UserId) -> Self {
        id.0
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// A customer as Retrieve tells (vendor's page, "Retrieve").
#[derive(Clone, PartialEq, Eq)]
pub struct Customer {
    /// The vendor's id.
    pub user_id: UserId,
    /// E-mail address; empty if the server sent none.
    pub email: String,
    /// Name; empty if the server sent none.
    pub name: String,
    /// As sent: ruled that it is matched without case, and that an unknown value is kept and shown.
    pub kyc_status: String,
    /// When the customer was accepted; `None` too if it cannot be read.
    pub accepted_at: Option<Timestamp>,
    /// When the customer was rejected; `None` too if it cannot be read.
    pub rejected_at: Option<Timestamp>,
    /// Why the customer was rejected.
    pub reject_reason: Option<String>,
}

/// Masked but for the id and the status.
impl fmt::Debug for Customer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Customer")
            .field("user_id", &self.user_id)
            .field("kyc_status", &self.kyc_status)
            .finish_non_exhaustive()
    }
}

/// `data` of Retrieve as it comes: anything may be missing, null, or of another type, and members that are not known are ignored.
#[derive(Deserialize)]
pub(super) struct RawCustomer {
    #[serde(default)]
    user_id: Text,
    #[serde(default)]
    email: Text,
    #[serde(default)]
    name: Text,
    #[serde(default)]
    kyc_status: Text,
    #[serde(default)]
    accepted_at: Text,
    #[serde(default)]
    rejected_at: Text,
    #[serde(default)]
    reject_reason: Text,
    /// The page's table prints it with a space.
    #[serde(default, rename = "reject reason")]
    spaced_reject_reason: Text,
}

impl RawCustomer {
    /// The customer that was asked for; a different one is an error.
    pub(super) fn of(self, asked: UserId) -> Result<Customer, Shape> {
        let user_id = match self.user_id.0 {
            Some(id) => id.parse().map_err(|_| Shape::Member("user_id"))?,
            None => asked,
        };
        if user_id != asked {
            return Err(Shape::Member("user_id"));
        }
        Ok(Customer {
            user_id,
            email: self.email.0.unwrap_or_default(),
            name: self.name.0.unwrap_or_default(),
            kyc_status: self.kyc_status.0.ok_or(Shape::Member("kyc_status"))?,
            accepted_at: self.accepted_at.0.and_then(|text| timestamp(&text)),
            rejected_at: self.rejected_at.0.and_then(|text| timestamp(&text)),
            reject_reason: self.reject_reason.0.or(self.spaced_reject_reason.0),
        })
    }
}

/// The vendor's call when screening ends (vendor's page, "Receive"). Ruled: it is a hint, to be confirmed with Retrieve.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookCall {
    /// The customer.
    pub user_id: UserId,
    /// `Approved`, `Rejected` or `Pending`, as sent.
    #[serde(deserialize_with = "some_text")]
    pub status: String,
    /// KYC level, `1` or `2`.
    #[serde(deserialize_with = "some_text")]
    pub level: String,
    /// Reject reason; empty if there is none.
    #[serde(default, deserialize_with = "any_text")]
    pub message: String,
}

/// Masked but for the id, the status and the level.
impl fmt::Debug for WebhookCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookCall")
            .field("user_id", &self.user_id)
            .field("status", &self.status)
            .field("level", &self.level)
            .field("message", &"***")
            .finish()
    }
}

/// A text that may be missing; a number or a boolean is taken as it is written, and anything else as missing. Cleaned and bounded.
#[derive(Default)]
struct Text(Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(text) => clean(&text, MAX_TEXT_CHARS),
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::Bool(yes) => yes.to_string(),
            _ => return Ok(Self(None)),
        };
        Ok(Self((!text.is_empty()).then_some(text)))
    }
}

fn some_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Text::deserialize(deserializer)?
        .0
        .ok_or_else(|| serde::de::Error::custom("a text is needed"))
}

fn any_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Text::deserialize(deserializer)?.0.unwrap_or_default())
}

/// A text from outside that is fit to be shown: control characters become spaces, characters that turn the direction of writing
/// are dropped, and no more than `max_chars` characters are kept.
pub(super) fn clean(text: &str, max_chars: usize) -> String {
    let cleaned: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(max_chars)
        .collect();
    cleaned.trim().to_owned()
}

/// Reads ISO 8601 with an offset, or without one as UTC, with `T` or a space.
fn timestamp(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| {
        let local: DateTime = text.parse().ok()?;
        Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "ace50048-759a-5de5-8e7a-3f7c64e6fb48";

    fn customer(data: &str) -> Result<Customer, Shape> {
        serde_json::from_str::<RawCustomer>(data)
            .unwrap()
            .of(ID.parse().unwrap())
    }

    #[test]
    fn the_documented_customer_is_read() {
        let read = customer(
            r#"{"user_id":"ace50048-759a-5de5-8e7a-3f7c64e6fb48","email":"name@mail.com","name":"user name","kyc_status":"rejected",
               "accepted_at":null,"rejected_at":"2020-03-04T03:37:11.000Z","reject_reason":"fail goverment check"}"#,
        )
        .unwrap();
        assert_eq!(
            read,
            Customer {
                user_id: ID.parse().unwrap(),
                email: "name@mail.com".into(),
                name: "user name".into(),
                kyc_status: "rejected".into(),
                accepted_at: None,
                rejected_at: Some("2020-03-04T03:37:11Z".parse().unwrap()),
                reject_reason: Some("fail goverment check".into()),
            }
        );
        assert!(!format!("{read:?}").contains("name@mail.com"));
    }

    #[test]
    fn strange_customers_are_tolerated() {
        let bare =
            customer(r#"{"kyc_status":"On_Hold","more":{"a":[1]},"accepted_at":7}"#).unwrap();
        assert_eq!(bare.kyc_status, "On_Hold");
        assert_eq!((bare.accepted_at, bare.reject_reason), (None, None));
        let spaced =
            customer(r#"{"kyc_status":"rejected","reject reason":"blurry\u0000\u202e"}"#).unwrap();
        assert_eq!(spaced.reject_reason.as_deref(), Some("blurry"));
        let both =
            customer(r#"{"kyc_status":"x","reject reason":"table","reject_reason":"example"}"#)
                .unwrap();
        assert_eq!(both.reject_reason.as_deref(), Some("example"));
        let long = customer(&format!(r#"{{"kyc_status":"{}"}}"#, "é".repeat(9999))).unwrap();
        assert_eq!(long.kyc_status.chars().count(), MAX_TEXT_CHARS);
    }

    #[test]
    fn another_customer_or_none_is_not_tolerated() {
        for (data, member) in [
            (
                r#"{"user_id":"11111111-759a-5de5-8e7a-3f7c64e6fb48","kyc_status":"x"}"#,
                "user_id",
            ),
            (r#"{"user_id":"one","kyc_status":"x"}"#, "user_id"),
            (
                r#"{"user_id":"ace50048-759a-5de5-8e7a-3f7c64e6fb48"}"#,
                "kyc_status",
            ),
            (r#"{"kyc_status":null}"#, "kyc_status"),
        ] {
            assert_eq!(customer(data).unwrap_err(), Shape::Member(member), "{data}");
        }
    }

    #[test]
    fn timestamps_are_read_in_several_spellings() {
        let expected = Some("2020-03-04T03:37:11Z".parse().unwrap());
        for text in [
            "2020-03-04T03:37:11.000Z",
            "2020-03-04T03:37:11Z",
            "2020-03-04T10:37:11+07:00",
            "2020-03-04 03:37:11Z",
            "2020-03-04 03:37:11",
            "2020-03-04T03:37:11.000",
        ] {
            assert_eq!(timestamp(text), expected, "{text}");
        }
        for text in ["", "yesterday", "2020-13-04T03:37:11Z", "1583822628"] {
            assert_eq!(timestamp(text), None, "{text}");
        }
    }

    #[test]
    fn a_webhook_call_is_read_and_written() {
        let text = r#"{"user_id":"ace50048-759a-5de5-8e7a-3f7c64e6fb48","status":"Rejected","level":"1","message":"fail goverment check"}"#;
        let call: WebhookCall = serde_json::from_str(text).unwrap();
        assert_eq!(call.status, "Rejected");
        assert_eq!(serde_json::to_string(&call).unwrap(), text);
        assert!(!format!("{call:?}").contains("goverment"));
        let bare: WebhookCall = serde_json::from_str(&format!(
            r#"{{"user_id":"{ID}","status":"Pending","level":2,"message":null}}"#
        ))
        .unwrap();
        assert_eq!((bare.level.as_str(), bare.message.as_str()), ("2", ""));
        for bad in [
            r#"{"user_id":"x","status":"Pending","level":"1"}"#.to_owned(),
            format!(r#"{{"user_id":"{ID}","level":"1"}}"#),
            format!(r#"{{"user_id":"{ID}","status":null,"level":"1"}}"#),
        ] {
            assert!(serde_json::from_str::<WebhookCall>(&bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn ids_are_uuids() {
        let id: UserId = ID.to_uppercase().parse().unwrap();
        assert_eq!(id.to_string(), ID);
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{ID}\""));
        assert_eq!("".parse::<UserId>(), Err(UserIdError));
        assert_eq!("../etc".parse::<UserId>(), Err(UserIdError));
    }
}
