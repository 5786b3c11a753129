//! What sends and what asks: the one owner of the queue, and the polling of statuses. It runs in the window and in
//! `queue run` alike.
//!
//! ```text
//! driver (one task) ── look: store.revision → CasesChanged, QueueChanged
//!   │  plan, backoff   which job starts      → send (claim → request → finish)
//!   │  poll, budget    which status is asked → ask  (Retrieve → status)
//!   │  breaker         stops both            → a harmless probe
//!   └─ lock            one process sends; the others watch
//! ```

pub(in crate::desk) mod ask;
mod backoff;
mod base;
mod breaker;
pub(in crate::desk) mod budget;
mod driver;
mod lock;
mod plan;
#[doc(hidden)]
pub mod poll;
mod send;
mod verdict;

use std::path::PathBuf;

use tokio::runtime::Handle;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use self::driver::{Driver, Run, Ways};
use super::explain::Told;
use super::runtime::Inbox;
use super::state::HeldBy;
use crate::domain::{CaseId, Settings};
use crate::store::SharedStore;
use crate::store::cases::{Actor, JobId};
use crate::tcdx::Client;

pub use base::{Clock, Tuning};

/// Commands that may wait: more than a person can give before the engine takes them out.
const COMMANDS: usize = 1024;

/// What a person asks of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineCommand {
    /// Something in the store changed: look at the queue now.
    Kick,
    /// The limits of the settings changed.
    SetLimits(Limits),
    /// From now on this member of staff is named in the history.
    SetStaff(String),
    /// This case is on the screen: its status is asked for every 5 s.
    Watch(Option<CaseId>),
    /// Ask for the status of a case now.
    AskNow(CaseId),
    /// Ask for all open statuses soon, within the budget.
    AskAll,
    /// Stop a request under way.
    CancelSending(JobId),
    /// The fault that stopped everything is mended, a person says: try again.
    CloseBreaker,
}

/// How much may be under way at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests that are sent at once, 1 to 8.
    pub sends_at_once: u32,
    /// Questions for a status in a minute, all together.
    pub polls_per_minute: u32,
    /// Days after a final decision until pictures are removed; 0 keeps them.
    pub keep_pictures_days: u32,
}

impl From<&Settings> for Limits {
    fn from(settings: &Settings) -> Self {
        Self {
            sends_at_once: settings.sends_at_once,
            polls_per_minute: settings.polls_per_minute,
            keep_pictures_days: settings.keep_pictures_days,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::from(&Settings::default())
    }
}

/// What the engine needs.
pub struct EngineSetup {
    /// The store with the queue.
    pub store: SharedStore,
    /// The file whose lock the one process holds that sends; `None` for a store in memory.
    pub sender_lock: Option<PathBuf>,
    /// How much may be under way at once.
    pub limits: Limits,
    /// Who is named in the history.
    pub actor: Actor,
    /// Where news go. Somebody must take them out, or the outlet must be dropped: a full inbox holds the engine back.
    pub inbox: Inbox,
}

/// The running engine. When it is dropped it begins nothing more: what has not left wholly is stopped and stays in the queue,
/// what has may still be answered for some seconds. Then the lock is free.
pub struct Engine {
    commands: mpsc::Sender<EngineCommand>,
    client: watch::Sender<Option<Client>>,
    task: JoinHandle<()>,
}

impl Engine {
    /// Starts it on this runtime. Nothing is sent before a client is set.
    pub fn start(setup: EngineSetup, runtime: &Handle) -> Self {
        Self::start_tuned(setup, Tuning::default(), runtime)
    }

    /// As [`Engine::start`], with other times.
    pub fn start_tuned(setup: EngineSetup, tuning: Tuning, runtime: &Handle) -> Self {
        let (commands, ways, client) = ways(None);
        let driver = Driver::new(setup, tuning, None);
        let task = runtime.spawn(async move {
            driver.drive(ways).await;
        });
        Self {
            commands,
            client,
            task,
        }
    }

    /// From now on this client is used; `None` while there is none. A new client closes the breaker.
    pub fn set_client(&self, client: Option<Client>) {
        self.client.send_replace(client);
    }

    /// Tells it something.
    pub fn command(&self, command: EngineCommand) {
        if self.commands.try_send(command).is_err() {
            crate::logs::warn!("the engine takes no command");
        }
    }

    /// Stops it, and waits until what was under way has ended and the lock is free; some seconds at most.
    pub async fn stop(self) {
        let Self {
            commands,
            client,
            task,
        } = self;
        drop((commands, client));
        let _ = task.await;
    }
}

/// What a run of the queue came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunSummary {
    /// Requests that the server took in this run.
    pub accepted: usize,
    /// Requests that it refused in this run: a person corrects.
    pub refused: usize,
    /// Requests of this run without an answer: a person decides.
    pub unconfirmed: usize,
    /// Jobs that wait still: paused, on hold, not due yet, or held back by what stopped the run.
    pub waiting: usize,
    /// What stopped the run before its end, if something did.
    pub stopped: Option<Told>,
}

/// Another process sends from this store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("process {} sends from this store", .0.pid)]
pub struct HeldByOther(pub HeldBy);

/// Sends what is due, and ends when nothing more can be done without a person. With `until_empty` it waits for retries whose
/// time has not come; without it ends when nothing is due now. A fault of all requests ends it.
pub async fn run_queue(
    setup: EngineSetup,
    client: Client,
    until_empty: bool,
) -> Result<RunSummary, HeldByOther> {
    run_queue_tuned(setup, client, until_empty, Tuning::default()).await
}

/// As [`run_queue`], and ends when `stop` does: nothing more is begun, what has not left wholly is stopped and stays in the
/// queue, what has may still be answered for some seconds.
pub async fn run_queue_until(
    setup: EngineSetup,
    client: Client,
    until_empty: bool,
    stop: impl Future<Output = ()>,
) -> Result<RunSummary, HeldByOther> {
    let (commands, ways, _client) = ways(Some(client));
    let driver = Driver::new(setup, Tuning::default(), Some(Run { until_empty }));
    let driving = driver.drive(ways);
    tokio::pin!(driving);
    let ended = tokio::select! {
        ended = &mut driving => ended,
        () = stop => {
            drop(commands);
            driving.await
        }
    };
    match ended {
        (_, Some(held_by)) => Err(HeldByOther(held_by)),
        (summary, None) => Ok(summary),
    }
}

/// As [`run_queue`], with other times.
pub async fn run_queue_tuned(
    setup: EngineSetup,
    client: Client,
    until_empty: bool,
    tuning: Tuning,
) -> Result<RunSummary, HeldByOther> {
    // The ways in stay open until the run is over.
    let (_commands, ways, _client) = ways(Some(client));
    let driver = Driver::new(setup, tuning, Some(Run { until_empty }));
    match driver.drive(ways).await {
        (_, Some(held_by)) => Err(HeldByOther(held_by)),
        (summary, None) => Ok(summary),
    }
}

type WaysIn = (
    mpsc::Sender<EngineCommand>,
    Ways,
    watch::Sender<Option<Client>>,
);

fn ways(client: Option<Client>) -> WaysIn {
    let (command, commands) = mpsc::channel(COMMANDS);
    let (set_client, client) = watch::channel(client);
    let ways = Ways { commands, client };
    (command, ways, set_client)
}
