//! Colour profiles: pixels of another colour space become sRGB.
//!
//! Source: ICC.1:2022 (profile format). A profile that cannot be read, or that is for inks, is of no use: the pixels stay.

use image::RgbImage;
use moxcms::{
    ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions,
};
use std::sync::Arc;

/// Most bytes of a profile; those of cameras and screens have under 10 KB, those of printers up to 1 MB.
const MAX_PROFILE_BYTES: usize = 1024 * 1024;
/// Difference, of 255, that nobody sees: profiles called sRGB differ that much among themselves.
const TOLERANCE: u8 = 3;
/// Bytes of pixels that are transformed at once.
const BLOCK: usize = 3 * 4096;

/// What a profile does to pixels.
enum Change {
    /// Three channels to three.
    Colour(Arc<Transform8BitExecutor>),
    /// The same curve for a grey picture, as a table.
    Grey(Box<[[u8; 3]; 256]>),
}

/// Makes pixels with this ICC profile into sRGB pixels; they stay as they are if the profile is sRGB, or of no use.
pub(super) fn to_srgb(image: &mut RgbImage, icc: Option<&[u8]>) {
    let Some(change) = icc.and_then(change) else {
        return;
    };
    match change {
        Change::Grey(table) => {
            // A grey profile on a picture that is not grey was put there by mistake.
            if image.pixels().all(|pixel| is_grey(pixel.0)) {
                for pixel in image.pixels_mut() {
                    pixel.0 = table[usize::from(pixel.0[0])];
                }
            }
        }
        Change::Colour(transform) => {
            let mut before = [0; BLOCK];
            for block in image.chunks_mut(BLOCK) {
                let before = &mut before[..block.len()];
                before.copy_from_slice(block);
                if transform.transform(before, block).is_err() {
                    block.copy_from_slice(before);
                }
            }
        }
    }
}

/// True if the pixels mean what they mean without the profile: it is sRGB, or of no use.
pub(super) fn is_srgb(icc: Option<&[u8]>) -> bool {
    icc.and_then(change).is_none()
}

/// A profile's bytes, if there are no more of them than a profile has.
pub(super) fn bounded(bytes: &[u8]) -> Option<Vec<u8>> {
    (!bytes.is_empty() && bytes.len() <= MAX_PROFILE_BYTES).then(|| bytes.to_vec())
}

/// A compressed profile, taken apart no further than a profile may have bytes.
pub(super) fn inflated(zlib: &[u8]) -> Option<Vec<u8>> {
    miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(zlib, MAX_PROFILE_BYTES).ok()
}

/// What the profile does; `None` if that is nothing to be seen, or cannot be told.
fn change(icc: &[u8]) -> Option<Change> {
    if icc.len() > MAX_PROFILE_BYTES {
        return None;
    }
    let change = super::guard::guarded(|| Ok(read(icc))).ok().flatten()?;
    match &change {
        Change::Grey(table) => table
            .iter()
            .zip(0_u8..=255)
            .any(|(pixel, grey)| differ(pixel, &[grey; 3]))
            .then_some(change),
        Change::Colour(transform) => {
            let probes = probes();
            let mut seen = vec![0; probes.len()];
            transform.transform(&probes, &mut seen).ok()?;
            differ(&probes, &seen).then_some(change)
        }
    }
}

fn read(icc: &[u8]) -> Option<Change> {
    let profile = ColorProfile::new_from_slice(icc).ok()?;
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        ..TransformOptions::default()
    };
    match profile.color_space {
        DataColorSpace::Rgb => profile
            .create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, options)
            .ok()
            .map(Change::Colour),
        DataColorSpace::Gray => {
            let transform = profile
                .create_transform_8bit(Layout::Gray, &srgb, Layout::Rgb, options)
                .ok()?;
            let greys: Vec<u8> = (0..=255).collect();
            let mut seen = [0; 256 * 3];
            transform.transform(&greys, &mut seen).ok()?;
            let mut table = [[0; 3]; 256];
            for (entry, pixel) in table.iter_mut().zip(seen.chunks_exact(3)) {
                entry.copy_from_slice(pixel);
            }
            Some(Change::Grey(Box::new(table)))
        }
        _ => None,
    }
}

/// Colours all over the cube, and every second grey.
fn probes() -> Vec<u8> {
    let steps = [0, 36, 73, 109, 146, 182, 219, 255];
    let mut probes = Vec::with_capacity((steps.len().pow(3) + 128) * 3);
    for red in steps {
        for green in steps {
            for blue in steps {
                probes.extend_from_slice(&[red, green, blue]);
            }
        }
    }
    for grey in (0..=255).step_by(2) {
        probes.extend_from_slice(&[grey; 3]);
    }
    probes
}

fn differ(one: &[u8], other: &[u8]) -> bool {
    one.iter()
        .zip(other)
        .any(|(a, b)| a.abs_diff(*b) > TOLERANCE)
}

fn is_grey([red, green, blue]: [u8; 3]) -> bool {
    // A JPEG's rounding makes a difference of one.
    red.abs_diff(green) <= 1 && green.abs_diff(blue) <= 1
}
