//! HEIC and AVIF: the container they share, and pictures put together from its tiles.
//!
//! Sources: ISO 14496-12 (boxes), ISO 23008-12 (HEIF: items, grids, turns), AV1 Image File Format. The tiles are decoded
//! one by one, so that no more than a tile and the finished picture are held at a time.

mod av1;
mod boxes;
mod hevc;
mod items;
mod turns;

use image::RgbImage;
use image::metadata::Orientation;

use super::decode::Decoded;
use super::sniff::Format;
use super::{PhotoError, check_pixels};
use items::{Crop, Image, Plane, Tile};

/// A HEIC or AVIF whose boxes were read.
pub(super) struct Parsed<'a> {
    /// Width in pixels, before it is turned.
    pub width: u32,
    /// Height in pixels, before it is turned.
    pub height: u32,
    /// How the picture is to be turned, by the container (EXIF says the same once more, and does not count here).
    pub orientation: Orientation,
    /// The colour profile.
    pub icc: Option<Vec<u8>>,
    image: Image<'a>,
    format: Format,
}

/// A decoded tile: three bytes a pixel, or one for what shines through.
struct Pixels {
    width: u32,
    height: u32,
    data: Vec<u8>,
}

/// Reads the boxes. Errors: cut short, too many pixels, an item that is neither HEVC nor AV1.
pub(super) fn parse(bytes: &[u8], format: Format) -> Result<Parsed<'_>, PhotoError> {
    let image = items::read(bytes, format)?;
    let crop = image.crop.unwrap_or(Crop {
        left: 0,
        top: 0,
        width: image.colour.width,
        height: image.colour.height,
    });
    check_pixels(crop.width, crop.height)?;
    Ok(Parsed {
        width: crop.width,
        height: crop.height,
        orientation: image.orientation,
        icc: image.icc.and_then(super::colour::bounded),
        image: Image {
            crop: Some(crop),
            ..image
        },
        format,
    })
}

impl Parsed<'_> {
    /// Decodes at full size, as stored, and lays what shines through on white.
    pub fn decode(&self) -> Result<Decoded, PhotoError> {
        let crop = self.image.crop.ok_or(PhotoError::Damaged)?;
        let colour = Self::plane(&self.image.colour, crop, 3)?;
        let mut image =
            RgbImage::from_raw(crop.width, crop.height, colour).ok_or(PhotoError::Damaged)?;
        let Some(plane) = &self.image.alpha else {
            return Ok(Decoded {
                image,
                opaque: true,
            });
        };
        if (plane.width, plane.height) != (self.image.colour.width, self.image.colour.height) {
            return Err(PhotoError::Unsupported(self.format));
        }
        let alpha = Self::plane(plane, crop, 1)?;
        let opaque = alpha.iter().all(|&alpha| alpha == u8::MAX);
        for (pixel, &alpha) in image.pixels_mut().zip(&alpha) {
            let alpha = u32::from(alpha);
            for channel in &mut pixel.0 {
                let light = u32::from(*channel);
                let light = if self.image.premultiplied {
                    light
                } else {
                    (light * alpha + 127) / 255
                };
                *channel = (light + 255 - alpha).min(255) as u8;
            }
        }
        Ok(Decoded { image, opaque })
    }

    /// All tiles side by side, and of that what the crop leaves; `channels` bytes a pixel.
    fn plane(plane: &Plane<'_>, crop: Crop, channels: usize) -> Result<Vec<u8>, PhotoError> {
        let mut canvas = vec![0; crop.width as usize * crop.height as usize * channels];
        let mut step = None;
        for (index, tile) in plane.tiles.iter().enumerate() {
            let pixels = Self::tile(tile, channels)?;
            // All tiles of a grid have one size (ISO 23008-12, 6.6.2.3).
            let size = *step.get_or_insert((pixels.width, pixels.height));
            if size != (pixels.width, pixels.height) {
                return Err(PhotoError::Damaged);
            }
            let column = index as u64 % u64::from(plane.columns);
            let row = index as u64 / u64::from(plane.columns);
            let place = (column * u64::from(size.0), row * u64::from(size.1));
            copy(&mut canvas, crop, &pixels, place, channels);
        }
        // Tiles that do not cover the picture would leave black where nobody put any.
        let (width, height) = step.ok_or(PhotoError::Damaged)?;
        let rows = (plane.tiles.len() as u64).div_ceil(u64::from(plane.columns));
        if u64::from(width) * u64::from(plane.columns) < u64::from(plane.width)
            || u64::from(height) * rows < u64::from(plane.height)
        {
            return Err(PhotoError::Damaged);
        }
        Ok(canvas)
    }

    fn tile(tile: &Tile<'_>, channels: usize) -> Result<Pixels, PhotoError> {
        let pixels = if tile.is_av1 {
            av1::decode(tile, channels)?
        } else {
            hevc::decode(tile, channels)?
        };
        let expected = u64::from(pixels.width) * u64::from(pixels.height) * channels as u64;
        if pixels.data.len() as u64 != expected {
            return Err(PhotoError::Damaged);
        }
        Ok(pixels)
    }
}

/// Copies the part of a tile at `place` that lies within the crop.
fn copy(canvas: &mut [u8], crop: Crop, tile: &Pixels, place: (u64, u64), channels: usize) {
    let (left, top) = (u64::from(crop.left), u64::from(crop.top));
    let from_x = left.max(place.0);
    let to_x = (left + u64::from(crop.width)).min(place.0 + u64::from(tile.width));
    let from_y = top.max(place.1);
    let to_y = (top + u64::from(crop.height)).min(place.1 + u64::from(tile.height));
    if from_x >= to_x {
        return;
    }
    let length = (to_x - from_x) as usize * channels;
    for y in from_y..to_y {
        let source = ((y - place.1) * u64::from(tile.width) + from_x - place.0) as usize * channels;
        let target = ((y - top) * u64::from(crop.width) + from_x - left) as usize * channels;
        if let (Some(source), Some(target)) = (
            tile.data.get(source..source + length),
            canvas.get_mut(target..target + length),
        ) {
            target.copy_from_slice(source);
        }
    }
}
