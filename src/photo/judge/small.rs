//! The picture at a size at which most is measured: at most 400 pixels on the long side, each the mean of some of those it stands for.

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
pub(super) fn luma(rgb: [u8; 3]) -> u8 {
    let [r, g, b] = rgb.map(u32::from);
    ((r * 77 + g * 150 + b * 29) >> 8) as u8
}

impl Small {
    /// Of a picture; `None` if it is too small to be judged at all.
    pub(super) fn of(image: &RgbImage) -> Option<Self> {
        let (width, height) = (image.width() as usize, image.height() as usize);
        let step = width.max(height).div_ceil(SIDE).max(1);
        let (w, h) = (width / step, height / step);
        if w < 24 || h < 24 {
            return None;
        }
        let rgb = shrunk(image.as_raw(), width, (w, h), step);
        let luma: Vec<u8> = rgb.iter().map(|pixel| luma(*pixel)).collect();
        let mut slope = vec![[0; 2]; w * h];
        let mut strength = vec![0; w * h];
        for y in 1..h - 1 {
            for x in 1..w - 1 {
                let at = y * w + x;
                let [sx, sy] = steepest(&rgb, at, w);
                slope[at] = [sx, sy];
                let (fx, fy) = (f32::from(sx), f32::from(sy));
                strength[at] = (fx * fx + fy * fy).sqrt() as u16;
            }
        }
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

/// The slope of the colour channel that changes most: a blue card on a brown desk may be as bright as the desk.
fn steepest(rgb: &[[u8; 3]], at: usize, w: usize) -> [i16; 2] {
    let mut best = [0, 0];
    let mut most = -1;
    let beside = [rgb[at + 1], rgb[at - 1], rgb[at + w], rgb[at - w]];
    for channel in 0..3 {
        let [right, left, below, above] = beside.map(|pixel| i16::from(pixel[channel]));
        let sx = right - left;
        let sy = below - above;
        if sx.abs() + sy.abs() > most {
            most = sx.abs() + sy.abs();
            best = [sx, sy];
        }
    }
    best
}

/// Means over blocks of `step` × `step`; of large blocks only every second row and column is read, for speed.
fn shrunk(raw: &[u8], width: usize, (w, h): (usize, usize), step: usize) -> Vec<[u8; 3]> {
    if step == 1 {
        let pixels = raw.chunks_exact(3).take(w * h);
        return pixels.map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    }
    let stride = if step > 3 { 2 } else { 1 };
    let reads = (step.div_ceil(stride) * step.div_ceil(stride)) as u32;
    let inverse = (1 << 16) / reads;
    let mut rgb = Vec::with_capacity(w * h);
    // First the rows of a block, all along: that is what processors are quick at.
    let mut sums = vec![0_u16; w * step * 3];
    for y in 0..h {
        sums.fill(0);
        for row in (y * step..(y + 1) * step).step_by(stride) {
            let row = &raw[row * width * 3..][..w * step * 3];
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += u16::from(*value);
            }
        }
        rgb.extend(sums.chunks_exact(step * 3).map(|block| {
            let mut sum = [0_u32; 3];
            for pixel in block.chunks_exact(3).step_by(stride) {
                for (sum, value) in sum.iter_mut().zip(pixel) {
                    *sum += u32::from(*value);
                }
            }
            // Rounded up a little, so that white stays white.
            sum.map(|value| (((value + reads / 2) * inverse + (1 << 14)) >> 16).min(255) as u8)
        }));
    }
    rgb
}
