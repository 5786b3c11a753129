//! The own decoder and encoder, against two others.

use image::metadata::Orientation;
use jpeg_decoder::Decoder;
use proptest::prelude::*;

use super::*;
use crate::photo::planes::Planes;
use crate::photo::{encode, jpeg};

/// Smooth in two directions, different in each corner, with some noise: like a photo, and no turn leaves it the same.
fn photo(width: u32, height: u32) -> RgbImage {
    let grain = noise(width, height);
    RgbImage::from_fn(width, height, |x, y| {
        let (across, down) = (x * 255 / width.max(2), y * 255 / height.max(2));
        let g = grain.get_pixel(x, y).0.map(|value| u32::from(value) / 16);
        image::Rgb([
            (across * 3 / 4 + g[0]) as u8,
            ((across + down) / 3 + g[0] + 20) as u8,
            (220 - down * 3 / 4 + g[0]) as u8,
        ])
    })
}

fn file(image: &RgbImage, sampling: SamplingFactor, quality: u8, interval: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(sampling);
    if interval > 0 {
        encoder.set_restart_interval(interval);
    }
    let (width, height) = (image.width() as u16, image.height() as u16);
    encoder
        .encode(image.as_raw(), width, height, ColorType::Rgb)
        .unwrap();
    bytes
}

const SAMPLINGS: [SamplingFactor; 5] = [
    SamplingFactor::F_1_1,
    SamplingFactor::F_2_1,
    SamplingFactor::F_1_2,
    SamplingFactor::F_2_2,
    SamplingFactor::F_4_1,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn it_decodes_what_two_others_decode(
        width in 8_u32..90, height in 8_u32..90, sampling in 0_usize..5, quality in 30_u8..=99, interval in 0_u16..4,
    ) {
        let image = photo(width, height);
        let bytes = file(&image, SAMPLINGS[sampling], quality, interval);
        let ours = jpeg::parse(&bytes).unwrap().decode(width, height).unwrap();
        let other = Decoder::new(bytes.as_slice()).decode().unwrap();
        let other = RgbImage::from_raw(width, height, other).unwrap();
        for (name, other) in [("image", second_opinion(&bytes)), ("jpeg-decoder", other)] {
            let (off, far) = (difference(&ours, &other), difference(&ours, &image));
            // Each blends colour that is stored at a quarter of the width in its own way; none may be further from what
            // was drawn.
            let is_as_good = sampling == 4 && far < difference(&other, &image) + 0.5;
            prop_assert!(off < 2.5 || is_as_good, "{name}: off by {off}, {far} from what was drawn");
        }
    }

    #[test]
    fn at_each_scale_it_has_the_size_and_the_look_of_the_whole(
        width in 64_u32..200, height in 64_u32..200, sampling in 0_usize..5, scale in 1_u32..=8,
    ) {
        let bytes = file(&photo(width, height), SAMPLINGS[sampling], 95, 0);
        let parsed = jpeg::parse(&bytes).unwrap();
        let wanted = (width * scale / 8, height * scale / 8);
        let ours = parsed.decode(wanted.0, wanted.1).unwrap();
        let mut other = Decoder::new(bytes.as_slice());
        let size = other.scale(ours.width() as u16, ours.height() as u16).unwrap();
        prop_assert_eq!(ours.dimensions(), (u32::from(size.0), u32::from(size.1)));
        // What is not in one scan goes the other way.
        if let Some(planes) = parsed.planes(wanted.0, wanted.1).unwrap() {
            prop_assert_eq!(planes.dimensions(), ours.dimensions());
            let luma = Planes::from_rgb(&ours).luma;
            let pairs = luma.rows().flatten().zip(planes.luma.rows().flatten());
            let off = pairs.map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>();
            let off = off / f64::from(ours.width() * ours.height());
            prop_assert!(off < 2.0, "lightness of planes: off by {off}");
        } else {
            prop_assert!(!matches!(sampling, 0 | 1 | 3), "the usual samplings are taken");
        }
        let other = RgbImage::from_raw(size.0.into(), size.1.into(), other.decode().unwrap()).unwrap();
        let off = difference(&other, &ours);
        prop_assert!(off < 4.0, "jpeg-decoder: off by {off}");
    }

    #[test]
    fn what_it_encodes_two_others_read(width in 16_u32..90, height in 16_u32..90) {
        let image = photo(width, height);
        let bytes = encode::best_within(&image, usize::MAX).unwrap().unwrap();
        let off = difference(&second_opinion(&bytes), &image);
        prop_assert!(off < 6.0, "off by {off}");
        let other = Decoder::new(bytes.as_slice()).decode().unwrap();
        let off = difference(&RgbImage::from_raw(width, height, other).unwrap(), &image);
        prop_assert!(off < 6.0, "off by {off}");
    }

    #[test]
    fn a_turn_of_planes_is_a_turn_of_pixels(width in 1_u32..40, height in 1_u32..40, exif in 1_u8..=8) {
        let orientation = Orientation::from_exif(exif).unwrap();
        let planes = Planes::from_rgb(&photo(width, height));
        let mut wanted = image::GrayImage::from_raw(width, height, planes.luma.samples.clone()).map(image::DynamicImage::from).unwrap();
        wanted.apply_orientation(orientation);
        let turned = planes.turned(orientation);
        prop_assert_eq!(turned.dimensions(), (wanted.width(), wanted.height()));
        prop_assert_eq!(turned.luma.samples, wanted.into_bytes());
    }

    #[test]
    fn damage_never_panics(
        sampling in 0_usize..5, interval in 0_u16..3, hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = file(&photo(70, 50), SAMPLINGS[sampling], 80, interval);
        for (at, value) in hits {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(parsed) = jpeg::parse(&bytes)
            && u64::from(parsed.width) * u64::from(parsed.height) < 1_000_000
        {
            for side in [1, 20, 70] {
                let _ = parsed.decode(side, side);
                let _ = parsed.planes(side, side);
            }
        }
    }
}

#[test]
fn data_that_ends_early_is_damaged_even_with_an_end_mark() {
    let whole = file(&photo(200, 200), SamplingFactor::F_2_2, 90, 0);
    for cut in [whole.len() - 20, whole.len() / 2, whole.len() * 3 / 4] {
        let mut bytes = whole[..cut].to_vec();
        bytes.extend_from_slice(&[0, 0xFF, 0xD9]);
        let parsed = jpeg::parse(&bytes).unwrap();
        for side in [25, 50, 100, 200] {
            assert_eq!(parsed.decode(side, side).err(), Some(PhotoError::Damaged));
            assert_eq!(parsed.planes(side, side).err(), Some(PhotoError::Damaged));
        }
    }
}

#[test]
fn restart_marks_in_the_wrong_order_are_damage() {
    let mut bytes = file(&photo(200, 200), SamplingFactor::F_2_2, 90, 2);
    let at = bytes
        .windows(2)
        .position(|pair| pair == [0xFF, 0xD1])
        .unwrap();
    bytes[at + 1] = 0xD5;
    let parsed = jpeg::parse(&bytes).unwrap();
    assert_eq!(parsed.decode(50, 50).err(), Some(PhotoError::Damaged));
}

#[test]
fn the_best_quality_that_fits_is_found() {
    let image = photo(400, 300);
    let best = encode::best_within(&image, usize::MAX).unwrap().unwrap();
    assert_eq!(
        encode::best_within(&image, best.len()).unwrap().unwrap(),
        best
    );
    let mut before = best.len();
    for percent in [95, 80, 60, 50] {
        let most = best.len() * percent / 100;
        let Some(fits) = encode::best_within(&image, most).unwrap() else {
            continue;
        };
        assert!(
            fits.len() <= most && fits.len() > most * 85 / 100,
            "{} of {most}",
            fits.len()
        );
        assert!(fits.len() <= before);
        before = fits.len();
    }
    assert_eq!(encode::best_within(&image, 700).unwrap(), None);
}
