//! What the world answers.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::effect::RequestId;
use super::explain::Told;
use super::state::{ItemsSource, SecretState};
use crate::domain::{ItemLists, KycStatus, Lang, Picture, Slot};
use crate::photo::Rgba;

/// How a registration ended.
#[derive(Debug, Clone)]
pub enum RegisterEnd {
    /// The server took it and gave this id.
    Accepted(Uuid),
    /// The server refused it, or it never left: nothing was registered.
    NotDone {
        /// What to tell.
        told: Told,
        /// The API's name of the field that the server blames.
        field: Option<&'static str>,
        /// The vendor's message, for that field.
        message: String,
    },
    /// It was sent, and no answer came.
    Unknown(Told),
}

/// What Retrieve said.
#[derive(Clone)]
pub struct Retrieved {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Status.
    pub status: KycStatus,
    /// Since when, by the server's clock.
    pub since: Option<Timestamp>,
    /// Reason of a rejection.
    pub reject_reason: Option<String>,
}

impl fmt::Debug for Retrieved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Retrieved(***)")
    }
}

/// What became of loading a picture.
#[derive(Debug, Clone)]
pub enum PictureEnd {
    /// It is fitted.
    Fitted {
        /// What is sent.
        picture: Picture,
        /// A small picture of it.
        thumbnail: Arc<Rgba>,
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
    /// Who was registered with a profile.
    RegisteredLoaded {
        /// Name of the profile.
        profile: String,
        /// Ids and times.
        registered: Vec<(Uuid, Timestamp)>,
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
    /// A picture was loaded, or not.
    PictureLoaded {
        /// The request.
        request: RequestId,
        /// Where it goes.
        slot: Slot,
        /// What became of it.
        end: PictureEnd,
    },
    /// A picture was decoded for the large view.
    PreviewReady {
        /// The request.
        request: RequestId,
        /// The picture.
        result: Result<Arc<Rgba>, Told>,
    },
    /// Bytes left.
    SendProgress {
        /// The registration.
        request: RequestId,
        /// Bytes that left.
        sent_bytes: u64,
        /// Bytes in all.
        total_bytes: u64,
    },
    /// A registration ended.
    Registered {
        /// The registration.
        request: RequestId,
        /// How.
        end: RegisterEnd,
    },
    /// A status was answered, or not.
    Retrieved {
        /// The question.
        request: RequestId,
        /// The customer.
        user_id: Uuid,
        /// The answer.
        result: Result<Retrieved, Told>,
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
    /// Something could not be read or written.
    Trouble(Told),
    /// A worker stopped unexpectedly.
    Crashed {
        /// The report.
        report: PathBuf,
    },
}
