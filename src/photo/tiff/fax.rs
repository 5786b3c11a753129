//! Fax coding of black and white: T.4 in one and two dimensions, T.6, and the one of TIFF without line ends.

use std::convert::Infallible;

use fax::BitReader;
use fax::maps::{Mode, black, mode, white};

/// How lines are coded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// TIFF compression 2: runs, each line from a whole byte on.
    Runs,
    /// T.4: runs, and between lines an end mark; with `true`, lines that build on the one before.
    Group3(bool),
    /// T.6: all lines build on the one before.
    Group4,
}

/// Bits from a slice; zeros behind its end.
struct Bits<'a> {
    data: &'a [u8],
    at: usize,
}

impl BitReader for Bits<'_> {
    type Error = Infallible;

    fn peek(&self, bits: u8) -> Option<u16> {
        let byte = |index: usize| u32::from(self.data.get(index).copied().unwrap_or(0));
        let first = self.at / 8;
        let three = byte(first) << 16 | byte(first + 1) << 8 | byte(first + 2);
        let shift = 24_u32.checked_sub((self.at % 8) as u32 + u32::from(bits))?;
        Some((three >> shift & ((1 << bits) - 1)) as u16)
    }

    fn consume(&mut self, bits: u8) -> Result<(), Infallible> {
        self.at += usize::from(bits);
        Ok(())
    }

    fn bits_to_byte_boundary(&self) -> u8 {
        (self.at.wrapping_neg() & 7) as u8
    }
}

impl Bits<'_> {
    fn is_past_end(&self) -> bool {
        self.at > self.data.len() * 8
    }

    fn is(&self, bits: u8, wanted: u16) -> bool {
        self.peek(bits) == Some(wanted)
    }

    /// The length of a run.
    fn run(&mut self, is_black: bool) -> Option<u32> {
        let mut length = 0;
        loop {
            let code = if is_black {
                black::decode(self)
            } else {
                white::decode(self)
            }?;
            length += u32::from(code);
            if code < 64 {
                return Some(length);
            }
            if self.is_past_end() || length > 1 << 20 {
                return None;
            }
        }
    }
}

/// Decodes `height` lines of `width` pixels: a bit each, 1 for black, each line from a whole byte on.
/// `None` if the bytes end early or make no sense.
pub(super) fn decode(data: &[u8], coding: Coding, width: u32, height: u32) -> Option<Vec<u8>> {
    let mut bits = Bits { data, at: 0 };
    let row = width.div_ceil(8) as usize;
    let mut image = vec![0; row * height as usize];
    // The places where the colour changes, from white on.
    let mut before: Vec<u32> = Vec::new();
    let mut line: Vec<u32> = Vec::new();
    for target in image.chunks_exact_mut(row) {
        line.clear();
        let is_flat = match coding {
            Coding::Runs => {
                bits.at = bits.at.next_multiple_of(8);
                true
            }
            Coding::Group3(two) => {
                // Fill bits, then the end mark of the line before; some writers leave the first one out.
                if bits.is(11, 0) {
                    while bits.is(1, 0) && !bits.is_past_end() {
                        bits.at += 1;
                    }
                    bits.at += 1;
                }
                if two {
                    let is_flat = bits.is(1, 1);
                    bits.at += 1;
                    is_flat
                } else {
                    true
                }
            }
            // The end mark before the last line: what is left is white.
            Coding::Group4 if bits.is(12, 1) => return Some(image),
            Coding::Group4 => false,
        };
        if is_flat {
            flat(&mut bits, width, &mut line)?;
        } else {
            leaning(&mut bits, width, &before, &mut line)?;
        }
        if bits.is_past_end() {
            return None;
        }
        paint(target, &line, width);
        std::mem::swap(&mut before, &mut line);
    }
    Some(image)
}

/// A line of runs by themselves.
fn flat(bits: &mut Bits<'_>, width: u32, line: &mut Vec<u32>) -> Option<()> {
    let (mut at, mut is_black) = (0, false);
    while at < width {
        at += bits.run(is_black)?;
        line.push(at.min(width));
        is_black = !is_black;
        if line.len() > width as usize + 2 {
            return None;
        }
    }
    Some(())
}

/// A line that builds on the one before (T.6, 2.2).
fn leaning(bits: &mut Bits<'_>, width: u32, before: &[u32], line: &mut Vec<u32>) -> Option<()> {
    let (mut at, mut is_black, mut is_start) = (0_u32, false, true);
    // Changes of the line before, from which on the next is looked for.
    let mut from = 0_usize;
    while at < width {
        // The first change to the right of here, to the other colour than the present one.
        from = from.saturating_sub(2);
        while before
            .get(from)
            .is_some_and(|&change| change <= at && !(is_start && change == 0 && at == 0))
        {
            from += 1;
        }
        if from % 2 != usize::from(is_black) {
            from += 1;
        }
        let first = before.get(from).copied().unwrap_or(width);
        match mode::decode(bits)? {
            Mode::Pass => at = before.get(from + 1).copied().unwrap_or(width),
            Mode::Horizontal => {
                for _ in 0..2 {
                    at = at.checked_add(bits.run(is_black)?)?.min(width);
                    line.push(at);
                    is_black = !is_black;
                }
            }
            Mode::Vertical(by) => {
                let change = first.checked_add_signed(i32::from(by))?.min(width);
                if change < at {
                    return None;
                }
                at = change;
                line.push(at);
                is_black = !is_black;
            }
            Mode::Extension | Mode::EOF => return None,
        }
        is_start = false;
        if bits.is_past_end() || line.len() > 2 * width as usize + 4 {
            return None;
        }
    }
    Some(())
}

/// Sets the black bits of a line.
fn paint(target: &mut [u8], line: &[u32], width: u32) {
    for pair in line.chunks(2) {
        let from = pair[0];
        let to = pair.get(1).copied().unwrap_or(width);
        for x in from..to.min(width) {
            target[x as usize / 8] |= 0x80 >> (x % 8);
        }
    }
}
