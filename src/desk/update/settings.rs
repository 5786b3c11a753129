//! Language, theme, profiles, secrets, the connection.

use super::super::action::Action;
use super::super::effect::{Effect, RequestId};
use super::super::explain::{self, Told};
use super::super::state::{
    Cases, Connection, ConnectionTest, Desk, Modal, ProfileDraft, QueueState, SecretState,
    SendingField, State, Webhook,
};
use crate::domain::amount::Notation;
use crate::domain::managed::same_name;
use crate::domain::profile::{GestureSet, GetPayload, Kind};
use crate::domain::{Profile, ThemeChoice};
use crate::vault::Secret;

pub(super) fn act(desk: &mut Desk, action: Action) -> Vec<Effect> {
    match action {
        Action::SetLanguage(lang) => {
            let before = Notation::of(desk.state.lang());
            desk.state.settings.language = Some(lang);
            // What was typed as five thousand does not become five.
            desk.draft.reports.rewrite(before, Notation::of(lang));
            super::reports::touched(&mut desk.state);
            let load = super::items::load(&mut desk.state);
            let mut effects = vec![save_settings(&desk.state), load];
            effects.extend(super::reports::keep(desk));
            effects
        }
        Action::SetTheme(theme) => set_theme(desk, theme),
        Action::SaveSending => save_sending(desk),
        Action::SetNotifications(on) => {
            desk.state.settings.notifications = on;
            vec![save_settings(&desk.state)]
        }
        Action::SetLogLevel(level) => {
            desk.state.settings.log_level = level;
            vec![save_settings(&desk.state)]
        }
        Action::SaveSupport => vec![Effect::SaveSupport(desk.state.profiles.clone())],
        Action::SwitchProfile(name) => switch(desk, &name),
        Action::EditProfile(name) => edit(desk, name.as_deref()),
        Action::SaveProfile => save(desk),
        Action::AskRemoveProfile(name) => {
            desk.state.modal = Some(Modal::RemoveProfile(name));
            Vec::new()
        }
        Action::RemoveProfile(name) => remove(desk, &name),
        Action::ForgetSecret => forget(desk),
        Action::TestConnection => test(desk),
        _ => Vec::new(),
    }
}

fn save_settings(state: &State) -> Effect {
    Effect::SaveSettings(state.settings.clone())
}

fn set_theme(desk: &mut Desk, theme: ThemeChoice) -> Vec<Effect> {
    desk.state.settings.theme = theme;
    vec![save_settings(&desk.state)]
}

/// Takes the limits as typed. One that makes no sense is told, and stays as it was.
fn save_sending(desk: &mut Desk) -> Vec<Effect> {
    let before = desk.state.settings.clone();
    let typed = &mut desk.draft.sending;
    let settings = &mut desk.state.settings;
    let problems = &mut desk.state.settings_screen.sending;
    for field in SendingField::ALL {
        let (text, kept) = match field {
            SendingField::AtOnce => (&mut typed.at_once, &mut settings.sends_at_once),
            SendingField::Polls => (&mut typed.polls, &mut settings.polls_per_minute),
            SendingField::KeepDays => (&mut typed.keep_days, &mut settings.keep_pictures_days),
        };
        let (min, max) = field.range();
        let number = text.trim().parse().ok();
        if let Some(number) = number.filter(|number| (min..=max).contains(number)) {
            *kept = number;
            *text = number.to_string();
            problems.remove(&field);
        } else {
            let told = Told::new("settings-number")
                .arg("min", i64::from(min))
                .arg("max", i64::from(max));
            problems.insert(field, told);
        }
    }
    if desk.state.settings == before {
        return Vec::new();
    }
    vec![save_settings(&desk.state)]
}

/// The work that makes the chosen profile usable.
pub(super) fn use_profile(state: &mut State) -> Vec<Effect> {
    let profile = state.profile().clone();
    state.settings_screen.test = ConnectionTest::Idle;
    state.items.error = None;
    state.cases = Cases::default();
    state.open_case = None;
    state.queue = QueueState::default();
    state.webhook = Webhook::default();
    let open = super::queue::open_store(state, None, false);
    let connect = connect(state, &profile);
    vec![open, connect, super::items::load(state)]
}

fn connect(state: &mut State, profile: &Profile) -> Effect {
    let request = state.request();
    state.connection = Connection::Connecting(request);
    Effect::Connect {
        request,
        profile: Box::new(profile.clone()),
    }
}

/// Uses another profile; the form on the screen is kept first.
fn switch(desk: &mut Desk, name: &str) -> Vec<Effect> {
    let is_known = desk.state.profiles.iter().any(|known| known.name == name);
    if !is_known || name == desk.state.profile().name {
        return Vec::new();
    }
    let mut effects = super::drafts::leave(desk);
    name.clone_into(&mut desk.state.settings.profile);
    super::form::clear(desk);
    desk.draft.webhook_url.clear();
    effects.push(save_settings(&desk.state));
    effects.extend(super::reports::leave_profile(desk));
    effects.extend(super::batches::leave_profile(desk));
    effects.extend(use_profile(&mut desk.state));
    effects.extend(edit(desk, Some(name)));
    effects
}

pub(super) fn edit(desk: &mut Desk, name: Option<&str>) -> Vec<Effect> {
    let profile = name.and_then(|name| desk.state.profiles.iter().find(|known| known.name == name));
    desk.draft.profile = profile.map_or_else(ProfileDraft::new_profile, ProfileDraft::of);
    let is_live = profile.is_some_and(|profile| !profile.is_training());
    let screen = &mut desk.state.settings_screen;
    screen.problem = None;
    screen.secret = SecretState::Missing;
    screen.secret_request = None;
    let Some(profile) = name.filter(|_| is_live).map(str::to_owned) else {
        return Vec::new();
    };
    let request = desk.state.request();
    desk.state.settings_screen.secret = SecretState::Unknown;
    desk.state.settings_screen.secret_request = Some(request);
    vec![Effect::CheckSecret { request, profile }]
}

/// The profile as it was typed.
fn typed(draft: &ProfileDraft, base: &Profile) -> Result<Profile, Told> {
    let optional = |text: &str| {
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let gesture_count = draft
        .gesture_count
        .trim()
        .parse()
        .map_err(|_| Told::new("profile-gesture-count"))?;
    Ok(Profile {
        name: draft.name.trim().to_owned(),
        base_url: draft.base_url.trim().to_owned(),
        transaction_base_url: optional(&draft.transaction_base_url),
        account_base_url: optional(&draft.account_base_url),
        api_key: draft.api_key.trim().to_owned(),
        key_header: draft.key_header.trim().to_owned(),
        signature_header: draft.signature_header.trim().to_owned(),
        get_payload: if draft.sign_braces {
            GetPayload::Braces
        } else {
            GetPayload::Empty
        },
        extra_ca_file: optional(&draft.extra_ca_file).map(Into::into),
        gesture_count,
        gesture_sets: gesture_sets(&draft.gesture_sets)?,
        ..base.clone()
    })
}

/// Reads one set of gestures a line: an id, a name, and after a colon the gestures with commas between.
fn gesture_sets(text: &str) -> Result<Vec<GestureSet>, Told> {
    let wrong = |line: &str| Told::new("profile-gesture-set").arg("line", line.to_owned());
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let sets = lines.map(|line| {
        let (head, gestures) = line.split_once(':').unwrap_or((line, ""));
        let (id, name) = head
            .trim()
            .split_once(char::is_whitespace)
            .ok_or_else(|| wrong(line))?;
        let names = gestures.split(',').map(|name| name.trim().to_owned());
        Ok(GestureSet {
            id: id.parse().map_err(|_| wrong(line))?,
            name: name.trim().to_owned(),
            gestures: names.filter(|name| !name.is_empty()).collect(),
        })
    });
    sets.collect()
}

fn save(desk: &mut Desk) -> Vec<Effect> {
    match try_save(desk) {
        Ok(effects) => {
            desk.state.settings_screen.problem = None;
            super::shell::toast(&mut desk.state, Told::new("settings-profile-saved"), false);
            effects
        }
        Err(told) => {
            desk.state.settings_screen.problem = Some(told);
            Vec::new()
        }
    }
}

fn try_save(desk: &mut Desk) -> Result<Vec<Effect>, Told> {
    let draft = &desk.draft.profile;
    if let Some(name) = &draft.editing
        && desk.state.managed.is_provisioned(name)
    {
        // Of a provisioned profile, the secret is all that is kept here.
        let name = name.clone();
        let known = desk.state.profiles.iter();
        let is_live = known.clone().any(|p| p.name == name && !p.is_training());
        let store = is_live.then(|| store_secret(desk, name)).flatten();
        let nothing = || Told::new("managed-no-secret");
        return Ok(vec![store.ok_or_else(nothing)?]);
    }
    let old = draft.editing.as_ref().and_then(|name| {
        let known = desk.state.profiles.iter();
        known.enumerate().find(|(_, known)| known.name == *name)
    });
    let place = old.map(|(place, _)| place);
    let base = old.map_or_else(|| Profile::live("", "", ""), |(_, known)| known.clone());
    let mut profile = typed(draft, &base)?;
    if let Some(place) = place {
        // A secret lives under the profile's name, so an existing one keeps it.
        profile.name.clone_from(&desk.state.profiles[place].name);
    } else if desk
        .state
        .profiles
        .iter()
        .chain(&desk.state.aside)
        .any(|known| same_name(&known.name, &profile.name))
    {
        return Err(Told::new("profile-name-taken"));
    }
    crate::store::profiles::validate(&profile).map_err(|error| explain::profile(&error))?;
    let name = profile.name.clone();
    let in_use = name == desk.state.profile().name;
    match place {
        Some(place) => desk.state.profiles[place] = profile.clone(),
        None => desk.state.profiles.push(profile.clone()),
    }
    let mut effects = vec![Effect::SaveProfiles(desk.state.own_profiles())];
    let secret = std::mem::take(&mut desk.draft.profile.secret);
    if place.is_none() {
        effects.extend(edit(desk, Some(&name)));
    }
    if profile.kind == Kind::Live {
        desk.draft.profile.secret = secret;
        effects.extend(store_secret(desk, name));
    }
    if in_use {
        effects.push(connect(&mut desk.state, &profile));
        super::form::recheck(desk);
    }
    Ok(effects)
}

/// Takes the secret that was typed, if one was, for the keyring.
fn store_secret(desk: &mut Desk, profile: String) -> Option<Effect> {
    let secret = std::mem::take(&mut desk.draft.profile.secret);
    if secret.is_empty() {
        return None;
    }
    let request = desk.state.request();
    desk.state.settings_screen.secret_request = Some(request);
    desk.state.settings_screen.secret = SecretState::Unknown;
    desk.state.settings_screen.reconnect_after = Some(request);
    Some(Effect::StoreSecret {
        request,
        profile,
        secret: Secret::from(secret),
    })
}

fn remove(desk: &mut Desk, name: &str) -> Vec<Effect> {
    desk.state.modal = None;
    let is_live = |profile: &Profile| profile.name == name && !profile.is_training();
    if !desk.state.profiles.iter().any(is_live) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if desk.state.profile().name == name {
        let profiles = &desk.state.profiles;
        let fallback = desk.state.managed.fallback_profile();
        let other = profiles.iter().find(|known| known.name == fallback);
        let other = other.unwrap_or(&profiles[0]).name.clone();
        effects.extend(switch(desk, &other));
        if desk.state.profile().name == name {
            return Vec::new();
        }
    }
    desk.state.profiles.retain(|profile| !is_live(profile));
    let request = desk.state.request();
    effects.push(Effect::RemoveSecret {
        request,
        profile: name.to_owned(),
    });
    effects.push(Effect::SaveProfiles(desk.state.own_profiles()));
    let in_use = desk.state.profile().name.clone();
    effects.extend(edit(desk, Some(&in_use)));
    effects
}

fn forget(desk: &mut Desk) -> Vec<Effect> {
    let Some(profile) = desk.draft.profile.editing.clone() else {
        return Vec::new();
    };
    let request = desk.state.request();
    desk.state.settings_screen.secret = SecretState::Unknown;
    desk.state.settings_screen.secret_request = Some(request);
    desk.state.settings_screen.reconnect_after = Some(request);
    vec![Effect::RemoveSecret { request, profile }]
}

fn test(desk: &mut Desk) -> Vec<Effect> {
    let request = desk.state.request();
    desk.state.settings_screen.test = ConnectionTest::Running(request);
    vec![Effect::TestConnection { request }]
}

pub(super) fn tested(
    desk: &mut Desk,
    request: RequestId,
    result: Result<(u64, Option<i64>), Told>,
) -> Vec<Effect> {
    let test = &mut desk.state.settings_screen.test;
    if *test == ConnectionTest::Running(request) {
        *test = match result {
            Ok((millis, clock_ahead_secs)) => ConnectionTest::Passed {
                millis,
                clock_ahead_secs,
            },
            Err(told) => ConnectionTest::Failed(told),
        };
    }
    Vec::new()
}

pub(super) fn connected(
    desk: &mut Desk,
    request: RequestId,
    result: Result<Option<String>, Told>,
) -> Vec<Effect> {
    let state = &mut desk.state;
    if state.connection != Connection::Connecting(request) {
        return Vec::new();
    }
    match result {
        Ok(sandbox_page) => {
            state.connection = Connection::Ready { sandbox_page };
            if state.items.loading.is_none() {
                super::items::refresh_if_old(state)
            } else {
                Vec::new()
            }
        }
        Err(told) => {
            state.connection = Connection::Failed(told);
            Vec::new()
        }
    }
}

pub(super) fn secret_checked(
    desk: &mut Desk,
    request: RequestId,
    profile: &str,
    secret: SecretState,
) -> Vec<Effect> {
    let state = &mut desk.state;
    if state.settings_screen.secret_request == Some(request) {
        state.settings_screen.secret_request = None;
        state.settings_screen.secret = secret;
    }
    // A secret that came or went changes whether the profile in use can be spoken to.
    let in_use = state.profile().clone();
    let has_changed = state.settings_screen.reconnect_after == Some(request);
    let is_unusable = !matches!(state.connection, Connection::Ready { .. });
    if in_use.name == profile && (has_changed || is_unusable) {
        return vec![connect(state, &in_use)];
    }
    Vec::new()
}
