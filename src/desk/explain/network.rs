//! From a failed call to what a person reads.

use super::Told;
use crate::domain::Field;
use crate::tcdx::{Error, NotSent, Refusal, TlsFault, Unknown, Why};

/// What a failed call means to the person who asked for it.
pub fn network(error: &Error) -> Told {
    let told = match error {
        Error::NotSent(why) => not_sent(*why),
        Error::Unknown { cause, .. } => Told::new(match cause {
            Unknown::Reset => "error-no-answer-reset",
            Unknown::Timeout => "error-no-answer-timeout",
            Unknown::Cancelled => "error-no-answer-cancelled",
        })
        .retryable(),
        Error::Refused(refusal) => refused(refusal.status, said(refusal), refusal.retry_after),
        Error::NotTcdx { status, why, .. } => not_tcdx(*status, *why),
        Error::Credentials { status, .. } => Told::new(if *status == 403 {
            "error-key-missing"
        } else {
            "error-credentials"
        })
        .hint("error-credentials-hint"),
    };
    told.details(error.details())
}

/// The vendor's message. A field's API name in front (`email: …`) is left out: the field is shown beside it by its label.
pub fn said(refusal: &Refusal) -> String {
    let message: &str = &refusal.message;
    let known = refusal.field.filter(|f| Field::from_api_name(f).is_some());
    let rest = known.and_then(|field| {
        let (name, rest) = message.split_once(':')?;
        let rest = rest.trim();
        (name.trim().eq_ignore_ascii_case(field) && !rest.is_empty()).then_some(rest)
    });
    rest.unwrap_or(message).to_owned()
}

fn not_sent(why: NotSent) -> Told {
    let unreachable = |id| Told::new(id).hint("error-network-hint").retryable();
    match why {
        NotSent::Dns => unreachable("error-dns"),
        NotSent::Connect => unreachable("error-connect"),
        NotSent::Reset => unreachable("error-reset"),
        NotSent::Timeout => unreachable("error-timeout"),
        NotSent::Proxy => Told::new("error-proxy")
            .hint("error-proxy-hint")
            .retryable(),
        NotSent::Cancelled => Told::new("error-cancelled"),
        NotSent::Malformed => Told::new("error-address").hint("error-address-hint"),
        NotSent::Tls(TlsFault::OutOfDate) => {
            Told::new("error-tls-date").hint("error-tls-date-hint")
        }
        NotSent::Tls(TlsFault::UnknownIssuer) => {
            Told::new("error-tls-issuer").hint("error-tls-issuer-hint")
        }
        NotSent::Tls(TlsFault::WrongName) => Told::new("error-tls-name").hint("error-address-hint"),
        NotSent::Tls(TlsFault::Handshake) => Told::new("error-tls").hint("error-tls-issuer-hint"),
    }
}

fn refused(status: u16, message: String, retry_after: Option<std::time::Duration>) -> Told {
    let secs = retry_after.map_or(60, |wait| wait.as_secs());
    let secs = i64::try_from(secs).unwrap_or(i64::MAX);
    let is_silent = message.trim().is_empty();
    let told = match status {
        409 if is_silent => Told::new("error-duplicate-silent").hint("error-duplicate-hint"),
        400 if !is_silent => Told::new("error-bad-request").hint("error-bad-request-hint"),
        404 => Told::new("error-not-found").hint("error-not-found-hint"),
        409 => Told::new("error-duplicate").hint("error-duplicate-hint"),
        413 => Told::new("error-too-large").hint("error-too-large-hint"),
        429 => Told::new("error-too-many")
            .hint("error-wait-hint")
            .retryable(),
        503 => Told::new("error-maintenance")
            .hint("error-wait-hint")
            .retryable(),
        500..=599 => Told::new("error-server")
            .hint("error-server-hint")
            .retryable(),
        _ if is_silent => Told::new("error-refused-silent").hint("error-bad-request-hint"),
        _ => Told::new("error-refused").hint("error-refused-hint"),
    };
    told.arg("status", i64::from(status))
        .arg("message", message)
        .arg("seconds", secs)
}

fn not_tcdx(status: u16, why: Why) -> Told {
    let told = match why {
        Why::Html => Told::new("error-html").hint("error-html-hint"),
        Why::NotJson => Told::new("error-not-json").hint("error-address-hint"),
        Why::CutShort => Told::new("error-cut-short").hint("error-network-hint"),
        Why::TooLarge => Told::new("error-answer-too-large").hint("error-address-hint"),
        Why::Redirect => Told::new("error-redirect").hint("error-address-hint"),
        Why::Shape(_) => Told::new("error-shape").hint("error-address-hint"),
    };
    told.arg("status", i64::from(status)).retryable()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::tcdx::{Details, Message, Shape};
    use crate::text;

    fn every_error() -> Vec<Error> {
        use NotSent as N;
        let tls = [
            TlsFault::UnknownIssuer,
            TlsFault::WrongName,
            TlsFault::OutOfDate,
            TlsFault::Handshake,
        ];
        let ways = [
            N::Dns,
            N::Connect,
            N::Proxy,
            N::Reset,
            N::Timeout,
            N::Cancelled,
            N::Malformed,
        ];
        let lost = [Unknown::Reset, Unknown::Timeout, Unknown::Cancelled];
        let odd = [
            Why::Html,
            Why::NotJson,
            Why::CutShort,
            Why::TooLarge,
            Why::Redirect,
            Why::Shape(Shape::NotObject),
        ];
        let mut all: Vec<Error> = ways.map(Error::NotSent).into();
        all.extend(tls.map(|fault| Error::NotSent(N::Tls(fault))));
        all.extend(lost.map(|cause| Error::Unknown {
            cause,
            bytes_sent: 1,
        }));
        for status in [200].into_iter().chain(300..=599) {
            let details = Details::default;
            all.extend(odd.map(|why| Error::NotTcdx {
                status,
                why,
                details: details(),
            }));
            all.push(if matches!(status, 401 | 403) {
                Error::Credentials {
                    status,
                    message: Message::default(),
                    details: details(),
                }
            } else {
                Error::Refused(Refusal {
                    status,
                    message: Message::default(),
                    field: None,
                    retry_after: None,
                    details: details(),
                })
            });
        }
        all
    }

    #[test]
    fn every_status_and_every_failure_has_words_in_both_languages() {
        for error in every_error() {
            let told = network(&error);
            for lang in [Lang::En, Lang::Id] {
                let texts = text::of(lang);
                for id in [Some(told.id), told.hint].into_iter().flatten() {
                    assert!(texts.has(id), "{id}");
                }
                let words = told.full(texts);
                assert!(!words.contains(['{', '$']), "{error}: {words}");
                // Nothing was left out where the server said nothing.
                assert!(!words.contains([':', '“']), "{error}: {words}");
            }
            // Words alone are not enough: something can be done about it, by the person or by itself.
            assert!(
                told.hint.is_some() || told.retry || told.id == "error-cancelled",
                "{error}"
            );
        }
    }
}
