//! The screening of a customer: planned by tags, ended by time or by a trainer.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::documents::Document;
use super::tags::Verdict;

/// Where a screening stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    Pending,
    Approved,
    Rejected,
}

impl Status {
    /// The spelling of Retrieve.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// The spelling of the webhook.
    fn webhook_word(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Approved => "Approved",
            Self::Rejected => "Rejected",
        }
    }
}

/// The screening of one level.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Stage {
    pub(super) status: Status,
    planned: Verdict,
    /// When the plan comes true, in epoch milliseconds; `None` once it has.
    pub(super) due_ms: Option<i64>,
    /// In epoch milliseconds.
    pub(super) decided_ms: Option<i64>,
    pub(super) reason: Option<String>,
}

impl Stage {
    pub(super) fn planned(verdict: Verdict, now: Timestamp, delay: Duration) -> Self {
        let delay = i64::try_from(delay.as_millis()).unwrap_or(i64::MAX);
        Self {
            status: Status::Pending,
            planned: verdict,
            due_ms: Some(now.as_millisecond().saturating_add(delay)),
            decided_ms: None,
            reason: None,
        }
    }

    pub(super) fn decide(&mut self, at_ms: i64, reason: Option<String>) {
        self.status = if reason.is_some() {
            Status::Rejected
        } else {
            Status::Approved
        };
        self.due_ms = None;
        self.decided_ms = Some(at_ms);
        self.reason = reason;
    }

    /// Lets the plan come true if it is due; true if it did.
    pub(super) fn settle(&mut self, now_ms: i64) -> bool {
        let Some(due) = self.due_ms.filter(|due| *due <= now_ms) else {
            return false;
        };
        self.due_ms = None;
        match self.planned.clone() {
            Verdict::Approve => self.decide(due, None),
            Verdict::Reject(reason) => self.decide(due, Some(reason)),
            Verdict::Wait => {}
        }
        true
    }
}

/// A registered customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Customer {
    pub(super) user_id: Uuid,
    pub(super) email: String,
    pub(super) id_number: String,
    pub(super) name: String,
    /// In epoch milliseconds.
    pub(super) updated_ms: i64,
    pub(super) submissions: u32,
    pub(super) level1: Stage,
    pub(super) level2: Option<Stage>,
    pub(super) documents: Vec<Document>,
    /// Crypto address by symbol.
    pub(super) addresses: BTreeMap<String, String>,
}

impl Customer {
    /// What the webhook is to be told of a level.
    pub(super) fn notice(&self, level: u8) -> Option<Notice> {
        let stage = match level {
            1 => &self.level1,
            _ => self.level2.as_ref()?,
        };
        Some(Notice {
            user_id: self.user_id,
            status: stage.status.webhook_word(),
            level: if level == 1 { "1" } else { "2" },
            message: match stage.status {
                Status::Pending => "Waiting for manual review".to_owned(),
                Status::Approved => String::new(),
                Status::Rejected => stage.reason.clone().unwrap_or_default(),
            },
        })
    }
}

/// What the vendor tells the webhook (the vendor's API page, "Receive").
#[derive(Debug, Clone, Serialize)]
pub(super) struct Notice {
    pub(super) user_id: Uuid,
    status: &'static str,
    level: &'static str,
    message: String,
}
