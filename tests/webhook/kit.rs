//! A receiver over a store, a confirmer beside it, and callers.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tcdx_desk::desk::engine::run_queue_tuned;
use tcdx_desk::desk::hook::confirm::{ConfirmSetup, Confirmer};
use tcdx_desk::desk::hook::{HookLimits, HookPath, HookSetup, Listening, listen};
use tcdx_desk::domain::{Arrival, CaseId};
use tcdx_desk::sandbox::Running;
use tcdx_desk::store::SharedStore;
use tcdx_desk::tcdx::{ApiSecret, SIGNATURE_HEADER, sign};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use uuid::Uuid;

use crate::engine::kit::{SECRET, actor, client_of, hurried, queue, row, setup};

/// Longest a test waits for something that must come.
const PATIENCE: Duration = Duration::from_mins(1);

pub fn secret() -> ApiSecret {
    ApiSecret::from(SECRET.to_owned())
}

/// What a receiver over this store needs; it tells nobody.
pub fn hook_setup(store: &SharedStore) -> HookSetup {
    let store = Arc::clone(store);
    HookSetup {
        path: HookPath::kept(&*store).unwrap(),
        secret: secret(),
        signature_header: SIGNATURE_HEADER.to_owned(),
        behind_proxy: false,
        tls: None,
        limits: HookLimits {
            per_minute: 100_000,
            ..HookLimits::default()
        },
        store: Arc::new(move || Some(Arc::clone(&store))),
        kept: Arc::new(|| {}),
        clock: Arc::new(Timestamp::now),
    }
}

pub async fn serve(setup: HookSetup) -> Listening {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    listen(TcpListener::bind(address).await.unwrap(), setup).unwrap()
}

/// A receiver with a confirmer that has no client yet.
pub async fn receiver(store: &SharedStore) -> (Listening, Arc<Confirmer>) {
    let confirmer = Arc::new(confirmer(store));
    let mut setup = hook_setup(store);
    let woken = Arc::clone(&confirmer);
    setup.kept = Arc::new(move || woken.wake());
    (serve(setup).await, confirmer)
}

pub fn confirmer(store: &SharedStore) -> Confirmer {
    let setup = ConfirmSetup {
        store: Arc::clone(store),
        actor: actor(),
        per_minute: 6000,
        changed: Arc::new(|| {}),
        clock: Arc::new(Timestamp::now),
    };
    Confirmer::start(setup, &Handle::current())
}

/// The body of a call.
pub fn call(user_id: Uuid, status: &str, level: &str, message: &str) -> String {
    serde_json::json!({
        "user_id": user_id, "status": status, "level": level, "message": message,
    })
    .to_string()
}

pub fn signature(body: &str) -> String {
    sign(&secret(), body.as_bytes())
}

pub fn caller() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// The status of the answer to a call without a signature.
pub async fn post(url: &str, body: &str) -> u16 {
    post_with(url, &[], body).await
}

pub async fn post_with(url: &str, headers: &[(&str, &str)], body: &str) -> u16 {
    let mut request = caller().post(url).body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap().status().as_u16()
}

/// A connection to a receiver, for what no proper client does.
pub async fn connect(listening: &Listening) -> TcpStream {
    TcpStream::connect(listening.address()).await.unwrap()
}

/// The head of a call with a body of this length.
pub fn head(listening: &Listening, length: usize) -> String {
    let url = listening.url();
    let path = url.rsplit('/').next().unwrap();
    format!("POST /{path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n")
}

/// All that comes until the end of the connection.
pub async fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // What was not read of the call may break the connection after the answer.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

pub async fn write(stream: &mut TcpStream, text: &str) -> std::io::Result<()> {
    stream.write_all(text.as_bytes()).await
}

/// A customer whom the server has taken; by default screening does not end by itself.
pub async fn registered(
    server: &Running,
    store: &SharedStore,
    email: &str,
    number: usize,
) -> (CaseId, Uuid) {
    let (case, _) = queue(store, email, number);
    send(server, store).await;
    (case, row(store, case).life.user_id.unwrap())
}

/// Sends all that waits.
pub async fn send(server: &Running, store: &SharedStore) {
    let (setup, outlet) = setup(store);
    drop(outlet);
    run_queue_tuned(setup, client_of(server), false, hurried())
        .await
        .unwrap();
}

/// All arrivals, newest first.
pub fn arrivals(store: &SharedStore) -> Vec<Arrival> {
    store.arrivals(None, 1000).unwrap()
}

/// State and reason of each, newest first.
pub fn told(store: &SharedStore) -> Vec<(&'static str, &'static str)> {
    let arrivals = arrivals(store);
    let told = arrivals.iter().map(|arrival| {
        let reason = arrival.reason.map_or("", |reason| reason.name());
        (arrival.state.name(), reason)
    });
    told.collect()
}

/// Waits until it is so.
pub async fn until(mut is: impl FnMut() -> bool) {
    let wait = async {
        while !is() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, wait)
        .await
        .expect("it comes in time");
}

/// Waits until no arrival is new.
pub async fn settled(store: &SharedStore) {
    until(|| store.new_arrivals().unwrap() == 0).await;
}

/// How often the server was asked about a customer.
pub fn retrieves(server: &Running, user_id: Uuid) -> usize {
    let path = format!("/users/v1/item/{user_id}");
    let received = server.received();
    received
        .iter()
        .filter(|request| request.path == path)
        .count()
}
