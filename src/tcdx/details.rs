//! What a server answered, as a person may pass it on: short, and without what tells of a customer.

use std::fmt;
use std::sync::Arc;

use super::mask::{is_edge, masked, shown};

/// Most bytes of an answer that are looked at.
const MAX_BYTES: usize = 1024;
/// Most characters that are kept.
const MAX_CHARS: usize = 1200;

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
    text.push('\n');
    let begin = String::from_utf8_lossy(body.get(..MAX_BYTES).unwrap_or(body));
    if body.len() > MAX_BYTES {
        // Half a word is not recognised as what it is.
        text.push_str(&shown(begin.trim_end_matches(|sign| !is_edge(sign))));
        text.push('…');
    } else {
        text.push_str(&shown(&begin));
    }
    text.chars().take(MAX_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn body(text: &str) -> String {
        of(422, &[], text.as_bytes())
    }

    #[test]
    fn it_says_who_answered_and_what() {
        let text = of(
            422,
            &[("retry-after", "30".to_owned())],
            br#"{"success":false,"message":"name: too long"}"#,
        );
        assert!(text.starts_with("HTTP 422\nretry-after: 30\n\n{"), "{text}");
        assert!(text.contains("name: too long"), "{text}");
    }

    #[test]
    fn half_an_address_at_the_end_is_hidden() {
        for room in MAX_BYTES - 20..MAX_BYTES {
            let before = " ".repeat(room);
            let text = body(&format!("{before}budisantoso@mail.com"));
            assert!(!text.contains("bud"), "{room}");
        }
    }

    #[test]
    fn members_of_a_customer_are_hidden_in_half_an_answer() {
        let long = "a b ".repeat(600);
        let text = body(&format!(
            r#"{{"data":{{"name":"Siti Nurhaliza","x":"{long}"}}}}"#
        ));
        assert!(!text.contains("Siti") && text.contains("a b"), "{text}");
    }

    #[test]
    fn a_page_is_cut() {
        let text = body(&" <p>Sign in</p>".repeat(400));
        assert!(text.chars().count() <= MAX_CHARS && text.contains("Sign in"));
        assert!(text.ends_with('…'));
    }

    proptest! {
        #[test]
        fn any_answer_is_short(status in 100u16..600, body in proptest::collection::vec(any::<u8>(), 0..4000)) {
            let text = of(status, &[], &body);
            prop_assert!(text.chars().count() <= MAX_CHARS);
        }
    }
}
