//! What those who run this computer decided for the program: defaults, locked settings, provisioned profiles.

use std::path::PathBuf;

use toml::Table;

use super::profile::TRAINING;
use super::{Profile, Settings};

/// The managed configuration of this computer; the default is that of a computer without one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Managed {
    /// The file; `None` where there is none.
    pub file: Option<PathBuf>,
    /// The file is not the system's: it was named to try it out.
    pub is_trial: bool,
    /// Who decided, as shown beside what is locked.
    pub by: String,
    /// Whom to ask; may be empty.
    pub contact: String,
    /// Settings until a person chooses otherwise, by their keys in the settings file.
    pub defaults: Table,
    /// Settings that stay as they are here, by their keys in the settings file.
    pub locked: Table,
    /// Provisioned profiles.
    pub profiles: Vec<Profile>,
    /// A person's own live profiles are not used, and none is added.
    pub forbids_own: bool,
}

/// The profiles to use, and those that stay unused in the person's file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// Training, then those provisioned, then a person's own.
    pub used: Vec<Profile>,
    /// A person's own whose name is provisioned, or that are not allowed here.
    pub aside: Vec<Profile>,
}

/// Upper and lower case are not told apart in the names of profiles: people would mix such profiles up.
pub fn same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The names of live profiles in a row; Training is always there in one form or another.
pub fn names(profiles: &[Profile]) -> String {
    let live = profiles.iter().filter(|profile| !profile.is_training());
    let names: Vec<&str> = live.map(|profile| profile.name.as_str()).collect();
    names.join(", ")
}

impl Managed {
    /// True for a setting, by its key, that cannot be changed here.
    pub fn is_locked(&self, key: &str) -> bool {
        self.locked.contains_key(key)
    }

    /// The program's defaults, over them those of this computer, over them what a person chose, over all what is locked.
    ///
    /// # Errors
    /// If one of the tables holds what is no setting; each was read as settings before.
    pub fn settings(&self, chosen: &Table) -> Result<Settings, toml::de::Error> {
        let mut merged = self.defaults.clone();
        merged.extend(chosen.clone());
        merged.extend(self.locked.clone());
        merged.try_into()
    }

    /// Puts what is locked back in its place. True if something else was there.
    pub fn keep_locked(&self, settings: &mut Settings) -> bool {
        if self.locked.is_empty() {
            return false;
        }
        let kept = Table::try_from(&*settings).ok().and_then(|mut table| {
            table.extend(self.locked.clone());
            table.try_into().ok()
        });
        match kept {
            Some(kept) if kept != *settings => {
                *settings = kept;
                true
            }
            _ => false,
        }
    }

    /// True for the name of a profile that is provisioned.
    pub fn is_provisioned(&self, name: &str) -> bool {
        let mut profiles = self.profiles.iter();
        profiles.any(|profile| same_name(&profile.name, name))
    }

    /// The profile to use where the one in use goes away.
    pub fn fallback_profile(&self) -> &str {
        let chosen = self.defaults.get("profile").and_then(toml::Value::as_str);
        chosen.unwrap_or(TRAINING)
    }

    /// Puts the provisioned profiles among a person's own, which begin with Training.
    pub fn list(&self, own: Vec<Profile>) -> Listed {
        let (aside, own): (Vec<_>, Vec<_>) = own.into_iter().partition(|profile| {
            self.is_provisioned(&profile.name) || (self.forbids_own && !profile.is_training())
        });
        let mut used = self.profiles.clone();
        used.extend(own);
        let training = used
            .iter()
            .position(|profile| same_name(&profile.name, TRAINING));
        if let Some(at) = training {
            let training = used.remove(at);
            used.insert(0, training);
        }
        Listed { used, aside }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Lang, ThemeChoice};

    fn table(text: &str) -> Table {
        text.parse().unwrap()
    }

    fn managed(defaults: &str, locked: &str) -> Managed {
        Managed {
            defaults: table(defaults),
            locked: table(locked),
            ..Managed::default()
        }
    }

    #[test]
    fn a_choice_goes_before_a_default_and_a_lock_before_both() {
        let managed = managed(
            "language = \"en\"\ntheme = \"light\"\npolls_per_minute = 60",
            "keep_pictures_days = 30",
        );
        let chosen = table("theme = \"dark\"\nkeep_pictures_days = 365\nsends_at_once = 4");
        assert_eq!(
            managed.settings(&chosen).unwrap(),
            Settings {
                language: Some(Lang::En),
                theme: ThemeChoice::Dark,
                polls_per_minute: 60,
                keep_pictures_days: 30,
                sends_at_once: 4,
                ..Settings::default()
            }
        );
        let nothing = Managed::default().settings(&Table::new()).unwrap();
        assert_eq!(nothing, Settings::default());
    }

    #[test]
    fn every_key_of_the_settings_can_be_locked() {
        let other = Settings {
            language: Some(Lang::En),
            ..Settings::default()
        };
        for (key, value) in Table::try_from(&other).unwrap() {
            let mut managed = Managed::default();
            managed.locked.insert(key.clone(), value);
            let chosen = managed.settings(&Table::new()).unwrap();
            let mut settings = chosen.clone();
            assert!(managed.is_locked(&key));
            assert!(!managed.keep_locked(&mut settings), "{key}");
            assert_eq!(settings, chosen);
        }
    }

    #[test]
    fn what_is_locked_goes_back_to_its_place_and_nothing_else_does() {
        let managed = managed("", "language = \"id\"\nnotifications = false");
        let mut settings = Settings {
            language: None,
            staff_name: "Rina".to_owned(),
            ..Settings::default()
        };
        assert!(managed.keep_locked(&mut settings));
        assert_eq!(settings.language, Some(Lang::Id));
        assert!(!settings.notifications);
        assert_eq!(settings.staff_name, "Rina");
        assert!(!managed.keep_locked(&mut settings));
    }

    #[test]
    fn a_provisioned_profile_goes_before_ones_own_of_the_same_name() {
        let live = |name: &str, url: &str| Profile::live(name, url, "k");
        let mut managed = Managed {
            profiles: vec![live("Cabang", "https://pusat.example")],
            ..Managed::default()
        };
        let own = vec![
            Profile::training(),
            live("CABANG", "https://own.example"),
            live("Lain", "https://own.example"),
        ];
        let listed = managed.list(own.clone());
        assert_eq!(
            listed.used,
            [
                Profile::training(),
                managed.profiles[0].clone(),
                own[2].clone()
            ]
        );
        assert_eq!(listed.aside, [own[1].clone()]);

        managed.forbids_own = true;
        let listed = managed.list(own.clone());
        assert_eq!(
            listed.used,
            [Profile::training(), managed.profiles[0].clone()]
        );
        assert_eq!(listed.aside, [own[1].clone(), own[2].clone()]);

        let mut training = Profile::training();
        training.gesture_count = 3;
        managed.profiles.push(training.clone());
        assert_eq!(managed.list(own).used[0], training);
    }
}
