//! From decoded pixels to what is sent: scale, turn upright, encode within the bytes allowed.

use std::sync::Arc;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{Fitted, PhotoError, Rgba, THUMBNAIL_SIDE_PX, jpeg, png};
use crate::domain::profile::PictureLimits;
use crate::domain::{MediaType, Picture};

/// Quality that is tried first, and the least that is taken before the picture is made smaller instead.
const BEST_QUALITY: u8 = 90;
const LEAST_QUALITY: u8 = 50;
/// How much smaller a side gets each time even the least quality has too many bytes, and how often at most.
const SHRINK: f64 = 0.8;
const MAX_SHRINKS: usize = 16;

/// Fits a JPEG: kept bit for bit if it is within the limits and upright, made anew if not.
pub(super) fn jpeg(
    parsed: &jpeg::Parsed,
    limits: &PictureLimits,
    original_bytes: u64,
) -> Result<Fitted, PhotoError> {
    // CMYK is within the standard, but many a receiver shows it wrong or not at all.
    let keep = parsed.orientation == Orientation::NoTransforms
        && parsed.components != 4
        && is_within(parsed.width, parsed.height, parsed.clean.len(), limits);
    let side = if keep {
        THUMBNAIL_SIDE_PX
    } else {
        limits.max_side_px
    };
    let (width, height) = within(parsed.width, parsed.height, side);
    // Even at a smaller scale every block is read, so that damage is found.
    let image = parsed.decode(width, height)?;
    if !keep {
        // Scaling while decoding rounds up; the size that counts is that of the file.
        let image = resized_from(image, width, height);
        return encoded(image, parsed.orientation, limits, Some(original_bytes));
    }
    Ok(Fitted {
        picture: Picture {
            bytes: Arc::from(parsed.clean.as_slice()),
            media_type: MediaType::Jpeg,
            width_px: parsed.width,
            height_px: parsed.height,
            original_bytes,
        },
        thumbnail: shown(&image, THUMBNAIL_SIDE_PX),
    })
}

/// Fits a PNG: kept bit for bit if it is within the limits, upright and opaque, made into a JPEG if not.
pub(super) fn png(
    parsed: &png::Parsed,
    limits: &PictureLimits,
    original_bytes: u64,
) -> Result<Fitted, PhotoError> {
    let decoded = parsed.decode()?;
    let (width, height) = (parsed.header.width, parsed.header.height);
    let keep = decoded.opaque
        && parsed.orientation == Orientation::NoTransforms
        && is_within(width, height, parsed.clean.len(), limits);
    if !keep {
        return encoded(
            decoded.image,
            parsed.orientation,
            limits,
            Some(original_bytes),
        );
    }
    Ok(Fitted {
        picture: Picture {
            bytes: Arc::from(parsed.clean.as_slice()),
            media_type: MediaType::Png,
            width_px: width,
            height_px: height,
            original_bytes,
        },
        thumbnail: shown(&decoded.image, THUMBNAIL_SIDE_PX),
    })
}

/// Scales, turns and encodes. `original_bytes` is `None` where there was no file.
pub(super) fn encoded(
    image: RgbImage,
    orientation: Orientation,
    limits: &PictureLimits,
    original_bytes: Option<u64>,
) -> Result<Fitted, PhotoError> {
    let (width, height) = within(image.width(), image.height(), limits.max_side_px);
    let mut upright = DynamicImage::ImageRgb8(resized_from(image, width, height));
    // After the scaling: there are fewer pixels to turn.
    upright.apply_orientation(orientation);
    let mut image = upright.into_rgb8();
    for _ in 0..=MAX_SHRINKS {
        if !is_large_enough(&image, limits) {
            return Err(PhotoError::CannotFit);
        }
        if let Some(bytes) = best_quality(&image, limits.max_bytes)? {
            return Ok(Fitted {
                picture: Picture {
                    original_bytes: original_bytes.unwrap_or(bytes.len() as u64),
                    bytes: Arc::from(bytes),
                    media_type: MediaType::Jpeg,
                    width_px: image.width(),
                    height_px: image.height(),
                },
                thumbnail: shown(&image, THUMBNAIL_SIDE_PX),
            });
        }
        let (width, height) = smaller(&image, limits);
        if (width, height) == image.dimensions() {
            return Err(PhotoError::CannotFit);
        }
        image = resized(&image, width, height);
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

fn is_large_enough(image: &RgbImage, limits: &PictureLimits) -> bool {
    let (width, height) = image.dimensions();
    width.max(height) >= limits.min_long_side_px && width.min(height) >= limits.min_short_side_px
}

/// The next smaller size to try: in proportion, and not under the least the slot allows.
fn smaller(image: &RgbImage, limits: &PictureLimits) -> (u32, u32) {
    let (width, height) = (f64::from(image.width()), f64::from(image.height()));
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

fn resized(image: &RgbImage, width: u32, height: u32) -> RgbImage {
    if image.dimensions() == (width, height) {
        return image.clone();
    }
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    let mut target = Image::new(width, height, PixelType::U8x3);
    let done = ImageRef::new(
        image.width(),
        image.height(),
        image.as_raw(),
        PixelType::U8x3,
    )
    .is_ok_and(|source| {
        Resizer::new()
            .resize(&source, &mut target, &options)
            .is_ok()
    });
    // Source and target have the same pixel type and true sizes: there is nothing left that could fail.
    debug_assert!(done, "resize of sound pixels");
    RgbImage::from_raw(width, height, target.into_vec()).unwrap_or_default()
}

/// The encoded picture at the best quality within the bytes allowed; `None` if even the least has too many.
fn best_quality(image: &RgbImage, max_bytes: usize) -> Result<Option<Vec<u8>>, PhotoError> {
    let best = encode(image, BEST_QUALITY)?;
    if best.len() <= max_bytes {
        return Ok(Some(best));
    }
    let mut fits = encode(image, LEAST_QUALITY)?;
    if fits.len() > max_bytes {
        return Ok(None);
    }
    // `low` fits and `high` does not.
    let (mut low, mut high) = (LEAST_QUALITY, BEST_QUALITY);
    while high - low > 1 {
        let quality = u8::midpoint(low, high);
        let bytes = encode(image, quality)?;
        if bytes.len() <= max_bytes {
            low = quality;
            fits = bytes;
        } else {
            high = quality;
        }
    }
    Ok(Some(fits))
}

fn encode(image: &RgbImage, quality: u8) -> Result<Vec<u8>, PhotoError> {
    let side = |length: u32| u16::try_from(length).map_err(|_| PhotoError::CannotFit);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(
            image.as_raw(),
            side(image.width())?,
            side(image.height())?,
            ColorType::Rgb,
        )
        .map_err(|_| PhotoError::CannotFit)?;
    Ok(bytes)
}
