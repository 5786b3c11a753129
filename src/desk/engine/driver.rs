//! The one task that owns the queue: it looks at the store, decides what starts, and takes in what ended.

mod ended;
mod look;
mod start;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};

use super::ask::Asked;
use super::base::{Base, Tuning};
use super::breaker::Breaker;
use super::lock::SenderLock;
use super::poll::Schedule;
use super::send::{End, Sending};
use super::{EngineCommand, EngineSetup, Limits, RunSummary, plan};
use crate::desk::explain::Told;
use crate::desk::state::{HeldBy, QueueNews};
use crate::store::cases::{CaseError, Job, JobId, QueueCounts};
use crate::tcdx::{Client, Error};

/// Rows that are read at once.
const ROWS: usize = 1000;
/// Open jobs of each state that are worked on and shown at once.
const OPEN: usize = 300;
/// Done jobs that are shown.
const DONE: usize = 50;
/// The queue is read anew at every so many looks (about 5 s), even if no case changed: it may have been paused elsewhere.
const FULL_LOOK: u32 = 12;
/// The time of day and the engine's clock may differ by so much before it counts as a sleep or a clock that was set.
const JUMP: SignedDuration = SignedDuration::from_secs(30);
/// How long nothing is begun after the store failed.
const AFTER_TROUBLE: Duration = Duration::from_secs(5);
/// How long a job is passed over that could not be begun, and one of which something is missing.
const PASS: Duration = Duration::from_secs(2);
const PASS_UNUSABLE: Duration = Duration::from_mins(10);
const PURGE_EVERY: Duration = Duration::from_hours(1);
/// The longest sleep: clocks are set while nothing happens.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);
/// How long everything waits that the server asks to wait, if it does not say how long.
const TOO_MANY: Duration = Duration::from_mins(1);

/// Whether this process may send.
pub(super) enum Owner {
    /// Not (yet): the lock is tried, or the queue is not recovered.
    No,
    /// It may; the lock is held for as long (there is none for a store in memory).
    Yes { _lock: Option<SenderLock> },
}

/// When the driver ends by itself; without one it runs until it is dropped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub until_empty: bool,
}

/// What ended.
enum Done {
    Sent(JobId, End),
    Asked(Asked),
    Probed(Result<(), Error>),
    Purged(Result<usize, CaseError>),
}

/// Questions for a status since the last line in the log about them.
#[derive(Default)]
pub(super) struct Polls {
    since: Duration,
    answered: u32,
    failed: u32,
}

impl Polls {
    /// So that a day of questions is some hundred lines.
    const EVERY: Duration = Duration::from_mins(5);

    pub(super) fn count(&mut self, answered: bool, now: Duration) {
        if answered {
            self.answered += 1;
        } else {
            self.failed += 1;
        }
        if now.saturating_sub(self.since) >= Self::EVERY {
            crate::logs::info!(
                "statuses were asked for",
                answered = self.answered,
                failed = self.failed
            );
            *self = Self {
                since: now,
                ..Self::default()
            };
        }
    }
}

/// The ways in.
pub(super) struct Ways {
    pub commands: mpsc::Receiver<EngineCommand>,
    pub client: watch::Receiver<Option<Client>>,
}

pub(super) struct Driver {
    base: Arc<Base>,
    tuning: Tuning,
    limits: Limits,
    sender_lock: Option<PathBuf>,
    run: Option<Run>,
    owner: Owner,
    held_by: Option<HeldBy>,
    client: Option<Client>,
    /// The engine's clock begins here.
    start: Instant,
    /// Both clocks at the last turn.
    clocks: (Duration, Timestamp),
    revision: Option<u64>,
    arrivals: Option<u64>,
    jobs: Vec<Job>,
    counts: QueueCounts,
    is_paused: bool,
    news: Option<QueueNews>,
    breaker: Breaker,
    schedule: Schedule,
    sending: HashMap<JobId, Arc<Sending>>,
    /// Jobs that could not be begun, until they are tried again.
    passed: HashMap<JobId, Duration>,
    tasks: JoinSet<Done>,
    must_look: bool,
    looks: u32,
    look_at: Duration,
    lock_at: Duration,
    purge_at: Duration,
    /// Nothing is sent before.
    send_at: Duration,
    /// Nothing at all is asked of the server before: it said so.
    server_at: Duration,
    /// The store failed, and that was told.
    trouble: Option<Told>,
    summary: RunSummary,
    polls: Polls,
}

impl Driver {
    pub(super) fn new(setup: EngineSetup, tuning: Tuning, run: Option<Run>) -> Self {
        // Whoever reads the list from now on is told of all that changes: also of what is recovered before the first look.
        let revision = setup.store.revision().ok();
        let base = Base {
            store: setup.store,
            actor: Mutex::new(setup.actor),
            inbox: setup.inbox,
            clock: Arc::clone(&tuning.clock),
            changed: Notify::new(),
        };
        Self {
            clocks: (Duration::ZERO, base.now()),
            base: Arc::new(base),
            limits: setup.limits,
            sender_lock: setup.sender_lock,
            run,
            owner: Owner::No,
            held_by: None,
            client: None,
            start: Instant::now(),
            revision,
            arrivals: None,
            jobs: Vec::new(),
            counts: QueueCounts::default(),
            is_paused: false,
            news: None,
            breaker: Breaker::new(tuning.probe_after),
            schedule: Schedule::new(setup.limits.polls_per_minute, Duration::ZERO),
            sending: HashMap::new(),
            passed: HashMap::new(),
            tasks: JoinSet::new(),
            must_look: true,
            looks: 0,
            look_at: Duration::ZERO,
            lock_at: Duration::ZERO,
            purge_at: Duration::ZERO,
            send_at: Duration::ZERO,
            server_at: Duration::ZERO,
            trouble: None,
            summary: RunSummary::default(),
            polls: Polls::default(),
            tuning,
        }
    }

    /// Runs until every way in is closed, or until the run is over.
    pub(super) async fn drive(mut self, mut ways: Ways) -> (RunSummary, Option<HeldBy>) {
        self.client.clone_from(&ways.client.borrow_and_update());
        loop {
            self.turn().await;
            if self.is_over() {
                break;
            }
            let wake = self.start + self.wake_at();
            tokio::select! {
                command = ways.commands.recv() => match command {
                    Some(command) => self.command(command).await,
                    None => break,
                },
                Ok(()) = ways.client.changed() => {
                    self.client.clone_from(&ways.client.borrow_and_update());
                    self.new_client();
                }
                Some(done) = self.tasks.join_next(), if !self.tasks.is_empty() => match done {
                    Ok(done) => self.done(done).await,
                    Err(error) if error.is_panic() => self.crashed().await,
                    Err(_) => {}
                },
                () = self.base.changed.notified() => self.must_look = true,
                () = sleep_until(wake) => {}
            }
        }
        self.stop().await;
        self.summary.waiting = self.counts.waiting;
        self.summary.stopped = self.breaker.told().cloned().or(self.trouble.take());
        (self.summary, self.held_by)
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    async fn turn(&mut self) {
        self.notice_clocks();
        if matches!(self.owner, Owner::No) && self.now() >= self.lock_at {
            self.try_to_own().await;
        }
        if self.must_look || self.now() >= self.look_at {
            self.look().await;
        }
        if matches!(self.owner, Owner::Yes { .. }) {
            self.start_sends();
            self.start_asks();
            self.start_probe();
            self.start_purge();
        }
        self.tell_queue().await;
    }

    /// After a sleep, or when the clock was set, what was planned is planned anew.
    fn notice_clocks(&mut self) {
        let (now, wall) = (self.now(), self.base.now());
        let passed = now.saturating_sub(self.clocks.0);
        let by_wall = wall.duration_since(self.clocks.1);
        let passed_signed = SignedDuration::try_from(passed).unwrap_or(SignedDuration::MAX);
        let differ = by_wall.checked_sub(passed_signed).unwrap_or_default().abs();
        let slept = passed > LONGEST_SLEEP * 2;
        if differ > JUMP || slept {
            crate::logs::info!("the computer slept, or its clock was set");
            self.schedule.respread(now);
            self.must_look = true;
        }
        self.clocks = (now, wall);
    }

    fn wake_at(&mut self) -> Duration {
        let now = self.now();
        let mut wake = self.look_at.min(now + LONGEST_SLEEP);
        if matches!(self.owner, Owner::No) {
            return wake.min(self.lock_at).max(now);
        }
        if let Some(open_at) = self.open_at() {
            let (under_way, passed) = self.busy();
            let facts = self.facts(&under_way, &passed);
            if under_way.len() < facts.at_once
                && let Some(due) = plan::next_due(&self.jobs, facts)
            {
                let left = due.duration_since(facts.now).max(SignedDuration::ZERO);
                let due = now + left.unsigned_abs();
                wake = wake.min(due.max(self.send_at).max(open_at));
            }
            if self.run.is_none()
                && let Some(ask) = self.schedule.wake_at(now)
            {
                wake = wake.min(ask.max(open_at));
            }
        }
        if let Some(probe) = self.breaker.probe_at()
            && self.client.is_some()
        {
            wake = wake.min(probe);
        }
        // A moment at least: rounding must not make it spin.
        wake.max(now + Duration::from_millis(1))
    }

    async fn command(&mut self, command: EngineCommand) {
        let now = self.now();
        match command {
            EngineCommand::Kick => {
                self.passed.clear();
                self.must_look = true;
            }
            EngineCommand::SetLimits(limits) => {
                if limits.keep_pictures_days != self.limits.keep_pictures_days {
                    self.purge_at = now;
                }
                self.limits = limits;
                self.schedule.set_budget(limits.polls_per_minute, now);
            }
            EngineCommand::SetStaff(staff) => self.base.set_staff(staff),
            EngineCommand::Watch(case) => self.schedule.watch(case, now),
            EngineCommand::AskNow(case) => {
                let row = self.base.on_store(move |store, _| store.row(case)).await;
                if let Ok(Some(row)) = row
                    && let Some(user_id) = row.life.user_id
                {
                    self.schedule.ask_now(case, user_id);
                }
            }
            EngineCommand::AskAll => self.schedule.ask_all(now),
            EngineCommand::CancelSending(job) => {
                if let Some(sending) = self.sending.get(&job) {
                    sending.cancel();
                }
            }
            EngineCommand::CloseBreaker => {
                self.breaker.close();
                self.server_at = now;
                self.must_look = true;
            }
        }
    }

    fn new_client(&mut self) {
        if self.client.is_some() {
            let now = self.now();
            if self.breaker.is_open() {
                self.schedule.respread(now);
            }
            self.breaker.close();
            self.server_at = now;
            self.must_look = true;
        }
    }

    /// True if a run can do no more without a person.
    fn is_over(&self) -> bool {
        let Some(run) = self.run else {
            return false;
        };
        if !self.sending.is_empty() {
            return false;
        }
        let may = matches!(self.owner, Owner::Yes { .. }) && self.client.is_some();
        if !may || self.breaker.is_open() || self.trouble.is_some() {
            return true;
        }
        if self.must_look {
            return false;
        }
        let (under_way, passed) = self.busy();
        let facts = self.facts(&under_way, &passed);
        match plan::next_due(&self.jobs, facts) {
            None => true,
            Some(due) => !run.until_empty && (due > facts.now || self.server_at > self.now()),
        }
    }

    /// Ends what is under way: what has not left wholly is stopped and stays in the queue, what has may still be answered. Then
    /// the lock is free.
    async fn stop(&mut self) {
        for all in [false, true] {
            for sending in self.sending.values() {
                sending.stop(all);
            }
            let drain = async {
                while !self.sending.is_empty() {
                    match self.tasks.join_next().await {
                        Some(Ok(Done::Sent(job, _))) => {
                            self.sending.remove(&job);
                        }
                        Some(_) => {}
                        None => break,
                    }
                }
            };
            if timeout(self.tuning.grace, drain).await.is_ok() {
                break;
            }
        }
        self.tasks.shutdown().await;
    }
}
