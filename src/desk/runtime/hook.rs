//! Where the training sandbox calls when a screening ends (api.md, "Receive"). Live profiles have none: no branch computer can be
//! called from outside, and statuses are asked for anyway.
//!
//! What arrives is a hint, whoever sent it: the engine confirms it with Retrieve before a status changes (api.md, ruling 10).

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Weak};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use subtle::ConstantTimeEq;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::Shared;
use crate::tcdx::{ApiSecret, Client, SIGNATURE_HEADER, WebhookCall, sign};

/// Largest body that is taken, in bytes.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// The receiver, for as long as this lives.
pub(super) struct Listening {
    url: String,
    server: JoinHandle<()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Why there is no webhook.
#[derive(Debug, thiserror::Error)]
pub(super) enum HookError {
    #[error("no port of this computer could be listened on: {0}")]
    Listen(#[from] std::io::Error),
    #[error(transparent)]
    Register(#[from] crate::tcdx::Error),
}

/// Where the calls go.
type Deliver = Arc<dyn Fn(WebhookCall) + Send + Sync>;

#[derive(Clone)]
struct Hook {
    secret: ApiSecret,
    deliver: Deliver,
}

/// Listens on this computer alone, under a path that nobody can guess, and tells the sandbox where. Once a session.
pub(super) async fn listen(shared: &Arc<Shared>, client: &Client) -> Result<(), HookError> {
    let sandbox = shared.sandbox.lock().await;
    let Some(secret) = sandbox.as_ref().map(super::connection::OwnSandbox::secret) else {
        return Ok(());
    };
    drop(sandbox);
    let mut listening = shared.hook.lock().await;
    if listening.is_none() {
        // The receiver must not keep alive what owns it.
        let weak: Weak<Shared> = Arc::downgrade(shared);
        let deliver: Deliver = Arc::new(move |call| {
            if let Some(shared) = weak.upgrade() {
                shared.engine_webhook(call);
            }
        });
        *listening = Some(serve(Hook { secret, deliver }).await?);
    }
    if let Some(listening) = listening.as_ref() {
        client.update_webhook(&listening.url).await?;
    }
    Ok(())
}

async fn serve(hook: Hook) -> Result<Listening, std::io::Error> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    let address = listener.local_addr()?;
    let path = format!("/{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    let routes = Router::new()
        .route(&path, post(receive))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .with_state(hook);
    let server = tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, routes).await {
            tracing::warn!(%error, "the receiver of webhooks ended");
        }
    });
    Ok(Listening {
        url: format!("http://{address}{path}"),
        server,
    })
}

/// Answers at once; what the call means is found out later.
async fn receive(State(hook): State<Hook>, headers: HeaderMap, body: Bytes) -> StatusCode {
    if let Some(signature) = headers.get(SIGNATURE_HEADER) {
        // Not documented, but where there is one it must fit (api.md, ruling 10).
        let expected = sign(&hook.secret, &body);
        if !bool::from(expected.as_bytes().ct_eq(signature.as_bytes())) {
            tracing::warn!("a webhook with a wrong signature was dropped");
            return StatusCode::UNAUTHORIZED;
        }
    }
    let Ok(call) = serde_json::from_slice::<WebhookCall>(&body) else {
        tracing::warn!(
            bytes = body.len(),
            "a webhook that cannot be read was dropped"
        );
        return StatusCode::BAD_REQUEST;
    };
    tracing::info!(level = %call.level, "a webhook arrived");
    (hook.deliver)(call);
    StatusCode::OK
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    const CALL: &str = r#"{"user_id":"ace50048-759a-5de5-8e7a-3f7c64e6fb48","status":"Approved","level":"2","message":""}"#;

    async fn hook() -> (Listening, Arc<Mutex<Vec<WebhookCall>>>) {
        let calls = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&calls);
        let hook = Hook {
            secret: ApiSecret::from("secret".to_owned()),
            deliver: Arc::new(move |call| log.lock().unwrap().push(call)),
        };
        (serve(hook).await.unwrap(), calls)
    }

    /// The status of the answer to a POST.
    async fn post(url: &str, header: &str, body: &str) -> u16 {
        let (address, path) = url
            .strip_prefix("http://")
            .unwrap()
            .split_once('/')
            .unwrap();
        let mut stream = TcpStream::connect(address).await.unwrap();
        let length = body.len();
        let head = format!(
            "POST /{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n{header}\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        // A body that is too large is refused before it was read.
        let _ = stream.write_all(body.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer)[9..12].parse().unwrap()
    }

    #[tokio::test]
    async fn a_call_is_taken_with_a_fitting_signature_or_none() {
        let (listening, calls) = hook().await;
        let fits = sign(&ApiSecret::from("secret".to_owned()), CALL.as_bytes());
        let header = |signature: &str| format!("{SIGNATURE_HEADER}: {signature}\r\n");
        assert_eq!(post(&listening.url, &header(&fits), CALL).await, 200);
        assert_eq!(post(&listening.url, "", CALL).await, 200);
        assert_eq!(calls.lock().unwrap().len(), 2);
        assert_eq!(post(&listening.url, &header("00"), CALL).await, 401);
        assert_eq!(calls.lock().unwrap().len(), 2);
    }

    #[tokio::test]
    async fn anything_else_is_refused() {
        let (listening, calls) = hook().await;
        assert_eq!(post(&listening.url, "", "{}").await, 400);
        let large = "x".repeat(MAX_BODY_BYTES + 1);
        assert_eq!(post(&listening.url, "", &large).await, 413);
        let elsewhere = format!("{}x", listening.url);
        assert_eq!(post(&elsewhere, "", CALL).await, 404);
        assert!(calls.lock().unwrap().is_empty());
        let path = listening.url.rsplit('/').next().unwrap();
        assert_eq!(path.len(), 64, "two random ids");
    }
}
