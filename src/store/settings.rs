//! What a person has chosen for the program on this computer: `settings.toml`.

use std::path::PathBuf;

use toml::Table;

use super::error::StoreError;
use super::files::{self, MAX_FILE_BYTES};
use super::home::Home;
use crate::domain::{Managed, Settings};

/// The settings on a computer that nobody manages: the program's defaults where a person chose nothing.
///
/// # Errors
/// `Damaged` with line and column; the file is left as it is. Unknown keys are refused.
pub fn load(home: &Home) -> Result<Settings, StoreError> {
    load_managed(home, &Managed::default())
}

/// The settings: the program's defaults, those of this computer, what a person chose, and what is locked here.
///
/// # Errors
/// As [`load`].
pub fn load_managed(home: &Home, managed: &Managed) -> Result<Settings, StoreError> {
    let chosen = chosen(home)?;
    let settings = managed.settings(&chosen);
    settings.map_err(|error| damaged(home, &error))
}

/// What a person chose, by key.
fn chosen(home: &Home) -> Result<Table, StoreError> {
    // Read as settings first: that checks it, and tells the place of what is wrong.
    match files::read_toml::<Settings>(&home.settings_file())? {
        Some((_, text)) => text.parse().map_err(|error| damaged(home, &error)),
        None => Ok(Table::new()),
    }
}

fn damaged(home: &Home, error: &toml::de::Error) -> StoreError {
    StoreError::Damaged {
        path: home.settings_file(),
        line: 1,
        column: 1,
        message: files::one_line(error.message()),
    }
}

/// Writes what a person changed between `before` and `after`, in one step. All else stays as it is in the file: what was
/// never chosen follows the defaults, also when those change, and a choice that is locked for now is not lost.
///
/// # Errors
/// A damaged file is not written over: a person may want to mend it.
pub fn save(home: &Home, before: &Settings, after: &Settings) -> Result<(), StoreError> {
    let _lock = home.lock()?;
    let mut chosen = chosen(home)?;
    let path = home.settings_file();
    let cannot = |error: toml::ser::Error| StoreError::Write {
        path: path.clone(),
        source: std::io::Error::other(error),
    };
    let old = Table::try_from(before).map_err(cannot)?;
    let new = Table::try_from(after).map_err(cannot)?;
    for key in old.keys().chain(new.keys()) {
        match (old.get(key), new.get(key)) {
            (before, after) if before == after => {}
            (_, Some(value)) => {
                chosen.insert(key.clone(), value.clone());
            }
            (_, None) => {
                chosen.remove(key);
            }
        }
    }
    let text = toml::to_string(&chosen).map_err(cannot)?;
    files::write_atomic(&path, text.as_bytes(), MAX_FILE_BYTES)
}

/// Puts a file that cannot be read out of the way, whole, under a name with this time: `settings.toml.damaged-…`. From then
/// on the settings are the defaults. Gives its new place.
///
/// # Errors
/// `Write`; the file is where it was.
pub fn put_aside(home: &Home, now: &jiff::Zoned) -> Result<PathBuf, StoreError> {
    let _lock = home.lock()?;
    let path = home.settings_file();
    let stamp = now.strftime("%Y%m%d-%H%M%S").to_string();
    // Never over one that is there: the same second may come twice when the clock is set back.
    let free = (1..1000).find_map(|number| {
        let name = match number {
            1 => format!("settings.toml.damaged-{stamp}"),
            _ => format!("settings.toml.damaged-{stamp}-{number}"),
        };
        let aside = path.with_file_name(name);
        aside.symlink_metadata().is_err().then_some(aside)
    });
    let moved = match free {
        Some(aside) => std::fs::rename(&path, &aside).map(|()| aside),
        None => Err(std::io::ErrorKind::AlreadyExists.into()),
    };
    moved.map_err(|source| StoreError::Write { path, source })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::domain::{Lang, ThemeChoice};

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(folder.path())).unwrap();
        (folder, home)
    }

    #[test]
    fn no_file_gives_the_defaults_and_writes_nothing() {
        let (folder, home) = home();
        assert_eq!(load(&home).unwrap(), Settings::default());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_was_saved_is_loaded() {
        let (_folder, home) = home();
        for language in [None, Some(Lang::Id), Some(Lang::En)] {
            let settings = Settings {
                language,
                theme: ThemeChoice::Dark,
                profile: "Cabang \"Pusat\"\n".to_owned(),
                staff_name: "Siti Nurhaliza é".to_owned(),
                welcomed: true,
                ..Settings::default()
            };
            let before = load(&home).unwrap();
            save(&home, &before, &settings).unwrap();
            assert_eq!(load(&home).unwrap(), settings);
        }
    }

    #[test]
    fn what_the_first_version_wrote_is_read_with_the_defaults_of_today() {
        let (_folder, home) = home();
        let text = "language = \"id\"\ntheme = \"light\"\nprofile = \"Training\"\nstaff_name = \"Rina W.\"\n\
                    welcomed = true\n";
        fs::write(home.settings_file(), text).unwrap();
        let expected = Settings {
            language: Some(Lang::Id),
            theme: ThemeChoice::Light,
            staff_name: "Rina W.".to_owned(),
            welcomed: true,
            ..Settings::default()
        };
        assert_eq!(load(&home).unwrap(), expected);
    }

    #[test]
    fn a_damaged_file_is_put_aside_whole_and_never_over_another() {
        let (folder, home) = home();
        let now = jiff::Zoned::now();
        let mut aside = Vec::new();
        for text in ["theme = \n", "theme = 1\n"] {
            fs::write(home.settings_file(), text).unwrap();
            let place = put_aside(&home, &now).unwrap();
            assert_eq!(fs::read_to_string(&place).unwrap(), text);
            assert_eq!(load(&home).unwrap(), Settings::default());
            aside.push(place);
        }
        assert_ne!(aside[0], aside[1]);
        assert_eq!(fs::read_to_string(&aside[0]).unwrap(), "theme = \n");
        assert!(put_aside(&home, &now).is_err(), "there is none");
        let name = aside[0].file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("settings.toml.damaged-2"), "{name}");
        assert_eq!(aside[0].parent(), Some(folder.path()));
    }

    #[test]
    fn a_damaged_file_is_told_by_line_and_column_and_left_alone() {
        let (_folder, home) = home();
        for (text, at) in [
            ("theme = \"dark\"\nlanguage = 5\n", (2, 12)),
            ("theme = \n", (1, 9)),
        ] {
            fs::write(home.settings_file(), text).unwrap();
            let error = load(&home).unwrap_err();
            let StoreError::Damaged { line, column, .. } = error else {
                panic!("{error}");
            };
            assert_eq!((line, column), at, "{text:?}");
            let settings = Settings::default();
            assert!(save(&home, &settings, &settings).is_err());
            assert_eq!(fs::read_to_string(home.settings_file()).unwrap(), text);
        }
    }

    fn managed(defaults: &str, locked: &str) -> Managed {
        Managed {
            defaults: defaults.parse().unwrap(),
            locked: locked.parse().unwrap(),
            ..Managed::default()
        }
    }

    #[test]
    fn only_what_was_chosen_is_kept_so_that_a_later_default_reaches_the_rest() {
        let (_folder, home) = home();
        let before = load_managed(&home, &managed("language = \"id\"\ntheme = \"light\"", ""));
        let before = before.unwrap();
        let after = Settings {
            staff_name: "Rina".to_owned(),
            theme: ThemeChoice::Dark,
            ..before.clone()
        };
        save(&home, &before, &after).unwrap();
        let text = fs::read_to_string(home.settings_file()).unwrap();
        assert_eq!(text, "staff_name = \"Rina\"\ntheme = \"dark\"\n");

        // Back to what is the default by chance: that is a choice too.
        let light = Settings {
            theme: ThemeChoice::Light,
            ..after.clone()
        };
        save(&home, &after, &light).unwrap();
        let later = managed(
            "language = \"en\"\ntheme = \"system\"\nkeep_pictures_days = 30",
            "",
        );
        let settings = load_managed(&home, &later).unwrap();
        assert_eq!(settings.language, Some(Lang::En));
        assert_eq!(settings.theme, ThemeChoice::Light);
        assert_eq!(settings.keep_pictures_days, 30);
    }

    #[test]
    fn a_choice_outlives_a_lock_and_a_lock_is_never_written() {
        let (_folder, home) = home();
        fs::write(home.settings_file(), "keep_pictures_days = 365\n").unwrap();
        let locked = managed("", "keep_pictures_days = 30\nnotifications = false");
        let before = load_managed(&home, &locked).unwrap();
        assert_eq!(before.keep_pictures_days, 30);
        let after = Settings {
            sends_at_once: 3,
            ..before.clone()
        };
        save(&home, &before, &after).unwrap();
        let settings = load(&home).unwrap();
        assert_eq!(settings.keep_pictures_days, 365);
        assert!(settings.notifications);
        assert_eq!(settings.sends_at_once, 3);
    }

    #[test]
    fn what_another_process_chose_meanwhile_stays() {
        let (_folder, home) = home();
        let start = load(&home).unwrap();
        let named = Settings {
            staff_name: "Rina".to_owned(),
            ..start.clone()
        };
        save(&home, &start, &named).unwrap();
        let dark = Settings {
            theme: ThemeChoice::Dark,
            ..start.clone()
        };
        save(&home, &start, &dark).unwrap();
        let settings = load(&home).unwrap();
        assert_eq!(settings.staff_name, "Rina");
        assert_eq!(settings.theme, ThemeChoice::Dark);
    }

    #[test]
    fn a_language_that_is_no_longer_chosen_leaves_the_file() {
        let (_folder, home) = home();
        let settings = Settings {
            language: Some(Lang::En),
            ..Settings::default()
        };
        save(&home, &Settings::default(), &settings).unwrap();
        save(&home, &settings, &Settings::default()).unwrap();
        assert_eq!(fs::read_to_string(home.settings_file()).unwrap(), "");
    }

    #[test]
    fn what_a_newer_version_wrote_is_told_as_such_and_left_alone() {
        let (_folder, home) = home();
        for (text, at, word) in [
            ("theme = \"dark\"\nlanguage = \"fr\"\n", (2, 12), "fr"),
            ("theme = \"dark\"\n\ncolour = 1\n", (3, 1), "colour"),
        ] {
            fs::write(home.settings_file(), text).unwrap();
            let error = load(&home).unwrap_err();
            let StoreError::Unknown {
                line, column, name, ..
            } = error
            else {
                panic!("{error}");
            };
            assert_eq!(((line, column), name.as_str()), (at, word), "{text:?}");
            assert!(save(&home, &Settings::default(), &Settings::default()).is_err());
            assert_eq!(fs::read_to_string(home.settings_file()).unwrap(), text);
        }
    }
}
