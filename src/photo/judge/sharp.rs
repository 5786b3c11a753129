//! How wide the edges are, in pixels: a step in the picture is as wide as the lens, the hand and the focus made it.
//!
//! Measured where the slopes are strongest, as the height of an edge over its steepest slope, across and down apart, so that a
//! picture that moved in one direction does not hide behind the edges along it. Noise is averaged along the edge.

use image::RgbImage;

use super::small::{Small, luma};

/// Side of a tile in pixels.
const TILE: usize = 48;
/// Tiles that are measured at most.
const TILES: usize = 40;
/// Fewest edges in a direction that tell anything.
const FEWEST: usize = 24;
/// Least height of an edge, in levels of brightness.
const LEAST_HEIGHT: f32 = 22.0;

/// Widths of edges in pixels; `None` where there are too few edges to tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Widths {
    /// Measured across.
    pub across: Option<f32>,
    /// Measured downwards.
    pub down: Option<f32>,
    /// Left, top, width and height of what was measured, in pixels.
    pub place: [usize; 4],
}

impl Widths {
    /// The wider of both.
    pub(super) fn widest(&self) -> Option<f32> {
        match (self.across, self.down) {
            (Some(one), Some(other)) => Some(one.max(other)),
            (one, other) => one.or(other),
        }
    }
}

/// Measures the strongest tiles.
pub(super) fn widths(image: &RgbImage, small: &Small) -> Widths {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let tiles = strongest(small, width, height);
    let mut across = Vec::new();
    let mut down = Vec::new();
    let mut place = [width, height, 0, 0];
    let mut pixels = [0.0; TILE * TILE];
    let mut turned = [0.0; TILE * TILE];
    for (left, top) in &tiles {
        for y in 0..TILE {
            let start = ((top + y) * width + left) * 3;
            let row = &image.as_raw()[start..start + TILE * 3];
            for (x, pixel) in row.chunks_exact(3).enumerate() {
                let value = f32::from(luma([pixel[0], pixel[1], pixel[2]]));
                pixels[y * TILE + x] = value;
                turned[x * TILE + y] = value;
            }
        }
        edges(&pixels, &mut across);
        edges(&turned, &mut down);
        place[0] = place[0].min(*left);
        place[1] = place[1].min(*top);
        place[2] = place[2].max(left + TILE);
        place[3] = place[3].max(top + TILE);
    }
    place[2] = place[2].saturating_sub(place[0]);
    place[3] = place[3].saturating_sub(place[1]);
    Widths {
        across: typical(across),
        down: typical(down),
        place,
    }
}

/// Left and top of the tiles with the steepest slopes.
fn strongest(small: &Small, width: usize, height: usize) -> Vec<(usize, usize)> {
    if width < TILE || height < TILE {
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

/// The width that three of ten edges stay under: a sharp part suffices, a background may be out of focus.
fn typical(mut widths: Vec<f32>) -> Option<f32> {
    if widths.len() < FEWEST {
        return None;
    }
    widths.sort_unstable_by(f32::total_cmp);
    Some(widths[widths.len() * 3 / 10])
}

/// Adds the widths of all edges along the rows of a tile.
fn edges(tile: &[f32; TILE * TILE], widths: &mut Vec<f32>) {
    let mut line = [0.0; TILE];
    for y in (1..TILE - 3).step_by(3) {
        for (x, value) in line.iter_mut().enumerate() {
            let at = y * TILE + x;
            *value = (tile[at - TILE] + tile[at] + tile[at + TILE]) / 3.0;
        }
        edges_of(&line, widths);
    }
}

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
