//! The settings screen.

use crate::desk::effect::RequestId;
use crate::desk::explain::Told;

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
}

impl Default for SettingsScreen {
    fn default() -> Self {
        Self {
            secret: SecretState::Unknown,
            secret_request: None,
            reconnect_after: None,
            test: ConnectionTest::Idle,
            problem: None,
        }
    }
}
