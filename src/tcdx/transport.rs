//! One call over the network: sent once, watched by clocks and by the person, its answer bounded.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName, RETRY_AFTER};
use tokio::time::Instant;

use super::answer::Reply;
use super::config::Timeouts;
use super::error::{Error, NotSent, TlsFault, Unknown, Why};
use super::upload::Upload;

/// Headers that say who answered.
const TOLD: [&str; 4] = ["date", "server", "content-type", "retry-after"];
/// Most bytes of an answer that are read.
pub const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;
/// The longest wait a server can ask for.
const MAX_RETRY_AFTER: Duration = Duration::from_hours(24);

/// Sends `request`, whose body (if any) `upload` counts, and reads the answer.
pub(super) async fn exchange(
    http: &reqwest::Client,
    request: reqwest::RequestBuilder,
    upload: &Upload,
    timeouts: &Timeouts,
) -> Result<Reply, Error> {
    let request = request
        .build()
        .map_err(|_| Error::NotSent(NotSent::Malformed))?;
    let watch = Watch {
        upload,
        deadline: Instant::now() + timeouts.total,
        idle: timeouts.idle_read,
    };
    let response = match watch.run(http.execute(request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => return Err(failure(&error, upload)),
        Err(stop) => return Err(stopped(stop, upload)),
    };
    let headers = response.headers();
    let mut reply = Reply {
        status: response.status().as_u16(),
        html: header(headers, &CONTENT_TYPE).is_some_and(|kind| kind.contains("html")),
        retry_after: header(headers, &RETRY_AFTER)
            .and_then(|text| retry_after(text, Timestamp::now())),
        date: header(headers, &DATE).and_then(http_date),
        told: TOLD
            .into_iter()
            .filter_map(|name| Some((name, headers.get(name)?.to_str().ok()?.to_owned())))
            .collect(),
        body: Err(Why::CutShort),
    };
    reply.body = match watch.run(read(response, upload)).await {
        Ok(body) => body,
        Err(stop) => return Err(stopped(stop, upload)),
    };
    Ok(reply)
}

/// The whole body of an answer, unless it is too large or ends early.
async fn read(mut response: Response, upload: &Upload) -> Result<Vec<u8>, Why> {
    let announced = response.content_length().unwrap_or(0);
    if announced > MAX_ANSWER_BYTES as u64 {
        return Err(Why::TooLarge);
    }
    // What is announced may never come: no more than this is set aside beforehand.
    let mut body = Vec::with_capacity((announced as usize).min(64 * 1024));
    while let Some(chunk) = response.chunk().await.map_err(|_| Why::CutShort)? {
        upload.touch();
        if body.len() + chunk.len() > MAX_ANSWER_BYTES {
            return Err(Why::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Why a call was given up.
#[derive(Clone, Copy)]
enum Stop {
    Cancelled,
    Timeout,
}

/// The clocks of one call.
struct Watch<'a> {
    upload: &'a Upload,
    deadline: Instant,
    idle: Duration,
}

impl Watch<'_> {
    /// Runs `work` unless somebody cancels, nothing moves for too long, or the whole call takes too long.
    async fn run<T>(&self, work: impl Future<Output = T>) -> Result<T, Stop> {
        tokio::select! {
            biased;
            () = self.upload.cancelled() => Err(Stop::Cancelled),
            done = work => Ok(done),
            () = self.stalled() => Err(Stop::Timeout),
        }
    }

    async fn stalled(&self) {
        loop {
            let end = (self.upload.last_activity() + self.idle).min(self.deadline);
            if end <= Instant::now() {
                return;
            }
            tokio::time::sleep_until(end).await;
        }
    }
}

/// The call was given up here.
fn stopped(stop: Stop, upload: &Upload) -> Error {
    match stop {
        Stop::Cancelled => lost(upload, NotSent::Cancelled, Unknown::Cancelled),
        Stop::Timeout => lost(upload, NotSent::Timeout, Unknown::Timeout),
    }
}

/// The call failed before an answer began.
fn failure(error: &reqwest::Error, upload: &Upload) -> Error {
    if error.is_builder() {
        return Error::NotSent(NotSent::Malformed);
    }
    if error.is_connect() {
        upload.stop();
        return Error::NotSent(no_connection(error));
    }
    if error.is_timeout() {
        return lost(upload, NotSent::Timeout, Unknown::Timeout);
    }
    lost(upload, NotSent::Reset, Unknown::Reset)
}

/// Without an answer, what had left decides: an incomplete body cannot be acted on.
fn lost(upload: &Upload, early: NotSent, late: Unknown) -> Error {
    match upload.stop() {
        (bytes_sent, true) => Error::Unknown {
            cause: late,
            bytes_sent,
        },
        (_, false) => Error::NotSent(early),
    }
}

/// Why there was no connection.
fn no_connection(error: &reqwest::Error) -> NotSent {
    let mut tls = None;
    let mut tunnel = false;
    walk(error, &mut |cause| {
        if let Some(fault) = cause.downcast_ref::<rustls::Error>() {
            tls = Some(tls_fault(fault));
        }
        // The type of the tunnel's errors is not public; they all begin so.
        tunnel |= cause.to_string().starts_with("tunnel error");
    });
    match tls {
        Some(fault) => NotSent::Tls(fault),
        None if tunnel => NotSent::Proxy,
        None if error.is_dns() => NotSent::Dns,
        None if error.is_timeout() => NotSent::Timeout,
        None => NotSent::Connect,
    }
}

/// Visits an error and all its causes, those inside an `io::Error` too (its `source` skips the error it wraps).
fn walk(error: &(dyn StdError + 'static), visit: &mut dyn FnMut(&(dyn StdError + 'static))) {
    visit(error);
    let wrapped = error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref)
        .map(|inner| inner as &(dyn StdError + 'static));
    if let Some(cause) = wrapped.or_else(|| error.source()) {
        walk(cause, visit);
    }
}

fn tls_fault(error: &rustls::Error) -> TlsFault {
    use rustls::CertificateError as Bad;
    let rustls::Error::InvalidCertificate(bad) = error else {
        return TlsFault::Handshake;
    };
    match bad {
        Bad::NotValidForName | Bad::NotValidForNameContext { .. } => TlsFault::WrongName,
        Bad::Expired
        | Bad::ExpiredContext { .. }
        | Bad::NotValidYet
        | Bad::NotValidYetContext { .. } => TlsFault::OutOfDate,
        // An unknown issuer, a wrong signature, an authority's own certificate, a revoked one …: nobody vouches for it.
        _ => TlsFault::UnknownIssuer,
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// An HTTP date, e.g. `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
fn http_date(text: &str) -> Option<Timestamp> {
    DateTimeParser::new().parse_timestamp(text.trim()).ok()
}

/// `Retry-After`: seconds, or an HTTP date (RFC 9110 §10.2.3); at most a day.
fn retry_after(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    let wait = if text.bytes().all(|byte| byte.is_ascii_digit()) {
        Duration::from_secs(text.parse().ok()?)
    } else {
        // A date that has passed means at once.
        Duration::try_from(http_date(text)?.duration_since(now)).unwrap_or_default()
    };
    Some(wait.min(MAX_RETRY_AFTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = "1994-11-06T08:49:00Z".parse().unwrap();
        for (text, expected) in [
            ("120", Some(120)),
            ("0", Some(0)),
            ("99999999", Some(86_400)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(37)),
            ("Sun, 06 Nov 1994 08:48:37 GMT", Some(0)),
            ("99999999999999999999999", None),
            ("-5", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(
                retry_after(text, now),
                expected.map(Duration::from_secs),
                "{text}"
            );
        }
    }

    #[test]
    fn causes_inside_io_errors_are_found() {
        let inner = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let error = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, inner));
        let mut found = None;
        walk(&error, &mut |cause| {
            if let Some(fault) = cause.downcast_ref::<rustls::Error>() {
                found = Some(tls_fault(fault));
            }
        });
        assert_eq!(found, Some(TlsFault::OutOfDate));
    }
}
