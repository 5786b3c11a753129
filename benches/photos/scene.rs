//! Pictures like photos, made in code.
pub struct Random(u64);
impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }
    pub fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
    }
    /// -1 to 1.
    pub fn unit(&mut self) -> f32 {
        self.next() as f32 / (u32::MAX as f32 / 2.0) - 1.0
    }
    pub fn below(&mut self, n: u32) -> u32 {
        ((u64::from(self.next()) * u64::from(n)) >> 32) as u32
    }
}

/// Adds smooth noise: a grid of random heights, `cell` pixels apart, joined by a smooth curve.
fn octave(plane: &mut [f32], width: usize, cell: usize, strength: f32, random: &mut Random) {
    let height = plane.len() / width;
    let (across, down) = (width / cell + 2, height / cell + 2);
    let grid: Vec<f32> = (0..across * down)
        .map(|_| random.unit() * strength)
        .collect();
    let ease: Vec<f32> = (0..cell)
        .map(|i| {
            let t = i as f32 / cell as f32;
            t * t * (3.0 - 2.0 * t)
        })
        .collect();
    let mut line = vec![0.0_f32; across];
    for (y, row) in plane.chunks_mut(width).enumerate() {
        let t = ease[y % cell];
        let top = &grid[y / cell * across..][..across];
        let low = &grid[(y / cell + 1) * across..][..across];
        for ((line, a), b) in line.iter_mut().zip(top).zip(low) {
            *line = a + (b - a) * t;
        }
        for (cells, pair) in row.chunks_mut(cell).zip(line.windows(2)) {
            for (value, t) in cells.iter_mut().zip(&ease) {
                *value += pair[0] + (pair[1] - pair[0]) * t;
            }
        }
    }
}

/// RGB, 8 bits, of `width * height` pixels: 1/f noise, shapes with sharp edges, fine strokes, grain.
pub fn scene(width: usize, height: usize, seed: u64, grain: f32) -> Vec<u8> {
    let mut random = Random::new(seed + 1);
    let mut planes = [
        vec![0.0_f32; width * height],
        vec![0.0_f32; width * height],
        vec![0.0_f32; width * height],
    ];
    for (index, plane) in planes.iter_mut().enumerate() {
        let base = if index == 0 { 46.0 } else { 14.0 };
        let mut cell = 1024;
        let mut strength = base;
        while cell >= if index == 0 { 4 } else { 16 } {
            octave(plane, width, cell, strength, &mut random);
            cell /= 2;
            strength *= 0.62;
        }
    }
    // Shapes: discs and boxes of one shift each, and strokes as of print.
    for _ in 0..60 {
        let (cx, cy) = (
            i64::from(random.below(width as u32)),
            i64::from(random.below(height as u32)),
        );
        let r = 20 + i64::from(random.below(300));
        let shift = [
            random.unit() * 60.0,
            random.unit() * 25.0,
            random.unit() * 25.0,
        ];
        let disc = random.below(2) == 0;
        for y in (cy - r).max(0)..(cy + r).min(height as i64) {
            let half = if disc {
                ((r * r - (y - cy) * (y - cy)) as f32).sqrt() as i64
            } else {
                r * 2 / 3
            };
            let row = y as usize * width;
            for x in (cx - half).max(0)..(cx + half).min(width as i64) {
                for (plane, shift) in planes.iter_mut().zip(shift) {
                    plane[row + x as usize] += shift;
                }
            }
        }
    }
    for _ in 0..1500 {
        let (x0, y0) = (
            random.below(width as u32 - 80) as usize,
            random.below(height as u32 - 80) as usize,
        );
        let (w, h) = if random.below(2) == 0 {
            (4, 12 + random.below(50) as usize)
        } else {
            (12 + random.below(50) as usize, 4)
        };
        let shift = random.unit() * 80.0;
        for y in y0..y0 + h {
            for x in x0..x0 + w {
                planes[0][y * width + x] += shift;
            }
        }
    }
    let mut above = vec![0.0_f32; width];
    let mut rgb = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        let mut left = 0.0;
        for (x, above) in above.iter_mut().enumerate() {
            let at = y * width + x;
            let white = random.unit();
            let speck = (white + left * 0.6 + *above * 0.6) * grain;
            left = white;
            *above = white;
            let l = 122.0 + planes[0][at] + speck;
            let (a, b) = (planes[1][at], planes[2][at]);
            for value in [l + 1.2 * a, l - 0.6 * a - 0.4 * b, l + 1.4 * b] {
                rgb.push(value.clamp(0.0, 255.0) as u8);
            }
        }
    }
    rgb
}

/// Puts an EXIF orientation behind the start mark.
pub fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut out = jpeg[..2].to_vec();
    out.extend_from_slice(&[0xFF, 0xE1, 0, 34]);
    out.extend_from_slice(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    out.push(orientation);
    out.extend_from_slice(&[0; 6]);
    out.extend_from_slice(&jpeg[2..]);
    out
}
