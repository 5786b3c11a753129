//! Huffman coding of quantised blocks, and the file around them.

use fearless_simd::{Level, dispatch};

use super::fdct::{GROUP, LANES};

/// Sixteen quantised blocks.
#[derive(Clone)]
pub(super) struct Coded {
    /// `values[place * LANES + block]`, places in scan order.
    pub values: [i16; GROUP],
    /// For each block the places that are not 0, a bit each.
    pub present: [u64; LANES],
}

impl Default for Coded {
    fn default() -> Self {
        Self {
            values: [0; GROUP],
            present: [0; LANES],
        }
    }
}

/// Where bits go.
pub(super) trait Sink {
    /// Takes the low `length` bits (at most 32) of `bits`.
    fn put(&mut self, bits: u64, length: u32);
}

/// Counts only.
#[derive(Default)]
pub(super) struct Count {
    pub bits: usize,
}

impl Sink for Count {
    #[inline(always)]
    fn put(&mut self, _: u64, length: u32) {
        self.bits += length as usize;
    }
}

/// Writes, with stuffing.
pub(super) struct Bytes<'a> {
    out: &'a mut Vec<u8>,
    held: u64,
    free: u32,
}

impl<'a> Bytes<'a> {
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        Self {
            out,
            held: 0,
            free: 64,
        }
    }

    pub fn length(&self) -> usize {
        self.out.len()
    }

    /// Fills the last byte with ones and ends the file.
    pub fn finish(mut self) {
        let spare = self.free % 8;
        self.put((1 << spare) - 1, spare);
        let bytes = (self.held << (self.free % 64)).to_be_bytes();
        for byte in bytes.iter().take((64 - self.free as usize) / 8) {
            self.out.push(*byte);
            if *byte == 0xFF {
                self.out.push(0);
            }
        }
        self.out.extend_from_slice(&[0xFF, 0xD9]);
    }
}

impl Sink for Bytes<'_> {
    #[inline(always)]
    fn put(&mut self, bits: u64, length: u32) {
        if length < self.free {
            self.held = self.held << length | bits;
            self.free -= length;
            return;
        }
        let over = length - self.free;
        // `free` is between 1 and 64, and at most `length`, so below 64 here.
        let word = self.held << self.free | bits >> over;
        let bytes = word.to_be_bytes();
        // No byte of 0xFF: none of the inverted is 0.
        let inverted = !word;
        if inverted.wrapping_sub(0x0101_0101_0101_0101) & !inverted & 0x8080_8080_8080_8080 == 0 {
            self.out.extend_from_slice(&bytes);
        } else {
            stuffed(self.out, bytes);
        }
        self.held = bits;
        self.free = 64 - over;
    }
}

#[cold]
#[inline(never)]
fn stuffed(out: &mut Vec<u8>, bytes: [u8; 8]) {
    for byte in bytes {
        out.push(byte);
        if byte == 0xFF {
            out.push(0);
        }
    }
}

/// Counts of code lengths and symbols of the four standard tables (T.81, K.3).
const MEANS_LUMA: ([u8; 16], &[u8]) = (
    [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
    &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
);
const MEANS_CHROMA: ([u8; 16], &[u8]) = (
    [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
    &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
);
const DETAILS_LUMA: ([u8; 16], &[u8]) = (
    [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7D],
    &[
        0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61,
        0x07, 0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xA1, 0x08, 0x23, 0x42, 0xB1, 0xC1, 0x15, 0x52,
        0xD1, 0xF0, 0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0A, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x25,
        0x26, 0x27, 0x28, 0x29, 0x2A, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x43, 0x44, 0x45,
        0x46, 0x47, 0x48, 0x49, 0x4A, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0x63, 0x64,
        0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0x83,
        0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
        0x9A, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6,
        0xB7, 0xB8, 0xB9, 0xBA, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xD2, 0xD3,
        0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8,
        0xE9, 0xEA, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0xFA,
    ],
);
const DETAILS_CHROMA: ([u8; 16], &[u8]) = (
    [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77],
    &[
        0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61,
        0x71, 0x13, 0x22, 0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xA1, 0xB1, 0xC1, 0x09, 0x23, 0x33,
        0x52, 0xF0, 0x15, 0x62, 0x72, 0xD1, 0x0A, 0x16, 0x24, 0x34, 0xE1, 0x25, 0xF1, 0x17, 0x18,
        0x19, 0x1A, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x43, 0x44,
        0x45, 0x46, 0x47, 0x48, 0x49, 0x4A, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0x63,
        0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A,
        0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97,
        0x98, 0x99, 0x9A, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xB2, 0xB3, 0xB4,
        0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA,
        0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7,
        0xE8, 0xE9, 0xEA, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0xFA,
    ],
);

/// For each symbol its code and the bits of code and value together.
type Table = [(u16, u8); 256];

/// The four tables to code with.
pub(super) struct Codes {
    luma: [Table; 2],
    chroma: [Table; 2],
}

impl Codes {
    pub fn new() -> Self {
        Self {
            luma: [table(MEANS_LUMA), table(DETAILS_LUMA)],
            chroma: [table(MEANS_CHROMA), table(DETAILS_CHROMA)],
        }
    }
}

fn table((counts, symbols): ([u8; 16], &[u8])) -> Table {
    let mut table = [(0, 0); 256];
    let mut symbols = symbols.iter();
    let mut code = 0_u16;
    for (length, count) in (1_u8..).zip(counts) {
        for symbol in symbols.by_ref().take(usize::from(count)) {
            table[usize::from(*symbol)] = (code, length + (symbol & 15));
            code += 1;
        }
        code <<= 1;
    }
    table
}

/// One row of units: the blocks of each as T.81, A.2.3 orders them. `parts`: upper and lower row of lightness, the colours.
pub(super) fn units(
    count: usize,
    parts: [&[Coded]; 4],
    codes: &Codes,
    means: &mut [i32; 3],
    sink: &mut impl Sink,
) {
    let level = Level::new();
    dispatch!(level, _ => {
        let [upper, lower, blue, red] = parts;
        for unit in 0..count {
            for row in [upper, lower] {
                block(row, 2 * unit, &codes.luma, &mut means[0], sink);
                block(row, 2 * unit + 1, &codes.luma, &mut means[0], sink);
            }
            block(blue, unit, &codes.chroma, &mut means[1], sink);
            block(red, unit, &codes.chroma, &mut means[2], sink);
        }
    });
}

/// How many bits a value has, and its bits (T.81, F.1.2.1).
#[inline(always)]
fn sized(value: i32) -> (u32, u64) {
    let size = 32 - value.unsigned_abs().leading_zeros();
    let bits = (value + (value >> 31)) as u32 & ((1 << size) - 1);
    (size, u64::from(bits))
}

#[inline(always)]
fn block(groups: &[Coded], at: usize, codes: &[Table; 2], mean: &mut i32, sink: &mut impl Sink) {
    let Some(group) = groups.get(at / LANES) else {
        return;
    };
    let lane = at % LANES;
    let value = i32::from(group.values[lane]);
    let (size, bits) = sized(value - *mean);
    *mean = value;
    let (code, length) = codes[0][size as usize & 15];
    sink.put(u64::from(code) << size | bits, u32::from(length));
    let details = &codes[1];
    let mut present = group.present[lane] & !1;
    let mut last = 0;
    while present != 0 {
        let place = present.trailing_zeros();
        present &= present - 1;
        let mut run = place - last - 1;
        last = place;
        while run > 15 {
            let (code, length) = details[0xF0];
            sink.put(u64::from(code), u32::from(length));
            run -= 16;
        }
        let (size, bits) = sized(i32::from(group.values[place as usize * LANES + lane]));
        let (code, length) = details[((run << 4 | size) & 0xFF) as usize];
        sink.put(u64::from(code) << size | bits, u32::from(length));
    }
    if last != 63 {
        let (code, length) = details[0];
        sink.put(u64::from(code), u32::from(length));
    }
}

/// Everything in front of the compressed data.
pub(super) fn headers(
    out: &mut Vec<u8>,
    width: u16,
    height: u16,
    luma: &[u8; 64],
    chroma: &[u8; 64],
) {
    let mut segment = |marker: u8, parts: &[&[u8]]| {
        let length = parts.iter().map(|part| part.len()).sum::<usize>() + 2;
        out.extend_from_slice(&[0xFF, marker]);
        out.extend_from_slice(&(length as u16).to_be_bytes());
        for part in parts {
            out.extend_from_slice(part);
        }
    };
    let (w, h) = (width.to_be_bytes(), height.to_be_bytes());
    segment(0xE0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"]);
    segment(0xDB, &[&[0], luma, &[1], chroma]);
    segment(
        0xC0,
        &[&[8], &h, &w, &[3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]],
    );
    segment(
        0xC4,
        &[
            &[0x00],
            &MEANS_LUMA.0,
            MEANS_LUMA.1,
            &[0x10],
            &DETAILS_LUMA.0,
            DETAILS_LUMA.1,
            &[0x01],
            &MEANS_CHROMA.0,
            MEANS_CHROMA.1,
            &[0x11],
            &DETAILS_CHROMA.0,
            DETAILS_CHROMA.1,
        ],
    );
    segment(0xDA, &[&[3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]]);
    out.splice(0..0, [0xFF, 0xD8]);
}
