//! A picture in black and white, as codes are looked for in it.

use std::rc::Rc;

use image::RgbImage;

/// Most places that look like the corner of a code. The search tries them three by three, each time with a copy of the
/// picture: a picture drawn to have thousands would take hours.
const MAX_CORNERS: usize = 48;
/// Most runs of pixels that look like a cut through such a corner, for the same reason.
const MAX_CUTS: usize = 30_000;
/// The window of the local threshold is so many times smaller than the long side.
const WINDOW: usize = 8;

/// One bit a pixel.
pub(super) struct Bitmap {
    width: usize,
    height: usize,
    black: Vec<bool>,
}

/// Where black begins.
#[derive(Clone, Copy)]
enum Way {
    /// Darker than its surroundings: for light that falls unevenly.
    Local,
    /// Darker than what parts the picture's two kinds of pixels best (Otsu): for drawn pictures.
    Global,
}

struct Luma {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Bitmap {
    /// The picture in all ways worth a try, the likeliest first; each is made when it is asked for.
    pub fn of(image: &RgbImage) -> impl Iterator<Item = Self> {
        let luma = Rc::new(Luma::of(image));
        let ways = [
            (Way::Local, false),
            (Way::Global, false),
            (Way::Global, true),
            (Way::Local, true),
        ];
        ways.into_iter().map(move |(way, is_negative)| {
            let mut black = match way {
                Way::Local => luma.local(),
                Way::Global => luma.global(),
            };
            if is_negative {
                for pixel in &mut black {
                    *pixel = !*pixel;
                }
            }
            Self {
                width: luma.width,
                height: luma.height,
                black,
            }
        })
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    pub fn is_black(&self, x: usize, y: usize) -> bool {
        self.black.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// True if so much looks like corners of codes that the search would not end in time.
    pub fn is_too_busy(&self) -> bool {
        let mut corners: Vec<(usize, usize, usize)> = Vec::new();
        let mut cuts = 0;
        for y in 0..self.height {
            let row = |x| self.is_black(x, y);
            for (middle, size) in Cuts::new(&row, self.width) {
                cuts += 1;
                let known = corners
                    .iter()
                    .any(|(x, top, known)| middle.abs_diff(*x) <= known / 2 && y - top <= *known);
                if !known && self.is_cut_downwards(middle, y, size) {
                    corners.push((middle, y, size));
                }
                if cuts > MAX_CUTS || corners.len() > MAX_CORNERS {
                    return true;
                }
            }
        }
        false
    }

    /// True if the column through a corner's cut is cut in the same way somewhere near.
    fn is_cut_downwards(&self, x: usize, y: usize, size: usize) -> bool {
        let from = y.saturating_sub(size);
        let length = (2 * size + 1).min(self.height - from);
        let column = |at| self.is_black(x, from + at);
        Cuts::new(&column, length).any(|(_, high)| high <= 2 * size && size <= 2 * high)
    }
}

/// Runs of pixels along a line that are as 1 : 1 : 3 : 1 : 1, black at both ends: where the middle one has its middle, and
/// how long all are together.
struct Cuts<'a, F: Fn(usize) -> bool> {
    is_black: &'a F,
    length: usize,
    at: usize,
    /// Ends of the last six runs; the first is where the first of the five begins.
    ends: [usize; 6],
    runs: usize,
}

impl<'a, F: Fn(usize) -> bool> Cuts<'a, F> {
    fn new(is_black: &'a F, length: usize) -> Self {
        Self {
            is_black,
            length,
            at: 0,
            ends: [0; 6],
            runs: 0,
        }
    }
}

impl<F: Fn(usize) -> bool> Iterator for Cuts<'_, F> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.length {
            let colour = (self.is_black)(self.at);
            while self.at < self.length && (self.is_black)(self.at) == colour {
                self.at += 1;
            }
            self.ends.rotate_left(1);
            self.ends[5] = self.at;
            self.runs += 1;
            if !colour || self.runs < 5 {
                continue;
            }
            let runs: [usize; 5] = std::array::from_fn(|run| self.ends[run + 1] - self.ends[run]);
            // The tolerance of the search that follows: three quarters of a module.
            let module = (runs[0] + runs[1] + runs[3] + runs[4]) as f32 / 4.0;
            let fits = |(run, modules): (&usize, f32)| {
                (*run as f32 - modules * module).abs() <= 0.75 * module
            };
            if runs.iter().zip([1.0, 1.0, 3.0, 1.0, 1.0]).all(fits) {
                let middle = usize::midpoint(self.ends[2], self.ends[3]);
                return Some((middle, self.ends[5] - self.ends[0]));
            }
        }
        None
    }
}

impl Luma {
    fn of(image: &RgbImage) -> Self {
        let grey = |rgb: &image::Rgb<u8>| {
            let [red, green, blue] = rgb.0.map(u32::from);
            ((77 * red + 150 * green + 29 * blue) >> 8) as u8
        };
        Self {
            width: image.width() as usize,
            height: image.height() as usize,
            pixels: image.pixels().map(grey).collect(),
        }
    }

    fn local(&self) -> Vec<bool> {
        let (width, height) = (self.width, self.height);
        let reach = (width.max(height) / WINDOW / 2).max(4);
        // Sums over all that is above and to the left, with a row and a column of nothing.
        let wide = width + 1;
        let mut sums = vec![0_u32; wide * (height + 1)];
        for (y, row) in self.pixels.chunks_exact(width.max(1)).enumerate() {
            let mut sum = 0;
            for (x, pixel) in row.iter().enumerate() {
                sum += u32::from(*pixel);
                sums[(y + 1) * wide + x + 1] = sums[y * wide + x + 1].wrapping_add(sum);
            }
        }
        let all: u64 = self.pixels.iter().map(|pixel| u64::from(*pixel)).sum();
        let whole = (all / self.pixels.len().max(1) as u64) as u32;
        let mut black = Vec::with_capacity(self.pixels.len());
        for (at, pixel) in self.pixels.iter().enumerate() {
            let (x, y) = (at % width, at / width);
            let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
            let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(height));
            // The sums may wrap, what lies in the window does not: the difference is right all the same.
            let sum = sums[bottom * wide + right]
                .wrapping_add(sums[top * wide + left])
                .wrapping_sub(sums[top * wide + right])
                .wrapping_sub(sums[bottom * wide + left]);
            let mean = sum / ((right - left) * (bottom - top)) as u32;
            // A quarter of the whole picture's mean: a large black field is not white in its middle.
            let limit = (3 * mean + whole) * 23 / 100;
            black.push(u32::from(*pixel) < limit);
        }
        black
    }

    fn global(&self) -> Vec<bool> {
        let limit = otsu(&self.pixels);
        self.pixels.iter().map(|pixel| *pixel <= limit).collect()
    }
}

/// The grey up to which pixels are dark, so that both kinds differ the most from each other.
fn otsu(pixels: &[u8]) -> u8 {
    let mut counts = [0_u64; 256];
    for pixel in pixels {
        counts[usize::from(*pixel)] += 1;
    }
    let all = pixels.len() as f64;
    let sum: f64 = (0_u8..=255)
        .map(|grey| f64::from(grey) * counts[usize::from(grey)] as f64)
        .sum();
    let (mut best, mut limit) = (0.0, 127);
    let (mut dark, mut dark_sum) = (0.0, 0.0);
    for grey in 0_u8..=254 {
        let count = counts[usize::from(grey)] as f64;
        dark += count;
        dark_sum += count * f64::from(grey);
        let light = all - dark;
        if dark == 0.0 || light == 0.0 {
            continue;
        }
        let apart = dark_sum / dark - (sum - dark_sum) / light;
        let variance = dark * light * apart * apart;
        if variance > best {
            (best, limit) = (variance, grey);
        }
    }
    limit
}
