//! Key, signature, method, path, size: what is judged before a body is read.

use axum::body::Body;
use serde_json::Value;

use super::kit::{Bench, CREATE, Form, KEY, request, send_to, serve, sign};

#[tokio::test]
async fn key_signature_method_path() {
    let bench = Bench::new();
    let body = Form::good("budi@mail.com").json();
    let changed = |change: fn(&mut axum::http::HeaderMap)| {
        let mut request = request("POST", CREATE, &body);
        change(request.headers_mut());
        request
    };
    let cases = [
        (
            403,
            changed(|headers| drop(headers.remove("X-TCDX-APIKEY"))),
        ),
        (
            401,
            changed(|headers| drop(headers.insert("X-TCDX-APIKEY", "test-kez".parse().unwrap()))),
        ),
        (
            401,
            changed(|headers| drop(headers.remove("X-TCDX-SIGNATURE"))),
        ),
        (
            401,
            changed(|headers| {
                drop(headers.insert("X-TCDX-SIGNATURE", sign(b"{}").parse().unwrap()));
            }),
        ),
        (
            401,
            changed(|headers| drop(headers.insert("X-TCDX-SIGNATURE", "zz".parse().unwrap()))),
        ),
        (405, request("PUT", CREATE, &body)),
        (405, request("DELETE", "/users/v1/itemList/country", b"")),
        (404, request("GET", "/users/v2/create", b"")),
        (404, request("GET", "/users/v1/create/", b"")),
        (200, request("POST", CREATE, &body)),
    ];
    for (expected, request) in cases {
        let response = bench.raw(request).await;
        assert_eq!(response.status().as_u16(), expected);
        let text = super::kit::text_of(response).await;
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(answer["success"], expected == 200);
    }
    let statuses: Vec<u16> = bench.sandbox.received().iter().map(|r| r.status).collect();
    assert_eq!(statuses, [403, 401, 401, 401, 401, 405, 405, 404, 404, 200]);
    let captured = bench.sandbox.captured().pop().unwrap();
    assert_eq!(
        (captured.body.as_ref(), captured.signature),
        (body.as_slice(), sign(&body))
    );
}

#[tokio::test]
async fn the_signature_covers_the_bytes_and_not_their_meaning() {
    let bench = Bench::new();
    let body = Form::good("budi@mail.com").json();
    // The same JSON with the name's letters escaped: other bytes.
    let text = String::from_utf8(body.clone()).unwrap();
    let escaped = text.replace('Ñ', "\\u00d1").into_bytes();
    let mut request = request("POST", CREATE, &body);
    *request.body_mut() = Body::from(escaped.clone());
    assert_eq!(bench.raw(request).await.status().as_u16(), 401);
    assert_eq!(bench.send("POST", CREATE, &escaped).await.0, 200);
    assert_eq!(bench.last_note(), "");
}

#[tokio::test]
async fn a_body_that_is_not_announced_as_json_is_noted() {
    let bench = Bench::new();
    let mut request = request("POST", CREATE, &Form::good("budi@mail.com").json());
    request.headers_mut().remove("Content-Type");
    assert_eq!(bench.raw(request).await.status().as_u16(), 200);
    assert_eq!(bench.last_note(), "content-type: is not application/json");
}

#[tokio::test]
async fn refusals_reach_a_client_that_is_still_sending() {
    let (running, _) = serve(|options| options.max_body_bytes = 100_000).await;
    let answer = send_to(&running, "POST", CREATE, vec![b'x'; 350_000])
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 413);
    let answer = reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .post(format!("{}{CREATE}", running.base_url()))
        .header("X-TCDX-APIKEY", format!("{KEY}x"))
        .body(vec![b'x'; 90_000])
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 401);
    running.stop().await;
}
