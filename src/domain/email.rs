//! E-mail addresses: a pragmatic check, not the whole grammar of RFC 5321.

use super::problem::Issue;

/// Most characters of an address (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const MAX_CHARS: usize = 254;
const MAX_LOCAL: usize = 64;
const MAX_LABEL: usize = 63;

/// Reads an address and gives it trimmed, with the domain in lower case; the local part keeps its case.
///
/// Refused: other than one `@`, spaces and control characters, quotes, characters beyond ASCII, dots or hyphens at
/// an edge, a domain without a dot or ending in a number. Errors: [`Issue::Email`], [`Issue::TooLong`].
pub fn parse(typed: &str) -> Result<String, Issue> {
    let address = typed.trim();
    let got = address.chars().count();
    if got > MAX_CHARS {
        return Err(Issue::TooLong {
            max: MAX_CHARS,
            got,
        });
    }
    let (local, domain) = address.split_once('@').ok_or(Issue::Email)?;
    if local_part(local) && self::domain(domain) {
        Ok(format!("{local}@{}", domain.to_ascii_lowercase()))
    } else {
        Err(Issue::Email)
    }
}

fn local_part(local: &str) -> bool {
    local.len() <= MAX_LOCAL
        && local
            .split('.')
            .all(|atom| !atom.is_empty() && atom.bytes().all(is_atom))
}

/// RFC 5322's `atext`.
fn is_atom(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

fn domain(domain: &str) -> bool {
    let Some((_, last)) = domain.rsplit_once('.') else {
        return false;
    };
    domain.split('.').all(label) && !last.bytes().all(|byte| byte.is_ascii_digit())
}

fn label(label: &str) -> bool {
    (1..=MAX_LABEL).contains(&label.len())
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn good_addresses() {
        for address in [
            "name@mail.com",
            "budi+reject.blurry@example.co.id",
            "o'brien_x@a-b.example",
            "a@b.xn--p1ai",
        ] {
            assert_eq!(parse(address).as_deref(), Ok(address));
        }
        assert_eq!(
            parse("  Budi.S@Mail.COM\n").as_deref(),
            Ok("Budi.S@mail.com")
        );
    }

    #[test]
    fn bad_addresses() {
        for address in [
            "",
            "@",
            "name",
            "name@",
            "@mail.com",
            "name@mail",
            "a@b@mail.com",
            "na me@mail.com",
            "name@ma il.com",
            ".name@mail.com",
            "name.@mail.com",
            "na..me@mail.com",
            "name@.mail.com",
            "name@mail.com.",
            "name@mail..com",
            "name@-mail.com",
            "name@mail-.com",
            "nämé@mail.com",
            "name@mäil.com",
            "na\u{0}me@mail.com",
            "\"name\"@mail.com",
            "name@1.2.3.4",
            "name@mail.com, b@mail.com",
            "name@[::1]",
        ] {
            assert_eq!(parse(address), Err(Issue::Email), "{address}");
        }
    }

    #[test]
    fn lengths() {
        let local = "a".repeat(64);
        assert!(parse(&format!("{local}@mail.com")).is_ok());
        assert_eq!(parse(&format!("{local}a@mail.com")), Err(Issue::Email));
        let label = "b".repeat(63);
        assert!(parse(&format!("a@{label}.com")).is_ok());
        assert_eq!(parse(&format!("a@{label}b.com")), Err(Issue::Email));
        let longest = format!("{local}@{label}.{label}.{}", "c".repeat(61));
        assert_eq!(longest.len(), MAX_CHARS);
        assert!(parse(&longest).is_ok());
        assert_eq!(
            parse(&format!("{longest}c")),
            Err(Issue::TooLong { max: 254, got: 255 })
        );
    }

    proptest! {
        #[test]
        fn never_panics_and_is_stable(typed in ".*") {
            if let Ok(address) = parse(&typed) {
                prop_assert_eq!(parse(&address), Ok(address.clone()));
            }
        }

        #[test]
        fn plausible_addresses_pass(local in "[a-zA-Z0-9+_-]{1,20}", host in "[a-zA-Z][a-z0-9]{0,20}", tld in "[a-z]{2,6}") {
            let address = format!("{local}@{host}.{tld}");
            prop_assert!(parse(&address).is_ok());
        }
    }
}
