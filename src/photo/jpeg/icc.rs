//! The embedded colour profile: one or more segments that are joined (ICC.1:2022, annex B.4).

/// A profile of a camera or a screen has some kilobytes; a printer's has at most so much.
const MAX_BYTES: usize = 1024 * 1024;

const MARK: &[u8] = b"ICC_PROFILE\0";

/// The parts found so far.
#[derive(Default)]
pub(super) struct Parts {
    found: Vec<(u8, Vec<u8>)>,
    count: u8,
    bytes: usize,
    broken: bool,
}

impl Parts {
    /// Takes the body of an APP2 segment; others than a profile's are passed over.
    pub fn take(&mut self, body: &[u8]) {
        let Some([number, count, part @ ..]) = body.strip_prefix(MARK) else {
            return;
        };
        self.bytes += part.len();
        self.broken |= (self.count != 0 && self.count != *count) || self.bytes > MAX_BYTES;
        self.count = *count;
        if !self.broken {
            self.found.push((*number, part.to_vec()));
        }
    }

    /// The whole profile, if every part is there once.
    pub fn joined(mut self) -> Option<Vec<u8>> {
        self.found.sort_by_key(|part| part.0);
        let numbers = self.found.iter().map(|part| part.0);
        let whole = self.count > 0 && numbers.eq(1..=self.count);
        (whole && !self.broken).then(|| self.found.into_iter().flat_map(|part| part.1).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(number: u8, count: u8, bytes: &[u8]) -> Vec<u8> {
        [MARK, &[number, count], bytes].concat()
    }

    fn joined(parts: &[Vec<u8>]) -> Option<Vec<u8>> {
        let mut all = Parts::default();
        for part in parts {
            all.take(part);
        }
        all.joined()
    }

    #[test]
    fn parts_are_joined_in_their_order() {
        let parts = [
            part(2, 2, b"world"),
            b"MPF\0".to_vec(),
            part(1, 2, b"hello "),
        ];
        assert_eq!(joined(&parts).unwrap(), b"hello world");
        assert_eq!(joined(&[]), None);
    }

    #[test]
    fn a_profile_that_is_not_whole_is_none() {
        let large = vec![0; 60_000];
        for parts in [
            vec![part(1, 2, b"a")],
            vec![part(1, 1, b"a"), part(1, 1, b"a")],
            vec![part(1, 2, b"a"), part(2, 3, b"b")],
            vec![part(0, 0, b"a")],
            vec![MARK.to_vec()],
            (1..=20).map(|number| part(number, 20, &large)).collect(),
        ] {
            assert_eq!(joined(&parts), None);
        }
    }
}
