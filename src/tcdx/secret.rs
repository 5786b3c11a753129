//! The two halves of the credentials, and the signature made with them.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Block of SHA-256 in bytes, the length to which HMAC pads its key (RFC 2104).
const BLOCK: usize = 64;

/// The API key, sent in a header of every call. It does not print, and is wiped when dropped.
#[derive(Clone)]
pub struct ApiKey(Zeroizing<String>);

/// The API secret, which signs and is never sent. It does not print, and is wiped when dropped.
#[derive(Clone)]
pub struct ApiSecret(Zeroizing<String>);

impl ApiKey {
    /// The key in the clear: for the header alone.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl ApiSecret {
    /// True if there is no secret at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for ApiKey {
    fn from(key: String) -> Self {
        Self(Zeroizing::new(key))
    }
}

impl From<String> for ApiSecret {
    fn from(secret: String) -> Self {
        Self(Zeroizing::new(secret))
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Debug for ApiSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The signature of `payload`: lowercase hex (64 characters) of HMAC-SHA256 with the API secret as key, over the exact bytes
/// that are sent (vendor's page, "Conventions": the stringified payload).
pub fn sign(secret: &ApiSecret, payload: &[u8]) -> String {
    let mut mac = keyed(secret);
    mac.update(payload);
    hex::encode(mac.finalize().into_bytes())
}

/// HMAC-SHA256 with the API secret as key, before its first byte.
pub(super) fn keyed(secret: &ApiSecret) -> Hmac<Sha256> {
    let key = secret.0.as_bytes();
    // HMAC's own key rule, spelt out so that there is no failure to handle: a long key is hashed, a short one padded with zeros.
    let mut block = Zeroizing::new([0_u8; BLOCK]);
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    Hmac::<Sha256>::new((&*block).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(key: &[u8], payload: &[u8]) -> String {
        sign(
            &ApiSecret::from(String::from_utf8(key.to_vec()).unwrap()),
            payload,
        )
    }

    #[test]
    fn signatures_equal_those_of_rfc_4231() {
        assert_eq!(
            signed(b"Jefe", b"what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            signed(&[0x0b; 20], b"Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
    }

    #[test]
    fn keys_longer_than_a_block_are_hashed_first() {
        // Of `openssl dgst -sha256 -hmac` with a key of 65 letters `k`, and of 64.
        assert_eq!(signed(&[b'k'; 65], b"x"), LONG_KEY);
        assert_eq!(signed(&[b'k'; 64], b"x"), BLOCK_KEY);
    }

    const LONG_KEY: &str = "75092ca3ee2b307470c227697b42b3e65376aa3bae98fb5a1f7b7536daa9588a";
    const BLOCK_KEY: &str = "f91c4c403625fb06910ef93999265bbd2d62baeaec6ff36455498cc124fe3e66";

    #[test]
    fn secrets_never_print() {
        let shown = format!(
            "{:?} {:?}",
            ApiKey::from("key-abc".to_owned()),
            ApiSecret::from("secret-abc".to_owned())
        );
        assert_eq!(shown, "*** ***");
    }
}
