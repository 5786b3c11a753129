//! The one place that maps an error to what a person reads: what happened, what to do, and whether trying again helps.

mod batch;
mod cases;
pub mod finding;
mod local;
mod network;
mod photo;
mod problem;
mod profile;
mod report;
pub mod states;
mod stored;
mod webhook;

use crate::text::{Arg, Texts};

pub use batch::{row, sheet};
pub use cases::{cases, open_store};
pub use local::{config, sandbox, store, vault};
pub use network::{network, said};
pub use photo::{photo, read};
pub use problem::{form_file, problem};
pub use profile::{blamed, profile};
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
}

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
