//! What a trainer stages with tags in the e-mail address.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tcdx_desk::sandbox::SystemClock;
use uuid::Uuid;

use super::kit::{Bench, CREATE, Form, JPEG, request, send_to, serve, text_of};

#[tokio::test]
async fn outcomes_and_delays() {
    let bench = Bench::new();
    let slow = bench.register("a+slow30+reject.blurry@mail.com").await;
    let fast = bench.register("b+fast@mail.com").await;
    let odd = bench.register("c+unknownstatus@mail.com").await;
    assert_eq!(bench.item(&fast).await["kyc_status"], "approved");
    assert_eq!(bench.item(&odd).await["kyc_status"], "in_review");
    bench.pass(29);
    assert_eq!(bench.item(&slow).await["kyc_status"], "pending");
    bench.pass(1);
    let item = bench.item(&slow).await;
    assert_eq!(item["kyc_status"], "rejected");
    assert_eq!(item["reject_reason"], "Selfie blurred");
}

#[tokio::test]
async fn screening_ends_by_the_computers_clock_too() {
    let (running, _) = serve(|options| {
        options.clock = Arc::new(SystemClock);
        options.screening = Duration::from_millis(20);
    })
    .await;
    let form = Form::good("a+reject.expired@mail.com").json();
    let answer = send_to(&running, "POST", CREATE, form).await.unwrap();
    let answer: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    let path = format!("/users/v1/item/{}", answer["user_id"].as_str().unwrap());
    let reason = loop {
        let answer = send_to(&running, "GET", &path, Vec::new()).await.unwrap();
        let answer: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        if answer["data"]["kyc_status"] != "pending" {
            break answer["data"]["reject_reason"].clone();
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    assert_eq!(reason, "Identity document expired");
    assert!(
        running
            .received()
            .iter()
            .all(|request| request.note.is_empty())
    );
    running.stop().await;
}

#[tokio::test]
async fn a_pending_case_waits_for_the_trainer() {
    let bench = Bench::new();
    let user = bench.register("a+pending@mail.com").await;
    let id: Uuid = user.parse().unwrap();
    bench.pass(100_000);
    assert_eq!(bench.item(&user).await["kyc_status"], "pending");
    assert!(bench.sandbox.decide(id, 2, None).await.is_err());
    let reason = Some("Foto buram".to_owned());
    bench.sandbox.decide(id, 1, reason).await.unwrap();
    assert_eq!(bench.item(&user).await["reject_reason"], "Foto buram");
    assert!(bench.sandbox.decide(id, 1, None).await.is_err());
}

#[tokio::test]
async fn rejected_once_then_approved() {
    let bench = Bench::new();
    let email = "a+rejectonce.blurry+fast@mail.com";
    let user = bench.register(email).await;
    assert_eq!(bench.item(&user).await["reject_reason"], "Selfie blurred");
    let path = format!("/users/v1/item/{user}/detail");
    let (status, _) = bench.send("PATCH", &path, &Form::good(email).json()).await;
    assert_eq!(status, 200);
    assert_eq!(bench.item(&user).await["kyc_status"], "approved");
}

#[tokio::test]
async fn level_2_has_an_outcome_of_its_own() {
    let bench = Bench::new();
    let user = bench.register("a+l2pending+fast@mail.com").await;
    let body = format!(r#"{{"bank_statement":"{}"}}"#, *JPEG);
    let path = format!("/users/v1/premium-document/{user}");
    assert_eq!(bench.send("POST", &path, body.as_bytes()).await.0, 200);
    bench.pass(60);
    // Retrieve speaks of level 1.
    assert_eq!(bench.item(&user).await["kyc_status"], "approved");
    bench
        .sandbox
        .decide(user.parse().unwrap(), 2, None)
        .await
        .unwrap();
}

#[tokio::test]
async fn refusals_that_store_nothing() {
    let bench = Bench::new();
    let form = Form::good("a+maintenance2@mail.com").json();
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(bench.send("POST", CREATE, &form).await.0);
    }
    assert_eq!(seen, [503, 503, 200]);

    let form = Form::good("b+http429@mail.com").json();
    let response = bench.raw(request("POST", CREATE, &form)).await;
    assert_eq!(response.status().as_u16(), 429);
    assert_eq!(response.headers()["Retry-After"], "2");
    assert_eq!(bench.send("POST", CREATE, &form).await.0, 200);

    let form = Form::good("c+http500@mail.com").json();
    for _ in 0..2 {
        assert_eq!(bench.send("POST", CREATE, &form).await.0, 500);
    }

    let form = Form::good("d+html@mail.com").json();
    for _ in 0..2 {
        let response = bench.raw(request("POST", CREATE, &form)).await;
        assert_eq!(response.headers()["Content-Type"], "text/html");
        assert!(text_of(response).await.contains("<h1>"));
    }
    // A form that breaks a rule is refused for that, whatever is staged.
    let form = Form::good("e+http500@mail.com").with("gender", "7").json();
    assert_eq!(bench.send("POST", CREATE, &form).await.0, 422);
}

#[tokio::test]
async fn a_dropped_answer_leaves_the_customer_stored() {
    let (running, _) = serve(|_| {}).await;
    let form = Form::good("a+drop@mail.com").json();
    let error = send_to(&running, "POST", CREATE, form.clone())
        .await
        .unwrap_err();
    assert!(
        error.is_request() && !error.is_connect() && !error.is_timeout(),
        "{error:?}"
    );
    let again = send_to(&running, "POST", CREATE, form).await.unwrap();
    assert_eq!(again.status().as_u16(), 409);

    let form = Form::good("b+dropbefore@mail.com").json();
    send_to(&running, "POST", CREATE, form.clone())
        .await
        .unwrap_err();
    send_to(&running, "POST", CREATE, form).await.unwrap_err();
    let statuses: Vec<u16> = running.received().iter().map(|r| r.status).collect();
    assert_eq!(statuses, [0, 409, 0, 0]);
    // The server itself goes on.
    let next = send_to(&running, "POST", CREATE, Form::good("ok@mail.com").json())
        .await
        .unwrap();
    assert_eq!(next.status().as_u16(), 200);
    running.stop().await;
}

#[tokio::test]
async fn an_answer_is_cut_in_half_or_comes_late() {
    let (running, _) = serve(|_| {}).await;
    let cut = send_to(
        &running,
        "POST",
        CREATE,
        Form::good("a+cut@mail.com").json(),
    )
    .await
    .unwrap();
    assert_eq!(cut.status().as_u16(), 200);
    let promised = cut.content_length().unwrap();
    assert!(promised > 20);
    assert!(cut.bytes().await.is_err());

    let form = Form::good("b+slowanswer600@mail.com").json();
    let waiting = send_to(&running, "POST", CREATE, form.clone());
    let early = tokio::time::timeout(Duration::from_millis(300), waiting).await;
    assert!(early.is_err());
    // Stored all the same.
    let again = send_to(
        &running,
        "POST",
        CREATE,
        Form::good("b+slowanswer600@mail.com").json(),
    )
    .await;
    assert_eq!(again.unwrap().status().as_u16(), 409);
    running.stop().await;
}

#[tokio::test]
async fn stopping_does_not_wait_for_a_late_answer() {
    let (running, _) = serve(|options| options.keep_bodies = true).await;
    let base = running.base_url();
    let form = Form::good("b+slowanswer600@mail.com").json();
    let (ended, ()) = tokio::join!(send_to_owned(base, form), async {
        while running.captured_body().is_none() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        running.stop().await;
    });
    assert!(ended.is_err());
}

async fn send_to_owned(base: String, body: Vec<u8>) -> Result<Value, reqwest::Error> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client
        .post(format!("{base}{CREATE}"))
        .header("X-TCDX-APIKEY", super::kit::KEY)
        .header("X-TCDX-SIGNATURE", super::kit::sign(&body))
        .body(body)
        .send()
        .await?;
    Ok(Value::from(answer.status().as_u16()))
}
