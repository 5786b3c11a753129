//! What a person asks for.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

use super::opened::{FormPath, OpenedForm};
use super::state::{
    BatchAction, CameraAction, Column, EditorAction, ImportAction, LedgerFilter, Narrow, ReportTab,
    Screen, View, WebhookAction,
};
use crate::domain::problem::WarningKey;
use crate::domain::{
    CaseId, Doc, Field, Lang, LogLevel, ReportField, ReportKind, Section, Slot, ThemeChoice,
};
use crate::store::cases::JobId;

/// A file dropped onto the window.
#[derive(Clone, PartialEq, Eq)]
pub enum Dropped {
    /// On disk.
    Path(PathBuf),
    /// Given as bytes.
    Bytes(Arc<[u8]>),
}

impl fmt::Debug for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dropped(***)")
    }
}

/// What a person asks for about reports. The text that goes with it is in the draft.
#[derive(Clone, PartialEq, Eq)]
pub enum ReportAction {
    /// Show a part of the screen.
    ShowTab(ReportTab),
    /// Show the form of this kind of transaction.
    SetKind(ReportKind),
    /// The text of a field changed.
    Edited(ReportKind, ReportField),
    /// A field was left.
    Blurred(ReportKind, ReportField),
    /// A value was chosen.
    Set(ReportKind, ReportField, String),
    /// The focus is to go to a field.
    FocusOn(ReportKind, ReportField),
    /// The focus asked for was given.
    Focused(ReportKind),
    /// What looks doubtful was read and is kept, or not.
    KeepDoubts(ReportKind, bool),
    /// An empty form with a fresh id; what was typed is put aside.
    Clear(ReportKind),
    /// The form that is aside, in place of what is there.
    BringBack(ReportKind),
    /// Put the report into the queue.
    Send(ReportKind),
    /// Begin a report about this customer.
    For(CaseId),
    /// Look at a report.
    Open(JobId),
    /// Open the form with a report that the server refused.
    Correct(JobId),
    /// Send again what got no answer: a person decided so.
    SendAgain(JobId),
    /// A person knows that a report without an answer arrived, or did not.
    Settle(JobId, bool),
    /// Take back a report that waits or was refused.
    Drop(JobId),
    /// The text in the ledger's search field changed.
    SearchChanged,
    /// Narrow the ledger.
    SetFilter(LedgerFilter),
    /// Show the plot of a symbol, or none.
    ShowPlot(Option<Option<String>>),
    /// Write the ledger as it is shown into a CSV file; the system asks where.
    Export,
    /// Ask for a coin address of this customer.
    NewAddress(Uuid),
    /// Ask for an address in place of one: customer, symbol, and the address before.
    ChangeAddress(Uuid, String, String),
    /// Show an address as a QR code.
    ShowQr(String),
    /// Read an address from the picture in the clipboard.
    PasteQr(ReportKind),
    /// Read an address from a picture that the system's dialog chooses.
    PickQr(ReportKind),
    /// Read an address from a picture that was dropped.
    DropQr(ReportKind, Dropped),
}

/// Masked: addresses and what was chosen tell of customers.
impl fmt::Debug for ReportAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReportAction(***)")
    }
}

/// What a person asks for. The text that goes with it is in the draft.
#[derive(Debug, Clone)]
pub enum Action {
    /// Show a screen.
    Go(Screen),
    /// Leave the first-start welcome; the staff name is in the draft.
    LeaveWelcome,
    /// Save the staff name in the draft.
    SaveStaffName,
    /// Use this language.
    SetLanguage(Lang),
    /// Use this theme.
    SetTheme(ThemeChoice),
    /// Use the limits of sending and keeping in the draft.
    SaveSending,
    /// A change of status is told on the desktop, or not.
    SetNotifications(bool),
    /// Write so much into the log files.
    SetLogLevel(LogLevel),
    /// Save the support bundle; the system asks where.
    SaveSupport,
    /// Use this profile.
    SwitchProfile(String),
    /// Show the shortcuts.
    ShowHelp,
    /// Close what lies over the screen.
    CloseModal,
    /// Take a short message away.
    DismissToast(u64),
    /// Take the notice at the top away.
    DismissNotice,

    /// The window is about to close: what is not kept yet is kept first.
    AskQuit,
    /// Close it although the last change could not be kept.
    Quit,

    /// Show a section of the form.
    ShowSection(Section),
    /// Go on to the next section, showing what is wrong in this one.
    NextSection,
    /// Go back to the section before.
    PreviousSection,
    /// The text of a field changed.
    Edited(Field),
    /// A field was left.
    Blurred(Field),
    /// A field took the focus.
    Entered(Field),
    /// A value was chosen: an API code.
    Choose(Field, String),
    /// Ask for the reason with which a warning is kept.
    AskKeep(WarningKey),
    /// Keep it with the reason in the draft.
    Keep(WarningKey),
    /// Take the value that the NIK holds.
    UseNik(WarningKey),
    /// Go to the next problem.
    NextProblem,
    /// Go to a field.
    JumpTo(Field),
    /// The focus asked for in `Onboard::focus` was given.
    Focused,
    /// Fill the form with a sample customer (training only); asks first if something was typed.
    FillSample,
    /// Fill it, whatever was typed.
    FillSampleAnyway,

    /// Choose a file for a slot with the system's dialog.
    PickPicture(Slot),
    /// Load the path typed for a slot.
    LoadPath(Slot),
    /// Files were dropped, onto this slot or elsewhere.
    DropFiles(Vec<Dropped>, Option<Slot>),
    /// Paste a picture into a slot.
    PastePicture(Slot),
    /// Paste a picture into the first empty slot of the section on the screen.
    PasteNext,
    /// Take a picture out.
    RemovePicture(Slot),
    /// Show it large.
    ViewPicture(Slot),
    /// Move a picture to another slot; what stands there comes here.
    MovePicture {
        /// Where it is.
        from: Slot,
        /// Where it goes.
        to: Slot,
    },
    /// Something in the large view of a picture.
    Editor(EditorAction),
    /// Something about the files that are to be put into slots.
    Import(ImportAction),
    /// Something about the camera.
    Camera(CameraAction),
    /// Something about the webhook in Settings.
    Webhook(WebhookAction),

    /// The consent tick in the draft changed.
    ConsentChanged,
    /// Send the form.
    Send,
    /// Stop sending.
    CancelSend,
    /// Begin the next customer.
    NextCustomer,
    /// An empty form, whatever is unfinished.
    NewForm,

    /// Read the form file that a second start named.
    OpenForm(FormPath),
    /// A form file that was opened becomes the form on the screen.
    TakeForm(Box<OpenedForm>),
    /// Take the next of the form files that wait.
    TakeNextForm,

    /// Fetch the item lists.
    RefreshItems,

    /// Go on with a draft or a correction, at the section and field where it was left.
    ContinueDraft(CaseId),
    /// Forget a draft; asks first.
    AskDiscardDraft(CaseId),
    /// Forget it.
    DiscardDraft(CaseId),
    /// Show what is unfinished.
    ShowUnfinished,
    /// Take what somebody else made of the case on the screen; what was changed here since is dropped.
    TakeOtherVersion,
    /// Keep the case as it is on the screen, over what somebody else made of it.
    KeepThisVersion,
    /// Send although another case looks like the same customer.
    SendDespiteDuplicates,

    /// The text in the search field changed.
    SearchChanged,
    /// List these cases.
    SetView(View),
    /// Sort the list by this column; again, the other way round.
    SortBy(Column),
    /// Narrow the list.
    SetNarrow(Narrow),
    /// Open a case beside the list.
    OpenCase(CaseId),
    /// Open the case that many rows further down the list (-1: up).
    StepCase(isize),
    /// Close the case.
    CloseCase,
    /// Correct a refused, rejected or unconfirmed case: its form opens.
    CorrectCase(CaseId),
    /// Put a case on hold, for the reason in the draft; asks for it first.
    AskHold(CaseId),
    /// Put it on hold.
    Hold(CaseId),
    /// It is no longer on hold.
    Release(CaseId),
    /// Erase a customer's data; asks for the reason first.
    AskErase(CaseId),
    /// Erase them, for the reason in the draft.
    Erase(CaseId),
    /// Show the whole identity number of the open case; the look at it goes into the history.
    RevealIdNumber(CaseId),
    /// Add the internal note in the draft.
    AddNote(CaseId),
    /// Write a case into a ZIP file; the system asks where.
    ExportCase(CaseId),
    /// Write the list as it is shown into a CSV file; asks first whether masked.
    AskExportList,
    /// Write it.
    ExportList {
        /// Without whole personal data.
        masked: bool,
    },
    /// Add a customer who was registered elsewhere; asks for the user id.
    AskAddCustomer,
    /// Add the customer whose user id is in the draft.
    AddCustomer,
    /// Look at the pictures of a case, beginning with this one.
    ViewDocument(CaseId, Doc),
    /// Show another document in the viewer: at the left, or at the right for side by side.
    ShowDocument {
        /// Which.
        doc: Doc,
        /// At the right.
        beside: bool,
    },
    /// Ask for the status of a case now.
    AskStatus(CaseId),
    /// Ask for all open statuses soon.
    AskAllStatuses,
    /// A person knows how level 2 ended, or that an unconfirmed registration arrived (with the user id in the draft).
    AskRecordDecision(CaseId),
    /// Record that level 2 was approved or rejected (with the reason in the draft).
    RecordLevel2(CaseId, bool),
    /// Record that an unconfirmed registration arrived, with the user id in the draft if it is known.
    RecordArrived(CaseId),
    /// Send an unconfirmed request again; asks first.
    AskSendCaseAgain(CaseId),
    /// Send it again: a person decided so.
    SendCaseAgain(CaseId),

    /// Something about reports.
    Report(ReportAction),
    /// Something about batches.
    Batch(BatchAction),

    /// Open the level 2 screen of a case.
    OpenLevel2(CaseId),
    /// Choose a file for a level 2 document.
    PickDocument(Doc),
    /// Load the path typed for a level 2 document.
    LoadDocumentPath(Doc),
    /// Files were dropped onto this level 2 document, or elsewhere on its screen.
    DropDocuments(Vec<Dropped>, Option<Doc>),
    /// Take it out.
    RemoveDocument(Doc),
    /// Leave the level 2 screen for its case.
    LeaveLevel2,
    /// Send the level 2 documents.
    SendLevel2,

    /// Pause the queue.
    PauseQueue,
    /// Go on with it.
    ResumeQueue,
    /// Try again after a fault that stopped everything.
    CloseBreaker,
    /// Try a job again now.
    RetryJob(JobId),
    /// Take a job out of the queue.
    CancelJob(JobId),
    /// Move a job to the front.
    MoveJobUp(JobId),

    /// Open the store that is in trouble: with the passphrase in the draft where one is asked for, else once more.
    Unlock,
    /// Put an unusable store aside and begin a new one; asks first.
    AskSetAside,
    /// Put it aside.
    SetAside,

    /// Ask whether there is a newer version.
    CheckRelease,
    /// Show what others wrote, and its licences.
    ShowLicences,
    /// Edit a profile; `None` begins a new one.
    EditProfile(Option<String>),
    /// Save the profile in the draft, and its secret if one was typed.
    SaveProfile,
    /// Remove a profile; asks first.
    AskRemoveProfile(String),
    /// Remove it.
    RemoveProfile(String),
    /// Take the secret out of the keyring.
    ForgetSecret,
    /// Test the connection of the profile in use.
    TestConnection,
}
