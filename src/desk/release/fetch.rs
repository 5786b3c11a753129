//! Gets the release file and its signature.

use std::time::Duration;

use jiff::civil::Date;
use reqwest::{Client, StatusCode};
use url::{Host, Url};

use super::{
    Fault, MAX_FILE_BYTES, MAX_SIGNATURE_BYTES, Verdict, check_address, check_key, judge, running,
};
use crate::tcdx::{Timeouts, http_client};

/// Both files together must be here by then.
const TOTAL: Duration = Duration::from_secs(30);

/// Asks the address whether there is a newer version. `key` is the publisher's; nothing is asked if it or the address makes no
/// sense. The system's proxy is used, and the system's certificates are trusted; what a profile trusts beyond is not.
///
/// # Errors
/// Any `Fault`.
pub async fn check(address: &str, key: &str, today: Date) -> Result<Verdict, Fault> {
    check_within(address, key, today, TOTAL).await
}

/// As `check`, with another bound of time for both files together.
///
/// # Errors
/// Any `Fault`.
pub async fn check_within(
    address: &str,
    key: &str,
    today: Date,
    within: Duration,
) -> Result<Verdict, Fault> {
    let address = check_address(address)?;
    let key = check_key(key)?;
    let client = client(&address)?;
    let mut beside = address.clone();
    beside.set_path(&format!("{}.minisig", address.path()));
    let both = async {
        let signature = get(&client, beside, MAX_SIGNATURE_BYTES).await?;
        let file = get(&client, address, MAX_FILE_BYTES).await?;
        Ok((file, signature))
    };
    let both = tokio::time::timeout(within, both).await;
    let (file, signature) = both.unwrap_or(Err(Fault::TooSlow))?;
    judge(&key, &file, &signature, &running(), today)
}

fn client(address: &Url) -> Result<Client, Fault> {
    let is_here = match address.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let is_tls = address.scheme() == "https";
    http_client(is_here, is_tls, Vec::new(), &Timeouts::default()).map_err(|_| Fault::NoTrust)
}

async fn get(client: &Client, address: Url, most: usize) -> Result<Vec<u8>, Fault> {
    let answer = client.get(address).send().await;
    let mut answer = answer.map_err(|_| Fault::NotReached)?;
    if answer.status() != StatusCode::OK {
        return Err(Fault::Status(answer.status().as_u16()));
    }
    if answer
        .content_length()
        .is_some_and(|announced| announced > most as u64)
    {
        return Err(Fault::TooLarge);
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|_| Fault::NotReached)? {
        if body.len() + chunk.len() > most {
            return Err(Fault::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
