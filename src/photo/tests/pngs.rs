use image::{DynamicImage, ImageFormat, Luma, LumaA, Rgb, Rgba};

use super::*;
use crate::domain::MediaType;
use crate::photo::png::{MAGIC, crc32};
use crate::photo::preview;

fn png_of(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub(super) fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let mut bytes = (data.len() as u32).to_be_bytes().to_vec();
    bytes.extend_from_slice(name);
    bytes.extend_from_slice(data);
    bytes.extend_from_slice(&crc32(&bytes[4..]).to_be_bytes());
    bytes
}

pub(super) fn header(width: u32, height: u32, bits: u8, colour: u8) -> Vec<u8> {
    let mut data = width.to_be_bytes().to_vec();
    data.extend_from_slice(&height.to_be_bytes());
    data.extend_from_slice(&[bits, colour, 0, 0, 0]);
    chunk(b"IHDR", &data)
}

/// A zlib stream of one stored block.
fn stored(data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    let (mut a, mut b) = (1_u32, 0_u32);
    for &byte in data {
        a = (a + u32::from(byte)) % 65521;
        b = (b + a) % 65521;
    }
    let mut bytes = vec![0x78, 0x01, 0x01];
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&(!length).to_le_bytes());
    bytes.extend_from_slice(data);
    bytes.extend_from_slice(&((b << 16) | a).to_be_bytes());
    bytes
}

/// A palette picture of 64 × 64: left half colour 0, right half colour 1.
fn palette_png(extra: &[Vec<u8>]) -> Vec<u8> {
    let row = [&[0_u8][..], &[0; 32], &[1; 32]].concat();
    let mut bytes = MAGIC.to_vec();
    bytes.extend(header(64, 64, 8, 3));
    bytes.extend(chunk(b"PLTE", &[250, 10, 20, 10, 20, 250]));
    bytes.extend(extra.concat());
    bytes.extend(chunk(b"IDAT", &stored(&row.repeat(64))));
    bytes.extend(chunk(b"IEND", b""));
    bytes
}

/// Puts chunks right behind the header.
fn with_chunks(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    let (head, rest) = png.split_at(MAGIC.len() + 25);
    [head, &chunks.concat(), rest].concat()
}

#[test]
fn the_checksum_is_that_of_the_specification() {
    assert_eq!(chunk(b"IEND", b"")[8..], [0xAE, 0x42, 0x60, 0x82]);
}

#[test]
fn a_png_within_the_limits_keeps_its_pixels_and_loses_its_metadata() {
    let plain = png_of(scene(320, 192));
    let mut file = with_chunks(
        &plain,
        &[
            chunk(b"tEXt", b"Author\0SECRET"),
            chunk(b"zTXt", b"SECRET\0\0x"),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0SECRET"),
            chunk(b"eXIf", b"SECRET is no EXIF"),
            chunk(b"tIME", b"SECRET."),
        ],
    );
    file.extend_from_slice(b"SECRET behind the end");
    let fitted = fitted(&file);
    assert_eq!(fitted.picture.media_type, MediaType::Png);
    assert_eq!(&*fitted.picture.bytes, plain.as_slice());
    assert_eq!(fitted.picture.original_bytes, file.len() as u64);
    assert_eq!(second_opinion(&fitted.picture.bytes), scene(320, 192));
    let shown = preview(&fitted.picture.bytes, 320).unwrap();
    assert_eq!(shown, fitted.thumbnail);
    assert_eq!(shown.pixels[..4], [200, 30, 30, 255]);
}

#[test]
fn a_png_over_the_limits_becomes_a_jpeg() {
    for (image, limits) in [
        (scene(1000, 500), LIMITS),
        (
            noise(200, 200),
            PictureLimits {
                max_bytes: 40_000,
                ..LIMITS
            },
        ),
    ] {
        let picture = fit(&order(&png_of(image), &limits), &mut |_| {})
            .unwrap()
            .picture;
        assert_eq!(picture.media_type, MediaType::Jpeg);
        assert!(picture.bytes.len() <= limits.max_bytes);
        let decoded = second_opinion(&picture.bytes);
        assert_eq!(decoded.dimensions(), (picture.width_px, picture.height_px));
        assert!(picture.width_px <= 800);
    }
}

#[test]
fn what_shines_through_is_laid_on_white_and_what_is_opaque_is_kept() {
    let glass = image::RgbaImage::from_fn(100, 100, |x, _| {
        Rgba([0, 0, 0, if x < 50 { 0 } else { 255 }])
    });
    let picture = fitted(&png_of(glass)).picture;
    assert_eq!(picture.media_type, MediaType::Jpeg);
    let decoded = second_opinion(&picture.bytes);
    assert!(decoded.get_pixel(10, 50).0.iter().all(|&value| value > 245));
    assert!(decoded.get_pixel(90, 50).0.iter().all(|&value| value < 10));

    let solid = image::RgbaImage::from_pixel(100, 100, Rgba([9, 8, 7, 255]));
    assert_eq!(fitted(&png_of(solid)).picture.media_type, MediaType::Png);
}

#[test]
fn sixteen_bits_grey_and_palette_are_read() {
    let deep = image::ImageBuffer::<Rgb<u16>, _>::from_pixel(80, 80, Rgb([65535, 32768, 0]));
    assert_eq!(
        fitted(&png_of(deep)).thumbnail.pixels[..4],
        [255, 128, 0, 255]
    );
    let grey = image::ImageBuffer::<Luma<u16>, _>::from_pixel(80, 80, Luma([257 * 77]));
    assert_eq!(
        fitted(&png_of(grey)).thumbnail.pixels[..4],
        [77, 77, 77, 255]
    );
    let half = image::GrayAlphaImage::from_pixel(80, 80, LumaA([0, 128]));
    assert_eq!(
        fitted(&png_of(half)).thumbnail.pixels[..4],
        [127, 127, 127, 255]
    );

    let palette = fitted(&palette_png(&[]));
    assert_eq!(palette.picture.media_type, MediaType::Png);
    assert_eq!(palette.thumbnail.pixels[..4], [250, 10, 20, 255]);
    assert_eq!(palette.thumbnail.pixels[63 * 4..64 * 4], [10, 20, 250, 255]);

    // Colour 0 made clear: it shows as white.
    let clear = fitted(&palette_png(&[chunk(b"tRNS", &[0])]));
    assert_eq!(clear.picture.media_type, MediaType::Jpeg);
    assert_eq!(clear.thumbnail.pixels[..4], [255, 255, 255, 255]);
}

#[test]
fn an_orientation_in_a_png_is_applied() {
    let tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let file = with_chunks(&png_of(scene(100, 60)), &[chunk(b"eXIf", tiff)]);
    let picture = fitted(&file).picture;
    assert_eq!((picture.width_px, picture.height_px), (60, 100));
    // A quarter turn clockwise brings the lower left, blue, to the upper left.
    let corner = second_opinion(&picture.bytes).get_pixel(5, 5).0;
    assert!(corner[2] > 150 && corner[0] < 80, "{corner:?}");
}

#[test]
fn a_header_that_promises_too_much_is_refused_before_anything_is_decoded() {
    for (width, height) in [(60_000, 60_000), (30_001, 100), (20_000, 5_001)] {
        let mut file = MAGIC.to_vec();
        file.extend(header(width, height, 8, 6));
        assert_eq!(
            refusal(&file),
            PhotoError::TooManyPixels { width, height },
            "though the data is missing"
        );
        assert_eq!(
            preview(&file, 100),
            Err(PhotoError::TooManyPixels { width, height })
        );
    }
    // 800 MB of pixels in a few bytes of file.
    let mut file = MAGIC.to_vec();
    file.extend(header(10_000, 10_000, 16, 6));
    file.extend(chunk(b"IDAT", &stored(&[0; 100])));
    file.extend(chunk(b"IEND", b""));
    assert_eq!(
        refusal(&file),
        PhotoError::TooManyPixels {
            width: 10_000,
            height: 10_000
        }
    );
}

#[test]
fn a_png_cut_short_or_altered_is_damaged() {
    let whole = png_of(noise(100, 100));
    for length in [
        MAGIC.len() + 4,
        40,
        whole.len() / 2,
        whole.len() - 12,
        whole.len() - 1,
    ] {
        assert_eq!(
            refusal(&whole[..length]),
            PhotoError::Damaged,
            "{length} bytes"
        );
    }
    for at in [20, 60, whole.len() / 2, whole.len() - 14] {
        let mut altered = whole.clone();
        altered[at] ^= 0x10;
        assert!(
            fit(&order(&altered, &LIMITS), &mut |_| {}).is_err(),
            "byte {at}"
        );
    }
    // The rows end early, every sum is right.
    let mut short = MAGIC.to_vec();
    short.extend(header(100, 100, 8, 2));
    short.extend(chunk(b"IDAT", &stored(&[0; 301 * 50])));
    short.extend(chunk(b"IEND", b""));
    assert_eq!(refusal(&short), PhotoError::Damaged);
}
