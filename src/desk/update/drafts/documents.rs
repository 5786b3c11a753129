//! The pictures of a form as documents: which of them the store has not got yet, and how many are kept at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::content::document_of;
use crate::desk::state::Desk;
use crate::domain::{Doc, Picture, Slot};
use crate::store::cases::{DocContent, Original};

/// Pictures and their originals that one save keeps, in bytes, but one picture at least: what is typed while they are kept
/// waits for no more than this, not for all eleven.
const AT_ONCE_BYTES: usize = 4 * 1024 * 1024;

/// All documents that are not kept as they are now, with what the store has to be told of their originals.
pub(super) fn all_changed(desk: &Desk) -> Vec<(Doc, Option<DocContent>)> {
    let onboard = &desk.state.onboard;
    let pictures = &desk.draft.form.pictures;
    let mut documents = changed_documents(&onboard.kept.pictures, pictures);
    for (slot, view) in &onboard.slots {
        let original = view.untold_original();
        let doc = Doc::Picture(*slot);
        let Some(picture) = pictures.get(slot) else {
            continue;
        };
        if original == Original::Unchanged {
            continue;
        }
        let at = documents.iter().position(|(known, _)| *known == doc);
        let at = at.unwrap_or_else(|| {
            // The same picture, made from another file.
            documents.push((doc, Some(document_of(picture))));
            documents.len() - 1
        });
        if let Some((_, Some(content))) = documents.get_mut(at) {
            content.original = original;
        }
    }
    documents
}

/// Leaves what one save keeps; true if that is all.
pub(super) fn first_of(documents: &mut Vec<(Doc, Option<DocContent>)>) -> bool {
    let bytes = |(_, content): &(Doc, Option<DocContent>)| match content {
        Some(content) => match &content.original {
            Original::New(original) => content.bytes.len() + original.len(),
            Original::Unchanged | Original::Same => content.bytes.len(),
        },
        None => 0,
    };
    let mut sum = 0;
    let fits = |document: &(Doc, Option<DocContent>)| {
        sum += bytes(document);
        sum <= AT_ONCE_BYTES
    };
    let count = documents.iter().map(fits).take_while(|fits| *fits).count();
    let count = count.max(1).min(documents.len());
    let is_all = count == documents.len();
    documents.truncate(count);
    is_all
}

/// The pictures in the store once these documents are.
pub(super) fn with(
    before: &BTreeMap<Slot, Picture>,
    documents: &[(Doc, Option<DocContent>)],
    desk: &Desk,
) -> BTreeMap<Slot, Picture> {
    let mut pictures = before.clone();
    for (doc, _) in documents {
        let Doc::Picture(slot) = doc else { continue };
        match desk.draft.form.pictures.get(slot) {
            Some(picture) => pictures.insert(*slot, picture.clone()),
            None => pictures.remove(slot),
        };
    }
    pictures
}

/// The same picture, about which the same is known.
fn is_same(left: &Picture, right: &Picture) -> bool {
    left.made == right.made && (Arc::ptr_eq(&left.bytes, &right.bytes) || left == right)
}

/// The documents of these pictures that are not as they were before.
pub(super) fn changed_documents(
    before: &BTreeMap<Slot, Picture>,
    now: &BTreeMap<Slot, Picture>,
) -> Vec<(Doc, Option<DocContent>)> {
    let gone = before.keys().filter(|slot| !now.contains_key(slot));
    let gone = gone.map(|slot| (Doc::Picture(*slot), None));
    let put = now.iter().filter(|(slot, picture)| {
        let known = before.get(slot);
        known.is_none_or(|known| !is_same(known, picture))
    });
    let put = put.map(|(slot, picture)| {
        let document = document_of(picture);
        (Doc::Picture(*slot), Some(document))
    });
    gone.chain(put).collect()
}
