//! What goes wrong when a picture is taken.

use image::RgbImage;

use super::draw::Dice;

/// Three passes of a box are a Gauss curve, near enough.
pub fn blurred(image: &RgbImage, sigma: f32) -> RgbImage {
    if sigma < 0.9 {
        return mixed(image, sigma);
    }
    let reach = ((sigma * sigma * 4.0 + 1.0).sqrt() / 2.0).round().max(1.0) as usize;
    let mut image = image.clone();
    for _ in 0..3 {
        image = boxed(&boxed(&image, reach, true), reach, false);
    }
    image
}

/// Less than a pixel: each pixel with its neighbours.
fn mixed(image: &RgbImage, sigma: f32) -> RgbImage {
    let (w, h) = (image.width() as usize, image.height() as usize);
    let raw = image.as_raw();
    let beside = (sigma * sigma / 2.0).min(0.33);
    let mut out = raw.clone();
    for (step, from, to) in [(3, 3, w * h * 3 - 3), (w * 3, w * 3, (h - 1) * w * 3)] {
        let before = out.clone();
        for at in from..to {
            let sum = f32::from(before[at - step]) + f32::from(before[at + step]);
            out[at] = (f32::from(before[at]) * (1.0 - 2.0 * beside) + sum * beside + 0.5) as u8;
        }
    }
    RgbImage::from_raw(w as u32, h as u32, out).unwrap()
}

fn boxed(image: &RgbImage, reach: usize, across: bool) -> RgbImage {
    let (w, h) = (image.width() as usize, image.height() as usize);
    let raw = image.as_raw();
    let mut out = vec![0; raw.len()];
    let (lines, long, step, next) = if across {
        (h, w, 3, w * 3)
    } else {
        (w, h, w * 3, 3)
    };
    let size = (reach * 2 + 1) as u32;
    for line in 0..lines {
        for channel in 0..3 {
            let at = |along: usize| line * next + along * step + channel;
            let value = |along: i64| u32::from(raw[at(along.clamp(0, long as i64 - 1) as usize)]);
            let mut sum: u32 = (-(reach as i64)..=reach as i64).map(value).sum();
            for along in 0..long {
                out[at(along)] = ((sum + size / 2) / size) as u8;
                sum += value((along + reach + 1) as i64);
                sum -= value(along as i64 - reach as i64);
            }
        }
    }
    RgbImage::from_raw(w as u32, h as u32, out).unwrap()
}

/// Moved by so many pixels while the shutter was open, in a direction in degrees (0: across, 90: downwards).
pub fn moved(image: &RgbImage, pixels: f32, degrees: f32) -> RgbImage {
    let (w, h) = (image.width() as usize, image.height() as usize);
    let raw = image.as_raw();
    let steps = (pixels.round() as usize).max(2);
    let (sin, cos) = degrees.to_radians().sin_cos();
    let offset =
        |step: usize, part: f32| ((step as f32 - steps as f32 / 2.0) * part).round() as i64;
    let mut sums = vec![0_u32; w * 3];
    let mut out = Vec::with_capacity(raw.len());
    for y in 0..h {
        sums.fill(0);
        for step in 0..steps {
            let (dx, dy) = (offset(step, cos), offset(step, sin));
            let row = (y as i64 + dy).clamp(0, h as i64 - 1) as usize;
            let row = &raw[row * w * 3..][..w * 3];
            // What comes from beyond an edge is what lies at it.
            let skip = (dx.unsigned_abs() as usize).min(w - 1) * 3;
            let (first, last) = (&row[..3], &row[w * 3 - 3..]);
            let add = |sum: &mut u32, value: &u8| *sum += u32::from(*value);
            if dx >= 0 {
                let (near, far) = sums.split_at_mut(w * 3 - skip);
                near.iter_mut()
                    .zip(&row[skip..])
                    .for_each(|(sum, value)| add(sum, value));
                far.iter_mut()
                    .zip(last.iter().cycle())
                    .for_each(|(sum, value)| add(sum, value));
            } else {
                let (far, near) = sums.split_at_mut(skip);
                near.iter_mut()
                    .zip(row)
                    .for_each(|(sum, value)| add(sum, value));
                far.iter_mut()
                    .zip(first.iter().cycle())
                    .for_each(|(sum, value)| add(sum, value));
            }
        }
        out.extend(
            sums.iter()
                .map(|sum| ((sum + steps as u32 / 2) / steps as u32) as u8),
        );
    }
    RgbImage::from_raw(w as u32, h as u32, out).unwrap()
}

pub fn add_noise(image: &mut RgbImage, sigma: f32, seed: u64) {
    let mut dice = Dice::new(seed + 13);
    for value in image.iter_mut() {
        *value = (f32::from(*value) + dice.normal() * sigma)
            .round()
            .clamp(0.0, 255.0) as u8;
    }
}

pub fn jpeg(image: &RgbImage, quality: u8) -> RgbImage {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
    let (width, height) = (image.width() as u16, image.height() as u16);
    encoder
        .encode(image.as_raw(), width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgb8()
}

/// Times a factor, plus an offset, per value.
pub fn lit(image: &RgbImage, factor: f32, offset: f32) -> RgbImage {
    let mut image = image.clone();
    for value in image.iter_mut() {
        *value = (f32::from(*value) * factor + offset).clamp(0.0, 255.0) as u8;
    }
    image
}

/// Light reflected at a place (shares of the sides), of a radius (share of the width).
pub fn glare(image: &mut RgbImage, at: (f32, f32), radius: f32) {
    let (w, h) = (image.width() as f32, image.height() as f32);
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let away = (x as f32 - at.0 * w).hypot(y as f32 - at.1 * h) / (radius * w);
        let light = 330.0 * (-(away * away) * 1.1).exp();
        if light > 1.0 {
            pixel.0 = pixel
                .0
                .map(|value| (f32::from(value) + light).min(255.0) as u8);
        }
    }
}

/// Seen on a screen whose pixels are `pitch` picture pixels wide, turned by some degrees.
pub fn on_screen(image: &RgbImage, pitch: f32, degrees: f32) -> RgbImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let mut image = image.clone();
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let (u, v) = (
            x as f32 * cos + y as f32 * sin,
            y as f32 * cos - x as f32 * sin,
        );
        let wave = |at: f32| 0.5 + 0.5 * (std::f32::consts::TAU * at / pitch).cos();
        for (channel, value) in pixel.0.iter_mut().enumerate() {
            let column = wave(u + pitch * channel as f32 / 3.0);
            let light = 0.72 + 0.28 * column * (0.6 + 0.4 * wave(v)) * 1.3;
            *value = (f32::from(*value) * light).min(255.0) as u8;
        }
    }
    image
}

/// A telephone's screen that shows the picture, with bars and buttons.
pub fn screenshot(image: &RgbImage, dark: bool) -> RgbImage {
    let (w, h) = (720, 1560);
    let ground = if dark { [0, 0, 0] } else { [250, 250, 250] };
    let mut screen = RgbImage::from_pixel(w, h, image::Rgb(ground));
    let height = (w * image.height() / image.width()).min(1240);
    let shown = image::imageops::thumbnail(image, w, height);
    image::imageops::replace(&mut screen, &shown, 0, i64::from((h - height) / 2));
    let sign = if dark { [230, 230, 230] } else { [30, 30, 30] };
    for (x, y, width) in [
        (40, 24, 90),
        (600, 24, 30),
        (640, 24, 40),
        (100, 1480, 40),
        (340, 1480, 40),
        (580, 1480, 40),
    ] {
        for dy in 0..22 {
            for dx in 0..width {
                if (dx / 5 + dy / 7) % 2 == 0 {
                    screen.put_pixel(x + dx, y + dy, image::Rgb(sign));
                }
            }
        }
    }
    screen
}
