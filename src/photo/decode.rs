//! One way to open every format: the header first, the pixels when their size is known to be allowed.

use image::RgbImage;
use image::metadata::Orientation;

use super::guard::guarded;
use super::planes::Planes;
use super::sniff::{self, Kind};
use super::{Drawn, PhotoError, check_pixels, heif, jpeg, pdf, plain, png, tiff, webp};
use crate::domain::MediaType;

/// A file whose header is read, and whose size is within what is decoded at all.
pub(super) struct Source<'a> {
    /// Width in pixels, as stored.
    pub width: u32,
    /// Height in pixels, as stored.
    pub height: u32,
    /// How the stored picture is to be turned.
    pub orientation: Orientation,
    /// The colour profile that is embedded.
    pub icc: Option<Vec<u8>>,
    /// Pages or frames of the file; only the first is used.
    pub pages: u32,
    pixels: Pixels<'a>,
}

/// What was decoded, not yet turned.
pub(super) struct Decoded {
    /// The pixels, what shone through laid on white.
    pub image: RgbImage,
    /// False if anything shone through.
    pub opaque: bool,
}

enum Pixels<'a> {
    Jpeg(jpeg::Parsed),
    Png(png::Parsed),
    WebP(webp::Parsed<'a>),
    Heif(Box<heif::Parsed<'a>>),
    Tiff(Box<tiff::Parsed<'a>>),
    Plain(plain::Parsed<'a>),
    Rendered(RgbImage),
}

impl<'a> Source<'a> {
    /// Reads the header. Errors: what is told by it alone.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        guarded(|| Self::read(bytes))
    }

    fn read(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let mut source = match sniff::kind(bytes)? {
            Kind::Jpeg => {
                let mut parsed = jpeg::parse(bytes)?;
                Self {
                    width: parsed.width,
                    height: parsed.height,
                    orientation: parsed.orientation,
                    icc: parsed.icc.take(),
                    pages: 1,
                    pixels: Pixels::Jpeg(parsed),
                }
            }
            Kind::Png => {
                let header = png::header(bytes)?;
                check_pixels(header.width, header.height)?;
                let mut parsed = png::parse(bytes, header)?;
                Self {
                    width: parsed.header.width,
                    height: parsed.header.height,
                    orientation: parsed.orientation,
                    icc: parsed.icc.take(),
                    pages: parsed.frames,
                    pixels: Pixels::Png(parsed),
                }
            }
            Kind::WebP => {
                let mut parsed = webp::parse(bytes)?;
                Self {
                    width: parsed.width,
                    height: parsed.height,
                    orientation: parsed.orientation,
                    icc: parsed.icc.take(),
                    pages: parsed.frames,
                    pixels: Pixels::WebP(parsed),
                }
            }
            Kind::Heif(format) => {
                let mut parsed = heif::parse(bytes, format)?;
                Self {
                    width: parsed.width,
                    height: parsed.height,
                    orientation: parsed.orientation,
                    icc: parsed.icc.take(),
                    pages: 1,
                    pixels: Pixels::Heif(Box::new(parsed)),
                }
            }
            Kind::Tiff => {
                let mut parsed = tiff::parse(bytes)?;
                Self {
                    width: parsed.width,
                    height: parsed.height,
                    orientation: parsed.orientation,
                    icc: parsed.icc.take(),
                    pages: parsed.pages,
                    pixels: Pixels::Tiff(Box::new(parsed)),
                }
            }
            Kind::Plain(format) => {
                let parsed = plain::parse(bytes, format)?;
                Self {
                    width: parsed.width,
                    height: parsed.height,
                    orientation: Orientation::NoTransforms,
                    icc: None,
                    pages: 1,
                    pixels: Pixels::Plain(parsed),
                }
            }
            Kind::Pdf => Self::drawn(pdf::render_first_page(bytes, pdf::PAGE_SIDE_PX)?),
        };
        check_pixels(source.width, source.height)?;
        source.pages = source.pages.max(1);
        Ok(source)
    }

    /// Pixels that were drawn already.
    pub(super) fn drawn(drawn: Drawn) -> Self {
        Self {
            width: drawn.image.width(),
            height: drawn.image.height(),
            orientation: Orientation::NoTransforms,
            icc: None,
            pages: drawn.pages,
            pixels: Pixels::Rendered(drawn.image),
        }
    }

    /// Width and height in pixels, once it is upright.
    pub(super) fn upright_size(&self) -> (u32, u32) {
        match self.orientation {
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => (self.height, self.width),
            _ => (self.width, self.height),
        }
    }

    /// The file without its metadata, where its pixels can be sent as they are.
    pub(super) fn clean(&self) -> Option<(&[u8], MediaType)> {
        match &self.pixels {
            // CMYK is within the standard, but many a receiver shows it wrong or not at all.
            Pixels::Jpeg(parsed) if parsed.components == 4 => None,
            Pixels::Jpeg(parsed) => Some((&parsed.clean, MediaType::Jpeg)),
            Pixels::Png(parsed) => Some((&parsed.clean, MediaType::Png)),
            // What is sent is a JPEG or a PNG.
            Pixels::WebP(_)
            | Pixels::Heif(_)
            | Pixels::Tiff(_)
            | Pixels::Plain(_)
            | Pixels::Rendered(_) => None,
        }
    }

    /// Decodes into planes at a size of at least `width` by `height` (as stored), where that saves a way through RGB.
    pub(super) fn planes(&self, width: u32, height: u32) -> Result<Option<Planes>, PhotoError> {
        match &self.pixels {
            Pixels::Jpeg(parsed) => parsed.planes(width, height),
            _ => Ok(None),
        }
    }

    /// Decodes at a size of at least `width` by `height` (as stored), where the format can do less than all of it.
    pub(super) fn decode(&self, width: u32, height: u32) -> Result<Decoded, PhotoError> {
        guarded(|| match &self.pixels {
            Pixels::Jpeg(parsed) => Ok(Decoded {
                image: parsed.decode(width, height)?,
                opaque: true,
            }),
            Pixels::Png(parsed) => parsed.decode(),
            Pixels::WebP(parsed) => parsed.decode(),
            Pixels::Heif(parsed) => parsed.decode(),
            Pixels::Tiff(parsed) => parsed.decode(),
            Pixels::Plain(parsed) => parsed.decode(),
            Pixels::Rendered(image) => Ok(Decoded {
                image: image.clone(),
                opaque: true,
            }),
        })
    }
}
