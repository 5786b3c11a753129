//! Batches, as the store keeps them: each row of a file, and what became of it.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::CaseError;
use super::reports::BatchId;
use super::types::{Actor, DraftContent, Freeze, JobId};
use crate::domain::{CaseId, Report};

/// What a batch is, and what its rows need.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchContent {
    /// `conversion`, `crypto`, `fiat` or `register`.
    pub kind: String,
    /// The name of the file, without its folder.
    pub name: String,
    /// The names of the file's columns.
    pub headers: Vec<String>,
    /// For customers: version of the consent text, and when it was confirmed that they agreed.
    pub consent: Option<(u32, Timestamp)>,
}

/// The name of a file may tell of a customer.
impl fmt::Debug for BatchContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BatchContent({} ***)", self.kind)
    }
}

/// What a row of a batch becomes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowTask {
    /// A report, put into the queue with the batch.
    Report(Box<Report>),
    /// A customer to be made: under this case, with these values and these files, by document.
    Customer {
        /// The case, so that a batch that was broken off makes nobody twice.
        case: CaseId,
        /// The values of the form.
        content: Box<DraftContent>,
        /// The file of each document, by the document's name.
        files: Vec<(String, std::path::PathBuf)>,
    },
    /// Nothing: something is wrong with it.
    Nothing,
}

/// A row that is kept with a new batch.
#[derive(Clone)]
pub struct NewBatchRow {
    /// Its number in the file.
    pub number: u32,
    /// Its cells as they were.
    pub cells: Vec<String>,
    /// What it becomes.
    pub task: RowTask,
    /// What is wrong with it, in words; empty if nothing is.
    pub wrong: String,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BatchRowState {
    /// Something was wrong with it: nothing is sent.
    Wrong,
    /// A customer who is not made yet.
    Open,
    /// A customer whose form needs a person.
    Draft,
    /// In the queue, or being sent.
    Queued,
    /// Sent without an answer.
    Unconfirmed,
    /// The server refused it.
    Refused,
    /// The server has it.
    Done,
    /// Taken back.
    Dropped,
}

impl BatchRowState {
    /// All states, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::Done,
        Self::Queued,
        Self::Open,
        Self::Unconfirmed,
        Self::Refused,
        Self::Draft,
        Self::Wrong,
        Self::Dropped,
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Open => "open",
            Self::Draft => "draft",
            Self::Queued => "queued",
            Self::Unconfirmed => "unconfirmed",
            Self::Refused => "refused",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

/// A batch and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// What it is.
    pub content: BatchContent,
    /// Staff member who began it.
    pub staff: String,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Rows of each state.
    pub counts: Vec<(BatchRowState, usize)>,
}

impl Batch {
    /// Rows in this state.
    pub fn count(&self, state: BatchRowState) -> usize {
        let found = self.counts.iter().find(|(known, _)| *known == state);
        found.map_or(0, |(_, count)| *count)
    }

    /// All its rows.
    pub fn rows(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

/// A row of a batch and what became of it.
#[derive(Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// Its number in the file.
    pub number: u32,
    /// Its cells as they were.
    pub cells: Vec<String>,
    /// Where it stands.
    pub state: BatchRowState,
    /// What it becomes.
    pub task: RowTask,
    /// Its case, for a customer.
    pub case: Option<CaseId>,
    /// The TCDX identifier, once it is known.
    pub user_id: Option<uuid::Uuid>,
    /// What is wrong with it in words, or what was told of its last try (a `Told`, as JSON).
    pub told: Option<String>,
}

impl fmt::Debug for BatchRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BatchRow({} {:?} ***)", self.number, self.state)
    }
}

/// Keeps batches: the part of [`super::CaseStore`] by which a batch that was broken off is gone on with.
pub trait BatchStore: Send + Sync {
    /// Keeps a batch with all its rows, and puts its reports into the queue: all of it or nothing. `KnownId` with the number of
    /// the row whose order or transaction id the store knows.
    fn add_batch(
        &self,
        id: BatchId,
        content: &BatchContent,
        rows: &[NewBatchRow],
        by: &Actor,
        at: Timestamp,
    ) -> Result<(), CaseError>;
    /// The newest batches, at most `limit`.
    fn batches(&self, limit: usize) -> Result<Vec<Batch>, CaseError>;
    /// One batch.
    fn batch(&self, id: BatchId) -> Result<Option<Batch>, CaseError>;
    /// Its rows, in the order of the file.
    fn batch_rows(&self, id: BatchId) -> Result<Vec<BatchRow>, CaseError>;
    /// Its customers who are not made yet, in the order of the file.
    fn open_batch_rows(&self, id: BatchId) -> Result<Vec<BatchRow>, CaseError>;
    /// True while the customer of this row is still to be made.
    fn is_open_row(&self, id: BatchId, number: u32) -> Result<bool, CaseError>;
    /// Puts the customer of a row into the queue and notes it at the row, all of it or nothing. `Conflict` if the row is not open any
    /// more, `KnownCustomer` if another case has the identity number or the e-mail address.
    fn freeze_row(
        &self,
        id: BatchId,
        number: u32,
        freeze: &Freeze,
        by: &Actor,
    ) -> Result<JobId, CaseError>;
    /// A customer was made: put into the queue with a job, or left as a draft because of what is told.
    fn customer_made(
        &self,
        id: BatchId,
        number: u32,
        job: Option<JobId>,
        told: Option<&str>,
    ) -> Result<(), CaseError>;
    /// Customers who are not made yet are not made any more. Gives how many.
    fn drop_open_rows(&self, id: BatchId, by: &Actor, at: Timestamp) -> Result<usize, CaseError>;
}
