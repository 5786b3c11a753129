//! Answers in the shape of the vendor's API page: `{success, message, …}`.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

/// Why a request is not taken. The message never holds a value that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(status: u16, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
        }
    }

    /// 422: `field` breaks a rule; the message begins with its name.
    pub(super) fn field(field: &str, what: &str) -> Self {
        Self::new(422, format!("{field}: {what}"))
    }

    /// 409: `field` must be unique.
    pub(super) fn taken(field: &str, what: &str) -> Self {
        Self::new(409, format!("{field}: {what}"))
    }

    pub(super) fn unknown_user() -> Self {
        Self::new(404, "user_id: no such user")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = json(
            status,
            &Answer::<()> {
                message: &self.message,
                ..Answer::default()
            },
        );
        response.extensions_mut().insert(Note(self.message));
        response
    }
}

/// What the judge found, carried on the answer to the list of what arrived.
#[derive(Debug, Clone)]
pub(super) struct Note(pub(super) String);

/// An answer in the order the vendor's page writes it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Answer<'a, D = ()> {
    pub(super) success: bool,
    pub(super) message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) data: Option<D>,
}

/// `{success: true, message}`.
pub(super) fn done(message: &str) -> Response {
    let answer: Answer<'_> = Answer {
        success: true,
        message,
        ..Answer::default()
    };
    json(StatusCode::OK, &answer)
}

/// `{success: true, message: "", user_id}`.
pub(super) fn done_for(user_id: Uuid) -> Response {
    let answer: Answer<'_> = Answer {
        success: true,
        user_id: Some(user_id),
        ..Answer::default()
    };
    json(StatusCode::OK, &answer)
}

/// `{success: true, message: "", data}`.
pub(super) fn data<D: Serialize>(data: D) -> Response {
    json(
        StatusCode::OK,
        &Answer {
            success: true,
            message: "",
            user_id: None,
            data: Some(data),
        },
    )
}

/// `{success: true, message: "", data}` with data that is JSON already.
pub(super) fn raw_data(text: &str) -> Response {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => data(raw),
        Err(_) => Refusal::new(500, "the list cannot be read").into_response(),
    }
}

/// Any value as JSON.
pub(super) fn json<T: Serialize>(status: StatusCode, value: &T) -> Response {
    // The shapes above always serialise; an empty body would show the defect at once.
    let text = serde_json::to_vec(value).unwrap_or_default();
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
