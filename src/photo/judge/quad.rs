//! Four edges around a card or page: pairs of long edges across and down, judged by how well the picture changes at them.

use super::content::off;
use super::lines::{Line, Lines};
use super::small::Small;

/// Small pixels from an edge to where both sides of it are compared.
const BESIDE: [f32; 2] = [3.0, 6.0];
/// Places along an edge at which they are compared.
const PLACES: usize = 14;
/// The part of a side next to the edge of the picture that must be an edge up to there.
const END: f32 = 0.15;
/// Quads whose edges are compared.
const COMPARED: usize = 10;

/// Four edges around something.
#[derive(Debug, Clone)]
pub(super) struct Quad {
    /// Corners in small pixels, from the top left clockwise.
    pub corners: [(f32, f32); 4],
    /// Share of an edge found on top, right, bottom and left.
    pub supports: [f32; 4],
    /// How surely what lies inside of each edge differs from what lies outside, 0 to 1; 1 for the edge of the picture.
    pub contrasts: [f32; 4],
    /// Which of them is the edge of the picture.
    pub borders: [bool; 4],
    /// How good it is, to compare.
    pub score: f32,
    /// Share of the picture that it covers.
    pub area: f32,
}

impl Quad {
    /// Lengths of the sides: top, right, bottom, left.
    pub(super) fn sides(&self) -> [f32; 4] {
        let length = |a: (f32, f32), b: (f32, f32)| (a.0 - b.0).hypot(a.1 - b.1);
        let [a, b, c, d] = self.corners;
        [length(a, b), length(b, c), length(c, d), length(d, a)]
    }

    /// Width over height.
    pub(super) fn aspect(&self) -> f32 {
        let [top, right, bottom, left] = self.sides();
        (top + bottom) / (right + left).max(1.0)
    }

    /// The places on a row that lie inside, `by` small pixels from every side: from the first to before the second.
    pub(super) fn span(&self, y: f32, by: f32) -> (f32, f32) {
        let (mut left, mut right) = (f32::MIN, f32::MAX);
        for side in 0..4 {
            let (from, to) = (self.corners[side], self.corners[(side + 1) % 4]);
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            // Inside is where `dx * (y - from.1) - dy * (x - from.0)` is at least `by` times the length.
            let least = dx * (y - from.1) + dy * from.0 - by * dx.hypot(dy);
            if dy > 0.0 {
                right = right.min(least / dy);
            } else if dy < 0.0 {
                left = left.max(least / dy);
            } else if least < 0.0 {
                return (0.0, 0.0);
            }
        }
        (left, right)
    }

    /// How surely the weakest of its edges in the picture is the side of something, 0 to 1.
    pub(super) fn sure(&self) -> f32 {
        let real = (0..4).filter(|side| !self.borders[*side]);
        let each = real.map(|side| self.supports[side].min(self.contrasts[side]));
        each.fold(1.0, f32::min)
    }
}

/// The best four edges of which `borders` are edges of the picture (0, 1, or 2 that meet), among those that are `likely`.
///
/// `aspects` are the shapes that are preferred (long side over short side).
pub(super) fn best(
    small: &Small,
    lines: &Lines,
    borders: usize,
    aspects: &[f32],
    likely: impl Fn(&Quad) -> bool,
) -> Option<Quad> {
    let (w, h) = (small.w as f32, small.h as f32);
    let edge_across = [Line::border(0.0), Line::border(h - 1.0)];
    let edge_down = [Line::border(0.0), Line::border(w - 1.0)];
    let pairs_across = pairs(&lines.across, &edge_across, borders, (w, h));
    let pairs_down = pairs(&lines.down, &edge_down, borders, (h, w));
    let mut found: Vec<Quad> = Vec::new();
    for (top, bottom) in &pairs_across {
        for (left, right) in &pairs_down {
            let flags = [top.border, right.border, bottom.border, left.border];
            if flags.iter().filter(|flag| **flag).count() != borders {
                continue;
            }
            let least = if found.len() < COMPARED {
                0.0
            } else {
                found[COMPARED - 1].score
            };
            if let Some(quad) = quad((w, h), [top, right, bottom, left], aspects)
                && quad.score > least
                && likely(&quad)
            {
                let place = found.partition_point(|other| other.score >= quad.score);
                found.insert(place, quad);
                found.truncate(COMPARED);
            }
        }
    }
    for quad in &mut found {
        for side in 0..4 {
            if !quad.borders[side] {
                quad.contrasts[side] = contrast(small, quad, side);
                quad.score *= 0.15 + 0.85 * quad.contrasts[side];
            }
        }
    }
    found
        .into_iter()
        .max_by(|one, other| one.score.total_cmp(&other.score))
}

/// Pairs of lines that may bound something from both sides, the first above or left of the second.
fn pairs<'a>(
    lines: &'a [Line],
    edges: &'a [Line; 2],
    borders: usize,
    (long, short): (f32, f32),
) -> Vec<(&'a Line, &'a Line)> {
    let apart = |one: &Line, other: &Line| {
        other.on(long / 2.0) - one.on(long / 2.0) > short * 0.12
            && (one.lean - other.lean).abs() < 0.8
    };
    let mut pairs = Vec::new();
    for one in lines {
        pairs.extend(
            lines
                .iter()
                .filter(|other| apart(one, other))
                .map(|other| (one, other)),
        );
        if borders > 0 {
            pairs.push((&edges[0], one));
            pairs.push((one, &edges[1]));
        }
    }
    pairs
}

fn meet(across: &Line, down: &Line) -> Option<(f32, f32)> {
    let below = 1.0 - across.lean * down.lean;
    if below.abs() < 0.2 {
        return None;
    }
    let y = (across.at + across.lean * down.at) / below;
    Some((down.on(y), y))
}

/// The share of places with an edge on the part of a line that is next to the edge of the picture: `from` there `to` the corner.
fn run(line: &Line, (from, to): (f32, f32)) -> f32 {
    let end = from + (to - from) * END;
    if line.border {
        return 1.0;
    }
    // Right at the edge of the picture no slopes are measured.
    let inner = from + (end - from).signum() * 3.0;
    line.support(inner.min(end), inner.max(end))
}

fn quad((w, h): (f32, f32), lines: [&Line; 4], aspects: &[f32]) -> Option<Quad> {
    let [top, right, bottom, left] = lines;
    let corners = [
        meet(top, left)?,
        meet(top, right)?,
        meet(bottom, right)?,
        meet(bottom, left)?,
    ];
    let [a, b, c, d] = corners;
    let inside =
        |(x, y): (f32, f32)| x > -0.02 * w && x < 1.02 * w && y > -0.02 * h && y < 1.02 * h;
    if !corners.iter().all(|corner| inside(*corner)) {
        return None;
    }
    let twice = (c.0 - a.0) * (d.1 - b.1) - (d.0 - b.0) * (c.1 - a.1);
    let area = twice / 2.0 / (w * h);
    if area < 0.03 || b.0 - a.0 < 0.12 * w || d.1 - a.1 < 0.1 * h {
        return None;
    }
    let mut supports = [
        top.support(a.0, b.0),
        right.support(b.1, c.1),
        bottom.support(d.0, c.0),
        left.support(a.1, d.1),
    ];
    let borders = lines.map(|line| line.border);
    // What is cut off runs right into the edge of the picture.
    if borders[0] || borders[2] {
        let at_top = |from, to| if borders[0] { (from, to) } else { (to, from) };
        supports[1] = supports[1].min(run(right, at_top(b.1, c.1)));
        supports[3] = supports[3].min(run(left, at_top(a.1, d.1)));
    }
    if borders[1] || borders[3] {
        let at_left = |from, to| if borders[3] { (from, to) } else { (to, from) };
        supports[0] = supports[0].min(run(top, at_left(a.0, b.0)));
        supports[2] = supports[2].min(run(bottom, at_left(d.0, c.0)));
    }
    let mut product = 1.0;
    for side in 0..4 {
        if borders[side] {
            continue;
        }
        if supports[side] < 0.4 {
            return None;
        }
        product *= supports[side];
    }
    let mut quad = Quad {
        corners,
        supports,
        contrasts: [1.0; 4],
        borders,
        score: 0.0,
        area,
    };
    let off = off(quad.aspect(), aspects);
    let prior = 1.0 + 0.3 * (-(off / 0.1).powi(2)).exp();
    let [t, r, b, l] = quad.sides();
    let straight = (t.min(b) / t.max(b)) * (l.min(r) / l.max(r));
    if straight < 0.4 {
        return None;
    }
    quad.score = product * area.powf(0.4) * prior * straight.sqrt();
    Some(quad)
}

/// How surely the picture differs on both sides of an edge, all along it, in one way.
fn contrast(small: &Small, quad: &Quad, side: usize) -> f32 {
    let (from, to) = (quad.corners[side], quad.corners[(side + 1) % 4]);
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    // Inwards: the corners run clockwise, y grows downwards.
    let (nx, ny) = (-dy / length, dx / length);
    let colour = |x: f32, y: f32| {
        let inside = x >= 0.0 && y >= 0.0 && x < small.w as f32 && y < small.h as f32;
        inside.then(|| small.rgb[y as usize * small.w + x as usize].map(f32::from))
    };
    let mut sum = [0.0_f32; 3];
    let mut offs = Vec::with_capacity(PLACES * 2);
    for place in 0..PLACES {
        let part = 0.06 + 0.88 * (place as f32 + 0.5) / PLACES as f32;
        let (x, y) = (from.0 + dx * part, from.1 + dy * part);
        for by in BESIDE {
            let within = colour(x + nx * by, y + ny * by);
            let without = colour(x - nx * by, y - ny * by);
            if let (Some(within), Some(without)) = (within, without) {
                let off = [0, 1, 2].map(|channel| within[channel] - without[channel]);
                for channel in 0..3 {
                    sum[channel] += off[channel];
                }
                offs.push(off);
            }
        }
    }
    if offs.len() < PLACES / 2 {
        // Right at the edge of the picture nothing is left outside to compare with: the edge alone has to do.
        return 0.8;
    }
    let size = |off: [f32; 3]| (off[0] * off[0] + off[1] * off[1] + off[2] * off[2]).sqrt();
    let all = size(sum).max(1e-3);
    let alike = offs.iter().filter(|off| {
        let along = off.iter().zip(sum).map(|(off, sum)| off * sum).sum::<f32>() / all;
        along >= 7.0
    });
    alike.count() as f32 / offs.len() as f32
}
