//! The receiver's own certificate.

use std::path::{Path, PathBuf};

use rcgen::{CertificateParams, KeyPair};
use tcdx_desk::desk::hook::TlsKey;
use tcdx_desk::desk::hook::tls::TlsKeyError;
use uuid::Uuid;

use super::kit::{arrivals, call, connect, head, hook_setup, rest, serve, write};
use crate::engine::kit::store;

/// A certificate for this computer, vouched for by itself, and its key, as files.
fn pair(folder: &Path, name: &str) -> (PathBuf, PathBuf, String) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]);
    let pem = params.unwrap().self_signed(&key).unwrap().pem();
    let paths = [format!("{name}.pem"), format!("{name}-key.pem")].map(|name| folder.join(name));
    std::fs::write(&paths[0], &pem).unwrap();
    std::fs::write(&paths[1], key.serialize_pem()).unwrap();
    let [certificate, key] = paths;
    (certificate, key, pem)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_caller_who_trusts_the_certificate_is_answered_over_https() {
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key, pem) = pair(folder.path(), "own");
    let store = store();
    let mut setup = hook_setup(&store);
    setup.tls = Some(TlsKey::load(&certificate, &key).unwrap());
    let listening = serve(setup).await;
    assert!(listening.url().starts_with("https://127.0.0.1:"));
    let trusted = reqwest::Certificate::from_pem(pem.as_bytes()).unwrap();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let caller = reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([trusted])
        .build()
        .unwrap();
    let body = call(Uuid::from_u128(7), "Approved", "1", "");
    let answer = caller.post(listening.url()).body(body.clone()).send();
    assert_eq!(answer.await.unwrap().status().as_u16(), 200);
    // In the clear nothing is taken.
    let mut stream = connect(&listening).await;
    let plain = format!("{}{body}", head(&listening, body.len()));
    write(&mut stream, &plain).await.unwrap();
    assert!(!rest(&mut stream).await.contains("HTTP"));
    assert_eq!(arrivals(&store).len(), 1);
    assert_eq!(arrivals(&store)[0].repeats, 0);
}

#[test]
fn files_that_are_no_certificate_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key, _) = pair(folder.path(), "own");
    let (_, other, _) = pair(folder.path(), "other");
    let none = folder.path().join("none.pem");
    let told = |certificate: &Path, key: &Path| TlsKey::load(certificate, key).unwrap_err();
    assert!(matches!(told(&none, &key), TlsKeyError::Read(_)));
    assert!(matches!(told(&certificate, &none), TlsKeyError::Read(_)));
    assert!(matches!(
        told(&key, &certificate),
        TlsKeyError::NoCertificate(_)
    ));
    assert!(matches!(
        told(&certificate, &certificate),
        TlsKeyError::NoKey(_)
    ));
    assert!(matches!(told(&certificate, &other), TlsKeyError::NoPair));
}
