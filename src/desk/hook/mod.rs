//! The receiver of the vendor's webhook (api.md, "Receive"): in the window for training, and in `webhook listen`.
//!
//! ```text
//! caller → server (path, source, size, time) → judge (signature, shape) → queue → writer → store
//!                                                              answer ←────────────────────┘
//! confirm: new arrivals of the store → Retrieve → the status of the case
//! ```
//!
//! What arrives is a hint, whoever sent it (ruling 10). It is on the disk before it is answered, and no status changes before
//! Retrieve was asked.

pub mod confirm;
mod judge;
mod path;
mod rate;
mod server;
pub mod tls;
mod writer;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::engine::Clock;
use crate::store::SharedStore;
use crate::store::cases::MAX_BODY_BYTES;
use crate::tcdx::ApiSecret;

pub use path::{HookPath, NoPath};
pub use tls::TlsKey;

/// What callers may take up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HookLimits {
    /// Largest body, in bytes; never more than the store keeps.
    pub body_bytes: usize,
    /// A whole request, from its first byte: half of it for its head, half for its body. A connection on which nothing is
    /// asked is closed after half of it too.
    pub request: Duration,
    /// Requests a minute of one source.
    pub per_minute: u32,
    /// Sources that are counted at once.
    pub sources: usize,
    /// Connections at once; more wait to be taken.
    pub connections: usize,
    /// Calls that may wait to be kept; more are asked to come again.
    pub waiting: usize,
}

impl Default for HookLimits {
    fn default() -> Self {
        Self {
            body_bytes: MAX_BODY_BYTES,
            request: Duration::from_secs(10),
            per_minute: 100,
            sources: 16 * 1024,
            connections: 512,
            waiting: 512,
        }
    }
}

/// What a receiver needs.
pub struct HookSetup {
    /// The path that the vendor knows. Everything else is not found.
    pub path: HookPath,
    /// What the vendor signs with.
    pub secret: ApiSecret,
    /// Name of the header with the signature.
    pub signature_header: String,
    /// The last address of `X-Forwarded-For` is the source, if the peer is on this computer or in a private network.
    pub behind_proxy: bool,
    /// Its own certificate; without one it speaks plain HTTP.
    pub tls: Option<TlsKey>,
    /// What callers may take up.
    pub limits: HookLimits,
    /// The store, if it is open now: nothing is taken without one.
    pub store: Arc<dyn Fn() -> Option<SharedStore> + Send + Sync>,
    /// Called when something was kept.
    pub kept: Arc<dyn Fn() + Send + Sync>,
    /// The time of day.
    pub clock: Clock,
}

/// A receiver, for as long as this lives.
pub struct Listening {
    address: SocketAddr,
    is_tls: bool,
    path: HookPath,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Listening {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to call: scheme, address and path.
    pub fn url(&self) -> String {
        let scheme = if self.is_tls { "https" } else { "http" };
        format!("{scheme}://{}{}", self.address, self.path.expose())
    }

    /// Takes no more calls, answers those that were taken, and ends.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        let _ = (&mut self.task).await;
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Listens, on the runtime of the caller.
pub fn listen(listener: TcpListener, setup: HookSetup) -> std::io::Result<Listening> {
    let address = listener.local_addr()?;
    let (stop, stopping) = watch::channel(false);
    let (path, is_tls) = (setup.path.clone(), setup.tls.is_some());
    let task = tokio::spawn(server::run(listener, setup, stopping));
    Ok(Listening {
        address,
        is_tls,
        path,
        stop,
        task,
    })
}
