//! Pictures: chosen, dropped, pasted or typed; each lands in its slot or says why not.

use std::sync::Arc;

use super::super::action::{Action, Dropped};
use super::super::effect::{Effect, PictureSource, RequestId};
use super::super::event::PictureEnd;
use super::super::state::{Desk, Step};
use crate::domain::{CaseId, Edit, Field, Finding, FindingKind, Grade, Look, Section, Slot};
use crate::photo::Rgba;

pub(super) fn act(desk: &mut Desk, action: Action) -> Vec<Effect> {
    if !matches!(desk.state.onboard.step, Step::Form(_)) {
        return Vec::new();
    }
    match action {
        Action::PickPicture(slot) => load(desk, slot, PictureSource::Dialog),
        Action::LoadPath(slot) => {
            let path = desk.draft.paths.get(&slot).map_or("", String::as_str);
            let Some(path) = typed_path(path) else {
                return Vec::new();
            };
            super::import::one(desk, slot, Dropped::Path(path))
        }
        Action::DropFiles(files, slot) => dropped(desk, files, slot),
        Action::PastePicture(slot) => load(desk, slot, PictureSource::Clipboard),
        Action::PasteNext => {
            let Some(slot) = free_slots(desk, None).into_iter().next() else {
                return Vec::new();
            };
            load(desk, slot, PictureSource::Clipboard)
        }
        Action::RemovePicture(slot) => {
            desk.draft.form.pictures.remove(&slot);
            super::form::changed(desk);
            desk.draft.paths.remove(&slot);
            desk.state.onboard.slots.remove(&slot);
            desk.state.onboard.digests.remove(&slot);
            forget_server_problem(desk, slot);
            super::form::forget_kept(desk, slot);
            super::form::recheck(desk);
            super::drafts::document(desk)
        }
        Action::ViewPicture(slot) => super::editor::open(desk, slot),
        Action::MovePicture { from, to } => super::moves::begin(desk, from, to),
        _ => Vec::new(),
    }
}

/// A path as people type or paste it: with quotes from a file manager, or as a `file://` address.
pub(super) fn typed_path(typed: &str) -> Option<std::path::PathBuf> {
    let typed = typed.trim().trim_matches(['"', '\'']);
    if typed.is_empty() {
        return None;
    }
    let as_address = typed
        .starts_with("file://")
        .then(|| url::Url::parse(typed).ok()?.to_file_path().ok())
        .flatten();
    Some(as_address.unwrap_or_else(|| typed.into()))
}

/// Begins to load a picture into a slot. What stands there stays until the new one is sound.
pub(super) fn load(desk: &mut Desk, slot: Slot, source: PictureSource) -> Vec<Effect> {
    let request = desk.state.request();
    let pictures = desk.state.profile().pictures;
    let view = desk.state.onboard.slots.entry(slot).or_default();
    view.loading = Some(request);
    view.refused = None;
    vec![Effect::LoadPicture {
        request,
        slot,
        source,
        limits: pictures.of(slot),
        max_file_bytes: pictures.max_file_bytes,
    }]
}

/// Slots of the section on the screen that hold nothing, in order, beginning at `first` if one is named.
fn free_slots(desk: &Desk, first: Option<Slot>) -> Vec<Slot> {
    let Step::Form(section) = desk.state.onboard.step else {
        return Vec::new();
    };
    let slots: Vec<Slot> = if section == Section::Liveness {
        (0..desk.state.profile().gesture_count)
            .map(Slot::Gesture)
            .collect()
    } else {
        vec![Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress]
    };
    let is_loading = |slot: &Slot| {
        let view = desk.state.onboard.slots.get(slot);
        view.is_some_and(|view| view.loading.is_some())
    };
    let is_free = |slot: &Slot| {
        Some(*slot) == first || (!desk.draft.form.pictures.contains_key(slot) && !is_loading(slot))
    };
    let (mut free, rest): (Vec<Slot>, Vec<Slot>) = slots
        .into_iter()
        .filter(is_free)
        .partition(|slot| first.is_none_or(|first| *slot >= first));
    free.extend(rest);
    free
}

/// Makes the picture of `from` anew for `to`, from its original.
pub(super) fn make(desk: &mut Desk, from: Slot, to: Slot, edit: Edit) -> Vec<Effect> {
    let Some(original) = super::editor::original(desk, from) else {
        return Vec::new();
    };
    let request = desk.state.request();
    let pictures = desk.state.profile().pictures;
    let view = desk.state.onboard.slots.entry(to).or_default();
    view.loading = Some(request);
    view.refused = None;
    vec![Effect::MakePicture {
        request,
        slot: to,
        original,
        edit,
        limits: pictures.of(to),
        max_file_bytes: pictures.max_file_bytes,
    }]
}

/// Files that were dropped: one goes to its slot, or the first free one; several are proposed first.
fn dropped(desk: &mut Desk, mut files: Vec<Dropped>, slot: Option<Slot>) -> Vec<Effect> {
    if files.len() > 1 {
        return super::import::begin(desk, files);
    }
    let Some(file) = files.pop() else {
        return Vec::new();
    };
    match free_slots(desk, slot).into_iter().next() {
        Some(slot) => super::import::one(desk, slot, file),
        None => super::import::begin(desk, vec![file]),
    }
}

pub(super) fn loaded(
    desk: &mut Desk,
    request: RequestId,
    slot: Slot,
    end: PictureEnd,
) -> Vec<Effect> {
    let Some(view) = desk.state.onboard.slots.get_mut(&slot) else {
        return Vec::new();
    };
    if view.loading != Some(request) {
        return Vec::new();
    }
    view.loading = None;
    view.coming = None;
    match end {
        PictureEnd::Fitted {
            picture,
            thumbnail,
            original,
        } => {
            view.thumbnail = Some(thumbnail);
            view.take_original(original);
            if desk.state.onboard.sent_before.is_some() {
                let digest = crate::store::cases::sha256(&picture.bytes);
                desk.state.onboard.digests.insert(slot, digest);
            }
            let look = picture.made.verdict.look;
            desk.draft.form.pictures.insert(slot, picture);
            super::form::changed(desk);
            desk.draft.paths.remove(&slot);
            forget_server_problem(desk, slot);
            super::form::forget_kept(desk, slot);
            // What is wrong with it is told while the customer is still there.
            desk.state.onboard.shown.insert(Field::Picture(slot));
            super::form::recheck(desk);
            let mut effects = super::drafts::document(desk);
            effects.extend(find_alike(desk, slot, look));
            effects.extend(super::editor::refreshed(desk, request, slot));
            return effects;
        }
        PictureEnd::Cancelled => {}
        PictureEnd::Refused(told) => view.refused = Some(told),
    }
    super::editor::refused(desk, slot)
}

/// A picture that is being made ready is shown as soon as it can be.
pub(super) fn seen(
    desk: &mut Desk,
    request: RequestId,
    slot: Slot,
    thumbnail: Arc<Rgba>,
) -> Vec<Effect> {
    if let Some(view) = desk.state.onboard.slots.get_mut(&slot)
        && view.loading == Some(request)
    {
        view.coming = Some(thumbnail);
    }
    Vec::new()
}

/// Looks for earlier cases that hold the picture that has come into this slot.
///
/// Not for a proof of address, which two customers of one house may share. Not for the sample customer, whose pictures are
/// the same each time: a warning that always comes teaches people to pass it over.
fn find_alike(desk: &Desk, slot: Slot, look: Look) -> Option<Effect> {
    let onboard = &desk.state.onboard;
    let is_compared = matches!(slot, Slot::IdPhoto | Slot::Selfie | Slot::Gesture(_));
    (is_compared && !look.is_none() && !onboard.is_sample).then_some(Effect::FindAlike {
        slot,
        look,
        case: onboard.case,
    })
}

/// Earlier cases hold a picture like the one in this slot: one more finding, kept with the draft.
///
/// A case of the same customer counts too. Whether it is the same is not known while the form is half typed, and somebody
/// who is registered anew should bring new pictures, or a person say why not.
pub(super) fn alike(desk: &mut Desk, slot: Slot, look: Look, cases: &[CaseId]) -> Vec<Effect> {
    let onboard = &desk.state.onboard;
    let is_open = matches!(onboard.step, Step::Form(_)) && !onboard.is_freezing;
    let others = cases.iter().filter(|case| Some(**case) != onboard.case);
    let count = i64::try_from(others.count()).unwrap_or(i64::MAX / 1000);
    let Some(picture) = desk.draft.form.pictures.get_mut(&slot) else {
        return Vec::new();
    };
    let verdict = &picture.made.verdict;
    let is_told = |finding: &Finding| finding.kind == FindingKind::SeenBefore;
    if !is_open || count == 0 || verdict.look != look || verdict.findings.iter().any(is_told) {
        return Vec::new();
    }
    let findings = &mut Arc::make_mut(&mut picture.made).verdict.findings;
    let place = findings.partition_point(|finding| finding.grade == Grade::Red);
    let seen = Finding {
        kind: FindingKind::SeenBefore,
        grade: Grade::Red,
        areas: Vec::new(),
        // The cases that hold it, of which there should be none.
        measured: count.saturating_mul(1000),
        threshold: 0,
    };
    findings.insert(place, seen);
    desk.state.onboard.shown.insert(Field::Picture(slot));
    super::form::recheck(desk);
    super::drafts::document(desk)
}

fn forget_server_problem(desk: &mut Desk, slot: Slot) {
    let problems = &mut desk.state.onboard.server_problems;
    problems.retain(|problem| problem.field != Field::Picture(slot));
}
