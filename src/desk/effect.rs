//! Work to run. Each answer carries the request's id.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

use super::action::Dropped;
use crate::domain::application::Application;
use crate::domain::profile::PictureLimits;
use crate::domain::{Lang, Profile, Settings, Slot};
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

/// Work to run.
#[derive(Debug)]
pub enum Effect {
    /// Write the settings file.
    SaveSettings(Settings),
    /// Write the profiles file.
    SaveProfiles(Vec<Profile>),
    /// Make the profile's client: read its secret, start the sandbox for training.
    Connect {
        /// Answered by `Event::Connected`.
        request: RequestId,
        /// The profile.
        profile: Box<Profile>,
    },
    /// Read who was registered with this profile.
    LoadRegistered {
        /// Name of the profile.
        profile: String,
    },
    /// Note that a customer was registered (id and time alone).
    NoteRegistered {
        /// Name of the profile.
        profile: String,
        /// TCDX identifier.
        user_id: Uuid,
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
    /// Decode a picture for the large view.
    Preview {
        /// Answered by `Event::PreviewReady`.
        request: RequestId,
        /// The bytes that are sent.
        bytes: Arc<[u8]>,
    },
    /// Register the customer.
    Register {
        /// Answered by `Event::SendProgress` and `Event::Registered`.
        request: RequestId,
        /// What is sent.
        application: Box<Application>,
    },
    /// Stop the registration under way.
    CancelRegister {
        /// The registration.
        request: RequestId,
    },
    /// Ask for a customer's status.
    Retrieve {
        /// Answered by `Event::Retrieved`.
        request: RequestId,
        /// TCDX identifier.
        user_id: Uuid,
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
    /// Ask the server something harmless.
    TestConnection {
        /// Answered by `Event::ConnectionTested`.
        request: RequestId,
    },
}
