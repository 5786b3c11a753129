//! The scan of a baseline picture: from compressed data to planes of samples, at any DCT scale.

use std::ops::Range;

use fearless_simd::{Level, dispatch};

use super::header::{Baseline, Part};
use super::idct::{self, LANES};
use super::tables::{Bits, is_end};
use crate::photo::PhotoError;
use crate::photo::planes::Plane;

/// Column and row of each value of a block in the order of the scan (T.81, figure A.6).
pub(in crate::photo) const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Look-ups that 56 bits suffice for, at 11 and at 13 bits each.
const PAIRS: usize = 5;
const SKIPS: usize = 4;

/// Samples that one block becomes, across and down: 1, 2, 4 or 8 each.
pub(super) type BlockSize = (usize, usize);

/// How one part is decoded.
struct Plan {
    size: BlockSize,
    /// The last value of the scan order that is needed.
    last: usize,
    /// Where each value goes, in scan order; behind the others if it is not needed.
    places: [u16; 128],
    weights: [f32; 64],
    /// Values of sixteen blocks.
    batch: usize,
    /// Values of one row of blocks.
    row: usize,
    values: Vec<i16>,
    plane: Vec<u8>,
    stride: usize,
}

impl Plan {
    fn new(part: &Part, size: BlockSize, units: (usize, usize)) -> Self {
        let (width, height) = size;
        let unneeded = width * height;
        let mut places = [(unneeded * LANES) as u16; 128];
        let mut weights = [0.0; 64];
        let mut last = 0;
        for (index, &place) in ZIGZAG.iter().enumerate() {
            let (column, row) = (usize::from(place) % 8, usize::from(place) / 8);
            let mut to = unneeded;
            if column < width && row < height {
                to = row * width + column;
                last = index;
                weights[to] = f32::from(part.steps[index])
                    * idct::weight(width, column)
                    * idct::weight(height, row);
            }
            places[index] = (to * LANES) as u16;
        }
        let batches = (units.0 * part.across).div_ceil(LANES);
        let batch = (unneeded + 1) * LANES;
        let stride = batches * LANES * width;
        Self {
            size,
            last,
            places,
            weights,
            batch,
            row: batch * batches,
            values: vec![0; batch * batches * part.down],
            plane: vec![0; stride * units.1 * part.down * height],
            stride,
        }
    }

    #[inline(always)]
    fn transform<const W: usize, const H: usize>(&mut self, unit_row: usize, down: usize) {
        let rows = self.stride * H;
        let first = unit_row * down * rows;
        let targets = self.plane.get_mut(first..).unwrap_or_default();
        let sources = self.values.chunks_exact_mut(self.row.max(1));
        for (source, rows) in sources.zip(targets.chunks_exact_mut(rows.max(1))) {
            for (index, batch) in source.chunks_exact_mut(self.batch).enumerate() {
                idct::blocks::<W, H>(batch, &self.weights, rows, self.stride, index * LANES * W);
                batch.fill(0);
            }
        }
    }
}

/// Decodes the whole scan; `sizes` has one size for each part. Every block is read, so that damage is found.
pub(super) fn decode(picture: &Baseline, sizes: &[BlockSize]) -> Result<Vec<Plane>, PhotoError> {
    let units = (
        picture.width.div_ceil(8 * picture.across),
        picture.height.div_ceil(8 * picture.down),
    );
    let (bytes, stretches) = unstuffed(picture, units.0 * units.1).ok_or(PhotoError::Damaged)?;
    let mut plans: Vec<Plan> = picture
        .parts
        .iter()
        .zip(sizes)
        .map(|(part, &size)| Plan::new(part, size, units))
        .collect();
    let level = Level::new();
    dispatch!(level, _ => {
        run(picture, units, &bytes, &stretches, &mut plans)
    })
    .ok_or(PhotoError::Damaged)?;
    Ok(picture
        .parts
        .iter()
        .zip(plans)
        .map(|(part, plan)| Plane {
            width: (picture.width * part.across * plan.size.0).div_ceil(8 * picture.across),
            height: (picture.height * part.down * plan.size.1).div_ceil(8 * picture.down),
            stride: plan.stride,
            samples: plan.plane,
        })
        .collect())
}

/// The data without stuffing, and the stretches of it between restart marks. `None` if there are not as many as there must be.
fn unstuffed(picture: &Baseline, units: usize) -> Option<(Vec<u8>, Vec<Range<usize>>)> {
    let data = picture.data;
    let wanted = match picture.interval {
        0 => 1,
        interval => units.div_ceil(interval),
    };
    let mut bytes = Vec::with_capacity(data.len());
    let mut stretches = Vec::new();
    let (mut from, mut start) = (0, 0);
    loop {
        let rest = data.get(from..)?;
        let Some(length) = memchr::memchr(0xFF, rest) else {
            bytes.extend_from_slice(rest);
            break;
        };
        bytes.extend_from_slice(rest.get(..length)?);
        from += length + 1;
        match data.get(from).copied() {
            Some(0) => {
                bytes.push(0xFF);
                from += 1;
            }
            Some(mark @ 0xD0..=0xD7) => {
                if usize::from(mark & 7) != stretches.len() % 8 || stretches.len() >= wanted {
                    return None;
                }
                stretches.push(start..bytes.len());
                start = bytes.len();
                from += 1;
            }
            // One of several 0xFF before a mark, or the last byte.
            _ => {}
        }
    }
    // A restart mark behind the last block is written by some encoders.
    if stretches.len() < wanted {
        stretches.push(start..bytes.len());
    }
    (stretches.len() == wanted).then_some((bytes, stretches))
}

#[inline(always)]
fn run(
    picture: &Baseline,
    units: (usize, usize),
    bytes: &[u8],
    stretches: &[Range<usize>],
    plans: &mut [Plan],
) -> Option<()> {
    let mut stretches = stretches.iter();
    let mut next = || Some(Bits::new(bytes.get(stretches.next()?.clone())?));
    let mut bits = next()?;
    let mut left = picture.interval;
    let mut means = [0_i32; 3];
    for unit_row in 0..units.1 {
        for unit in 0..units.0 {
            if picture.interval != 0 {
                if left == 0 {
                    if bits.is_overrun() {
                        return None;
                    }
                    bits = next()?;
                    left = picture.interval;
                    means = [0; 3];
                }
                left -= 1;
            }
            for ((part, plan), mean) in picture.parts.iter().zip(&mut *plans).zip(&mut means) {
                let (last, batch) = (plan.last, plan.batch);
                for row in plan.values.chunks_exact_mut(plan.row) {
                    for across in 0..part.across {
                        let column = unit * part.across + across;
                        let at = column / LANES * batch;
                        let values = row.get_mut(at + column % LANES..at + batch)?;
                        block(&mut bits, part, last, &plan.places, values, mean)?;
                    }
                }
            }
        }
        if bits.is_overrun() {
            return None;
        }
        for (part, plan) in picture.parts.iter().zip(&mut *plans) {
            let down = part.down;
            match plan.size {
                (8, 8) => plan.transform::<8, 8>(unit_row, down),
                (8, 4) => plan.transform::<8, 4>(unit_row, down),
                (8, 2) => plan.transform::<8, 2>(unit_row, down),
                (8, 1) => plan.transform::<8, 1>(unit_row, down),
                (4, 8) => plan.transform::<4, 8>(unit_row, down),
                (4, 4) => plan.transform::<4, 4>(unit_row, down),
                (4, 2) => plan.transform::<4, 2>(unit_row, down),
                (4, 1) => plan.transform::<4, 1>(unit_row, down),
                (2, 8) => plan.transform::<2, 8>(unit_row, down),
                (2, 4) => plan.transform::<2, 4>(unit_row, down),
                (2, 2) => plan.transform::<2, 2>(unit_row, down),
                (2, 1) => plan.transform::<2, 1>(unit_row, down),
                (1, 8) => plan.transform::<1, 8>(unit_row, down),
                (1, 4) => plan.transform::<1, 4>(unit_row, down),
                (1, 2) => plan.transform::<1, 2>(unit_row, down),
                _ => plan.transform::<1, 1>(unit_row, down),
            }
        }
    }
    Some(())
}

/// One block (T.81, F.2.2). `values` begins with the block's first; the next of the same block is [`LANES`] further.
#[inline(always)]
fn block(
    bits: &mut Bits,
    part: &Part,
    last: usize,
    places: &[u16; 128],
    values: &mut [i16],
    mean: &mut i32,
) -> Option<()> {
    bits.refill();
    let symbol = part.means.symbol(bits.head)?;
    *mean = mean.wrapping_add(i32::from(symbol.value(bits.head)));
    *values.first_mut()? = *mean as i16;
    bits.consume(symbol.bits());
    let mut at = 0;
    'wanted: while at < last {
        bits.refill();
        for _ in 0..PAIRS {
            let pair = part.details.pair(bits.head);
            let (one, two) = pair.steps();
            let (first, second) = (at + one, at + one + two);
            // At the end of a block the second symbol may be one of the next.
            if pair.bits() == 0 || second >= 63 {
                at += single(bits, part, |to, value| {
                    if let Some(place) = values.get_mut(usize::from(places[(at + to).min(127)])) {
                        *place = value;
                    }
                })?;
                if at > 63 {
                    return is_end(at).then_some(());
                }
                continue 'wanted;
            }
            let two_values = pair.values();
            *values.get_mut(usize::from(places[first & 127]))? = two_values.0;
            *values.get_mut(usize::from(places[second & 127]))? = two_values.1;
            bits.consume(pair.bits());
            at = second;
            if pair.ends() {
                return Some(());
            }
            if at >= last {
                break 'wanted;
            }
        }
    }
    // The rest is not looked at, only read over.
    'rest: while at < 63 {
        bits.refill();
        for _ in 0..SKIPS {
            let (used, steps, ends) = part.details.skip(bits.head);
            if used == 0 || at + steps + usize::from(ends) > 63 {
                at += single(bits, part, |_, _| {})?;
                if at > 63 {
                    return is_end(at).then_some(());
                }
                continue 'rest;
            }
            bits.consume(used);
            at += steps;
            if ends || at == 63 {
                return Some(());
            }
        }
    }
    Some(())
}

/// One symbol; gives its steps.
#[inline(always)]
fn single(bits: &mut Bits, part: &Part, put: impl FnOnce(usize, i16)) -> Option<usize> {
    bits.refill();
    let symbol = part.details.symbol(bits.head)?;
    let value = symbol.value(bits.head);
    bits.consume(symbol.bits());
    put(symbol.steps(), value);
    Some(symbol.steps())
}
