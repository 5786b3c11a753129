//! The encoder: baseline JPEG, 4:2:0, at the best quality that fits a number of bytes.
//!
//! Sources: ITU-T T.81 (JPEG, annex K for the tables), T.871 (JFIF).

#![allow(
    clippy::cast_possible_wrap,
    clippy::inline_always,
    clippy::many_single_char_names,
    clippy::needless_range_loop,
    clippy::similar_names,
    reason = "arithmetic over lanes, which is only fast where it is built into its caller"
)]

mod fdct;
mod writer;

use image::RgbImage;

use super::PhotoError;
use super::planes::Planes;
use fdct::{GROUP, LANES};
use writer::{Coded, Codes, Sink};

/// Quality that is tried first, and the least that is taken before the picture is made smaller instead.
const BEST_QUALITY: u8 = 90;
const LEAST_QUALITY: u8 = 50;

/// Steps of lightness and of colour at quality 50, row by row (T.81, tables K.1 and K.2).
const LUMA: [u8; 64] = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMA: [u8; 64] = [
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/// The steps of a quality from 1 to 100, in scan order: the rule of the Independent JPEG Group, which all encoders share.
fn steps(table: &[u8; 64], quality: u8) -> [u8; 64] {
    let quality = u32::from(quality.clamp(1, 100));
    let scale = if quality < 50 {
        5000 / quality
    } else {
        200 - 2 * quality
    };
    super::jpeg::ZIGZAG.map(|place| {
        let step = (u32::from(table[usize::from(place) & 63]) * scale + 50) / 100;
        step.clamp(1, 255) as u8
    })
}

/// [`planes_within`] for RGB.
pub(super) fn best_within(
    image: &RgbImage,
    max_bytes: usize,
) -> Result<Option<Vec<u8>>, PhotoError> {
    planes_within(&Planes::from_rgb(image), max_bytes)
}

/// The picture at the best quality from [`LEAST_QUALITY`] to [`BEST_QUALITY`] that has at most `max_bytes`; `None` if
/// even the least has more.
pub(super) fn planes_within(
    planes: &Planes,
    max_bytes: usize,
) -> Result<Option<Vec<u8>>, PhotoError> {
    let job = Job::new(planes)?;
    let mut row = vec![0; job.row_values()];
    let mut best = Vec::new();
    // Given up as soon as it is too long.
    if job.write(BEST_QUALITY, max_bytes, &mut best, |at, use_row| {
        job.transform(at, &mut row);
        use_row(&row);
    }) {
        return Ok(Some(best));
    }
    // The transform is done once for all the tries that follow.
    let mut kept = vec![0; job.row_values() * job.rows];
    for (at, row) in kept.chunks_exact_mut(job.row_values()).enumerate() {
        job.transform(at, row);
    }
    let rows = |at: usize, use_row: &mut dyn FnMut(&[i16])| {
        if let Some(row) = kept.chunks_exact(job.row_values()).nth(at) {
            use_row(row);
        }
    };
    // `low` may fit, `high` does not.
    let (mut low, mut high) = (LEAST_QUALITY, BEST_QUALITY);
    while high - low > 1 {
        let quality = u8::midpoint(low, high);
        if job.count(quality, &rows) <= max_bytes {
            low = quality;
        } else {
            high = quality;
        }
    }
    // The count leaves out the stuffing, so that the one found may still have too many.
    loop {
        best.clear();
        if job.write(low, max_bytes, &mut best, &rows) {
            return Ok(Some(best));
        }
        if low == LEAST_QUALITY {
            return Ok(None);
        }
        low -= 1;
    }
}

/// The picture at a quality from 1 to 100, whatever its bytes.
pub(super) fn at_quality(image: &RgbImage, quality: u8) -> Result<Vec<u8>, PhotoError> {
    let planes = Planes::from_rgb(image);
    let job = Job::new(&planes)?;
    let mut row = vec![0; job.row_values()];
    let mut bytes = Vec::new();
    let rows = |at: usize, use_row: &mut dyn FnMut(&[i16])| {
        job.transform(at, &mut row);
        use_row(&row);
    };
    if job.write(quality, usize::MAX, &mut bytes, rows) {
        Ok(bytes)
    } else {
        Err(PhotoError::CannotFit)
    }
}

struct Job<'a> {
    planes: &'a Planes,
    width: u16,
    height: u16,
    /// Units of 16 by 16 pixels.
    columns: usize,
    rows: usize,
    /// Groups of blocks in a row of blocks: of lightness, of one colour.
    luma_groups: usize,
    chroma_groups: usize,
}

impl<'a> Job<'a> {
    fn new(planes: &'a Planes) -> Result<Self, PhotoError> {
        let side = |length: usize| {
            u16::try_from(length)
                .ok()
                .filter(|length| *length > 0)
                .ok_or(PhotoError::CannotFit)
        };
        let (width, height) = (side(planes.luma.width)?, side(planes.luma.height)?);
        let columns = planes.luma.width.div_ceil(16);
        Ok(Self {
            planes,
            width,
            height,
            columns,
            rows: planes.luma.height.div_ceil(16),
            luma_groups: (columns * 2).div_ceil(LANES),
            chroma_groups: columns.div_ceil(LANES),
        })
    }

    /// Values of one row of units: two rows of blocks of lightness, one of each colour.
    fn row_values(&self) -> usize {
        (2 * self.luma_groups + 2 * self.chroma_groups) * GROUP
    }

    fn transform(&self, at: usize, row: &mut [i16]) {
        let (luma, chroma) = row.split_at_mut(2 * self.luma_groups * GROUP);
        let (upper, lower) = luma.split_at_mut(self.luma_groups * GROUP);
        let (blue, red) = chroma.split_at_mut(self.chroma_groups * GROUP);
        fdct::row(&self.planes.luma, 2 * at, upper);
        fdct::row(&self.planes.luma, 2 * at + 1, lower);
        fdct::row(&self.planes.blue, at, blue);
        fdct::row(&self.planes.red, at, red);
    }

    /// Calls `sink` with each row of units, made coarse by the steps of `quality`.
    fn each_row(
        &self,
        quality: u8,
        mut rows: impl FnMut(usize, &mut dyn FnMut(&[i16])),
        mut go_on: impl FnMut(&[Coded]) -> bool,
    ) -> bool {
        let steps = [
            fdct::Steps::new(&steps(&LUMA, quality)),
            fdct::Steps::new(&steps(&CHROMA, quality)),
        ];
        let mut coded = vec![Coded::default(); self.row_values() / GROUP];
        (0..self.rows).all(|at| {
            rows(at, &mut |row| {
                let (luma, chroma) = coded.split_at_mut(2 * self.luma_groups);
                let (luma_row, chroma_row) = row.split_at(2 * self.luma_groups * GROUP);
                fdct::quantise(luma_row, &steps[0], luma);
                fdct::quantise(chroma_row, &steps[1], chroma);
            });
            go_on(&coded)
        })
    }

    /// Writes the whole file; `false`, with an unfinished one, as soon as it has more than `max_bytes`.
    fn write(
        &self,
        quality: u8,
        max_bytes: usize,
        out: &mut Vec<u8>,
        rows: impl FnMut(usize, &mut dyn FnMut(&[i16])),
    ) -> bool {
        out.reserve(max_bytes.min(usize::from(self.width) * usize::from(self.height) / 2) + 4096);
        let luma = steps(&LUMA, quality);
        let chroma = steps(&CHROMA, quality);
        writer::headers(out, self.width, self.height, &luma, &chroma);
        let codes = Codes::new();
        let mut sink = writer::Bytes::new(out);
        let mut means = [0; 3];
        let whole = self.each_row(quality, rows, |coded| {
            self.unit_row(coded, &codes, &mut means, &mut sink);
            sink.length() <= max_bytes
        });
        sink.finish();
        whole && out.len() <= max_bytes
    }

    /// Bytes that the file would have, without stuffing.
    fn count(&self, quality: u8, rows: impl FnMut(usize, &mut dyn FnMut(&[i16]))) -> usize {
        let mut bytes = Vec::new();
        writer::headers(&mut bytes, self.width, self.height, &[1; 64], &[1; 64]);
        let codes = Codes::new();
        let mut sink = writer::Count::default();
        let mut means = [0; 3];
        self.each_row(quality, rows, |coded| {
            self.unit_row(coded, &codes, &mut means, &mut sink);
            true
        });
        bytes.len() + sink.bits.div_ceil(8) + 2
    }

    fn unit_row(&self, coded: &[Coded], codes: &Codes, means: &mut [i32; 3], sink: &mut impl Sink) {
        let (luma, chroma) = coded.split_at(2 * self.luma_groups);
        let (upper, lower) = luma.split_at(self.luma_groups);
        let (blue, red) = chroma.split_at(self.chroma_groups);
        writer::units(self.columns, [upper, lower, blue, red], codes, means, sink);
    }
}
