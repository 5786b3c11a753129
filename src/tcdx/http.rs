//! The HTTP client that calls are made with: whom it trusts, which proxy it uses, and all the things that it does not do.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::config::{ConfigError, Timeouts};

/// How this program names itself.
const USER_AGENT: &str = concat!("tcdx-desk/", env!("CARGO_PKG_VERSION"));

/// The certificates of a PEM text, each of which can be an authority.
pub(super) fn extra_roots(pem: Option<&[u8]>) -> Result<Vec<reqwest::Certificate>, ConfigError> {
    let Some(pem) = pem else {
        return Ok(Vec::new());
    };
    let mut store = rustls::RootCertStore::empty();
    let mut roots = Vec::new();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|_| ConfigError::BadPem)?;
        roots.push(reqwest::Certificate::from_der(&certificate).map_err(|_| ConfigError::BadPem)?);
        store.add(certificate).map_err(|_| ConfigError::BadPem)?;
    }
    if roots.is_empty() {
        return Err(ConfigError::BadPem);
    }
    Ok(roots)
}

/// The HTTP client for servers on this computer (`loopback`) or elsewhere. `tls` tells whether certificates will be needed: if
/// not, the system's are not even read. Redirects are not followed, nothing is sent twice, TLS is 1.2 or newer.
pub fn client(
    loopback: bool,
    tls: bool,
    roots: Vec<reqwest::Certificate>,
    timeouts: &Timeouts,
) -> Result<reqwest::Client, ConfigError> {
    // An error means that some provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .http1_only()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // Nothing is sent twice: no retry, and no connection that may have died since its last use.
        .retry(reqwest::retry::never())
        .pool_max_idle_per_host(0)
        .connect_timeout(timeouts.connect)
        .tls_backend_rustls()
        .tls_version_min(reqwest::tls::Version::TLS_1_2);
    builder = if tls {
        builder.tls_certs_merge(roots)
    } else {
        builder.tls_certs_only(roots)
    };
    if loopback {
        let here = [
            SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
        ];
        // `localhost` is this computer, whatever the resolver says.
        builder = builder.no_proxy().resolve_to_addrs("localhost", &here);
    }
    builder.build().map_err(|_| ConfigError::NoTrust)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extra_certificates_must_be_certificates() {
        assert!(extra_roots(None).unwrap().is_empty());
        let block = |body: &str| {
            format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")
        };
        for pem in [
            String::new(),
            "no pem".into(),
            block("AAAA"),
            block("?"),
            "-----BEGIN".into(),
        ] {
            assert_eq!(
                extra_roots(Some(pem.as_bytes())).err(),
                Some(ConfigError::BadPem),
                "{pem}"
            );
        }
    }
}
