use super::*;
use crate::domain::MediaType;
use crate::photo::{THUMBNAIL_SIDE_PX, from_rgba, preview};

/// An EXIF body: the orientation, then a place that must not leave.
fn exif(orientation: u16, big_endian: bool) -> Vec<u8> {
    let two = |value: u16| {
        if big_endian {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    };
    let four = |value: u32| {
        if big_endian {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    };
    let mut body = b"Exif\0\0".to_vec();
    body.extend_from_slice(if big_endian { b"MM" } else { b"II" });
    body.extend_from_slice(&two(42));
    body.extend_from_slice(&four(8));
    body.extend_from_slice(&two(1));
    // Tag, type SHORT, one of them, left-aligned in four bytes.
    body.extend_from_slice(&two(0x0112));
    body.extend_from_slice(&two(3));
    body.extend_from_slice(&four(1));
    body.extend_from_slice(&two(orientation));
    body.extend_from_slice(&two(0));
    body.extend_from_slice(&four(0));
    body.extend_from_slice(b"GPS 7.4S 112.7E SECRET");
    body
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xFF, marker];
    bytes.extend_from_slice(&(body.len() as u16 + 2).to_be_bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// Puts segments right behind the start mark, as a camera does.
fn with_segments(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend(segments.concat());
    bytes.extend_from_slice(&jpeg[2..]);
    bytes
}

/// The picture as a camera held that way stores it (EXIF 2.32, tag 0112: where row 0 and column 0 are seen).
fn stored(upright: &RgbImage, orientation: u16) -> RgbImage {
    let (right, bottom) = (upright.width() - 1, upright.height() - 1);
    let (width, height) = match orientation {
        1..=4 => upright.dimensions(),
        _ => (upright.height(), upright.width()),
    };
    RgbImage::from_fn(width, height, |column, row| {
        let (x, y) = match orientation {
            1 => (column, row),
            2 => (right - column, row),
            3 => (right - column, bottom - row),
            4 => (column, bottom - row),
            5 => (row, column),
            6 => (right - row, column),
            7 => (right - row, bottom - column),
            8 => (row, bottom - column),
            _ => unreachable!(),
        };
        *upright.get_pixel(x, y)
    })
}

#[test]
fn all_eight_orientations_give_the_same_upright_picture() {
    let upright = scene(320, 192);
    for orientation in 1..=8 {
        for big_endian in [false, true] {
            let file = with_segments(
                &jpeg_of(&stored(&upright, orientation)),
                &[segment(0xE1, &exif(orientation, big_endian))],
            );
            let fitted = fitted(&file);
            let picture = &fitted.picture;
            assert_eq!((picture.width_px, picture.height_px), (320, 192));
            assert_eq!(picture.original_bytes, file.len() as u64);
            let off = difference(&second_opinion(&picture.bytes), &upright);
            assert!(off < 3.0, "orientation {orientation}: off by {off}");
            assert!(!holds(&picture.bytes, SECRET));
            let thumbnail = &fitted.thumbnail;
            assert_eq!((thumbnail.width, thumbnail.height), (320, 192));
            // Red is upper left, yellow lower right.
            assert!(thumbnail.pixels[0] > 150 && thumbnail.pixels[1] < 90);
            let last = thumbnail.pixels.len() - 4;
            assert!(thumbnail.pixels[last + 1] > 150);
        }
    }
}

#[test]
fn a_turned_picture_that_is_too_large_is_scaled_and_turned() {
    let upright = scene(1200, 2000);
    let file = with_segments(
        &jpeg_of(&stored(&upright, 6)),
        &[segment(0xE1, &exif(6, true))],
    );
    let picture = fitted(&file).picture;
    assert_eq!((picture.width_px, picture.height_px), (480, 800));
    let off = difference(&second_opinion(&picture.bytes), &scene(480, 800));
    assert!(off < 4.0, "off by {off}");
}

#[test]
fn a_jpeg_within_the_limits_keeps_its_pixels_and_loses_its_metadata() {
    for progressive in [false, true] {
        let plain = encode(&scene(320, 192), progressive);
        let mut jfif = b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01".to_vec();
        jfif.extend_from_slice(b"SECRET preview");
        let mut file = with_segments(
            &plain,
            &[
                segment(0xE0, &jfif),
                segment(0xE1, &exif(1, false)),
                segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>SECRET</x>"),
                segment(0xE2, b"MPF\0SECRET"),
                segment(0xED, b"Photoshop 3.0\0SECRET"),
                segment(0xFE, b"SECRET comment"),
                b"SECRET stray bytes".to_vec(),
            ],
        );
        file.extend_from_slice(b"SECRET film behind the picture");
        file.extend_from_slice(&plain);
        let picture = fitted(&file).picture;
        assert!(!holds(&picture.bytes, SECRET));
        assert!(!holds(&picture.bytes, b"Exif"));
        assert_eq!(picture.media_type, MediaType::Jpeg);
        assert_eq!(second_opinion(&picture.bytes), second_opinion(&plain));
        assert!(
            picture.bytes.len() <= plain.len() + 18,
            "the JFIF head at most"
        );
        // What was fitted once is not changed by a second time.
        assert_eq!(fitted(&picture.bytes).picture.bytes, picture.bytes);
    }
}

#[test]
fn a_large_jpeg_is_scaled_within_side_and_bytes() {
    let file = jpeg_of(&noise(1600, 1000));
    let limits = PictureLimits {
        max_bytes: 150_000,
        ..LIMITS
    };
    let fitted = fit(&order(&file, &limits), &mut |_| {}).unwrap();
    let picture = &fitted.picture;
    assert!(picture.bytes.len() <= 150_000);
    // At least nearly all of the allowance is used: the best quality that fits was looked for.
    assert!(picture.bytes.len() > 100_000, "{}", picture.bytes.len());
    assert!(picture.width_px <= 800);
    let decoded = second_opinion(&picture.bytes);
    assert_eq!(decoded.dimensions(), (picture.width_px, picture.height_px));
    assert!(fitted.thumbnail.width <= THUMBNAIL_SIDE_PX);
}

#[test]
fn a_budget_that_quality_cannot_meet_is_met_by_a_smaller_side_or_refused() {
    let file = jpeg_of(&noise(800, 500));
    let tight = PictureLimits {
        max_bytes: 20_000,
        ..LIMITS
    };
    let picture = fit(&order(&file, &tight), &mut |_| {}).unwrap().picture;
    assert!(picture.bytes.len() <= 20_000);
    assert!(picture.width_px < 800);
    let ratio = f64::from(picture.width_px) / f64::from(picture.height_px);
    assert!((ratio - 1.6).abs() < 0.05, "{ratio}");
    for impossible in [
        PictureLimits {
            min_long_side_px: 700,
            ..tight
        },
        PictureLimits {
            max_bytes: 100,
            ..LIMITS
        },
    ] {
        assert_eq!(
            fit(&order(&file, &impossible), &mut |_| {}),
            Err(PhotoError::CannotFit)
        );
    }
}

#[test]
fn a_strip_whose_short_side_would_fall_under_the_least_is_refused() {
    let file = jpeg_of(&scene(3000, 100));
    assert_eq!(refusal(&file), PhotoError::CannotFit);
}

#[test]
fn grey_and_cmyk_come_out_in_their_colours() {
    let grey: Vec<u8> = (0..100 * 80).map(|i| (i % 100 * 2) as u8).collect();
    let mut file = Vec::new();
    Encoder::new(&mut file, 95)
        .encode(&grey, 100, 80, ColorType::Luma)
        .unwrap();
    let shown = fitted(&file).thumbnail;
    assert_eq!((shown.width, shown.height), (100, 80));
    for x in [0, 50, 99] {
        let pixel = &shown.pixels[x * 4..x * 4 + 4];
        assert!(pixel[0].abs_diff(x as u8 * 2) < 4, "{x}: {pixel:?}");
        assert_eq!((pixel[0], pixel[1], pixel[3]), (pixel[1], pixel[2], 255));
    }

    for kind in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        // Full cyan and a fifth of black: no red, four fifths of green and blue.
        let inks: Vec<u8> = [255, 0, 0, 51].repeat(100 * 80);
        let mut file = Vec::new();
        Encoder::new(&mut file, 95)
            .encode(&inks, 100, 80, kind)
            .unwrap();
        let picture = fitted(&file).picture;
        let pixel = second_opinion(&picture.bytes).get_pixel(50, 40).0;
        for (got, wanted) in pixel.into_iter().zip([0_u8, 204, 204]) {
            assert!(got.abs_diff(wanted) < 8, "{kind:?}: {pixel:?}");
        }
    }
}

#[test]
fn the_preview_shows_what_is_sent_and_is_never_scaled_up() {
    let picture = fitted(&jpeg_of(&scene(1600, 960))).picture;
    let small = preview(&picture.bytes, 200).unwrap();
    assert_eq!((small.width, small.height), (200, 120));
    assert_eq!(small.pixels.len(), 200 * 120 * 4);
    let large = preview(&picture.bytes, 5000).unwrap();
    assert_eq!((large.width, large.height), (800, 480));
    let pixels = large.pixels.chunks(4).flat_map(|p| [p[0], p[1], p[2]]);
    let large = RgbImage::from_raw(800, 480, pixels.collect()).unwrap();
    let off = difference(&large, &second_opinion(&picture.bytes));
    assert!(off < 1.0, "off by {off}");
}

#[test]
fn a_pasted_picture_is_laid_on_white_and_fitted() {
    let clear: Vec<u8> = [10, 20, 30, 0].repeat(1000 * 500);
    let fitted = from_rgba(1000, 500, &clear, None, &LIMITS).unwrap();
    let picture = &fitted.picture;
    assert_eq!((picture.width_px, picture.height_px), (800, 400));
    assert_eq!(picture.original_bytes, picture.bytes.len() as u64);
    assert!(fitted.thumbnail.pixels.iter().all(|&value| value > 250));
    assert_eq!(
        from_rgba(1000, 500, &clear[4..], None, &LIMITS),
        Err(PhotoError::Damaged)
    );
    assert_eq!(from_rgba(0, 0, &[], None, &LIMITS), Err(PhotoError::Empty));
    assert_eq!(
        from_rgba(60_000, 60_000, &[0; 4], None, &LIMITS),
        Err(PhotoError::TooManyPixels {
            width: 60_000,
            height: 60_000
        })
    );
}

#[test]
fn nothing_of_a_picture_is_printed() {
    let told = format!("{:?}", fitted(&jpeg_of(&scene(100, 100))));
    assert!(told.contains("***") && !told.contains("255"), "{told}");
}
