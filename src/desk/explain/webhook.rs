//! From what is wrong with a webhook's URL, path or certificate to what a person reads.

use super::{Told, cases, store};
use crate::desk::hook::NoPath;
use crate::desk::hook::tls::TlsKeyError;
use crate::domain::arrival::{BadHookUrl, MAX_URL_CHARS};

/// Why a URL is not registered.
pub fn hook_url(error: BadHookUrl) -> Told {
    match error {
        BadHookUrl::Empty => Told::new("webhook-url-empty"),
        BadHookUrl::TooLong => Told::new("webhook-url-long").arg("count", MAX_URL_CHARS as i64),
        BadHookUrl::NoUrl => Told::new("webhook-url-none").hint("webhook-url-hint"),
        BadHookUrl::Login => Told::new("webhook-url-login").hint("webhook-url-hint"),
        BadHookUrl::Insecure => Told::new("webhook-url-insecure").hint("webhook-url-hint"),
    }
}

/// Why there is no path.
pub fn hook_path(error: &NoPath) -> Told {
    match error {
        NoPath::Random => Told::new("webhook-no-random"),
        NoPath::Store(error) => cases(error),
    }
}

/// Why a certificate cannot be used.
pub fn hook_tls(error: &TlsKeyError) -> Told {
    match error {
        TlsKeyError::Read(error) => store(error),
        TlsKeyError::NoCertificate(path) => {
            Told::new("webhook-no-certificate").arg("path", path.display().to_string())
        }
        TlsKeyError::NoKey(path) => {
            Told::new("webhook-no-key").arg("path", path.display().to_string())
        }
        TlsKeyError::NoPair => Told::new("webhook-no-pair").hint("webhook-no-pair-hint"),
    }
}
