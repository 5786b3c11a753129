//! The large view of a picture: looked at, turned, straightened, cut, compared.

use std::sync::Arc;

use crate::desk::effect::{OriginalAt, RequestId};
use crate::desk::explain::Told;
use crate::domain::edit::Point;
use crate::domain::{Edit, Slot};
use crate::photo::Rgba;

/// Most steps that can be undone.
const MAX_STEPS: usize = 200;

/// What is seen of one picture, large.
#[derive(Debug, Clone, PartialEq)]
pub struct Editor {
    /// Which one.
    pub slot: Slot,
    /// The picture as it is sent, once it is decoded.
    pub sent: Option<Arc<Rgba>>,
    /// The original, upright, once it is decoded.
    pub original: Option<Arc<Rgba>>,
    /// The corners of a card or page, as found in the upright original.
    pub corners: Option<[Point; 4]>,
    /// The request that decodes them.
    pub request: RequestId,
    /// Why the picture cannot be shown.
    pub error: Option<Told>,
    /// Why the original cannot be shown, and so nothing be done to it.
    pub no_original: Option<Told>,
    /// What is being done to the original; kept until the view is closed.
    pub steps: Steps,
    /// The tools are on the screen.
    pub is_editing: bool,
    /// The picture is being made anew with these steps.
    pub making: Option<RequestId>,
    /// It is asked what becomes of the steps, since the view is to be closed.
    pub asks_to_close: bool,
}

/// Edits, one after the other; each can be undone and done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    live: Edit,
    all: Vec<Edit>,
    at: usize,
}

impl Steps {
    /// Begins with what was done before.
    pub fn new(edit: Edit) -> Self {
        let edit = edit.settled();
        Self {
            live: edit,
            all: vec![edit],
            at: 0,
        }
    }

    /// The edit as it is now, also in the middle of a drag.
    pub fn live(&self) -> Edit {
        self.live
    }

    /// Shows an edit that is no step yet: in the middle of a drag.
    pub(in crate::desk) fn try_on(&mut self, edit: Edit) {
        self.live = edit.settled();
    }

    /// One more step; what was undone before is forgotten.
    pub(in crate::desk) fn set(&mut self, edit: Edit) {
        self.live = edit.settled();
        if self.all.get(self.at) == Some(&self.live) {
            return;
        }
        self.all.truncate(self.at + 1);
        self.all.push(self.live);
        if self.all.len() > MAX_STEPS {
            self.all.remove(0);
        }
        self.at = self.all.len() - 1;
    }

    /// True if there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.at > 0
    }

    /// True if there is a step to do again.
    pub fn can_redo(&self) -> bool {
        self.at + 1 < self.all.len()
    }

    pub(in crate::desk) fn go(&mut self, forward: bool) {
        if forward && self.can_redo() {
            self.at += 1;
        } else if !forward && self.can_undo() {
            self.at -= 1;
        }
        self.live = self.all.get(self.at).copied().unwrap_or_default();
    }
}

/// What a person asks for in the large view.
#[derive(Debug, Clone)]
pub enum EditorAction {
    /// Show the tools.
    Begin,
    /// Put the tools away; the steps stay until the view is closed.
    End,
    /// Show this edit, in the middle of a drag.
    Try(Edit),
    /// One more step.
    Set(Edit),
    /// Take a step back.
    Undo,
    /// Do it again.
    Redo,
    /// Use the edit: the picture is made anew from its original.
    Apply(Slot, Edit),
    /// Close the view; asks first if there are steps that were not used.
    AskClose,
    /// Stay.
    Stay,
}

/// What the world answers to the large view.
#[derive(Debug, Clone)]
pub enum EditorNews {
    /// The picture as it is sent was decoded.
    Sent {
        /// The request.
        request: RequestId,
        /// The picture.
        result: Result<Arc<Rgba>, Told>,
    },
    /// The original was decoded.
    Original {
        /// The request.
        request: RequestId,
        /// The picture, upright.
        result: Result<Arc<Rgba>, Told>,
        /// The corners of a card or page, if some were found.
        corners: Option<[Point; 4]>,
    },
}

/// Work for the large view.
#[derive(Debug)]
pub enum EditorTask {
    /// Decode what is sent, and the original it was made from.
    Open {
        /// Answered by [`EditorNews::Sent`] and [`EditorNews::Original`].
        request: RequestId,
        /// The bytes that are sent.
        sent: Arc<[u8]>,
        /// Where the original is; `None` if it is on the screen already.
        original: Option<OriginalAt>,
    },
}
