//! What a picture seems to show: a card, a page or a person.

use super::card;
use super::lines;
use super::quad::Quad;
use super::small::{Small, percentile};

/// Shapes of cards and passport pages, long side over short side: ID-1 (ISO/IEC 7810) and ID-3.
pub(super) const CARD: [f32; 2] = [1.586, 1.42];
/// Shapes of pages: A4 (ISO 216), Letter and Legal.
pub(super) const PAGE: [f32; 3] = [1.414, 1.294, 1.647];

/// Share of text from which something is written on what the picture shows.
pub(super) const TEXT: f32 = 0.05;
/// Share of the picture from which a card is what the picture is of.
pub(super) const FILLS: f32 = 0.28;

/// Share of the middle that has a colour of skin, from which a person is on the picture: a wooden desk has less.
pub(super) const PERSON: f32 = 0.28;

/// How far a shape (width over height, or the other way) is from the nearest of these: natural logarithm of the ratio.
pub(super) fn off(aspect: f32, likely: &[f32]) -> f32 {
    let long = aspect.max(1.0 / aspect.max(0.01));
    let off = likely.iter().map(|likely| (long / likely).ln().abs());
    off.fold(f32::MAX, f32::min)
}

/// What a picture seems to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Content {
    /// A card or passport page that fills much of the picture.
    Card,
    /// A person.
    Portrait,
    /// A page of text.
    Page,
    /// None of these can be told.
    Unknown,
}

/// What is measured to tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// Share of the middle that has a colour of skin.
    pub skin: f32,
    /// Share of short, steep, alternating slopes: text.
    pub text: f32,
    /// Share that is bright and without colour: paper.
    pub paper: f32,
    /// Width over height.
    pub aspect: f32,
}

/// Measures the signs of a picture, of all of it.
pub(super) fn signs(small: &Small) -> Signs {
    let (w, h) = (small.w, small.h);
    let (mut skin, mut middle) = (0, 0);
    for y in h / 10..h * 7 / 10 {
        for x in w / 5..w * 4 / 5 {
            middle += 1;
            skin += usize::from(is_skin(small.rgb[y * w + x]));
        }
    }
    let bright = percentile(&small.histogram(), 0.8) - 45.0;
    let paper = small.share(|at| {
        let [r, g, b] = small.rgb[at];
        let colour = r.max(g).max(b) - r.min(g).min(b);
        f32::from(small.luma[at]) > bright.max(100.0) && colour < 34
    });
    Signs {
        skin: skin as f32 / middle.max(1) as f32,
        text: text(small),
        paper,
        aspect: w as f32 / h as f32,
    }
}

/// The share of cells of 10 × 10 small pixels in which the brightness goes up and down often, as lines of text make it.
fn text(small: &Small) -> f32 {
    const CELL: usize = 10;
    let (mut with, mut all) = (0, 0);
    for top in (0..small.h - CELL).step_by(CELL) {
        for left in (0..small.w - CELL).step_by(CELL) {
            let mut turns = 0;
            for y in top..top + CELL {
                let mut last = 0_i16;
                for x in left..left + CELL {
                    let slope = small.slope[y * small.w + x][0];
                    if slope.abs() < 18 {
                        continue;
                    }
                    turns += usize::from(slope.signum() == -last.signum() && last != 0);
                    last = slope;
                }
            }
            all += 1;
            with += usize::from(turns >= 5);
        }
    }
    with as f32 / all.max(1) as f32
}

/// A colour that skin of any tone has in ordinary light (after Kovac, Peer and Solina, loosened for dark skin).
fn is_skin([r, g, b]: [u8; 3]) -> bool {
    let [r, g, b] = [r, g, b].map(i32::from);
    let most = r.max(g).max(b);
    let least = r.min(g).min(b);
    r > 70
        && most - least > 18
        && r > g
        && g > b
        && r - g > 8
        && (r - g) * 10 < r * 5
        && b * 10 > r * 2
}

/// Tells from the signs and the four edges found, if any.
pub(super) fn content(signs: &Signs, card: Option<&Quad>) -> Content {
    let near = |aspect: f32, likely: f32| (aspect / likely).ln().abs() < 0.12;
    let shape = |quad: &Quad| {
        let aspect = quad.aspect();
        let lies = aspect.max(1.0 / aspect.max(0.01));
        if aspect < 1.0 && near(lies, PAGE[0]) && signs.paper > 0.3 {
            return Some(Content::Page);
        }
        let is_card = near(lies, CARD[0]) || (aspect > 1.0 && near(lies, CARD[1]));
        is_card.then_some(Content::Card)
    };
    if signs.skin >= PERSON && signs.text < 0.22 {
        return Content::Portrait;
    }
    // A card in a hand covers less.
    if let Some(content) = card.filter(|quad| quad.area > FILLS).and_then(shape) {
        return content;
    }
    if signs.skin > 0.16 && signs.text < 0.22 {
        return Content::Portrait;
    }
    if let Some(content) = card.filter(|quad| quad.area > 0.2).and_then(shape) {
        return content;
    }
    if signs.paper > 0.5 && signs.aspect < 1.05 && signs.text > TEXT {
        return Content::Page;
    }
    if near(signs.aspect, CARD[0]) && signs.text > TEXT {
        return Content::Card;
    }
    if signs.skin > 0.10 && signs.text < 0.12 {
        return Content::Portrait;
    }
    Content::Unknown
}

/// The four edges of a card or page that lies whole in the picture, if there are four.
pub(super) fn card(small: &Small, aspects: &[f32]) -> Option<Quad> {
    card::whole(small, &lines::lines(small), aspects)
}
