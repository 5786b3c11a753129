//! What the program knows. Screens read it; only `update` changes it.

mod batches;
mod camera;
mod case;
mod cases;
mod draft;
mod editor;
mod import;
mod ledger;
mod onboard;
mod release;
mod reports;
mod settings;
mod twins;
mod webhook;

use std::sync::Arc;

use jiff::Timestamp;

use super::effect::RequestId;
use super::explain::Told;
use crate::domain::{CaseId, ItemLists, Lang, Managed, Profile, Settings};

pub use batches::{
    BatchAction, BatchNews, BatchRun, BatchTask, BatchTotal, BatchVerdict, Batches, DryRun,
    MakingRules, OpenBatch, Repeats, RowPictures, TableSource, ToJudge, ToQueue, Way,
};
pub use camera::{
    Camera, CameraAction, CameraDevice, CameraFault, CameraKept, CameraNews, CameraPhase,
    CameraTask, Latest, Seen, Shot,
};
pub use case::{
    CaseDetail, Decided, HeldBy, LoadedDraft, OpenCase, QueueNews, QueueState, StoreKind,
    StoreState, StoreTrouble, Viewer, ViewerSide,
};
pub use cases::{Cases, Column, Narrow, Sort, View};
pub use draft::{Draft, Passphrase, ProfileDraft, SendingDraft};
pub use editor::{Editor, EditorAction, EditorNews, EditorTask, Steps};
pub use import::{Blocked, Import, ImportAction, ImportItem, ImportNews, ImportTask, MAX_FILES};
pub use ledger::{Ledger, LedgerFilter, Sum, Total};
pub use onboard::{Asked, Conflict, Kept, Onboard, PictureMove, SlotView, Step, Unsaved};
pub use release::ReleaseCheck;
pub use reports::{Doubts, FormState, OpenReport, ReportDrafts, ReportFault, ReportTab, Reports};
pub use settings::{ConnectionTest, SecretState, SendingField, SettingsScreen};
pub use twins::{Same, Twins, likeness};
pub use webhook::{KeptWebhook, SHOWN_ARRIVALS, Webhook, WebhookAction, WebhookNews, WebhookTask};

// Rows of the store that screens show.
pub use crate::store::cases::{
    Attempt, Batch, BatchId, BatchRowState, Deed, DocContent, DocMeta, DraftContent, Duplicate,
    DuplicateKind, HistoryEntry, Job, JobId, JobState, LedgerRow, Note, Original, QueueCounts,
    ReportState,
};

/// State and draft together: all that `update` works on.
#[derive(Debug)]
pub struct Desk {
    /// What the program knows.
    pub state: State,
    /// What a person is typing.
    pub draft: Draft,
}

/// A screen of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// First start.
    Welcome,
    /// The form, sending, and the status of the customer just sent.
    Onboard,
    /// All cases of this profile.
    Customers,
    /// Transactions and coin addresses: their forms, and what was reported.
    Transactions,
    /// Files of transactions and customers.
    Batches,
    /// What is to be sent, is being sent, and needs a person.
    Queue,
    /// Profiles, language, theme.
    Settings,
}

/// A question or a view that lies over the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Modal {
    /// Shortcuts.
    Help,
    /// Asks for the reason with which a warning is kept.
    KeepWarning {
        /// Which warning.
        key: crate::domain::problem::WarningKey,
    },
    /// A picture, large.
    Picture(Editor),
    /// Files that are to be put into slots.
    Import(Import),
    /// The camera.
    Camera(Camera),
    /// Close the window although the last change could not be kept?
    Quit,
    /// Forget this draft?
    DiscardDraft(CaseId),
    /// Cases that look like the same customer: send all the same?
    Duplicates(Vec<Duplicate>),
    /// Asks for the reason with which a case is put on hold.
    Hold(CaseId),
    /// Asks for the reason with which a customer's data are erased.
    Erase(CaseId),
    /// Asks whether the exported list is masked.
    ExportList,
    /// Asks for the user id of a customer registered elsewhere.
    AddCustomer,
    /// The pictures of a case, large.
    Documents(Viewer),
    /// Asks how level 2 ended, or for the user id of an unconfirmed registration that arrived.
    RecordDecision(CaseId),
    /// Send an unconfirmed request again?
    SendCaseAgain(CaseId),
    /// A report, with its attempts and what can be done.
    Report(JobId),
    /// A customer's coin address, new or in place of another.
    Address(crate::domain::ReportKind),
    /// An address as a QR code.
    Qr(String),
    /// What others wrote, and its licences.
    Licences,
    /// Put the unusable store aside and begin a new one?
    SetAside,
    /// Fill with the sample although something was typed?
    FillSample,
    /// Remove a profile and its secret?
    RemoveProfile(String),
    /// Something went wrong inside; where the report is.
    Crashed {
        /// The report.
        report: std::path::PathBuf,
    },
}

/// A short message at the bottom.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// Key for dismissing it.
    pub id: u64,
    /// What it says.
    pub told: Told,
    /// Danger or quiet success.
    pub is_error: bool,
    /// When it goes by itself.
    pub until: Timestamp,
}

/// Where the item lists on the screen come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemsSource {
    /// The copy in the program: none was ever fetched.
    Bundled,
    /// From the server, now or earlier.
    Server {
        /// When.
        fetched_at: Timestamp,
    },
}

/// The item lists in use.
#[derive(Debug)]
pub struct Items {
    /// The lists.
    pub lists: Arc<ItemLists>,
    /// Where they come from.
    pub source: ItemsSource,
    /// The request under way.
    pub loading: Option<RequestId>,
    /// Why the last fetch failed.
    pub error: Option<Told>,
}

/// Whether the profile in use can be spoken to.
#[derive(Debug, Clone, PartialEq)]
pub enum Connection {
    /// Being made ready.
    Connecting(RequestId),
    /// Ready; for training, with the address of the sandbox's page.
    Ready {
        /// Address of the sandbox's page for trainers.
        sandbox_page: Option<String>,
    },
    /// Not usable until something changes.
    Failed(Told),
}

/// What the program knows.
#[derive(Debug)]
pub struct State {
    /// The time of this frame.
    pub now: Timestamp,
    /// Today in the local time zone.
    pub today: jiff::civil::Date,
    /// The settings as saved.
    pub settings: Settings,
    /// All profiles; the first is Training.
    pub profiles: Vec<Profile>,
    /// What those who run this computer decided.
    pub managed: Managed,
    /// A person's own profiles that are not used here; they stay in the file.
    pub aside: Vec<Profile>,
    /// Whether the profile in use can be spoken to.
    pub connection: Connection,
    /// The screen shown.
    pub screen: Screen,
    /// The form and what became of it.
    pub onboard: Onboard,
    /// Whether the store of the profile in use is open.
    pub store: StoreState,
    /// The request that opened it.
    pub store_request: Option<RequestId>,
    /// When it was last begun to open it.
    pub opening_since: Timestamp,
    /// The folder with everything that is kept on the disk; `None` where none is used.
    pub data_folder: Option<std::path::PathBuf>,
    /// Form files that were opened while another form was on the screen; a person takes them one by one.
    pub opened: std::collections::VecDeque<super::opened::OpenedForm>,
    /// The cases of the profile in use.
    pub cases: Cases,
    /// The case beside the list.
    pub open_case: Option<OpenCase>,
    /// Reports about customers.
    pub reports: Reports,
    /// Files of reports and customers.
    pub batches: Batches,
    /// The send queue.
    pub queue: QueueState,
    /// The item lists.
    pub items: Items,
    /// The settings screen.
    pub settings_screen: SettingsScreen,
    /// The check for a newer version.
    pub release: ReleaseCheck,
    /// The webhook of the profile in use.
    pub webhook: Webhook,
    /// What lies over the screen.
    pub modal: Option<Modal>,
    /// What is kept of the camera while it is put away.
    pub camera: CameraKept,
    /// Short messages.
    pub toasts: Vec<Toast>,
    /// Something that stays at the top until it is mended (a file that could not be read or written).
    pub notice: Option<Told>,
    /// Set when the window may close although it was held back.
    pub closing: bool,
    /// The window waits for the last change to be kept, to close.
    pub wants_to_close: bool,
    /// Sample customers given out since the start.
    pub(super) samples: u32,
    pub(super) last_request: u64,
}

impl State {
    /// The language in use.
    pub fn lang(&self) -> Lang {
        self.settings.language.unwrap_or_default()
    }

    /// The texts of the language in use.
    pub fn texts(&self) -> &'static crate::text::Texts {
        crate::text::of(self.lang())
    }

    /// The profile in use; Training if the chosen one is gone.
    pub fn profile(&self) -> &Profile {
        self.profiles
            .iter()
            .find(|profile| profile.name == self.settings.profile)
            .unwrap_or(&self.profiles[0])
    }

    /// Names of a person's own profiles that are not used here, for a sentence.
    pub fn names_aside(&self) -> String {
        crate::domain::managed::names(&self.aside)
    }

    /// A new request id; answers to older ones are dropped.
    pub(super) fn request(&mut self) -> RequestId {
        self.last_request += 1;
        RequestId(self.last_request)
    }
}
