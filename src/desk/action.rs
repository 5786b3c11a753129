//! What a person asks for.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

use super::state::{Filter, Screen};
use crate::domain::problem::WarningKey;
use crate::domain::{Field, Lang, Section, Slot, ThemeChoice};

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
    /// Use this profile; asks first if the form holds something.
    SwitchProfile(String),
    /// Use it, whatever the form holds.
    SwitchProfileAnyway(String),
    /// Show the shortcuts.
    ShowHelp,
    /// Close what lies over the screen.
    CloseModal,
    /// Take a short message away.
    DismissToast(u64),
    /// Take the notice at the top away.
    DismissNotice,
    /// The window is about to close and the form is not sent.
    AskQuit,
    /// Close it anyway.
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
    /// Clear the form; asks first.
    AskClear,
    /// Clear it.
    Clear,

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

    /// The consent tick in the draft changed.
    ConsentChanged,
    /// Send the form.
    Send,
    /// Stop sending.
    CancelSend,
    /// Ask whether to send again after an unknown outcome.
    AskSendAgain,
    /// Send again: a person decided so.
    SendAgain,
    /// Back to the form after an unknown outcome.
    BackToForm,
    /// Begin the next customer.
    NextCustomer,

    /// Open a customer's panel.
    OpenCustomer(Uuid),
    /// Close it.
    CloseCustomer,
    /// Ask for a customer's status now.
    Refresh(Uuid),
    /// Ask for the status of all that are listed and not final.
    RefreshAll,
    /// List these customers.
    SetFilter(Filter),

    /// Fetch the item lists.
    RefreshItems,

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
