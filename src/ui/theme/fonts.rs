//! The fonts: Inter for text, Phosphor for icons, both in the program. assets/fonts/subset.py makes the files.

use std::sync::{Arc, LazyLock};

use egui::{FontData, FontDefinitions, FontFamily, FontId};

static MEDIUM: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("medium".into()));
static SEMIBOLD: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("semibold".into()));
static ICONS: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("icons".into()));

/// How heavy text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Labels, buttons, pills.
    Medium,
    /// Titles.
    SemiBold,
}

impl Weight {
    /// The font family of this weight.
    pub fn family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::Medium => MEDIUM.clone(),
            Self::SemiBold => SEMIBOLD.clone(),
        }
    }
}

/// The styles of text. All digits are tabular: numbers line up without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// 11 medium: the names of keys.
    Hint,
    /// 12 semibold: the band of training.
    BandText,
    /// 12, below fields, details.
    Helper,
    /// 12 medium: pills, small buttons, counts.
    HelperStrong,
    /// 13, running and typed text.
    Body,
    /// 13 medium: entries, navigation.
    BodyMedium,
    /// 13 semibold: labels, buttons.
    BodyStrong,
    /// 15 semibold.
    CardTitle,
    /// 20 semibold.
    PageTitle,
    /// 28 semibold, rare.
    Big,
}

impl Type {
    /// Font and size.
    pub fn font(self) -> FontId {
        let (size, weight) = match self {
            Self::Hint => (11.0, Weight::Medium),
            Self::BandText => (12.0, Weight::SemiBold),
            Self::Helper => (12.0, Weight::Regular),
            Self::HelperStrong => (12.0, Weight::Medium),
            Self::Body => (13.0, Weight::Regular),
            Self::BodyMedium => (13.0, Weight::Medium),
            Self::BodyStrong => (13.0, Weight::SemiBold),
            Self::CardTitle => (15.0, Weight::SemiBold),
            Self::PageTitle => (20.0, Weight::SemiBold),
            Self::Big => (28.0, Weight::SemiBold),
        };
        FontId::new(size, weight.family())
    }
}

/// The font of icons that stand alone, centred in its line.
pub fn icon_font(size: f32) -> FontId {
    FontId::new(size, ICONS.clone())
}

/// Every font of the program. egui's own are not built in.
pub fn definitions() -> FontDefinitions {
    let files: [(&str, &'static [u8]); 5] = [
        (
            "inter",
            include_bytes!("../../../assets/fonts/inter-regular.otf"),
        ),
        (
            "inter-medium",
            include_bytes!("../../../assets/fonts/inter-medium.otf"),
        ),
        (
            "inter-semibold",
            include_bytes!("../../../assets/fonts/inter-semibold.otf"),
        ),
        (
            "phosphor",
            include_bytes!("../../../assets/fonts/phosphor-regular.ttf"),
        ),
        (
            "phosphor-fill",
            include_bytes!("../../../assets/fonts/phosphor-fill.ttf"),
        ),
    ];
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in files {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let icons = ["phosphor", "phosphor-fill"];
    let chains = [
        (FontFamily::Proportional, Some("inter")),
        (FontFamily::Monospace, Some("inter")),
        (MEDIUM.clone(), Some("inter-medium")),
        (SEMIBOLD.clone(), Some("inter-semibold")),
        (ICONS.clone(), None),
    ];
    for (family, text) in chains {
        let chain = text.into_iter().chain(icons).map(str::to_owned).collect();
        fonts.families.insert(family, chain);
    }
    fonts
}
