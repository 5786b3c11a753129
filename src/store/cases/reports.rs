//! Reports about customers, as the store keeps them.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CaseError;
use super::types::{Actor, Attempt, JobId, JobState};
use crate::domain::{CaseId, Report};

/// A batch of rows from a file: a `UUIDv7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BatchId(pub Uuid);

/// A report that is to be put into the queue.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// What is reported.
    pub report: Report,
    /// The batch that it came with, and its row in the file.
    pub batch: Option<(BatchId, u32)>,
}

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportState {
    /// It is sent when its time comes.
    Waiting,
    /// A request is under way.
    Sending,
    /// It was sent and no answer came: a person decides.
    Unconfirmed,
    /// The server refused it: a person corrects it.
    Refused,
    /// The server has it.
    Reported,
    /// A person took it back before the server had it.
    Dropped,
}

impl ReportState {
    /// All states, in the order of a report's life.
    pub const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Sending,
        Self::Unconfirmed,
        Self::Refused,
        Self::Reported,
        Self::Dropped,
    ];

    /// What the state of its job means for a report.
    pub fn of(job: JobState, is_reported: bool) -> Self {
        match job {
            JobState::Waiting => Self::Waiting,
            JobState::Sending => Self::Sending,
            JobState::Unconfirmed => Self::Unconfirmed,
            JobState::Refused => Self::Refused,
            JobState::Done if is_reported => Self::Reported,
            JobState::Done => Self::Dropped,
        }
    }

    /// The name in files and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Unconfirmed => "unconfirmed",
            Self::Refused => "refused",
            Self::Reported => "reported",
            Self::Dropped => "dropped",
        }
    }
}

/// A row of the ledger: a report and what became of it.
#[derive(Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its id: that of its job.
    pub id: JobId,
    /// Grows with every change of the store.
    pub revision: u64,
    /// What was reported.
    pub report: Report,
    /// What became of it.
    pub state: ReportState,
    /// The customer's case, if there is one here.
    pub customer: Option<CaseId>,
    /// The customer's name; empty if it is not known.
    pub name: String,
    /// Staff member who reported it.
    pub staff: String,
    /// The batch that it came with, and its row in the file.
    pub batch: Option<(BatchId, u32)>,
    /// When it was put into the queue.
    pub queued_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// Why the last try did not end well: a `Told`, as JSON.
    pub told: Option<String>,
}

impl fmt::Debug for LedgerRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LedgerRow({} {:?} ***)", self.id.0, self.state)
    }
}

/// Keeps the reports about customers, and what became of them: the part of [`super::CaseStore`] that moves no case.
pub trait ReportStore {
    /// Puts reports into the queue, at the end: all of them or none. `replaced` is a refused one that the first corrects.
    /// `KnownId` with the place of a report whose id the store knows.
    fn add_reports(
        &self,
        reports: &[NewReport],
        replaced: Option<JobId>,
        by: &Actor,
        at: Timestamp,
    ) -> Result<Vec<JobId>, CaseError>;
    /// One report, and what became of it.
    fn report(&self, id: JobId) -> Result<Option<LedgerRow>, CaseError>;
    /// Reports in the order of their ids, newest first, from before this one on.
    fn newest_reports(
        &self,
        before: Option<JobId>,
        limit: usize,
    ) -> Result<Vec<LedgerRow>, CaseError>;
    /// Reports changed after this revision, in the order of their changes.
    fn reports_since(&self, revision: u64, limit: usize) -> Result<Vec<LedgerRow>, CaseError>;
    /// The reports of a batch, by their rows in the file.
    fn reports_of_batch(&self, batch: BatchId) -> Result<Vec<LedgerRow>, CaseError>;
    /// The places of those whose order or transaction id the store knows.
    fn known_reports(&self, reports: &[Report]) -> Result<Vec<usize>, CaseError>;
    /// A person knows what became of a report without an answer: it arrived, or it did not and is dropped.
    fn settle_report(
        &self,
        id: JobId,
        arrived: bool,
        by: &Actor,
        at: Timestamp,
    ) -> Result<(), CaseError>;
    /// Drops what waits of a batch. Gives how many.
    fn drop_batch(&self, batch: BatchId, by: &Actor, at: Timestamp) -> Result<usize, CaseError>;
    /// The attempts of a report, oldest first.
    fn report_attempts(&self, id: JobId) -> Result<Vec<Attempt>, CaseError>;
    /// Symbols that were reported, those used most first.
    fn symbols(&self) -> Result<Vec<String>, CaseError>;
}
