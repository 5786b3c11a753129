//! The picture at a size at which most is measured: at most 400 pixels on the long side, each the mean of some of those it stands for.

use fearless_simd::{Level, dispatch};
use image::RgbImage;

/// Longest side, in pixels.
const SIDE: usize = 400;

/// A small picture with its brightness and the slopes of it.
pub(super) struct Small {
    /// Width in pixels.
    pub w: usize,
    /// Height in pixels.
    pub h: usize,
    /// Pixels of the picture per small pixel, on a side.
    pub step: usize,
    /// Colours, from the top left.
    pub rgb: Vec<[u8; 3]>,
    /// Brightness, 0 to 255.
    pub luma: Vec<u8>,
    /// Slope to the right and downwards, per two pixels, of the colour that changes most.
    pub slope: Vec<[i16; 2]>,
    /// Length of the slope.
    pub strength: Vec<u16>,
}

/// Brightness of a pixel (ITU-R BT.601), 0 to 255.
#[inline(always)]
pub(super) fn luma(rgb: [u8; 3]) -> u8 {
    let [r, g, b] = rgb.map(u32::from);
    ((r * 77 + g * 150 + b * 29) >> 8) as u8
}

impl Small {
    /// Of a picture; `None` if it is too small to be judged at all.
    pub(super) fn of(image: &RgbImage) -> Option<Self> {
        // Built for each kind of processor: most of the judge's time goes here.
        let level = Level::new();
        dispatch!(level, _ => {
            Self::shrunk_from(image)
        })
    }

    #[inline(always)]
    fn shrunk_from(image: &RgbImage) -> Option<Self> {
        let (width, height) = (image.width() as usize, image.height() as usize);
        let step = width.max(height).div_ceil(SIDE).max(1);
        let (w, h) = (width / step, height / step);
        if w < 24 || h < 24 {
            return None;
        }
        let raw = image.as_raw();
        // A number that is known when it is built makes the loops of the usual sizes twice as fast.
        let rgb = match step {
            4 => shrunk(raw, width, (w, h), 4),
            5 => shrunk(raw, width, (w, h), 5),
            _ => shrunk(raw, width, (w, h), step),
        };
        let luma: Vec<u8> = rgb.iter().map(|pixel| luma(*pixel)).collect();
        let (slope, strength) = slopes(&rgb, w, h);
        Some(Self {
            w,
            h,
            step,
            rgb,
            luma,
            slope,
            strength,
        })
    }

    /// The share of small pixels, 0 to 1, for which `is` holds.
    pub(super) fn share(&self, is: impl Fn(usize) -> bool) -> f32 {
        let count = (0..self.luma.len()).filter(|at| is(*at)).count();
        count as f32 / self.luma.len() as f32
    }

    /// How many small pixels have each brightness.
    pub(super) fn histogram(&self) -> [u32; 256] {
        let mut counts = [0; 256];
        for value in &self.luma {
            counts[usize::from(*value)] += 1;
        }
        counts
    }
}

/// The brightness under which this share of the pixels lies.
pub(super) fn percentile(counts: &[u32; 256], share: f32) -> f32 {
    let all: u32 = counts.iter().sum();
    let mut left = (all as f32 * share) as i64;
    for (value, count) in counts.iter().enumerate() {
        left -= i64::from(*count);
        if left < 0 {
            return value as f32;
        }
    }
    255.0
}

/// The slope of the colour channel that changes most (a blue card on a brown desk may be as bright as the desk), and its length.
///
/// Sobel's: the mean across the direction that is measured, without which a sharp edge seems to lean twice as much as it does.
#[inline(always)]
fn slopes(rgb: &[[u8; 3]], w: usize, h: usize) -> (Vec<[i16; 2]>, Vec<u16>) {
    let mut slope = vec![[0; 2]; w * h];
    let mut strength = vec![0; w * h];
    // For each channel: three rows, their weighted sum, and the difference of the outer two.
    let mut rows = [0, 1, 2].map(|_| [0, 1, 2].map(|_| vec![0_i16; w]));
    let mut sums = [0, 1, 2].map(|_| vec![0_i16; w]);
    let mut offs = [0, 1, 2].map(|_| vec![0_i16; w]);
    let mut best = [vec![0_i16; w], vec![0_i16; w]];
    for y in 0..h {
        for (channel, rows) in rows.iter_mut().enumerate() {
            let here = &rgb[y * w..][..w];
            for (value, pixel) in rows[y % 3].iter_mut().zip(here) {
                *value = i16::from(pixel[channel]);
            }
        }
        if y < 2 {
            continue;
        }
        let y = y - 1;
        for (channel, rows) in rows.iter().enumerate() {
            let [above, here, below] = [y + 2, y, y + 1].map(|y| &rows[y % 3][..w]);
            let (sums, offs) = (&mut sums[channel][..w], &mut offs[channel][..w]);
            for x in 0..w {
                sums[x] = above[x] + 2 * here[x] + below[x];
                offs[x] = below[x] - above[x];
            }
        }
        let [across, down] = &mut best;
        across.fill(0);
        down.fill(0);
        for (sums, offs) in sums.iter().zip(&offs) {
            let sides = sums.windows(3).zip(offs.windows(3));
            let best = across[1..].iter_mut().zip(&mut down[1..]);
            for ((sums, offs), (across, down)) in sides.zip(best) {
                let sx = (sums[2] - sums[0]) / 4;
                let sy = (offs[0] + 2 * offs[1] + offs[2]) / 4;
                if sx.abs() + sy.abs() > across.abs() + down.abs() {
                    *across = sx;
                    *down = sy;
                }
            }
        }
        let slope = &mut slope[y * w..][1..w - 1];
        let strength = &mut strength[y * w..][1..w - 1];
        for (x, (slope, strength)) in slope.iter_mut().zip(strength).enumerate() {
            let [sx, sy] = [across[x + 1], down[x + 1]];
            let (fx, fy) = (f32::from(sx), f32::from(sy));
            *slope = [sx, sy];
            *strength = (fx * fx + fy * fy).sqrt() as u16;
        }
    }
    (slope, strength)
}

/// Means over blocks of `step` × `step`; of large blocks only every second row and column is read, for speed.
#[inline(always)]
fn shrunk(raw: &[u8], width: usize, (w, h): (usize, usize), step: usize) -> Vec<[u8; 3]> {
    if step == 1 {
        let pixels = raw.chunks_exact(3).take(w * h);
        return pixels.map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    }
    let stride = if step > 3 { 2 } else { 1 };
    let reads = (step.div_ceil(stride) * step.div_ceil(stride)) as u32;
    let inverse = (1 << 16) / reads;
    let mut rgb = vec![[0; 3]; w * h];
    // First the rows of a block, all along: that is what processors are quick at.
    let mut sums = vec![0_u16; w * step * 3];
    for (y, out) in rgb.chunks_exact_mut(w).enumerate() {
        sums.fill(0);
        for row in (y * step..(y + 1) * step).step_by(stride) {
            let row = &raw[row * width * 3..][..w * step * 3];
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += u16::from(*value);
            }
        }
        for (out, block) in out.iter_mut().zip(sums.chunks_exact(step * 3)) {
            let mut sum = [0_u32; 3];
            for pixel in block.chunks_exact(3).step_by(stride) {
                for (sum, value) in sum.iter_mut().zip(pixel) {
                    *sum += u32::from(*value);
                }
            }
            // Rounded up a little, so that white stays white.
            *out =
                sum.map(|value| (((value + reads / 2) * inverse + (1 << 14)) >> 16).min(255) as u8);
        }
    }
    rgb
}
