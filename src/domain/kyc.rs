//! The KYC status of a customer.

use std::fmt;

/// What the API says of a customer's screening (api.md, "Retrieve"; matched without case).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KycStatus {
    /// Screening has not ended.
    Pending,
    /// Accepted.
    Approved,
    /// Refused, with a reason beside it.
    Rejected,
    /// A status this program does not know, kept as sent.
    Other(String),
}

impl KycStatus {
    /// Reads the API's spelling, or the webhook's (`Approved`); `accepted` is taken as approved.
    pub fn parse(sent: &str) -> Self {
        match sent.trim().to_ascii_lowercase().as_str() {
            "pending" => Self::Pending,
            "approved" | "accepted" => Self::Approved,
            "rejected" => Self::Rejected,
            _ => Self::Other(sent.to_owned()),
        }
    }

    /// True when screening has ended.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Approved | Self::Rejected)
    }
}

impl fmt::Display for KycStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Other(sent) => sent,
        })
    }
}
