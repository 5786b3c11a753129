//! Dates as staff type them, birth dates, and age.

use jiff::civil::Date;

use super::problem::Issue;

/// The earliest year of a birth date.
pub const FIRST_YEAR: i16 = 1900;

/// The youngest age, in completed years, that needs no second look (a KTP is issued from 17).
pub const MIN_AGE_YEARS: i16 = 17;
/// The oldest age, in completed years, that needs no second look.
pub const MAX_AGE_YEARS: i16 = 119;

/// Reads a date: `1999-12-31`, or day first as Indonesians write it: `31/12/1999`, `31-12-1999`, `31.12.1999`,
/// `31 12 1999`; or eight digits, `19991231` or `31121999`.
///
/// Errors: [`Issue::DateFormat`] for anything else, [`Issue::DateNotReal`] for a date that the calendar lacks.
pub fn parse(typed: &str) -> Result<Date, Issue> {
    let (year, month, day) = split(typed.trim()).ok_or(Issue::DateFormat)?;
    let (month, day) = i8::try_from(month)
        .ok()
        .zip(i8::try_from(day).ok())
        .ok_or(Issue::DateNotReal)?;
    let year = i16::try_from(year).map_err(|_| Issue::DateNotReal)?;
    Date::new(year, month, day).map_err(|_| Issue::DateNotReal)
}

/// Reads a birth date, as [`parse`] does.
///
/// Errors also: [`Issue::DateInFuture`] after `today`, [`Issue::DateTooOld`] before [`FIRST_YEAR`].
pub fn parse_birth(typed: &str, today: Date) -> Result<Date, Issue> {
    let date = parse(typed)?;
    if date > today {
        Err(Issue::DateInFuture)
    } else if date.year() < FIRST_YEAR {
        Err(Issue::DateTooOld)
    } else {
        Ok(date)
    }
}

/// Age in completed years; someone born on 29 February completes a common year on 1 March.
pub fn age_years(birth: Date, today: Date) -> i16 {
    let before_birthday = (today.month(), today.day()) < (birth.month(), birth.day());
    today.year() - birth.year() - i16::from(before_birthday)
}

/// True for an age that needs no second look.
pub fn plausible_age(years: i16) -> bool {
    (MIN_AGE_YEARS..=MAX_AGE_YEARS).contains(&years)
}

/// Year, month and day as typed, the calendar not yet asked.
fn split(text: &str) -> Option<(u16, u16, u16)> {
    // A character more than the longest spelling; anything beyond is no date.
    if text.len() > 16 {
        return None;
    }
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => {
            Some((digits(year, 4)?, digits(month, 2)?, digits(day, 2)?))
        }
        [day, month, year] if year.len() == 4 => {
            Some((digits(year, 4)?, digits(month, 2)?, digits(day, 2)?))
        }
        [run] if run.len() == 8 => {
            let iso = (
                digits(run.get(..4)?, 4)?,
                digits(run.get(4..6)?, 2)?,
                digits(run.get(6..)?, 2)?,
            );
            // Where a month stands in one reading, 19 or 20 of the year stands in the other.
            if matches!(iso.1, 19 | 20) {
                Some((
                    digits(&run[4..], 4)?,
                    digits(&run[2..4], 2)?,
                    digits(&run[..2], 2)?,
                ))
            } else {
                Some(iso)
            }
        }
        _ => None,
    }
}

/// One to `max` ASCII digits.
fn digits(text: &str, max: usize) -> Option<u16> {
    let fits =
        !text.is_empty() && text.len() <= max && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_day() {
        for typed in [
            "1999-12-31",
            " 1999-12-31 ",
            "31/12/1999",
            "31-12-1999",
            "31.12.1999",
            "31 12 1999",
            "1999/12/31",
            "19991231",
            "31121999",
        ] {
            assert_eq!(parse(typed), Ok(date(1999, 12, 31)), "{typed}");
        }
        assert_eq!(parse("5/8/1968"), Ok(date(1968, 8, 5)), "day first");
    }

    #[test]
    fn not_a_date() {
        for typed in [
            "",
            "-",
            "--",
            "1999",
            "1999-12",
            "99-12-31",
            "31/12/99",
            "1999-12-31T00:00",
            "1999-12-31-",
            "1999-+1-31",
            "december",
            "١٩٩٩-١٢-٣١",
            "1999--31",
            "199é-1-1",
            "é999123",
            "1\u{0}99-12-31",
        ] {
            assert_eq!(parse(typed), Err(Issue::DateFormat), "{typed}");
        }
    }

    #[test]
    fn not_in_the_calendar() {
        for typed in [
            "2001-02-29",
            "1900-02-29",
            "2001-02-30",
            "2001-13-01",
            "2001-00-10",
            "2001-04-31",
            "31/02/2001",
            "31022001",
            "20010230",
            "2001-01-00",
        ] {
            assert_eq!(parse(typed), Err(Issue::DateNotReal), "{typed}");
        }
        assert_eq!(parse("2000-02-29"), Ok(date(2000, 2, 29)));
    }

    #[test]
    fn birth_dates() {
        let today = date(2026, 3, 1);
        assert_eq!(parse_birth("2026-03-02", today), Err(Issue::DateInFuture));
        assert_eq!(parse_birth("2026-03-01", today), Ok(today));
        assert_eq!(parse_birth("1899-12-31", today), Err(Issue::DateTooOld));
        assert_eq!(parse_birth("1900-01-01", today), Ok(date(1900, 1, 1)));
        assert_eq!(parse_birth("0000-01-01", today), Err(Issue::DateTooOld));
    }

    #[test]
    fn age_in_completed_years() {
        let today = date(2026, 3, 1);
        assert_eq!(age_years(date(2009, 3, 1), today), 17);
        assert_eq!(age_years(date(2009, 3, 2), today), 16);
        assert_eq!(age_years(date(2008, 2, 29), date(2026, 2, 28)), 17);
        assert_eq!(age_years(date(2008, 2, 29), today), 18);
        assert!(
            !plausible_age(16) && plausible_age(17) && plausible_age(119) && !plausible_age(120)
        );
    }

    proptest! {
        #[test]
        fn never_panics(typed in ".*") {
            let _ = parse(&typed);
        }

        #[test]
        fn digits_and_separators_never_panic(typed in "[0-9 ./-]{0,18}") {
            let _ = parse(&typed);
        }

        #[test]
        fn what_is_written_is_read(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let written = date(year, month, day);
            prop_assert_eq!(parse(&written.to_string()), Ok(written));
            prop_assert_eq!(parse(&format!("{day:02}{month:02}{year}")), Ok(written));
            prop_assert_eq!(parse(&format!("{year}{month:02}{day:02}")), Ok(written));
        }
    }
}
