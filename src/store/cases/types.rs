//! The things that are kept.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::{CaseId, Doc, Frozen, JobKind, KycStatus, Made, Report, ReportKind, Stage};

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actor {
    /// The system's user.
    pub user: String,
    /// The staff member's name, as given in the program; empty for what the program does by itself.
    pub staff: String,
    /// The computer.
    pub machine: String,
}

/// The draft of a case as it is kept: raw values, not yet judged. The pictures are kept beside it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftContent {
    /// Raw value of each field, by its API name.
    pub values: BTreeMap<String, String>,
    /// Warnings kept, by name, with the reasons.
    pub kept: BTreeMap<String, String>,
    /// The number typed for the kind of document that is not chosen now, by the kind's code.
    pub other_numbers: BTreeMap<String, String>,
    /// API names of the fields whose problems are shown (`gesture_0` for gestures).
    pub shown: Vec<String>,
    /// Section on the screen, by its place in `Section::ALL`.
    pub section: usize,
    /// Field with the focus, by its API name (or the document's).
    pub focus: Option<String>,
}

impl fmt::Debug for DraftContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DraftContent(***)")
    }
}

/// What a document is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocMeta {
    /// `image/jpeg`, `image/png` or `application/pdf`.
    pub media_type: String,
    /// Width in pixels; 0 for a PDF.
    pub width_px: u32,
    /// Height in pixels; 0 for a PDF.
    pub height_px: u32,
    /// Size in bytes of the file it was made from.
    pub original_bytes: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in hex. Given back; ignored when kept.
    #[serde(default)]
    pub sha256: String,
    /// What was done to the original, and what was found in the result.
    #[serde(default)]
    pub made: Made,
    /// Pages of a PDF; 0 for a picture, or if it cannot be told.
    #[serde(default)]
    pub pages: u32,
}

/// The file that a document was made from, when the document is kept.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Original {
    /// It is the one that is kept already, if one is.
    #[default]
    Unchanged,
    /// There is none beside the document itself: it was taken as it came.
    Same,
    /// These bytes.
    New(Arc<[u8]>),
}

impl fmt::Debug for Original {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Original(***)")
    }
}

/// SHA-256 of a document's bytes in hex, as [`DocMeta::sha256`] holds it: by it documents are compared.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A document with its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct DocContent {
    /// What it is.
    pub meta: DocMeta,
    /// The bytes that are sent (before base64).
    pub bytes: Arc<[u8]>,
    /// The file that it was made from. `Unchanged` when it is given back.
    pub original: Original,
}

impl fmt::Debug for DocContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocContent(*** {} bytes)", self.bytes.len())
    }
}

/// A change of a draft.
#[derive(Debug, Clone)]
pub struct DraftSave {
    /// The case; made if there is none.
    pub id: CaseId,
    /// The version that was read; 0 for a case that is not kept yet.
    pub version: u64,
    /// When.
    pub at: Timestamp,
    /// Staff member who works on it.
    pub staff: String,
    /// All values.
    pub content: DraftContent,
    /// Documents put in since the last save; `None` takes one out.
    pub documents: Vec<(Doc, Option<DocContent>)>,
    /// API names of the fields that changed since the last save.
    pub changed: Vec<String>,
    /// Parts in a hundred that are filled.
    pub progress: u8,
    /// Number of problems.
    pub problems: u16,
}

/// A draft as it was kept.
#[derive(Debug, Clone)]
pub struct StoredDraft {
    /// Version, for the next save.
    pub version: u64,
    /// The values.
    pub content: DraftContent,
    /// The documents in place, level 2 too, without their bytes.
    pub documents: BTreeMap<Doc, DocMeta>,
}

/// Puts a case into the queue.
#[derive(Debug, Clone)]
pub struct Freeze {
    /// The case.
    pub id: CaseId,
    /// When.
    pub at: Timestamp,
    /// Staff member who sends it.
    pub staff: String,
    /// The values that go out; `None` for level 2, whose documents alone are sent.
    pub frozen: Option<Frozen>,
    /// The pictures that go out, or the documents of level 2.
    pub documents: Vec<Doc>,
    /// Version of the consent text and when it was agreed to; `None` for level 2.
    pub consent: Option<(u32, Timestamp)>,
}

/// What was frozen.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Its number: 1 for the first.
    pub number: u32,
    /// Register, update or level 2.
    pub kind: JobKind,
    /// When it was frozen.
    pub at: Timestamp,
    /// The values; `None` for level 2.
    pub frozen: Option<Frozen>,
    /// The raw values of the draft at that time.
    pub content: DraftContent,
    /// SHA-256 of each document, in hex.
    pub documents: BTreeMap<Doc, String>,
}

/// A request in the queue: a `UUIDv7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JobId(pub Uuid);

/// One try of a request: a `UUIDv7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttemptId(pub Uuid);

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// It is sent when its time comes.
    Waiting,
    /// A request is under way.
    Sending,
    /// It was sent and no answer came: a person decides.
    Unconfirmed,
    /// The server refused it: a person corrects.
    Refused,
    /// The server took it.
    Done,
}

impl JobState {
    /// The name in the store and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Unconfirmed => "unconfirmed",
            Self::Refused => "refused",
            Self::Done => "done",
        }
    }

    /// The state with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Waiting,
            Self::Sending,
            Self::Unconfirmed,
            Self::Refused,
            Self::Done,
        ]
        .into_iter()
        .find(|state| state.name() == name)
    }
}

/// A row of the queue.
#[derive(Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// The case that it moves; `None` for a report, which moves none.
    pub case: Option<CaseId>,
    /// The case of the customer whom it is about, if there is one here.
    pub customer: Option<CaseId>,
    /// The customer's name; empty if it is not known.
    pub name: String,
    /// What it asks.
    pub kind: JobKind,
    /// What is reported, if it is a report.
    pub report: Option<Box<Report>>,
    /// Where it stands.
    pub state: JobState,
    /// The case is on hold: the job is passed over.
    pub on_hold: bool,
    /// Tries so far.
    pub tries: u32,
    /// Not before this time.
    pub next_at: Option<Timestamp>,
    /// Why the last try did not end well: a `Told`, as JSON.
    pub told: Option<String>,
    /// When it was put into the queue.
    pub queued_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When the last attempt began.
    pub sent_at: Option<Timestamp>,
    /// Bytes that left in the last attempt.
    pub sent_bytes: u64,
    /// Bytes in all of the last attempt.
    pub total_bytes: u64,
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Job({} {:?} {:?})", self.id.0, self.kind, self.state)
    }
}

impl Job {
    /// Which report it is, if it is one.
    pub fn customer_report(&self) -> Option<ReportKind> {
        match self.kind {
            JobKind::Report(kind) => Some(kind),
            _ => None,
        }
    }
}

/// The part of the queue that is worked on and shown: a queue of ten thousand is not read for every request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// Jobs that are not done, those that may be sent first, then the last done ones.
    pub jobs: Vec<Job>,
    /// How many of each state there are, also those that are not among the jobs.
    pub counts: QueueCounts,
}

/// How many jobs there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Waiting, on hold or not.
    pub waiting: usize,
    /// Under way.
    pub sending: usize,
    /// Without an answer.
    pub unconfirmed: usize,
    /// Refused.
    pub refused: usize,
}

impl QueueCounts {
    /// Of jobs that are all there are.
    pub fn of(jobs: &[Job]) -> Self {
        let count = |state| jobs.iter().filter(|job| job.state == state).count();
        Self {
            waiting: count(JobState::Waiting),
            sending: count(JobState::Sending),
            unconfirmed: count(JobState::Unconfirmed),
            refused: count(JobState::Refused),
        }
    }
}

/// A job that was taken to be sent, with all that is sent.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The attempt that was recorded.
    pub attempt: AttemptId,
    /// The job.
    pub job: Job,
    /// TCDX identifier, for an update or level 2.
    pub user_id: Option<Uuid>,
    /// The values; `None` for level 2.
    pub frozen: Option<Frozen>,
    /// The documents.
    pub documents: BTreeMap<Doc, DocContent>,
    /// The report, if it is one.
    pub report: Option<Report>,
}

/// How an attempt ended.
#[derive(Debug, Clone)]
pub struct AttemptEnd {
    /// When.
    pub at: Timestamp,
    /// How.
    pub outcome: AttemptOutcome,
    /// What to tell: a `Told`, as JSON; `None` for success.
    pub told: Option<String>,
    /// The vendor's words, if it refused.
    pub reason: String,
    /// Bytes that left.
    pub sent_bytes: u64,
    /// Bytes in all.
    pub total_bytes: u64,
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttemptOutcome {
    /// The server took it; Register gives the id.
    Accepted(Option<Uuid>),
    /// It never arrived, or the server asks to wait: the job waits until `next_at`.
    NotSent {
        /// Not before this time.
        next_at: Timestamp,
    },
    /// The server refused it.
    Refused {
        /// It says that it knows such a customer.
        duplicate: bool,
    },
    /// Sent, no answer.
    Unknown,
}

/// An attempt as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// Number among the attempts of the case, from 1.
    pub number: u32,
    /// What it asked.
    pub kind: JobKind,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended; `None` while it is under way.
    pub ended_at: Option<Timestamp>,
    /// `accepted`, `not_sent`, `refused`, `unknown`; `None` while it is under way.
    pub outcome: Option<String>,
    /// What was told: a `Told`, as JSON.
    pub told: Option<String>,
    /// Bytes that left.
    pub sent_bytes: u64,
    /// Bytes in all.
    pub total_bytes: u64,
}

/// What Retrieve or a webhook told about a customer.
#[derive(Clone, PartialEq, Eq)]
pub struct StatusNews {
    /// The case.
    pub id: CaseId,
    /// 1 or 2.
    pub level: u8,
    /// Status.
    pub status: KycStatus,
    /// Why, if rejected.
    pub reason: Option<String>,
    /// Since when, by the server's clock.
    pub since: Option<Timestamp>,
    /// Name as the server knows it; kept if the case has none.
    pub name: Option<String>,
    /// E-mail address as the server knows it; kept if the case has none.
    pub email: Option<String>,
    /// When it was told.
    pub at: Timestamp,
    /// Who told: `retrieve`, `webhook`, or `person`.
    pub source: &'static str,
}

impl fmt::Debug for StatusNews {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StatusNews({} level {} ***)", self.id, self.level)
    }
}

/// What is alike in another case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DuplicateKind {
    /// The identity number.
    IdNumber,
    /// The e-mail address.
    Email,
    /// The mobile number.
    Phone,
}

/// A case that may be the same customer.
#[derive(Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The other case.
    pub id: CaseId,
    /// Its customer's name; empty for an erased one.
    pub name: String,
    /// Where it stands.
    pub stage: Stage,
    /// When it was begun.
    pub created_at: Timestamp,
    /// What is alike.
    pub alike: Vec<DuplicateKind>,
}

impl fmt::Debug for Duplicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Duplicate({} {:?})", self.id, self.alike)
    }
}

/// An internal note.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// When.
    pub at: Timestamp,
    /// Staff member.
    pub staff: String,
    /// What it says.
    pub text: String,
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Note(***)")
    }
}
