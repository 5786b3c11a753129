//! WebP: lossy, lossless, with what shines through; of an animation the first frame.
//!
//! Source: RFC 9649 (WebP Image Format). A walk over the chunks comes before the decoder: sizes are known, and allowed,
//! before anything is allocated.

use std::io::Cursor;

use image::RgbImage;
use image::metadata::Orientation;
use image_webp::{DecodingError, WebPDecoder};

use super::decode::Decoded;
use super::{PhotoError, check_pixels, colour, png};

/// A WebP whose chunks were walked.
pub(super) struct Parsed<'a> {
    /// Width in pixels, as stored.
    pub width: u32,
    /// Height in pixels, as stored.
    pub height: u32,
    /// How the stored picture is to be turned, from EXIF.
    pub orientation: Orientation,
    /// The colour profile.
    pub icc: Option<Vec<u8>>,
    /// Frames; 1 if it is not animated.
    pub frames: u32,
    bytes: &'a [u8],
}

/// Walks the chunks. Errors: cut short, too many pixels, a frame larger than the picture.
pub(super) fn parse(bytes: &[u8]) -> Result<Parsed<'_>, PhotoError> {
    let length = le32(bytes, 4).ok_or(PhotoError::Damaged)? as usize;
    let body = length
        .checked_add(8)
        .and_then(|end| bytes.get(12..end))
        .ok_or(PhotoError::Damaged)?;
    let mut parsed = Parsed {
        width: 0,
        height: 0,
        orientation: Orientation::NoTransforms,
        icc: None,
        frames: 0,
        bytes,
    };
    let mut rest = body;
    while let Some((name, data, after)) = chunk(rest) {
        rest = after;
        match name {
            b"VP8X" if parsed.width == 0 => {
                parsed.width = le24(data, 4).ok_or(PhotoError::Damaged)? + 1;
                parsed.height = le24(data, 7).ok_or(PhotoError::Damaged)? + 1;
                check_pixels(parsed.width, parsed.height)?;
            }
            b"VP8 " | b"VP8L" => parsed.frame(name, data)?,
            b"ANMF" => {
                parsed.frames = parsed.frames.saturating_add(1);
                let mut inner = data.get(16..).unwrap_or_default();
                while let Some((name, data, after)) = chunk(inner) {
                    inner = after;
                    if matches!(name, b"VP8 " | b"VP8L") {
                        parsed.frame(name, data)?;
                    }
                }
            }
            b"ICCP" => parsed.icc = colour::bounded(data),
            b"EXIF" => {
                let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                parsed.orientation =
                    Orientation::from_exif_chunk(tiff).unwrap_or(Orientation::NoTransforms);
            }
            _ => {}
        }
    }
    if parsed.width == 0 {
        return Err(PhotoError::Damaged);
    }
    parsed.frames = parsed.frames.max(1);
    Ok(parsed)
}

impl Parsed<'_> {
    /// Checks the size that a frame claims: the decoder allocates by it.
    fn frame(&mut self, name: &[u8], data: &[u8]) -> Result<(), PhotoError> {
        let (width, height) = frame_size(name, data).ok_or(PhotoError::Damaged)?;
        check_pixels(width, height)?;
        if self.width == 0 {
            (self.width, self.height) = (width, height);
        }
        if width > self.width || height > self.height {
            return Err(PhotoError::Damaged);
        }
        Ok(())
    }

    /// Decodes the picture, or its first frame, at full size and lays it on white.
    pub fn decode(&self) -> Result<Decoded, PhotoError> {
        let mut decoder = WebPDecoder::new(Cursor::new(self.bytes)).map_err(|e| refused(&e))?;
        if decoder.dimensions() != (self.width, self.height) {
            return Err(PhotoError::Damaged);
        }
        let length = decoder.output_buffer_size().ok_or(PhotoError::Damaged)?;
        let mut pixels = vec![0; length];
        decoder.read_image(&mut pixels).map_err(|e| refused(&e))?;
        if !decoder.has_alpha() {
            let image = RgbImage::from_raw(self.width, self.height, pixels);
            return Ok(Decoded {
                image: image.ok_or(PhotoError::Damaged)?,
                opaque: true,
            });
        }
        let opaque = pixels.chunks_exact(4).all(|pixel| pixel[3] == u8::MAX);
        let image = png::flatten(self.width, self.height, pixels).ok_or(PhotoError::Damaged)?;
        Ok(Decoded { image, opaque })
    }
}

/// Width and height that a frame's own header has.
fn frame_size(name: &[u8], data: &[u8]) -> Option<(u32, u32)> {
    if name == b"VP8L" {
        let bits = le32(data, 1)?;
        return Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1));
    }
    let size = le32(data, 6)?;
    Some((size & 0x3FFF, size >> 16 & 0x3FFF))
}

/// The chunk at the start: name, data, and what follows it.
fn chunk(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let length = le32(bytes, 4)? as usize;
    let end = length.checked_add(8)?;
    let data = bytes.get(8..end)?;
    // Padded to an even length.
    let next = end.checked_add(length & 1)?;
    Some((bytes.get(..4)?, data, bytes.get(next..).unwrap_or_default()))
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    let part = bytes.get(at..at + 3)?;
    Some(u32::from(part[0]) | u32::from(part[1]) << 8 | u32::from(part[2]) << 16)
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    four.try_into().ok().map(u32::from_le_bytes)
}

fn refused(error: &DecodingError) -> PhotoError {
    match error {
        DecodingError::UnsupportedFeature(_) => PhotoError::Unsupported(super::sniff::Format::WebP),
        _ => PhotoError::Damaged,
    }
}
