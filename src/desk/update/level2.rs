//! The documents of KYC level 2: chosen, taken out, sent.

use std::sync::Arc;

use super::super::action::{Action, Dropped};
use super::super::effect::{CaseTask, Effect, PictureSource, RequestId};
use super::super::explain::Told;
use super::super::state::{Desk, DocContent, Screen, State, Step, StoreState};
use crate::domain::case::Step as LifeStep;
use crate::domain::{CaseId, CaseRow, Doc, Level2};
use crate::photo::Rgba;
use crate::store::cases::{DraftSave, Freeze};

/// The documents of level 2, in the order of the screen.
pub const DOCS: [Doc; 2] = [Doc::BankStatement, Doc::SourceOfWealth];

pub(super) fn act(desk: &mut Desk, action: Action) -> Vec<Effect> {
    if let Action::OpenLevel2(case) = action {
        return open(desk, case);
    }
    let Step::Level2(case) = desk.state.onboard.step else {
        return Vec::new();
    };
    match action {
        Action::PickDocument(doc) => load(desk, doc, PictureSource::Dialog),
        Action::LoadDocumentPath(doc) => {
            let typed = desk.draft.doc_paths.get(&doc).map_or("", String::as_str);
            match super::pictures::typed_path(typed) {
                Some(path) => load(desk, doc, PictureSource::File(path)),
                None => Vec::new(),
            }
        }
        Action::DropDocuments(files, doc) => dropped(desk, files, doc),
        Action::RemoveDocument(doc) => {
            desk.state.onboard.level2.remove(&doc);
            desk.state.onboard.level2_slots.remove(&doc);
            desk.draft.doc_paths.remove(&doc);
            Vec::new()
        }
        Action::LeaveLevel2 => {
            super::form::clear(desk);
            super::drafts::start_or_form(desk);
            super::list::open(&mut desk.state, case)
        }
        Action::SendLevel2 => send(desk, case),
        _ => Vec::new(),
    }
}

/// Opens the screen of a case; the form on the screen is kept first.
fn open(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    let row = desk.state.cases.get(case);
    let Some(row) = row.filter(|row| may_open(row)) else {
        return Vec::new();
    };
    let version = row.version;
    let is_given_up = row.life.level2 == Level2::Unconfirmed;
    let mut effects = super::drafts::leave(desk);
    if is_given_up {
        // What got no answer is given up for other documents: a person decided so.
        let step = CaseTask::Step(case, LifeStep::ThawLevel2, String::new());
        effects.push(Effect::Case(step));
    }
    super::form::clear(desk);
    desk.draft.doc_paths.clear();
    desk.state.screen = Screen::Onboard;
    let onboard = &mut desk.state.onboard;
    onboard.step = Step::Level2(case);
    onboard.case = Some(case);
    onboard.version = version;
    onboard.focus = None;
    effects
}

/// Level 2 can be sent, or what got no answer be given up.
fn may_open(row: &CaseRow) -> bool {
    let is_unconfirmed = row.life.level2 == Level2::Unconfirmed && !row.life.on_hold;
    row.life.allows(&LifeStep::FreezeLevel2) || is_unconfirmed
}

/// Begins to read a document. What stands there stays until the new one is sound.
fn load(desk: &mut Desk, doc: Doc, source: PictureSource) -> Vec<Effect> {
    if !DOCS.contains(&doc) {
        return Vec::new();
    }
    let request = desk.state.request();
    let pictures = desk.state.profile().pictures;
    let slot = desk.state.onboard.level2_slots.entry(doc).or_default();
    slot.loading = Some(request);
    slot.refused = None;
    vec![Effect::LoadDocument {
        request,
        source,
        limits: pictures.proof_of_address,
        max_file_bytes: pictures.max_file_bytes,
    }]
}

/// Files go to the place they were dropped on, then to those that are free.
fn dropped(desk: &mut Desk, files: Vec<Dropped>, doc: Option<Doc>) -> Vec<Effect> {
    let onboard = &desk.state.onboard;
    let is_free = |free: &Doc| {
        let slot = onboard.level2_slots.get(free);
        let is_loading = slot.is_some_and(|slot| slot.loading.is_some());
        !onboard.level2.contains_key(free) && !is_loading
    };
    let rest = DOCS.into_iter().filter(|free| Some(*free) != doc);
    let places: Vec<Doc> = doc.into_iter().chain(rest.filter(is_free)).collect();
    let surplus = files.len().saturating_sub(places.len());
    let mut effects = Vec::new();
    for (file, doc) in files.into_iter().zip(places) {
        effects.extend(load(desk, doc, PictureSource::Dropped(file)));
    }
    if surplus > 0 {
        let told = Told::new("photo-no-slot-left").arg("count", surplus);
        super::shell::toast(&mut desk.state, told, true);
    }
    effects
}

/// The document that is being read can be shown.
pub(super) fn seen(desk: &mut Desk, request: RequestId, small: Option<Arc<Rgba>>) -> Vec<Effect> {
    let mut slots = desk.state.onboard.level2_slots.values_mut();
    if let Some(slot) = slots.find(|slot| slot.loading == Some(request)) {
        slot.coming = small;
    }
    Vec::new()
}

pub(super) fn loaded(
    desk: &mut Desk,
    request: RequestId,
    result: Result<Option<Box<DocContent>>, Told>,
) -> Vec<Effect> {
    let onboard = &mut desk.state.onboard;
    let mut slots = onboard.level2_slots.iter_mut();
    let Some((doc, slot)) = slots.find(|(_, slot)| slot.loading == Some(request)) else {
        return Vec::new();
    };
    slot.loading = None;
    let small = slot.coming.take();
    match result {
        Ok(Some(document)) => {
            let doc = *doc;
            slot.thumbnail = small;
            onboard.level2.insert(doc, *document);
            desk.draft.doc_paths.remove(&doc);
        }
        Ok(None) => {}
        Err(told) => slot.refused = Some(told),
    }
    Vec::new()
}

/// True while a document is being read.
pub fn is_loading(state: &State) -> bool {
    let mut slots = state.onboard.level2_slots.values();
    slots.any(|slot| slot.loading.is_some())
}

/// Keeps the documents and puts them into the queue.
fn send(desk: &mut Desk, case: CaseId) -> Vec<Effect> {
    let state = &desk.state;
    let onboard = &state.onboard;
    let is_ready = !onboard.level2.is_empty() && !is_loading(state) && !onboard.unsaved.is_saving;
    let Some(row) = state.cases.get(case).filter(|_| is_ready) else {
        return Vec::new();
    };
    if !matches!(state.store, StoreState::Open(_)) {
        return Vec::new();
    }
    // Whatever changed the case meanwhile changed other things than these documents.
    let version = row.version;
    let (progress, problems) = (row.progress, row.problems);
    let staff = state.settings.staff_name.clone();
    let detail = state.open_case.as_ref().and_then(|open| {
        let detail = open.detail.as_ref()?;
        (open.id == case).then_some(detail)
    });
    let content = detail.map_or_else(Default::default, |detail| detail.content.clone());
    let is_left = |doc: &Doc| {
        let stored = detail.is_some_and(|detail| detail.documents.contains_key(doc));
        stored && !onboard.level2.contains_key(doc)
    };
    let given = onboard
        .level2
        .iter()
        .map(|(doc, document)| (*doc, Some(document.clone())));
    // One that was sent before and is not given now is not sent again.
    let left = DOCS.into_iter().filter(is_left).map(|doc| (doc, None));
    let documents: Vec<(Doc, Option<DocContent>)> = given.chain(left).collect();
    let changed = onboard.level2.keys().map(|doc| doc.name()).collect();
    let docs = onboard.level2.keys().copied().collect();
    let save = DraftSave {
        id: case,
        version,
        at: state.now,
        staff: staff.clone(),
        content,
        documents,
        changed,
        progress,
        problems,
    };
    let freeze = Freeze {
        id: case,
        at: state.now,
        staff,
        frozen: None,
        documents: docs,
        consent: None,
    };
    let onboard = &mut desk.state.onboard;
    onboard.banner = None;
    onboard.unsaved.error = None;
    onboard.unsaved.is_saving = true;
    vec![
        Effect::SaveDraft(Box::new(save)),
        Effect::Freeze(Box::new(freeze)),
    ]
}
