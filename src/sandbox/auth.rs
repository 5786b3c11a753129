//! Key and signature (the vendor's API page, "Conventions"), compared in constant time.

use axum::http::HeaderMap;
use axum::http::header::HeaderName;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::SandboxError;
use super::options::Options;
use super::reply::Refusal;

/// The key and the signing key, ready to compare with.
pub(super) struct Auth {
    key_header: HeaderName,
    signature_header: HeaderName,
    key_digest: [u8; 32],
    mac: Hmac<Sha256>,
    get_payload_braces: bool,
}

impl Auth {
    pub(super) fn new(options: &Options) -> Result<Self, SandboxError> {
        if options.key.is_empty() || options.secret.is_empty() {
            return Err(SandboxError::NoCredentials);
        }
        let header = |name: &str| {
            HeaderName::try_from(name).map_err(|_| SandboxError::HeaderName(name.to_owned()))
        };
        Ok(Self {
            key_header: header(&options.key_header)?,
            signature_header: header(&options.signature_header)?,
            key_digest: Sha256::digest(options.key.as_bytes()).into(),
            mac: Hmac::new_from_slice(options.secret.as_bytes())
                .map_err(|_| SandboxError::NoCredentials)?,
            get_payload_braces: options.get_payload_braces,
        })
    }

    /// 403 if the key is missing, 401 if it is wrong.
    pub(super) fn check_key(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let Some(sent) = headers.get(&self.key_header) else {
            return Err(Refusal::new(
                403,
                format!("the header {} is missing", self.key_header),
            ));
        };
        // Digests are of one length, so that not even the key's length shows in the time taken.
        let digest: [u8; 32] = Sha256::digest(sent.as_bytes()).into();
        if bool::from(digest.ct_eq(&self.key_digest)) {
            Ok(())
        } else {
            Err(Refusal::new(401, "the API key is not known"))
        }
    }

    /// 401 if the signature is missing, not lowercase hex, or not that of these very bytes.
    pub(super) fn check_signature(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), Refusal> {
        let Some(sent) = headers.get(&self.signature_header) else {
            return Err(Refusal::new(
                401,
                format!("the header {} is missing", self.signature_header),
            ));
        };
        let lowercase = sent
            .as_bytes()
            .iter()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let mut signature = [0_u8; 32];
        if !lowercase || hex::decode_to_slice(sent.as_bytes(), &mut signature).is_err() {
            return Err(Refusal::new(
                401,
                "the signature is not 64 lowercase hex digits",
            ));
        }
        let fits = |payload: &[u8]| {
            self.mac
                .clone()
                .chain_update(payload)
                .verify_slice(&signature)
                .is_ok()
        };
        if fits(body) || (self.get_payload_braces && body.is_empty() && fits(b"{}")) {
            Ok(())
        } else {
            Err(Refusal::new(401, "the signature does not fit the body"))
        }
    }

    /// The name of the signature header and the signature of these bytes, for a webhook.
    pub(super) fn sign(&self, body: &[u8]) -> (HeaderName, String) {
        let mac = self.mac.clone().chain_update(body).finalize();
        (self.signature_header.clone(), hex::encode(mac.into_bytes()))
    }

    /// The signature as it was sent.
    pub(super) fn sent_signature(&self, headers: &HeaderMap) -> String {
        headers
            .get(&self.signature_header)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auth() -> Auth {
        Auth::new(&Options::new("key", "secret")).unwrap()
    }

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(HeaderName::from_static(name), value.parse().unwrap());
        headers
    }

    // printf %s "$body" | openssl dgst -sha256 -hmac secret
    #[test]
    fn a_signature_made_by_openssl_is_accepted_over_the_raw_bytes() {
        let body = r#"{"name":"Siti Nurhaliza – Ñandú 🙂"}"#.as_bytes();
        let good = "5f69672672c4326e3bd1ad05a1ff50c955379bc12dc7f55388324366493073b7";
        assert!(
            auth()
                .check_signature(&headers("x-tcdx-signature", good), body)
                .is_ok()
        );
        let spaced = r#"{"name": "Siti Nurhaliza – Ñandú 🙂"}"#.as_bytes();
        let refused = auth()
            .check_signature(&headers("x-tcdx-signature", good), spaced)
            .unwrap_err();
        assert_eq!(refused.status, 401);
        let upper = good.to_uppercase();
        assert!(
            auth()
                .check_signature(&headers("x-tcdx-signature", &upper), body)
                .is_err()
        );
    }

    #[test]
    fn the_empty_payload_may_be_braces_only_when_told_so() {
        let braces = auth().sign(b"{}").1;
        let sent = headers("x-tcdx-signature", &braces);
        assert!(auth().check_signature(&sent, b"").is_err());
        let mut options = Options::new("key", "secret");
        options.get_payload_braces = true;
        let lenient = Auth::new(&options).unwrap();
        assert!(lenient.check_signature(&sent, b"").is_ok());
        assert!(lenient.check_signature(&sent, b"{} ").is_err());
    }

    #[test]
    fn a_missing_key_is_403_and_a_wrong_one_401() {
        assert_eq!(auth().check_key(&HeaderMap::new()).unwrap_err().status, 403);
        for wrong in ["kez", "ke", "keyy", ""] {
            let refused = auth()
                .check_key(&headers("x-tcdx-apikey", wrong))
                .unwrap_err();
            assert_eq!(refused.status, 401, "{wrong}");
        }
        assert!(auth().check_key(&headers("x-tcdx-apikey", "key")).is_ok());
    }

    #[test]
    fn keys_and_signatures_are_compared_in_constant_time() {
        let source = include_str!("auth.rs");
        let code = source.split("#[cfg(test)]").next().unwrap();
        assert!(code.contains("digest.ct_eq(&self.key_digest)"));
        assert!(code.contains(".verify_slice(&signature)"));
        assert!(!code.contains("== self.key") && !code.contains("== signature"));
    }
}
