//! A form file that the program was started with becomes a draft, for a person to review: nothing of it is sent by itself.

use super::super::action::Action;
use super::super::effect::{Effect, PictureSource};
use super::super::explain::Told;
use super::super::opened::OpenedForm;
use super::super::state::{Desk, Modal, Screen, SlotView, Step};
use super::form;
use crate::domain::normalise::normalise;
use crate::domain::{Field, Slot};

/// Most form files that wait.
const MOST_WAITING: usize = 100;

/// One was read. It goes onto the screen where nothing else is being worked on; else it waits, so that nobody types on in
/// the form of another customer.
pub(super) fn arrived(desk: &mut Desk, opened: Box<OpenedForm>) -> Vec<Effect> {
    let state = &desk.state;
    let is_free = matches!(state.screen, Screen::Onboard | Screen::Welcome)
        && matches!(state.onboard.step, Step::Start | Step::Form(_))
        && state.onboard.case.is_none()
        && state.onboard.then.is_none()
        && state.opened.is_empty()
        && matches!(state.modal, None | Some(Modal::Crashed { .. }))
        && super::drafts::is_blank(desk);
    if is_free {
        return super::act(desk, Action::TakeForm(opened));
    }
    if desk.state.opened.len() >= MOST_WAITING {
        let told = Told::new("opened-too-many").arg("max", MOST_WAITING);
        desk.state.notice = Some(told);
    } else {
        desk.state.opened.push_back(*opened);
    }
    Vec::new()
}

/// A person wants the next one.
pub(super) fn next(desk: &mut Desk) -> Vec<Effect> {
    // One is on its way already: what is on the screen is being kept.
    if matches!(
        desk.state.onboard.then.as_deref(),
        Some(Action::TakeForm(_))
    ) {
        return Vec::new();
    }
    match desk.state.opened.pop_front() {
        Some(opened) => super::act(desk, Action::TakeForm(Box::new(opened))),
        None => Vec::new(),
    }
}

/// What was to come once the form is kept does not come now; a form file among it waits again.
pub(super) fn put_back(desk: &mut Desk, then: Option<Box<Action>>) {
    if let Some(Action::TakeForm(opened)) = then.map(|action| *action) {
        desk.state.opened.push_front(*opened);
    }
}

/// Puts it onto the screen. What stood there is kept by now, or cannot be: then it stays, and the file waits.
pub(super) fn take(desk: &mut Desk, opened: OpenedForm) -> Vec<Effect> {
    let is_kept = desk.state.onboard.unsaved.is_kept();
    if !is_kept && matches!(desk.state.onboard.step, Step::Form(_)) {
        desk.state.opened.push_front(opened);
        super::shell::toast(&mut desk.state, Told::new("drafts-stays"), true);
        return Vec::new();
    }
    let mut effects = super::drafts::leave(desk);
    let modal = desk.state.modal.take();
    form::clear(desk);
    // A report of a crash that nobody has seen yet is not closed unseen.
    desk.state.modal = modal.filter(|modal| matches!(modal, Modal::Crashed { .. }));
    desk.draft.form = opened.file.form.clone();
    let gestures = desk.state.profile().gesture_count;
    let rules = form::rules(&desk.state);
    for field in Field::VALUES {
        normalise(&mut desk.draft.form, field, &rules);
    }
    // The welcome of the first start stays in front of it.
    if desk.state.settings.welcomed {
        desk.state.screen = Screen::Onboard;
    }
    super::drafts::touched(desk);
    let mut has_surplus = false;
    for (slot, path) in &opened.file.pictures {
        if matches!(slot, Slot::Gesture(at) if *at >= gestures) {
            has_surplus = true;
        } else if let Some(path) = opened.picture(path) {
            let source = PictureSource::File(path);
            effects.extend(super::pictures::load(desk, *slot, source));
        } else {
            let view = SlotView {
                refused: Some(Told::new("opened-elsewhere")),
                ..SlotView::default()
            };
            desk.state.onboard.slots.insert(*slot, view);
        }
    }
    if has_surplus {
        let told = Told::new("opened-surplus").arg("max", i64::from(gestures));
        desk.state.notice = Some(told);
    }
    form::recheck(desk);
    effects
}
