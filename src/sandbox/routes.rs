//! Every call of the vendor's API page, behind one guard.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::fields::Fields;
use super::hub::{Captured, Received, Sandbox};
use super::reply::{self, Note, Refusal};
use super::screening::Status;
use super::state::State as Store;
use super::tags::{Fault, Tags};
use super::wire::Peer;
use super::{body, faults, lists, page, register, reports, rules};

/// A path longer than this is remembered in part, in characters.
const MAX_PATH: usize = 200;

pub(super) type Answered = Result<Response, Refusal>;

/// The server's routes: the API, and the trainer's page at `/` for peers on this machine.
///
/// The page asks who the peer is: a router that is called directly needs `ConnectInfo(Peer)` among the request's
/// extensions for it.
pub fn router(sandbox: &Sandbox) -> Router {
    let api = Router::new()
        .route("/users/v1/create", post(create))
        .route("/users/v1/item/{user_id}", get(retrieve))
        .route("/users/v1/item/{user_id}/detail", patch(update))
        .route("/users/v1/premium-document/{user_id}", post(premium))
        .route("/users/v1/itemList/province", get(provinces))
        .route("/users/v1/itemList/country", get(countries))
        .route("/users/v1/itemList/{language}/{list}", get(item_list))
        .route("/config/update-webhook", post(update_webhook))
        .route(
            "/transaction/v1/{user_id}/conversion",
            post(reports::conversion),
        )
        .route("/transaction/v1/cryptoTransaction", post(reports::crypto))
        .route("/transaction/v1/fiatTransaction", post(reports::fiat))
        .route(
            "/account/v1/{user_id}/create-crypto-address",
            post(reports::create_address),
        )
        .route(
            "/account/v1/update-crypto-address",
            patch(reports::update_address),
        )
        .fallback(async || Refusal::new(404, "no such path"))
        .method_not_allowed_fallback(async || {
            Refusal::new(405, "this path does not take this method")
        })
        // The guard bounds the body by its own option.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(sandbox.clone(), guard))
        .with_state(sandbox.clone());
    page::routes(sandbox).fallback_service(api)
}

/// Checks key, size and signature over the raw bytes, notes what arrived, and throws the switch of a staged reset.
async fn guard(State(sandbox): State<Sandbox>, request: Request, next: Next) -> Response {
    let (parts, sent) = request.into_parts();
    let method = parts.method.clone();
    let path: String = parts.uri.path().chars().take(MAX_PATH).collect();
    let peer = parts
        .extensions
        .get::<ConnectInfo<Peer>>()
        .map(|ConnectInfo(peer)| peer.clone());

    let mut finding = String::new();
    let response = match admit(&sandbox, &method, &path, &parts.headers, sent).await {
        Ok(bytes) => {
            if !bytes.is_empty() && !is_json(&parts.headers) {
                "content-type: is not application/json".clone_into(&mut finding);
            }
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Err(refusal) => refusal.into_response(),
    };
    let severed = response.extensions().get::<faults::Sever>().is_some();
    if let Some(Note(note)) = response.extensions().get() {
        note.clone_into(&mut finding);
    }
    sandbox.remember(Received {
        at: sandbox.now(),
        method: method.to_string(),
        path,
        status: if severed {
            0
        } else {
            response.status().as_u16()
        },
        note: finding,
    });
    if severed && let Some(peer) = peer {
        peer.sever();
    }
    response
}

async fn admit(
    sandbox: &Sandbox,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    sent: Body,
) -> Result<Bytes, Refusal> {
    let inner = &sandbox.0;
    let _place = inner.bodies.acquire().await;
    let key = inner.auth.check_key(headers);
    // Read to the end even with a wrong key (see `body`), but keep nothing of it.
    let limit = if key.is_ok() {
        inner.options.max_body_bytes
    } else {
        0
    };
    let bytes = body::read(headers, sent, limit).await;
    key?;
    let bytes = bytes?;
    if inner.options.keep_bodies {
        sandbox.capture(Captured {
            method: method.to_string(),
            path: path.to_owned(),
            body: bytes.clone(),
            signature: inner.auth.sent_signature(headers),
        });
    }
    inner.auth.check_signature(headers, &bytes)?;
    Ok(bytes)
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// A customer's id in a path or a body: a UUID in its usual spelling.
pub(super) fn user_id(text: &str) -> Result<Uuid, Refusal> {
    match Uuid::try_parse(text) {
        Ok(id) if text.len() == 36 => Ok(id),
        _ => Err(Refusal::field("user_id", "is not a UUID")),
    }
}

/// Carries a finding on an answer that is otherwise good.
pub(super) fn noted(mut response: Response, finding: Option<String>) -> Response {
    if let Some(finding) = finding {
        response.extensions_mut().insert(Note(finding));
    }
    response
}

async fn create(State(sandbox): State<Sandbox>, body: Bytes) -> Answered {
    submit(&sandbox, None, body).await
}

async fn update(State(sandbox): State<Sandbox>, Path(id): Path<String>, body: Bytes) -> Answered {
    let id = user_id(&id)?;
    sandbox.state().customer(id)?;
    submit(&sandbox, Some(id), body).await
}

async fn submit(sandbox: &Sandbox, id: Option<Uuid>, body: Bytes) -> Answered {
    let (now, strict) = (sandbox.now(), sandbox.0.options.strict_order);
    let application = sandbox
        .judge(move || register::judge(&body, now, strict))
        .await?;
    let faults: Vec<Fault> = Tags::of(&application.email, 1).faults;
    let call = if id.is_some() { "update" } else { "create" };
    if let Some(response) = faults::before(sandbox, &faults, call, &application.email) {
        return Ok(response);
    }
    let finding = application.finding.clone();
    let screening = sandbox.0.options.screening;
    let stored = sandbox.state().submit(id, application, now, screening)?;
    sandbox.save().await;
    crate::logs::info!("sandbox: application taken", call = call);
    let response = noted(reply::done_for(stored), finding);
    Ok(faults::after(&faults, response).await)
}

/// `data` of Retrieve, in the order of the vendor's API page.
#[derive(Serialize)]
struct Item<'a> {
    user_id: Uuid,
    email: &'a str,
    name: &'a str,
    kyc_status: &'a str,
    accepted_at: Option<String>,
    rejected_at: Option<String>,
    reject_reason: Option<&'a str>,
}

async fn retrieve(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Answered {
    let id = user_id(&id)?;
    let state = sandbox.state();
    item(&state, id)
}

fn item(state: &Store, id: Uuid) -> Result<Response, Refusal> {
    let customer = state.customer(id)?;
    let level1 = &customer.level1;
    let at = |status: Status| {
        level1
            .decided_ms
            .filter(|_| level1.status == status)
            .and_then(|at| Timestamp::from_millisecond(at).ok())
            .map(|at| format!("{at:.3}"))
    };
    Ok(reply::data(Item {
        user_id: customer.user_id,
        email: &customer.email,
        name: &customer.name,
        kyc_status: if Tags::of(&customer.email, 1).unknown_status {
            "in_review"
        } else {
            level1.status.word()
        },
        accepted_at: at(Status::Approved),
        rejected_at: at(Status::Rejected),
        reject_reason: level1.reason.as_deref(),
    }))
}

async fn premium(State(sandbox): State<Sandbox>, Path(id): Path<String>, body: Bytes) -> Answered {
    let id = user_id(&id)?;
    sandbox.state().customer(id)?;
    let strict = sandbox.0.options.strict_order;
    let (documents, finding) = sandbox
        .judge(move || register::judge_premium(&body, strict))
        .await?;
    let (now, screening) = (sandbox.now(), sandbox.0.options.screening);
    sandbox
        .state()
        .submit_premium(id, documents, now, screening)?;
    sandbox.save().await;
    Ok(noted(reply::done_for(id), finding))
}

async fn provinces() -> Response {
    reply::raw_data(lists::PROVINCES)
}

async fn countries() -> Response {
    reply::raw_data(lists::COUNTRIES)
}

async fn item_list(Path((language, list)): Path<(String, String)>) -> Answered {
    lists::by_language(&language, &list)
        .map(reply::raw_data)
        .ok_or_else(|| Refusal::new(404, "no such list"))
}

async fn update_webhook(State(sandbox): State<Sandbox>, body: Bytes) -> Answered {
    let fields = Fields::parse(&body)?;
    fields.check_names(&["new_webhook_url"], true)?;
    let url = fields.text("new_webhook_url")?;
    rules::webhook_url(&url).map_err(|what| Refusal::field("new_webhook_url", what))?;
    {
        let mut state = sandbox.state();
        state.webhook_url = Some(url.into_owned());
        state.changes += 1;
    }
    sandbox.save().await;
    Ok(reply::done("updated"))
}
