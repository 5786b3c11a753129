//! The words for what the judge found in a picture.

use crate::domain::FindingKind;

/// What is wrong, in a few words.
pub fn title(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Blurred => "finding-blurred",
        FindingKind::Dark => "finding-dark",
        FindingKind::Bright => "finding-bright",
        FindingKind::Glare => "finding-glare",
        FindingKind::Flat => "finding-flat",
        FindingKind::Coarse => "finding-coarse",
        FindingKind::Shape => "finding-shape",
        FindingKind::CutOff => "finding-cut-off",
        FindingKind::Skewed => "finding-skewed",
        FindingKind::Small => "finding-small",
        FindingKind::OfScreen => "finding-of-screen",
        FindingKind::Screenshot => "finding-screenshot",
        FindingKind::Blank => "finding-blank",
        FindingKind::Same => "finding-same",
        FindingKind::WrongSlot => "finding-wrong-slot",
        FindingKind::SeenBefore => "finding-seen-before",
    }
}

/// What to do about it.
pub fn advice(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Blurred => "finding-blurred-advice",
        FindingKind::Dark => "finding-dark-advice",
        FindingKind::Bright => "finding-bright-advice",
        FindingKind::Glare => "finding-glare-advice",
        FindingKind::Flat => "finding-flat-advice",
        FindingKind::Coarse => "finding-coarse-advice",
        FindingKind::Shape => "finding-shape-advice",
        FindingKind::CutOff => "finding-cut-off-advice",
        FindingKind::Skewed => "finding-skewed-advice",
        FindingKind::Small => "finding-small-advice",
        FindingKind::OfScreen => "finding-of-screen-advice",
        FindingKind::Screenshot => "finding-screenshot-advice",
        FindingKind::Blank => "finding-blank-advice",
        FindingKind::Same => "finding-same-advice",
        FindingKind::WrongSlot => "finding-wrong-slot-advice",
        FindingKind::SeenBefore => "finding-seen-before-advice",
    }
}

/// The name and unit of a value that was measured; `None` if it is not known here, as in a case of a later version.
pub fn measure(name: &str) -> Option<&'static str> {
    let text = match name {
        "edges-least" => "measure-edges-least",
        "edges-most" => "measure-edges-most",
        "moved" => "measure-moved",
        "blur" => "measure-blur",
        "brightest" => "measure-brightest",
        "middle" => "measure-middle",
        "clipped" => "measure-clipped",
        "contrast" => "measure-contrast",
        "ink" => "measure-ink",
        "glare" => "measure-glare",
        "resolution" => "measure-resolution",
        "aspect" => "measure-aspect",
        "tilt" => "measure-tilt",
        "perspective" => "measure-perspective",
        "size" => "measure-size",
        "cut-off" => "measure-cut-off",
        "pattern" => "measure-pattern",
        "pattern-crossed" => "measure-pattern-crossed",
        "pattern-share" => "measure-pattern-share",
        "noiseless" => "measure-noiseless",
        "screenshot" => "measure-screenshot",
        "skin" => "measure-skin",
        "text" => "measure-text",
        _ => return None,
    };
    Some(text)
}
