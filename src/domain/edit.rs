//! What a person did to a picture: turned, straightened, cut. Applied to the original, never to what was fitted before.

use serde::{Deserialize, Serialize};

/// The whole side of a picture in the units of [`Point`]: a ten-thousandth each.
pub const WHOLE: u16 = 10_000;
/// Largest fine rotation to either side, in tenths of a degree.
pub const MAX_TILT: i16 = 450;

/// A place in a picture, in ten-thousandths of its width and height, from the top left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Point {
    /// From the left edge, 0 to [`WHOLE`].
    pub x: u16,
    /// From the top edge, 0 to [`WHOLE`].
    pub y: u16,
}

/// A rectangle in a picture, in ten-thousandths of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Area {
    /// Left edge.
    pub x: u16,
    /// Top edge.
    pub y: u16,
    /// Width.
    pub width: u16,
    /// Height.
    pub height: u16,
}

/// How the part that is used is cut out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// All of it.
    #[default]
    None,
    /// A rectangle.
    Crop(Area),
    /// Four corners, from the top left clockwise, which become the corners of the result: a card seen at an angle.
    Corners([Point; 4]),
}

/// What is done to an original, in this order: quarter turns, fine rotation, cut.
///
/// The places of the cut are those of the picture after both rotations, whose size is that of the turned original.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Edit {
    /// Quarter turns clockwise, 0 to 3.
    pub turns: u8,
    /// Fine rotation clockwise, in tenths of a degree, at most [`MAX_TILT`] to either side.
    pub tilt: i16,
    /// The part that is used.
    pub cut: Cut,
}

/// Least side of a cut, in ten-thousandths: a hundredth of the picture.
pub const MIN_SIDE: u16 = 100;
/// Least surface of four corners, in ten-thousandths squared: half a hundredth of the picture.
const MIN_SURFACE: i64 = 500_000;
/// Least turn at each of four corners, in the same unit: else they are three, or fold over.
const MIN_TURN: i64 = 50_000;

impl Area {
    /// All of a picture.
    pub const WHOLE: Self = Self {
        x: 0,
        y: 0,
        width: WHOLE,
        height: WHOLE,
    };

    /// Within the picture, and no side under [`MIN_SIDE`].
    #[must_use]
    pub fn settled(self) -> Self {
        let x = self.x.min(WHOLE - MIN_SIDE);
        let y = self.y.min(WHOLE - MIN_SIDE);
        Self {
            x,
            y,
            width: self.width.clamp(MIN_SIDE, WHOLE - x),
            height: self.height.clamp(MIN_SIDE, WHOLE - y),
        }
    }

    /// The corners, from the top left clockwise.
    pub fn corners(self) -> [Point; 4] {
        let (right, bottom) = (
            self.x.saturating_add(self.width),
            self.y.saturating_add(self.height),
        );
        [
            (self.x, self.y),
            (right, self.y),
            (right, bottom),
            (self.x, bottom),
        ]
        .map(|(x, y)| Point { x, y })
    }
}

impl Point {
    fn settled(self) -> Self {
        Self {
            x: self.x.min(WHOLE),
            y: self.y.min(WHOLE),
        }
    }
}

/// True if these corners, from the top left clockwise, bound a part that can be straightened: convex, and not nearly a line.
pub fn is_quad(corners: [Point; 4]) -> bool {
    let at = |index: usize| {
        let Point { x, y } = corners[index % 4].settled();
        (i64::from(x), i64::from(y))
    };
    let cross = |(ax, ay): (i64, i64), (bx, by): (i64, i64), (cx, cy): (i64, i64)| {
        (bx - ax) * (cy - by) - (by - ay) * (cx - bx)
    };
    let turns = (0..4).map(|index| cross(at(index), at(index + 1), at(index + 2)));
    // Half of each triangle; the two over one diagonal are the whole.
    let surface = i64::midpoint(cross(at(0), at(1), at(2)), cross(at(2), at(3), at(0)));
    turns.into_iter().all(|turn| turn >= MIN_TURN) && surface >= MIN_SURFACE
}

impl Edit {
    /// True if nothing is done.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// The same edit with every value within its bounds, for one that was read from outside.
    ///
    /// Places outside come to the edge, corners that bound nothing are left out.
    #[must_use]
    pub fn settled(self) -> Self {
        let tilt = self.tilt.clamp(-MAX_TILT, MAX_TILT);
        let cut = match self.cut {
            Cut::Crop(area) => Cut::Crop(area.settled()),
            Cut::Corners(corners) if is_quad(corners) => Cut::Corners(corners.map(Point::settled)),
            Cut::Corners(_) | Cut::None => Cut::None,
        };
        Self {
            turns: self.turns % 4,
            tilt,
            cut,
        }
    }

    /// As [`Self::settled`], and without a cut that cuts nothing away.
    #[must_use]
    pub fn simplified(self) -> Self {
        let edit = self.settled();
        match edit.cut {
            // With a fine rotation the blank corners are a part of the whole: it is a choice of its own.
            Cut::Crop(Area::WHOLE) if edit.tilt == 0 => Self {
                cut: Cut::None,
                ..edit
            },
            _ => edit,
        }
    }

    /// The same part of the picture after one more quarter turn clockwise (`clockwise`), or against it.
    #[must_use]
    pub fn turned(self, clockwise: bool) -> Self {
        let now = self.settled();
        let point = |Point { x, y }: Point| {
            if clockwise {
                Point { x: WHOLE - y, y: x }
            } else {
                Point { x: y, y: WHOLE - x }
            }
        };
        let cut = match now.cut {
            Cut::None => Cut::None,
            Cut::Crop(area) => {
                let [a, _, c, _] = area.corners().map(point);
                Cut::Crop(Area {
                    x: a.x.min(c.x),
                    y: a.y.min(c.y),
                    width: a.x.abs_diff(c.x),
                    height: a.y.abs_diff(c.y),
                })
            }
            Cut::Corners([a, b, c, d]) => {
                let turned = if clockwise {
                    [d, a, b, c]
                } else {
                    [b, c, d, a]
                };
                Cut::Corners(turned.map(point))
            }
        };
        Self {
            turns: (now.turns + if clockwise { 1 } else { 3 }) % 4,
            tilt: now.tilt,
            cut,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: u16, y: u16) -> Point {
        Point { x, y }
    }

    #[test]
    fn values_from_outside_come_within_their_bounds() {
        let wild = Edit {
            turns: 255,
            tilt: i16::MIN,
            cut: Cut::Crop(Area {
                x: u16::MAX,
                y: 9_950,
                width: 0,
                height: u16::MAX,
            }),
        };
        let settled = wild.settled();
        assert_eq!((settled.turns, settled.tilt), (3, -MAX_TILT));
        let area = Area {
            x: 9_900,
            y: 9_900,
            width: MIN_SIDE,
            height: MIN_SIDE,
        };
        assert_eq!(settled.cut, Cut::Crop(area));
        assert_eq!(settled.settled(), settled);
        let whole = Edit {
            cut: Cut::Crop(Area::WHOLE),
            ..Edit::default()
        };
        assert!(whole.simplified().is_none());
    }

    #[test]
    fn corners_that_bound_nothing_are_left_out() {
        let good = [
            point(1_000, 1_200),
            point(9_000, 800),
            point(8_700, 9_100),
            point(1_300, 8_800),
        ];
        assert!(is_quad(good));
        let [a, b, c, d] = good;
        for bad in [
            [a; 4],
            [a, c, b, d],
            [a, d, c, b],
            [a, b, c, a],
            [a, b, point(5_000, 2_000), d],
            [
                point(0, 0),
                point(5_000, 0),
                point(9_000, 0),
                point(4_000, 40),
            ],
        ] {
            assert!(!is_quad(bad), "{bad:?}");
            let edit = Edit {
                cut: Cut::Corners(bad),
                ..Edit::default()
            };
            assert!(edit.settled().is_none());
        }
    }

    #[test]
    fn four_quarter_turns_bring_a_cut_back() {
        let crop = Cut::Crop(Area {
            x: 1_000,
            y: 200,
            width: 3_000,
            height: 7_000,
        });
        let corners = Cut::Corners([
            point(1_000, 1_200),
            point(9_000, 800),
            point(8_700, 9_100),
            point(1_300, 8_800),
        ]);
        for cut in [Cut::None, crop, corners] {
            let edit = Edit {
                turns: 1,
                tilt: 35,
                cut,
            };
            for clockwise in [true, false] {
                let mut turned = edit;
                for _ in 0..4 {
                    turned = turned.turned(clockwise);
                }
                assert_eq!(turned, edit);
                assert_eq!(edit.turned(clockwise).turned(!clockwise), edit);
            }
        }
    }
}
