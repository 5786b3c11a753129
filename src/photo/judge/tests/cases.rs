//! The pictures that the thresholds were tuned on.

use image::RgbImage;

use super::draw::{self, GROUNDS, Ground, SOURCES, Source};
use super::{Case, Make, harm};
use crate::domain::Slot;
use crate::domain::verdict::FindingKind;

/// Seeds that differ between the sound and the harmed pictures.
fn base() -> Vec<(String, Slot, Source, Make, u64)> {
    let mut all: Vec<(String, Slot, Source, Make, u64)> = Vec::new();
    let mut seed = 0;
    for source in SOURCES {
        for (at, kind) in GROUNDS.into_iter().enumerate() {
            seed += 1;
            let kind = if source == Source::Scanner {
                Ground::White
            } else {
                kind
            };
            let fill = [0.9, 0.8, 0.72, 0.85][at];
            let turn = [0.0, 1.5, -3.0, 2.0][at];
            let make = move || {
                draw::card_scene(source, kind, fill, turn, 0.01 * at as f32, (0.0, 0.0), seed)
            };
            all.push((
                format!("card {source:?} {kind:?}"),
                Slot::IdPhoto,
                source,
                Box::new(make),
                seed,
            ));
        }
        for at in 0..3 {
            seed += 1;
            if source != Source::Scanner {
                let make = move || draw::person(source, 0, true, seed);
                all.push((
                    format!("selfie {source:?} {seed}"),
                    Slot::Selfie,
                    source,
                    Box::new(make),
                    seed,
                ));
            }
            if source != Source::Webcam {
                let kind = [Ground::Desk, Ground::Dark, Ground::Cloth][at as usize];
                let (kind, fill) = if source == Source::Scanner {
                    (Ground::White, 1.0)
                } else {
                    (kind, 0.9)
                };
                let make =
                    move || draw::page_scene(source, kind, fill, at as f32 - 1.0, (0.0, 0.0), seed);
                all.push((
                    format!("page {source:?} {kind:?}"),
                    Slot::ProofOfAddress,
                    source,
                    Box::new(make),
                    seed,
                ));
            }
        }
        for pose in 0..8 {
            if source != Source::Scanner {
                let make = move || draw::person(source, pose, false, seed);
                all.push((
                    format!("gesture {pose} {source:?}"),
                    Slot::Gesture(pose as u8),
                    source,
                    Box::new(make),
                    seed,
                ));
            }
        }
    }
    all
}

fn taken(source: Source, make: Make, seed: u64) -> Make {
    Box::new(move || source.take(&make(), seed))
}

pub fn sound() -> Vec<Case> {
    let base = base().into_iter();
    base.map(|(name, slot, source, make, seed)| Case {
        name,
        slot,
        harm: None,
        make: taken(source, make, seed),
    })
    .collect()
}

/// What is done to scenes before they are taken.
pub fn harmed() -> Vec<Case> {
    use FindingKind as Kind;
    type Harm = fn(&RgbImage, u64) -> RgbImage;
    let harms: [(Kind, &'static str, Harm); 9] = [
        (
            Kind::Blurred,
            "out of focus, sigma 0.4 % of the long side",
            |image, _| harm::blurred(image, image.width().max(image.height()) as f32 * 0.004),
        ),
        (
            Kind::Blurred,
            "moved by 1.2 % of the long side",
            |image, seed| {
                let by = image.width().max(image.height()) as f32 * 0.012;
                harm::moved(image, by, [0.0, 90.0, 30.0, 135.0][seed as usize % 4])
            },
        ),
        (Kind::Dark, "a quarter of the light", |image, _| {
            harm::lit(image, 0.28, 0.0)
        }),
        (Kind::Bright, "2.6 times the light", |image, _| {
            harm::lit(image, 2.6, 30.0)
        }),
        (
            Kind::Glare,
            "a reflection, radius 10 % of the width",
            |image, seed| {
                let mut image = image.clone();
                let x = 0.35 + 0.3 * draw::Dice::new(seed).part();
                harm::glare(&mut image, (x, 0.5), 0.10);
                image
            },
        ),
        (
            Kind::OfScreen,
            "on a screen, 2.6 to 5 pixels of the camera a pixel",
            |image, seed| harm::on_screen(image, 2.6 + (seed % 5) as f32 * 0.6, 3.0 + seed as f32),
        ),
        (
            Kind::Screenshot,
            "a telephone's screenshot, dark",
            |image, _| harm::screenshot(image, true),
        ),
        (
            Kind::Screenshot,
            "a telephone's screenshot, light",
            |image, _| harm::screenshot(image, false),
        ),
        (
            Kind::Blank,
            "the lens covered, or an empty page",
            |image, seed| {
                let colour = if seed % 2 == 0 {
                    [236, 236, 234]
                } else {
                    [90, 84, 80]
                };
                RgbImage::from_pixel(image.width(), image.height(), image::Rgb(colour))
            },
        ),
    ];
    let mut cases = Vec::new();
    for (kind, what, act) in harms {
        for (name, slot, source, make, seed) in base() {
            let person = matches!(slot, Slot::Selfie | Slot::Gesture(_));
            let skip = match kind {
                Kind::Glare => slot != Slot::IdPhoto || source == Source::Scanner,
                // White paper in much light is white paper, and a bill may well be a screenshot.
                Kind::Bright | Kind::Screenshot => slot == Slot::ProofOfAddress,
                Kind::Blank | Kind::OfScreen => person && seed % 2 == 0,
                _ => false,
            };
            // One of three gestures is enough of each.
            if skip || matches!(slot, Slot::Gesture(pose) if pose % 3 != 0) {
                continue;
            }
            let scene: Make = Box::new(move || act(&make(), seed));
            let is_file = kind == Kind::Screenshot;
            let make = if is_file {
                scene
            } else {
                taken(source, scene, seed)
            };
            cases.push(Case {
                name,
                slot,
                harm: Some((kind, what)),
                make,
            });
        }
    }
    cases.extend(misplaced());
    cases
}

/// Cards and pages that are cut off, and cards in the slots of people; coarse ones.
fn misplaced() -> Vec<Case> {
    use FindingKind as Kind;
    let mut cases = Vec::new();
    let mut add = |name: String, slot, kind, what, source: Source, scene: Make, seed| {
        let make = taken(source, scene, seed);
        cases.push(Case {
            name,
            slot,
            harm: Some((kind, what)),
            make,
        });
    };
    let mut seed = 400;
    for source in [Source::Phone, Source::CheapPhone, Source::Webcam] {
        for kind in GROUNDS {
            for shift in [(0.25, 0.02), (-0.25, 0.0), (0.2, 0.25)] {
                seed += 1;
                let scene = move || draw::card_scene(source, kind, 0.8, 1.0, 0.0, shift, seed);
                add(
                    format!("{source:?} {kind:?} {shift:?}"),
                    Slot::IdPhoto,
                    Kind::CutOff,
                    "a tenth or more of a card outside",
                    source,
                    Box::new(scene),
                    seed,
                );
            }
            for slot in [Slot::Selfie, Slot::Gesture(1)] {
                seed += 1;
                let scene =
                    move || draw::card_scene(source, kind, 0.85, 1.0, 0.0, (0.0, 0.0), seed);
                add(
                    format!("{source:?} {kind:?}"),
                    slot,
                    Kind::WrongSlot,
                    "a card that fills the picture",
                    source,
                    Box::new(scene),
                    seed,
                );
            }
            seed += 1;
            let scene = move || {
                let image = draw::card_scene(source, kind, 0.85, 1.0, 0.0, (0.0, 0.0), seed);
                image::imageops::thumbnail(&image, 400, 300)
            };
            add(
                format!("{source:?} {kind:?}"),
                Slot::IdPhoto,
                Kind::Coarse,
                "400 pixels",
                source,
                Box::new(scene),
                seed,
            );
        }
    }
    cases
}
