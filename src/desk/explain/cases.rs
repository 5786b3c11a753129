//! From a store of cases that fails to what a person reads.

use super::Told;
use crate::store::cases::CaseError;
use crate::store::cases::open::OpenError;
use crate::vault::VaultError;

/// What a store that does not do what it is asked means.
pub fn cases(error: &CaseError) -> Told {
    match error {
        CaseError::NotFound => Told::new("store-case-not-found"),
        CaseError::Conflict => Told::new("store-conflict").hint("store-conflict-hint"),
        CaseError::Illegal(_) => Told::new("store-illegal").hint("store-illegal-hint"),
        CaseError::KnownId(_) => Told::new("report-known-id"),
        CaseError::OpenReports(count) => Told::new("store-open-reports")
            .hint("store-open-reports-hint")
            .arg("count", i64::try_from(*count).unwrap_or(i64::MAX)),
        CaseError::Overtaken => Told::new("store-overtaken").hint("store-overtaken-hint"),
        CaseError::KnownCustomer => Told::new("batch-other-case").hint("batch-other-case-hint"),
        CaseError::DiskFull => Told::new("store-disk-full").hint("store-disk-full-hint"),
        CaseError::ReadOnly => Told::new("store-read-only").hint("store-read-only-hint"),
        CaseError::Busy => Told::new("store-busy").retryable(),
        CaseError::Damaged => Told::new("store-cases-damaged").hint("store-cases-damaged-hint"),
        CaseError::Failed(why) => Told::new("store-failed").arg("why", why.clone()),
    }
}

/// What a store that does not open means.
pub fn open_store(error: &OpenError) -> Told {
    let at = |id, path: &std::path::Path| Told::new(id).arg("path", path.display().to_string());
    match error {
        OpenError::NeedsPassphrase { .. } => Told::new("store-needs-passphrase"),
        OpenError::WrongPassphrase => Told::new("store-wrong-passphrase"),
        OpenError::WeakPassphrase { min } => Told::new("store-weak-passphrase").arg("min", *min),
        OpenError::KeyMissing { path } => {
            at("store-key-missing", path).hint("store-key-missing-hint")
        }
        OpenError::WrongKey { path } => at("store-wrong-key", path).hint("store-key-missing-hint"),
        OpenError::Vault(VaultError::NoStore) => {
            Told::new("store-keyring-gone").hint("store-keyring-gone-hint")
        }
        OpenError::Vault(VaultError::Locked) => Told::new("store-keyring-locked")
            .hint("store-keyring-locked-hint")
            .retryable(),
        OpenError::Vault(error) => super::vault(error),
        OpenError::Damaged { path } => {
            at("store-file-damaged", path).hint("store-file-damaged-hint")
        }
        OpenError::Foreign { path } => at("store-foreign", path).hint("store-file-damaged-hint"),
        OpenError::TooNew { path, .. } => at("store-too-new", path).hint("store-too-new-hint"),
        OpenError::InUse { path } => at("store-in-use", path)
            .hint("store-in-use-hint")
            .retryable(),
        OpenError::ReadOnly { path } => {
            at("store-file-read-only", path).hint("store-file-read-only-hint")
        }
        OpenError::DiskFull => Told::new("store-disk-full").hint("store-disk-full-hint"),
        OpenError::Failed { path, why } => at("store-not-opened", path).arg("why", why.clone()),
    }
}
