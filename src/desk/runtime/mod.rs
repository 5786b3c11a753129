//! The workers: they carry effects out, off the frame, and answer with events.

mod connection;
mod inbox;
mod pictures;
mod register;

use std::collections::HashMap;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use tokio::sync::Semaphore;

use super::effect::{Effect, PictureSource, RequestId};
use super::event::Event;
use super::explain::{self, Told};
use super::state::{ItemsSource, SecretState};
use crate::store::{self, Home};
use crate::tcdx::{Client, Upload};
use crate::vault::{DeskVault, Kept, Vault};

pub use connection::{fetch_items, live_client, make_client};
pub use inbox::{Inbox, Outlet, inbox};
pub use register::registration;

/// The answer of a file dialog: a path, or nothing.
pub type Picked = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

/// Opens the system's file dialog. Called on the window's thread, awaited elsewhere.
pub trait FilePicker {
    /// Begins to ask for one picture.
    fn pick(&self) -> Picked;
}

/// Carries effects out.
pub trait Worker {
    /// Begins the work; the answer comes as an event.
    fn run(&mut self, effect: Effect, picker: &dyn FilePicker);
}

/// Pictures that are decoded at once.
const DECODERS: usize = 2;

/// The client of the profile in use, and the request that is to make it. An older request that ends later makes none,
/// so that nothing ever goes to the server of a profile that was left.
#[derive(Default)]
struct Connection {
    request: Option<RequestId>,
    client: Option<Client>,
}

impl Connection {
    fn begin(&mut self, request: RequestId) {
        self.request = Some(request);
        self.client = None;
    }

    fn end(&mut self, request: RequestId, client: Client) {
        if self.request == Some(request) {
            self.client = Some(client);
        }
    }
}

struct Shared {
    home: Home,
    vault: DeskVault,
    inbox: Inbox,
    connection: Mutex<Connection>,
    sandbox: tokio::sync::Mutex<Option<connection::OwnSandbox>>,
    uploads: Mutex<HashMap<RequestId, Upload>>,
    decoders: Semaphore,
}

/// The real workers, on a tokio runtime of two threads.
pub struct Runtime {
    tokio: tokio::runtime::Runtime,
    shared: Arc<Shared>,
}

impl Runtime {
    /// Starts the workers. Fails if the operating system gives no threads.
    pub fn new(home: Home, vault: DeskVault, inbox: Inbox) -> std::io::Result<Self> {
        let tokio = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(8)
            .thread_name("tcdx-worker")
            .enable_all()
            .build()?;
        let shared = Shared {
            home,
            vault,
            inbox,
            connection: Mutex::default(),
            sandbox: tokio::sync::Mutex::new(None),
            uploads: Mutex::new(HashMap::new()),
            decoders: Semaphore::new(DECODERS),
        };
        Ok(Self {
            tokio,
            shared: Arc::new(shared),
        })
    }

    /// Runs work, and tells the window if it stops unexpectedly.
    fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let inbox = self.shared.inbox.clone();
        let work = self.tokio.spawn(work);
        self.tokio.spawn(async move {
            if work.await.is_err_and(|error| error.is_panic()) {
                let report = crate::crash::last_report().unwrap_or_default();
                inbox.send(Event::Crashed { report }).await;
            }
        });
    }

    /// Runs blocking work, and answers with its event.
    fn spawn_blocking(&self, work: impl FnOnce(&Shared) -> Option<Event> + Send + 'static) {
        let shared = Arc::clone(&self.shared);
        self.spawn(async move {
            let inbox = shared.inbox.clone();
            let answer = blocking(move || work(&shared)).await;
            if let Some(event) = answer {
                inbox.send(event).await;
            }
        });
    }
}

/// Runs on the blocking pool; a panic there goes on here, where it is reported.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(value) => value,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime is shutting down: nobody waits for the answer.
            Err(_) => std::future::pending().await,
        },
    }
}

impl Shared {
    fn client(&self) -> Option<Client> {
        self.connection.lock().ok()?.client.clone()
    }

    /// No client from now on, until this request has made one.
    fn begin_connecting(&self, request: RequestId) {
        if let Ok(mut connection) = self.connection.lock() {
            connection.begin(request);
        }
    }

    fn connected(&self, request: RequestId, client: Client) {
        if let Ok(mut connection) = self.connection.lock() {
            connection.end(request, client);
        }
    }
}

fn trouble(result: Result<(), store::StoreError>) -> Option<Event> {
    let error = result.err()?;
    Some(Event::Trouble(explain::store(&error)))
}

impl Worker for Runtime {
    fn run(&mut self, effect: Effect, picker: &dyn FilePicker) {
        let shared = Arc::clone(&self.shared);
        // Taken now: by the time the work runs, another profile may be in use.
        let client = shared.client();
        match effect {
            Effect::SaveSettings(settings) => self.spawn_blocking(move |shared| {
                trouble(store::settings::save(&shared.home, &settings))
            }),
            Effect::SaveProfiles(profiles) => self.spawn_blocking(move |shared| {
                trouble(store::profiles::save(&shared.home, &profiles))
            }),
            Effect::Connect { request, profile } => {
                shared.begin_connecting(request);
                self.spawn(async move {
                    let result = connection::connect(&shared, *profile).await;
                    let result = result.map(|(client, page)| {
                        shared.connected(request, client);
                        page
                    });
                    shared
                        .inbox
                        .send(Event::Connected { request, result })
                        .await;
                });
            }
            Effect::LoadRegistered { profile } => self.spawn_blocking(move |shared| {
                match store::ledger::load(&shared.home, &profile) {
                    Ok(registered) => Some(Event::RegisteredLoaded {
                        profile,
                        registered: registered
                            .into_iter()
                            .map(|entry| (entry.user_id, entry.at))
                            .collect(),
                    }),
                    Err(error) => Some(Event::Trouble(explain::store(&error))),
                }
            }),
            Effect::NoteRegistered { profile, user_id } => self.spawn_blocking(move |shared| {
                let entry = store::ledger::Registered {
                    user_id,
                    at: Timestamp::now(),
                };
                trouble(store::ledger::append(&shared.home, &profile, &entry))
            }),
            Effect::LoadItems {
                request,
                profile,
                lang,
            } => self.spawn_blocking(move |shared| {
                let cached = store::items::load_cached(&shared.home, &profile, lang);
                let (lists, source) = match cached {
                    Some(cached) => {
                        let fetched_at = cached.fetched_at;
                        (cached.lists, ItemsSource::Server { fetched_at })
                    }
                    None => (store::items::bundled(lang), ItemsSource::Bundled),
                };
                Some(Event::ItemsLoaded {
                    request,
                    lang,
                    lists: Arc::new(lists),
                    source,
                })
            }),
            Effect::FetchItems {
                request,
                profile,
                lang,
            } => self.spawn(async move {
                let result = connection::refresh_items(&shared, client, profile, lang).await;
                shared
                    .inbox
                    .send(Event::ItemsFetched { request, result })
                    .await;
            }),
            Effect::LoadPicture {
                request,
                slot,
                source,
                limits,
                max_file_bytes,
            } => {
                let dialog = matches!(source, PictureSource::Dialog).then(|| picker.pick());
                self.spawn(async move {
                    let end = pictures::load(&shared, source, dialog, limits, max_file_bytes).await;
                    shared
                        .inbox
                        .send(Event::PictureLoaded { request, slot, end })
                        .await;
                });
            }
            Effect::Preview { request, bytes } => self.spawn(async move {
                let result = pictures::preview(&shared, bytes).await;
                shared
                    .inbox
                    .send(Event::PreviewReady { request, result })
                    .await;
            }),
            Effect::Register {
                request,
                application,
            } => self.spawn(async move {
                let end = register::register(&shared, client, request, &application).await;
                shared.inbox.send(Event::Registered { request, end }).await;
            }),
            Effect::CancelRegister { request } => {
                let uploads = shared.uploads.lock();
                if let Some(upload) = uploads.ok().as_ref().and_then(|all| all.get(&request)) {
                    upload.cancel();
                }
            }
            Effect::Retrieve { request, user_id } => self.spawn(async move {
                let result = connection::retrieve(client, user_id).await;
                shared
                    .inbox
                    .send(Event::Retrieved {
                        request,
                        user_id,
                        result,
                    })
                    .await;
            }),
            Effect::CheckSecret { request, profile } => self.spawn_blocking(move |shared| {
                let secret = secret_state(&shared.vault, &profile);
                Some(Event::SecretChecked {
                    request,
                    profile,
                    secret,
                })
            }),
            Effect::StoreSecret {
                request,
                profile,
                secret,
            } => self.spawn_blocking(move |shared| {
                let secret = match shared.vault.store(&profile, &secret) {
                    Ok(Kept::Keyring) => SecretState::InKeyring,
                    Ok(Kept::SessionOnly(why)) => SecretState::SessionOnly(explain::vault(&why)),
                    Err(error) => SecretState::Failed(explain::vault(&error)),
                };
                Some(Event::SecretChecked {
                    request,
                    profile,
                    secret,
                })
            }),
            Effect::RemoveSecret { request, profile } => self.spawn_blocking(move |shared| {
                let secret = match shared.vault.remove(&profile) {
                    Ok(()) => SecretState::Missing,
                    Err(error) => SecretState::Failed(explain::vault(&error)),
                };
                Some(Event::SecretChecked {
                    request,
                    profile,
                    secret,
                })
            }),
            Effect::TestConnection { request } => self.spawn(async move {
                let result = connection::test(client).await;
                shared
                    .inbox
                    .send(Event::ConnectionTested { request, result })
                    .await;
            }),
        }
    }
}

fn secret_state(vault: &DeskVault, profile: &str) -> SecretState {
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
fn not_connected() -> Told {
    Told::new("error-not-connected").hint("error-not-connected-hint")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Profile;

    #[test]
    fn a_profile_that_was_left_gets_no_client() {
        let client = || {
            let address = "http://127.0.0.1:1";
            make_client(&Profile::training(), address, "key", "secret", None).unwrap()
        };
        let mut connection = Connection::default();
        connection.begin(RequestId(1));
        connection.begin(RequestId(2));
        connection.end(RequestId(1), client());
        assert!(connection.client.is_none());
        connection.end(RequestId(2), client());
        assert!(connection.client.is_some());
        connection.begin(RequestId(3));
        assert!(connection.client.is_none());
    }
}
