//! What the parts of the engine share.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;

use crate::desk::runtime::Inbox;
use crate::store::SharedStore;
use crate::store::cases::{Actor, CaseError, CaseStore};

/// Tells the time of day.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The engine's times. The defaults are the product's; tests are in a hurry.
#[derive(Clone)]
pub struct Tuning {
    /// How often the store is looked at for what other processes changed.
    pub look_every: Duration,
    /// How often the lock is tried that another process holds.
    pub lock_every: Duration,
    /// How long everything stands still after a fault of all requests, until the server is asked whether it is there; it
    /// doubles each time.
    pub probe_after: Duration,
    /// How long a request that left wholly may wait for its answer once the engine was told to stop.
    pub grace: Duration,
    /// The time of day.
    pub clock: Clock,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            look_every: Duration::from_millis(400),
            lock_every: Duration::from_secs(5),
            probe_after: Duration::from_secs(15),
            grace: Duration::from_secs(5),
            clock: Arc::new(Timestamp::now),
        }
    }
}

/// The store and who works on it, for the tasks of the engine.
pub(super) struct Base {
    pub store: SharedStore,
    pub actor: Mutex<Actor>,
    pub inbox: Inbox,
    pub clock: Clock,
    /// Something in the store changed: the engine looks at it now.
    pub changed: Notify,
}

impl Base {
    fn actor(&self) -> Actor {
        let actor = self.actor.lock().unwrap_or_else(PoisonError::into_inner);
        actor.clone()
    }

    /// From now on this member of staff is named in the history.
    pub(super) fn set_staff(&self, staff: String) {
        let mut actor = self.actor.lock().unwrap_or_else(PoisonError::into_inner);
        actor.staff = staff;
    }

    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Runs work on the store where blocking is no harm. A panic there goes on here.
    pub(super) async fn on_store<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&dyn CaseStore, &Actor) -> Result<T, CaseError> + Send + 'static,
    ) -> Result<T, CaseError> {
        let base = Arc::clone(self);
        let actor = self.actor();
        let done = tokio::task::spawn_blocking(move || work(&*base.store, &actor));
        match done.await {
            Ok(result) => result,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // The runtime is shutting down: nobody waits for the answer.
                Err(_) => std::future::pending().await,
            },
        }
    }
}
