//! The judge: what is wrong with a picture, where, and how much.
//!
//! Plain measuring, no models: the picture is looked at small (`small`), a few tiles of it at full size (`sharp`, `screen`). What
//! was measured is held against the thresholds of assets/judge/thresholds.toml (`limits`); none of it refuses a picture.

mod card;
mod content;
mod fft;
mod findings;
mod glare;
mod limits;
mod lines;
mod look;
mod quad;
mod screen;
mod sharp;
mod small;
#[cfg(test)]
mod tests;

use image::RgbImage;

use super::Rgba;
use crate::domain::edit::{Point, WHOLE};
use crate::domain::{Slot, Verdict};

pub use content::Content;

use small::Small;

/// What the judge knows of a picture besides its pixels.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// Where the picture goes.
    pub slot: Slot,
    /// Width of the original in pixels, upright, after what a person cut away.
    pub width: u32,
    /// Height of the original in pixels, upright, after what a person cut away.
    pub height: u32,
    /// A person put the four corners of the card or page there: its edges are those of the picture.
    pub is_straightened: bool,
}

/// Judges upright pixels as they are sent. A picture under 24 pixels on a side gets an empty verdict: it is refused elsewhere.
pub fn judge(image: &RgbImage, facts: &Facts) -> Verdict {
    let Some(small) = Small::of(image) else {
        return Verdict::default();
    };
    let measured = findings::measure(image, &small, facts);
    Verdict {
        findings: findings::findings(&measured, &small, limits::of(facts.slot)),
        measures: findings::measures(&measured),
        look: look::look(&small, image.width(), image.height()),
    }
}

/// The four corners of a card or page that lies whole in the picture, from the top left clockwise: to propose a straight cut.
pub fn card_corners(image: &RgbImage) -> Option<[Point; 4]> {
    let small = Small::of(image)?;
    let aspects = [&content::CARD[..], &content::PAGE[..1]].concat();
    let quad = content::card(&small, &aspects).filter(|quad| quad.area > 0.1)?;
    Some(quad.corners.map(|corner| point(&small, corner)))
}

/// What a picture seems to show: to propose a slot for it.
pub fn content_of(image: &RgbImage) -> Content {
    let Some(small) = Small::of(image) else {
        return Content::Unknown;
    };
    let card = content::card(&small, &content::CARD);
    content::content(&content::signs(&small), card.as_ref())
}

/// [`content_of`] for pixels to be shown, such as a thumbnail.
pub fn shape_of(pixels: &Rgba) -> Content {
    rgb(pixels.width, pixels.height, &pixels.pixels)
        .map_or(Content::Unknown, |image| content_of(&image))
}

/// [`card_corners`] for pixels to be shown.
pub fn corners_of(pixels: &Rgba) -> Option<[Point; 4]> {
    card_corners(&rgb(pixels.width, pixels.height, &pixels.pixels)?)
}

/// How sharp a frame is, to compare frames of one burst: the inverse of the width of its edges, 0 if there are none.
///
/// `rgba` are `width * height * 4` bytes; too few of them give 0.
pub fn sharpness(width: u32, height: u32, rgba: &[u8]) -> f32 {
    let Some(image) = rgb(width, height, rgba) else {
        return 0.0;
    };
    let widths = Small::of(&image).map(|small| sharp::widths(&image, &small));
    let widest = widths.and_then(|widths| widths.widest());
    widest.map_or(0.0, |width| 1.0 / width.max(0.1))
}

fn rgb(width: u32, height: u32, rgba: &[u8]) -> Option<RgbImage> {
    let pixels = rgba.chunks_exact(4);
    let pixels = pixels.flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    RgbImage::from_raw(width, height, pixels.collect())
}

fn point(small: &Small, (x, y): (f32, f32)) -> Point {
    let part = |at: f32, side: usize| {
        let part = (at + 0.5) / side as f32 * f32::from(WHOLE);
        part.round().clamp(0.0, f32::from(WHOLE)) as u16
    };
    Point {
        x: part(x, small.w),
        y: part(y, small.h),
    }
}
