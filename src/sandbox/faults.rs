//! Shows the staged faults (see `tags`): refusals, a proxy's page, half an answer, no answer.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body::{Frame, SizeHint};

use super::hub::{Sandbox, lock};
use super::reply::{Note, Refusal};
use super::tags::Fault;

/// How many faults by e-mail are counted before the counting starts afresh.
const MAX_SHOWN: usize = 1000;
/// The largest answer that is cut in half, in bytes.
const MAX_CUT: usize = 64 * 1024;
/// The first half is on its way before the connection breaks.
const FLUSH: Duration = Duration::from_millis(50);

/// What is noted and, where there is an answer, told of each fault.
const CLOSED_BEFORE: &str = "staged: closed before anything was stored";
const SERVER_FAULT: &str = "staged: server fault";
const TOO_MANY: &str = "staged: too many requests";
const MAINTENANCE: &str = "staged: offline for maintenance";
const CLOSED_AFTER: &str = "staged: stored, then closed without an answer";
const PAGE: &str = "staged: a page instead of JSON";
const CUT_SHORT: &str = "staged: cut short";
const HALF: &str = "staged: half an answer";

/// The id of a staged fault's text on the trainer's page, by what was noted of it.
pub(super) fn staged_text(note: &str) -> Option<&'static str> {
    match note {
        CLOSED_BEFORE => Some("sandbox-staged-closed-before"),
        SERVER_FAULT => Some("sandbox-staged-fault"),
        TOO_MANY => Some("sandbox-staged-too-many"),
        MAINTENANCE => Some("sandbox-staged-maintenance"),
        CLOSED_AFTER => Some("sandbox-staged-closed-after"),
        PAGE => Some("sandbox-staged-page"),
        CUT_SHORT => Some("sandbox-staged-cut-short"),
        HALF => Some("sandbox-staged-half"),
        _ => None,
    }
}

/// On an answer: the connection is to be reset instead.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sever;

/// The answer of a fault that comes before anything is stored. `call` names the call, such as `create`.
pub(super) fn before(
    sandbox: &Sandbox,
    faults: &[Fault],
    call: &str,
    email: &str,
) -> Option<Response> {
    faults.iter().find_map(|fault| match fault {
        Fault::DropBefore => Some(severed(CLOSED_BEFORE)),
        Fault::Http500 => Some(staged(500, SERVER_FAULT)),
        Fault::Html => Some(proxy_page()),
        Fault::Http429 if count(sandbox, &format!("429 {call} {email}")) <= 1 => {
            let mut response = staged(429, TOO_MANY);
            let headers = response.headers_mut();
            headers.insert(RETRY_AFTER, HeaderValue::from_static("2"));
            Some(response)
        }
        Fault::Maintenance(calls) if count(sandbox, &format!("503 {call} {email}")) <= *calls => {
            Some(staged(503, MAINTENANCE))
        }
        Fault::Http429
        | Fault::Maintenance(_)
        | Fault::Drop
        | Fault::Cut
        | Fault::SlowAnswer(_) => None,
    })
}

/// Does to an answer what is staged for it after everything was stored.
pub(super) async fn after(faults: &[Fault], mut response: Response) -> Response {
    for fault in faults {
        match fault {
            Fault::SlowAnswer(wait) => tokio::time::sleep(*wait).await,
            Fault::Cut => response = cut(response).await,
            Fault::Drop => return severed(CLOSED_AFTER),
            _ => {}
        }
    }
    response
}

/// How often this fault was shown, this time included.
fn count(sandbox: &Sandbox, what: &str) -> u32 {
    let mut shown = lock(&sandbox.0.shown);
    if shown.len() >= MAX_SHOWN && !shown.contains_key(what) {
        shown.clear();
    }
    let times = shown.entry(what.to_owned()).or_insert(0);
    *times = times.saturating_add(1);
    *times
}

fn staged(status: u16, message: &str) -> Response {
    Refusal::new(status, message).into_response()
}

fn proxy_page() -> Response {
    let page = "<!doctype html><title>Sign in</title><h1>Network sign-in required</h1>\n";
    let mut response = Response::new(Body::from(page));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    let note = Note(PAGE.to_owned());
    response.extensions_mut().insert(note);
    response
}

fn severed(note: &str) -> Response {
    // Where there is no connection to reset (a router called in a test), the body breaks before its first byte.
    let mut response = Response::new(Body::new(Broken {
        first: None,
        promised: 1,
        pause: None,
    }));
    response.extensions_mut().insert(Sever);
    response.extensions_mut().insert(Note(note.to_owned()));
    response
}

async fn cut(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = axum::body::to_bytes(body, MAX_CUT).await else {
        return severed(CUT_SHORT);
    };
    parts.extensions.insert(Note(HALF.to_owned()));
    parts.status = StatusCode::OK;
    let half = Broken {
        first: Some(whole.slice(..whole.len() / 2)),
        promised: whole.len() as u64,
        pause: None,
    };
    Response::from_parts(parts, Body::new(half))
}

/// A body that promises more than it gives, then breaks.
struct Broken {
    first: Option<Bytes>,
    promised: u64,
    pause: Option<Pin<Box<tokio::time::Sleep>>>,
}

impl http_body::Body for Broken {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Some(first) = self.first.take() {
            self.pause = Some(Box::pin(tokio::time::sleep(FLUSH)));
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        if let Some(pause) = &mut self.pause
            && pause.as_mut().poll(context).is_pending()
        {
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionReset.into())))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.promised)
    }
}
