//! EXIF with a place and with a small picture that is another one: nothing of either is sent, whatever holds it.

use image::{DynamicImage, ImageFormat};

use super::pngs::chunk;
use super::*;
use crate::domain::MediaType;

/// 7° 29′ 3.456″, as three fractions.
const DEGREES: [u32; 6] = [7, 1, 27, 1, 123_456, 1000];

fn degrees() -> Vec<u8> {
    DEGREES.iter().flat_map(|part| part.to_be_bytes()).collect()
}

/// A small picture that shows something else, with a comment.
fn other() -> Vec<u8> {
    let mut bytes = jpeg_of(&RgbImage::from_pixel(64, 40, image::Rgb([255, 0, 255])));
    bytes.splice(2..2, *b"\xFF\xFE\0\x08SECRET");
    bytes
}

/// A directory with a place, and a second one with the small picture (EXIF 2.32, 4.6).
fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let head = [tag.to_be_bytes(), kind.to_be_bytes()].concat();
        [
            head,
            count.to_be_bytes().to_vec(),
            value.to_be_bytes().to_vec(),
        ]
        .concat()
    };
    let small = other();
    let (place, second, at) = (26, 56, 98);
    [
        b"MM\0*\0\0\0\x08".to_vec(),
        vec![0, 1],
        entry(0x8825, 4, 1, place),
        u32::to_be_bytes(second).to_vec(),
        vec![0, 2],
        entry(1, 2, 2, u32::from_be_bytes(*b"S\0\0\0")),
        entry(2, 5, 3, at),
        vec![0; 4],
        vec![0, 3],
        // JPEG; where it is; its bytes.
        entry(0x0103, 3, 1, 6 << 16),
        entry(0x0201, 4, 1, at + 24),
        entry(0x0202, 4, 1, small.len() as u32),
        vec![0; 4],
        degrees(),
        small,
    ]
    .concat()
}

fn check(name: &str, file: &[u8], small: &[u8]) {
    assert!(holds(file, &degrees()) && holds(file, small), "{name}");
    let fitted = fitted(file);
    let sent = &fitted.picture.bytes;
    for secret in [SECRET, b"Exif", b"eXIf", b"EXIF", &degrees(), small] {
        assert!(!holds(sent, secret), "{name}");
    }
    // What is shown and what is sent is the picture, and not the small one.
    assert!(
        difference(&second_opinion(sent), &scene(128, 80)) < 6.0,
        "{name}"
    );
    assert_eq!((fitted.thumbnail.width, fitted.thumbnail.height), (128, 80));
    let corner = &fitted.thumbnail.pixels[..3];
    assert!(
        corner[0] > 150 && corner[1] < 90 && corner[2] < 90,
        "{name}"
    );
}

#[test]
fn a_place_and_another_small_picture_do_not_leave() {
    let (exif, small) = (exif(), other());
    let app1 = [b"Exif\0\0".as_slice(), &exif].concat();
    let length = (app1.len() as u16 + 2).to_be_bytes();
    let mut jpeg = jpeg_of(&scene(128, 80));
    jpeg.splice(2..2, [b"\xFF\xE1".as_slice(), &length, &app1].concat());
    check("JPEG", &jpeg, &small);

    let mut png = std::io::Cursor::new(Vec::new());
    DynamicImage::from(scene(128, 80))
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    let mut png = png.into_inner();
    png.splice(33..33, chunk(b"eXIf", &exif));
    check("PNG", &png, &small);

    // The container with its own head, the picture, and EXIF behind it.
    let plain = include_bytes!("data/lossless.webp");
    let part = |name: &[u8; 4], body: &[u8]| {
        let mut part = [name.as_slice(), &(body.len() as u32).to_le_bytes(), body].concat();
        part.resize(part.len().next_multiple_of(2), 0);
        part
    };
    let body = [
        b"WEBP".to_vec(),
        part(b"VP8X", &[8, 0, 0, 0, 127, 0, 0, 79, 0, 0]),
        plain[12..].to_vec(),
        part(b"EXIF", &exif),
    ];
    check("WebP", &part(b"RIFF", &body.concat()), &small);

    // Made by another program, with a small picture of its own beside that of EXIF.
    let heic = include_bytes!("data/place.heic");
    let start = heic.windows(6).position(|six| six == SECRET).unwrap();
    check("HEIC", heic, &heic[start..start + 200]);
}

#[test]
fn of_a_moving_png_the_first_frame_is_sent_and_nothing_else() {
    let png_of = |image: RgbImage| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    let plain = png_of(scene(128, 80));
    let frame = |number: u32| {
        let sides = [number, 128, 80, 0, 0].map(u32::to_be_bytes).concat();
        chunk(b"fcTL", &[sides, vec![0, 1, 0, 10, 0, 0]].concat())
    };
    let second = [2_u32.to_be_bytes().as_slice(), SECRET].concat();
    let mut moving = plain.clone();
    let end = moving.len() - 12;
    moving.splice(end..end, [frame(1), chunk(b"fdAT", &second)].concat());
    let head = [
        chunk(b"acTL", &[2_u32, 0].map(u32::to_be_bytes).concat()),
        frame(0),
    ];
    moving.splice(33..33, head.concat());
    let fitted = fitted(&moving);
    assert_eq!(fitted.picture.media_type, MediaType::Png);
    assert_eq!(fitted.picture.made.pages, 2);
    assert_eq!(&*fitted.picture.bytes, plain.as_slice());
    assert!(!holds(&fitted.picture.bytes, SECRET));
}

#[test]
fn a_tiff_of_sixteen_bits_a_channel_shows_its_colours() {
    let wanted = scene(128, 80);
    for big_endian in [false, true] {
        let entries = [
            (256_u16, 3_u16, 1_u32, 128_u32),
            (257, 3, 1, 80),
            (258, 3, 3, 200),
            (259, 3, 1, 1),
            (262, 3, 1, 2),
            (273, 4, 1, 256),
            (277, 3, 1, 3),
            (278, 3, 1, 80),
            (279, 4, 1, 128 * 80 * 6),
        ];
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
        let mut file = if big_endian {
            b"MM".to_vec()
        } else {
            b"II".to_vec()
        };
        file.extend(two(42));
        file.extend(four(8));
        file.extend(two(entries.len() as u16));
        for (tag, kind, count, value) in entries {
            file.extend([two(tag), two(kind)].concat());
            file.extend(four(count));
            if kind == 3 && count == 1 {
                file.extend([two(value as u16), [0, 0]].concat());
            } else {
                file.extend(four(value));
            }
        }
        file.resize(200, 0);
        file.extend([two(16); 3].concat());
        file.resize(256, 0);
        // The low byte is not that of 257 times the light: rounding would show.
        let samples = wanted.as_raw().iter();
        file.extend(samples.flat_map(|&light| two(u16::from(light) << 8 | 0x55)));
        let off = difference(&second_opinion(&fitted(&file).picture.bytes), &wanted);
        assert!(off < 3.0, "off by {off}");
        let cut = &file[..file.len() - 1];
        assert_eq!(refusal(cut), PhotoError::Damaged);
    }
}
