//! What in a report looks doubtful: it can be sent, once a person has looked again.

use super::{ReportField, ReportForm};
use crate::domain::address::{self, AddressDoubt};
use crate::domain::bank;

/// What looks doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// An address that does not look like one of its coin.
    Address(AddressDoubt),
    /// Three digits that no known bank has.
    Bank,
}

impl ReportForm {
    /// What looks doubtful in a field; nothing while it is empty.
    pub fn doubt(&self, field: ReportField) -> Option<Doubt> {
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
            _ => None,
        }
    }

    /// Everything that looks doubtful, in the order of the fields.
    pub fn doubts(&self) -> Vec<(ReportField, Doubt)> {
        let doubtful = |field: &ReportField| Some((*field, self.doubt(*field)?));
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
        assert_eq!(form.doubts(), []);
        form.set(
            ReportField::Destination,
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAec",
        );
        let doubt = Doubt::Address(AddressDoubt::Checksum);
        assert_eq!(form.doubts(), [(ReportField::Destination, doubt)]);
        // Of a coin that is not known, nothing is.
        form.set(ReportField::Symbol, "XYZ");
        assert_eq!(form.doubts(), []);
    }

    #[test]
    fn a_bank_that_nobody_knows_is_doubted() {
        let mut form = ReportForm::new(ReportKind::Fiat);
        form.set(ReportField::OriginBank, "014");
        form.set(ReportField::DestinationBank, "999");
        assert_eq!(form.doubts(), [(ReportField::DestinationBank, Doubt::Bank)]);
        // Two digits are an error, not a doubt.
        form.set(ReportField::DestinationBank, "14");
        assert_eq!(form.doubts(), []);
    }
}
