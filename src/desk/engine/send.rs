//! Sends one job: the attempt is on the disk before its first byte leaves, and its end is written whatever it takes.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::base::Base;
use super::verdict;
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::desk::runtime::{SentPictures, WireReport, registration};
use crate::domain::case::Step;
use crate::domain::{CaseId, CaseRow, Doc, JobKind, Stage};
use crate::logs;
use crate::store::cases::{
    AttemptEnd, AttemptId, AttemptOutcome, CaseError, CaseStore, Claim, DocContent, JobId, JobState,
};
use crate::tcdx::{Client, Error, NotSent, PremiumDocument, Registration, Upload, UserId};

/// How often the bytes that left are shown, and how often they are written.
const SHOW_EVERY: Duration = Duration::from_millis(50);
const WRITE_EVERY: Duration = Duration::from_millis(500);
/// The waits between tries to write an end.
const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// A request under way, and the way to stop it.
#[derive(Debug)]
pub(super) struct Sending {
    upload: Upload,
    progress: watch::Receiver<(u64, u64)>,
    by_person: AtomicBool,
}

/// How the sending of a job ended.
#[derive(Debug)]
pub(super) enum End {
    /// It was not begun: the queue was paused, or the job is not waiting any more.
    Passed,
    /// It cannot be begun, whatever is done with the others: something of it is not there.
    Unusable(CaseError),
    /// The store could not record the attempt, so nothing was sent.
    NotClaimed(CaseError),
    /// It was tried. What became of it is written, unless the row is missing.
    Tried {
        /// What the server said; `None` if nothing was asked of it.
        answer: Option<Result<(), Error>>,
        /// What became of the attempt.
        outcome: AttemptOutcome,
        /// A duplicate that was refused turned out to be what was sent before.
        arrived: bool,
    },
}

impl Sending {
    pub(super) fn new() -> Self {
        let (tell, progress) = watch::channel((0, 0));
        let upload = Upload::new(move |sent, total| {
            tell.send_replace((sent, total));
        });
        Self {
            upload,
            progress,
            by_person: AtomicBool::new(false),
        }
    }

    /// A person stops it: if nothing arrived, the job leaves the queue.
    pub(super) fn cancel(&self) {
        self.by_person.store(true, Ordering::SeqCst);
        self.upload.cancel();
    }

    /// The engine ends: what has not left wholly is stopped; `all` stops what waits for its answer too.
    pub(super) fn stop(&self, all: bool) {
        let (sent, total) = (self.upload.sent(), self.upload.total());
        if all || sent < total || total == 0 {
            self.upload.cancel();
        }
    }
}

/// True if an earlier request of this report got no answer.
fn was_unanswered(store: &dyn CaseStore, job: JobId) -> bool {
    let attempts = store.report_attempts(job).unwrap_or_default();
    let unknown = |outcome: &String| outcome == "unknown";
    attempts
        .iter()
        .any(|attempt| attempt.outcome.as_ref().is_some_and(unknown))
}

/// What goes over the wire.
enum Body {
    Register(Registration),
    Update(UserId, Registration),
    Level2(UserId, PremiumDocument),
    Report(Box<WireReport>),
}

pub(super) async fn send(
    base: Arc<Base>,
    client: Client,
    job: JobId,
    sending: Arc<Sending>,
) -> End {
    let now = base.now();
    let claimed = base.on_store(move |store, by| {
        // Asked again at the last moment: another process may have paused the queue, or taken the job out of it.
        let is_waiting =
            |job: &crate::store::cases::Job| job.state == JobState::Waiting && !job.on_hold;
        if store.is_paused()? || !store.job(job)?.as_ref().is_some_and(is_waiting) {
            return Ok(None);
        }
        let claim = store.claim(job, by, now)?;
        // From here on the attempt has begun: no error may hide that.
        let row = claim
            .job
            .case
            .and_then(|case| store.row(case).ok().flatten());
        let maybe_there = match row {
            Some(row) => row.life.maybe_registered,
            None => was_unanswered(store, job),
        };
        Ok(Some((claim, maybe_there)))
    });
    let (claim, maybe_there) = match claimed.await {
        Ok(Some(claimed)) => claimed,
        Ok(None) | Err(CaseError::Conflict) => return End::Passed,
        Err(error @ (CaseError::NotFound | CaseError::Illegal(_))) => return End::Unusable(error),
        Err(error) => return End::NotClaimed(error),
    };
    base.changed.notify_one();
    let attempt = claim.attempt;
    let (case, kind, job_id) = (claim.job.case, claim.job.kind, claim.job.id);
    let tries = claim.job.tries.saturating_add(1);
    let kind_name = kind.name();
    logs::info!(
        "a request begins",
        job = job_id,
        case = case,
        kind = kind_name,
        tries = tries
    );
    let is_report = claim.report.is_some();
    let Some(body) = body(&claim, now) else {
        let end = incomplete(&base);
        let outcome = end.outcome.clone();
        write_end(&base, attempt, case, end).await;
        return End::Tried {
            answer: None,
            outcome,
            arrived: false,
        };
    };
    let answer = if sending.upload.is_cancelled() {
        Err(Error::NotSent(NotSent::Cancelled))
    } else {
        exchange(&base, &client, &body, &sending, (case, job_id, attempt)).await
    };
    let (outcome, told, reason) = match &answer {
        Ok(user_id) => {
            let registered = (kind == JobKind::Register).then(|| Uuid::from(*user_id));
            (AttemptOutcome::Accepted(registered), None, String::new())
        }
        Err(error) => {
            let facts = verdict::Facts {
                now: base.now(),
                tries,
                random: random(),
                maybe_there,
                is_report,
            };
            let (outcome, told, reason) = verdict::of(error, facts);
            let told = match &claim.frozen {
                Some(frozen) => told.without(&frozen.personal()),
                None => told,
            };
            (outcome, Some(told), reason)
        }
    };
    let end = AttemptEnd {
        at: base.now(),
        outcome: outcome.clone(),
        told: told.as_ref().map(Told::to_json),
        reason,
        sent_bytes: sending.upload.sent(),
        total_bytes: sending.upload.total(),
    };
    let error = answer.as_ref().err();
    logs::info!(
        "a request ended",
        job = job_id,
        case = case,
        kind = kind_name,
        outcome = outcome,
        error = error
    );
    let row = write_end(&base, attempt, case, end).await;
    let arrived = match row {
        Some(row) => row.life.stage == Stage::Pending,
        None => is_report && maybe_there,
    };
    let not_sent = matches!(outcome, AttemptOutcome::NotSent { .. });
    if not_sent && sending.by_person.load(Ordering::SeqCst) {
        let now = base.now();
        let cancelled = base.on_store(move |store, by| store.cancel_job(job_id, by, now));
        if let Err(error) = cancelled.await {
            trouble(&base, &error).await;
        }
    }
    End::Tried {
        answer: Some(answer.map(|_| ())),
        outcome,
        arrived,
    }
}

/// The wire form; `None` if something that must go out is missing.
fn body(claim: &Claim, now: jiff::Timestamp) -> Option<Body> {
    if let Some(report) = &claim.report {
        return Some(Body::Report(Box::new(WireReport::of(report)?)));
    }
    let documents: &BTreeMap<Doc, DocContent> = &claim.documents;
    let user = claim.user_id.map(UserId::from);
    if claim.job.kind == JobKind::Level2 {
        let bytes = |doc| {
            documents
                .get(&doc)
                .map(|document| Arc::clone(&document.bytes))
        };
        let documents = PremiumDocument::new(bytes(Doc::BankStatement), bytes(Doc::SourceOfWealth));
        return Some(Body::Level2(user?, documents.ok()?));
    }
    let registration = registration(claim.frozen.as_ref()?, SentPictures::kept(documents)?, now);
    match claim.job.kind {
        JobKind::Register => Some(Body::Register(registration)),
        _ => Some(Body::Update(user?, registration)),
    }
}

fn incomplete(base: &Base) -> AttemptEnd {
    let told = Told::new("error-incomplete").hint("error-incomplete-hint");
    AttemptEnd {
        at: base.now(),
        outcome: AttemptOutcome::Refused { duplicate: false },
        told: Some(told.to_json()),
        reason: String::new(),
        sent_bytes: 0,
        total_bytes: 0,
    }
}

/// Asks the server, and shows and records how far it is.
async fn exchange(
    base: &Arc<Base>,
    client: &Client,
    body: &Body,
    sending: &Sending,
    ids: (Option<CaseId>, JobId, AttemptId),
) -> Result<UserId, Error> {
    let (end, ended) = watch::channel(false);
    let asked = async {
        let upload = &sending.upload;
        let answer = match body {
            Body::Register(registration) => client.register(registration, upload).await,
            Body::Update(user, registration) => client.update(*user, registration, upload).await,
            Body::Level2(user, documents) => {
                client.premium_document(*user, documents, upload).await
            }
            Body::Report(report) => report.send(client, upload).await,
        };
        end.send_replace(true);
        answer
    };
    // Both end: what is written of the progress is never written after the end of the attempt.
    let (answer, ()) = tokio::join!(asked, follow(base, sending.progress.clone(), ended, ids));
    answer
}

async fn follow(
    base: &Arc<Base>,
    mut progress: watch::Receiver<(u64, u64)>,
    mut ended: watch::Receiver<bool>,
    (case, job, attempt): (Option<CaseId>, JobId, AttemptId),
) {
    let mut written_at: Option<Instant> = None;
    loop {
        tokio::select! {
            biased;
            _ = ended.wait_for(|yes| *yes) => return,
            changed = progress.changed() => if changed.is_err() { return },
        }
        let (sent_bytes, total_bytes) = *progress.borrow_and_update();
        base.inbox.offer(Event::SendProgress {
            case,
            job,
            sent_bytes,
            total_bytes,
        });
        // Also at the last byte: from there on nobody knows whether the server acts.
        let is_due = written_at.is_none_or(|at| at.elapsed() >= WRITE_EVERY);
        if is_due || sent_bytes == total_bytes {
            written_at = Some(Instant::now());
            let written =
                base.on_store(move |store, _| store.progress(attempt, sent_bytes, total_bytes));
            if let Err(error) = written.await {
                // It is for the eye: the end of the attempt is what counts.
                crate::logs::debug!("the progress was not written", error = error);
            }
        }
        tokio::select! {
            _ = ended.wait_for(|yes| *yes) => return,
            () = sleep(SHOW_EVERY) => {}
        }
    }
}

/// Writes the end of an attempt, for as long as it takes: it is what nobody else knows.
async fn write_end(
    base: &Arc<Base>,
    attempt: AttemptId,
    case: Option<CaseId>,
    end: AttemptEnd,
) -> Option<Box<CaseRow>> {
    let mut wait = FIRST_WAIT;
    let mut was_told = false;
    loop {
        let own = end.clone();
        let finished = base.on_store(move |store, by| store.finish(attempt, &own, by));
        match finished.await {
            Ok(row) => return row.map(Box::new),
            Err(CaseError::Conflict | CaseError::NotFound | CaseError::Illegal(_)) => {
                return settled_elsewhere(base, case, &end).await;
            }
            Err(error) => {
                crate::logs::warn!(
                    "the end of a request could not be written; it is tried again",
                    error = error
                );
                if !was_told {
                    was_told = true;
                    trouble(base, &error).await;
                }
            }
        }
        sleep(wait).await;
        wait = wait.saturating_mul(2).min(LONGEST_WAIT);
    }
}

/// The attempt was ended by somebody else, as without an answer. The id that the server gave is still kept.
async fn settled_elsewhere(
    base: &Arc<Base>,
    case: Option<CaseId>,
    end: &AttemptEnd,
) -> Option<Box<CaseRow>> {
    crate::logs::warn!("a request was ended elsewhere before its answer came");
    let AttemptOutcome::Accepted(Some(user_id)) = end.outcome else {
        return None;
    };
    let case = case?;
    let at = end.at;
    let arrived =
        base.on_store(move |store, by| store.step(case, &Step::Arrived(Some(user_id)), "", by, at));
    match arrived.await {
        Ok(row) => Some(Box::new(row)),
        Err(error) => {
            trouble(base, &error).await;
            None
        }
    }
}

async fn trouble(base: &Base, error: &CaseError) {
    base.inbox.send(Event::Trouble(explain::cases(error))).await;
}

/// From 0 to 1.
fn random() -> f64 {
    let mut bytes = [0; 4];
    // Without randomness the longest wait is as good.
    match getrandom::fill(&mut bytes) {
        Ok(()) => f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX),
        Err(_) => 1.0,
    }
}
