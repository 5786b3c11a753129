//! Every other format than JPEG and PNG: files made by the encoders that people use (see data/make.py).

use super::*;
use crate::domain::MediaType;
use crate::photo::decode::Source;

macro_rules! data {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("data/", $name)).as_slice())),*]
    };
}

/// The scene of four quarters, in colour.
pub(super) const SCENES: &[(&str, &[u8])] = data![
    "lossy.webp",
    "lossless.webp",
    "turned.webp",
    "moving.webp",
    "scene.heic",
    "grid.heic",
    "grid-turned.heic",
    "scene.avif",
    "halved.avif",
    "grid.avif",
    "lzw.tif",
    "deflate.tif",
    "jpeg.tif",
    "jpeg-ycbcr.tif",
    "tiles.tif",
    "planes.tif",
    "big.tif",
    "palette.tif",
    "pages.tif",
    "turned.tif",
    "scene.gif",
    "scene.bmp",
];
/// Through the left half of these the white shines.
pub(super) const GLASS: &[(&str, &[u8])] = data![
    "glass.webp",
    "glass-lossy.webp",
    "glass.heic",
    "glass.avif",
    "glass.tif",
];
/// Black and white, as `ink.png` has it.
pub(super) const INK: &[(&str, &[u8])] = data![
    "g4.tif",
    "g4-lsb.tif",
    "g3.tif",
    "g3-2d.tif",
    "g3-fill.tif",
    "runs.tif",
];
/// The rest.
pub(super) const OTHER: &[(&str, &[u8])] = data![
    "exif-turned.heic",
    "place.heic",
    "grey.avif",
    "grey.tif",
    "grey16.tif",
    "cmyk.tif"
];

fn bytes_of(name: &str) -> &'static [u8] {
    [SCENES, GLASS, INK, OTHER]
        .into_iter()
        .flatten()
        .find(|(found, _)| *found == name)
        .unwrap()
        .1
}

fn decoded(name: &str, bytes: &[u8]) -> RgbImage {
    let fitted = fit(&order(bytes, &LIMITS), &mut |_| {});
    let picture = fitted
        .unwrap_or_else(|error| panic!("{name}: {error}"))
        .picture;
    assert_eq!(picture.media_type, MediaType::Jpeg, "{name}");
    assert!(!holds(&picture.bytes, b"Exif"), "{name}");
    assert!(!holds(&picture.bytes, SECRET), "{name}");
    assert_eq!(picture.original_bytes, bytes.len() as u64, "{name}");
    second_opinion(&picture.bytes)
}

#[test]
fn every_format_shows_the_scene_upright_in_its_colours() {
    for (name, bytes) in SCENES {
        let image = decoded(name, bytes);
        let (width, height) = match *name {
            "grid.heic" | "grid-turned.heic" | "grid.avif" => (120, 72),
            _ => (128, 80),
        };
        let size = if *name == "grid-turned.heic" && image.width() == 72 {
            (72, 120)
        } else {
            (width, height)
        };
        assert_eq!(image.dimensions(), size, "{name}");
        let off = difference(&image, &scene(size.0, size.1));
        assert!(off < 6.0, "{name}: off by {off}");
    }
}

#[test]
fn what_shines_through_is_white_in_every_format() {
    for (name, bytes) in GLASS {
        let image = decoded(name, bytes);
        let left = image.get_pixel(20, 20).0;
        assert!(left.iter().all(|&light| light > 240), "{name}: {left:?}");
        let right = image.get_pixel(100, 20).0;
        assert!(right[1] > 150 && right[0] < 70, "{name}: {right:?}");
    }
}

#[test]
fn fax_is_read_bit_for_bit() {
    let ink = image::load_from_memory(include_bytes!("data/ink.png")).unwrap();
    let ink = ink.into_rgb8();
    for (name, bytes) in INK {
        let source = Source::open(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let image = source
            .decode(128, 80)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(image.image == ink, "{name}");
    }
}

#[test]
fn grey_sixteen_bits_and_inks_come_out_right() {
    let grey = decoded("grey.tif", bytes_of("grey.tif"));
    let pixel = grey.get_pixel(100, 20).0;
    assert!(
        pixel[0].abs_diff(118) < 8 && pixel[0] == pixel[1],
        "{pixel:?}"
    );
    let pixel = decoded("grey.avif", bytes_of("grey.avif"))
        .get_pixel(100, 20)
        .0;
    assert!(pixel[0].abs_diff(118) < 8, "{pixel:?}");
    let deep = decoded("grey16.tif", bytes_of("grey16.tif"));
    for x in [10, 64, 120] {
        let light = deep.get_pixel(x, 40).0[0];
        assert!(light.abs_diff((x * 2) as u8) < 4, "{x}: {light}");
    }
    let inks = decoded("cmyk.tif", bytes_of("cmyk.tif"));
    let off = difference(&inks, &scene(128, 80));
    assert!(off < 6.0, "off by {off}");
}

#[test]
fn the_exif_of_a_heic_turns_nothing_and_does_not_leave() {
    // Phones say it twice: the container turns the picture, EXIF repeats it. It counts once.
    let bytes = bytes_of("exif-turned.heic");
    assert!(holds(bytes, SECRET));
    let image = decoded("exif-turned.heic", bytes);
    assert_eq!(image.dimensions(), (80, 128));
    assert!(image.get_pixel(10, 10).0[1] > 150);
}

#[test]
fn pages_and_frames_are_counted_and_the_first_is_used() {
    for (name, pages) in [
        ("pages.tif", 3),
        ("lzw.tif", 1),
        ("moving.webp", 2),
        ("lossy.webp", 1),
    ] {
        let source = Source::open(bytes_of(name)).unwrap();
        assert_eq!(source.pages, pages, "{name}");
    }
}

#[test]
fn a_name_proves_nothing() {
    // The bytes alone are looked at: there is no name that could mislead.
    for (name, bytes) in [SCENES, GLASS, INK, OTHER].into_iter().flatten() {
        assert!(Source::open(bytes).is_ok(), "{name}");
    }
}
