//! PNG: a walk over the chunks that keeps only the picture, and the decoding of what was kept.
//!
//! Source: W3C Portable Network Graphics (PNG) Specification, third edition.

use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, Limits, RgbImage};

use super::decode::Decoded;
use super::{MAX_DECODED_BYTES, MAX_SIDE_PX, PhotoError, colour};

/// The first eight bytes of every PNG.
pub(super) const MAGIC: &[u8] = b"\x89PNG\r\n\x1A\n";

/// The size, from the header alone.
#[derive(Clone, Copy)]
pub(super) struct Header {
    /// Width in pixels, as stored.
    pub width: u32,
    /// Height in pixels, as stored.
    pub height: u32,
}

/// A PNG taken apart and put together again without its metadata.
pub(super) struct Parsed {
    /// Size as stored.
    pub header: Header,
    /// How the stored picture is to be turned, from the `eXIf` chunk.
    pub orientation: Orientation,
    /// The colour profile.
    pub icc: Option<Vec<u8>>,
    /// Frames, from the `acTL` chunk of an animation; 1 without.
    pub frames: u32,
    /// The file with nothing but `IHDR PLTE tRNS IDAT IEND`.
    pub clean: Vec<u8>,
}

/// Reads the size, which must stand in the first chunk.
pub(super) fn header(bytes: &[u8]) -> Result<Header, PhotoError> {
    let body = bytes.get(MAGIC.len()..).unwrap_or_default();
    if body.get(4..8) != Some(b"IHDR") {
        return Err(PhotoError::Damaged);
    }
    match (be32(body, 8), be32(body, 12)) {
        (Some(width), Some(height)) => Ok(Header { width, height }),
        _ => Err(PhotoError::Damaged),
    }
}

/// Takes a PNG apart, checking the sum of every chunk that is kept.
pub(super) fn parse(bytes: &[u8], header: Header) -> Result<Parsed, PhotoError> {
    let mut clean = MAGIC.to_vec();
    clean.reserve(bytes.len());
    let mut orientation = None;
    let (mut icc, mut is_srgb, mut frames) = (None, false, 1);
    let mut rest = bytes.get(MAGIC.len()..).unwrap_or_default();
    loop {
        let (chunk, after) = chunk(rest).ok_or(PhotoError::Damaged)?;
        rest = after;
        match chunk.name {
            b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" | b"IEND" => {
                if !chunk.is_sound() {
                    return Err(PhotoError::Damaged);
                }
                clean.extend_from_slice(chunk.whole);
            }
            b"eXIf" => {
                orientation = orientation.or_else(|| Orientation::from_exif_chunk(chunk.data));
            }
            b"iCCP" if icc.is_none() => icc = profile(chunk.data),
            b"sRGB" => is_srgb = true,
            // The frames themselves are in chunks that are not kept.
            b"acTL" => frames = be32(chunk.data, 0).unwrap_or(1),
            _ => {}
        }
        if chunk.name == b"IEND" {
            return Ok(Parsed {
                header,
                orientation: orientation.unwrap_or(Orientation::NoTransforms),
                icc: icc.filter(|_| !is_srgb),
                frames,
                clean,
            });
        }
    }
}

/// The profile of an `iCCP` chunk: a name, a zero, the method, and zlib.
fn profile(data: &[u8]) -> Option<Vec<u8>> {
    let end = data.iter().position(|&byte| byte == 0)?;
    colour::inflated(data.get(end + 2..)?)
}

struct Chunk<'a> {
    name: &'a [u8],
    data: &'a [u8],
    whole: &'a [u8],
    sum: u32,
}

impl Chunk<'_> {
    fn is_sound(&self) -> bool {
        // The sum covers name and data: all but the length before and the sum behind.
        self.whole
            .get(4..self.whole.len() - 4)
            .is_some_and(|summed| crc32(summed) == self.sum)
    }
}

/// The chunk at the start of the bytes, and what follows it.
fn chunk(bytes: &[u8]) -> Option<(Chunk<'_>, &[u8])> {
    let length = usize::try_from(be32(bytes, 0)?).ok()?;
    let end = length.checked_add(8)?;
    let whole = bytes.get(..end.checked_add(4)?)?;
    let chunk = Chunk {
        name: whole.get(4..8)?,
        data: whole.get(8..end)?,
        whole,
        sum: be32(whole, end)?,
    };
    Some((chunk, bytes.get(whole.len()..)?))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_be_bytes)
}

/// CRC-32 as in the PNG specification, annex D.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut index = 0;
        while index < 256 {
            let mut value = index as u32;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 1 {
                    0xEDB8_8320 ^ (value >> 1)
                } else {
                    value >> 1
                };
                bit += 1;
            }
            table[index] = value;
            index += 1;
        }
        table
    };
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        TABLE[((sum ^ u32::from(*byte)) & 0xFF) as usize] ^ (sum >> 8)
    })
}

impl Parsed {
    /// Decodes the kept bytes at full size and lays them on white.
    pub fn decode(&self) -> Result<Decoded, PhotoError> {
        let mut limits = Limits::no_limits();
        limits.max_image_width = Some(MAX_SIDE_PX);
        limits.max_image_height = Some(MAX_SIDE_PX);
        limits.max_alloc = Some(MAX_DECODED_BYTES);
        let decoder = PngDecoder::with_limits(Cursor::new(self.clean.as_slice()), limits)
            .map_err(|_| PhotoError::Damaged)?;
        if decoder.total_bytes() > MAX_DECODED_BYTES {
            return Err(PhotoError::TooManyPixels {
                width: self.header.width,
                height: self.header.height,
            });
        }
        let with_alpha = matches!(
            decoder.color_type(),
            ColorType::La8 | ColorType::La16 | ColorType::Rgba8 | ColorType::Rgba16
        );
        let image = DynamicImage::from_decoder(decoder).map_err(|_| PhotoError::Damaged)?;
        if !with_alpha {
            return Ok(Decoded {
                image: image.into_rgb8(),
                opaque: true,
            });
        }
        let image = image.into_rgba8();
        let opaque = image.pixels().all(|pixel| pixel.0[3] == u8::MAX);
        let (width, height) = image.dimensions();
        let image = flatten(width, height, image.into_raw()).ok_or(PhotoError::Damaged)?;
        Ok(Decoded { image, opaque })
    }
}

/// Lays RGBA pixels on white, in place; `None` if their number is wrong.
pub(super) fn flatten(width: u32, height: u32, mut pixels: Vec<u8>) -> Option<RgbImage> {
    let count = pixels.len() / 4;
    for index in 0..count {
        let alpha = u32::from(pixels[index * 4 + 3]);
        for channel in 0..3 {
            let colour = u32::from(pixels[index * 4 + channel]);
            // A mean of two bytes: at most 255.
            pixels[index * 3 + channel] =
                ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        }
    }
    pixels.truncate(count * 3);
    RgbImage::from_raw(width, height, pixels)
}
