//! What in a report looks doubtful: it can be sent, once a person has looked again.

use super::{ReportField, ReportForm};
use crate::domain::address::{self, AddressDoubt};
use crate::domain::amount::{Amount, Notation};
use crate::domain::bank;

/// What looks doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// An address that does not look like one of its coin.
    Address(AddressDoubt),
    /// Three digits that no known bank has.
    Bank,
    /// Rupiah with thousandths: most likely its decimal sign, in this notation, was meant to group thousands.
    Thousandths(Notation),
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
            F::Amount | F::Price => {
                let is_rupiah = [F::Currency, F::AskSymbol]
                    .into_iter()
                    .any(|field| self.get(field).trim().eq_ignore_ascii_case("IDR"));
                let amount = Amount::parse(value, notation).ok().filter(|_| is_rupiah)?;
                (amount.fraction_digits() > SEN_DIGITS).then_some(Doubt::Thousandths(notation))
            }
            _ => None,
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ReportKind;

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
        // Of coins, three digits after the sign are ordinary.
        form.set(ReportField::Currency, "USD");
        form.set(ReportField::Amount, "50.000");
        assert_eq!(form.doubts(Notation::En), []);
        let mut form = ReportForm::new(ReportKind::Conversion);
        form.set(ReportField::AskSymbol, "IDR");
        form.set(ReportField::Price, "61.234");
        form.set(ReportField::Quantity, "1.234");
        let doubt = Doubt::Thousandths(Notation::En);
        assert_eq!(form.doubts(Notation::En), [(ReportField::Price, doubt)]);
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
