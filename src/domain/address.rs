//! Whether a coin address has the form of one: told as a doubt, never a refusal, because a coin may live on networks that
//! are not known here.
//!
//! Sources: EIP-55 (Ethereum and what is built like it), BIP-173 and BIP-350 (segwit), the Bitcoin wiki on base58check and
//! the version bytes in the `chainparams` of Bitcoin Core, Litecoin Core and Dogecoin Core, TRON's developer page on
//! addresses, Solana's page on accounts.

use alloy_primitives::Address as EvmAddress;
use bech32::primitives::decode::{
    ChecksumError, SegwitHrpstring, SegwitHrpstringError, UncheckedHrpstringError,
};

/// Longer than every known address: what is longer is not looked at.
const MAX_CHARS: usize = 128;
/// Version byte and hash in a base58check address.
const BASE58_PAYLOAD: usize = 21;
/// A public key of Solana, in bytes.
const SOLANA_KEY: usize = 32;

/// A network whose addresses are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Network {
    /// Ethereum and the networks with the same addresses (BNB Smart Chain, Polygon, Arbitrum …).
    Ethereum,
    /// Bitcoin.
    Bitcoin,
    /// Litecoin.
    Litecoin,
    /// Dogecoin.
    Dogecoin,
    /// TRON.
    Tron,
    /// Solana.
    Solana,
}

/// Why an address looks wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressDoubt {
    /// Its checksum is wrong: at least one character is not what it was.
    Checksum,
    /// It has characters too many or too few.
    Length,
    /// A character that such an address never has, or capitals and small letters mixed where they may not be.
    Characters,
    /// `0x` is missing at its beginning.
    Prefix,
    /// Sound, but of another network than the coin's.
    OtherNetwork(Network),
    /// Of the network on which coins are for trying only.
    TestNetwork(Network),
    /// Looks like no address of the coin.
    Form,
    /// It may be right: written so that no checksum tells a slip of the pen.
    NoChecksum,
}

impl AddressDoubt {
    /// True if nothing is known to be wrong, and nothing to be right: worth a second look, no more.
    pub fn is_mild(self) -> bool {
        self == Self::NoChecksum
    }
}

impl Network {
    /// Its own name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ethereum => "Ethereum",
            Self::Bitcoin => "Bitcoin",
            Self::Litecoin => "Litecoin",
            Self::Dogecoin => "Dogecoin",
            Self::Tron => "TRON",
            Self::Solana => "Solana",
        }
    }
}

/// What makes an address of a coin look wrong; `None` if nothing does, if the coin is not known, or if there is no address.
///
/// Spaces around both do not count, nor do capitals in the symbol.
pub fn check(symbol: &str, address: &str) -> Option<AddressDoubt> {
    let address = address.trim();
    let networks = networks(symbol)?;
    if address.is_empty() {
        return None;
    }
    if address.len() > MAX_CHARS {
        return Some(AddressDoubt::Length);
    }
    let Some((network, doubt)) = look(address) else {
        return Some(AddressDoubt::Form);
    };
    let is_sound = !matches!(
        doubt,
        Some(AddressDoubt::Checksum | AddressDoubt::Length | AddressDoubt::Characters)
    );
    match (networks.contains(&network), is_sound) {
        (true, _) => doubt,
        (false, true) => Some(AddressDoubt::OtherNetwork(network)),
        // A guess from the first character that leads elsewhere says nothing.
        (false, false) => Some(AddressDoubt::Form),
    }
}

/// True if the form of this coin's addresses is known here; others are taken as they are.
pub fn is_known(symbol: &str) -> bool {
    networks(symbol).is_some()
}

/// The networks on which a coin lives, as far as they are known; `None` for a coin that is not.
fn networks(symbol: &str) -> Option<&'static [Network]> {
    use Network as N;
    let symbol = symbol.trim().to_ascii_uppercase();
    Some(match symbol.as_str() {
        "BTC" => &[N::Bitcoin],
        "LTC" => &[N::Litecoin],
        "DOGE" => &[N::Dogecoin],
        "TRX" | "BTT" | "JST" | "SUN" | "USDD" => &[N::Tron],
        "SOL" => &[N::Solana],
        "USDT" => &[N::Ethereum, N::Tron, N::Solana],
        "USDC" => &[N::Ethereum, N::Solana],
        "TUSD" => &[N::Ethereum, N::Tron],
        "ETH" | "ETC" | "BNB" | "MATIC" | "POL" | "AVAX" | "ARB" | "OP" | "FTM" | "MNT" | "TKO"
        | "BIDR" | "IDRT" | "XIDR" | "WETH" | "WBTC" | "BTCB" | "STETH" | "DAI" | "BUSD"
        | "FDUSD" | "PYUSD" | "SHIB" | "PEPE" | "FLOKI" | "UNI" | "LINK" | "AAVE" | "MKR"
        | "SNX" | "COMP" | "CRV" | "LDO" | "GRT" | "IMX" | "SAND" | "MANA" | "ENJ" | "CHZ"
        | "AXS" | "APE" | "CAKE" | "SUSHI" | "YFI" | "ZRX" | "BAT" | "1INCH" | "FET" | "ENS" => {
            &[N::Ethereum]
        }
        _ => return None,
    })
}

/// The network whose addresses look like this one, and what is wrong with it there; `None` if no network's do.
fn look(address: &str) -> Option<(Network, Option<AddressDoubt>)> {
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if address.len() == 40 && is_hex(address) {
        return Some((Network::Ethereum, Some(AddressDoubt::Prefix)));
    }
    if let Some(rest) = address.strip_prefix("0X") {
        let doubt = evm(rest).filter(|doubt| !doubt.is_mild());
        return Some((Network::Ethereum, doubt.or(Some(AddressDoubt::Prefix))));
    }
    if let Some(rest) = address.strip_prefix("0x") {
        return Some((Network::Ethereum, evm(rest)));
    }
    // A sound one in base 58 is what it is: `TB1…` of TRON is no test network.
    if let Some(version) = base58_version(address) {
        return by_version(version);
    }
    let lower = address.to_ascii_lowercase();
    let segwit = [
        ("bc1", Network::Bitcoin, false),
        ("tb1", Network::Bitcoin, true),
        ("bcrt1", Network::Bitcoin, true),
        ("ltc1", Network::Litecoin, false),
        ("tltc1", Network::Litecoin, true),
        ("rltc1", Network::Litecoin, true),
    ];
    for (prefix, network, is_test) in segwit {
        if lower.starts_with(prefix) {
            let test = is_test.then_some(AddressDoubt::TestNetwork(network));
            return Some((network, segwit_doubt(address).or(test)));
        }
    }
    base58(address)
}

/// What is wrong with the digits after `0x`.
fn evm(digits: &str) -> Option<AddressDoubt> {
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(AddressDoubt::Characters);
    }
    let Ok(address) = digits.parse::<EvmAddress>() else {
        return Some(AddressDoubt::Length);
    };
    if address.to_checksum(None).get(2..) == Some(digits) {
        return None;
    }
    let has = |test: fn(&u8) -> bool| digits.bytes().any(|byte| test(&byte));
    let is_mixed = has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
    Some(if is_mixed {
        AddressDoubt::Checksum
    } else {
        AddressDoubt::NoChecksum
    })
}

/// What is wrong with a segwit address whose beginning is known.
fn segwit_doubt(address: &str) -> Option<AddressDoubt> {
    use SegwitHrpstringError as E;
    Some(match SegwitHrpstring::new(address) {
        Ok(_) => return None,
        Err(E::Unchecked(UncheckedHrpstringError::Char(_))) => AddressDoubt::Characters,
        Err(
            E::TooLong(_)
            | E::NoData
            | E::WitnessLength(_)
            | E::Checksum(ChecksumError::InvalidLength | ChecksumError::CodeLength(_)),
        ) => AddressDoubt::Length,
        Err(E::Unchecked(_) | E::InvalidWitnessVersion(_)) => AddressDoubt::Form,
        Err(_) => AddressDoubt::Checksum,
    })
}

/// The version byte of an address in base 58 whose checksum fits.
fn base58_version(address: &str) -> Option<u8> {
    let payload = bs58::decode(address).with_check(None).into_vec().ok()?;
    let version = *payload.first()?;
    (payload.len() == BASE58_PAYLOAD).then_some(version)
}

/// As [`look`], of an address that is none in base 58 with a checksum that fits.
fn base58(address: &str) -> Option<(Network, Option<AddressDoubt>)> {
    // One that is broken is told by what its first character makes it look like.
    let (network, chars) = match address.as_bytes().first()? {
        b'1' | b'3' => (Network::Bitcoin, 26..=35),
        b'L' | b'M' => (Network::Litecoin, 33..=34),
        b'D' => (Network::Dogecoin, 34..=34),
        b'T' => (Network::Tron, 34..=34),
        _ => return solana(address),
    };
    // A key of Solana may begin with the same character, and is longer.
    if let Some(found) = solana(address) {
        return Some(found);
    }
    let in_alphabet = |sign: char| sign.is_ascii_alphanumeric() && !"0OIl".contains(sign);
    let doubt = if !address.chars().all(in_alphabet) {
        AddressDoubt::Characters
    } else if chars.contains(&address.len()) {
        AddressDoubt::Checksum
    } else {
        AddressDoubt::Length
    };
    Some((network, Some(doubt)))
}

/// The network of a sound base58check address, by the version byte before its hash.
fn by_version(version: u8) -> Option<(Network, Option<AddressDoubt>)> {
    let test = |network| (network, Some(AddressDoubt::TestNetwork(network)));
    Some(match version {
        0x00 | 0x05 => (Network::Bitcoin, None),
        0x6f | 0xc4 => test(Network::Bitcoin),
        0x30 | 0x32 => (Network::Litecoin, None),
        0x3a => test(Network::Litecoin),
        0x1e | 0x16 => (Network::Dogecoin, None),
        0x71 => test(Network::Dogecoin),
        0x41 => (Network::Tron, None),
        _ => return None,
    })
}

fn solana(address: &str) -> Option<(Network, Option<AddressDoubt>)> {
    let key = bs58::decode(address).into_vec().ok()?;
    let fits = (32..=44).contains(&address.len()) && key.len() == SOLANA_KEY;
    fits.then_some((Network::Solana, Some(AddressDoubt::NoChecksum)))
}

#[cfg(test)]
#[path = "address_tests.rs"]
mod tests;
