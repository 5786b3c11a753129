//! Going on with a draft or a correction, discarding one, and what is offered when nothing is on the screen.

use std::collections::BTreeMap;

use super::conflict;
use super::content::{field_of, form_of, picture_of};
use crate::desk::effect::{CaseTask, Effect, RequestId};
use crate::desk::explain::Told;
use crate::desk::state::{Desk, Kept, LoadedDraft, Onboard, Screen, SlotView, Step};
use crate::desk::update::{case, form, shell};
use crate::domain::case::Step as LifeStep;
use crate::domain::{CaseId, Doc, Section, Stage};

/// Opens a draft or a correction; what is on the screen is kept already.
pub(in crate::desk::update) fn go_on(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    desk.state.screen = Screen::Onboard;
    desk.state.modal = None;
    let onboard = &desk.state.onboard;
    if onboard.case == Some(case) && matches!(onboard.step, Step::Form(_)) {
        return Vec::new();
    }
    let mut effects = super::leave(desk);
    effects.push(read(desk, case));
    effects
}

/// Reads a case, to put its form onto the screen.
pub(in crate::desk::update) fn read(desk: &mut Desk, case: CaseId) -> Effect {
    let request = desk.state.request();
    desk.state.onboard.loading = Some(request);
    Effect::LoadDraft { request, case }
}

pub(super) fn loaded(
    desk: &mut Desk,
    request: RequestId,
    result: Result<Box<LoadedDraft>, Told>,
) -> Vec<Effect> {
    if conflict::is_asked(desk, request) {
        return conflict::looked(desk, result);
    }
    if desk.state.onboard.loading != Some(request) {
        return Vec::new();
    }
    desk.state.onboard.loading = None;
    match result {
        Ok(draft) => put(desk, *draft),
        Err(told) => shell::toast(&mut desk.state, told, true),
    }
    Vec::new()
}

/// Shows what becomes of a case; its form is no longer held.
pub(in crate::desk::update) fn follow(desk: &mut Desk, case: CaseId) {
    form::clear(desk);
    desk.state.onboard = Onboard {
        step: Step::Following(case),
        ..Onboard::default()
    };
}

/// Puts a draft that was read onto the screen, at the section and field where it was left.
pub(super) fn put(desk: &mut Desk, draft: LoadedDraft) {
    let id = draft.row.id;
    if !draft.row.life.stage.is_editable() {
        follow(desk, id);
        return;
    }
    let was_followed = matches!(desk.state.onboard.step, Step::Following(_));
    form::clear(desk);
    let mut kept = Kept {
        content: draft.content,
        pictures: BTreeMap::new(),
    };
    let mut slots = BTreeMap::new();
    let mut digests = BTreeMap::new();
    for (doc, document) in &draft.documents {
        let (Doc::Picture(slot), Some(picture)) = (*doc, picture_of(document)) else {
            continue;
        };
        if draft.submission.is_some() {
            let known = &document.meta.sha256;
            let is_known = !known.is_empty();
            let sha256 = if is_known {
                known.clone()
            } else {
                crate::store::cases::sha256(&picture.bytes)
            };
            digests.insert(slot, sha256);
        }
        kept.pictures.insert(slot, picture);
        let view = SlotView {
            thumbnail: draft.thumbnails.get(doc).cloned(),
            ..SlotView::default()
        };
        slots.insert(slot, view);
    }
    let content = &kept.content;
    let mut form = form_of(content);
    form.pictures.clone_from(&kept.pictures);
    desk.draft.form = form;
    desk.draft.other_numbers.clone_from(&content.other_numbers);
    let section = Section::ALL.get(content.section).copied();
    let section = section.unwrap_or(Section::Identity);
    let field = content.focus.as_deref().and_then(field_of);
    let shown = content.shown.iter().filter_map(|name| field_of(name));
    desk.state.onboard = Onboard {
        step: Step::Form(section),
        shown: shown.collect(),
        slots,
        focus: field
            .filter(|field| field.section() == section)
            .or_else(|| form::first_field(section)),
        last_field: field,
        case: Some(id),
        version: draft.version,
        sent_before: draft.submission.map(Box::new),
        digests,
        kept,
        ..Onboard::default()
    };
    form::recheck(desk);
    case::form_opened(desk, &draft.row, was_followed);
}

/// Forgets a draft that was never sent.
pub(super) fn discard(desk: &mut Desk, id: CaseId) -> Vec<Effect> {
    desk.state.modal = None;
    let row = desk.state.cases.get(id);
    if row.is_some_and(|row| row.life.stage != Stage::Draft) {
        return Vec::new();
    }
    desk.state.cases.remove(id);
    if desk.state.onboard.case == Some(id) {
        form::clear(desk);
        start_or_form(desk);
    }
    vec![Effect::Case(CaseTask::Discard(id))]
}

/// What is unfinished, if anything is and nothing is begun on the screen.
pub(in crate::desk::update) fn start_or_form(desk: &mut Desk) {
    let onboard = &desk.state.onboard;
    let is_begun = onboard.case.is_some() || onboard.asked_new || !super::is_blank(desk);
    let is_form = matches!(onboard.step, Step::Form(_));
    if is_form && !is_begun && desk.state.cases.unfinished_count() > 0 {
        desk.state.onboard.step = Step::Start;
        desk.state.onboard.focus = None;
    }
}

/// What is unfinished, or an empty form if nothing is.
pub(super) fn show_unfinished(desk: &mut Desk) -> Vec<Effect> {
    desk.state.screen = Screen::Onboard;
    let effects = super::leave(desk);
    form::clear(desk);
    start_or_form(desk);
    effects
}

/// Takes a case into correction and opens its form.
pub(in crate::desk::update) fn correct(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    let onboard = &desk.state.onboard;
    if onboard.case == Some(case) && matches!(onboard.step, Step::Form(_)) {
        return go_on(desk, case);
    }
    let mut effects = super::leave(desk);
    desk.state.screen = Screen::Onboard;
    desk.state.modal = None;
    let row = desk.state.cases.get(case);
    if row.is_none_or(|row| !row.life.stage.is_editable()) {
        let step = CaseTask::Step(case, LifeStep::Correct, String::new());
        effects.push(Effect::Case(step));
    }
    // The form is read anew, from there where its case is followed.
    follow(desk, case);
    effects.push(read(desk, case));
    effects
}
