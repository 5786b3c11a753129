//! `doctor --bundle`: what support needs, in one file.

use std::path::Path;

use super::cases::not_written;
use super::session::Session;
use super::{Exit, terminal};
use crate::desk::support::{self, Facts};
use crate::logs::field;
use crate::text::Arg;
use crate::vault::VaultError;

/// Writes the bundle and prints what is inside.
pub fn write(session: &Session, file: &Path, lines: Vec<String>, notes: Vec<String>) -> Exit {
    let facts = Facts {
        home: &session.home,
        settings: &session.settings,
        profiles: &session.profiles,
        texts: session.texts(),
        notes,
        doctor: Some(lines),
    };
    // An empty file of that name was judged to be free.
    let entries = match support::write(&facts, file, true) {
        Ok(entries) => entries,
        Err(error) => return session.refuse(&not_written(&error)),
    };
    let texts = session.texts();
    let path = file.display().to_string();
    terminal::say(&texts.with("support-written", &[("path", Arg::from(path))]));
    for entry in entries {
        terminal::say(&format!("  {:>9}  {}", entry.bytes, entry.name));
    }
    Exit::Done
}

/// Whether the keyring keeps what it is given.
pub fn keyring(checked: Result<(), VaultError>) -> String {
    match checked {
        Ok(()) => "keyring: keeps a secret and gives it back".to_owned(),
        Err(error) => format!("keyring: {}", field(&error)),
    }
}
