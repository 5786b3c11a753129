//! Calls the registered webhook when a screening ends (the vendor's API page, "Webhook").

use std::sync::Arc;
use std::time::Duration;

use axum::http::header::CONTENT_TYPE;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;
use url::{Host, Url};

use super::SandboxError;
use super::hub::Sandbox;
use super::screening::Notice;

/// One try, in all.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Calls under way at the same time; more wait.
const MAX_CALLS: usize = 8;
/// Calls waiting for a place; more wait in the outbox, which is bounded.
const MAX_TASKS: usize = 64;

/// A client that follows no redirect and no proxy: the signature goes to the registered address alone.
pub(super) fn client() -> Result<reqwest::Client, SandboxError> {
    // Fails when the process has chosen a provider before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .timeout(TIMEOUT)
        .build()?)
}

/// Delivers until told to stop; what is under way then is dropped.
pub(super) async fn run(
    sandbox: Sandbox,
    client: reqwest::Client,
    mut outbox: mpsc::Receiver<Notice>,
    mut stop: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(MAX_CALLS));
    let mut calls = JoinSet::new();
    loop {
        tokio::select! {
            _ = stop.changed() => break,
            Some(_) = calls.join_next(), if !calls.is_empty() => {}
            notice = outbox.recv(), if calls.len() < MAX_TASKS => {
                let Some(notice) = notice else { break };
                let (sandbox, client, places) =
                    (sandbox.clone(), client.clone(), Arc::clone(&places));
                calls.spawn(async move {
                    let _place = places.acquire_owned().await;
                    deliver(&sandbox, &client, &notice).await;
                });
            }
        }
    }
}

async fn deliver(sandbox: &Sandbox, client: &reqwest::Client, notice: &Notice) {
    let options = &sandbox.0.options;
    let Ok(body) = serde_json::to_vec(notice) else {
        return;
    };
    let (header, signature) = sandbox.0.auth.sign(&body);
    let mut pause = options.webhook_backoff;
    for attempt in 1..=options.webhook_tries.max(1) {
        // Read anew each time: a corrected address takes effect at once.
        let Some(url) = sandbox.state().webhook_url.clone() else {
            return;
        };
        if !options.allow_remote_webhook && !is_loopback(&url) {
            crate::logs::warn!("the webhook is on another machine and is not called in training");
            return;
        }
        let sent = client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header(&header, &signature)
            .body(body.clone())
            .send()
            .await;
        match sent {
            Ok(answer) if answer.status().is_success() => return,
            Ok(answer) => crate::logs::warn!(
                "the webhook refused",
                attempt = attempt,
                status = answer.status().as_u16()
            ),
            Err(error) => crate::logs::warn!(
                "the webhook did not answer",
                attempt = attempt,
                timeout = error.is_timeout(),
                connect = error.is_connect()
            ),
        }
        if attempt < options.webhook_tries {
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(2);
        }
    }
}

fn is_loopback(url: &str) -> bool {
    match Url::parse(url).ok().as_ref().and_then(Url::host) {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.to_canonical().is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_this_machine_is_called_in_training() {
        for near in [
            "http://127.0.0.1:9/x",
            "http://127.8.8.8/",
            "https://localhost/x",
            "http://[::1]:80/",
            "http://[::ffff:127.0.0.1]/",
            "http://2130706433/",
        ] {
            assert!(is_loopback(near), "{near}");
        }
        for far in [
            "http://10.0.0.1/",
            "https://localhost.example/",
            "http://127.0.0.1.nip.io/",
            "https://example.com/?127.0.0.1",
            "https://127.0.0.1@example.com/",
            "",
        ] {
            assert!(!is_loopback(far), "{far}");
        }
    }
}
