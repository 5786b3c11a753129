//! A profile: which TCDX server is spoken to, and how. It holds no secret.

use serde::{Deserialize, Serialize};

use super::field::Slot;

/// Whether a profile reaches the vendor or the built-in sandbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A TCDX server somewhere.
    Live,
    /// The sandbox in this process: nothing leaves the computer.
    Training,
}

/// What is signed for a request without a body (api.md §3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GetPayload {
    /// The empty string.
    #[default]
    Empty,
    /// The two characters `{}`.
    Braces,
}

/// Limits for the picture of one slot (facts.md, "Defaults for pictures").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureLimits {
    /// Most bytes that are sent.
    pub max_bytes: usize,
    /// Longest side in pixels that is sent; larger pictures are scaled down.
    pub max_side_px: u32,
    /// Shortest allowed short side in pixels.
    pub min_short_side_px: u32,
    /// Shortest allowed long side in pixels.
    pub min_long_side_px: u32,
}

/// Picture limits of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pictures {
    /// Largest file that is read, in bytes.
    pub max_file_bytes: u64,
    /// The identity card.
    pub id_photo: PictureLimits,
    /// The selfie.
    pub selfie: PictureLimits,
    /// The proof of address.
    pub proof_of_address: PictureLimits,
    /// Each liveness gesture.
    pub gesture: PictureLimits,
}

impl Default for Pictures {
    fn default() -> Self {
        let card = PictureLimits {
            max_bytes: 2_000_000,
            max_side_px: 2000,
            min_short_side_px: 360,
            min_long_side_px: 480,
        };
        let face = PictureLimits {
            max_bytes: 4_000_000,
            max_side_px: 2000,
            min_short_side_px: 480,
            min_long_side_px: 640,
        };
        Self {
            max_file_bytes: 40_000_000,
            id_photo: card,
            selfie: face,
            proof_of_address: PictureLimits {
                max_bytes: 4_000_000,
                ..card
            },
            gesture: PictureLimits {
                min_short_side_px: 360,
                min_long_side_px: 480,
                ..face
            },
        }
    }
}

impl Pictures {
    /// The limits of a slot.
    pub fn of(&self, slot: Slot) -> PictureLimits {
        match slot {
            Slot::IdPhoto => self.id_photo,
            Slot::Selfie => self.selfie,
            Slot::ProofOfAddress => self.proof_of_address,
            Slot::Gesture(_) => self.gesture,
        }
    }
}

/// A named set of liveness gestures: the value of `gestures_set`, and the names shown on the slots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GestureSet {
    /// The value sent as `gestures_set`.
    pub id: u8,
    /// Name of the set, e.g. `Set 5`.
    pub name: String,
    /// A name for each gesture, in order; slots beyond them are shown by number alone.
    #[serde(default)]
    pub gestures: Vec<String>,
}

/// Which server is spoken to, and how. The secret is not here: it lives in the vault under `name`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Unique name, 1 to 64 characters.
    pub name: String,
    /// Live or training.
    pub kind: Kind,
    /// Base URL of the user API, e.g. `https://api.example.com`; ignored for training.
    #[serde(default)]
    pub base_url: String,
    /// Base URL of the transaction API, if it differs (api.md §1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction_base_url: Option<String>,
    /// Base URL of the account API, if it differs (api.md §1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_base_url: Option<String>,
    /// API key; ignored for training.
    #[serde(default)]
    pub api_key: String,
    /// Name of the header with the key (api.md §2).
    #[serde(default = "key_header")]
    pub key_header: String,
    /// Name of the header with the signature (api.md §2).
    #[serde(default = "signature_header")]
    pub signature_header: String,
    /// What is signed for a GET.
    #[serde(default)]
    pub get_payload: GetPayload,
    /// File with extra root certificates (PEM), for a company's own proxy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra_ca_file: Option<std::path::PathBuf>,
    /// Number of gesture photos, 1 to 16 (api.md §6).
    #[serde(default = "gesture_count")]
    pub gesture_count: u8,
    /// The sets of gestures to choose from.
    #[serde(default = "gesture_sets")]
    pub gesture_sets: Vec<GestureSet>,
    /// Picture limits.
    #[serde(default)]
    pub pictures: Pictures,
}

/// Name of the ready profile that uses the built-in sandbox.
pub const TRAINING: &str = "Training";

/// The gestures of the sample customer, in the language of the branches.
const SAMPLE_GESTURES: [&str; 8] = [
    "Tengok kiri",
    "Tengok kanan",
    "Angguk",
    "Senyum",
    "Kedip",
    "Buka mulut",
    "Jempol",
    "Dua jari",
];

fn key_header() -> String {
    "X-TCDX-APIKEY".to_owned()
}

fn signature_header() -> String {
    "X-TCDX-SIGNATURE".to_owned()
}

fn gesture_count() -> u8 {
    8
}

fn gesture_sets() -> Vec<GestureSet> {
    (0..=5)
        .map(|id| GestureSet {
            id,
            name: format!("Set {id}"),
            gestures: Vec::new(),
        })
        .collect()
}

impl Profile {
    /// The ready profile that uses the built-in sandbox. Its last set names the gestures of the sample customer.
    pub fn training() -> Self {
        let mut profile = Self {
            kind: Kind::Training,
            ..Self::live(TRAINING, "", "")
        };
        if let Some(set) = profile.gesture_sets.last_mut() {
            set.gestures = SAMPLE_GESTURES.map(str::to_owned).to_vec();
        }
        profile
    }

    /// A live profile with the defaults.
    pub fn live(name: &str, base_url: &str, api_key: &str) -> Self {
        Self {
            name: name.to_owned(),
            kind: Kind::Live,
            base_url: base_url.to_owned(),
            transaction_base_url: None,
            account_base_url: None,
            api_key: api_key.to_owned(),
            key_header: key_header(),
            signature_header: signature_header(),
            get_payload: GetPayload::default(),
            extra_ca_file: None,
            gesture_count: gesture_count(),
            gesture_sets: gesture_sets(),
            pictures: Pictures::default(),
        }
    }

    /// True for the built-in sandbox.
    pub fn is_training(&self) -> bool {
        self.kind == Kind::Training
    }
}
