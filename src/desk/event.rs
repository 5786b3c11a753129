//! What the world answers.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::effect::RequestId;
use super::explain::Told;
use super::opened::OpenedForm;
use super::state::{
    BatchNews, CameraNews, CaseDetail, EditorNews, ImportNews, ItemsSource, LoadedDraft, QueueNews,
    ReportFault, SecretState, StoreKind, StoreTrouble, WebhookNews,
};
use crate::domain::{CaseId, CaseRow, ItemLists, Lang, Look, Picture, ReportKind, Slot};
use crate::photo::Rgba;
use crate::store::cases::{Attempt, DocContent, Duplicate, JobId, LedgerRow, Original};

/// What became of loading a picture.
#[derive(Debug, Clone)]
pub enum PictureEnd {
    /// It is fitted.
    Fitted {
        /// What is sent.
        picture: Picture,
        /// A small picture of it.
        thumbnail: Arc<Rgba>,
        /// The file that it was made from.
        original: Original,
    },
    /// No file was chosen.
    Cancelled,
    /// It is not used.
    Refused(Told),
}

/// What the world answers.
#[derive(Debug, Clone)]
pub enum Event {
    /// The clock of this frame, in UTC and as the local date.
    Tick {
        /// Now.
        now: Timestamp,
        /// Today in the local time zone.
        today: jiff::civil::Date,
    },
    /// The profile's client is ready, or not.
    Connected {
        /// The request.
        request: RequestId,
        /// For training, the address of the sandbox's page.
        result: Result<Option<String>, Told>,
    },
    /// Item lists from the disk or the program.
    ItemsLoaded {
        /// The request.
        request: RequestId,
        /// Their language.
        lang: Lang,
        /// The lists.
        lists: Arc<ItemLists>,
        /// Where they come from.
        source: ItemsSource,
    },
    /// Item lists from the server.
    ItemsFetched {
        /// The request.
        request: RequestId,
        /// The lists and when they came.
        result: Result<(Arc<ItemLists>, Timestamp), Told>,
    },
    /// A picture is being made ready, and looks like this.
    PictureSeen {
        /// The request.
        request: RequestId,
        /// Where it goes.
        slot: Slot,
        /// A small picture of it.
        thumbnail: Arc<Rgba>,
    },
    /// Earlier cases that hold a picture which looks like the one in this slot.
    AlikeFound {
        /// Where the picture is.
        slot: Slot,
        /// How it looks.
        look: Look,
        /// The cases, newest first.
        cases: Vec<CaseId>,
    },
    /// News for the large view of a picture.
    Editor(EditorNews),
    /// News of the files that are to be put into slots.
    Import(ImportNews),
    /// News of the camera.
    Camera(CameraNews),
    /// News of the webhook.
    Webhook(WebhookNews),
    /// A form file was read, or not.
    FormOpened(Result<Box<OpenedForm>, Told>),
    /// A picture was loaded, or not.
    PictureLoaded {
        /// The request.
        request: RequestId,
        /// Where it goes.
        slot: Slot,
        /// What became of it.
        end: PictureEnd,
    },
    /// Where the secret of a profile is.
    SecretChecked {
        /// The request.
        request: RequestId,
        /// The profile.
        profile: String,
        /// Where.
        secret: SecretState,
    },
    /// The connection test ended: round trip in milliseconds, clock difference in seconds.
    ConnectionTested {
        /// The request.
        request: RequestId,
        /// Round trip in milliseconds, and the seconds by which this clock is ahead.
        result: Result<(u64, Option<i64>), Told>,
    },
    /// Whether there is a newer version, or why that is not known.
    ReleaseChecked {
        /// The request.
        request: RequestId,
        /// What the release file says.
        result: Result<super::release::Verdict, Told>,
    },
    /// The profile's store is open, or not.
    StoreOpened {
        /// The request.
        request: RequestId,
        /// How it is kept, or why it is not open.
        result: Result<StoreKind, StoreTrouble>,
    },
    /// Cases as they are when the store was opened, newest first; several events make up the list.
    CasesLoaded {
        /// The request that opened the store.
        request: RequestId,
        /// The cases.
        rows: Vec<CaseRow>,
        /// True with the last of them.
        is_complete: bool,
    },
    /// Cases that changed, by whatever cause.
    CasesChanged(Vec<CaseRow>),
    /// Reports as they are when the store was opened, newest first; several events make up the ledger.
    ReportsLoaded {
        /// The request that opened the store.
        request: RequestId,
        /// The reports.
        rows: Vec<LedgerRow>,
        /// Symbols that were reported, those used most first; with the last of them.
        symbols: Option<Vec<String>>,
    },
    /// News of batches.
    Batch(BatchNews),
    /// Reports that changed, by whatever cause.
    ReportsChanged(Vec<LedgerRow>),
    /// The forms of reports as they were being typed when the program ended.
    ReportDrafts {
        /// The request that opened the store.
        request: RequestId,
        /// The forms, as the desk wrote them.
        json: Vec<u8>,
    },
    /// The attempts of a report, oldest first.
    ReportOpened {
        /// The request.
        request: RequestId,
        /// The attempts.
        result: Result<Vec<Attempt>, Told>,
    },
    /// A QR code was read, or not; nothing if no file was chosen.
    QrRead {
        /// The request.
        request: RequestId,
        /// For which form.
        kind: ReportKind,
        /// The address in it.
        result: Result<Option<String>, Told>,
    },
    /// A report was put into the queue, or not.
    Reported {
        /// The request.
        request: RequestId,
        /// What it reports.
        kind: ReportKind,
        /// Its job, or why not.
        result: Result<JobId, ReportFault>,
    },
    /// The queue as it is now.
    QueueChanged(Box<QueueNews>),
    /// Bytes of a request left.
    SendProgress {
        /// The case; `None` for a report.
        case: Option<CaseId>,
        /// The job.
        job: JobId,
        /// Bytes that left.
        sent_bytes: u64,
        /// Bytes in all.
        total_bytes: u64,
    },
    /// A question for a status got no answer.
    PollFailed {
        /// The case.
        case: CaseId,
        /// Why.
        told: Told,
    },
    /// A question for a status was answered, whether or not something changed.
    Polled {
        /// The case.
        case: CaseId,
        /// When it is asked next, if it is.
        next_at: Option<Timestamp>,
    },
    /// A draft was kept, or not.
    DraftSaved {
        /// The case.
        case: CaseId,
        /// Its version, or why it was not kept.
        result: Result<u64, Told>,
    },
    /// A draft was read.
    DraftLoaded {
        /// The request.
        request: RequestId,
        /// The draft.
        result: Result<Box<LoadedDraft>, Told>,
    },
    /// Cases that may be the same customer.
    Duplicates {
        /// The request.
        request: RequestId,
        /// Those found.
        found: Vec<Duplicate>,
    },
    /// A case was put into the queue, or not.
    Queued {
        /// The case.
        case: CaseId,
        /// Its job, or why not.
        result: Result<JobId, Told>,
    },
    /// The details of a case.
    CaseLoaded {
        /// The request.
        request: RequestId,
        /// The details.
        result: Result<Box<CaseDetail>, Told>,
    },
    /// A document was decoded for the viewer.
    DocumentReady {
        /// The request.
        request: RequestId,
        /// The picture.
        result: Result<Arc<Rgba>, Told>,
    },
    /// A level 2 document was read, and can be shown before it is told ([`Self::DocumentLoaded`]).
    DocumentSeen {
        /// The request.
        request: RequestId,
        /// It, or its first page, small; `None` if it cannot be drawn.
        small: Option<Arc<Rgba>>,
    },
    /// A level 2 document was read, or not; nothing if no file was chosen.
    DocumentLoaded {
        /// The request.
        request: RequestId,
        /// The document.
        result: Result<Option<Box<DocContent>>, Told>,
    },
    /// What a person asked for is done, or not: told at the bottom.
    Done(Result<Told, Told>),
    /// News from the store that this request opened; dropped if another one is in use.
    OfStore(RequestId, Box<Event>),
    /// Something could not be read or written.
    Trouble(Told),
    /// A worker stopped unexpectedly.
    Crashed {
        /// The report.
        report: PathBuf,
    },
}
