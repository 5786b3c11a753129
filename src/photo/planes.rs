//! Pictures as JPEG keeps them: a plane of lightness, and two of colour at half the size (4:2:0).
//!
//! A JPEG that becomes another never has to be RGB between: that saves two conversions, and half of the samples.

#![allow(
    clippy::cast_possible_wrap,
    clippy::inline_always,
    clippy::many_single_char_names,
    clippy::needless_range_loop,
    clippy::similar_names,
    reason = "arithmetic over lanes, which is only fast where it is built into its caller"
)]

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use fearless_simd::{Level, dispatch};
use image::RgbImage;
use image::metadata::Orientation;

use super::PhotoError;

/// Samples of one kind, rows from the top.
#[derive(Clone, PartialEq, Eq)]
pub struct Plane {
    /// Samples across.
    pub width: usize,
    /// Samples down.
    pub height: usize,
    /// Samples from one row to the next, at least the width.
    pub stride: usize,
    /// At least `stride * height` of them.
    pub samples: Vec<u8>,
}

/// A picture in YCbCr (T.871), 4:2:0.
#[derive(Clone, PartialEq, Eq)]
pub struct Planes {
    /// Lightness, as large as the picture.
    pub luma: Plane,
    /// Blue, half as large each way, rounded up.
    pub blue: Plane,
    /// Red, as large as blue.
    pub red: Plane,
}

impl Plane {
    /// A plane of one value.
    pub fn even(width: usize, height: usize, value: u8) -> Self {
        Self {
            width,
            height,
            stride: width,
            samples: vec![value; width * height],
        }
    }

    /// The rows, without what lies behind their ends.
    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.samples
            .chunks_exact(self.stride.max(1))
            .take(self.height)
            .map(|row| row.get(..self.width).unwrap_or_default())
    }

    /// `span` is how much of it, in samples, is to fill the new size.
    fn resized(&self, width: usize, height: usize, span: (f64, f64)) -> Result<Self, PhotoError> {
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
            .crop(
                0.0,
                0.0,
                span.0.min(self.width as f64),
                span.1.min(self.height as f64),
            );
        let side = |length: usize| u32::try_from(length).map_err(|_| PhotoError::CannotFit);
        let mut target = Image::new(side(width)?, side(height)?, PixelType::U8);
        let samples = self
            .samples
            .get(..self.stride * self.height)
            .unwrap_or_default();
        // Sound sizes and the same type on both sides: there is nothing left that could fail.
        ImageRef::new(
            side(self.stride)?,
            side(self.height)?,
            samples,
            PixelType::U8,
        )
        .ok()
        .and_then(|source| Resizer::new().resize(&source, &mut target, &options).ok())
        .ok_or(PhotoError::CannotFit)?;
        Ok(Self {
            width,
            height,
            stride: width,
            samples: target.into_vec(),
        })
    }

    fn turned(self, orientation: Orientation) -> Self {
        if orientation == Orientation::NoTransforms {
            return self;
        }
        let level = Level::new();
        dispatch!(level, _ => {
            self.turned_by(orientation)
        })
    }

    #[inline(always)]
    fn turned_by(&self, orientation: Orientation) -> Self {
        use Orientation as O;
        // First mirrored, then stood on its corner: all eight are made of these two.
        let (mirror_x, mirror_y, transpose) = match orientation {
            O::NoTransforms => (false, false, false),
            O::FlipHorizontal => (true, false, false),
            O::Rotate180 => (true, true, false),
            O::FlipVertical => (false, true, false),
            O::Rotate90FlipH => (false, false, true),
            O::Rotate90 => (false, true, true),
            O::Rotate270FlipH => (true, true, true),
            O::Rotate270 => (true, false, true),
        };
        if transpose {
            return self.transposed(mirror_x, mirror_y);
        }
        let mut out = Self::even(self.width, self.height, 0);
        for (index, to) in out.samples.chunks_exact_mut(self.width.max(1)).enumerate() {
            let line = if mirror_y {
                self.height - 1 - index
            } else {
                index
            };
            let start = line * self.stride;
            let from = self
                .samples
                .get(start..start + self.width)
                .unwrap_or_default();
            if mirror_x {
                for (to, from) in to.iter_mut().zip(from.iter().rev()) {
                    *to = *from;
                }
            } else {
                to.copy_from_slice(from);
            }
        }
        out
    }

    /// Columns become rows: those of the mirrored picture.
    #[inline(always)]
    fn transposed(&self, mirror_x: bool, mirror_y: bool) -> Self {
        let (width, height) = (self.height, self.width);
        let mut out = Self::even(width, height, 0);
        // Bands of 64 rows and columns, so that what is read and written stays near.
        for band in (0..height).step_by(8) {
            for x in (0..width).step_by(8) {
                let (across, down) = ((width - x).min(8), (height - band).min(8));
                let mut tile = [[0_u8; 8]; 8];
                for (column, tile) in tile.iter_mut().enumerate().take(across) {
                    let line = x + column;
                    let line = if mirror_y {
                        self.height - 1 - line
                    } else {
                        line
                    };
                    let first = if mirror_x {
                        self.width - band - down
                    } else {
                        band
                    };
                    let start = line * self.stride + first;
                    if let Some(from) = self.samples.get(start..).and_then(<[u8]>::first_chunk) {
                        *tile = *from;
                    } else {
                        for (to, from) in tile
                            .iter_mut()
                            .zip(self.samples.get(start..).unwrap_or_default())
                        {
                            *to = *from;
                        }
                    }
                }
                let tile = transpose(tile);
                for row in 0..down {
                    let from = &tile[if mirror_x { down - 1 - row } else { row }];
                    let start = (band + row) * width + x;
                    if across == 8 {
                        if let Some(to) = out
                            .samples
                            .get_mut(start..)
                            .and_then(<[u8]>::first_chunk_mut)
                        {
                            *to = *from;
                        }
                    } else if let Some(to) = out.samples.get_mut(start..start + across) {
                        to.copy_from_slice(&from[..across]);
                    }
                }
            }
        }
        out
    }
}

/// Swaps rows and columns, in whole words: by one, by two, by four.
#[inline(always)]
fn transpose(tile: [[u8; 8]; 8]) -> [[u8; 8]; 8] {
    let mut words = tile.map(u64::from_le_bytes);
    for (distance, mask) in [
        (1, 0x00FF_00FF_00FF_00FF_u64),
        (2, 0x0000_FFFF_0000_FFFF),
        (4, 0x0000_0000_FFFF_FFFF),
    ] {
        for index in 0..8 {
            if index & distance == 0 {
                let (a, b) = (words[index], words[index + distance]);
                let shift = 8 * distance as u32;
                words[index] = (a & mask) | (b & mask) << shift;
                words[index + distance] = (a >> shift & mask) | (b & !mask);
            }
        }
    }
    words.map(u64::to_le_bytes)
}

impl Planes {
    /// Width and height in pixels.
    pub fn dimensions(&self) -> (u32, u32) {
        (self.luma.width as u32, self.luma.height as u32)
    }

    /// Turns it as EXIF says.
    #[must_use]
    pub fn turned(self, orientation: Orientation) -> Self {
        Self {
            luma: self.luma.turned(orientation),
            blue: self.blue.turned(orientation),
            red: self.red.turned(orientation),
        }
    }

    /// Scales to a size.
    pub fn resized(&self, width: u32, height: u32) -> Result<Self, PhotoError> {
        let (width, height) = (width as usize, height as usize);
        let span = |plane: &Plane| (plane.width as f64, plane.height as f64);
        let halves = (width.div_ceil(2), height.div_ceil(2));
        // A column of colour that stands for one column of pixels only is scaled as what it is: half of one.
        let part = (
            self.luma.width as f64 / 2.0 * (halves.0 as f64 * 2.0 / width as f64),
            self.luma.height as f64 / 2.0 * (halves.1 as f64 * 2.0 / height as f64),
        );
        Ok(Self {
            luma: self.luma.resized(width, height, span(&self.luma))?,
            blue: self.blue.resized(halves.0, halves.1, part)?,
            red: self.red.resized(halves.0, halves.1, part)?,
        })
    }

    /// Brings the colours of another sampling to half the size of `luma`.
    pub(super) fn with_colours(luma: Plane, colours: [Plane; 2]) -> Result<Self, PhotoError> {
        let (width, height) = (luma.width.div_ceil(2), luma.height.div_ceil(2));
        let fitted = |plane: Plane| {
            if (plane.width, plane.height) == (width, height) {
                return Ok(plane);
            }
            let span = (plane.width as f64, plane.height as f64);
            plane.resized(width, height, span)
        };
        let [blue, red] = colours;
        Ok(Self {
            luma,
            blue: fitted(blue)?,
            red: fitted(red)?,
        })
    }

    /// From RGB: each sample of colour is the mean of four pixels.
    pub fn from_rgb(image: &RgbImage) -> Self {
        let level = Level::new();
        dispatch!(level, _ => {
            from_rgb(image)
        })
    }

    /// To RGB: each pixel has the colour of the sample it lies in.
    pub fn to_rgb(&self) -> RgbImage {
        let mut rgb = vec![0; self.luma.width * self.luma.height * 3];
        let level = Level::new();
        dispatch!(level, _ => {
            to_rgb(self, &mut rgb);
        });
        let (width, height) = self.dimensions();
        RgbImage::from_raw(width, height, rgb).unwrap_or_default()
    }
}

#[inline(always)]
fn from_rgb(image: &RgbImage) -> Planes {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let halves = (width.div_ceil(2), height.div_ceil(2));
    let mut luma = Plane::even(width, height, 0);
    let mut blue = Plane::even(halves.0, halves.1, 0);
    let mut red = Plane::even(halves.0, halves.1, 0);
    let mut sums = vec![[0_u16; 3]; halves.0];
    let lines = image.as_raw().chunks_exact(width.max(1) * 3);
    for (line, to) in lines.zip(luma.samples.chunks_exact_mut(width.max(1))) {
        for (to, pixel) in to.iter_mut().zip(line.as_chunks::<3>().0) {
            let [r, g, b] = pixel.map(u32::from);
            // Parts of 65536 (T.871, 7).
            *to = ((19_595 * r + 38_470 * g + 7_471 * b + 32_768) >> 16) as u8;
        }
    }
    let pairs = image.as_raw().chunks(width.max(1) * 6);
    let colours = blue
        .samples
        .chunks_exact_mut(halves.0.max(1))
        .zip(red.samples.chunks_exact_mut(halves.0.max(1)));
    for (pair, (blue, red)) in pairs.zip(colours) {
        let (upper, lower) = pair.split_at(width * 3);
        let lower = if lower.is_empty() { upper } else { lower };
        let two = |line: &[u8], sums: &mut [[u16; 3]], add: bool| {
            let whole = line.as_chunks::<6>();
            for (sum, pixels) in sums.iter_mut().zip(whole.0) {
                for channel in 0..3 {
                    let both = u16::from(pixels[channel]) + u16::from(pixels[channel + 3]);
                    sum[channel] = if add { sum[channel] + both } else { both };
                }
            }
            if let (Some(sum), Some(pixel)) = (sums.last_mut(), whole.1.first_chunk::<3>()) {
                for channel in 0..3 {
                    let both = 2 * u16::from(pixel[channel]);
                    sum[channel] = if add { sum[channel] + both } else { both };
                }
            }
        };
        two(upper, &mut sums, false);
        two(lower, &mut sums, true);
        for ((blue, red), sum) in blue.iter_mut().zip(red).zip(&sums) {
            let [r, g, b] = sum.map(i32::from);
            let half = (128 << 18) + (1 << 17);
            // Below the next whole number, so that 256 is not reached.
            *blue = ((-11_059 * r - 21_709 * g + 32_768 * b + half - 1) >> 18) as u8;
            *red = ((32_768 * r - 27_439 * g - 5_329 * b + half - 1) >> 18) as u8;
        }
    }
    Planes { luma, blue, red }
}

#[inline(always)]
fn to_rgb(planes: &Planes, rgb: &mut [u8]) {
    let width = planes.luma.width;
    let mut wide = (vec![0_u8; width + 1], vec![0_u8; width + 1]);
    let mut colours = planes.blue.rows().zip(planes.red.rows());
    let lines = planes
        .luma
        .rows()
        .zip(rgb.chunks_exact_mut(width.max(1) * 3));
    for (index, (luma, rgb)) in lines.enumerate() {
        if index % 2 == 0
            && let Some((blue, red)) = colours.next()
        {
            for (to, from) in wide.0.as_chunks_mut::<2>().0.iter_mut().zip(blue) {
                *to = [*from; 2];
            }
            for (to, from) in wide.1.as_chunks_mut::<2>().0.iter_mut().zip(red) {
                *to = [*from; 2];
            }
        }
        pixels(luma, &wide.0, &wide.1, rgb);
    }
}

/// One line of pixels from lightness and colour, as many as there are of all three.
#[inline(always)]
pub(super) fn pixels(luma: &[u8], blue: &[u8], red: &[u8], rgb: &mut [u8]) {
    let samples = luma.iter().zip(blue).zip(red);
    for (pixel, ((y, cb), cr)) in rgb.as_chunks_mut::<3>().0.iter_mut().zip(samples) {
        // Parts of 65536 (T.871, 7).
        let y = (i32::from(*y) << 16) + 32_768;
        let (cb, cr) = (i32::from(*cb) - 128, i32::from(*cr) - 128);
        let byte = |value: i32| (value >> 16).clamp(0, 255) as u8;
        *pixel = [
            byte(y + 91_881 * cr),
            byte(y - 22_554 * cb - 46_802 * cr),
            byte(y + 116_130 * cb),
        ];
    }
}
