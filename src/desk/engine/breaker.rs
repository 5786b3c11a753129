//! What stops everything when it is not one request that fails but all of them would: said once, and the list is not walked.

use std::time::Duration;

use crate::desk::explain::{self, Told};
use crate::tcdx::{Error, NotSent, Unknown};

/// Failures in a row that stop everything.
const IN_A_ROW: u32 = 5;
/// The longest wait until the server is asked again whether it is there.
const LONGEST_WAIT: Duration = Duration::from_mins(5);

/// What a request says about all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Health {
    /// The server works: it took the request, or refused this one by itself.
    Fine,
    /// It says nothing: a person stopped the request, or the server asks to wait.
    Neutral,
    /// It failed; if many do, all would.
    Failed,
    /// All others would fail too, until the network changes.
    Systemic,
    /// All others would fail too, until a person does something.
    NeedsPerson,
}

/// What a failed request says about all others.
pub(super) fn health(error: &Error) -> Health {
    match error {
        Error::Credentials { .. } | Error::NotSent(NotSent::Malformed) => Health::NeedsPerson,
        Error::NotSent(NotSent::Tls(_)) => Health::Systemic,
        Error::NotSent(NotSent::Cancelled)
        | Error::Unknown {
            cause: Unknown::Cancelled,
            ..
        } => Health::Neutral,
        Error::Refused(refusal) => match refusal.status {
            429 => Health::Neutral,
            408 | 500..=599 => Health::Failed,
            _ => Health::Fine,
        },
        Error::NotSent(_) | Error::Unknown { .. } | Error::NotTcdx { .. } => Health::Failed,
    }
}

/// What a request did: reading may work while writing does not, so each has its own count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It sent a case.
    Send,
    /// It asked for a status.
    Ask,
}

/// Stops everything, and lets it go on. Times are since the start of the engine.
#[derive(Debug)]
pub(super) struct Breaker {
    in_a_row: [u32; 2],
    open: Option<Open>,
    first_wait: Duration,
    wait: Duration,
}

#[derive(Debug)]
struct Open {
    told: Told,
    /// When the server is asked whether it is there; `None` where only a person can help.
    probe_at: Option<Duration>,
    is_probing: bool,
}

impl Breaker {
    /// A closed one, that waits this long before it tries again.
    pub(super) fn new(first_wait: Duration) -> Self {
        Self {
            in_a_row: [0; 2],
            open: None,
            first_wait,
            wait: first_wait,
        }
    }

    /// What is said while it is open.
    pub(super) fn told(&self) -> Option<&Told> {
        self.open.as_ref().map(|open| &open.told)
    }

    /// True while nothing may be sent or asked.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// A request succeeded, or was refused by a server that works.
    pub(super) fn fine(&mut self, way: Way) {
        self.in_a_row[way as usize] = 0;
        if !self.is_open() {
            self.wait = self.first_wait;
        }
    }

    /// A request failed. True if this opened the breaker; what follows while it is open is not said again.
    pub(super) fn failed(&mut self, way: Way, error: &Error, now: Duration) -> bool {
        let health = health(error);
        match health {
            Health::Fine => self.fine(way),
            Health::Neutral => {}
            Health::Failed => {
                let count = &mut self.in_a_row[way as usize];
                *count = count.saturating_add(1);
                if *count >= IN_A_ROW {
                    return self.open(several(error), true, now);
                }
            }
            Health::Systemic => return self.open(explain::network(error), true, now),
            Health::NeedsPerson => return self.open(explain::network(error), false, now),
        }
        false
    }

    fn open(&mut self, told: Told, mends_itself: bool, now: Duration) -> bool {
        if let Some(open) = &mut self.open {
            // A request that was under way brought worse news: a person is needed after all.
            if !mends_itself && open.probe_at.is_some() {
                open.probe_at = None;
                open.told = told;
                return true;
            }
            return false;
        }
        self.open = Some(Open {
            told,
            probe_at: mends_itself.then(|| now.saturating_add(self.wait)),
            is_probing: false,
        });
        self.wait = self.wait.saturating_mul(2).min(LONGEST_WAIT);
        true
    }

    /// True if the server is to be asked now, by something harmless, whether it is there; then [`Self::probed`] must follow.
    pub(super) fn probe(&mut self, now: Duration) -> bool {
        match &mut self.open {
            Some(open) if !open.is_probing && open.probe_at.is_some_and(|at| at <= now) => {
                open.is_probing = true;
                true
            }
            _ => false,
        }
    }

    /// When the next probe is due.
    pub(super) fn probe_at(&self) -> Option<Duration> {
        let open = self.open.as_ref().filter(|open| !open.is_probing)?;
        open.probe_at
    }

    /// How the probe ended. Once the server is there, it closes, but the next failure opens it again. True if it closed, or if
    /// what it says changed.
    pub(super) fn probed(&mut self, result: Result<(), &Error>, now: Duration) -> bool {
        let Some(open) = &mut self.open else {
            return false;
        };
        if !open.is_probing {
            // Closed and opened again since: this is the answer to an older question.
            return false;
        }
        open.is_probing = false;
        let failure = result
            .err()
            .map(|error| (error, health(error)))
            .filter(|(_, health)| *health != Health::Fine);
        match failure {
            None => {
                self.open = None;
                self.in_a_row = [IN_A_ROW - 1; 2];
                true
            }
            Some((error, Health::NeedsPerson)) => {
                open.probe_at = None;
                open.told = explain::network(error);
                true
            }
            Some(_) => {
                open.probe_at = Some(now.saturating_add(self.wait));
                self.wait = self.wait.saturating_mul(2).min(LONGEST_WAIT);
                false
            }
        }
    }

    /// A person says that it is mended, or there is a new client.
    pub(super) fn close(&mut self) {
        *self = Self::new(self.first_wait);
    }
}

/// What is said when several in a row failed.
fn several(last: &Error) -> Told {
    Told::new(match last {
        Error::NotSent(_) => "error-breaker-network",
        _ => "error-breaker-server",
    })
    .hint("error-breaker-hint")
    .retryable()
    .details(last.details())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tcdx::{Details, Message, Refusal, TlsFault, Why};

    const WAIT: Duration = Duration::from_secs(15);

    fn refused(status: u16) -> Error {
        Error::Refused(Refusal {
            status,
            message: Message::default(),
            field: None,
            retry_after: None,
            details: Details::default(),
        })
    }

    fn credentials() -> Error {
        Error::Credentials {
            status: 401,
            message: Message::default(),
            details: Details::default(),
        }
    }

    const CONNECT: Error = Error::NotSent(NotSent::Connect);

    #[test]
    fn credentials_open_it_once_and_for_good() {
        let mut breaker = Breaker::new(WAIT);
        assert!(breaker.failed(Way::Send, &credentials(), Duration::ZERO));
        assert!(!breaker.failed(Way::Send, &credentials(), Duration::ZERO));
        assert_eq!(breaker.told().unwrap().id, "error-credentials");
        assert!(!breaker.probe(Duration::from_hours(100)));
        // What was under way and ends well does not close it: its key was judged before.
        breaker.fine(Way::Send);
        assert!(breaker.is_open());
        breaker.close();
        assert!(!breaker.is_open());
    }

    #[test]
    fn five_failures_in_a_row_open_it_and_a_success_between_does_not() {
        let mut breaker = Breaker::new(WAIT);
        for _ in 0..4 {
            assert!(!breaker.failed(Way::Send, &CONNECT, Duration::ZERO));
        }
        // Refused for what it is: the server works.
        assert!(!breaker.failed(Way::Send, &refused(422), Duration::ZERO));
        for _ in 0..4 {
            assert!(!breaker.failed(Way::Send, &CONNECT, Duration::ZERO));
        }
        // Reading works while writing does not.
        breaker.fine(Way::Ask);
        assert!(breaker.failed(Way::Send, &refused(503), Duration::ZERO));
        assert_eq!(breaker.told().unwrap().id, "error-breaker-server");
    }

    #[test]
    fn a_wait_asked_for_by_the_server_says_nothing() {
        let mut breaker = Breaker::new(WAIT);
        for _ in 0..100 {
            assert!(!breaker.failed(Way::Send, &refused(429), Duration::ZERO));
        }
    }

    #[test]
    fn the_network_is_probed_at_growing_intervals() {
        let mut breaker = Breaker::new(WAIT);
        let tls = Error::NotSent(NotSent::Tls(TlsFault::UnknownIssuer));
        assert!(breaker.failed(Way::Ask, &tls, Duration::ZERO));
        let mut now = Duration::ZERO;
        let mut waits = Vec::new();
        for _ in 0..6 {
            assert!(
                !breaker.probe(
                    breaker
                        .probe_at()
                        .unwrap()
                        .saturating_sub(Duration::from_millis(1))
                )
            );
            waits.push(breaker.probe_at().unwrap().saturating_sub(now).as_secs());
            now = breaker.probe_at().unwrap();
            assert!(breaker.probe(now));
            assert!(!breaker.probe(now), "one at a time");
            assert!(!breaker.probed(Err(&CONNECT), now));
        }
        assert_eq!(waits, [15, 30, 60, 120, 240, 300]);
        now = breaker.probe_at().unwrap();
        assert!(breaker.probe(now));
        assert!(breaker.probed(Ok(()), now));
        assert!(!breaker.is_open());
        // The first request after it decides.
        assert!(breaker.failed(Way::Send, &CONNECT, now));
        assert_eq!(breaker.told().unwrap().id, "error-breaker-network");
    }

    #[test]
    fn a_probe_that_finds_the_key_refused_waits_for_a_person() {
        let mut breaker = Breaker::new(WAIT);
        let odd = Error::NotTcdx {
            status: 200,
            why: Why::Html,
            details: Details::default(),
        };
        for _ in 0..5 {
            breaker.failed(Way::Send, &odd, Duration::ZERO);
        }
        assert!(breaker.probe(WAIT));
        assert!(breaker.probed(Err(&credentials()), WAIT));
        assert_eq!(breaker.told().unwrap().id, "error-credentials");
        assert_eq!(breaker.probe_at(), None);
    }

    #[test]
    fn a_late_answer_to_an_older_probe_closes_nothing() {
        let mut breaker = Breaker::new(WAIT);
        let tls = Error::NotSent(NotSent::Tls(TlsFault::Handshake));
        breaker.failed(Way::Ask, &tls, Duration::ZERO);
        assert!(breaker.probe(WAIT));
        breaker.close();
        breaker.failed(Way::Send, &credentials(), WAIT);
        assert!(!breaker.probed(Ok(()), WAIT));
        assert!(breaker.is_open());
    }

    proptest! {
        #[test]
        fn it_never_opens_twice_without_closing(kinds in proptest::collection::vec(0u8..6, 0..200)) {
            let mut breaker = Breaker::new(WAIT);
            let mut is_open = false;
            for (at, kind) in kinds.into_iter().enumerate() {
                let now = Duration::from_secs(at as u64);
                let opened = match kind {
                    0 => { breaker.fine(Way::Send); false }
                    1 => breaker.failed(Way::Send, &CONNECT, now),
                    2 => breaker.failed(Way::Send, &refused(422), now),
                    3 => breaker.failed(Way::Ask, &refused(500), now),
                    4 => breaker.failed(Way::Send, &Error::NotSent(NotSent::Cancelled), now),
                    _ => { breaker.close(); is_open = false; false }
                };
                prop_assert!(!(opened && is_open));
                is_open |= opened;
                prop_assert_eq!(breaker.is_open(), is_open);
            }
        }
    }
}
