//! Pictures: chosen, dropped, pasted or typed; each lands in its slot or says why not.

use std::sync::Arc;

use super::super::action::{Action, Dropped};
use super::super::effect::{Effect, PictureSource, RequestId};
use super::super::event::PictureEnd;
use super::super::explain::Told;
use super::super::state::{Desk, Modal, Step};
use crate::domain::{Field, Section, Slot};
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
            load(desk, slot, PictureSource::File(path))
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
            super::form::recheck(desk);
            super::drafts::document(desk)
        }
        Action::ViewPicture(slot) => {
            let Some(picture) = desk.draft.form.pictures.get(&slot) else {
                return Vec::new();
            };
            let request = desk.state.request();
            desk.state.modal = Some(Modal::Picture {
                slot,
                preview: None,
                request,
            });
            vec![Effect::Preview {
                request,
                bytes: Arc::clone(&picture.bytes),
            }]
        }
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

fn dropped(desk: &mut Desk, files: Vec<Dropped>, slot: Option<Slot>) -> Vec<Effect> {
    let free = free_slots(desk, slot);
    let surplus = files.len().saturating_sub(free.len());
    let mut effects = Vec::new();
    for (file, slot) in files.into_iter().zip(free) {
        effects.extend(load(desk, slot, PictureSource::Dropped(file)));
    }
    if surplus > 0 {
        let told = Told::new("photo-no-slot-left").arg("count", surplus);
        super::shell::toast(&mut desk.state, told, true);
    }
    effects
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
    match end {
        PictureEnd::Fitted { picture, thumbnail } => {
            view.thumbnail = Some(thumbnail);
            if desk.state.onboard.sent_before.is_some() {
                let digest = crate::store::cases::sha256(&picture.bytes);
                desk.state.onboard.digests.insert(slot, digest);
            }
            desk.draft.form.pictures.insert(slot, picture);
            super::form::changed(desk);
            desk.draft.paths.remove(&slot);
            forget_server_problem(desk, slot);
            super::form::recheck(desk);
            return super::drafts::document(desk);
        }
        PictureEnd::Cancelled => {}
        PictureEnd::Refused(told) => view.refused = Some(told),
    }
    Vec::new()
}

fn forget_server_problem(desk: &mut Desk, slot: Slot) {
    let problems = &mut desk.state.onboard.server_problems;
    problems.retain(|problem| problem.field != Field::Picture(slot));
}

pub(super) fn previewed(
    desk: &mut Desk,
    request: RequestId,
    result: Result<Arc<Rgba>, Told>,
) -> Vec<Effect> {
    if let Some(Modal::Picture {
        preview,
        request: asked,
        ..
    }) = &mut desk.state.modal
        && *asked == request
    {
        match result {
            Ok(picture) => *preview = Some(picture),
            Err(told) => {
                desk.state.modal = None;
                super::shell::toast(&mut desk.state, told, true);
            }
        }
    }
    Vec::new()
}
