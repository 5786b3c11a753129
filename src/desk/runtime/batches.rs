//! What the desk asks of batches: tables read, rows judged, batches kept, customers made of them, what became of each row.

mod folder;
mod making;
mod rows;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use uuid::Uuid;

use super::{FilePicker, Runtime, Shared, blocking, export, pictures, reading};
use crate::desk::action::Dropped;
use crate::desk::effect::{PictureSource, RequestId};
use crate::desk::engine::EngineCommand;
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::desk::state::{
    BatchNews, BatchTask, BatchVerdict, Repeats, Same, TableSource, ToJudge, ToQueue, likeness,
};
use crate::domain::batch::{self, BatchKind, BatchRules, Content, Judged};
use crate::domain::{Field, ItemLists, Lang, Rules};
use crate::sheet::{self, Options, Table};
use crate::store::cases::{BatchContent, BatchId, CaseError, Deed};
use crate::store::items;
use crate::text::{self, Texts};

pub use making::{Making, make};
pub use rows::{in_words, missing, new_rows, results, state};

/// Batches that are listed.
const LISTED: usize = 100;

/// The ways to stop what is under way. One does not end the other.
#[derive(Debug, Default)]
pub(super) struct Stops {
    making: Stop,
    dry_run: Stop,
}

impl Stops {
    /// Stops both: the program ends.
    pub(super) fn all(&self) {
        self.making.renew();
        self.dry_run.renew();
    }
}

/// The way to stop one thing: a new one for each run.
#[derive(Debug, Default)]
struct Stop(std::sync::Mutex<Arc<AtomicBool>>);

impl Stop {
    /// Stops what is under way, and gives what stops the next.
    fn renew(&self) -> Arc<AtomicBool> {
        let mut now = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        now.store(true, Ordering::Release);
        *now = Arc::default();
        Arc::clone(&now)
    }
}

pub(super) fn run(runtime: &Runtime, task: BatchTask, picker: &dyn FilePicker) {
    let shared = Arc::clone(&runtime.shared);
    match task {
        BatchTask::Read(request, source) => {
            let dialog = matches!(source, TableSource::Dialog).then(|| picker.pick_table());
            runtime.spawn(async move {
                let result = match dialog {
                    Some(picked) => match pictures::chosen(picked).await {
                        Ok(Some(PictureSource::File(path))) => table(path).await.map(Some),
                        Ok(_) => Ok(None),
                        Err(told) => Err(told),
                    },
                    None => match source {
                        TableSource::File(path) | TableSource::Dropped(Dropped::Path(path)) => {
                            table(path).await.map(Some)
                        }
                        _ => Ok(None),
                    },
                };
                let read = BatchNews::Read(request, result);
                shared.inbox.send(Event::Batch(read)).await;
            });
        }
        BatchTask::PickFolder => {
            let picked = picker.pick_folder();
            runtime.spawn(async move {
                let news = match pictures::chosen(picked).await {
                    Ok(Some(PictureSource::File(path))) => Event::Batch(BatchNews::Folder(path)),
                    Ok(_) => return,
                    Err(told) => Event::Done(Err(told)),
                };
                shared.inbox.send(news).await;
            });
        }
        BatchTask::Judge(request, mut what) => runtime.spawn_blocking(move |shared| {
            let profile = &what.making.profile.name;
            let fetched = |lang| items::load_cached(&shared.home, profile, lang);
            let fetched = [Lang::Id, Lang::En].into_iter().filter_map(fetched);
            let fetched: Vec<ItemLists> = fetched.map(|cached| cached.lists).collect();
            let named = named(&what.making.items, &fetched);
            what.making.items = Arc::new(named);
            let verdict = Arc::new(judged(&what));
            Some(Event::Batch(BatchNews::Judged(request, verdict)))
        }),
        BatchTask::DryRun(request, what) => {
            let stop = shared.batches.dry_run.renew();
            runtime.spawn_blocking(move |shared| {
                making::dry_run(shared, request, &what, &stop);
                None
            });
        }
        BatchTask::Queue(request, what) => {
            runtime.on_store(move |shared| queue(shared, request, &what));
        }
        BatchTask::Make(id, rules) => {
            let stop = shared.batches.making.renew();
            runtime.spawn_blocking(move |shared| {
                if let Some(store) = shared.case_store() {
                    let making = Making {
                        store: &store,
                        by: shared.actor(),
                        rules: &rules,
                        stop: &stop,
                    };
                    let tell = |run| {
                        shared.engine(EngineCommand::Kick);
                        shared.answer(Event::Batch(BatchNews::Made(run)));
                    };
                    if let Err(error) = make(&making, id, &tell) {
                        shared.answer(Event::Done(Err(explain::cases(&error))));
                    }
                }
                shared.engine(EngineCommand::Kick);
                shared.answer(Event::Batch(BatchNews::Ended(id)));
                None
            });
        }
        BatchTask::Stop => {
            shared.batches.making.renew();
        }
        BatchTask::StopDryRun => {
            shared.batches.dry_run.renew();
        }
        BatchTask::Results(id) => {
            let asked = picker.save_as(&export::dated_name(texts(&shared), "batch-results-file"));
            runtime.spawn(async move {
                let Some(path) = asked.await else {
                    return;
                };
                let inbox = shared.inbox.clone();
                let write = move || Event::Done(write_results(&shared, &path, id));
                inbox.send(blocking(write).await).await;
            });
        }
        BatchTask::Template(kind) => {
            let name = texts(&shared).get(template_name(kind)).into_owned();
            let asked = picker.save_as(&name);
            runtime.spawn(async move {
                let Some(path) = asked.await else {
                    return;
                };
                let lang = shared.settings().language.unwrap_or_default();
                let inbox = shared.inbox.clone();
                let write = move || {
                    let written = sheet::template(&batch::headers(kind), lang)
                        .and_then(|bytes| export::write(&path, &bytes));
                    Event::Done(match written {
                        Ok(()) => Ok(Told::new("batch-template-written")),
                        Err(error) => Err(export::not_written(&error)),
                    })
                };
                inbox.send(blocking(write).await).await;
            });
        }
        BatchTask::List(request) => runtime.on_store(move |shared| list(shared, request)),
        BatchTask::DropRest(id) => runtime.on_store(move |shared| drop_rest(shared, id)),
    }
}

fn template_name(kind: BatchKind) -> &'static str {
    match kind {
        BatchKind::Conversion => "batch-template-conversion",
        BatchKind::Crypto => "batch-template-crypto",
        BatchKind::Fiat => "batch-template-fiat",
        BatchKind::Register => "batch-template-register",
    }
}

fn texts(shared: &Shared) -> &'static Texts {
    text::of(shared.settings().language.unwrap_or_default())
}

/// The name of a file without its folder, and its rows.
async fn table(path: PathBuf) -> Result<(String, Arc<Table>), Told> {
    let name = path.file_name().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    let bytes = reading::read(path, sheet::MAX_FILE_BYTES).await?;
    let table = blocking(move || sheet::read(&bytes[..], &Options::default())).await;
    let table = table.map_err(|error| explain::sheet(&error))?;
    Ok((name, Arc::new(table)))
}

/// Item lists in which an item is found by its name in others too: a file is in one language, whatever that of the screen is. What is
/// not in the lists is not added.
fn named(lists: &ItemLists, others: &[ItemLists]) -> ItemLists {
    fn add<T: Clone, K: PartialEq>(to: &mut Vec<T>, from: &[T], key: impl Fn(&T) -> K) {
        let known = to.len();
        for item in from {
            if to[..known].iter().any(|one| key(one) == key(item)) {
                to.push(item.clone());
            }
        }
    }
    let mut all = lists.clone();
    for other in others {
        add(&mut all.id_types, &other.id_types, |item| item.0);
        add(&mut all.occupations, &other.occupations, |item| item.0);
        add(&mut all.provinces, &other.provinces, |item| item.0.clone());
        add(&mut all.countries, &other.countries, |item| {
            item.iso2.clone()
        });
    }
    all
}

/// By its place, what each row repeats: a report of the last day, or an earlier row of the file.
fn repeats(judged: &Judged, lately: &HashMap<String, Same>) -> BTreeMap<usize, Repeats> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut found = BTreeMap::new();
    for (at, row) in judged.rows.iter().enumerate() {
        let Ok(Content::Report(report)) = &row.result else {
            continue;
        };
        let Some(likeness) = likeness(report) else {
            continue;
        };
        if let Some(same) = lately.get(&likeness) {
            found.insert(at, Repeats::Report(same.clone()));
        } else if let Some(number) = first.get(&likeness) {
            found.insert(at, Repeats::Row(*number));
        } else {
            first.insert(likeness, row.number);
        }
    }
    found
}

/// Judges every row; for customers also whether their pictures are there.
pub fn judged(what: &ToJudge) -> BatchVerdict {
    let making = &what.making;
    let bundled = [Lang::Id, Lang::En].map(items::bundled);
    let lists = named(&making.items, &bundled);
    let rules = BatchRules {
        report: what.report.clone(),
        customer: Rules {
            today: making.today,
            gesture_count: making.profile.gesture_count,
            items: &lists,
        },
        defaults: &what.defaults,
        known: &what.known,
    };
    let judged = batch::judge(&what.table.rows, &what.mapping, &rules);
    let pictures = if what.mapping.kind() == BatchKind::Register {
        let forms: Vec<Option<&crate::domain::Form>> = judged
            .rows
            .iter()
            .map(|row| match &row.result {
                Ok(Content::Customer(form)) => Some(form.as_ref()),
                _ => None,
            })
            .collect();
        folder::pictures(what.folder.as_deref(), &forms, making)
    } else {
        Vec::new()
    };
    let mut verdict = BatchVerdict {
        repeats: repeats(&judged, &what.lately),
        judged,
        pictures,
        good: 0,
        doubtful: 0,
        totals: Vec::new(),
    };
    let rows = 0..verdict.judged.rows.len();
    verdict.good = rows.clone().filter(|at| verdict.is_good(*at)).count();
    verdict.doubtful = rows.filter(|at| verdict.is_doubtful(*at)).count();
    verdict.totals = verdict.sums();
    verdict
}

fn queue(shared: &Shared, request: RequestId, what: &ToQueue) {
    let by = shared.actor();
    let id = BatchId(Uuid::now_v7());
    let content = BatchContent {
        kind: rows::kind_name(what.kind).to_owned(),
        name: what.name.clone(),
        headers: what.table.headers.clone(),
        consent: what.consent,
    };
    let rows = new_rows(what, texts(shared));
    let store = shared.case_store().ok_or_else(super::store::not_open);
    let result = store.and_then(|store| {
        let kept = store.add_batch(id, &content, &rows, &by, Timestamp::now());
        kept.map(|()| id).map_err(|error| match error {
            CaseError::KnownId(row) => Told::new("batch-known-id").arg("row", row),
            error => explain::cases(&error),
        })
    });
    shared.answer(Event::Batch(BatchNews::Queued(request, result)));
    shared.engine(EngineCommand::Kick);
}

fn list(shared: &Shared, request: RequestId) {
    let Some(store) = shared.case_store() else {
        return;
    };
    match store.batches(LISTED) {
        Ok(batches) => shared.answer(Event::Batch(BatchNews::List(request, batches))),
        Err(error) => shared.answer(Event::Trouble(explain::cases(&error))),
    }
}

fn drop_rest(shared: &Shared, id: BatchId) {
    let (by, now) = (shared.actor(), Timestamp::now());
    let store = shared.case_store().ok_or_else(super::store::not_open);
    let dropped = store.and_then(|store| {
        let reports = store.drop_batch(id, &by, now);
        let both = reports.and_then(|count| Ok(count + store.drop_open_rows(id, &by, now)?));
        both.map_err(|error| explain::cases(&error))
    });
    let done = dropped.map(|count| Told::new("batch-dropped").arg("count", count));
    shared.answer(Event::Done(done));
    shared.answer(Event::Batch(BatchNews::Changed));
    shared.engine(EngineCommand::Kick);
}

fn write_results(shared: &Shared, path: &std::path::Path, id: BatchId) -> Result<Told, Told> {
    let store = shared.case_store().ok_or_else(super::store::not_open)?;
    let failed = |error: CaseError| explain::cases(&error);
    let batch = store.batch(id).map_err(failed)?;
    let batch = batch.ok_or_else(|| failed(CaseError::NotFound))?;
    let rows = store.batch_rows(id).map_err(failed)?;
    let lang = shared.settings().language.unwrap_or_default();
    let bytes =
        results(&batch.content, &rows, lang).map_err(|error| export::not_written(&error))?;
    // First the history: a file that nobody knows of must not be.
    let deed = Deed::Batch {
        batch: id.0,
        what: "results".to_owned(),
        rows: rows.len() as u64,
    };
    store
        .record(None, &deed, &shared.actor(), Timestamp::now())
        .map_err(failed)?;
    export::write(path, &bytes).map_err(|error| export::not_written(&error))?;
    Ok(Told::new("batch-results-written").arg("count", rows.len()))
}

/// The identity number of a form.
fn id_number(form: &crate::domain::Form) -> &str {
    form.get(Field::IdNumber)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dry_run_that_begins_or_ends_stops_no_making() {
        let stops = Stops::default();
        let making = stops.making.renew();
        let dry = stops.dry_run.renew();
        stops.dry_run.renew();
        assert!(dry.load(Ordering::Acquire));
        assert!(!making.load(Ordering::Acquire));
    }
}
