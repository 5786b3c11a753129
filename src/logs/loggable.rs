//! What may stand in a log line. Whoever adds to this file asks first: can it ever hold what a person typed, what a file
//! is called, or what a server said?

use std::fmt::{self, Display, Formatter};
use std::io;
use std::panic::Location;
use std::time::Duration;

use crate::desk::release::Fault;
use crate::domain::profile::Kind;
use crate::domain::{CaseId, LogLevel};
use crate::store::cases::open::{KeptBy, OpenError};
use crate::store::cases::{AttemptOutcome, JobId};
use crate::store::{CaseError, StoreError};
use crate::tcdx;
use crate::vault::VaultError;

/// Holds nothing of a person, whatever happens: counts, durations, ids of this program, fixed words, kinds of errors.
///
/// Text that is made while the program runs is not among them:
///
/// ```compile_fail,E0277
/// tcdx_desk::logs::field(&String::from("Siti"));
/// ```
///
/// ```compile_fail,E0597
/// let name = String::from("Siti");
/// tcdx_desk::logs::field(&name.as_str());
/// ```
///
/// ```
/// assert_eq!(tcdx_desk::logs::field(&"cut short").to_string(), "cut short");
/// ```
pub trait Loggable {
    /// Writes it, without a line break.
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result;
}

/// A value in a log line.
pub struct Field<'a, T>(&'a T);

/// Takes a value into a log line.
pub fn field<T: Loggable>(value: &T) -> Field<'_, T> {
    Field(value)
}

impl<T: Loggable> Display for Field<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.log(f)
    }
}

macro_rules! as_displayed {
    ($($kind:ty),*) => {
        $(impl Loggable for $kind {
            fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
                Display::fmt(self, f)
            }
        })*
    };
}

// Counts and fixed words. An id of a case or a job is made here and tells nothing outside this computer; the vendor's id of
// a customer is not among them.
as_displayed!(
    bool,
    u8,
    u16,
    u32,
    u64,
    usize,
    i32,
    i64,
    &'static str,
    CaseId
);

impl<T: Loggable> Loggable for &T {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).log(f)
    }
}

impl Loggable for JobId {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl Loggable for Duration {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} ms", self.as_millis())
    }
}

impl<T: Loggable> Loggable for Option<T> {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => value.log(f),
            None => f.write_str("none"),
        }
    }
}

/// A place in the source of this program.
impl Loggable for Location<'_> {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file(), self.line())
    }
}

/// The kind and the system's number, without the words: those may name a file.
impl Loggable for io::Error {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind())?;
        match self.raw_os_error() {
            Some(code) => write!(f, " ({code})"),
            None => Ok(()),
        }
    }
}

/// What a driver calls itself: letters, digits and marks of one line, at most 120.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact(String);

impl Fact {
    /// For what the graphics driver says of itself; `tests/walls.rs` keeps it to that.
    pub fn of_driver(words: &str) -> Self {
        let is_plain = |c: &char| c.is_ascii_alphanumeric() || " .,-_/()+:".contains(*c);
        Self(words.chars().filter(is_plain).take(120).collect())
    }
}

impl Loggable for Fact {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0)
    }
}

impl Loggable for LogLevel {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Loggable for Kind {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Live => "live",
            Self::Training => "training",
        })
    }
}

impl Loggable for KeptBy {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Keyring => "keyring",
            Self::Passphrase => "passphrase",
            Self::Session => "memory",
        })
    }
}

impl Loggable for AttemptOutcome {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accepted(_) => "accepted",
            Self::NotSent { .. } => "not sent",
            Self::Refused { duplicate: false } => "refused",
            Self::Refused { duplicate: true } => "refused as a duplicate",
            Self::Unknown => "unknown",
        })
    }
}

/// Without the server's words.
impl Loggable for tcdx::Error {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent(why) => write!(f, "not sent: {why}"),
            Self::Unknown { cause, bytes_sent } => {
                write!(f, "no answer after {bytes_sent} bytes: {cause}")
            }
            Self::Refused(refusal) => {
                write!(f, "refused, status {}", refusal.status)?;
                match refusal.field {
                    Some(field) => write!(f, ", about {field}"),
                    None => Ok(()),
                }
            }
            Self::NotTcdx { status, why, .. } => {
                write!(f, "another server, status {status}: {why}")
            }
            Self::Credentials { status, .. } => write!(f, "key or signature, status {status}"),
        }
    }
}

/// Without the words of the database.
impl Loggable for CaseError {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFound => "not found",
            Self::Conflict => "changed elsewhere",
            Self::Illegal(_) => "a step that makes no sense",
            Self::KnownId(_) => "the id of a report is known",
            Self::OpenReports(_) => "reports are open",
            Self::Overtaken => "overtaken",
            Self::KnownCustomer => "the customer is known",
            Self::DiskFull => "the disk is full",
            Self::ReadOnly => "cannot be written",
            Self::Busy => "busy",
            Self::Damaged => "damaged",
            Self::Failed(_) => "the database failed",
        })
    }
}

/// Without paths.
impl Loggable for OpenError {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NeedsPassphrase { .. } => "a passphrase is needed",
            Self::WrongPassphrase => "wrong passphrase",
            Self::WeakPassphrase { .. } => "the passphrase is too short",
            Self::KeyMissing { .. } => "the key is not in the keyring",
            Self::WrongKey { .. } => "the key does not open it",
            Self::Vault(error) => return error.log(f),
            Self::Damaged { .. } => "damaged",
            Self::Foreign { .. } => "not a store",
            Self::TooNew { .. } => "of a newer version",
            Self::InUse { .. } => "in use",
            Self::ReadOnly { .. } => "cannot be written",
            Self::DiskFull => "the disk is full",
            Self::Failed { .. } => "cannot be opened",
        })
    }
}

impl Loggable for VaultError {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStore => f.write_str("no keyring"),
            Self::Locked => f.write_str("the keyring is locked"),
            Self::TooLarge => f.write_str("the secret is too long"),
            Self::Other(failure) => write!(f, "the keyring failed ({failure:?})"),
        }
    }
}

/// Fixed words, and the status of an answer.
impl Loggable for Fault {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Without paths, and without the words of a reader, which may quote the file.
impl Loggable for StoreError {
    fn log(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHome => f.write_str("no folder"),
            Self::NotAFolder { .. } => f.write_str("not a folder"),
            Self::NotAFile { .. } => f.write_str("not a file"),
            Self::TooLarge { .. } => f.write_str("too large"),
            Self::Busy { .. } => f.write_str("busy"),
            Self::NotWritable { source, .. }
            | Self::Read { source, .. }
            | Self::Write { source, .. } => source.log(f),
            Self::Damaged { line, column, .. } => write!(f, "damaged at {line}:{column}"),
            Self::Unknown { line, column, .. } => {
                write!(f, "of a newer version at {line}:{column}")
            }
            Self::BadProfile { .. } => f.write_str("a profile that cannot be used"),
        }
    }
}
