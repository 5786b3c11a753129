use super::*;

fn raw(layout: PixelLayout, width: u32, height: u32, bytes: Vec<u8>) -> RawFrame {
    RawFrame {
        width,
        height,
        stride: 0,
        layout,
        bytes,
    }
}

fn colours(raw: &RawFrame) -> Vec<[u8; 3]> {
    let picture = pixels(raw, 1).unwrap();
    let pixels = picture.pixels.chunks_exact(4);
    pixels.map(|p| [p[0], p[1], p[2]]).collect()
}

/// White, black, red, blue, by BT.601.
const WHITE: (u8, u8, u8) = (235, 128, 128);
const BLACK: (u8, u8, u8) = (16, 128, 128);
const RED: (u8, u8, u8) = (81, 90, 240);

#[test]
fn two_pixels_in_four_bytes() {
    let (white, black) = (WHITE.0, BLACK.0);
    let yuyv = raw(PixelLayout::Yuyv, 2, 1, vec![white, 128, black, 128]);
    assert_eq!(colours(&yuyv), [[255; 3], [0; 3]]);
    let uyvy = raw(PixelLayout::Uyvy, 2, 1, vec![128, white, 128, black]);
    assert_eq!(colours(&uyvy), [[255; 3], [0; 3]]);
    let (y, u, v) = RED;
    for red in [
        raw(PixelLayout::Yuyv, 2, 1, vec![y, u, y, v]),
        raw(PixelLayout::Uyvy, 2, 1, vec![u, y, v, y]),
    ] {
        for [red, green, blue] in colours(&red) {
            assert!(red > 250 && green < 5 && blue < 5, "{red} {green} {blue}");
        }
    }
}

#[test]
fn planes_of_half_the_size() {
    let (y, u, v) = RED;
    let nv12 = raw(PixelLayout::Nv12, 2, 2, vec![y, y, y, y, u, v]);
    let i420 = raw(PixelLayout::I420, 2, 2, vec![y, y, y, y, u, v]);
    assert_eq!(colours(&nv12), colours(&i420));
    assert!(
        colours(&nv12)
            .iter()
            .all(|[red, green, _]| *red > 250 && *green < 5)
    );
}

#[test]
fn colours_in_either_order() {
    let rgb = raw(PixelLayout::Rgb, 1, 1, vec![1, 2, 3]);
    let bgr = raw(PixelLayout::Bgr, 1, 1, vec![3, 2, 1]);
    assert_eq!(colours(&rgb), [[1, 2, 3]]);
    assert_eq!(colours(&bgr), [[1, 2, 3]]);
    let grey = raw(PixelLayout::Grey, 2, 1, vec![9, 8]);
    assert_eq!(colours(&grey), [[9; 3], [8; 3]]);
}

#[test]
fn rows_with_a_gap_behind_them() {
    let mut frame = raw(PixelLayout::Grey, 2, 2, vec![1, 2, 99, 3, 4, 99]);
    frame.stride = 3;
    assert_eq!(colours(&frame), [[1; 3], [2; 3], [3; 3], [4; 3]]);
}

#[test]
fn a_frame_that_is_cut_off_gives_nothing() {
    for layout in [
        PixelLayout::Yuyv,
        PixelLayout::Uyvy,
        PixelLayout::Nv12,
        PixelLayout::I420,
        PixelLayout::Rgb,
        PixelLayout::Bgr,
        PixelLayout::Grey,
        PixelLayout::Jpeg,
    ] {
        for length in [0, 1, 7] {
            let frame = raw(layout, 4, 4, vec![0; length]);
            assert!(shown(&frame).is_none(), "{layout:?} {length}");
            assert!(jpeg(&frame).is_none(), "{layout:?} {length}");
        }
        assert!(shown(&raw(layout, 0, 4, vec![0; 64])).is_none());
        assert!(shown(&raw(layout, u32::MAX, u32::MAX, vec![0; 64])).is_none());
    }
}

#[test]
fn a_wide_frame_is_shown_smaller_and_kept_whole() {
    let frame = raw(PixelLayout::Grey, 1920, 1080, vec![200; 1920 * 1080]);
    let small = shown(&frame).unwrap();
    assert_eq!((small.width, small.height), (960, 540));
    let kept = photo::preview(&jpeg(&frame).unwrap(), 4000).unwrap();
    assert_eq!((kept.width, kept.height), (1920, 1080));
}

/// Takes the Huffman tables out, as motion JPEG does.
fn without_tables(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes[..2].to_vec();
    let mut at = 2;
    while bytes[at + 1] != 0xDA {
        let length = 2 + (usize::from(bytes[at + 2]) << 8 | usize::from(bytes[at + 3]));
        if bytes[at + 1] != 0xC4 {
            out.extend_from_slice(&bytes[at..at + length]);
        }
        at += length;
    }
    out.extend_from_slice(&bytes[at..]);
    out
}

#[test]
fn motion_jpeg_gets_the_tables_that_it_leaves_out() {
    let mut picture = Vec::new();
    for y in 0..48_u32 {
        for x in 0..64_u32 {
            picture.extend_from_slice(&[(x * 4) as u8, (y * 5) as u8, ((x ^ y) * 3) as u8]);
        }
    }
    let frame = raw(PixelLayout::Rgb, 64, 48, picture);
    let whole = jpeg(&frame).unwrap();
    let bare = without_tables(&whole);
    assert!(bare.len() + 400 < whole.len());
    let frame = raw(PixelLayout::Jpeg, 64, 48, bare);
    let again = jpeg(&frame).unwrap();
    let decoded = |bytes: &[u8]| photo::preview(bytes, 100).unwrap();
    assert_eq!(decoded(&again), decoded(&whole));
    assert_eq!(shown(&frame).unwrap(), decoded(&whole));
    // One that has them stays as it is.
    let frame = raw(PixelLayout::Jpeg, 64, 48, whole.clone());
    assert_eq!(jpeg(&frame).unwrap(), whole);
}

#[test]
fn a_dark_picture_is_told() {
    let grey = |value| pixels(&raw(PixelLayout::Grey, 64, 64, vec![value; 64 * 64]), 1).unwrap();
    assert!(is_dark(&grey(20)));
    assert!(!is_dark(&grey(120)));
}
