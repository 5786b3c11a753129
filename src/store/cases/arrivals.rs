//! What is kept of the calls of the vendor's webhook.

use std::fmt;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::CaseError;
use super::types::Actor;
use crate::domain::arrival::{RegisteredHook, Said};
use crate::domain::{Arrival, ArrivalReason, ArrivalSignature, ArrivalState, CaseId};

/// Largest body that is kept, in bytes.
pub const MAX_BODY_BYTES: usize = 64 * 1024;

/// A call that arrived, to be kept.
#[derive(Clone)]
pub struct Arrived {
    /// When.
    pub at: Timestamp,
    /// The body as it came.
    pub body: Vec<u8>,
    /// SHA-256 of the body.
    pub hash: [u8; 32],
    /// Its signature.
    pub signature: ArrivalSignature,
    /// What it said, if that could be read.
    pub said: Option<Said>,
    /// Why it is refused; `None` if it is to be compared with what Retrieve tells.
    pub refused: Option<ArrivalReason>,
}

impl Arrived {
    /// With this body.
    pub fn new(
        at: Timestamp,
        body: Vec<u8>,
        signature: ArrivalSignature,
        judged: Result<Said, (ArrivalReason, Option<Said>)>,
    ) -> Self {
        let (said, refused) = match judged {
            Ok(said) => (Some(said), None),
            Err((reason, said)) => (said, Some(reason)),
        };
        Self {
            at,
            hash: Sha256::digest(&body).into(),
            body,
            signature,
            said,
            refused,
        }
    }
}

impl fmt::Debug for Arrived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Arrived(*** {} bytes)", self.body.len())
    }
}

/// What became of an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Which.
    pub id: u64,
    /// How often it had come again when the question was asked: one that came again since is not settled as unconfirmed, for
    /// it may be true by now.
    pub repeats: u64,
    /// Where it stands now.
    pub state: ArrivalState,
    /// Why it is not confirmed.
    pub reason: Option<ArrivalReason>,
    /// The case it concerned.
    pub case: Option<CaseId>,
}

/// Whether a customer whom no case names may be one of this store all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unclaimed {
    /// A registration may have arrived, and its id is not known.
    pub unconfirmed: bool,
    /// A registration is under way.
    pub sending: bool,
}

/// Keeps the calls of the webhook. As with [`super::CaseStore`], every call blocks, and is on the disk when it returns.
pub trait ArrivalStore: Send + Sync {
    /// Keeps what arrived, all of it in one transaction. The same body with a signature of the same kind is one row: it is
    /// counted while it is new or was confirmed less than 10 s ago; after that, or if it was not confirmed, it is new again.
    fn arrive(&self, arrived: &[Arrived]) -> Result<(), CaseError>;
    /// A number that grows with every arrival and every settlement.
    fn arrivals_revision(&self) -> Result<u64, CaseError>;
    /// The last arrivals, newest first, of this state or of all.
    fn arrivals(
        &self,
        state: Option<ArrivalState>,
        limit: usize,
    ) -> Result<Vec<Arrival>, CaseError>;
    /// How many are new.
    fn new_arrivals(&self) -> Result<u64, CaseError>;
    /// Customers of new arrivals, in the order of their ids after this one.
    fn arrived_customers(&self, after: Option<Uuid>, limit: usize) -> Result<Vec<Uuid>, CaseError>;
    /// The new arrivals of a customer, oldest first.
    fn arrivals_of(&self, user_id: Uuid, limit: usize) -> Result<Vec<Arrival>, CaseError>;
    /// The body of an arrival as it came.
    fn arrival_body(&self, id: u64) -> Result<Vec<u8>, CaseError>;
    /// Says what became of arrivals, in one transaction.
    fn settle_arrivals(&self, settled: &[Settled], at: Timestamp) -> Result<(), CaseError>;
    /// Forgets settled arrivals that came last before `before`, and the oldest settled of those beyond `keep`. Gives how many.
    fn purge_arrivals(&self, before: Timestamp, keep: u64) -> Result<usize, CaseError>;
    /// Whether a customer whom no case names may be one of this store.
    fn unclaimed(&self) -> Result<Unclaimed, CaseError>;
    /// What was last registered with the vendor.
    fn registered_hook(&self) -> Result<Option<RegisteredHook>, CaseError>;
    /// Keeps that it was registered, and adds it to the history.
    fn hook_registered(&self, hook: &RegisteredHook, by: &Actor) -> Result<(), CaseError>;
}
