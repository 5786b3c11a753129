//! Drafts: every change is kept within a second, pictures at once; a draft that was left is gone on with where it was left.
//!
//! One save is under way at a time. What it keeps is compared with what was kept before, so that a change is never forgotten,
//! whatever changed it. What would take the form off the screen waits until all of it is kept ([`keep_first`]).

mod changes;
mod conflict;
mod content;
mod documents;
mod open;

use jiff::{SignedDuration, Timestamp};

use super::super::action::Action;
use super::super::effect::Effect;
use super::super::event::Event;
use super::super::explain::Told;
use super::super::state::{Conflict, Desk, Kept, Modal, State, Step, StoreState, Unsaved};
use crate::domain::{CaseId, Doc};
use crate::store::cases::DraftSave;

pub use changes::{changed_fields, fields_changed, is_changed, is_unchanged};
pub use content::{content_of, document_of, form_of, picture_of};
use documents::{all_changed, changed_documents, first_of, with};
pub(super) use open::{correct, follow, go_on, read, start_or_form};

/// A change waits so long for the next one before it is kept.
const QUIET: SignedDuration = SignedDuration::from_millis(400);
/// But no change waits longer than this.
const LATEST: SignedDuration = SignedDuration::from_millis(450);
/// A save that failed is tried again after this.
const AGAIN: SignedDuration = SignedDuration::from_secs(2);
/// What is told when somebody else changed the case.
const CONFLICT: &str = "store-conflict";

pub(super) fn act(desk: &mut Desk, action: &Action) -> Vec<Effect> {
    match *action {
        Action::ContinueDraft(case) => go_on(desk, case),
        Action::AskDiscardDraft(case) => {
            desk.state.modal = Some(Modal::DiscardDraft(case));
            Vec::new()
        }
        Action::DiscardDraft(case) => open::discard(desk, case),
        Action::ShowUnfinished => open::show_unfinished(desk),
        Action::TakeOtherVersion => conflict::take_other(desk),
        Action::KeepThisVersion => conflict::keep_this(desk),
        _ => Vec::new(),
    }
}

pub(super) fn hear(desk: &mut Desk, event: Event) -> Vec<Effect> {
    match event {
        Event::DraftSaved { case, result } => saved(desk, case, result),
        Event::DraftLoaded { request, result } => open::loaded(desk, request, result),
        _ => Vec::new(),
    }
}

/// Something of the form changed: it is kept soon.
pub(super) fn touched(desk: &mut Desk) {
    let now = desk.state.now;
    let unsaved = &mut desk.state.onboard.unsaved;
    unsaved.since.get_or_insert(now);
    unsaved.last = Some(now);
}

/// Where the person is changed, or which problems are shown: kept too, once there is a draft.
pub(super) fn moved(desk: &mut Desk) {
    let unsaved = &desk.state.onboard.unsaved;
    let is_begun = desk.state.onboard.case.is_some() || unsaved.since.is_some();
    if is_begun {
        touched(desk);
    }
}

/// A picture was put in or taken out: kept at once.
pub(super) fn document(desk: &mut Desk) -> Vec<Effect> {
    touched(desk);
    save(desk).into_iter().collect()
}

/// True if nothing was filled in.
pub(super) fn is_blank(desk: &Desk) -> bool {
    let mut numbers = desk.draft.other_numbers.values();
    desk.draft.form.is_empty() && numbers.all(String::is_empty)
}

fn is_open(state: &State) -> bool {
    matches!(state.store, StoreState::Open(_))
}

fn can_save(state: &State) -> bool {
    let onboard = &state.onboard;
    is_open(state)
        && matches!(onboard.step, Step::Form(_))
        && !onboard.unsaved.is_saving
        && onboard.unsaved.conflict.is_none()
        && !onboard.is_freezing
}

/// When the form must be kept; `None` if all is.
pub(super) fn due(state: &State) -> Option<Timestamp> {
    let unsaved = &state.onboard.unsaved;
    let since = unsaved.since.filter(|_| can_save(state))?;
    let after = |from: Timestamp, wait| from.checked_add(wait).unwrap_or(from);
    if unsaved.error.is_some() {
        return Some(after(since, AGAIN));
    }
    let quiet = after(unsaved.last.unwrap_or(since), QUIET);
    Some(quiet.min(after(since, LATEST)))
}

/// Keeps the form if it is time. A clock that was set back does not hold it up.
pub(super) fn save_due(desk: &mut Desk) -> Vec<Effect> {
    let now = desk.state.now;
    let unsaved = &mut desk.state.onboard.unsaved;
    for time in [&mut unsaved.since, &mut unsaved.last] {
        *time = time.map(|time| time.min(now));
    }
    if due(&desk.state).is_some_and(|at| at <= now) {
        save(desk).into_iter().collect()
    } else {
        Vec::new()
    }
}

/// Keeps the form now, if something of it is not kept and no save is under way.
pub(super) fn save(desk: &mut Desk) -> Option<Effect> {
    if desk.state.onboard.unsaved.since.is_none() || !can_save(&desk.state) {
        return None;
    }
    if desk.state.onboard.case.is_none() && is_blank(desk) {
        desk.state.onboard.unsaved = Unsaved::default();
        return None;
    }
    let mut documents = all_changed(desk);
    let is_all = first_of(&mut documents);
    let now = Kept {
        content: content::content(desk),
        pictures: with(&desk.state.onboard.kept.pictures, &documents, desk),
    };
    let progress = content::progress(desk);
    let problems = desk.state.onboard.visible_problems().count();
    let at = desk.state.now;
    let onboard = &mut desk.state.onboard;
    onboard.unsaved.since = (!is_all).then_some(at);
    onboard.unsaved.last = onboard.unsaved.since;
    if onboard.version > 0 && documents.is_empty() && now.content == onboard.kept.content {
        return None;
    }
    let save = DraftSave {
        id: *onboard.case.get_or_insert_with(CaseId::new),
        version: onboard.version,
        at: desk.state.now,
        staff: desk.state.settings.staff_name.clone(),
        changed: content::changed_names(&onboard.kept.content, &now.content),
        content: now.content.clone(),
        documents,
        progress,
        problems: u16::try_from(problems).unwrap_or(u16::MAX),
    };
    onboard.unsaved.is_saving = true;
    onboard.unsaved.saving = Some(Box::new(now));
    let originals = save.documents.iter().filter_map(|(doc, content)| {
        let Doc::Picture(slot) = *doc else {
            return None;
        };
        Some((slot, content.as_ref()?.original.clone()))
    });
    onboard.unsaved.originals = originals.collect();
    Some(Effect::SaveDraft(Box::new(save)))
}

fn saved(desk: &mut Desk, case: CaseId, result: Result<u64, Told>) -> Vec<Effect> {
    let now = desk.state.now;
    let onboard = &mut desk.state.onboard;
    let is_here = onboard.case == Some(case) && std::mem::take(&mut onboard.unsaved.is_saving);
    if !is_here {
        // A draft that is no longer on the screen; what could not be kept of it must at least be told.
        if let Err(told) = result {
            super::shell::toast(&mut desk.state, told, true);
        }
        return Vec::new();
    }
    let saving = onboard.unsaved.saving.take();
    let originals = std::mem::take(&mut onboard.unsaved.originals);
    let is_form = saving.is_some();
    match result {
        Ok(version) => {
            onboard.version = version;
            for (slot, told) in originals {
                // The memory is given back: they are several times the size of what is sent.
                if let Some(view) = onboard.slots.get_mut(&slot) {
                    view.told_original(&told);
                }
            }
            onboard.kept = saving.map_or_else(Kept::default, |kept| *kept);
            onboard.saved_at = Some(now);
            onboard.unsaved.error = None;
            kept(desk)
        }
        Err(told) if is_form => {
            onboard.unsaved.since = Some(now);
            onboard.unsaved.last = Some(now);
            if told.id == CONFLICT {
                return conflict::look(desk, case);
            }
            onboard.unsaved.error = Some(told);
            give_up(desk);
            Vec::new()
        }
        // The documents of level 2, which stay on their screen.
        Err(told) => {
            onboard.unsaved.error = Some(told);
            give_up(desk);
            Vec::new()
        }
    }
}

/// A save ended well: what has come up since is kept next, and what waited for it goes on.
fn kept(desk: &mut Desk) -> Vec<Effect> {
    let is_awaited = desk.state.wants_to_close || desk.state.onboard.then.is_some();
    let has_pictures = !all_changed(desk).is_empty();
    if (is_awaited || has_pictures)
        && let Some(effect) = save(desk)
    {
        return vec![effect];
    }
    if !desk.state.onboard.unsaved.is_kept() {
        return save_due(desk);
    }
    if desk.state.wants_to_close {
        desk.state.closing = true;
        return Vec::new();
    }
    match desk.state.onboard.then.take() {
        Some(action) => super::act(desk, *action),
        None => Vec::new(),
    }
}

/// The form could not be kept: it stays on the screen, whatever was to come after.
fn give_up(desk: &mut Desk) {
    let then = desk.state.onboard.then.take();
    let waited = then.is_some();
    super::opened::put_back(desk, then);
    if std::mem::take(&mut desk.state.wants_to_close) {
        desk.state.modal = Some(Modal::Quit);
    } else if waited {
        let told = Told::new("drafts-stays");
        super::shell::toast(&mut desk.state, told, true);
    }
}

/// The worker that may have been saving stopped: what it was to keep is kept again.
pub(super) fn save_lost(desk: &mut Desk) {
    let onboard = &mut desk.state.onboard;
    onboard.is_freezing = false;
    onboard.checking = None;
    let unsaved = &mut onboard.unsaved;
    if std::mem::take(&mut unsaved.is_saving) && unsaved.saving.take().is_some() {
        touched(desk);
    }
}

/// Notes what was edited, for the history: the form on the screen is left. It is kept already.
pub(super) fn leave(desk: &mut Desk) -> Vec<Effect> {
    let mut effects: Vec<Effect> = save(desk).into_iter().collect();
    let onboard = &desk.state.onboard;
    if let (Some(case), Step::Form(_)) = (onboard.case, onboard.step) {
        effects.push(Effect::NoteEdits(case));
    }
    effects
}

/// What takes the form off the screen, and what needs all of it in the store, waits until all is kept: then it is carried
/// out. `None` if nothing holds it up.
pub(super) fn keep_first(desk: &mut Desk, action: &Action) -> Option<Vec<Effect>> {
    let is_waiting = matches!(
        action,
        Action::NextCustomer
            | Action::NewForm
            | Action::TakeForm(_)
            | Action::ShowUnfinished
            | Action::ContinueDraft(_)
            | Action::CorrectCase(_)
            | Action::OpenLevel2(_)
            | Action::SwitchProfile(_)
            | Action::RemoveProfile(_)
            | Action::Send
    );
    let is_form = matches!(desk.state.onboard.step, Step::Form(_));
    if !is_waiting || !is_form || desk.state.onboard.unsaved.is_kept() {
        return None;
    }
    if matches!(desk.state.store, StoreState::Trouble(_)) || desk.state.onboard.is_freezing {
        return None;
    }
    if matches!(
        desk.state.onboard.unsaved.conflict,
        Some(Conflict::Found(_))
    ) {
        super::shell::toast(&mut desk.state, Told::new("drafts-decide-first"), true);
        return Some(Vec::new());
    }
    let effects: Vec<Effect> = save(desk).into_iter().collect();
    if desk.state.onboard.unsaved.is_kept() {
        return None;
    }
    let before = desk.state.onboard.then.replace(Box::new(action.clone()));
    super::opened::put_back(desk, before);
    Some(effects)
}
