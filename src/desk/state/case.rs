//! One case, opened: its details, its draft, and the store and the queue it lives in.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::{CaseId, CaseRow, Doc};
use crate::photo::Rgba;
use crate::store::cases::{
    Attempt, DocContent, DocMeta, DraftContent, HistoryEntry, Job, JobId, Note, QueueCounts,
    Submission,
};

/// The details of a case.
#[derive(Clone)]
pub struct CaseDetail {
    /// The case.
    pub id: CaseId,
    /// Its values: the draft's.
    pub content: DraftContent,
    /// The documents in place.
    pub documents: BTreeMap<Doc, DocMeta>,
    /// The last submission, if there was one.
    pub submission: Option<Submission>,
    /// What happened, oldest first.
    pub history: Vec<HistoryEntry>,
    /// Requests, oldest first.
    pub attempts: Vec<Attempt>,
    /// Internal notes, oldest first.
    pub notes: Vec<Note>,
}

impl fmt::Debug for CaseDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseDetail({} ***)", self.id)
    }
}

/// The case beside the list.
#[derive(Debug, Clone)]
pub struct OpenCase {
    /// The case.
    pub id: CaseId,
    /// The request for its details.
    pub loading: Option<RequestId>,
    /// Its details, once they are read.
    pub detail: Option<Box<CaseDetail>>,
    /// Why they could not be read.
    pub error: Option<Told>,
    /// Why the last question for the status got no answer.
    pub poll_error: Option<Told>,
    /// When the status was last answered.
    pub polled_at: Option<Timestamp>,
    /// When it is asked for next.
    pub next_at: Option<Timestamp>,
    /// The whole identity number is shown.
    pub is_revealed: bool,
}

impl OpenCase {
    /// A case that was just opened; this request reads its details.
    pub fn new(id: CaseId, loading: RequestId) -> Self {
        Self {
            id,
            loading: Some(loading),
            detail: None,
            error: None,
            poll_error: None,
            polled_at: None,
            next_at: None,
            is_revealed: false,
        }
    }
}

/// The viewer of a case's documents.
#[derive(Clone)]
pub struct Viewer {
    /// The case.
    pub case: CaseId,
    /// The document at the left, and its picture once it is decoded.
    pub left: ViewerSide,
    /// The document at the right, for side by side.
    pub right: Option<ViewerSide>,
}

/// One side of the viewer.
#[derive(Clone)]
pub struct ViewerSide {
    /// Which document.
    pub doc: Doc,
    /// The request that decodes it.
    pub request: RequestId,
    /// The picture.
    pub picture: Option<Arc<Rgba>>,
    /// Why there is none.
    pub error: Option<Told>,
}

impl fmt::Debug for Viewer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Viewer({} ***)", self.case)
    }
}

impl PartialEq for Viewer {
    fn eq(&self, other: &Self) -> bool {
        self.case == other.case
    }
}

/// A draft that was read, with its pictures.
#[derive(Debug, Clone)]
pub struct LoadedDraft {
    /// The case.
    pub row: CaseRow,
    /// Version, for the next save.
    pub version: u64,
    /// The values.
    pub content: DraftContent,
    /// The pictures.
    pub documents: BTreeMap<Doc, DocContent>,
    /// Small pictures of them.
    pub thumbnails: BTreeMap<Doc, Arc<Rgba>>,
    /// The last submission, if there was one.
    pub submission: Option<Submission>,
}

/// How the store is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreKind {
    /// Encrypted on the disk, the key in the keyring.
    Keyring,
    /// Encrypted on the disk, the key from a passphrase.
    Passphrase,
    /// In memory, until the program ends (training without a keyring).
    Session,
}

/// Why the store is not open.
#[derive(Debug, Clone, PartialEq)]
pub enum StoreTrouble {
    /// A passphrase is needed: a new one, or the one it was made with. `told` if the last one was wrong.
    Passphrase {
        /// There is no store yet.
        is_new: bool,
        /// What was wrong with the last one.
        told: Option<Told>,
    },
    /// It cannot be used. `can_set_aside` if a new one can be begun beside it.
    Unusable {
        /// Why.
        told: Told,
        /// The file can be put aside.
        can_set_aside: bool,
    },
}

/// Whether the store of the profile in use is open.
#[derive(Debug, Clone, PartialEq)]
pub enum StoreState {
    /// Being opened.
    Opening(RequestId),
    /// Open.
    Open(StoreKind),
    /// Not open.
    Trouble(StoreTrouble),
}

/// Who else sends from this store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBy {
    /// Process id.
    pub pid: u32,
    /// Since when.
    pub since: Option<Timestamp>,
}

/// The queue as it is now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QueueNews {
    /// Jobs in their order, of each state at most some hundred; the last done ones at the end.
    pub jobs: Vec<Job>,
    /// How many there are of each state.
    pub counts: QueueCounts,
    /// A person paused it.
    pub is_paused: bool,
    /// A fault that stopped everything; said once.
    pub breaker: Option<Told>,
    /// Another process sends from this store; this one only shows.
    pub held_by: Option<HeldBy>,
}

/// The queue on the screen.
#[derive(Debug, Clone, Default)]
pub struct QueueState {
    /// As it was last told.
    pub news: QueueNews,
    /// Bytes that left, and in all, of the requests under way.
    pub progress: BTreeMap<JobId, (u64, u64)>,
    /// The case on the screen, as the poller was told.
    pub watched: Option<CaseId>,
    /// Decisions of which the desktop is to be told.
    pub decided: Decided,
}

/// Decisions that were gathered to be told on the desktop.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Decided {
    /// Approved, level 1 or 2.
    pub approved: usize,
    /// Rejected, level 1 or 2.
    pub rejected: usize,
    /// When the first of them came; `None` if there are none.
    pub since: Option<Timestamp>,
    /// When the desktop was last told.
    pub told_at: Option<Timestamp>,
}

impl QueueState {
    /// The job of a case that is not done, if there is one.
    pub fn job_of(&self, case: CaseId) -> Option<&Job> {
        self.news
            .jobs
            .iter()
            .find(|job| job.case == Some(case) && job.state != crate::store::cases::JobState::Done)
    }
}
