//! The form on the screen, and what became of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::{Field, Problem, Section, Slot};
use crate::photo::Rgba;

/// Where the person is.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Filling the form.
    Form(Section),
    /// The request is under way.
    Sending(Sending),
    /// The server took it: the status panel of this customer.
    Sent(uuid::Uuid),
    /// It was sent, and no answer came: nobody knows whether the customer is registered.
    Unconfirmed(Unconfirmed),
}

/// What is happening to the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Encoding and signing.
    Preparing,
    /// Bytes are leaving.
    Uploading,
    /// All bytes left; waiting for the answer.
    Waiting,
}

/// A registration under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Sending {
    /// Its request.
    pub request: RequestId,
    /// What is happening.
    pub phase: Phase,
    /// Bytes that left.
    pub sent_bytes: u64,
    /// Bytes in all; 0 while preparing.
    pub total_bytes: u64,
    /// When it began.
    pub started_at: Timestamp,
    /// True once a person asked to cancel.
    pub cancelling: bool,
    /// What was agreed to.
    pub consent: Consent,
}

/// The customer's consent (UU 27/2022 art. 20–24).
#[derive(Debug, Clone, PartialEq)]
pub struct Consent {
    /// Version of the text that was agreed to.
    pub version: u32,
    /// When the tick was set.
    pub at: Timestamp,
    /// The staff member who took it.
    pub staff: String,
}

/// A request whose outcome is unknown, with the facts for a person to decide.
#[derive(Debug, Clone, PartialEq)]
pub struct Unconfirmed {
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Bytes that left.
    pub sent_bytes: u64,
    /// Bytes in all.
    pub total_bytes: u64,
    /// What came back instead of an answer.
    pub told: Told,
}

/// What is seen of one picture slot; the picture itself is in the form.
#[derive(Debug, Clone, Default)]
pub struct SlotView {
    /// A small picture of what is sent, if a picture is in place.
    pub thumbnail: Option<Arc<Rgba>>,
    /// The picture that is being chosen, read and fitted.
    pub loading: Option<RequestId>,
    /// Why the last picture offered was not taken; what stood before still stands.
    pub refused: Option<Told>,
}

/// The form and what became of it.
#[derive(Debug)]
pub struct Onboard {
    /// Where the person is.
    pub step: Step,
    /// All that is wrong now, in form order.
    pub problems: Vec<Problem>,
    /// Fields whose problems are shown: left once, or seen by a submit.
    pub shown: BTreeSet<Field>,
    /// Problems that the server named, until their field is edited.
    pub server_problems: Vec<Problem>,
    /// What the server or the network said, when no field is to blame.
    pub banner: Option<Told>,
    /// State of each picture slot that is not empty.
    pub slots: BTreeMap<Slot, SlotView>,
    /// A field to be focused and scrolled to in the next frame.
    pub focus: Option<Field>,
    /// The field last jumped to, from which F8 goes on.
    pub last_jump: Option<Field>,
    /// When the consent tick was set.
    pub consent_at: Option<Timestamp>,
    /// True once a request for this form was sent and no answer came: from then on every sending is asked about.
    pub maybe_registered: bool,
    /// True while the form holds a sample customer as it was filled in: nothing of a person's is lost with it.
    pub is_sample: bool,
    /// Registrations sent from this form, this one included.
    pub attempts: u32,
}

impl Default for Onboard {
    fn default() -> Self {
        Self {
            step: Step::Form(Section::Identity),
            problems: Vec::new(),
            shown: BTreeSet::new(),
            server_problems: Vec::new(),
            banner: None,
            slots: BTreeMap::new(),
            focus: None,
            last_jump: None,
            consent_at: None,
            maybe_registered: false,
            is_sample: false,
            attempts: 0,
        }
    }
}

impl Onboard {
    /// The problems to be shown now: those of fields that were left or submitted, and the server's.
    pub fn visible_problems(&self) -> impl Iterator<Item = &Problem> {
        self.server_problems.iter().chain(
            self.problems
                .iter()
                .filter(|problem| self.shown.contains(&problem.field)),
        )
    }

    /// The problem to show at a field: the gravest first.
    pub fn problem_at(&self, field: Field) -> Option<&Problem> {
        self.visible_problems()
            .filter(|problem| problem.field == field)
            .min_by_key(|problem| problem.issue.severity())
    }
}
