//! What the end of a request means for its job.

use std::time::Duration;

use jiff::Timestamp;

use super::backoff;
use crate::desk::explain::{self, Told};
use crate::domain::Field;
use crate::store::cases::AttemptOutcome;
use crate::tcdx::{Error, NotSent, Outcome, Refusal};

/// Tries after which a gateway's own refusals are taken for good.
const GATEWAY_TRIES: u32 = 8;

/// What is known beside the error.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// The time.
    pub now: Timestamp,
    /// Tries so far, this one included.
    pub tries: u32,
    /// From 0 to 1, for the jitter.
    pub random: f64,
    /// An earlier request of this customer, or of this report, got no answer.
    pub maybe_there: bool,
    /// It reports something about a customer who is registered.
    pub is_report: bool,
}

/// What became of the attempt, what is told of it, and the vendor's words.
pub(super) fn of(error: &Error, facts: Facts) -> (AttemptOutcome, Told, String) {
    let outcome = outcome(error, facts);
    let own_duplicate = facts.maybe_there && outcome == AttemptOutcome::Refused { duplicate: true };
    let told = if own_duplicate && facts.is_report {
        Told::new("error-report-own").hint("error-report-own-hint")
    } else if own_duplicate {
        Told::new("error-duplicate-own").hint("error-duplicate-own-hint")
    } else if facts.is_report && outcome == (AttemptOutcome::Refused { duplicate: true }) {
        Told::new("error-report-known").hint("error-report-known-hint")
    } else {
        explain::network(error)
    };
    let told = told.details(error.details());
    let reason = match (error, &outcome) {
        (Error::Refused(refusal), AttemptOutcome::Refused { .. }) => words(refusal),
        _ => String::new(),
    };
    (outcome, told, reason)
}

/// The vendor's words with the field that they blame in front, as `domain::reason` reads them: `email: already registered`.
fn words(refusal: &Refusal) -> String {
    let said = explain::said(refusal);
    match refusal.field {
        Some(field) if Field::from_api_name(field).is_some() => format!("{field}: {said}"),
        _ => said,
    }
}

fn outcome(error: &Error, facts: Facts) -> AttemptOutcome {
    let later = |asked: Option<Duration>| AttemptOutcome::NotSent {
        next_at: backoff::after(facts.now, backoff::wait(facts.tries, asked, facts.random)),
    };
    // What holds the others back holds this one back too: the job itself waits for nothing.
    let at_once = AttemptOutcome::NotSent { next_at: facts.now };
    match error.outcome(true) {
        Outcome::Unknown => return AttemptOutcome::Unknown,
        Outcome::NotSent | Outcome::Refused => {}
    }
    match error {
        Error::Credentials { .. }
        | Error::NotSent(NotSent::Tls(_) | NotSent::Malformed | NotSent::Cancelled) => at_once,
        Error::Refused(refusal) if matches!(refusal.status, 408 | 429 | 503) => {
            later(refusal.retry_after)
        }
        Error::Refused(refusal) => AttemptOutcome::Refused {
            duplicate: is_duplicate(refusal),
        },
        // Something between here and the server refused it, for reasons that are not the customer's particulars.
        Error::NotTcdx { .. } if facts.tries >= GATEWAY_TRIES => {
            AttemptOutcome::Refused { duplicate: false }
        }
        Error::NotSent(_) | Error::NotTcdx { .. } | Error::Unknown { .. } => later(None),
    }
}

/// True if the server says that it knows such a customer: by 409, or in words beside another refusal.
fn is_duplicate(refusal: &Refusal) -> bool {
    const WORDS: [&str; 11] = [
        "already registered",
        "already been",
        "already exist",
        "already taken",
        "must be unique",
        "sudah ada",
        "sudah digunakan",
        "already in use",
        "duplicate",
        "sudah terdaftar",
        "reported before",
    ];
    let said = refusal.message.to_lowercase();
    match refusal.status {
        409 => true,
        200 | 400 | 422 => WORDS.iter().any(|words| said.contains(words)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::tcdx::{Details, Message, TlsFault, Unknown, Why};

    fn facts() -> Facts {
        Facts {
            now: "2026-05-02T12:00:00Z".parse().unwrap(),
            tries: 1,
            random: 1.0,
            is_report: false,
            maybe_there: false,
        }
    }

    fn refused(status: u16, secs: Option<u64>) -> Error {
        Error::Refused(Refusal {
            status,
            message: Message::default(),
            field: None,
            retry_after: secs.map(Duration::from_secs),
            details: Details::default(),
        })
    }

    fn later(secs: i64) -> AttemptOutcome {
        AttemptOutcome::NotSent {
            next_at: facts().now + SignedDuration::from_secs(secs),
        }
    }

    #[test]
    fn each_end_has_its_meaning() {
        let odd = |status, why| Error::NotTcdx {
            status,
            why,
            details: Details::default(),
        };
        let lost = Error::Unknown {
            cause: Unknown::Reset,
            bytes_sent: 9,
        };
        let credentials = Error::Credentials {
            status: 401,
            message: Message::default(),
            details: Details::default(),
        };
        let no = AttemptOutcome::Refused { duplicate: false };
        for (error, expected) in [
            (Error::NotSent(NotSent::Connect), later(2)),
            (Error::NotSent(NotSent::Cancelled), later(0)),
            (Error::NotSent(NotSent::Tls(TlsFault::WrongName)), later(0)),
            (credentials, later(0)),
            (refused(429, Some(30)), later(30)),
            (refused(503, None), later(2)),
            (refused(408, None), later(2)),
            (refused(422, None), no.clone()),
            (refused(413, None), no.clone()),
            (refused(404, None), no),
            (
                refused(409, None),
                AttemptOutcome::Refused { duplicate: true },
            ),
            (refused(500, None), AttemptOutcome::Unknown),
            (lost, AttemptOutcome::Unknown),
            (odd(200, Why::Html), AttemptOutcome::Unknown),
            (odd(502, Why::Html), AttemptOutcome::Unknown),
            (odd(403, Why::Html), later(2)),
            (odd(308, Why::Redirect), later(2)),
        ] {
            assert_eq!(of(&error, facts()).0, expected, "{error}");
        }
    }

    #[test]
    fn a_gateway_that_always_refuses_is_believed() {
        let tired = Facts {
            tries: GATEWAY_TRIES,
            ..facts()
        };
        let error = Error::NotTcdx {
            status: 403,
            why: Why::Html,
            details: Details::default(),
        };
        let expected = AttemptOutcome::Refused { duplicate: false };
        assert_eq!(of(&error, tired).0, expected);
    }

    #[test]
    fn the_duplicate_of_an_unanswered_request_is_told_as_such() {
        let after = Facts {
            maybe_there: true,
            ..facts()
        };
        assert_eq!(of(&refused(409, None), after).1.id, "error-duplicate-own");
        assert_eq!(
            of(&refused(409, None), facts()).1.id,
            "error-duplicate-silent"
        );
        assert_eq!(of(&refused(422, None), after).1.id, "error-refused-silent");
    }
}
