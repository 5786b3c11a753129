//! Several files at once: looked at, proposed for slots, and put there when a person agrees.

use std::fmt;
use std::sync::{Arc, Weak};

use jiff::civil::DateTime;

use crate::desk::action::Dropped;
use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::Slot;
use crate::domain::propose::{Content, Why};
use crate::photo::Rgba;

/// Most files that are looked at.
pub const MAX_FILES: usize = 64;

/// The files that are to be put into slots.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The request that looks at them.
    pub request: RequestId,
    /// The files that were looked at, in the order of their names; shared, as a frame takes a copy.
    pub items: Arc<Vec<ImportItem>>,
    /// How many there are; `None` while that is being found out.
    pub total: Option<usize>,
    /// How many more were there that are not looked at.
    pub left_out: usize,
    /// They are still being looked at.
    pub is_looking: bool,
    /// Who looks at them stops once this is gone.
    pub alive: Arc<()>,
}

/// A file, and where it is to go.
#[derive(Clone, PartialEq)]
pub struct ImportItem {
    /// Its place among the files.
    pub number: usize,
    /// The file.
    pub file: Dropped,
    /// Its name.
    pub name: String,
    /// The name of its folder, if it came in one.
    pub folder: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// It, small; or why it cannot be used.
    pub picture: Result<Arc<Rgba>, Told>,
    /// When it was taken, else when it was last written, in the time of its place.
    pub taken: Option<DateTime>,
    /// What seems to be on it.
    pub content: Option<Content>,
    /// Where it goes; `None` is nowhere.
    pub slot: Option<Slot>,
    /// Why it is proposed there; `None` if a person chose it.
    pub why: Option<Why>,
    /// A person chose: nothing is proposed any more.
    pub is_chosen: bool,
}

/// Masked: the name of a file is often the name of a customer.
impl fmt::Debug for ImportItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImportItem")
            .field("number", &self.number)
            .field("slot", &self.slot)
            .finish_non_exhaustive()
    }
}

/// Why the files cannot be put into their slots now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    /// They are still being looked at.
    Looking,
    /// Two are for this slot.
    Clash(Slot),
    /// None has a slot.
    Nothing,
}

impl Import {
    /// Why the files cannot be put into their slots now, if so.
    pub fn blocked(&self) -> Option<Blocked> {
        let mut slots: Vec<Slot> = self.items.iter().filter_map(|item| item.slot).collect();
        slots.sort_unstable();
        if let Some(pair) = slots.windows(2).find(|pair| pair[0] == pair[1]) {
            return Some(Blocked::Clash(pair[0]));
        }
        if self.is_looking {
            return Some(Blocked::Looking);
        }
        slots.is_empty().then_some(Blocked::Nothing)
    }

    /// True if another file is for the same slot.
    pub fn clashes(&self, item: &ImportItem) -> bool {
        item.slot.is_some()
            && self
                .items
                .iter()
                .any(|other| other.number != item.number && other.slot == item.slot)
    }

    /// True if another file has the same name.
    pub fn is_namesake(&self, item: &ImportItem) -> bool {
        self.items
            .iter()
            .any(|other| other.number != item.number && other.name == item.name)
    }
}

/// What a person asks for.
#[derive(Debug, Clone, Copy)]
pub enum ImportAction {
    /// This file (its number) goes into this slot, or nowhere.
    Assign(usize, Option<Slot>),
    /// Put the files where they are to go.
    Confirm,
}

/// What the world answers.
#[derive(Debug, Clone)]
pub enum ImportNews {
    /// So many files are there.
    Found {
        /// The request.
        request: RequestId,
        /// That are looked at.
        total: usize,
        /// That are not.
        left_out: usize,
    },
    /// One was looked at.
    Seen {
        /// The request.
        request: RequestId,
        /// It.
        item: Box<ImportItem>,
    },
    /// All were looked at.
    Ended {
        /// The request.
        request: RequestId,
    },
    /// What a path is that was dropped on a slot or typed there.
    Kind {
        /// The slot.
        slot: Slot,
        /// The path.
        file: Dropped,
        /// It is a folder.
        is_folder: bool,
    },
}

/// Work to run.
#[derive(Debug)]
pub enum ImportTask {
    /// Look at files and folders.
    Survey {
        /// Answered by [`ImportNews::Found`], [`ImportNews::Seen`] for each, [`ImportNews::Ended`].
        request: RequestId,
        /// What was dropped.
        files: Vec<Dropped>,
        /// Largest file that is read, in bytes.
        max_file_bytes: u64,
        /// Nobody waits for it any more once this is gone.
        alive: Weak<()>,
    },
    /// Tell a folder from a file. Answered by [`ImportNews::Kind`].
    Probe {
        /// The slot that it was meant for.
        slot: Slot,
        /// The path.
        file: Dropped,
    },
}
