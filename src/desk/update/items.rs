//! The item lists: loaded from the disk at once, fetched from the server when they are old.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::effect::{Effect, RequestId};
use super::super::explain::Told;
use super::super::state::{Connection, Desk, ItemsSource, State};
use crate::domain::{ItemLists, Lang};

/// Lists older than this are fetched anew when the program starts or the language changes.
const FRESH_FOR: SignedDuration = SignedDuration::from_hours(24);

pub(super) fn load(state: &mut State) -> Effect {
    let request = state.request();
    state.items.loading = Some(request);
    Effect::LoadItems {
        request,
        profile: state.profile().name.clone(),
        lang: state.lang(),
    }
}

pub(super) fn refresh(state: &mut State) -> Vec<Effect> {
    if !matches!(state.connection, Connection::Ready { .. }) {
        return Vec::new();
    }
    let request = state.request();
    state.items.loading = Some(request);
    state.items.error = None;
    vec![Effect::FetchItems {
        request,
        profile: state.profile().name.clone(),
        lang: state.lang(),
    }]
}

/// Fetches the lists if what is shown is bundled or old.
pub(super) fn refresh_if_old(state: &mut State) -> Vec<Effect> {
    let is_fresh = match state.items.source {
        ItemsSource::Bundled => false,
        ItemsSource::Server { fetched_at } => state.now.duration_since(fetched_at) < FRESH_FOR,
    };
    if is_fresh { Vec::new() } else { refresh(state) }
}

pub(super) fn loaded(
    desk: &mut Desk,
    request: RequestId,
    lang: Lang,
    lists: Arc<ItemLists>,
    source: ItemsSource,
) -> Vec<Effect> {
    let state = &mut desk.state;
    if state.items.loading != Some(request) || lang != state.lang() {
        return Vec::new();
    }
    state.items.loading = None;
    state.items.lists = lists;
    state.items.source = source;
    let effects = refresh_if_old(state);
    super::form::recheck(desk);
    effects
}

pub(super) fn fetched(
    desk: &mut Desk,
    request: RequestId,
    result: Result<(Arc<ItemLists>, Timestamp), Told>,
) -> Vec<Effect> {
    let items = &mut desk.state.items;
    if items.loading != Some(request) {
        return Vec::new();
    }
    items.loading = None;
    match result {
        Ok((lists, fetched_at)) => {
            items.lists = lists;
            items.source = ItemsSource::Server { fetched_at };
            items.error = None;
            super::form::recheck(desk);
        }
        Err(told) => items.error = Some(told),
    }
    Vec::new()
}
