//! The thresholds: data in assets/judge/thresholds.toml, one table for each kind of slot.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::domain::Slot;

/// A threshold to inform, and one to ask for another picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    /// From here a person is told. Left out: never.
    #[serde(default)]
    pub amber: Option<f32>,
    /// From here another picture is asked for. Left out: never.
    #[serde(default)]
    pub red: Option<f32>,
}

/// The thresholds of one kind of slot. What each is measured in stands in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "explained beside each value, in the file")]
pub(super) struct Limits {
    pub blur: Pair,
    pub moved: Pair,
    pub dark: Pair,
    pub bright: Pair,
    pub glare: Pair,
    pub contrast: Pair,
    pub resolution: Pair,
    pub shape: Pair,
    pub cut_off: Pair,
    pub tilt: Pair,
    pub perspective: Pair,
    pub size: Pair,
    pub moire: Pair,
    pub screenshot: Pair,
    pub ink: Pair,
    pub wrong_slot: Pair,
}

/// All thresholds.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// The identity card.
    pub card: Limits,
    /// The person with the card.
    pub selfie: Limits,
    /// The proof of address.
    pub page: Limits,
    /// A gesture.
    pub face: Limits,
}

/// Reads the table. Errors: what is wrong with it, and where.
fn parsed() -> Result<Table, toml::de::Error> {
    toml::from_str(include_str!("../../../assets/judge/thresholds.toml"))
}

/// The thresholds of this slot.
pub(super) fn of(slot: Slot) -> &'static Limits {
    static TABLE: OnceLock<Table> = OnceLock::new();
    // A broken file is found by the test below; without thresholds nothing is found in a picture, and nothing is refused.
    let table = TABLE.get_or_init(|| parsed().unwrap_or_default());
    match slot {
        Slot::IdPhoto => &table.card,
        Slot::Selfie => &table.selfie,
        Slot::ProofOfAddress => &table.page,
        Slot::Gesture(_) => &table.face,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound_and_red_is_graver_than_amber() {
        let table = parsed().unwrap();
        for limits in [table.card, table.selfie, table.page, table.face] {
            for pair in [
                limits.blur,
                limits.moved,
                limits.cut_off,
                limits.glare,
                limits.bright,
                limits.moire,
                limits.screenshot,
            ] {
                assert!(pair.amber.unwrap_or(0.0) <= pair.red.unwrap_or(f32::MAX));
            }
            for pair in [limits.dark, limits.resolution, limits.ink] {
                assert!(pair.amber.unwrap_or(f32::MAX) >= pair.red.unwrap_or(0.0));
            }
        }
    }
}
