//! What a person has chosen for the program on this computer: `settings.toml`.

use std::path::PathBuf;

use crate::domain::Settings;

use super::error::StoreError;
use super::files::{self, MAX_FILE_BYTES};
use super::home::Home;

/// The settings; the defaults if there is no file. Unknown keys are refused.
///
/// # Errors
/// `Damaged` with line and column; the file is left as it is.
pub fn load(home: &Home) -> Result<Settings, StoreError> {
    let read = files::read_toml(&home.settings_file())?;
    Ok(read.map_or_else(Settings::default, |(settings, _)| settings))
}

/// Writes the settings in one step.
///
/// # Errors
/// A damaged file is not written over: a person may want to mend it.
pub fn save(home: &Home, settings: &Settings) -> Result<(), StoreError> {
    let _lock = home.lock()?;
    load(home)?;
    let path = home.settings_file();
    let text = toml::to_string(settings).map_err(|error| StoreError::Write {
        path: path.clone(),
        source: std::io::Error::other(error),
    })?;
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
            save(&home, &settings).unwrap();
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
            assert!(save(&home, &Settings::default()).is_err());
            assert_eq!(fs::read_to_string(home.settings_file()).unwrap(), text);
        }
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
            assert!(save(&home, &Settings::default()).is_err());
            assert_eq!(fs::read_to_string(home.settings_file()).unwrap(), text);
        }
    }
}
