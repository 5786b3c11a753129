//! `profile add`, `profile list`, `profile set-secret`, `profile remove`.

use std::io::{BufRead, IsTerminal, Read};

use zeroize::Zeroizing;

use super::args::ProfileCommand;
use super::session::Session;
use super::{Exit, terminal};
use crate::desk::explain::{self, Told};
use crate::domain::{Profile, Settings};
use crate::store::{self, StoreError};
use crate::vault::{KeyringVault, MAX_SECRET_BYTES, Secret, Vault, VaultError};

/// Why a change was not made.
struct Refused(Told);

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self(explain::store(&error))
    }
}

/// Adds, lists or removes.
pub fn run(session: &Session, command: ProfileCommand) -> Exit {
    let result = match command {
        ProfileCommand::List => {
            list(session);
            Ok(())
        }
        ProfileCommand::Add {
            name,
            base_url,
            api_key,
        } => add(
            session,
            &Profile::live(name.trim(), base_url.trim(), api_key.trim()),
        ),
        ProfileCommand::SetSecret { name } => set_secret(session, name.trim()),
        ProfileCommand::Remove { name } => remove(session, name.trim()),
    };
    match result {
        Ok(()) => Exit::Done,
        Err(Refused(told)) => session.refuse(&told),
    }
}

fn list(session: &Session) {
    for profile in &session.profiles {
        let is_used = profile.name == session.settings.profile;
        let mark = if is_used { "*" } else { " " };
        let line = format!("{mark} {}\t{}", profile.name, profile.base_url);
        terminal::say(line.trim_end());
    }
    if let Some(told) = session.told_aside("managed-aside") {
        session.complain(&told);
    }
}

/// What is provisioned, and what is allowed here, is decided elsewhere.
fn refused_by(session: &Session, id: &'static str) -> Refused {
    Refused(Told::new(id).arg("by", session.managed.by.clone()))
}

fn set_secret(session: &Session, name: &str) -> Result<(), Refused> {
    if session.find(name).map_err(Refused)?.is_training() {
        return Err(Refused(Told::new("cli-secret-training")));
    }
    let secret = read_secret(session)?;
    let stored = KeyringVault::default().set(name, &secret);
    stored.map_err(|error| {
        let hint = match error {
            VaultError::NoStore | VaultError::Locked => "cli-secret-not-set-hint",
            VaultError::TooLarge | VaultError::Other(_) => "cli-secret-not-set",
        };
        Refused(explain::vault(&error).hint(hint))
    })?;
    tell(session, "cli-secret-set", name);
    Ok(())
}

fn add(session: &Session, profile: &Profile) -> Result<(), Refused> {
    let check = |others: &[Profile]| {
        store::profiles::check_beside(profile, others)
            .map_err(|error| Refused(explain::profile(&error)))
    };
    if session.managed.forbids_own {
        return Err(refused_by(session, "managed-no-own"));
    }
    // Before anybody types a secret.
    check(&session.profiles)?;
    let secret = read_secret(session)?;
    let mut is_kept = false;
    let saved: Result<(), Refused> = store::profiles::update(&session.home, |profiles| {
        check(profiles)?;
        // Inside the lock, once the name is known to be free: another profile's secret is never written over. The keyring
        // alone, not the session's vault: memory would be gone with this command.
        KeyringVault::default()
            .set(&profile.name, &secret)
            .map_err(|error| Refused(not_kept(error)))?;
        is_kept = true;
        profiles.push(profile.clone());
        Ok(())
    });
    if saved.is_err() && is_kept {
        // A secret without a profile would be found by nobody. If it stays, adding the profile again replaces it.
        let _ = KeyringVault::default().remove(&profile.name);
    }
    saved?;
    tell(session, "cli-profile-added", &profile.name);
    Ok(())
}

/// A command ends at once, so "for this session only" would be no help here.
fn not_kept(error: VaultError) -> Told {
    let hint = match error {
        VaultError::NoStore | VaultError::Locked => "cli-vault-hint",
        VaultError::TooLarge | VaultError::Other(_) => "cli-nothing-added",
    };
    Told {
        hint: Some(hint),
        ..explain::vault(&error)
    }
}

/// The first line of standard input.
fn read_secret(session: &Session) -> Result<Secret, Refused> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        session.complain(&Told::new("cli-secret-prompt"));
    }
    // More than the keyring takes, so that one that is too long is refused there and not cut here; and large enough from
    // the start that no copy is left behind in memory.
    let most = MAX_SECRET_BYTES + 16;
    let mut typed = Zeroizing::new(String::with_capacity(most));
    let read = stdin.lock().take(most as u64).read_line(&mut typed);
    if read.is_err() || typed.trim().contains(char::is_control) {
        return Err(Refused(
            Told::new("cli-odd-secret").hint("cli-odd-secret-hint"),
        ));
    }
    // Some editors put a mark in front of a text.
    let secret = typed.trim().trim_start_matches('\u{feff}');
    if secret.is_empty() {
        return Err(Refused(
            Told::new("cli-no-secret").hint("cli-no-secret-give"),
        ));
    }
    Ok(Secret::from(secret.to_owned()))
}

fn remove(session: &Session, name: &str) -> Result<(), Refused> {
    if session.managed.is_provisioned(name) {
        return Err(refused_by(session, "managed-locked"));
    }
    let is_reached = store::profiles::update(&session.home, |profiles| {
        let missing = || Refused(Told::new("cli-no-profile").arg("name", name));
        let found = profiles.iter().position(|profile| profile.name == name);
        let index = found.ok_or_else(missing)?;
        if profiles.get(index).is_some_and(Profile::is_training) {
            return Err(Refused(Told::new("cli-training-stays")));
        }
        // The secret first: while it may still be there, so is the profile that leads to it.
        let is_reached = match KeyringVault::default().remove(name) {
            Ok(()) => true,
            Err(VaultError::NoStore) => false,
            Err(error) => return Err(Refused(explain::vault(&error))),
        };
        profiles.remove(index);
        Ok(is_reached)
    })?;
    store::items::forget(&session.home, name);
    choose_another(session, name)?;
    if is_reached {
        tell(session, "cli-profile-removed", name);
    } else {
        tell(session, "cli-profile-removed-only", name);
        let told = Told::new("cli-no-keyring").hint("cli-no-keyring-remove-hint");
        session.complain(&told);
    }
    Ok(())
}

/// The settings must not go on naming a profile that is gone.
fn choose_another(session: &Session, gone: &str) -> Result<(), StoreError> {
    let before = store::settings::load_managed(&session.home, &session.managed)?;
    if before.profile != gone {
        return Ok(());
    }
    let after = Settings {
        profile: session.managed.fallback_profile().to_owned(),
        ..before.clone()
    };
    store::settings::save(&session.home, &before, &after)
}

fn tell(session: &Session, id: &'static str, name: &str) {
    terminal::say(&session.texts().with(id, &[("name", name.into())]));
}
