//! Where the card or page lies in the picture: whole, or cut off by an edge of it.

use super::content::{CARD, off};
use super::lines::{self, Lines};
use super::quad::{self, Quad};
use super::small::Small;

/// Least certainty of all four sides of what is taken for a card or page.
const LEAST: f32 = 0.5;
/// The same where the shape is odd.
const LEAST_ODD: f32 = 0.7;
/// Share of the picture under which four edges may be those of a box on a card.
const SMALL: f32 = 0.2;
/// How far the shape may be from a likely one (natural logarithm of the ratio): a card is seen at an angle.
const ODD: f32 = 0.2;

/// What was found of a card or page.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// Its four edges, if all lie in the picture.
    pub whole: Option<Quad>,
    /// Its edges and those of the picture that cut it off, with the certainty of that, 0 to 1.
    pub cut: Option<(Quad, f32)>,
}

/// Looks for a card or page of one of these shapes (long side over short side).
pub(super) fn find(small: &Small, aspects: &[f32]) -> Place {
    let lines = lines::lines(small);
    let whole = whole(small, &lines, aspects);
    // A whole card is the better explanation of its edges than one that is cut off; a small one may be a box on a larger one.
    let is_card = |quad: &Quad| {
        quad.area > SMALL && off(quad.aspect(), aspects) < ODD && quad.sure() > LEAST_ODD
    };
    if whole.as_ref().is_some_and(is_card) {
        return Place { whole, cut: None };
    }
    let one = quad::best(small, &lines, 1, &[], |quad| is_cut(quad, aspects));
    let two = quad::best(small, &lines, 2, &[], is_cut_twice);
    let mut cut: Option<(Quad, f32)> = None;
    for quad in [one, two].into_iter().flatten() {
        let sure = quad.sure();
        let larger = whole
            .as_ref()
            .is_none_or(|whole| quad.area > whole.area * 1.08);
        if larger && sure > LEAST && cut.as_ref().is_none_or(|(_, other)| sure > *other) {
            cut = Some((quad, sure));
        }
    }
    Place { whole, cut }
}

/// The four edges of a card or page that lies whole in the picture, if there are four.
pub(super) fn whole(small: &Small, lines: &Lines, aspects: &[f32]) -> Option<Quad> {
    let shape = |quad: &Quad| {
        let aspect = quad.aspect();
        (1.0..3.0).contains(&aspect.max(1.0 / aspect.max(0.01)))
    };
    quad::best(small, lines, 0, aspects, shape).filter(|quad| {
        // The portrait on a card that fills the picture is taller than wide; a card on a desk is not.
        if aspects == CARD && quad.area < SMALL && quad.aspect() < 1.0 {
            return false;
        }
        let sure = quad.sure();
        let fits = off(quad.aspect(), aspects) < ODD && sure > LEAST;
        // Another shape is a box, a table or a stripe on something larger, unless it is large and clear.
        fits || (sure > LEAST_ODD && quad.area > 0.15)
    })
}

/// True if what is left of something cut off at one edge is shorter than it would be whole.
fn is_cut(quad: &Quad, aspects: &[f32]) -> bool {
    let [top, right, bottom, left] = quad.sides();
    let [at_top, at_right, at_bottom, _] = quad.borders;
    let (cut, full) = match (at_top || at_bottom, at_top, at_right) {
        (true, true, _) => (f32::midpoint(right, left), bottom),
        (true, false, _) => (f32::midpoint(right, left), top),
        (false, _, true) => (f32::midpoint(top, bottom), left),
        (false, _, false) => (f32::midpoint(top, bottom), right),
    };
    let shape = cut / full.max(1.0);
    // The side that is whole may be the short or the long one.
    let could_be = aspects.iter().any(|aspect| {
        (shape < aspect * 0.94 && shape > aspect * 0.35)
            || (shape < 0.94 / aspect && shape > 0.35 / aspect)
    });
    quad.area > 0.12 && could_be
}

/// True if two edges that meet run out of the picture.
fn is_cut_twice(quad: &Quad) -> bool {
    let [top, right, bottom, left] = quad.borders;
    let opposite = (top && bottom) || (right && left);
    !opposite && quad.area > 0.2
}
