//! What is not taken, and what callers may not take up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tcdx_desk::desk::hook::HookLimits;
use tcdx_desk::store::SharedStore;
use tcdx_desk::store::cases::MAX_BODY_BYTES;
use tokio::io::AsyncReadExt;
use uuid::Uuid;

use super::kit::{
    arrivals, call, caller, connect, head, hook_setup, post, post_with, rest, serve, signature,
    told, until, write,
};
use crate::engine::kit::store;

const USER: Uuid = Uuid::from_u128(7);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_is_on_the_disk_when_it_is_answered() {
    let store = store();
    let listening = serve(hook_setup(&store)).await;
    let url = listening.url();
    let body = call(USER, "Approved", "1", "");
    assert_eq!(post(&url, &body).await, 200);
    let fits = [("X-TCDX-SIGNATURE", signature(&body))];
    let fits = fits.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(post_with(&url, &fits, &body).await, 200);
    let kept = arrivals(&store);
    assert_eq!(kept.len(), 2, "one without and one with a signature");
    assert_eq!(kept[0].signature.name(), "fits");
    assert_eq!(kept[1].signature.name(), "none");
    assert_eq!(store.arrival_body(kept[0].id).unwrap(), body.as_bytes());
    listening.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_the_vendors_is_kept_as_refused() {
    let store = store();
    let listening = serve(hook_setup(&store)).await;
    let url = listening.url();
    for body in ["approved!", "{}", &call(USER, "Approved", "3", "")] {
        assert_eq!(post(&url, body).await, 400, "{body}");
    }
    let body = call(USER, "Approved", "1", "");
    let forged = [("X-TCDX-SIGNATURE", "00")];
    assert_eq!(post_with(&url, &forged, &body).await, 401);
    assert_eq!(
        told(&store),
        [
            ("refused", "forged"),
            ("refused", "wrong_level"),
            ("refused", "wrong_fields"),
            ("refused", "not_json"),
        ]
    );
    assert_eq!(store.arrival_body(1).unwrap(), b"approved!");
    // The same words with a signature that fits are not the forged ones.
    let fits = signature(&body);
    let fits = [("X-TCDX-SIGNATURE", fits.as_str())];
    assert_eq!(post_with(&url, &fits, &body).await, 200);
    assert_eq!(told(&store)[0], ("new", ""));
    assert_eq!(store.new_arrivals().unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anything_else_is_not_found_and_not_read() {
    let store = store();
    let listening = serve(hook_setup(&store)).await;
    let url = listening.url();
    let body = call(USER, "Approved", "1", "");
    let (base, path) = url.rsplit_once('/').unwrap();
    for elsewhere in [
        base.to_owned(),
        format!("{base}/"),
        format!("{url}/"),
        format!("{url}x"),
        format!("{url}?a=b"),
        format!("{base}/{}", path.to_uppercase()),
        format!("{base}/{}", "0".repeat(64)),
    ] {
        assert_eq!(post(&elsewhere, &body).await, 404, "{elsewhere}");
    }
    let answer = caller().get(&url).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 404);
    // The body never comes, and nobody waits for it.
    let mut stream = connect(&listening).await;
    let ask = "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";
    write(&mut stream, ask).await.unwrap();
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 404"));
    assert!(arrivals(&store).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_body_is_not_taken() {
    let store = store();
    let listening = serve(hook_setup(&store)).await;
    let body = call(USER, "Rejected", "1", "");
    let filled = |length: usize| {
        let message = "x".repeat(length - body.len());
        call(USER, "Rejected", "1", &message)
    };
    assert_eq!(post(&listening.url(), &filled(MAX_BODY_BYTES)).await, 200);
    let mut stream = connect(&listening).await;
    // Told by its length alone: nothing of the ten megabytes is sent.
    let large = head(&listening, 10_000_000);
    write(&mut stream, &large).await.unwrap();
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 413"));
    // One that does not tell its length.
    let mut stream = connect(&listening).await;
    let chunked = head(&listening, 0).replace("Content-Length: 0", "Transfer-Encoding: chunked");
    write(&mut stream, &chunked).await.unwrap();
    let chunk = format!("{:x}\r\n{}\r\n", 8192, "x".repeat(8192));
    let mut sent = 0;
    while sent < 10_000_000 && write(&mut stream, &chunk).await.is_ok() {
        sent += 8192;
    }
    let answer = rest(&mut stream).await;
    assert!(sent < 10_000_000, "all was read: {answer}");
    assert!(!answer.contains("200"), "{answer}");
    assert_eq!(arrivals(&store).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_caller_is_cut_off() {
    let store = store();
    let mut setup = hook_setup(&store);
    setup.limits.request = Duration::from_millis(600);
    let listening = serve(setup).await;
    let body = call(USER, "Approved", "1", "");
    let head = head(&listening, body.len());
    // In the body, in the head, and before anything was asked.
    for (at_once, slowly) in [
        (head.as_str(), body.as_str()),
        ("", head.as_str()),
        ("", ""),
    ] {
        let mut stream = connect(&listening).await;
        write(&mut stream, at_once).await.unwrap();
        let drip = async {
            for byte in slowly.split_inclusive(|_: char| true) {
                tokio::time::sleep(Duration::from_millis(100)).await;
                if write(&mut stream, byte).await.is_err() {
                    break;
                }
            }
            rest(&mut stream).await
        };
        // The whole of it would take longer.
        let whole = Duration::from_millis(100) * u32::try_from(body.len()).unwrap();
        let answer = tokio::time::timeout(whole, drip)
            .await
            .expect("it is cut off");
        assert!(!answer.contains("200 OK"), "{answer}");
    }
    assert!(arrivals(&store).is_empty());
    // A prompt one is answered, and its connection closed when nothing more comes.
    let mut stream = connect(&listening).await;
    write(&mut stream, &format!("{head}{body}")).await.unwrap();
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_has_so_many_calls_a_minute() {
    let store = store();
    let mut setup = hook_setup(&store);
    setup.behind_proxy = true;
    setup.limits.per_minute = 5;
    let listening = serve(setup).await;
    let url = listening.url();
    let mut answers = Vec::new();
    for number in 0..8_u32 {
        let body = call(Uuid::from_u128(number.into()), "Approved", "1", "");
        // What the caller wrote itself is not believed.
        let forwarded = format!("198.51.100.{number}, 203.0.113.9");
        answers.push(post_with(&url, &[("X-Forwarded-For", &forwarded)], &body).await);
    }
    assert_eq!(answers, [200, 200, 200, 200, 200, 429, 429, 429]);
    let other = [("X-Forwarded-For", "203.0.113.10")];
    assert_eq!(
        post_with(&url, &other, &call(USER, "Pending", "1", "")).await,
        200
    );
    let answer = caller().post(&url).header("X-Forwarded-For", "203.0.113.9");
    let answer = answer.body("{}").send().await.unwrap();
    let wait: u64 = answer.headers()["Retry-After"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(arrivals(&store).len(), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_store_or_room_the_caller_is_asked_to_come_again() {
    let store = store();
    let is_busy = Arc::new(AtomicBool::new(false));
    let is_open = Arc::new(AtomicBool::new(false));
    let mut setup = hook_setup(&store);
    let (of_busy, of_open, of_store) = (
        Arc::clone(&is_busy),
        Arc::clone(&is_open),
        Arc::clone(&store),
    );
    setup.store = Arc::new(move || -> Option<SharedStore> {
        while of_busy.load(Ordering::Acquire) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let is_open = of_open.load(Ordering::Acquire);
        is_open.then(|| Arc::clone(&of_store))
    });
    setup.limits = HookLimits {
        waiting: 1,
        ..setup.limits
    };
    let listening = serve(setup).await;
    let url = listening.url();
    assert_eq!(post(&url, &call(USER, "Approved", "1", "")).await, 503);
    is_open.store(true, Ordering::Release);
    assert_eq!(post(&url, &call(USER, "Approved", "1", "")).await, 200);

    // The store is busy: one is being kept, one waits, and there is no room for more.
    is_busy.store(true, Ordering::Release);
    let calls: Vec<_> = (0..12_u128)
        .map(|number| {
            let (url, body) = (
                url.clone(),
                call(Uuid::from_u128(number), "Pending", "1", ""),
            );
            tokio::spawn(async move { post(&url, &body).await })
        })
        .collect();
    until(|| calls.iter().filter(|call| call.is_finished()).count() >= 10).await;
    is_busy.store(false, Ordering::Release);
    let mut answers = Vec::new();
    for call in calls {
        answers.push(call.await.unwrap());
    }
    let taken = answers.iter().filter(|status| **status == 200).count();
    assert!(
        answers.iter().all(|status| [200, 503].contains(status)),
        "{answers:?}"
    );
    assert!((1..=2).contains(&taken), "{answers:?}");
    assert_eq!(
        arrivals(&store).len(),
        1 + taken,
        "what was answered 200 is kept"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_taken_is_answered_before_the_end() {
    let store = store();
    let listening = serve(hook_setup(&store)).await;
    let body = call(USER, "Approved", "1", "");
    let (first, last) = body.split_at(10);
    let mut stream = connect(&listening).await;
    write(
        &mut stream,
        &format!("{}{first}", head(&listening, body.len())),
    )
    .await
    .unwrap();
    // It is read before it is told to stop.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let stopping = tokio::spawn(listening.stop());
    tokio::time::sleep(Duration::from_millis(100)).await;
    write(&mut stream, last).await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    stopping.await.unwrap();
    assert_eq!(arrivals(&store).len(), 1);
}
