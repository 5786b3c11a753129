//! Navigation, the clock, what lies over the screen.

use jiff::{SignedDuration, Timestamp};

use super::super::action::Action;
use super::super::effect::Effect;
use super::super::explain::Told;
use super::super::state::{Desk, Modal, Screen, State, Toast};

const TOAST: SignedDuration = SignedDuration::from_secs(6);
const TOASTS: usize = 3;

pub(super) fn act(desk: &mut Desk, action: &Action) -> Vec<Effect> {
    let state = &mut desk.state;
    match *action {
        Action::Go(screen) => {
            state.screen = screen;
            if screen == Screen::Transactions {
                super::reports::entered(desk);
                return Vec::new();
            }
            if screen == Screen::Settings && desk.draft.profile.editing.is_none() {
                let name = state.profile().name.clone();
                return super::settings::edit(desk, Some(&name));
            }
        }
        Action::LeaveWelcome | Action::SaveStaffName => {
            desk.draft.staff = desk.draft.staff.trim().to_owned();
            state.settings.staff_name.clone_from(&desk.draft.staff);
            if !state.settings.welcomed {
                state.settings.welcomed = true;
                state.screen = Screen::Onboard;
            }
            return vec![Effect::SaveSettings(state.settings.clone())];
        }
        Action::ShowHelp => state.modal = Some(Modal::Help),
        Action::ShowLicences => {
            desk.draft.licence_search.clear();
            state.modal = Some(Modal::Licences);
        }
        Action::CloseModal => state.modal = None,
        Action::DismissToast(id) => state.toasts.retain(|toast| toast.id != id),
        Action::DismissNotice => state.notice = None,
        Action::AskQuit => return ask_quit(desk),
        Action::Quit => {
            state.closing = true;
            state.modal = None;
        }
        _ => {}
    }
    Vec::new()
}

/// Closes the window once the last change is kept; asks if it cannot be.
fn ask_quit(desk: &mut Desk) -> Vec<Effect> {
    let mut effects = super::drafts::leave(desk);
    // The store carries it out before the program ends.
    effects.extend(super::reports::keep(desk));
    let unsaved = &desk.state.onboard.unsaved;
    if unsaved.is_kept() {
        desk.state.closing = true;
    } else if unsaved.is_saving {
        desk.state.wants_to_close = true;
    } else {
        desk.state.modal = Some(Modal::Quit);
    }
    effects
}

/// True if something on the screen is not kept yet.
pub fn unsaved(desk: &Desk) -> bool {
    !desk.state.onboard.unsaved.is_kept() || desk.state.reports.unkept.is_some()
}

/// When the program must look at the clock again, if nothing else happens.
pub fn next_wake(state: &State) -> Option<Timestamp> {
    let toasts = state.toasts.iter().map(|toast| toast.until);
    let others = [
        super::drafts::due(state),
        super::reports::due(state),
        super::queue::wake(state),
        super::batches::wake(state),
        super::camera::wake(state),
        super::release::wake(state),
    ];
    toasts.chain(others.into_iter().flatten()).min()
}

pub(super) fn tick(desk: &mut Desk, now: Timestamp, today: jiff::civil::Date) -> Vec<Effect> {
    let state = &mut desk.state;
    state.now = now;
    if state.today != today {
        state.today = today;
        super::form::recheck(desk);
    }
    desk.state.toasts.retain(|toast| toast.until > now);
    let mut effects = super::drafts::save_due(desk);
    effects.extend(super::reports::keep_due(desk));
    effects.extend(super::queue::notify_due(&mut desk.state));
    effects.extend(super::release::tick(&mut desk.state));
    effects.extend(super::camera::tick(desk));
    effects
}

pub(super) fn toast(state: &mut State, told: Told, is_error: bool) {
    let id = state.request().0;
    let until = state.now.checked_add(TOAST).unwrap_or(state.now);
    state.toasts.push(Toast {
        id,
        told,
        is_error,
        until,
    });
    let excess = state.toasts.len().saturating_sub(TOASTS);
    state.toasts.drain(..excess);
}
