//! Progress of an upload, and stopping it.

use std::sync::{Arc, Mutex};

use tcdx_desk::tcdx::{Error, NotSent, Outcome, Unknown, Upload};
use tokio::io::AsyncReadExt;
use tokio::sync::Notify;

use super::server::{Asked, Server, answer, read_head, read_request};
use super::{client, registration};

#[tokio::test]
async fn progress_grows_to_the_total() {
    let body = r#"{"success":true,"user_id":"ace50048-759a-5de5-8e7a-3f7c64e6fb48"}"#;
    let server = Server::answering(answer("200 OK", body)).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let upload = Upload::new(move |sent, total| log.lock().unwrap().push((sent, total)));
    client(&server.url)
        .register(&registration(2_000_000), &upload)
        .await
        .unwrap();
    let total = server.only().body.len() as u64;
    let seen = seen.lock().unwrap();
    assert_eq!(seen.first(), Some(&(0, total)));
    assert_eq!(seen.last(), Some(&(total, total)));
    assert!(seen.len() > 20, "{} steps", seen.len());
    assert!(
        seen.windows(2)
            .all(|two| two[0].0 < two[1].0 && two[1].1 == total)
    );
    assert_eq!((upload.sent(), upload.total()), (total, total));
}

#[tokio::test]
async fn cancelling_while_sending_means_not_sent() {
    let gone = Arc::new(Notify::new());
    let told = Arc::clone(&gone);
    let server = Server::run(move |mut stream, note| {
        let told = Arc::clone(&told);
        async move {
            let head = read_head(&mut stream).await;
            // Slowly enough that the cancelling comes first: the client cancels at the first bytes.
            let mut body = Vec::new();
            let _ = stream.read_to_end(&mut body).await;
            note.asked(Asked { head, body });
            told.notify_one();
        }
    })
    .await;
    let stop = Arc::new(Mutex::new(None::<Upload>));
    let cancel = Arc::clone(&stop);
    let upload = Upload::new(move |sent, _| {
        if sent > 0
            && let Some(upload) = cancel.lock().unwrap().as_ref()
        {
            upload.cancel();
        }
    });
    *stop.lock().unwrap() = Some(upload.clone());
    let error = client(&server.url)
        .register(&registration(24 * 1024 * 1024), &upload)
        .await
        .unwrap_err();
    assert_eq!(error, Error::NotSent(NotSent::Cancelled));
    assert_eq!(error.outcome(true), Outcome::NotSent);
    let counted = upload.sent();
    assert!(counted > 0 && counted < upload.total());
    gone.notified().await;
    // What was told is true: the server cannot have the whole body.
    assert!(server.only().body.len() as u64 <= counted);
    assert_eq!(upload.sent(), counted);
}

#[tokio::test]
async fn cancelling_while_waiting_leaves_it_open() {
    let upload = Upload::silent();
    let cancel = upload.clone();
    let server = Server::run(move |mut stream, note| {
        let cancel = cancel.clone();
        async move {
            note.asked(read_request(&mut stream).await);
            cancel.cancel();
            let _ = stream.read_u8().await;
        }
    })
    .await;
    let error = client(&server.url)
        .register(&registration(1000), &upload)
        .await
        .unwrap_err();
    let bytes_sent = upload.total();
    assert_eq!(
        error,
        Error::Unknown {
            cause: Unknown::Cancelled,
            bytes_sent
        }
    );
    assert_eq!(error.outcome(true), Outcome::Unknown);
    assert!(!error.is_retryable_read());
}

#[tokio::test]
async fn an_upload_that_was_cancelled_before_does_not_start() {
    let server = Server::answering(answer("200 OK", "{}")).await;
    let upload = Upload::silent();
    upload.cancel();
    let error = client(&server.url)
        .register(&registration(1000), &upload)
        .await
        .unwrap_err();
    assert_eq!(error, Error::NotSent(NotSent::Cancelled));
    assert_eq!((server.connections(), upload.sent()), (0, 0));
}
