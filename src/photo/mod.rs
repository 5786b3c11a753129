//! Bytes in, fitted picture out: judge, decode, turn upright, scale, encode. Pure but for CPU time; only [`read`] touches a file.
//!
//! What leaves here carries no metadata (no EXIF, XMP, comments, embedded previews or trailing bytes). A sound JPEG or PNG
//! that is within its limits, upright and opaque keeps its pixels bit for bit; anything else becomes a JPEG, 4:2:0.
//! WebP, HEIC, AVIF, TIFF, GIF and BMP are read too: their first page or frame. A colour profile is applied, and then
//! dropped with the other metadata; pixels without one are taken as sRGB.

mod colour;
mod decode;
pub mod edit;
mod encode;
mod fit;
mod guard;
mod heif;
mod jpeg;
pub mod judge;
pub mod pdf;
mod plain;
mod planes;
mod png;
pub mod qr;
mod read;
mod sniff;
#[cfg(test)]
mod tests;
mod tiff;
mod webp;

use std::fmt;

use image::RgbImage;
use thiserror::Error;

use crate::domain::profile::PictureLimits;
use crate::domain::{Edit, Picture, Slot};

pub use read::{ReadError, read_file};
pub use sniff::Format;

use decode::Source;
use sniff::Kind;

/// Longest side of [`Fitted::thumbnail`], in pixels.
pub const THUMBNAIL_SIDE_PX: u32 = 512;
/// Longest side of what is decoded apart (see [`needs_apart`]), in pixels: every pixel of a phone's 12 MP. What has more is
/// made smaller there.
pub const APART_SIDE_PX: u32 = 4096;
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
    /// The document is encrypted, and opens with a password only.
    #[error("locked with a password")]
    Locked,
    /// The document has no pages.
    #[error("no pages")]
    NoPages,
    /// Its decoder took too long and was ended.
    #[error("took too long")]
    TooSlow,
    /// Its decoder gave up, took too much memory or answered nonsense.
    #[error("the decoder stopped")]
    Stopped,
    /// Cannot be brought within the slot's bytes and sides without falling under its smallest size.
    #[error("does not fit the limits")]
    CannotFit,
}

/// A picture ready to be sent, and a small one to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// What is sent, with what was found in it.
    pub picture: Picture,
    /// The same pixels, upright, at most [`THUMBNAIL_SIDE_PX`] on the long side.
    pub thumbnail: Rgba,
    /// The picture has the very pixels of the file: there is no other original to be kept.
    pub is_original: bool,
}

/// A file's bytes, and what is to become of them.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The file.
    pub bytes: &'a [u8],
    /// Where the picture goes: by it the judge knows what should be on it. `None` for a document of level 2.
    pub slot: Option<Slot>,
    /// What is allowed there.
    pub limits: &'a PictureLimits,
    /// Most bytes of the file.
    pub max_file_bytes: u64,
    /// What a person did to the picture.
    pub edit: &'a Edit,
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

/// Pixels of a file that is decoded apart (see [`needs_apart`]): upright, opaque, sRGB.
#[derive(Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The picture.
    pub image: RgbImage,
    /// Pages of the file, of which this is the first.
    pub pages: u32,
}

impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.image.dimensions();
        write!(f, "Drawn(*** {width}x{height}, {} pages)", self.pages)
    }
}

/// True for formats whose decoders can run for minutes, take all memory or abort on hostile bytes, and that cannot be
/// stopped from inside: [`draw`] belongs into a process of its own, which is ended in time.
pub fn needs_apart(bytes: &[u8]) -> bool {
    matches!(sniff::kind(bytes), Ok(Kind::Pdf | Kind::Heif(_)))
}

/// True for a PDF.
pub fn is_pdf(bytes: &[u8]) -> bool {
    matches!(sniff::kind(bytes), Ok(Kind::Pdf))
}

/// All of the picture, or of the first page (which has [`pdf::PAGE_SIDE_PX`] at most): upright, in sRGB, at most
/// `max_side_px` on the long side; for [`needs_apart`].
pub fn draw(bytes: &[u8], max_side_px: u32) -> Result<Drawn, PhotoError> {
    if is_pdf(bytes) {
        return pdf::render_first_page(bytes, max_side_px);
    }
    let source = Source::open(bytes)?;
    Ok(Drawn {
        image: fit::upright(&source, max_side_px)?,
        pages: source.pages,
    })
}

/// As [`fit`], of what was drawn apart from the order's bytes.
pub fn fit_drawn(
    order: &Order<'_>,
    drawn: Drawn,
    seen: &mut dyn FnMut(Rgba),
) -> Result<Fitted, PhotoError> {
    fit::fit(&Source::drawn(drawn), order, seen)
}

/// As [`preview`], of what was drawn apart.
pub fn shown(drawn: &Drawn, max_side_px: u32) -> Rgba {
    fit::shown(&drawn.image, max_side_px)
}

/// Refuses a file that is empty or too large, before anything is done with it.
pub fn check_file(bytes: &[u8], max_file_bytes: u64) -> Result<(), PhotoError> {
    let got = bytes.len() as u64;
    if got == 0 {
        return Err(PhotoError::Empty);
    }
    if got > max_file_bytes {
        let max_bytes = max_file_bytes;
        return Err(PhotoError::FileTooLarge { max_bytes, got });
    }
    Ok(())
}

/// Makes a file's bytes into a picture within the limits: upright, without metadata, never scaled up, judged.
///
/// `seen` is given a small picture as soon as there is one, before the judging and the encoding.
pub fn fit(order: &Order<'_>, seen: &mut dyn FnMut(Rgba)) -> Result<Fitted, PhotoError> {
    check_file(order.bytes, order.max_file_bytes)?;
    let source = Source::open(order.bytes)?;
    fit::fit(&source, order, seen)
}

/// Decodes a picture to be shown large, upright: at most `max_side_px` on the long side, never scaled up.
pub fn preview(bytes: &[u8], max_side_px: u32) -> Result<Rgba, PhotoError> {
    if bytes.is_empty() {
        return Err(PhotoError::Empty);
    }
    let image = fit::upright(&Source::open(bytes)?, max_side_px)?;
    Ok(fit::shown(&image, max_side_px))
}

/// Opaque pixels as a JPEG of a quality from 1 to 100, whatever its bytes; `None` if a side is longer than a JPEG's can be.
pub fn to_jpeg(picture: &Rgba, quality: u8) -> Option<Vec<u8>> {
    let image = png::flatten(picture.width, picture.height, picture.pixels.clone())?;
    encode::at_quality(&image, quality).ok()
}

/// Makes a pasted picture (RGBA, 8 bits each, not premultiplied, `width * height * 4` bytes) into a fitted JPEG.
///
/// There is no file, so `original_bytes` is the size of the result.
pub fn from_rgba(
    width: u32,
    height: u32,
    pixels: &[u8],
    slot: Option<Slot>,
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
    fit::pasted(image, slot, limits)
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
