//! Where each place of an edited picture is in its original: the geometry of an edit, without a pixel.

use crate::domain::Edit;
use crate::domain::edit::{Area, Cut, MAX_TILT, Point, WHOLE};

/// Width : height of an identity card (ISO/IEC 7810, ID-1: 85.60 mm by 53.98 mm).
pub const CARD: f64 = 85.60 / 53.98;
/// Width : height of a sheet (ISO 216, A4) and, within a hundredth, of a passport's page (ISO/IEC 7810, ID-3).
const SHEET: f64 = std::f64::consts::SQRT_2;
/// How far from one of these shapes four corners may be and are still taken for it, as a ratio.
const NEARLY: f64 = 1.12;

/// The geometry of one edit of one picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    edit: Edit,
    /// Size of the picture after the rotations, in pixels.
    canvas: (f64, f64),
    /// Size of the result, in pixels.
    size: (f64, f64),
    /// From the result to the canvas, both from 0 to 1: a projective map, rows first.
    map: [f64; 9],
}

impl Plan {
    /// For an upright original of this size in pixels. Any edit will do: it is settled first.
    pub fn of(width: u32, height: u32, edit: &Edit) -> Self {
        let edit = edit.settled();
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let canvas = if edit.turns % 2 == 1 {
            (height, width)
        } else {
            (width, height)
        };
        let straight = |(x, y, width, height): (f64, f64, f64, f64)| {
            (
                (canvas.0 * width, canvas.1 * height),
                [width, 0.0, x, 0.0, height, y, 0.0, 0.0, 1.0],
            )
        };
        let (size, map) = match edit.cut {
            Cut::None if edit.tilt == 0 => straight((0.0, 0.0, 1.0, 1.0)),
            Cut::None => straight(inscribed(canvas, edit.tilt)),
            Cut::Crop(area) => straight((
                share(area.x),
                share(area.y),
                share(area.width),
                share(area.height),
            )),
            Cut::Corners(corners) => {
                let places = corners.map(|point| (share(point.x), share(point.y)));
                (straightened(canvas, places), projection(places))
            }
        };
        Self {
            edit,
            canvas,
            size,
            map,
        }
    }

    /// Size of the result in pixels, before it is fitted.
    pub fn size(&self) -> (u32, u32) {
        // At most the sides of the canvas times the square root of two: far from the edge of the type.
        let side = |length: f64| (length.round() as u32).max(1);
        (side(self.size.0), side(self.size.1))
    }

    /// Size of the picture after both rotations in pixels: that of the turned original.
    pub fn canvas(&self) -> (f64, f64) {
        self.canvas
    }

    /// The place in the upright original that comes to this place of the result; both from 0 to 1.
    ///
    /// What is outside of 0 to 1 is not in the original.
    pub fn original_of(&self, (u, v): (f64, f64)) -> (f64, f64) {
        let map = &self.map;
        let depth = map[6] * u + map[7] * v + map[8];
        let x = (map[0] * u + map[1] * v + map[2]) / depth;
        let y = (map[3] * u + map[4] * v + map[5]) / depth;
        self.from_canvas((x, y))
    }

    /// The place in the upright original that comes to this place of the rotated picture; both from 0 to 1.
    pub fn from_canvas(&self, place: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.tilted(place, -1.0);
        match self.edit.turns {
            0 => (x, y),
            1 => (y, 1.0 - x),
            2 => (1.0 - x, 1.0 - y),
            _ => (1.0 - y, x),
        }
    }

    /// The place in the rotated picture to which this place of the upright original comes; both from 0 to 1.
    pub fn to_canvas(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let turned = match self.edit.turns {
            0 => (x, y),
            1 => (1.0 - y, x),
            2 => (1.0 - x, 1.0 - y),
            _ => (y, 1.0 - x),
        };
        self.tilted(turned, 1.0)
    }

    /// As [`Self::to_canvas`], in the units of a cut; `None` if it comes to lie outside.
    pub fn point_on_canvas(&self, point: Point) -> Option<Point> {
        let (x, y) = self.to_canvas((share(point.x), share(point.y)));
        let is_inside = |at: f64| (-1e-6..=1.0 + 1e-6).contains(&at);
        (is_inside(x) && is_inside(y)).then(|| Point {
            x: units(x),
            y: units(y),
        })
    }

    /// The largest rectangle of the rotated picture without a blank corner.
    pub fn inscribed(&self) -> Area {
        if self.edit.tilt == 0 {
            return Area::WHOLE;
        }
        let (x, y, width, height) = inscribed(self.canvas, self.edit.tilt);
        // Inwards, so that no blank pixel comes in.
        let (left, top) = ((x * 1e4).ceil(), (y * 1e4).ceil());
        let (right, bottom) = (((x + width) * 1e4).floor(), ((y + height) * 1e4).floor());
        Area {
            x: left as u16,
            y: top as u16,
            width: (right - left) as u16,
            height: (bottom - top) as u16,
        }
        .settled()
    }

    /// True if no corner of the rectangle is blank: outside of the original.
    pub fn holds(&self, area: Area) -> bool {
        area.corners().into_iter().all(|point| {
            let (x, y) = self.from_canvas((share(point.x), share(point.y)));
            // Half a unit of a cut, for the rounding.
            let is_inside = |at: f64| (-6e-5..=1.0 + 6e-5).contains(&at);
            is_inside(x) && is_inside(y)
        })
    }

    /// True if the result is a rectangle of the original with its sides: no pixel lies between others.
    pub(super) fn is_straight(&self) -> bool {
        self.edit.tilt == 0 && !matches!(self.edit.cut, Cut::Corners(_))
    }

    /// Quarter turns clockwise, 0 to 3.
    pub(super) fn turns(&self) -> u8 {
        self.edit.turns
    }

    fn tilted(&self, (x, y): (f64, f64), direction: f64) -> (f64, f64) {
        if self.edit.tilt == 0 {
            return (x, y);
        }
        let (width, height) = self.canvas;
        let (sin, cos) = (direction * radians(self.edit.tilt)).sin_cos();
        let (dx, dy) = ((x - 0.5) * width, (y - 0.5) * height);
        (
            (dx * cos - dy * sin) / width + 0.5,
            (dx * sin + dy * cos) / height + 0.5,
        )
    }
}

fn share(units: u16) -> f64 {
    f64::from(units) / f64::from(WHOLE)
}

fn units(share: f64) -> u16 {
    (share * f64::from(WHOLE))
        .round()
        .clamp(0.0, f64::from(WHOLE)) as u16
}

fn radians(tilt: i16) -> f64 {
    (f64::from(tilt.clamp(-MAX_TILT, MAX_TILT)) / 10.0).to_radians()
}

/// The rectangle of the largest surface within a rotated one, as shares of it: left, top, width, height.
fn inscribed((width, height): (f64, f64), tilt: i16) -> (f64, f64, f64, f64) {
    let (sin, cos) = radians(tilt).abs().sin_cos();
    let (long, short) = (width.max(height), width.min(height));
    let (inner_width, inner_height) = if short <= 2.0 * sin * cos * long {
        // Two corners on the long sides, the others free.
        let half = short / 2.0;
        if width >= height {
            (half / sin, half / cos)
        } else {
            (half / cos, half / sin)
        }
    } else {
        let double = cos * cos - sin * sin;
        (
            (width * cos - height * sin) / double,
            (height * cos - width * sin) / double,
        )
    };
    let (width, height) = (
        (inner_width / width).clamp(0.01, 1.0),
        (inner_height / height).clamp(0.01, 1.0),
    );
    ((1.0 - width) / 2.0, (1.0 - height) / 2.0, width, height)
}

/// The size of four corners that become a rectangle: the longer of two sides, brought to the shape of a card or a sheet
/// if it is nearly that; never by making a side longer.
fn straightened(canvas: (f64, f64), corners: [(f64, f64); 4]) -> (f64, f64) {
    let [a, b, c, d] = corners;
    let length = |(ax, ay): (f64, f64), (bx, by): (f64, f64)| {
        ((bx - ax) * canvas.0).hypot((by - ay) * canvas.1)
    };
    let (top, right, bottom, left) = (length(a, b), length(b, c), length(c, d), length(d, a));
    let (width, height) = (top.max(bottom), right.max(left));
    let is_upright = a.0 == d.0 && b.0 == c.0 && a.1 == b.1 && c.1 == d.1;
    if is_upright {
        return (width, height);
    }
    let shape = width.max(height) / width.min(height);
    let off = |known: f64| (shape / known).max(known / shape);
    let known = if off(CARD) <= off(SHEET) { CARD } else { SHEET };
    if off(known) > NEARLY {
        return (width, height);
    }
    let aspect = if width >= height { known } else { 1.0 / known };
    if width > height * aspect {
        (height * aspect, height)
    } else {
        (width, width / aspect)
    }
}

/// The projective map of the unit square on these corners, from the top left clockwise (Heckbert 1989, 2.2.3).
fn projection(corners: [(f64, f64); 4]) -> [f64; 9] {
    let [a, b, c, d] = corners;
    let sum = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
    let (right, bottom) = ((b.0 - c.0, b.1 - c.1), (d.0 - c.0, d.1 - c.1));
    let cross = |one: (f64, f64), two: (f64, f64)| one.0 * two.1 - one.1 * two.0;
    // Not nought: settled corners turn at each of them.
    let all = cross(right, bottom);
    let (across, down) = (cross(sum, bottom) / all, cross(right, sum) / all);
    [
        b.0 - a.0 + across * b.0,
        d.0 - a.0 + down * d.0,
        a.0,
        b.1 - a.1 + across * b.1,
        d.1 - a.1 + down * d.1,
        a.1,
        across,
        down,
        1.0,
    ]
}
