//! From what is measured to what a person is told.

use image::RgbImage;

use crate::domain::edit::{Area, WHOLE};
use crate::domain::verdict::Measures;
use crate::domain::{Finding, FindingKind, Grade, Slot};

use super::Facts;
use super::card::{self, Place};
use super::content::{self, CARD, FILLS, PAGE, PERSON, Signs, TEXT};
use super::glare::{self, Patch};
use super::limits::{Limits, Pair};
use super::quad::Quad;
use super::screen::{self, Flatness, Moire};
use super::sharp::{self, Widths};
use super::small::{Small, percentile};

/// Width of a sharp edge in pixels, as it is measured: lens, sensor and compression make it that wide.
const SHARP_PX: f32 = 2.4;
/// Long side of a picture on which a way of the hand counts in its own pixels; on larger ones it counts for less.
const MOVED_SIDE_PX: f32 = 1200.0;

/// Everything that is measured.
#[derive(Debug, Clone)]
pub(super) struct Measured {
    slot: Slot,
    widths: Widths,
    blur: Option<f32>,
    moved: Option<f32>,
    brightest: f32,
    middle: f32,
    clipped: f32,
    contrast: f32,
    ink: f32,
    place: Place,
    glare: Vec<Patch>,
    shining: f32,
    resolution: f32,
    signs: Signs,
    flatness: Flatness,
    screenshot: f32,
    moire: Moire,
    wrong: f32,
    size: (f32, f32),
}

/// Measures a picture.
pub(super) fn measure(image: &RgbImage, small: &Small, facts: &Facts) -> Measured {
    let (width, height) = (image.width() as f32, image.height() as f32);
    let slot = facts.slot;
    let signs = content::signs(small);
    let place = if facts.is_straightened || is_cropped(slot, width / height) {
        Place::default()
    } else {
        place(small, slot, &signs)
    };
    let widths = sharp::widths(image, small);
    let counts = small.histogram();
    // What is found whole beside something cut off is a box on it.
    let cut = place.cut.as_ref().map(|(quad, _)| quad);
    let card = cut.or(place.whole.as_ref());
    // Light on a face hides nothing that is read.
    let (glare, seen) = if matches!(slot, Slot::Gesture(_)) {
        (Vec::new(), 1)
    } else {
        let inside = inside(small, card, slot);
        let seen = inside.iter().filter(|inside| **inside).count();
        (glare::patches(small, &inside), seen.max(1))
    };
    let shining: usize = glare.iter().map(|patch| patch.size).sum();
    let scale = facts.width.max(facts.height) as f32 / width.max(height).max(1.0);
    let resolution = match (slot, card) {
        (Slot::IdPhoto | Slot::ProofOfAddress, Some(quad)) => {
            let [top, right, bottom, left] = quad.sides();
            top.max(bottom).max(right.max(left)) * small.step as f32 * scale
        }
        _ => facts.width.max(facts.height) as f32,
    };
    let flatness = screen::flatness(image);
    let moire = screen::moire(image, small, |x, y| inner_px(small, card, x, y));
    Measured {
        slot,
        blur: widths.widest().map(|widest| {
            let wide = (widest * widest - SHARP_PX * SHARP_PX).max(0.0).sqrt();
            wide / width.max(height) * 1000.0
        }),
        moved: widths
            .moved()
            .map(|moved| moved / (width.max(height) / MOVED_SIDE_PX).max(1.0)),
        widths,
        brightest: percentile(&counts, 0.95),
        middle: percentile(&counts, 0.5),
        clipped: clipped(small, slot),
        contrast: percentile(&counts, 0.98) - percentile(&counts, 0.02),
        ink: small.share(|at| small.strength[at] >= 14),
        shining: shining as f32 / seen as f32,
        glare,
        resolution,
        screenshot: screenshot(&flatness, width / height),
        flatness,
        moire,
        wrong: wrong(&signs, place.whole.as_ref()),
        place,
        signs,
        size: (width, height),
    }
}

/// True for a picture of the very shape of what its slot asks for, which no camera has: it was scanned or cropped to its edges.
fn is_cropped(slot: Slot, aspect: f32) -> bool {
    const NEAR: f32 = 0.025;
    let likely: &[f32] = match slot {
        Slot::IdPhoto => &CARD,
        Slot::ProofOfAddress => &PAGE,
        Slot::Selfie | Slot::Gesture(_) => return false,
    };
    content::off(aspect, likely) < NEAR
}

/// The small pixels that should be free of reflections: those of the card or page; of all but the edges where none was found.
fn inside(small: &Small, card: Option<&Quad>, slot: Slot) -> Vec<bool> {
    let (w, h) = (small.w as f32, small.h as f32);
    let mut inside = vec![false; small.w * small.h];
    for (y, row) in inside.chunks_exact_mut(small.w).enumerate() {
        let y = y as f32;
        let (left, right) = match (card, slot) {
            (Some(quad), _) => quad.span(y, 1.0),
            (None, Slot::Selfie) => (0.0, 0.0),
            (None, _) if y > h / 20.0 && y < h * 0.95 => (w / 20.0, w * 0.95),
            (None, _) => (0.0, 0.0),
        };
        let right = (right.clamp(0.0, w) as usize).min(small.w);
        let left = (left.clamp(0.0, w).ceil() as usize).min(right);
        row[left..right].fill(true);
    }
    inside
}

fn inner_px(small: &Small, card: Option<&Quad>, x: usize, y: usize) -> bool {
    let (x, y) = ((x / small.step) as f32, (y / small.step) as f32);
    card.is_none_or(|quad| {
        let (left, right) = quad.span(y, 4.0);
        quad.area < 0.2 || (left..=right).contains(&x)
    })
}

fn place(small: &Small, slot: Slot, signs: &Signs) -> Place {
    match slot {
        Slot::ProofOfAddress => card::find(small, &PAGE),
        Slot::IdPhoto => card::find(small, &CARD),
        // Where a face is, or nothing is written, no card fills the picture.
        Slot::Gesture(_) if signs.skin >= PERSON || signs.text <= TEXT => Place::default(),
        Slot::Selfie | Slot::Gesture(_) => Place {
            whole: content::card(small, &CARD),
            cut: None,
        },
    }
}

/// The share that is clipped to white, of the middle: there the card or the face is.
fn clipped(small: &Small, slot: Slot) -> f32 {
    let (w, h) = (small.w, small.h);
    let (mut white, mut all) = (0, 0);
    let columns = match slot {
        Slot::Selfie | Slot::Gesture(_) => w / 4..w * 3 / 4,
        Slot::IdPhoto | Slot::ProofOfAddress => w / 10..w * 9 / 10,
    };
    for y in h / 8..h * 7 / 8 {
        for x in columns.clone() {
            let [r, g, b] = small.rgb[y * w + x];
            all += 1;
            white += usize::from(r.min(g).min(b) >= 250);
        }
    }
    white as f32 / all.max(1) as f32
}

/// Certainty of a screenshot: bars of one colour, no noise, the shape of a screen.
fn screenshot(flatness: &Flatness, aspect: f32) -> f32 {
    let long = aspect.max(1.0 / aspect.max(0.01));
    let bar = |share: f32| {
        if (0.015..0.45).contains(&share) {
            0.3
        } else {
            0.0
        }
    };
    let shape = if (1.7..2.4).contains(&long) { 0.2 } else { 0.0 };
    let flat = (flatness.flat / 0.3).min(1.0) * 0.3;
    bar(flatness.top) + bar(flatness.bottom) + shape + flat
}

/// Certainty that a card fills the picture.
fn wrong(signs: &Signs, card: Option<&Quad>) -> f32 {
    let near = |aspect: f32| {
        CARD.iter()
            .any(|likely| (aspect / likely).ln().abs() < 0.12)
    };
    let text = if signs.text > TEXT { 0.2 } else { 0.0 };
    let person = if signs.skin < PERSON { 0.2 } else { 0.0 };
    let fills = card.is_some_and(|quad| quad.area > FILLS && near(quad.aspect()));
    let whole = near(signs.aspect) && signs.text > 0.12;
    let shape = if fills || whole { 0.5 } else { 0.0 };
    shape + text + person
}

/// What to tell, the gravest first.
pub(super) fn findings(measured: &Measured, small: &Small, limits: &Limits) -> Vec<Finding> {
    let m = measured;
    let mut list = List(Vec::new());
    let all = Vec::new;
    if list.below(FindingKind::Blank, m.ink * 1000.0, limits.ink, all()) == Some(Grade::Red) {
        return list.0;
    }
    let blurred = m
        .blur
        .and_then(|blur| list.above(FindingKind::Blurred, blur, limits.blur, measured_tiles(m)));
    let moved = m
        .moved
        .and_then(|moved| list.above(FindingKind::Blurred, moved, limits.moved, measured_tiles(m)));
    if let (Some(blurred), Some(moved)) = (blurred, moved) {
        // Told once: the graver of the last two.
        let last = list.0.len() - 1;
        list.0.remove(if moved > blurred { last - 1 } else { last });
    }
    list.below(FindingKind::Dark, m.brightest, limits.dark, all());
    list.above(
        FindingKind::Bright,
        m.clipped * 1000.0,
        limits.bright,
        all(),
    );
    let patches = m.glare.iter().map(|patch| area(small, patch.bounds));
    list.above(
        FindingKind::Glare,
        m.shining * 1000.0,
        limits.glare,
        patches.collect(),
    );
    list.below(FindingKind::Flat, m.contrast, limits.contrast, all());
    list.below(FindingKind::Coarse, m.resolution, limits.resolution, all());
    if let Some((quad, sure)) = &m.place.cut {
        list.above(
            FindingKind::CutOff,
            sure * 1000.0,
            limits.cut_off,
            vec![cut_side(quad)],
        );
    } else if let Some(quad) = &m.place.whole {
        let place = || vec![bounds(small, quad)];
        let aspect = quad.aspect().max(1.0 / quad.aspect().max(0.01));
        let likely: &[f32] = if m.slot == Slot::ProofOfAddress {
            &PAGE
        } else {
            &CARD
        };
        let off = likely.iter().map(|likely| (aspect / likely - 1.0).abs());
        let off = off.fold(f32::MAX, f32::min);
        list.above(FindingKind::Shape, off * 1000.0, limits.shape, place());
        if list
            .above(FindingKind::Skewed, tilt(quad), limits.tilt, place())
            .is_none()
        {
            list.above(
                FindingKind::Skewed,
                perspective(quad) * 1000.0,
                limits.perspective,
                place(),
            );
        }
        list.below(FindingKind::Small, quad.area * 1000.0, limits.size, place());
    }
    let sure = m.moire.share >= 0.6;
    let moire = if sure { m.moire.crossed } else { 0.0 };
    list.above(FindingKind::OfScreen, moire, limits.moire, all());
    list.above(
        FindingKind::Screenshot,
        m.screenshot * 1000.0,
        limits.screenshot,
        all(),
    );
    let place = m.place.whole.as_ref().map(|quad| bounds(small, quad));
    list.above(
        FindingKind::WrongSlot,
        m.wrong * 1000.0,
        limits.wrong_slot,
        place.into_iter().collect(),
    );
    list.0
        .sort_by_key(|finding| std::cmp::Reverse(finding.grade));
    list.0
}

struct List(Vec<Finding>);

impl List {
    fn above(
        &mut self,
        kind: FindingKind,
        value: f32,
        pair: Pair,
        areas: Vec<Area>,
    ) -> Option<Grade> {
        let missed = |least: Option<f32>| least.filter(|least| value >= *least);
        self.add(kind, value, missed(pair.red), missed(pair.amber), areas)
    }

    fn below(
        &mut self,
        kind: FindingKind,
        value: f32,
        pair: Pair,
        areas: Vec<Area>,
    ) -> Option<Grade> {
        let missed = |most: Option<f32>| most.filter(|most| value < *most);
        self.add(kind, value, missed(pair.red), missed(pair.amber), areas)
    }

    fn add(
        &mut self,
        kind: FindingKind,
        value: f32,
        red: Option<f32>,
        amber: Option<f32>,
        areas: Vec<Area>,
    ) -> Option<Grade> {
        let (grade, threshold) = match (red, amber) {
            (Some(red), _) => (Grade::Red, red),
            (None, Some(amber)) => (Grade::Amber, amber),
            (None, None) => return None,
        };
        self.0.push(Finding {
            kind,
            grade,
            areas,
            measured: thousandths(value),
            threshold: thousandths(threshold),
        });
        Some(grade)
    }
}

fn thousandths(value: f32) -> i64 {
    (f64::from(value) * 1000.0).round() as i64
}

/// Degrees by which the four edges are turned in the mean.
fn tilt(quad: &Quad) -> f32 {
    let [a, b, c, d] = quad.corners;
    let across = |from: (f32, f32), to: (f32, f32)| (to.1 - from.1).atan2(to.0 - from.0);
    let down = |from: (f32, f32), to: (f32, f32)| -(to.0 - from.0).atan2(to.1 - from.1);
    let mean = (across(a, b) + across(d, c) + down(a, d) + down(b, c)) / 4.0;
    mean.to_degrees().abs()
}

/// By how much one side is longer than the opposite one, at the worst.
fn perspective(quad: &Quad) -> f32 {
    let [top, right, bottom, left] = quad.sides();
    let more = |one: f32, other: f32| one.max(other) / one.min(other).max(1.0) - 1.0;
    more(top, bottom).max(more(right, left))
}

fn part(at: f32, side: f32) -> u16 {
    (at / side * f32::from(WHOLE))
        .round()
        .clamp(0.0, f32::from(WHOLE)) as u16
}

fn area(small: &Small, [left, top, right, bottom]: [usize; 4]) -> Area {
    let x = |at: usize| part(at as f32, small.w as f32);
    let y = |at: usize| part(at as f32, small.h as f32);
    Area {
        x: x(left),
        y: y(top),
        width: x(right) - x(left),
        height: y(bottom) - y(top),
    }
}

fn bounds(small: &Small, quad: &Quad) -> Area {
    let xs = quad.corners.map(|corner| corner.0.max(0.0) as usize);
    let ys = quad.corners.map(|corner| corner.1.max(0.0) as usize);
    let least = |values: [usize; 4], side: usize| values.into_iter().min().unwrap_or(0).min(side);
    let most =
        |values: [usize; 4], side: usize| (values.into_iter().max().unwrap_or(0) + 1).min(side);
    area(
        small,
        [
            least(xs, small.w),
            least(ys, small.h),
            most(xs, small.w),
            most(ys, small.h),
        ],
    )
}

/// A strip along the edge of the picture that cuts something off.
fn cut_side(quad: &Quad) -> Area {
    const STRIP: u16 = WHOLE / 25;
    let [top, right, bottom, _] = quad.borders;
    if top || bottom {
        Area {
            x: 0,
            y: if top { 0 } else { WHOLE - STRIP },
            width: WHOLE,
            height: STRIP,
        }
    } else {
        Area {
            x: if right { WHOLE - STRIP } else { 0 },
            y: 0,
            width: STRIP,
            height: WHOLE,
        }
    }
}

/// The part of the picture whose edges were measured.
fn measured_tiles(m: &Measured) -> Vec<Area> {
    let [left, top, width, height] = m.widths.place.map(|side| side as f32);
    let (w, h) = m.size;
    vec![Area {
        x: part(left, w),
        y: part(top, h),
        width: part(width, w),
        height: part(height, h),
    }]
}

/// What was measured, by the name of its text, in thousandths of the unit named there.
pub(super) fn measures(m: &Measured) -> Measures {
    let mut list: Vec<(&str, f32)> = Vec::new();
    let edges = [
        ("edges-least", m.widths.least),
        ("edges-most", m.widths.most),
        ("blur", m.blur),
        ("moved", m.moved),
    ];
    list.extend(
        edges
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    list.push(("brightest", m.brightest));
    list.push(("middle", m.middle));
    list.push(("clipped", m.clipped * 100.0));
    list.push(("contrast", m.contrast));
    list.push(("ink", m.ink * 100.0));
    list.push(("glare", m.shining * 100.0));
    list.push(("resolution", m.resolution));
    if let Some(quad) = &m.place.whole {
        list.push(("aspect", quad.aspect()));
        list.push(("tilt", tilt(quad)));
        list.push(("perspective", perspective(quad) * 100.0));
        list.push(("size", quad.area * 100.0));
    }
    if let Some((_, sure)) = &m.place.cut {
        list.push(("cut-off", sure * 100.0));
    }
    list.push(("pattern", m.moire.strength));
    list.push(("pattern-crossed", m.moire.crossed));
    list.push(("pattern-share", m.moire.share * 100.0));
    list.push(("noiseless", m.flatness.flat * 100.0));
    list.push(("screenshot", m.screenshot * 100.0));
    list.push(("skin", m.signs.skin * 100.0));
    list.push(("text", m.signs.text * 100.0));
    let named = list.into_iter();
    named
        .map(|(name, value)| (name.to_owned(), thousandths(value)))
        .collect()
}
