//! The key of a store, and the keys that are derived from the secret inside it.

use std::fmt;
use std::fmt::Write as _;

use argon2::{Algorithm, Argon2, Params, Version};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Bytes of a key, and of a derived one.
pub(crate) const KEY_BYTES: usize = 32;
/// Bytes of the salt, which are the first of the file.
pub(crate) const SALT_BYTES: usize = 16;
/// Bytes of the value that tells a wrong key from a damaged file.
const CHECK_BYTES: usize = 16;

type HmacSha256 = Hmac<Sha256>;

/// What a passphrase goes through: Argon2id with these figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// The usual cost: 64 MiB, three passes (RFC 9106, second recommendation, with one lane).
    pub const USUAL: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };
    /// More than this is not taken from a file: it would only keep the program busy.
    const MOST: Self = Self {
        memory_kib: 1024 * 1024,
        passes: 16,
        lanes: 16,
    };

    fn is_sane(self) -> bool {
        self.memory_kib <= Self::MOST.memory_kib
            && self.passes <= Self::MOST.passes
            && self.lanes <= Self::MOST.lanes
    }
}

/// The 32 bytes that open a store. They never print, and are cleared when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct StoreKey([u8; KEY_BYTES]);

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreKey(***)")
    }
}

impl StoreKey {
    /// A new one, from the system; `None` if the system has no randomness to give.
    pub(crate) fn random() -> Option<Self> {
        let mut key = Self([0; KEY_BYTES]);
        getrandom::fill(&mut key.0).ok()?;
        Some(key)
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut key = Self([0; KEY_BYTES]);
        hex::decode_to_slice(text.trim(), &mut key.0).ok()?;
        Some(key)
    }

    /// As hexadecimal digits: for the vault alone.
    pub(crate) fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.0))
    }

    /// The key that a passphrase makes; `None` for a cost that is not sane.
    pub(crate) fn from_passphrase(
        passphrase: &str,
        salt: &[u8; SALT_BYTES],
        cost: Cost,
    ) -> Option<Self> {
        if !cost.is_sane() {
            return None;
        }
        let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(KEY_BYTES)).ok()?;
        let mut key = Self([0; KEY_BYTES]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), salt, &mut key.0)
            .ok()?;
        Some(key)
    }

    /// A value that tells whether a key is this one, and nothing about it.
    pub(crate) fn check_value(&self, salt: &[u8; SALT_BYTES]) -> String {
        let whole = mac(&self.0, &[b"tcdx-desk store key check 1", salt]);
        hex::encode(&whole[..CHECK_BYTES])
    }

    /// True if the check value was made with this key.
    pub(crate) fn passes(&self, salt: &[u8; SALT_BYTES], check: &str) -> bool {
        self.check_value(salt)
            .as_bytes()
            .ct_eq(check.as_bytes())
            .into()
    }

    /// The key and the salt as `SQLCipher` takes them: a blob literal of 96 digits.
    pub(crate) fn literal(&self, salt: &[u8; SALT_BYTES]) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(3 + 2 * (KEY_BYTES + SALT_BYTES)));
        text.push_str("x'");
        for byte in self.0.iter().chain(salt) {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        text.push('\'');
        text
    }
}

/// A new salt; `None` if the system has no randomness to give.
pub(crate) fn random_salt() -> Option<[u8; SALT_BYTES]> {
    let mut salt = [0; SALT_BYTES];
    getrandom::fill(&mut salt).ok()?;
    Some(salt)
}

/// The keys for what is compared and what is chained. They come from a secret that lies inside the encrypted store and not
/// from the store's key, so that a store that is restored under a new key keeps its hashes and its chain.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Keys {
    history: [u8; KEY_BYTES],
    head: [u8; KEY_BYTES],
    alike: [u8; KEY_BYTES],
}

impl Keys {
    pub(crate) fn of(secret: &[u8]) -> Self {
        let derived = |purpose: &[u8]| mac(secret, &[b"tcdx-desk 1 ", purpose]);
        Self {
            history: derived(b"history"),
            head: derived(b"history head"),
            alike: derived(b"duplicates"),
        }
    }

    /// The hash of an entry of the history.
    pub(crate) fn entry(&self, parts: &[&[u8]]) -> [u8; KEY_BYTES] {
        mac_parts(&self.history, parts)
    }

    /// The seal on the length of the history.
    pub(crate) fn head(&self, parts: &[&[u8]]) -> [u8; KEY_BYTES] {
        mac_parts(&self.head, parts)
    }

    /// The hash by which equal values are found; `kind` keeps a number from being found as a telephone.
    pub(crate) fn alike(&self, kind: &str, value: &str) -> [u8; KEY_BYTES] {
        mac_parts(&self.alike, &[kind.as_bytes(), value.as_bytes()])
    }
}

/// Each part goes in with its length, so that no two lists of parts look the same.
fn mac_parts(key: &[u8], parts: &[&[u8]]) -> [u8; KEY_BYTES] {
    let mut mac = keyed(key);
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; KEY_BYTES] {
    let mut mac = keyed(key);
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[allow(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn keyed(key: &[u8]) -> HmacSha256 {
    HmacSha256::new_from_slice(key).expect("HMAC takes a key of any length")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost {
        memory_kib: 64,
        passes: 1,
        lanes: 1,
    };

    #[test]
    fn a_key_goes_through_hex_and_never_prints() {
        let key = StoreKey::random().unwrap();
        let hex = key.to_hex();
        assert_eq!(hex.len(), 64);
        assert_eq!(StoreKey::from_hex(&hex).unwrap().0, key.0);
        assert!(StoreKey::from_hex("00").is_none());
        assert!(StoreKey::from_hex(&"zz".repeat(32)).is_none());
        assert_eq!(format!("{key:?}"), "StoreKey(***)");
        let salt = random_salt().unwrap();
        assert_eq!(
            *key.literal(&salt),
            format!("x'{}{}'", *hex, hex::encode(salt))
        );
    }

    #[test]
    fn a_check_value_tells_keys_apart() {
        let salt = [7; SALT_BYTES];
        let [one, two] = [(); 2].map(|()| StoreKey::random().unwrap());
        assert!(one.passes(&salt, &one.check_value(&salt)));
        assert!(!two.passes(&salt, &one.check_value(&salt)));
        assert!(!one.passes(&[8; SALT_BYTES], &one.check_value(&salt)));
        assert!(!one.passes(&salt, ""));
        assert!(!one.to_hex().contains(&one.check_value(&salt)));
    }

    #[test]
    fn a_passphrase_makes_a_key_of_its_salt_and_cost() {
        let key = |text: &str, salt: u8, cost| {
            StoreKey::from_passphrase(text, &[salt; SALT_BYTES], cost).map(|key| key.0)
        };
        let one = key("correct horse battery", 1, CHEAP).unwrap();
        assert_eq!(key("correct horse battery", 1, CHEAP), Some(one));
        assert_ne!(key("correct horse batterx", 1, CHEAP), Some(one));
        assert_ne!(key("correct horse battery", 2, CHEAP), Some(one));
        let dear = Cost {
            memory_kib: u32::MAX,
            ..CHEAP
        };
        assert_eq!(key("x", 1, dear), None, "a file cannot ask for 4 TiB");
    }

    #[test]
    fn derived_keys_differ_by_purpose_and_parts_do_not_run_together() {
        let keys = Keys::of(&[1; KEY_BYTES]);
        assert_ne!(keys.entry(&[b"ab", b"c"]), keys.entry(&[b"a", b"bc"]));
        assert_ne!(keys.entry(&[b"a"]), keys.head(&[b"a"]));
        assert_ne!(keys.alike("email", "1"), keys.alike("phone", "1"));
        assert_eq!(
            keys.alike("email", "1"),
            Keys::of(&[1; KEY_BYTES]).alike("email", "1")
        );
    }
}
