//! The store of the profile in use: one thread carries out what the desk asks, in the order in which it asked.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use super::Shared;
use crate::desk::effect::{CaseTask, RequestId};
use crate::desk::engine::{Engine, EngineCommand};
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::desk::hook::confirm::Confirmer;
use crate::desk::state::{CaseDetail, LoadedDraft};
use crate::domain::{CaseId, Doc};
use crate::photo::Rgba;
use crate::store::SharedStore;
use crate::store::cases::{Actor, CaseError, Deed, DocContent, DraftSave, Freeze};

/// Tasks that may wait; the desk asks for few at a time.
const WAITING: usize = 1024;
/// Longest side of the small pictures of a draft, in pixels.
const THUMBNAIL_PX: u32 = 320;

/// Earlier cases with the same picture that are looked for: one is enough to tell.
const ALIKE: usize = 20;

type Task = Box<dyn FnOnce() + Send>;

/// The thread that carries out what the desk asks of the store, in order.
pub(super) struct StoreThread {
    tasks: SyncSender<Task>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl StoreThread {
    pub(super) fn start() -> std::io::Result<Self> {
        let (tasks, waiting): (SyncSender<Task>, Receiver<Task>) = sync_channel(WAITING);
        let thread = std::thread::Builder::new()
            .name("tcdx-store".to_owned())
            .spawn(move || {
                for task in waiting {
                    task();
                }
            })?;
        Ok(Self {
            tasks,
            thread: Some(thread),
        })
    }

    pub(super) fn run(&self, task: impl FnOnce() + Send + 'static) {
        // The thread ends with the program only.
        let _ = self.tasks.send(Box::new(task));
    }
}

/// What was asked is carried out before the program ends: the last change of a form is among it.
impl Drop for StoreThread {
    fn drop(&mut self) {
        let (none, _) = sync_channel(0);
        self.tasks = none;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The store that is open, and what sends from it.
#[derive(Default)]
pub(super) struct OpenStore {
    pub(super) request: Option<RequestId>,
    pub(super) is_training: bool,
    pub(super) store: Option<SharedStore>,
    pub(super) engine: Option<Engine>,
    /// For training: live arrivals are confirmed by what receives them.
    pub(super) confirmer: Option<Confirmer>,
}

impl Shared {
    pub(super) fn open_store(&self) -> std::sync::MutexGuard<'_, OpenStore> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn case_store(&self) -> Option<SharedStore> {
        self.open_store().store.clone()
    }

    /// The store of the training profile, if that is the one that is open.
    pub(super) fn training_store(&self) -> Option<SharedStore> {
        let open = self.open_store();
        open.store.clone().filter(|_| open.is_training)
    }

    /// Who is named in the history.
    pub(super) fn actor(&self) -> Actor {
        let staff = self.settings().staff_name.clone();
        Actor {
            staff,
            ..system_actor()
        }
    }

    /// Takes what sends out, to be stopped.
    pub(super) fn take_engine(&self) -> Option<Engine> {
        self.open_store().engine.take()
    }

    /// The engine speaks to the profile's server from now on, or to none.
    pub(super) fn engine_client(&self) {
        let open = self.open_store();
        if let Some(engine) = &open.engine {
            engine.set_client(self.client());
        }
        if let Some(confirmer) = &open.confirmer {
            confirmer.set_client(self.client());
        }
    }

    pub(super) fn engine(&self, command: EngineCommand) {
        if let Some(engine) = &self.open_store().engine {
            engine.command(command);
        }
    }

    /// Sends an answer from a thread that may wait. When the program ends, nobody waits for it.
    pub(super) fn answer(&self, event: Event) {
        if self.is_closing.load(Ordering::Acquire) {
            return;
        }
        let request = self.open_store().request;
        let inbox = match request {
            Some(request) => self.inbox.of_store(request),
            None => self.inbox.clone(),
        };
        self.tokio.block_on(inbox.send(event));
    }
}

/// The program itself, as the history names it.
pub fn system_actor() -> Actor {
    Actor {
        user: whoami::username().unwrap_or_default(),
        staff: String::new(),
        machine: whoami::hostname().unwrap_or_default(),
    }
}

/// Runs work on the open store; where there is none, it is told.
fn with(
    shared: &Shared,
    work: impl FnOnce(&SharedStore) -> Result<(), CaseError>,
) -> Result<(), Told> {
    let store = shared.case_store().ok_or_else(not_open)?;
    work(&store).map_err(|error| explain::cases(&error))
}

pub(super) fn not_open() -> Told {
    Told::new("store-not-open")
}

/// Tells how a case is now.
fn tell_row(shared: &Shared, store: &SharedStore, case: CaseId) -> Result<(), CaseError> {
    if let Some(row) = store.row(case)? {
        shared.answer(Event::CasesChanged(vec![row]));
    }
    Ok(())
}

pub(super) fn save_draft(shared: &Shared, save: &DraftSave) {
    let case = save.id;
    let mut version = 0;
    let result = with(shared, |store| {
        version = store.save_draft(save, &shared.actor())?;
        tell_row(shared, store, case)
    });
    shared.answer(Event::DraftSaved {
        case,
        result: result.map(|()| version),
    });
}

pub(super) fn note_edits(shared: &Shared, case: CaseId) {
    let result = with(shared, |store| {
        store.note_edits(case, &shared.actor(), Timestamp::now())
    });
    if result.is_err() {
        // They are kept with the draft, and noted the next time.
        crate::logs::warn!("edits could not be noted in the history");
    }
}

pub(super) fn load_draft(shared: &Shared, request: RequestId, case: CaseId) {
    let store = shared.case_store().ok_or_else(not_open);
    let result = store.and_then(|store| {
        read_draft(&store, case)
            .map(Box::new)
            .map_err(|error| explain::cases(&error))
    });
    shared.answer(Event::DraftLoaded { request, result });
}

fn read_draft(store: &SharedStore, case: CaseId) -> Result<LoadedDraft, CaseError> {
    let row = store.row(case)?.ok_or(CaseError::NotFound)?;
    let draft = store.draft(case)?;
    let mut documents = BTreeMap::new();
    let mut thumbnails = BTreeMap::new();
    for doc in draft.documents.keys() {
        let document = store.document(case, *doc)?;
        if let Some(small) = thumbnail(&document) {
            thumbnails.insert(*doc, small);
        }
        documents.insert(*doc, document);
    }
    Ok(LoadedDraft {
        row,
        version: draft.version,
        content: draft.content,
        documents,
        thumbnails,
        submission: store.last_submission(case)?,
    })
}

fn thumbnail(document: &DocContent) -> Option<Arc<Rgba>> {
    document
        .meta
        .media_type
        .starts_with("image/")
        .then(|| super::apart::preview(&document.bytes, THUMBNAIL_PX).ok())
        .flatten()
        .map(Arc::new)
}

pub(super) fn find_duplicates(
    shared: &Shared,
    request: RequestId,
    case: CaseId,
    frozen: &crate::domain::Frozen,
) {
    let phone = format!("{}{}", frozen.phone_country_code, frozen.mobile_no);
    let mut found = Vec::new();
    let result = with(shared, |store| {
        found = store.duplicates(&frozen.id_number, &frozen.email, &phone, Some(case))?;
        Ok(())
    });
    if let Err(told) = result {
        shared.answer(Event::Done(Err(told)));
    }
    shared.answer(Event::Duplicates { request, found });
}

pub(super) fn freeze(shared: &Shared, freeze: &Freeze) {
    let case = freeze.id;
    let store = shared.case_store().ok_or_else(not_open);
    let result = store.and_then(|store| {
        let queue = || {
            let job = store.freeze(freeze, &shared.actor())?;
            tell_row(shared, &store, case)?;
            Ok(job)
        };
        queue().map_err(|error: CaseError| explain::cases(&error))
    });
    shared.answer(Event::Queued { case, result });
    shared.engine(EngineCommand::Kick);
}

pub(super) fn load_case(shared: &Shared, request: RequestId, case: CaseId) {
    let store = shared.case_store().ok_or_else(not_open);
    let result = store.and_then(|store| {
        detail(&store, case)
            .map(Box::new)
            .map_err(|error| explain::cases(&error))
    });
    shared.answer(Event::CaseLoaded { request, result });
}

/// The details of a case.
pub fn detail(store: &SharedStore, case: CaseId) -> Result<CaseDetail, CaseError> {
    let draft = store.draft(case)?;
    Ok(CaseDetail {
        id: case,
        content: draft.content,
        documents: draft.documents,
        submission: store.last_submission(case)?,
        history: store.history(case)?,
        attempts: store.attempts(case)?,
        notes: store.notes(case)?,
    })
}

/// Longest side of a document in the viewer.
const VIEW_PX: u32 = 2048;

pub(super) fn show_document(shared: &Arc<Shared>, request: RequestId, case: CaseId, doc: Doc) {
    let store = shared.case_store().ok_or_else(not_open);
    let result = store.and_then(|store| {
        let viewed = Deed::Viewed {
            docs: vec![doc.name()],
        };
        let document = store
            .document(case, doc)
            .and_then(|document| {
                store.record(Some(case), &viewed, &shared.actor(), Timestamp::now())?;
                Ok(document)
            })
            .map_err(|error| explain::cases(&error))?;
        Ok(document.bytes)
    });
    // Beside the store's thread: a PDF may take seconds, and a draft must not wait for it.
    let of_pool = Arc::clone(shared);
    shared.tokio.spawn_blocking(move || {
        let result = result.and_then(|bytes| {
            super::apart::preview(&bytes, VIEW_PX)
                .map(Arc::new)
                .map_err(|error| explain::photo(&error).into())
        });
        of_pool.answer(Event::DocumentReady { request, result });
    });
}

/// Carries out a task; tells what failed, and of success what a person waits for.
pub(super) fn task(shared: &Shared, task: &CaseTask) {
    let by = shared.actor();
    let now = Timestamp::now();
    let mut done = None;
    let result = with(shared, |store| match *task {
        CaseTask::Step(case, ref step, ref reason) => {
            let row = store.step(case, step, reason, &by, now)?;
            shared.answer(Event::CasesChanged(vec![row]));
            Ok(())
        }
        CaseTask::Discard(case) => store.discard_draft(case, &by, now),
        CaseTask::Erase(case, ref reason) => {
            store.erase(case, reason, &by, now)?;
            done = Some(Told::new("case-erased"));
            tell_row(shared, store, case)
        }
        CaseTask::Note(case, ref text) => {
            store.add_note(case, text, &by, now)?;
            tell_row(shared, store, case)
        }
        CaseTask::Viewed(case, ref names) => {
            let viewed = Deed::Viewed {
                docs: names.clone(),
            };
            store.record(Some(case), &viewed, &by, now)
        }
        CaseTask::MarkRead(case) => {
            store.mark_read(case)?;
            tell_row(shared, store, case)
        }
        CaseTask::AddElsewhere(user_id) => {
            let case = store.add_elsewhere(user_id, &by, now)?;
            tell_row(shared, store, case)?;
            shared.engine(EngineCommand::AskNow(case));
            done = Some(Told::new("case-added"));
            Ok(())
        }
        CaseTask::Status(ref news) => {
            if let Some(row) = store.status(news, &by)? {
                shared.answer(Event::CasesChanged(vec![row]));
            }
            Ok(())
        }
        CaseTask::SetPaused(paused) => store.set_paused(paused, &by, now),
        CaseTask::Retry(job) => store.retry_now(job),
        CaseTask::SendAgain(job) => {
            store.send_again(job, &by, now)?;
            tell_job(shared, store, job)
        }
        CaseTask::Cancel(job) => {
            store.cancel_job(job, &by, now)?;
            done = Some(Told::new("queue-cancelled"));
            tell_job(shared, store, job)
        }
        CaseTask::MoveUp(job) => store.move_up(job),
        CaseTask::Export(_) | CaseTask::ExportList { .. } => Ok(()),
    });
    match result {
        Ok(()) => {
            if let Some(told) = done {
                shared.answer(Event::Done(Ok(told)));
            }
        }
        Err(told) => shared.answer(Event::Done(Err(told))),
    }
    shared.engine(EngineCommand::Kick);
}

fn tell_job(
    shared: &Shared,
    store: &SharedStore,
    job: crate::store::cases::JobId,
) -> Result<(), CaseError> {
    match store.job(job)?.and_then(|job| job.case) {
        Some(case) => tell_row(shared, store, case),
        None => Ok(()),
    }
}

// The slot is named in `Shared`.
pub(super) type Slot = Mutex<OpenStore>;

/// Earlier cases that hold a picture like this one; `None` if there are none.
pub(super) fn find_alike(
    shared: &Shared,
    slot: crate::domain::Slot,
    look: crate::domain::Look,
    case: Option<CaseId>,
) -> Option<Event> {
    let (request, store) = {
        let open = shared.open_store();
        (open.request?, open.store.clone()?)
    };
    let cases = match store.alike(look, case, ALIKE) {
        Ok(cases) => cases,
        Err(error) => {
            // It is one check of several, and the next picture is looked for again.
            crate::logs::warn!("earlier cases could not be looked through", error = error);
            return None;
        }
    };
    let found = Event::AlikeFound { slot, look, cases };
    Some(Event::OfStore(request, Box::new(found)))
}
