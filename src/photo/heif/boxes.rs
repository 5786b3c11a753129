//! Boxes of an ISO media file, and numbers in them: every step is checked against the end of the bytes.

/// Bytes read from the start on.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// A number of `length` bytes, at most 8, most significant first.
    pub fn number(&mut self, length: usize) -> Option<u64> {
        Some(
            self.take(length)?
                .iter()
                .fold(0, |number, &byte| number << 8 | u64::from(byte)),
        )
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.number(1).map(|number| number as u8)
    }

    pub fn u16(&mut self) -> Option<u16> {
        self.number(2).map(|number| number as u16)
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.number(4).map(|number| number as u32)
    }

    /// Version and flags of a full box.
    pub fn version(&mut self) -> Option<(u8, u32)> {
        let both = self.u32()?;
        Some(((both >> 24) as u8, both & 0xFF_FFFF))
    }

    /// The next box: its type and body; `None` at the end, or where the next box has no end.
    pub fn next_box(&mut self) -> Option<([u8; 4], &'a [u8])> {
        let start = self.rest;
        let size = self.u32()?;
        let kind: [u8; 4] = self.take(4)?.try_into().ok()?;
        let (head, size) = match size {
            0 => (8, start.len()),
            1 => (16, usize::try_from(self.number(8)?).ok()?),
            _ => (8, size as usize),
        };
        let body = start.get(head..size)?;
        self.rest = start.get(size..)?;
        Some((kind, body))
    }

    /// The body of the first box of a type among those that follow.
    pub fn find(mut self, kind: [u8; 4]) -> Option<&'a [u8]> {
        loop {
            let (found, body) = self.next_box()?;
            if found == kind {
                return Some(body);
            }
        }
    }
}
