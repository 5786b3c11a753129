//! One strip or tile, decompressed.

use image::RgbImage;
use weezl::BitOrder;
use weezl::decode::Configuration;

use super::Page;
use super::fax::{self, Coding};
use crate::photo::sniff::Format;
use crate::photo::{PhotoError, jpeg};

/// What is in a strip.
pub(super) enum Strip {
    /// Samples as stored, rows from whole bytes on.
    Samples(Vec<u8>),
    /// Pixels.
    Rgb(RgbImage),
}

impl Page<'_> {
    /// Bytes of a row of a part that holds this many samples for each pixel.
    pub(super) fn row_bytes(&self, samples: u16) -> usize {
        let bits = u64::from(self.part.0) * u64::from(samples) * u64::from(self.bits);
        bits.div_ceil(8) as usize
    }

    /// Decompresses part `index` with its `rows`.
    pub(super) fn strip(&self, index: usize, rows: u32) -> Result<Strip, PhotoError> {
        let raw = self.raw(index).ok_or(PhotoError::Damaged)?;
        let reversed: Vec<u8>;
        let raw = if self.fill_order == 2 && self.compression != 7 {
            reversed = raw.iter().map(|byte| byte.reverse_bits()).collect();
            &reversed
        } else {
            raw
        };
        let samples = if self.is_planar { 1 } else { self.samples };
        let row = self.row_bytes(samples);
        let expected = row * rows as usize;
        let fax = |coding| {
            if self.bits == 1 && self.samples == 1 {
                fax::decode(raw, coding, self.part.0, rows)
            } else {
                None
            }
        };
        let data = match self.compression {
            1 => raw.get(..expected).map(<[u8]>::to_vec),
            2 => fax(Coding::Runs),
            3 => fax(Coding::Group3(self.fax_options & 1 == 1)),
            4 => fax(Coding::Group4),
            5 => lzw(raw, expected),
            7 => return self.jpeg(raw),
            8 | 32946 => deflated(raw, expected),
            32773 => packed(raw, expected),
            _ => return Err(PhotoError::Unsupported(Format::Tiff)),
        };
        let mut data = data.ok_or(PhotoError::Damaged)?;
        if self.is_predicted {
            for row in data.chunks_exact_mut(row.max(1)) {
                self.undo_differences(row, usize::from(samples));
            }
        }
        Ok(Strip::Samples(data))
    }

    fn raw(&self, index: usize) -> Option<&[u8]> {
        let &(offset, length) = self.parts.get(index)?;
        let offset = usize::try_from(offset).ok()?;
        let end = offset.checked_add(usize::try_from(length).ok()?)?;
        self.bytes.get(offset..end)
    }

    /// Adds to each sample the one on its left.
    fn undo_differences(&self, row: &mut [u8], samples: usize) {
        if self.bits == 8 {
            for at in samples..row.len() {
                row[at] = row[at].wrapping_add(row[at - samples]);
            }
            return;
        }
        let big_endian = self.big_endian;
        let read = |pair: [u8; 2]| {
            let value = u16::from_be_bytes(pair);
            if big_endian {
                value
            } else {
                value.swap_bytes()
            }
        };
        let write = |value: u16| {
            let value = if big_endian {
                value
            } else {
                value.swap_bytes()
            };
            value.to_be_bytes()
        };
        for at in (2 * samples..row.len().saturating_sub(1)).step_by(2) {
            let left = at - 2 * samples;
            let sum = read([row[at], row[at + 1]]).wrapping_add(read([row[left], row[left + 1]]));
            row[at..at + 2].copy_from_slice(&write(sum));
        }
    }

    /// A JPEG whose tables may stand in the directory.
    fn jpeg(&self, raw: &[u8]) -> Result<Strip, PhotoError> {
        if self.bits != 8 || self.is_planar || !matches!(self.photometric, 0 | 1 | 2 | 6) {
            return Err(PhotoError::Unsupported(Format::Tiff));
        }
        let mut file = vec![0xFF, 0xD8];
        if self.photometric == 2 {
            // Adobe's mark, by which a decoder knows that the channels are red, green and blue.
            file.extend_from_slice(b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0");
        }
        // Without its start and end marks.
        if let Some(tables) = self
            .jpeg_tables
            .get(2..self.jpeg_tables.len().saturating_sub(2))
        {
            file.extend_from_slice(tables);
        }
        file.extend_from_slice(raw.strip_prefix(b"\xFF\xD8").ok_or(PhotoError::Damaged)?);
        let parsed = jpeg::parse(&file)?;
        if parsed.width > self.part.0 || parsed.height > self.part.1 {
            return Err(PhotoError::Damaged);
        }
        let (width, height) = (parsed.width, parsed.height);
        let image = parsed.decode(width, height)?;
        Ok(Strip::Rgb(image))
    }
}

fn lzw(raw: &[u8], expected: usize) -> Option<Vec<u8>> {
    let mut decoder = Configuration::with_tiff_size_switch(BitOrder::Msb, 8)
        .with_yield_on_full_buffer(true)
        .build();
    let mut data = vec![0; expected];
    let (mut read, mut written) = (0, 0);
    while written < expected {
        let step = decoder.decode_bytes(raw.get(read..)?, data.get_mut(written..)?);
        if step.consumed_in == 0 && step.consumed_out == 0 {
            return None;
        }
        read += step.consumed_in;
        written += step.consumed_out;
        step.status.ok()?;
    }
    Some(data)
}

fn deflated(raw: &[u8], expected: usize) -> Option<Vec<u8>> {
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit as inflate};
    let mut data = match inflate(raw, expected) {
        Ok(data) => data,
        // More than the strip holds is padding.
        Err(error) if error.status == TINFLStatus::HasMoreOutput => error.output,
        Err(_) => return None,
    };
    data.truncate(expected);
    (data.len() == expected).then_some(data)
}

fn packed(raw: &[u8], expected: usize) -> Option<Vec<u8>> {
    let mut data = Vec::with_capacity(expected);
    let mut rest = raw;
    while data.len() < expected {
        let (&head, after) = rest.split_first()?;
        rest = after;
        match head {
            0..=127 => {
                let (bytes, after) = rest.split_at_checked(usize::from(head) + 1)?;
                data.extend_from_slice(bytes);
                rest = after;
            }
            128 => {}
            129..=255 => {
                let (&byte, after) = rest.split_first()?;
                data.resize(data.len() + 257 - usize::from(head), byte);
                rest = after;
            }
        }
    }
    data.truncate(expected);
    Some(data)
}
