//! Pictures as customers send them, drawn: cards, people and bills, on several backgrounds, from several cameras.

use image::{Rgb, RgbImage};

/// Numbers that look random and are the same every time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 24) as u32
    }

    /// From 0 to 1.
    pub fn part(&mut self) -> f32 {
        (self.next() & 0xFFFF) as f32 / 65535.0
    }

    /// About normal, mean 0, deviation 1.
    pub fn normal(&mut self) -> f32 {
        let sum: u32 = (0..4).map(|_| self.next() & 0xFFFF).sum();
        (sum as f32 / 65535.0 - 2.0) * 1.73
    }
}

/// How a picture was taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Source {
    Phone,
    CheapPhone,
    Webcam,
    Scanner,
}

pub const SOURCES: [Source; 4] = [
    Source::Phone,
    Source::CheapPhone,
    Source::Webcam,
    Source::Scanner,
];

impl Source {
    /// Long and short side, noise, softness in pixels, quality of the JPEG.
    fn camera(self) -> (u32, u32, f32, f32, u8) {
        match self {
            Self::Phone => (1200, 900, 1.5, 0.6, 92),
            Self::CheapPhone => (1024, 768, 6.0, 0.8, 75),
            Self::Webcam => (640, 480, 3.0, 0.7, 80),
            Self::Scanner => (1100, 800, 0.8, 0.5, 85),
        }
    }

    pub fn size(self) -> (u32, u32) {
        let (width, height, ..) = self.camera();
        (width, height)
    }

    /// What the camera makes of a scene.
    pub fn take(self, scene: &RgbImage, seed: u64) -> RgbImage {
        let (_, _, noise, soft, quality) = self.camera();
        let mut image = super::harm::blurred(scene, soft);
        super::harm::add_noise(&mut image, noise, seed);
        super::harm::jpeg(&image, quality)
    }
}

fn fill(image: &mut RgbImage, x: i32, y: i32, w: i32, h: i32, colour: [u8; 3]) {
    for row in y.max(0)..(y + h).min(image.height() as i32) {
        for column in x.max(0)..(x + w).min(image.width() as i32) {
            image.put_pixel(column as u32, row as u32, Rgb(colour));
        }
    }
}

fn ellipse(image: &mut RgbImage, (cx, cy): (f32, f32), (rx, ry): (f32, f32), colour: [u8; 3]) {
    let (from, to) = ((cy - ry).max(0.0) as u32, (cy + ry).max(0.0) as u32);
    for y in from..to.min(image.height()) {
        let part = 1.0 - ((y as f32 - cy) / ry).powi(2);
        let reach = rx * part.max(0.0).sqrt();
        fill(
            image,
            (cx - reach) as i32,
            y as i32,
            (reach * 2.0) as i32,
            1,
            colour,
        );
    }
}

/// Signs that are as dense as letters of this height, over a width.
fn text(
    image: &mut RgbImage,
    dice: &mut Dice,
    (x, y): (i32, i32),
    width: i32,
    height: i32,
    ink: [u8; 3],
) {
    let stroke = (height / 6).max(1);
    let mut at = x;
    while at < x + width {
        for part in 0..3 {
            if !dice.next().is_multiple_of(3) {
                fill(image, at + part * stroke * 3 / 2, y, stroke, height, ink);
            }
            if !dice.next().is_multiple_of(2) {
                fill(
                    image,
                    at,
                    y + part * (height - stroke) / 2,
                    stroke * 4,
                    stroke,
                    ink,
                );
            }
        }
        at += height * if dice.next().is_multiple_of(6) { 5 } else { 3 } / 3;
    }
}

/// A card, 15 pixels per millimetre.
pub fn card(seed: u64) -> RgbImage {
    let mut dice = Dice::new(seed + 77);
    let tints = [
        [168, 205, 226],
        [186, 214, 205],
        [205, 196, 220],
        [150, 190, 215],
    ];
    let tint = tints[seed as usize % tints.len()];
    let mut image = RgbImage::from_fn(1284, 810, |x, y| {
        let wave = ((x as f32 / 23.0 + (y as f32 / 40.0).sin() * 3.0).sin() * 7.0) as i32;
        Rgb(tint.map(|c: i32| (c + wave).clamp(0, 255) as u8))
    });
    let ink = [28, 28, 36];
    text(&mut image, &mut dice, (420, 40), 430, 34, ink);
    text(&mut image, &mut dice, (460, 90), 350, 30, ink);
    text(&mut image, &mut dice, (60, 150), 640, 46, ink);
    for line in 0..11 {
        let y = 230 + line * 50;
        text(&mut image, &mut dice, (60, y), 200, 26, ink);
        let width = 200 + (dice.next() % 260) as i32;
        text(&mut image, &mut dice, (310, y), width, 26, ink);
    }
    fill(
        &mut image,
        900,
        190,
        310,
        400,
        if seed.is_multiple_of(2) {
            [180, 30, 40]
        } else {
            [40, 70, 170]
        },
    );
    ellipse(&mut image, (1055.0, 380.0), (85.0, 115.0), [200, 150, 120]);
    ellipse(&mut image, (1055.0, 310.0), (90.0, 60.0), [30, 24, 22]);
    fill(&mut image, 960, 500, 190, 90, [230, 230, 235]);
    text(&mut image, &mut dice, (940, 630), 220, 26, ink);
    image
}

/// A bill, 5 pixels per millimetre.
pub fn page(seed: u64) -> RgbImage {
    let mut dice = Dice::new(seed + 991);
    let mut image = RgbImage::from_pixel(1050, 1485, Rgb([240, 239, 235]));
    let ink = [40, 40, 46];
    fill(&mut image, 70, 60, 220, 90, [200, 60, 30]);
    text(&mut image, &mut dice, (520, 80), 430, 34, ink);
    for line in 0..34 {
        let y = 220 + line * 34;
        if line % 9 == 5 {
            fill(&mut image, 70, y + 8, 910, 2, [120, 120, 120]);
            continue;
        }
        let width = 300 + (dice.next() % 500) as i32;
        text(&mut image, &mut dice, (70, y), width, 15, ink);
        text(&mut image, &mut dice, (880, y), 90, 15, ink);
    }
    image
}

/// What lies below or behind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ground {
    Desk,
    Dark,
    Cloth,
    Hand,
    White,
}

pub const GROUNDS: [Ground; 4] = [Ground::Desk, Ground::Dark, Ground::Cloth, Ground::Hand];

fn ground(kind: Ground, width: u32, height: u32, seed: u64) -> RgbImage {
    let phase = Dice::new(seed).part() * 9.0;
    let mut image = RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32 / width as f32, y as f32 / width as f32);
        let light = 1.0 - 0.25 * ((x - 0.4).powi(2) + (y - 0.3).powi(2));
        let colour = match kind {
            Ground::Desk => {
                let grain = ((y * 70.0 + (x * 6.0 + phase).sin() * 1.5).sin() * 7.0)
                    + (y * 190.0).sin() * 3.0;
                [142.0 + grain, 100.0 + grain, 66.0 + grain]
            }
            Ground::Dark => [52.0, 56.0, 62.0],
            Ground::Cloth => {
                let check = ((x * 60.0 + phase).sin() * 26.0) + ((y * 60.0).sin() * 26.0);
                [150.0 + check, 70.0 + check, 90.0 + check * 0.6]
            }
            Ground::Hand => [96.0, 118.0, 112.0],
            Ground::White => [246.0, 246.0, 245.0],
        };
        Rgb(colour.map(|c| (c * light).clamp(0.0, 255.0) as u8))
    });
    if kind == Ground::Hand {
        let (w, h) = (width as f32, height as f32);
        ellipse(
            &mut image,
            (w * 0.5, h * 1.02),
            (w * 0.34, h * 0.4),
            [196, 148, 118],
        );
    }
    image
}

/// Where a texture lies: its corners in the picture, from the top left clockwise.
pub type Corners = [(f32, f32); 4];

/// Corners around a middle, turned by some degrees; `shear` makes the upper side shorter.
pub fn corners((cx, cy): (f32, f32), width: f32, aspect: f32, degrees: f32, shear: f32) -> Corners {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (w, h) = (width / 2.0, width / aspect / 2.0);
    let narrow = w * (1.0 - shear);
    [(-narrow, -h), (narrow, -h), (w, h), (-w, h)]
        .map(|(x, y)| (cx + x * cos - y * sin, cy + x * sin + y * cos))
}

/// Lays a texture on a picture.
pub fn lay(image: &mut RgbImage, texture: &RgbImage, corners: &Corners) {
    let [a, b, c, d] = *corners;
    let top = corners
        .iter()
        .map(|c| c.1)
        .fold(f32::MAX, f32::min)
        .max(0.0) as u32;
    let bottom = (corners.iter().map(|c| c.1).fold(0.0, f32::max) as u32 + 1).min(image.height());
    // The projective map from the unit square, and back by its inverse (Heckbert).
    let (sx, sy) = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
    let (dx1, dx2, dy1, dy2) = (b.0 - c.0, d.0 - c.0, b.1 - c.1, d.1 - c.1);
    let det = dx1 * dy2 - dx2 * dy1;
    let g = (sx * dy2 - sy * dx2) / det;
    let h = (dx1 * sy - dy1 * sx) / det;
    let m = [
        [b.0 - a.0 + g * b.0, d.0 - a.0 + h * d.0, a.0],
        [b.1 - a.1 + g * b.1, d.1 - a.1 + h * d.1, a.1],
        [g, h, 1.0],
    ];
    let minor = |r: usize, c: usize| {
        let (r1, r2, c1, c2) = ((r + 1) % 3, (r + 2) % 3, (c + 1) % 3, (c + 2) % 3);
        m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1]
    };
    let inverse: [[f32; 3]; 3] = std::array::from_fn(|r| std::array::from_fn(|c| minor(c, r)));
    let (w, h) = (texture.width() as f32 - 1.0, texture.height() as f32 - 1.0);
    let (tw, raw) = (texture.width() as usize, texture.as_raw());
    for y in top..bottom {
        for x in 0..image.width() {
            let (px, py) = (x as f32 + 0.5, y as f32 + 0.5);
            let along = |r: usize| inverse[r][0] * px + inverse[r][1] * py + inverse[r][2];
            let z = along(2);
            let (u, v) = (along(0) / z, along(1) / z);
            if !(0.0..1.0).contains(&u) || !(0.0..1.0).contains(&v) {
                continue;
            }
            let (u, v) = (u * w, v * h);
            let at = (v as usize * tw + u as usize) * 3;
            let (fu, fv) = (u.fract(), v.fract());
            let mixed = std::array::from_fn(|c| {
                let value = |off: usize| f32::from(*raw.get(at + off + c).unwrap_or(&0));
                let upper = value(0) * (1.0 - fu) + value(3) * fu;
                let lower = value(tw * 3) * (1.0 - fu) + value(tw * 3 + 3) * fu;
                (upper * (1.0 - fv) + lower * fv) as u8
            });
            image.put_pixel(x, y, Rgb(mixed));
        }
    }
}

/// A card on a ground: `fill` is its width as a share of the picture's.
pub fn card_scene(
    source: Source,
    kind: Ground,
    fill: f32,
    degrees: f32,
    shear: f32,
    shift: (f32, f32),
    seed: u64,
) -> RgbImage {
    let (w, h) = source.size();
    let mut image = ground(kind, w, h, seed);
    let middle = (w as f32 * (0.5 + shift.0), h as f32 * (0.5 + shift.1));
    let corners = corners(middle, w as f32 * fill, 1.586, degrees, shear);
    let scaled = image::imageops::thumbnail(
        &card(seed),
        (w as f32 * fill) as u32,
        (w as f32 * fill / 1.586) as u32,
    );
    lay(&mut image, &scaled, &corners);
    if kind == Ground::Hand {
        let (_, bottom) = (corners[0], corners[2]);
        let thumb = (bottom.0 - w as f32 * fill * 0.5, bottom.1 + h as f32 * 0.02);
        ellipse(
            &mut image,
            thumb,
            (w as f32 * 0.05, h as f32 * 0.11),
            [204, 156, 126],
        );
    }
    image
}

/// A page on a ground, upright.
pub fn page_scene(
    source: Source,
    kind: Ground,
    fill: f32,
    degrees: f32,
    shift: (f32, f32),
    seed: u64,
) -> RgbImage {
    let (h, w) = source.size();
    let mut image = ground(kind, w, h, seed);
    let middle = (w as f32 * (0.5 + shift.0), h as f32 * (0.5 + shift.1));
    let width = w as f32 * fill;
    let scaled = image::imageops::thumbnail(&page(seed), width as u32, (width * 1.414) as u32);
    lay(
        &mut image,
        &scaled,
        &corners(middle, width, 1.0 / 1.414, degrees, 0.0),
    );
    image
}

/// A person in a room, in one of eight poses; with a card in the hand for a selfie.
pub fn person(source: Source, pose: u32, with_card: bool, seed: u64) -> RgbImage {
    let (h, w) = source.size();
    let mut dice = Dice::new(seed + 5);
    let walls = [
        [196, 200, 204],
        [214, 204, 186],
        [120, 140, 150],
        [168, 178, 160],
    ];
    let wall = walls[seed as usize % 4];
    let mut image = RgbImage::from_fn(w, h, |x, y| {
        let light = 1.0 - 0.2 * (x as f32 / w as f32) - 0.1 * (y as f32 / h as f32);
        Rgb(wall.map(|c: i32| (c as f32 * light) as u8))
    });
    let (w, h) = (w as f32, h as f32);
    let at = |x: f32, y: f32| ((x * w) as i32, (y * h) as i32);
    if seed.is_multiple_of(3) {
        let ((x, y), (ww, hh)) = (at(0.04, 0.05), at(0.22, 0.3));
        fill(&mut image, x, y, ww, hh, [255, 255, 254]);
        fill(&mut image, x + ww / 2, y, ww / 16, hh, [120, 100, 80]);
    }
    let mut image = super::harm::blurred(&image, w * 0.006);
    if seed % 3 == 1 {
        super::harm::glare(&mut image, (0.88, 0.08), 0.09);
    }
    let skins = [
        [224, 178, 148],
        [186, 132, 98],
        [128, 84, 60],
        [206, 156, 122],
    ];
    let skin = skins[(seed as usize / 2) % 4];
    let sway = |dice: &mut Dice| (dice.part() - 0.5) * 0.02;
    let side = [0.0, -0.06, 0.06, 0.0, 0.0, 0.03, -0.03, 0.0][pose as usize % 8];
    let nod = [0.0, 0.0, 0.0, -0.04, 0.05, 0.0, 0.02, 0.0][pose as usize % 8];
    let mut dice_pose = Dice::new(seed * 31 + u64::from(pose) + 1);
    let (cx, cy) = (
        (0.5 + sway(&mut dice_pose)) * w,
        (0.38 + sway(&mut dice)) * h,
    );
    ellipse(
        &mut image,
        (cx, h * 1.02),
        (w * 0.42, h * 0.38),
        [50 + (seed as u8).wrapping_mul(37) % 120, 70, 110],
    );
    fill(
        &mut image,
        (cx - w * 0.08) as i32,
        (cy + h * 0.12) as i32,
        (w * 0.16) as i32,
        (h * 0.15) as i32,
        skin,
    );
    ellipse(
        &mut image,
        (cx, cy - h * 0.04),
        (w * 0.23, h * 0.23),
        [36, 28, 26],
    );
    ellipse(
        &mut image,
        (cx + side * w * 0.5, cy),
        (w * 0.19, h * 0.2),
        skin,
    );
    let (fx, fy) = (cx + side * w, cy + nod * h);
    for eye in [-1.0, 1.0] {
        let at = (fx + eye * w * 0.08, fy - h * 0.03);
        let open = if pose == 5 { 0.004 } else { 0.014 };
        ellipse(&mut image, at, (w * 0.035, h * open), [250, 248, 244]);
        ellipse(&mut image, at, (w * 0.014, h * open), [40, 26, 20]);
        fill(
            &mut image,
            (at.0 - w * 0.04) as i32,
            (at.1 - h * 0.035) as i32,
            (w * 0.08) as i32,
            (h * 0.008) as i32,
            [40, 30, 28],
        );
    }
    fill(
        &mut image,
        (fx - w * 0.012) as i32,
        fy as i32,
        (w * 0.024) as i32,
        (h * 0.05) as i32,
        skin.map(|c| c - 24),
    );
    let mouth = if pose == 7 { 0.04 } else { 0.01 };
    ellipse(
        &mut image,
        (fx, fy + h * 0.09),
        (w * 0.06, h * mouth),
        [150, 60, 60],
    );
    if with_card {
        let width = w * 0.46;
        let scaled = image::imageops::thumbnail(&card(seed), width as u32, (width / 1.586) as u32);
        let corners = corners(
            (w * 0.52, h * 0.78),
            width,
            1.586,
            5.0 - (seed % 9) as f32,
            0.0,
        );
        lay(&mut image, &scaled, &corners);
        ellipse(
            &mut image,
            (corners[3].0, corners[3].1 - h * 0.02),
            (w * 0.05, h * 0.06),
            skin,
        );
        ellipse(
            &mut image,
            (corners[2].0, corners[2].1 - h * 0.02),
            (w * 0.05, h * 0.06),
            skin,
        );
    }
    image
}
