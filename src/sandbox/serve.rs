//! Starts and stops a sandbox server on an address.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::SandboxError;
use super::hub::{Captured, Received, Sandbox};
use super::options::Options;
use super::routes::router;
use super::webhook;
use super::wire::{Door, Links, Peer};

/// How long requests under way may take once the server was told to stop.
const GRACE: Duration = Duration::from_secs(2);
/// The timer looks at the clock at least this often while a screening runs: clocks are set.
const MAX_SLEEP_MS: u64 = 30_000;
/// And never more often than this.
const MIN_SLEEP_MS: u64 = 5;

/// A server that runs. Dropping it stops it too, without waiting.
#[derive(Debug)]
pub struct Running {
    sandbox: Sandbox,
    addr: SocketAddr,
    stop: watch::Sender<bool>,
    links: Links,
    server: JoinHandle<()>,
    workers: [JoinHandle<()>; 2],
}

/// Starts a server on `listen` (port 0 chooses a free one), on the runtime this is called on.
pub async fn start(options: Options, listen: SocketAddr) -> Result<Running, SandboxError> {
    let client = webhook::client()?;
    let sandbox = tokio::task::spawn_blocking(move || Sandbox::new(options))
        .await
        .map_err(|error| SandboxError::Listen {
            addr: listen,
            source: std::io::Error::other(error),
        })??;
    let refused = |source| SandboxError::Listen {
        addr: listen,
        source,
    };
    let listener = TcpListener::bind(listen).await.map_err(refused)?;
    let addr = listener.local_addr().map_err(refused)?;
    let (stop, stopped) = watch::channel(false);
    let links = Links::default();

    let routes = router(&sandbox).into_make_service_with_connect_info::<Peer>();
    let door = Door::new(listener, links.clone());
    let mut until = stopped.clone();
    let server = tokio::spawn(async move {
        let serving = axum::serve(door, routes).with_graceful_shutdown(async move {
            // An error means that `Running` was dropped, which also ends it.
            let _ = until.changed().await;
        });
        if let Err(error) = serving.await {
            crate::logs::warn!("the sandbox server ended", error = error);
        }
    });
    let timer = tokio::spawn(screen(sandbox.clone(), stopped.clone()));
    let caller = match sandbox.take_outbox() {
        Some(outbox) => tokio::spawn(webhook::run(sandbox.clone(), client, outbox, stopped)),
        None => tokio::spawn(async {}),
    };
    crate::logs::info!("the sandbox listens", port = addr.port());
    Ok(Running {
        sandbox,
        addr,
        stop,
        links,
        server,
        workers: [timer, caller],
    })
}

/// Lets screenings end when they are due, and keeps the state file up to date.
async fn screen(sandbox: Sandbox, mut stop: watch::Receiver<bool>) {
    loop {
        let due = sandbox.state().next_due_ms();
        let wait = due.map(|due| {
            let left = due.saturating_sub(sandbox.now().as_millisecond());
            let left = u64::try_from(left).unwrap_or(0);
            Duration::from_millis(left.clamp(MIN_SLEEP_MS, MAX_SLEEP_MS))
        });
        tokio::select! {
            _ = stop.changed() => break,
            () = sandbox.0.wake.notified() => {}
            () = tokio::time::sleep(wait.unwrap_or_default()), if wait.is_some() => {}
        }
        // Also what ended only because somebody looked.
        drop(sandbox.state());
        sandbox.write_changes().await;
    }
}

impl Running {
    /// The address it listens on, with the port that was chosen.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The base URL for a client on this machine, without a slash at the end.
    pub fn base_url(&self) -> String {
        let mut addr = self.addr;
        if addr.ip().is_unspecified() {
            let loopback: std::net::IpAddr = if addr.is_ipv4() {
                std::net::Ipv4Addr::LOCALHOST.into()
            } else {
                std::net::Ipv6Addr::LOCALHOST.into()
            };
            addr.set_ip(loopback);
        }
        format!("http://{addr}")
    }

    /// The sandbox that is served.
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// The last requests, oldest first, at most 500.
    pub fn received(&self) -> Vec<Received> {
        self.sandbox.received()
    }

    /// The last body that arrived; `None` unless [`Options::keep_bodies`] is set.
    pub fn captured_body(&self) -> Option<Captured> {
        self.sandbox.captured().pop()
    }

    /// Stops: no new connection, two seconds for requests under way, then every connection is reset; the state is written.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        if tokio::time::timeout(GRACE, &mut self.server).await.is_err() {
            self.links.sever_all();
            let _ = tokio::time::timeout(GRACE, &mut self.server).await;
        }
        for worker in &mut self.workers {
            let _ = tokio::time::timeout(GRACE, worker).await;
        }
        self.sandbox.write_changes().await;
    }
}
