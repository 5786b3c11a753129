//! PDF: how many pages there are, and the first of them as a picture, drawn in this process.
//!
//! Hostile documents can take minutes or all memory: whoever has a window to keep runs [`super::draw`] in another process.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::RgbImage;

use super::{Drawn, PhotoError};

/// Most pages that are counted; what has more shows this number.
pub const MAX_PAGES: u32 = 10_000;
/// Longest side of a drawn page, in pixels: A4 at a good 200 dots an inch.
pub const PAGE_SIDE_PX: u32 = 2400;
/// Least pixels of the short side of a page, however long and narrow it claims to be.
const MIN_SHORT_PX: f32 = 1.0;

/// What a PDF says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PdfInfo {
    /// Its pages, 1 to [`MAX_PAGES`].
    pub pages: u32,
}

/// Counts the pages. Errors: [`PhotoError::Locked`], [`PhotoError::NoPages`], [`PhotoError::Damaged`].
pub fn info(bytes: &[u8]) -> Result<PdfInfo, PhotoError> {
    guarded(|| {
        let pages = count(&open(bytes)?)?;
        Ok(PdfInfo { pages })
    })
}

/// Draws the first page on white, upright, its crop box only, `max_side_px` on the long side (at most
/// [`PAGE_SIDE_PX`]): a page is drawn as large as it is wanted, whatever size it claims.
pub fn render_first_page(bytes: &[u8], max_side_px: u32) -> Result<Drawn, PhotoError> {
    guarded(|| {
        let pdf = open(bytes)?;
        let pages = count(&pdf)?;
        let image = first_page(&pdf, max_side_px.clamp(1, PAGE_SIDE_PX))?;
        Ok(Drawn { image, pages })
    })
}

/// The reader of PDF is young: what makes it panic is one damaged file, not the end of the program.
fn guarded<T>(work: impl FnOnce() -> Result<T, PhotoError>) -> Result<T, PhotoError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PhotoError::Stopped))
}

fn open(bytes: &[u8]) -> Result<Pdf, PhotoError> {
    if bytes.is_empty() {
        return Err(PhotoError::Empty);
    }
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PhotoError::Locked,
        LoadPdfError::Invalid => PhotoError::Damaged,
    })
}

fn count(pdf: &Pdf) -> Result<u32, PhotoError> {
    match u32::try_from(pdf.pages().len()).unwrap_or(MAX_PAGES) {
        0 => Err(PhotoError::NoPages),
        pages => Ok(pages.min(MAX_PAGES)),
    }
}

fn first_page(pdf: &Pdf, side_px: u32) -> Result<RgbImage, PhotoError> {
    let page = pdf.pages().first().ok_or(PhotoError::NoPages)?;
    let (width, height) = page.render_dimensions();
    if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) {
        return Err(PhotoError::Damaged);
    }
    // At most `PAGE_SIDE_PX`, so that neither a side nor their product can overflow.
    let scale = side_px as f32 / width.max(height);
    let side = |length: f32| (length * scale).round().max(MIN_SHORT_PX);
    // A hair more, because the size in whole pixels is cut and not rounded.
    let scale_of = |length: f32| (side(length) + 0.01) / length;
    let settings = PixmapSettings {
        x_scale: scale_of(width),
        y_scale: scale_of(height),
        bg_color: WHITE,
    };
    let pixmap = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    // On white everything is opaque: colours are as they are seen, premultiplied or not.
    let pixels = pixmap
        .data()
        .iter()
        .flat_map(|pixel| [pixel.r, pixel.g, pixel.b])
        .collect();
    RgbImage::from_raw(width, height, pixels).ok_or(PhotoError::Damaged)
}

#[cfg(test)]
mod tests;
