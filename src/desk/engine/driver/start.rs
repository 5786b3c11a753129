//! Begins what may begin now.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;

use super::super::send::{self, Sending};
use super::super::{ask, plan};
use super::{Done, Driver, Owner, PURGE_EVERY};
use crate::store::cases::JobId;

impl Driver {
    pub(super) fn facts<'a>(
        &self,
        under_way: &'a HashSet<JobId>,
        passed: &'a HashSet<JobId>,
    ) -> plan::Facts<'a> {
        plan::Facts {
            now: self.base.now(),
            is_paused: self.is_paused,
            at_once: self.limits.sends_at_once.clamp(1, 8) as usize,
            under_way,
            passed,
        }
    }

    /// The jobs under way, and those that could not be begun.
    pub(super) fn busy(&self) -> (HashSet<JobId>, HashSet<JobId>) {
        let under_way = self.sending.keys().copied().collect();
        (under_way, self.passed.keys().copied().collect())
    }

    /// When the server may be spoken to, if it may at all.
    pub(super) fn open_at(&self) -> Option<Duration> {
        let is_open = self.client.is_some() && !self.breaker.is_open();
        (is_open && matches!(self.owner, Owner::Yes { .. })).then_some(self.server_at)
    }

    pub(super) fn start_sends(&mut self) {
        let Some(client) = self.client.clone() else {
            return;
        };
        let now = self.now();
        if self.must_look || self.send_at > now || self.open_at().is_none_or(|at| at > now) {
            return;
        }
        let (under_way, passed) = self.busy();
        for job in plan::start_now(&self.jobs, self.facts(&under_way, &passed)) {
            let sending = Arc::new(Sending::new());
            self.sending.insert(job, Arc::clone(&sending));
            let (base, client) = (Arc::clone(&self.base), client.clone());
            self.tasks.spawn(async move {
                Done::Sent(job, send::send(base, client, job, sending).await)
            });
        }
    }

    pub(super) fn start_asks(&mut self) {
        let Some(client) = self.client.clone() else {
            return;
        };
        let now = self.now();
        // A run sends, and ends: statuses are asked by the window.
        if self.run.is_some() || self.open_at().is_none_or(|at| at > now) {
            return;
        }
        while let Some(question) = self.schedule.next(now) {
            let (base, client) = (Arc::clone(&self.base), client.clone());
            let of = (question.case, question.user_id);
            self.tasks.spawn(async move {
                Done::Asked(ask::ask(base, client, of, question.is_awaited).await)
            });
        }
    }

    /// Asks something harmless of a server that was not there: no case is spent on finding out.
    pub(super) fn start_probe(&mut self) {
        let Some(client) = self.client.clone() else {
            return;
        };
        if self.run.is_none() && self.breaker.probe(self.now()) {
            self.tasks
                .spawn(async move { Done::Probed(client.probe().await.map(|_| ())) });
        }
    }

    pub(super) fn start_purge(&mut self) {
        let now = self.now();
        if self.limits.keep_pictures_days == 0 || now < self.purge_at || self.run.is_some() {
            return;
        }
        self.purge_at = now + PURGE_EVERY;
        let at = self.base.now();
        let kept = SignedDuration::from_hours(24 * i64::from(self.limits.keep_pictures_days));
        let Ok(before) = at.checked_sub(kept) else {
            return;
        };
        let base = Arc::clone(&self.base);
        self.tasks.spawn(async move {
            let purged = base.on_store(move |store, by| store.purge(before, by, at));
            Done::Purged(purged.await)
        });
    }
}
