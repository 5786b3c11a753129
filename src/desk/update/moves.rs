//! A picture moved to another slot: made anew there, and what stood there made anew here. Both or neither.

use super::super::effect::{Effect, RequestId};
use super::super::event::PictureEnd;
use super::super::explain::Told;
use super::super::state::{Desk, PictureMove, Step};
use super::pictures;
use crate::domain::problem::WarningKey;
use crate::domain::{Edit, Slot};
use crate::store::cases::Original;

/// Begins to move a picture; nothing changes before its new form is sound.
pub(super) fn begin(desk: &mut Desk, from: Slot, to: Slot) -> Vec<Effect> {
    let is_loading = |slot: &Slot| {
        let view = desk.state.onboard.slots.get(slot);
        view.is_some_and(|view| view.loading.is_some())
    };
    let is_there = match to {
        Slot::Gesture(index) => index < desk.state.profile().gesture_count,
        Slot::IdPhoto | Slot::Selfie | Slot::ProofOfAddress => true,
    };
    if from == to || !is_there || is_loading(&from) || is_loading(&to) {
        return Vec::new();
    }
    let edit = |slot: Slot| -> Option<Edit> {
        let picture = desk.draft.form.pictures.get(&slot)?;
        Some(picture.made.edit)
    };
    let (Some(first), second) = (edit(from), edit(to)) else {
        return Vec::new();
    };
    let mut effects = pictures::make(desk, from, to, first);
    if let Some(second) = second {
        effects.extend(pictures::make(desk, to, from, second));
    }
    let request = |desk: &Desk, slot: Slot| desk.state.onboard.slots.get(&slot)?.loading;
    let Some(there) = request(desk, to) else {
        return Vec::new();
    };
    let back = second.and_then(|_| request(desk, from));
    desk.state.onboard.moves.push(PictureMove {
        from,
        to,
        there,
        back,
        came: Vec::new(),
    });
    effects
}

/// A picture was made ready: those of a move are held until all of it came.
pub(super) fn loaded(
    desk: &mut Desk,
    request: RequestId,
    slot: Slot,
    end: PictureEnd,
) -> Vec<Effect> {
    let moves = &mut desk.state.onboard.moves;
    let Some(at) = moves
        .iter()
        .position(|one| one.there == request || one.back == Some(request))
    else {
        return pictures::loaded(desk, request, slot, end);
    };
    moves[at].came.push((request, slot, end));
    if moves[at].came.len() < 1 + usize::from(moves[at].back.is_some()) {
        return Vec::new();
    }
    let done = moves.remove(at);
    settle(desk, done)
}

fn settle(desk: &mut Desk, done: PictureMove) -> Vec<Effect> {
    let is_waited_for = |(request, slot, _): &(RequestId, Slot, PictureEnd)| {
        let view = desk.state.onboard.slots.get(slot);
        view.is_some_and(|view| view.loading == Some(*request))
    };
    let is_sound =
        |(_, _, end): &(RequestId, Slot, PictureEnd)| matches!(end, PictureEnd::Fitted { .. });
    let is_in_form = matches!(desk.state.onboard.step, Step::Form(_));
    if !(is_in_form && done.came.iter().all(is_waited_for) && done.came.iter().all(is_sound)) {
        return refuse(desk, done);
    }
    let here = |slot: Slot| desk.state.onboard.slots.get(&slot)?.original.clone();
    let originals = [(done.to, here(done.from)), (done.from, here(done.to))];
    let is_of_both = |slot: Slot| slot == done.from || slot == done.to;
    desk.draft
        .form
        .kept
        .retain(|key, _| !matches!(key, WarningKey::Picture(slot, _) if is_of_both(*slot)));
    let mut effects = Vec::new();
    if done.back.is_none() {
        effects.extend(pictures::act(
            desk,
            crate::desk::Action::RemovePicture(done.from),
        ));
    }
    for (request, slot, mut end) in done.came {
        // Unchanged would be the file of the picture that stood here before.
        if let PictureEnd::Fitted { original, .. } = &mut end
            && matches!(original, Original::Unchanged)
        {
            let bytes = originals.iter().find(|(to, _)| *to == slot);
            let bytes = bytes.and_then(|(_, bytes)| bytes.clone());
            *original = bytes.map_or(Original::Same, Original::New);
        }
        effects.extend(pictures::loaded(desk, request, slot, end));
    }
    effects
}

/// What stood in both slots still stands; why is told where it did not fit.
fn refuse(desk: &mut Desk, done: PictureMove) -> Vec<Effect> {
    let is_refused = |end: &PictureEnd| matches!(end, PictureEnd::Refused(_));
    let one_is_refused = done.came.iter().any(|(.., end)| is_refused(end));
    for (request, slot, end) in done.came {
        let Some(view) = desk.state.onboard.slots.get_mut(&slot) else {
            continue;
        };
        if view.loading != Some(request) {
            continue;
        }
        view.loading = None;
        view.coming = None;
        if let PictureEnd::Refused(told) = end {
            view.refused = Some(told);
        } else if one_is_refused {
            view.refused = Some(Told::new("slot-not-swapped"));
        }
    }
    Vec::new()
}
