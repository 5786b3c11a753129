//! What the judge found in a picture, and what two pictures of one form have in common.

use crate::domain::field::Slot;
use crate::domain::form::Form;
use crate::domain::problem::Issue;
use crate::domain::verdict::{FindingKind, Grade, Look};

/// Looks that differ in at most so many of their 256 bits are the same picture, fitted differently.
/// Measured: recompressed up to 3 bits, scaled up to 6, two gestures of one drawn person that differ only in the eyes 9.
pub const SAME: u32 = 7;

/// The warnings of a slot: its red findings, and that its picture stands in an earlier slot too.
pub(super) fn warnings(form: &Form, slot: Slot) -> Vec<Issue> {
    let Some(picture) = form.pictures.get(&slot) else {
        return Vec::new();
    };
    let found = picture.made.verdict.of(Grade::Red);
    let found = found.map(|finding| Issue::Picture {
        slot,
        kind: finding.kind,
        other: None,
    });
    let same = twin(form, slot).map(|other| Issue::Picture {
        slot,
        kind: FindingKind::Same,
        other: Some(other),
    });
    found.chain(same).collect()
}

/// The first slot before this one that holds the same picture.
pub fn twin(form: &Form, slot: Slot) -> Option<Slot> {
    let look = |slot: &Slot| {
        form.pictures
            .get(slot)
            .map(|picture| &picture.made.verdict.look)
    };
    let here: Look = *look(&slot)?;
    if here.is_none() {
        return None;
    }
    let mut before = form.pictures.keys().take_while(|other| **other < slot);
    before
        .find(|other| {
            look(other).is_some_and(|look| !look.is_none() && look.distance(here) <= SAME)
        })
        .copied()
}
