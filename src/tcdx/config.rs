//! Which server is called and how; judged once, so that a client that exists can be used.

use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use url::{Host, Url};

use super::secret::{ApiKey, ApiSecret};

/// The documented name of the header with the API key.
pub const KEY_HEADER: &str = "X-TCDX-APIKEY";
/// The documented name of the header with the signature.
pub const SIGNATURE_HEADER: &str = "X-TCDX-SIGNATURE";

/// What is signed for a call without a body. Ruled: the empty string; a server may want `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GetPayload {
    /// The empty string.
    #[default]
    Empty,
    /// The two characters `{}`.
    Braces,
}

impl GetPayload {
    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Empty => b"",
            Self::Braces => b"{}",
        }
    }
}

/// How long is waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For the connection, with name lookup, proxy and TLS.
    pub connect: Duration,
    /// Without any byte moving in either direction, answer included.
    pub idle_read: Duration,
    /// For the whole call. A registration is some 22 MB, so this allows for 0.6 Mbit/s.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            // After the last byte was handed over, a slow line may need this long to drain the system's buffers.
            idle_read: Duration::from_mins(1),
            total: Duration::from_mins(5),
        }
    }
}

/// Everything a client needs to know.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the user API and the webhook configuration are; handed out by the vendor. May have a path.
    pub base_url: String,
    /// Where the Transaction API is, if elsewhere.
    pub transaction_base_url: Option<String>,
    /// Where the Account API is, if elsewhere.
    pub account_base_url: Option<String>,
    /// API key.
    pub key: ApiKey,
    /// API secret.
    pub secret: ApiSecret,
    /// Name of the header with the key.
    pub key_header: String,
    /// Name of the header with the signature.
    pub signature_header: String,
    /// What is signed for a call without a body.
    pub get_payload: GetPayload,
    /// Certificates (PEM, one or more) that are trusted beside the system's.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// How long is waited.
    pub timeouts: Timeouts,
}

impl Config {
    /// A configuration with the documented defaults.
    pub fn new(base_url: impl Into<String>, key: ApiKey, secret: ApiSecret) -> Self {
        Self {
            base_url: base_url.into(),
            transaction_base_url: None,
            account_base_url: None,
            key,
            secret,
            key_header: KEY_HEADER.to_owned(),
            signature_header: SIGNATURE_HEADER.to_owned(),
            get_payload: GetPayload::default(),
            extra_ca_pem: None,
            timeouts: Timeouts::default(),
        }
    }
}

/// One of the three services, each of which may have its own base URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Users, item lists and the webhook configuration.
    Users,
    /// Transactions.
    Transaction,
    /// Accounts.
    Account,
}

/// Why no client can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Not an absolute http or https URL, or one with a user name, a query or a fragment.
    #[error("the base URL is not a plain https address")]
    BadUrl(Base),
    /// `http` to another computer: key and pictures would travel in the clear.
    #[error("http is allowed to this computer only; use https")]
    Insecure(Base),
    /// Not a name for a header, one that HTTP itself uses, or twice the same.
    #[error("the header name cannot be used")]
    BadHeader,
    /// Empty, or with characters that cannot stand in a header.
    #[error("the API key is empty or has characters that cannot be sent")]
    BadKey,
    /// The secret is empty.
    #[error("the API secret is empty")]
    NoSecret,
    /// The extra certificates are not PEM certificates.
    #[error("the extra certificate cannot be read")]
    BadPem,
    /// The system's certificates could not be used: often none are installed.
    #[error("no trusted certificates were found on this computer")]
    NoTrust,
}

/// A base URL that passed.
#[derive(Clone)]
pub(super) struct Endpoint {
    pub(super) url: Url,
    /// On this computer: no proxy is used.
    pub(super) loopback: bool,
}

impl Endpoint {
    pub(super) fn parse(base: Base, text: &str) -> Result<Self, ConfigError> {
        let bad = ConfigError::BadUrl(base);
        let url = Url::parse(text.trim()).map_err(|_| bad)?;
        let plain = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        let loopback = match url.host().ok_or(bad)? {
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
            Host::Domain(name) => name == "localhost",
        };
        match url.scheme() {
            _ if !plain => Err(bad),
            "http" if !loopback => Err(ConfigError::Insecure(base)),
            "http" | "https" => Ok(Self { url, loopback }),
            _ => Err(bad),
        }
    }

    /// The URL of a path under this base; each segment is escaped.
    pub(super) fn join(&self, segments: &[&str]) -> Url {
        let mut url = self.url.clone();
        // http and https URLs always have a path.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }
}

/// The names and the value of the headers that authenticate.
pub(super) struct Credentials {
    pub(super) key_header: HeaderName,
    pub(super) key: HeaderValue,
    pub(super) signature_header: HeaderName,
}

impl Credentials {
    pub(super) fn parse(config: &Config) -> Result<Self, ConfigError> {
        let name = |text: &str| {
            let name =
                HeaderName::from_bytes(text.as_bytes()).map_err(|_| ConfigError::BadHeader)?;
            // These steer HTTP itself, or are set by the client.
            let reserved = [
                "accept",
                "connection",
                "content-length",
                "content-type",
                "expect",
                "host",
                "te",
                "trailer",
                "transfer-encoding",
                "upgrade",
                "user-agent",
            ];
            if reserved.contains(&name.as_str()) {
                return Err(ConfigError::BadHeader);
            }
            Ok(name)
        };
        let key_header = name(&config.key_header)?;
        let signature_header = name(&config.signature_header)?;
        if key_header == signature_header {
            return Err(ConfigError::BadHeader);
        }
        let key = config.key.expose();
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(ConfigError::BadKey);
        }
        let mut key = HeaderValue::from_str(key).map_err(|_| ConfigError::BadKey)?;
        key.set_sensitive(true);
        if config.secret.is_empty() {
            return Err(ConfigError::NoSecret);
        }
        Ok(Self {
            key_header,
            key,
            signature_header,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        Config::new(
            "https://api.example",
            ApiKey::from("key".to_owned()),
            ApiSecret::from("secret".to_owned()),
        )
    }

    #[test]
    fn http_is_for_this_computer_only() {
        for (text, expected) in [
            ("https://api.example", Ok(false)),
            ("https://api.example/tcdx/", Ok(false)),
            ("http://127.0.0.1:7979", Ok(true)),
            ("http://127.255.0.9", Ok(true)),
            ("http://[::1]:80", Ok(true)),
            ("http://LOCALHOST:1", Ok(true)),
            ("https://127.0.0.1", Ok(true)),
            (
                "http://api.example",
                Err(ConfigError::Insecure(Base::Users)),
            ),
            (
                "http://localhost.example",
                Err(ConfigError::Insecure(Base::Users)),
            ),
            (
                "http://127.0.0.1.example",
                Err(ConfigError::Insecure(Base::Users)),
            ),
            ("http://10.0.0.1", Err(ConfigError::Insecure(Base::Users))),
            ("http://0.0.0.0", Err(ConfigError::Insecure(Base::Users))),
            ("ftp://localhost", Err(ConfigError::BadUrl(Base::Users))),
            ("api.example", Err(ConfigError::BadUrl(Base::Users))),
            ("", Err(ConfigError::BadUrl(Base::Users))),
            ("https://", Err(ConfigError::BadUrl(Base::Users))),
            (
                "https://me@api.example",
                Err(ConfigError::BadUrl(Base::Users)),
            ),
            (
                "https://:pw@api.example",
                Err(ConfigError::BadUrl(Base::Users)),
            ),
            (
                "https://api.example/?a=1",
                Err(ConfigError::BadUrl(Base::Users)),
            ),
            (
                "https://api.example/#a",
                Err(ConfigError::BadUrl(Base::Users)),
            ),
            ("file:///etc/passwd", Err(ConfigError::BadUrl(Base::Users))),
        ] {
            let parsed = Endpoint::parse(Base::Users, text).map(|endpoint| endpoint.loopback);
            assert_eq!(parsed, expected, "{text}");
        }
    }

    #[test]
    fn paths_go_under_the_base_and_are_escaped() {
        for (base, expected) in [
            ("https://a.example", "https://a.example/users/v1/x%2Fy"),
            ("https://a.example/", "https://a.example/users/v1/x%2Fy"),
            ("https://a.example/p", "https://a.example/p/users/v1/x%2Fy"),
            ("https://a.example/p/", "https://a.example/p/users/v1/x%2Fy"),
        ] {
            let endpoint = Endpoint::parse(Base::Users, base).unwrap();
            assert_eq!(endpoint.join(&["users", "v1", "x/y"]).as_str(), expected);
        }
    }

    #[test]
    fn headers_and_key_must_be_fit_for_http() {
        assert!(Credentials::parse(&config()).is_ok());
        let error = |change: fn(&mut Config)| {
            let mut config = config();
            change(&mut config);
            Credentials::parse(&config).err()
        };
        assert_eq!(
            error(|c| c.key_header = "X Key".into()),
            Some(ConfigError::BadHeader)
        );
        assert_eq!(
            error(|c| c.key_header = String::new()),
            Some(ConfigError::BadHeader)
        );
        assert_eq!(
            error(|c| c.signature_header = "Host".into()),
            Some(ConfigError::BadHeader)
        );
        assert_eq!(
            error(|c| c.signature_header = "x-tcdx-apikey".into()),
            Some(ConfigError::BadHeader)
        );
        for key in ["", " key", "a\r\nb", "a b", "kéy"] {
            let mut config = config();
            config.key = ApiKey::from(key.to_owned());
            assert_eq!(
                Credentials::parse(&config).err(),
                Some(ConfigError::BadKey),
                "{key:?}"
            );
        }
        assert_eq!(
            error(|c| c.secret = ApiSecret::from(String::new())),
            Some(ConfigError::NoSecret)
        );
    }

    #[test]
    fn a_configuration_does_not_print_its_secrets() {
        let shown = format!("{:?}", config());
        assert!(
            !shown.contains("\"key\"") && !shown.contains("\"secret\""),
            "{shown}"
        );
        assert!(
            shown.contains("key: ***") && shown.contains("secret: ***"),
            "{shown}"
        );
    }
}
