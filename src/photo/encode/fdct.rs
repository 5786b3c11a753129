//! From samples to values: the forward DCT of sixteen blocks side by side, and their quantisation.
//!
//! A group is sixteen blocks; its values lie apart by block: `values[place * LANES + block]`, places in scan order.

use std::f32::consts::FRAC_1_SQRT_2;

use fearless_simd::{Level, dispatch};

use super::writer::Coded;
use crate::photo::jpeg::ZIGZAG;
use crate::photo::planes::Plane;

/// Blocks of a group.
pub(super) const LANES: usize = 16;
/// Values of a group.
pub(super) const GROUP: usize = 64 * LANES;
/// Values are kept this much finer than T.81's, so that quantising them again and again loses nothing; the largest is
/// 1024 × 16.
const FINER: f32 = 16.0;
/// 1.5 × 2^23: behind it a float has no digits after the point, and its low bits are the number.
const WHOLE: f32 = 12_582_912.0;

/// What the 8-point transform leaves to be multiplied, per frequency (Arai, Agui, Nakajima 1988).
const AAN: [f32; 8] = [
    1.0,
    1.387_039_8,
    1.306_563,
    1.175_875_6,
    1.0,
    0.785_694_96,
    0.541_196_1,
    0.275_899_38,
];

#[inline(always)]
fn points(x: [f32; 8]) -> [f32; 8] {
    let (s0, d0) = (x[0] + x[7], x[0] - x[7]);
    let (s1, d1) = (x[1] + x[6], x[1] - x[6]);
    let (s2, d2) = (x[2] + x[5], x[2] - x[5]);
    let (s3, d3) = (x[3] + x[4], x[3] - x[4]);
    let (a, d) = (s0 + s3, s0 - s3);
    let (b, c) = (s1 + s2, s1 - s2);
    let z1 = (c + d) * FRAC_1_SQRT_2;
    let (e, f, g) = (d3 + d2, d2 + d1, d1 + d0);
    let z5 = (e - g) * 0.382_683_43;
    let z2 = e * 0.541_196_1 + z5;
    let z4 = g * 1.306_563 + z5;
    let z3 = f * FRAC_1_SQRT_2;
    let (z11, z13) = (d0 + z3, d0 - z3);
    [
        a + b,
        z11 + z4,
        d + z1,
        z13 - z2,
        a - b,
        z13 + z2,
        d - z1,
        z11 - z4,
    ]
}

/// One row of blocks of a plane into groups. Samples outside the plane are those of its edge.
pub(super) fn row(plane: &Plane, block_row: usize, values: &mut [i16]) {
    let level = Level::new();
    dispatch!(level, _ => {
        groups(plane, block_row, values);
    });
}

#[inline(always)]
fn groups(plane: &Plane, block_row: usize, values: &mut [i16]) {
    let mut weights = [0.0; 64];
    for (place, weight) in weights.iter_mut().enumerate() {
        // 1/8 of the transform, and 1/8 that both passes of AAN are too large.
        *weight = FINER / (8.0 * AAN[place / 8] * AAN[place % 8]);
    }
    for (index, group) in values.chunks_exact_mut(GROUP).enumerate() {
        let mut rows = [[0.0_f32; GROUP / 8]; 8];
        for (line, out) in rows.iter_mut().enumerate() {
            let mut edge = [0; LANES * 8];
            let samples = samples(plane, block_row * 8 + line, index * LANES * 8, &mut edge);
            let mut words = [0_u64; LANES];
            for (word, chunk) in words.iter_mut().zip(samples.as_chunks::<8>().0) {
                *word = u64::from_le_bytes(*chunk);
            }
            let mut columns = [[0_u32; LANES]; 8];
            for (column, lanes) in columns.iter_mut().enumerate() {
                for (lane, word) in lanes.iter_mut().zip(&words) {
                    *lane = (word >> (8 * column)) as u32 & 0xFF;
                }
            }
            let mut done = [[0.0_f32; LANES]; 8];
            for lane in 0..LANES {
                let mut input = [0.0; 8];
                for column in 0..8 {
                    input[column] = columns[column][lane] as i32 as f32 - 128.0;
                }
                let line = points(input);
                for column in 0..8 {
                    done[column][lane] = line[column];
                }
            }
            for (out, done) in out.as_chunks_mut::<LANES>().0.iter_mut().zip(&done) {
                *out = *done;
            }
        }
        for column in 0..8 {
            let mut done = [[0_i16; LANES]; 8];
            for lane in 0..LANES {
                let mut input = [0.0; 8];
                for line in 0..8 {
                    input[line] = rows[line][column * LANES + lane];
                }
                let output = points(input);
                for line in 0..8 {
                    let value = output[line] * weights[line * 8 + column];
                    done[line][lane] = (value + WHOLE).to_bits() as i16;
                }
            }
            for (line, done) in done.iter().enumerate() {
                let to = usize::from(SCAN[line * 8 + column]) * LANES;
                if let Some(to) = group.get_mut(to..to + LANES) {
                    to.copy_from_slice(done);
                }
            }
        }
    }
}

/// The place in scan order of each place of a block.
const SCAN: [u8; 64] = {
    let mut scan = [0; 64];
    let mut index = 0;
    while index < 64 {
        scan[ZIGZAG[index] as usize] = index as u8;
        index += 1;
    }
    scan
};

/// The samples of sixteen blocks in one line.
#[inline(always)]
fn samples<'a>(
    plane: &'a Plane,
    line: usize,
    x: usize,
    edge: &'a mut [u8; LANES * 8],
) -> &'a [u8; LANES * 8] {
    let start = line.min(plane.height - 1) * plane.stride;
    let line = plane
        .samples
        .get(start..start + plane.width)
        .unwrap_or_default();
    let rest = line.get(x..).unwrap_or_default();
    if let Some(whole) = rest.first_chunk() {
        return whole;
    }
    let last = line.last().copied().unwrap_or(128);
    edge.fill(last);
    for (to, from) in edge.iter_mut().zip(rest) {
        *to = *from;
    }
    edge
}

/// What each value is multiplied with to be quantised, in scan order.
pub(super) struct Steps([f32; 64]);

impl Steps {
    pub fn new(steps: &[u8; 64]) -> Self {
        Self(steps.map(|step| 1.0 / (f32::from(step) * FINER)))
    }
}

/// Divides the values of each group by their steps.
pub(super) fn quantise(values: &[i16], steps: &Steps, coded: &mut [Coded]) {
    let level = Level::new();
    dispatch!(level, _ => {
        for (group, coded) in values.as_chunks::<GROUP>().0.iter().zip(coded) {
            quantise_group(group, steps, coded);
        }
    });
}

#[inline(always)]
fn quantise_group(values: &[i16; GROUP], steps: &Steps, coded: &mut Coded) {
    coded.present = [0; LANES];
    for part in 0..4 {
        let mut present = [0_u16; LANES];
        for index in 0..16 {
            let place = part * 16 + index;
            let factor = steps.0[place];
            for lane in 0..LANES {
                let value = f32::from(values[place * LANES + lane]) * factor;
                let value = (value + WHOLE).to_bits() as i16;
                coded.values[place * LANES + lane] = value;
                present[lane] |= u16::from(value != 0) << index;
            }
        }
        for (all, present) in coded.present.iter_mut().zip(&present) {
            *all |= u64::from(*present) << (part * 16);
        }
    }
}
