//! The client of the profile in use, and the small questions it asks.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::{Shared, blocking, webhook};
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::desk::state::SecretState;
use crate::desk::state::WebhookNews;
use crate::domain::profile::GetPayload;
use crate::domain::{Country, ItemLists, Lang, Profile};
use crate::sandbox;
use crate::store;
use crate::tcdx::{self, ApiKey, ApiSecret, Client, Config};
use crate::vault::{DeskVault, Vault};

/// The name under which the training store keeps what the sandbox knows.
const SANDBOX_STATE: &str = "sandbox";
/// So long the sandbox waits for the store of the training profile.
const WAIT_FOR_STORE: Duration = Duration::from_secs(10);

/// The sandbox of the training profile, and the credentials it was started with.
pub(super) struct OwnSandbox {
    running: sandbox::Running,
    key: String,
    secret: String,
}

impl OwnSandbox {
    /// The secret that its webhooks are signed with.
    pub(super) fn secret(&self) -> ApiSecret {
        ApiSecret::from(self.secret.clone())
    }
}

/// A client for a profile whose base URL, key and secret are given.
pub fn make_client(
    profile: &Profile,
    base_url: &str,
    key: &str,
    secret: &str,
    extra_ca_pem: Option<Vec<u8>>,
) -> Result<Client, tcdx::ConfigError> {
    Client::new(Config {
        base_url: base_url.to_owned(),
        transaction_base_url: profile.transaction_base_url.clone(),
        account_base_url: profile.account_base_url.clone(),
        key: ApiKey::from(key.to_owned()),
        secret: ApiSecret::from(secret.to_owned()),
        key_header: profile.key_header.clone(),
        signature_header: profile.signature_header.clone(),
        get_payload: match profile.get_payload {
            GetPayload::Empty => tcdx::GetPayload::Empty,
            GetPayload::Braces => tcdx::GetPayload::Braces,
        },
        extra_ca_pem,
        timeouts: tcdx::Timeouts::default(),
    })
}

/// A client for a live profile, with its secret from the vault, which is given beside it. Blocks: it reads the keyring and
/// certificates.
pub fn live_client(vault: &dyn Vault, profile: &Profile) -> Result<(Client, ApiSecret), Told> {
    let secret = vault
        .get(&profile.name)
        .map_err(|error| explain::vault(&error))?
        .ok_or_else(|| Told::new("error-no-secret").hint("error-no-secret-hint"))?;
    let extra_ca_pem = match &profile.extra_ca_file {
        None => None,
        Some(path) => Some(store::files::read(path).map_err(|error| explain::store(&error))?),
    };
    let secret = secret.expose();
    let client = make_client(
        profile,
        &profile.base_url,
        &profile.api_key,
        secret,
        extra_ca_pem,
    )
    .map_err(|error| explain::config(&error))?;
    Ok((client, ApiSecret::from(secret.to_owned())))
}

/// A client for a profile. For training, also the address of the sandbox's page.
pub(super) async fn connect(
    shared: &Arc<Shared>,
    profile: Profile,
) -> Result<(Client, Option<String>), Told> {
    let kind = profile.kind;
    let connected = try_connect(shared, profile).await;
    match &connected {
        Ok(_) => crate::logs::info!("connected", profile = kind),
        Err(told) => crate::logs::warn!("not connected", profile = kind, why = told.id),
    }
    connected
}

async fn try_connect(
    shared: &Arc<Shared>,
    profile: Profile,
) -> Result<(Client, Option<String>), Told> {
    if profile.is_training() {
        let (client, page) = connect_training(shared, &profile).await?;
        // The status is asked for anyway: without a webhook it only comes a little later.
        let listening = webhook::listen(shared, &client).await;
        if let Err(error) = &listening {
            crate::logs::warn!(
                "there is no webhook in this session",
                reason = error.reason()
            );
        }
        let news = WebhookNews::Receiving(listening.is_ok());
        shared.inbox.send(Event::Webhook(news)).await;
        return Ok((client, Some(page)));
    }
    let shared = Arc::clone(shared);
    let (client, _) = blocking(move || live_client(&shared.vault, &profile)).await?;
    Ok((client, None))
}

async fn connect_training(shared: &Shared, profile: &Profile) -> Result<(Client, String), Told> {
    let mut own = shared.sandbox.lock().await;
    if own.is_none() {
        let options = sandbox::Options {
            kept: kept_state(shared).await,
            ..sandbox::Options::with_random_credentials()
        };
        let (key, secret) = (options.key.clone(), options.secret.clone());
        let running = sandbox::start(options, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await
            .map_err(|error| explain::sandbox(&error))?;
        *own = Some(OwnSandbox {
            running,
            key,
            secret,
        });
    }
    let Some(own) = own.as_ref() else {
        return Err(not_connected());
    };
    let base_url = own.running.base_url();
    // The sandbox speaks the defaults: headers and GET rule of a live profile do not apply to it.
    let profile = Profile {
        gesture_count: profile.gesture_count,
        ..Profile::training()
    };
    let client = make_client(&profile, &base_url, &own.key, &own.secret, None)
        .map_err(|error| explain::config(&error))?;
    Ok((client, base_url))
}

/// What the sandbox knew when the program ended, from the encrypted store of the training profile; `None` if that is not
/// open. So a customer of yesterday's training can be followed today.
async fn kept_state(shared: &Shared) -> Option<sandbox::Kept> {
    let mut settled = shared.settled.subscribe();
    let opening = settled.wait_for(|which| *which == Some(true));
    tokio::time::timeout(WAIT_FOR_STORE, opening)
        .await
        .ok()?
        .ok()?;
    let store = shared.training_store()?;
    let reading = Arc::clone(&store);
    let state = blocking(move || reading.value(SANDBOX_STATE)).await.ok()?;
    let keep = move |bytes: &[u8]| {
        store
            .set_value(SANDBOX_STATE, bytes)
            .map_err(std::io::Error::other)
    };
    Some(sandbox::Kept {
        state,
        keep: Arc::new(keep),
    })
}

/// Fetches the four item lists.
pub async fn fetch_items(client: &Client, lang: Lang) -> Result<ItemLists, tcdx::Error> {
    let language = match lang {
        Lang::Id => tcdx::Language::Indonesian,
        Lang::En => tcdx::Language::English,
    };
    let (id_types, occupations, provinces, countries) = tokio::try_join!(
        client.id_types(language),
        client.occupations(language),
        client.provinces(),
        client.countries(),
    )?;
    let country = |sent: tcdx::Country| Country {
        iso2: sent.iso2,
        iso3: sent.iso3,
        name: sent.name,
        dial: sent.dial,
    };
    Ok(ItemLists {
        id_types,
        occupations,
        provinces,
        countries: countries.into_iter().map(country).collect(),
    })
}

/// Fetches the item lists and keeps them on the disk.
pub(super) async fn refresh_items(
    shared: &Arc<Shared>,
    client: Option<Client>,
    profile: String,
    lang: Lang,
) -> Result<(Arc<ItemLists>, Timestamp), Told> {
    let client = client.ok_or_else(not_connected)?;
    let lists = fetch_items(&client, lang)
        .await
        .map_err(|error| explain::network(&error))?;
    let lists = Arc::new(lists);
    let fetched_at = Timestamp::now();
    let (kept, shared) = (Arc::clone(&lists), Arc::clone(shared));
    let saved = blocking(move || {
        store::items::save_cached(&shared.home, &profile, lang, &kept, fetched_at)
    });
    // A cache that cannot be written costs a fetch at the next start, no more.
    if saved.await.is_err() {
        crate::logs::warn!("the item lists could not be cached");
    }
    Ok((lists, fetched_at))
}

/// Round trip in milliseconds, and the seconds by which this clock is ahead of the server's.
pub(super) async fn test(client: Option<Client>) -> Result<(u64, Option<i64>), Told> {
    let client = client.ok_or_else(not_connected)?;
    let probe = client
        .probe()
        .await
        .map_err(|error| explain::network(&error))?;
    let millis = u64::try_from(probe.round_trip.as_millis()).unwrap_or(u64::MAX);
    let ahead = probe
        .server_date
        .map(|server| Timestamp::now().duration_since(server).as_secs());
    Ok((millis, ahead))
}

/// Where the secret of a profile is.
pub(super) fn secret_state(vault: &DeskVault, profile: &str) -> SecretState {
    match vault.get(profile) {
        Ok(None) => SecretState::Missing,
        Ok(Some(_)) => match vault.is_session_only(profile) {
            None => SecretState::InKeyring,
            Some(why) => SecretState::SessionOnly(explain::vault(&why)),
        },
        Err(error) => SecretState::Failed(explain::vault(&error)),
    }
}

/// What is told when the profile has no client (it never connected, or was taken away).
pub(super) fn not_connected() -> Told {
    Told::new("error-not-connected").hint("error-not-connected-hint")
}
