//! Exact decimal amounts: typed in a person's notation, kept and sent digit for digit, never through a float.

use std::fmt;
use std::str::FromStr;

use bigdecimal::{BigDecimal, RoundingMode};
use serde::{Deserialize, Deserializer, Serialize};

use super::settings::Lang;

/// Most digits before the decimal sign: no sum of money or coins has as many.
pub const MAX_WHOLE_DIGITS: usize = 24;
/// Most digits after the decimal sign: the finest coins have 24.
pub const MAX_FRACTION_DIGITS: usize = 24;

/// How an amount is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notation {
    /// `1.234,56`: as Indonesians write.
    Id,
    /// `1,234.56`: as the English write.
    En,
    /// `1234.56`: as programs write, without groups.
    Plain,
}

/// A decimal without sign or exponent, e.g. `12`, `0.10`, with the very digits that were typed.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Amount(String);

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountProblem {
    /// Something other than digits and the two signs of the notation: letters, `NaN`, spaces inside.
    Characters,
    /// A minus sign.
    Negative,
    /// Written with an exponent, as in `1e5`.
    Exponent,
    /// The sign that groups thousands does not stand before three digits each: `1,3` where a comma groups.
    Grouping,
    /// The decimal sign has no digit before or after it, or stands twice.
    DecimalSign,
    /// Zeros before the first digit, as in `007`.
    LeadingZero,
    /// More than [`MAX_WHOLE_DIGITS`] before, or more than [`MAX_FRACTION_DIGITS`] after the decimal sign.
    TooLong,
}

impl Notation {
    /// The notation of a language.
    pub fn of(lang: Lang) -> Self {
        match lang {
            Lang::Id => Self::Id,
            Lang::En => Self::En,
        }
    }

    /// The notation in which the two signs mean the opposite; none for plain notation, which a person does not type in.
    pub fn opposite(self) -> Option<Self> {
        match self {
            Self::Id => Some(Self::En),
            Self::En => Some(Self::Id),
            Self::Plain => None,
        }
    }

    /// The decimal sign.
    pub fn decimal_sign(self) -> char {
        match self {
            Self::Id => ',',
            Self::En | Self::Plain => '.',
        }
    }

    /// The sign between groups of three digits; none in plain notation.
    pub fn group_sign(self) -> Option<char> {
        match self {
            Self::Id => Some('.'),
            Self::En => Some(','),
            Self::Plain => None,
        }
    }
}

impl Amount {
    /// Reads an amount in a notation; spaces around it do not count. Digits stay as they are: `1,30` is `1.30`.
    pub fn parse(typed: &str, notation: Notation) -> Result<Self, AmountProblem> {
        let typed = typed.trim();
        if typed.starts_with(['-', '−', '(']) {
            return Err(AmountProblem::Negative);
        }
        let (point, group) = (notation.decimal_sign(), notation.group_sign());
        let foreign = |sign: char| !sign.is_ascii_digit() && sign != point && Some(sign) != group;
        if typed.contains(foreign) {
            return Err(foreign_sign(typed));
        }
        let mut parts = typed.split(point);
        let (whole, fraction) = (parts.next().unwrap_or_default(), parts.next());
        if parts.next().is_some() || whole.is_empty() || fraction == Some("") {
            return Err(AmountProblem::DecimalSign);
        }
        let whole = match group {
            Some(group) => ungrouped(whole, group).ok_or(AmountProblem::Grouping)?,
            None => whole.to_owned(),
        };
        let fraction = fraction.unwrap_or_default();
        if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(AmountProblem::Grouping);
        }
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(AmountProblem::LeadingZero);
        }
        if whole.len() > MAX_WHOLE_DIGITS || fraction.len() > MAX_FRACTION_DIGITS {
            return Err(AmountProblem::TooLong);
        }
        Ok(Self(if fraction.is_empty() {
            whole
        } else {
            format!("{whole}.{fraction}")
        }))
    }

    /// The digits as they go on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True for nothing at all: `0`, `0.00`.
    pub fn is_zero(&self) -> bool {
        self.0.bytes().all(|byte| matches!(byte, b'0' | b'.'))
    }

    /// As a person of this notation writes it, in groups of three: `1.234,56`.
    pub fn shown(&self, notation: Notation) -> String {
        shown(&self.0, notation)
    }

    /// As a person of this notation writes it, without groups and without noughts at its end: nothing of it reads in two ways.
    pub fn shown_bare(&self, notation: Notation) -> String {
        let (whole, fraction) = self.parts();
        match fraction.trim_end_matches('0') {
            "" => whole.to_owned(),
            fraction => format!("{whole}{}{fraction}", notation.decimal_sign()),
        }
    }

    /// Digits after the decimal sign.
    pub fn fraction_digits(&self) -> usize {
        self.parts().1.len()
    }

    /// The digits before the decimal sign, as a person of this notation writes them.
    pub fn whole_shown(&self, notation: Notation) -> String {
        shown(self.parts().0, notation)
    }

    /// True if nothing but noughts follow the decimal sign.
    pub fn is_whole(&self) -> bool {
        self.parts().1.bytes().all(|digit| digit == b'0')
    }

    /// The digits before the decimal sign, and those after it.
    fn parts(&self) -> (&str, &str) {
        self.0.split_once('.').unwrap_or((&self.0, ""))
    }

    /// For sums and ratios.
    pub fn decimal(&self) -> BigDecimal {
        // The digits were judged when it was made.
        BigDecimal::from_str(&self.0).unwrap_or_default()
    }
}

/// A decimal as a person of this notation writes it, in groups of three, exact but without noughts at its end: `50000.000` must not
/// look like fifty million.
pub fn shown_decimal(value: &BigDecimal, notation: Notation) -> String {
    shown(&value.normalized().to_plain_string(), notation)
}

/// What one costs if `quantity` cost `price`: to eight digits, those before the decimal sign apart; `None` for a quantity of
/// nothing. For the eye: it is never sent.
pub fn unit_price(price: &Amount, quantity: &Amount) -> Option<BigDecimal> {
    if quantity.is_zero() {
        return None;
    }
    let ratio = price.decimal() / quantity.decimal();
    let rounded = if ratio < 1 {
        ratio.with_prec(8)
    } else {
        ratio.with_scale_round(8, RoundingMode::HalfUp)
    };
    Some(rounded.normalized())
}

fn shown(plain: &str, notation: Notation) -> String {
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let mut text = String::with_capacity(plain.len() + plain.len() / 3);
    for (at, digit) in whole.char_indices() {
        let is_border = at > 0 && (whole.len() - at).is_multiple_of(3);
        if let Some(group) = notation.group_sign().filter(|_| is_border) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(notation.decimal_sign());
        text.push_str(fraction);
    }
    text
}

/// The digits without their groups; `None` if a group has not three digits, or the first none or more than three.
fn ungrouped(whole: &str, group: char) -> Option<String> {
    if !whole.contains(group) {
        return Some(whole.to_owned());
    }
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.len()) && groups.all(|digits| digits.len() == 3);
    fits.then(|| whole.replace(group, ""))
}

/// What is wrong with a text that has a sign which no amount has.
fn foreign_sign(typed: &str) -> AmountProblem {
    let is_exponent = typed
        .split_once(['e', 'E'])
        .is_some_and(|(mantissa, _)| mantissa.starts_with(|sign: char| sign.is_ascii_digit()));
    if is_exponent {
        AmountProblem::Exponent
    } else {
        AmountProblem::Characters
    }
}

/// In plain notation.
impl FromStr for Amount {
    type Err = AmountProblem;

    fn from_str(plain: &str) -> Result<Self, AmountProblem> {
        Self::parse(plain, Notation::Plain)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| serde::de::Error::custom("not an amount"))
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
    use proptest::prelude::*;

    use super::AmountProblem as P;
    use super::Notation::{En, Id, Plain};
    use super::*;

    fn read(typed: &str, notation: Notation) -> Result<String, AmountProblem> {
        Amount::parse(typed, notation).map(|amount| amount.0)
    }

    #[test]
    fn what_a_comma_and_a_point_mean_depends_on_the_notation() {
        for (typed, id, en) in [
            ("1,3", Ok("1.3"), Err(P::Grouping)),
            ("1.3", Err(P::Grouping), Ok("1.3")),
            ("1.234", Ok("1234"), Ok("1.234")),
            ("1,234", Ok("1.234"), Ok("1234")),
            ("1.234,56", Ok("1234.56"), Err(P::Grouping)),
            ("1,234.56", Err(P::Grouping), Ok("1234.56")),
            ("1.234.567", Ok("1234567"), Err(P::DecimalSign)),
            (
                "1,234,567.891234567891",
                Err(P::DecimalSign),
                Ok("1234567.891234567891"),
            ),
            (
                "1234567,891234567891",
                Ok("1234567.891234567891"),
                Err(P::Grouping),
            ),
            ("12.34", Err(P::Grouping), Ok("12.34")),
            ("1234.567", Err(P::Grouping), Ok("1234.567")),
            (".234", Err(P::Grouping), Err(P::DecimalSign)),
            ("1.", Err(P::Grouping), Err(P::DecimalSign)),
            (" 50000 ", Ok("50000"), Ok("50000")),
        ] {
            assert_eq!(
                read(typed, Id),
                id.map(str::to_owned),
                "{typed} in Indonesian"
            );
            assert_eq!(read(typed, En), en.map(str::to_owned), "{typed} in English");
        }
    }

    #[test]
    fn what_is_no_amount_says_why() {
        let forty = "1".repeat(40);
        for (typed, problem) in [
            ("1e5", P::Exponent),
            ("1E400", P::Exponent),
            ("1.5e3", P::Exponent),
            ("-1", P::Negative),
            ("−1", P::Negative),
            ("(1)", P::Negative),
            ("+1", P::Characters),
            ("NaN", P::Characters),
            ("inf", P::Characters),
            ("∞", P::Characters),
            ("Rp 5", P::Characters),
            ("1 000", P::Characters),
            ("٣", P::Characters),
            ("", P::DecimalSign),
            (".", P::DecimalSign),
            ("5.", P::DecimalSign),
            (".5", P::DecimalSign),
            ("1.2.3", P::DecimalSign),
            ("007", P::LeadingZero),
            ("00.1", P::LeadingZero),
            (&forty, P::TooLong),
        ] {
            assert_eq!(read(typed, Plain), Err(problem), "{typed}");
        }
        // Forty digits on both sides of the sign are kept to the last.
        let both = format!("{0}.{0}", "9".repeat(20));
        assert_eq!(read(&both, Plain).as_deref(), Ok(both.as_str()));
        assert!(read("0", Plain).is_ok_and(|zero| zero == "0"));
    }

    #[test]
    fn nothing_is_nothing_however_it_is_written() {
        for (plain, is_zero) in [
            ("0", true),
            ("0.000", true),
            ("0.0001", false),
            ("10", false),
        ] {
            assert_eq!(
                plain.parse::<Amount>().unwrap().is_zero(),
                is_zero,
                "{plain}"
            );
        }
    }

    #[test]
    fn what_is_shown_bare_reads_in_one_way() {
        for (plain, shown) in [
            ("1500", "1500"),
            ("1.500", "1,5"),
            ("50.000", "50"),
            ("0.125", "0,125"),
            ("100", "100"),
        ] {
            assert_eq!(plain.parse::<Amount>().unwrap().shown_bare(Id), shown);
        }
    }

    #[test]
    fn a_unit_price_is_for_the_eye() {
        let unit = |price: &str, quantity: &str| {
            let unit = unit_price(&price.parse().unwrap(), &quantity.parse().unwrap())?;
            Some(shown_decimal(&unit, Id))
        };
        assert_eq!(unit("50000", "5").as_deref(), Some("10.000"));
        assert_eq!(unit("1", "3").as_deref(), Some("0,33333333"));
        assert_eq!(unit("50000000", "0.5").as_deref(), Some("100.000.000"));
        // Of a coin that is worth next to nothing, the digits that tell.
        assert_eq!(
            unit("0.00005", "3000").as_deref(),
            Some("0,000000016666667")
        );
        assert_eq!(unit("1", "0.00"), None);
    }

    #[test]
    fn an_amount_never_prints() {
        let amount: Amount = "1234".parse().unwrap();
        assert_eq!(format!("{amount:?}"), "***");
        assert_eq!(serde_json::to_string(&amount).unwrap(), "\"1234\"");
        assert!(serde_json::from_str::<Amount>("\"1e5\"").is_err());
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(plain in "(0|[1-9][0-9]{0,23})(\\.[0-9]{1,24})?") {
            let amount: Amount = plain.parse().unwrap();
            prop_assert_eq!(amount.as_str(), &plain);
            for notation in [Id, En, Plain] {
                prop_assert_eq!(&Amount::parse(&amount.shown(notation), notation).unwrap(), &amount);
            }
        }

        #[test]
        fn any_text_is_an_amount_or_not(text in ".{0,60}") {
            for notation in [Id, En, Plain] {
                if let Ok(amount) = Amount::parse(&text, notation) {
                    prop_assert!(amount.as_str().bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
                }
            }
        }
    }
}
