//! TIFF as scanners write it: one page of it, its strips or tiles, in whatever compression.
//!
//! Sources: TIFF Revision 6.0; Adobe Photoshop TIFF Technical Notes (deflate, JPEG in TIFF); ITU-T T.4 and T.6 (fax).
//! The directory is read here, and all of it checked, so that nothing is allocated that the limits do not allow.

mod directory;
mod fax;
mod pixels;
mod strips;

use image::metadata::Orientation;

use super::decode::Decoded;
use super::sniff::Format;
use super::{MAX_DECODED_BYTES, PhotoError, check_pixels, colour};
use directory::{Directory, File};

/// Most pages that are counted; a file whose directories loop has no end.
const MAX_PAGES: u32 = 10_000;
/// Most strips or tiles; one a row of the tallest picture, in four planes.
const MAX_PARTS: usize = 131_072;

/// A TIFF whose first directory was read.
pub(super) struct Parsed<'a> {
    /// Width in pixels, as stored.
    pub width: u32,
    /// Height in pixels, as stored.
    pub height: u32,
    /// How the stored picture is to be turned.
    pub orientation: Orientation,
    /// The colour profile.
    pub icc: Option<Vec<u8>>,
    /// Pages of the file.
    pub pages: u32,
    page: Page<'a>,
}

/// What the tags of the first page say, checked.
struct Page<'a> {
    bytes: &'a [u8],
    big_endian: bool,
    width: u32,
    height: u32,
    compression: u16,
    photometric: u16,
    /// 0 to 3; of one byte's bits, the first is the lowest if 2.
    fill_order: u16,
    /// Bits of one sample, the same for all.
    bits: u16,
    samples: u16,
    /// Is the first sample behind the colours what shines through; and is the colour multiplied by it already.
    alpha: Option<bool>,
    is_planar: bool,
    /// The difference to the sample on the left is stored.
    is_predicted: bool,
    /// Width and height of a strip or tile.
    part: (u32, u32),
    /// Offset and bytes of each.
    parts: Vec<(u64, u64)>,
    fax_options: u32,
    palette: Vec<u16>,
    jpeg_tables: &'a [u8],
}

/// Reads the first page's directory and counts the pages.
pub(super) fn parse(bytes: &[u8]) -> Result<Parsed<'_>, PhotoError> {
    let file = File::new(bytes).ok_or(PhotoError::Damaged)?;
    let first = file.directory(file.first).ok_or(PhotoError::Damaged)?;
    let page = page(&file, &first)?;
    Ok(Parsed {
        width: page.width,
        height: page.height,
        orientation: first
            .number(274)
            .and_then(|value| u8::try_from(value).ok())
            .and_then(Orientation::from_exif)
            .unwrap_or(Orientation::NoTransforms),
        icc: first.bytes(34675).and_then(colour::bounded),
        pages: pages(&file, first.next),
        page,
    })
}

impl Parsed<'_> {
    /// Decodes the first page at full size and lays it on white.
    pub fn decode(&self) -> Result<Decoded, PhotoError> {
        self.page.decode()
    }
}

/// Pages from the first on; directories that were seen, or that cannot be read, end the count.
fn pages(file: &File<'_>, mut next: u64) -> u32 {
    let mut seen = std::collections::BTreeSet::from([file.first]);
    while next != 0 && (seen.len() as u32) < MAX_PAGES && seen.insert(next) {
        if let Some(after) = file.next(next) {
            next = after;
        } else {
            seen.remove(&next);
            break;
        }
    }
    seen.len() as u32
}

fn page<'a>(file: &File<'a>, tags: &Directory<'a>) -> Result<Page<'a>, PhotoError> {
    let unsupported = PhotoError::Unsupported(Format::Tiff);
    let side = |tag| {
        let value = tags.number(tag).ok_or(PhotoError::Damaged)?;
        Ok::<u32, PhotoError>(u32::try_from(value).unwrap_or(u32::MAX))
    };
    let (width, height) = (side(256)?, side(257)?);
    check_pixels(width, height)?;
    let short = |tag, default: u16| match tags.number(tag) {
        None => Ok(default),
        Some(value) => u16::try_from(value).map_err(|_| PhotoError::Damaged),
    };
    let samples = short(277, 1)?;
    let all_bits = tags.numbers(258, 64).unwrap_or_else(|| vec![1]);
    let bits = all_bits.first().copied().unwrap_or(1);
    // Whole numbers alone: floating point is for science.
    let formats = tags.numbers(339, 64).unwrap_or_default();
    if all_bits.iter().any(|&other| other != bits)
        || !matches!(bits, 1 | 2 | 4 | 8 | 16)
        || formats.iter().any(|&format| format != 1 && format != 4)
        || !(1..=8).contains(&samples)
    {
        return Err(unsupported);
    }
    let tile = tags.number(322).is_some();
    let part = if tile {
        (side(322)?, side(323)?)
    } else {
        let rows = tags.number(278).map_or(height, |rows| {
            u32::try_from(rows).unwrap_or(u32::MAX).min(height)
        });
        (width, rows)
    };
    check_pixels(part.0, part.1)?;
    let is_planar = short(284, 1)? == 2 && samples > 1;
    let planes = if is_planar { u64::from(samples) } else { 1 };
    let count = u64::from(width.div_ceil(part.0)) * u64::from(height.div_ceil(part.1)) * planes;
    // Full parts, as tiles reach over the edge.
    let row = u64::from(part.0) * bits * u64::from(samples);
    let whole = row.div_ceil(8) * u64::from(part.1) * (count / planes.max(1));
    if whole > MAX_DECODED_BYTES {
        return Err(PhotoError::TooManyPixels { width, height });
    }
    let (offsets, lengths) = if tile { (324, 325) } else { (273, 279) };
    let offsets = tags
        .numbers(offsets, MAX_PARTS)
        .ok_or(PhotoError::Damaged)?;
    let lengths = match tags.numbers(lengths, MAX_PARTS) {
        Some(lengths) => lengths,
        // Some old scanners leave it out for one strip without compression.
        None if offsets.len() == 1 && !tags.has(279) => {
            vec![(file.bytes.len() as u64).saturating_sub(offsets[0])]
        }
        None => return Err(PhotoError::Damaged),
    };
    // Each byte belongs to one part: or a small file would have hours of work.
    let coded = lengths
        .iter()
        .try_fold(0, |sum: u64, &length| sum.checked_add(length));
    if offsets.len() as u64 != count
        || lengths.len() != offsets.len()
        || coded.is_none_or(|coded| coded > file.bytes.len() as u64)
    {
        return Err(PhotoError::Damaged);
    }
    let compression = short(259, 1)?;
    let photometric = short(262, u16::from(samples > 2) * 2)?;
    let colours = match photometric {
        2 | 6 => 3,
        5 => 4,
        _ => 1,
    };
    if samples < colours {
        return Err(PhotoError::Damaged);
    }
    // Colours of fewer pixels than there are, without JPEG: no scanner writes that.
    let halved = tags.numbers(530, 2).unwrap_or_else(|| vec![2, 2]);
    let is_mixed = photometric == 6 && compression != 7 && halved.iter().any(|&by| by != 1);
    if photometric > 6 || photometric == 4 || is_mixed {
        return Err(unsupported);
    }
    let extra = tags.numbers(338, 8).unwrap_or_default();
    let alpha = match (samples > colours, extra.first()) {
        (true, Some(1)) => Some(true),
        (true, Some(2)) => Some(false),
        _ => None,
    };
    Ok(Page {
        bytes: file.bytes,
        big_endian: file.big_endian,
        width,
        height,
        compression,
        photometric,
        fill_order: short(266, 1)?,
        bits: bits as u16,
        samples,
        alpha,
        is_planar,
        is_predicted: match short(317, 1)? {
            1 => false,
            2 if bits >= 8 => true,
            _ => return Err(unsupported),
        },
        part,
        parts: offsets.into_iter().zip(lengths).collect(),
        fax_options: tags.number(292).unwrap_or(0) as u32,
        palette: tags
            .numbers(320, 3 * 65_536)
            .unwrap_or_default()
            .into_iter()
            .map(|value| value as u16)
            .collect(),
        jpeg_tables: tags.bytes(347).unwrap_or_default(),
    })
}
