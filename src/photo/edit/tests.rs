use image::Rgb;
use proptest::prelude::*;

use super::*;
use crate::domain::edit::{Area, Cut, MAX_TILT, Point, WHOLE, is_quad};

fn point(x: u16, y: u16) -> Point {
    Point { x, y }
}

fn noise(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let mixed = (x * 7919 + y * 104_729).wrapping_mul(2_654_435_761);
        Rgb([mixed as u8, (mixed >> 8) as u8, (mixed >> 16) as u8])
    })
}

fn done(image: &RgbImage, edit: &Edit) -> RgbImage {
    let (width, height) = size(image.width(), image.height(), edit);
    apply(image, edit, width, height)
}

fn area(x: u16, y: u16, width: u16, height: u16) -> Area {
    Area {
        x,
        y,
        width,
        height,
    }
}

fn cut(cut: Cut) -> Edit {
    Edit {
        cut,
        ..Edit::default()
    }
}

#[test]
fn nothing_done_changes_no_pixel() {
    let image = noise(37, 23);
    let whole = [
        point(0, 0),
        point(WHOLE, 0),
        point(WHOLE, WHOLE),
        point(0, WHOLE),
    ];
    for edit in [
        Edit::default(),
        cut(Cut::Crop(Area::WHOLE)),
        cut(Cut::Corners(whole)),
    ] {
        assert_eq!(done(&image, &edit), image, "{edit:?}");
    }
}

#[test]
fn quarter_turns_are_exact_and_four_are_none() {
    let image = noise(40, 30);
    let turns = |turns| Edit {
        turns,
        ..Edit::default()
    };
    let once = done(&image, &turns(1));
    assert_eq!(once.dimensions(), (30, 40));
    // Clockwise: the bottom left comes to the top left.
    assert_eq!(once.get_pixel(0, 0), image.get_pixel(0, 29));
    let mut again = image.clone();
    for _ in 0..4 {
        again = done(&again, &turns(1));
    }
    assert_eq!(again, image);
    assert_eq!(done(&once, &turns(3)), image);
    assert_eq!(done(&image, &turns(2)), done(&once, &turns(1)));
}

#[test]
fn a_crop_takes_the_pixels_it_names_also_of_a_turned_picture() {
    let image = noise(100, 50);
    let part = done(&image, &cut(Cut::Crop(area(1_000, 2_000, 5_000, 6_000))));
    assert_eq!(part.dimensions(), (50, 30));
    assert_eq!(part.get_pixel(0, 0), image.get_pixel(10, 10));
    assert_eq!(part.get_pixel(49, 29), image.get_pixel(59, 39));
    let turned = Edit {
        turns: 1,
        cut: Cut::Crop(area(2_000, 1_000, 6_000, 5_000)),
        ..Edit::default()
    };
    let part = done(&image, &turned);
    let whole = done(
        &image,
        &Edit {
            turns: 1,
            ..Edit::default()
        },
    );
    assert_eq!(part.dimensions(), (30, 50));
    assert_eq!(part.get_pixel(0, 0), whole.get_pixel(10, 10));
    assert_eq!(part.get_pixel(29, 49), whole.get_pixel(39, 59));
}

#[test]
fn a_crop_of_a_crop_is_a_crop() {
    let image = noise(200, 100);
    let outer = done(&image, &cut(Cut::Crop(area(2_000, 2_000, 5_000, 6_000))));
    let inner = done(&outer, &cut(Cut::Crop(area(1_000, 5_000, 5_000, 5_000))));
    let once = done(&image, &cut(Cut::Crop(area(2_500, 5_000, 2_500, 3_000))));
    assert_eq!(inner, once);
}

/// A dark card with four coloured corners on a light table.
fn card(corners: [Point; 4]) -> RgbImage {
    let (width, height) = (800, 600);
    let plan = Plan::of(width, height, &cut(Cut::Corners(corners)));
    let mut image = RgbImage::from_pixel(width, height, Rgb([230; 3]));
    let colours = [[220, 0, 0], [0, 200, 0], [0, 0, 220], [200, 0, 200]];
    for u in 0..=1200 {
        for v in 0..=1000 {
            let (u, v) = (f64::from(u) / 1200.0, f64::from(v) / 1000.0);
            let (x, y) = plan.original_of((u, v));
            let colour = match (u < 0.1, u > 0.9, v < 0.1, v > 0.9) {
                (true, _, true, _) => colours[0],
                (_, true, true, _) => colours[1],
                (_, true, _, true) => colours[2],
                (true, _, _, true) => colours[3],
                _ => [60; 3],
            };
            let (x, y) = (
                (x * f64::from(width)) as u32,
                (y * f64::from(height)) as u32,
            );
            image.put_pixel(x.min(width - 1), y.min(height - 1), Rgb(colour));
        }
    }
    image
}

#[test]
fn the_corners_of_a_card_come_to_the_corners_of_the_result() {
    let corners = [
        point(1_500, 2_000),
        point(8_200, 1_300),
        point(8_800, 7_400),
        point(1_100, 8_300),
    ];
    let image = card(corners);
    let edit = cut(Cut::Corners(corners));
    let (width, height) = size(800, 600, &edit);
    let straight = apply(&image, &edit, width, height);
    let near = |x: u32, y: u32, colour: [u8; 3]| {
        let found = straight.get_pixel(x, y).0;
        let is_near = found.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 40);
        assert!(is_near, "{found:?} at {x}, {y}, not {colour:?}");
    };
    near(8, 8, [220, 0, 0]);
    near(width - 9, 8, [0, 200, 0]);
    near(width - 9, height - 9, [0, 0, 220]);
    near(8, height - 9, [200, 0, 200]);
    near(width / 2, height / 2, [60; 3]);
    near(width / 2, 5, [60; 3]);
}

#[test]
fn nearly_a_card_becomes_a_card_and_nothing_else_does() {
    let aspect = |corners, width, height| {
        let (width, height) = size(width, height, &cut(Cut::Corners(corners)));
        f64::from(width) / f64::from(height)
    };
    let askew = [
        point(1_000, 1_200),
        point(9_000, 1_000),
        point(8_900, 7_900),
        point(1_100, 8_000),
    ];
    assert!((aspect(askew, 1_850, 1_400) - CARD).abs() < 0.01);
    assert!((aspect(askew, 1_400, 1_900) - 1.0 / CARD).abs() > 0.01);
    assert!(
        (aspect(askew, 1_000, 1_000) - 8.0 / 7.0).abs() < 0.05,
        "as it is"
    );
    // Never by making a side longer.
    let (width, height) = size(1_850, 1_400, &cut(Cut::Corners(askew)));
    assert!(width <= 1_481 && height <= 967, "{width} x {height}");
}

#[test]
fn a_fine_rotation_leaves_no_blank_corner() {
    let image = RgbImage::from_pixel(300, 200, Rgb([10, 90, 160]));
    for tilt in [-450, -120, -1, 1, 37, 300, 450] {
        let edit = Edit {
            tilt,
            ..Edit::default()
        };
        let turned = done(&image, &edit);
        assert!(turned.width() <= 300 && turned.height() <= 200);
        let blank = turned.pixels().filter(|pixel| pixel.0 != [10, 90, 160]);
        assert_eq!(blank.count(), 0, "tilt {tilt}");
        let plan = Plan::of(300, 200, &edit);
        assert!(plan.holds(plan.inscribed()));
        assert!(!plan.holds(Area::WHOLE));
    }
}

#[test]
fn a_fine_rotation_turns_clockwise() {
    let image = RgbImage::from_fn(200, 200, |x, _| Rgb([if x < 100 { 0 } else { 250 }; 3]));
    let edit = Edit {
        tilt: 200,
        ..Edit::default()
    };
    let turned = done(&image, &edit);
    let (width, height) = turned.dimensions();
    // The upright edge leans to the right at the top.
    let light = |y: u32| {
        (0..width)
            .filter(|x| turned.get_pixel(*x, y).0[0] > 125)
            .count()
    };
    assert!(light(2) < light(height / 2) && light(height / 2) < light(height - 3));
}

#[test]
fn what_is_made_smaller_is_not_passed_over() {
    // Lines of one pixel: left out by chance they would be black or white, mixed they are grey.
    let image = RgbImage::from_fn(800, 600, |x, _| Rgb([if x % 2 == 0 { 0 } else { 255 }; 3]));
    let edit = Edit {
        tilt: 10,
        ..Edit::default()
    };
    let small = apply(&image, &edit, 120, 90);
    let off = small.pixels().filter(|pixel| pixel.0[0].abs_diff(128) > 24);
    assert_eq!(off.count(), 0);
}

#[test]
fn the_maps_to_and_from_the_rotated_picture_undo_each_other() {
    for turns in 0..4 {
        for tilt in [-450, -33, 0, 10, 450] {
            let edit = Edit {
                turns,
                tilt,
                cut: Cut::None,
            };
            let plan = Plan::of(640, 480, &edit);
            for place in [(0.1, 0.2), (0.5, 0.5), (0.93, 0.71)] {
                let (x, y) = plan.from_canvas(plan.to_canvas(place));
                assert!((x - place.0).abs() < 1e-9 && (y - place.1).abs() < 1e-9);
            }
        }
    }
}

fn any_point() -> impl Strategy<Value = Point> {
    (any::<u16>(), any::<u16>()).prop_map(|(x, y)| Point { x, y })
}

fn any_cut() -> impl Strategy<Value = Cut> {
    prop_oneof![
        Just(Cut::None),
        any::<(u16, u16, u16, u16)>().prop_map(|(x, y, w, h)| Cut::Crop(area(x, y, w, h))),
        [any_point(), any_point(), any_point(), any_point()].prop_map(Cut::Corners),
        [0..3_000_u16, 0..3_000_u16, 0..3_000_u16, 0..3_000_u16].prop_map(|[a, b, c, d]| {
            Cut::Corners([
                point(a, b),
                point(WHOLE - b, c),
                point(WHOLE - c, WHOLE - d),
                point(d, WHOLE - a),
            ])
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// An edit is read back from the store: none may stop the program or ask for more than there is.
    #[test]
    fn any_edit_can_be_carried_out(
        turns in any::<u8>(), tilt in any::<i16>(), cut in any_cut(),
        width in 1..90_u32, height in 1..90_u32,
    ) {
        let edit = Edit { turns, tilt, cut };
        let (new_width, new_height) = size(width, height, &edit);
        prop_assert!(new_width >= 1 && new_height >= 1);
        let diagonal = f64::from(width).hypot(f64::from(height)).ceil() as u32 + 1;
        prop_assert!(new_width.max(new_height) <= diagonal);
        let image = apply(&noise(width, height), &edit, new_width, new_height);
        prop_assert_eq!(image.dimensions(), (new_width, new_height));
        prop_assert_eq!(edit.settled().settled(), edit.settled());
        prop_assert!(edit.settled().tilt.abs() <= MAX_TILT);
        if let Cut::Corners(corners) = edit.settled().cut {
            prop_assert!(is_quad(corners));
        }
    }

    #[test]
    fn the_corners_of_a_plan_are_those_it_was_given(
        cut in any_cut(), turns in 0..4_u8, tilt in -450..=450_i16,
    ) {
        let edit = Edit { turns, tilt, cut };
        let plan = Plan::of(1600, 1200, &edit);
        if let Cut::Corners(corners) = edit.settled().cut {
            let unit = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
            for (place, corner) in unit.into_iter().zip(corners) {
                let (x, y) = plan.to_canvas(plan.original_of(place));
                prop_assert!((x * 1e4 - f64::from(corner.x)).abs() < 1e-3);
                prop_assert!((y * 1e4 - f64::from(corner.y)).abs() < 1e-3);
            }
        }
    }
}
