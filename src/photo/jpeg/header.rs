//! The headers of a baseline picture: what most cameras and all telephones write. Anything else is left to the other decoder.

use super::tables::{Codes, Lookup};
use super::{APP0, APP14, DHT, DQT, DRI, EOI, SOS, be16, next_marker, segment};

/// A baseline picture of one scan.
pub(super) struct Baseline<'a> {
    pub width: usize,
    pub height: usize,
    pub parts: Vec<Part>,
    /// Blocks of the widest and the highest part in one unit of the scan.
    pub across: usize,
    pub down: usize,
    /// Units between two restart marks, 0 for none.
    pub interval: usize,
    /// The compressed data, with stuffing and restart marks.
    pub data: &'a [u8],
}

/// A colour component.
pub(super) struct Part {
    /// Blocks across and down in one unit of the scan.
    pub across: usize,
    pub down: usize,
    /// Steps of the 64 values, in the order of the scan.
    pub steps: [u16; 64],
    pub means: Lookup,
    pub details: Lookup,
}

#[derive(Default)]
struct Found {
    steps: [Option<[u16; 64]>; 4],
    means: [Option<Codes>; 4],
    details: [Option<Codes>; 4],
    interval: usize,
    jfif: bool,
    adobe_transform: Option<u8>,
    frame: Option<Vec<u8>>,
}

impl<'a> Baseline<'a> {
    /// Reads the headers of a file without metadata; `None` if it is of another kind, or not sound.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut found = Found::default();
        let mut at = 2;
        loop {
            let (marker, after) = next_marker(bytes, at)?;
            let (body, end) = segment(bytes, after)?;
            at = end;
            match marker {
                0xC0 | 0xC1 => found.frame = Some(body.to_vec()),
                0xC2 | EOI => return None,
                DQT => found.quantisation(body)?,
                DHT => found.codes(body)?,
                DRI => found.interval = usize::from(be16(body, 0)?),
                APP0 => found.jfif |= body.starts_with(b"JFIF\0"),
                APP14 => found.adobe_transform = body.get(11).copied(),
                SOS => {
                    let end = super::scan_end(bytes, at);
                    // One scan and nothing behind it.
                    return (next_marker(bytes, end)?.0 == EOI)
                        .then(|| found.finish(body, bytes.get(at..end)?))?;
                }
                _ => {}
            }
        }
    }
}

/// The smallest of 1, 2, 4, 8 eighths of `size` that gives at least the wanted size.
pub(super) fn scale(size: (usize, usize), wanted: (u32, u32)) -> usize {
    let reaches = |side: usize, scale: usize, wanted: u32| {
        (side * scale).div_ceil(8) >= usize::try_from(wanted).unwrap_or(usize::MAX)
    };
    [1, 2, 4]
        .into_iter()
        .find(|&scale| reaches(size.0, scale, wanted.0) && reaches(size.1, scale, wanted.1))
        .unwrap_or(8)
}

impl Found {
    fn quantisation(&mut self, body: &[u8]) -> Option<()> {
        let mut rest = body;
        while let Some((&head, values)) = rest.split_first() {
            let wide = match head >> 4 {
                0 => 1,
                1 => 2,
                _ => return None,
            };
            let mut steps = [0; 64];
            for (index, step) in steps.iter_mut().enumerate() {
                *step = match wide {
                    1 => u16::from(*values.get(index)?),
                    _ => be16(values, index * 2)?,
                };
            }
            *self.steps.get_mut(usize::from(head & 15))? = Some(steps);
            rest = values.get(64 * wide..)?;
        }
        Some(())
    }

    fn codes(&mut self, body: &[u8]) -> Option<()> {
        let mut rest = body;
        while let Some((&head, values)) = rest.split_first() {
            let (codes, length) = Codes::read(values)?;
            let tables = match head >> 4 {
                0 => &mut self.means,
                1 => &mut self.details,
                _ => return None,
            };
            *tables.get_mut(usize::from(head & 15))? = Some(codes);
            rest = values.get(length..)?;
        }
        Some(())
    }

    fn finish<'a>(&self, scan: &[u8], data: &'a [u8]) -> Option<Baseline<'a>> {
        let frame = self.frame.as_ref()?;
        let (&precision, &count) = (frame.first()?, frame.get(5)?);
        let (height, width) = (usize::from(be16(frame, 1)?), usize::from(be16(frame, 3)?));
        let count = usize::from(count);
        let described: Vec<&[u8]> = frame.get(6..)?.chunks_exact(3).take(count).collect();
        let ids: Vec<u8> = described.iter().map(|part| part[0]).collect();
        // Pixels that are not luma and chroma.
        let rgb = self.adobe_transform == Some(0) || (!self.jfif && ids == *b"RGB");
        if precision != 8
            || width == 0
            || height == 0
            || !matches!(count, 1 | 3)
            || ids.len() != count
            || (count == 3 && rgb)
            || scan.len() != 4 + 2 * count
            || usize::from(*scan.first()?) != count
            || scan.get(1 + 2 * count..)? != [0, 63, 0]
        {
            return None;
        }
        let mut parts = Vec::with_capacity(count);
        for (index, part) in described.iter().enumerate() {
            let chosen = scan.get(1 + 2 * index..3 + 2 * index)?;
            if chosen[0] != part[0] {
                return None;
            }
            let table = |tables: &[Option<Codes>; 4], at: u8| tables.get(usize::from(at))?.clone();
            parts.push(Part {
                across: usize::from(part[1] >> 4),
                down: usize::from(part[1] & 15),
                steps: (*self.steps.get(usize::from(part[2]))?)?,
                means: Lookup::of_means(&table(&self.means, chosen[1] >> 4)?)?,
                details: Lookup::of_details(&table(&self.details, chosen[1] & 15)?)?,
            });
        }
        if let [grey] = parts.as_mut_slice() {
            // The blocks of a single part are in plain order, whatever its factors (T.81, A.2.2).
            (grey.across, grey.down) = (1, 1);
        }
        let (across, down) = parts.first().map(|luma| (luma.across, luma.down))?;
        let fits = |part: &Part| {
            matches!(part.across, 1 | 2 | 4)
                && matches!(part.down, 1 | 2 | 4)
                && across % part.across == 0
                && down % part.down == 0
        };
        let alike = parts
            .get(1..)?
            .windows(2)
            .all(|pair| (pair[0].across, pair[0].down) == (pair[1].across, pair[1].down));
        (parts.iter().all(fits) && alike).then_some(Baseline {
            width,
            height,
            parts,
            across,
            down,
            interval: self.interval,
            data,
        })
    }
}
