//! From a baseline picture to RGB, at any DCT scale.

use fearless_simd::{Level, dispatch};
use image::RgbImage;

use super::header::Baseline;
use super::scan;
use crate::photo::PhotoError;
use crate::photo::planes::{self, Plane};

/// Decodes at `scale` eighths. Colour that is stored smaller is decoded larger, as far as the DCT goes, and the rest of the way
/// blended.
pub(super) fn decode(picture: &Baseline, scale: usize) -> Result<RgbImage, PhotoError> {
    let sizes: Vec<_> = picture
        .parts
        .iter()
        .map(|part| {
            let size = |whole: usize, part: usize| (scale * whole / part).min(8);
            (
                size(picture.across, part.across),
                size(picture.down, part.down),
            )
        })
        .collect();
    let done = scan::decode(picture, &sizes)?;
    let luma = done.first().ok_or(PhotoError::Damaged)?;
    let (width, height) = (luma.width, luma.height);
    let mut rgb = vec![0; width * height * 3];
    let level = Level::new();
    match done.as_slice() {
        [luma, blue, red] => {
            let factor = |whole: usize, part: usize, size: usize| scale * whole / (part * size);
            let across = factor(picture.across, picture.parts[1].across, sizes[1].0);
            let down = factor(picture.down, picture.parts[1].down, sizes[1].1);
            dispatch!(level, _ => {
                colour(luma, [blue, red], (across, down), &mut rgb);
            });
        }
        _ => {
            for (line, rgb) in luma.rows().zip(rgb.chunks_exact_mut(width.max(1) * 3)) {
                for (pixel, value) in rgb.as_chunks_mut::<3>().0.iter_mut().zip(line) {
                    *pixel = [*value; 3];
                }
            }
        }
    }
    RgbImage::from_raw(width as u32, height as u32, rgb).ok_or(PhotoError::Damaged)
}

#[inline(always)]
fn colour(luma: &Plane, colours: [&Plane; 2], (across, down): (usize, usize), rgb: &mut [u8]) {
    let width = luma.width.max(1);
    let mut lines = [Line::default(), Line::default()];
    for (y, (line, rgb)) in luma.rows().zip(rgb.chunks_exact_mut(width * 3)).enumerate() {
        for (plane, out) in colours.iter().zip(&mut lines) {
            out.fill(plane, y, (across, down));
        }
        planes::pixels(line, &lines[0].wide, &lines[1].wide, rgb);
    }
}

/// One line of colour, as wide as the picture, or some more.
#[derive(Default)]
struct Line {
    wide: Vec<u8>,
    narrow: Vec<u8>,
}

impl Line {
    #[inline(always)]
    fn fill(&mut self, plane: &Plane, y: usize, (across, down): (usize, usize)) {
        let row = |index: usize| {
            let start = index.min(plane.height.saturating_sub(1)) * plane.stride;
            plane
                .samples
                .get(start..start + plane.width)
                .unwrap_or_default()
        };
        // Samples lie in the middle of the pixels they stand for: line y is at (y + 1/2) / down - 1/2.
        let at = y / down;
        let part = (2 * (y % down) + 1) as i32 - down as i32;
        let other = if part < 0 {
            at.saturating_sub(1)
        } else {
            at + 1
        };
        let (far, whole) = (part.unsigned_abs() as u16, 2 * down as u16);
        self.wide.clear();
        self.wide
            .extend(row(at).iter().zip(row(other)).map(|(near, other)| {
                let sum = u16::from(*near) * (whole - far) + u16::from(*other) * far;
                // A divisor of 2, 4 or 8, told as such to the compiler.
                (match whole {
                    2 => sum / 2,
                    4 => (sum + 2) / 4,
                    _ => (sum + 4) / 8,
                }) as u8
            }));
        let mut factor = across;
        while factor > 1 {
            std::mem::swap(&mut self.wide, &mut self.narrow);
            double(&self.narrow, &mut self.wide);
            factor /= 2;
        }
    }
}

/// Twice as many samples: each new one is three parts of the nearest and one of the next.
#[inline(always)]
fn double(narrow: &[u8], wide: &mut Vec<u8>) {
    let blend = |near: u8, far: u8| ((3 * u16::from(near) + u16::from(far) + 2) / 4) as u8;
    wide.clear();
    wide.resize(narrow.len() * 2, 0);
    let before = narrow.iter().take(1).chain(narrow);
    let pairs = wide.as_chunks_mut::<2>().0;
    for (to, (near, before)) in pairs.iter_mut().zip(narrow.iter().zip(before)) {
        to[0] = blend(*near, *before);
    }
    let behind = narrow.iter().skip(1).chain(narrow.last());
    for (to, (near, behind)) in pairs.iter_mut().zip(narrow.iter().zip(behind)) {
        to[1] = blend(*near, *behind);
    }
}
