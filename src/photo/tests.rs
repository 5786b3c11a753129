//! Pictures made in code, so that every byte of them is known.

mod colours;
mod damage;
mod fast;
mod formats;
mod jpegs;
mod pngs;
mod refusals;
mod secrets;

use image::RgbImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{Fitted, Order, PhotoError, fit};
use crate::domain::Edit;
use crate::domain::edit::Cut;
use crate::domain::profile::PictureLimits;

const LIMITS: PictureLimits = PictureLimits {
    max_bytes: 2_000_000,
    max_side_px: 800,
    min_short_side_px: 40,
    min_long_side_px: 60,
};
const MAX_FILE_BYTES: u64 = 10_000_000;

/// Stands for everything that must not leave: searched for in what is sent.
const SECRET: &[u8] = b"SECRET";

/// Four different quarters: red, green above blue, yellow. No turn or mirroring leaves it the same.
fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x * 2 < width, y * 2 < height) {
            (true, true) => [200, 30, 30],
            (false, true) => [30, 180, 40],
            (true, false) => [30, 40, 200],
            (false, false) => [220, 210, 40],
        })
    })
}

/// Noise: the hardest thing to encode in few bytes. The same each time.
fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 0x2545_F491_u32;
    RgbImage::from_fn(width, height, |_, _| {
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[0]
        };
        image::Rgb([next(), next(), next()])
    })
}

fn jpeg_of(image: &RgbImage) -> Vec<u8> {
    encode(image, false)
}

fn encode(image: &RgbImage, progressive: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    encoder.set_progressive(progressive);
    encoder
        .encode(
            image.as_raw(),
            image.width() as u16,
            image.height() as u16,
            ColorType::Rgb,
        )
        .unwrap();
    bytes
}

fn order<'a>(bytes: &'a [u8], limits: &'a PictureLimits) -> Order<'a> {
    Order {
        bytes,
        slot: None,
        limits,
        max_file_bytes: MAX_FILE_BYTES,
        edit: &Edit {
            turns: 0,
            tilt: 0,
            cut: Cut::None,
        },
    }
}

fn fitted(bytes: &[u8]) -> Fitted {
    fit(&order(bytes, &LIMITS), &mut |_| {}).unwrap()
}

fn refusal(bytes: &[u8]) -> PhotoError {
    fit(&order(bytes, &LIMITS), &mut |_| {}).unwrap_err()
}

/// Decodes with another decoder than the one that is tested.
fn second_opinion(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Mean difference of two pictures of the same size, per channel.
fn difference(one: &RgbImage, other: &RgbImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let sum: u64 = one
        .as_raw()
        .iter()
        .zip(other.as_raw())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    sum as f64 / one.as_raw().len() as f64
}
