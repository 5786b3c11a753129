//! The receiver's own certificate.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, crypto::ring, version};
use zeroize::Zeroizing;

use crate::store::{StoreError, files};

/// A certificate with its key.
#[derive(Clone)]
pub struct TlsKey(pub(super) Arc<ServerConfig>);

impl fmt::Debug for TlsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TlsKey(***)")
    }
}

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsKeyError {
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] StoreError),
    /// It holds no certificate.
    #[error("{} holds no certificate (PEM)", .0.display())]
    NoCertificate(PathBuf),
    /// It holds no private key.
    #[error("{} holds no private key (PEM, without a passphrase)", .0.display())]
    NoKey(PathBuf),
    /// They do not belong together, or are of a kind that is not known.
    #[error("the certificate and the key do not fit each other")]
    NoPair,
}

impl TlsKey {
    /// From two PEM files: the certificate with those that vouch for it, and its key.
    pub fn load(certificate: &Path, key: &Path) -> Result<Self, TlsKeyError> {
        let none = || TlsKeyError::NoCertificate(certificate.to_owned());
        let chain = files::read(certificate)?;
        let chain: Vec<_> = CertificateDer::pem_slice_iter(&chain)
            .collect::<Result<_, _>>()
            .map_err(|_| none())?;
        if chain.is_empty() {
            return Err(none());
        }
        let bytes = Zeroizing::new(files::read(key)?);
        let key = PrivateKeyDer::from_pem_slice(&bytes)
            .map_err(|_| TlsKeyError::NoKey(key.to_owned()))?;
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[&version::TLS13, &version::TLS12])
            .map_err(|_| TlsKeyError::NoPair)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(|_| TlsKeyError::NoPair)?;
        Ok(Self(Arc::new(config)))
    }
}
