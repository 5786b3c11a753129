//! The webhook in Settings: what is registered, whether the training receiver listens, and what arrived.

use std::fmt;

use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::Arrival;
use crate::domain::arrival::RegisteredHook;

/// Arrivals that are shown.
pub const SHOWN_ARRIVALS: usize = 200;

/// What a person asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookAction {
    /// The URL in the draft changed.
    Edited,
    /// Register the URL in the draft.
    Register,
    /// Read again what arrived.
    Read,
}

/// Work to run.
#[derive(Clone, PartialEq, Eq)]
pub enum WebhookTask {
    /// Read what is registered and what arrived. Answered by [`WebhookNews::Read`].
    Read {
        /// The request.
        request: RequestId,
    },
    /// Tell the server which URL to call. Answered by [`WebhookNews::Registered`].
    Register {
        /// The request.
        request: RequestId,
        /// The URL.
        url: String,
    },
}

/// Masked: the URL holds a secret path.
impl fmt::Debug for WebhookTask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read { .. } => "Read",
            Self::Register { .. } => "Register(***)",
        })
    }
}

/// What the store holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeptWebhook {
    /// What was last registered.
    pub registered: Option<RegisteredHook>,
    /// The last arrivals, newest first, at most [`SHOWN_ARRIVALS`].
    pub arrivals: Vec<Arrival>,
}

/// What the world answers.
#[derive(Debug, Clone)]
pub enum WebhookNews {
    /// Something arrived, was settled, or was registered: by whichever process.
    Changed,
    /// What the store holds.
    Read {
        /// The request.
        request: RequestId,
        /// It, or why it could not be read.
        result: Result<Box<KeptWebhook>, Told>,
    },
    /// A URL was registered, or not.
    Registered {
        /// The request.
        request: RequestId,
        /// Why not.
        result: Result<(), Told>,
    },
    /// Whether the sandbox of the training profile calls this program.
    Receiving(bool),
}

/// The webhook of the profile in use.
#[derive(Debug)]
pub struct Webhook {
    /// What the store held when it was last read; `None` before that.
    pub kept: Option<KeptWebhook>,
    /// What is being read.
    pub reading: Option<RequestId>,
    /// It changed since it was last begun to be read.
    pub is_stale: bool,
    /// Why it could not be read.
    pub trouble: Option<Told>,
    /// A URL is being registered.
    pub registering: Option<RequestId>,
    /// Why the URL was not registered.
    pub problem: Option<Told>,
    /// For training: whether the sandbox calls this program; `None` until it is known.
    pub is_receiving: Option<bool>,
}

impl Default for Webhook {
    fn default() -> Self {
        Self {
            kept: None,
            reading: None,
            is_stale: true,
            trouble: None,
            registering: None,
            problem: None,
            is_receiving: None,
        }
    }
}
