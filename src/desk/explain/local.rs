//! From a failure on this computer (files, keyring, training server) to what a person reads.

use std::path::Path;

use super::{Told, form_file, read};
use crate::domain::form_file::{FormFileIssue, MAX_BYTES};
use crate::photo::ReadError;
use crate::sandbox::SandboxError;
use crate::store::StoreError;
use crate::tcdx::ConfigError;
use crate::vault::VaultError;

/// What a client that cannot be made means.
pub fn config(error: &ConfigError) -> Told {
    let id = match error {
        ConfigError::BadUrl(_) => "config-bad-url",
        ConfigError::Insecure(_) => "config-insecure",
        ConfigError::BadHeader => "config-bad-header",
        ConfigError::BadKey => "config-bad-key",
        ConfigError::NoSecret => "config-no-secret",
        ConfigError::BadPem => "config-bad-pem",
        ConfigError::NoTrust => "config-no-trust",
    };
    Told::new(id).hint("error-not-connected-hint")
}

/// What a keyring that fails means.
pub fn vault(error: &VaultError) -> Told {
    match error {
        VaultError::NoStore => Told::new("vault-no-store").hint("vault-no-store-hint"),
        VaultError::Locked => Told::new("vault-locked").hint("vault-locked-hint"),
        VaultError::TooLarge => Told::new("vault-too-large"),
        VaultError::Other(_) => Told::new("vault-other").retryable(),
    }
}

/// What a file that cannot be read or written means.
pub fn store(error: &StoreError) -> Told {
    let at = |id, path: &Path| Told::new(id).arg("path", path.display().to_string());
    match error {
        StoreError::NoHome => Told::new("store-no-home").hint("store-no-home-hint"),
        StoreError::NotAFolder { path }
        | StoreError::NotWritable { path, .. }
        | StoreError::Busy { path } => {
            at("store-not-writable", path).hint("store-not-writable-hint")
        }
        StoreError::NotAFile { path } | StoreError::Read { path, .. } => at("store-read", path),
        StoreError::Write { path, .. } => at("store-write", path).hint("store-not-writable-hint"),
        StoreError::TooLarge { path, .. } => at("store-too-large", path),
        StoreError::Damaged {
            path, line, column, ..
        } => at("store-damaged", path)
            .arg("line", *line)
            .arg("column", *column)
            .hint("store-damaged-hint"),
        StoreError::BadProfile { path, name, .. } => at("store-bad-profile", path)
            .arg("name", name.clone())
            .hint("store-damaged-hint"),
    }
}

/// What a training server that does not start means.
pub fn sandbox(_error: &SandboxError) -> Told {
    Told::new("error-sandbox").hint("error-sandbox-hint")
}

/// Why a form file was not read. The words for pictures fit, but for these.
pub fn form_read(error: &ReadError) -> Told {
    match error {
        ReadError::TooLarge { .. } => form_file(&FormFileIssue::TooLarge { max: MAX_BYTES }).into(),
        ReadError::Empty => {
            let (line, column) = (1, 0);
            form_file(&FormFileIssue::NotJson { line, column }).into()
        }
        ReadError::IsFolder | ReadError::NotAFile => Told::new("cli-not-a-file"),
        _ => read(error).into(),
    }
}
