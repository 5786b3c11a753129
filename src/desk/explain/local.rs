//! From a failure on this computer (files, keyring, training server) to what a person reads.

use std::io;
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
        StoreError::NotAFolder { path } => {
            at("store-not-a-folder", path).hint("store-not-a-folder-hint")
        }
        StoreError::NotWritable { path, source } => {
            at("store-not-writable", path).hint(cannot_write(source))
        }
        StoreError::Busy { path } => at("store-folder-busy", path).hint("store-folder-busy-hint"),
        StoreError::NotAFile { path } => at("store-read", path).hint("store-not-a-file-hint"),
        StoreError::Read { path, .. } => at("store-read", path).hint("store-read-hint"),
        StoreError::Write { path, source } => at("store-write", path).hint(cannot_write(source)),
        StoreError::TooLarge { path, .. } => at("store-too-large", path).hint("store-damaged-hint"),
        StoreError::Unknown {
            path,
            line,
            column,
            name,
        } => at("store-unknown", path)
            .arg("line", *line)
            .arg("column", *column)
            .arg("name", name.clone())
            .hint("store-unknown-hint"),
        StoreError::Damaged {
            path, line, column, ..
        } => at("store-damaged", path)
            .arg("line", *line)
            .arg("column", *column)
            .hint("store-damaged-hint"),
        StoreError::BadProfile {
            path, name, line, ..
        } => {
            let told = match line {
                Some(line) => at("store-bad-profile-line", path).arg("line", *line),
                None => at("store-bad-profile", path),
            };
            told.arg("name", name.clone()).hint("store-damaged-hint")
        }
    }
}

/// What to do where nothing can be written.
fn cannot_write(why: &io::Error) -> &'static str {
    match why.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "store-full-hint",
        io::ErrorKind::ReadOnlyFilesystem => "store-read-only-medium-hint",
        io::ErrorKind::PermissionDenied => "store-no-permission-hint",
        // The folder above is a file, or there is none and none can be made.
        io::ErrorKind::NotADirectory | io::ErrorKind::NotFound => "store-not-a-folder-hint",
        _ => "store-not-writable-hint",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;

    #[test]
    fn each_reason_for_not_writing_has_its_way_out() {
        for (kind, words) in [
            (io::ErrorKind::StorageFull, "free some space"),
            (io::ErrorKind::ReadOnlyFilesystem, "mounted read-only"),
            (io::ErrorKind::PermissionDenied, "must belong to the person"),
            (io::ErrorKind::NotADirectory, "Move the file away"),
            (io::ErrorKind::TimedOut, "permissions and free space"),
        ] {
            for path in ["/home/rina/data", "/srv/data"] {
                let error = StoreError::NotWritable {
                    path: path.into(),
                    source: kind.into(),
                };
                let full = store(&error).full(crate::text::of(Lang::En));
                assert!(full.contains(words) && full.contains(path), "{full}");
            }
        }
    }
}
