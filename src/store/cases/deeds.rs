//! What the history holds, and what can be wrong with it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::types::Actor;
use crate::domain::{CaseId, JobKind, ReportKind};

/// What was done: no value of a field, no name, no picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// A case was begun.
    Created,
    /// A customer registered elsewhere was added.
    AddedElsewhere,
    /// Fields were changed.
    Edited {
        /// Their API names.
        fields: Vec<String>,
    },
    /// A document was put in or taken out.
    Document {
        /// Its name.
        doc: String,
        /// SHA-256 of its bytes in hex; `None` if it was taken out.
        sha256: Option<String>,
    },
    /// A warning was kept.
    WarningKept {
        /// Name of the warning.
        key: String,
        /// Why.
        reason: String,
    },
    /// The customer agreed.
    Consent {
        /// Version of the consent text.
        version: u32,
        /// When the tick was set.
        at: Timestamp,
    },
    /// Put into the queue.
    Queued {
        /// What is asked.
        kind: JobKind,
        /// Number of the submission.
        number: u32,
    },
    /// Taken out of the queue.
    Cancelled {
        /// What was asked.
        kind: JobKind,
    },
    /// A request began.
    Sent {
        /// What it asks.
        kind: JobKind,
        /// Number among the attempts of the case.
        attempt: u32,
    },
    /// A request ended.
    Answered {
        /// What it asked.
        kind: JobKind,
        /// `accepted`, `not_sent`, `refused` or `unknown`.
        outcome: String,
        /// Bytes that left.
        sent_bytes: u64,
    },
    /// The status of a level changed.
    Status {
        /// 1 or 2.
        level: u8,
        /// To this, as the server spells it.
        status: String,
        /// Why, in the vendor's words; empty if there is no reason.
        reason: String,
        /// `retrieve`, `webhook` or `person`.
        source: String,
    },
    /// A person decided: `send_again`, `arrived`, `correct`, `hold`, `release`.
    Decided {
        /// What.
        what: String,
        /// Why.
        reason: String,
    },
    /// Pictures were looked at.
    Viewed {
        /// Names of the documents.
        docs: Vec<String>,
    },
    /// An internal note was added.
    Noted,
    /// The case was exported.
    Exported,
    /// The list was exported.
    ListExported {
        /// Customers in it.
        count: u64,
        /// Personal data were masked.
        masked: bool,
    },
    /// The customer's data were erased.
    Erased {
        /// Why.
        reason: String,
    },
    /// The pictures were removed, their time being over.
    Purged,
    /// A draft was discarded.
    Discarded,
    /// The queue was paused or resumed.
    QueuePaused {
        /// Paused.
        paused: bool,
    },
    /// Something was done with a report about the customer.
    Report {
        /// Its id.
        report: uuid::Uuid,
        /// What it reports.
        kind: ReportKind,
        /// `queued`, `sent`, `accepted`, `not_sent`, `refused`, `unknown`, `send_again`, `cancelled`, `arrived`,
        /// `not_arrived`, `replaced`.
        what: String,
    },
    /// A batch was put into the queue.
    Batch {
        /// Its id.
        batch: uuid::Uuid,
        /// `queued`, `cancelled`, `results` (written into a file).
        what: String,
        /// Rows.
        rows: u64,
    },
    /// The ledger was exported.
    LedgerExported {
        /// Reports in it.
        count: u64,
    },
    /// A URL was registered with the vendor for its webhook.
    WebhookRegistered,
    /// The store was written to a backup.
    BackedUp,
    /// The store was restored from a backup.
    Restored,
}

/// An entry of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its number: 1 for the first of the store, without gaps.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Which case; `None` for the store as a whole.
    pub case: Option<CaseId>,
    /// Who.
    pub by: Actor,
    /// What.
    pub deed: Deed,
}

/// Something wrong with the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryFault {
    /// The entry with this number was altered.
    Altered(u64),
    /// Entries are missing: the first and the last number.
    Missing(u64, u64),
    /// The last entries were cut off: the number there should be.
    CutShort {
        /// The last that is there.
        last: u64,
        /// The last that there should be.
        expected: u64,
    },
    /// What says how long the history is was altered.
    HeadAltered,
}
