//! What a person did to a picture, carried out on pixels: each pixel of the result is sampled once.
//!
//! A fine rotation without a cut keeps the largest rectangle without a blank corner. A crop that reaches over the edge of
//! a rotated picture is white there. Four corners become a rectangle as large as their longer sides.

mod plan;
#[cfg(test)]
mod tests;
mod warp;

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions};
use image::RgbImage;
use image::imageops::{rotate90, rotate180, rotate270};

use crate::domain::Edit;

pub use plan::{CARD, Plan};

/// More pixels than this for one of the result, and they are made fewer first: else some would be passed over.
const SHRINK_FROM: f64 = 1.25;

/// Size of the result for an upright original of this size, in pixels, before it is fitted. No edit makes it nought.
pub fn size(width: u32, height: u32, edit: &Edit) -> (u32, u32) {
    Plan::of(width, height, edit).size()
}

/// Carries the edit out on upright pixels; the result is `width` by `height` pixels.
pub(super) fn apply(image: &RgbImage, edit: &Edit, width: u32, height: u32) -> RgbImage {
    if image.width() == 0 || image.height() == 0 {
        return RgbImage::new(width, height);
    }
    let plan = Plan::of(image.width(), image.height(), edit);
    if plan.is_straight() {
        straight(image, &plan, width, height)
    } else {
        warped(image, &plan, width, height)
    }
}

/// A part of the picture in pixels.
#[derive(Clone, Copy)]
struct Part {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// Cut and scaled in one go, then turned: there are fewer pixels to turn.
fn straight(image: &RgbImage, plan: &Plan, width: u32, height: u32) -> RgbImage {
    let (a, b) = (plan.original_of((0.0, 0.0)), plan.original_of((1.0, 1.0)));
    let (full_width, full_height) = (f64::from(image.width()), f64::from(image.height()));
    let part = Part {
        left: a.0.min(b.0) * full_width,
        top: a.1.min(b.1) * full_height,
        width: (a.0 - b.0).abs() * full_width,
        height: (a.1 - b.1).abs() * full_height,
    };
    let (stored_width, stored_height) = if plan.turns() % 2 == 1 {
        (height, width)
    } else {
        (width, height)
    };
    let cut = scaled(image, part, stored_width, stored_height);
    match plan.turns() {
        0 => cut,
        1 => rotate90(&cut),
        2 => rotate180(&cut),
        _ => rotate270(&cut),
    }
}

/// A part of a picture at another size, with a good filter.
fn scaled(image: &RgbImage, part: Part, width: u32, height: u32) -> RgbImage {
    // Whole pixels where only the arithmetic is off, so that what is not scaled stays as it is.
    let tidy = |at: f64| {
        let whole = at.round();
        if (at - whole).abs() < 1e-6 { whole } else { at }
    };
    let (left, top) = (tidy(part.left).max(0.0), tidy(part.top).max(0.0));
    let right = tidy(part.left + part.width).min(f64::from(image.width()));
    let bottom = tidy(part.top + part.height).min(f64::from(image.height()));
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
        .crop(
            left,
            top,
            (right - left).max(1e-3),
            (bottom - top).max(1e-3),
        );
    super::fit::resampled(image, &options, width, height)
}

/// Drawn through the map of the plan; made smaller first where several pixels come to one.
fn warped(image: &RgbImage, plan: &Plan, width: u32, height: u32) -> RgbImage {
    let (full_width, full_height) = (f64::from(image.width()), f64::from(image.height()));
    let shrink = density(image, plan, width, height);
    let smaller;
    let (source, columns, rows) = if shrink > SHRINK_FROM {
        let side = |length: f64| (length / shrink).ceil().max(1.0);
        let (columns, rows) = (side(full_width), side(full_height));
        smaller = super::fit::resized(image, columns as u32, rows as u32);
        (&smaller, columns, rows)
    } else {
        (image, full_width, full_height)
    };
    let (wide, high) = (f64::from(width), f64::from(height));
    warp::drawn(source, width, height, |x, y| {
        let (u, v) = plan.original_of((x / wide, y / high));
        (u * columns, v * rows)
    })
}

/// Pixels of the original for one of the result where they are fewest: there nothing may be lost.
fn density(image: &RgbImage, plan: &Plan, width: u32, height: u32) -> f64 {
    let at = |u: f64, v: f64| {
        let (x, y) = plan.original_of((u, v));
        (x * f64::from(image.width()), y * f64::from(image.height()))
    };
    let length = |(ax, ay): (f64, f64), (bx, by): (f64, f64)| (bx - ax).hypot(by - ay);
    let [a, b, c, d] = [at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)];
    let (wide, high) = (f64::from(width.max(1)), f64::from(height.max(1)));
    // The longer of two sides: the shorter one was made longer on purpose.
    let across = length(a, b).max(length(d, c)) / wide;
    let down = length(a, d).max(length(b, c)) / high;
    across.min(down)
}
