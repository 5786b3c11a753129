//! What a person has chosen for the program on this computer: `settings.toml`.

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
    fn a_damaged_file_is_told_by_line_and_column_and_left_alone() {
        let (_folder, home) = home();
        for (text, at) in [
            ("theme = \"dark\"\nlanguage = \"fr\"\n", (2, 12)),
            ("theme = \"dark\"\n\ncolour = 1\n", (3, 1)),
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
}
