//! What can go wrong with a call, and above all: whether the server can have acted.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use super::details::Details;

/// Why a call did not succeed. No text of it holds an address, a body, a secret or the vendor's message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The server did not get the whole request, so it cannot have acted. A request whose announced length never arrived is
    /// incomplete (RFC 9112 §8), and its signature cannot verify: a body cut short on the way counts as not sent.
    #[error("the request was not sent: {0}")]
    NotSent(NotSent),
    /// The whole request was handed to the connection and no complete answer came: the server may have acted.
    #[error("the request was sent, but no answer came: {cause}")]
    Unknown {
        /// What happened instead of an answer.
        cause: Unknown,
        /// Bytes of the body that were handed to the connection.
        bytes_sent: u64,
    },
    /// The server answered, and refused.
    #[error("the server refused the request (status {})", .0.status)]
    Refused(Refusal),
    /// Something answered that does not speak the vendor's protocol.
    #[error("the answer (status {status}) is not from a TCDX server: {why}")]
    NotTcdx {
        /// HTTP status.
        status: u16,
        /// What was wrong with the answer.
        why: Why,
        /// The answer itself.
        details: Details,
    },
    /// The key or the signature was not accepted (401), or the key is missing (403): stop sending and ask for credentials.
    #[error("the server did not accept the key or the signature (status {status})")]
    Credentials {
        /// HTTP status: 401 or 403.
        status: u16,
        /// The vendor's message; may be empty.
        message: Message,
        /// The answer itself.
        details: Details,
    },
}

/// Why a request never arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The server's name could not be resolved.
    #[error("the server's name was not found")]
    Dns,
    /// No connection could be made.
    #[error("no connection to the server")]
    Connect,
    /// The server's certificate or the TLS handshake was not acceptable.
    #[error("the connection is not secure: {0}")]
    Tls(TlsFault),
    /// The proxy of the system's settings could not be reached or did not let the call through.
    #[error("the proxy did not let the call through")]
    Proxy,
    /// The connection ended before the whole body had left.
    #[error("the connection ended while sending")]
    Reset,
    /// The connection, or the sending, took too long.
    #[error("it took too long")]
    Timeout,
    /// [`super::Upload::cancel`] was called in time.
    #[error("it was cancelled")]
    Cancelled,
    /// The address, with what was to be put into it, cannot be called.
    #[error("the address cannot be called")]
    Malformed,
}

/// What was wrong with the server's certificate or the handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TlsFault {
    /// Nobody that this computer trusts vouches for the certificate.
    #[error("the certificate is not from a trusted issuer")]
    UnknownIssuer,
    /// The certificate is for another name.
    #[error("the certificate is for another server")]
    WrongName,
    /// The certificate has expired, or is not valid yet: often this computer's clock is wrong.
    #[error("the certificate is not valid at this time")]
    OutOfDate,
    /// Any other fault of the handshake.
    #[error("the handshake failed")]
    Handshake,
}

/// What happened instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    /// The connection ended, or what came back was not HTTP.
    #[error("the connection ended")]
    Reset,
    /// The answer took too long.
    #[error("it took too long")]
    Timeout,
    /// [`super::Upload::cancel`] was called after everything had been sent.
    #[error("it was cancelled while waiting for the answer")]
    Cancelled,
}

/// A refusal in the server's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status; 200 when only `success: false` said so.
    pub status: u16,
    /// The vendor's message; may be empty.
    pub message: Message,
    /// The field that the message names, as the API names it.
    pub field: Option<&'static str>,
    /// How long the server asks to wait (`Retry-After`), at most a day.
    pub retry_after: Option<Duration>,
    /// The answer itself.
    pub details: Details,
}

/// The vendor's message, without control characters and at most [`super::MAX_MESSAGE_CHARS`] long. It may repeat what the
/// customer gave: show it, do not log it. So it has no `Display`, and `Debug` is masked; it is read as a `str`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Message(pub(super) String);

impl Deref for Message {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<Message> for String {
    fn from(message: Message) -> Self {
        message.0
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What was wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// A web page: often a proxy's or a hotel's.
    #[error("it is a web page")]
    Html,
    /// Not JSON.
    #[error("it is not JSON")]
    NotJson,
    /// It ended before it was complete.
    #[error("it was cut short")]
    CutShort,
    /// More than [`super::MAX_ANSWER_BYTES`].
    #[error("it is too large")]
    TooLarge,
    /// A redirect; none is followed, because it would carry the signature elsewhere.
    #[error("it points elsewhere")]
    Redirect,
    /// JSON, but not what the vendor's page promises.
    #[error("it has another shape: {0}")]
    Shape(Shape),
}

/// How JSON differs from what the vendor's page promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Shape {
    /// An object was promised.
    #[error("an object was expected")]
    NotObject,
    /// An array was promised.
    #[error("an array was expected")]
    NotArray,
    /// A list without entries.
    #[error("the list is empty")]
    Empty,
    /// A list of more than [`super::MAX_ENTRIES`].
    #[error("the list is too long")]
    TooMany,
    /// An entry of a list is not a code with a label, or is there twice.
    #[error("an entry of the list cannot be read")]
    Entry,
    /// The named member is missing or of another type.
    #[error("`{0}` is missing or wrong")]
    Member(&'static str),
}

/// What is known about the server's side after a failed call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The server did nothing.
    NotSent,
    /// The server said no, and did nothing.
    Refused,
    /// The server may have acted: never resend silently.
    Unknown,
}

impl Error {
    /// What is known about the server's side; `write` tells whether the call changes something there.
    ///
    /// Ruled: nothing in the API makes a create idempotent, so after a write whose fate is open the outcome is unknown. 4xx
    /// (429 too), 503 in the vendor's JSON and `success: false` are known refusals; 500, 502, 504 and answers that are not the
    /// vendor's leave it open. A gateway's own 4xx page, and the redirects 307 and 308, which ask for the same request
    /// elsewhere, mean that nothing was done. A read changes nothing, so it is never unknown.
    pub fn outcome(&self, write: bool) -> Outcome {
        let open = if write {
            Outcome::Unknown
        } else {
            Outcome::NotSent
        };
        match self {
            Self::NotSent(_) => Outcome::NotSent,
            Self::Unknown { .. } => open,
            Self::Credentials { .. } => Outcome::Refused,
            Self::Refused(Refusal { status, .. }) => match status {
                503 => Outcome::Refused,
                500..=599 => open,
                _ => Outcome::Refused,
            },
            Self::NotTcdx { status, .. } => match status {
                307 | 308 | 400..=499 => Outcome::Refused,
                _ => open,
            },
        }
    }

    /// True if the same read may be tried again by itself, later.
    pub fn is_retryable_read(&self) -> bool {
        match self {
            Self::NotSent(why) => !matches!(
                why,
                NotSent::Tls(_) | NotSent::Cancelled | NotSent::Malformed
            ),
            Self::Unknown { cause, .. } => *cause != Unknown::Cancelled,
            Self::Refused(refusal) => matches!(refusal.status, 408 | 429 | 500..=599),
            Self::NotTcdx { status, why, .. } => {
                matches!(status, 408 | 500..=599) || *why == Why::CutShort
            }
            Self::Credentials { .. } => false,
        }
    }

    /// How long the server asks to wait before the next try.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused(refusal) => refusal.retry_after,
            _ => None,
        }
    }

    /// What the server answered, masked; `None` if it did not answer.
    pub fn details(&self) -> Option<&str> {
        match self {
            Self::Refused(Refusal { details, .. })
            | Self::NotTcdx { details, .. }
            | Self::Credentials { details, .. } => details.text(),
            Self::NotSent(_) | Self::Unknown { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16) -> Error {
        Error::Refused(Refusal {
            status,
            message: Message("budi@example.id exists".to_owned()),
            field: None,
            retry_after: None,
            details: Details::default(),
        })
    }

    fn odd(status: u16, why: Why) -> Error {
        Error::NotTcdx {
            status,
            why,
            details: Details::default(),
        }
    }

    #[test]
    fn a_write_is_known_or_open_as_ruled() {
        use Outcome::{NotSent as Not, Refused, Unknown as Open};
        let lost = Error::Unknown {
            cause: Unknown::Reset,
            bytes_sent: 1,
        };
        let credentials = Error::Credentials {
            status: 401,
            message: Message::default(),
            details: Details::default(),
        };
        for (error, write, read) in [
            (Error::NotSent(NotSent::Connect), Not, Not),
            (lost, Open, Not),
            (credentials, Refused, Refused),
            (refused(200), Refused, Refused),
            (refused(400), Refused, Refused),
            (refused(409), Refused, Refused),
            (refused(422), Refused, Refused),
            (refused(429), Refused, Refused),
            (refused(503), Refused, Refused),
            (refused(500), Open, Not),
            (refused(502), Open, Not),
            (refused(504), Open, Not),
            (odd(200, Why::Html), Open, Not),
            (odd(200, Why::CutShort), Open, Not),
            (odd(503, Why::Html), Open, Not),
            (odd(404, Why::Html), Refused, Refused),
            (odd(302, Why::Redirect), Open, Not),
            (odd(303, Why::Redirect), Open, Not),
            (odd(308, Why::Redirect), Refused, Refused),
        ] {
            assert_eq!(error.outcome(true), write, "write {error}");
            assert_eq!(error.outcome(false), read, "read {error}");
        }
    }

    #[test]
    fn reads_are_retried_only_where_time_may_help() {
        for (error, expected) in [
            (Error::NotSent(NotSent::Dns), true),
            (Error::NotSent(NotSent::Tls(TlsFault::Handshake)), false),
            (Error::NotSent(NotSent::Cancelled), false),
            (refused(503), true),
            (refused(429), true),
            (refused(404), false),
            (refused(200), false),
            (odd(502, Why::Html), true),
            (odd(200, Why::CutShort), true),
            (odd(200, Why::Html), false),
        ] {
            assert_eq!(error.is_retryable_read(), expected, "{error}");
        }
    }

    #[test]
    fn the_vendors_message_is_not_printed() {
        let shown = format!("{0} {0:?}", refused(422));
        assert!(!shown.contains("budi"), "{shown}");
    }
}
