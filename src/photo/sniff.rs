//! What bytes are, told by their first bytes alone: a file's name proves nothing.

use std::fmt;

use super::PhotoError;

/// A format that is known by its first bytes. It is taken, or told with what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// HEIC or HEIF: iPhones and newer Android phones.
    Heic,
    /// AVIF.
    Avif,
    /// WebP.
    WebP,
    /// A PDF document.
    Pdf,
    /// GIF.
    Gif,
    /// TIFF, and the raw files of cameras built on it.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// JPEG XL.
    JpegXl,
    /// JPEG 2000.
    Jpeg2000,
    /// SVG.
    Svg,
    /// A film: MP4, MOV, 3GP.
    Video,
    /// A JPEG of a kind that hardly any program reads: arithmetic, lossless, hierarchical, 12 bits.
    RareJpeg,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Heic,
        Self::Avif,
        Self::WebP,
        Self::Pdf,
        Self::Gif,
        Self::Tiff,
        Self::Bmp,
        Self::JpegXl,
        Self::Jpeg2000,
        Self::Svg,
        Self::Video,
        Self::RareJpeg,
    ];

    /// The format's name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::WebP => "WebP",
            Self::Pdf => "PDF",
            Self::Gif => "GIF",
            Self::Tiff => "TIFF",
            Self::Bmp => "BMP",
            Self::JpegXl => "JPEG XL",
            Self::Jpeg2000 => "JPEG 2000",
            Self::Svg => "SVG",
            Self::Video => "video",
            Self::RareJpeg => "JPEG",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A format that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    WebP,
    Tiff,
    /// HEIC or AVIF: one container for both.
    Heif(Format),
    /// GIF or BMP.
    Plain(Format),
    Pdf,
}

/// How far a PDF's or SVG's mark is looked for (PDF readers allow 1024 bytes before `%PDF-`).
const TEXT_MARK_BYTES: usize = 1024;

/// What the bytes are.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, PhotoError> {
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        return Ok(Kind::Jpeg);
    }
    if bytes.starts_with(super::png::MAGIC) {
        return Ok(Kind::Png);
    }
    match foreign(bytes) {
        Some(Format::WebP) => Ok(Kind::WebP),
        Some(Format::Tiff) => Ok(Kind::Tiff),
        Some(format @ (Format::Heic | Format::Avif)) => Ok(Kind::Heif(format)),
        Some(format @ (Format::Gif | Format::Bmp)) => Ok(Kind::Plain(format)),
        Some(format) => Err(PhotoError::Unsupported(format)),
        None if is_pdf(bytes) => Ok(Kind::Pdf),
        None => Err(PhotoError::NotAPicture),
    }
}

/// A PDF, with whatever stands before its mark (mail programs put lines there).
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.get(..TEXT_MARK_BYTES).unwrap_or(bytes);
    start.windows(5).any(|window| window == b"%PDF-")
}

fn foreign(bytes: &[u8]) -> Option<Format> {
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|b| b.starts_with(mark));
    if at(4, b"ftyp") {
        return bytes.get(8..12).map(brand);
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Some(Format::WebP);
    }
    if at(0, b"GIF87a") || at(0, b"GIF89a") {
        return Some(Format::Gif);
    }
    // 43 instead of 42: BigTIFF.
    if [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]
        .iter()
        .any(|mark| at(0, *mark))
    {
        return Some(Format::Tiff);
    }
    if at(0, b"BM") && is_bmp_header(bytes) {
        return Some(Format::Bmp);
    }
    if at(0, b"\xFF\x0A") || at(0, b"\0\0\0\x0CJXL \r\n\x87\n") {
        return Some(Format::JpegXl);
    }
    if at(0, b"\0\0\0\x0CjP  \r\n\x87\n") || at(0, b"\xFF\x4F\xFF\x51") {
        return Some(Format::Jpeg2000);
    }
    let start = bytes.get(..TEXT_MARK_BYTES).unwrap_or(bytes);
    let holds = |mark: &[u8]| start.windows(mark.len()).any(|window| window == mark);
    let first = start.trim_ascii_start();
    let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
    (first.starts_with(b"<svg") || (first.starts_with(b"<?xml") && holds(b"<svg")))
        .then_some(Format::Svg)
}

/// The major brand of an ISO media file (ISO 14496-12; HEIF: ISO 23008-12).
fn brand(brand: &[u8]) -> Format {
    match brand {
        b"avif" | b"avis" => Format::Avif,
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" | b"mif1"
        | b"mif2" | b"msf1" | b"miaf" => Format::Heic,
        _ => Format::Video,
    }
}

/// Two letters prove little: the size of the second header must be one that exists.
fn is_bmp_header(bytes: &[u8]) -> bool {
    bytes
        .get(14..18)
        .and_then(|size| size.try_into().ok())
        .map(u32::from_le_bytes)
        .is_some_and(|size| matches!(size, 12 | 16 | 40 | 52 | 56 | 64 | 108 | 124))
}
