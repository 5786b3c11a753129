//! Calls of the vendor's webhook that arrived: what they said, and what became of it (api.md, "Webhook" and ruling 10).

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::{Host, Url};
use uuid::Uuid;

use super::CaseId;

/// Longest URL that is registered, in characters.
pub const MAX_URL_CHARS: usize = 2000;

macro_rules! named {
    ($(#[$about:meta])* $kind:ident { $($(#[$what:meta])* $item:ident => $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $kind { $($(#[$what])* $item,)* }

        impl $kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$item),*];

            /// The name in the store and in JSON.
            pub fn name(self) -> &'static str {
                match self { $(Self::$item => $name),* }
            }

            /// The one with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named! {
    /// Where an arrival stands.
    ArrivalState {
        /// Kept, and not yet compared with what Retrieve tells.
        New => "new",
        /// Retrieve tells the same.
        Confirmed => "confirmed",
        /// Retrieve tells something else, or nobody knows the customer.
        Unconfirmed => "unconfirmed",
        /// It cannot be what the vendor sends.
        Refused => "refused",
    }
}

named! {
    /// Whether an arrival is signed. The vendor documents no signature; one that is there must fit.
    ArrivalSignature {
        /// No signature came with it.
        None => "none",
        /// It fits the body.
        Fits => "fits",
        /// It does not.
        Forged => "forged",
    }
}

named! {
    /// Why an arrival is not confirmed.
    ArrivalReason {
        /// Not JSON.
        NotJson => "not_json",
        /// JSON without the fields of a webhook.
        WrongFields => "wrong_fields",
        /// A level other than 1 and 2.
        WrongLevel => "wrong_level",
        /// The signature does not fit.
        Forged => "forged",
        /// No case has this customer, or the server does not know it.
        UnknownCustomer => "unknown_customer",
        /// A status that is none of the documented ones.
        UnknownStatus => "unknown_status",
        /// Retrieve tells another status.
        Differs => "differs",
        /// A word on level 2 where none is awaited.
        NotAwaited => "not_awaited",
        /// The server refused the question.
        NotAnswered => "not_answered",
    }
}

/// What a body said, as far as it could be read.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    /// The customer.
    pub user_id: Uuid,
    /// KYC level: 1 or 2.
    pub level: u8,
    /// The status as it was sent, shortened.
    pub status: String,
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Said(level {} ***)", self.level)
    }
}

/// An arrival as it is listed, without its body.
#[derive(Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its number: later ones have higher numbers.
    pub id: u64,
    /// When it first came.
    pub first_at: Timestamp,
    /// When the same came last.
    pub last_at: Timestamp,
    /// How often the same came again.
    pub repeats: u64,
    /// Its signature.
    pub signature: ArrivalSignature,
    /// What it said; `None` if it could not be read.
    pub said: Option<Said>,
    /// Where it stands.
    pub state: ArrivalState,
    /// When it was settled; `None` while it is new.
    pub settled_at: Option<Timestamp>,
    /// Why it is not confirmed.
    pub reason: Option<ArrivalReason>,
    /// The case it concerned.
    pub case: Option<CaseId>,
    /// The customer's name; empty if it is not known.
    pub name: String,
}

impl fmt::Debug for Arrival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Arrival({} {:?} ***)", self.id, self.state)
    }
}

/// What was last registered with the vendor. The URL holds an unguessable path: it is not printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredHook {
    /// The URL.
    pub url: String,
    /// When.
    pub at: Timestamp,
}

impl fmt::Debug for RegisteredHook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RegisteredHook(***)")
    }
}

/// Why a URL is not registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadHookUrl {
    /// Nothing was given.
    #[error("no URL was given")]
    Empty,
    /// Longer than [`MAX_URL_CHARS`].
    #[error("the URL is too long")]
    TooLong,
    /// No absolute URL with a host, or one with a fragment.
    #[error("this is not a URL of the web")]
    NoUrl,
    /// It holds a user name or a password.
    #[error("the URL holds a user name or password")]
    Login,
    /// Not https, to another computer.
    #[error("the URL is not https")]
    Insecure,
}

/// The URL as it is registered: https, or http to this computer alone; without user name, password and fragment.
pub fn hook_url(text: &str) -> Result<String, BadHookUrl> {
    let text = text.trim();
    if text.is_empty() {
        return Err(BadHookUrl::Empty);
    }
    if text.chars().count() > MAX_URL_CHARS {
        return Err(BadHookUrl::TooLong);
    }
    // The parser drops these silently; a person would not see what is sent.
    if text.contains(char::is_control) || text.contains(char::is_whitespace) {
        return Err(BadHookUrl::NoUrl);
    }
    let url = Url::parse(text).map_err(|_| BadHookUrl::NoUrl)?;
    let is_loopback = match url.host().ok_or(BadHookUrl::NoUrl)? {
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.to_canonical().is_loopback(),
        Host::Domain(name) => name == "localhost",
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(BadHookUrl::Login);
    }
    if url.fragment().is_some() {
        return Err(BadHookUrl::NoUrl);
    }
    match url.scheme() {
        "https" => {}
        "http" if is_loopback => {}
        "http" => return Err(BadHookUrl::Insecure),
        _ => return Err(BadHookUrl::NoUrl),
    }
    let url = String::from(url);
    // Escaping may have made it longer.
    if url.len() > MAX_URL_CHARS {
        return Err(BadHookUrl::TooLong);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_lead_back() {
        for state in ArrivalState::ALL {
            assert_eq!(ArrivalState::from_name(state.name()), Some(*state));
        }
        for reason in ArrivalReason::ALL {
            assert_eq!(ArrivalReason::from_name(reason.name()), Some(*reason));
        }
        assert_eq!(
            ArrivalSignature::from_name("fits"),
            Some(ArrivalSignature::Fits)
        );
        assert_eq!(ArrivalSignature::from_name("Fits"), None);
    }

    #[test]
    fn a_url_is_https_or_of_this_computer() {
        for good in [
            "https://bank.example/hook/0123",
            " https://bank.example:8443/hook?a=b ",
            "http://127.0.0.1:8080/x",
            "http://localhost/x",
            "http://[::1]/x",
        ] {
            assert!(hook_url(good).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("", BadHookUrl::Empty),
            ("  ", BadHookUrl::Empty),
            ("bank.example/hook", BadHookUrl::NoUrl),
            ("ftp://bank.example/hook", BadHookUrl::NoUrl),
            ("https:///", BadHookUrl::NoUrl),
            ("https://bank.example/ho ok", BadHookUrl::NoUrl),
            ("https://bank.example/ho\nok", BadHookUrl::NoUrl),
            ("https://bank.example/x#part", BadHookUrl::NoUrl),
            ("https://user:pass@bank.example/x", BadHookUrl::Login),
            ("https://user@bank.example/x", BadHookUrl::Login),
            ("http://bank.example/x", BadHookUrl::Insecure),
            ("http://127.0.0.1.example/x", BadHookUrl::Insecure),
        ] {
            assert_eq!(hook_url(bad), Err(why), "{bad}");
        }
        let long = format!("https://bank.example/{}", "x".repeat(MAX_URL_CHARS));
        assert_eq!(hook_url(&long), Err(BadHookUrl::TooLong));
    }

    #[test]
    fn nothing_of_a_customer_or_of_the_secret_path_is_printed() {
        let said = Said {
            user_id: Uuid::from_u128(0xabcd_ef01),
            level: 1,
            status: "Approved".to_owned(),
        };
        let hook = RegisteredHook {
            url: "https://bank.example/hidden".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        let printed = format!("{said:?} {hook:?}");
        for hidden in ["abcd", "Approved", "hidden"] {
            assert!(!printed.contains(hidden), "{printed}");
        }
    }

    proptest! {
        #[test]
        fn what_passes_passes_again(text in "\\PC{0,60}|https?://[a-z0-9.:@/#?%-]{0,40}") {
            if let Ok(url) = hook_url(&text) {
                prop_assert_eq!(hook_url(&url), Ok(url));
            }
        }
    }
}
