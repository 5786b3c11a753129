//! Certificates, good and bad.

use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tcdx_desk::tcdx::{Client, ConfigError, Error, NotSent, TlsFault, Upload};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::{ServerConfig, crypto::ring, version};

use super::server::{Server, answer, read_request};
use super::{config, registration, user};

/// Vouches for servers, to those who trust it.
pub struct Authority {
    pub pem: String,
    issuer: Issuer<'static, KeyPair>,
}

pub fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let pem = params.self_signed(&key).unwrap().pem();
    Authority {
        pem,
        issuer: Issuer::new(params, key),
    }
}

/// An https server whose certificate is for `name`, changed as told.
async fn server(
    authority: &Authority,
    name: &str,
    change: impl Fn(&mut CertificateParams),
) -> Server {
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    change(&mut params);
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &authority.issuer).unwrap();
    let tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&version::TLS12, &version::TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(tls));
    let mut server = Server::run(move |stream, note| {
        let acceptor = acceptor.clone();
        async move {
            // A client that does not trust goes away here.
            let Ok(mut stream) = acceptor.accept(stream).await else {
                return;
            };
            note.asked(read_request(&mut stream).await);
            let body = r#"{"success":true,"user_id":"ace50048-759a-5de5-8e7a-3f7c64e6fb48"}"#;
            stream
                .write_all(answer("200 OK", body).as_bytes())
                .await
                .unwrap();
            let _ = stream.shutdown().await;
        }
    })
    .await;
    server.url = server.url.replace("http:", "https:");
    server
}

async fn register(server: &Server, trusted: &Authority) -> Result<(), Error> {
    let mut config = config(&server.url);
    config.extra_ca_pem = Some(trusted.pem.clone().into_bytes());
    let client = Client::new(config).unwrap();
    client
        .register(&registration(200_000), &Upload::silent())
        .await
        .map(|id| assert_eq!(id, user()))
}

#[tokio::test]
async fn a_certificate_of_the_given_authority_is_accepted() {
    let authority = authority();
    let server = server(&authority, "127.0.0.1", |_| {}).await;
    register(&server, &authority).await.unwrap();
    assert_eq!(server.only().body, registration(200_000).encode());
}

#[tokio::test]
async fn a_certificate_that_does_not_verify_ends_the_call_before_anything_is_sent() {
    let (trusted, stranger) = (authority(), authority());
    let expired = |params: &mut CertificateParams| {
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(2001, 1, 1);
    };
    for (server, fault) in [
        (
            server(&stranger, "127.0.0.1", |_| {}).await,
            TlsFault::UnknownIssuer,
        ),
        (
            server(&trusted, "127.0.0.2", |_| {}).await,
            TlsFault::WrongName,
        ),
        (
            server(&trusted, "127.0.0.1", expired).await,
            TlsFault::OutOfDate,
        ),
    ] {
        let error = register(&server, &trusted).await.unwrap_err();
        assert_eq!(error, Error::NotSent(NotSent::Tls(fault)));
        assert!(!error.is_retryable_read());
        assert!(server.asked().is_empty());
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn the_system_alone_does_not_trust_a_stranger() {
    let server = server(&authority(), "127.0.0.1", |_| {}).await;
    match Client::new(config(&server.url)) {
        Ok(client) => {
            let error = client.retrieve(user()).await.unwrap_err();
            let expected = NotSent::Tls(TlsFault::UnknownIssuer);
            assert_eq!(error, Error::NotSent(expected));
            assert!(server.asked().is_empty());
        }
        // A computer without any certificates trusts nobody.
        Err(error) => assert_eq!(error, ConfigError::NoTrust),
    }
}

#[tokio::test]
async fn a_server_without_tls_is_not_spoken_to() {
    let trusted = authority();
    let mut server = Server::run(|mut stream, _| async move {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        let _ = stream.read_u8().await;
    })
    .await;
    server.url = server.url.replace("http:", "https:");
    let error = register(&server, &trusted).await.unwrap_err();
    assert_eq!(error, Error::NotSent(NotSent::Tls(TlsFault::Handshake)));
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_a_timeout_of_the_connection() {
    let trusted = authority();
    let server = Server::run(|stream, _| async move {
        std::future::pending::<()>().await;
        drop(stream);
    })
    .await;
    let mut config = config(&server.url.replace("http:", "https:"));
    config.extra_ca_pem = Some(trusted.pem.into_bytes());
    config.timeouts.connect = Duration::from_millis(300);
    let client = Client::new(config).unwrap();
    let error = client
        .register(&registration(10), &Upload::silent())
        .await
        .unwrap_err();
    assert_eq!(error, Error::NotSent(NotSent::Timeout));
}
