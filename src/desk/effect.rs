//! Work to run. Each answer carries the request's id.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

use super::action::Dropped;
use super::engine::EngineCommand;
use super::opened::FormPath;
use super::state::{BatchTask, CameraTask, EditorTask, ImportTask, WebhookTask};
use crate::domain::case::Step;
use crate::domain::profile::PictureLimits;
use crate::domain::{
    CaseId, Doc, Edit, Frozen, Lang, Look, Profile, Report, ReportKind, Settings, Slot,
};
use crate::store::cases::{DraftSave, Freeze, JobId, StatusNews};
use crate::vault::Secret;

/// The id of a request; an answer to an older one is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// Where a picture comes from.
#[derive(Clone, PartialEq, Eq)]
pub enum PictureSource {
    /// The system's file dialog.
    Dialog,
    /// A file.
    File(PathBuf),
    /// A file that was dropped.
    Dropped(Dropped),
    /// The clipboard.
    Clipboard,
    /// A picture of the sample customer, by file name.
    Sample(String),
}

/// Masked: the name of a file is often the name of a customer.
impl fmt::Debug for PictureSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PictureSource(***)")
    }
}

/// Where the file is that a picture was made from.
#[derive(Clone)]
pub struct OriginalAt {
    /// Here.
    pub bytes: Option<Arc<[u8]>>,
    /// Else in the store, if it is kept there.
    pub kept: Option<(CaseId, Slot)>,
    /// Else the picture itself was taken as it came.
    pub picture: Arc<[u8]>,
}

impl fmt::Debug for OriginalAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OriginalAt(***)")
    }
}

/// Something to do with a case or the queue.
#[derive(Debug)]
pub enum CaseTask {
    /// Move it on by a person's step, with a reason.
    Step(CaseId, Step, String),
    /// Forget a draft.
    Discard(CaseId),
    /// Erase the customer's data, for this reason.
    Erase(CaseId, String),
    /// Add an internal note.
    Note(CaseId, String),
    /// Record that a person looked at these (names of documents or fields).
    Viewed(CaseId, Vec<String>),
    /// Nobody needs to look at its changes any more.
    MarkRead(CaseId),
    /// Add a customer who was registered elsewhere.
    AddElsewhere(Uuid),
    /// Record what a person knows of a status.
    Status(Box<StatusNews>),
    /// Write it into a ZIP file.
    Export(CaseId),
    /// Write these cases into a CSV file.
    ExportList {
        /// In this order.
        cases: Vec<CaseId>,
        /// Without whole personal data.
        masked: bool,
    },
    /// Pause or resume the queue.
    SetPaused(bool),
    /// Try a job again now.
    Retry(JobId),
    /// Send again what got no answer: a person decided so.
    SendAgain(JobId),
    /// Take a job out of the queue.
    Cancel(JobId),
    /// Move a job to the front.
    MoveUp(JobId),
}

/// Something to do with reports.
#[derive(Debug)]
pub enum ReportTask {
    /// Put a report into the queue. Answered by `Event::Reported`.
    Report {
        /// The request.
        request: RequestId,
        /// What is reported.
        report: Box<Report>,
        /// A refused one that it corrects.
        replaced: Option<JobId>,
    },
    /// Read the attempts of a report. Answered by `Event::ReportOpened`.
    Open {
        /// The request.
        request: RequestId,
        /// Which report.
        id: JobId,
    },
    /// Record that a report without an answer arrived, or did not.
    Settle(JobId, bool),
    /// Keep the forms that are being typed.
    KeepDrafts(Vec<u8>),
    /// Write these reports into a CSV file.
    Export(Vec<JobId>),
    /// Read the QR code in a picture. Answered by `Event::QrRead`.
    ReadQr {
        /// The request.
        request: RequestId,
        /// For which form.
        kind: ReportKind,
        /// Where the picture is.
        source: PictureSource,
    },
}

/// Work to run.
#[derive(Debug)]
pub enum Effect {
    /// Something to do with reports.
    Report(ReportTask),
    /// Something to do with batches.
    Batch(BatchTask),
    /// Write the settings file.
    SaveSettings(Settings),
    /// Write the profiles file.
    SaveProfiles(Vec<Profile>),
    /// Save the support bundle, which tells of these profiles. Answered by `Event::Done`.
    SaveSupport(Vec<Profile>),
    /// Make the profile's client: read its secret, start the sandbox for training.
    Connect {
        /// Answered by `Event::Connected`.
        request: RequestId,
        /// The profile.
        profile: Box<Profile>,
    },
    /// Read the cached item lists, or the bundled ones.
    LoadItems {
        /// Answered by `Event::ItemsLoaded`.
        request: RequestId,
        /// Name of the profile.
        profile: String,
        /// Language of the labels.
        lang: Lang,
    },
    /// Fetch the item lists from the server.
    FetchItems {
        /// Answered by `Event::ItemsFetched`.
        request: RequestId,
        /// Name of the profile.
        profile: String,
        /// Language of the labels.
        lang: Lang,
    },
    /// Read, judge and fit a picture.
    LoadPicture {
        /// Answered by `Event::PictureLoaded`.
        request: RequestId,
        /// Where it goes.
        slot: Slot,
        /// Where it comes from.
        source: PictureSource,
        /// What is allowed.
        limits: PictureLimits,
        /// Largest file that is read, in bytes.
        max_file_bytes: u64,
    },
    /// Make a picture anew from its original, with what a person did to it, for this slot.
    MakePicture {
        /// Answered by `Event::PictureLoaded`.
        request: RequestId,
        /// Where it goes.
        slot: Slot,
        /// Where the original is.
        original: OriginalAt,
        /// What is done to it.
        edit: Edit,
        /// What is allowed.
        limits: PictureLimits,
        /// Largest file that is read, in bytes.
        max_file_bytes: u64,
    },
    /// Look for earlier cases that hold a picture like this. Answered by `Event::AlikeFound`, if there are any.
    FindAlike {
        /// Where the picture is.
        slot: Slot,
        /// How it looks.
        look: Look,
        /// The case that holds it now.
        case: Option<CaseId>,
    },
    /// Work for the large view of a picture.
    Editor(EditorTask),
    /// Work for the files that are to be put into slots.
    Import(ImportTask),
    /// Work for the camera.
    Camera(CameraTask),
    /// Work for the webhook in Settings.
    Webhook(WebhookTask),
    /// Read a form file. Answered by `Event::FormOpened`.
    OpenForm(FormPath),
    /// Open the store of a profile (its key is in the vault, or follows from the passphrase).
    OpenStore {
        /// Answered by `Event::StoreOpened`, then `Event::CasesLoaded`.
        request: RequestId,
        /// The profile.
        profile: Box<Profile>,
        /// Given by a person where there is no keyring.
        passphrase: Option<Secret>,
        /// Put what is there aside first, and begin a new one.
        set_aside: bool,
    },
    /// Keep a draft. Answered by `Event::DraftSaved`, and `Event::CasesChanged`.
    SaveDraft(Box<DraftSave>),
    /// Write what was edited into the history: the draft is left.
    NoteEdits(CaseId),
    /// Read a draft with its pictures.
    LoadDraft {
        /// Answered by `Event::DraftLoaded`.
        request: RequestId,
        /// The case.
        case: CaseId,
    },
    /// Look for cases that may be the same customer.
    FindDuplicates {
        /// Answered by `Event::Duplicates`.
        request: RequestId,
        /// The case that is to be sent.
        case: CaseId,
        /// The values that go out.
        frozen: Box<Frozen>,
    },
    /// Put a case into the queue. Answered by `Event::Queued`.
    Freeze(Box<Freeze>),
    /// Read the details of a case.
    LoadCase {
        /// Answered by `Event::CaseLoaded`.
        request: RequestId,
        /// The case.
        case: CaseId,
    },
    /// Decode a document of a case for the viewer; the look at it goes into the history.
    ShowDocument {
        /// Answered by `Event::DocumentReady`.
        request: RequestId,
        /// The case.
        case: CaseId,
        /// Which document.
        doc: Doc,
    },
    /// Choose and read a level 2 document: a picture or a PDF.
    LoadDocument {
        /// Answered by `Event::DocumentLoaded`.
        request: RequestId,
        /// Where it comes from.
        source: PictureSource,
        /// What is allowed for pictures.
        limits: PictureLimits,
        /// Largest file that is read, in bytes.
        max_file_bytes: u64,
    },
    /// Do something with a case or the queue. Answered by `Event::Done` where it failed, or where success is to be told.
    Case(CaseTask),
    /// Tell the sender and poller something.
    Engine(EngineCommand),
    /// Tell on the desktop that cases were decided. No name: the desktop may keep it.
    Notify {
        /// Cases that were approved.
        approved: usize,
        /// Cases that were rejected.
        rejected: usize,
    },
    /// Ask whether the vault holds a secret for this profile.
    CheckSecret {
        /// Answered by `Event::SecretChecked`.
        request: RequestId,
        /// Name of the profile.
        profile: String,
    },
    /// Put a secret into the vault.
    StoreSecret {
        /// Answered by `Event::SecretChecked`.
        request: RequestId,
        /// Name of the profile.
        profile: String,
        /// The secret.
        secret: Secret,
    },
    /// Take a secret out of the vault.
    RemoveSecret {
        /// Answered by `Event::SecretChecked`.
        request: RequestId,
        /// Name of the profile.
        profile: String,
    },
    /// Ask whether there is a newer version.
    CheckRelease {
        /// Answered by `Event::ReleaseChecked`.
        request: RequestId,
        /// Address of the release file.
        address: String,
        /// The publisher's public key.
        key: String,
    },
    /// Ask the server something harmless.
    TestConnection {
        /// Answered by `Event::ConnectionTested`.
        request: RequestId,
    },
}
