//! A body that is signed while it is written, in one piece of memory that goes back to the system as soon as it was sent.

use std::ops::{Deref, DerefMut};

use base64_simd::AsOut as _;
use bytes::Bytes;
use hmac::{Hmac, Mac};
use memmap2::MmapMut;
use sha2::Sha256;

use super::json::{self, Body, Sink};
use super::secret::{ApiSecret, keyed};

/// A body of at least so many bytes gets pages of its own. An allocator may keep what was freed for later, and a
/// registration of 22 MB would stay with a program that runs all day.
const OWN_PAGES: usize = 1024 * 1024;
/// Bytes that are encoded before they are signed: still in the processor's cache, and a multiple of three, so that base64 needs
/// no padding between them.
const STEP: usize = 48 * 1024;

/// A request body and the signature over its very bytes.
pub struct Signed {
    /// The JSON that is sent.
    pub bytes: Bytes,
    /// Lowercase hex of HMAC-SHA256, as [`super::sign`] makes it.
    pub signature: String,
}

/// Writes and signs a body.
pub(super) fn encode(body: &impl Body, secret: &ApiSecret) -> Signed {
    let length = json::length(body);
    let mut writing = Writing {
        room: Room::of(length),
        at: 0,
        signed: 0,
        mac: keyed(secret),
    };
    json::write(&mut writing, body);
    debug_assert_eq!(writing.at, length, "both passes write the same");
    writing.sign();
    Signed {
        signature: hex::encode(writing.mac.finalize().into_bytes()),
        bytes: writing.room.into_bytes(),
    }
}

enum Room {
    Heap(Vec<u8>),
    Pages(MmapMut),
}

impl Room {
    fn of(length: usize) -> Self {
        let pages = (length >= OWN_PAGES).then(|| MmapMut::map_anon(length).ok());
        // A system that gives no pages of their own may still have room elsewhere.
        match pages.flatten() {
            Some(pages) => Self::Pages(pages),
            None => Self::Heap(vec![0; length]),
        }
    }

    fn into_bytes(self) -> Bytes {
        match self {
            Self::Heap(bytes) => Bytes::from(bytes),
            Self::Pages(pages) => Bytes::from_owner(pages),
        }
    }
}

impl Deref for Room {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Heap(bytes) => bytes,
            Self::Pages(pages) => pages,
        }
    }
}

impl DerefMut for Room {
    fn deref_mut(&mut self) -> &mut [u8] {
        match self {
            Self::Heap(bytes) => bytes,
            Self::Pages(pages) => pages,
        }
    }
}

struct Writing {
    room: Room,
    /// Bytes written.
    at: usize,
    /// Bytes signed.
    signed: usize,
    mac: Hmac<Sha256>,
}

impl Writing {
    fn sign(&mut self) {
        self.mac.update(&self.room[self.signed..self.at]);
        self.signed = self.at;
    }
}

impl Sink for Writing {
    fn raw(&mut self, bytes: &[u8]) {
        let end = self.at + bytes.len();
        self.room[self.at..end].copy_from_slice(bytes);
        self.at = end;
    }

    fn base64(&mut self, bytes: &[u8]) {
        for step in bytes.chunks(STEP) {
            let encoded = base64_simd::STANDARD.encode(step, self.room[self.at..].as_out());
            self.at += encoded.len();
            self.sign();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::tcdx::{PremiumDocument, sign};

    #[test]
    fn what_is_signed_while_it_is_written_is_what_is_written_and_then_signed() {
        let secret = ApiSecret::from("a secret".to_owned());
        for bytes in [
            0,
            1,
            2,
            STEP - 1,
            STEP,
            STEP + 1,
            OWN_PAGES,
            3 * OWN_PAGES + 7,
        ] {
            let document: Arc<[u8]> = (0..bytes).map(|at| (at * 31 % 251) as u8).collect();
            let body = PremiumDocument::new(Some(Arc::clone(&document)), Some(document)).unwrap();
            let signed = encode(&body, &secret);
            let plain = body.encode();
            assert!(signed.bytes == plain, "{bytes}");
            assert_eq!(signed.signature, sign(&secret, &plain), "{bytes}");
        }
    }
}
