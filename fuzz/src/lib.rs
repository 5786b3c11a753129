//! What all targets share: bytes through the same doors that the program uses.

use std::panic;

/// The program's own sources, without its window and its store.
#[path = "../../src/domain/mod.rs"]
pub mod domain;
#[path = "../../src/guard.rs"]
pub mod guard;
#[path = "../../src/photo/mod.rs"]
pub mod photo;

use domain::Edit;
use domain::profile::PictureLimits;
use photo::Order;

/// Small, so that the time goes into the decoders and not into the encoder.
const LIMITS: PictureLimits = PictureLimits {
    max_bytes: 60_000,
    max_side_px: 256,
    min_short_side_px: 1,
    min_long_side_px: 1,
};

/// A panic that the program catches and tells as a damaged picture is none here either; all others end the run.
pub fn init() {
    let fatal = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !guard::is_guarded() {
            fatal(info);
        }
    }));
}

/// Fits the bytes and shows them. What comes out must be within the limits and readable again.
pub fn picture(bytes: &[u8]) {
    let edit = Edit::default();
    let order = Order {
        bytes,
        slot: None,
        limits: &LIMITS,
        max_file_bytes: 1_000_000,
        edit: &edit,
    };
    if let Ok(fitted) = photo::fit(&order, &mut |_| {}) {
        assert!(fitted.picture.bytes.len() <= LIMITS.max_bytes);
        assert!(photo::preview(&fitted.picture.bytes, 64).is_ok());
    }
    let _ = photo::preview(bytes, 64);
}

/// Counts the pages and draws the first one small: as a picture has it, nearly all of the time would go into the pixels.
pub fn document(bytes: &[u8]) {
    let pages = photo::pdf::info(bytes);
    if let Ok(drawn) = photo::pdf::render_first_page(bytes, 96) {
        assert_eq!(pages.map(|info| info.pages), Ok(drawn.pages));
        assert!(drawn.image.width().max(drawn.image.height()) <= 97);
    }
}

/// A PNG of a few pixels with these bytes as its colour profile, stored without compression.
pub fn with_profile(profile: &[u8]) -> Vec<u8> {
    let profile = &profile[..profile.len().min(60_000)];
    let mut png = b"\x89PNG\r\n\x1A\n".to_vec();
    chunk(&mut png, b"IHDR", &[0, 0, 0, 4, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
    chunk(&mut png, b"iCCP", &[b"fuzz\0\0", stored(profile).as_slice()].concat());
    chunk(&mut png, b"IDAT", &stored(&[0, 200, 30, 30, 30, 180, 40, 30, 40, 200, 128, 128, 128]));
    chunk(&mut png, b"IEND", b"");
    png
}

/// A zlib stream of one stored block.
fn stored(data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    let (mut a, mut b) = (1_u32, 0_u32);
    for &byte in data {
        a = (a + u32::from(byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    let mut bytes = vec![0x78, 0x01, 0x01];
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&(!length).to_le_bytes());
    bytes.extend_from_slice(data);
    bytes.extend_from_slice(&(b << 16 | a).to_be_bytes());
    bytes
}

fn chunk(png: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    png.extend_from_slice(&(data.len() as u32).to_be_bytes());
    let start = png.len();
    png.extend_from_slice(name);
    png.extend_from_slice(data);
    let sum = !png[start..].iter().fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 }
        })
    });
    png.extend_from_slice(&sum.to_be_bytes());
}
