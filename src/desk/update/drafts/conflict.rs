//! Somebody else changed the case that is on the screen: nothing is written over what they typed before a person decided.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{changed_documents, content, give_up, open, save, touched};
use crate::desk::effect::{Effect, RequestId};
use crate::desk::explain::Told;
use crate::desk::state::{Conflict, Desk, Kept, LoadedDraft};
use crate::domain::{CaseId, Doc, Edit, Picture, Slot};

/// What they made of the case is read.
pub(super) fn look(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    let request = desk.state.request();
    desk.state.onboard.unsaved.conflict = Some(Conflict::Looking(request));
    vec![Effect::LoadDraft { request, case }]
}

/// True if this is the request that reads it.
pub(super) fn is_asked(desk: &Desk, request: RequestId) -> bool {
    let conflict = &desk.state.onboard.unsaved.conflict;
    matches!(conflict, Some(Conflict::Looking(asked)) if *asked == request)
}

/// It is here. If it is what was kept before (they added a note, say), saving goes on.
pub(super) fn looked(desk: &mut Desk, result: Result<Box<LoadedDraft>, Told>) -> Vec<Effect> {
    let onboard = &mut desk.state.onboard;
    onboard.unsaved.conflict = None;
    match result {
        Ok(other) if is_as_kept(&other, &onboard.kept) => {
            onboard.version = other.version;
            return save(desk).into_iter().collect();
        }
        Ok(other) => onboard.unsaved.conflict = Some(Conflict::Found(other)),
        Err(told) => onboard.unsaved.error = Some(told),
    }
    give_up(desk);
    Vec::new()
}

fn pictures(other: &LoadedDraft) -> BTreeMap<Slot, Picture> {
    let documents = other.documents.iter();
    let pictures = documents.filter_map(|(doc, document)| match doc {
        Doc::Picture(slot) => Some((*slot, content::picture_of(document)?)),
        Doc::BankStatement | Doc::SourceOfWealth => None,
    });
    pictures.collect()
}

fn is_as_kept(other: &LoadedDraft, kept: &Kept) -> bool {
    let (theirs, ours) = (&other.content, &kept.content);
    other.row.life.stage.is_editable()
        && theirs.values == ours.values
        && theirs.kept == ours.kept
        && changed_documents(&pictures(other), &kept.pictures).is_empty()
}

/// Their version takes the place of what is on the screen.
pub(super) fn take_other(desk: &mut Desk) -> Vec<Effect> {
    match desk.state.onboard.unsaved.conflict.take() {
        Some(Conflict::Found(other)) => open::put(desk, *other),
        conflict => desk.state.onboard.unsaved.conflict = conflict,
    }
    Vec::new()
}

/// What is on the screen is kept over theirs, if the case can still be edited.
pub(super) fn keep_this(desk: &mut Desk) -> Vec<Effect> {
    let onboard = &mut desk.state.onboard;
    match onboard.unsaved.conflict.take() {
        Some(Conflict::Found(other)) if other.row.life.stage.is_editable() => {
            onboard.version = other.version;
            let theirs = pictures(&other);
            for (slot, ours) in &mut desk.draft.form.pictures {
                let view = onboard.slots.entry(*slot).or_default();
                let is_theirs = theirs
                    .get(slot)
                    .is_some_and(|their| their.bytes == ours.bytes);
                if !is_theirs && view.original.is_none() {
                    // What the store has is the file of their picture: ours goes on without one, as it is.
                    view.is_as_it_came = true;
                    Arc::make_mut(&mut ours.made).edit = Edit::default();
                }
            }
            // What differs from their version is what changes.
            onboard.kept = Kept {
                pictures: theirs,
                content: other.content,
            };
            touched(desk);
            save(desk).into_iter().collect()
        }
        conflict => {
            onboard.unsaved.conflict = conflict;
            Vec::new()
        }
    }
}
