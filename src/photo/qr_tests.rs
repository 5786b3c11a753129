use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb};
use proptest::prelude::*;

use super::*;

const ADDRESS: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

/// Where a code lies in a picture: its middle, pixels a module, degrees it is turned by.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    y: f32,
    module: f32,
    degrees: f32,
}

/// Lays codes on a picture that is shaded from its left to its right.
fn drawn(width: u32, height: u32, codes: &[(&str, Place)]) -> RgbImage {
    let codes: Vec<_> = codes
        .iter()
        .map(|(text, at)| (matrix(text).unwrap(), *at))
        .collect();
    RgbImage::from_fn(width, height, |x, y| {
        let light = 255.0 - 90.0 * x as f32 / width as f32;
        // Four looks into each pixel, so that edges are grey as in a photo.
        let looks = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)];
        let dark = looks
            .iter()
            .filter(|(right, down)| is_dark(&codes, x as f32 + right, y as f32 + down))
            .count();
        let grey = light * (1.0 - 0.22 * dark as f32);
        Rgb([grey as u8; 3])
    })
}

fn is_dark(codes: &[(QrMatrix, Place)], x: f32, y: f32) -> bool {
    codes.iter().any(|(code, at)| {
        if (x - at.x).abs().max((y - at.y).abs()) > code.side() as f32 * at.module {
            return false;
        }
        let (sin, cos) = at.degrees.to_radians().sin_cos();
        let (right, down) = (x - at.x, y - at.y);
        let half = code.side() as f32 / 2.0;
        let column = (right * cos + down * sin) / at.module + half;
        let row = (down * cos - right * sin) / at.module + half;
        column >= 0.0 && row >= 0.0 && code.is_dark(column as usize, row as usize)
    })
}

fn middle(width: u32, height: u32, module: f32, degrees: f32) -> Place {
    Place {
        x: width as f32 / 2.0,
        y: height as f32 / 2.0,
        module,
        degrees,
    }
}

fn png(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(
            image.as_raw(),
            image.width(),
            image.height(),
            ExtendedColorType::Rgb8,
        )
        .unwrap();
    bytes
}

fn jpeg(image: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(image)
        .unwrap();
    bytes
}

/// Grain as of a photo in bad light.
fn noisy(mut image: RgbImage, strength: u32) -> RgbImage {
    let mut seed = 12_345_u32;
    for pixel in image.pixels_mut() {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let by = ((seed >> 16) % (2 * strength + 1)) as i32 - strength as i32;
        pixel.0 = pixel
            .0
            .map(|value| (i32::from(value) + by).clamp(0, 255) as u8);
    }
    image
}

#[test]
fn a_code_turned_by_any_angle_is_read() {
    for degrees in [0.0, 3.0, 17.0, 45.0, 90.0, 133.0, 180.0, 270.0, 341.0] {
        let image = drawn(500, 400, &[(ADDRESS, middle(500, 400, 6.0, degrees))]);
        assert_eq!(
            read(&png(&image)).as_deref(),
            Ok(ADDRESS),
            "{degrees} degrees"
        );
    }
}

#[test]
fn a_picture_that_the_file_says_to_turn_is_read() {
    let image = drawn(500, 400, &[(ADDRESS, middle(500, 400, 6.0, 0.0))]);
    let turned = image::imageops::rotate90(&image);
    assert_eq!(read(&jpeg(&turned, 80)).as_deref(), Ok(ADDRESS));
}

#[test]
fn a_noisy_and_hard_pressed_photo_is_read() {
    let image = noisy(
        drawn(800, 600, &[(ADDRESS, middle(800, 600, 9.0, 8.0))]),
        45,
    );
    assert_eq!(read(&jpeg(&image, 40)).as_deref(), Ok(ADDRESS));
}

#[test]
fn a_small_picture_is_read() {
    // Two pixels a module, on a picture as wallets copy it.
    let side = (matrix(ADDRESS).unwrap().side() as u32 + 8) * 2;
    let image = drawn(side, side, &[(ADDRESS, middle(side, side, 2.0, 0.0))]);
    assert_eq!(read(&png(&image)).as_deref(), Ok(ADDRESS));
}

#[test]
fn a_photo_of_twelve_megapixels_is_read_whatever_the_size_of_the_code() {
    for module in [4.5, 12.0, 70.0] {
        let place = Place {
            x: 2100.0,
            y: 1500.0,
            module,
            degrees: 5.0,
        };
        let image = drawn(4032, 3024, &[(ADDRESS, place)]);
        assert_eq!(
            read(&jpeg(&image, 85)).as_deref(),
            Ok(ADDRESS),
            "{module} pixels a module"
        );
    }
}

#[test]
fn light_on_dark_is_read() {
    let mut image = drawn(400, 400, &[(ADDRESS, middle(400, 400, 7.0, 0.0))]);
    image
        .pixels_mut()
        .for_each(|pixel| pixel.0 = pixel.0.map(|value| 255 - value));
    assert_eq!(read(&png(&image)).as_deref(), Ok(ADDRESS));
}

#[test]
fn several_codes_are_told_unless_they_say_the_same() {
    let at = |x| Place {
        x,
        y: 200.0,
        module: 6.0,
        degrees: 0.0,
    };
    let other = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
    let two = drawn(700, 400, &[(ADDRESS, at(170.0)), (other, at(520.0))]);
    assert_eq!(read(&png(&two)), Err(QrError::Several(2)));
    let same = drawn(700, 400, &[(ADDRESS, at(170.0)), (ADDRESS, at(520.0))]);
    assert_eq!(read(&png(&same)).as_deref(), Ok(ADDRESS));
}

#[test]
fn pixels_that_were_pasted_or_drawn_apart_are_read() {
    let image = drawn(500, 400, &[(ADDRESS, middle(500, 400, 6.0, 0.0))]);
    let pasted = fit::shown(&image, 500);
    assert_eq!(read_rgba(&pasted).as_deref(), Ok(ADDRESS));
    let short = Rgba {
        height: 399,
        ..pasted
    };
    assert_eq!(read_rgba(&short), Err(QrError::Photo(PhotoError::Damaged)));
    let drawn = Drawn { image, pages: 1 };
    assert_eq!(read_drawn(&drawn).as_deref(), Ok(ADDRESS));
}

#[test]
fn what_holds_no_code_is_told() {
    let plain = RgbImage::from_pixel(300, 200, Rgb([200; 3]));
    assert_eq!(read(&png(&plain)), Err(QrError::NotFound));
    assert_eq!(read(b""), Err(QrError::Photo(PhotoError::Empty)));
    assert_eq!(
        read(b"no picture"),
        Err(QrError::Photo(PhotoError::NotAPicture))
    );
    let mut covered = drawn(500, 400, &[(ADDRESS, middle(500, 400, 8.0, 0.0))]);
    for (x, y, pixel) in covered.enumerate_pixels_mut() {
        if (195..290).contains(&x) && (145..255).contains(&y) {
            pixel.0 = [255; 3];
        }
    }
    assert_eq!(read(&png(&covered)), Err(QrError::Unreadable));
}

#[test]
fn a_picture_drawn_to_be_searched_for_hours_is_left() {
    // Corners of codes, row by row.
    let corner = |x: u32, y: u32| {
        let (x, y) = (x / 3 % 10, y / 3 % 10);
        let ring = x < 7 && y < 7 && (x == 0 || x == 6 || y == 0 || y == 6);
        ring || ((2..5).contains(&x) && (2..5).contains(&y))
    };
    let image = RgbImage::from_fn(1500, 1500, |x, y| {
        Rgb([if corner(x, y) { 0 } else { 255 }; 3])
    });
    let bitmap = Bitmap::of(&image).next().unwrap();
    assert!(bitmap.is_too_busy());
    assert_eq!(read(&png(&image)), Err(QrError::NotFound));
    let code = drawn(800, 600, &[(ADDRESS, middle(800, 600, 9.0, 8.0))]);
    assert!(!Bitmap::of(&code).next().unwrap().is_too_busy());
}

#[test]
fn a_code_is_bounded_and_keeps_its_text_to_itself() {
    assert_eq!(matrix(""), Err(QrError::Empty));
    assert_eq!(
        matrix(&"a".repeat(MAX_TEXT_BYTES + 1)),
        Err(QrError::TooLong)
    );
    assert!(matrix(&"a".repeat(MAX_TEXT_BYTES)).is_ok());
    let code = matrix(ADDRESS).unwrap();
    assert_eq!(format!("{code:?}"), "QrMatrix(*** 29x29)");
    assert!(code.is_dark(0, 0) && !code.is_dark(1, 1));
    assert!(!code.is_dark(29, 0) && !code.is_dark(0, 29));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_drawn_is_read_back(text in "[ -~]{1,120}|[a-zé€]{1,60}", module in 3_u32..7, margin in 4_u32..9) {
        let code = matrix(&text).unwrap();
        let side = (code.side() as u32 + 2 * margin) * module;
        let image = RgbImage::from_fn(side, side, |x, y| {
            let at = |place: u32| (place / module).wrapping_sub(margin) as usize;
            Rgb([if code.is_dark(at(x), at(y)) { 0 } else { 255 }; 3])
        });
        prop_assert_eq!(read(&png(&image)), Ok(text));
    }

    #[test]
    fn any_pixels_are_searched(width in 1_u32..60, height in 1_u32..60, seed in any::<u32>()) {
        let mut seed = seed;
        let image = RgbImage::from_fn(width, height, |_, _| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Rgb([if seed >> 31 == 0 { 0 } else { 255 }; 3])
        });
        let _ = read(&png(&image));
    }
}
