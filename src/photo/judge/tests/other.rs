//! Other pictures than those the thresholds were tuned on, drawn in another way: cards and pages are set in real letters (a PDF,
//! drawn by its renderer), people are shaded balls, and every size, place, light and camera is drawn by lot.

mod people;
mod things;

use image::{Rgb, RgbImage};

use super::draw::{Corners, Dice, corners, lay};
use super::harm;

pub use people::person;
pub use things::{card, page};

/// A camera: long side in pixels, noise in levels, softness in pixels, quality of the JPEG.
#[derive(Debug, Clone, Copy)]
pub struct Camera {
    pub long: u32,
    pub noise: f32,
    pub soft: f32,
    pub quality: u8,
}

impl Camera {
    pub fn drawn(dice: &mut Dice) -> Self {
        Self {
            long: [900, 1280, 1600, 1920][dice.next() as usize % 4],
            noise: 0.8 + dice.part() * 5.0,
            soft: 0.4 + dice.part() * 0.5,
            quality: 68 + (dice.next() % 27) as u8,
        }
    }

    /// What its lens makes of a scene: darker to the corners, a little too warm or too cold.
    pub fn seen(mut image: RgbImage, seed: u64) -> RgbImage {
        let mut dice = Dice::new(seed + 3131);
        let (w, h) = (image.width() as f32, image.height() as f32);
        let warm = 1.0 + (dice.part() - 0.5) * 0.08;
        let corner = dice.part() * 0.22;
        for (x, y, pixel) in image.enumerate_pixels_mut() {
            let (dx, dy) = (x as f32 / w - 0.5, y as f32 / h - 0.5);
            let light = 1.0 - corner * (dx * dx + dy * dy) * 2.0;
            for (value, tint) in pixel.0.iter_mut().zip([warm, 1.0, 2.0 - warm]) {
                *value = (f32::from(*value) * light * tint).min(255.0) as u8;
            }
        }
        image
    }

    /// What it makes of what its lens has seen: a little soft, with noise, compressed.
    pub fn take(self, seen: &RgbImage, seed: u64) -> RgbImage {
        let mut image = harm::blurred(seen, self.soft);
        harm::add_noise(&mut image, self.noise, seed);
        harm::jpeg(&image, self.quality)
    }
}

/// Smooth noise around 0, about -1 to 1, whose spots are about one wide.
fn noise(x: f32, y: f32, seed: u64) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let at = |dx: f32, dy: f32| {
        let (x, y) = ((left + dx) as i64 as u64, (top + dy) as i64 as u64);
        let mut hash =
            x.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ y.wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        hash ^= seed.wrapping_mul(0x1656_67B1_9E37_79F9);
        hash ^= hash >> 29;
        hash = hash.wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (hash >> 40) as f32 / 8_388_608.0 - 1.0
    };
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (u, v) = (ease(x - left), ease(y - top));
    let upper = at(0.0, 0.0) * (1.0 - u) + at(1.0, 0.0) * u;
    let lower = at(0.0, 1.0) * (1.0 - u) + at(1.0, 1.0) * u;
    upper * (1.0 - v) + lower * v
}

/// Several of these, each twice as fine and half as strong.
fn clouds(x: f32, y: f32, seed: u64, octaves: u32) -> f32 {
    let each = (0..octaves).map(|octave| {
        let scale = (1 << octave) as f32;
        noise(x * scale, y * scale, seed + u64::from(octave)) / scale
    });
    each.sum()
}

/// What lies behind or below; `unit` is the width of the picture.
pub fn ground(width: u32, height: u32, kind: u32, seed: u64) -> RgbImage {
    let mut dice = Dice::new(seed + 50);
    let (turn, side) = (dice.part() * 0.5 - 0.25, dice.part());
    let unit = width as f32;
    let tint = [dice.part(), dice.part(), dice.part()];
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32 / unit, y as f32 / unit);
        let (u, v) = (x + turn * y, y - turn * x);
        let light = 0.82 + 0.3 * (if side > 0.5 { x } else { 1.0 - x });
        let colour = match kind % 6 {
            // Planks, with grain along them.
            0 => {
                let plank = (v * 5.0).floor();
                let seam = if (v * 5.0).fract() < 0.012 {
                    -50.0
                } else {
                    0.0
                };
                let grain = clouds(u * 6.0, v * 110.0, seed + plank as u64, 3) * 17.0;
                let shade = noise(plank, 0.5, seed) * 14.0 + grain + seam;
                [150.0 + shade, 112.0 + shade * 0.9, 78.0 + shade * 0.7]
            }
            // A table top of one colour.
            1 => tint.map(|part| 60.0 + part * 110.0 + clouds(x * 3.0, y * 3.0, seed, 2) * 5.0),
            // Stone.
            2 => {
                let spot = clouds(x * 60.0, y * 60.0, seed, 3) * 26.0;
                [148.0 + spot, 146.0 + spot, 140.0 + spot]
            }
            // Batik: rings and dots on brown.
            3 => {
                let ring = ((u * 9.0).fract() - 0.5).hypot((v * 9.0).fract() - 0.5) * 42.0;
                let part = if ring.sin() > 0.45 { 74.0 } else { 0.0 };
                let soft = clouds(u * 20.0, v * 20.0, seed, 2) * 10.0;
                [
                    86.0 + part + soft,
                    52.0 + part * 0.8 + soft,
                    34.0 + part * 0.5,
                ]
            }
            // A dark mat.
            4 => {
                let weave = clouds(x * 160.0, y * 160.0, seed, 2) * 7.0;
                [44.0 + weave, 48.0 + weave, 56.0 + weave]
            }
            // A light table.
            _ => {
                let soft = clouds(x * 4.0, y * 4.0, seed, 3) * 5.0;
                [206.0 + soft, 200.0 + soft, 190.0 + soft]
            }
        };
        Rgb(colour.map(|value| (value * light).clamp(0.0, 250.0) as u8))
    })
}

/// Lays a card or page on a ground of a picture of this size, turned by `degrees`, its upper side shorter by `shear`.
pub fn laid(
    (width, height): (u32, u32),
    thing: &RgbImage,
    fill: f32,
    (degrees, shear): (f32, f32),
    shift: (f32, f32),
    seed: u64,
) -> RgbImage {
    let mut dice = Dice::new(seed.wrapping_mul(0xA24B_AED4_963E_E407));
    let mut image = ground(width, height, dice.next(), seed);
    let (w, h) = (width as f32, height as f32);
    let aspect = thing.width() as f32 / thing.height() as f32;
    let wide = (w * fill).min(h * fill * aspect);
    let middle = (w * (0.5 + shift.0), h * (0.5 + shift.1));
    let corners = corners(middle, wide, aspect, degrees, shear);
    // A shadow, as things have on a table.
    let shadow = corners.map(|(x, y)| (x + w * 0.004, y + w * 0.006));
    let mut dark = image.clone();
    for value in dark.iter_mut() {
        *value = (f32::from(*value) * 0.62) as u8;
    }
    lay(&mut image, &dark_part(&dark, &shadow), &shadow);
    let scaled = image::imageops::resize(
        thing,
        wide as u32,
        (wide / aspect) as u32,
        image::imageops::FilterType::Triangle,
    );
    lay(&mut image, &scaled, &corners);
    image
}

/// What a shadow darkens, as a texture of few pixels.
fn dark_part(dark: &RgbImage, corners: &Corners) -> RgbImage {
    let at = |(x, y): (f32, f32)| {
        let x = (x.max(0.0) as u32).min(dark.width() - 1);
        let y = (y.max(0.0) as u32).min(dark.height() - 1);
        *dark.get_pixel(x, y)
    };
    let [a, b, c, d] = corners.map(at);
    RgbImage::from_fn(2, 2, |x, y| [[a, b], [d, c]][y as usize][x as usize])
}
