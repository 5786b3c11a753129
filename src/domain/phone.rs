//! Telephone numbers: whatever staff type becomes the national digits that the API takes, without the leading 0.

use super::bank::is_like_decimal;
use super::problem::Issue;

/// Indonesia's dialling code.
pub const INDONESIA: &str = "+62";

/// Fewest and most digits of an Indonesian mobile number after +62.
pub const MOBILE_ID_DIGITS: (usize, usize) = (9, 12);
/// Fewest and most digits of any other number after the dialling code.
pub const OTHER_DIGITS: (usize, usize) = (4, 14);

/// Which number it is: the rules of an Indonesian mobile are narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// `mobile_no`
    Mobile,
    /// `phone_no`, the house phone.
    House,
}

/// The national digits of a number, without the leading 0; the length is not yet judged.
///
/// Spaces, dots, dashes, slashes and parentheses are ignored; `+code`, `00code` and leading zeros fall away. For an
/// Indonesian mobile a bare `62` falls away as well: the national number begins with 8, so nothing is lost. A house
/// phone keeps it (`0622` is the area code of Pematangsiantar). `dial` is the dialling code as [`dial_code`] gives
/// it; with an empty or wrong one, the number is only freed of separators.
///
/// Errors: [`Issue::PhoneNumber`] for anything but digits, or only zeros; [`Issue::PhoneDecimal`] for `81234567890.0`, as
/// tables keep a column of numbers; [`Issue::PhoneOtherCountry`] when the number itself names another country.
pub fn national(typed: &str, dial: &str, line: Line) -> Result<String, Issue> {
    let compact: String = typed
        .trim()
        .chars()
        .filter(|typed| !is_separator(*typed))
        .collect();
    let (plus, digits) = match compact.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, compact.as_str()),
    };
    let only_zeros = digits.bytes().all(|byte| byte == b'0');
    if only_zeros || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Issue::PhoneNumber);
    }
    if is_like_decimal(typed) {
        return Err(Issue::PhoneDecimal);
    }
    let Ok(dial) = dial_code(dial) else {
        return Ok(compact);
    };
    let code = dial.trim_start_matches('+');
    let international = if plus {
        Some(digits)
    } else {
        digits.strip_prefix("00")
    };
    let mut rest = match international {
        Some(number) => number.strip_prefix(code).ok_or(Issue::PhoneOtherCountry)?,
        None => digits,
    };
    rest = rest.trim_start_matches('0');
    if line == Line::Mobile && dial == INDONESIA {
        while let Some(shorter) = rest.strip_prefix(code) {
            rest = shorter.trim_start_matches('0');
        }
    }
    if rest.is_empty() {
        return Err(Issue::PhoneNumber);
    }
    Ok(rest.to_owned())
}

/// The national digits of a number, its length and beginning judged; see [`national`].
///
/// Errors also: [`Issue::MobilePrefix`] for an Indonesian mobile that does not begin with 8, [`Issue::PhoneLength`].
pub fn parse(typed: &str, dial: &str, line: Line) -> Result<String, Issue> {
    let number = national(typed, dial, line)?;
    let indonesian = dial_code(dial).is_ok_and(|dial| dial == INDONESIA);
    let (min, max) = if line == Line::Mobile && indonesian {
        if !number.starts_with('8') {
            return Err(Issue::MobilePrefix);
        }
        MOBILE_ID_DIGITS
    } else {
        OTHER_DIGITS
    };
    let got = number.bytes().filter(u8::is_ascii_digit).count();
    if (min..=max).contains(&got) {
        Ok(number)
    } else {
        Err(Issue::PhoneLength { min, max, got })
    }
}

/// Reads a dialling code as typed (`62`, `+62`, `0062`, `+1-684`) and gives it as `+` and 1 to 4 digits.
///
/// Errors: [`Issue::DialCode`].
pub fn dial_code(typed: &str) -> Result<String, Issue> {
    let compact: String = typed
        .trim()
        .chars()
        .filter(|typed| !is_separator(*typed))
        .collect();
    let digits = compact
        .strip_prefix('+')
        .or_else(|| compact.strip_prefix("00"))
        .unwrap_or(&compact);
    let good = (1..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    good.then(|| format!("+{digits}")).ok_or(Issue::DialCode)
}

/// The dialling code to propose for a country, from the API's list; `None` if the list says nothing useful.
///
/// Lists of countries write `+880`, `880`, `+44-1481` (an area within a country's code) or `+1-809 and 1-829`.
pub fn proposed_dial_code(listed: &str) -> Option<String> {
    let first = listed.split([',', ';']).next()?.split(" and ").next()?;
    dial_code(first)
        .or_else(|_| dial_code(first.split('-').next().unwrap_or_default()))
        .ok()
}

/// Characters that people put between digits.
fn is_separator(typed: char) -> bool {
    matches!(typed, '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2013}')
        || (typed.is_whitespace() && !typed.is_control())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mobile(typed: &str) -> Result<String, Issue> {
        parse(typed, "+62", Line::Mobile)
    }

    #[test]
    fn spellings_of_one_indonesian_mobile() {
        for typed in [
            "0812 3456 789",
            "+62812-3456-789",
            "62812.3456.789",
            "8123456789",
            "(0812) 3456789",
            "+62 (0)812 3456 789",
            "0062 812 3456 789",
            "(+62) 812/3456/789",
            "0\u{a0}812\u{2011}3456789",
            "0628123456789",
        ] {
            assert_eq!(mobile(typed).as_deref(), Ok("8123456789"), "{typed}");
        }
    }

    #[test]
    fn wrong_indonesian_mobiles() {
        for typed in [
            "",
            "+",
            "abc",
            "0812x345678",
            "000",
            "62",
            "0812\n3456789",
            "08123456789+",
            "٠٨١٢٣٤٥٦٧٨٩",
        ] {
            assert_eq!(mobile(typed), Err(Issue::PhoneNumber), "{typed}");
        }
        for typed in ["81234567890.0", "0812345678.00", "+62812345678.9"] {
            assert_eq!(mobile(typed), Err(Issue::PhoneDecimal), "{typed}");
        }
        assert!(mobile("0812.34.56.78.9").is_ok(), "groups, not a decimal");
        assert_eq!(mobile("021 345 6789"), Err(Issue::MobilePrefix));
        assert_eq!(mobile("+65 9123 4567"), Err(Issue::PhoneOtherCountry));
        assert_eq!(
            mobile("+81 90 1234 5678"),
            Err(Issue::PhoneOtherCountry),
            "its digits begin with 8 too"
        );
        let length = |got| {
            Err(Issue::PhoneLength {
                min: 9,
                max: 12,
                got,
            })
        };
        assert_eq!(mobile("0812 3456"), length(7));
        assert_eq!(mobile("0812 3456 7"), length(8));
        assert!(mobile("0812 3456 78").is_ok(), "9 digits");
        assert!(mobile("0812 3456 78901").is_ok(), "12 digits");
        assert_eq!(mobile("0812 3456 789012"), length(13));
    }

    #[test]
    fn a_house_phone_keeps_an_area_code_that_looks_like_the_country() {
        let house = |typed| parse(typed, "+62", Line::House);
        assert_eq!(house("0341-567890").as_deref(), Ok("341567890"));
        assert_eq!(house("(0622) 12345").as_deref(), Ok("62212345"));
        assert_eq!(house("62212345").as_deref(), Ok("62212345"));
        assert_eq!(house("+62 622 12345").as_deref(), Ok("62212345"));
        assert_eq!(
            house("123"),
            Err(Issue::PhoneLength {
                min: 4,
                max: 14,
                got: 3
            })
        );
    }

    #[test]
    fn other_countries() {
        let singapore = |typed| parse(typed, "+65", Line::Mobile);
        assert_eq!(singapore("+65 9123 4567").as_deref(), Ok("91234567"));
        assert_eq!(singapore("0065 9123 4567").as_deref(), Ok("91234567"));
        assert_eq!(singapore("9123 4567").as_deref(), Ok("91234567"));
        assert_eq!(
            singapore("6512 3456").as_deref(),
            Ok("65123456"),
            "a number may begin like the code"
        );
        assert_eq!(
            parse("07700 900123", "+44", Line::Mobile).as_deref(),
            Ok("7700900123")
        );
        assert_eq!(singapore("+62 812 345 678"), Err(Issue::PhoneOtherCountry));
        assert_eq!(
            singapore("123456789012345"),
            Err(Issue::PhoneLength {
                min: 4,
                max: 14,
                got: 15
            })
        );
    }

    #[test]
    fn without_a_dialling_code_only_separators_fall_away() {
        assert_eq!(
            national("+65 9123-4567", "", Line::Mobile).as_deref(),
            Ok("+6591234567")
        );
        assert_eq!(
            national("0812 345", "x", Line::Mobile).as_deref(),
            Ok("0812345")
        );
    }

    #[test]
    fn dialling_codes() {
        for (typed, code) in [
            ("+62", "+62"),
            ("62", "+62"),
            (" 0062 ", "+62"),
            ("+1-684", "+1684"),
            ("+1", "+1"),
        ] {
            assert_eq!(dial_code(typed).as_deref(), Ok(code), "{typed}");
        }
        for typed in [
            "", "+", "+12345", "+6a", "++62", "+062", "0", "６２", "6\u{0}2",
        ] {
            assert_eq!(dial_code(typed), Err(Issue::DialCode), "{typed}");
        }
    }

    #[test]
    fn codes_of_a_list_of_countries() {
        assert_eq!(proposed_dial_code("+880").as_deref(), Some("+880"));
        assert_eq!(proposed_dial_code("880").as_deref(), Some("+880"));
        assert_eq!(proposed_dial_code("+44-1481").as_deref(), Some("+44"));
        assert_eq!(
            proposed_dial_code("+1-809 and 1-829").as_deref(),
            Some("+1809")
        );
        assert_eq!(proposed_dial_code(""), None);
        assert_eq!(proposed_dial_code("none"), None);
    }

    proptest! {
        #[test]
        fn never_panics(typed in ".*", dial in ".*") {
            let _ = parse(&typed, &dial, Line::Mobile);
            let _ = parse(&typed, &dial, Line::House);
            let _ = proposed_dial_code(&dial);
        }

        #[test]
        fn every_spelling_is_the_same_number(number in "8[0-9]{8,11}", gap in "[ .()-]{0,2}") {
            let (head, tail) = number.split_at(4);
            for prefix in ["", "0", "62", "+62", "0062", "+620", "062"] {
                let typed = format!("{prefix}{gap}{head}{gap}{tail}");
                prop_assert_eq!(mobile(&typed), Ok(number.clone()));
            }
        }

        #[test]
        fn stable(typed in "[+0-9 ()-]{0,20}", dial in "\\+?[0-9]{0,5}") {
            for line in [Line::Mobile, Line::House] {
                if let Ok(number) = national(&typed, &dial, line) {
                    prop_assert_eq!(national(&number, &dial, line), Ok(number.clone()));
                }
            }
        }
    }
}
