//! The path that only the vendor knows: what keeps others from calling at all.

use std::fmt;

use subtle::ConstantTimeEq;

use crate::store::cases::{CaseError, CaseStore};

/// Random bytes in it: 256 bits.
const BYTES: usize = 32;
/// Where the store keeps it.
const KEPT: &str = "webhook_path";

/// The path: a slash and 64 hexadecimal digits. It is not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct HookPath(String);

impl fmt::Debug for HookPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HookPath(***)")
    }
}

/// Why there is no path.
#[derive(Debug, thiserror::Error)]
pub enum NoPath {
    /// The system gives no random bytes.
    #[error("the system gives no random numbers")]
    Random,
    /// The store does not keep it.
    #[error(transparent)]
    Store(#[from] CaseError),
}

impl HookPath {
    /// A new one.
    pub fn random() -> Result<Self, NoPath> {
        let mut bytes = [0_u8; BYTES];
        getrandom::fill(&mut bytes).map_err(|_| NoPath::Random)?;
        Ok(Self(format!("/{}", hex::encode(bytes))))
    }

    /// The one that the store keeps; made if there is none.
    pub fn kept(store: &dyn CaseStore) -> Result<Self, NoPath> {
        let kept = store.value(KEPT)?.and_then(|bytes| Self::of(&bytes));
        kept.map_or_else(|| Self::renew(store), Ok)
    }

    /// A new one in its place: the old one is not found any more once the receiver begins anew.
    pub fn renew(store: &dyn CaseStore) -> Result<Self, NoPath> {
        let path = Self::random()?;
        store.set_value(KEPT, path.0.as_bytes())?;
        Ok(path)
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let digits = bytes.strip_prefix(b"/")?;
        let is_one = digits.len() == BYTES * 2 && digits.iter().all(u8::is_ascii_hexdigit);
        String::from_utf8(bytes.to_vec())
            .ok()
            .filter(|_| is_one)
            .map(Self)
    }

    /// The path in the clear.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether this is the path, in a time that tells nothing of where it differs.
    pub(super) fn is(&self, path: &str) -> bool {
        self.0.as_bytes().ct_eq(path.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::cases::open::session;

    #[test]
    fn a_path_is_random_kept_and_renewed() {
        let store = session().unwrap();
        let path = HookPath::kept(&*store).unwrap();
        assert_eq!(path.expose().len(), 1 + 64);
        assert_eq!(HookPath::kept(&*store).unwrap(), path);
        assert!(path.is(path.expose()));
        for other in ["", "/", &path.expose()[1..], &format!("{}/", path.expose())] {
            assert!(!path.is(other), "{other}");
        }
        let next = HookPath::renew(&*store).unwrap();
        assert_ne!(next, path);
        assert_eq!(HookPath::kept(&*store).unwrap(), next);
        assert!(!format!("{path:?}").contains(&path.expose()[1..9]));
        // What is no path is replaced.
        store.set_value(KEPT, b"/short").unwrap();
        assert_eq!(HookPath::kept(&*store).unwrap().expose().len(), 65);
    }
}
