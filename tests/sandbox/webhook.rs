//! The webhook as the vendor calls it, received by a listener of this test.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::kit::{CREATE, Form, JPEG, send_to, serve, sign};

type Hook = mpsc::Receiver<(HeaderMap, Bytes)>;

/// A listener that refuses the first `refusals` calls; its address and what it receives.
async fn listen(refusals: usize) -> (String, Hook) {
    let (sender, receiver) = mpsc::channel(16);
    let calls = Arc::new(AtomicUsize::new(0));
    let answer = async move |headers: HeaderMap, body: Bytes| {
        let earlier = calls.fetch_add(1, Ordering::SeqCst);
        sender.send((headers, body)).await.unwrap();
        if earlier < refusals {
            StatusCode::BAD_GATEWAY
        } else {
            StatusCode::OK
        }
    };
    let routes = Router::new().route("/secret-path", post(answer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/secret-path", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
    (address, receiver)
}

async fn receive(hook: &mut Hook) -> Value {
    let (headers, body) = hook.recv().await.unwrap();
    assert_eq!(headers["X-TCDX-SIGNATURE"], sign(&body).as_str());
    assert_eq!(headers["Content-Type"], "application/json");
    serde_json::from_slice(&body).unwrap()
}

async fn call(
    running: &tcdx_desk::sandbox::Running,
    method: &str,
    path: &str,
    body: Vec<u8>,
) -> Value {
    let answer = send_to(running, method, path, body).await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

#[tokio::test]
async fn each_end_of_a_screening_is_told_and_signed() {
    let (running, clock) = serve(|_| {}).await;
    let (address, mut hook) = listen(0).await;
    let body = json!({"new_webhook_url": address}).to_string().into_bytes();
    call(&running, "POST", "/config/update-webhook", body).await;

    // Due at once: nobody asks, the timer alone tells.
    let answer = call(
        &running,
        "POST",
        CREATE,
        Form::good("a+fast+l2reject@mail.com").json(),
    )
    .await;
    let user = answer["user_id"].clone();
    assert_eq!(
        receive(&mut hook).await,
        json!({"user_id": user, "status": "Approved", "level": "1", "message": ""})
    );
    let premium = format!("/users/v1/premium-document/{}", user.as_str().unwrap());
    let documents = format!(r#"{{"bank_statement":"{}"}}"#, *JPEG).into_bytes();
    call(&running, "POST", &premium, documents).await;
    assert_eq!(
        receive(&mut hook).await,
        json!({"user_id": user, "status": "Rejected", "level": "2", "message": "Source of wealth not sufficient"})
    );

    // Due by the clock.
    let answer = call(
        &running,
        "POST",
        CREATE,
        Form::good("bb+slow30+pending@mail.com").json(),
    )
    .await;
    let user = answer["user_id"].clone();
    clock.advance(std::time::Duration::from_secs(30));
    let path = format!("/users/v1/item/{}", user.as_str().unwrap());
    call(&running, "GET", &path, Vec::new()).await;
    assert_eq!(receive(&mut hook).await["status"], "Pending");
    let id = user.as_str().unwrap().parse().unwrap();
    running
        .sandbox()
        .decide(id, 1, Some("Foto buram".into()))
        .await
        .unwrap();
    assert_eq!(
        receive(&mut hook).await,
        json!({"user_id": user, "status": "Rejected", "level": "1", "message": "Foto buram"})
    );
    running.stop().await;
}

#[tokio::test]
async fn a_webhook_that_refuses_is_called_again_with_the_same_bytes() {
    let (running, _) = serve(|_| {}).await;
    let (address, mut hook) = listen(2).await;
    let body = json!({"new_webhook_url": address}).to_string().into_bytes();
    call(&running, "POST", "/config/update-webhook", body).await;
    call(
        &running,
        "POST",
        CREATE,
        Form::good("a+fast@mail.com").json(),
    )
    .await;
    let first = receive(&mut hook).await;
    assert_eq!(first, receive(&mut hook).await);
    assert_eq!(first, receive(&mut hook).await);
    running.stop().await;
    assert!(hook.try_recv().is_err(), "an accepted call is not repeated");
}
