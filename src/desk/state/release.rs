//! Whether there is a newer version, as far as the window knows.

use std::sync::Arc;

use jiff::Timestamp;

use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::desk::release::{Release, Verdict};

/// The check for a newer version. All of it stays empty while no address is set.
#[derive(Debug, Default)]
pub struct ReleaseCheck {
    /// The request under way.
    pub running: Option<RequestId>,
    /// How the last check ended, and when.
    pub last: Option<(Timestamp, Result<Verdict, Told>)>,
    /// The newer version that was found. A later check that fails does not take it away.
    pub offer: Option<Arc<Release>>,
    /// When the next check is due.
    pub due: Option<Timestamp>,
}
