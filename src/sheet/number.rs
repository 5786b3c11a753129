//! Numbers of a workbook as the decimals that a person typed.

use super::Mark;

/// Excel keeps so many significant digits of what is typed, and puts noughts for the others.
const EXCEL_DIGITS: usize = 15;
/// A sum such as 0.1 + 0.2 is off in its seventeenth digit: what is this short when rounded to fifteen is meant so.
const SHORT_DIGITS: usize = 12;

/// The shortest decimal of at most fifteen digits for a number, without an exponent; `None` for what is no number.
///
/// It is marked if it has fifteen, or more than fifteen before the point, whatever they are: then Excel may have put noughts
/// for others.
pub(super) fn decimal(number: f64) -> Option<(String, Option<Mark>)> {
    if !number.is_finite() {
        return None;
    }
    let (mut digits, mut exponent) = digits(&format!("{:e}", number.abs()))?;
    let mut is_long = digits.len() >= EXCEL_DIGITS;
    if digits.len() > EXCEL_DIGITS {
        (digits, exponent) = self::digits(&format!("{:.*e}", EXCEL_DIGITS - 1, number.abs()))?;
        is_long = digits.len() > SHORT_DIGITS;
    }
    // An account 1234567890120005 was kept as 1234567890120000: the noughts at its end may have been digits.
    is_long |= exponent >= EXCEL_DIGITS as i32;
    let mark = is_long.then_some(Mark::LongNumber);
    Some((plain(number, &digits, exponent), mark))
}

/// The significant digits of a number written as `1.25e-3`, without noughts at their end, and its exponent.
fn digits(scientific: &str) -> Option<(String, i32)> {
    let (mantissa, exponent) = scientific.split_once('e')?;
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    Some((digits.to_owned(), exponent.parse().ok()?))
}

fn plain(number: f64, digits: &str, exponent: i32) -> String {
    if digits.is_empty() {
        return "0".to_owned();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    // Digits before the point.
    let whole = exponent + 1;
    if whole <= 0 {
        let noughts = "0".repeat(whole.unsigned_abs() as usize);
        return format!("{sign}0.{noughts}{digits}");
    }
    let whole = whole as usize;
    if digits.len() <= whole {
        return format!("{sign}{digits}{}", "0".repeat(whole - digits.len()));
    }
    let (before, behind) = digits.split_at(whole);
    format!("{sign}{before}.{behind}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(number: f64) -> (String, bool) {
        let (text, mark) = decimal(number).unwrap();
        (text, mark.is_some())
    }

    #[test]
    fn numbers_as_they_were_typed() {
        for (number, text, is_long) in [
            (0.0, "0", false),
            (-0.0, "0", false),
            (0.1, "0.1", false),
            (0.1 + 0.2, "0.3", false),
            (1.1 * 3.0, "3.3", false),
            (50_000.0, "50000", false),
            (1e21, "1000000000000000000000", true),
            (500_000_000_000_000.0, "500000000000000", false),
            // Sixteen digits before the point: nobody knows which of the noughts were typed.
            (5e15, "5000000000000000", true),
            (1_234_567_890_120_000.0, "1234567890120000", true),
            // Another program keeps the sixteenth, and Excel shows a nought for it.
            (1_234_567_890_120_005.0, "1234567890120000", true),
            (1e-7, "0.0000001", false),
            (-12.5, "-12.5", false),
            (14.0, "14", false),
            (1_234_567.89, "1234567.89", false),
            (12_345_678_901_234.0, "12345678901234", false),
            // An account of sixteen digits, the last of which Excel has dropped.
            (1_234_567_890_123_450.0, "1234567890123450", true),
            (1_234_567.891_234_567_8, "1234567.89123457", true),
            (1.0 / 3.0, "0.333333333333333", true),
        ] {
            assert_eq!(read(number), (text.to_owned(), is_long), "{number}");
        }
        assert_eq!(decimal(f64::NAN), None);
        assert_eq!(decimal(f64::INFINITY), None);
    }

    proptest! {
        #[test]
        fn up_to_fourteen_digits_come_back(digits in "[1-9][0-9]{0,12}[1-9]", point in 0_usize..14) {
            let (whole, fraction) = digits.split_at(point.min(digits.len()));
            let text = match (whole, fraction) {
                ("", fraction) => format!("0.{fraction}"),
                (whole, "") => whole.to_owned(),
                (whole, fraction) => format!("{whole}.{fraction}"),
            };
            let number: f64 = text.parse().unwrap();
            prop_assert_eq!(decimal(number), Some((text, None)));
        }

        #[test]
        fn any_number_is_a_plain_decimal(bits in any::<u64>()) {
            if let Some((text, _)) = decimal(f64::from_bits(bits)) {
                let plain = text.strip_prefix('-').unwrap_or(&text);
                prop_assert!(plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
                prop_assert!(text.len() < 400);
            }
        }
    }
}
