//! Reads a request's body, bounded in size and time.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, EXPECT};
use http_body::Body as _;

use super::reply::Refusal;

/// A body that takes longer is given up.
const READ_TIMEOUT: Duration = Duration::from_mins(3);
/// What is read and thrown away of a body that is refused: a server that closes while the client still sends makes the
/// system drop the answer, and the client would see a reset instead of the refusal.
const DRAIN_FACTOR: usize = 4;

/// The whole body, or 413 if it is larger than `limit` bytes, 400 if it broke off.
pub(super) async fn read(
    headers: &HeaderMap,
    mut body: Body,
    limit: usize,
) -> Result<Bytes, Refusal> {
    let too_large = || Refusal::new(413, format!("the body is larger than {limit} bytes"));
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<usize>().ok());
    if headers.contains_key(EXPECT) && announced.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let mut kept = Vec::with_capacity(announced.unwrap_or(0).min(limit));
    let mut total = 0_usize;
    let reading = async {
        while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            let frame = frame.map_err(|_| Refusal::new(400, "the body broke off"))?;
            let Ok(data) = frame.into_data() else {
                continue;
            };
            total = total.saturating_add(data.len());
            if total <= limit {
                kept.extend_from_slice(&data);
            } else {
                kept = Vec::new();
                if total > limit.saturating_mul(DRAIN_FACTOR) {
                    break;
                }
            }
        }
        Ok(())
    };
    tokio::time::timeout(READ_TIMEOUT, reading)
        .await
        .map_err(|_| Refusal::new(408, "the body took too long"))??;
    if total > limit {
        return Err(too_large());
    }
    Ok(Bytes::from(kept))
}
