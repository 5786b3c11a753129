//! Whether there is a newer version: a small signed file that the publisher puts somewhere, read and judged.
//!
//! Off unless an address is set. The file is fetched with one GET that says nothing of this computer or its staff. Its signature
//! (minisign, prehashed) is judged before a byte of it is read. Nothing is ever downloaded or installed: a person is told.
//! Whoever can answer for the address, but has no key, can at most hide news, by serving nothing or an old file: an old
//! version is no offer, and a file past its `valid_until` is told as such.

mod fetch;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use minisign_verify::{Error as SignatureError, PublicKey, Signature};
use semver::Version;
use serde::Deserialize;
use url::Url;

use crate::domain::Lang;
use crate::store::profiles;

pub use fetch::{check, check_within};

/// What the file, and the trusted comment of its signature, must name: one key may sign for several products.
const PRODUCT: &str = "tcdx-desk";
/// The largest release file, in bytes.
pub const MAX_FILE_BYTES: usize = 64 * 1024;
/// The largest signature file, in bytes.
pub const MAX_SIGNATURE_BYTES: usize = 4 * 1024;
const MAX_VERSION_BYTES: usize = 64;
/// What an installer for Windows can express; also a bound of reason.
const MAX_VERSION_PART: u64 = 65_535;
const MAX_NOTES_CHARS: usize = 2_000;
const MAX_URL_BYTES: usize = 2_048;
const MAX_SYSTEMS: usize = 8;
const MAX_SYSTEM_CHARS: usize = 100;

/// A version that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its version.
    pub version: Version,
    /// The day it was published.
    pub date: Date,
    /// What is new, in English and Indonesian; may be empty.
    pub notes: Notes,
    /// The page where it is handed out, https.
    pub download: String,
    /// By system (`linux`, `windows`, `macos`), the oldest one it runs on, in words.
    pub minimum_system: BTreeMap<String, String>,
}

/// What is new.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// In English.
    pub en: String,
    /// In Indonesian.
    pub id: String,
}

impl Notes {
    /// In this language, or the other one if there are none in it.
    pub fn of(&self, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::Id => (&self.id, &self.en),
            Lang::En => (&self.en, &self.id),
        };
        if first.is_empty() { second } else { first }
    }
}

/// What a release file says to the version that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// There is a newer version.
    Newer(Arc<Release>),
    /// The version that runs is not older than this one, the published one.
    Newest(Version),
    /// The file is not to be used after this day: nobody published a fresh one, or an old one is served.
    Expired(Date),
}

/// Why nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The address cannot be used.
    #[error("bad address")]
    Address(crate::store::error::UrlProblem),
    /// The key is none.
    #[error("bad key")]
    Key,
    /// No TLS: the system's certificates cannot be read.
    #[error("no trust")]
    NoTrust,
    /// No connection, or it broke off.
    #[error("not reached")]
    NotReached,
    /// It took too long.
    #[error("too slow")]
    TooSlow,
    /// Another answer than 200; redirects are not followed.
    #[error("answered {0}")]
    Status(u16),
    /// The file or its signature is larger than it can be.
    #[error("too large")]
    TooLarge,
    /// What lies beside the file is no signature.
    #[error("no signature")]
    NoSignature,
    /// The signature is of the older kind, over the file itself and not its hash.
    #[error("legacy signature")]
    Legacy,
    /// Another key made the signature.
    #[error("another key")]
    OtherKey,
    /// File, signature or trusted comment are not what was signed.
    #[error("changed")]
    Changed,
    /// It was signed for something else: another product, or another version than the file names.
    #[error("other product")]
    OtherProduct,
    /// The signed file makes no sense.
    #[error("unreadable")]
    Unreadable,
}

/// The file as it is written. Unknown keys are allowed: a later version may add some.
#[derive(Deserialize)]
struct Written {
    product: String,
    version: String,
    date: Date,
    valid_until: Date,
    download: String,
    #[serde(default)]
    notes: Notes,
    #[serde(default)]
    minimum_system: BTreeMap<String, String>,
}

/// Judges the address of a release file: https, or http to this computer, without user, password and query.
///
/// # Errors
/// `Address`.
pub fn check_address(address: &str) -> Result<Url, Fault> {
    profiles::check_url(address).map_err(Fault::Address)?;
    Url::parse(address).map_err(|_| Fault::Address(crate::store::error::UrlProblem::NotAUrl))
}

/// Reads a public key of minisign: its second line, in base64.
///
/// # Errors
/// `Key`.
pub fn check_key(key: &str) -> Result<PublicKey, Fault> {
    PublicKey::from_base64(key.trim()).map_err(|_| Fault::Key)
}

/// What a release file with its signature says to the version `running`, on the day `today`. Nothing of the file is looked at
/// before its signature was found good.
///
/// # Errors
/// `TooLarge`, `NoSignature`, `Legacy`, `OtherKey`, `Changed`, `OtherProduct`, `Unreadable`.
pub fn judge(
    key: &PublicKey,
    file: &[u8],
    signature: &[u8],
    running: &Version,
    today: Date,
) -> Result<Verdict, Fault> {
    if file.len() > MAX_FILE_BYTES || signature.len() > MAX_SIGNATURE_BYTES {
        return Err(Fault::TooLarge);
    }
    let signature = std::str::from_utf8(signature).map_err(|_| Fault::NoSignature)?;
    let signature = Signature::decode(signature).map_err(|_| Fault::NoSignature)?;
    key.verify(file, &signature, false)
        .map_err(|error| match error {
            SignatureError::UnexpectedKeyId => Fault::OtherKey,
            SignatureError::UnexpectedAlgorithm | SignatureError::UnsupportedLegacyMode => {
                Fault::Legacy
            }
            _ => Fault::Changed,
        })?;
    let signed_for = signature.trusted_comment().strip_prefix(PRODUCT);
    let signed_version = signed_for.and_then(|rest| rest.strip_prefix(" release "));
    let signed_version = signed_version.ok_or(Fault::OtherProduct)?;
    let (release, valid_until) = read(file).ok_or(Fault::Unreadable)?;
    if signed_version != release.version.to_string() {
        return Err(Fault::OtherProduct);
    }
    Ok(if valid_until < today {
        Verdict::Expired(valid_until)
    } else if release.version.cmp_precedence(running).is_gt() {
        Verdict::Newer(Arc::new(release))
    } else {
        Verdict::Newest(release.version)
    })
}

/// The version that runs.
pub fn running() -> Version {
    Version::parse(crate::version::NUMBER).unwrap_or_else(|_| Version::new(0, 0, 0))
}

fn read(file: &[u8]) -> Option<(Release, Date)> {
    let written: Written = toml::from_str(std::str::from_utf8(file).ok()?).ok()?;
    let is_bounded = written.version.len() <= MAX_VERSION_BYTES
        && is_words(&written.notes.en, MAX_NOTES_CHARS)
        && is_words(&written.notes.id, MAX_NOTES_CHARS)
        && written.minimum_system.len() <= MAX_SYSTEMS
        && written.minimum_system.iter().all(|(system, oldest)| {
            is_words(system, MAX_SYSTEM_CHARS) && is_words(oldest, MAX_SYSTEM_CHARS)
        });
    if written.product != PRODUCT || !is_bounded || !is_page(&written.download) {
        return None;
    }
    let version = Version::parse(&written.version).ok()?;
    let parts = [version.major, version.minor, version.patch];
    if parts.into_iter().any(|part| part > MAX_VERSION_PART) {
        return None;
    }
    let release = Release {
        version,
        date: written.date,
        notes: written.notes,
        download: written.download,
        minimum_system: written.minimum_system,
    };
    Some((release, written.valid_until))
}

/// Text that can be shown: no more than this, no control characters but line breaks.
fn is_words(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.chars().any(|sign| sign.is_control() && sign != '\n')
}

/// A page that a browser may be sent to.
fn is_page(address: &str) -> bool {
    let is_short = address.len() <= MAX_URL_BYTES && !address.chars().any(char::is_control);
    is_short
        && Url::parse(address).is_ok_and(|url| {
            url.scheme() == "https"
                && url.has_host()
                && url.username().is_empty()
                && url.password().is_none()
        })
}

#[cfg(test)]
mod tests;
