//! The one place where the parts of a sandbox meet: options, state, what arrived, what is to be sent.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use jiff::Timestamp;
use tokio::sync::{Notify, Semaphore, mpsc};
use uuid::Uuid;

use super::SandboxError;
use super::auth::Auth;
use super::options::Options;
use super::reply::Refusal;
use super::screening::Notice;
use super::state::State;
use super::state_file;

/// Requests remembered for the page and for tests.
const MAX_RECEIVED: usize = 500;
/// Raw bodies remembered, when asked for.
const MAX_CAPTURED: usize = 32;
/// Webhook calls that wait to be made.
const MAX_NOTICES: usize = 1024;
/// Bodies held in memory at the same time.
const MAX_BODIES: usize = 8;
/// Bodies judged at the same time: decoding takes memory.
const MAX_JUDGED: usize = 2;

/// A request that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// When it was answered.
    pub at: Timestamp,
    /// The HTTP method.
    pub method: String,
    /// The path, at most 200 characters.
    pub path: String,
    /// The HTTP status of the answer; 0 if the connection was closed without one, as staged.
    pub status: u16,
    /// What the sandbox found wrong; empty if it found nothing. Never holds a value that was sent.
    pub note: String,
}

/// A body as it arrived, kept with [`Options::keep_bodies`].
#[derive(Clone)]
pub struct Captured {
    /// The HTTP method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The very bytes.
    pub body: Bytes,
    /// The signature header as sent.
    pub signature: String,
}

impl fmt::Debug for Captured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Captured")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Why a decision was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecideError {
    /// No such customer, or the level is decided or was never handed in.
    #[error("nothing is pending for this customer at this level")]
    NotPending,
}

/// A sandbox: shared by its routes, its timer and whoever looks on.
#[derive(Clone)]
pub struct Sandbox(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) options: Options,
    pub(super) auth: Auth,
    state: Mutex<State>,
    received: Mutex<VecDeque<Received>>,
    captured: Mutex<VecDeque<Captured>>,
    /// How often a staged fault was shown, by fault and e-mail.
    pub(super) shown: Mutex<HashMap<String, u32>>,
    /// Wakes the timer: something changed.
    pub(super) wake: Notify,
    notices: mpsc::Sender<Notice>,
    outbox: Mutex<Option<mpsc::Receiver<Notice>>>,
    /// The number of the change that the file holds.
    saved: tokio::sync::Mutex<u64>,
    pub(super) bodies: Semaphore,
    judges: Semaphore,
}

impl Sandbox {
    /// Reads the state file, if one is named, and makes ready. Reads and writes files: not for an async thread.
    pub fn new(options: Options) -> Result<Self, SandboxError> {
        let auth = Auth::new(&options)?;
        let state = match (&options.state_file, &options.kept) {
            (Some(path), _) => state_file::open(path)?,
            (None, Some(kept)) => kept
                .state
                .as_deref()
                .map(state_file::decode)
                .unwrap_or_default(),
            (None, None) => State::default(),
        };
        let (notices, outbox) = mpsc::channel(MAX_NOTICES);
        Ok(Self(Arc::new(Inner {
            options,
            auth,
            state: Mutex::new(state),
            received: Mutex::default(),
            captured: Mutex::default(),
            shown: Mutex::default(),
            wake: Notify::new(),
            notices,
            outbox: Mutex::new(Some(outbox)),
            saved: tokio::sync::Mutex::new(0),
            bodies: Semaphore::new(MAX_BODIES),
            judges: Semaphore::new(MAX_JUDGED),
        })))
    }

    /// The last requests, oldest first, at most 500.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.0.received).iter().cloned().collect()
    }

    /// The last bodies, oldest first; empty unless [`Options::keep_bodies`] is set.
    pub fn captured(&self) -> Vec<Captured> {
        lock(&self.0.captured).iter().cloned().collect()
    }

    /// A trainer decides a pending level (1 or 2): `reason` rejects, `None` approves.
    pub async fn decide(
        &self,
        user_id: Uuid,
        level: u8,
        reason: Option<String>,
    ) -> Result<(), DecideError> {
        let now = self.now();
        let notice = self
            .state()
            .decide(user_id, level, reason, now)
            .ok_or(DecideError::NotPending)?;
        self.post(notice);
        self.save().await;
        Ok(())
    }

    pub(super) fn now(&self) -> Timestamp {
        self.0.options.clock.now()
    }

    /// The state, with every screening that is due at its end.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        let mut state = lock(&self.0.state);
        let notices = state.settle(self.now());
        if !notices.is_empty() {
            self.0.wake.notify_one();
        }
        for notice in notices {
            self.post(notice);
        }
        state
    }

    fn post(&self, notice: Notice) {
        if self.0.notices.try_send(notice).is_err() {
            crate::logs::warn!("too many webhook calls wait; one was dropped");
        }
    }

    /// The other end of the webhook calls, once.
    pub(super) fn take_outbox(&self) -> Option<mpsc::Receiver<Notice>> {
        lock(&self.0.outbox).take()
    }

    /// After a change: wakes the timer and writes the state file.
    pub(super) async fn save(&self) {
        self.0.wake.notify_one();
        self.write_changes().await;
    }

    /// Writes the state file if anything changed since. A failure is logged: training goes on.
    pub(super) async fn write_changes(&self) {
        let options = &self.0.options;
        let (path, kept) = (options.state_file.clone(), options.kept.clone());
        if path.is_none() && kept.is_none() {
            return;
        }
        let mut saved = self.0.saved.lock().await;
        let (changes, bytes) = {
            let state = lock(&self.0.state);
            if state.changes == *saved {
                return;
            }
            (state.changes, state_file::encode(&state))
        };
        let written = tokio::task::spawn_blocking(move || {
            let bytes = bytes?;
            if let Some(kept) = kept {
                (kept.keep)(&bytes)?;
            }
            path.map_or(Ok(()), |path| state_file::write(&path, &bytes))
        })
        .await;
        match written {
            Ok(Ok(())) => *saved = changes,
            Ok(Err(error)) => {
                crate::logs::warn!("the sandbox state could not be written", error = error)
            }
            Err(_) => crate::logs::warn!("writing the sandbox state failed"),
        }
    }

    /// Runs work that costs CPU time on a thread of its own, a few at a time.
    pub(super) async fn judge<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let broken = || Refusal::new(500, "the sandbox failed; its log says more");
        let _permit = self.0.judges.acquire().await.map_err(|_| broken())?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| broken())?
    }

    pub(super) fn remember(&self, received: Received) {
        let mut list = lock(&self.0.received);
        if list.len() >= MAX_RECEIVED {
            list.pop_front();
        }
        list.push_back(received);
    }

    pub(super) fn capture(&self, captured: Captured) {
        let mut list = lock(&self.0.captured);
        if list.len() >= MAX_CAPTURED {
            list.pop_front();
        }
        list.push_back(captured);
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sandbox").field(&self.0.options).finish()
    }
}

/// A lock that a panic elsewhere does not poison: every change of the state is complete by itself.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
