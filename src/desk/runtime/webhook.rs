//! The receiver of the training profile, which the sandbox calls. For a live profile `webhook listen` receives, where the
//! vendor can reach it: no branch computer can be called from outside.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Weak};

use jiff::Timestamp;
use tokio::net::TcpListener;

use super::connection::not_connected;
use super::store::not_open;
use super::{Runtime, Shared, blocking};
use crate::desk::engine::EngineCommand;
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::desk::hook::confirm::{ConfirmSetup, Confirmer};
use crate::desk::hook::{self, HookLimits, HookPath, HookSetup, Listening, NoPath};
use crate::desk::state::{KeptWebhook, SHOWN_ARRIVALS, WebhookNews, WebhookTask};
use crate::domain::arrival::RegisteredHook;
use crate::store::SharedStore;
use crate::store::cases::{Actor, CaseError};
use crate::tcdx::{Client, SIGNATURE_HEADER};

/// Calls a minute of the one caller there is: a whole batch of customers may be decided at once.
const PER_MINUTE: u32 = 60_000;

/// Why there is no webhook.
#[derive(Debug, thiserror::Error)]
pub(super) enum HookError {
    #[error("no port of this computer could be listened on: {0}")]
    Listen(#[from] std::io::Error),
    #[error(transparent)]
    Path(#[from] NoPath),
    #[error(transparent)]
    Register(#[from] crate::tcdx::Error),
}

impl HookError {
    /// For the log.
    pub(super) fn reason(&self) -> &'static str {
        match self {
            Self::Listen(_) => "no port",
            Self::Path(_) => "no path",
            Self::Register(_) => "not registered",
        }
    }
}

/// Listens on this computer alone, under a path that nobody can guess, and tells the sandbox where. Once a session.
pub(super) async fn listen(shared: &Arc<Shared>, client: &Client) -> Result<(), HookError> {
    let sandbox = shared.sandbox.lock().await;
    let Some(secret) = sandbox.as_ref().map(super::connection::OwnSandbox::secret) else {
        return Ok(());
    };
    drop(sandbox);
    let mut listening = shared.hook.lock().await;
    let listening = match &mut *listening {
        Some(listening) => listening,
        none => none.insert(begin(shared, secret).await?),
    };
    client.update_webhook(&listening.url()).await?;
    Ok(())
}

async fn begin(
    shared: &Arc<Shared>,
    secret: crate::tcdx::ApiSecret,
) -> Result<Listening, HookError> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    // The receiver must not keep alive what owns it.
    let weak: Weak<Shared> = Arc::downgrade(shared);
    let (of_store, of_news) = (weak.clone(), weak);
    let setup = HookSetup {
        path: HookPath::random()?,
        secret,
        signature_header: SIGNATURE_HEADER.to_owned(),
        behind_proxy: false,
        tls: None,
        limits: HookLimits {
            per_minute: PER_MINUTE,
            ..HookLimits::default()
        },
        store: Arc::new(move || of_store.upgrade()?.training_store()),
        kept: Arc::new(move || {
            if let Some(shared) = of_news.upgrade()
                && let Some(confirmer) = &shared.open_store().confirmer
            {
                confirmer.wake();
            }
        }),
        clock: Arc::new(Timestamp::now),
    };
    Ok(hook::listen(listener, setup)?)
}

/// Confirms what the training store holds.
pub(super) fn confirm(shared: &Arc<Shared>, store: &SharedStore) -> Confirmer {
    let weak: Weak<Shared> = Arc::downgrade(shared);
    let setup = ConfirmSetup {
        store: Arc::clone(store),
        actor: shared.actor(),
        per_minute: shared.settings().polls_per_minute,
        changed: Arc::new(move || {
            if let Some(shared) = weak.upgrade() {
                shared.engine(EngineCommand::Kick);
            }
        }),
        clock: Arc::new(Timestamp::now),
    };
    Confirmer::start(setup, &shared.tokio)
}

/// Reads, or registers. Client and store are those of the profile that was on the screen when it was asked.
pub(super) fn run(runtime: &Runtime, task: WebhookTask, client: Option<Client>) {
    let store = runtime.shared.case_store();
    let by = runtime.shared.actor();
    let inbox = runtime.shared.inbox.clone();
    runtime.spawn(async move {
        let news = match task {
            WebhookTask::Read { request } => {
                let result = blocking(move || read(store)).await.map(Box::new);
                WebhookNews::Read { request, result }
            }
            WebhookTask::Register { request, url } => {
                let result = register(store, client, url, by).await;
                WebhookNews::Registered { request, result }
            }
        };
        inbox.send(Event::Webhook(news)).await;
    });
}

fn read(store: Option<SharedStore>) -> Result<KeptWebhook, Told> {
    let store = store.ok_or_else(not_open)?;
    let read = || {
        Ok(KeptWebhook {
            registered: store.registered_hook()?,
            arrivals: store.arrivals(None, SHOWN_ARRIVALS)?,
        })
    };
    read().map_err(|error: CaseError| explain::cases(&error))
}

async fn register(
    store: Option<SharedStore>,
    client: Option<Client>,
    url: String,
    by: Actor,
) -> Result<(), Told> {
    let store = store.ok_or_else(not_open)?;
    let client = client.ok_or_else(not_connected)?;
    client
        .update_webhook(&url)
        .await
        .map_err(|error| explain::network(&error))?;
    let hook = RegisteredHook {
        url,
        at: Timestamp::now(),
    };
    blocking(move || store.hook_registered(&hook, &by))
        .await
        .map_err(|error| explain::cases(&error))
}
