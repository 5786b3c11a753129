//! How a picture looks, in 256 bits: whether it gets brighter from one of 16 × 16 places to the next, across and down in turns.
//!
//! Places are means over a part of the picture, closer to each other in its middle, so that recompression, scaling and a slightly different cut change
//! few bits; a level part gives no brighter and no darker, whatever the noise.

use crate::domain::Look;

use super::small::Small;

/// Places on a side.
const PLACES: usize = 16;
/// Levels by which a place must be brighter to count as brighter.
const BRIGHTER: f32 = 1.5;

/// The look of a picture of this size; none if it is level everywhere.
pub(super) fn look(small: &Small, width: u32, height: u32) -> Look {
    let sums = sums(small);
    // What is left over at the right and at the bottom counts for the places, so that they do not move with the size.
    let size = (
        width as f32 / small.step as f32,
        height as f32 / small.step as f32,
    );
    let mut means = [[0.0_f32; PLACES + 1]; PLACES + 1];
    for (y, row) in means.iter_mut().enumerate() {
        for (x, mean) in row.iter_mut().enumerate() {
            *mean = mean_at(small, &sums, (x, y), size);
        }
    }
    let mut look = Look::default();
    for y in 0..PLACES {
        for x in 0..PLACES {
            let here = means[y][x];
            let next = if (x + y) % 2 == 0 {
                means[y][x + 1]
            } else {
                means[y + 1][x]
            };
            if next - here > BRIGHTER {
                let bit = y * PLACES + x;
                look.0[bit / 64] |= 1 << (bit % 64);
            }
        }
    }
    look
}

/// Sums of the brightness of all that lies above and left of each place.
fn sums(small: &Small) -> Vec<f32> {
    let (w, h) = (small.w, small.h);
    let mut sums = vec![0.0; (w + 1) * (h + 1)];
    for y in 0..h {
        let mut row = 0.0;
        for x in 0..w {
            // Less the middle grey: small sums stay exact.
            row += f32::from(small.luma[y * w + x]) - 128.0;
            sums[(y + 1) * (w + 1) + x + 1] = sums[y * (w + 1) + x + 1] + row;
        }
    }
    sums
}

/// The mean around one of 17 × 17 places. They lie closer in the middle, where the face or the card is, than at the edges.
fn mean_at(
    small: &Small,
    sums: &[f32],
    (x, y): (usize, usize),
    (width, height): (f32, f32),
) -> f32 {
    let span = |at: usize, side: f32| {
        let along = at as f32 / (PLACES as f32 / 2.0) - 1.0;
        let middle = 0.5 + 0.46 * along * (0.45 + 0.55 * along.abs());
        let reach = 0.018 + 0.022 * along.abs();
        ((middle - reach) * side, (middle + reach) * side)
    };
    let (left, right) = span(x, width);
    let (top, bottom) = span(y, height);
    let at = |x: f32, y: f32| between(small, sums, x, y);
    let sum = at(right, bottom) + at(left, top) - at(left, bottom) - at(right, top);
    sum / ((right - left) * (bottom - top))
}

/// The sum of all that lies above and left of a place between four pixels.
fn between(small: &Small, sums: &[f32], x: f32, y: f32) -> f32 {
    let (x, y) = (x.clamp(0.0, small.w as f32), y.clamp(0.0, small.h as f32));
    let (left, top) = ((x as usize).min(small.w - 1), (y as usize).min(small.h - 1));
    let (right, down) = (x - left as f32, y - top as f32);
    let at = |x: usize, y: usize| sums[y * (small.w + 1) + x];
    let upper = at(left, top) * (1.0 - right) + at(left + 1, top) * right;
    let lower = at(left, top + 1) * (1.0 - right) + at(left + 1, top + 1) * right;
    upper * (1.0 - down) + lower * down
}
