//! The spectrum of a square patch: a radix-2 transform, two patches at once as real and imaginary part.

use std::f32::consts::PI;
use std::sync::OnceLock;

use fearless_simd::{Level, dispatch};

/// Side of a patch.
pub(super) const SIDE: usize = 64;

type Complex = (f32, f32);

struct Plan {
    turns: Vec<Complex>,
    order: Vec<usize>,
    window: Vec<f32>,
}

fn plan() -> &'static Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    PLAN.get_or_init(|| {
        let angle = |at: usize| -2.0 * PI * at as f32 / SIDE as f32;
        let bits = SIDE.trailing_zeros();
        let wave = |at: usize| 0.5 - 0.5 * (2.0 * PI * (at as f32 + 0.5) / SIDE as f32).cos();
        Plan {
            turns: (0..SIDE / 2)
                .map(|at| (angle(at).cos(), angle(at).sin()))
                .collect(),
            order: (0..SIDE)
                .map(|at| at.reverse_bits() >> (usize::BITS - bits))
                .collect(),
            window: (0..SIDE).map(wave).collect(),
        }
    })
}

/// Power of two patches (each `SIDE * SIDE` values) by frequency, row by row; the mean is taken away and the edges are faded out.
pub(super) fn powers(one: &[f32], other: &[f32]) -> [Vec<f32>; 2] {
    let plan = plan();
    let level = Level::new();
    dispatch!(level, _ => {
        powers_by(plan, one, other)
    })
}

#[inline(always)]
fn powers_by(plan: &Plan, one: &[f32], other: &[f32]) -> [Vec<f32>; 2] {
    let mean = |patch: &[f32]| patch.iter().sum::<f32>() / patch.len().max(1) as f32;
    let (mean_one, mean_other) = (mean(one), mean(other));
    let mut data: Vec<Complex> = vec![(0.0, 0.0); SIDE * SIDE];
    for y in 0..SIDE {
        for x in 0..SIDE {
            let at = y * SIDE + x;
            let fade = plan.window[x] * plan.window[y];
            data[at] = ((one[at] - mean_one) * fade, (other[at] - mean_other) * fade);
        }
    }
    for row in data.chunks_exact_mut(SIDE) {
        transform(row, plan);
    }
    let mut data = turned(&data);
    for row in data.chunks_exact_mut(SIDE) {
        transform(row, plan);
    }
    // Both patches are real: their spectra are the even and the odd part of the one that was computed.
    let mut powers = [vec![0.0; SIDE * SIDE], vec![0.0; SIDE * SIDE]];
    for x in 0..SIDE {
        for y in 0..SIDE {
            let (a, b) = data[x * SIDE + y];
            let (c, d) = data[(SIDE - x) % SIDE * SIDE + (SIDE - y) % SIDE];
            let at = y * SIDE + x;
            powers[0][at] = ((a + c).powi(2) + (b - d).powi(2)) / 4.0;
            powers[1][at] = ((a - c).powi(2) + (b + d).powi(2)) / 4.0;
        }
    }
    powers
}

#[inline(always)]
fn turned(data: &[Complex]) -> Vec<Complex> {
    let places = (0..SIDE).flat_map(|x| (0..SIDE).map(move |y| y * SIDE + x));
    places.map(|at| data[at]).collect()
}

#[inline(always)]
fn transform(row: &mut [Complex], plan: &Plan) {
    for (at, other) in plan.order.iter().enumerate() {
        if at < *other {
            row.swap(at, *other);
        }
    }
    let mut half = 1;
    while half < SIDE {
        let stride = SIDE / (2 * half);
        for block in row.chunks_exact_mut(2 * half) {
            let (low, high) = block.split_at_mut(half);
            let turns = plan.turns.iter().step_by(stride);
            for ((low, high), turn) in low.iter_mut().zip(high).zip(turns) {
                let turned = (
                    high.0 * turn.0 - high.1 * turn.1,
                    high.0 * turn.1 + high.1 * turn.0,
                );
                *high = (low.0 - turned.0, low.1 - turned.1);
                *low = (low.0 + turned.0, low.1 + turned.1);
            }
        }
        half *= 2;
    }
}
