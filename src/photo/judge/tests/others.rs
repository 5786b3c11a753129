//! Pictures that the thresholds were not tuned on: things, grounds, people and cameras drawn by lot, harmed by a degree by lot.

use image::RgbImage;

use super::draw::Dice;
use super::other::{self, Camera};
use super::{Case, Make, harm};
use crate::domain::Slot;
use crate::domain::verdict::FindingKind as Kind;

const CARDS: u64 = 30;
const PAGES: u64 = 16;
const SELFIES: u64 = 16;
const GESTURES: u64 = 32;

/// How a card or page lies: share of the width, degrees, shear, and by how much it is moved.
#[derive(Debug, Clone, Copy)]
struct Lie {
    fill: f32,
    turn: (f32, f32),
    shift: (f32, f32),
}

impl Lie {
    /// As a careful person lays it.
    fn well(dice: &mut Dice) -> Self {
        let mut off = |by: f32| (dice.part() - 0.5) * by;
        Self {
            turn: (off(9.0), off(0.1).abs()),
            shift: (off(0.06), off(0.06)),
            fill: 0.76 + off(0.22),
        }
    }
}

/// What is photographed.
#[derive(Debug, Clone, Copy)]
enum Thing {
    Card { passport: bool },
    Page,
    Person { pose: u32, card: bool },
}

/// A scene by lot, and the camera that takes it.
#[derive(Debug, Clone, Copy)]
struct Shot {
    thing: Thing,
    seed: u64,
    camera: Camera,
    lie: Lie,
}

impl Shot {
    fn new(thing: Thing, seed: u64) -> Self {
        let mut dice = Dice::new(seed.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let lie = Lie::well(&mut dice);
        Self {
            thing,
            seed,
            camera: Camera::drawn(&mut dice),
            lie,
        }
    }

    fn slot(&self) -> Slot {
        match self.thing {
            Thing::Card { .. } => Slot::IdPhoto,
            Thing::Page => Slot::ProofOfAddress,
            Thing::Person { card: true, .. } => Slot::Selfie,
            Thing::Person { pose, .. } => Slot::Gesture(pose as u8),
        }
    }

    /// What is before the camera, through its lens.
    fn scene(&self) -> RgbImage {
        Camera::seen(self.laid(), self.seed)
    }

    fn laid(&self) -> RgbImage {
        let (long, short) = (self.camera.long, self.camera.long * 3 / 4);
        let Lie { fill, turn, shift } = self.lie;
        match self.thing {
            Thing::Card { passport } => {
                let card = other::card(self.seed, passport, long);
                other::laid((long, short), &card, fill, turn, shift, self.seed)
            }
            Thing::Page => {
                let page = other::page(self.seed, long);
                other::laid((short, long), &page, fill, turn, shift, self.seed)
            }
            Thing::Person { pose, card } => other::person((short, long), pose, card, self.seed),
        }
    }

    fn name(&self) -> String {
        format!("{:?} {} at {} px", self.thing, self.seed, self.camera.long)
    }

    /// Taken as it is, after something was done to the scene.
    fn case(
        self,
        harm: Option<(Kind, &'static str)>,
        act: impl Fn(RgbImage) -> RgbImage + Send + Sync + 'static,
    ) -> Case {
        let make: Make = Box::new(move || self.camera.take(&act(self.scene()), self.seed));
        Case {
            name: self.name(),
            slot: self.slot(),
            harm,
            make,
        }
    }
}

fn shots(lot: u64) -> Vec<Shot> {
    let cards = (0..CARDS).map(|at| {
        Shot::new(
            Thing::Card {
                passport: at % 4 == 3,
            },
            lot + 1_000 + at,
        )
    });
    let pages = (0..PAGES).map(|at| Shot::new(Thing::Page, lot + 2_000 + at));
    let selfies = (0..SELFIES).map(|at| {
        Shot::new(
            Thing::Person {
                pose: 0,
                card: true,
            },
            lot + 3_000 + at,
        )
    });
    let gestures = (0..GESTURES).map(|at| {
        Shot::new(
            Thing::Person {
                pose: at as u32 % 8,
                card: false,
            },
            lot + 4_000 + at,
        )
    });
    cards.chain(pages).chain(selfies).chain(gestures).collect()
}

pub fn sound(lot: u64) -> Vec<Case> {
    shots(lot)
        .into_iter()
        .map(|shot| shot.case(None, |scene| scene))
        .collect()
}

pub fn harmed(lot: u64) -> Vec<Case> {
    type Harm = fn(RgbImage, &mut Dice) -> RgbImage;
    fn long(image: &RgbImage) -> f32 {
        image.width().max(image.height()) as f32
    }
    let harms: [(Kind, &'static str, Harm); 8] = [
        (
            Kind::Blurred,
            "out of focus, sigma 0.35 to 0.8 %",
            |image, dice| harm::blurred(&image, long(&image) * (0.0035 + dice.part() * 0.0045)),
        ),
        (
            Kind::Blurred,
            "moved by 1 to 2 % in any direction",
            |image, dice| {
                let by = long(&image) * (0.010 + dice.part() * 0.010);
                harm::moved(&image, by, dice.part() * 180.0)
            },
        ),
        (
            Kind::Dark,
            "an eighth to a third of the light",
            |image, dice| harm::lit(&image, 0.125 + dice.part() * 0.18, 0.0),
        ),
        (Kind::Bright, "2.4 to 3.4 times the light", |image, dice| {
            harm::lit(&image, 2.4 + dice.part(), 20.0)
        }),
        (
            Kind::Glare,
            "a reflection, radius 7 to 14 %",
            |mut image, dice| {
                let place = (0.35 + dice.part() * 0.3, 0.42 + dice.part() * 0.16);
                harm::glare(&mut image, place, 0.07 + dice.part() * 0.07);
                image
            },
        ),
        (
            Kind::OfScreen,
            "on a screen, 2.4 to 5.5 pixels a pixel",
            |image, dice| {
                harm::on_screen(&image, 2.4 + dice.part() * 3.1, 2.0 + dice.part() * 30.0)
            },
        ),
        (
            Kind::Screenshot,
            "a telephone's screenshot",
            |image, dice| harm::screenshot(&image, dice.next().is_multiple_of(2)),
        ),
        (Kind::Flat, "a fifth of the contrast", |image, dice| {
            harm::lit(&image, 0.16 + dice.part() * 0.06, 120.0)
        }),
    ];
    let mut cases = Vec::new();
    for (at, (kind, what, act)) in harms.into_iter().enumerate() {
        for shot in shots(lot) {
            let slot = shot.slot();
            let skip = match kind {
                Kind::Glare => slot != Slot::IdPhoto,
                Kind::Bright | Kind::Screenshot => slot == Slot::ProofOfAddress,
                _ => false,
            };
            if skip || (matches!(slot, Slot::Gesture(_)) && shot.seed % 4 != at as u64 % 4) {
                continue;
            }
            let harm = Some((kind, what));
            let mut case = shot.case(harm, move |scene| {
                act(scene, &mut Dice::new(shot.seed * 7 + at as u64))
            });
            if kind == Kind::Screenshot {
                // A file, not a photo: no camera comes after it.
                case.make = Box::new(move || {
                    let taken = shot.camera.take(&shot.scene(), shot.seed);
                    act(taken, &mut Dice::new(shot.seed * 7 + at as u64))
                });
            }
            cases.push(case);
        }
    }
    cases.extend(misplaced(lot));
    cases
}

/// What lies otherwise than it should, or in the wrong slot.
fn misplaced(lot: u64) -> Vec<Case> {
    let mut cases = Vec::new();
    for at in 0..24_u64 {
        let seed = lot + 6_000 + at;
        let mut dice = Dice::new(seed + 5);
        let mut part = || dice.part();
        let mut shot = Shot::new(
            Thing::Card {
                passport: at % 6 == 5,
            },
            seed,
        );
        let well = shot;
        let sign = if at % 2 == 0 { 1.0 } else { -1.0 };
        // Half of what is not on the picture is a tenth of the card and more.
        let over = (1.0 - shot.lie.fill) / 2.0 + shot.lie.fill * (0.12 + 0.12 * part());
        shot.lie.shift = match at % 3 {
            0 => (sign * over, 0.0),
            1 => (sign * over * 0.9, sign * 0.22),
            _ => (-sign * over, 0.02),
        };
        cases.push(shot.case(
            Some((Kind::CutOff, "12 to 24 % of a card outside")),
            |scene| scene,
        ));
        let mut shot = well;
        shot.lie.turn.0 = sign * (12.0 + 14.0 * part());
        shot.lie.fill = 0.6;
        cases.push(shot.case(
            Some((Kind::Skewed, "turned by 12 to 26 degrees")),
            |scene| scene,
        ));
        let mut shot = well;
        shot.lie.turn.1 = 0.28 + 0.1 * part();
        cases.push(shot.case(
            Some((Kind::Skewed, "from one side, 40 to 60 % longer below")),
            |scene| scene,
        ));
        let mut shot = well;
        shot.lie.fill = 0.28 + 0.1 * part();
        cases.push(shot.case(Some((Kind::Small, "a third of the width")), |scene| scene));
        let shot = well;
        let squeeze = 0.62 + 0.1 * part();
        let mut case = shot.case(Some((Kind::Shape, "squeezed to two thirds")), |scene| scene);
        case.make = Box::new(move || {
            let card = other::card(shot.seed, false, shot.camera.long);
            let (w, h) = card.dimensions();
            let card = image::imageops::thumbnail(&card, (w as f32 * squeeze) as u32, h);
            let size = (shot.camera.long, shot.camera.long * 3 / 4);
            let scene = other::laid(size, &card, 0.8, (2.0, 0.0), (0.0, 0.0), shot.seed);
            shot.camera.take(&Camera::seen(scene, shot.seed), shot.seed)
        });
        cases.push(case);
        let mut case = well.case(
            Some((Kind::WrongSlot, "a card that fills the picture")),
            |scene| scene,
        );
        case.slot = if at % 2 == 0 {
            Slot::Selfie
        } else {
            Slot::Gesture(2)
        };
        cases.push(case);
        let pixels = 340 + (part() * 90.0) as u32;
        cases.push(
            well.case(Some((Kind::Coarse, "340 to 430 pixels")), move |scene| {
                image::imageops::thumbnail(&scene, pixels, pixels * 3 / 4)
            }),
        );
        let shade = 30.0 + part() * 200.0;
        let mut case = well.case(Some((Kind::Blank, "nothing, lit unevenly")), move |scene| {
            RgbImage::from_fn(scene.width(), scene.height(), |x, _| {
                let level = (shade + x as f32 / scene.width() as f32 * 12.0) as u8;
                image::Rgb([level, level, level.saturating_sub(3)])
            })
        });
        case.slot = [Slot::IdPhoto, Slot::ProofOfAddress, Slot::Selfie][at as usize % 3];
        cases.push(case);
    }
    cases
}
