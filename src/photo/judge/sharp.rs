//! How wide the edges are, in pixels: a step in the picture is as wide as the lens, the hand and the focus made it.
//!
//! Measured where the slopes are strongest, as the height of an edge over its steepest slope, along two directions that stand
//! upright on each other: the one in which the brightness changes least, and the other. A hand that moved wipes out what changes
//! along its way, so that its way is the first of them; the edges across it stay as sharp as they were.

use fearless_simd::{Level, dispatch};
use image::RgbImage;

use super::small::{Small, luma};

/// Side of a tile in pixels.
const TILE: usize = 48;
/// Side of what is read around the middle of a tile, so that lines in any direction lie in it.
const PATCH: usize = 72;
/// Tiles that are measured at most.
const TILES: usize = 28;
/// Pixels from one line through a tile to the next.
const BESIDE: usize = 6;
/// Fewest edges in a direction that tell anything.
const FEWEST: usize = 24;
/// Least height of an edge, in levels of brightness.
const LEAST_HEIGHT: f32 = 22.0;
/// Least slope, in levels a pixel, that counts for the direction: less is noise.
const LEAST_SLOPE: f32 = 4.0;

/// Widths of edges in pixels; `None` where there are too few edges to tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Widths {
    /// Along the direction in which the brightness changes least.
    pub least: Option<f32>,
    /// Along the other.
    pub most: Option<f32>,
    /// Left, top, width and height of what was measured, in pixels.
    pub place: [usize; 4],
}

impl Widths {
    /// The wider of both.
    pub(super) fn widest(&self) -> Option<f32> {
        match (self.least, self.most) {
            (Some(one), Some(other)) => Some(one.max(other)),
            (one, other) => one.or(other),
        }
    }

    /// By how much edges along the one direction are wider than along the other, in pixels: the way of the hand.
    pub(super) fn moved(&self) -> Option<f32> {
        let (least, most) = (self.least?, self.most?);
        Some((least * least - most * most).max(0.0).sqrt())
    }
}

/// The brightness around the middle of a tile, from the top left.
type Patch = [u8; PATCH * PATCH];

/// Measures the strongest tiles.
pub(super) fn widths(image: &RgbImage, small: &Small) -> Widths {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let tiles = strongest(small, width, height);
    let mut place = [width, height, 0, 0];
    let mut patches: Vec<Patch> = Vec::with_capacity(tiles.len());
    for (left, top) in &tiles {
        patches.push(patch(image, *left, *top));
        place[0] = place[0].min(*left);
        place[1] = place[1].min(*top);
        place[2] = place[2].max(left + TILE);
        place[3] = place[3].max(top + TILE);
    }
    place[2] = place[2].saturating_sub(place[0]);
    place[3] = place[3].saturating_sub(place[1]);
    let level = Level::new();
    dispatch!(level, _ => {
        let (cos, sin) = direction(&patches);
        Widths {
            least: along(&patches, (-sin, cos)),
            most: along(&patches, (cos, sin)),
            place,
        }
    })
}

/// Left and top of the tiles with the steepest slopes.
fn strongest(small: &Small, width: usize, height: usize) -> Vec<(usize, usize)> {
    if width < PATCH || height < PATCH {
        return Vec::new();
    }
    let mut tiles = Vec::new();
    for top in (0..=height - TILE).step_by(TILE) {
        for left in (0..=width - TILE).step_by(TILE) {
            let rows = top / small.step..((top + TILE) / small.step).min(small.h);
            let columns = left / small.step..((left + TILE) / small.step).min(small.w);
            let energy: u32 = rows
                .flat_map(|y| &small.strength[y * small.w..][columns.clone()])
                .map(|strength| u32::from(*strength))
                .filter(|strength| *strength > 12)
                .sum();
            tiles.push((energy, left, top));
        }
    }
    tiles.sort_unstable_by(|one, other| other.cmp(one));
    tiles.truncate(TILES);
    let tiles = tiles.into_iter().filter(|(energy, ..)| *energy > 0);
    tiles.map(|(_, left, top)| (left, top)).collect()
}

fn patch(image: &RgbImage, left: usize, top: usize) -> Patch {
    const AROUND: usize = (PATCH - TILE) / 2;
    let (width, height) = (image.width() as usize, image.height() as usize);
    let left = left.saturating_sub(AROUND).min(width - PATCH);
    let top = top.saturating_sub(AROUND).min(height - PATCH);
    let mut patch = [0; PATCH * PATCH];
    for (y, out) in patch.chunks_exact_mut(PATCH).enumerate() {
        let row = &image.as_raw()[((top + y) * width + left) * 3..][..PATCH * 3];
        for (out, pixel) in out.iter_mut().zip(row.chunks_exact(3)) {
            *out = luma([pixel[0], pixel[1], pixel[2]]);
        }
    }
    patch
}

/// Cosine and sine of the direction in which the brightness changes most (the structure tensor, each patch counting alike).
#[inline(always)]
fn direction(patches: &[Patch]) -> (f32, f32) {
    let mut sums = [0.0_f32; 3];
    for patch in patches {
        let (mut xx, mut yy, mut xy) = (0.0_f32, 0.0, 0.0);
        for y in (1..PATCH - 1).step_by(3) {
            for x in 1..PATCH - 1 {
                let at = |dx: usize, dy: usize| f32::from(patch[(y + dy - 1) * PATCH + x + dx - 1]);
                let right = at(2, 0) + 2.0 * at(2, 1) + at(2, 2);
                let left = at(0, 0) + 2.0 * at(0, 1) + at(0, 2);
                let below = at(0, 2) + 2.0 * at(1, 2) + at(2, 2);
                let above = at(0, 0) + 2.0 * at(1, 0) + at(2, 0);
                let (gx, gy) = ((right - left) / 8.0, (below - above) / 8.0);
                if gx * gx + gy * gy >= LEAST_SLOPE * LEAST_SLOPE {
                    xx += gx * gx;
                    yy += gy * gy;
                    xy += gx * gy;
                }
            }
        }
        let all = xx + yy;
        if all > 0.0 {
            for (sum, part) in sums.iter_mut().zip([xx, yy, xy]) {
                *sum += part / all;
            }
        }
    }
    let [xx, yy, xy] = sums;
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    (angle.cos(), angle.sin())
}

/// The width that three of ten edges along a direction stay under: a sharp part suffices, a background may be out of focus.
#[inline(always)]
fn along(patches: &[Patch], (cos, sin): (f32, f32)) -> Option<f32> {
    const REACH: f32 = (TILE as f32 - 1.0) / 2.0;
    const MIDDLE: f32 = (PATCH as f32 - 1.0) / 2.0;
    let mut widths = Vec::new();
    let mut line = [0.0; TILE];
    for patch in patches {
        for beside in (0..TILE).step_by(BESIDE) {
            let beside = beside as f32 - REACH;
            for (step, value) in line.iter_mut().enumerate() {
                let step = step as f32 - REACH;
                let x = MIDDLE + step * cos - beside * sin;
                let y = MIDDLE + step * sin + beside * cos;
                // The mean of three along the edge: noise is no edge.
                *value = (between(patch, x - sin, y + cos)
                    + between(patch, x, y)
                    + between(patch, x + sin, y - cos))
                    / 3.0;
            }
            edges_of(&line, &mut widths);
        }
    }
    if widths.len() < FEWEST {
        return None;
    }
    let at = widths.len() * 3 / 10;
    Some(*widths.select_nth_unstable_by(at, f32::total_cmp).1)
}

/// The brightness between four pixels.
#[inline(always)]
fn between(patch: &Patch, x: f32, y: f32) -> f32 {
    let (left, top) = ((x as usize).min(PATCH - 2), (y as usize).min(PATCH - 2));
    let (right, down) = (x - left as f32, y - top as f32);
    let at = top * PATCH + left;
    let [a, b, c, d] = [at, at + 1, at + PATCH, at + PATCH + 1].map(|at| f32::from(patch[at]));
    let upper = a + (b - a) * right;
    let lower = c + (d - c) * right;
    upper + (lower - upper) * down
}

/// Adds the widths of all edges along a line.
#[inline(always)]
fn edges_of(line: &[f32; TILE], widths: &mut Vec<f32>) {
    let mut slope = [0.0; TILE];
    for x in 1..TILE - 1 {
        slope[x] = (line[x + 1] - line[x - 1]) / 2.0;
    }
    let mut x = 2;
    while x < TILE - 2 {
        let here: f32 = slope[x];
        let steep = here.abs();
        if steep < 1.2 || steep < slope[x - 1].abs() || steep < slope[x + 1].abs() {
            x += 1;
            continue;
        }
        // An edge ends where it is nearly level, or turns.
        let least = (steep * 0.08).max(0.35);
        let goes_on = |at: usize| slope[at] * here.signum() > least;
        let (mut from, mut to) = (x, x);
        while from > 1 && goes_on(from - 1) {
            from -= 1;
        }
        while to < TILE - 2 && goes_on(to + 1) {
            to += 1;
        }
        let steepest = slope[from..=to].iter().map(|s| s.abs()).fold(0.0, f32::max);
        let height = (line[(to + 1).min(TILE - 1)] - line[from.saturating_sub(1)]).abs();
        if height >= LEAST_HEIGHT {
            widths.push(height / steepest);
        }
        x = to + 1;
    }
}
