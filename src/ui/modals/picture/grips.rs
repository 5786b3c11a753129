//! Where the handles of a cut go: the arithmetic of it.

use crate::domain::Edit;
use crate::domain::edit::{Area, Cut, MIN_SIDE, Point, WHOLE, is_quad};
use crate::photo::edit::Plan;

/// How far the first crop is from each edge.
const INSET: u16 = 500;

/// Which edges of a crop a handle moves: -1 the left or top one, 1 the right or bottom one, 0 none; both 0 moves all.
pub(super) type Grip = (i8, i8);

/// The eight handles of a crop, from the top left clockwise.
pub(super) const GRIPS: [Grip; 8] = [
    (-1, -1),
    (0, -1),
    (1, -1),
    (1, 0),
    (1, 1),
    (0, 1),
    (-1, 1),
    (-1, 0),
];

/// The crop after its handle was moved by so many units. It keeps to the picture, also to a rotated one.
pub(super) fn cropped(plan: &Plan, area: Area, grip: Grip, by: (i32, i32)) -> Area {
    let moved = |share: f64| {
        let by = (
            (f64::from(by.0) * share).round() as i32,
            (f64::from(by.1) * share).round() as i32,
        );
        let (x, width) = side(area.x, area.width, grip.0, by.0, grip == (0, 0));
        let (y, height) = side(area.y, area.height, grip.1, by.1, grip == (0, 0));
        Area {
            x,
            y,
            width,
            height,
        }
    };
    let wanted = moved(1.0);
    if plan.holds(wanted) || !plan.holds(area) {
        return wanted;
    }
    // As far as there is no blank corner.
    let (mut good, mut bad) = (0.0, 1.0);
    for _ in 0..12 {
        let middle = f64::midpoint(good, bad);
        if plan.holds(moved(middle)) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    moved(good)
}

/// One direction of a crop: where it begins and how long it is.
fn side(start: u16, length: u16, grip: i8, by: i32, whole: bool) -> (u16, u16) {
    let (start, length) = (i32::from(start), i32::from(length));
    let (most, least) = (i32::from(WHOLE), i32::from(MIN_SIDE));
    let end = start + length;
    let (start, end) = match grip {
        _ if whole => {
            let start = (start + by).clamp(0, (most - length).max(0));
            (start, start + length)
        }
        -1 => ((start + by).clamp(0, (end - least).max(0)), end),
        1 => (start, (end + by).clamp((start + least).min(most), most)),
        _ => (start, end),
    };
    // Within 0 and `WHOLE`, so it fits.
    (start as u16, (end - start) as u16)
}

/// Four corners after one of them was moved by so many units; as they were, if they would bound nothing.
pub(super) fn cornered(corners: [Point; 4], index: usize, by: (i32, i32)) -> [Point; 4] {
    let units = |at: u16, by: i32| (i32::from(at) + by).clamp(0, i32::from(WHOLE)) as u16;
    let mut moved = corners;
    if let Some(point) = moved.get_mut(index) {
        *point = Point {
            x: units(point.x, by.0),
            y: units(point.y, by.1),
        };
    }
    if is_quad(moved) { moved } else { corners }
}

/// The crop with which one begins: a little less than all that has no blank corner.
pub(super) fn first_crop(plan: &Plan) -> Area {
    let all = plan.inscribed();
    let inset = |length: u16| (u32::from(length) * u32::from(INSET) / u32::from(WHOLE)) as u16;
    let (dx, dy) = (inset(all.width), inset(all.height));
    Area {
        x: all.x + dx,
        y: all.y + dy,
        width: all.width - 2 * dx,
        height: all.height - 2 * dy,
    }
    .settled()
}

/// The corners with which one begins: those that were found, else a rectangle within the picture.
pub(super) fn first_corners(plan: &Plan, found: Option<[Point; 4]>) -> [Point; 4] {
    let found = found.and_then(|found| {
        let mut placed = [Point::default(); 4];
        for (place, point) in placed.iter_mut().zip(found) {
            *place = plan.point_on_canvas(point)?;
        }
        from_top_left(placed)
    });
    found.unwrap_or_else(|| first_crop(plan).corners())
}

/// The same corners in their order, beginning with the one that is top left; `None` if they bound nothing.
fn from_top_left(mut corners: [Point; 4]) -> Option<[Point; 4]> {
    let first = (0..4).min_by_key(|index| {
        let Point { x, y } = corners[*index];
        u32::from(x) + u32::from(y)
    })?;
    corners.rotate_left(first);
    is_quad(corners).then_some(corners)
}

/// The edit with another fine rotation; a crop becomes smaller where it would get a blank corner.
pub(super) fn tilted(edit: Edit, tilt: i16, size: (u32, u32)) -> Edit {
    let edit = Edit { tilt, ..edit }.settled();
    let Cut::Crop(area) = edit.cut else {
        return edit;
    };
    let plan = Plan::of(size.0, size.1, &edit);
    if plan.holds(area) {
        return edit;
    }
    let shrunk = |share: f64| {
        let inset = |length: u16| (f64::from(length) * (1.0 - share) / 2.0).round() as u16;
        let (dx, dy) = (inset(area.width), inset(area.height));
        Area {
            x: area.x + dx,
            y: area.y + dy,
            width: area.width - 2 * dx,
            height: area.height - 2 * dy,
        }
        .settled()
    };
    let (mut good, mut bad) = (0.0, 1.0);
    for _ in 0..12 {
        let middle = f64::midpoint(good, bad);
        if plan.holds(shrunk(middle)) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    let area = shrunk(good);
    let area = if plan.holds(area) {
        area
    } else {
        plan.inscribed()
    };
    Edit {
        cut: Cut::Crop(area),
        ..edit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Area = Area {
        x: 1_000,
        y: 2_000,
        width: 5_000,
        height: 6_000,
    };

    fn plan(tilt: i16) -> Plan {
        let edit = Edit {
            tilt,
            ..Edit::default()
        };
        Plan::of(1600, 1200, &edit)
    }

    #[test]
    fn each_handle_moves_its_edges_and_the_others_stay() {
        let by = (300, -200);
        let top_left = cropped(&plan(0), AREA, (-1, -1), by);
        assert_eq!((top_left.x, top_left.y), (1_300, 1_800));
        assert_eq!(top_left.corners()[2], AREA.corners()[2]);
        let right = cropped(&plan(0), AREA, (1, 0), by);
        assert_eq!((right.width, right.height), (5_300, 6_000));
        let all = cropped(&plan(0), AREA, (0, 0), by);
        assert_eq!((all.x, all.y, all.width), (1_300, 1_800, 5_000));
    }

    #[test]
    fn no_handle_leaves_the_picture_or_passes_its_opposite() {
        for grip in GRIPS.into_iter().chain([(0, 0)]) {
            for by in [(99_999, 99_999), (-99_999, 99_999), (-99_999, -99_999)] {
                let area = cropped(&plan(0), AREA, grip, by);
                assert_eq!(area, area.settled(), "{grip:?} by {by:?}");
            }
        }
    }

    #[test]
    fn a_crop_of_a_rotated_picture_gets_no_blank_corner() {
        let plan = plan(150);
        let first = first_crop(&plan);
        assert!(plan.holds(first));
        for grip in GRIPS {
            let area = cropped(
                &plan,
                first,
                grip,
                (i32::from(grip.0) * 9_000, i32::from(grip.1) * 9_000),
            );
            assert!(plan.holds(area), "{grip:?}: {area:?}");
            assert_ne!(area, first);
        }
        let wide = Edit {
            cut: Cut::Crop(Area::WHOLE),
            ..Edit::default()
        };
        let Cut::Crop(area) = tilted(wide, 150, (1600, 1200)).cut else {
            panic!("the crop is gone");
        };
        assert!(plan.holds(area) && area.width > 5_000);
    }

    #[test]
    fn corners_never_fold_over() {
        let corners = AREA.corners();
        let moved = cornered(corners, 0, (100, 100));
        assert_eq!(moved[0], Point { x: 1_100, y: 2_100 });
        assert_eq!(cornered(corners, 0, (9_000, 9_000)), corners);
        assert_eq!(cornered(corners, 9, (1, 1)), corners);
    }

    #[test]
    fn found_corners_follow_the_turns() {
        let found = AREA.corners();
        assert_eq!(first_corners(&plan(0), Some(found)), found);
        let turned = Edit {
            turns: 1,
            ..Edit::default()
        };
        let turned = first_corners(&Plan::of(1600, 1200, &turned), Some(found));
        assert_eq!(turned[0], Point { x: 2_000, y: 1_000 });
        assert!(is_quad(turned));
        assert!(is_quad(first_corners(&plan(450), None)));
        assert!(is_quad(first_corners(
            &plan(0),
            Some([Point::default(); 4])
        )));
    }
}
