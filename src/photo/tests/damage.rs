//! Files that are cut short, altered, or that promise more than they have.

use super::formats::{GLASS, INK, OTHER, SCENES};
use super::pngs::{chunk, header};
use super::*;
use crate::photo::decode::Source;
use crate::photo::png::MAGIC;
use crate::photo::{Format, preview};

fn all() -> impl Iterator<Item = &'static (&'static str, &'static [u8])> {
    [SCENES, GLASS, INK, OTHER].into_iter().flatten()
}

pub(super) fn tiff(entries: &[(u16, u16, u32, u32)], next: u32) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend_from_slice(&(entries.len() as u16).to_le_bytes());
    for (tag, kind, count, value) in entries {
        bytes.extend_from_slice(&tag.to_le_bytes());
        bytes.extend_from_slice(&kind.to_le_bytes());
        bytes.extend_from_slice(&count.to_le_bytes());
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    bytes.extend_from_slice(&next.to_le_bytes());
    bytes
}

/// A grey picture of 80 by 80 in one strip that starts at byte 4096.
fn grey_tiff(next: u32) -> Vec<u8> {
    let mut bytes = tiff(
        &[
            (256, 3, 1, 80),
            (257, 3, 1, 80),
            (258, 3, 1, 8),
            (259, 3, 1, 1),
            (262, 3, 1, 1),
            (273, 4, 1, 4096),
            (278, 3, 1, 80),
            (279, 4, 1, 6400),
        ],
        next,
    );
    bytes.resize(4096, 0);
    bytes.resize(4096 + 6400, 77);
    bytes
}

#[test]
fn a_file_cut_short_anywhere_is_refused_and_never_half_shown() {
    let jpegs = [false, true].map(|progressive| encode(&noise(300, 200), progressive));
    let mut png = std::io::Cursor::new(Vec::new());
    noise(160, 120)
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    for whole in [&jpegs[0], &jpegs[1], png.get_ref()] {
        for length in (1024..whole.len()).step_by(1024) {
            assert_eq!(refusal(&whole[..length]), PhotoError::Damaged, "{length}");
        }
    }
    for (name, whole) in all() {
        let sound = fitted(whole).thumbnail;
        let step = (whole.len() / 24).clamp(1, 1024);
        for length in (64..whole.len()).step_by(step) {
            // What is cut off may be nothing but an end mark or metadata: then every pixel is there, and as it was.
            match fit(&order(&whole[..length], &LIMITS), &mut |_| {}) {
                Err(error) => assert!(
                    matches!(
                        error,
                        PhotoError::Damaged | PhotoError::Unsupported(Format::Video)
                    ),
                    "{name} {length}: {error}"
                ),
                Ok(cut) => assert!(
                    cut.thumbnail == sound,
                    "{name}: {length} of {} bytes",
                    whole.len()
                ),
            }
        }
    }
}

#[test]
fn bombs_are_told_by_their_header() {
    let too_many = |width, height| PhotoError::TooManyPixels { width, height };
    for (width, height) in [(60_000, 60_000), (1, 1_000_000), (1_000_000, 1)] {
        let png = [MAGIC, &header(width, height, 8, 2), &chunk(b"IEND", b"")].concat();
        assert_eq!(refusal(&png), too_many(width, height));
        assert_eq!(preview(&png, 100), Err(too_many(width, height)));
        let tiff = tiff(&[(256, 4, 1, width), (257, 4, 1, height)], 0);
        assert_eq!(refusal(&tiff), too_many(width, height));
        let mut webp = b"RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0".to_vec();
        webp.extend_from_slice(&(width - 1).to_le_bytes()[..3]);
        webp.extend_from_slice(&(height - 1).to_le_bytes()[..3]);
        assert_eq!(refusal(&webp), too_many(width, height));
        let mut bmp = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
        bmp.extend_from_slice(&width.to_le_bytes());
        bmp.extend_from_slice(&height.to_le_bytes());
        bmp.extend_from_slice(b"\x01\0\x18\0");
        bmp.resize(80, 0);
        assert!(matches!(
            refusal(&bmp),
            PhotoError::TooManyPixels { .. } | PhotoError::Damaged
        ));
        // The size that a HEIC's or AVIF's container promises.
        for (name, bytes) in
            all().filter(|(name, _)| *name == "scene.heic" || *name == "scene.avif")
        {
            let mut bytes = bytes.to_vec();
            let at = bytes.windows(4).position(|four| four == b"ispe").unwrap();
            bytes[at + 8..at + 12].copy_from_slice(&width.to_be_bytes());
            bytes[at + 12..at + 16].copy_from_slice(&height.to_be_bytes());
            assert_eq!(refusal(&bytes), too_many(width, height), "{name}");
        }
    }
    let gif = b"GIF89a\x60\xEA\x60\xEA\0\0\0;".to_vec();
    assert_eq!(refusal(&gif), too_many(60_000, 60_000));
}

#[test]
fn zeros_that_unpack_to_a_hundred_times_their_size_stay_within_the_limit() {
    // 4000 by 4000 grey pixels, all black, in 16 KB.
    let row = vec![0; 4001];
    let data = miniz_oxide::deflate::compress_to_vec_zlib(&row.repeat(4000), 6);
    assert!(data.len() < 20_000);
    let png = |side| {
        [
            MAGIC,
            &header(side, side, 8, 0),
            &chunk(b"IDAT", &data),
            &chunk(b"IEND", b""),
        ]
        .concat()
    };
    assert!(fit(&order(&png(4000), &LIMITS), &mut |_| {}).is_ok());
    assert_eq!(
        refusal(&png(20_000)),
        PhotoError::TooManyPixels {
            width: 20_000,
            height: 20_000
        }
    );
}

#[test]
fn directories_that_loop_and_strips_without_number_end() {
    // The first directory follows itself; two follow each other.
    assert_eq!(Source::open(&grey_tiff(8)).unwrap().pages, 1);
    let mut two = grey_tiff(2000);
    two[2000..2006].copy_from_slice(&[0, 0, 8, 0, 0, 0]);
    assert_eq!(Source::open(&two).unwrap().pages, 2);
    assert!(fit(&order(&two, &LIMITS), &mut |_| {}).is_ok());
    // A directory of 65535 entries, and strips that number more than there are bytes.
    let mut many = grey_tiff(0);
    many[8..10].copy_from_slice(&u16::MAX.to_le_bytes());
    assert_eq!(refusal(&many), PhotoError::Damaged);
    for (tag, count) in [(5, u32::MAX), (5, 1_000_000), (7, u32::MAX)] {
        let mut many = grey_tiff(0);
        let at = 10 + tag * 12 + 4;
        many[at..at + 4].copy_from_slice(&count.to_le_bytes());
        assert_eq!(refusal(&many), PhotoError::Damaged);
    }
    // A strip beyond the end, and one that is the whole file over and over.
    for (at, value) in [(5, u32::MAX), (7, u32::MAX)] {
        let mut far = grey_tiff(0);
        let at = 10 + at * 12 + 8;
        far[at..at + 4].copy_from_slice(&value.to_le_bytes());
        assert_eq!(refusal(&far), PhotoError::Damaged);
    }
}

/// A HEIC's boxes of items that share the bytes of the file, each in many pieces.
#[test]
fn a_small_heic_whose_items_are_in_countless_pieces_takes_no_memory() {
    let boxed = |kind: &[u8; 4], body: &[u8]| {
        let length = (body.len() as u32 + 8).to_be_bytes();
        [&length[..], kind, body].concat()
    };
    let count = 3000_u16;
    let mut iinf = [&[0; 4][..], &count.to_be_bytes()].concat();
    // Neither offset nor length is told: a piece takes no byte here.
    let mut iloc = [&[0; 6][..], &count.to_be_bytes()].concat();
    for id in 1..=count {
        let id = id.to_be_bytes();
        iinf.extend(boxed(
            b"infe",
            &[&[2, 0, 0, 0][..], &id, b"\0\0hvc1\0"].concat(),
        ));
        iloc.extend([id, [0, 0], [0xFF, 0xFF]].concat());
    }
    let iprp = [boxed(b"ipco", b""), boxed(b"ipma", &[0; 8])].concat();
    let meta = [
        vec![0; 4],
        boxed(b"pitm", &[0, 0, 0, 0, 0, 1]),
        boxed(b"iinf", &iinf),
        boxed(b"iloc", &iloc),
        boxed(b"iprp", &iprp),
    ];
    let file = [
        boxed(b"ftyp", b"heic\0\0\0\0mif1heic"),
        boxed(b"meta", &meta.concat()),
    ];
    let started = std::time::Instant::now();
    assert_eq!(refusal(&file.concat()), PhotoError::Damaged);
    assert!(started.elapsed() < std::time::Duration::from_secs(1));
}

#[test]
fn altered_bits_never_panic_and_what_passes_obeys_the_limits() {
    let mut state = 0x9E37_79B9_u32;
    let mut next = |most: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % most
    };
    for (name, whole) in all() {
        for _ in 0..8 {
            let mut bytes = whole.to_vec();
            for _ in 0..=next(4) {
                let at = next(bytes.len());
                bytes[at] ^= 1 << next(8);
            }
            if let Ok(fitted) = fit(&order(&bytes, &LIMITS), &mut |_| {}) {
                let picture = fitted.picture;
                assert!(picture.bytes.len() <= LIMITS.max_bytes, "{name}");
                assert!(picture.width_px.max(picture.height_px) <= LIMITS.max_side_px);
            }
            let _ = preview(&bytes, 64);
        }
    }
}
