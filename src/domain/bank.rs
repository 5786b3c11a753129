//! Indonesian banks by name and three-digit clearing code, bundled; and the form of bank codes and account numbers.
//!
//! Source: Bank Indonesia's list of bank codes of November 2024; see `assets/data/banks-id.README.md`.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// Lines `code,name,short,also,merged` in the order of the code, below one heading line.
const DATA: &str = include_str!("../../assets/data/banks-id.csv");

/// Fewest digits of an account number: a mistyped bank code or year has fewer, no Indonesian bank's account does.
pub const MIN_ACCOUNT_DIGITS: usize = 5;
/// Most digits of an account number: as many as ISO 13616 allows an account anywhere in the world.
pub const MAX_ACCOUNT_DIGITS: usize = 30;
/// More of a search than this is not looked at.
const MAX_SEARCH_CHARS: usize = 64;

/// A bank, or one that merged into another and is still named in older papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bank {
    /// Three-digit clearing code, e.g. `014`.
    pub code: &'static str,
    /// The name without `PT` and `Tbk`, e.g. `Bank Central Asia`.
    pub name: &'static str,
    /// What people call it, e.g. `BCA`.
    pub short: &'static str,
    /// The code of the bank that it is part of now.
    pub merged_into: Option<&'static str>,
    /// Former names, products and the sharia units with the same code, between bars.
    also: &'static str,
}

/// A bank as it is searched.
struct Entry {
    bank: Bank,
    /// The short name and the others, folded and without spaces.
    names: Vec<String>,
    /// The words of its names, then those of its other names, folded.
    words: Vec<String>,
    own_words: usize,
}

/// Three digits that name a bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BankCode([u8; 3]);

/// A bank code has three digits, neither two nor four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a bank code has three digits")]
pub struct NotABankCode;

/// Why a text is not an account number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountProblem {
    /// Something other than digits, and the spaces, dashes and points with which they are printed.
    #[error("an account number has only digits")]
    Characters,
    /// Written like a decimal, as tables keep a column of numbers: `1234567890.0`.
    #[error("an account number is no decimal")]
    Decimal,
    /// Fewer than [`MIN_ACCOUNT_DIGITS`] or more than [`MAX_ACCOUNT_DIGITS`].
    #[error("{got} digits, {MIN_ACCOUNT_DIGITS} to {MAX_ACCOUNT_DIGITS} expected")]
    Length {
        /// Digits given.
        got: usize,
    },
}

static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| DATA.lines().skip(1).filter_map(parsed).collect());
static BANKS: LazyLock<Vec<Bank>> =
    LazyLock::new(|| ENTRIES.iter().map(|entry| entry.bank).collect());

/// All banks, in the order of their codes.
pub fn all() -> &'static [Bank] {
    &BANKS
}

/// The bank with this code; `None` for a code that is not in the list, which may still be a bank's.
pub fn by_code(code: &str) -> Option<&'static Bank> {
    let banks = all();
    let found = banks.binary_search_by_key(&code, |bank| bank.code).ok()?;
    banks.get(found)
}

/// The banks that a person may mean, the likeliest first: by the beginning of the code, by the short name, by the beginnings
/// of words. Capitals, accents, `PT`, `Bank`, `Tbk` and `Persero` do not count; nothing typed gives all.
pub fn search(typed: &str) -> Vec<&'static Bank> {
    let typed: String = typed.trim().chars().take(MAX_SEARCH_CHARS).collect();
    if !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit()) {
        let banks = all().iter();
        return banks.filter(|bank| bank.code.starts_with(&typed)).collect();
    }
    let wanted = telling(&typed);
    let whole = wanted.concat();
    let mut found: Vec<(u8, &'static Bank)> = ENTRIES
        .iter()
        .zip(all())
        .filter_map(|(entry, bank)| Some((entry.rank(&wanted, &whole)?, bank)))
        .collect();
    // A stable sort: within a rank the order of the codes, in which the largest banks come first.
    found.sort_by_key(|(rank, bank)| (*rank, bank.merged_into.is_some()));
    found.into_iter().map(|(_, bank)| bank).collect()
}

/// The digits of an account number, without the spaces, dashes and points with which they are printed.
///
/// Errors: one point alone with one or two digits behind it is a decimal sign, most likely of a program that kept the number as
/// one; accounts are printed with such short groups only among others, as in `0012.01.001234.50.7`.
pub fn account_number(typed: &str) -> Result<String, AccountProblem> {
    let is_gap = |sign: char| matches!(sign, ' ' | '-' | '.' | '\u{a0}');
    let digits: String = typed.trim().chars().filter(|sign| !is_gap(*sign)).collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(AccountProblem::Characters);
    }
    if is_like_decimal(typed) {
        return Err(AccountProblem::Decimal);
    }
    let got = digits.len();
    if (MIN_ACCOUNT_DIGITS..=MAX_ACCOUNT_DIGITS).contains(&got) {
        Ok(digits)
    } else {
        Err(AccountProblem::Length { got })
    }
}

/// True if the only point has one or two digits behind it, and digits before: `1234567890.0`.
pub(super) fn is_like_decimal(typed: &str) -> bool {
    let Some((before, behind)) = typed.trim().split_once('.') else {
        return false;
    };
    before.ends_with(|sign: char| sign.is_ascii_digit())
        && (1..=2).contains(&behind.len())
        && behind.bytes().all(|byte| byte.is_ascii_digit())
}

impl Bank {
    /// Former names, products and sharia units: what else it is found by.
    pub fn also(&self) -> impl Iterator<Item = &'static str> {
        self.also.split('|').filter(|name| !name.is_empty())
    }
}

impl BankCode {
    /// The three digits.
    pub fn as_str(&self) -> &str {
        // Made of ASCII digits only.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The bank; `None` for a code that is not in the list, to be told as unknown.
    pub fn bank(&self) -> Option<&'static Bank> {
        by_code(self.as_str())
    }
}

impl FromStr for BankCode {
    type Err = NotABankCode;

    fn from_str(typed: &str) -> Result<Self, NotABankCode> {
        let digits: [u8; 3] = typed
            .trim()
            .as_bytes()
            .try_into()
            .map_err(|_| NotABankCode)?;
        let fits = digits.iter().all(u8::is_ascii_digit);
        fits.then_some(Self(digits)).ok_or(NotABankCode)
    }
}

impl fmt::Display for BankCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Entry {
    /// How well it fits, 0 being best; `None` if it does not.
    fn rank(&self, wanted: &[String], whole: &str) -> Option<u8> {
        if whole.is_empty() {
            return Some(0);
        }
        let begins =
            |word: &String, words: &[String]| words.iter().any(|own| own.starts_with(word));
        let (own, _) = self.words.split_at(self.own_words);
        let rank = if self.names.first().is_some_and(|short| short == whole) {
            0
        } else if self.names.iter().any(|name| name == whole) {
            1
        } else if self
            .names
            .first()
            .is_some_and(|short| short.starts_with(whole))
        {
            2
        } else if wanted.iter().all(|word| begins(word, own)) {
            3
        } else if wanted.iter().all(|word| begins(word, &self.words))
            || self.names.iter().any(|name| name.starts_with(whole))
        {
            4
        } else {
            return None;
        };
        Some(rank)
    }
}

fn parsed(line: &'static str) -> Option<Entry> {
    let mut cells = line.split(',');
    let bank = Bank {
        code: cells.next()?,
        name: cells.next()?,
        short: cells.next()?,
        also: cells.next()?,
        merged_into: cells.next().filter(|code| !code.is_empty()),
    };
    let mut own: Vec<String> = words(bank.name).chain(words(bank.short)).collect();
    let own_words = own.len();
    own.extend(bank.also().flat_map(words));
    let names = std::iter::once(bank.short).chain(bank.also());
    Some(Entry {
        names: names.map(|name| telling(name).concat()).collect(),
        words: own,
        own_words,
        bank,
    })
}

/// The words of a name: in small letters, without accents.
fn words(name: &str) -> impl Iterator<Item = String> {
    name.split(|sign: char| !sign.is_alphanumeric())
        .map(|word| word.to_lowercase().chars().map(plain).collect::<String>())
        .filter(|word| !word.is_empty())
}

/// True for a word that tells no bank from another.
fn is_common(word: &str) -> bool {
    matches!(word, "pt" | "bank" | "tbk" | "persero" | "the")
}

/// The words that tell a bank from others.
fn telling(name: &str) -> Vec<String> {
    words(name).filter(|word| !is_common(word)).collect()
}

/// The letter without its accent, for the accents that Western keyboards make.
fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

#[cfg(test)]
#[path = "bank_tests.rs"]
mod tests;
