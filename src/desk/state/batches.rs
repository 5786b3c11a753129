//! Batches: the file that is being looked at, and those that were begun.

mod totals;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::Same;
use crate::desk::action::Dropped;
use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::amount::Notation;
use crate::domain::batch::{BatchKind, Column, Defaults, Judged, Mapping};
use crate::domain::{Profile, Slot};
use crate::sheet::Table;
use crate::store::cases::{Batch, BatchId};

pub use totals::{BatchTotal, Way};

/// The pictures of a row: where each slot's file is, and which slots have none.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RowPictures {
    /// The files.
    pub files: Vec<(Slot, PathBuf)>,
    /// Slots that need a file and have none.
    pub missing: Vec<Slot>,
}

/// The names of files are often those of customers.
impl fmt::Debug for RowPictures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RowPictures(*** {} files)", self.files.len())
    }
}

/// What a row repeats: another differs by its id and time alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repeats {
    /// An earlier row, by its number in the file.
    Row(usize),
    /// A report of the last day.
    Report(Same),
}

/// What was found in a batch before anything is sent.
#[derive(Debug, Clone)]
pub struct BatchVerdict {
    /// Each row judged.
    pub judged: Judged,
    /// For customers the pictures of each row; empty for reports.
    pub pictures: Vec<RowPictures>,
    /// Rows that can be sent.
    pub good: usize,
    /// By their place, from 0, the rows that repeat another or what was reported.
    pub repeats: BTreeMap<usize, Repeats>,
    /// Rows that can be sent and look doubtful.
    pub doubtful: usize,
    /// What those that can be sent come to.
    pub totals: Vec<BatchTotal>,
}

impl BatchVerdict {
    /// True if the row at this place can be sent.
    pub fn is_good(&self, at: usize) -> bool {
        let is_complete = |row: &RowPictures| row.missing.is_empty();
        self.judged
            .rows
            .get(at)
            .is_some_and(|row| row.result.is_ok())
            && self.pictures.get(at).is_none_or(is_complete)
    }

    /// True if the row at this place can be sent, once a person has looked at it again.
    pub fn is_doubtful(&self, at: usize) -> bool {
        let row = self.judged.rows.get(at);
        let has_doubt = row.is_some_and(|row| !row.doubts.is_empty());
        self.is_good(at) && (has_doubt || self.repeats.contains_key(&at))
    }
}

/// How a dry run went: nothing was kept and nothing was sent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DryRun {
    /// Its request; `None` once it ended.
    pub request: Option<RequestId>,
    /// Rows looked at.
    pub done: usize,
    /// Rows in all.
    pub of: usize,
    /// Rows that would need a person, by their number in the file, and why.
    pub found: Vec<(usize, Told)>,
}

/// A file that is being looked at.
#[derive(Debug, Clone)]
pub struct OpenBatch {
    /// What its rows are taken for.
    pub kind: BatchKind,
    /// The name of the file.
    pub name: String,
    /// Its rows.
    pub table: Arc<Table>,
    /// What its columns hold.
    pub mapping: Mapping,
    /// How its amounts are written.
    pub notation: Notation,
    /// A person said so.
    pub notation_chosen: bool,
    /// Rows about customers whom this computer does not know.
    pub strangers: usize,
    /// What is the same in all rows.
    pub defaults: Defaults,
    /// The folder with the pictures of the customers.
    pub folder: Option<PathBuf>,
    /// What was found in it.
    pub verdict: Option<Arc<BatchVerdict>>,
    /// It is being judged.
    pub judging: Option<RequestId>,
    /// It is being put into the queue.
    pub queueing: Option<RequestId>,
    /// The customers agreed, a person says.
    pub has_consent: bool,
    /// The doubtful rows of this verdict were compared, a person says.
    pub doubts_kept: bool,
    /// The last dry run.
    pub dry: Option<DryRun>,
    /// What went wrong.
    pub error: Option<Told>,
}

impl OpenBatch {
    /// True if amounts would be others in another notation, and nobody has said which it is.
    pub fn needs_notation(&self) -> bool {
        let readings = self.verdict.as_ref().map(|verdict| verdict.judged.readings);
        let is_open = readings.is_some_and(|read| read.otherwise + read.only_otherwise > 0);
        is_open && !self.notation_chosen
    }

    /// How many rows are doubtful and were not compared yet.
    pub fn open_doubts(&self) -> usize {
        let doubtful = self.verdict.as_ref().map_or(0, |verdict| verdict.doubtful);
        if self.doubts_kept { 0 } else { doubtful }
    }
}

/// Customers that are being made of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchRun {
    /// Which batch.
    pub id: BatchId,
    /// Customers made.
    pub done: usize,
    /// Customers in all.
    pub of: usize,
    /// A person asked it to stop.
    pub is_stopping: bool,
}

/// Everything about batches.
#[derive(Debug, Default)]
pub struct Batches {
    /// Those that were begun, newest first.
    pub list: Vec<Batch>,
    /// They were read.
    pub is_read: bool,
    /// A request for them is under way.
    pub loading: Option<RequestId>,
    /// When they were last asked for.
    pub asked_at: Option<jiff::Timestamp>,
    /// They changed since.
    pub is_stale: bool,
    /// The file that is being looked at.
    pub open: Option<OpenBatch>,
    /// A file is being read.
    pub reading: Option<RequestId>,
    /// What is being put into the queue, and what it was taken for then.
    pub queueing: Option<(RequestId, BatchKind)>,
    /// Customers that are being made.
    pub run: Option<BatchRun>,
    /// Why a file could not be read.
    pub error: Option<Told>,
}

/// What a person asks for about batches.
#[derive(Clone)]
pub enum BatchAction {
    /// Choose a file with the system's dialog.
    Pick,
    /// Read the file whose path was typed.
    LoadPath,
    /// A file was dropped.
    Drop(Dropped),
    /// Put the file away.
    Close,
    /// Take its rows for these.
    SetKind(BatchKind),
    /// Its amounts are written so.
    SetNotation(Notation),
    /// A column holds this.
    SetColumn(usize, Option<Column>),
    /// This is the same in all rows.
    SetDefault(Column, Option<String>),
    /// Choose the folder with the pictures.
    PickFolder,
    /// Look for the pictures in the folder whose path was typed.
    LoadFolder,
    /// The customers agreed, or not.
    SetConsent(bool),
    /// The doubtful rows were compared, or not.
    KeepDoubts(bool),
    /// Go through all rows without keeping or sending anything.
    DryRun,
    /// Stop the making of customers.
    Stop,
    /// Stop the dry run.
    StopDryRun,
    /// Put the good rows into the queue.
    Queue,
    /// Go on with a batch that was broken off.
    Continue(BatchId),
    /// Take back what waits of a batch.
    DropRest(BatchId),
    /// Write what became of each row into a file.
    Results(BatchId),
    /// Write an empty file with the columns of a kind.
    Template(BatchKind),
    /// Show the reports of a batch in the ledger.
    ShowReports(BatchId),
}

/// Paths and names of files tell of customers.
impl fmt::Debug for BatchAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BatchAction(***)")
    }
}

/// Where a table comes from.
#[derive(Clone)]
pub enum TableSource {
    /// The system's dialog.
    Dialog,
    /// A file.
    File(PathBuf),
    /// A file that was dropped.
    Dropped(Dropped),
}

/// What the making of customers needs besides the batch.
#[derive(Clone)]
pub struct MakingRules {
    /// The profile: limits of pictures, number of gestures.
    pub profile: Box<Profile>,
    /// The item lists.
    pub items: Arc<crate::domain::ItemLists>,
    /// The day.
    pub today: jiff::civil::Date,
}

/// Work about batches.
pub enum BatchTask {
    /// Read a table.
    Read(RequestId, TableSource),
    /// Judge all rows, and look for the pictures of customers.
    Judge(RequestId, Box<ToJudge>),
    /// Choose a folder.
    PickFolder,
    /// Go through all rows without keeping or sending anything.
    DryRun(RequestId, Box<ToQueue>),
    /// Keep the batch and put its good rows into the queue.
    Queue(RequestId, Box<ToQueue>),
    /// Make the customers of a batch who are not made yet.
    Make(BatchId, MakingRules),
    /// Stop the making of customers.
    Stop,
    /// Stop the dry run.
    StopDryRun,
    /// Read the list.
    List(RequestId),
    /// Take back what waits of a batch.
    DropRest(BatchId),
    /// Write what became of each row into a file.
    Results(BatchId),
    /// Write an empty file with the columns of a kind.
    Template(BatchKind),
}

/// What judging needs.
pub struct ToJudge {
    /// The rows.
    pub table: Arc<Table>,
    /// What the columns hold.
    pub mapping: Mapping,
    /// What is the same in all rows.
    pub defaults: Defaults,
    /// The rules of reports.
    pub report: crate::domain::report::ReportRules,
    /// The rules of the registration.
    pub making: MakingRules,
    /// Ids that are known.
    pub known: std::collections::HashSet<String>,
    /// What was reported lately, by its likeness.
    pub lately: HashMap<String, Same>,
    /// The folder with the pictures.
    pub folder: Option<PathBuf>,
}

/// What is put into the queue.
pub struct ToQueue {
    /// What it is.
    pub kind: BatchKind,
    /// The name of the file.
    pub name: String,
    /// The rows.
    pub table: Arc<Table>,
    /// What was found in them.
    pub verdict: Arc<BatchVerdict>,
    /// Version of the consent text and when it was confirmed, for customers.
    pub consent: Option<(u32, jiff::Timestamp)>,
    /// What the making of customers needs.
    pub making: MakingRules,
}

impl fmt::Debug for BatchTask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BatchTask(***)")
    }
}

/// What became of work about batches.
#[derive(Debug, Clone)]
pub enum BatchNews {
    /// A table was read, or not; nothing if no file was chosen.
    Read(RequestId, Result<Option<(String, Arc<Table>)>, Told>),
    /// All rows were judged.
    Judged(RequestId, Arc<BatchVerdict>),
    /// A folder was chosen.
    Folder(PathBuf),
    /// A dry run is so far.
    Dry(RequestId, DryRun),
    /// A batch was kept, or not.
    Queued(RequestId, Result<BatchId, Told>),
    /// So many customers were made.
    Made(BatchRun),
    /// The making of customers ended.
    Ended(BatchId),
    /// The list.
    List(RequestId, Vec<Batch>),
    /// Something of the list changed.
    Changed,
}
