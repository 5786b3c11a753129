//! The program as its own decoder, in a process apart: what it answers to sound, hostile and senseless files.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use tcdx_desk::desk::runtime::apart::{COMMAND, Decoder};
use tcdx_desk::photo::{self, APART_SIDE_PX, Format, PhotoError};

const HEIC: &[u8] = include_bytes!("../src/photo/tests/data/scene.heic");
const AVIF: &[u8] = include_bytes!("../src/photo/tests/data/scene.avif");
const LOCKED: &[u8] = include_bytes!("../src/photo/pdf/locked.pdf");
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj
4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj
trailer<</Root 1 0 R>>\n%%EOF\n";

fn decoder() -> Decoder {
    Decoder {
        program: env!("CARGO_BIN_EXE_tcdx-desk").into(),
        time_limit: Duration::from_mins(1),
    }
}

#[test]
fn it_answers_with_the_pixels_that_it_would_have_in_the_window() {
    for (name, bytes, size, pages) in [
        ("HEIC", HEIC, (128, 80), 1),
        ("AVIF", AVIF, (128, 80), 1),
        (
            "turned HEIC",
            include_bytes!("../src/photo/tests/data/grid-turned.heic"),
            (72, 120),
            1,
        ),
        ("PDF", PDF, (1600, 2400), 2),
    ] {
        assert!(photo::needs_apart(bytes), "{name}");
        let drawn = decoder()
            .draw(bytes)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(drawn.image.dimensions(), size, "{name}");
        assert_eq!(drawn.pages, pages, "{name}");
        assert!(
            drawn == photo::draw(bytes, APART_SIDE_PX).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn it_tells_what_is_wrong_with_a_file() {
    let mut bomb = HEIC.to_vec();
    let at = bomb.windows(4).position(|four| four == b"ispe").unwrap();
    bomb[at + 8..at + 12].copy_from_slice(&60_000_u32.to_be_bytes());
    bomb[at + 12..at + 16].copy_from_slice(&70_000_u32.to_be_bytes());
    let (width, height) = (60_000, 70_000);
    for (bytes, error) in [
        (&b"just a text"[..], PhotoError::NotAPicture),
        (b"", PhotoError::NotAPicture),
        (&HEIC[..HEIC.len() / 2], PhotoError::Damaged),
        (&AVIF[..AVIF.len() / 2], PhotoError::Damaged),
        (b"%PDF-1.7 whatever", PhotoError::Damaged),
        (LOCKED, PhotoError::Locked),
        (&bomb, PhotoError::TooManyPixels { width, height }),
        (
            b"\0\0\0\x14ftypqt  \0\0\0\0",
            PhotoError::Unsupported(Format::Video),
        ),
    ] {
        assert_eq!(decoder().draw(bytes), Err(error));
    }
}

#[test]
fn altered_files_get_an_answer_or_an_end_and_never_more() {
    let mut state = 0x9E37_79B9_u32;
    let mut next = |most: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % most
    };
    for whole in [HEIC, AVIF, PDF, LOCKED] {
        for _ in 0..6 {
            let mut bytes = whole.to_vec();
            for _ in 0..=next(6) {
                let at = next(bytes.len());
                bytes[at] ^= 1 << next(8);
            }
            if let Ok(drawn) = decoder().draw(&bytes) {
                assert!(drawn.image.width().max(drawn.image.height()) <= APART_SIDE_PX);
            }
        }
    }
}

#[test]
fn it_needs_no_home_tells_nothing_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_tcdx-desk"))
        .arg(COMMAND)
        .env_clear()
        .env("HOME", folder.path())
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&HEIC[..400]).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(output.stdout.len(), 17);
    assert!(output.stderr.is_empty());
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0);
}
