//! Takes in what ended.

use jiff::{SignedDuration, Timestamp};

use super::super::ask::Asked;
use super::super::breaker::Way;
use super::super::poll::Answer;
use super::super::send::End;
use super::{Done, Driver, PASS, PASS_UNUSABLE, TOO_MANY};
use crate::desk::event::Event;
use crate::desk::explain;
use crate::store::cases::{AttemptOutcome, JobId};
use crate::tcdx::Error;

impl Driver {
    pub(super) async fn done(&mut self, done: Done) {
        match done {
            Done::Sent(job, end) => {
                self.sending.remove(&job);
                self.must_look = true;
                self.sent(job, end).await;
            }
            Done::Asked(asked) => self.asked(asked).await,
            Done::Probed(result) => {
                let now = self.now();
                if self.breaker.probed(result.as_ref().copied(), now) && !self.breaker.is_open() {
                    self.schedule.respread(now);
                }
            }
            Done::Purged(Ok(0)) => {}
            Done::Purged(Ok(cases)) => {
                crate::logs::info!(
                    "pictures were removed, their time being over",
                    cases = cases
                );
                self.must_look = true;
            }
            Done::Purged(Err(error)) => self.in_trouble(explain::cases(&error)).await,
        }
    }

    pub(super) async fn sent(&mut self, job: JobId, end: End) {
        let (answer, outcome, arrived) = match end {
            End::Passed => {
                self.passed.insert(job, self.now() + PASS);
                return;
            }
            End::Unusable(error) => {
                self.passed.insert(job, self.now() + PASS_UNUSABLE);
                let told = explain::cases(&error);
                self.base.inbox.send(Event::Trouble(told)).await;
                return;
            }
            End::NotClaimed(error) => {
                self.in_trouble(explain::cases(&error)).await;
                return;
            }
            End::Tried {
                answer,
                outcome,
                arrived,
            } => (answer, outcome, arrived),
        };
        match answer {
            Some(Ok(())) => self.breaker.fine(Way::Send),
            Some(Err(error)) => self.failed(Way::Send, &error),
            None => {}
        }
        match outcome {
            AttemptOutcome::Accepted(_) => self.summary.accepted += 1,
            AttemptOutcome::Refused { duplicate: true } if arrived => self.summary.accepted += 1,
            AttemptOutcome::Refused { .. } => self.summary.refused += 1,
            AttemptOutcome::Unknown => self.summary.unconfirmed += 1,
            AttemptOutcome::NotSent { .. } => {}
        }
    }

    pub(super) fn failed(&mut self, way: Way, error: &Error) {
        let now = self.now();
        if matches!(error, Error::Refused(refusal) if refusal.status == 429) {
            // It says so of all that comes from here, not of one customer.
            let wait = error.retry_after().unwrap_or(TOO_MANY);
            self.server_at = self.server_at.max(now + wait);
        }
        if self.breaker.failed(way, error, now) {
            crate::logs::warn!("nothing more is sent or asked for now", error = error);
        }
    }

    pub(super) async fn asked(&mut self, asked: Asked) {
        let (now, wall) = (self.now(), self.base.now());
        let (case, is_known) = (asked.case, self.schedule.has(asked.case));
        let answer = match &asked.answer {
            Ok(()) => Answer::Told,
            Err(Error::Refused(refusal)) if refusal.status == 404 => Answer::UnknownCustomer,
            Err(_) => Answer::Failed,
        };
        let next = self.schedule.answered(case, answer, wall, now);
        let next_at = next.map(|next| {
            let wait = SignedDuration::try_from(next.saturating_sub(now));
            let next_at = wait.map(|wait| wall.checked_add(wait));
            next_at.ok().and_then(Result::ok).unwrap_or(Timestamp::MAX)
        });
        self.polls.count(asked.answer.is_ok(), now);
        let is_awaited = asked.is_awaited || self.schedule.is_watched(case);
        match &asked.answer {
            Ok(()) => {
                self.breaker.fine(Way::Ask);
                self.must_look = true;
                if is_awaited {
                    self.base.inbox.send(Event::Polled { case, next_at }).await;
                }
            }
            Err(error) => {
                self.failed(Way::Ask, error);
                // A customer whom the server does not know is news even if nobody looks.
                if is_awaited || (is_known && answer == Answer::UnknownCustomer) {
                    let told = explain::network(error);
                    self.base.inbox.send(Event::PollFailed { case, told }).await;
                }
            }
        }
        if let Err(error) = asked.kept {
            self.in_trouble(explain::cases(&error)).await;
        }
    }

    /// A part of the engine failed: told as the crash that it is. Its job stays as it is until the next start.
    pub(super) async fn crashed(&self) {
        let report = crate::crash::last_report().unwrap_or_default();
        self.base.inbox.send(Event::Crashed { report }).await;
    }
}
