//! The profiles: `profiles.toml`, a `[[profile]]` table each. The secrets are in the vault.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::error::{ProfileError, StoreError};
use super::files::{self, MAX_FILE_BYTES};
use super::home::Home;
use super::rules;
use crate::domain::Profile;
use crate::domain::managed::same_name;
use crate::domain::profile::TRAINING;

const HEADING: &str = "\
# The profiles of TCDX Desk. The secrets are not here: they are in the operating system's keyring.

";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(default)]
    profile: Vec<Spanned<Profile>>,
}

#[derive(Serialize)]
struct ToStore<'a> {
    profile: &'a [Profile],
}

/// The profiles, the built-in training profile first: it is there even if there is no file, or the file leaves it out.
/// Unknown keys are refused.
///
/// # Errors
/// `Damaged` with line and column, or `BadProfile`; the file is left as it is.
pub fn load(home: &Home) -> Result<Vec<Profile>, StoreError> {
    let path = home.profiles_file();
    let Some((stored, text)) = files::read_toml::<Stored>(&path)? else {
        return Ok(vec![Profile::training()]);
    };
    let mut profiles = Vec::with_capacity(stored.profile.len() + 1);
    for entry in stored.profile {
        let (line, _) = files::place(&text, entry.span().start);
        let profile = entry.into_inner();
        check_beside(&profile, &profiles).map_err(|source| StoreError::BadProfile {
            path: path.clone(),
            line: Some(line),
            name: profile.name.clone(),
            source,
        })?;
        profiles.push(profile);
    }
    Ok(training_first(profiles))
}

/// Writes the profiles in one step; the training profile is added if it is missing.
///
/// # Errors
/// `BadProfile` if one cannot be used or two have the same name. A damaged file is not written over: a person may want
/// to mend it.
pub fn save(home: &Home, profiles: &[Profile]) -> Result<(), StoreError> {
    let _lock = home.lock()?;
    load(home)?;
    write(home, profiles)
}

/// Loads the profiles, lets `change` edit them, and saves them, with other processes kept out.
///
/// # Errors
/// Those of `load` and `save`, and what `change` returns: then nothing is written.
pub fn update<T, E: From<StoreError>>(
    home: &Home,
    change: impl FnOnce(&mut Vec<Profile>) -> Result<T, E>,
) -> Result<T, E> {
    let _lock = home.lock()?;
    let mut profiles = load(home)?;
    let result = change(&mut profiles)?;
    write(home, &profiles)?;
    Ok(result)
}

/// Whether a profile can be used: a name of 1 to 64 characters, https (or http to this computer) without user, password
/// and query, an API key, header names, 1 to 16 gestures, sets and picture limits that make sense. Training needs no server.
pub fn validate(profile: &Profile) -> Result<(), ProfileError> {
    rules::check(profile)
}

/// Whether an address can be spoken to: https, or http to this computer, without user, password, query and fragment.
///
/// # Errors
/// What is wrong with it.
pub fn check_url(address: &str) -> Result<(), super::error::UrlProblem> {
    rules::check_url(address)
}

/// As `validate`, and its name must differ from those of `others`.
pub fn check_beside(profile: &Profile, others: &[Profile]) -> Result<(), ProfileError> {
    rules::check(profile)?;
    if others
        .iter()
        .any(|other| same_name(&other.name, &profile.name))
    {
        return Err(ProfileError::NameTaken);
    }
    Ok(())
}

fn write(home: &Home, profiles: &[Profile]) -> Result<(), StoreError> {
    let path = home.profiles_file();
    for (index, profile) in profiles.iter().enumerate() {
        check_beside(profile, &profiles[..index]).map_err(|source| StoreError::BadProfile {
            path: path.clone(),
            line: None,
            name: profile.name.clone(),
            source,
        })?;
    }
    let profile = &training_first(profiles.to_vec());
    let text = toml::to_string(&ToStore { profile }).map_err(|error| StoreError::Write {
        path: path.clone(),
        source: std::io::Error::other(error),
    })?;
    files::write_atomic(
        &path,
        (HEADING.to_owned() + &text).as_bytes(),
        MAX_FILE_BYTES,
    )
}

fn training_first(mut profiles: Vec<Profile>) -> Vec<Profile> {
    let found = profiles
        .iter()
        .position(|profile| same_name(&profile.name, TRAINING));
    let training = found.map_or_else(Profile::training, |index| profiles.remove(index));
    profiles.insert(0, training);
    profiles
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::domain::profile::{GestureSet, GetPayload};

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(folder.path())).unwrap();
        (folder, home)
    }

    fn live(name: &str) -> Profile {
        Profile::live(name, "https://api.example.com/tcdx", "key-1")
    }

    #[test]
    fn training_is_there_before_any_file() {
        let (_folder, home) = home();
        assert_eq!(load(&home).unwrap(), [Profile::training()]);
        assert!(!home.profiles_file().exists());
    }

    #[test]
    fn what_was_saved_is_loaded_with_training_first() {
        let (_folder, home) = home();
        let mut full = live("Cabang \"Bandung\" = é");
        full.transaction_base_url = Some("http://127.0.0.1:1/t".to_owned());
        full.account_base_url = Some("https://account.example.com".to_owned());
        full.get_payload = GetPayload::Braces;
        full.gesture_count = 16;
        full.gesture_sets = vec![GestureSet {
            id: 255,
            name: "Set é".to_owned(),
            gestures: vec!["Menoleh ke kiri".to_owned()],
        }];
        full.pictures.selfie.max_bytes = 1_000_000;
        #[cfg(unix)]
        {
            full.extra_ca_file = Some("/etc/ca.pem".into());
        }
        let mut training = Profile::training();
        training.gesture_count = 3;

        save(&home, std::slice::from_ref(&full)).unwrap();
        assert_eq!(load(&home).unwrap(), [Profile::training(), full.clone()]);
        save(&home, &[full.clone(), training.clone()]).unwrap();
        assert_eq!(load(&home).unwrap(), [training, full]);
    }

    #[test]
    fn a_short_table_gets_the_defaults() {
        let (_folder, home) = home();
        let text = "[[profile]]\nname = \"Cabang\"\nkind = \"live\"\nbase_url = \"https://api.example.com/tcdx\"\n\
                    api_key = \"key-1\"\n";
        fs::write(home.profiles_file(), text).unwrap();
        assert_eq!(load(&home).unwrap(), [Profile::training(), live("Cabang")]);
        fs::write(home.profiles_file(), "").unwrap();
        assert_eq!(load(&home).unwrap(), [Profile::training()]);
    }

    #[test]
    fn damage_is_told_by_line_and_column_and_never_written_over() {
        let (_folder, home) = home();
        let table = "[[profile]]\nname = \"a\"\nkind = \"live\"\nbase_url = \"https://e.com\"\napi_key = \"k\"\n";
        for (text, at) in [
            (format!("{table}gesture_count = 300\n"), (6, 17)),
            ("[[profile]]\nname = \"a\nkind = 1".to_owned(), (2, 10)),
        ] {
            fs::write(home.profiles_file(), &text).unwrap();
            let error = load(&home).unwrap_err();
            let StoreError::Damaged { line, column, .. } = error else {
                panic!("{error}");
            };
            assert_eq!((line, column), at, "{text}: {error}");
            assert!(!error.to_string().contains('\n'), "{error}");
            assert!(save(&home, &[live("new")]).is_err());
            assert_eq!(fs::read_to_string(home.profiles_file()).unwrap(), text);
        }
        fs::write(home.profiles_file(), b"[[profile]]\nname = \"\xff\"").unwrap();
        let error = load(&home).unwrap_err();
        assert!(
            matches!(
                error,
                StoreError::Damaged {
                    line: 2,
                    column: 9,
                    ..
                }
            ),
            "{error}"
        );
    }

    #[test]
    fn what_a_newer_version_wrote_is_told_as_such_and_left_alone() {
        let (_folder, home) = home();
        let table = "[[profile]]\nname = \"a\"\nkind = \"live\"\nbase_url = \"https://e.com\"\napi_key = \"k\"\n";
        for (text, at, word) in [
            (format!("{table}secret = \"s\"\n"), (6, 1), "secret"),
            (format!("{table}\n[[profil]]\n"), (7, 3), "profil"),
        ] {
            fs::write(home.profiles_file(), &text).unwrap();
            let error = load(&home).unwrap_err();
            let StoreError::Unknown {
                line, column, name, ..
            } = error
            else {
                panic!("{error}");
            };
            assert_eq!(((line, column), name.as_str()), (at, word), "{text}");
            assert!(save(&home, &[live("new")]).is_err());
            assert_eq!(fs::read_to_string(home.profiles_file()).unwrap(), text);
        }
    }

    #[test]
    fn a_profile_that_cannot_be_used_is_told_by_line_and_name() {
        let (_folder, home) = home();
        let table = |name: &str, url: &str| {
            format!(
                "[[profile]]\nname = \"{name}\"\nkind = \"live\"\nbase_url = \"{url}\"\napi_key = \"k\"\n\n"
            )
        };
        let good = table("a", "https://e.com");
        for (second, problem) in [
            (table("A", "https://e.com"), ProfileError::NameTaken),
            (
                table("Training", "https://e.com"),
                ProfileError::NameReserved,
            ),
        ] {
            fs::write(home.profiles_file(), format!("{good}{second}")).unwrap();
            let error = load(&home).unwrap_err();
            let StoreError::BadProfile { line, source, .. } = error else {
                panic!("{error}");
            };
            assert_eq!((line, source), (Some(7), problem));
        }
    }

    #[test]
    fn what_cannot_be_used_is_not_saved() {
        let (_folder, home) = home();
        save(&home, &[live("a")]).unwrap();
        let before = fs::read(home.profiles_file()).unwrap();
        assert!(matches!(
            save(&home, &[live("a"), live("A")]),
            Err(StoreError::BadProfile {
                line: None,
                source: ProfileError::NameTaken,
                ..
            })
        ));
        assert!(matches!(
            save(&home, &[live("")]),
            Err(StoreError::BadProfile {
                line: None,
                source: ProfileError::NameLength,
                ..
            })
        ));
        assert_eq!(fs::read(home.profiles_file()).unwrap(), before);
    }

    #[test]
    fn updates_at_once_lose_nothing() {
        let (_folder, home) = home();
        std::thread::scope(|scope| {
            for name in ["a", "b", "c", "d"] {
                let home = &home;
                scope.spawn(move || {
                    update::<_, StoreError>(home, |profiles| {
                        profiles.push(live(name));
                        Ok(())
                    })
                    .unwrap();
                });
            }
        });
        assert_eq!(load(&home).unwrap().len(), 5);
        let refused: Result<(), StoreError> = update(&home, |profiles| {
            profiles.clear();
            Err(StoreError::NoHome)
        });
        assert!(refused.is_err());
        assert_eq!(load(&home).unwrap().len(), 5);
    }
}
