//! The life of a case: from a draft to the end of the screening, and KYC level 2 after it. A step that makes no sense is refused.

mod life;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::field::Slot;
use super::report::ReportKind;

pub use life::{Illegal, Life, Step};

/// The id of a case: a UUID (version 7), made where the case is begun, so that no server has to give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseId(pub Uuid);

impl CaseId {
    /// A new id; ids made later sort later.
    pub fn new() -> Self {
        Self(Uuid::now_v7())
    }
}

impl Default for CaseId {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a case stands at level 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being filled in; never sent.
    Draft,
    /// Frozen and in the queue.
    Ready,
    /// A request is under way.
    Sending,
    /// It was sent, and no answer came: nobody knows whether it arrived.
    Unconfirmed,
    /// The server refused the request; nothing was registered or changed by it.
    Refused,
    /// The server has it; the screening has not ended.
    Pending,
    /// Screening ended well.
    Approved,
    /// Screening ended badly.
    Rejected,
    /// A refused, rejected or unconfirmed case that is being corrected.
    Correction,
    /// Its data are gone; a stub with hashes stays.
    Erased,
}

impl Stage {
    /// All stages.
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::Ready,
        Self::Sending,
        Self::Unconfirmed,
        Self::Refused,
        Self::Pending,
        Self::Approved,
        Self::Rejected,
        Self::Correction,
        Self::Erased,
    ];

    /// The name in the store and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Sending => "sending",
            Self::Unconfirmed => "unconfirmed",
            Self::Refused => "refused",
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Correction => "correction",
            Self::Erased => "erased",
        }
    }

    /// The stage with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// True while the form can be edited.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Correction)
    }
}

/// Where a case stands at level 2.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Level2 {
    /// Nothing was sent.
    #[default]
    None,
    /// Frozen and in the queue.
    Ready,
    /// A request is under way.
    Sending,
    /// Sent, no answer.
    Unconfirmed,
    /// The server refused the request.
    Refused,
    /// The server has the documents.
    Pending,
    /// Approved.
    Approved,
    /// Rejected.
    Rejected,
}

impl Level2 {
    /// All states.
    pub const ALL: [Self; 8] = [
        Self::None,
        Self::Ready,
        Self::Sending,
        Self::Unconfirmed,
        Self::Refused,
        Self::Pending,
        Self::Approved,
        Self::Rejected,
    ];

    /// The name in the store and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ready => "ready",
            Self::Sending => "sending",
            Self::Unconfirmed => "unconfirmed",
            Self::Refused => "refused",
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// The state with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What a request in the queue asks of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Register: the customer is not known there.
    Register,
    /// Update: the customer is known there and corrected.
    Update,
    /// KYC level 2 documents.
    Level2,
    /// A report about a customer: it moves no case.
    Report(ReportKind),
}

impl JobKind {
    /// The name in the store and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Update => "update",
            Self::Level2 => "level2",
            Self::Report(kind) => kind.name(),
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Register, Self::Update, Self::Level2]
            .into_iter()
            .find(|kind| kind.name() == name)
            .or_else(|| ReportKind::from_name(name).map(Self::Report))
    }
}

/// A document of a case: a picture of the form, or one of level 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doc {
    /// A picture of the form.
    Picture(Slot),
    /// `bank_statement`
    BankStatement,
    /// `source_of_wealth`
    SourceOfWealth,
}

impl Doc {
    /// The name in the store: the API's, for gestures with the index counted from 0 (`gesture_0`).
    pub fn name(self) -> String {
        match self {
            Self::Picture(Slot::IdPhoto) => "id_photo".to_owned(),
            Self::Picture(Slot::Selfie) => "selfie_photo".to_owned(),
            Self::Picture(Slot::ProofOfAddress) => "proof_of_address".to_owned(),
            Self::Picture(Slot::Gesture(index)) => format!("gesture_{index}"),
            Self::BankStatement => "bank_statement".to_owned(),
            Self::SourceOfWealth => "source_of_wealth".to_owned(),
        }
    }

    /// The document with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "id_photo" => Self::Picture(Slot::IdPhoto),
            "selfie_photo" => Self::Picture(Slot::Selfie),
            "proof_of_address" => Self::Picture(Slot::ProofOfAddress),
            "bank_statement" => Self::BankStatement,
            "source_of_wealth" => Self::SourceOfWealth,
            _ => Self::Picture(Slot::Gesture(name.strip_prefix("gesture_")?.parse().ok()?)),
        })
    }
}

/// What is known of a case without opening it: a row of the list.
#[derive(Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// Counts the changes of this case: a change names the version it was made from.
    pub version: u64,
    /// Counts the changes of the whole store: rows changed later have a higher one.
    pub revision: u64,
    /// Where it stands.
    pub life: Life,
    /// Name as typed, or as the server told it.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Identity number, whole: shown masked.
    pub id_number: String,
    /// Mobile number, with the dialling code.
    pub phone: String,
    /// Staff member who works on it.
    pub staff: String,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When something last happened to it.
    pub changed_at: Timestamp,
    /// When the server took it, for the first time.
    pub registered_at: Option<Timestamp>,
    /// When the status became what it is, by the server's clock where it tells.
    pub status_at: Option<Timestamp>,
    /// Requests that were begun for it.
    pub attempts: u32,
    /// The vendor's words: why rejected or refused; empty if there is no reason.
    pub reason: String,
    /// A change that nobody has looked at.
    pub is_unread: bool,
    /// Parts in a hundred of the form that are filled.
    pub progress: u8,
    /// Problems of the form that a person was shown or would be.
    pub problems: u16,
}

impl CaseRow {
    /// Of a case that nothing is known of yet.
    pub fn new(id: CaseId, life: Life, at: Timestamp) -> Self {
        Self {
            id,
            version: 0,
            revision: 0,
            life,
            name: String::new(),
            email: String::new(),
            id_number: String::new(),
            phone: String::new(),
            staff: String::new(),
            created_at: at,
            changed_at: at,
            registered_at: None,
            status_at: None,
            attempts: 0,
            reason: String::new(),
            is_unread: false,
            progress: 0,
            problems: 0,
        }
    }
}

impl fmt::Debug for CaseRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseRow({} {:?} ***)", self.id, self.life.stage)
    }
}
