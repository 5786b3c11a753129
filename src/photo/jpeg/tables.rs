//! Huffman tables made for looking up (T.81, annexes C and F), and the reading of bits.

/// Bits of a code that one look-up resolves; longer codes are rare and searched for.
const LOOK_BITS: u32 = 10;
/// Bits of which one look-up gives up to two symbols with their values.
const PAIR_BITS: u32 = 11;
/// Bits that one look-up passes over where the values are not wanted: often several symbols.
const SKIP_BITS: u32 = 13;
/// What the end of a block adds to the place in it: more than any sound place.
const END: u32 = 128;

/// A table as the file gives it: how many codes there are of each length, and what they stand for, shortest first.
#[derive(Clone)]
pub(super) struct Codes {
    counts: [u8; 16],
    symbols: Vec<u8>,
}

impl Codes {
    /// Takes one table from the body of a segment; also the number of bytes it took. `None` if it is no sound table.
    pub fn read(body: &[u8]) -> Option<(Self, usize)> {
        let counts: [u8; 16] = body.get(..16)?.try_into().ok()?;
        let count: usize = counts.iter().map(|&count| usize::from(count)).sum();
        let symbols = body.get(16..16 + count)?.to_vec();
        Some((Self { counts, symbols }, 16 + count))
    }

    /// Code, length and symbol of each; `None` if there are more codes than bits for them.
    fn assigned(&self) -> Option<Vec<(u32, u32, u8)>> {
        let mut out = Vec::with_capacity(self.symbols.len());
        let mut symbols = self.symbols.iter();
        let mut code = 0_u32;
        for (length, &count) in (1_u32..).zip(&self.counts) {
            for _ in 0..count {
                if code >> length != 0 {
                    return None;
                }
                out.push((code, length, *symbols.next()?));
                code += 1;
            }
            code <<= 1;
        }
        Some(out)
    }
}

/// One symbol: bits of code and value together, bits of the code, bits of the value, steps in the block.
#[derive(Clone, Copy)]
pub(super) struct Symbol(u32);

impl Symbol {
    const NONE: Self = Self(0);

    fn new(length: u32, size: u32, steps: u32) -> Self {
        Self((length + size) | length << 8 | size << 16 | steps << 24)
    }

    #[inline(always)]
    pub fn bits(self) -> u32 {
        self.0 & 0xFF
    }

    /// How far it goes in the block; [`Symbol::ends`] for its end.
    #[inline(always)]
    pub fn steps(self) -> usize {
        (self.0 >> 24) as usize
    }

    /// The value that follows the code at the head of `bits` (T.81, F.2.2.1).
    #[inline(always)]
    pub fn value(self, bits: u64) -> i16 {
        let (length, size) = ((self.0 >> 8) & 0x1F, (self.0 >> 16) & 0xF);
        let at = bits << length;
        let raw = ((at >> 1) >> (63 - size)) as i32;
        // A leading 0 says negative.
        let negative = !((at as i64 >> 63) as i32);
        (raw + (negative & (1 - (1 << size)))) as i16
    }
}

/// Whether the place in a block is one that its end mark leads to.
#[inline(always)]
pub(super) fn is_end(place: usize) -> bool {
    place >= END as usize
}

/// One or two whole symbols with their values, and perhaps the end of the block behind them; all 0 for none.
#[derive(Clone, Copy)]
pub(super) struct Pair(u32);

impl Pair {
    #[inline(always)]
    pub fn bits(self) -> u32 {
        self.0 & 15
    }

    /// Steps to the first value, and from there to the second.
    #[inline(always)]
    pub fn steps(self) -> (usize, usize) {
        (((self.0 >> 4) & 31) as usize, ((self.0 >> 9) & 31) as usize)
    }

    #[inline(always)]
    pub fn ends(self) -> bool {
        self.0 & (1 << 14) != 0
    }

    #[inline(always)]
    pub fn values(self) -> (i16, i16) {
        (
            i16::from((self.0 >> 16) as i8),
            i16::from((self.0 >> 24) as i8),
        )
    }
}

/// A table to decode with.
pub(super) struct Lookup {
    short: Box<[Symbol; 1 << LOOK_BITS]>,
    long: Vec<(u32, u32, Symbol)>,
    pairs: Box<[Pair; 1 << PAIR_BITS]>,
    skip: Box<[u16; 1 << SKIP_BITS]>,
}

impl Lookup {
    /// For the mean of a block. `None` for what baseline does not have.
    pub fn of_means(codes: &Codes) -> Option<Self> {
        Self::new(codes, |symbol| {
            (symbol <= 11).then(|| (u32::from(symbol), 0))
        })
    }

    /// For the other 63 values of a block. `None` for what baseline does not have.
    pub fn of_details(codes: &Codes) -> Option<Self> {
        let mut lookup = Self::new(codes, |symbol| {
            let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
            match (run, size) {
                (0, 0) => Some((0, END)),
                (15, 0) => Some((0, 16)),
                (_, 1..=10) => Some((size, run + 1)),
                _ => None,
            }
        })?;
        let mut skip = Box::new([0; 1 << SKIP_BITS]);
        for (head, entry) in (0_u64..).zip(skip.iter_mut()) {
            *entry = lookup.skipped(head << (64 - SKIP_BITS));
        }
        lookup.skip = skip;
        let mut pairs = Box::new([Pair(0); 1 << PAIR_BITS]);
        for (head, entry) in (0_u64..).zip(pairs.iter_mut()) {
            *entry = lookup.paired(head << (64 - PAIR_BITS));
        }
        lookup.pairs = pairs;
        Some(lookup)
    }

    fn new(codes: &Codes, meaning: impl Fn(u8) -> Option<(u32, u32)>) -> Option<Self> {
        let mut short = Box::new([Symbol::NONE; 1 << LOOK_BITS]);
        let mut long = Vec::new();
        for (code, length, symbol) in codes.assigned()? {
            let (size, steps) = meaning(symbol)?;
            let symbol = Symbol::new(length, size, steps);
            if length > LOOK_BITS {
                long.push((code, length, symbol));
                continue;
            }
            let spare = LOOK_BITS - length;
            let first = (code << spare) as usize;
            short.get_mut(first..first + (1 << spare))?.fill(symbol);
        }
        Some(Self {
            short,
            long,
            pairs: Box::new([Pair(0); 1 << PAIR_BITS]),
            skip: Box::new([0; 1 << SKIP_BITS]),
        })
    }

    /// The symbol at the head of `bits`; `None` if there is no such code.
    #[inline(always)]
    pub fn symbol(&self, bits: u64) -> Option<Symbol> {
        let symbol = self.short[(bits >> (64 - LOOK_BITS)) as usize];
        if symbol.0 != 0 {
            return Some(symbol);
        }
        self.long_symbol(bits)
    }

    #[cold]
    #[inline(never)]
    fn long_symbol(&self, bits: u64) -> Option<Symbol> {
        self.long
            .iter()
            .find(|(code, length, _)| bits >> (64 - length) == u64::from(*code))
            .map(|found| found.2)
    }

    /// Bits and steps of all whole symbols at the head of `bits`, up to an end of block; 0 if there is none.
    #[inline(always)]
    pub fn skip(&self, bits: u64) -> (u32, usize, bool) {
        let entry = self.skip[(bits >> (64 - SKIP_BITS)) as usize];
        (
            u32::from(entry & 15),
            usize::from((entry >> 4) & 0x7F),
            entry >> 15 != 0,
        )
    }

    /// The symbols at the head of `bits` with their values.
    #[inline(always)]
    pub fn pair(&self, bits: u64) -> Pair {
        self.pairs[(bits >> (64 - PAIR_BITS)) as usize]
    }

    fn paired(&self, head: u64) -> Pair {
        let (mut used, mut ends) = (0, false);
        // Where there is no value, 0 is put one step further, where there is one already.
        let mut found = [(1_u32, 0_i16); 2];
        let mut count = 0;
        while let Some(symbol) = self.symbol(head << used) {
            let value = symbol.value(head << used);
            if used + symbol.bits() > PAIR_BITS || i8::try_from(value).is_err() {
                break;
            }
            if is_end(symbol.steps()) {
                used += symbol.bits();
                ends = true;
                break;
            }
            let Some(place) = found.get_mut(count) else {
                break;
            };
            used += symbol.bits();
            *place = (symbol.steps() as u32, value);
            count += 1;
        }
        if used == 0 {
            return Pair(0);
        }
        let [first, mut second] = found;
        if count == 1 && !ends {
            // The same place once more.
            second = (0, first.1);
        }
        Pair(
            used | first.0 << 4
                | second.0 << 9
                | u32::from(ends) << 14
                | u32::from(first.1 as u8) << 16
                | u32::from(second.1 as u8) << 24,
        )
    }

    fn skipped(&self, head: u64) -> u16 {
        let (mut used, mut steps, mut ends) = (0, 0, 0_u16);
        while let Some(symbol) = self.symbol(head << used) {
            if used + symbol.bits() > SKIP_BITS {
                break;
            }
            used += symbol.bits();
            if is_end(symbol.steps()) {
                ends = 1;
                break;
            }
            steps += symbol.steps();
        }
        // At most 12 bits, and so at most 12 symbols, of which those of 16 steps take more than one bit each.
        if steps > 63 {
            return 0;
        }
        used as u16 | (steps as u16) << 4 | ends << 15
    }
}

/// Bits of one stretch of data, without its stuffing.
pub(super) struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    /// The next bits, from the top.
    pub head: u64,
    count: u32,
}

impl<'a> Bits<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Self {
            data,
            at: 0,
            head: 0,
            count: 0,
        }
    }

    /// Makes at least 56 bits ready; zeros behind the end.
    #[inline(always)]
    pub fn refill(&mut self) {
        let word = match self.data.get(self.at..).and_then(<[u8]>::first_chunk::<8>) {
            Some(chunk) => u64::from_be_bytes(*chunk),
            None => last_word(self.data.get(self.at..).unwrap_or_default()),
        };
        self.head |= word >> self.count;
        self.at += ((63 - self.count) >> 3) as usize;
        self.count |= 0b11_1000;
    }

    #[inline(always)]
    pub fn consume(&mut self, bits: u32) {
        self.head <<= bits;
        self.count -= bits;
    }

    /// Whether more was read than there is.
    pub fn is_overrun(&self) -> bool {
        self.at * 8 > self.data.len() * 8 + self.count as usize
    }
}

/// A function of bytes and not of [`Bits`], so that those can stay in registers.
#[cold]
#[inline(never)]
fn last_word(rest: &[u8]) -> u64 {
    let mut chunk = [0; 8];
    for (to, from) in chunk.iter_mut().zip(rest) {
        *to = *from;
    }
    u64::from_be_bytes(chunk)
}
