//! What a NIK tells, for the card below its field.

use std::fmt;

use jiff::civil::Date;

use super::{Rules, present_warnings, values};
use crate::domain::form::Form;
use crate::domain::problem::WarningKey;
use crate::domain::region::Region;

/// What a NIK tells of its holder, beside what the form says.
#[derive(Clone, PartialEq, Eq)]
pub struct NikFacts {
    /// The number in groups of four.
    pub formatted: String,
    /// Names of the region of first registration.
    pub region: Option<Region>,
    /// ISO 3166-2 code of the province of first registration.
    pub province_iso: &'static str,
    /// True for a woman.
    pub female: bool,
    /// The birth date; two, the later first, while the century is open. The form's own date settles it.
    pub birth_dates: Vec<Date>,
    /// Serial number among those of the same region, day and gender: 1 to 9999.
    pub serial: u16,
    /// What differs from the form, kept with a reason or not. Never [`WarningKey::Age`].
    pub differs: Vec<WarningKey>,
}

impl fmt::Debug for NikFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NikFacts(***)")
    }
}

/// What the NIK in the form tells; `None` while the document is no KTP or its number cannot be a NIK.
pub fn nik_hint(form: &Form, rules: &Rules<'_>) -> Option<NikFacts> {
    let nik = values::nik(form)?;
    let stated = values::birth_date(form, rules)
        .ok()
        .filter(|stated| nik.agrees_with(*stated));
    let birth_dates = match stated {
        Some(stated) => vec![stated],
        None => nik.birth_dates(rules.today).collect(),
    };
    let mut differs = present_warnings(form, rules);
    differs.retain(|key| *key != WarningKey::Age);
    Some(NikFacts {
        formatted: nik.formatted(),
        region: nik.region(),
        province_iso: nik.province_iso(),
        female: nik.female(),
        birth_dates,
        serial: nik.serial(),
        differs,
    })
}
