//! Pixels between pixels: a picture drawn through a map, with a cubic filter (Catmull-Rom).

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, i16x8, i32x4, u8x16};
use image::RgbImage;

/// Steps between two pixels; the eye and eight bits tell no more.
const PHASES: usize = 64;
/// Bits of a place behind its point.
const BITS: u32 = 20;
/// Weights are whole numbers of this: two rounds of them stay within 32 bits.
const ONE: i32 = 1 << 11;
/// Bits of both rounds of weights.
const SHIFT: u32 = 22;
/// What is drawn where the map leads out of the picture: paper.
const BLANK: [u8; 3] = [u8::MAX; 3];
/// Pixels between two places that are mapped exactly; between them the map is taken as straight.
const STEP: u32 = 8;

/// The four weights of each phase; each four make [`ONE`].
fn weights() -> [[i16; 4]; PHASES] {
    std::array::from_fn(|phase| {
        let t = phase as f64 / PHASES as f64;
        let (square, cube) = (t * t, t * t * t);
        let exact = [
            -0.5 * t + square - 0.5 * cube,
            1.0 - 2.5 * square + 1.5 * cube,
            0.5 * t + 2.0 * square - 1.5 * cube,
            -0.5 * square + 0.5 * cube,
        ];
        let mut whole = exact.map(|weight| (weight * f64::from(ONE)).round() as i32);
        // The rounding goes to the larger of the middle ones.
        let rest = ONE - whole.iter().sum::<i32>();
        whole[if t < 0.5 { 1 } else { 2 }] += rest;
        // At most two rounds of `ONE`: they fit.
        whole.map(|weight| weight as i16)
    })
}

/// A place in pixels with a fixed point: steps of it are added without rounding anew.
fn fixed(place: f64) -> i64 {
    // Far outside it ends well within the type, so that steps can be added.
    (place.clamp(-1e9, 1e9) * f64::from(1_u32 << BITS)) as i64
}

/// Which of the phases a place is nearest to.
fn phase(fixed: i64) -> usize {
    ((fixed >> (BITS - PHASES.ilog2())) as usize) % PHASES
}

/// Stands for the phase of a pixel that needs no sum.
const DONE: usize = PHASES;

/// Draws `width` by `height` pixels, each taken at the place of `source` that `map` gives for its middle, both in pixels.
pub(super) fn drawn(
    source: &RgbImage,
    width: u32,
    height: u32,
    map: impl Fn(f64, f64) -> (f64, f64),
) -> RgbImage {
    let mut pixels = vec![0; width as usize * height as usize * 3];
    let level = Level::new();
    dispatch!(level, simd => draw(simd, source, width, &map, &mut pixels));
    RgbImage::from_raw(width, height, pixels).unwrap_or_default()
}

#[inline(always)]
fn draw<S: Simd>(
    simd: S,
    source: &RgbImage,
    width: u32,
    map: &impl Fn(f64, f64) -> (f64, f64),
    pixels: &mut [u8],
) {
    let weights = weights();
    let (source_width, source_height) = (i64::from(source.width()), i64::from(source.height()));
    let (raw, stride) = (source.as_raw(), source.width() as usize * 3);
    let rows = pixels.chunks_exact_mut((width as usize * 3).max(1));
    for (row, line) in rows.enumerate() {
        let y = row as f64 + 0.5;
        let mut start = map(0.5, y);
        for (block, out) in line.chunks_mut(STEP as usize * 3).enumerate() {
            let count = (out.len() / 3) as f64;
            let next = map(block as f64 * f64::from(STEP) + count + 0.5, y);
            let (dx, dy) = ((next.0 - start.0) / count, (next.1 - start.1) / count);
            // The middle of the first pixel is at a half; half a phase more rounds to the nearest.
            let shift = 0.5 / PHASES as f64 - 0.5;
            let (mut fx, mut fy) = (fixed(start.0 + shift), fixed(start.1 + shift));
            let (dx, dy) = (fixed(dx), fixed(dy));
            let pixels = out.as_chunks_mut::<3>().0;
            // All columns before the first row of sums: so a processor does eight columns at a time.
            let mut columns = [[0; 16]; STEP as usize];
            let mut phases = [0; STEP as usize];
            for ((pixel, columns), across) in pixels.iter_mut().zip(&mut columns).zip(&mut phases) {
                let (left, top) = ((fx >> BITS) - 1, (fy >> BITS) - 1);
                let down = &weights[phase(fy)];
                *across = phase(fx);
                (fx, fy) = (fx + dx, fy + dy);
                let inside =
                    left >= 0 && top >= 0 && left + 4 <= source_width && top + 4 <= source_height;
                let from = top.max(0) as usize * stride + left.max(0) as usize * 3;
                if inside && weigh(simd, raw, (from, stride), down, columns) {
                    continue;
                }
                *across = DONE;
                *pixel = if left < -2 || top < -2 || left >= source_width || top >= source_height {
                    BLANK
                } else {
                    let across = &weights[phase(fx - dx)];
                    at_edge(source, left, top, *across, *down)
                };
            }
            for ((pixel, columns), across) in pixels.iter_mut().zip(&columns).zip(phases) {
                if let Some(across) = weights.get(across) {
                    *pixel = summed(simd, columns, across);
                }
            }
            start = next;
        }
    }
}

fn rounded(sums: [i32; 3]) -> [u8; 3] {
    sums.map(|sum| ((sum + (ONE * ONE / 2)) >> SHIFT).clamp(0, 255) as u8)
}

/// Weighs the rows of sixteen pixels: four columns of three bytes. False if some are not there.
#[inline(always)]
fn weigh<S: Simd>(
    simd: S,
    raw: &[u8],
    (from, stride): (usize, usize),
    down: &[i16; 4],
    columns: &mut [i32; 16],
) -> bool {
    // Four bytes more than are looked at: whole registers.
    let line = |row: usize| raw.get(from + row * stride..)?.first_chunk::<16>();
    let (Some(a), Some(b), Some(c), Some(d)) = (line(0), line(1), line(2), line(3)) else {
        return false;
    };
    let mut sums = [i32x4::splat(simd, 0); 4];
    for (line, weight) in [a, b, c, d].into_iter().zip(down) {
        let (left, right) = simd.widen_u8x16(u8x16::simd_from(simd, *line));
        let weight = i16x8::splat(simd, *weight);
        let (first, second) = simd.widening_mul_i16x8(left.bitcast(), weight);
        let (third, fourth) = simd.widening_mul_i16x8(right.bitcast(), weight);
        for (sum, more) in sums.iter_mut().zip([first, second, third, fourth]) {
            *sum += more;
        }
    }
    for (four, sum) in columns.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
        *four = sum.into();
    }
    true
}

/// The pixel of four weighed columns.
#[inline(always)]
fn summed<S: Simd>(simd: S, columns: &[i32; 16], across: &[i16; 4]) -> [u8; 3] {
    // Four channels, of which the last one is nobody's: a whole register.
    let mut sum = i32x4::splat(simd, ONE * ONE / 2);
    for (four, weight) in columns.windows(4).step_by(3).zip(across) {
        sum += i32x4::from_slice(simd, four) * i32::from(*weight);
    }
    let sums: [i32; 4] = (sum >> SHIFT).into();
    let bytes = sums.map(|sum| sum.clamp(0, 255) as u8);
    [bytes[0], bytes[1], bytes[2]]
}

/// Sixteen pixels of which some are outside: the last one within stands for them.
fn at_edge(source: &RgbImage, left: i64, top: i64, across: [i16; 4], down: [i16; 4]) -> [u8; 3] {
    let (last_x, last_y) = (
        i64::from(source.width()) - 1,
        i64::from(source.height()) - 1,
    );
    let mut sums = [0; 3];
    for (y, vertical) in (top..).zip(down) {
        for (x, horizontal) in (left..).zip(across) {
            let (x, y) = (x.clamp(0, last_x.max(0)), y.clamp(0, last_y.max(0)));
            let Some(pixel) = source.get_pixel_checked(x as u32, y as u32) else {
                return BLANK;
            };
            for (sum, byte) in sums.iter_mut().zip(pixel.0) {
                *sum += i32::from(byte) * i32::from(vertical) * i32::from(horizontal);
            }
        }
    }
    rounded(sums)
}
