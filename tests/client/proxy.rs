//! The proxy of the system's settings. Settings are the process's own, so each test runs itself again with others.

use std::process::Command;

use tcdx_desk::tcdx::{Client, Error, NotSent};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::server::{Asked, Server, answer, read_head};
use super::{client, config, tls, user};

/// Runs one ignored test of this binary with a proxy set, and tells whether it passed.
async fn with_proxy(test: &'static str, proxy: &str) {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--ignored", "--exact", test]);
    for name in [
        "ALL_PROXY",
        "all_proxy",
        "NO_PROXY",
        "no_proxy",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "REQUEST_METHOD",
    ] {
        child.env_remove(name);
    }
    child.env("http_proxy", proxy).env("https_proxy", proxy);
    let output = tokio::task::spawn_blocking(move || child.output().unwrap())
        .await
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && printed.contains("1 passed"),
        "{printed}"
    );
}

/// A proxy that lets nobody through.
async fn refusing_proxy() -> Server {
    Server::run(|mut stream, note| async move {
        let head = read_head(&mut stream).await;
        note.asked(Asked {
            head,
            body: Vec::new(),
        });
        let _ = stream
            .write_all(answer("403 Forbidden", "").as_bytes())
            .await;
        let _ = stream.read_u8().await;
    })
    .await
}

#[tokio::test]
async fn the_systems_proxy_is_used_and_its_refusal_is_told() {
    let proxy = refusing_proxy().await;
    with_proxy("client::proxy::far_away", &proxy.url).await;
    // What the proxy sees holds neither the key nor the path.
    let asked = proxy.only();
    assert_eq!(asked.line(), "CONNECT tcdx.invalid:443 HTTP/1.1");
    assert!(!asked.head.contains("apikey") && !asked.head.contains("users"));
}

#[tokio::test]
async fn this_computer_is_reached_without_the_proxy() {
    let proxy = refusing_proxy().await;
    with_proxy("client::proxy::near_by", &proxy.url).await;
    assert_eq!(proxy.connections(), 0);
}

#[tokio::test]
#[ignore = "run by the tests above, with a proxy set"]
async fn far_away() {
    let mut config = config("https://tcdx.invalid");
    config.extra_ca_pem = Some(tls::authority().pem.into_bytes());
    let error = Client::new(config)
        .unwrap()
        .retrieve(user())
        .await
        .unwrap_err();
    assert_eq!(error, Error::NotSent(NotSent::Proxy));
}

#[tokio::test]
#[ignore = "run by the tests above, with a proxy set"]
async fn near_by() {
    let body = r#"{"success":true,"data":{"kyc_status":"pending"}}"#;
    let server = Server::answering(answer("200 OK", body)).await;
    client(&server.url).retrieve(user()).await.unwrap();
    let by_name = server.url.replace("127.0.0.1", "localhost");
    client(&by_name).retrieve(user()).await.unwrap();
    assert_eq!(server.asked().len(), 2);
}
