//! A correction: what differs from what was sent before.

use crate::desk::state::{Desk, State};
use crate::domain::{Doc, Field, Form, Slot};
use crate::store::cases::Submission;

/// True if a correction has nothing that differs from what was sent before.
pub fn is_unchanged(desk: &Desk) -> bool {
    desk.state.onboard.sent_before.is_some() && changed_fields(desk).is_empty()
}

/// The fields of the form on the screen that differ from what was sent before, in the order of the form.
pub fn changed_fields(desk: &Desk) -> Vec<Field> {
    fields_changed(&desk.state, &desk.draft.form)
}

/// The fields of this form that differ from what was sent before, in the order of the form; none if nothing was sent.
pub fn fields_changed(state: &State, form: &Form) -> Vec<Field> {
    let Some(before) = &state.onboard.sent_before else {
        return Vec::new();
    };
    let values = Field::VALUES.into_iter();
    let slots = [Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress]
        .into_iter()
        .chain((0..state.profile().gesture_count).map(Slot::Gesture));
    values
        .chain(slots.map(Field::Picture))
        .filter(|field| has_changed(state, form, before, *field))
        .collect()
}

/// True if this field differs from what was sent before; never where nothing was sent.
pub fn is_changed(state: &State, form: &Form, field: Field) -> bool {
    let before = state.onboard.sent_before.as_ref();
    before.is_some_and(|before| has_changed(state, form, before, field))
}

fn has_changed(state: &State, form: &Form, before: &Submission, field: Field) -> bool {
    if let Field::Picture(slot) = field {
        let sent = before.documents.get(&Doc::Picture(slot));
        return sent != state.onboard.digests.get(&slot);
    }
    let sent = before.content.values.get(field.api_name());
    sent.map_or("", String::as_str) != form.get(field)
}
