use std::fs;

use proptest::prelude::*;

use super::*;
use crate::photo::{Format, ReadError, preview, read_file};

#[test]
fn what_is_no_picture_is_told_whatever_its_name() {
    assert_eq!(refusal(b""), PhotoError::Empty);
    assert_eq!(preview(b"", 10), Err(PhotoError::Empty));
    for bytes in [
        &b"Dear customer, this is photo.jpg\n"[..],
        b"BM starts a sentence here",
        b"\xFF\xD8",
        b"\x89PNG\n",
        b"\0",
    ] {
        assert_eq!(refusal(bytes), PhotoError::NotAPicture);
        assert_eq!(preview(bytes, 10), Err(PhotoError::NotAPicture));
    }
}

#[test]
fn formats_that_cannot_be_sent_are_named() {
    for (bytes, format) in [
        (&b"\0\0\0\x14ftypqt  \0\0\0\0"[..], Format::Video),
        (b"\xFF\x0A\0\0", Format::JpegXl),
        (b"\0\0\0\x0CjP  \r\n\x87\n", Format::Jpeg2000),
        (b"<?xml version=\"1.0\"?><svg/>", Format::Svg),
    ] {
        assert_eq!(refusal(bytes), PhotoError::Unsupported(format));
    }
}

#[test]
fn a_format_that_is_read_but_has_nothing_behind_its_mark_is_damaged() {
    let bmp = [&b"BM"[..], &[0; 12], &40_u32.to_le_bytes(), &[0; 36]].concat();
    for bytes in [
        &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..],
        b"\0\0\0\x18ftypmif1\0\0\0\0",
        b"\0\0\0\x18ftypavif\0\0\0\0",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"GIF89a\x64\0\x64\0",
        b"II*\0\x08\0\0\0",
        b"MM\0*\0\0\0\x08",
        &bmp,
    ] {
        assert_eq!(refusal(bytes), PhotoError::Damaged);
    }
}

#[test]
fn a_kind_of_jpeg_that_no_decoder_here_reads_is_told_as_such() {
    // The frame mark of a sound file made into that of arithmetic and of lossless coding.
    for mark in [0xC9, 0xC3] {
        let mut file = jpeg_of(&scene(100, 100));
        let at = file
            .windows(2)
            .position(|pair| pair == [0xFF, 0xC0])
            .unwrap();
        file[at + 1] = mark;
        assert_eq!(refusal(&file), PhotoError::Unsupported(Format::RareJpeg));
    }
}

#[test]
fn a_jpeg_cut_short_is_damaged() {
    for progressive in [false, true] {
        let whole = encode(&noise(100, 100), progressive);
        for length in [10, 100, whole.len() / 2, whole.len() - 2, whole.len() - 1] {
            assert_eq!(
                refusal(&whole[..length]),
                PhotoError::Damaged,
                "{length} bytes"
            );
            assert_eq!(preview(&whole[..length], 50), Err(PhotoError::Damaged));
        }
    }
}

#[test]
fn a_jpeg_with_scans_without_end_is_refused() {
    let plain = jpeg_of(&scene(100, 100));
    let scan = plain
        .windows(2)
        .position(|pair| pair == [0xFF, 0xDA])
        .unwrap();
    let end = plain.len() - 2;
    let mut file = plain[..scan].to_vec();
    for _ in 0..1000 {
        file.extend_from_slice(&plain[scan..end]);
    }
    file.extend_from_slice(&plain[end..]);
    assert_eq!(refusal(&file), PhotoError::Damaged);
}

#[test]
fn too_few_pixels_and_too_many_bytes_are_refused_with_figures() {
    assert_eq!(
        refusal(&jpeg_of(&scene(59, 50))),
        PhotoError::TooSmall {
            min_long: 60,
            min_short: 40,
            width: 59,
            height: 50
        }
    );
    assert!(matches!(
        refusal(&jpeg_of(&scene(100, 39))),
        PhotoError::TooSmall { height: 39, .. }
    ));
    // Upright or lying: it is the longer side that counts.
    assert!(fit(&order(&jpeg_of(&scene(40, 60)), &LIMITS), &mut |_| {}).is_ok());
    let file = jpeg_of(&scene(100, 100));
    assert_eq!(
        fit(
            &Order {
                max_file_bytes: 500,
                ..order(&file, &LIMITS)
            },
            &mut |_| {}
        ),
        Err(PhotoError::FileTooLarge {
            max_bytes: 500,
            got: file.len() as u64
        })
    );
}

#[test]
fn a_file_is_read_whole_and_everything_else_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.jpg");
    fs::write(&path, b"12345").unwrap();
    assert_eq!(read_file(&path, 5).unwrap(), b"12345");
    assert_eq!(
        read_file(&path, 4),
        Err(ReadError::TooLarge {
            max_bytes: 4,
            got: 5
        })
    );
    assert_eq!(read_file(folder.path(), 5), Err(ReadError::IsFolder));
    assert_eq!(
        read_file(&folder.path().join("none.jpg"), 5),
        Err(ReadError::NotFound)
    );
    assert_eq!(read_file(&path.join("below"), 5), Err(ReadError::NotFound));
    fs::write(&path, b"").unwrap();
    assert_eq!(read_file(&path, 5), Err(ReadError::Empty));
}

#[cfg(unix)]
#[test]
fn a_pipe_or_device_is_refused_and_never_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.jpg");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap();
    assert!(made.success());
    assert_eq!(read_file(&pipe, 5), Err(ReadError::NotAFile));
    let device = std::path::Path::new("/dev/zero");
    assert_eq!(read_file(device, 5), Err(ReadError::NotAFile));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.jpg");
    fs::write(&path, b"1").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser reads everything, in containers too.
    if fs::File::open(&path).is_err() {
        assert_eq!(read_file(&path, 5), Err(ReadError::NoPermission));
    }
    let error = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    assert_eq!(ReadError::from(error), ReadError::NoPermission);
}

/// Sound files to be altered: each way through the decoders.
fn seeds() -> Vec<Vec<u8>> {
    let image = noise(72, 64);
    let mut png = std::io::Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let mut cmyk = Vec::new();
    Encoder::new(&mut cmyk, 60)
        .encode(&vec![7; 72 * 64 * 4], 72, 64, ColorType::CmykAsYcck)
        .unwrap();
    vec![
        jpeg_of(&image),
        encode(&image, true),
        cmyk,
        png.into_inner(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(
        start in prop::sample::select(vec![&b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"]),
        tail in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let bytes = [start, &tail].concat();
        let _ = fit(&order(&bytes, &LIMITS), &mut |_| {});
        let _ = preview(&bytes, 64);
    }

    #[test]
    fn altered_pictures_never_panic_and_what_passes_obeys_the_limits(
        seed in 0_usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        near_the_head in any::<bool>(),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = seeds().swap_remove(seed);
        let reach = if near_the_head { bytes.len().min(700) } else { bytes.len() };
        for (at, value) in changes {
            bytes[at.index(reach)] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(fitted) = fit(&order(&bytes, &LIMITS), &mut |_| {}) {
            let picture = fitted.picture;
            prop_assert!(picture.bytes.len() <= LIMITS.max_bytes);
            prop_assert!(picture.width_px.max(picture.height_px) <= LIMITS.max_side_px);
            prop_assert!(preview(&picture.bytes, 64).is_ok());
        }
    }
}
