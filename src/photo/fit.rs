//! From decoded pixels to what is sent: scale, turn upright, encode within the bytes allowed.

use std::borrow::Cow;
use std::sync::Arc;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};

use super::decode::Source;
use super::judge::{self, Facts};
use super::planes::Planes;
use super::{Fitted, Order, PhotoError, Rgba, THUMBNAIL_SIDE_PX, check_size, colour, edit, encode};
use crate::domain::edit::Cut;
use crate::domain::profile::PictureLimits;
use crate::domain::{Made, MediaType, Picture, Slot, Verdict};

/// How much smaller a side gets each time even the least quality has too many bytes, and how often at most.
const SHRINK: f64 = 0.8;
const MAX_SHRINKS: usize = 16;

/// Makes an opened file into a picture that can be sent.
pub(super) fn fit(
    source: &Source,
    order: &Order<'_>,
    seen: &mut dyn FnMut(Rgba),
) -> Result<Fitted, PhotoError> {
    let limits = order.limits;
    let (width, height) = source.upright_size();
    check_size(width, height, limits)?;
    let (width, height) = edit::size(width, height, order.edit);
    check_size(width, height, limits)?;
    let is_srgb = colour::is_srgb(source.icc.as_deref());
    let keep = order.edit.is_none() && source.orientation == Orientation::NoTransforms && is_srgb;
    let clean = source
        .clean()
        .filter(|(bytes, _)| keep && is_within(width, height, bytes.len(), limits));
    let (raster, opaque) = raster_of(source, order, is_srgb)?;
    let image = raster.rgb();
    let thumbnail = shown(&image, THUMBNAIL_SIDE_PX);
    seen(thumbnail.clone());
    let is_straightened = matches!(order.edit.cut, Cut::Corners(_));
    let verdict = judged(&image, order.slot, (width, height), is_straightened);
    drop(image);
    let made = Arc::new(Made {
        edit: *order.edit,
        verdict,
        pages: if source.pages > 1 { source.pages } else { 0 },
    });
    let original_bytes = order.bytes.len() as u64;
    let clean = clean.filter(|_| opaque);
    let is_original = clean.is_some();
    let picture = match clean {
        Some((bytes, media_type)) => Picture {
            bytes: Arc::from(bytes),
            media_type,
            width_px: width,
            height_px: height,
            original_bytes,
            made,
        },
        None => encoded(raster, limits, Some(original_bytes), made)?,
    };
    Ok(Fitted {
        picture,
        thumbnail,
        is_original,
    })
}

/// What the judge says; nothing where it does not know what should be on the picture.
fn judged(
    image: &RgbImage,
    slot: Option<Slot>,
    (width, height): (u32, u32),
    is_straightened: bool,
) -> Verdict {
    let facts = slot.map(|slot| Facts {
        slot,
        width,
        height,
        is_straightened,
    });
    let verdict = facts.map(|facts| judge::judge(image, &facts));
    verdict.unwrap_or_default()
}

/// Fits pixels that came without a file.
pub(super) fn pasted(
    image: RgbImage,
    slot: Option<Slot>,
    limits: &PictureLimits,
) -> Result<Fitted, PhotoError> {
    let (full_width, full_height) = image.dimensions();
    let (width, height) = within(full_width, full_height, limits.max_side_px);
    let image = resized_from(image, width, height);
    let made = Arc::new(Made {
        verdict: judged(&image, slot, (full_width, full_height), false),
        ..Made::default()
    });
    let thumbnail = shown(&image, THUMBNAIL_SIDE_PX);
    Ok(Fitted {
        picture: encoded(Raster::Rgb(image), limits, None, made)?,
        thumbnail,
        is_original: true,
    })
}

/// A picture on its way: as planes where a JPEG becomes a JPEG, else as RGB.
enum Raster {
    Planes(Planes),
    Rgb(RgbImage),
}

impl Raster {
    fn dimensions(&self) -> (u32, u32) {
        match self {
            Self::Planes(planes) => planes.dimensions(),
            Self::Rgb(image) => image.dimensions(),
        }
    }

    /// As RGB, to be shown and judged.
    fn rgb(&self) -> Cow<'_, RgbImage> {
        match self {
            Self::Planes(planes) => Cow::Owned(planes.to_rgb()),
            Self::Rgb(image) => Cow::Borrowed(image),
        }
    }

    fn resized(self, width: u32, height: u32) -> Result<Self, PhotoError> {
        if self.dimensions() == (width, height) {
            return Ok(self);
        }
        Ok(match self {
            Self::Planes(planes) => Self::Planes(planes.resized(width, height)?),
            Self::Rgb(image) => Self::Rgb(resized(&image, width, height)),
        })
    }

    fn encoded(&self, max_bytes: usize) -> Result<Option<Vec<u8>>, PhotoError> {
        match self {
            Self::Planes(planes) => encode::planes_within(planes, max_bytes),
            Self::Rgb(image) => encode::best_within(image, max_bytes),
        }
    }
}

/// The upright pixels with the edit carried out, no larger than allowed, in sRGB; and whether nothing shone through.
fn raster_of(
    source: &Source<'_>,
    order: &Order<'_>,
    is_srgb: bool,
) -> Result<(Raster, bool), PhotoError> {
    let limits = order.limits;
    if order.edit.is_none() {
        let (width, height) = within(source.width, source.height, limits.max_side_px);
        if is_srgb && let Some(mut planes) = source.planes(width, height)? {
            // Scaling while decoding rounds up; the size that counts is that of the file.
            if planes.dimensions() != (width, height) {
                planes = planes.resized(width, height)?;
            }
            return Ok((Raster::Planes(planes.turned(source.orientation)), true));
        }
        let decoded = source.decode(width, height)?;
        let image = resized_from(decoded.image, width, height);
        return Ok((Raster::Rgb(turned(image, source)), decoded.opaque));
    }
    let (full_width, full_height) = source.upright_size();
    let (edited_width, edited_height) = edit::size(full_width, full_height, order.edit);
    let (width, height) = within(edited_width, edited_height, limits.max_side_px);
    // As many pixels as the part that is used needs.
    let scale = f64::from(width) / f64::from(edited_width.max(1));
    let needed = |side: u32| (f64::from(side) * scale).ceil() as u32;
    let decoded = source.decode(needed(source.width), needed(source.height))?;
    let image = turned(decoded.image, source);
    let image = edit::apply(&image, order.edit, width, height);
    Ok((Raster::Rgb(image), decoded.opaque))
}

/// All of the picture, upright and in sRGB, at most `side` on the long side where that costs nothing.
pub(super) fn upright(source: &Source<'_>, side: u32) -> Result<RgbImage, PhotoError> {
    let (width, height) = within(source.width, source.height, side);
    let decoded = source.decode(width, height)?;
    Ok(turned(resized_from(decoded.image, width, height), source))
}

/// Turned as the file says, after the scaling: there are fewer pixels to turn.
fn turned(image: RgbImage, source: &Source<'_>) -> RgbImage {
    let mut upright = DynamicImage::ImageRgb8(image);
    upright.apply_orientation(source.orientation);
    let mut image = upright.into_rgb8();
    colour::to_srgb(&mut image, source.icc.as_deref());
    image
}

/// Encodes within the bytes allowed, and makes it smaller where that is needed. `original_bytes` is `None` where there was no
/// file.
fn encoded(
    mut raster: Raster,
    limits: &PictureLimits,
    original_bytes: Option<u64>,
    made: Arc<Made>,
) -> Result<Picture, PhotoError> {
    for _ in 0..=MAX_SHRINKS {
        let (width, height) = raster.dimensions();
        if !is_large_enough(width, height, limits) {
            return Err(PhotoError::CannotFit);
        }
        if let Some(bytes) = raster.encoded(limits.max_bytes)? {
            return Ok(Picture {
                original_bytes: original_bytes.unwrap_or(bytes.len() as u64),
                bytes: Arc::from(bytes),
                media_type: MediaType::Jpeg,
                width_px: width,
                height_px: height,
                made,
            });
        }
        let less = smaller(width, height, limits);
        if less == (width, height) {
            return Err(PhotoError::CannotFit);
        }
        raster = raster.resized(less.0, less.1)?;
    }
    Err(PhotoError::CannotFit)
}

/// The size within a square of `side` pixels, in proportion, never larger.
pub(super) fn within(width: u32, height: u32, side: u32) -> (u32, u32) {
    let long = width.max(height);
    if long <= side {
        return (width, height);
    }
    // Rounded; a side between 1 and `side`, so it fits.
    let scaled = |length: u32| {
        let length = (u64::from(length) * u64::from(side) + u64::from(long) / 2) / u64::from(long);
        (length as u32).max(1)
    };
    (scaled(width), scaled(height))
}

/// The pixels to be shown, at most `side` on the long side.
pub(super) fn shown(image: &RgbImage, side: u32) -> Rgba {
    let (width, height) = within(image.width(), image.height(), side.max(1));
    let small;
    let image = if (width, height) == image.dimensions() {
        image
    } else {
        small = resized(image, width, height);
        &small
    };
    let mut pixels = Vec::with_capacity(image.len() / 3 * 4);
    for pixel in image.pixels() {
        pixels.extend_from_slice(&[pixel.0[0], pixel.0[1], pixel.0[2], u8::MAX]);
    }
    Rgba {
        width: image.width(),
        height: image.height(),
        pixels,
    }
}

fn is_within(width: u32, height: u32, bytes: usize, limits: &PictureLimits) -> bool {
    width.max(height) <= limits.max_side_px && bytes <= limits.max_bytes
}

fn is_large_enough(width: u32, height: u32, limits: &PictureLimits) -> bool {
    width.max(height) >= limits.min_long_side_px && width.min(height) >= limits.min_short_side_px
}

/// The next smaller size to try: in proportion, and not under the least the slot allows.
fn smaller(width: u32, height: u32, limits: &PictureLimits) -> (u32, u32) {
    let (width, height) = (f64::from(width), f64::from(height));
    let least = (f64::from(limits.min_long_side_px) / width.max(height))
        .max(f64::from(limits.min_short_side_px) / width.min(height))
        .min(1.0);
    let factor = SHRINK.max(least);
    // Rounded up, so that the least allowed size is met and not missed by a pixel.
    let side = |length: f64| ((length * factor - 1e-6).ceil() as u32).max(1);
    (side(width), side(height))
}

fn resized_from(image: RgbImage, width: u32, height: u32) -> RgbImage {
    if image.dimensions() == (width, height) {
        return image;
    }
    resized(&image, width, height)
}

pub(super) fn resized(image: &RgbImage, width: u32, height: u32) -> RgbImage {
    if image.dimensions() == (width, height) {
        return image.clone();
    }
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    resampled(image, &options, width, height)
}

/// Scales with these options; what they cut out must lie within the pixels.
pub(super) fn resampled(
    image: &RgbImage,
    options: &ResizeOptions,
    width: u32,
    height: u32,
) -> RgbImage {
    let mut target = Image::new(width, height, PixelType::U8x3);
    let done = ImageRef::new(
        image.width(),
        image.height(),
        image.as_raw(),
        PixelType::U8x3,
    )
    .is_ok_and(|source| Resizer::new().resize(&source, &mut target, options).is_ok());
    // Source and target have the same pixel type and true sizes: there is nothing left that could fail.
    debug_assert!(done, "resize of sound pixels");
    RgbImage::from_raw(width, height, target.into_vec()).unwrap_or_default()
}
