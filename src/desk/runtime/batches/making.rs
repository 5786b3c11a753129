//! Customers are made of the rows of a batch: pictures read, judged and fitted, the case kept, and put into the queue unless a person
//! must look at it. What was broken off is gone on with: a row's case has its id from the beginning.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::super::{Shared, apart};
use crate::desk::effect::RequestId;
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::desk::state::{BatchNews, BatchRun, DryRun, MakingRules, ToQueue};
use crate::desk::update::drafts::{document_of, form_of};
use crate::domain::batch::Content;
use crate::domain::check::check;
use crate::domain::profile::Pictures;
use crate::domain::{
    Application, CaseId, Doc, Edit, Field, Form, Frozen, JobKind, Problem, Rules, Severity, Slot,
    Stage,
};
use crate::photo::{self, Order};
use crate::store::SharedStore;
use crate::store::cases::{
    Actor, BatchId, BatchRow, CaseError, DocContent, DraftContent, DraftSave, Freeze, Original,
    RowTask,
};

/// Customers that are made at once: as many as pictures are decoded at once elsewhere.
const AT_ONCE: usize = 2;
/// Jobs that are looked through for the one of a case that was made before a crash.
const JOBS: usize = 20_000;
/// Rows that need a person and are told of after a dry run.
const TOLD: usize = 1_000;

/// The version of a draft that was kept once.
const FIRST: u64 = 1;

/// What is made, and by whom.
pub struct Making<'a> {
    /// Where.
    pub store: &'a SharedStore,
    /// Who is named in the history.
    pub by: Actor,
    /// Limits and rules.
    pub rules: &'a MakingRules,
    /// Set when it is to stop.
    pub stop: &'a AtomicBool,
}

/// A customer with pictures, and what is wrong or to be looked at.
struct Made {
    form: Form,
    documents: Vec<(Doc, Option<DocContent>)>,
    problems: Vec<Problem>,
    /// Why a picture could not be used.
    told: Option<Told>,
}

impl MakingRules {
    fn rules(&self) -> Rules<'_> {
        Rules {
            today: self.today,
            gesture_count: self.profile.gesture_count,
            items: &self.items,
        }
    }
}

/// Reads the pictures of a customer and judges the whole form.
fn prepare(mut form: Form, files: &[(Slot, PathBuf)], rules: &MakingRules) -> Made {
    let pictures = &rules.profile.pictures;
    let (mut documents, mut told) = (Vec::new(), None);
    for (slot, path) in files {
        match picture(path, *slot, pictures) {
            Ok(picture) => {
                let document = DocContent {
                    // The file stays where it is: a batch would keep it twice.
                    original: Original::Same,
                    ..document_of(&picture)
                };
                documents.push((Doc::Picture(*slot), Some(document)));
                form.pictures.insert(*slot, picture);
            }
            Err(why) => {
                told.get_or_insert(why);
            }
        }
    }
    let problems = check(&form, &rules.rules());
    Made {
        form,
        documents,
        problems,
        told,
    }
}

fn picture(
    path: &std::path::Path,
    slot: Slot,
    pictures: &Pictures,
) -> Result<crate::domain::Picture, Told> {
    let named = |told: Told| at_field(told, Doc::Picture(slot).name());
    let bytes = photo::read_file(path, pictures.max_file_bytes)
        .map_err(|error| named(Told::from(explain::read(&error))))?;
    let order = Order {
        bytes: &bytes,
        slot: Some(slot),
        limits: &pictures.of(slot),
        max_file_bytes: pictures.max_file_bytes,
        edit: &Edit::default(),
    };
    let fitted = apart::fit(&order, &mut |_| {});
    fitted
        .map(|fitted| fitted.picture)
        .map_err(|error| named(explain::photo(&error).into()))
}

/// Why a person must look at a customer before the form is sent; `None` if nobody must.
fn needs_person(made: &Made) -> Option<Told> {
    if let Some(told) = &made.told {
        return Some(told.clone());
    }
    let is_error = |problem: &&Problem| problem.issue.severity() == Severity::Error;
    let first = made.problems.iter().find(is_error);
    let first = first.or(made.problems.first())?;
    let field = match first.field {
        Field::Picture(slot) => Doc::Picture(slot).name(),
        field => field.api_name().to_owned(),
    };
    Some(at_field(Told::from(explain::problem(&first.issue)), field))
}

/// What is told, with where it is and what to do.
fn at_field(told: Told, field: String) -> Told {
    told.arg("field", field).hint("batch-needs-person-hint")
}

/// Makes the customers of a batch who are not made yet, until all are or it is stopped; `tell` hears after each how far it is.
pub fn make(
    making: &Making<'_>,
    id: BatchId,
    tell: &(dyn Fn(BatchRun) + Sync),
) -> Result<(), CaseError> {
    let store = making.store;
    let Some(batch) = store.batch(id)? else {
        return Err(CaseError::NotFound);
    };
    let consent = batch.content.consent;
    let open = store.open_batch_rows(id)?;
    let of = open.len();
    let (done, waiting) = (AtomicUsize::new(0), Mutex::new(VecDeque::from(open)));
    let failure: Mutex<Option<CaseError>> = Mutex::new(None);
    let work = || {
        while !making.stop.load(Ordering::Acquire) {
            let next = {
                let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
                waiting.pop_front()
            };
            let Some(row) = next else {
                return;
            };
            if let Err(error) = customer(making, id, consent, &row) {
                making.stop.store(true, Ordering::Release);
                let mut failure = failure.lock().unwrap_or_else(PoisonError::into_inner);
                failure.get_or_insert(error);
                return;
            }
            let done = done.fetch_add(1, Ordering::AcqRel) + 1;
            tell(BatchRun {
                id,
                done,
                of,
                is_stopping: false,
            });
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..AT_ONCE {
            scope.spawn(work);
        }
        work();
    });
    let failure = failure.into_inner().unwrap_or_else(PoisonError::into_inner);
    failure.map_or(Ok(()), Err)
}

/// Makes one customer: whatever was done of it before a crash is found again.
fn customer(
    making: &Making<'_>,
    id: BatchId,
    consent: Option<(u32, Timestamp)>,
    row: &BatchRow,
) -> Result<(), CaseError> {
    let store = making.store;
    // It may have been taken back, or made by another window, since the rows were read.
    if !store.is_open_row(id, row.number)? {
        return Ok(());
    }
    let RowTask::Customer {
        case,
        content,
        files,
    } = &row.task
    else {
        return store.customer_made(id, row.number, None, None);
    };
    let mut version = 0;
    if let Some(known) = store.row(*case)? {
        if known.life.stage != Stage::Draft {
            let job = job_of(store, *case)?;
            return store.customer_made(id, row.number, job, None);
        }
        // The draft that a crash left is made anew, unless a person has worked on it.
        if known.version > FIRST {
            let told = Told::new("batch-edited").hint("batch-edited-hint");
            return store.customer_made(id, row.number, None, Some(&told.to_json()));
        }
        version = known.version;
    }
    let files: Vec<(Slot, PathBuf)> = files
        .iter()
        .filter_map(|(name, path)| match Doc::from_name(name)? {
            Doc::Picture(slot) => Some((slot, path.clone())),
            _ => None,
        })
        .collect();
    let made = prepare(form_of(content), &files, making.rules);
    if making.stop.load(Ordering::Acquire) {
        return Ok(());
    }
    let told = needs_person(&made);
    let at = Timestamp::now();
    let save = DraftSave {
        id: *case,
        version,
        at,
        staff: making.by.staff.clone(),
        content: DraftContent::clone(content),
        documents: made.documents,
        changed: content.values.keys().cloned().collect(),
        progress: 100,
        problems: u16::try_from(made.problems.len()).unwrap_or(u16::MAX),
    };
    match store.save_draft(&save, &making.by) {
        // Another window makes this one.
        Err(CaseError::Conflict) => return Ok(()),
        kept => kept?,
    };
    let application = Application::parse(&made.form, &making.rules.rules());
    let (Ok(application), Some(consent), None) = (application, consent, &told) else {
        let json = told.map(|told| told.to_json());
        return store.customer_made(id, row.number, None, json.as_deref());
    };
    let freeze = Freeze {
        id: *case,
        at,
        staff: making.by.staff.clone(),
        frozen: Some(Frozen::of(&application)),
        documents: application.pictures().map(Doc::Picture).collect(),
        consent: Some(consent),
    };
    match store.freeze_row(id, row.number, &freeze, &making.by) {
        Err(error @ CaseError::KnownCustomer) => {
            let told = explain::cases(&error).to_json();
            store.customer_made(id, row.number, None, Some(&told))
        }
        // Taken back a moment ago: the draft stays for a person.
        Err(CaseError::Conflict) => Ok(()),
        done => done.map(|_| ()),
    }
}

/// The request with which a case that was made before a crash was put into the queue.
fn job_of(
    store: &SharedStore,
    case: CaseId,
) -> Result<Option<crate::store::cases::JobId>, CaseError> {
    let jobs = store.jobs(JOBS)?;
    let is_its = |job: &&crate::store::cases::Job| {
        job.case == Some(case) && matches!(job.kind, JobKind::Register | JobKind::Update)
    };
    Ok(jobs.iter().find(is_its).map(|job| job.id))
}

/// Goes through all good rows as if they were sent, and keeps nothing.
pub(super) fn dry_run(shared: &Shared, request: RequestId, what: &ToQueue, stop: &AtomicBool) {
    let start = DryRun {
        request: Some(request),
        of: what.verdict.good,
        ..DryRun::default()
    };
    let dry = Mutex::new(start);
    let next = AtomicUsize::new(0);
    let work = || {
        while !stop.load(Ordering::Acquire) {
            let at = next.fetch_add(1, Ordering::AcqRel);
            let Some(row) = what.verdict.judged.rows.get(at) else {
                return;
            };
            let (Ok(content), true) = (&row.result, what.verdict.is_good(at)) else {
                continue;
            };
            let told = tried(content, at, what);
            let so_far = {
                let mut dry = dry.lock().unwrap_or_else(PoisonError::into_inner);
                dry.done += 1;
                if let Some(told) = told.filter(|_| dry.found.len() < TOLD) {
                    dry.found.push((row.number, told));
                }
                dry.clone()
            };
            if matches!(content, Content::Customer(_)) {
                shared.answer(Event::Batch(BatchNews::Dry(request, so_far)));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..AT_ONCE {
            scope.spawn(work);
        }
        work();
    });
    let mut dry = dry.into_inner().unwrap_or_else(PoisonError::into_inner);
    dry.request = None;
    dry.found.sort_by_key(|(number, _)| *number);
    shared.answer(Event::Batch(BatchNews::Dry(request, dry)));
}

/// Makes what would go out of a row, and throws it away. Gives why a person would have to look at it.
fn tried(content: &Content, at: usize, what: &ToQueue) -> Option<Told> {
    match content {
        Content::Report(report) => super::super::WireReport::of(report)
            .is_none()
            .then(|| Told::new("error-incomplete").hint("error-incomplete-hint")),
        Content::Customer(form) => {
            let pictures = what.verdict.pictures.get(at);
            let files = pictures.map_or(&[][..], |pictures| &pictures.files);
            needs_person(&prepare(form.as_ref().clone(), files, &what.making))
        }
    }
}
