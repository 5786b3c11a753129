//! What a person was told, kept as JSON: ids and values, so that it is read again in whatever language is in use then.

use serde::{Deserialize, Serialize};

use super::Told;
use crate::text::{self, Arg};

/// The JSON.
#[derive(Serialize, Deserialize)]
struct Stored {
    id: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    args: Vec<(String, StoredArg)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(default)]
    retry: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    details: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredArg {
    Text(String),
    Count(i64),
}

impl Told {
    /// As JSON, to be kept.
    pub fn to_json(&self) -> String {
        let arg = |arg: &Arg| match arg {
            Arg::Text(text) => StoredArg::Text(text.clone()),
            Arg::Count(count) => StoredArg::Count(*count),
        };
        let stored = Stored {
            id: self.id.to_owned(),
            args: self
                .args
                .iter()
                .map(|(name, value)| ((*name).to_owned(), arg(value)))
                .collect(),
            hint: self.hint.map(str::to_owned),
            retry: self.retry,
            details: self.details.clone(),
        };
        // Strings and numbers always have a JSON form.
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// From the JSON that was kept; `None` if it is none, or if this version has no such text. A hint or a value that no text
    /// knows any more is left out.
    pub fn from_json(json: &str) -> Option<Self> {
        let stored: Stored = serde_json::from_str(json).ok()?;
        let arg = |arg| match arg {
            StoredArg::Text(text) => Arg::Text(text),
            StoredArg::Count(count) => Arg::Count(count),
        };
        Some(Self {
            id: text::known_id(&stored.id)?,
            args: stored
                .args
                .into_iter()
                .filter_map(|(name, value)| Some((text::known_value(&name)?, arg(value))))
                .collect(),
            hint: stored.hint.as_deref().and_then(text::known_id),
            retry: stored.retry,
            details: stored.details,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_told_is_told_again() {
        let told = Told::new("error-maintenance")
            .hint("error-wait-hint")
            .retryable()
            .arg("status", 503i64)
            .arg("message", "Sedang \"perawatan\" 🦀")
            .arg("seconds", 2i64)
            .details(Some("HTTP 503\nserver: gate\n"));
        let again = Told::from_json(&told.to_json()).unwrap();
        assert_eq!(again, told);
        for lang in [crate::domain::Lang::Id, crate::domain::Lang::En] {
            let texts = crate::text::of(lang);
            assert_eq!(again.full(texts), told.full(texts));
        }
        let plain = Told::new("error-connect");
        assert_eq!(Told::from_json(&plain.to_json()), Some(plain));
    }

    #[test]
    fn what_is_not_known_is_not_told() {
        for json in [
            "",
            "null",
            "{}",
            r#"{"id":"no-such-text"}"#,
            r#"{"id":"error-connect","args":[["x"]]}"#,
        ] {
            assert_eq!(Told::from_json(json), None, "{json}");
        }
        let json =
            r#"{"id":"error-connect","hint":"no-such-hint","args":[["nowhere",{"count":1}]]}"#;
        assert_eq!(Told::from_json(json), Some(Told::new("error-connect")));
    }

    #[test]
    fn every_text_has_a_known_id() {
        let texts = crate::text::of(crate::domain::Lang::En);
        for id in ["error-connect", "error-wait-hint", "vault-other"] {
            assert!(texts.has(id));
            assert_eq!(crate::text::known_id(id), Some(id));
        }
        assert_eq!(crate::text::known_id("# a comment"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(json in ".{0,80}") {
            let _ = Told::from_json(&json);
        }

        #[test]
        fn any_value_comes_back(message in ".*", count in any::<i64>()) {
            let told = Told::new("error-refused").arg("message", message).arg("status", count);
            prop_assert_eq!(Told::from_json(&told.to_json()), Some(told));
        }
    }
}
