//! A form file that the program was started with becomes a draft, for a person to review: nothing of it is sent by itself.

use super::super::effect::{Effect, PictureSource};
use super::super::explain::Told;
use super::super::opened::OpenedForm;
use super::super::state::{Desk, Modal, Screen, SlotView, Step};
use super::form;
use crate::domain::normalise::normalise;
use crate::domain::{Field, Slot};

/// Puts it onto the screen. What stood there is kept by now, or cannot be: then it stays.
pub(super) fn take(desk: &mut Desk, opened: &OpenedForm) -> Vec<Effect> {
    let is_kept = desk.state.onboard.unsaved.is_kept();
    if !is_kept && matches!(desk.state.onboard.step, Step::Form(_)) {
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
