//! The NIK: Indonesia's identity number, sixteen digits `PP KK CC DDMMYY SSSS` without a check digit.
//!
//! `PP KK CC` is the region of first registration, `DDMMYY` the birth date (40 is added to a woman's day), `SSSS` a
//! serial number from 0001. A NIK is never issued again, not after a move nor after a corrected birth date
//! (PP 40/2019, article 30(2)): what differs from the form is a warning, what cannot be is an error.

use std::fmt;

use jiff::civil::Date;

use super::date::{age_years, plausible_age};
use super::mask;
use super::problem::Issue;
use super::region::{self, Region};

/// A NIK that can exist.
#[derive(Clone, PartialEq, Eq)]
pub struct Nik {
    digits: String,
    province: u8,
    province_iso: &'static str,
    regency: u8,
    district: u8,
    female: bool,
    day: i8,
    month: i8,
    year_of_century: i16,
    serial: u16,
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nik(***)")
    }
}

impl Nik {
    /// Reads a NIK as typed; spaces, dots and dashes are ignored.
    ///
    /// Errors, the first that holds: [`Issue::NikDigits`], [`Issue::NikLength`], [`Issue::NikProvinceUnknown`],
    /// [`Issue::NikRegion`], [`Issue::NikDate`] (a day that neither century has), [`Issue::NikSerial`].
    pub fn parse(typed: &str) -> Result<Self, Issue> {
        let digits: String = typed
            .trim()
            .chars()
            .filter(|typed| !is_separator(*typed))
            .collect();
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Issue::NikDigits);
        }
        if digits.len() != 16 {
            return Err(Issue::NikLength { got: digits.len() });
        }
        let bytes = digits.as_bytes();
        let pair = |at: usize| (bytes[at] - b'0') * 10 + (bytes[at + 1] - b'0');
        let (province, regency, district) = (pair(0), pair(2), pair(4));
        let province_iso = region::iso_of(province).ok_or(Issue::NikProvinceUnknown)?;
        if regency == 0 || district == 0 {
            return Err(Issue::NikRegion);
        }
        let (day, female) = match pair(6) {
            day @ 1..=31 => (day, false),
            day @ 41..=71 => (day - 40, true),
            _ => return Err(Issue::NikDate),
        };
        let serial = u16::from(pair(12)) * 100 + u16::from(pair(14));
        let nik = Self {
            province,
            province_iso,
            regency,
            district,
            female,
            day: day.cast_signed(),
            month: pair(8).cast_signed(),
            year_of_century: i16::from(pair(10)),
            serial,
            digits,
        };
        if nik.in_both_centuries().next().is_none() {
            return Err(Issue::NikDate);
        }
        if serial == 0 {
            return Err(Issue::NikSerial);
        }
        Ok(nik)
    }

    /// The sixteen digits, as they are sent.
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// Grouped as on the card's edge: `3515 1445 0868 0002`.
    pub fn formatted(&self) -> String {
        format(&self.digits)
    }

    /// For lists: `3515••••••••0002`.
    pub fn masked(&self) -> String {
        mask::id_number(&self.digits)
    }

    /// True for a woman's NIK.
    pub fn female(&self) -> bool {
        self.female
    }

    /// The serial number among those of the same region, day and gender: 1 to 9999.
    pub fn serial(&self) -> u16 {
        self.serial
    }

    /// ISO 3166-2 code of the province of first registration.
    pub fn province_iso(&self) -> &'static str {
        self.province_iso
    }

    /// Names of the region of first registration.
    pub fn region(&self) -> Option<Region> {
        region::find(self.province, self.regency, self.district)
    }

    /// The birth date, if one century alone makes the holder 17 to 119 years old today; else `None`, and whoever
    /// asks must ask the person.
    pub fn birth_date(&self, today: Date) -> Option<Date> {
        let mut plausible = self.birth_dates(today);
        let first = plausible.next()?;
        plausible.next().is_none().then_some(first)
    }

    /// The birth dates that make the holder 17 to 119 years old today, the later first: none, one or two.
    pub fn birth_dates(&self, today: Date) -> impl Iterator<Item = Date> + '_ {
        self.in_both_centuries()
            .filter(move |birth| plausible_age(age_years(*birth, today)))
    }

    /// True if a birth date agrees with the NIK, which holds the last two digits of the year only.
    pub fn agrees_with(&self, birth: Date) -> bool {
        (birth.day(), birth.month(), birth.year().rem_euclid(100))
            == (self.day, self.month, self.year_of_century)
    }

    /// The birth date to show beside one that does not agree: the certain one, else the nearer to `stated`.
    pub fn birth_date_near(&self, stated: Date, today: Date) -> Option<Date> {
        self.birth_date(today).or_else(|| {
            self.in_both_centuries()
                .min_by_key(|birth| (birth.year() - stated.year()).abs())
        })
    }

    fn in_both_centuries(&self) -> impl Iterator<Item = Date> + '_ {
        [2000, 1900].into_iter().filter_map(|century| {
            Date::new(century + self.year_of_century, self.month, self.day).ok()
        })
    }
}

/// Digits in groups of four, as far as they are typed; anything that is not a digit or separator is left as it is.
pub fn format(typed: &str) -> String {
    let digits: Vec<char> = typed
        .trim()
        .chars()
        .filter(|typed| !is_separator(*typed))
        .collect();
    if !digits.iter().all(char::is_ascii_digit) {
        return typed.to_owned();
    }
    digits
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The digits of a NIK as typed, freed of separators; `None` if there is anything else in it.
pub fn digits_only(typed: &str) -> Option<String> {
    let digits: String = typed
        .trim()
        .chars()
        .filter(|typed| !is_separator(*typed))
        .collect();
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(digits)
}

fn is_separator(typed: char) -> bool {
    matches!(typed, '.' | '-' | '\u{2010}'..='\u{2013}')
        || (typed.is_whitespace() && !typed.is_control())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 3, 1);

    #[test]
    fn the_example() {
        let nik = Nik::parse("3515144508680002").unwrap();
        assert_eq!(nik.province_iso(), "ID-JI");
        assert!(nik.female());
        assert_eq!(nik.birth_date(TODAY), Some(date(1968, 8, 5)));
        assert_eq!(nik.serial(), 2);
        let region = nik.region().unwrap();
        assert_eq!(region.province, "Jawa Timur");
        assert_eq!(region.regency, Some("Kabupaten Sidoarjo"));
        assert_eq!(region.district, Some("Sukodono"));
        assert_eq!(nik.formatted(), "3515 1445 0868 0002");
        assert_eq!(nik.masked(), "3515••••••••0002");
        assert_eq!(format!("{nik:?}"), "Nik(***)");
    }

    #[test]
    fn separators_are_ignored() {
        for typed in [
            "3515 1445 0868 0002",
            " 35.15.14.450868.0002 ",
            "3515-1445-0868-0002\n",
            "3515\u{a0}144508680002",
        ] {
            assert_eq!(
                Nik::parse(typed).unwrap().as_str(),
                "3515144508680002",
                "{typed}"
            );
        }
    }

    #[test]
    fn what_cannot_be() {
        for (typed, issue) in [
            ("", Issue::NikLength { got: 0 }),
            ("351514450868000", Issue::NikLength { got: 15 }),
            ("1231231232323123123", Issue::NikLength { got: 19 }),
            ("3515O44508680002", Issue::NikDigits),
            ("３515144508680002", Issue::NikDigits),
            ("3515\u{0}144508680002", Issue::NikDigits),
            ("2015144508680002", Issue::NikProvinceUnknown),
            ("3500144508680002", Issue::NikRegion),
            ("3515004508680002", Issue::NikRegion),
            ("3515140008680002", Issue::NikDate),
            ("3515143208680002", Issue::NikDate),
            ("3515144008680002", Issue::NikDate),
            ("3515147208680002", Issue::NikDate),
            ("3515144500680002", Issue::NikDate),
            ("3515144513680002", Issue::NikDate),
            ("3515143104680002", Issue::NikDate),
            ("3515142902010002", Issue::NikDate),
            ("3515146902010002", Issue::NikDate),
            ("3515144508680000", Issue::NikSerial),
        ] {
            assert_eq!(Nik::parse(typed), Err(issue), "{typed}");
        }
    }

    #[test]
    fn a_leap_day_of_one_century_only_is_possible() {
        let nik = Nik::parse("3515142902000001").unwrap();
        assert_eq!(nik.birth_date(TODAY), Some(date(2000, 2, 29)));
    }

    #[test]
    fn the_century_that_makes_an_adult() {
        let born = |ddmmyy: &str| Nik::parse(&format!("351514{ddmmyy}0001")).unwrap();
        assert_eq!(born("010309").birth_date(TODAY), None, "17 and 117");
        assert_eq!(born("010309").birth_dates(TODAY).count(), 2);
        assert_eq!(
            born("020309").birth_date(TODAY),
            Some(date(1909, 3, 2)),
            "16 or 116"
        );
        assert_eq!(
            born("010306").birth_date(TODAY),
            Some(date(2006, 3, 1)),
            "20 or 120"
        );
        assert_eq!(born("020306").birth_date(TODAY), None, "19 and 119");
        assert_eq!(born("311299").birth_date(TODAY), Some(date(1999, 12, 31)));
        assert_eq!(born("010120").birth_date(TODAY), Some(date(1920, 1, 1)));
    }

    #[test]
    fn two_digits_of_the_year_agree() {
        let nik = Nik::parse("3515140103090001").unwrap();
        assert!(nik.agrees_with(date(2009, 3, 1)) && nik.agrees_with(date(1909, 3, 1)));
        assert!(!nik.agrees_with(date(2009, 3, 2)) && !nik.agrees_with(date(2008, 3, 1)));
        assert_eq!(
            nik.birth_date_near(date(1990, 1, 1), TODAY),
            Some(date(2009, 3, 1))
        );
        assert_eq!(
            nik.birth_date_near(date(1930, 1, 1), TODAY),
            Some(date(1909, 3, 1))
        );
    }

    #[test]
    fn grouping_of_what_is_typed_so_far() {
        assert_eq!(format("35151"), "3515 1");
        assert_eq!(format("3515 1445"), "3515 1445");
        assert_eq!(format(""), "");
        assert_eq!(format("E1234567"), "E1234567");
    }

    proptest! {
        #[test]
        fn never_panics(typed in ".*") {
            let _ = Nik::parse(&typed);
            let _ = format(&typed);
        }

        #[test]
        fn sixteen_digits_never_panic(typed in "[0-9]{16}") {
            if let Ok(nik) = Nik::parse(&typed) {
                prop_assert!(nik.region().is_some());
                let _ = nik.birth_date(TODAY);
            }
        }

        #[test]
        fn round_trip(
            province in prop::sample::select(vec![11u8, 31, 35, 76, 91, 96]), regency in 1u8..=79, district in 1u8..=99,
            year in 1910i16..=2005, month in 1i8..=12, day in 1i8..=28, female: bool, serial in 1u16..=9999,
        ) {
            let shown = day + if female { 40 } else { 0 };
            let typed = format!(
                "{province:02}{regency:02}{district:02}{shown:02}{month:02}{:02}{serial:04}", year % 100);
            let nik = Nik::parse(&typed).unwrap();
            prop_assert_eq!(nik.as_str(), &typed);
            prop_assert_eq!(nik.female(), female);
            prop_assert_eq!(nik.serial(), serial);
            prop_assert_eq!(region::iso_of(province), Some(nik.province_iso()));
            prop_assert_eq!(nik.birth_date(TODAY), Some(date(year, month, day)));
            let formatted = nik.formatted();
            prop_assert_eq!(formatted.len(), 19);
            prop_assert_eq!(Nik::parse(&formatted), Ok(nik));
        }
    }
}
