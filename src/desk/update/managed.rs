//! What the managed configuration of this computer does not allow. The window shows it; here it is kept.

use super::super::action::Action;
use super::super::effect::Effect;
use super::super::explain::Told;
use super::super::state::{Desk, SendingDraft, SendingField, State};
use crate::domain::{Managed, Profile, Settings};

/// Takes another profile where the one that was chosen is not used on this computer; says so then.
pub fn settle_profile(
    settings: &mut Settings,
    managed: &Managed,
    profiles: &[Profile],
) -> Option<Told> {
    let is_there = |name: &str| profiles.iter().any(|profile| profile.name == name);
    if managed.file.is_none() || is_there(&settings.profile) {
        return None;
    }
    let used = managed.fallback_profile().to_owned();
    let left = std::mem::replace(&mut settings.profile, used.clone());
    let told = Told::new("managed-profile-left")
        .arg("by", managed.by.clone())
        .arg("name", left)
        .arg("used", used);
    Some(told)
}

/// Who decided.
fn told(state: &State, id: &'static str) -> Told {
    Told::new(id).arg("by", state.managed.by.clone())
}

/// Why an action is not allowed here; `None` if it is.
pub(super) fn refusal(desk: &Desk, action: &Action) -> Option<Told> {
    let state = &desk.state;
    let managed = &state.managed;
    let key = match action {
        Action::SetLanguage(_) => "language",
        Action::SetTheme(_) => "theme",
        Action::SetNotifications(_) => "notifications",
        Action::SwitchProfile(_) => "profile",
        Action::EditProfile(None) if managed.forbids_own => {
            return Some(told(state, "managed-no-own"));
        }
        Action::SaveProfile if managed.forbids_own && desk.draft.profile.editing.is_none() => {
            return Some(told(state, "managed-no-own"));
        }
        Action::AskRemoveProfile(name) | Action::RemoveProfile(name)
            if managed.is_provisioned(name) =>
        {
            return Some(told(state, "managed-locked"));
        }
        _ => return None,
    };
    let is_locked = managed.is_locked(key);
    is_locked.then(|| told(state, "managed-locked"))
}

/// Puts what is locked back in its place before it is kept, whatever changed it.
pub(super) fn keep_locked(desk: &mut Desk, effects: &mut [Effect]) {
    for effect in effects {
        if let Effect::SaveSettings(settings) = effect
            && desk.state.managed.keep_locked(settings)
        {
            desk.state.settings.clone_from(settings);
            let is_locked = |key| desk.state.managed.is_locked(key);
            if is_locked("staff_name") {
                desk.draft.staff.clone_from(&settings.staff_name);
            }
            if SendingField::ALL.iter().any(|field| is_locked(field.key())) {
                desk.draft.sending = SendingDraft::of(settings);
                desk.state.settings_screen.sending.clear();
            }
        }
    }
}

impl State {
    /// What goes into a person's file of profiles: never a provisioned one, and also those that are not used here.
    pub(super) fn own_profiles(&self) -> Vec<Profile> {
        let provisioned = |profile: &&Profile| self.managed.is_provisioned(&profile.name);
        let own = self.profiles.iter().filter(|profile| !provisioned(profile));
        own.chain(&self.aside).cloned().collect()
    }
}
