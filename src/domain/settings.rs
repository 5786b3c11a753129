//! What a person has chosen for the program on this machine.

use serde::{Deserialize, Serialize};

use super::profile::TRAINING;

/// The language of the window and of the item lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// The code in the API's item list paths and in the names of the text folders.
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }
}

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How much the program writes into its log files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// What failed.
    Error,
    /// And what went wrong but is gone on with.
    Warn,
    /// And what was done: enough to find out from a distance what is wrong.
    #[default]
    Info,
    /// And each small step.
    Debug,
}

impl LogLevel {
    /// All of them, from the least to the most.
    pub const ALL: [Self; 5] = [Self::Off, Self::Error, Self::Warn, Self::Info, Self::Debug];

    /// The name in the settings file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }
}

/// The settings file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `None` until a person or the system's language has decided.
    pub language: Option<Lang>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Name of the profile in use.
    pub profile: String,
    /// Name of the staff member, proposed with each consent.
    pub staff_name: String,
    /// True once the first-start welcome was left.
    pub welcomed: bool,
    /// Requests of the queue that are sent at once, 1 to 8.
    pub sends_at_once: u32,
    /// Questions for a status in a minute, all together, 1 to 6000.
    pub polls_per_minute: u32,
    /// Days after a final decision until a case's pictures are removed; 0 keeps them.
    pub keep_pictures_days: u32,
    /// A change of status is told on the desktop.
    pub notifications: bool,
    /// How much goes into the log files.
    pub log_level: LogLevel,
    /// Where the file is that tells the newest version: https, or http to this computer. Empty asks nobody.
    pub update_address: String,
    /// The public key (minisign, one line of base64) with which that file must be signed.
    pub update_key: String,
}

impl Settings {
    /// The smallest and the largest number that a key of the file takes; `None` for a key that is no number.
    pub fn range(key: &str) -> Option<(u32, u32)> {
        match key {
            "sends_at_once" => Some((1, 8)),
            "polls_per_minute" => Some((1, 6_000)),
            "keep_pictures_days" => Some((0, 3_650)),
            _ => None,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: ThemeChoice::default(),
            profile: TRAINING.to_owned(),
            staff_name: String::new(),
            welcomed: false,
            sends_at_once: 2,
            polls_per_minute: 120,
            keep_pictures_days: 90,
            notifications: true,
            log_level: LogLevel::default(),
            update_address: String::new(),
            update_key: String::new(),
        }
    }
}
