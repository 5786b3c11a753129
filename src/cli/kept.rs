//! The store of a profile, opened for a command; and what it holds as JSON.

use std::io::{BufRead, IsTerminal, Read};

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Exit;
use super::session::Session;
use crate::desk::explain::{self, Told};
use crate::desk::runtime::system_actor;
use crate::domain::{CaseId, CaseRow, Profile};
use crate::store::cases::open::{self, OpenError, Opened};
use crate::store::cases::{Actor, CaseError, HistoryEntry, Job};
use crate::vault::{KeyringVault, Secret};

/// Longest line of standard input that is read as a passphrase, in bytes.
const MAX_LINE: usize = 4096;

/// The store of a profile, and who works on it.
pub struct Kept {
    /// The store.
    pub opened: Opened,
    /// Who is named in the history.
    pub actor: Actor,
}

impl Kept {
    /// Opens the store of a profile; asks for its passphrase where one is needed and somebody is there to ask. Complains
    /// if it does not open.
    pub fn open(session: &Session, profile: &Profile) -> Result<Self, Exit> {
        let passphrase = given(session).map_err(|told| session.refuse(&told))?;
        let opened = match unlock(session, profile, passphrase.as_ref()) {
            Err(OpenError::NeedsPassphrase { is_new }) if passphrase.is_none() => {
                let typed = ask(session, is_new).map_err(|told| session.refuse(&told))?;
                unlock(session, profile, Some(&typed))
            }
            result => result,
        };
        let opened = opened.map_err(|error| session.refuse(&not_open(&error)))?;
        Ok(Self {
            opened,
            actor: actor(session),
        })
    }

    /// Opens it without asking anybody, and without a word.
    pub fn try_open(session: &Session, profile: &Profile) -> Result<Self, OpenError> {
        let passphrase = given(session).unwrap_or_default();
        Ok(Self {
            opened: unlock(session, profile, passphrase.as_ref())?,
            actor: actor(session),
        })
    }
}

/// The named profile, and its store.
pub fn of<'a>(session: &'a Session, profile: Option<&str>) -> Result<(&'a Profile, Kept), Exit> {
    let profile = session.profile(profile)?;
    Ok((profile, Kept::open(session, profile)?))
}

/// Who is named in the history.
pub fn actor(session: &Session) -> Actor {
    Actor {
        staff: session.settings.staff_name.clone(),
        ..system_actor()
    }
}

/// Says what a store that does not do what it is asked means.
pub fn refuse(session: &Session, error: &CaseError) -> Exit {
    session.refuse(&explain::cases(error))
}

fn unlock(
    session: &Session,
    profile: &Profile,
    passphrase: Option<&Secret>,
) -> Result<Opened, OpenError> {
    open::open(
        &session.home,
        profile,
        &KeyringVault::for_stores(),
        passphrase,
    )
}

/// The words of the window, and where those point into it, a hint for the command line.
pub fn not_open(error: &OpenError) -> Told {
    let told = explain::open_store(error);
    match error {
        OpenError::NeedsPassphrase { .. } => told.hint("cli-passphrase-stdin-hint"),
        OpenError::KeyMissing { .. }
        | OpenError::WrongKey { .. }
        | OpenError::Damaged { .. }
        | OpenError::Foreign { .. } => told.hint("cli-store-restore-hint"),
        _ => told,
    }
}

/// The passphrase of the store from standard input, if the arguments say that it is there.
pub fn given(session: &Session) -> Result<Option<Secret>, Told> {
    if !session.passphrase_stdin {
        return Ok(None);
    }
    line().map(Some)
}

/// Asks for the store's passphrase on a terminal, for a new one twice.
fn ask(session: &Session, is_new: bool) -> Result<Secret, Told> {
    if !std::io::stdin().is_terminal() {
        let told = explain::open_store(&OpenError::NeedsPassphrase { is_new });
        return Err(told.hint("cli-passphrase-stdin-hint"));
    }
    if is_new {
        choose(session, "cli-passphrase-new-prompt")
    } else {
        prompt(session, "cli-passphrase-prompt");
        line()
    }
}

/// Says what is to be typed, if somebody is there to type it.
pub fn prompt(session: &Session, id: &'static str) {
    if std::io::stdin().is_terminal() {
        session.complain(&Told::new(id));
    }
}

/// A passphrase that is chosen now: on a terminal it must be typed twice alike.
pub fn choose(session: &Session, prompt: &'static str) -> Result<Secret, Told> {
    if !std::io::stdin().is_terminal() {
        return line();
    }
    session.complain(&Told::new(prompt));
    let typed = line()?;
    session.complain(&Told::new("cli-passphrase-again"));
    let again = line()?;
    if typed.expose() == again.expose() {
        Ok(typed)
    } else {
        Err(Told::new("cli-passphrase-differs"))
    }
}

/// The next line of standard input, as it is but for its end.
pub fn line() -> Result<Secret, Told> {
    // Large enough from the start that no copy is left behind in memory.
    let mut typed = Zeroizing::new(String::with_capacity(MAX_LINE));
    let read = std::io::stdin()
        .lock()
        .take(MAX_LINE as u64)
        .read_line(&mut typed);
    let passphrase = typed.trim_end_matches(['\r', '\n']);
    if read.is_err() || passphrase.is_empty() {
        return Err(Told::new("cli-no-passphrase").hint("cli-no-passphrase-hint"));
    }
    Ok(Secret::from(passphrase.to_owned()))
}

/// A case as `cases list` prints it.
pub fn row(row: &CaseRow) -> Value {
    let life = &row.life;
    json!({
        "case_id": row.id,
        "state": life.stage.name(),
        "level2": life.level2.name(),
        "on_hold": life.on_hold,
        "name": row.name,
        "email": row.email,
        "user_id": life.user_id,
        "attempts": row.attempts,
        "submissions": life.submissions,
        "maybe_registered": life.maybe_registered,
        "other_status": life.other_status,
        "reason": row.reason,
        "staff": row.staff,
        "created_at": row.created_at.to_string(),
        "changed_at": row.changed_at.to_string(),
        "registered_at": time(row.registered_at),
        "status_at": time(row.status_at),
        "progress": row.progress,
        "problems": row.problems,
    })
}

/// A row of the queue as `queue list` prints it.
pub fn job(session: &Session, job: &Job) -> Value {
    json!({
        "job_id": job.id,
        "case_id": job.case,
        "user_id": job.report.as_ref().map(|report| report.user_id),
        "own_id": job.report.as_ref().and_then(|report| report.own_id()),
        "name": job.name,
        "kind": job.kind.name(),
        "state": job.state.name(),
        "on_hold": job.on_hold,
        "tries": job.tries,
        "next_at": time(job.next_at),
        "reason": words(session, job.told.as_deref()),
        "queued_at": job.queued_at.to_string(),
        "changed_at": job.changed_at.to_string(),
        "sent_at": time(job.sent_at),
        "sent_bytes": job.sent_bytes,
        "total_bytes": job.total_bytes,
    })
}

/// An entry of the history.
pub fn entry(entry: &HistoryEntry) -> Value {
    json!({
        "seq": entry.seq,
        "at": entry.at.to_string(),
        "case_id": entry.case,
        "user": entry.by.user,
        "staff": entry.by.staff,
        "machine": entry.by.machine,
        "what": entry.deed,
    })
}

/// What was told when it happened, in the language of today.
pub fn words(session: &Session, told: Option<&str>) -> Option<String> {
    let told = Told::from_json(told?)?;
    Some(told.full(session.texts()))
}

/// A time in UTC, or null.
pub fn time(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}

/// The job with this id, or that of the case with this id, which is not done.
pub fn job_of(kept: &Kept, id: Uuid) -> Result<Option<Job>, CaseError> {
    let jobs = kept.opened.store.jobs(0)?;
    Ok(jobs
        .into_iter()
        .find(|job| job.id.0 == id || job.case == Some(CaseId(id))))
}
