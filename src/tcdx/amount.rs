//! Exact decimal amounts: what was typed is what is sent, digit for digit, never through a float.

use std::fmt;
use std::str::FromStr;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// Most digits of an amount, before and after the point together.
pub const MAX_DIGITS: usize = 64;

/// A decimal without sign or exponent, e.g. `12`, `0.10`, kept as written: a JSON number (the vendor's `Double`).
///
/// Ruled: amounts are decimals of arbitrary precision; `1.30` stays `1.30`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Amount(String);

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing was given.
    #[error("an amount is needed")]
    Empty,
    /// Something other than digits and one point between digits: a sign, an exponent, a thousands separator, `NaN`.
    #[error("an amount has only digits and one decimal point between digits")]
    NotPlain,
    /// Zeros before the first digit, as in `007`, which JSON forbids.
    #[error("an amount does not begin with needless zeros")]
    LeadingZero,
    /// More than [`MAX_DIGITS`].
    #[error("an amount has at most {MAX_DIGITS} digits")]
    TooLong,
}

impl Amount {
    /// The digits as they go on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) {
            return Err(AmountError::NotPlain);
        }
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(AmountError::LeadingZero);
        }
        if text.bytes().filter(u8::is_ascii_digit).count() > MAX_DIGITS {
            return Err(AmountError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }
}

/// As a JSON number with the very digits (through [`RawValue`], so only `serde_json` keeps them).
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.clone())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

/// Masked: an amount with a customer beside it is personal data.
impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_decimals_keep_their_digits() {
        let long = format!("{}.{}", "9".repeat(32), "1".repeat(32));
        for text in [
            "0",
            "12",
            "0.10",
            "1.30",
            "0.1",
            "50000",
            "0.000000000000000001",
            &long,
        ] {
            let amount: Amount = text.parse().unwrap();
            assert_eq!(amount.as_str(), text);
            assert_eq!(serde_json::to_string(&amount).unwrap(), text);
        }
    }

    #[test]
    fn everything_else_is_refused() {
        use AmountError::{Empty, LeadingZero, NotPlain, TooLong};
        for (text, error) in [
            ("", Empty),
            ("-1", NotPlain),
            ("+1", NotPlain),
            ("1e5", NotPlain),
            ("1E400", NotPlain),
            ("NaN", NotPlain),
            ("inf", NotPlain),
            ("∞", NotPlain),
            (".5", NotPlain),
            ("5.", NotPlain),
            (".", NotPlain),
            ("1.2.3", NotPlain),
            ("1,5", NotPlain),
            ("1 000", NotPlain),
            (" 1", NotPlain),
            ("٣", NotPlain),
            ("0x10", NotPlain),
            ("007", LeadingZero),
            ("00.1", LeadingZero),
        ] {
            assert_eq!(text.parse::<Amount>().unwrap_err(), error, "{text}");
        }
        assert_eq!("1".repeat(65).parse::<Amount>().unwrap_err(), TooLong);
        assert!("1".repeat(64).parse::<Amount>().is_ok());
    }
}
