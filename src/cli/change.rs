//! `cases`: what a person does with one.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::args::CasesCommand;
use super::kept::{self, Kept};
use super::session::Session;
use super::{Exit, cases, form, queue, terminal};
use crate::desk::explain::{self, Told};
use crate::desk::runtime::document;
use crate::desk::update::drafts::picture_of;
use crate::domain::case::Step;
use crate::domain::{Application, CaseId, CaseRow, Doc, Frozen, Picture, Profile, Slot, Stage};
use crate::photo;
use crate::store::cases::{CaseError, DocContent, DraftSave, Freeze, Submission, sha256};

/// Does what was asked with one case.
pub fn run(
    session: &Session,
    profile: &Profile,
    kept: &Kept,
    command: CasesCommand,
) -> Result<(), Exit> {
    use CasesCommand as C;
    match command {
        C::Erase { case, reason, yes } => erase(session, kept, case, reason.trim(), yes),
        C::Hold { case, reason } => step(session, kept, case, &Step::Hold, reason.trim()),
        C::Release { case } => step(session, kept, case, &Step::Release, ""),
        C::Arrived { case, user_id } => step(session, kept, case, &Step::Arrived(user_id), ""),
        C::AddUserId { user_id } => add(session, kept, user_id),
        C::Correct { case, form } => correct(session, profile, kept, case, &form),
        C::Level2 {
            case,
            bank_statement,
            source_of_wealth,
        } => {
            let files = [
                (Doc::BankStatement, "bank_statement", bank_statement),
                (Doc::SourceOfWealth, "source_of_wealth", source_of_wealth),
            ];
            let mut documents = Vec::new();
            for (doc, place, file) in files {
                if let Some(file) = file {
                    let read = read_document(profile, &file);
                    let read = read.map_err(|told| {
                        session.complain_at(place, &told);
                        Exit::Usage
                    })?;
                    documents.push((doc, read));
                }
            }
            level2(session, kept, case, documents)
        }
        C::List { .. }
        | C::Show { .. }
        | C::Export { .. }
        | C::ExportList { .. }
        | C::Poll { .. } => Ok(()),
    }
}

fn step(
    session: &Session,
    kept: &Kept,
    case: CaseId,
    step: &Step,
    reason: &str,
) -> Result<(), Exit> {
    let store = &kept.opened.store;
    store
        .step(case, step, reason, &kept.actor, Timestamp::now())
        .map(|row| terminal::say(&kept::row(&row).to_string()))
        .map_err(|error| kept::refuse(session, &error))
}

fn erase(
    session: &Session,
    kept: &Kept,
    case: CaseId,
    reason: &str,
    yes: bool,
) -> Result<(), Exit> {
    cases::find(session, kept, case)?;
    if reason.is_empty() {
        return Err(session.refuse(&Told::new("cli-erase-reason")));
    }
    if !yes {
        let told = Told::new("cli-erase-yes").hint("cli-erase-yes-hint");
        return Err(session.refuse(&told));
    }
    let store = &kept.opened.store;
    store
        .erase(case, reason, &kept.actor, Timestamp::now())
        .map_err(|error| kept::refuse(session, &error))
}

fn add(session: &Session, kept: &Kept, user_id: Uuid) -> Result<(), Exit> {
    let store = &kept.opened.store;
    let case = store
        .add_elsewhere(user_id, &kept.actor, Timestamp::now())
        .map_err(|error| kept::refuse(session, &error))?;
    terminal::say(&json!({"case_id": case, "user_id": user_id}).to_string());
    Ok(())
}

/// Puts a rejected, refused or unconfirmed case into the queue with new values.
fn correct(
    session: &Session,
    profile: &Profile,
    kept: &Kept,
    case: CaseId,
    path: &Path,
) -> Result<(), Exit> {
    let refuse = |error: CaseError| kept::refuse(session, &error);
    let row = cases::find(session, kept, case)?;
    let may = row.life.stage == Stage::Correction || row.life.allows(&Step::Correct);
    if !may || row.life.on_hold {
        let told = Told::new("cli-not-correctable").arg("state", row.life.stage.name());
        return Err(session.refuse(&told));
    }
    let pictures = pictures(kept, case).map_err(refuse)?;
    let judged = form::read_file(session, profile, path, pictures).map_err(|wrong| {
        form::complain(session, &wrong, None);
        Exit::Usage
    })?;
    for (place, told) in judged.wrong(false, profile) {
        session.complain_at(&place, told);
    }
    let application = judged.application.as_ref().ok_or(Exit::Usage)?;
    let store = &kept.opened.store;
    let before = store.last_submission(case).map_err(refuse)?;
    if before.is_some_and(|before| is_same(&before, application)) {
        session.complain(&Told::new("cli-nothing-changed"));
    }
    let queued = || {
        if row.life.stage != Stage::Correction {
            store.step(case, &Step::Correct, "", &kept.actor, Timestamp::now())?;
        }
        let version = store.draft(case)?.version;
        let staff = &session.settings.staff_name;
        let save = queue::draft(case, version, staff, &judged, 0);
        store.save_draft(&save, &kept.actor)?;
        store.freeze(&queue::freeze(case, staff, application), &kept.actor)?;
        store.row(case)?.ok_or(CaseError::NotFound)
    };
    let row: CaseRow = queued().map_err(refuse)?;
    terminal::say(&kept::row(&row).to_string());
    Ok(())
}

/// The pictures of the form that are in place.
fn pictures(kept: &Kept, case: CaseId) -> Result<BTreeMap<Slot, Picture>, CaseError> {
    let store = &kept.opened.store;
    let mut pictures = BTreeMap::new();
    for doc in store.draft(case)?.documents.keys() {
        if let Doc::Picture(slot) = *doc
            && let Some(picture) = picture_of(&store.document(case, *doc)?)
        {
            pictures.insert(slot, picture);
        }
    }
    Ok(pictures)
}

/// True if what goes out is what went out before.
fn is_same(before: &Submission, application: &Application) -> bool {
    let now: BTreeMap<Doc, String> = application
        .pictures()
        .filter_map(|slot| {
            let picture = application.picture(slot)?;
            Some((Doc::Picture(slot), sha256(&picture.bytes)))
        })
        .collect();
    before.frozen.as_ref() == Some(&Frozen::of(application)) && before.documents == now
}

/// A document of level 2: a picture, fitted, or a PDF as it is.
fn read_document(profile: &Profile, path: &Path) -> Result<DocContent, Told> {
    let limits = profile.pictures.of(Slot::ProofOfAddress);
    let max_file_bytes = profile.pictures.max_file_bytes;
    let bytes = photo::read_file(path, max_file_bytes)
        .map_err(|error| Told::from(explain::read(&error)))?;
    document(&bytes, &limits, max_file_bytes)
}

/// Keeps the documents with the case and puts them into the queue.
fn level2(
    session: &Session,
    kept: &Kept,
    case: CaseId,
    documents: Vec<(Doc, DocContent)>,
) -> Result<(), Exit> {
    if documents.is_empty() {
        return Err(session.refuse(&Told::new("cli-level2-none")));
    }
    let row = cases::find(session, kept, case)?;
    if !row.life.allows(&Step::FreezeLevel2) {
        let told = Told::new("cli-level2-not-now")
            .arg("state", row.life.stage.name())
            .arg("level2", row.life.level2.name());
        return Err(session.refuse(&told));
    }
    let store = &kept.opened.store;
    let staff = &session.settings.staff_name;
    let queued = || {
        let draft = store.draft(case)?;
        let docs: Vec<Doc> = documents.iter().map(|(doc, _)| *doc).collect();
        let save = DraftSave {
            id: case,
            version: draft.version,
            at: Timestamp::now(),
            staff: staff.clone(),
            content: draft.content,
            changed: docs.iter().map(|doc| doc.name()).collect(),
            documents: documents
                .into_iter()
                .map(|(doc, content)| (doc, Some(content)))
                .collect(),
            progress: row.progress,
            problems: row.problems,
        };
        store.save_draft(&save, &kept.actor)?;
        let freeze = Freeze {
            id: case,
            at: Timestamp::now(),
            staff: staff.clone(),
            frozen: None,
            documents: docs,
            consent: None,
        };
        store.freeze(&freeze, &kept.actor)?;
        store.row(case)?.ok_or(CaseError::NotFound)
    };
    let row: CaseRow = queued().map_err(|error: CaseError| kept::refuse(session, &error))?;
    terminal::say(&kept::row(&row).to_string());
    Ok(())
}
