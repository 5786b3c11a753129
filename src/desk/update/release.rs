//! The check for a newer version: a while after the start, once a day, and when a person asks.

use jiff::{SignedDuration, Timestamp};

use super::super::effect::{Effect, RequestId};
use super::super::explain::Told;
use super::super::release::Verdict;
use super::super::state::{Desk, ReleaseCheck, State};
use super::queue::later;

/// The start of the program has the network to itself.
const AFTER_START: SignedDuration = SignedDuration::from_mins(2);
const BETWEEN: SignedDuration = SignedDuration::from_hours(24);
/// A branch's line may have been down.
const AFTER_FAILURE: SignedDuration = SignedDuration::from_hours(1);

fn is_on(state: &State) -> bool {
    !state.settings.update_address.is_empty()
}

/// When the clock matters to it.
pub(super) fn wake(state: &State) -> Option<Timestamp> {
    state.release.due.filter(|_| is_on(state))
}

/// Asks if it is time.
pub(super) fn tick(state: &mut State) -> Option<Effect> {
    if !is_on(state) {
        if state.release.due.is_some() {
            // Turned off: what was found is not shown any more.
            state.release = ReleaseCheck::default();
        }
        return None;
    }
    let latest = later(state.now, BETWEEN);
    let first = later(state.now, AFTER_START);
    // A clock that was set back must not silence it for long.
    let due = state.release.due.get_or_insert(first);
    *due = latest.min(*due);
    if *due > state.now {
        return None;
    }
    ask(state)
}

/// Asks now; nothing while it is off, or a question is under way.
pub(super) fn ask(state: &mut State) -> Option<Effect> {
    if !is_on(state) || state.release.running.is_some() {
        return None;
    }
    let request = state.request();
    state.release.running = Some(request);
    state.release.due = Some(later(state.now, BETWEEN));
    Some(Effect::CheckRelease {
        request,
        address: state.settings.update_address.clone(),
        key: state.settings.update_key.clone(),
    })
}

pub(super) fn checked(
    desk: &mut Desk,
    request: RequestId,
    result: Result<Verdict, Told>,
) -> Vec<Effect> {
    let now = desk.state.now;
    let release = &mut desk.state.release;
    if release.running != Some(request) {
        return Vec::new();
    }
    release.running = None;
    match &result {
        Ok(Verdict::Newer(offer)) => release.offer = Some(offer.clone()),
        Ok(Verdict::Newest(_)) => release.offer = None,
        Ok(Verdict::Expired(_)) => {}
        Err(_) => release.due = Some(later(now, AFTER_FAILURE)),
    }
    release.last = Some((now, result));
    Vec::new()
}
