//! Connections that fail, before and after the server can have acted.

use std::time::Duration;

use tcdx_desk::tcdx::{
    Base, Client, ConfigError, Error, NotSent, Outcome, Timeouts, Unknown, Upload,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::server::{Asked, Server, answer, read_head, read_request, reset};
use super::{client, config, registration, user};

/// More than the system's buffers of both sides hold: it cannot leave unless the server reads.
const LARGE: usize = 24 * 1024 * 1024;

/// Gives up after half a second without a sign of life.
fn impatient(url: &str) -> Client {
    let mut config = config(url);
    config.timeouts = Timeouts {
        idle_read: Duration::from_millis(500),
        ..config.timeouts
    };
    Client::new(config).unwrap()
}

#[tokio::test]
async fn plain_http_to_another_computer_is_refused_at_once() {
    for (url, base) in [
        ("http://api.example", Base::Users),
        ("http://192.168.0.7:7979", Base::Users),
    ] {
        assert_eq!(
            Client::new(config(url)).err(),
            Some(ConfigError::Insecure(base))
        );
    }
    let mut other = config("http://127.0.0.1:1");
    other.account_base_url = Some("http://api.example".into());
    assert_eq!(
        Client::new(other).err(),
        Some(ConfigError::Insecure(Base::Account))
    );
}

#[tokio::test]
async fn nobody_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = client(&url)
        .register(&registration(10), &Upload::silent())
        .await
        .unwrap_err();
    assert_eq!(error, Error::NotSent(NotSent::Connect));
    assert_eq!(
        client(&url).retrieve(user()).await.unwrap_err(),
        Error::NotSent(NotSent::Connect)
    );
    assert!(error.is_retryable_read());
}

#[tokio::test]
async fn a_name_that_nobody_has() {
    // RFC 6761: no resolver ever finds a name that ends so.
    let mut config = config("https://tcdx.invalid");
    config.extra_ca_pem = Some(super::tls::authority().pem.into_bytes());
    let error = Client::new(config)
        .unwrap()
        .retrieve(user())
        .await
        .unwrap_err();
    // Where a proxy is set, it is the proxy that says so.
    assert!(
        matches!(error, Error::NotSent(NotSent::Dns | NotSent::Proxy)),
        "{error}"
    );
}

#[tokio::test]
async fn a_reset_before_the_body_was_sent_means_not_sent() {
    let server = Server::run(|mut stream, note| async move {
        let head = read_head(&mut stream).await;
        note.asked(Asked {
            head,
            body: Vec::new(),
        });
        reset(stream);
    })
    .await;
    let upload = Upload::silent();
    let error = client(&server.url)
        .register(&registration(LARGE), &upload)
        .await
        .unwrap_err();
    assert_eq!(error, Error::NotSent(NotSent::Reset));
    assert_eq!(error.outcome(true), Outcome::NotSent);
    assert!(upload.sent() < upload.total());
    // The server had got the headers, so this was no refused connection.
    assert_eq!((server.asked().len(), server.connections()), (1, 1));
}

#[tokio::test]
async fn a_reset_after_the_body_was_sent_leaves_it_open() {
    let server = Server::run(|mut stream, note| async move {
        note.asked(read_request(&mut stream).await);
        reset(stream);
    })
    .await;
    let upload = Upload::silent();
    let error = client(&server.url)
        .register(&registration(1_000_000), &upload)
        .await
        .unwrap_err();
    let bytes_sent = upload.total();
    assert_eq!(
        error,
        Error::Unknown {
            cause: Unknown::Reset,
            bytes_sent
        }
    );
    assert_eq!(error.outcome(true), Outcome::Unknown);
    assert_eq!(server.only().body.len() as u64, bytes_sent);
    assert_eq!(server.connections(), 1, "a write is never sent twice");
}

#[tokio::test]
async fn an_end_without_an_answer_leaves_it_open() {
    for last_words in ["", "HTTP/1.1 20", "I do not speak HTTP\r\n\r\n"] {
        let server = Server::answering(last_words).await;
        let error = client(&server.url)
            .register(&registration(10), &Upload::silent())
            .await
            .unwrap_err();
        assert!(
            matches!(
                error,
                Error::Unknown {
                    cause: Unknown::Reset,
                    ..
                }
            ),
            "{error}"
        );
        assert_eq!(server.connections(), 1);
        let read = client(&server.url).retrieve(user()).await.unwrap_err();
        assert_eq!(read.outcome(false), Outcome::NotSent);
        assert!(read.is_retryable_read());
        assert_eq!(server.connections(), 2, "nor is a read");
    }
}

#[tokio::test]
async fn a_server_that_never_answers() {
    let server = Server::run(|mut stream, note| async move {
        note.asked(read_request(&mut stream).await);
        // Until the client goes away.
        let _ = stream.read_u8().await;
    })
    .await;
    let client = impatient(&server.url);
    let error = client
        .register(&registration(10), &Upload::silent())
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            Error::Unknown {
                cause: Unknown::Timeout,
                bytes_sent: 1..
            }
        ),
        "{error:?}"
    );
    let error = client.retrieve(user()).await.unwrap_err();
    assert!(
        matches!(
            error,
            Error::Unknown {
                cause: Unknown::Timeout,
                bytes_sent: 0
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_server_that_stops_in_the_middle_of_its_answer() {
    let server = Server::run(|mut stream, _| async move {
        read_request(&mut stream).await;
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"succ")
            .await
            .unwrap();
        let _ = stream.read_u8().await;
    })
    .await;
    let client = impatient(&server.url);
    let error = client
        .register(&registration(10), &Upload::silent())
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            Error::Unknown {
                cause: Unknown::Timeout,
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_server_that_stops_reading() {
    let server = Server::run(|mut stream, _| async move {
        read_head(&mut stream).await;
        std::future::pending::<()>().await;
        drop(stream);
    })
    .await;
    let upload = Upload::silent();
    let error = impatient(&server.url)
        .register(&registration(LARGE), &upload)
        .await
        .unwrap_err();
    assert_eq!(error, Error::NotSent(NotSent::Timeout));
    assert!(upload.sent() > 0 && upload.sent() < upload.total());
}

#[tokio::test]
async fn the_total_time_ends_even_a_lively_call() {
    let server = Server::run(|mut stream, _| async move {
        read_request(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        while stream.write_all(b" ").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    let mut config = config(&server.url);
    config.timeouts.total = Duration::from_millis(600);
    let error = Client::new(config)
        .unwrap()
        .retrieve(user())
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            Error::Unknown {
                cause: Unknown::Timeout,
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_refusal_in_the_middle_of_the_upload_is_heard() {
    let server = Server::run(|mut stream, _| async move {
        read_head(&mut stream).await;
        let refusal = answer("413 Payload Too Large", "");
        stream.write_all(refusal.as_bytes()).await.unwrap();
        // Like a polite server: reads on for a while, so that no reset overtakes the answer.
        let mut sink = vec![0; 65536];
        while stream.read(&mut sink).await.is_ok_and(|n| n > 0) {}
    })
    .await;
    let upload = Upload::silent();
    let error = client(&server.url)
        .register(&registration(LARGE), &upload)
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Refused(refusal) if refusal.status == 413),
        "{error:?}"
    );
    assert_eq!(error.outcome(true), Outcome::Refused);
}
