//! The API secret of each profile, in the operating system's keyring: Secret Service, Keychain, Credential Manager.
//!
//! Without a keyring a secret stays in this process's memory until it ends. It is never written to a file.
//! Every call here can block for long (the keyring may ask a person to unlock it): call from a blocking thread.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use keyring::{Entry, Error as KeyringError};
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

/// The service under which the keyring shows the secrets; the user is the profile's name.
const SERVICE: &str = "tcdx-desk";

/// The service under which the keyring shows the keys of the stores; the user is the profile's name.
const STORE_SERVICE: &str = "tcdx-desk-store";

/// The service under which `check` tries whether a secret can be kept.
const CHECK_SERVICE: &str = "tcdx-desk-check";

/// Most bytes of a secret: the Windows Credential Manager holds 2560.
pub const MAX_SECRET_BYTES: usize = 2048;

/// An API secret: it never prints, and its memory is cleared when it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The secret itself, for signing alone.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// What failed in a keyring that is there and open. Its own words are left out: they may hold what was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// What the keyring holds under this name is not a secret of this program.
    Damaged,
    /// The keyring holds several secrets under this name.
    Ambiguous,
    /// The keyring refuses such a name or secret (an empty one).
    Refused,
    /// Anything else: the keyring stopped, the connection to it broke.
    Platform,
}

/// Why a secret could not be kept, read or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum VaultError {
    /// No keyring service runs (or none did when this program first asked: a later one needs a restart).
    #[error("no keyring service is running")]
    NoStore,
    /// The keyring is locked and was not unlocked.
    #[error("the keyring is locked")]
    Locked,
    /// The secret has more bytes than a keyring takes.
    #[error("the secret is longer than {MAX_SECRET_BYTES} bytes")]
    TooLarge,
    /// The keyring failed.
    #[error("the keyring failed ({0:?})")]
    Other(Failure),
}

/// Keeps one secret for each profile.
pub trait Vault: Send + Sync {
    /// The secret of a profile; `None` if there is none.
    fn get(&self, profile: &str) -> Result<Option<Secret>, VaultError>;
    /// Keeps the secret of a profile, in the place of an older one.
    fn set(&self, profile: &str, secret: &Secret) -> Result<(), VaultError>;
    /// Removes the secret of a profile; it is no error if there is none.
    fn remove(&self, profile: &str) -> Result<(), VaultError>;
    /// Whether a secret can be kept and read back.
    fn check(&self) -> Result<(), VaultError>;
}

/// The operating system's keyring.
#[derive(Debug, Clone, Copy)]
pub struct KeyringVault {
    service: &'static str,
}

impl Default for KeyringVault {
    fn default() -> Self {
        Self { service: SERVICE }
    }
}

impl KeyringVault {
    /// The keys of the stores, apart from the API secrets.
    pub fn for_stores() -> Self {
        Self {
            service: STORE_SERVICE,
        }
    }
}

impl Vault for KeyringVault {
    fn get(&self, profile: &str) -> Result<Option<Secret>, VaultError> {
        read(&entry(self.service, profile)?)
    }

    fn set(&self, profile: &str, secret: &Secret) -> Result<(), VaultError> {
        check_size(secret)?;
        write(&entry(self.service, profile)?, secret)
    }

    fn remove(&self, profile: &str) -> Result<(), VaultError> {
        delete(&entry(self.service, profile)?)
    }

    /// Keeps a trial secret, reads it back and removes it: only that shows that the keyring is there and open.
    fn check(&self) -> Result<(), VaultError> {
        // A name of its own for each process, so that two checks at once do not meet.
        let trial = entry(CHECK_SERVICE, &format!("check-{}", std::process::id()))?;
        write(&trial, &Secret::from("check".to_owned()))?;
        let found = read(&trial);
        delete(&trial)?;
        match found? {
            Some(secret) if secret.expose() == "check" => Ok(()),
            _ => Err(VaultError::Other(Failure::Damaged)),
        }
    }
}

fn check_size(secret: &Secret) -> Result<(), VaultError> {
    match secret.expose().len() {
        0 => Err(VaultError::Other(Failure::Refused)),
        1..=MAX_SECRET_BYTES => Ok(()),
        _ => Err(VaultError::TooLarge),
    }
}

fn entry(service: &str, user: &str) -> Result<Entry, VaultError> {
    // Whatever kept the store from opening, there is none.
    if Entry::store_status().is_err() {
        return Err(VaultError::NoStore);
    }
    Entry::new(service, user).map_err(told)
}

fn read(entry: &Entry) -> Result<Option<Secret>, VaultError> {
    match entry.get_secret() {
        Ok(bytes) => String::from_utf8(bytes)
            .map(|text| Some(Secret::from(text)))
            .map_err(|error| told(KeyringError::BadEncoding(error.into_bytes()))),
        Err(KeyringError::NoEntry) => Ok(None),
        Err(error) => Err(told(error)),
    }
}

fn write(entry: &Entry, secret: &Secret) -> Result<(), VaultError> {
    entry.set_secret(secret.expose().as_bytes()).map_err(told)
}

fn delete(entry: &Entry) -> Result<(), VaultError> {
    match entry.delete_credential() {
        Ok(()) | Err(KeyringError::NoEntry) => Ok(()),
        // All of them are this program's, under this profile's name.
        Err(KeyringError::Ambiguous(all)) => {
            for one in all {
                one.delete_credential().map_err(told)?;
            }
            Ok(())
        }
        Err(error) => Err(told(error)),
    }
}

/// The keyring's error without its words; bytes that it read are cleared.
fn told(error: KeyringError) -> VaultError {
    match error {
        KeyringError::NoDefaultStore => VaultError::NoStore,
        KeyringError::NoStorageAccess(_) => VaultError::Locked,
        KeyringError::TooLong(..) => VaultError::TooLarge,
        KeyringError::BadEncoding(mut bytes) | KeyringError::BadDataFormat(mut bytes, _) => {
            bytes.zeroize();
            VaultError::Other(Failure::Damaged)
        }
        KeyringError::Ambiguous(_) => VaultError::Other(Failure::Ambiguous),
        KeyringError::Invalid(..) | KeyringError::NotSupportedByStore(_) => {
            VaultError::Other(Failure::Refused)
        }
        _ => VaultError::Other(Failure::Platform),
    }
}

/// Secrets in this process's memory, until it ends.
#[derive(Debug, Default)]
pub struct SessionVault {
    secrets: Mutex<HashMap<String, Secret>>,
}

impl SessionVault {
    fn secrets(&self) -> MutexGuard<'_, HashMap<String, Secret>> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Vault for SessionVault {
    fn get(&self, profile: &str) -> Result<Option<Secret>, VaultError> {
        Ok(self.secrets().get(profile).cloned())
    }

    fn set(&self, profile: &str, secret: &Secret) -> Result<(), VaultError> {
        check_size(secret)?;
        self.secrets().insert(profile.to_owned(), secret.clone());
        Ok(())
    }

    fn remove(&self, profile: &str) -> Result<(), VaultError> {
        self.secrets().remove(profile);
        Ok(())
    }

    fn check(&self) -> Result<(), VaultError> {
        Ok(())
    }
}

/// Where a secret went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Into the keyring: it is there at the next start.
    Keyring,
    /// Into memory alone, because the keyring failed so: it is gone when the program ends, and a person must be told.
    SessionOnly(VaultError),
}

/// The vault of the running program: the keyring, and memory for what the keyring does not take.
pub struct DeskVault {
    keyring: Box<dyn Vault>,
    session: SessionVault,
    /// Why the secret of a profile is in memory.
    reasons: Mutex<HashMap<String, VaultError>>,
}

impl fmt::Debug for DeskVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeskVault(***)")
    }
}

impl Default for DeskVault {
    fn default() -> Self {
        Self::new(Box::new(KeyringVault::default()))
    }
}

impl DeskVault {
    /// A vault over this keyring; `default()` takes the operating system's.
    pub fn new(keyring: Box<dyn Vault>) -> Self {
        Self {
            keyring,
            session: SessionVault::default(),
            reasons: Mutex::default(),
        }
    }

    /// Keeps the secret of a profile: in the keyring, or for this session if the keyring fails. Says which.
    ///
    /// # Errors
    /// `TooLarge`, and `Other(Refused)` for an empty secret: then it is kept nowhere.
    pub fn store(&self, profile: &str, secret: &Secret) -> Result<Kept, VaultError> {
        check_size(secret)?;
        match self.keyring.set(profile, secret) {
            Ok(()) => {
                self.session.remove(profile)?;
                self.reasons().remove(profile);
                Ok(Kept::Keyring)
            }
            Err(error) => {
                crate::logs::warn!("a secret stays in memory", error = error);
                self.session.set(profile, secret)?;
                self.reasons().insert(profile.to_owned(), error);
                Ok(Kept::SessionOnly(error))
            }
        }
    }

    /// Why the secret of a profile is kept for this session alone; `None` if it is not.
    pub fn is_session_only(&self, profile: &str) -> Option<VaultError> {
        self.reasons().get(profile).copied()
    }

    fn reasons(&self) -> MutexGuard<'_, HashMap<String, VaultError>> {
        self.reasons.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Vault for DeskVault {
    /// The secret given in this session, else the keyring's.
    fn get(&self, profile: &str) -> Result<Option<Secret>, VaultError> {
        match self.session.get(profile)? {
            Some(secret) => Ok(Some(secret)),
            None => self.keyring.get(profile),
        }
    }

    /// As `store`; ask `is_session_only` where it went.
    fn set(&self, profile: &str, secret: &Secret) -> Result<(), VaultError> {
        self.store(profile, secret).map(|_| ())
    }

    /// Removes the secret from memory and from the keyring. The keyring's error is returned when it may still hold one;
    /// where no keyring runs and the secret was in memory, all is removed.
    fn remove(&self, profile: &str) -> Result<(), VaultError> {
        self.session.remove(profile)?;
        let in_memory = self.reasons().remove(profile).is_some();
        match self.keyring.remove(profile) {
            Err(VaultError::NoStore) if in_memory => Ok(()),
            result => result,
        }
    }

    /// Whether the keyring can keep a secret and read it back.
    fn check(&self) -> Result<(), VaultError> {
        self.keyring.check()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A keyring that fails the same way each time.
    struct Broken(VaultError);

    impl Vault for Broken {
        fn get(&self, _: &str) -> Result<Option<Secret>, VaultError> {
            Err(self.0)
        }
        fn set(&self, _: &str, _: &Secret) -> Result<(), VaultError> {
            Err(self.0)
        }
        fn remove(&self, _: &str) -> Result<(), VaultError> {
            Err(self.0)
        }
        fn check(&self) -> Result<(), VaultError> {
            Err(self.0)
        }
    }

    fn secret(text: &str) -> Secret {
        Secret::from(text.to_owned())
    }

    fn exposed(vault: &DeskVault, profile: &str) -> Option<String> {
        let found = vault.get(profile).unwrap();
        found.map(|secret| secret.expose().to_owned())
    }

    #[test]
    fn a_secret_never_prints() {
        let vault = SessionVault::default();
        vault.set("a", &secret("hunter2")).unwrap();
        for text in [
            format!("{:?}", secret("hunter2")),
            format!("{vault:?}"),
            format!("{:?}", DeskVault::default()),
        ] {
            assert!(!text.contains("hunter2"), "{text}");
        }
    }

    #[test]
    fn a_good_keyring_is_used_and_memory_is_not() {
        let vault = DeskVault::new(Box::new(SessionVault::default()));
        assert_eq!(vault.store("a", &secret("one")), Ok(Kept::Keyring));
        assert_eq!(vault.store("b", &secret("two")), Ok(Kept::Keyring));
        assert!(vault.session.secrets().is_empty());
        assert_eq!(exposed(&vault, "a").unwrap(), "one");
        vault.remove("a").unwrap();
        vault.remove("a").unwrap();
        assert_eq!(exposed(&vault, "a"), None);
        assert_eq!(exposed(&vault, "b").unwrap(), "two");
    }

    #[test]
    fn a_failing_keyring_leaves_the_secret_in_memory_and_says_so() {
        for error in [
            VaultError::NoStore,
            VaultError::Locked,
            VaultError::Other(Failure::Platform),
        ] {
            let vault = DeskVault::new(Box::new(Broken(error)));
            assert_eq!(vault.get("a").unwrap_err(), error);
            assert_eq!(vault.check(), Err(error));
            let kept = vault.store("a", &secret("one"));
            assert_eq!(kept, Ok(Kept::SessionOnly(error)));
            assert_eq!(vault.is_session_only("a"), Some(error));
            assert_eq!(vault.is_session_only("b"), None);
            assert_eq!(exposed(&vault, "a").unwrap(), "one");
            // A keyring that is locked may hold an older one: that must not pass for removed.
            let removed = vault.remove("a");
            assert_eq!(removed.is_ok(), error == VaultError::NoStore);
            assert_eq!(vault.is_session_only("a"), None);
            assert_eq!(vault.get("a").unwrap_err(), error);
        }
    }

    #[test]
    fn secrets_have_bounds() {
        let vault = DeskVault::new(Box::new(Broken(VaultError::NoStore)));
        let longest = secret(&"s".repeat(MAX_SECRET_BYTES));
        assert!(vault.set("a", &longest).is_ok());
        let longer = secret(&"s".repeat(MAX_SECRET_BYTES + 1));
        assert_eq!(vault.set("a", &longer), Err(VaultError::TooLarge));
        assert_eq!(
            KeyringVault::default().set("a", &longer),
            Err(VaultError::TooLarge)
        );
        let refused = Err(VaultError::Other(Failure::Refused));
        assert_eq!(vault.set("b", &secret("")), refused);
        assert!(vault.get("b").is_err());
    }

    #[test]
    fn errors_hold_no_bytes_that_were_read() {
        let error = told(KeyringError::BadEncoding(b"hunter2\xff".to_vec()));
        assert_eq!(error, VaultError::Other(Failure::Damaged));
        assert!(!format!("{error} {error:?}").contains("hunter2"));
        assert_eq!(told(KeyringError::NoDefaultStore), VaultError::NoStore);
    }
}
