//! From the text of the managed configuration to what it says, or to the byte at which it is wrong.

use serde::Deserialize;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::super::files;
use super::super::profiles::check_beside;
use super::{MAX_PROFILES, ManagedProblem};
use crate::domain::profile::TRAINING;
use crate::domain::{Managed, Profile, Settings};

/// Longest name of who decided, and longest text of a setting, in characters.
const MAX_BY_CHARS: usize = 80;
const MAX_TEXT_CHARS: usize = 2048;

/// Parts of the names of keys that look like a secret, in both languages of the program.
const SECRETS: [&str; 8] = [
    "secret",
    "password",
    "passwd",
    "passphrase",
    "token",
    "private",
    "rahasia",
    "sandi",
];

/// What is wrong, and at which byte.
pub(super) struct Wrong {
    pub at: usize,
    pub problem: ManagedProblem,
}

/// The shape of the file. The settings are read as such for the sake of their checks: which keys are there, their
/// tables tell.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    managed_by: Spanned<String>,
    contact: Option<Spanned<String>>,
    #[serde(default = "yes")]
    own_profiles: bool,
    #[serde(default, rename = "defaults")]
    _defaults: Settings,
    #[serde(default, rename = "locked")]
    _locked: Settings,
    #[serde(default)]
    profile: Vec<Spanned<Profile>>,
}

fn yes() -> bool {
    true
}

pub(super) fn parse(text: &str) -> Result<Managed, Wrong> {
    let damaged = |error: &toml::de::Error| Wrong {
        at: error.span().unwrap_or_default().start,
        problem: ManagedProblem::Damaged(without_values(error.message())),
    };
    let places = DeTable::parse(text).map_err(|error| damaged(&error))?;
    let places = places.get_ref();
    no_secret(places)?;
    let file: File = toml::from_str(text).map_err(|error| damaged(&error))?;
    let mut tables: Table = text.parse().map_err(|error| damaged(&error))?;
    let mut table = |name: &str| match tables.remove(name) {
        Some(Value::Table(table)) => table,
        _ => Table::new(),
    };
    let (defaults, locked) = (table("defaults"), table("locked"));
    one_line("managed_by", &file.managed_by, MAX_BY_CHARS)?;
    if let Some(contact) = &file.contact {
        one_line("contact", contact, MAX_TEXT_CHARS)?;
    }
    let profiles = profiles(file.profile)?;
    check_settings(places, "defaults", &defaults, &profiles)?;
    check_settings(places, "locked", &locked, &profiles)?;
    if let Some(key) = locked.keys().find(|key| defaults.contains_key(*key)) {
        return Err(Wrong {
            at: key_at(places, "locked", key),
            problem: ManagedProblem::Both(key.clone()),
        });
    }
    Ok(Managed {
        by: file.managed_by.into_inner(),
        contact: file.contact.map(Spanned::into_inner).unwrap_or_default(),
        defaults,
        locked,
        profiles,
        forbids_own: !file.own_profiles,
        ..Managed::default()
    })
}

/// The reader quotes a value of the wrong kind; what was expected is enough, and the place is told.
fn without_values(message: &str) -> String {
    let message = match message.split_once(", expected ") {
        Some((head, expected)) if !head.starts_with("unknown field") => {
            format!("expected {expected}")
        }
        _ => message.to_owned(),
    };
    files::one_line(&message)
}

/// Looked for first, so that the answer is not merely that the key is unknown.
fn no_secret(table: &DeTable<'_>) -> Result<(), Wrong> {
    for (key, value) in table {
        let name = key.get_ref().to_lowercase();
        if SECRETS.iter().any(|part| name.contains(part)) {
            return Err(Wrong {
                at: key.span().start,
                problem: ManagedProblem::Secret(files::one_line(key.get_ref())),
            });
        }
        match value.get_ref() {
            DeValue::Table(table) => no_secret(table)?,
            DeValue::Array(values) => {
                for value in values {
                    if let DeValue::Table(table) = value.get_ref() {
                        no_secret(table)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// A name or an address that is shown.
fn one_line(key: &str, text: &Spanned<String>, most: usize) -> Result<(), Wrong> {
    let is_right = !text.get_ref().trim().is_empty() && is_text(text.get_ref(), most);
    let wrong = || Wrong {
        at: text.span().start,
        problem: ManagedProblem::Text(key.to_owned()),
    };
    is_right.then_some(()).ok_or_else(wrong)
}

fn is_text(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.chars().any(char::is_control)
}

fn profiles(entries: Vec<Spanned<Profile>>) -> Result<Vec<Profile>, Wrong> {
    let mut profiles = Vec::new();
    for entry in entries {
        let at = entry.span().start;
        let profile = entry.into_inner();
        if profiles.len() == MAX_PROFILES {
            let problem = ManagedProblem::TooManyProfiles;
            return Err(Wrong { at, problem });
        }
        check_beside(&profile, &profiles).map_err(|source| Wrong {
            at,
            problem: ManagedProblem::Profile {
                name: files::one_line(&profile.name),
                source,
            },
        })?;
        profiles.push(profile);
    }
    Ok(profiles)
}

fn check_settings(
    places: &DeTable<'_>,
    name: &str,
    table: &Table,
    profiles: &[Profile],
) -> Result<(), Wrong> {
    for (key, value) in table {
        let problem = match value {
            Value::Integer(number) => Settings::range(key)
                .filter(|(min, max)| !(i64::from(*min)..=i64::from(*max)).contains(number))
                .map(|(min, max)| ManagedProblem::Range {
                    key: key.clone(),
                    min,
                    max,
                }),
            Value::String(chosen) if key == "profile" => {
                let is_known = chosen == TRAINING || profiles.iter().any(|p| p.name == *chosen);
                (!is_known).then(|| ManagedProblem::UnknownProfile(files::one_line(chosen)))
            }
            Value::String(text) => {
                // Without a name nothing can be sent.
                let is_missing = key == "staff_name" && name == "locked" && text.trim().is_empty();
                let is_right = is_text(text, MAX_TEXT_CHARS) && !is_missing;
                (!is_right).then(|| ManagedProblem::Text(key.clone()))
            }
            _ => None,
        };
        if let Some(problem) = problem {
            let at = value_at(places, name, key);
            return Err(Wrong { at, problem });
        }
    }
    Ok(())
}

/// The byte at which a key of a table begins, and the one at which its value does.
fn entry(places: &DeTable<'_>, table: &str, key: &str) -> Option<(usize, usize)> {
    let find = |table: &DeTable<'_>, name: &str| {
        table
            .iter()
            .find(|(key, _)| key.get_ref() == name)
            .map(|(key, value)| (key.span().start, value.span().start))
    };
    let (_, value) = places.iter().find(|(key, _)| key.get_ref() == table)?;
    find(value.get_ref().as_table()?, key)
}

fn key_at(places: &DeTable<'_>, table: &str, key: &str) -> usize {
    entry(places, table, key).map_or(0, |(key, _)| key)
}

fn value_at(places: &DeTable<'_>, table: &str, key: &str) -> usize {
    entry(places, table, key).map_or(0, |(_, value)| value)
}
