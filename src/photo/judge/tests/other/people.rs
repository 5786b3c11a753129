//! People: shaded balls before a wall, shelves or a curtain.

use image::{Rgb, RgbImage};

use super::things::card;
use super::{clouds, noise};
use crate::photo::judge::tests::draw::{Dice, corners, lay};

/// A person before a wall, shelves or a curtain, lit from one side; with a card for a selfie.
pub fn person((width, height): (u32, u32), pose: u32, with_card: bool, seed: u64) -> RgbImage {
    let mut dice = Dice::new(seed + 606);
    let back = dice.next() % 4;
    let skin = [
        [226.0, 182.0, 152.0],
        [188.0, 138.0, 104.0],
        [140.0, 94.0, 68.0],
    ][dice.next() as usize % 3];
    let shirt = [
        dice.part() * 160.0 + 30.0,
        dice.part() * 120.0 + 40.0,
        dice.part() * 150.0 + 40.0,
    ];
    let pattern = dice.next() % 3;
    let lit = if dice.next().is_multiple_of(2) {
        -0.5
    } else {
        0.5
    };
    let mut lot = Dice::new(seed * 17 + u64::from(pose));
    let (w, h) = (width as f32, height as f32);
    let (cx, cy) = (
        0.5 + (lot.part() - 0.5) * 0.05,
        0.37 + (lot.part() - 0.5) * 0.03,
    );
    let turn = [0.0, -0.3, 0.3, 0.0, 0.0, 0.1, -0.1, 0.0][pose as usize % 8];
    let nod = [0.0, 0.0, 0.0, -0.25, 0.25, 0.0, 0.1, 0.0][pose as usize % 8];
    let tall = h / w;
    let mut image = RgbImage::from_fn(width, height, |px, py| {
        let (x, y) = (px as f32 / w, py as f32 / w);
        let fine = clouds(x * 90.0, y * 90.0, seed, 2);
        let (fx, fy) = ((x - cx) / 0.2, (y - cy * tall) / 0.27);
        let away = fx * fx + fy * fy;
        let hair = ((x - cx) / 0.235).powi(2) + ((y - (cy - 0.035) * tall) / 0.31).powi(2);
        let body = ((x - cx) / 0.44).powi(2) + ((y - tall * 1.04) / (tall * 0.42)).powi(2);
        let neck = (x - cx).abs() < 0.085 && y > cy * tall && y < cy * tall + 0.36;
        let colour = if away < 1.0 {
            let up = (1.0 - away).sqrt();
            let light = 0.62 + 0.34 * (up + lit * fx * 0.5).clamp(0.0, 1.2);
            let (u, v) = (fx - turn, fy - nod * 0.6);
            let eye = |side: f32| ((u - side * 0.4) / 0.2).powi(2) + ((v + 0.12) / 0.085).powi(2);
            let iris = |side: f32| ((u - side * 0.4) / 0.085).hypot((v + 0.12) / 0.075);
            let brow = |side: f32| {
                (u - side * 0.4).abs() < 0.25
                    && (v + 0.34 + (u - side * 0.4).powi(2) * 0.5).abs() < 0.035
            };
            let mouth =
                (u / 0.32).powi(2) + ((v - 0.52) / if pose == 7 { 0.16 } else { 0.05 }).powi(2);
            if brow(-1.0) || brow(1.0) {
                [48.0, 36.0, 30.0].map(|c| c + fine * 18.0)
            } else if pose != 5 && (iris(-1.0) < 1.0 || iris(1.0) < 1.0) {
                [34.0, 24.0, 20.0]
            } else if pose != 5 && (eye(-1.0) < 1.0 || eye(1.0) < 1.0) {
                [232.0, 226.0, 220.0].map(|c| c * light)
            } else if mouth < 1.0 {
                [158.0, 74.0, 72.0].map(|c| c * light)
            } else {
                let nose = if (u - 0.06).abs() < 0.035 && (-0.05..0.24).contains(&v) {
                    0.86
                } else {
                    1.0
                };
                skin.map(|c| c * light * nose + fine * 6.0)
            }
        } else if hair < 1.0 && y < (cy + 0.12) * tall {
            let strand = noise(x * 420.0, y * 30.0, seed) * 16.0;
            [40.0 + strand, 32.0 + strand, 30.0 + strand]
        } else if neck {
            skin.map(|c| c * 0.78 + fine * 5.0)
        } else if body < 1.0 {
            let cloth = match pattern {
                0 => clouds(x * 220.0, y * 220.0, seed, 2) * 10.0,
                1 => {
                    if (x * 34.0 + y * 4.0).fract() < 0.3 {
                        42.0
                    } else {
                        0.0
                    }
                }
                _ => (x * 150.0).sin() * (y * 150.0).sin() * 12.0,
            };
            shirt.map(|c| c * (1.0 - (x - cx).abs() * 0.5) + cloth + fine * 4.0)
        } else {
            behind(back, x, y, tall, seed)
        };
        Rgb(colour.map(|c| c.clamp(0.0, 255.0) as u8))
    });
    if with_card {
        let wide = w * (0.4 + dice.part() * 0.12);
        let thing = card(seed, false, wide as u32);
        let place = corners(
            (w * 0.5, h * 0.8),
            wide,
            1.586,
            dice.part() * 12.0 - 6.0,
            0.0,
        );
        lay(&mut image, &thing, &place);
        for (x, y) in [place[3], place[2]] {
            for dy in 0..(h * 0.06) as u32 {
                for dx in 0..(w * 0.06) as u32 {
                    let (px, py) = (
                        x as i64 + i64::from(dx) - (w * 0.03) as i64,
                        y as i64 + i64::from(dy) - (h * 0.04) as i64,
                    );
                    if (dx as f32 / (w * 0.03) - 1.0).hypot(dy as f32 / (h * 0.03) - 1.0) < 1.0
                        && px >= 0
                        && py >= 0
                        && px < i64::from(width)
                        && py < i64::from(height)
                    {
                        image.put_pixel(px as u32, py as u32, Rgb(skin.map(|c| c as u8)));
                    }
                }
            }
        }
    }
    image
}

fn behind(kind: u32, x: f32, y: f32, tall: f32, seed: u64) -> [f32; 3] {
    match kind {
        // A wall with a picture frame.
        0 => {
            let frame = (0.05..0.2).contains(&x) && (0.06..0.3).contains(&y);
            let inner = (0.06..0.19).contains(&x) && (0.07..0.29).contains(&y);
            let base = 204.0 - 40.0 * x + clouds(x * 5.0, y * 5.0, seed, 3) * 6.0;
            match (frame, inner) {
                (_, true) => {
                    [150.0, 170.0, 140.0].map(|c| c + clouds(x * 30.0, y * 30.0, seed, 3) * 40.0)
                }
                (true, false) => [70.0, 54.0, 40.0],
                _ => [base, base * 0.98, base * 0.93],
            }
        }
        // Shelves with files.
        1 => {
            let shelf = (y * 4.2).floor();
            if (y * 4.2).fract() < 0.09 {
                return [110.0, 82.0, 58.0];
            }
            let file = (x * 24.0 + noise(shelf, 1.0, seed) * 3.0).floor();
            let shade = |part: f32| 90.0 + 70.0 * noise(file, shelf + part, seed);
            [shade(0.0), shade(10.0), shade(20.0)]
        }
        // A curtain.
        2 => {
            let fold = (x * 40.0 + noise(x * 6.0, y * 2.0, seed) * 1.5).sin();
            [
                176.0 + fold * 18.0,
                158.0 + fold * 18.0,
                132.0 + fold * 16.0,
            ]
        }
        // A plain wall, darker below.
        _ => {
            let base = 188.0 - 30.0 * y / tall + clouds(x * 3.0, y * 3.0, seed, 2) * 4.0;
            [base * 0.94, base, base * 1.02]
        }
    }
}
