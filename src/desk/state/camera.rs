//! The camera: what it sees, and the picture that is taken.

use std::fmt;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;

use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::Slot;
use crate::photo::Rgba;

/// A camera that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraDevice {
    /// What its driver calls it.
    pub id: String,
    /// What a person calls it.
    pub name: String,
}

/// Why a camera shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraFault {
    /// There is none.
    NoCamera,
    /// The system does not let this program use it.
    NoPermission,
    /// Another program uses it.
    InUse,
    /// It was unplugged, or stopped by the system.
    Gone,
    /// It is on and gives no pictures.
    Silent,
    /// It gives no pictures that can be read here.
    NoFormat,
    /// Anything else.
    Other,
}

/// A picture as it is shown: at most 1280 pixels wide, unmirrored.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its pixels.
    pub picture: Arc<Rgba>,
    /// Too dark to be accepted.
    pub is_dark: bool,
}

/// Holds the newest picture until the window takes it: one, never a queue.
#[derive(Clone, Default)]
pub struct Latest(Arc<Mutex<Option<Seen>>>);

impl fmt::Debug for Latest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Latest(***)")
    }
}

impl Latest {
    /// Takes it out.
    pub fn take(&self) -> Option<Seen> {
        self.0.lock().ok()?.take()
    }

    /// Puts one in.
    pub fn put(&self, seen: Seen) {
        if let Ok(mut place) = self.0.lock() {
            *place = Some(seen);
        }
    }

    /// True once the one before was taken: only then is the next one worth its conversion.
    pub fn is_taken(&self) -> bool {
        self.0.lock().is_ok_and(|place| place.is_none())
    }
}

/// A picture that was taken.
#[derive(Clone, PartialEq)]
pub struct Shot {
    /// As it is shown.
    pub picture: Arc<Rgba>,
    /// The picture in full, unmirrored, as a JPEG.
    pub jpeg: Arc<[u8]>,
}

impl fmt::Debug for Shot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shot(***)")
    }
}

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
pub enum CameraPhase {
    /// It is being switched on.
    Starting,
    /// It shows what it sees.
    Live,
    /// It counts down to the picture.
    Counting {
        /// When the picture is taken.
        until: Timestamp,
    },
    /// It takes the pictures of which the sharpest is kept.
    Taking,
    /// A person looks at what was taken.
    Taken(Shot),
    /// It is off, and why.
    Off(Told),
}

/// The camera, while it lies over the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Camera {
    /// Where the picture goes.
    pub slot: Slot,
    /// The request that opened it.
    pub request: RequestId,
    /// How far it is.
    pub phase: CameraPhase,
    /// The cameras to choose from.
    pub devices: Vec<CameraDevice>,
    /// The id of the one that is on.
    pub device: Option<String>,
    /// What it saw last.
    pub frame: Option<Arc<Rgba>>,
    /// What it saw last is too dark.
    pub is_dark: bool,
    /// It went off while a person looked at a picture, and why.
    pub lost: Option<Told>,
    /// When a person last did something.
    pub looked_at: Timestamp,
}

/// What is kept of the camera while it is put away.
#[derive(Debug, Clone, Default)]
pub struct CameraKept {
    /// The id of the camera that was chosen.
    pub device: Option<String>,
    /// A picture is taken at once, without counting down.
    pub is_at_once: bool,
    /// The request that switched it on, and the profile for which it is on.
    pub(in crate::desk) on: Option<(RequestId, String)>,
}

/// What a person asks for.
#[derive(Debug, Clone)]
pub enum CameraAction {
    /// Open it, to fill a slot.
    Open(Slot),
    /// Take a picture, or stop counting down.
    Take,
    /// Use what was taken; the next empty gesture follows.
    Use,
    /// Take it again.
    Again,
    /// Use another camera.
    Pick(String),
    /// Look for a camera once more.
    LookAgain,
    /// Count down before a picture, or take it at once.
    SetCountdown(bool),
    /// A person is still there.
    Looked,
    /// Put it away.
    Close,
}

/// What the world answers.
#[derive(Debug, Clone)]
pub enum CameraNews {
    /// It is on.
    Opened {
        /// The request that opened it.
        request: RequestId,
        /// The cameras to choose from.
        devices: Vec<CameraDevice>,
        /// The id of the one that is on.
        device: String,
    },
    /// It saw something new.
    Frame {
        /// The request that opened it.
        request: RequestId,
        /// Where the newest picture is.
        latest: Latest,
    },
    /// A picture was taken.
    Taken {
        /// The request that opened it.
        request: RequestId,
        /// The sharpest of several.
        shot: Shot,
    },
    /// It is off, without being asked to.
    Failed {
        /// The request that opened it.
        request: RequestId,
        /// Why.
        fault: CameraFault,
        /// The cameras to choose from.
        devices: Vec<CameraDevice>,
    },
}

/// Work to run.
#[derive(Debug)]
pub enum CameraTask {
    /// Switch it on. One that is on is switched off first.
    Open {
        /// Names what it shows.
        request: RequestId,
        /// The one to use, if it is there; else the first.
        device: Option<String>,
    },
    /// Take several pictures and keep the sharpest.
    Burst,
    /// Show what it sees again.
    Live,
    /// Switch it off.
    Close,
}
