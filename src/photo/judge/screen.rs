//! Signs of a screen: areas without any noise and bars of one colour (a screenshot), or a pattern of pixels that comes back at one
//! pitch everywhere (a photo of a screen).

use image::RgbImage;

use super::fft::{self, SIDE};
use super::small::{Small, luma};

/// Side of the blocks that are looked at for noise.
const BLOCK: usize = 8;
/// Patches whose spectrum is taken; even.
const PATCHES: usize = 8;
/// Lowest and highest frequency that is looked at, in waves per patch.
const LOWEST: f32 = 9.0;
const HIGHEST: f32 = 31.0;

/// Signs of a screenshot.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flatness {
    /// Share of blocks, neither white nor black, whose pixels are all the same.
    pub flat: f32,
    /// Height of the bar of one colour along the top, as a share of the picture.
    pub top: f32,
    /// The same along the bottom.
    pub bottom: f32,
}

/// Measures it, on a sample of blocks and rows.
pub(super) fn flatness(image: &RgbImage) -> Flatness {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let raw = image.as_raw();
    let across = (width / BLOCK / 48).max(1) * BLOCK;
    let down = (height / BLOCK / 48).max(1) * BLOCK;
    let (mut flat, mut all) = (0, 0);
    for top in (0..height.saturating_sub(BLOCK)).step_by(down) {
        for left in (0..width.saturating_sub(BLOCK)).step_by(across) {
            let first = &raw[(top * width + left) * 3..][..3];
            all += 1;
            let clipped =
                first.iter().all(|value| *value >= 252) || first.iter().all(|value| *value <= 3);
            if clipped {
                continue;
            }
            let same = (top..top + BLOCK).all(|y| {
                let row = &raw[(y * width + left) * 3..][..BLOCK * 3];
                row.chunks_exact(3).all(|pixel| near(pixel, first, 1))
            });
            flat += usize::from(same);
        }
    }
    let bar = |rows: &mut dyn Iterator<Item = usize>| bar(raw, width, rows) as f32 / height as f32;
    Flatness {
        flat: flat as f32 / all.max(1) as f32,
        top: bar(&mut (0..height)),
        bottom: bar(&mut (0..height).rev()),
    }
}

fn near(one: &[u8], other: &[u8], by: u8) -> bool {
    one.iter()
        .zip(other)
        .all(|(one, other)| one.abs_diff(*other) <= by)
}

/// How many rows in turn are of one colour but for a few signs (clock, battery).
fn bar(raw: &[u8], width: usize, rows: &mut dyn Iterator<Item = usize>) -> usize {
    let mut colour: Option<[u8; 3]> = None;
    let mut count = 0;
    for y in rows {
        let row = &raw[y * width * 3..(y + 1) * width * 3];
        // The colour is taken where the signs are not: a little inside, or in the middle.
        let colour = *colour.get_or_insert_with(|| {
            let at = width / 100 * 3;
            [row[at], row[at + 1], row[at + 2]]
        });
        let (mut same, mut all) = (0, 0);
        for pixel in row.chunks_exact(3).step_by(5) {
            all += 1;
            same += usize::from(near(pixel, &colour, 2));
        }
        if same * 100 < all * 70 {
            break;
        }
        count += 1;
    }
    count
}

/// A pattern of one pitch.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moire {
    /// How far it stands out of what surrounds it in the spectrum, in decibels, in the patch that is the third clearest.
    pub strength: f32,
    /// The same for the pattern that stands upright on it: pixels have columns and rows, lines of text and weaves do not.
    pub crossed: f32,
    /// Share of the patches in which it is found at about the same pitch.
    pub share: f32,
}

/// Looks for a pattern on the calmest patches among those for which `inside` holds (left and top of each, in pixels).
pub(super) fn moire(
    image: &RgbImage,
    small: &Small,
    inside: impl Fn(usize, usize) -> bool,
) -> Moire {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let side = SIDE.div_ceil(small.step);
    if width < SIDE * 2 || height < SIDE * 2 {
        return Moire::default();
    }
    let mut places = Vec::new();
    let (across, down) = (((width - SIDE) / 7).max(1), ((height - SIDE) / 7).max(1));
    for top in (0..=height - SIDE).step_by(down) {
        for left in (0..=width - SIDE).step_by(across) {
            if !inside(left + SIDE / 2, top + SIDE / 2) {
                continue;
            }
            let rows = top / small.step..(top / small.step + side).min(small.h);
            let columns = left / small.step..(left / small.step + side).min(small.w);
            let mut energy = 0_u32;
            let mut clipped = 0_usize;
            for y in rows {
                for x in columns.clone() {
                    let at = y * small.w + x;
                    // A place counts as structure where it is steeper than noise and pattern make it.
                    energy += u32::from(small.strength[at].saturating_sub(10));
                    clipped += usize::from(small.luma[at] > 250 || small.luma[at] < 6);
                }
            }
            if clipped * 4 < side * side {
                places.push((energy, left, top));
            }
        }
    }
    places.sort_unstable();
    places.truncate(PATCHES);
    if places.len() < 4 {
        return Moire::default();
    }
    let patches: Vec<Vec<f32>> = places
        .iter()
        .map(|(_, left, top)| patch(image, *left, *top))
        .collect();
    let mut peaks: Vec<Peak> = Vec::new();
    for pair in patches.chunks(2) {
        let other = pair.last().map_or(&pair[0], |other| other);
        let powers = fft::powers(&pair[0], other);
        peaks.extend(powers.iter().take(pair.len()).map(|power| peak(power)));
    }
    common(&peaks)
}

fn patch(image: &RgbImage, left: usize, top: usize) -> Vec<f32> {
    let width = image.width() as usize;
    let rows = (top..top + SIDE).map(|y| &image.as_raw()[(y * width + left) * 3..][..SIDE * 3]);
    rows.flat_map(|row| row.chunks_exact(3))
        .map(|pixel| f32::from(luma([pixel[0], pixel[1], pixel[2]])))
        .collect()
}

#[derive(Debug, Clone, Copy, Default)]
struct Peak {
    x: f32,
    y: f32,
    decibels: f32,
    crossed: f32,
}

/// The frequency that stands out most of its ring, away from the axes: text, tables and JPEG blocks lie on these.
fn peak(power: &[f32]) -> Peak {
    const RINGS: usize = 16;
    let mut sums = [0.0_f32; RINGS];
    let mut counts = [0.0_f32; RINGS];
    let half = SIDE / 2;
    let ring = |distance: f32| ((distance / 2.5) as usize).min(RINGS - 1);
    // Half of the plane is enough: the other half mirrors it.
    let each = |act: &mut dyn FnMut(f32, f32, usize, f32)| {
        for y in 0..half {
            let fy = y as f32;
            for x in 0..SIDE {
                let fx = if x < half {
                    x as f32
                } else {
                    x as f32 - SIDE as f32
                };
                let squared = fx * fx + fy * fy;
                if !(LOWEST * LOWEST..=HIGHEST * HIGHEST).contains(&squared) {
                    continue;
                }
                act(fx, fy, y * SIDE + x, squared.sqrt());
            }
        }
    };
    let logs: Vec<f32> = power[..half * SIDE]
        .iter()
        .map(|power| log(*power))
        .collect();
    each(&mut |_, _, at, distance| {
        sums[ring(distance)] += logs[at];
        counts[ring(distance)] += 1.0;
    });
    let mut best = Peak::default();
    each(&mut |x, y, at, distance| {
        let ring = ring(distance);
        let level = sums[ring] / counts[ring].max(1.0);
        // Less than what rounding to whole levels leaves is no pattern.
        let decibels = (logs[at] - level.max(5.0)) * 4.343;
        if decibels > best.decibels && !on_grid(x, y) {
            best = Peak {
                x,
                y,
                decibels,
                crossed: 0.0,
            };
        }
    });
    let ring = ring((best.x * best.x + best.y * best.y).sqrt());
    let level = (sums[ring] / counts[ring].max(1.0)).max(5.0);
    // A quarter turn on, and in the half of the plane that is kept.
    let (x, y) = if best.x < 0.0 {
        (best.y, -best.x)
    } else {
        (-best.y, best.x)
    };
    for dy in -1..=1 {
        for dx in -1..=1 {
            let (x, y) = (x as i32 + dx, y as i32 + dy);
            if (0..half as i32).contains(&y) {
                let at = y as usize * SIDE + x.rem_euclid(SIDE as i32) as usize;
                best.crossed = best.crossed.max((logs[at] - level) * 4.343);
            }
        }
    }
    best
}

/// The natural logarithm to within 0.05, from the exponent and the straight line between powers of two: a fifth of a decibel.
fn log(power: f32) -> f32 {
    let bits = power.max(1e-3).to_bits() as f32;
    (bits * (1.0 / (1 << 23) as f32) - 126.943) * std::f32::consts::LN_2
}

/// Blocks of a JPEG along a patch.
const BLOCKS: f32 = (SIDE / BLOCK) as f32;

/// True for the frequencies of JPEG blocks, and for those straight across or down.
fn on_grid(x: f32, y: f32) -> bool {
    let straight = x.abs() < 2.0 || y.abs() < 2.0;
    let block = |f: f32| {
        let off = f.abs() % BLOCKS;
        off.min(BLOCKS - off) < 0.9
    };
    straight && (block(x) || block(y)) && (block(x) && block(y))
}

/// The pattern that most patches share.
fn common(peaks: &[Peak]) -> Moire {
    let mut best = Moire::default();
    for one in peaks {
        let near = |other: &&Peak| {
            let apart = |sign: f32| (one.x - sign * other.x).hypot(one.y - sign * other.y);
            apart(1.0).min(apart(-1.0)) <= 2.0
        };
        let third = |of: fn(&Peak) -> f32| {
            let mut strengths: Vec<f32> = peaks.iter().filter(near).map(of).collect();
            strengths.sort_unstable_by(|a, b| b.total_cmp(a));
            strengths.get(2).copied()
        };
        let share = peaks.iter().filter(near).count() as f32 / peaks.len() as f32;
        if let Some(strength) = third(|peak| peak.decibels)
            && share * strength > best.share * best.strength
        {
            let crossed = third(|peak| peak.crossed).unwrap_or_default();
            best = Moire {
                strength,
                crossed,
                share,
            };
        }
    }
    best
}
