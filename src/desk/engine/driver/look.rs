//! Takes the lock, reads what changed, and tells it.

use super::super::lock::{NotHeld, SenderLock};
use super::{AFTER_TROUBLE, DONE, Driver, FULL_LOOK, OPEN, Owner, ROWS};
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::desk::state::{QueueNews, WebhookNews};
use crate::domain::CaseRow;
use crate::store::cases::{CaseError, LedgerRow};

impl Driver {
    pub(super) async fn try_to_own(&mut self) {
        self.lock_at = self.now() + self.tuning.lock_every;
        let lock = match self.sender_lock.clone() {
            None => None,
            Some(path) => {
                let taken = tokio::task::spawn_blocking(move || SenderLock::take(&path)).await;
                match taken {
                    Ok(Ok(lock)) => Some(lock),
                    Ok(Err(NotHeld::Other(held_by))) => {
                        if self.held_by.is_none() {
                            crate::logs::info!("another process sends", pid = held_by.pid);
                        }
                        self.held_by = Some(held_by);
                        return;
                    }
                    Ok(Err(NotHeld::Io(error))) => {
                        let why = error.kind().to_string();
                        let told = Told::new("error-sender-lock").arg("why", why);
                        self.in_trouble(told).await;
                        return;
                    }
                    Err(_) => return,
                }
            }
        };
        let now = self.base.now();
        let recovered = self.base.on_store(move |store, by| {
            let lost = store.recover(by, now)?;
            Ok((lost, store.polled()?))
        });
        match recovered.await {
            Ok((lost, polled)) => {
                if lost > 0 {
                    crate::logs::info!(
                        "requests that were under way when the program ended",
                        lost = lost
                    );
                }
                let (mono, wall) = (self.now(), self.base.now());
                for (case, user_id, since) in polled {
                    self.schedule.track(case, user_id, since, wall, mono);
                }
                crate::logs::info!("this process sends");
                self.held_by = None;
                self.owner = Owner::Yes { _lock: lock };
                self.must_look = true;
            }
            // Without it nothing may be sent: it is tried again, and the lock is free meanwhile.
            Err(error) => self.in_trouble(explain::cases(&error)).await,
        }
    }

    /// Reads what changed: cases first, then the queue.
    pub(super) async fn look(&mut self) {
        let mut is_full = std::mem::take(&mut self.must_look);
        self.look_at = self.now() + self.tuning.look_every;
        let now = self.now();
        self.passed.retain(|_, until| *until > now);
        self.looks = self.looks.wrapping_add(1);
        is_full |= self.looks.is_multiple_of(FULL_LOOK);
        let (known, wall) = (self.revision, self.base.now());
        let read = self.base.on_store(move |store, _| {
            let revision = store.revision()?;
            let arrivals = store.arrivals_revision()?;
            let (mut rows, mut reports) = (Vec::new(), Vec::new());
            if let Some(known) = known.filter(|known| *known != revision) {
                let after = |row: &CaseRow| row.revision;
                rows = all_since(known, after, |from| store.changed_since(from, ROWS))?;
                let after = |row: &LedgerRow| row.revision;
                reports = all_since(known, after, |from| store.reports_since(from, ROWS))?;
            }
            let queue = if is_full || known != Some(revision) {
                Some((store.queue(OPEN, DONE, wall)?, store.is_paused()?))
            } else {
                None
            };
            Ok((revision, arrivals, rows, reports, queue))
        });
        match read.await {
            Ok((revision, arrivals, rows, reports, queue)) => {
                // Rows may be newer than the number that was read first: nothing is left out, at worst one is told twice.
                self.revision = Some(revision);
                if self
                    .arrivals
                    .replace(arrivals)
                    .is_some_and(|known| known != arrivals)
                {
                    let news = Event::Webhook(WebhookNews::Changed);
                    self.base.inbox.send(news).await;
                }
                if let Some((queue, is_paused)) = queue {
                    self.jobs = queue.jobs;
                    self.counts = queue.counts;
                    self.is_paused = is_paused;
                }
                if !reports.is_empty() {
                    self.base.inbox.send(Event::ReportsChanged(reports)).await;
                }
                if !rows.is_empty() {
                    self.take_rows(&rows);
                    self.base.inbox.send(Event::CasesChanged(rows)).await;
                }
                if self.now() >= self.send_at {
                    self.trouble = None;
                }
            }
            Err(error) => {
                // What is known of the queue may be old: nothing starts from it until it was read.
                self.must_look = true;
                self.in_trouble(explain::cases(&error)).await;
            }
        }
    }

    pub(super) fn take_rows(&mut self, rows: &[CaseRow]) {
        if matches!(self.owner, Owner::No) {
            return;
        }
        let (now, wall) = (self.now(), self.base.now());
        for row in rows {
            match row.life.user_id {
                Some(user_id) if row.life.is_polled() => {
                    let since = row
                        .status_at
                        .or(row.registered_at)
                        .unwrap_or(row.created_at);
                    self.schedule.track(row.id, user_id, since, wall, now);
                }
                _ => self.schedule.forget(row.id),
            }
        }
    }

    /// Says once what is wrong with the store, and begins nothing for a while.
    pub(super) async fn in_trouble(&mut self, told: Told) {
        self.send_at = self.now() + AFTER_TROUBLE;
        if self.trouble.as_ref() != Some(&told) {
            self.trouble = Some(told.clone());
            self.base.inbox.send(Event::Trouble(told)).await;
        }
    }

    pub(super) async fn tell_queue(&mut self) {
        let news = QueueNews {
            jobs: self.jobs.clone(),
            counts: self.counts,
            is_paused: self.is_paused,
            breaker: self.breaker.told().cloned(),
            held_by: self.held_by.clone(),
        };
        if self.revision.is_some() && self.news.as_ref() != Some(&news) {
            self.news = Some(news.clone());
            let event = Event::QueueChanged(Box::new(news));
            self.base.inbox.send(event).await;
        }
    }
}

/// All that changed after a revision, read in parts.
fn all_since<T>(
    known: u64,
    revision: impl Fn(&T) -> u64,
    mut read: impl FnMut(u64) -> Result<Vec<T>, CaseError>,
) -> Result<Vec<T>, CaseError> {
    let (mut from, mut all) = (known, Vec::new());
    loop {
        let more = read(from)?;
        let is_last = more.len() < ROWS;
        from = more.last().map_or(from, &revision);
        all.extend(more);
        if is_last {
            return Ok(all);
        }
    }
}
