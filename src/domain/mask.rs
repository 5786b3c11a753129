//! Personal data made short for lists and log-like places: enough to recognise, not enough to use.

use super::phone;

const DOT: char = '•';

/// An identity number: a NIK as `3515••••••••0002`, a passport number as `E12••••89`, anything shorter with less.
pub fn id_number(number: &str) -> String {
    let length = number.chars().count();
    let is_nik = length == 16 && number.bytes().all(|byte| byte.is_ascii_digit());
    let (head, tail) = match length {
        _ if is_nik => (4, 4),
        8.. => (3, 2),
        5.. => (1, 1),
        _ => (0, 0),
    };
    keep(number, head, tail)
}

/// An e-mail address as `b•••@mail.com`; the domain stays, the length of the local part is not told.
pub fn email(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}•••@{domain}")
        }
        None => keep(address, 0, 0),
    }
}

/// A telephone number with its dialling code as `+62 812••••789`.
pub fn phone(dial: &str, number: &str) -> String {
    let (head, tail) = match number.chars().count() {
        9.. => (3, 3),
        6.. => (1, 2),
        _ => (0, 0),
    };
    let number = keep(number, head, tail);
    match phone::dial_code(dial) {
        Ok(dial) => format!("{dial} {number}"),
        Err(_) => number,
    }
}

/// Keeps the first `head` and the last `tail` characters, the rest become dots.
fn keep(text: &str, head: usize, tail: usize) -> String {
    let last = text.chars().count().saturating_sub(tail);
    text.chars()
        .enumerate()
        .map(|(at, shown)| if at < head || at >= last { shown } else { DOT })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn masked() {
        assert_eq!(id_number("3515144508680002"), "3515••••••••0002");
        assert_eq!(id_number("E12345689"), "E12••••89");
        assert_eq!(id_number("A1234"), "A•••4");
        assert_eq!(id_number("1234"), "••••");
        assert_eq!(id_number(""), "");
        assert_eq!(email("budi@mail.com"), "b•••@mail.com");
        assert_eq!(email("no address"), "••••••••••");
        assert_eq!(phone("+62", "8123456789"), "+62 812••••789");
        assert_eq!(phone("", "812345"), "8•••45");
    }

    proptest! {
        #[test]
        fn at_least_three_eighths_of_a_number_are_hidden(number in "[A-Z0-9]{0,24}") {
            let hidden = id_number(&number).chars().filter(|shown| *shown == DOT).count();
            prop_assert!(hidden * 8 >= number.len() * 3);
        }

        #[test]
        fn never_panics(text in ".*") {
            let _ = (id_number(&text), email(&text), phone(&text, &text));
        }
    }
}
