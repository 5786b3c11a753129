//! What in a report looks doubtful: it can be sent, once a person has looked again.

use super::{ReportField, ReportForm, ReportKind};
use crate::domain::address::{self, AddressDoubt};
use crate::domain::amount::{Amount, Notation};
use crate::domain::bank;

/// What looks doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// An address that does not look like one of its coin.
    Address(AddressDoubt),
    /// Three digits that no known bank has.
    Bank,
    /// Rupiah with thousandths: most likely its decimal sign, in this notation, was meant to group thousands.
    Thousandths(Notation),
    /// An amount of something other than rupiah, of which both readings are likely: `1.500` is 1500 to Indonesians and 1.5 to
    /// the English.
    OtherNotation {
        /// In which it was read.
        notation: Notation,
        /// What was read.
        read: Amount,
        /// What it would be to others.
        otherwise: Amount,
    },
}

/// A rupiah has a hundred sen.
const SEN_DIGITS: usize = 2;

impl ReportForm {
    /// What looks doubtful in a field, its amounts read in a notation; nothing while it is empty.
    pub fn doubt(&self, field: ReportField, notation: Notation) -> Option<Doubt> {
        use ReportField as F;
        let value = self.get(field).trim();
        match field {
            F::Origin | F::Destination | F::Address => {
                let doubt = address::check(self.get(F::Symbol), value)?;
                (!doubt.is_mild()).then_some(Doubt::Address(doubt))
            }
            F::OriginBank | F::DestinationBank => {
                let is_code = value.len() == 3 && value.bytes().all(|byte| byte.is_ascii_digit());
                (is_code && bank::by_code(value).is_none()).then_some(Doubt::Bank)
            }
            F::Amount | F::Price | F::Quantity | F::Fee => {
                if !self.is_rupiah(field) {
                    return other_notation(value, notation);
                }
                let amount = Amount::parse(value, notation).ok()?;
                (amount.fraction_digits() > SEN_DIGITS).then_some(Doubt::Thousandths(notation))
            }
            _ => None,
        }
    }

    /// True if an amount is known to be one of rupiah. Nothing says in what a fee was taken.
    fn is_rupiah(&self, amount: ReportField) -> bool {
        use ReportField as F;
        let symbol = match amount {
            F::Price => F::AskSymbol,
            F::Quantity => F::BidSymbol,
            F::Amount if self.kind == ReportKind::Fiat => F::Currency,
            F::Amount => F::Symbol,
            _ => return false,
        };
        self.get(symbol).trim().eq_ignore_ascii_case("IDR")
    }

    /// Everything that looks doubtful, in the order of the fields.
    pub fn doubts(&self, notation: Notation) -> Vec<(ReportField, Doubt)> {
        let doubtful = |field: &ReportField| Some((*field, self.doubt(*field, notation)?));
        ReportField::of(self.kind)
            .iter()
            .filter_map(doubtful)
            .collect()
    }
}

/// The doubt of an amount with one sign and three digits behind it, before which a group may stand: not `0.125`. Where the sign
/// groups, any is doubted, since nobody needs to group; as a decimal only one with a nought at its end, as fractions are not
/// written but thousands are.
fn other_notation(value: &str, notation: Notation) -> Option<Doubt> {
    let opposite = notation.opposite()?;
    let read = Amount::parse(value, notation).ok()?;
    let otherwise = Amount::parse(value, opposite).ok()?;
    let is_otherwise = read.decimal() != otherwise.decimal();
    let is_likely = read.fraction_digits() == 0 || read.as_str().ends_with('0');
    (is_otherwise && is_likely).then_some(Doubt::OtherNotation {
        notation,
        read,
        otherwise,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_one_flipped_character_is_doubted() {
        let mut form = ReportForm::new(ReportKind::Crypto);
        form.set(ReportField::Symbol, "eth");
        form.set(
            ReportField::Destination,
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        );
        assert_eq!(form.doubts(Notation::Id), []);
        form.set(
            ReportField::Destination,
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAec",
        );
        let doubt = Doubt::Address(AddressDoubt::Checksum);
        assert_eq!(
            form.doubts(Notation::Id),
            [(ReportField::Destination, doubt)]
        );
        // Of a coin that is not known, nothing is.
        form.set(ReportField::Symbol, "XYZ");
        assert_eq!(form.doubts(Notation::Id), []);
    }

    #[test]
    fn thousandths_of_a_rupiah_are_doubted() {
        let mut form = ReportForm::new(ReportKind::Fiat);
        form.set(ReportField::Currency, "idr");
        for (typed, notation, is_doubted) in [
            ("50.000", Notation::En, true),
            ("50,000", Notation::Id, true),
            ("1,234,567.891234567891", Notation::En, true),
            ("50.000", Notation::Id, false),
            ("50,000", Notation::En, false),
            ("50000.25", Notation::En, false),
            ("50.000,25", Notation::Id, false),
        ] {
            form.set(ReportField::Amount, typed);
            let doubts = form.doubts(notation);
            assert_eq!(
                doubts.len(),
                usize::from(is_doubted),
                "{typed} {notation:?}"
            );
        }
        // On both sides of a conversion, by the symbol of the side.
        let mut form = ReportForm::new(ReportKind::Conversion);
        form.set(ReportField::Price, "61.234");
        form.set(ReportField::Quantity, "1.234");
        form.set(ReportField::Fee, "1.234");
        let doubt = Doubt::Thousandths(Notation::En);
        for (symbol, field) in [
            (ReportField::AskSymbol, ReportField::Price),
            (ReportField::BidSymbol, ReportField::Quantity),
        ] {
            let mut form = form.clone();
            form.set(symbol, "idr");
            assert_eq!(form.doubts(Notation::En), [(field, doubt.clone())]);
        }
        assert_eq!(form.doubts(Notation::En), []);
    }

    #[test]
    fn an_amount_that_is_likely_in_both_notations_is_doubted() {
        let doubt = |kind, (symbol, amount): (ReportField, ReportField), typed: &str, notation| {
            let mut form = ReportForm::new(kind);
            form.set(symbol, "USDT");
            form.set(amount, typed);
            form.doubt(amount, notation)
        };
        let crypto = (ReportField::Symbol, ReportField::Amount);
        for (typed, notation, readings) in [
            ("50.000", Notation::En, Some(("50", "50000"))),
            ("50,000", Notation::En, Some(("50000", "50"))),
            ("50.000", Notation::Id, Some(("50000", "50"))),
            ("1.500", Notation::Id, Some(("1500", "1,5"))),
            ("1.500", Notation::En, Some(("1.5", "1500"))),
            ("1.234", Notation::Id, Some(("1234", "1,234"))),
            ("2,750", Notation::Id, Some(("2,75", "2750"))),
            // A fraction as it is written, and what reads in one way only.
            ("1.234", Notation::En, None),
            ("12.345", Notation::En, None),
            ("0.125", Notation::En, None),
            ("0.500", Notation::En, None),
            ("0,500", Notation::Id, None),
            ("1500", Notation::Id, None),
            ("1.5", Notation::En, None),
            ("1.50", Notation::En, None),
            ("1234.500", Notation::En, None),
            ("1.500000", Notation::En, None),
            ("1.234.567,5", Notation::Id, None),
            ("1.234.567", Notation::Id, None),
            ("1.500,000", Notation::Id, None),
            ("1,500", Notation::Plain, None),
            ("x", Notation::Id, None),
        ] {
            let found = doubt(ReportKind::Crypto, crypto, typed, notation);
            let found = found.map(|doubt| match doubt {
                Doubt::OtherNotation {
                    notation,
                    read,
                    otherwise,
                } => (read.shown_bare(notation), otherwise.shown_bare(notation)),
                other => panic!("{other:?}"),
            });
            let readings = readings.map(|(read, other)| (read.to_owned(), other.to_owned()));
            assert_eq!(found, readings, "{typed} {notation:?}");
        }
        // Of money other than rupiah, of both sides of a conversion, and of the fee.
        for (kind, symbol, amount) in [
            (ReportKind::Fiat, ReportField::Currency, ReportField::Amount),
            (
                ReportKind::Conversion,
                ReportField::BidSymbol,
                ReportField::Quantity,
            ),
            (
                ReportKind::Conversion,
                ReportField::AskSymbol,
                ReportField::Price,
            ),
            (
                ReportKind::Conversion,
                ReportField::AskSymbol,
                ReportField::Fee,
            ),
        ] {
            let found = doubt(kind, (symbol, amount), "50.000", Notation::En);
            assert!(
                matches!(found, Some(Doubt::OtherNotation { .. })),
                "{amount:?}"
            );
        }
    }

    #[test]
    fn a_bank_that_nobody_knows_is_doubted() {
        let mut form = ReportForm::new(ReportKind::Fiat);
        form.set(ReportField::OriginBank, "014");
        form.set(ReportField::DestinationBank, "999");
        assert_eq!(
            form.doubts(Notation::Id),
            [(ReportField::DestinationBank, Doubt::Bank)]
        );
        // Two digits are an error, not a doubt.
        form.set(ReportField::DestinationBank, "14");
        assert_eq!(form.doubts(Notation::Id), []);
    }
}
