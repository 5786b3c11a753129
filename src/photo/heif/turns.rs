//! What the container says is to be cut off a picture, and how it is to be turned.

use image::metadata::Orientation;

use super::boxes::Reader;
use super::items::{Crop, Item, Meta, Plane};
use crate::photo::PhotoError;
use crate::photo::sniff::Format;

impl Meta<'_> {
    /// What the properties say is to be cut off and turned, in their order.
    pub(super) fn changes(
        &self,
        item: &Item,
        plane: &Plane<'_>,
        format: Format,
    ) -> Result<(Option<Crop>, Orientation), PhotoError> {
        let mut crop = None;
        // Quarters clockwise, then a mirroring from left to right.
        let (mut quarters, mut mirrored) = (0_u8, false);
        for (kind, body) in self.of(item) {
            let first = body.first().copied().unwrap_or(0);
            match kind {
                // After a turn it would mean other pixels; no program writes that.
                b"clap" if quarters != 0 || mirrored || crop.is_some() => {
                    return Err(PhotoError::Unsupported(format));
                }
                b"clap" => crop = Some(aperture(body, plane).ok_or(PhotoError::Damaged)?),
                // Anticlockwise; a mirroring before it changes the sense.
                b"irot" if mirrored => quarters += first & 3,
                b"irot" => quarters += 4 - (first & 3),
                b"imir" => {
                    mirrored = !mirrored;
                    // Top to bottom: left to right, and half a turn.
                    if first & 1 == 0 {
                        quarters += 2;
                    }
                }
                _ => {}
            }
            quarters %= 4;
        }
        let orientation = match (quarters, mirrored) {
            (0, false) => Orientation::NoTransforms,
            (1, false) => Orientation::Rotate90,
            (2, false) => Orientation::Rotate180,
            (_, false) => Orientation::Rotate270,
            (0, true) => Orientation::FlipHorizontal,
            (1, true) => Orientation::Rotate90FlipH,
            (2, true) => Orientation::FlipVertical,
            (_, true) => Orientation::Rotate270FlipH,
        };
        Ok((crop, orientation))
    }
}

/// `clap`: size and the offset of its middle from the picture's, as fractions.
fn aperture(body: &[u8], plane: &Plane<'_>) -> Option<Crop> {
    let mut reader = Reader::new(body);
    let mut fraction = || {
        let (above, below) = (reader.u32()?, reader.u32()?);
        // Offsets have a sign.
        (below != 0).then(|| {
            (
                f64::from(above),
                f64::from(above.cast_signed()),
                f64::from(below),
            )
        })
    };
    let [width, height, right, down] = [fraction()?, fraction()?, fraction()?, fraction()?];
    let side =
        |full: u32, (size, _, size_below): (f64, f64, f64), (_, offset, below): (f64, f64, f64)| {
            let full = f64::from(full);
            let size = (size / size_below).floor().clamp(1.0, full);
            let start = ((full - size) / 2.0 + offset / below)
                .round()
                .clamp(0.0, full - size);
            (start as u32, size as u32)
        };
    let (left, width) = side(plane.width, width, right);
    let (top, height) = side(plane.height, height, down);
    Some(Crop {
        left,
        top,
        width,
        height,
    })
}
