//! Opening the store of a profile, and reading its list.

use std::sync::Arc;

use super::store::OpenStore;
use super::{Shared, webhook};
use crate::desk::effect::RequestId;
use crate::desk::engine::{Engine, EngineSetup, Limits};
use crate::desk::event::Event;
use crate::desk::explain;
use crate::desk::state::{StoreKind, StoreTrouble};
use crate::domain::Profile;
use crate::store::SharedStore;
use crate::store::cases::open::{self, KeptBy, OpenError};
use crate::vault::Secret;

/// Rows of the list that are read first, and then at once.
const FIRST_ROWS: usize = 300;
const ROWS: usize = 10_000;

/// Closes the store that is open, and opens the one of this profile.
pub(super) fn open_store(
    shared: &Arc<Shared>,
    request: RequestId,
    profile: &Profile,
    passphrase: Option<&Secret>,
    aside: bool,
) {
    try_open(shared, request, profile, passphrase, aside);
    let is_training = profile.is_training();
    shared.settled.send_replace(Some(is_training));
}

fn try_open(
    shared: &Arc<Shared>,
    request: RequestId,
    profile: &Profile,
    passphrase: Option<&Secret>,
    aside: bool,
) {
    *shared.open_store() = OpenStore {
        request: Some(request),
        ..OpenStore::default()
    };
    let result = if aside {
        open::set_aside(&shared.home, profile).map(|_| ())
    } else {
        Ok(())
    }
    .and_then(|()| open::open(&shared.home, profile, &shared.store_keys, passphrase));
    let opened = match result {
        Ok(opened) => opened,
        Err(error) => {
            shared.answer(Event::StoreOpened {
                request,
                result: Err(trouble(&error)),
            });
            return;
        }
    };
    let engine = Engine::start(
        EngineSetup {
            store: Arc::clone(&opened.store),
            sender_lock: opened.sender_lock,
            limits: Limits::from(&shared.settings()),
            actor: shared.actor(),
            inbox: shared.inbox.of_store(request),
        },
        &shared.tokio,
    );
    let confirmer = profile
        .is_training()
        .then(|| webhook::confirm(shared, &opened.store));
    *shared.open_store() = OpenStore {
        request: Some(request),
        is_training: profile.is_training(),
        store: Some(Arc::clone(&opened.store)),
        engine: Some(engine),
        confirmer,
    };
    shared.engine_client();
    let kind = match opened.kept_by {
        KeptBy::Keyring => StoreKind::Keyring,
        KeptBy::Passphrase => StoreKind::Passphrase,
        KeptBy::Session => StoreKind::Session,
    };
    // Before anything can be kept in their place.
    super::reports::load_drafts(shared, request, &opened.store);
    shared.answer(Event::StoreOpened {
        request,
        result: Ok(kind),
    });
    list(shared, request, &opened.store);
}

/// Reads the whole list: the newest at once, the rest beside other work.
fn list(shared: &Arc<Shared>, request: RequestId, store: &SharedStore) {
    let mut before = None;
    let mut limit = FIRST_ROWS;
    let (shared, store) = (Arc::clone(shared), Arc::clone(store));
    shared.clone().tokio.spawn_blocking(move || {
        loop {
            match store.newest(before, limit) {
                Ok(rows) => {
                    let is_complete = rows.len() < limit;
                    before = rows.last().map(|row| row.id);
                    shared.answer(Event::CasesLoaded {
                        request,
                        rows,
                        is_complete,
                    });
                    if is_complete {
                        break;
                    }
                }
                Err(error) => {
                    shared.answer(Event::Trouble(explain::cases(&error)));
                    return;
                }
            }
            limit = ROWS;
        }
        super::reports::load(&shared, request, &store);
    });
}

fn trouble(error: &OpenError) -> StoreTrouble {
    match error {
        OpenError::NeedsPassphrase { is_new } => StoreTrouble::Passphrase {
            is_new: *is_new,
            told: None,
        },
        OpenError::WrongPassphrase => StoreTrouble::Passphrase {
            is_new: false,
            told: Some(explain::open_store(error)),
        },
        OpenError::WeakPassphrase { .. } => StoreTrouble::Passphrase {
            is_new: true,
            told: Some(explain::open_store(error)),
        },
        _ => StoreTrouble::Unusable {
            told: explain::open_store(error),
            can_set_aside: matches!(
                error,
                OpenError::KeyMissing { .. }
                    | OpenError::WrongKey { .. }
                    | OpenError::Damaged { .. }
                    | OpenError::Foreign { .. }
            ),
        },
    }
}
