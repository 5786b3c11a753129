//! One AV1 picture: decoded without threads, its planes made into RGB.
//!
//! Source: AV1 Bitstream & Decoding Process Specification; ITU-T H.273 (matrix coefficients).

use re_rav1d::dav1d::pixel::{MatrixCoefficients, YUVRange};
use re_rav1d::dav1d::{
    Decoder, Error, Picture, PixelLayout, PlanarImageComponent as Component, Plane, Settings,
};

use super::Pixels;
use super::items::Tile;
use crate::photo::sniff::Format;
use crate::photo::{MAX_PIXELS, PhotoError, check_pixels};

/// How often the decoder may ask for patience: a still picture needs one round.
const MAX_ROUNDS: usize = 64;

/// Decodes one tile: colours, or the first channel alone.
pub(super) fn decode(tile: &Tile<'_>, channels: usize) -> Result<Pixels, PhotoError> {
    let picture = picture(tile.data.to_vec())?;
    let (width, height) = (picture.width(), picture.height());
    check_pixels(width, height)?;
    let mut planes = Planes::new(&picture)?;
    if let Some(nclx) = tile.nclx {
        planes.describe(nclx);
    }
    let mut data = Vec::with_capacity(width as usize * height as usize * channels);
    for y in 0..height as usize {
        for x in 0..width as usize {
            if channels == 1 {
                data.push(planes.light(x, y).round() as u8);
            } else {
                data.extend_from_slice(&planes.rgb(x, y));
            }
        }
    }
    Ok(Pixels {
        width,
        height,
        data,
    })
}

fn picture(data: Vec<u8>) -> Result<Picture, PhotoError> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_frame_size_limit(u32::try_from(MAX_PIXELS).unwrap_or(u32::MAX));
    let mut decoder = Decoder::with_settings(&settings).map_err(|_| PhotoError::Damaged)?;
    let mut sent = decoder.send_data(data, None, None, None);
    for _ in 0..MAX_ROUNDS {
        match decoder.get_picture() {
            Ok(picture) => return Ok(picture),
            Err(Error::Again) => {}
            Err(Error::UnsupportedBitstream) => {
                return Err(PhotoError::Unsupported(Format::Avif));
            }
            Err(_) => return Err(PhotoError::Damaged),
        }
        match sent {
            Err(Error::Again) => sent = decoder.send_pending_data(),
            // All was taken, and no picture came of it.
            _ => return Err(PhotoError::Damaged),
        }
    }
    Err(PhotoError::Damaged)
}

/// The planes of a picture, and what their numbers mean.
struct Planes {
    luma: Samples,
    chroma: Option<[Samples; 2]>,
    /// How often the chroma's columns and rows are halved.
    halved: (usize, usize),
    bits: u32,
    is_full: bool,
    matrix: u16,
}

struct Samples {
    plane: Plane,
    /// Bytes of a row, and of a sample.
    stride: usize,
    wide: bool,
}

impl Samples {
    fn at(&self, x: usize, y: usize) -> f32 {
        let row = y * self.stride;
        let sample = if self.wide {
            let pair = self.plane.get(row + 2 * x..row + 2 * x + 2);
            pair.and_then(|pair| pair.try_into().ok())
                .map_or(0, u16::from_ne_bytes)
        } else {
            self.plane.get(row + x).copied().map_or(0, u16::from)
        };
        f32::from(sample)
    }
}

impl Planes {
    fn new(picture: &Picture) -> Result<Self, PhotoError> {
        let bits = picture.bits_per_component().ok_or(PhotoError::Damaged)?.0 as u32;
        let samples = |component: Component| Samples {
            plane: picture.plane(component),
            stride: picture.stride(component) as usize,
            wide: bits > 8,
        };
        let halved = match picture.pixel_layout() {
            PixelLayout::I400 => None,
            PixelLayout::I420 => Some((1, 1)),
            PixelLayout::I422 => Some((1, 0)),
            PixelLayout::I444 => Some((0, 0)),
        };
        Ok(Self {
            luma: samples(Component::Y),
            chroma: halved.map(|_| [samples(Component::U), samples(Component::V)]),
            halved: halved.unwrap_or((0, 0)),
            bits,
            is_full: picture.color_range() == YUVRange::Full,
            matrix: match picture.matrix_coefficients() {
                MatrixCoefficients::Identity => 0,
                MatrixCoefficients::BT709 => 1,
                MatrixCoefficients::BT2020NonConstantLuminance => 9,
                _ => 6,
            },
        })
    }

    /// What the container says counts more than what the stream says.
    fn describe(&mut self, nclx: &[u8]) {
        if let (Some(matrix), Some(range)) = (nclx.get(8..10), nclx.get(10)) {
            self.matrix = u16::from_be_bytes([matrix[0], matrix[1]]);
            self.is_full = range & 0x80 != 0;
        }
    }

    /// A sample of light: 0 to 255.
    fn light(&self, x: usize, y: usize) -> f32 {
        self.scaled(self.luma.at(x, y))
    }

    fn scaled(&self, sample: f32) -> f32 {
        let unit = (1_u32 << (self.bits - 8)) as f32;
        let light = if self.is_full {
            sample * 255.0 / (256.0 * unit - 1.0)
        } else {
            (sample / unit - 16.0) * 255.0 / 219.0
        };
        light.clamp(0.0, 255.0)
    }

    /// A colour's difference from light: -127.5 to 127.5.
    fn difference(&self, sample: f32) -> f32 {
        let unit = (1_u32 << (self.bits - 8)) as f32;
        if self.is_full {
            (sample - 128.0 * unit) * 255.0 / (256.0 * unit - 1.0)
        } else {
            (sample / unit - 128.0) * 255.0 / 224.0
        }
    }

    fn rgb(&self, x: usize, y: usize) -> [u8; 3] {
        let light = self.light(x, y);
        let Some([blue, red]) = &self.chroma else {
            return [light.round() as u8; 3];
        };
        let (x, y) = (x >> self.halved.0, y >> self.halved.1);
        let (blue, red) = (blue.at(x, y), red.at(x, y));
        if self.matrix == 0 {
            // Green, blue, red as they are.
            return [self.scaled(red), light, self.scaled(blue)]
                .map(|channel| channel.round() as u8);
        }
        let (of_red, of_blue) = match self.matrix {
            1 => (0.2126, 0.0722),
            9 | 10 => (0.2627, 0.0593),
            _ => (0.299, 0.114),
        };
        let (blue, red) = (self.difference(blue), self.difference(red));
        let red = light + 2.0 * (1.0 - of_red) * red;
        let blue = light + 2.0 * (1.0 - of_blue) * blue;
        let green = (light - of_red * red - of_blue * blue) / (1.0 - of_red - of_blue);
        [red, green, blue].map(|channel| channel.round().clamp(0.0, 255.0) as u8)
    }
}
