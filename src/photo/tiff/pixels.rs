//! Samples to pixels: grey, palette, RGB, CMYK, 1 to 16 bits, in one plane or several.

use image::RgbImage;

use super::strips::Strip;
use super::{Decoded, Page};
use crate::photo::PhotoError;

/// The samples of one part: all in one buffer, or one buffer for each.
struct Samples {
    buffers: Vec<Vec<u8>>,
    row: usize,
    /// Samples of a pixel in one buffer.
    per_pixel: usize,
    bits: usize,
    big_endian: bool,
}

impl Samples {
    /// A sample as stored.
    fn raw(&self, x: usize, y: usize, sample: usize) -> u16 {
        let (buffer, place) = if self.buffers.len() > 1 {
            (sample, x)
        } else {
            (0, x * self.per_pixel + sample)
        };
        let Some(row) = self
            .buffers
            .get(buffer)
            .and_then(|buffer| buffer.get(y * self.row..(y + 1) * self.row))
        else {
            return 0;
        };
        match self.bits {
            8 => row.get(place).copied().map_or(0, u16::from),
            16 => row.get(2 * place..2 * place + 2).map_or(0, |pair| {
                let pair = [pair[0], pair[1]];
                if self.big_endian {
                    u16::from_be_bytes(pair)
                } else {
                    u16::from_le_bytes(pair)
                }
            }),
            bits => {
                let at = place * bits;
                let byte = row.get(at / 8).copied().unwrap_or(0);
                u16::from(byte >> (8 - bits - at % 8)) & ((1 << bits) - 1)
            }
        }
    }

    /// A sample as a byte: 0 to 255 whatever its bits.
    fn byte(&self, x: usize, y: usize, sample: usize) -> u8 {
        let raw = u32::from(self.raw(x, y, sample));
        let most = (1_u32 << self.bits) - 1;
        ((raw * 255 + most / 2) / most) as u8
    }
}

impl Page<'_> {
    /// All parts put together.
    pub(super) fn decode(&self) -> Result<Decoded, PhotoError> {
        let mut image = RgbImage::new(self.width, self.height);
        let mut opaque = true;
        let columns = self.width.div_ceil(self.part.0);
        let rows = self.height.div_ceil(self.part.1);
        let planes = if self.is_planar { self.samples } else { 1 };
        let is_tiled = self.part.0 != self.width;
        for index in 0..columns as usize * rows as usize {
            let left = (index % columns as usize) as u32 * self.part.0;
            let top = (index / columns as usize) as u32 * self.part.1;
            let width = self.part.0.min(self.width - left);
            let height = self.part.1.min(self.height - top);
            // The last strip ends with the picture; a tile is always whole.
            let stored = if is_tiled { self.part.1 } else { height };
            let mut buffers = Vec::with_capacity(usize::from(planes));
            for plane in 0..usize::from(planes) {
                let part = plane * columns as usize * rows as usize + index;
                match self.strip(part, stored)? {
                    Strip::Samples(samples) => buffers.push(samples),
                    Strip::Rgb(pixels) => {
                        if pixels.width() < width || pixels.height() < height {
                            return Err(PhotoError::Damaged);
                        }
                        for y in 0..height {
                            for x in 0..width {
                                let mut pixel = *pixels.get_pixel(x, y);
                                if self.photometric == 0 {
                                    pixel.0 = pixel.0.map(|light| 255 - light);
                                }
                                image.put_pixel(left + x, top + y, pixel);
                            }
                        }
                    }
                }
            }
            if buffers.is_empty() {
                continue;
            }
            let per_pixel = if self.is_planar { 1 } else { self.samples };
            let samples = Samples {
                buffers,
                row: self.row_bytes(per_pixel),
                per_pixel: usize::from(per_pixel),
                bits: usize::from(self.bits),
                big_endian: self.big_endian,
            };
            for y in 0..height {
                for x in 0..width {
                    let (pixel, alpha) = self.pixel(&samples, x as usize, y as usize)?;
                    opaque &= alpha == u8::MAX;
                    image.put_pixel(left + x, top + y, image::Rgb(self.on_white(pixel, alpha)));
                }
            }
        }
        Ok(Decoded { image, opaque })
    }

    /// The colour of a pixel, and how much of it covers what is behind.
    fn pixel(&self, samples: &Samples, x: usize, y: usize) -> Result<([u8; 3], u8), PhotoError> {
        let byte = |sample| samples.byte(x, y, sample);
        let (colours, pixel) = match self.photometric {
            0 => (1, [255 - byte(0); 3]),
            1 => (1, [byte(0); 3]),
            2 => (3, [byte(0), byte(1), byte(2)]),
            3 => (1, self.of_palette(samples.raw(x, y, 0))?),
            5 => {
                let paper = 255 - u16::from(byte(3));
                let ink = |sample| (((255 - u16::from(byte(sample))) * paper + 127) / 255) as u8;
                (4, [ink(0), ink(1), ink(2)])
            }
            _ => (3, of_ycbcr([byte(0), byte(1), byte(2)])),
        };
        let alpha = self.alpha.map_or(u8::MAX, |_| byte(colours));
        Ok((pixel, alpha))
    }

    fn of_palette(&self, index: u16) -> Result<[u8; 3], PhotoError> {
        let length = 1 << self.bits;
        // Some writers use 8 bits of the 16.
        let shift = if self.palette.iter().any(|&value| value > 255) {
            8
        } else {
            0
        };
        let entry = |channel: usize| {
            let value = self.palette.get(channel * length + usize::from(index));
            value
                .map(|value| (value >> shift) as u8)
                .ok_or(PhotoError::Damaged)
        };
        Ok([entry(0)?, entry(1)?, entry(2)?])
    }

    fn on_white(&self, pixel: [u8; 3], alpha: u8) -> [u8; 3] {
        if alpha == u8::MAX {
            return pixel;
        }
        let alpha = u32::from(alpha);
        pixel.map(|light| {
            let light = u32::from(light);
            let light = match self.alpha {
                Some(true) => light,
                _ => (light * alpha + 127) / 255,
            };
            (light + 255 - alpha).min(255) as u8
        })
    }
}

/// CCIR 601, full range (TIFF 6.0, section 21, with the usual reference values).
fn of_ycbcr([light, blue, red]: [u8; 3]) -> [u8; 3] {
    let (light, blue, red) = (
        f32::from(light),
        f32::from(blue) - 128.0,
        f32::from(red) - 128.0,
    );
    [
        light + 1.402 * red,
        light - 0.344_136 * blue - 0.714_136 * red,
        light + 1.772 * blue,
    ]
    .map(|channel| channel.round().clamp(0.0, 255.0) as u8)
}
