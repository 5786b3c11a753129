//! A complete TCDX server to train and test against, in this process or alone.
//!
//! It answers every endpoint of the vendor's API page and judges each request with code of its own: nothing of the
//! client is used here, so that a mistake in the client's types cannot hide behind the same mistake in the judge.
//!
//! ```text
//! guard (key, body, signature) → routes → register / reports (rules) → state → screening → webhook
//!                                  └ faults (staged by tags in the e-mail address)
//! ```

mod auth;
mod body;
mod clock;
mod documents;
mod faults;
mod fields;
mod hub;
mod lists;
mod options;
mod page;
mod page_parts;
mod register;
mod reply;
mod reports;
mod routes;
mod rules;
mod screening;
mod serve;
mod state;
mod state_file;
mod tags;
mod webhook;
mod wire;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

pub use clock::{Clock, ManualClock, SystemClock};
pub use hub::{Captured, DecideError, Received, Sandbox};
pub use options::{Keep, Kept, Options};
pub use routes::router;
pub use serve::{Running, start};
pub use wire::Peer;

/// Why the sandbox server did not start.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The key or the secret is empty.
    #[error("the sandbox needs a key and a secret")]
    NoCredentials,
    /// A header name that HTTP does not allow.
    #[error("not a header name: {0}")]
    HeaderName(String),
    /// The address cannot be listened on.
    #[error("cannot listen on {addr}: {source}")]
    Listen {
        /// The address asked for.
        addr: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The state file cannot be read or written.
    #[error("the state file {} cannot be used: {source}", path.display())]
    StateFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The state file is not one of ours, or is damaged; it was left as it is.
    #[error("the state file {} is damaged ({reason}); move it away to start afresh", path.display())]
    StateDamaged {
        /// The file.
        path: PathBuf,
        /// Where it is damaged; never its content.
        reason: String,
    },
    /// The state file was written by another version of this program.
    #[error("the state file {} has version {found}, this program reads version {known}", path.display())]
    StateVersion {
        /// The file.
        path: PathBuf,
        /// The version in the file.
        found: u64,
        /// The version this program reads.
        known: u64,
    },
    /// The client for the webhook could not be made.
    #[error("the webhook client cannot start: {0}")]
    Webhook(#[from] reqwest::Error),
}
