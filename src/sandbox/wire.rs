//! Connections that can be reset from within a request, and closed all at once.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::hub::lock;

/// Connections open at the same time.
const MAX_CONNECTIONS: usize = 256;
/// The pause after the system refused a connection (usually for want of file handles).
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// Who is at the other end of a request's connection.
#[derive(Debug, Clone)]
pub struct Peer {
    addr: SocketAddr,
    link: Option<Arc<Link>>,
}

impl Peer {
    /// A peer without a connection, for a router that is called directly (as `ConnectInfo(Peer::new(addr))` among the
    /// request's extensions).
    pub fn new(addr: SocketAddr) -> Self {
        Self { addr, link: None }
    }

    /// True if the peer is on this machine.
    pub fn is_loopback(&self) -> bool {
        self.addr.ip().to_canonical().is_loopback()
    }

    /// Resets the connection; nothing more is written to it.
    pub(super) fn sever(&self) {
        if let Some(link) = &self.link {
            link.sever();
        }
    }
}

impl Connected<IncomingStream<'_, Door>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self {
            addr: *stream.remote_addr(),
            link: Some(Arc::clone(&stream.io().link)),
        }
    }
}

/// The switch of one connection.
#[derive(Debug, Default)]
pub(super) struct Link {
    severed: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

impl Link {
    fn sever(&self) {
        self.severed.store(true, Ordering::SeqCst);
        if let Some(waker) = lock(&self.waker).take() {
            waker.wake();
        }
    }

    fn is_severed(&self, context: &Context<'_>) -> bool {
        // First the waker, then the look: a switch thrown between the two still wakes.
        *lock(&self.waker) = Some(context.waker().clone());
        self.severed.load(Ordering::SeqCst)
    }
}

/// All open connections.
#[derive(Debug, Clone, Default)]
pub(super) struct Links(Arc<Mutex<Vec<Weak<Link>>>>);

impl Links {
    fn add(&self, link: &Arc<Link>) {
        let mut links = lock(&self.0);
        links.retain(|link| link.strong_count() > 0);
        links.push(Arc::downgrade(link));
    }

    /// Resets every connection.
    pub(super) fn sever_all(&self) {
        for link in lock(&self.0).drain(..).filter_map(|link| link.upgrade()) {
            link.sever();
        }
    }
}

/// Where connections come in.
pub(super) struct Door {
    listener: TcpListener,
    links: Links,
    places: Arc<Semaphore>,
}

impl Door {
    pub(super) fn new(listener: TcpListener, links: Links) -> Self {
        Self {
            listener,
            links,
            places: Arc::new(Semaphore::new(MAX_CONNECTIONS)),
        }
    }
}

impl Listener for Door {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        loop {
            let place = Arc::clone(&self.places).acquire_owned().await.ok();
            match self.listener.accept().await {
                Ok((stream, addr)) => {
                    let link = Arc::new(Link::default());
                    self.links.add(&link);
                    let wire = Wire {
                        stream,
                        link,
                        _place: place,
                    };
                    return (wire, addr);
                }
                Err(error) => {
                    crate::logs::debug!("a connection was not accepted", error = error);
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection with its switch.
pub(super) struct Wire {
    stream: TcpStream,
    link: Arc<Link>,
    _place: Option<OwnedSemaphorePermit>,
}

impl Wire {
    /// An error once the switch was thrown; closing then sends a reset, not an orderly end.
    fn check(&self, context: &Context<'_>) -> io::Result<()> {
        if self.link.is_severed(context) {
            // Without it the client sees the connection end instead of a reset: no answer either way.
            let _ = self.stream.set_zero_linger();
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check(context)?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check(context)?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check(context)?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check(context)?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
