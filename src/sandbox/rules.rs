//! The rules of single values, from the vendor's API page. Each tells what is wrong, never the value.

use jiff::civil::Date;

use super::lists;

/// What is wrong with a value, in the words of a 422.
pub(super) type Fault = &'static str;

/// Longest name and address, in characters (the vendor's API page, "Register").
pub(super) const MAX_LINE: usize = 255;

/// Text that is not blank, has at most `max` characters, and no control characters.
pub(super) fn line(text: &str, max: usize) -> Result<(), Fault> {
    if text.trim().is_empty() {
        return Err("must not be empty");
    }
    if text.chars().count() > max {
        return Err("is too long");
    }
    if text.chars().any(char::is_control) {
        return Err("holds control characters");
    }
    Ok(())
}

/// An e-mail address: `local@domain` of the usual characters (RFC 5321 without quoted strings and address literals).
pub(super) fn email(text: &str) -> Result<(), Fault> {
    const WRONG: Fault = "is not an e-mail address";
    let (local, domain) = text.rsplit_once('@').ok_or(WRONG)?;
    let local_letter =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte);
    let local_fits = (1..=64).contains(&local.len())
        && local.bytes().all(local_letter)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let label_fits = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    let domain_fits = domain.contains('.')
        && domain.split('.').all(label_fits)
        && last.len() >= 2
        && !last.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() <= 254 && local_fits && domain_fits {
        Ok(())
    } else {
        Err(WRONG)
    }
}

/// An ISO 3166-1 alpha-2 code in capitals.
pub(super) fn country(text: &str) -> Result<(), Fault> {
    if lists::is_country(text) {
        Ok(())
    } else {
        Err("is not an ISO 3166-1 alpha-2 code")
    }
}

/// A code of the province list.
pub(super) fn province(text: &str) -> Result<(), Fault> {
    if lists::is_province(text) {
        Ok(())
    } else {
        Err("is not a code of the province list")
    }
}

/// `YYYY-MM-DD`, a day that exists, not before 1900 and not after `today`.
pub(super) fn birth_date(text: &str, today: Date) -> Result<(), Fault> {
    const SHAPE: Fault = "must be written YYYY-MM-DD";
    if !has_shape(text, "dddd-dd-dd") {
        return Err(SHAPE);
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<i16>().map_err(|_| SHAPE);
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return Err(SHAPE);
    };
    let date = Date::new(year, month, day).map_err(|_| "is not a day of the calendar")?;
    if date > today {
        return Err("lies in the future");
    }
    if date.year() < 1900 {
        return Err("lies too far in the past");
    }
    Ok(())
}

/// ISO 8601 in UTC with milliseconds: `2020-03-04T03:37:11.000Z`.
pub(super) fn timestamp(text: &str) -> Result<(), Fault> {
    if !has_shape(text, "dddd-dd-ddTdd:dd:dd.dddZ") {
        return Err("must be written YYYY-MM-DDTHH:MM:SS.mmmZ");
    }
    text.parse::<jiff::Timestamp>()
        .map(|_| ())
        .map_err(|_| "is not a time of the calendar")
}

/// An ITU dialling code with `+`.
pub(super) fn dial_code(text: &str) -> Result<(), Fault> {
    let digits = text.strip_prefix('+').ok_or("must begin with +")?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("must be + and digits");
    }
    // Countries of the North American plan share +1 with an area code; some have several.
    if lists::is_dial_code(text) || (digits.len() == 4 && digits.starts_with('1')) {
        Ok(())
    } else {
        Err("is not a dialling code")
    }
}

/// The digits of a telephone number within its country (ITU E.164 allows 15 in all).
pub(super) fn phone(text: &str) -> Result<(), Fault> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("must be digits alone");
    }
    if (4..=15).contains(&text.len()) {
        Ok(())
    } else {
        Err("must have 4 to 15 digits")
    }
}

/// As [`phone`], without the leading 0.
pub(super) fn mobile(text: &str) -> Result<(), Fault> {
    phone(text)?;
    if text.starts_with('0') {
        return Err("must be written without the leading 0");
    }
    Ok(())
}

/// The symbol of a coin or currency, such as `ETH` or `IDR`.
pub(super) fn symbol(text: &str) -> Result<(), Fault> {
    if (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Ok(())
    } else {
        Err("must be a symbol of letters and digits")
    }
}

/// An Indonesian clearing code: three digits.
pub(super) fn bank_code(text: &str) -> Result<(), Fault> {
    if has_shape(text, "ddd") {
        Ok(())
    } else {
        Err("must be a bank code of three digits")
    }
}

/// The address that webhooks go to.
pub(super) fn webhook_url(text: &str) -> Result<(), Fault> {
    let url = url::Url::parse(text).map_err(|_| "is not an address")?;
    if text.len() > 2048 {
        return Err("is too long");
    }
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err("must be an http or https address");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must not hold a user or a password");
    }
    Ok(())
}

/// `d` stands for a digit, anything else for itself.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, wanted)| {
            if wanted == b'd' {
                byte.is_ascii_digit()
            } else {
                byte == wanted
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all<T: Fn(&str) -> Result<(), Fault>>(rule: T, good: &[&str], bad: &[&str]) {
        for text in good {
            assert_eq!(rule(text), Ok(()), "{text}");
        }
        for text in bad {
            assert!(rule(text).is_err(), "{text}");
        }
    }

    #[test]
    fn emails() {
        all(
            email,
            &[
                "name@mail.com",
                "budi+reject.blurry@bank.co.id",
                "a.b-c_d@x-y.io",
                "a@xn--bcher-kva.example",
            ],
            &[
                "",
                "@",
                "a@",
                "@b.co",
                "a@b",
                "a b@c.co",
                "a@b..co",
                ".a@b.co",
                "a.@b.co",
                "a..b@c.co",
                "a@-b.co",
                "a@b.c",
                "a@b.1234",
                "a@b@c.co",
                "a@b.co\n",
                "é@b.co",
            ],
        );
        assert!(email(&format!("{}@b.co", "a".repeat(65))).is_err());
    }

    #[test]
    fn lines_count_characters() {
        assert!(line(&"🙂".repeat(255), MAX_LINE).is_ok());
        assert!(line(&"a".repeat(256), MAX_LINE).is_err());
        all(
            |text| line(text, 9),
            &["Siti", "Ñandú"],
            &["", "  ", "a\0b", "a\nb"],
        );
    }

    #[test]
    fn dates() {
        let today = jiff::civil::date(2026, 3, 1);
        all(
            |text| birth_date(text, today),
            &["1999-12-31", "2000-02-29", "2026-03-01"],
            &[
                "1999-2-01",
                "1999-02-30",
                "2001-02-29",
                "2026-03-02",
                "1899-12-31",
                "31-12-1999",
                "1999/12/31",
                "",
                "1999-00-10",
                "1999-12-31 ",
                "+999-12-31",
            ],
        );
    }

    #[test]
    fn timestamps() {
        all(
            timestamp,
            &["2020-03-04T03:37:11.000Z"],
            &[
                "2020-03-04T03:37:11Z",
                "2020-03-04T03:37:11.000+00:00",
                "2020-03-04 03:37:11.000Z",
                "2020-02-30T03:37:11.000Z",
                "2020-03-04T25:37:11.000Z",
                "2020-03-04T03:37:11.000z",
                "",
            ],
        );
    }

    #[test]
    fn telephones() {
        all(
            dial_code,
            &["+62", "+1", "+1829", "+880"],
            &["62", "+", "+0", "+999", "+6 2", ""],
        );
        all(
            phone,
            &["0341567890", "341567890"],
            &["", "123", "08-12", "+62812", "1234567890123456"],
        );
        all(
            mobile,
            &["8123456789"],
            &["08123456789", "+628123456789", "812 345"],
        );
    }

    #[test]
    fn reports() {
        all(symbol, &["ETH", "IDR", "1INCH"], &["", "E H", "ETH/IDR"]);
        all(bank_code, &["009", "014"], &["9", "0014", "abc"]);
        all(
            webhook_url,
            &["https://117.0.0.1:3000/test-webhook", "http://localhost/x"],
            &[
                "",
                "/x",
                "ftp://a.co/x",
                "https://",
                "javascript:alert(1)",
                "https://u:p@a.co/",
            ],
        );
    }
}
