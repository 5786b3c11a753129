//! The workers: they carry effects out, off the frame, and answer with events.

pub mod apart;
pub mod batches;
mod camera;
mod connection;
mod current;
mod document;
mod editor;
mod export;
pub mod export_case;
mod import;
mod inbox;
pub mod notify;
mod opened;
mod opening;
mod pictures;
mod qr_code;
mod reading;
mod register;
mod release;
mod report;
pub mod reports;
mod settings;
pub mod store;
mod support;
mod webhook;

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use tokio::sync::Semaphore;

use super::effect::{CaseTask, Effect, PictureSource, RequestId};
use super::engine::{EngineCommand, Limits};
use super::event::Event;
use super::explain;
use super::state::{ItemsSource, SecretState};
use crate::domain::{Edit, Settings};
use crate::store::{self as files, Home};
use crate::tcdx::Client;
use crate::vault::{DeskVault, Kept, Vault};

pub use self::store::{detail, system_actor};
pub use camera::{CameraDriver, CameraStream, PixelLayout, RawFrame};
use current::Connection;

pub use connection::{fetch_items, live_client, make_client};
pub use document::document;
pub use export::export_list;
pub use export_case::export_case;
pub use inbox::{Inbox, Outlet, inbox};
pub use register::{SentPictures, registration};
pub use report::WireReport;

/// The answer of a file dialog: a path, or nothing.
pub type Picked = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

/// Opens the system's file dialog. Called on the window's thread, awaited elsewhere.
pub trait FilePicker {
    /// Begins to ask for one picture.
    fn pick(&self) -> Picked;
    /// Begins to ask for one picture or PDF.
    fn pick_document(&self) -> Picked {
        self.pick()
    }
    /// Begins to ask for one table: CSV or a workbook.
    fn pick_table(&self) -> Picked {
        self.pick()
    }
    /// Begins to ask for one folder.
    fn pick_folder(&self) -> Picked {
        self.pick()
    }
    /// Begins to ask where a file of this name is to be written.
    fn save_as(&self, name: &str) -> Picked {
        let _ = name;
        Box::pin(async { None })
    }
}

/// Carries effects out.
pub trait Worker {
    /// Begins the work; the answer comes as an event.
    fn run(&mut self, effect: Effect, picker: &dyn FilePicker);
}

/// Pictures that are decoded at once.
const DECODERS: usize = 2;

struct Shared {
    home: Home,
    vault: DeskVault,
    inbox: Inbox,
    connection: Mutex<Connection>,
    sandbox: tokio::sync::Mutex<Option<connection::OwnSandbox>>,
    hook: tokio::sync::Mutex<Option<super::hook::Listening>>,
    decoders: Semaphore,
    /// Stop the batches that are under way.
    batches: batches::Stops,
    cameras: camera::Cameras,
    /// The keys of the stores, in the keyring.
    store_keys: crate::vault::KeyringVault,
    store: self::store::Slot,
    /// Once the opening of a store ended, well or not: whether it was the one for training.
    settled: tokio::sync::watch::Sender<Option<bool>>,
    settings: self::settings::Kept,
    /// The program ends: answers go nowhere.
    is_closing: AtomicBool,
    tokio: tokio::runtime::Handle,
}

/// The real workers, on a tokio runtime of two threads.
pub struct Runtime {
    // Dropped first: what was asked of the store is carried out before the rest ends.
    store: self::store::StoreThread,
    tokio: tokio::runtime::Runtime,
    shared: Arc<Shared>,
}

impl Runtime {
    /// Starts the workers. Fails if the operating system gives no threads.
    pub fn new(
        home: Home,
        vault: DeskVault,
        settings: Settings,
        inbox: Inbox,
    ) -> std::io::Result<Self> {
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
            hook: tokio::sync::Mutex::new(None),
            decoders: Semaphore::new(DECODERS),
            batches: batches::Stops::default(),
            cameras: camera::Cameras::default(),
            store_keys: crate::vault::KeyringVault::for_stores(),
            store: Mutex::default(),
            settled: tokio::sync::watch::Sender::new(None),
            settings: self::settings::Kept::new(settings),
            is_closing: AtomicBool::new(false),
            tokio: tokio.handle().clone(),
        };
        Ok(Self {
            store: self::store::StoreThread::start()?,
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

    /// Runs work on the store's thread, after what was asked of it before.
    fn on_store(&self, work: impl FnOnce(&Arc<Shared>) + Send + 'static) {
        let shared = Arc::clone(&self.shared);
        self.store.run(move || work(&shared));
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

impl Drop for Runtime {
    fn drop(&mut self) {
        self.shared.is_closing.store(true, Ordering::Release);
        // Customers who are not made yet are gone on with another time.
        self.shared.batches.all();
        // A request under way is given some seconds to end: else a person would have to decide about it.
        if let Some(engine) = self.shared.take_engine() {
            self.tokio.block_on(engine.stop());
        }
        // The end of the runtime waits for what it has begun; a hostile file must not hold the window open.
        apart::end_all();
    }
}

/// Runs on the blocking pool; a panic there goes on here, where it is reported.
pub(in crate::desk) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> T {
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

fn trouble(result: Result<(), files::StoreError>) -> Option<Event> {
    let error = result.err()?;
    Some(Event::Trouble(explain::store(&error)))
}

impl Worker for Runtime {
    fn run(&mut self, effect: Effect, picker: &dyn FilePicker) {
        let shared = Arc::clone(&self.shared);
        // Taken now: by the time the work runs, another profile may be in use.
        let client = shared.client();
        match effect {
            Effect::SaveSettings(settings) => {
                shared.change_settings(&settings);
                crate::logs::set_level(settings.log_level);
                shared.engine(EngineCommand::SetLimits(Limits::from(&settings)));
                shared.engine(EngineCommand::SetStaff(settings.staff_name.clone()));
                self.spawn_blocking(|shared| trouble(shared.save_settings()));
            }
            Effect::SaveProfiles(profiles) => self.spawn_blocking(move |shared| {
                trouble(files::profiles::save(&shared.home, &profiles))
            }),
            Effect::SaveSupport(profiles) => {
                self.spawn(support::save(shared, profiles, support::ask(picker)));
            }
            Effect::Connect { request, profile } => {
                shared.begin_connecting(request);
                shared.engine_client();
                self.spawn(async move {
                    let result = connection::connect(&shared, *profile).await;
                    let result = result.map(|(client, page)| {
                        shared.connected(request, client);
                        shared.engine_client();
                        page
                    });
                    shared
                        .inbox
                        .send(Event::Connected { request, result })
                        .await;
                });
            }
            Effect::LoadItems {
                request,
                profile,
                lang,
            } => self.spawn_blocking(move |shared| {
                let cached = files::items::load_cached(&shared.home, &profile, lang);
                let (lists, source) = match cached {
                    Some(cached) => {
                        let fetched_at = cached.fetched_at;
                        (cached.lists, ItemsSource::Server { fetched_at })
                    }
                    None => (files::items::bundled(lang), ItemsSource::Bundled),
                };
                Some(Event::ItemsLoaded {
                    request,
                    lang,
                    lists: Arc::new(lists),
                    source,
                })
            }),
            Effect::CheckRelease {
                request,
                address,
                key,
            } => release::check(self, request, address, key),
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
                    let order = pictures::Order {
                        request,
                        slot,
                        edit: Edit::default(),
                        limits,
                        max_file_bytes,
                    };
                    let end = pictures::load(&shared, source, dialog, order).await;
                    shared
                        .inbox
                        .send(Event::PictureLoaded { request, slot, end })
                        .await;
                });
            }
            Effect::MakePicture {
                request,
                slot,
                original,
                edit,
                limits,
                max_file_bytes,
            } => {
                let order = pictures::Order {
                    request,
                    slot,
                    edit,
                    limits,
                    max_file_bytes,
                };
                self.spawn(async move {
                    let end = pictures::make(&shared, original, order).await;
                    shared
                        .inbox
                        .send(Event::PictureLoaded { request, slot, end })
                        .await;
                });
            }
            Effect::FindAlike { slot, look, case } => {
                self.spawn_blocking(move |shared| {
                    self::store::find_alike(shared, slot, look, case)
                });
            }
            Effect::Editor(task) => editor::run(self, task),
            Effect::Import(task) => import::run(self, task),
            Effect::Camera(task) => camera::run(self, task),
            Effect::Webhook(task) => webhook::run(self, task, client),
            Effect::OpenForm(path) => self.spawn(async move {
                let result = opened::open(path).await;
                shared.inbox.send(Event::FormOpened(result)).await;
            }),
            Effect::OpenStore {
                request,
                profile,
                passphrase,
                set_aside,
            } => self.on_store(move |shared| {
                opening::open_store(shared, request, &profile, passphrase.as_ref(), set_aside);
            }),
            Effect::SaveDraft(save) => {
                self.on_store(move |shared| self::store::save_draft(shared, &save));
            }
            Effect::NoteEdits(case) => {
                self.on_store(move |shared| self::store::note_edits(shared, case));
            }
            Effect::LoadDraft { request, case } => {
                self.on_store(move |shared| self::store::load_draft(shared, request, case));
            }
            Effect::FindDuplicates {
                request,
                case,
                frozen,
            } => self.on_store(move |shared| {
                self::store::find_duplicates(shared, request, case, &frozen);
            }),
            Effect::Freeze(freeze) => {
                self.on_store(move |shared| self::store::freeze(shared, &freeze));
            }
            Effect::LoadCase { request, case } => {
                self.on_store(move |shared| self::store::load_case(shared, request, case));
            }
            Effect::ShowDocument { request, case, doc } => {
                self.on_store(move |shared| {
                    self::store::show_document(shared, request, case, doc);
                });
            }
            Effect::Case(CaseTask::ExportList { cases, masked }) => {
                let texts = crate::text::of(shared.settings().language.unwrap_or_default());
                let asked = picker.save_as(&export::dated_name(texts, "export-list-file"));
                self.spawn(async move {
                    let Some(path) = asked.await else {
                        return;
                    };
                    // Beside the store's thread: a long list must not hold up a draft.
                    let inbox = shared.inbox.clone();
                    let write = move || export::list_csv(&shared, &path, &cases, masked);
                    inbox.send(blocking(write).await).await;
                });
            }
            Effect::Case(CaseTask::Export(case)) => {
                let asked = picker.save_as(&export_case::file_name(case));
                self.spawn(async move { export_case::run(shared, case, asked).await });
            }
            Effect::Case(task) => self.on_store(move |shared| self::store::task(shared, &task)),
            Effect::Report(task) => reports::run(self, task, picker),
            Effect::Batch(task) => batches::run(self, task, picker),
            Effect::Engine(command) => shared.engine(command),
            Effect::LoadDocument {
                request,
                source,
                limits,
                max_file_bytes,
            } => {
                let is_dialog = matches!(source, PictureSource::Dialog);
                let dialog = is_dialog.then(|| picker.pick_document());
                self.spawn(async move {
                    let result =
                        document::load(&shared, source, dialog, limits, max_file_bytes).await;
                    document::tell(&shared, request, result).await;
                });
            }
            Effect::Notify { approved, rejected } => self.spawn_blocking(move |shared| {
                let lang = shared.settings().language.unwrap_or_default();
                notify::tell(approved, rejected, crate::text::of(lang));
                None
            }),
            Effect::CheckSecret { request, profile } => self.spawn_blocking(move |shared| {
                let secret = connection::secret_state(&shared.vault, &profile);
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
