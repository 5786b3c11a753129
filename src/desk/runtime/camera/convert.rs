//! From a camera's bytes to pixels, and to the JPEG that is kept.
//!
//! Sources: ITU-R BT.601 (YCbCr, studio range, as webcams send it), ITU-T T.81 annex K.3 (the Huffman tables that
//! motion JPEG leaves out).

use super::driver::{PixelLayout, RawFrame};
use crate::photo::{self, Rgba};

/// Widest picture that is shown, in pixels.
const SHOWN: u32 = 1280;
/// What a JPEG of 1920 pixels is decoded to without being scaled after it: half.
const HALF: u32 = 960;
/// Quality of a picture that did not come as a JPEG.
const QUALITY: u8 = 95;
/// A picture whose mean brightness is below this is too dark, of 255.
const DARK: u64 = 55;
/// Largest side that is converted.
const MAX_SIDE: u32 = 8192;

/// The picture as it is shown: at most [`SHOWN`] wide. Nothing if the frame is damaged.
pub(super) fn shown(raw: &RawFrame) -> Option<Rgba> {
    if raw.layout == PixelLayout::Jpeg {
        let side = if raw.width > SHOWN { HALF } else { SHOWN };
        return photo::preview(&with_tables(&raw.bytes)?, side).ok();
    }
    pixels(raw, raw.width.div_ceil(SHOWN).max(1))
}

/// The picture in full as a JPEG: as it came, or at a high quality. Nothing if the frame is damaged.
pub(super) fn jpeg(raw: &RawFrame) -> Option<Vec<u8>> {
    if raw.layout == PixelLayout::Jpeg {
        return with_tables(&raw.bytes);
    }
    photo::to_jpeg(&pixels(raw, 1)?, QUALITY)
}

/// True if a picture is too dark to be accepted.
pub(super) fn is_dark(picture: &Rgba) -> bool {
    // Every 64th pixel tells as much.
    let (mut sum, mut count) = (0_u64, 0_u64);
    for pixel in picture.pixels.chunks_exact(4).step_by(61) {
        sum += brightness(pixel) as u64;
        count += 1;
    }
    count > 0 && sum / count < DARK
}

fn brightness(pixel: &[u8]) -> i32 {
    match pixel {
        [red, green, blue, ..] => {
            (i32::from(*red) * 77 + i32::from(*green) * 150 + i32::from(*blue) * 29) >> 8
        }
        _ => 0,
    }
}

/// Every `step`-th pixel of every `step`-th row.
fn pixels(raw: &RawFrame, step: u32) -> Option<Rgba> {
    let RawFrame { width, height, .. } = *raw;
    if width == 0 || height == 0 || width.max(height) > MAX_SIDE || step == 0 {
        return None;
    }
    let (out_width, out_height) = (width / step, height / step);
    let mut pixels = Vec::with_capacity(out_width as usize * out_height as usize * 4);
    let rows = Rows::of(raw)?;
    for y in 0..out_height {
        let row = rows.row((y * step) as usize)?;
        for x in 0..out_width {
            let [red, green, blue] = row.pixel((x * step) as usize);
            pixels.extend_from_slice(&[red, green, blue, 255]);
        }
    }
    Some(Rgba {
        width: out_width,
        height: out_height,
        pixels,
    })
}

/// The planes of a frame.
struct Rows<'a> {
    layout: PixelLayout,
    first: &'a [u8],
    stride: usize,
    length: usize,
    chroma: &'a [u8],
    /// Bytes of the U plane, of I420.
    plane: usize,
}

/// One row, with the chroma that belongs to it. The slices are as long as the row needs them.
enum Row<'a> {
    Packed(&'a [u8], [usize; 4]),
    Paired(&'a [u8], &'a [u8]),
    Planar(&'a [u8], &'a [u8], &'a [u8]),
    Colours(&'a [u8], [usize; 3]),
    Grey(&'a [u8]),
}

impl<'a> Rows<'a> {
    /// Nothing if there are fewer bytes than the size says.
    fn of(raw: &'a RawFrame) -> Option<Self> {
        let (width, height) = (raw.width as usize, raw.height as usize);
        let length = match raw.layout {
            PixelLayout::Jpeg => return None,
            PixelLayout::Yuyv | PixelLayout::Uyvy => width.div_ceil(2) * 4,
            PixelLayout::Nv12 | PixelLayout::I420 | PixelLayout::Grey => width,
            PixelLayout::Rgb | PixelLayout::Bgr => width * 3,
        };
        let stride = raw.stride.max(length);
        let is_planar = matches!(raw.layout, PixelLayout::Nv12 | PixelLayout::I420);
        let luma = if is_planar { stride * height } else { 0 };
        let chroma = raw.bytes.get(luma..)?;
        let plane = stride.div_ceil(2) * height.div_ceil(2);
        let needed = stride * (height - 1) + length;
        if raw.bytes.len() < needed || (is_planar && chroma.len() < plane * 2) {
            return None;
        }
        Some(Self {
            layout: raw.layout,
            first: &raw.bytes,
            stride,
            length,
            chroma,
            plane,
        })
    }

    fn row(&self, y: usize) -> Option<Row<'a>> {
        let row = self.first.get(y * self.stride..)?.get(..self.length)?;
        let half = self.stride.div_ceil(2);
        let at = y / 2 * half;
        Some(match self.layout {
            PixelLayout::Jpeg => return None,
            PixelLayout::Yuyv => Row::Packed(row, [0, 1, 2, 3]),
            PixelLayout::Uyvy => Row::Packed(row, [1, 0, 3, 2]),
            PixelLayout::Nv12 => Row::Paired(row, self.chroma.get(at * 2..)?),
            PixelLayout::I420 => Row::Planar(
                row,
                self.chroma.get(at..)?,
                self.chroma.get(self.plane + at..)?,
            ),
            PixelLayout::Rgb => Row::Colours(row, [0, 1, 2]),
            PixelLayout::Bgr => Row::Colours(row, [2, 1, 0]),
            PixelLayout::Grey => Row::Grey(row),
        })
    }
}

impl Row<'_> {
    fn pixel(&self, x: usize) -> [u8; 3] {
        let at = |bytes: &[u8], at: usize| bytes.get(at).copied().unwrap_or(128);
        match self {
            Self::Packed(row, [y0, u, y1, v]) => {
                let base = x / 2 * 4;
                let y = if x.is_multiple_of(2) { y0 } else { y1 };
                colour(at(row, base + y), at(row, base + u), at(row, base + v))
            }
            Self::Paired(row, chroma) => {
                let base = x / 2 * 2;
                colour(at(row, x), at(chroma, base), at(chroma, base + 1))
            }
            Self::Planar(row, u, v) => colour(at(row, x), at(u, x / 2), at(v, x / 2)),
            Self::Colours(row, order) => order.map(|channel| at(row, x * 3 + channel)),
            Self::Grey(row) => [at(row, x); 3],
        }
    }
}

/// BT.601, studio range, in 256ths.
fn colour(y: u8, u: u8, v: u8) -> [u8; 3] {
    let (y, u, v) = (
        298 * (i32::from(y) - 16),
        i32::from(u) - 128,
        i32::from(v) - 128,
    );
    let byte = |value: i32| ((value + 128) >> 8).clamp(0, 255) as u8;
    [
        byte(y + 409 * v),
        byte(y - 100 * u - 208 * v),
        byte(y + 516 * u),
    ]
}

/// A frame of motion JPEG as a file of its own: from its start mark on, with the Huffman tables that may be left out.
fn with_tables(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    let mut at = 2;
    loop {
        let (mark, kind) = (bytes.get(at)?, bytes.get(at + 1)?);
        if *mark != 0xFF {
            return None;
        }
        match kind {
            // Fill bytes, and marks without a body.
            0xFF => at += 1,
            0x01 | 0xD0..=0xD8 => at += 2,
            // Tables are there.
            0xC4 => return Some(bytes.to_vec()),
            // The scan begins without.
            0xDA => {
                let mut whole = Vec::with_capacity(bytes.len() + 432);
                whole.extend_from_slice(bytes.get(..at)?);
                for (class, counts, values) in TABLES {
                    let length = 2 + 1 + counts.len() + values.len();
                    whole.extend_from_slice(&[0xFF, 0xC4, 0, length as u8, *class]);
                    whole.extend_from_slice(counts);
                    whole.extend_from_slice(values);
                }
                whole.extend_from_slice(bytes.get(at..)?);
                return Some(whole);
            }
            0xD9 => return None,
            _ => {
                let length =
                    usize::from(*bytes.get(at + 2)?) << 8 | usize::from(*bytes.get(at + 3)?);
                at += 2 + length.max(2);
            }
        }
    }
}

/// Class and number, how many codes of each length, and their values.
type Table = (u8, [u8; 16], &'static [u8]);

const TABLES: &[Table] = &[
    (
        0x00,
        [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
        &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    ),
    (
        0x01,
        [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
        &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    ),
    (
        0x10,
        [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7D],
        &LUMA_AC,
    ),
    (
        0x11,
        [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77],
        &CHROMA_AC,
    ),
];

#[rustfmt::skip]
const LUMA_AC: [u8; 162] = [
    0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07, 0x22, 0x71,
    0x14, 0x32, 0x81, 0x91, 0xA1, 0x08, 0x23, 0x42, 0xB1, 0xC1, 0x15, 0x52, 0xD1, 0xF0, 0x24, 0x33, 0x62, 0x72,
    0x82, 0x09, 0x0A, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x34, 0x35, 0x36, 0x37,
    0x38, 0x39, 0x3A, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4A, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59,
    0x5A, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0x83,
    0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0xA2, 0xA3,
    0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xC2, 0xC3,
    0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xE1, 0xE2,
    0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0xFA,
];

#[rustfmt::skip]
const CHROMA_AC: [u8; 162] = [
    0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71, 0x13, 0x22,
    0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xA1, 0xB1, 0xC1, 0x09, 0x23, 0x33, 0x52, 0xF0, 0x15, 0x62, 0x72, 0xD1,
    0x0A, 0x16, 0x24, 0x34, 0xE1, 0x25, 0xF1, 0x17, 0x18, 0x19, 0x1A, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x35, 0x36,
    0x37, 0x38, 0x39, 0x3A, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4A, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58,
    0x59, 0x5A, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A,
    0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A,
    0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA,
    0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA,
    0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0xFA,
];

#[cfg(test)]
#[path = "convert_tests.rs"]
mod tests;
