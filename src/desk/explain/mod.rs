//! The one place that maps an error to what a person reads: what happened, what to do, and whether trying again helps.

mod batch;
mod cases;
pub mod finding;
mod local;
mod managed;
mod network;
mod photo;
mod problem;
mod profile;
mod release;
mod report;
pub mod states;
mod stored;
mod webhook;

use crate::text::{Arg, Texts};

pub use batch::{row, sheet};
pub use cases::{cases, open_store};
pub use local::{config, form_read, sandbox, store, vault};
pub use managed::{is_managed, managed};
pub use network::{network, said};
pub use photo::{photo, read};
pub use problem::{form_file, problem};
pub use profile::{blamed, profile};
pub use release::release;
pub use report::{doubt, report};
pub use webhook::{hook_path, hook_tls, hook_url};

/// What a person is told: a text with its values, and a hint of what to do. Kept as ids, so that it follows the language.
#[derive(Clone, PartialEq)]
pub struct Told {
    /// Id of the text that says what happened.
    pub id: &'static str,
    /// Values put into both texts.
    pub args: Vec<(&'static str, Arg)>,
    /// Id of the text that says what to do.
    pub hint: Option<&'static str>,
    /// True if trying again unchanged can help.
    pub retry: bool,
    /// What the server answered, masked, for whoever looks into it.
    pub details: Option<String>,
}

/// Shorter words tell nothing, and are in every answer.
const HIDDEN_FROM: usize = 3;

impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Told({})", self.id)
    }
}

impl Told {
    /// A text without values or hint.
    pub fn new(id: &'static str) -> Self {
        Self {
            id,
            args: Vec::new(),
            hint: None,
            retry: false,
            details: None,
        }
    }

    /// With a value.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// With a hint of what to do.
    #[must_use]
    pub fn hint(mut self, id: &'static str) -> Self {
        self.hint = Some(id);
        self
    }

    /// Trying again unchanged can help.
    #[must_use]
    pub fn retryable(mut self) -> Self {
        self.retry = true;
        self
    }

    /// With what the server answered.
    #[must_use]
    pub fn details(mut self, details: Option<&str>) -> Self {
        self.details = details.map(str::to_owned);
        self
    }

    /// With the words of these values hidden in the details: a server may repeat what a customer gave.
    #[must_use]
    pub fn without(mut self, values: &[&str]) -> Self {
        let words = |text: &str| -> Vec<String> {
            let words = text.split(|sign: char| !sign.is_alphanumeric());
            words.map(str::to_lowercase).collect()
        };
        let hidden: Vec<String> = values.iter().flat_map(|value| words(value)).collect();
        self.details = self.details.map(|details| {
            let parts = details.split_inclusive(|sign: char| !sign.is_alphanumeric());
            let shown = parts.map(|part| {
                let word = part.trim_end_matches(|sign: char| !sign.is_alphanumeric());
                let is_hidden =
                    word.chars().count() >= HIDDEN_FROM && hidden.contains(&word.to_lowercase());
                match part.strip_prefix(word) {
                    Some(rest) if is_hidden => format!("•••{rest}"),
                    _ => part.to_owned(),
                }
            });
            shown.collect()
        });
        self
    }

    /// What happened, in this language.
    pub fn text(&self, texts: &Texts) -> String {
        texts.with(self.id, &self.args)
    }

    /// What to do, in this language.
    pub fn hint_text(&self, texts: &Texts) -> Option<String> {
        self.hint.map(|id| texts.with(id, &self.args))
    }

    /// What happened and what to do, in one line.
    pub fn full(&self, texts: &Texts) -> String {
        match self.hint_text(texts) {
            Some(hint) => format!("{}. {hint}", self.text(texts)),
            None => self.text(texts),
        }
    }
}

impl From<(&'static str, Vec<(&'static str, Arg)>)> for Told {
    fn from((id, args): (&'static str, Vec<(&'static str, Arg)>)) -> Self {
        Self {
            args,
            ..Self::new(id)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_customer_are_hidden() {
        let details = "HTTP 422\n\n{\"message\": \"SITI Nurhaliza of Jl. Mawar is too young\"}";
        let told = Told::new("error-refused").details(Some(details));
        let told = told.without(&["Siti Nurhaliza", "Jl. Mawar 1"]);
        let expected = "HTTP 422\n\n{\"message\": \"••• ••• of Jl. ••• is too young\"}";
        assert_eq!(told.details.as_deref(), Some(expected));
    }
}
