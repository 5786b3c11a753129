//! QR codes: read from a picture, made of a text, and the coin address in what was read.
//!
//! A picture is made small, black and white in two ways, and searched with `rqrr`; what was not found is looked for at other
//! scales. Codes that are light on dark (wallets in their dark dress) are read too.

use std::fmt;

use image::RgbImage;
use qrcode::{EcLevel, QrCode};
use rqrr::{DeQRError, PreparedImage};
use thiserror::Error;

use super::decode::Source;
use super::guard::guarded;
use super::{Drawn, PhotoError, Rgba, check_pixels, fit, png};
use bitmap::Bitmap;

mod bitmap;
mod uri;

pub use uri::address_of;

/// Longest sides at which a code is looked for, in pixels: the usual photo's, that of a code that fills the picture, and those
/// of a small code in a large picture.
const SIDES_PX: [u32; 4] = [1600, 800, 2800, 4096];
/// Pictures whose long side is shorter are made larger: a module should have some pixels.
const SMALL_PX: u32 = 400;
/// Most bytes of a text that is made into a code: more modules than a telephone reads off a screen.
pub const MAX_TEXT_BYTES: usize = 512;

/// Why there is no text, or no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum QrError {
    /// The picture could not be decoded.
    #[error(transparent)]
    Photo(#[from] PhotoError),
    /// No code is on the picture.
    #[error("no QR code")]
    NotFound,
    /// There is a code, and too much of it is blurred or covered.
    #[error("unreadable QR code")]
    Unreadable,
    /// Several codes with different texts: one must be cut out.
    #[error("{0} QR codes")]
    Several(usize),
    /// The code holds bytes that are no text.
    #[error("a QR code without text")]
    NotText,
    /// Nothing to make a code of.
    #[error("no text")]
    Empty,
    /// More than [`MAX_TEXT_BYTES`] to make a code of.
    #[error("too long for a QR code")]
    TooLong,
}

/// The modules of a code, without the margin of four modules that belongs around it.
#[derive(Clone, PartialEq, Eq)]
pub struct QrMatrix {
    side: usize,
    dark: Vec<bool>,
}

/// A code tells an address.
impl fmt::Debug for QrMatrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QrMatrix(*** {0}x{0})", self.side)
    }
}

impl QrMatrix {
    /// Modules of a side: 21 to 177.
    pub fn side(&self) -> usize {
        self.side
    }

    /// True for a dark module; what lies outside is light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = x < self.side && y < self.side;
        inside && self.dark.get(y * self.side + x).copied().unwrap_or(false)
    }
}

/// Makes a text into a code of error level M (a seventh of it may be lost).
pub fn matrix(text: &str) -> Result<QrMatrix, QrError> {
    if text.is_empty() {
        return Err(QrError::Empty);
    }
    if text.len() > MAX_TEXT_BYTES {
        return Err(QrError::TooLong);
    }
    let code =
        QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| QrError::TooLong)?;
    let side = code.width();
    let colours = code.into_colors().into_iter();
    Ok(QrMatrix {
        side,
        dark: colours
            .map(|colour| colour == qrcode::Color::Dark)
            .collect(),
    })
}

/// The text of the code on a picture's file, of any format that is read here; formats that are decoded apart (see
/// [`super::needs_apart`]) go through [`read_drawn`].
pub fn read(bytes: &[u8]) -> Result<String, QrError> {
    if bytes.is_empty() {
        return Err(PhotoError::Empty.into());
    }
    let source = Source::open(bytes)?;
    let (width, height) = source.upright_size();
    search(width.max(height), |side| fit::upright(&source, side))
}

/// As [`read`], of what was drawn apart from a file.
pub fn read_drawn(drawn: &Drawn) -> Result<String, QrError> {
    of_image(&drawn.image)
}

/// As [`read`], of pixels that were pasted.
pub fn read_rgba(picture: &Rgba) -> Result<String, QrError> {
    check_pixels(picture.width, picture.height)?;
    if picture.pixels.len() as u64 != u64::from(picture.width) * u64::from(picture.height) * 4 {
        return Err(PhotoError::Damaged.into());
    }
    let image = png::flatten(picture.width, picture.height, picture.pixels.clone());
    of_image(&image.ok_or(PhotoError::Damaged)?)
}

fn of_image(image: &RgbImage) -> Result<String, QrError> {
    let (width, height) = image.dimensions();
    check_pixels(width, height)?;
    search(width.max(height), |side| {
        let (width, height) = fit::within(width, height, side);
        Ok(fit::resized(image, width, height))
    })
}

/// Looks at one scale after the other until a text is found. `at` gives the picture with this long side at most.
fn search(
    long_side: u32,
    at: impl Fn(u32) -> Result<RgbImage, PhotoError>,
) -> Result<String, QrError> {
    let mut best = QrError::NotFound;
    let mut seen = Vec::new();
    for side in SIDES_PX {
        let side = side.min(long_side);
        if seen.contains(&side) {
            continue;
        }
        seen.push(side);
        let mut image = at(side)?;
        let long = image.width().max(image.height());
        if long < SMALL_PX {
            let times = SMALL_PX.div_ceil(long.max(1));
            image = fit::resized(&image, image.width() * times, image.height() * times);
        }
        for bitmap in Bitmap::of(&image) {
            match texts(&bitmap) {
                Err(QrError::NotFound) => {}
                // A code that is seen and not read here may be read at another scale.
                Err(error @ (QrError::Unreadable | QrError::NotText)) => best = error,
                done => return done,
            }
        }
    }
    Err(best)
}

/// The one text of all codes on a black and white picture.
fn texts(bitmap: &Bitmap) -> Result<String, QrError> {
    if bitmap.is_too_busy() {
        return Err(QrError::NotFound);
    }
    let found = guarded(|| {
        let (width, height) = bitmap.size();
        let mut picture =
            PreparedImage::prepare_from_bitmap(width, height, |x, y| bitmap.is_black(x, y));
        let grids = picture.detect_grids();
        let read = |grid: &rqrr::Grid<_>| grid.decode().map(|(_, text)| text);
        Ok(grids.iter().map(read).collect())
    });
    // The reader of codes gives up on some odd grids by a panic.
    let found: Vec<Result<String, DeQRError>> = found.map_err(|_| QrError::Unreadable)?;
    let mut error = QrError::NotFound;
    let mut texts: Vec<String> = Vec::new();
    for result in found {
        match result {
            Ok(text) if texts.contains(&text) => {}
            Ok(text) => texts.push(text),
            Err(DeQRError::EncodingError) => error = QrError::NotText,
            Err(_) => error = QrError::Unreadable,
        }
    }
    match texts.len() {
        0 => Err(error),
        1 => texts.pop().ok_or(error),
        several => Err(QrError::Several(several)),
    }
}

#[cfg(test)]
#[path = "qr_tests.rs"]
mod tests;
