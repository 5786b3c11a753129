//! Base64 documents: strict alphabet, and pictures that really decode.

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, ImageReader, Limits};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::reply::Refusal;

/// The largest side of a picture, in pixels.
const MAX_SIDE: u32 = 16_000;
/// The most memory one picture may take while it is decoded, in bytes.
const MAX_MEMORY: u64 = 384 * 1024 * 1024;
/// A PDF ends within this many bytes of its end mark.
const PDF_TAIL: usize = 1024;

/// What a document may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Allowed {
    /// JPEG or PNG.
    Picture,
    /// JPEG, PNG or PDF.
    PictureOrPdf,
}

/// What is kept of a document: never its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Document {
    pub(super) field: String,
    pub(super) kind: String,
    pub(super) bytes: usize,
    /// In pixels; 0 for a PDF.
    pub(super) width: u32,
    /// In pixels; 0 for a PDF.
    pub(super) height: u32,
    pub(super) sha256: String,
}

/// Judges the document in `field` to its last pixel. Costs CPU time: not for an async thread.
pub(super) fn judge(field: &str, base64: &str, allowed: Allowed) -> Result<Document, Refusal> {
    let bytes = decode_base64(base64).map_err(|what| Refusal::field(field, what))?;
    let (kind, width, height) =
        judge_bytes(&bytes, allowed).map_err(|what| Refusal::field(field, what))?;
    Ok(Document {
        field: field.to_owned(),
        kind: kind.to_owned(),
        bytes: bytes.len(),
        width,
        height,
        sha256: hex::encode(Sha256::digest(&bytes)),
    })
}

fn decode_base64(text: &str) -> Result<Vec<u8>, &'static str> {
    if text.is_empty() {
        return Err("must not be empty");
    }
    if text.starts_with("data:") {
        return Err("must be base64 without a data: prefix");
    }
    if text.bytes().any(|byte| byte.is_ascii_whitespace()) {
        return Err("must be base64 without line breaks");
    }
    STANDARD
        .decode(text)
        .map_err(|_| "is not base64 in the standard alphabet with padding")
}

fn judge_bytes(bytes: &[u8], allowed: Allowed) -> Result<(&'static str, u32, u32), &'static str> {
    if bytes.starts_with(b"%PDF-") {
        if allowed == Allowed::Picture {
            return Err("must be a JPEG or PNG picture");
        }
        let tail = &bytes[bytes.len().saturating_sub(PDF_TAIL)..];
        return if tail.windows(5).any(|five| five == b"%%EOF") {
            Ok(("pdf", 0, 0))
        } else {
            Err("is a PDF that is cut short")
        };
    }
    let (kind, format) = match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => ("jpeg", ImageFormat::Jpeg),
        Ok(ImageFormat::Png) => ("png", ImageFormat::Png),
        _ if allowed == Allowed::PictureOrPdf => {
            return Err("must be a JPEG or PNG picture or a PDF");
        }
        _ => return Err("must be a JPEG or PNG picture"),
    };
    // The decoder fills what is missing of a JPEG with grey; a picture that was cut short is not one.
    if format == ImageFormat::Jpeg && !jpeg_is_whole(bytes) {
        return Err("is a picture that is cut short");
    }
    let reader = || {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = Limits::default();
        limits.max_image_width = Some(MAX_SIDE);
        limits.max_image_height = Some(MAX_SIDE);
        limits.max_alloc = Some(MAX_MEMORY);
        reader.limits(limits);
        reader
    };
    match reader().decode() {
        Ok(picture) => Ok((kind, picture.width(), picture.height())),
        Err(image::ImageError::Limits(_)) => Err("is a picture with too many pixels"),
        Err(_) => Err("is a picture that does not decode"),
    }
}

/// True if an end-of-image marker follows the last start of a scan (ITU T.81: entropy-coded data holds neither).
fn jpeg_is_whole(bytes: &[u8]) -> bool {
    let last = |marker: u8| bytes.windows(2).rposition(|two| two == [0xFF, marker]);
    match (last(0xDA), last(0xD9)) {
        (Some(scan), Some(end)) => end > scan,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8 * 6, y as u8 * 8, 90]))
            .write_to(&mut Cursor::new(&mut bytes), format)
            .unwrap();
        bytes
    }

    fn verdict(bytes: &[u8], allowed: Allowed) -> Result<Document, Refusal> {
        judge("id_photo", &STANDARD.encode(bytes), allowed)
    }

    #[test]
    fn pictures_are_measured() {
        for (format, kind) in [(ImageFormat::Jpeg, "jpeg"), (ImageFormat::Png, "png")] {
            let document = verdict(&picture(format), Allowed::Picture).unwrap();
            assert_eq!(
                (document.kind.as_str(), document.width, document.height),
                (kind, 40, 30)
            );
            assert_eq!(document.sha256.len(), 64);
        }
    }

    #[test]
    fn what_is_not_a_sound_picture_is_refused() {
        let jpeg = picture(ImageFormat::Jpeg);
        let png = picture(ImageFormat::Png);
        let mut huge = png.clone();
        huge[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        huge[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        for bad in [
            &b"just some text"[..],
            &jpeg[..jpeg.len() / 2],
            &jpeg[..jpeg.len() - 2],
            &png[..png.len() / 2],
            &jpeg[..3],
            &huge,
            b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
            b"%PDF-1.7\n%%EOF\n",
        ] {
            let refusal = verdict(bad, Allowed::Picture).unwrap_err();
            assert_eq!(refusal.status, 422);
            assert!(refusal.message.starts_with("id_photo: "));
        }
    }

    #[test]
    fn a_pdf_needs_its_end() {
        assert_eq!(
            verdict(b"%PDF-1.7\n%%EOF\n", Allowed::PictureOrPdf)
                .unwrap()
                .kind,
            "pdf"
        );
        assert!(verdict(b"%PDF-1.7\n", Allowed::PictureOrPdf).is_err());
        assert!(verdict(b"hello", Allowed::PictureOrPdf).is_err());
    }

    #[test]
    fn base64_is_strict() {
        let good = STANDARD.encode(picture(ImageFormat::Png));
        let broken = format!("{}\n{}", &good[..76], &good[76..]);
        let prefixed = format!("data:image/png;base64,{good}");
        let url_safe = "-_-_";
        for bad in ["", "A", "QQ", "QR==", url_safe, "Q=Q=", &broken, &prefixed] {
            assert!(judge("f", bad, Allowed::Picture).is_err(), "{bad}");
            assert!(decode_base64(bad).is_err(), "{bad}");
        }
        assert!(judge("f", &good, Allowed::Picture).is_ok());
    }
}
