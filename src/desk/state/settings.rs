//! The settings screen.

use std::collections::BTreeMap;

use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::Settings;

/// Where the secret of the profile on the screen is.
#[derive(Debug, Clone, PartialEq)]
pub enum SecretState {
    /// Not asked yet, or being asked.
    Unknown,
    /// None is stored.
    Missing,
    /// In the operating system's keyring.
    InKeyring,
    /// In memory, until the program ends, because the keyring could not take it.
    SessionOnly(Told),
    /// The keyring could not be asked.
    Failed(Told),
}

/// The connection test.
#[derive(Debug, Clone, PartialEq)]
pub enum ConnectionTest {
    /// Not run.
    Idle,
    /// Under way.
    Running(RequestId),
    /// Key and signature were accepted.
    Passed {
        /// Round trip in milliseconds.
        millis: u64,
        /// Seconds by which this computer's clock is ahead of the server's, if it told the time.
        clock_ahead_secs: Option<i64>,
    },
    /// What went wrong.
    Failed(Told),
}

/// A limit that is typed as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SendingField {
    /// Requests that are sent at once.
    AtOnce,
    /// Questions for a status in a minute.
    Polls,
    /// Days that pictures are kept after a decision.
    KeepDays,
}

impl SendingField {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Polls, Self::KeepDays];

    /// Its key in the settings file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AtOnce => "sends_at_once",
            Self::Polls => "polls_per_minute",
            Self::KeepDays => "keep_pictures_days",
        }
    }

    /// The smallest and the largest number that is taken.
    pub fn range(self) -> (u32, u32) {
        Settings::range(self.key()).unwrap_or((0, u32::MAX))
    }
}

/// The settings screen.
#[derive(Debug)]
pub struct SettingsScreen {
    /// Secret of the profile that is edited.
    pub secret: SecretState,
    /// The request that asked for or stored the secret.
    pub secret_request: Option<RequestId>,
    /// The request after which the profile in use is connected anew: its secret came or went.
    pub reconnect_after: Option<RequestId>,
    /// The connection test of the profile in use.
    pub test: ConnectionTest,
    /// What is wrong with the profile as typed.
    pub problem: Option<Told>,
    /// What is wrong with the limits as typed.
    pub sending: BTreeMap<SendingField, Told>,
}

impl Default for SettingsScreen {
    fn default() -> Self {
        Self {
            secret: SecretState::Unknown,
            secret_request: None,
            reconnect_after: None,
            test: ConnectionTest::Idle,
            problem: None,
            sending: BTreeMap::new(),
        }
    }
}
