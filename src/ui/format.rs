//! Times, sizes and counts as people read them, in both languages.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::domain::Lang;
use crate::text::Texts;

/// `14:09:46` in the local time zone.
pub fn time(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system())
        .strftime("%H:%M:%S")
        .to_string()
}

/// `14:09` if it was today, else `2026-11-23 14:09`, in the local time zone.
pub fn short(at: Timestamp, now: Timestamp) -> String {
    let zone = TimeZone::system();
    let (at, now) = (at.to_zoned(zone.clone()), now.to_zoned(zone));
    let pattern = if at.date() == now.date() {
        "%H:%M"
    } else {
        "%Y-%m-%d %H:%M"
    };
    at.strftime(pattern).to_string()
}

/// `2026-11-23 07:09:46 UTC`.
pub fn utc(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC)
        .strftime("%Y-%m-%d %H:%M:%S UTC")
        .to_string()
}

/// A length of time in its largest whole unit: `12 s`, `3 min`, `5 h`, `2 d`.
pub fn duration(length: SignedDuration, texts: &Texts) -> String {
    let secs = length.as_secs().max(0);
    let (id, count) = match secs {
        0..60 => ("time-seconds", secs),
        60..3_600 => ("time-minutes", secs / 60),
        3_600..86_400 => ("time-hours", secs / 3_600),
        _ => ("time-days", secs / 86_400),
    };
    texts.with(id, &[("count", count.into())])
}

/// A number with one decimal, with the language's decimal sign: `4.6` or `4,6`.
pub fn one_decimal(value: f64, lang: Lang) -> String {
    let text = format!("{value:.1}");
    match lang {
        Lang::En => text,
        Lang::Id => text.replace('.', ","),
    }
}

/// A number of thousandths, without noughts at its end: `12.5` or `12,5`.
pub fn thousandths(count: i64, lang: Lang) -> String {
    let text = format!("{:.3}", count as f64 / 1000.0);
    let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    match lang {
        Lang::En => text,
        Lang::Id => text.replace('.', ","),
    }
}

/// A size in decimal units: `412 KB`, `4.6 MB`.
pub fn bytes(count: u64, lang: Lang) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{} KB", (count + 500) / 1_000),
        _ => format!("{} MB", one_decimal(count as f64 / 1e6, lang)),
    }
}

/// A count with grouped thousands: `1,284` or `1.284`.
pub fn count(value: usize, lang: Lang) -> String {
    let digits = value.to_string();
    let sign = match lang {
        Lang::En => ',',
        Lang::Id => '.',
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(sign);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn sizes_and_counts_follow_the_language() {
        assert_eq!(bytes(999, Lang::En), "999 B");
        assert_eq!(bytes(412_400, Lang::En), "412 KB");
        assert_eq!(bytes(4_600_000, Lang::Id), "4,6 MB");
        assert_eq!(count(1_284, Lang::En), "1,284");
        assert_eq!(count(1_234_567, Lang::Id), "1.234.567");
        assert_eq!(count(12, Lang::En), "12");
    }

    #[test]
    fn durations_are_said_in_their_largest_unit() {
        let texts = text::of(Lang::En);
        assert_eq!(duration(SignedDuration::from_secs(59), texts), "59 s");
        assert_eq!(duration(SignedDuration::from_secs(60), texts), "1 min");
        assert_eq!(duration(SignedDuration::from_hours(47), texts), "1 d");
    }
}
