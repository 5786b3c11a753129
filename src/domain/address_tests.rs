use proptest::prelude::*;

use super::AddressDoubt as D;
use super::*;

/// "Test Cases" of EIP-55.
const EIP_55: [&str; 8] = [
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77",
    "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
];

/// Valid addresses of BIP-173 (version 0) and BIP-350 on Bitcoin's own network.
const SEGWIT: [&str; 6] = [
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
    "BC1SW50QGDZ25J",
    "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
];

/// Valid addresses of the same BIPs on the test network.
const SEGWIT_TEST: [&str; 3] = [
    "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
    "tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy",
    "tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c",
];

/// Coins known from the first block, the wiki and the networks' own contracts, by their symbol.
const BASE58: [(&str, &str); 8] = [
    ("BTC", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ("BTC", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
    ("BTC", "1111111111111111111114oLvT2"),
    ("TRX", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    ("USDT", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    ("TRX", "TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW"),
    ("LTC", "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1"),
    ("DOGE", "DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L"),
];

#[test]
fn published_addresses_are_not_doubted() {
    for address in EIP_55 {
        for symbol in ["ETH", "bnb", " USDT ", "USDC", "SHIB"] {
            assert_eq!(check(symbol, address), None, "{symbol} {address}");
        }
    }
    for address in SEGWIT {
        assert_eq!(check("BTC", address), None, "{address}");
    }
    for (symbol, address) in BASE58 {
        assert_eq!(check(symbol, address), None, "{symbol} {address}");
        assert_eq!(check(symbol, &format!(" {address}\n")), None, "{address}");
    }
}

#[test]
fn the_invalid_addresses_of_the_standards_are_doubted() {
    // BIP-173 and BIP-350, "invalid".
    let mut wrong = Vec::new();
    for (address, doubt) in [
        ("BC13W508D6QEJXTDG4Y5R3ZARVARY0C5XW7KN40WF2", D::Form),
        ("bc1rw5uspcuh", D::Checksum),
        (
            "bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90",
            D::Checksum,
        ),
        ("BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", D::Length),
        ("bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du", D::Checksum),
        (
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
            D::Checksum,
        ),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", D::Checksum),
        (
            "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
            D::Characters,
        ),
        (
            "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
            D::Form,
        ),
        ("bc1pw5dgrnzv", D::Length),
        ("bc1gmk9yu", D::Checksum),
        ("tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty", D::Form),
        (
            "tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47",
            D::Checksum,
        ),
        (
            "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq",
            D::Characters,
        ),
    ] {
        let got = check("BTC", address);
        if got != Some(doubt) {
            wrong.push((address, got, doubt));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_wrong_is_told() {
    let sound = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    for (symbol, address, doubt) in [
        ("ETH", sound.to_ascii_lowercase(), D::NoChecksum),
        ("ETH", sound.replace("Ef", "eF"), D::Checksum),
        ("ETH", sound[..41].to_owned(), D::Length),
        ("ETH", format!("{sound}0"), D::Length),
        ("ETH", sound.replace("94C9", "94G9"), D::Characters),
        ("ETH", sound.replace("94C9", "94 C9"), D::Characters),
        ("ETH", sound[2..].to_owned(), D::Prefix),
        ("ETH", sound.replace("0x", "0X"), D::Prefix),
        (
            "ETH",
            BASE58[0].1.to_owned(),
            D::OtherNetwork(Network::Bitcoin),
        ),
        ("BTC", sound.to_owned(), D::OtherNetwork(Network::Ethereum)),
        (
            "BTC",
            BASE58[3].1.to_owned(),
            D::OtherNetwork(Network::Tron),
        ),
        (
            "USDT",
            SEGWIT[1].to_owned(),
            D::OtherNetwork(Network::Bitcoin),
        ),
        (
            "LTC",
            BASE58[1].1.to_owned(),
            D::OtherNetwork(Network::Bitcoin),
        ),
        (
            "BTC",
            SEGWIT_TEST[0].to_owned(),
            D::TestNetwork(Network::Bitcoin),
        ),
        (
            "BTC",
            SEGWIT_TEST[2].to_owned(),
            D::TestNetwork(Network::Bitcoin),
        ),
        (
            "BTC",
            "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn".to_owned(),
            D::TestNetwork(Network::Bitcoin),
        ),
        (
            "BTC",
            "2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc".to_owned(),
            D::TestNetwork(Network::Bitcoin),
        ),
        ("TRX", BASE58[3].1[..33].to_owned(), D::Length),
        ("TRX", BASE58[3].1.replace('q', "0"), D::Characters),
        ("USDT", BASE58[3].1.replace("NHq", "NHQ"), D::Checksum),
        ("USDT", "hello".to_owned(), D::Form),
        ("USDT", "é".repeat(30), D::Form),
        ("BTC", "x".repeat(129), D::Length),
        (
            "SOL",
            "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v".to_owned(),
            D::NoChecksum,
        ),
    ] {
        assert_eq!(check(symbol, &address), Some(doubt), "{symbol} {address}");
    }
}

#[test]
fn an_unknown_coin_or_no_address_is_not_doubted() {
    assert_eq!(check("XRP", "anything"), None);
    assert_eq!(check("", "0x00"), None);
    assert_eq!(check("BTC", "  "), None);
}

#[test]
fn litecoin_and_its_segwit_is_known() {
    let hrp = bech32::Hrp::parse("ltc").unwrap();
    let address = bech32::segwit::encode_v0(hrp, &[7; 20]).unwrap();
    assert_eq!(check("LTC", &address), None);
    assert_eq!(
        check("BTC", &address),
        Some(D::OtherNetwork(Network::Litecoin))
    );
}

/// The address with the character at `at` replaced, if that makes another one.
fn flipped(address: &str, at: usize, sign: char) -> Option<String> {
    let changed: String = address
        .char_indices()
        .map(|(place, was)| if place == at { sign } else { was })
        .collect();
    (changed != address).then_some(changed)
}

#[test]
fn one_flipped_character_in_each_is_doubted() {
    for address in EIP_55 {
        let (mut flips, mut missed) = (0, 0);
        for at in 0..address.len() {
            for sign in "0123456789abcdefABCDEFgx".chars() {
                if let Some(wrong) = flipped(address, at, sign) {
                    flips += 1;
                    missed += usize::from(check("ETH", &wrong).is_none());
                    assert_eq!(check("ETH", &wrong), check("SHIB", &wrong), "{wrong}");
                }
            }
        }
        // The checksum is in the letters alone: the addresses with few of them, chosen for EIP-55, have little of it.
        let letters = address[2..].bytes().filter(u8::is_ascii_alphabetic).count();
        let most = if letters < 12 { flips / 25 } else { 0 };
        assert!(missed <= most, "{missed} of {flips} flips of {address}");
    }
}

#[test]
fn an_address_of_tron_may_begin_like_a_test_network_of_another() {
    let mut payload = vec![0x41, 11, 79];
    payload.resize(21, 0);
    let address = bs58::encode(payload).with_check().into_string();
    assert!(address.starts_with("TB1"), "{address}");
    assert_eq!(check("TRX", &address), None);
    let wrong = flipped(&address, 20, 'z').unwrap();
    assert!(check("TRX", &wrong).is_some());
}

proptest! {
    #[test]
    fn every_change_of_a_base58_address_is_doubted(
        hash in any::<[u8; 20]>(),
        kind in prop::sample::select(vec![
            ("BTC", 0x00), ("BTC", 0x05), ("TRX", 0x41), ("USDT", 0x41), ("LTC", 0x30), ("DOGE", 0x1e),
        ]),
        at in any::<prop::sample::Index>(),
        sign in prop::char::range('!', '~'),
    ) {
        let (symbol, version) = kind;
        let mut payload = vec![version];
        payload.extend(hash);
        let address = bs58::encode(payload).with_check().into_string();
        prop_assert_eq!(check(symbol, &address), None);
        if let Some(wrong) = flipped(&address, at.index(address.len()), sign) {
            prop_assert!(check(symbol, &wrong).is_some(), "{}", wrong);
        }
    }

    #[test]
    fn every_change_of_a_segwit_address_is_doubted(
        program in prop::collection::vec(any::<u8>(), 32),
        version in 0_u8..=1,
        at in any::<prop::sample::Index>(),
        sign in prop::char::range('!', '~'),
    ) {
        let version = bech32::Fe32::try_from(version).unwrap();
        let address = bech32::segwit::encode(bech32::hrp::BC, version, &program).unwrap();
        prop_assert_eq!(check("BTC", &address), None);
        if let Some(wrong) = flipped(&address, at.index(address.len()), sign) {
            prop_assert!(check("BTC", &wrong).is_some(), "{}", wrong);
        }
    }

    #[test]
    fn a_hash_in_capitals_and_small_letters_is_right_in_one_way(bytes in any::<[u8; 20]>()) {
        let address = EvmAddress::from(bytes).to_checksum(None);
        prop_assert_eq!(check("ETH", &address), None);
        let plain = check("ETH", &address.to_ascii_lowercase());
        prop_assert!(plain.is_none_or(AddressDoubt::is_mild));
    }

    #[test]
    fn any_text_is_judged(symbol in "BTC|ETH|USDT|TRX|LTC|DOGE|SOL|.{0,5}", text in ".{0,160}") {
        let _ = check(&symbol, &text);
    }

    #[test]
    fn any_text_that_begins_like_one_is_judged(head in "0x|0X|bc1|BC1|tb1|T|1|3|D|L", tail in "[ -~é]{0,90}") {
        for symbol in ["BTC", "ETH", "USDT", "TRX", "LTC", "DOGE", "SOL"] {
            let _ = check(symbol, &format!("{head}{tail}"));
        }
    }
}
