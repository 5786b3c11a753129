//! The form on the screen, and what became of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::case::LoadedDraft;
use crate::desk::action::Action;
use crate::desk::effect::RequestId;
use crate::desk::event::PictureEnd;
use crate::desk::explain::Told;
use crate::domain::{CaseId, Doc, Field, Picture, Problem, Section, Slot};
use crate::photo::Rgba;
use crate::store::cases::{DocContent, DraftContent, Original, Submission};

/// Where the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Unfinished cases are offered.
    Start,
    /// Filling the form.
    Form(Section),
    /// The case was put into the queue: what becomes of it.
    Following(CaseId),
    /// The documents of KYC level 2 of this case.
    Level2(CaseId),
}

/// The form as the store has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// Its values, and where the person was.
    pub content: DraftContent,
    /// Its pictures.
    pub pictures: BTreeMap<Slot, Picture>,
}

/// Somebody else changed the case while it was edited here.
#[derive(Debug)]
pub enum Conflict {
    /// What they changed is being read.
    Looking(RequestId),
    /// Their version, which differs from what was kept here: a person decides.
    Found(Box<LoadedDraft>),
}

/// What is not yet kept of the form on the screen.
#[derive(Debug, Default)]
pub struct Unsaved {
    /// When the first change was made that is not kept; `None` if all is, or is being kept.
    pub since: Option<Timestamp>,
    /// When the last such change was made.
    pub last: Option<Timestamp>,
    /// A save is under way.
    pub is_saving: bool,
    /// What it keeps of the form.
    pub saving: Option<Box<Kept>>,
    /// What it tells of the files that the pictures were made from.
    pub originals: BTreeMap<Slot, Original>,
    /// Why the last save failed; it is tried again.
    pub error: Option<Told>,
    /// Nothing is saved before this is settled.
    pub conflict: Option<Conflict>,
}

impl Unsaved {
    /// True if everything on the screen is on the disk.
    pub fn is_kept(&self) -> bool {
        self.since.is_none() && !self.is_saving && self.conflict.is_none()
    }
}

/// How the questions for the status of the case that is followed went.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// When the last answer came.
    pub answered_at: Option<Timestamp>,
    /// When it is asked next.
    pub next_at: Option<Timestamp>,
    /// Why the last question got no answer.
    pub error: Option<Told>,
}

/// What is seen of one picture slot; the picture itself is in the form.
#[derive(Debug, Clone, Default)]
pub struct SlotView {
    /// A small picture of what is sent, if a picture is in place.
    pub thumbnail: Option<Arc<Rgba>>,
    /// The picture that is being chosen, read and fitted.
    pub loading: Option<RequestId>,
    /// It, small, as soon as it can be shown.
    pub coming: Option<Arc<Rgba>>,
    /// Why the last picture offered was not taken; what stood before still stands.
    pub refused: Option<Told>,
    /// The file that the picture was made from, until it is in the store.
    pub original: Option<Arc<[u8]>>,
    /// The picture was taken as it came, and the store was not told yet: what it has is of a former picture.
    pub is_as_it_came: bool,
}

impl SlotView {
    /// The file that the picture was made from, as the store is to be told.
    pub fn untold_original(&self) -> Original {
        match &self.original {
            Some(bytes) => Original::New(Arc::clone(bytes)),
            None if self.is_as_it_came => Original::Same,
            None => Original::Unchanged,
        }
    }

    /// Takes in where the original of a picture is that has come.
    pub fn take_original(&mut self, original: Original) {
        match original {
            Original::Unchanged => {}
            Original::Same => (self.original, self.is_as_it_came) = (None, true),
            Original::New(bytes) => (self.original, self.is_as_it_came) = (Some(bytes), false),
        }
    }

    /// The store was told this.
    pub fn told_original(&mut self, told: &Original) {
        let is_same = match (self.untold_original(), told) {
            (Original::New(own), Original::New(told)) => Arc::ptr_eq(&own, told),
            (own, told) => own == *told,
        };
        if is_same {
            (self.original, self.is_as_it_came) = (None, false);
        }
    }
}

/// A picture on its way to another slot; what stands there comes back.
#[derive(Debug)]
pub struct PictureMove {
    /// Where it is.
    pub from: Slot,
    /// Where it goes.
    pub to: Slot,
    /// The request that makes it anew.
    pub there: RequestId,
    /// The one that makes what stood there anew; `None` if nothing did.
    pub back: Option<RequestId>,
    /// What came of them so far.
    pub came: Vec<(RequestId, Slot, PictureEnd)>,
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
    /// Pictures on their way to another slot.
    pub moves: Vec<PictureMove>,
    /// A field to be focused and scrolled to in the next frame.
    pub focus: Option<Field>,
    /// The field last jumped to, from which F8 goes on.
    pub last_jump: Option<Field>,
    /// The field that was last edited, chosen or left: where a draft is gone on with.
    pub last_field: Option<Field>,
    /// The case of the form; `None` until something was filled in.
    pub case: Option<CaseId>,
    /// Its version in the store; 0 while it is not kept.
    pub version: u64,
    /// What is not yet kept.
    pub unsaved: Unsaved,
    /// The form as it was last kept, or read.
    pub kept: Kept,
    /// When it was last kept; `None` if nothing was kept since it was opened.
    pub saved_at: Option<Timestamp>,
    /// What the person asked for that waits until all is kept.
    pub then: Option<Box<Action>>,
    /// What was sent before, for a correction: what differs from it is marked.
    pub sent_before: Option<Box<Submission>>,
    /// For a correction, SHA-256 of the pictures in place, in hex.
    pub digests: BTreeMap<Slot, String>,
    /// The request that looks for duplicates before the form is sent.
    pub checking: Option<RequestId>,
    /// The form is on its way into the queue: nothing of it is saved any more.
    pub is_freezing: bool,
    /// The request that reads a draft.
    pub loading: Option<RequestId>,
    /// Documents of level 2 that are in place, for its screen.
    pub level2: BTreeMap<Doc, DocContent>,
    /// What is seen of the places for them, where something is loading or was refused.
    pub level2_slots: BTreeMap<Doc, SlotView>,
    /// When the consent tick was set.
    pub consent_at: Option<Timestamp>,
    /// How asking for the status of the case that is followed goes.
    pub asked: Asked,
    /// True while the form holds a sample customer as it was filled in: nothing of a person's is lost with it.
    pub is_sample: bool,
    /// The person asked for an empty form: what is unfinished is not offered instead.
    pub asked_new: bool,
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
            moves: Vec::new(),
            focus: None,
            last_jump: None,
            last_field: None,
            case: None,
            version: 0,
            unsaved: Unsaved::default(),
            kept: Kept::default(),
            saved_at: None,
            then: None,
            sent_before: None,
            digests: BTreeMap::new(),
            checking: None,
            is_freezing: false,
            loading: None,
            level2: BTreeMap::new(),
            level2_slots: BTreeMap::new(),
            consent_at: None,
            asked: Asked::default(),
            is_sample: false,
            asked_new: false,
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
