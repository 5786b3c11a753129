//! Where the card or page lies in the picture: whole, or cut off by an edge of it.

use super::lines::{self, Lines, Quad};
use super::small::Small;

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
    let whole = lines::best(small, &lines, 0, aspects).filter(|quad| is_likely(quad, aspects));
    let strength = |quad: &Quad| {
        let real = (0..4).filter(|side| !quad.borders[*side]);
        real.map(|side| quad.supports[side]).fold(1.0_f32, f32::min)
    };
    let closed = whole.as_ref().map_or(0.0, |quad| {
        // A whole card that is as large as the one that seems cut off is the better explanation.
        strength(quad) * quad.area.min(0.6) / 0.6
    });
    let one = lines::best(small, &lines, 1, &[]).filter(|quad| is_cut(quad, aspects));
    let two = lines::best(small, &lines, 2, &[]).filter(|quad| is_cut_twice(quad, small, &lines));
    let mut cut: Option<(Quad, f32)> = None;
    for quad in [one, two].into_iter().flatten() {
        let sure = (strength(&quad) - 0.5 * closed + 0.1).clamp(0.0, 1.0);
        let larger = whole
            .as_ref()
            .is_none_or(|whole| quad.area > whole.area * 1.08);
        if larger && cut.as_ref().is_none_or(|(_, other)| sure > *other) {
            cut = Some((quad, sure));
        }
    }
    Place { whole, cut }
}

/// True unless it is rather a box, a table or a stripe on something larger.
fn is_likely(quad: &Quad, aspects: &[f32]) -> bool {
    let aspect = quad.aspect();
    let aspect = aspect.max(1.0 / aspect.max(0.01));
    let fits = aspects
        .iter()
        .any(|likely| (aspect / likely).ln().abs() < 0.16);
    let clear = quad.supports.iter().all(|support| *support > 0.7);
    (fits && quad.area > 0.1) || (clear && quad.area > 0.5)
}

/// True if what is left of something cut off at one edge is shorter than it would be whole, and straight.
fn is_cut(quad: &Quad, aspects: &[f32]) -> bool {
    let [top, right, bottom, left] = quad.sides();
    let (cut, full) = if quad.borders[0] || quad.borders[2] {
        (
            f32::midpoint(right, left),
            quad.sides()[if quad.borders[0] { 2 } else { 0 }],
        )
    } else {
        (
            f32::midpoint(top, bottom),
            quad.sides()[if quad.borders[3] { 1 } else { 3 }],
        )
    };
    let shape = cut / full.max(1.0);
    // The side that is whole may be the short or the long one.
    let could_be = aspects.iter().any(|aspect| {
        (shape < aspect * 0.94 && shape > aspect * 0.35)
            || (shape < 0.94 / aspect && shape > 0.35 / aspect)
    });
    quad.area > 0.15 && could_be
}

/// True if two edges that meet run out of the picture, and nothing runs on beyond the corner where they meet.
fn is_cut_twice(quad: &Quad, small: &Small, lines: &Lines) -> bool {
    let [top, right, bottom, left] = quad.borders;
    if (top && bottom) || (right && left) || quad.area < 0.3 {
        return false;
    }
    // The corner between both edges that lie in the picture.
    let corner = match (top, right) {
        (true, true) => quad.corners[3],
        (false, true) => quad.corners[0],
        (false, false) => quad.corners[1],
        (true, false) => quad.corners[2],
    };
    let (w, h) = (small.w as f32, small.h as f32);
    let runs_on = |lines: &[lines::Line], at: f32, along: f32, end: f32, after: bool| {
        let near = lines
            .iter()
            .filter(|line| (line.at + line.lean * along - at).abs() < 2.0);
        let beyond = near.map(|line| {
            if after {
                line.support(along + 3.0, (along + end * 0.2).min(end))
            } else {
                line.support((along - end * 0.2).max(0.0), along - 3.0)
            }
        });
        beyond.fold(0.0, f32::max)
    };
    let strong = (0..4).all(|side| quad.borders[side] || quad.supports[side] > 0.75);
    strong
        && runs_on(&lines.across, corner.1, corner.0, w, right_of(quad)) < 0.4
        && runs_on(&lines.down, corner.0, corner.1, h, below(quad)) < 0.4
}

/// True if the picture goes on to the right of the corner of a card that is cut off at its left.
fn right_of(quad: &Quad) -> bool {
    quad.borders[3]
}

fn below(quad: &Quad) -> bool {
    quad.borders[0]
}
