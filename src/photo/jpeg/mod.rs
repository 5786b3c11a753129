//! JPEG: a walk over the segments that keeps only what a decoder needs, and the decoding of what was kept.
//!
//! Sources: ITU-T T.81 (JPEG), T.871 (JFIF), T.872 (the Adobe segment), CIPA DC-008 (EXIF).

#![allow(
    clippy::cast_possible_wrap,
    clippy::inline_always,
    clippy::many_single_char_names,
    clippy::needless_range_loop,
    clippy::similar_names,
    reason = "arithmetic over lanes, which is only fast where it is built into its caller"
)]

mod header;
mod icc;
mod idct;
mod rgb;
mod scan;
mod tables;

use std::io::Cursor;

use image::RgbImage;
use image::metadata::Orientation;
use jpeg_decoder::{Decoder, PixelFormat};

use header::Baseline;
pub(super) use scan::ZIGZAG;

use super::planes::{Plane, Planes};
use super::sniff::Format;
use super::{MAX_DECODED_BYTES, PhotoError};

/// More scans than any camera or encoder writes; each costs a pass over the whole picture.
const MAX_SCANS: usize = 64;

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const DQT: u8 = 0xDB;
const DHT: u8 = 0xC4;
const DRI: u8 = 0xDD;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;

/// Bytes of a JFIF segment up to its embedded preview, and of an Adobe segment.
const JFIF_BYTES: usize = 14;
const ADOBE_BYTES: usize = 12;

/// A JPEG taken apart and put together again without its metadata.
pub(super) struct Parsed {
    /// Width in pixels, as stored.
    pub width: u32,
    /// Height in pixels, as stored.
    pub height: u32,
    /// How the stored picture is to be turned, from EXIF.
    pub orientation: Orientation,
    /// Colour components: 1 grey, 3 colour, 4 CMYK.
    pub components: usize,
    /// The embedded colour profile (ICC.1), joined; `None` if there is none, or none that is whole.
    pub icc: Option<Vec<u8>>,
    /// The file with nothing but what a decoder needs, ending at its end mark.
    pub clean: Vec<u8>,
    /// False if the file ends, or turns to nonsense, before its end mark.
    whole: bool,
    /// Memory that the coefficients of a progressive picture take, in bytes.
    coefficient_bytes: u64,
}

struct Frame {
    width: u32,
    height: u32,
    components: usize,
    coefficient_bytes: u64,
}

/// Takes a JPEG apart. An error only if its frame header cannot be found or read; [`Parsed::decode`] judges the rest.
pub(super) fn parse(bytes: &[u8]) -> Result<Parsed, PhotoError> {
    let mut walk = Walk {
        clean: Vec::with_capacity(bytes.len()),
        frame: None,
        orientation: None,
        profile: icc::Parts::default(),
        scans: 0,
    };
    let whole = walk.run(bytes)?.is_some();
    let frame = walk.frame.ok_or(PhotoError::Damaged)?;
    Ok(Parsed {
        width: frame.width,
        height: frame.height,
        orientation: walk.orientation.unwrap_or(Orientation::NoTransforms),
        components: frame.components,
        icc: walk.profile.joined(),
        clean: walk.clean,
        whole,
        coefficient_bytes: frame.coefficient_bytes,
    })
}

struct Walk {
    clean: Vec<u8>,
    frame: Option<Frame>,
    orientation: Option<Orientation>,
    profile: icc::Parts,
    scans: usize,
}

impl Walk {
    /// Copies segment by segment; `None` when the bytes end or break off before the end mark.
    fn run(&mut self, bytes: &[u8]) -> Result<Option<()>, PhotoError> {
        self.clean.extend_from_slice(&[0xFF, SOI]);
        let mut at = 2;
        loop {
            let Some((marker, after)) = next_marker(bytes, at) else {
                return Ok(None);
            };
            if marker == EOI {
                self.clean.extend_from_slice(&[0xFF, EOI]);
                return Ok(Some(()));
            }
            // Marks without a body; a restart mark after the last block is written by some encoders and needed by nobody.
            if matches!(marker, 0xD0..=0xD7 | SOI | 0x01) {
                at = after;
                continue;
            }
            let Some((body, end)) = segment(bytes, after) else {
                return Ok(None);
            };
            at = end;
            self.take(marker, body)?;
            if marker == SOS {
                self.scans += 1;
                if self.scans > MAX_SCANS {
                    return Ok(None);
                }
                at = scan_end(bytes, end);
                self.clean
                    .extend_from_slice(bytes.get(end..at).unwrap_or_default());
            }
        }
    }

    /// Keeps what a decoder needs and drops the rest: a list of what may stay, not of what must go.
    fn take(&mut self, marker: u8, body: &[u8]) -> Result<(), PhotoError> {
        match marker {
            0xC0..=0xC2 => {
                if self.frame.is_some() {
                    return Err(PhotoError::Unsupported(Format::RareJpeg));
                }
                self.frame = Some(frame(body, marker == 0xC2)?);
                self.keep(marker, body);
            }
            DHT | DQT | DRI | SOS => self.keep(marker, body),
            // The other frame types and their helpers: arithmetic, lossless, hierarchical, height told later.
            0xC3..=0xCF | 0xDC | 0xDE | 0xDF => {
                return Err(PhotoError::Unsupported(Format::RareJpeg));
            }
            APP0 if body.starts_with(b"JFIF\0") => {
                if let Some(head) = body.get(..JFIF_BYTES) {
                    let mut head = head.to_vec();
                    // Width and height of the embedded preview, which is left out.
                    head[JFIF_BYTES - 2..].fill(0);
                    self.keep(marker, &head);
                }
            }
            APP14 if body.starts_with(b"Adobe") => {
                if let Some(head) = body.get(..ADOBE_BYTES) {
                    self.keep(marker, head);
                }
            }
            APP1 => {
                if let Some(tiff) = body.strip_prefix(b"Exif\0\0") {
                    self.orientation = self
                        .orientation
                        .or_else(|| Orientation::from_exif_chunk(tiff));
                }
            }
            APP2 => self.profile.take(body),
            _ => {}
        }
        Ok(())
    }

    fn keep(&mut self, marker: u8, body: &[u8]) {
        // A body comes from a segment with a 16-bit length, or is shorter.
        let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
        self.clean.extend_from_slice(&[0xFF, marker]);
        self.clean.extend_from_slice(&length.to_be_bytes());
        self.clean.extend_from_slice(body);
    }
}

/// The next marker at or after `at`, and the place after it. Bytes between segments are skipped, as libjpeg does.
fn next_marker(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let mut at = at;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xFF)?;
        at += bytes.get(at..)?.iter().position(|&byte| byte != 0xFF)?;
        let marker = *bytes.get(at)?;
        at += 1;
        if marker != 0 {
            return Some((marker, at));
        }
    }
}

/// The body of the segment whose length stands at `at`, and the place after it.
fn segment(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let length = usize::from(be16(bytes, at)?);
    let end = at + length;
    Some((bytes.get(at + 2..end)?, end))
}

/// Where the compressed data that starts at `at` ends: before the next marker that is no restart.
fn scan_end(bytes: &[u8], at: usize) -> usize {
    let data = bytes.get(at..).unwrap_or_default();
    memchr::memchr_iter(0xFF, data)
        .find(|&place| {
            let next = data.get(place + 1);
            next.is_some_and(|next| !matches!(next, 0 | 0xD0..=0xD7 | 0xFF))
        })
        .map_or(bytes.len(), |length| at + length)
}

/// Reads a frame header (T.81, B.2.2).
fn frame(body: &[u8], progressive: bool) -> Result<Frame, PhotoError> {
    let (Some(&precision), Some(height), Some(width), Some(&count)) =
        (body.first(), be16(body, 1), be16(body, 3), body.get(5))
    else {
        return Err(PhotoError::Damaged);
    };
    let components = usize::from(count);
    if precision != 8 || height == 0 || !matches!(components, 1 | 3 | 4) {
        return Err(PhotoError::Unsupported(Format::RareJpeg));
    }
    let factors: Vec<(u64, u64)> = body
        .get(6..)
        .unwrap_or_default()
        .chunks_exact(3)
        .take(components)
        .map(|part| (u64::from(part[1] >> 4), u64::from(part[1] & 15)))
        .collect();
    let across = factors.iter().map(|factor| factor.0).max().unwrap_or(0);
    let down = factors.iter().map(|factor| factor.1).max().unwrap_or(0);
    if factors.len() != components || factors.iter().any(|&(h, v)| h == 0 || v == 0) {
        return Err(PhotoError::Damaged);
    }
    let blocks: u64 = factors
        .iter()
        .map(|(h, v)| {
            u64::from(width).div_ceil(8 * across) * h * (u64::from(height).div_ceil(8 * down) * v)
        })
        .sum();
    Ok(Frame {
        width: u32::from(width),
        height: u32::from(height),
        components,
        // 64 coefficients of two bytes each; only a progressive picture must hold all of them at once.
        coefficient_bytes: if progressive { blocks * 128 } else { 0 },
    })
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes([*pair.first()?, *pair.last()?]))
}

impl Parsed {
    /// Decodes the kept bytes at the smallest scale (1, 1/2, 1/4, 1/8) that gives at least the wanted size, not yet turned.
    pub fn decode(&self, width: u32, height: u32) -> Result<RgbImage, PhotoError> {
        let baseline = self.baseline()?;
        if self.coefficient_bytes > MAX_DECODED_BYTES {
            return Err(self.too_many());
        }
        match baseline {
            Some(baseline) => {
                let scale = header::scale((baseline.width, baseline.height), (width, height));
                let side = |length: usize| (length * scale).div_ceil(8) as u64;
                if side(baseline.width) * side(baseline.height) * 3 > MAX_DECODED_BYTES {
                    return Err(self.too_many());
                }
                rgb::decode(&baseline, scale)
            }
            None => self.decode_other(width, height),
        }
    }

    /// Decodes into planes at the smallest scale that gives at least the wanted size, not yet turned; `None` if that has to
    /// go the other way, by [`Parsed::decode`].
    pub fn planes(&self, width: u32, height: u32) -> Result<Option<Planes>, PhotoError> {
        let Some(baseline) = self.baseline()? else {
            return Ok(None);
        };
        let scale = header::scale((baseline.width, baseline.height), (width, height));
        let half = |whole: usize, part: usize| (scale * whole / part / 2).clamp(1, 8);
        let sizes: Vec<_> = (0_usize..)
            .zip(&baseline.parts)
            .map(|(index, part)| match index {
                0 => (scale, scale),
                _ => (
                    half(baseline.across, part.across),
                    half(baseline.down, part.down),
                ),
            })
            .collect();
        let mut planes = scan::decode(&baseline, &sizes)?.into_iter();
        let luma = planes.next().ok_or(PhotoError::Damaged)?;
        let grey = || Plane::even(luma.width.div_ceil(2), luma.height.div_ceil(2), 128);
        let blue = planes.next().unwrap_or_else(grey);
        let red = planes.next().unwrap_or_else(grey);
        Planes::with_colours(luma, [blue, red]).map(Some)
    }

    /// The headers, if the fast decoder can do it.
    fn baseline(&self) -> Result<Option<Baseline<'_>>, PhotoError> {
        if !self.whole {
            return Err(PhotoError::Damaged);
        }
        Ok(Baseline::read(&self.clean))
    }

    /// Everything that is not baseline with one scan.
    fn decode_other(&self, width: u32, height: u32) -> Result<RgbImage, PhotoError> {
        let mut decoder = Decoder::new(Cursor::new(self.clean.as_slice()));
        decoder
            .set_max_decoding_buffer_size(usize::try_from(MAX_DECODED_BYTES).unwrap_or(usize::MAX));
        // It takes the first scale at which one side is large enough: the long one decides, as the picture keeps its shape.
        let size = (self.width as usize, self.height as usize);
        let scale = header::scale(size, (width, height));
        let long = u16::try_from((size.0.max(size.1) * scale).div_ceil(8)).unwrap_or(u16::MAX);
        let (across, down) = if size.0 >= size.1 {
            (long, u16::MAX)
        } else {
            (u16::MAX, long)
        };
        let (width, height) = decoder
            .scale(across, down)
            .map_err(|error| refused(&error))?;
        let (width, height) = (u32::from(width), u32::from(height));
        if u64::from(width) * u64::from(height) * self.components as u64 > MAX_DECODED_BYTES {
            return Err(self.too_many());
        }
        let pixels = decoder.decode().map_err(|error| refused(&error))?;
        let format = decoder.info().ok_or(PhotoError::Damaged)?.pixel_format;
        let rgb = match format {
            PixelFormat::RGB24 => pixels,
            PixelFormat::L8 => pixels.into_iter().flat_map(|grey| [grey; 3]).collect(),
            PixelFormat::CMYK32 => cmyk_to_rgb(pixels),
            PixelFormat::L16 => return Err(PhotoError::Unsupported(Format::RareJpeg)),
        };
        RgbImage::from_raw(width, height, rgb).ok_or(PhotoError::Damaged)
    }

    fn too_many(&self) -> PhotoError {
        PhotoError::TooManyPixels {
            width: self.width,
            height: self.height,
        }
    }
}

/// Ink to light, in place: the decoder gives the amount of each ink, 255 for full.
fn cmyk_to_rgb(mut pixels: Vec<u8>) -> Vec<u8> {
    let count = pixels.len() / 4;
    for index in 0..count {
        let paper = 255 - u16::from(pixels[index * 4 + 3]);
        for channel in 0..3 {
            let light = 255 - u16::from(pixels[index * 4 + channel]);
            // At most 255 * 255 / 255.
            pixels[index * 3 + channel] = ((light * paper + 127) / 255) as u8;
        }
    }
    pixels.truncate(count * 3);
    pixels
}

fn refused(error: &jpeg_decoder::Error) -> PhotoError {
    match error {
        jpeg_decoder::Error::Unsupported(_) => PhotoError::Unsupported(Format::RareJpeg),
        _ => PhotoError::Damaged,
    }
}
