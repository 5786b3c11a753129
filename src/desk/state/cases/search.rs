//! The search over names, numbers and addresses: fast enough for every keystroke over 100,000 customers.

use memchr::memmem::Finder;
use uuid::Uuid;

use crate::domain::CaseRow;

/// Characters that people put between the digits of a number.
const SEPARATORS: &[char] = &['.', '-', '+', '(', ')', '/', '\u{a0}'];
/// From this many characters on, a word may be a part of a user id: fewer would find almost any.
const MIN_ID_CHARS: usize = 6;
/// Between the parts of a row's text: nobody can type it.
const BETWEEN: char = '\n';

/// One word of a search: a row is found if it holds one of the spellings, or the user id holds the digits.
#[derive(Debug, Clone)]
struct Word {
    spellings: Vec<Finder<'static>>,
    id: Option<Finder<'static>>,
}

impl Word {
    fn new(typed: &str) -> Self {
        let mut spellings = vec![typed.to_owned()];
        let digits = typed.replace(SEPARATORS, "");
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            // A number at home begins with 0, abroad with 62.
            if let Some(rest) = digits.strip_prefix('0') {
                spellings.push(format!("62{rest}"));
            }
            if digits != typed {
                spellings.push(digits);
            }
        }
        let id = typed.replace('-', "");
        let is_id = id.len() >= MIN_ID_CHARS && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        Self {
            spellings: spellings.iter().map(owned).collect(),
            id: is_id.then(|| owned(&id)),
        }
    }

    fn finds(&self, text: &[u8], row: &CaseRow) -> bool {
        if self.spellings.iter().any(|word| word.find(text).is_some()) {
            return true;
        }
        // The row itself is looked at for ids alone: its text is near, the row is not.
        let Some(word) = &self.id else {
            return false;
        };
        let Some(user_id) = row.life.user_id else {
            return false;
        };
        let mut digits = Uuid::encode_buffer();
        let digits = user_id.simple().encode_lower(&mut digits);
        word.find(digits.as_bytes()).is_some()
    }

    /// True if every row that this word finds is one that `wider` finds.
    fn implies(&self, wider: &Self) -> bool {
        let holds = |word: &Finder<'_>, part: &Finder<'_>| part.find(word.needle()).is_some();
        let spellings = self
            .spellings
            .iter()
            .all(|word| wider.spellings.iter().any(|part| holds(word, part)));
        let id = match (&self.id, &wider.id) {
            (None, _) => true,
            (Some(word), Some(part)) => holds(word, part),
            (Some(_), None) => false,
        };
        spellings && id
    }
}

fn owned(word: impl AsRef<str>) -> Finder<'static> {
    Finder::new(word.as_ref().as_bytes()).into_owned()
}

/// A search, made ready: all of its words must be found.
#[derive(Debug, Clone, Default)]
pub(super) struct Query {
    words: Vec<Word>,
}

impl Query {
    /// From what was typed. The dots of a masked number end a word, so that a copied one finds its customer.
    pub(super) fn new(typed: &str) -> Self {
        let lower = typed.to_lowercase();
        let words = lower.split(|c: char| c.is_whitespace() || c == '•');
        Self {
            words: words
                .filter(|word| !word.is_empty())
                .map(Word::new)
                .collect(),
        }
    }

    /// True if it finds every row.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// True if this row, with its text, is found.
    pub(super) fn finds(&self, text: &[u8], row: &CaseRow) -> bool {
        self.words.iter().all(|word| word.finds(text, row))
    }

    /// True if every row that this search finds is one that `wider` finds: only those need to be looked at again.
    pub(super) fn implies(&self, wider: &Self) -> bool {
        let mut wanted = wider.words.iter();
        wanted.all(|part| self.words.iter().any(|word| word.implies(part)))
    }
}

/// The text of all rows that a search looks at, one after the other.
#[derive(Debug, Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    /// Begin, length and room of each row's text.
    spans: Vec<(u32, u32, u32)>,
    /// Bytes that belong to no row any more.
    unused: usize,
    scratch: String,
}

impl Texts {
    /// The text of a row, by its place.
    pub(super) fn get(&self, at: usize) -> &[u8] {
        let Some(&(begin, length, _)) = self.spans.get(at) else {
            return &[];
        };
        let begin = begin as usize;
        self.bytes
            .get(begin..begin + length as usize)
            .unwrap_or_default()
    }

    /// Adds the text of a row at the end, or replaces the one at this place.
    pub(super) fn put(&mut self, at: usize, row: &CaseRow) {
        let mut text = std::mem::take(&mut self.scratch);
        write(&mut text, row);
        if self.spans.len() <= at || self.get(at) != text.as_bytes() {
            self.keep(at, text.as_bytes());
        }
        self.scratch = text;
    }

    fn keep(&mut self, at: usize, text: &[u8]) {
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        if let Some((begin, known, room)) = self.spans.get_mut(at) {
            if length <= *room {
                let begin = *begin as usize;
                self.bytes[begin..begin + text.len()].copy_from_slice(text);
                *known = length;
                return;
            }
            self.unused += *room as usize;
        }
        let Ok(begin) = u32::try_from(self.bytes.len()) else {
            // 4 GB of names: this row is not found by text, and all else goes on.
            match self.spans.get_mut(at) {
                Some(known) => *known = (0, 0, 0),
                None => self.spans.push((0, 0, 0)),
            }
            return;
        };
        self.bytes.extend_from_slice(text);
        let span = (begin, length, length);
        match self.spans.get_mut(at) {
            Some(known) => *known = span,
            None => self.spans.push(span),
        }
        if self.unused > self.bytes.len() / 2 {
            self.tidy();
        }
    }

    /// Takes a row's text out; the last row comes to its place.
    pub(super) fn swap_remove(&mut self, at: usize) {
        if at < self.spans.len() {
            self.unused += self.spans.swap_remove(at).2 as usize;
        }
    }

    fn tidy(&mut self) {
        let mut bytes = Vec::with_capacity(self.bytes.len() - self.unused);
        for (begin, length, room) in &mut self.spans {
            let old = *begin as usize;
            *begin = u32::try_from(bytes.len()).unwrap_or_default();
            bytes.extend_from_slice(&self.bytes[old..old + *length as usize]);
            *room = *length;
        }
        self.bytes = bytes;
        self.unused = 0;
    }
}

/// Lower-case name and e-mail address, the identity number and the telephone number without what stands between digits.
fn write(text: &mut String, row: &CaseRow) {
    text.clear();
    lower(text, &row.name);
    text.push(BETWEEN);
    lower(text, &row.email);
    text.push(BETWEEN);
    let letters = row.id_number.chars().filter(|c| c.is_alphanumeric());
    text.extend(letters.map(|c| c.to_ascii_lowercase()));
    text.push(BETWEEN);
    text.extend(row.phone.chars().filter(char::is_ascii_digit));
}

fn lower(text: &mut String, part: &str) {
    if part.is_ascii() {
        text.extend(part.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        text.push_str(&part.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::row;
    use super::*;

    fn finds(typed: &str, row: &CaseRow) -> bool {
        let mut texts = Texts::default();
        texts.put(0, row);
        Query::new(typed).finds(texts.get(0), row)
    }

    fn siti() -> CaseRow {
        let mut siti = row(1, "Siti Nurhaliza");
        siti.email = "Siti.N@mail.com".to_owned();
        siti.id_number = "3515144508680002".to_owned();
        siti.phone = "+62 812-3456-789".to_owned();
        siti.life.user_id = "ace50048-759a-5de5-8e7a-3f7c64e6fb48".parse().ok();
        siti
    }

    #[test]
    fn any_part_is_found_in_any_spelling() {
        for typed in [
            "siti",
            "NURHA",
            "haliza siti",
            "siti.n@",
            "3515144508680002",
            "3515 1445 0868 0002",
            "3515.1445.0868.0002",
            "3515••••••••0002",
            "0812-3456",
            "08123456789",
            "+62812",
            "62 812",
            "ace50048",
            "ACE50048-759a",
            "ace50048-759a-5de5-8e7a-3f7c64e6fb48",
            "",
            "  ",
        ] {
            assert!(finds(typed, &siti()), "{typed}");
        }
        for typed in [
            "budi",
            "siti budi",
            "0813",
            "3516",
            "ace50049",
            "aiti",
            "789ace",
        ] {
            assert!(!finds(typed, &siti()), "{typed}");
        }
    }

    #[test]
    fn a_short_word_is_not_looked_for_in_ids() {
        assert!(!finds("ace50", &siti()));
        assert!(finds("ace500", &siti()));
    }

    #[test]
    fn texts_stay_with_their_rows() {
        let mut texts = Texts::default();
        for at in 0..100 {
            texts.put(at, &row(at as u128, &format!("Nasabah {at}")));
        }
        for round in 0..20 {
            for at in 0..texts.spans.len() {
                texts.put(at, &row(1, &format!("{} {at}", "x".repeat(round * 3))));
            }
            texts.swap_remove(0);
        }
        assert_eq!(texts.spans.len(), 80);
        assert!(texts.get(7).starts_with("x".repeat(57).as_bytes()));
        let held: usize = texts.spans.iter().map(|span| span.2 as usize).sum();
        assert_eq!(texts.bytes.len() - texts.unused, held);
        assert!(texts.get(1_000).is_empty());
    }

    proptest! {
        #[test]
        fn what_a_longer_search_finds_the_shorter_one_finds(
            typed in "[a-e0-3@.\\-+• ]{0,12}", more in "[a-e0-3@.\\-+• ]{1,4}", name in "[a-e0-3 ]{0,12}",
            email in "[a-e0-3@.\\-]{0,12}", number in "[0-3]{0,10}", id in any::<u128>(),
        ) {
            let mut row = row(1, &name);
            row.email = email;
            row.phone = format!("62{number}");
            row.id_number = number;
            row.life.user_id = Some(Uuid::from_u128(id));
            let long = format!("{typed}{more}");
            let (narrow, wide) = (Query::new(&long), Query::new(&typed));
            if narrow.implies(&wide) && finds(&long, &row) {
                prop_assert!(finds(&typed, &row));
            }
        }
    }

    #[test]
    fn a_search_that_grows_narrows() {
        let implies =
            |longer: &str, shorter: &str| Query::new(longer).implies(&Query::new(shorter));
        assert!(implies("siti", "sit"));
        assert!(implies("siti n", "siti"));
        assert!(implies("3515.1", "3515"));
        assert!(implies("0812", "08"));
        assert!(implies("siti", ""));
        assert!(!implies("sit", "siti"));
        // Ids come in with the sixth character.
        assert!(!implies("0812ab", "0812a"));
    }
}
