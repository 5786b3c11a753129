//! Customers that older versions of this program remembered by their ids alone.

use jiff::Timestamp;
use uuid::{NoContext, Uuid};

use super::sqlite::SqliteStore;
use super::types::Actor;
use super::{CaseError, CaseStore};
use crate::domain::CaseId;
use crate::store::{Home, Registered, ledger};

/// Under this name lies the length of the ledger that was taken over.
const DONE: &str = "ledger";

/// Adds the customers of the ledger that this store does not know, as registered elsewhere and long ago. Gives their number.
/// One that was erased does not come back.
pub fn import_ledger(
    store: &SqliteStore,
    entries: &[Registered],
    by: &Actor,
) -> Result<usize, CaseError> {
    let seen = entries.len().to_string().into_bytes();
    if store.value(DONE)?.as_ref() == Some(&seen) {
        return Ok(0);
    }
    let added = store.add_known(entries.iter().map(|entry| (id_of(entry.at), *entry)), by)?;
    store.set_value(DONE, &seen)?;
    Ok(added)
}

/// An id as old as the customer, so that the list is in order.
fn id_of(at: Timestamp) -> CaseId {
    let seconds = u64::try_from(at.as_second()).unwrap_or(0);
    let nanos = at.subsec_nanosecond().unsigned_abs();
    let at = uuid::Timestamp::from_unix(NoContext, seconds, nanos);
    CaseId(Uuid::new_v7(at))
}

/// Takes over what the ledger of a profile holds. A store opens without it, too.
pub(super) fn from_ledger(home: &Home, profile: &str, store: &SqliteStore) {
    let entries = match ledger::load(home, profile) {
        Ok(entries) if entries.is_empty() => return,
        Ok(entries) => entries,
        Err(_) => {
            crate::logs::warn!("the list of customers of an older version could not be read");
            return;
        }
    };
    if import_ledger(store, &entries, &Actor::default()).is_err() {
        crate::logs::warn!("the customers of an older version could not be taken over");
    }
}
