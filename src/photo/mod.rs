//! Bytes in, fitted picture out: judge, decode, turn upright, scale, encode. Pure but for CPU time; only [`read`] touches a file.
//!
//! What leaves here carries no metadata (no EXIF, XMP, comments, embedded previews or trailing bytes). A sound JPEG or PNG
//! that is within its limits, upright and opaque keeps its pixels bit for bit; anything else becomes a JPEG, 4:2:0.
//! Colour profiles are not applied: pixels are taken as sRGB, and the profile is dropped with the other metadata.

mod fit;
mod jpeg;
mod png;
mod read;
mod sniff;
#[cfg(test)]
mod tests;

use std::fmt;

use thiserror::Error;

use crate::domain::Picture;
use crate::domain::profile::PictureLimits;

pub use read::{ReadError, read_file};
pub use sniff::Format;

use sniff::Kind;

/// Longest side of [`Fitted::thumbnail`], in pixels.
pub const THUMBNAIL_SIDE_PX: u32 = 512;
/// Most pixels that are decoded.
pub const MAX_PIXELS: u64 = 100_000_000;
/// Longest side that is decoded, in pixels.
pub const MAX_SIDE_PX: u32 = 30_000;
/// Most memory that one decoded picture may take, in bytes.
const MAX_DECODED_BYTES: u64 = 512 * 1024 * 1024;

/// Why a picture was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PhotoError {
    /// There are no bytes.
    #[error("no bytes")]
    Empty,
    /// The bytes are of no known picture format, whatever the file is called.
    #[error("not a picture")]
    NotAPicture,
    /// A known format that cannot be sent.
    #[error("unsupported format {0}")]
    Unsupported(Format),
    /// The file has too many bytes.
    #[error("{got} bytes, at most {max_bytes}")]
    FileTooLarge {
        /// Most bytes that are taken.
        max_bytes: u64,
        /// Bytes that came.
        got: u64,
    },
    /// The header promises more pixels than are decoded ([`MAX_PIXELS`], [`MAX_SIDE_PX`]).
    #[error("{width} x {height} pixels are too many")]
    TooManyPixels {
        /// Width in pixels, as stored.
        width: u32,
        /// Height in pixels, as stored.
        height: u32,
    },
    /// Fewer pixels than the slot needs.
    #[error("{width} x {height} pixels, at least {min_long} x {min_short}")]
    TooSmall {
        /// Least pixels of the long side.
        min_long: u32,
        /// Least pixels of the short side.
        min_short: u32,
        /// Width in pixels, as stored.
        width: u32,
        /// Height in pixels, as stored.
        height: u32,
    },
    /// The header is sound, the data is not: cut short or corrupted.
    #[error("damaged")]
    Damaged,
    /// Cannot be brought within the slot's bytes and sides without falling under its smallest size.
    #[error("does not fit the limits")]
    CannotFit,
}

/// A picture ready to be sent, and a small one to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// What is sent.
    pub picture: Picture,
    /// The same pixels, upright, at most [`THUMBNAIL_SIDE_PX`] on the long side.
    pub thumbnail: Rgba,
}

/// Opaque pixels to be shown: RGBA, 8 bits each, rows from the top, `width * height * 4` bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Rgba {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The pixels.
    pub pixels: Vec<u8>,
}

impl fmt::Debug for Rgba {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rgba(*** {}x{})", self.width, self.height)
    }
}

/// Makes a file's bytes into a picture within the limits: upright, without metadata, never scaled up.
pub fn fit(
    bytes: &[u8],
    limits: &PictureLimits,
    max_file_bytes: u64,
) -> Result<Fitted, PhotoError> {
    if bytes.is_empty() {
        return Err(PhotoError::Empty);
    }
    let original_bytes = bytes.len() as u64;
    if original_bytes > max_file_bytes {
        return Err(PhotoError::FileTooLarge {
            max_bytes: max_file_bytes,
            got: original_bytes,
        });
    }
    match sniff::kind(bytes)? {
        Kind::Jpeg => {
            let parsed = jpeg::parse(bytes)?;
            check_size(parsed.width, parsed.height, limits)?;
            fit::jpeg(&parsed, limits, original_bytes)
        }
        Kind::Png => {
            let header = png::header(bytes)?;
            check_size(header.width, header.height, limits)?;
            fit::png(&png::parse(bytes, header)?, limits, original_bytes)
        }
    }
}

/// Decodes the bytes of a fitted picture, to be shown large: at most `max_side_px` on the long side, never scaled up.
pub fn preview(picture_bytes: &[u8], max_side_px: u32) -> Result<Rgba, PhotoError> {
    if picture_bytes.is_empty() {
        return Err(PhotoError::Empty);
    }
    let image = match sniff::kind(picture_bytes)? {
        Kind::Jpeg => {
            let parsed = jpeg::parse(picture_bytes)?;
            check_pixels(parsed.width, parsed.height)?;
            let (width, height) = fit::within(parsed.width, parsed.height, max_side_px);
            parsed.decode(width, height)?
        }
        Kind::Png => {
            let header = png::header(picture_bytes)?;
            check_pixels(header.width, header.height)?;
            png::parse(picture_bytes, header)?.decode()?.image
        }
    };
    Ok(fit::shown(&image, max_side_px))
}

/// Makes a pasted picture (RGBA, 8 bits each, not premultiplied, `width * height * 4` bytes) into a fitted JPEG.
///
/// There is no file, so `original_bytes` is the size of the result.
pub fn from_rgba(
    width: u32,
    height: u32,
    pixels: &[u8],
    limits: &PictureLimits,
) -> Result<Fitted, PhotoError> {
    if width == 0 || height == 0 || pixels.is_empty() {
        return Err(PhotoError::Empty);
    }
    check_size(width, height, limits)?;
    if pixels.len() as u64 != u64::from(width) * u64::from(height) * 4 {
        return Err(PhotoError::Damaged);
    }
    let image = png::flatten(width, height, pixels.to_vec()).ok_or(PhotoError::Damaged)?;
    fit::encoded(
        image,
        image::metadata::Orientation::NoTransforms,
        limits,
        None,
    )
}

fn check_size(width: u32, height: u32, limits: &PictureLimits) -> Result<(), PhotoError> {
    check_pixels(width, height)?;
    if width.max(height) < limits.min_long_side_px || width.min(height) < limits.min_short_side_px {
        return Err(PhotoError::TooSmall {
            min_long: limits.min_long_side_px,
            min_short: limits.min_short_side_px,
            width,
            height,
        });
    }
    Ok(())
}

fn check_pixels(width: u32, height: u32) -> Result<(), PhotoError> {
    if width == 0 || height == 0 {
        return Err(PhotoError::Damaged);
    }
    if width.max(height) > MAX_SIDE_PX || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PhotoError::TooManyPixels { width, height });
    }
    Ok(())
}
