//! What was found in a picture before it is sent: each finding with its grade, its place and what was measured.
//!
//! The judge itself is in `photo`; what several pictures have in common is told here, from their looks alone.

use serde::{Deserialize, Serialize};

use super::edit::{Area, Edit};

/// What is wrong with a picture. The texts a person reads are `finding-…` in assets/text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Out of focus, or moved.
    Blurred,
    /// Too little light.
    Dark,
    /// Too much light.
    Bright,
    /// A patch of reflected light hides something.
    Glare,
    /// Little difference between light and dark.
    Flat,
    /// Few pixels for what it shows.
    Coarse,
    /// A shape that is odd for its slot (a card that is not card-shaped).
    Shape,
    /// The card or page leaves the picture.
    CutOff,
    /// Turned by some degrees, or seen at an angle.
    Skewed,
    /// The card or page fills little of the picture.
    Small,
    /// A photo of a screen.
    OfScreen,
    /// A screenshot.
    Screenshot,
    /// Nothing is on it.
    Blank,
    /// The same picture stands in another slot.
    Same,
    /// It belongs in another slot, as it seems (the card where the selfie should be).
    WrongSlot,
    /// An earlier case holds the same picture.
    SeenBefore,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Worth a look.
    Amber,
    /// It will be rejected, as far as can be told: take it again, or keep it with a reason.
    Red,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// How grave.
    pub grade: Grade,
    /// Where, in the picture as it is sent; empty if it is all of it.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// What was measured, in thousandths of the unit of its threshold.
    #[serde(default)]
    pub measured: i64,
    /// The threshold that it missed, in the same unit.
    #[serde(default)]
    pub threshold: i64,
}

/// Everything that is measured, whether or not something was found: name and value in thousandths.
pub type Measures = Vec<(String, i64)>;

/// How a picture looks, small: pictures that look alike differ in few bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Look(pub [u64; 4]);

impl Look {
    /// Bits in which two looks differ, 0 to 256.
    pub fn distance(self, other: Self) -> u32 {
        let pairs = self.0.iter().zip(other.0);
        pairs.map(|(one, other)| (one ^ other).count_ones()).sum()
    }

    /// True if there is nothing to compare: no look was taken, or the picture is empty.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// What was found in a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Verdict {
    /// The findings, the gravest first.
    pub findings: Vec<Finding>,
    /// What was measured, for a person who asks for details.
    pub measures: Measures,
    /// How it looks.
    pub look: Look,
}

impl Verdict {
    /// The findings of this grade.
    pub fn of(&self, grade: Grade) -> impl Iterator<Item = &Finding> {
        let findings = self.findings.iter();
        findings.filter(move |finding| finding.grade == grade)
    }
}

/// How a picture came to be, and what was found in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Made {
    /// What was done to the original.
    pub edit: Edit,
    /// What was found in the result.
    pub verdict: Verdict,
    /// Pages of the file, of which the first is the picture; 0 if there are no others.
    pub pages: u32,
}

impl FindingKind {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::Blurred,
        Self::Dark,
        Self::Bright,
        Self::Glare,
        Self::Flat,
        Self::Coarse,
        Self::Shape,
        Self::CutOff,
        Self::Skewed,
        Self::Small,
        Self::OfScreen,
        Self::Screenshot,
        Self::Blank,
        Self::Same,
        Self::WrongSlot,
        Self::SeenBefore,
    ];

    /// The name in the store and in a form file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blurred => "blurred",
            Self::Dark => "dark",
            Self::Bright => "bright",
            Self::Glare => "glare",
            Self::Flat => "flat",
            Self::Coarse => "coarse",
            Self::Shape => "shape",
            Self::CutOff => "cut_off",
            Self::Skewed => "skewed",
            Self::Small => "small",
            Self::OfScreen => "of_screen",
            Self::Screenshot => "screenshot",
            Self::Blank => "blank",
            Self::Same => "same",
            Self::WrongSlot => "wrong_slot",
            Self::SeenBefore => "seen_before",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
