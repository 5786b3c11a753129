//! Confirms what arrived: asks Retrieve about each customer of a new arrival, keeps what it tells the way the engine does,
//! and says of each arrival what became of it. It sends nothing, so it needs no lock.
//!
//! A customer is asked about once at a time and no more often than every few seconds, however many calls name it; all of
//! them together keep within a budget. The new arrivals are in the store, so that a restart goes on where it was.

mod keep;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Notify, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use self::keep::{End, Page};
use super::super::engine::Clock;
use super::super::engine::budget::Budget;
use super::super::runtime::blocking;
use crate::domain::CaseId;
use crate::store::SharedStore;
use crate::store::cases::Actor;
use crate::tcdx::Client;

/// Questions under way at once.
const AT_ONCE: usize = 4;
/// Between two questions about a customer, from the answer to the first.
const GAP: Duration = Duration::from_secs(3);
/// How soon it is looked again for the case of a customer whose registration may be under way.
const WHILE_SENDING: Duration = Duration::from_millis(500);
/// How often it is looked for new arrivals although nobody told of one.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// After a question without an answer nothing is asked for so long; it doubles each time.
const AFTER_FAILURE: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_mins(5);

/// What a confirmer needs.
pub struct ConfirmSetup {
    /// The store with the arrivals.
    pub store: SharedStore,
    /// Who is named in the history.
    pub actor: Actor,
    /// Questions in a minute.
    pub per_minute: u32,
    /// Called when arrivals were settled: cases may have changed.
    pub changed: Arc<dyn Fn() + Send + Sync>,
    /// The time of day.
    pub clock: Clock,
}

/// What confirms arrivals, for as long as this lives.
pub struct Confirmer {
    wake: Arc<Notify>,
    client: watch::Sender<Option<Client>>,
    task: JoinHandle<()>,
}

impl Confirmer {
    /// Starts it on this runtime. Nothing is asked before a client is set.
    pub fn start(setup: ConfirmSetup, runtime: &Handle) -> Self {
        let wake = Arc::new(Notify::new());
        let (client, clients) = watch::channel(None);
        let budget = Budget::new(setup.per_minute, Duration::ZERO);
        let confirming = Confirming {
            setup: Arc::new(setup),
            start: Instant::now(),
            budget,
            asked: HashMap::new(),
            waiting: VecDeque::new(),
            cursor: None,
            look_at: Duration::ZERO,
            is_woken: false,
            open_at: Duration::ZERO,
            failures: 0,
            tasks: JoinSet::new(),
        };
        let task = runtime.spawn(confirming.run(Arc::clone(&wake), clients));
        Self { wake, client, task }
    }

    /// From now on this client is used; `None` while there is none.
    pub fn set_client(&self, client: Option<Client>) {
        self.client.send_replace(client);
    }

    /// Something arrived.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Stops it. What is not confirmed stays new.
    pub async fn stop(self) {
        let Self { wake, client, task } = self;
        drop((wake, client));
        let _ = task.await;
    }
}

struct Confirming {
    setup: Arc<ConfirmSetup>,
    start: Instant,
    budget: Budget,
    /// When customers were last asked about; `None` while a question is under way.
    asked: HashMap<Uuid, Option<Duration>>,
    /// Those of the last page that are to be asked about.
    waiting: VecDeque<(Uuid, Option<CaseId>)>,
    /// Where the next page begins.
    cursor: Option<Uuid>,
    look_at: Duration,
    /// Something arrived since the first page was read.
    is_woken: bool,
    /// Nothing is asked before.
    open_at: Duration,
    failures: u32,
    tasks: JoinSet<(Uuid, End)>,
}

impl Confirming {
    /// Runs until the handle is gone.
    async fn run(mut self, wake: Arc<Notify>, mut clients: watch::Receiver<Option<Client>>) {
        let mut client = clients.borrow_and_update().clone();
        loop {
            let now = self.start.elapsed();
            if self.waiting.is_empty() && now >= self.look_at {
                self.look().await;
            }
            if let Some(client) = &client {
                self.ask(client);
            }
            let next = self.start + self.next_at(client.is_some());
            tokio::select! {
                () = wake.notified() => {
                    self.is_woken = true;
                    self.look_at = Duration::ZERO;
                }
                changed = clients.changed() => {
                    if changed.is_err() {
                        break;
                    }
                    client.clone_from(&clients.borrow_and_update());
                    (self.open_at, self.failures) = (Duration::ZERO, 0);
                    self.look_at = Duration::ZERO;
                }
                Some(done) = self.tasks.join_next(), if !self.tasks.is_empty() => match done {
                    Ok((user_id, end)) => self.ended(user_id, end),
                    // The crash is reported by the hook. Who it was is not known: all may be asked again.
                    Err(_) => self.asked.retain(|_, at| at.is_some()),
                },
                () = sleep_until(next) => {}
            }
        }
        self.tasks.shutdown().await;
    }

    /// When there is something to do.
    fn next_at(&mut self, has_client: bool) -> Duration {
        let now = self.start.elapsed();
        let look = if self.waiting.is_empty() {
            self.look_at
        } else if has_client && self.tasks.len() < self.at_once() {
            self.budget.next_at(now).max(self.open_at)
        } else {
            now + LOOK_EVERY
        };
        // A moment at least: rounding must not make it spin.
        look.max(now + Duration::from_millis(1))
    }

    /// Reads the next page of customers: settles those who are nobody's, and remembers those who are to be asked about.
    async fn look(&mut self) {
        let now = self.start.elapsed();
        self.asked
            .retain(|_, at| at.is_none_or(|at| now.saturating_sub(at) < GAP));
        if self.cursor.is_none() {
            self.is_woken = false;
        }
        let (setup, cursor) = (Arc::clone(&self.setup), self.cursor);
        let page = blocking(move || Page::read(&setup, cursor)).await;
        let page = match page {
            Ok(page) => page,
            Err(error) => {
                crate::logs::warn!("webhooks could not be looked at", error = error);
                self.look_at = now + LOOK_EVERY;
                return;
            }
        };
        if page.has_settled {
            (self.setup.changed)();
        }
        let mut again = LOOK_EVERY;
        for (user_id, case) in page.known {
            match self.asked.get(&user_id) {
                // What arrived since is looked at when it ended.
                Some(None) => {}
                Some(Some(at)) => again = again.min((*at + GAP).saturating_sub(now)),
                None => self.waiting.push_back((user_id, case)),
            }
        }
        if page.is_sending {
            again = again.min(WHILE_SENDING);
        }
        self.cursor = page.next;
        let is_more = self.cursor.is_some() || self.is_woken;
        self.look_at = if is_more { now } else { now + again };
    }

    /// After a failure one question finds out whether the server is there again.
    fn at_once(&self) -> usize {
        if self.failures > 0 { 1 } else { AT_ONCE }
    }

    fn ask(&mut self, client: &Client) {
        let now = self.start.elapsed();
        while now >= self.open_at
            && self.tasks.len() < self.at_once()
            && !self.waiting.is_empty()
            && self.budget.take(now)
        {
            let Some((user_id, case)) = self.waiting.pop_front() else {
                break;
            };
            self.asked.insert(user_id, None);
            let (setup, client) = (Arc::clone(&self.setup), client.clone());
            self.tasks
                .spawn(async move { (user_id, keep::ask(setup, client, user_id, case).await) });
        }
    }

    fn ended(&mut self, user_id: Uuid, end: End) {
        let now = self.start.elapsed();
        self.asked.insert(user_id, Some(now));
        match end {
            End::Settled => {
                self.failures = 0;
                (self.setup.changed)();
                // More of it may have come meanwhile.
                self.look_at = self.look_at.min(now + GAP);
            }
            End::Later => self.look_at = self.look_at.min(now + WHILE_SENDING),
            End::Failed(wait) => {
                // Those that were under way together failed of one cause.
                if now >= self.open_at {
                    let doubled = AFTER_FAILURE.saturating_mul(1 << self.failures.min(16));
                    self.open_at = now + doubled.min(LONGEST);
                    self.failures = self.failures.saturating_add(1);
                }
                if let Some(wait) = wait {
                    self.open_at = self.open_at.max(now + wait);
                }
                // It is asked about again as soon as that is allowed.
                self.asked.remove(&user_id);
                self.look_at = self.look_at.min(self.open_at);
            }
        }
    }
}
