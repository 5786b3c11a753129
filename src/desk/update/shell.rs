//! Navigation, the clock, what lies over the screen.

use jiff::{SignedDuration, Timestamp};

use super::super::action::Action;
use super::super::effect::Effect;
use super::super::explain::Told;
use super::super::state::{Desk, Modal, Screen, State, Step, Toast};

const TOAST: SignedDuration = SignedDuration::from_secs(6);
const TOASTS: usize = 3;

pub(super) fn act(desk: &mut Desk, action: &Action) -> Vec<Effect> {
    let state = &mut desk.state;
    match *action {
        Action::Go(screen) => {
            state.screen = screen;
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
        Action::CloseModal => state.modal = None,
        Action::DismissToast(id) => state.toasts.retain(|toast| toast.id != id),
        Action::DismissNotice => state.notice = None,
        Action::AskQuit => {
            if unsaved(desk) {
                desk.state.modal = Some(Modal::Quit);
            } else {
                desk.state.closing = true;
            }
        }
        Action::Quit => {
            state.closing = true;
            state.modal = None;
        }
        _ => {}
    }
    Vec::new()
}

/// True if closing now would lose something: a form with content, or a registration under way.
pub fn unsaved(desk: &Desk) -> bool {
    match desk.state.onboard.step {
        Step::Sending(_) | Step::Unconfirmed(_) => true,
        Step::Form(_) | Step::Sent(_) => !desk.draft.form.is_empty(),
    }
}

pub(super) fn tick(desk: &mut Desk, now: Timestamp, today: jiff::civil::Date) -> Vec<Effect> {
    let state = &mut desk.state;
    state.now = now;
    if state.today != today {
        state.today = today;
        super::form::recheck(desk);
    }
    desk.state.toasts.retain(|toast| toast.until > now);
    super::customers::ask_due(&mut desk.state)
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
