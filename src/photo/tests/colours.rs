//! Colour profiles, wherever a format keeps them.

use std::time::Instant;

use moxcms::ColorProfile;

use super::pngs::chunk;
use super::*;
use crate::domain::MediaType;
use crate::photo::colour::{is_srgb, to_srgb};
use crate::photo::decode::Source;
use crate::photo::png::MAGIC;

fn png_with(profile: &[u8]) -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    scene(160, 96)
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    let png = png.into_inner();
    let zlib = miniz_oxide::deflate::compress_to_vec_zlib(profile, 6);
    let iccp = chunk(b"iCCP", &[b"name\0\0", zlib.as_slice()].concat());
    let (head, rest) = png.split_at(MAGIC.len() + 25);
    [head, &iccp, rest].concat()
}

#[test]
fn a_profile_that_is_srgb_changes_nothing_and_the_file_is_kept() {
    let srgb = ColorProfile::new_srgb().encode().unwrap();
    assert!(is_srgb(None) && is_srgb(Some(&srgb)));
    let picture = fitted(&png_with(&srgb)).picture;
    assert_eq!(picture.media_type, MediaType::Png);
    assert!(!holds(&picture.bytes, b"iCCP"));
}

#[test]
fn another_colour_space_becomes_srgb() {
    let wide = ColorProfile::new_display_p3().encode().unwrap();
    assert!(!is_srgb(Some(&wide)));
    let picture = fitted(&png_with(&wide)).picture;
    assert_eq!(picture.media_type, MediaType::Jpeg);
    // The green of a P3 screen, 30 180 40, is beyond what sRGB can show: its red falls to nothing.
    let green = second_opinion(&picture.bytes).get_pixel(120, 20).0;
    assert!(green[0] < 12 && green[1] > 180, "{green:?}");
    // White stays white, whatever the space.
    let mut white = RgbImage::from_pixel(4, 4, image::Rgb([255; 3]));
    to_srgb(&mut white, Some(&wide));
    assert!(white.iter().all(|&light| light >= 254));
}

#[test]
fn a_grey_profile_is_a_curve() {
    let linear = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    assert!(!is_srgb(Some(&linear)));
    let mut grey = RgbImage::from_pixel(4, 4, image::Rgb([55; 3]));
    to_srgb(&mut grey, Some(&linear));
    // 55 of 255 of the light is 128 in sRGB.
    assert!(
        grey.iter().all(|&light| light.abs_diff(128) < 4),
        "{grey:?}"
    );
    let mut colour = scene(4, 4);
    to_srgb(&mut colour, Some(&linear));
    assert_eq!(colour, scene(4, 4));
}

#[test]
fn a_profile_of_no_use_is_ignored() {
    let wide = ColorProfile::new_display_p3().encode().unwrap();
    let mut profiles = vec![Vec::new(), vec![0; 200], vec![0xFF; 2_000_000]];
    for length in (1..wide.len()).step_by(37) {
        profiles.push(wide[..length].to_vec());
    }
    for at in (0..wide.len()).step_by(5) {
        let mut bent = wide.clone();
        bent[at] ^= 0xFF;
        profiles.push(bent);
    }
    for profile in &profiles {
        let mut image = scene(8, 8);
        to_srgb(&mut image, Some(profile));
        assert_eq!(image.dimensions(), (8, 8));
    }
    assert!(is_srgb(Some(&[0; 200])));
    // A profile that unpacks to far more than a profile has.
    let bomb = png_with(&vec![0; 50_000_000]);
    assert!(bomb.len() < 200_000);
    assert!(Source::open(&bomb).unwrap().icc.is_none());
    assert_eq!(fitted(&bomb).picture.media_type, MediaType::Png);
}

#[test]
fn three_megapixels_take_no_time_that_is_felt() {
    let wide = ColorProfile::new_display_p3().encode().unwrap();
    let mut image = noise(2000, 1500);
    let start = Instant::now();
    to_srgb(&mut image, Some(&wide));
    let took = start.elapsed();
    // Around 10 ms alone on a core; other tests run beside this one.
    assert!(took.as_millis() < 200, "{took:?}");
}
