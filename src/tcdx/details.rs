//! What a server answered, as a person may pass it on: short, and without what tells of a customer.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

/// Most bytes of an answer that are looked at.
const MAX_BYTES: usize = 2048;
/// Most characters that are kept.
const MAX_CHARS: usize = 2400;
/// In place of what is hidden.
const HIDDEN: &str = "•••";
/// So many letters and digits in a row are a document, an address or a secret.
const LONG: usize = 24;
/// Members whose values are a customer's, whatever they look like (the vendor's page, "User API").
const PERSONAL: [&str; 16] = [
    "name",
    "email",
    "address",
    "place_of_birth",
    "date_of_birth",
    "id_number",
    "phone_no",
    "mobile_no",
    "zip_code",
    "id_photo",
    "selfie_photo",
    "proof_of_address",
    "origin",
    "destination",
    "origin_account_no",
    "destination_account_no",
];

/// The status line, harmless headers, and the beginning of the body, masked. It tells nothing that the rest of an error does not
/// tell by itself, so any two are equal.
#[derive(Clone, Default)]
pub struct Details(Option<Arc<str>>);

impl Details {
    pub(super) fn of(status: u16, headers: &[(&str, String)], body: &[u8]) -> Self {
        Self(Some(of(status, headers, body).into()))
    }

    /// The text; `None` if there was no answer.
    pub fn text(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl PartialEq for Details {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Details {}

impl fmt::Debug for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

fn of(status: u16, headers: &[(&str, String)], body: &[u8]) -> String {
    let mut text = format!("HTTP {status}\n");
    for (name, value) in headers {
        text.push_str(name);
        text.push_str(": ");
        text.push_str(&masked(value));
        text.push('\n');
    }
    let is_cut = body.len() > MAX_BYTES;
    let begin = String::from_utf8_lossy(body.get(..MAX_BYTES).unwrap_or(body)).into_owned();
    text.push('\n');
    text.push_str(&match serde_json::from_str::<Value>(&begin) {
        Ok(json) => shown(json),
        Err(_) => masked(&begin),
    });
    if is_cut {
        text.push('…');
    }
    text.chars().take(MAX_CHARS).collect()
}

/// A JSON answer in lines, with the values hidden that are a customer's.
fn shown(mut json: Value) -> String {
    hide(&mut json, false);
    serde_json::to_string_pretty(&json).unwrap_or_default()
}

fn hide(json: &mut Value, is_personal: bool) {
    match json {
        Value::String(text) => {
            *text = if is_personal && !text.is_empty() {
                HIDDEN.to_owned()
            } else {
                masked(text)
            };
        }
        Value::Number(number) => {
            let text = masked(&number.to_string());
            if text.contains(HIDDEN) {
                *json = Value::String(text);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, is_personal)),
        Value::Object(members) => {
            for (name, value) in members {
                let is_personal = is_personal || PERSONAL.contains(&name.as_str());
                hide(value, is_personal);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// A text without e-mail addresses, identifiers, long numbers, documents and coin addresses. Control characters are spaces.
fn masked(text: &str) -> String {
    let is_in_word = |sign: char| sign.is_alphanumeric() || "@._+-/=%".contains(sign);
    let (mut out, mut word) = (String::with_capacity(text.len()), String::new());
    for sign in text.chars() {
        if is_in_word(sign) {
            word.push(sign);
            continue;
        }
        out.push_str(&of_word(&word));
        word.clear();
        out.push(if sign.is_control() && sign != '\n' {
            ' '
        } else {
            sign
        });
    }
    out.push_str(&of_word(&word));
    out
}

fn of_word(word: &str) -> String {
    if word.contains('@') {
        return format!("{HIDDEN}@{HIDDEN}");
    }
    let runs = word.split(|sign: char| !sign.is_alphanumeric());
    if runs.clone().any(|run| run.chars().count() >= LONG) {
        return HIDDEN.to_owned();
    }
    // An identifier is recognised by its beginning.
    let parts: Vec<usize> = runs.map(|run| run.chars().count()).collect();
    if parts == [8, 4, 4, 4, 12] {
        let head: String = word.chars().take(8).collect();
        return format!("{head}-{HIDDEN}");
    }
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_number = word
        .chars()
        .all(|sign| sign.is_ascii_digit() || "-.+/".contains(sign));
    let is_date = parts == [4, 2, 2];
    if is_number && digits >= 7 && !is_date {
        return HIDDEN.to_owned();
    }
    without_runs(word)
}

/// Five digits in a row and more are hidden.
fn without_runs(word: &str) -> String {
    let (mut out, mut digits) = (String::new(), String::new());
    let close = |out: &mut String, digits: &mut String| {
        out.push_str(if digits.chars().count() >= 5 {
            HIDDEN
        } else {
            digits
        });
        digits.clear();
    };
    for sign in word.chars() {
        if sign.is_numeric() {
            digits.push(sign);
        } else {
            close(&mut out, &mut digits);
            out.push(sign);
        }
    }
    close(&mut out, &mut digits);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_tells_of_a_customer_is_hidden() {
        for (text, expected) in [
            ("email: budi@mail.com is taken", "email: •••@••• is taken"),
            ("id_number 3515144508680002", "id_number •••"),
            ("call 0812-3456-7890 now", "call ••• now"),
            (
                "user 3d956348-2ab0-5328-90f0-44bceab1528c",
                "user 3d956348-•••",
            ),
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "•••"),
            ("on 2026-11-25 at 14:30", "on 2026-11-25 at 14:30"),
            ("status 422, line 12", "status 422, line 12"),
            ("ref-12345x", "ref-•••x"),
        ] {
            assert_eq!(masked(text), expected);
        }
        let body = br#"{"success":false,"message":"name: too long","data":{"name":"Siti Nurhaliza","amount":1234567,"address":""}}"#;
        let text = of(422, &[("Retry-After", "30".to_owned())], body);
        assert!(text.starts_with("HTTP 422\nRetry-After: 30\n\n{"), "{text}");
        assert!(text.contains("name: too long") && text.contains("\"address\": \"\""));
        assert!(
            !text.contains("Siti") && !text.contains("1234567"),
            "{text}"
        );
        let page = "x".repeat(10) + &" <p>Sign in</p>".repeat(400);
        let text = of(200, &[], page.as_bytes());
        assert!(text.chars().count() <= MAX_CHARS && text.contains("Sign in"));
    }

    proptest! {
        #[test]
        fn no_address_and_no_long_number_survives(
            before in ".{0,20}",
            local in "[a-z0-9]{1,10}",
            digits in "[0-9]{5,20}",
            after in "[^0-9]{0,20}",
        ) {
            let text = masked(&format!("{before} {local}@mail.com {digits}{after}"));
            prop_assert!(!text.contains("@mail.com"));
            let run = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
            prop_assert!(run.unwrap_or(0) < 5, "{}", text);
        }

        #[test]
        fn any_answer_is_short_and_harmless(status in 100u16..600, body in proptest::collection::vec(any::<u8>(), 0..4000)) {
            let text = of(status, &[], &body);
            prop_assert!(text.chars().count() <= MAX_CHARS);
        }
    }
}
