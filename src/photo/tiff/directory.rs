//! The directories of a TIFF and of a `BigTIFF`: tags and their values.

/// A file's head.
pub(super) struct File<'a> {
    pub bytes: &'a [u8],
    pub big_endian: bool,
    is_big: bool,
    /// Where the first directory is.
    pub first: u64,
}

/// One directory.
pub(super) struct Directory<'a> {
    file: File<'a>,
    entries: &'a [u8],
    /// Where the next one is; 0 for none.
    pub next: u64,
}

/// A tag's type and number of values, and their bytes.
struct Entry<'a> {
    kind: u16,
    count: u64,
    data: &'a [u8],
}

impl<'a> File<'a> {
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let mut file = Self {
            bytes,
            big_endian: bytes.starts_with(b"MM"),
            is_big: false,
            first: 0,
        };
        file.is_big = file.read(2, 2)? == 43;
        file.first = if file.is_big {
            file.read(8, 8)?
        } else {
            file.read(4, 4)?
        };
        Some(file)
    }

    /// The directory at an offset.
    pub fn directory(&self, at: u64) -> Option<Directory<'a>> {
        let (entries, next) = self.extent(at)?;
        Some(Directory {
            file: File { ..*self },
            entries,
            next,
        })
    }

    /// Where the directory after the one at an offset is.
    pub fn next(&self, at: u64) -> Option<u64> {
        self.extent(at).map(|(_, next)| next)
    }

    fn extent(&self, at: u64) -> Option<(&'a [u8], u64)> {
        let at = usize::try_from(at).ok()?;
        let (head, entry, link) = if self.is_big { (8, 20, 8) } else { (2, 12, 4) };
        let count = usize::try_from(self.read(at, head)?).ok()?;
        let start = at.checked_add(head)?;
        let end = start.checked_add(count.checked_mul(entry)?)?;
        let entries = self.bytes.get(start..end)?;
        // Some writers leave the last link out.
        Some((entries, self.read(end, link).unwrap_or(0)))
    }

    fn read(&self, at: usize, length: usize) -> Option<u64> {
        let bytes = self.bytes.get(at..at.checked_add(length)?)?;
        Some(number(bytes, self.big_endian))
    }
}

impl<'a> Directory<'a> {
    fn entry(&self, tag: u16) -> Option<Entry<'a>> {
        let length = if self.file.is_big { 20 } else { 12 };
        let big_endian = self.file.big_endian;
        let entry = self
            .entries
            .chunks_exact(length)
            .find(|entry| number(&entry[..2], big_endian) == u64::from(tag))?;
        let kind = number(&entry[2..4], big_endian) as u16;
        let half = (length - 4) / 2;
        let count = number(&entry[4..4 + half], big_endian);
        let inline = &entry[4 + half..];
        let bytes = usize::try_from(count).ok()?.checked_mul(size(kind)?)?;
        let data = if bytes <= inline.len() {
            inline.get(..bytes)?
        } else {
            let at = usize::try_from(number(inline, big_endian)).ok()?;
            self.file.bytes.get(at..at.checked_add(bytes)?)?
        };
        Some(Entry { kind, count, data })
    }

    /// All values of a tag of whole numbers; `None` if it is missing, of another type, or has more than `most`.
    pub fn numbers(&self, tag: u16, most: usize) -> Option<Vec<u64>> {
        let entry = self.entry(tag)?;
        if !matches!(entry.kind, 1 | 3 | 4 | 13 | 16) || entry.count > most as u64 {
            return None;
        }
        let values = entry.data.chunks_exact(size(entry.kind)?);
        Some(
            values
                .map(|value| number(value, self.file.big_endian))
                .collect(),
        )
    }

    /// True if the tag is there, whatever it holds.
    pub fn has(&self, tag: u16) -> bool {
        let length = if self.file.is_big { 20 } else { 12 };
        let mut entries = self.entries.chunks_exact(length);
        entries.any(|entry| number(&entry[..2], self.file.big_endian) == u64::from(tag))
    }

    /// The first value of a tag of whole numbers.
    pub fn number(&self, tag: u16) -> Option<u64> {
        self.numbers(tag, usize::MAX)?.first().copied()
    }

    /// The bytes of a tag.
    pub fn bytes(&self, tag: u16) -> Option<&'a [u8]> {
        self.entry(tag)
            .filter(|entry| matches!(entry.kind, 1 | 7))
            .map(|entry| entry.data)
    }
}

/// Bytes of one value of a type.
fn size(kind: u16) -> Option<usize> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 | 16 | 17 | 18 => Some(8),
        _ => None,
    }
}

fn number(bytes: &[u8], big_endian: bool) -> u64 {
    let put = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
    if big_endian {
        bytes.iter().fold(0, put)
    } else {
        bytes.iter().rev().fold(0, put)
    }
}
