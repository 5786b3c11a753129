//! GIF and BMP: what `image` reads of them; of an animation the first frame.

use std::io::Cursor;

use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::{DynamicImage, ImageDecoder, Limits};

use super::decode::Decoded;
use super::sniff::Format;
use super::{MAX_DECODED_BYTES, MAX_SIDE_PX, PhotoError, check_pixels, png};

/// A GIF or BMP whose header was read.
pub(super) struct Parsed<'a> {
    /// Width in pixels, as stored.
    pub width: u32,
    /// Height in pixels, as stored.
    pub height: u32,
    bytes: &'a [u8],
    format: Format,
}

/// Reads the header. Errors: cut short, too many pixels.
pub(super) fn parse(bytes: &[u8], format: Format) -> Result<Parsed<'_>, PhotoError> {
    let sides = if format == Format::Gif {
        // The screen's size; the decoder lays the frame on it.
        bytes.get(6..10).map(|size| {
            let side = |at: usize| u32::from(u16::from_le_bytes([size[at], size[at + 1]]));
            (side(0), side(2))
        })
    } else {
        let decoder = BmpDecoder::new(Cursor::new(bytes)).map_err(|_| PhotoError::Damaged)?;
        Some(decoder.dimensions())
    };
    let (width, height) = sides.ok_or(PhotoError::Damaged)?;
    check_pixels(width, height)?;
    Ok(Parsed {
        width,
        height,
        bytes,
        format,
    })
}

impl Parsed<'_> {
    /// Decodes the picture, or its first frame, and lays it on white.
    pub fn decode(&self) -> Result<Decoded, PhotoError> {
        let image = if self.format == Format::Gif {
            let decoder = GifDecoder::new(Cursor::new(self.bytes));
            self.read(decoder.map_err(|_| PhotoError::Damaged)?)?
        } else {
            let decoder = BmpDecoder::new(Cursor::new(self.bytes));
            self.read(decoder.map_err(|_| PhotoError::Damaged)?)?
        };
        if !image.color().has_alpha() {
            return Ok(Decoded {
                image: image.into_rgb8(),
                opaque: true,
            });
        }
        let image = image.into_rgba8();
        let opaque = image.pixels().all(|pixel| pixel.0[3] == u8::MAX);
        let image = png::flatten(self.width, self.height, image.into_raw());
        Ok(Decoded {
            image: image.ok_or(PhotoError::Damaged)?,
            opaque,
        })
    }

    fn read(&self, mut decoder: impl ImageDecoder) -> Result<DynamicImage, PhotoError> {
        let mut limits = Limits::default();
        limits.max_image_width = Some(MAX_SIDE_PX);
        limits.max_image_height = Some(MAX_SIDE_PX);
        limits.max_alloc = Some(MAX_DECODED_BYTES);
        decoder
            .set_limits(limits)
            .map_err(|_| PhotoError::Damaged)?;
        if decoder.dimensions() != (self.width, self.height) {
            return Err(PhotoError::Damaged);
        }
        DynamicImage::from_decoder(decoder).map_err(|_| PhotoError::Damaged)
    }
}
