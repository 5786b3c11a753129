//! The one task that keeps what arrived: all that has gathered goes into one transaction, and is answered when that is on
//! the disk.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout};

use crate::desk::engine::Clock;
use crate::desk::runtime::blocking;
use crate::store::SharedStore;
use crate::store::cases::{Arrived, CaseError};

/// Most calls in one transaction.
const AT_ONCE: usize = 512;
/// Most arrivals that may wait to be confirmed. With more, something is wrong: callers are asked to come again later.
const MAX_NEW: u64 = 250_000;
/// How often those are counted.
const COUNT_EVERY: Duration = Duration::from_secs(1);
/// Most arrivals that are kept once they are settled, and how long.
const KEEP: u64 = 100_000;
const KEEP_FOR: SignedDuration = SignedDuration::from_hours(24 * 90);
/// How often old ones are forgotten, at the least, and at the most.
const PURGE_AT_LEAST: Duration = Duration::from_hours(1);
const PURGE_AT_MOST: Duration = Duration::from_mins(1);

/// A call, and the one who waits for it to be kept.
pub(super) struct Item {
    pub(super) arrived: Arrived,
    pub(super) is_kept: oneshot::Sender<bool>,
}

/// Where arrivals are kept, if a store is open.
type Store = Arc<dyn Fn() -> Option<SharedStore> + Send + Sync>;

/// Keeps until the last of those who may bring something is gone.
pub(super) async fn run(
    mut items: mpsc::Receiver<Item>,
    store: Store,
    kept: Arc<dyn Fn() + Send + Sync>,
    clock: Clock,
) {
    let mut batch = Vec::with_capacity(AT_ONCE);
    let (mut counted_at, mut has_room) = (None::<Instant>, true);
    let mut purged_at = None::<Instant>;
    loop {
        if purged_at.is_none_or(|at| at.elapsed() >= PURGE_AT_MOST) {
            purged_at = Some(Instant::now());
            purge(&store, clock()).await;
        }
        match timeout(PURGE_AT_LEAST, items.recv_many(&mut batch, AT_ONCE)).await {
            Ok(0) => return,
            Ok(_) => {}
            Err(_) => continue,
        }
        let (arrived, waiting): (Vec<Arrived>, Vec<oneshot::Sender<bool>>) = batch
            .drain(..)
            .map(|item| (item.arrived, item.is_kept))
            .unzip();
        let must_count = counted_at.is_none_or(|at| at.elapsed() >= COUNT_EVERY);
        if must_count {
            counted_at = Some(Instant::now());
        }
        let of = Arc::clone(&store);
        let done = blocking(move || -> Result<Option<bool>, CaseError> {
            let Some(store) = of() else { return Ok(None) };
            let has_room = if must_count {
                store.new_arrivals()? < MAX_NEW
            } else {
                has_room
            };
            if has_room {
                store.arrive(&arrived)?;
            }
            Ok(Some(has_room))
        });
        let is_kept = match done.await {
            Ok(Some(has)) => {
                if !has && has_room {
                    crate::logs::warn!("too many webhooks wait to be confirmed: no more are taken");
                }
                has_room = has;
                has
            }
            Ok(None) => false,
            Err(error) => {
                crate::logs::warn!(
                    "webhooks could not be kept",
                    error = error,
                    calls = waiting.len()
                );
                false
            }
        };
        for one in waiting {
            // Whoever does not wait any more comes again.
            let _ = one.send(is_kept);
        }
        if is_kept {
            kept();
        }
    }
}

async fn purge(store: &Store, now: Timestamp) {
    let Some(store) = store() else { return };
    let before = now.checked_sub(KEEP_FOR).unwrap_or(Timestamp::MIN);
    match blocking(move || store.purge_arrivals(before, KEEP)).await {
        Ok(0) => {}
        Ok(arrivals) => crate::logs::info!("old webhooks were forgotten", arrivals = arrivals),
        Err(error) => crate::logs::warn!("old webhooks could not be forgotten", error = error),
    }
}
