//! The customers registered from here, and the polling of their status.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::KycStatus;
use crate::domain::problem::WarningKey;

/// Which customers are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Screening has not ended (or the status is not known yet).
    Pending,
    /// Approved.
    Approved,
    /// Rejected.
    Rejected,
}

impl Filter {
    /// True if a customer with this status is listed.
    pub fn matches(self, status: Option<&KycStatus>) -> bool {
        match self {
            Self::All => true,
            Self::Approved => status == Some(&KycStatus::Approved),
            Self::Rejected => status == Some(&KycStatus::Rejected),
            Self::Pending => status.is_none_or(|status| !status.is_final()),
        }
    }
}

/// When the status is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Poll {
    /// When to ask next; `None` once the status is final.
    pub next_at: Option<Timestamp>,
    /// Time from one question to the next.
    pub interval: SignedDuration,
    /// The question under way.
    pub asking: Option<RequestId>,
    /// When the server last answered.
    pub answered_at: Option<Timestamp>,
    /// Why the last question got no answer.
    pub error: Option<Told>,
    /// Questions that are still asked at the first interval, before it grows.
    pub eager: u32,
    /// Questions asked so far.
    pub asked: u32,
}

/// How a registration went out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SentFacts {
    /// Pictures in it.
    pub pictures: usize,
    /// Size of the body in bytes.
    pub bytes: u64,
    /// Seconds from the first byte to the answer.
    pub secs: f64,
}

/// Something that happened to a customer.
#[derive(Clone, PartialEq)]
pub enum Happened {
    /// The customer agreed.
    ConsentGiven {
        /// Version of the consent text.
        version: u32,
        /// The staff member who took it.
        staff: String,
    },
    /// A warning was kept.
    WarningKept {
        /// Which.
        key: WarningKey,
        /// Why.
        reason: String,
    },
    /// The body was built and signed.
    Signed,
    /// The server took it.
    Accepted {
        /// Which attempt.
        attempt: u32,
        /// The staff member.
        staff: String,
    },
    /// The status changed.
    Status {
        /// To this.
        status: KycStatus,
        /// Why, if rejected.
        reason: Option<String>,
    },
}

impl fmt::Debug for Happened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Happened(***)")
    }
}

/// One line of a customer's history.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Happened,
}

/// A customer registered from here.
#[derive(Clone, PartialEq)]
pub struct Customer {
    /// TCDX identifier.
    pub user_id: Uuid,
    /// Name; `None` until the server told it (after a restart).
    pub name: Option<String>,
    /// E-mail address; `None` until the server told it.
    pub email: Option<String>,
    /// Identity number, masked; `None` after a restart: the server does not tell it.
    pub id_masked: Option<String>,
    /// The staff member who registered; `None` after a restart.
    pub staff: Option<String>,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// KYC status; `None` until the server told it.
    pub status: Option<KycStatus>,
    /// Reason of a rejection.
    pub reject_reason: Option<String>,
    /// Since when the status is what it is, by the server's clock where it tells, else as first seen.
    pub since: Option<Timestamp>,
    /// When the status is asked for.
    pub poll: Poll,
    /// How it went out; `None` after a restart.
    pub sent: Option<SentFacts>,
    /// History, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

impl fmt::Debug for Customer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Customer({} ***)", self.user_id)
    }
}
