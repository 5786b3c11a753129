//! From values to samples: the inverse DCT at the sizes 8, 4, 2 and 1, for sixteen blocks side by side.
//!
//! Values lie apart by block: `values[place * LANES + block]`, so that every loop over the blocks runs in vector registers.
//! At less than 8 only the low frequencies are used, which scales the picture down in the same step (as libjpeg does).

use std::f32::consts::{FRAC_1_SQRT_2, SQRT_2};

/// Blocks that are worked on together.
pub(super) const LANES: usize = 16;

/// What each of the eight frequencies is multiplied with before the 8-point transform (Arai, Agui, Nakajima 1988).
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

/// What a frequency is multiplied with before a transform of `size` points.
pub(super) fn weight(size: usize, frequency: usize) -> f32 {
    match (size, frequency) {
        (8, _) => AAN[frequency % 8] * 0.5 * FRAC_1_SQRT_2,
        (_, 0) => 0.5 * FRAC_1_SQRT_2,
        _ => 0.5,
    }
}

#[inline(always)]
fn points<const N: usize>(x: [f32; N]) -> [f32; N] {
    let mut out = x;
    match N {
        2 => {
            let odd = x[1] * FRAC_1_SQRT_2;
            out[0] = x[0] + odd;
            out[1] = x[0] - odd;
        }
        4 => {
            // cos(pi/8), cos(3 pi/8)
            const C1: f32 = 0.923_879_5;
            const C3: f32 = 0.382_683_43;
            let half = x[2] * FRAC_1_SQRT_2;
            let (e0, e1) = (x[0] + half, x[0] - half);
            let (o0, o1) = (x[1] * C1 + x[3] * C3, x[1] * C3 - x[3] * C1);
            out[0] = e0 + o0;
            out[1] = e1 + o1;
            out[2] = e1 - o1;
            out[3] = e0 - o0;
        }
        8 => {
            let (a, b) = (x[0] + x[4], x[0] - x[4]);
            let c = x[2] + x[6];
            let d = (x[2] - x[6]) * SQRT_2 - c;
            let (e0, e3, e1, e2) = (a + c, a - c, b + d, b - d);
            let (z13, z10) = (x[5] + x[3], x[5] - x[3]);
            let (z11, z12) = (x[1] + x[7], x[1] - x[7]);
            let o0 = z11 + z13;
            let z5 = (z10 + z12) * 1.847_759_1;
            let o1 = z5 - z10 * 2.613_126 - o0;
            let o2 = (z11 - z13) * SQRT_2 - o1;
            let o3 = z5 - z12 * 1.082_392_2 - o2;
            out[0] = e0 + o0;
            out[7] = e0 - o0;
            out[1] = e1 + o1;
            out[6] = e1 - o1;
            out[2] = e2 + o2;
            out[5] = e2 - o2;
            out[3] = e3 + o3;
            out[4] = e3 - o3;
        }
        _ => {}
    }
    out
}

/// A sample as a byte: nearest, within 0 and 255.
#[inline(always)]
fn byte(sample: f32) -> u32 {
    // 2^23: behind it a float has no digits after the point, and its low bits are the number.
    const WHOLE: f32 = 8_388_608.0;
    let raised = sample + 128.0;
    let low = if raised > 0.0 { raised } else { 0.0 };
    let within = if low < 255.0 { low } else { 255.0 };
    (within + WHOLE).to_bits() & 0xFF
}

/// Sixteen blocks of `W` by `H` samples into `H` rows of a plane, from `x` on; what does not fit the rows is left out.
///
/// `values` has `W * H * LANES` values, `weights` one factor for each place.
#[inline(always)]
pub(super) fn blocks<const W: usize, const H: usize>(
    values: &[i16],
    weights: &[f32; 64],
    rows: &mut [u8],
    stride: usize,
    x: usize,
) {
    let mut columns = [[0.0_f32; LANES]; 64];
    for column in 0..W {
        let mut input: [&[i16; LANES]; H] = [&[0; LANES]; H];
        for (row, input) in input.iter_mut().enumerate() {
            let at = (row * W + column) * LANES;
            if let Some(lanes) = values.get(at..).and_then(<[i16]>::first_chunk) {
                *input = lanes;
            }
        }
        let mut out = [[0.0_f32; LANES]; H];
        for lane in 0..LANES {
            let mut line = [0.0; H];
            for row in 0..H {
                line[row] = f32::from(input[row][lane]) * weights[row * W + column];
            }
            let line = points(line);
            for row in 0..H {
                out[row][lane] = line[row];
            }
        }
        for row in 0..H {
            columns[row * W + column] = out[row];
        }
    }
    for row in 0..H {
        let mut low = [0_u32; LANES];
        let mut high = [0_u32; LANES];
        for lane in 0..LANES {
            let mut line = [0.0; W];
            for column in 0..W {
                line[column] = columns[row * W + column][lane];
            }
            let line = points(line);
            for column in 0..W {
                if column < 4 {
                    low[lane] |= byte(line[column]) << (column * 8);
                } else {
                    high[lane] |= byte(line[column]) << (column * 8 - 32);
                }
            }
        }
        let Some(target) = rows.get_mut(row * stride + x..(row + 1) * stride) else {
            return;
        };
        for ((target, low), high) in target.chunks_exact_mut(W).zip(&low).zip(&high) {
            let bytes = (u64::from(*low) | u64::from(*high) << 32).to_le_bytes();
            target.copy_from_slice(&bytes[..W]);
        }
    }
}
