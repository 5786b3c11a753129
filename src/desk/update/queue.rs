//! The send queue, the store it lives in, and what the desktop is told.

use jiff::{SignedDuration, Timestamp};

use super::super::action::Action;
use super::super::effect::{CaseTask, Effect, RequestId};
use super::super::engine::EngineCommand;
use super::super::event::Event;
use super::super::explain::Told;
use super::super::state::{
    Desk, Modal, QueueNews, Screen, State, Step, StoreKind, StoreState, StoreTrouble,
};
use crate::domain::{CaseId, CaseRow, Level2, Stage};
use crate::store::cases::{Job, JobId, JobState};
use crate::vault::Secret;

/// Fewest characters of a new passphrase.
pub const MIN_PASSPHRASE: usize = 12;

/// A store that opens faster than this is not worth a word.
pub const QUIET_OPENING: SignedDuration = SignedDuration::from_millis(300);

/// Decisions that come in a burst are told together.
const GATHER: SignedDuration = SignedDuration::from_secs(1);

/// The desktop is told at most once in this time.
const BETWEEN_NEWS: SignedDuration = SignedDuration::from_secs(10);

pub(super) fn act(desk: &mut Desk, action: &Action) -> Vec<Effect> {
    match *action {
        Action::PauseQueue => vec![Effect::Case(CaseTask::SetPaused(true))],
        Action::ResumeQueue => vec![Effect::Case(CaseTask::SetPaused(false))],
        Action::CloseBreaker => vec![Effect::Engine(EngineCommand::CloseBreaker)],
        Action::RetryJob(job) => for_waiting(&desk.state, job, CaseTask::Retry),
        Action::MoveJobUp(job) => for_waiting(&desk.state, job, CaseTask::MoveUp),
        Action::CancelJob(job) => cancel(job_with(&desk.state, job)),
        Action::Unlock => unlock(desk),
        Action::AskSetAside => {
            if can_set_aside(&desk.state) {
                desk.state.modal = Some(Modal::SetAside);
            }
            Vec::new()
        }
        Action::SetAside => set_aside(desk),
        _ => Vec::new(),
    }
}

pub(super) fn hear(desk: &mut Desk, event: Event) -> Vec<Effect> {
    match event {
        Event::StoreOpened { request, result } => opened(desk, request, result),
        Event::QueueChanged(news) => queue_changed(desk, *news),
        Event::SendProgress {
            job,
            sent_bytes,
            total_bytes,
            ..
        } => progress(desk, job, sent_bytes, total_bytes),
        _ => Vec::new(),
    }
}

/// The work that opens the store of the profile in use.
pub(super) fn open_store(state: &mut State, passphrase: Option<Secret>, set_aside: bool) -> Effect {
    let request = state.request();
    state.store = StoreState::Opening(request);
    state.store_request = Some(request);
    state.opening_since = state.now;
    Effect::OpenStore {
        request,
        profile: Box::new(state.profile().clone()),
        passphrase,
        set_aside,
    }
}

fn opened(
    desk: &mut Desk,
    request: RequestId,
    result: Result<StoreKind, StoreTrouble>,
) -> Vec<Effect> {
    if desk.state.store != StoreState::Opening(request) {
        return Vec::new();
    }
    desk.draft.passphrase.clear();
    desk.state.store = match result {
        Ok(kind) => StoreState::Open(kind),
        Err(trouble) => StoreState::Trouble(trouble),
    };
    // What sends and asks was started with the store: it knows of no case on the screen.
    desk.state.queue.watched = None;
    // A form that nobody has touched made room for the words that the store is being opened.
    let length = desk.state.now.duration_since(desk.state.opening_since);
    if let Step::Form(section) = desk.state.onboard.step
        && length >= QUIET_OPENING
        && is_untouched(desk)
    {
        desk.state.onboard.focus = super::form::first_field(section);
    }
    Vec::new()
}

fn is_untouched(desk: &Desk) -> bool {
    desk.state.onboard.case.is_none() && desk.draft.form.is_empty()
}

/// Opens the store that is in trouble: again, or with the passphrase that was typed.
fn unlock(desk: &mut Desk) -> Vec<Effect> {
    let StoreState::Trouble(trouble) = &mut desk.state.store else {
        return Vec::new();
    };
    let typed = &mut desk.draft.passphrase;
    let passphrase = match trouble {
        StoreTrouble::Unusable { .. } => None,
        StoreTrouble::Passphrase { is_new, told } => {
            if let Some(wrong) = judge(&typed.text, &typed.again, *is_new) {
                *told = Some(wrong);
                return Vec::new();
            }
            // Moved, not copied: its memory is cleared when the store has it.
            Some(Secret::from(std::mem::take(&mut typed.text)))
        }
    };
    typed.clear();
    vec![open_store(&mut desk.state, passphrase, false)]
}

/// What is wrong with a passphrase as typed.
fn judge(text: &str, again: &str, is_new: bool) -> Option<Told> {
    if text.is_empty() {
        return Some(Told::new("unlock-empty"));
    }
    if !is_new {
        return None;
    }
    if text.chars().count() < MIN_PASSPHRASE {
        return Some(Told::new("unlock-too-short").arg("min", MIN_PASSPHRASE));
    }
    (text != again).then(|| Told::new("unlock-not-alike"))
}

/// True if the store in place can be put aside: there is one, and it does not open.
pub fn can_set_aside(state: &State) -> bool {
    match state.store {
        StoreState::Trouble(StoreTrouble::Unusable { can_set_aside, .. }) => can_set_aside,
        StoreState::Trouble(StoreTrouble::Passphrase { is_new, .. }) => !is_new,
        _ => false,
    }
}

fn set_aside(desk: &mut Desk) -> Vec<Effect> {
    if desk.state.modal == Some(Modal::SetAside) {
        desk.state.modal = None;
    }
    if !can_set_aside(&desk.state) {
        return Vec::new();
    }
    desk.draft.passphrase.clear();
    vec![open_store(&mut desk.state, None, true)]
}

fn queue_changed(desk: &mut Desk, news: QueueNews) -> Vec<Effect> {
    desk.state.batches.is_stale = true;
    let queue = &mut desk.state.queue;
    let is_sending = |job: &JobId| {
        let found = news.jobs.iter().find(|known| known.id == *job);
        found.is_some_and(|known| known.state == JobState::Sending)
    };
    queue.progress.retain(|job, _| is_sending(job));
    queue.news = news;
    Vec::new()
}

fn progress(desk: &mut Desk, job: JobId, sent_bytes: u64, total_bytes: u64) -> Vec<Effect> {
    let known = desk.state.queue.progress.entry(job).or_default();
    known.0 = known.0.max(sent_bytes);
    known.1 = total_bytes;
    Vec::new()
}

fn job_with(state: &State, id: JobId) -> Option<&Job> {
    state.queue.news.jobs.iter().find(|job| job.id == id)
}

fn for_waiting(state: &State, id: JobId, task: fn(JobId) -> CaseTask) -> Vec<Effect> {
    match job_with(state, id) {
        Some(job) if job.state == JobState::Waiting => vec![Effect::Case(task(id))],
        _ => Vec::new(),
    }
}

/// Stops the request of a case, or takes it out of the queue.
pub(super) fn cancel_case(state: &State, case: CaseId) -> Vec<Effect> {
    cancel(state.queue.job_of(case))
}

fn cancel(job: Option<&Job>) -> Vec<Effect> {
    match job {
        Some(job) if job.state == JobState::Sending => {
            vec![Effect::Engine(EngineCommand::CancelSending(job.id))]
        }
        Some(job) if job.state == JobState::Waiting => {
            vec![Effect::Case(CaseTask::Cancel(job.id))]
        }
        _ => Vec::new(),
    }
}

/// Tells the poller which case is on the screen, when that changed. After each message.
pub(super) fn watch(state: &mut State, effects: &mut Vec<Effect>) {
    effects.retain(|effect| !matches!(effect, Effect::Engine(EngineCommand::Watch(_))));
    let watched = super::list::watched(state);
    if state.queue.watched != watched && matches!(state.store, StoreState::Open(_)) {
        state.queue.watched = watched;
        effects.push(Effect::Engine(EngineCommand::Watch(watched)));
    }
}

/// A case changed: a decision is told on the desktop, unless it is seen on the screen.
pub(super) fn changed(desk: &mut Desk, row: &CaseRow) -> Vec<Effect> {
    let state = &mut desk.state;
    let Some(known) = state.cases.get(row.id) else {
        return Vec::new();
    };
    let is_seen = super::list::watched(state) == Some(row.id);
    if !state.settings.notifications || is_seen || known.revision >= row.revision {
        return Vec::new();
    }
    let came = |stage, level2| {
        let first = row.life.stage == stage && known.life.stage != stage;
        let second = row.life.level2 == level2 && known.life.level2 != level2;
        usize::from(first) + usize::from(second)
    };
    let approved = came(Stage::Approved, Level2::Approved);
    let rejected = came(Stage::Rejected, Level2::Rejected);
    if approved + rejected > 0 {
        let decided = &mut state.queue.decided;
        decided.approved += approved;
        decided.rejected += rejected;
        decided.since.get_or_insert(state.now);
    }
    Vec::new()
}

/// When the desktop is to be told of decisions, if there are any.
fn news_at(state: &State) -> Option<Timestamp> {
    let decided = &state.queue.decided;
    let gathered = later(decided.since?, GATHER);
    let told = decided.told_at.map(|at| later(at, BETWEEN_NEWS));
    Some(told.map_or(gathered, |told| told.max(gathered)))
}

/// Tells the desktop of decisions whose time has come.
pub(super) fn notify_due(state: &mut State) -> Option<Effect> {
    // A clock that was set back must not silence it for long.
    let decided = &mut state.queue.decided;
    for at in [&mut decided.since, &mut decided.told_at] {
        if at.is_some_and(|at| at > state.now) {
            *at = Some(state.now);
        }
    }
    if news_at(state)? > state.now {
        return None;
    }
    let decided = &mut state.queue.decided;
    decided.since = None;
    decided.told_at = Some(state.now);
    let approved = std::mem::take(&mut decided.approved);
    let rejected = std::mem::take(&mut decided.rejected);
    // Turned off since: what was gathered is not told later either.
    state
        .settings
        .notifications
        .then_some(Effect::Notify { approved, rejected })
}

/// When the clock matters to the queue, the store or the desktop, if nothing else happens.
pub(super) fn wake(state: &State) -> Option<Timestamp> {
    let opening = matches!(state.store, StoreState::Opening(_))
        .then(|| later(state.opening_since, QUIET_OPENING))
        .filter(|at| *at > state.now);
    let times = [opening, news_at(state), countdown(state)];
    times.into_iter().flatten().min()
}

/// When a countdown on the screen shows another number: each second, or each minute if it is far off.
fn countdown(state: &State) -> Option<Timestamp> {
    let news = &state.queue.news;
    if news.is_paused || news.breaker.is_some() {
        return None;
    }
    let following = match (state.screen, state.onboard.step) {
        (Screen::Queue, _) => None,
        (Screen::Onboard, Step::Following(case)) => Some(case),
        _ => return None,
    };
    let left = news
        .jobs
        .iter()
        .filter(|job| job.state == JobState::Waiting && !job.on_hold)
        .filter(|job| following.is_none_or(|case| job.case == Some(case)))
        .filter_map(|job| job.next_at)
        .filter(|at| *at > state.now)
        .min()?
        .duration_since(state.now);
    let millis = left.as_millis();
    let step = if millis <= 60_000 { 1_000 } else { 60_000 };
    // Just after the number changed; the last step ends with the time itself.
    let rest = i64::try_from(millis % step).unwrap_or(0);
    Some(later(
        state.now,
        SignedDuration::from_millis(rest.max(0) + 1),
    ))
}

pub(super) fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(at)
}
