//! `backup`, `restore`: a store in one encrypted file.

use std::path::Path;

use super::cases::file_is_free;
use super::kept::{self, Kept};
use super::session::Session;
use super::{Exit, terminal};
use crate::desk::explain::{self, Told};
use crate::store::cases::backup;
use crate::store::cases::open::{self, KeptBy, OpenError};
use crate::vault::KeyringVault;

/// Writes the store of a profile into a new file.
pub fn backup(session: &Session, file: &Path, profile: Option<&str>) -> Exit {
    let result = kept::of(session, profile).and_then(|(profile, kept)| {
        write(session, &kept, file)?;
        let path = file.display().to_string();
        let told = Told::new("cli-backup-done")
            .arg("name", profile.name.clone())
            .arg("path", path);
        terminal::say(&told.full(session.texts()));
        Ok(())
    });
    result.err().unwrap_or(Exit::Done)
}

fn write(session: &Session, kept: &Kept, file: &Path) -> Result<(), Exit> {
    if kept.opened.kept_by == KeptBy::Session {
        return Err(session.refuse(&Told::new("cli-backup-session")));
    }
    // Before anybody types a passphrase.
    file_is_free(session, file)?;
    let passphrase =
        kept::choose(session, "cli-backup-prompt").map_err(|told| session.refuse(&told))?;
    backup::backup(&kept.opened, file, &passphrase, &kept.actor)
        .map_err(|error| session.refuse(&explain::open_store(&error)))
}

/// Puts a backup into the place of a profile's store.
pub fn restore(session: &Session, file: &Path, profile: Option<&str>) -> Exit {
    let result = session.profile(profile).and_then(|profile| {
        let refuse = |told: Told| session.refuse(&told);
        let own = kept::given(session).map_err(refuse)?;
        kept::prompt(session, "cli-backup-passphrase-prompt");
        let passphrase = kept::line().map_err(refuse)?;
        let is_replaced = open::path(&session.home, profile).exists();
        let restored = backup::restore(
            &session.home,
            profile,
            &KeyringVault::for_stores(),
            file,
            &passphrase,
            own.as_ref(),
            &kept::actor(session),
        );
        restored.map_err(|error| refuse(not_restored(&error)))?;
        let done = if is_replaced {
            "cli-restore-replaced"
        } else {
            "cli-restore-done"
        };
        let told = Told::new(done).arg("name", profile.name.clone());
        terminal::say(&told.full(session.texts()));
        Ok(())
    });
    result.err().unwrap_or(Exit::Done)
}

/// The words of the window; its hints are for a store that does not open.
fn not_restored(error: &OpenError) -> Told {
    let told = explain::open_store(error);
    match error {
        OpenError::NeedsPassphrase { .. } => told.hint("cli-restore-passphrase-hint"),
        OpenError::WrongPassphrase | OpenError::Damaged { .. } | OpenError::Foreign { .. } => {
            told.hint("cli-nothing-restored")
        }
        _ => told,
    }
}
