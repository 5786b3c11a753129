//! The coin address in the text of a code.
//!
//! Sources: BIP-21 (`bitcoin:`), ERC-681 (`ethereum:`), Solana Pay; the others are as BIP-21.

/// Longest address that is taken.
const MAX_ADDRESS_CHARS: usize = 128;

/// What stands before the colon, in small letters.
const SCHEMES: [&str; 10] = [
    "bitcoin",
    "ethereum",
    "tron",
    "litecoin",
    "dogecoin",
    "solana",
    "smartchain",
    "bnb",
    "polygon",
    "tether",
];

/// The address alone, without the scheme and the amount that wallets put around it: of `ethereum:0xAB…@1?value=1e18` the
/// `0xAB…`. Of a transfer of tokens (ERC-681) it is the receiver's, not the contract's.
///
/// `None` for a text that is no address: several words, a page of the web, a payment that names no plain address.
pub fn address_of(text: &str) -> Option<String> {
    let text = text.trim();
    let Some((scheme, rest)) = text.split_once(':') else {
        return plain(text);
    };
    let scheme = scheme.to_ascii_lowercase();
    if !SCHEMES.contains(&scheme.as_str()) {
        return None;
    }
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (target, function) = path.split_once('/').unwrap_or((path, ""));
    let target = match function {
        "" => target,
        "transfer" => parameter(query, "address")?,
        _ => return None,
    };
    let target = target.strip_prefix("pay-").unwrap_or(target);
    plain(target.split('@').next().unwrap_or_default())
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then_some(value)
    })
}

fn plain(text: &str) -> Option<String> {
    let fits = (1..=MAX_ADDRESS_CHARS).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ETH: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    const BTC: &str = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    const TRX: &str = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";

    #[test]
    fn an_address_without_what_wallets_put_around_it() {
        for (text, address) in [
            (ETH.to_owned(), ETH),
            (format!("  {TRX}\r\n"), TRX),
            (format!("ethereum:{ETH}"), ETH),
            (format!("ethereum:pay-{ETH}@1?value=2.014e18"), ETH),
            (format!("Ethereum:{ETH}@56"), ETH),
            (format!("bitcoin:{BTC}?amount=0.1&label=Siti"), BTC),
            (format!("bitcoin://{BTC}"), BTC),
            (
                "BITCOIN:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4?AMOUNT=1".to_owned(),
                "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            ),
            (format!("tron:{TRX}?amount=5"), TRX),
            (
                format!(
                    "ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7@1/transfer?address={ETH}&uint256=1"
                ),
                ETH,
            ),
        ] {
            assert_eq!(address_of(&text).as_deref(), Some(address), "{text}");
        }
    }

    #[test]
    fn what_is_no_address() {
        for text in [
            "",
            "   ",
            "two words",
            "https://example.com/0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "javascript:alert",
            "bitcoin:?lightning=lnbc1",
            "ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7/approve?address=0x1",
            "ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7/transfer?uint256=1",
            "tron:a b",
            "wifi:S:network;P:secret;;",
            "=HYPERLINK(1)",
        ] {
            assert_eq!(address_of(text), None, "{text}");
        }
        assert_eq!(address_of(&"a".repeat(129)), None);
    }

    proptest! {
        #[test]
        fn any_text_has_a_plain_address_or_none(text in ".{0,200}") {
            if let Some(address) = address_of(&text) {
                prop_assert_eq!(address_of(&address), Some(address.clone()));
            }
        }
    }
}
