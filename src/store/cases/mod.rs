//! What must survive: cases with their pictures, the send queue, the history. One encrypted database a profile.
//!
//! [`CaseStore`] says what the product needs, not how it is kept. Every call blocks: call from a thread that may wait. Every
//! change is one transaction, on the disk before the call returns. Two processes may work on one store: a change names the
//! version of the case it was made from, and [`CaseStore::changed_since`] tells what others changed.

mod arrivals;
pub mod backup;
mod batches;
mod deeds;
mod file;
mod import;
mod key;
pub mod open;
mod place;
mod reports;
pub mod sqlite;
mod types;

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

pub use arrivals::{ArrivalStore, Arrived, MAX_BODY_BYTES, Settled, Unclaimed};
pub use batches::{Batch, BatchContent, BatchRow, BatchRowState, BatchStore, NewBatchRow, RowTask};
pub use deeds::{Deed, HistoryEntry, HistoryFault};
pub use import::import_ledger;
pub use reports::{BatchId, LedgerRow, NewReport, ReportState, ReportStore};
pub use types::{
    Actor, Attempt, AttemptEnd, AttemptId, AttemptOutcome, Claim, DocContent, DocMeta,
    DraftContent, DraftSave, Duplicate, DuplicateKind, Freeze, Job, JobId, JobState, Note,
    Original, Queue, QueueCounts, StatusNews, StoredDraft, Submission, sha256,
};

use crate::domain::case::Step;
use crate::domain::{CaseId, CaseRow, Doc, Look};

/// Why something could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// There is no such case (or job, or document).
    #[error("there is no such case")]
    NotFound,
    /// Somebody else changed the case since it was read.
    #[error("the case was changed elsewhere")]
    Conflict,
    /// The step makes no sense where the case stands.
    #[error(transparent)]
    Illegal(#[from] crate::domain::case::Illegal),
    /// A report at this place has an order or transaction id that was reported before.
    #[error("the id of report {0} is known")]
    KnownId(usize),
    /// So many reports about the customer wait, are under way or without an answer.
    #[error("{0} reports about the customer are open")]
    OpenReports(u64),
    /// A later address for the same coin was put into the queue: this one would take its place.
    #[error("a later address for the same coin is known")]
    Overtaken,
    /// Another case has the same identity number or e-mail address.
    #[error("the customer is known")]
    KnownCustomer,
    /// The disk is full. What was there before still is.
    #[error("the disk is full")]
    DiskFull,
    /// The file or its folder cannot be written.
    #[error("the store cannot be written")]
    ReadOnly,
    /// Another process has been writing for too long.
    #[error("another process is writing")]
    Busy,
    /// Something read is not what was written: the file is damaged.
    #[error("the store is damaged")]
    Damaged,
    /// Anything else, in the engine's words without values.
    #[error("the store failed ({0})")]
    Failed(String),
}

/// Keeps cases, queue and history of one profile.
pub trait CaseStore: ArrivalStore + BatchStore + ReportStore {
    // --- the list ---

    /// The highest revision: it grows with every change of a case, by whichever process.
    fn revision(&self) -> Result<u64, CaseError>;
    /// How much is kept, by name: for support.
    fn figures(&self) -> Result<Vec<(&'static str, u64)>, CaseError>;
    /// Cases in the order of their ids, newest first, from before this one on.
    fn newest(&self, before: Option<CaseId>, limit: usize) -> Result<Vec<CaseRow>, CaseError>;
    /// Cases changed after this revision, in the order of their changes.
    fn changed_since(&self, revision: u64, limit: usize) -> Result<Vec<CaseRow>, CaseError>;
    /// One case.
    fn row(&self, id: CaseId) -> Result<Option<CaseRow>, CaseError>;
    /// The case of this customer.
    fn by_user_id(&self, user_id: Uuid) -> Result<Option<CaseRow>, CaseError>;
    /// Adds a customer who was registered elsewhere; gives the case there is, if the id is known.
    fn add_elsewhere(&self, user_id: Uuid, by: &Actor, at: Timestamp) -> Result<CaseId, CaseError>;
    /// Nobody needs to look at its changes any more.
    fn mark_read(&self, id: CaseId) -> Result<(), CaseError>;
    /// Other cases with the same NIK, e-mail or mobile number, erased ones too. By keyed hash.
    fn duplicates(
        &self,
        id_number: &str,
        email: &str,
        phone: &str,
        except: Option<CaseId>,
    ) -> Result<Vec<Duplicate>, CaseError>;

    // --- drafts ---

    /// Keeps a draft: values, place and changed pictures in one transaction. Makes the case if there is none. Gives the new
    /// version. `Illegal` if the case cannot be edited, `Conflict` if somebody else changed it.
    fn save_draft(&self, save: &DraftSave, by: &Actor) -> Result<u64, CaseError>;
    /// The draft of a case, without the bytes of its pictures.
    fn draft(&self, id: CaseId) -> Result<StoredDraft, CaseError>;
    /// The bytes of a document.
    fn document(&self, id: CaseId, doc: Doc) -> Result<DocContent, CaseError>;
    /// The file that a document of the draft was made from; `None` if it was taken as it came, or is no longer kept.
    fn original(&self, id: CaseId, doc: Doc) -> Result<Option<Arc<[u8]>>, CaseError>;
    /// Earlier cases that hold a picture which looks like this one, newest first, at most `limit`, and not this case.
    fn alike(
        &self,
        look: Look,
        except: Option<CaseId>,
        limit: usize,
    ) -> Result<Vec<CaseId>, CaseError>;
    /// Forgets a draft that was never sent, with its pictures. `Illegal` for any other case.
    fn discard_draft(&self, id: CaseId, by: &Actor, at: Timestamp) -> Result<(), CaseError>;
    /// Writes what was edited since the last time into the history (field names alone).
    fn note_edits(&self, id: CaseId, by: &Actor, at: Timestamp) -> Result<(), CaseError>;

    // --- submissions and the queue ---

    /// Freezes a case (level 1: `Freeze::frozen` is given; level 2: it is not) and puts it into the queue, at the end.
    fn freeze(&self, freeze: &Freeze, by: &Actor) -> Result<JobId, CaseError>;
    /// The last submission of the form, if there was one: for what changed since.
    fn last_submission(&self, id: CaseId) -> Result<Option<Submission>, CaseError>;
    /// All jobs that are not done, in their order, then the last done ones, at most `done`.
    fn jobs(&self, done: usize) -> Result<Vec<Job>, CaseError>;
    /// At most `most` open jobs of each state, those first that may be sent now, then the last done ones, at most `done`.
    fn queue(&self, most: usize, done: usize, now: Timestamp) -> Result<Queue, CaseError>;
    /// One job.
    fn job(&self, id: JobId) -> Result<Option<Job>, CaseError>;
    /// Begins an attempt: on the disk before it returns, and so before the first byte leaves. The job must be waiting.
    fn claim(&self, job: JobId, by: &Actor, at: Timestamp) -> Result<Claim, CaseError>;
    /// How many bytes of an attempt have left so far.
    fn progress(
        &self,
        attempt: AttemptId,
        sent_bytes: u64,
        total_bytes: u64,
    ) -> Result<(), CaseError>;
    /// Ends an attempt: case, job and history in one transaction. Gives the case as it is now; a report has none.
    fn finish(
        &self,
        attempt: AttemptId,
        end: &AttemptEnd,
        by: &Actor,
    ) -> Result<Option<CaseRow>, CaseError>;
    /// Ends every attempt that is under way as unknown: only the process that alone may send calls it, when it starts.
    fn recover(&self, by: &Actor, at: Timestamp) -> Result<usize, CaseError>;
    /// A job is tried again now: it waits, with no delay. Not for one without an answer (`send_again` is).
    fn retry_now(&self, job: JobId) -> Result<(), CaseError>;
    /// A person decides to send again what got no answer.
    fn send_again(&self, job: JobId, by: &Actor, at: Timestamp) -> Result<(), CaseError>;
    /// Takes a waiting job out of the queue; its case can be edited again. A report is dropped, waiting or refused; one that
    /// may have arrived is unconfirmed again.
    fn cancel_job(&self, job: JobId, by: &Actor, at: Timestamp) -> Result<(), CaseError>;
    /// Moves a waiting job to the front.
    fn move_up(&self, job: JobId) -> Result<(), CaseError>;
    /// The attempts of a case, oldest first.
    fn attempts(&self, id: CaseId) -> Result<Vec<Attempt>, CaseError>;
    /// True if the queue was paused by a person; it stays so over a restart.
    fn is_paused(&self) -> Result<bool, CaseError>;
    /// Pauses or resumes the queue.
    fn set_paused(&self, paused: bool, by: &Actor, at: Timestamp) -> Result<(), CaseError>;

    // --- status ---

    /// The customers whose status is open: id, TCDX identifier, and when the server took them.
    fn polled(&self) -> Result<Vec<(CaseId, Uuid, Timestamp)>, CaseError>;
    /// What Retrieve or a webhook told. Gives the case if something changed; `None` if it is as it was.
    fn status(&self, news: &StatusNews, by: &Actor) -> Result<Option<CaseRow>, CaseError>;

    // --- the case ---

    /// Moves a case on by a person's step (hold, release, correct, arrived …), with a reason for the history.
    fn step(
        &self,
        id: CaseId,
        step: &Step,
        reason: &str,
        by: &Actor,
        at: Timestamp,
    ) -> Result<CaseRow, CaseError>;
    /// Internal notes, oldest first.
    fn notes(&self, id: CaseId) -> Result<Vec<Note>, CaseError>;
    /// Adds one.
    fn add_note(&self, id: CaseId, text: &str, by: &Actor, at: Timestamp) -> Result<(), CaseError>;
    /// Erases the customer's data: a stub with hashes stays.
    fn erase(&self, id: CaseId, reason: &str, by: &Actor, at: Timestamp) -> Result<(), CaseError>;
    /// Removes the pictures of cases whose decision is older than `before`. Only where the server confirmed that it has
    /// them, nothing is under way and nothing is on hold. Gives the number of cases.
    fn purge(&self, before: Timestamp, by: &Actor, at: Timestamp) -> Result<usize, CaseError>;

    // --- history ---

    /// Adds an entry (a view, an export …).
    fn record(
        &self,
        case: Option<CaseId>,
        deed: &Deed,
        by: &Actor,
        at: Timestamp,
    ) -> Result<(), CaseError>;
    /// The history of a case, oldest first.
    fn history(&self, id: CaseId) -> Result<Vec<HistoryEntry>, CaseError>;
    /// Walks the whole chain. Gives the number of entries, and what is wrong with it.
    fn verify_history(&self) -> Result<(u64, Vec<HistoryFault>), CaseError>;

    // --- odds and ends ---

    /// A value kept under a name (the sandbox's state, the time of the last purge).
    fn value(&self, name: &str) -> Result<Option<Vec<u8>>, CaseError>;
    /// Keeps it.
    fn set_value(&self, name: &str, value: &[u8]) -> Result<(), CaseError>;
}

/// A store that is shared between threads.
pub type SharedStore = Arc<dyn CaseStore>;

/// The version of the database engine.
pub fn engine_version() -> &'static str {
    rusqlite::version()
}
