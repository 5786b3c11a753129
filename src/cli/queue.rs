//! `queue`: the send queue without a window.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::args::QueueCommand;
use super::form::{self, Judged};
use super::kept::{self, Kept};
use super::session::Session;
use super::{Exit, run_queue, terminal};
use crate::desk::explain::{self, Told};
use crate::desk::update::drafts::document_of;
use crate::domain::{Application, CaseId, Doc, Field, Frozen, Profile};
use crate::store::cases::open::KeptBy;
use crate::store::cases::{CaseError, DocContent, DraftContent, DraftSave, Freeze, Job, JobState};

/// Adds, sends, lists or changes.
pub fn run(session: &Session, profile: Option<&str>, command: QueueCommand) -> Exit {
    let result = kept::of(session, profile).and_then(|(profile, kept)| {
        let now = Timestamp::now();
        let store = &kept.opened.store;
        let done =
            |result: Result<(), CaseError>| result.map_err(|error| kept::refuse(session, &error));
        match command {
            QueueCommand::Add {
                forms,
                allow_duplicates,
                draft,
            } => Adding {
                session,
                profile,
                kept: &kept,
                allow_duplicates,
                as_draft: draft,
            }
            .all(&forms),
            QueueCommand::Run { until_empty } => {
                run_queue::run(session, profile, &kept, until_empty)
            }
            QueueCommand::List { json } => list(session, &kept, json),
            QueueCommand::Pause => done(store.set_paused(true, &kept.actor, now)),
            QueueCommand::Resume => done(store.set_paused(false, &kept.actor, now)),
            QueueCommand::Retry { id } => {
                let job = job(session, &kept, id)?;
                done(store.retry_now(job.id))
            }
            QueueCommand::Cancel { case } => {
                let job = job(session, &kept, case.0)?;
                done(store.cancel_job(job.id, &kept.actor, now))
            }
            QueueCommand::SendAgain { case, yes } => {
                let job = job(session, &kept, case.0)?;
                if job.state == JobState::Unconfirmed && !yes {
                    let told = Told::new("cli-send-again-yes").hint("cli-send-again-yes-hint");
                    return Err(session.refuse(&told));
                }
                done(store.send_again(job.id, &kept.actor, now))
            }
        }
    });
    result.err().unwrap_or(Exit::Done)
}

fn job(session: &Session, kept: &Kept, id: Uuid) -> Result<Job, Exit> {
    kept::job_of(kept, id)
        .map_err(|error| kept::refuse(session, &error))?
        .ok_or_else(|| session.refuse(&Told::new("cli-no-job")))
}

fn list(session: &Session, kept: &Kept, as_json: bool) -> Result<(), Exit> {
    let store = &kept.opened.store;
    let refuse = |error: CaseError| kept::refuse(session, &error);
    let jobs = store.jobs(0).map_err(refuse)?;
    if as_json {
        let jobs: Vec<Value> = jobs.iter().map(|job| kept::job(session, job)).collect();
        terminal::say(&Value::from(jobs).to_string());
        return Ok(());
    }
    for job in &jobs {
        let told = kept::words(session, job.told.as_deref());
        let hold = if job.on_hold { " (on hold)" } else { "" };
        let line = format!(
            "{}  {:<14}  {:<11}  {:>3}  {:<20}  {}{hold}",
            job.case.map_or(job.id.0, |case| case.0),
            job.kind.name(),
            job.state.name(),
            job.tries,
            job.next_at.map(|at| format!("{at:.0}")).unwrap_or_default(),
            told.unwrap_or_default(),
        );
        terminal::say(line.trim_end());
    }
    if store.is_paused().map_err(refuse)? {
        session.complain(&Told::new("cli-queue-paused").hint("cli-queue-paused-hint"));
    }
    Ok(())
}

/// `queue add`.
struct Adding<'a> {
    session: &'a Session,
    profile: &'a Profile,
    kept: &'a Kept,
    allow_duplicates: bool,
    as_draft: bool,
}

impl Adding<'_> {
    /// Adds what can be added, and prints it.
    fn all(&self, forms: &[PathBuf]) -> Result<(), Exit> {
        if self.kept.opened.kept_by == KeptBy::Session {
            let told = Told::new("cli-nothing-kept").hint("cli-nothing-kept-hint");
            return Err(self.session.refuse(&told));
        }
        let mut added = Vec::new();
        for path in forms {
            match self.one(path) {
                Ok(case) => added.push(json!({
                    "case_id": case,
                    "file": path.display().to_string(),
                })),
                Err(wrong) => {
                    let file = (forms.len() > 1).then_some(path.as_path());
                    form::complain(self.session, &wrong, file);
                }
            }
        }
        let is_all = added.len() == forms.len();
        terminal::say(&Value::from(added).to_string());
        if is_all { Ok(()) } else { Err(Exit::Usage) }
    }

    /// Makes a case of one form; or what is wrong with it, each with its place.
    fn one(&self, path: &Path) -> Result<CaseId, Vec<(String, Told)>> {
        let judged = form::read_file(self.session, self.profile, path, BTreeMap::new())?;
        let at_file = |told: Told| vec![(path.display().to_string(), told)];
        if self.as_draft {
            if !judged.has_its_pictures() {
                return Err(owned(judged.wrong(true, self.profile)));
            }
            return self
                .keep(&judged)
                .map_err(|error| at_file(explain::cases(&error)));
        }
        let Some(application) = &judged.application else {
            return Err(owned(judged.wrong(false, self.profile)));
        };
        if !self.allow_duplicates {
            self.refuse_duplicates(application).map_err(at_file)?;
        }
        let queue = || {
            let case = self.keep(&judged)?;
            let store = &self.kept.opened.store;
            let frozen = freeze(case, &self.session.settings.staff_name, application);
            if let Err(error) = store.freeze(&frozen, &self.kept.actor) {
                // Half of it is of no use to anybody.
                let _ = store.discard_draft(case, &self.kept.actor, Timestamp::now());
                return Err(error);
            }
            Ok(case)
        };
        queue().map_err(|error: CaseError| at_file(explain::cases(&error)))
    }

    fn refuse_duplicates(&self, application: &Application) -> Result<(), Told> {
        let phone = format!(
            "{}{}",
            application.phone_country_code(),
            application.mobile_no()
        );
        let found = self
            .kept
            .opened
            .store
            .duplicates(application.id_number(), application.email(), &phone, None)
            .map_err(|error| explain::cases(&error))?;
        if found.is_empty() {
            return Ok(());
        }
        let ids: Vec<String> = found.iter().map(|other| other.id.to_string()).collect();
        Err(Told::new("cli-duplicate")
            .arg("cases", ids.join(", "))
            .hint("cli-duplicate-hint"))
    }

    fn keep(&self, judged: &Judged) -> Result<CaseId, CaseError> {
        let id = CaseId::new();
        let problems = judged.problem_count();
        let save = draft(id, 0, &self.session.settings.staff_name, judged, problems);
        self.kept.opened.store.save_draft(&save, &self.kept.actor)?;
        Ok(id)
    }
}

fn owned(wrong: Vec<(String, &Told)>) -> Vec<(String, Told)> {
    wrong
        .into_iter()
        .map(|(place, told)| (place, told.clone()))
        .collect()
}

/// A form as a draft is kept, with all of its pictures and what they were made from. `version` is 0 for a new case.
pub fn draft(id: CaseId, version: u64, staff: &str, judged: &Judged, problems: usize) -> DraftSave {
    let form = &judged.form;
    let values: BTreeMap<String, String> = Field::VALUES
        .into_iter()
        .filter(|field| !form.get(*field).is_empty())
        .map(|field| (field.api_name().to_owned(), form.get(field).to_owned()))
        .collect();
    let documents: Vec<(Doc, Option<DocContent>)> = form
        .pictures
        .iter()
        .map(|(slot, picture)| {
            let original = judged.originals.get(slot).cloned().unwrap_or_default();
            let document = DocContent {
                original,
                ..document_of(picture)
            };
            (Doc::Picture(*slot), Some(document))
        })
        .collect();
    let changed = values
        .keys()
        .cloned()
        .chain(documents.iter().map(|(doc, _)| doc.name()))
        .collect();
    let kept = form.kept.iter();
    DraftSave {
        id,
        version,
        at: Timestamp::now(),
        staff: staff.to_owned(),
        progress: if problems == 0 { 100 } else { 50 },
        problems: u16::try_from(problems).unwrap_or(u16::MAX),
        content: DraftContent {
            values,
            kept: kept
                .map(|(key, reason)| (key.name(), reason.clone()))
                .collect(),
            ..DraftContent::default()
        },
        documents,
        changed,
    }
}

/// What goes out of an application. Nobody ticked a consent here: it was taken where the form was filled in.
pub fn freeze(id: CaseId, staff: &str, application: &Application) -> Freeze {
    Freeze {
        id,
        at: Timestamp::now(),
        staff: staff.to_owned(),
        frozen: Some(Frozen::of(application)),
        documents: application.pictures().map(Doc::Picture).collect(),
        consent: None,
    }
}
