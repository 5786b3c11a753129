//! The trainer's page at `/`: what arrived, and the decision on a pending case. Plain HTML, no script.
//!
//! It needs no key, so it is shown to peers on this machine alone, under a name of this machine (against DNS
//! rebinding), and takes a decision from its own form alone (`Origin`).

use std::net::IpAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION, ORIGIN,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use url::Host;

use super::hub::Sandbox;
use super::page_parts;
use super::reply::Refusal;
use super::routes::user_id;
use super::wire::Peer;
use super::{body, tags};
use crate::text::Texts;

/// The decision form is small.
const MAX_FORM_BYTES: usize = 16 * 1024;
/// Languages of a request that are looked at.
const MAX_LANGUAGES: usize = 10;
/// The longest typed reason, in characters.
const MAX_REASON: usize = 200;

/// `/`, `/decide` and the icon that browsers ask for.
pub(super) fn routes(sandbox: &Sandbox) -> Router {
    Router::new()
        .route("/", get(show))
        .route("/decide", post(decide))
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .with_state(sandbox.clone())
}

async fn show(State(sandbox): State<Sandbox>, request: Request) -> Response {
    let parts = request.into_parts().0;
    if let Err(refusal) = check_local(&parts) {
        return refusal.into_response();
    }
    let received = sandbox.received();
    let texts = texts(&parts, sandbox.0.options.texts);
    let page = page_parts::page(texts, &sandbox.state(), &received);
    let mut response = Response::new(Body::from(page));
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Not `no-referrer`: with that a browser would send `Origin: null` with the form.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    if let Ok(policy) = HeaderValue::try_from(page_parts::policy()) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The texts of the first language the browser asks for that there are texts in.
fn texts(parts: &Parts, otherwise: &'static Texts) -> &'static Texts {
    let asked = parts.headers.get(ACCEPT_LANGUAGE);
    let asked = asked.and_then(|value| value.to_str().ok());
    asked
        .unwrap_or_default()
        .split(',')
        .take(MAX_LANGUAGES)
        .find_map(|range| {
            // `en-GB;q=0.8`; browsers send what they want most first.
            let code = range.trim().split(['-', ';']).next()?;
            crate::text::of_code(code)
        })
        .unwrap_or(otherwise)
}

async fn decide(State(sandbox): State<Sandbox>, request: Request) -> Response {
    match take_decision(&sandbox, request).await {
        Ok(()) => (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn take_decision(sandbox: &Sandbox, request: Request) -> Result<(), Refusal> {
    let (parts, sent) = request.into_parts();
    let host = check_local(&parts)?;
    let origin = parts.headers.get(ORIGIN).and_then(|v| v.to_str().ok());
    if origin != Some(format!("http://{host}").as_str()) {
        return Err(Refusal::new(403, "a decision comes from this page alone"));
    }
    let form = body::read(&parts.headers, sent, MAX_FORM_BYTES).await?;
    let value = |wanted: &str| {
        url::form_urlencoded::parse(&form)
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.trim().to_owned())
            .unwrap_or_default()
    };
    let id = user_id(&value("user_id"))?;
    let level = match value("level").as_str() {
        "1" => 1,
        "2" => 2,
        _ => return Err(Refusal::field("level", "must be 1 or 2")),
    };
    let reason = match value("decision").as_str() {
        "approve" => None,
        "reject" => Some(reason(&value("typed"), &value("listed"))?),
        _ => return Err(Refusal::field("decision", "must be approve or reject")),
    };
    sandbox
        .decide(id, level, reason)
        .await
        .map_err(|error| Refusal::new(409, error.to_string()))
}

/// The typed reason, else the chosen one.
fn reason(typed: &str, listed: &str) -> Result<String, Refusal> {
    let reason = if typed.is_empty() {
        listed.parse::<usize>().ok().and_then(tags::reason)
    } else {
        Some(typed)
    };
    match reason {
        Some(reason)
            if reason.chars().count() <= MAX_REASON && !reason.chars().any(char::is_control) =>
        {
            Ok(reason.to_owned())
        }
        Some(_) => Err(Refusal::field("typed", "is too long or not plain text")),
        None => Err(Refusal::field("listed", "is not in the list")),
    }
}

/// The `Host` a request came under, if its peer and that name are both on this machine; else 403.
fn check_local(parts: &Parts) -> Result<&str, Refusal> {
    let local_peer = parts
        .extensions
        .get::<ConnectInfo<Peer>>()
        .is_some_and(|ConnectInfo(peer)| peer.is_loopback());
    let host = parts.headers.get(HOST).and_then(|v| v.to_str().ok());
    match host {
        Some(host) if local_peer && is_local_name(host) => Ok(host),
        _ => Err(Refusal::new(403, "this page is for this machine alone")),
    }
}

fn is_local_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    match Host::parse(name) {
        Ok(Host::Domain(name)) => name == "localhost",
        Ok(Host::Ipv4(ip)) => IpAddr::from(ip).is_loopback(),
        Ok(Host::Ipv6(ip)) => ip.is_loopback(),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_knows_the_names_of_this_machine() {
        for local in [
            "127.0.0.1:7979",
            "localhost",
            "localhost:1",
            "[::1]:7979",
            "127.0.0.1",
        ] {
            assert!(is_local_name(local), "{local}");
        }
        for foreign in [
            "evil.example:7979",
            "10.0.0.1:7979",
            "localhost.evil.example",
            "",
            ":1",
        ] {
            assert!(!is_local_name(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_typed_reason_wins_and_is_bounded() {
        assert_eq!(reason("Foto buram", "0").unwrap(), "Foto buram");
        assert_eq!(reason("", "1").unwrap(), "Selfie blurred");
        assert!(reason("", "99").is_err() && reason("", "").is_err());
        assert!(reason(&"x".repeat(201), "0").is_err() && reason("a\nb", "0").is_err());
    }
}
