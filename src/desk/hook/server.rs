//! Takes connections and requests, within bounds.

use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Buf;
use http_body::Body;
use hyper::body::Incoming;
use hyper::header::{CONNECTION, HeaderValue, RETRY_AFTER};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::rate::{Rate, source};
use super::writer::{self, Item};
use super::{HookSetup, judge};
use crate::domain::ArrivalReason;
use crate::store::cases::Arrived;

/// After a connection that could not be taken (no file handles are left).
const AFTER_FAULT: Duration = Duration::from_millis(100);
/// How long a call waits to be kept; then the caller is asked to come again.
const KEEP_WITHIN: Duration = Duration::from_secs(10);
/// After how many seconds a caller is asked to come again when there is no room.
const COME_AGAIN_SECS: u64 = 2;

type Stop = watch::Receiver<bool>;

/// Waits until it is told to stop.
async fn told(stop: &mut Stop) {
    let _ = stop.wait_for(|stop| *stop).await;
}

struct Server {
    setup: HookSetup,
    rate: Mutex<Rate>,
    began: Instant,
    items: mpsc::Sender<Item>,
}

/// Serves until it is told to stop, and until what was taken is answered.
pub(super) async fn run(listener: TcpListener, setup: HookSetup, mut stop: Stop) {
    let limits = setup.limits;
    let (items, waiting) = mpsc::channel(limits.waiting.max(1));
    let writing = tokio::spawn(writer::run(
        waiting,
        Arc::clone(&setup.store),
        Arc::clone(&setup.kept),
        Arc::clone(&setup.clock),
    ));
    let acceptor = setup
        .tls
        .as_ref()
        .map(|key| TlsAcceptor::from(Arc::clone(&key.0)));
    let server = Arc::new(Server {
        rate: Mutex::new(Rate::new(limits.per_minute, limits.sources)),
        setup,
        began: Instant::now(),
        items,
    });
    let places = Arc::new(Semaphore::new(limits.connections.max(1)));
    let mut connections = JoinSet::new();
    loop {
        let taken = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        tokio::select! {
            () = told(&mut stop) => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            (place, accepted) = taken => match accepted {
                Ok((stream, peer)) => {
                    let (server, acceptor) = (Arc::clone(&server), acceptor.clone());
                    let stop = stop.clone();
                    connections.spawn(async move {
                        let _place = place;
                        connection(server, stream, acceptor, peer.ip(), stop).await;
                    });
                }
                Err(error) => {
                    crate::logs::warn!("a connection could not be taken", error = error);
                    sleep(AFTER_FAULT).await;
                }
            }
        }
    }
    drop((listener, server));
    while connections.join_next().await.is_some() {}
    let _ = writing.await;
}

async fn connection(
    server: Arc<Server>,
    stream: TcpStream,
    acceptor: Option<TlsAcceptor>,
    peer: IpAddr,
    stop: Stop,
) {
    // Answers are small: none waits for another packet.
    let _ = stream.set_nodelay(true);
    match acceptor {
        None => requests(server, stream, peer, stop).await,
        Some(acceptor) => {
            let shaken = timeout(server.setup.limits.request, acceptor.accept(stream)).await;
            if let Ok(Ok(stream)) = shaken {
                requests(server, stream, peer, stop).await;
            }
        }
    }
}

async fn requests(
    server: Arc<Server>,
    stream: impl AsyncRead + AsyncWrite + Unpin,
    peer: IpAddr,
    mut stop: Stop,
) {
    let limit = server.setup.limits.request;
    let service = service_fn(|request| {
        let server = Arc::clone(&server);
        async move { Ok::<_, Infallible>(server.answer(request, peer).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        // It runs while nothing is asked, too.
        .header_read_timeout(limit / 2)
        .max_buf_size(16 * 1024)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    tokio::select! {
        // A caller who goes away or is cut off is no news.
        _ = connection.as_mut() => {}
        () = told(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            let _ = timeout(limit + KEEP_WITHIN, connection).await;
        }
    }
}

/// The body could not be had.
enum NoBody {
    TooLarge,
    TooSlow,
    Broken,
}

impl Server {
    async fn answer(&self, request: Request<Incoming>, peer: IpAddr) -> Response<String> {
        let setup = &self.setup;
        let source = source(peer, request.headers(), setup.behind_proxy);
        let now = self.began.elapsed();
        let counted = self
            .rate
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take(source, now);
        if let Err(wait) = counted {
            return closing(come_again(
                StatusCode::TOO_MANY_REQUESTS,
                wait.as_secs() + 1,
            ));
        }
        let is_ours = setup.path.is(request.uri().path()) && request.uri().query().is_none();
        if !is_ours || request.method() != Method::POST {
            return closing(plain(StatusCode::NOT_FOUND));
        }
        let (head, body) = request.into_parts();
        let max = setup.limits.body_bytes;
        let body = match timeout(setup.limits.request / 2, read(body, max)).await {
            Ok(Ok(body)) => Ok(body),
            Ok(Err(no_body)) => Err(no_body),
            Err(_) => Err(NoBody::TooSlow),
        };
        let body = match body {
            Ok(body) => body,
            Err(no_body) => {
                let (status, why) = match no_body {
                    NoBody::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too large"),
                    NoBody::TooSlow => (StatusCode::REQUEST_TIMEOUT, "too slow"),
                    NoBody::Broken => (StatusCode::BAD_REQUEST, "cut short"),
                };
                crate::logs::warn!("a webhook was not taken", why = why);
                return closing(plain(status));
            }
        };
        let signatures = head.headers.get_all(&setup.signature_header);
        let signatures = signatures.iter().map(HeaderValue::as_bytes);
        let signature = judge::signature(&setup.secret, &body, signatures);
        let judged = judge::judge(&body, signature);
        let arrived = Arrived::new((setup.clock)(), body, signature, judged);
        self.keep(arrived).await
    }

    /// On the disk first; then the answer.
    async fn keep(&self, arrived: Arrived) -> Response<String> {
        let status = match arrived.refused {
            None => StatusCode::OK,
            Some(ArrivalReason::Forged) => StatusCode::UNAUTHORIZED,
            Some(_) => StatusCode::BAD_REQUEST,
        };
        if arrived.refused.is_none() {
            crate::logs::info!("a webhook arrived");
        }
        if let Some(reason) = arrived.refused {
            crate::logs::warn!("a webhook is refused", reason = reason.name());
        }
        let (is_kept, kept) = oneshot::channel();
        let no_room = || come_again(StatusCode::SERVICE_UNAVAILABLE, COME_AGAIN_SECS);
        if self.items.try_send(Item { arrived, is_kept }).is_err() {
            return no_room();
        }
        match timeout(KEEP_WITHIN, kept).await {
            Ok(Ok(true)) => plain(status),
            _ => no_room(),
        }
    }
}

/// Reads a body that is no larger than `max` bytes.
async fn read(mut body: Incoming, max: usize) -> Result<Vec<u8>, NoBody> {
    let told = body.size_hint().lower();
    if told > max as u64 {
        return Err(NoBody::TooLarge);
    }
    let mut bytes = Vec::with_capacity(told as usize);
    while let Some(frame) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let frame = frame.map_err(|_| NoBody::Broken)?;
        if let Ok(mut data) = frame.into_data() {
            if data.remaining() > max - bytes.len() {
                return Err(NoBody::TooLarge);
            }
            while data.has_remaining() {
                let chunk = data.chunk();
                bytes.extend_from_slice(chunk);
                let taken = chunk.len();
                data.advance(taken);
            }
        }
    }
    Ok(bytes)
}

fn plain(status: StatusCode) -> Response<String> {
    let mut answer = Response::new(String::new());
    *answer.status_mut() = status;
    answer
}

fn come_again(status: StatusCode, secs: u64) -> Response<String> {
    let mut answer = plain(status);
    answer
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(secs));
    answer
}

/// The connection ends with it: what the caller still sends is not read.
fn closing(mut answer: Response<String>) -> Response<String> {
    answer
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    answer
}
