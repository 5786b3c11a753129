//! What a person is typing: raw strings, edited by the screens in place.

use std::collections::BTreeMap;
use std::fmt;

use super::ReportDrafts;
use crate::domain::{Doc, Form, Profile, Settings, Slot};

/// Raw text of every input in the window.
#[derive(Default)]
pub struct Draft {
    /// The registration form.
    pub form: Form,
    /// The number typed for the kind of identity document (its API code) that is not chosen now.
    pub other_numbers: BTreeMap<String, String>,
    /// A typed path for each picture slot.
    pub paths: BTreeMap<Slot, String>,
    /// A typed path for each level 2 document.
    pub doc_paths: BTreeMap<Doc, String>,
    /// The consent tick.
    pub consent: bool,
    /// Name of the staff member who takes the consent.
    pub staff: String,
    /// The reason typed into the "keep" dialog.
    pub reason: String,
    /// The forms of reports.
    pub reports: ReportDrafts,
    /// The customer who is looked for in the form of a report.
    pub customer: String,
    /// The path of a batch's file, and of the folder with its pictures.
    pub batch_path: String,
    /// The folder with the pictures of a batch.
    pub batch_folder: String,
    /// The ledger's search field.
    pub ledger_search: String,
    /// The customers' search field.
    pub search: String,
    /// The search field of the third-party licences.
    pub licence_search: String,
    /// A user id typed into a dialog.
    pub user_id: String,
    /// The internal note that is being written.
    pub note: String,
    /// The passphrase of the store, and its repetition for a new one.
    pub passphrase: Passphrase,
    /// The profile being edited in Settings.
    pub profile: ProfileDraft,
    /// The limits of sending and keeping, in Settings.
    pub sending: SendingDraft,
    /// The URL that is to be registered for the webhook, in Settings.
    pub webhook_url: String,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft(***)")
    }
}

/// A passphrase as it is typed; its memory is cleared when it is dropped or taken.
#[derive(Default)]
pub struct Passphrase {
    /// The passphrase.
    pub text: String,
    /// Once more, for a new store.
    pub again: String,
}

impl Passphrase {
    /// Clears both.
    pub fn clear(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.text);
        zeroize::Zeroize::zeroize(&mut self.again);
    }
}

impl Drop for Passphrase {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The limits of sending and keeping as they are typed: whole numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendingDraft {
    /// Requests that are sent at once.
    pub at_once: String,
    /// Questions for a status in a minute.
    pub polls: String,
    /// Days that pictures are kept after a decision.
    pub keep_days: String,
}

impl SendingDraft {
    /// The draft that shows these settings.
    pub fn of(settings: &Settings) -> Self {
        Self {
            at_once: settings.sends_at_once.to_string(),
            polls: settings.polls_per_minute.to_string(),
            keep_days: settings.keep_pictures_days.to_string(),
        }
    }
}

/// A profile as it is typed.
#[derive(Default)]
pub struct ProfileDraft {
    /// Name of the profile that is edited; `None` for a new one.
    pub editing: Option<String>,
    /// Unique name.
    pub name: String,
    /// Base URL of the user API.
    pub base_url: String,
    /// Base URL of the transaction API, or empty.
    pub transaction_base_url: String,
    /// Base URL of the account API, or empty.
    pub account_base_url: String,
    /// API key.
    pub api_key: String,
    /// API secret, wiped when it was stored.
    pub secret: String,
    /// Header with the key.
    pub key_header: String,
    /// Header with the signature.
    pub signature_header: String,
    /// True if `{}` is signed for a GET.
    pub sign_braces: bool,
    /// Number of gestures, 1 to 16.
    pub gesture_count: String,
    /// One set of gestures a line: `5 Set 5: look left, look right, …`.
    pub gesture_sets: String,
    /// File with extra root certificates, or empty.
    pub extra_ca_file: String,
}

impl Drop for ProfileDraft {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.secret);
    }
}

impl ProfileDraft {
    /// The draft that shows this profile.
    pub fn of(profile: &Profile) -> Self {
        let mut draft = Self::filled(profile);
        draft.editing = Some(profile.name.clone());
        draft
    }

    /// The draft of a new live profile with the defaults.
    pub fn new_profile() -> Self {
        Self::filled(&Profile::live("", "", ""))
    }

    fn filled(profile: &Profile) -> Self {
        Self {
            editing: None,
            name: profile.name.clone(),
            base_url: profile.base_url.clone(),
            transaction_base_url: profile.transaction_base_url.clone().unwrap_or_default(),
            account_base_url: profile.account_base_url.clone().unwrap_or_default(),
            api_key: profile.api_key.clone(),
            // Room from the start: a text that grows leaves copies of itself in memory.
            secret: String::with_capacity(crate::vault::MAX_SECRET_BYTES),
            key_header: profile.key_header.clone(),
            signature_header: profile.signature_header.clone(),
            sign_braces: profile.get_payload == crate::domain::profile::GetPayload::Braces,
            gesture_count: profile.gesture_count.to_string(),
            gesture_sets: gesture_lines(profile),
            extra_ca_file: profile
                .extra_ca_file
                .as_ref()
                .map(|path| path.display().to_string())
                .unwrap_or_default(),
        }
    }
}

fn gesture_lines(profile: &Profile) -> String {
    let lines = profile.gesture_sets.iter().map(|set| {
        let names = set.gestures.join(", ");
        let colon = if names.is_empty() { "" } else { ": " };
        format!("{} {}{colon}{names}", set.id, set.name)
    });
    lines.collect::<Vec<_>>().join("\n")
}
