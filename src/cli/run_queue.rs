//! `queue run`: sends what is due, and ends when nothing more can be done without a person.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use super::kept::{self, Kept};
use super::session::{Session, interrupted, run as run_async};
use super::{Exit, terminal};
use crate::desk::engine::{EngineSetup, HeldByOther, Limits, RunSummary, run_queue_until};
use crate::desk::event::Event;
use crate::desk::explain::Told;
use crate::desk::runtime::inbox;
use crate::domain::Profile;
use crate::store::cases::{CaseError, Job, JobId, JobState};

/// Sends, and prints one JSON object of what became of it.
pub fn run(
    session: &Session,
    profile: &Profile,
    kept: &Kept,
    until_empty: bool,
) -> Result<(), Exit> {
    let ended = run_async(async {
        let connected = session
            .connect(profile)
            .await
            .map_err(|told| session.refuse(&told))?;
        let (inbox, mut outlet) = inbox(|| {});
        let setup = EngineSetup {
            store: Arc::clone(&kept.opened.store),
            sender_lock: kept.opened.sender_lock.clone(),
            limits: Limits::from(&session.settings),
            actor: kept.actor.clone(),
            inbox,
        };
        let client = connected.client.clone();
        let running = run_queue_until(setup, client, until_empty, interrupted());
        tokio::pin!(running);
        let mut teller = Teller {
            session,
            jobs: BTreeMap::new(),
            trouble: None,
        };
        let ended = loop {
            tokio::select! {
                Some(event) = outlet.wait() => teller.hear(event),
                ended = &mut running => break ended,
            }
        };
        while let Some(event) = outlet.take() {
            teller.hear(event);
        }
        match ended {
            Ok(summary) => report(&teller, kept, &summary),
            Err(HeldByOther(other)) => {
                let told = Told::new("cli-queue-held").arg("pid", i64::from(other.pid));
                Err(session.refuse(&told.hint("cli-queue-held-hint")))
            }
        }
    });
    if ended == Exit::Done {
        Ok(())
    } else {
        Err(ended)
    }
}

/// Says what does not go well, each thing once.
struct Teller<'a> {
    session: &'a Session,
    jobs: BTreeMap<JobId, (JobState, u32)>,
    trouble: Option<Told>,
}

impl Teller<'_> {
    fn hear(&mut self, event: Event) {
        match event {
            Event::QueueChanged(news) => {
                for job in &news.jobs {
                    self.job(job);
                }
            }
            Event::Trouble(told) => {
                self.session.complain(&told);
                self.trouble = Some(told);
            }
            _ => {}
        }
    }

    /// How the last try of a job went, if it was tried since it was first seen.
    fn job(&mut self, job: &Job) {
        let now = (job.state, job.tries);
        let before = self.jobs.insert(job.id, now);
        if job.state != JobState::Sending
            && before.is_some_and(|before| before != now)
            && let Some(words) = kept::words(self.session, job.told.as_deref())
        {
            let id = job.case.map_or(job.id.0, |case| case.0);
            terminal::complain(&format!("{id}: {words}"));
        }
    }
}

/// Prints what became of the run, and says why it is not all.
fn report(teller: &Teller<'_>, kept: &Kept, summary: &RunSummary) -> Result<(), Exit> {
    let session = teller.session;
    terminal::say(
        &json!({
            "accepted": summary.accepted,
            "refused": summary.refused,
            "unconfirmed": summary.unconfirmed,
            "waiting": summary.waiting,
        })
        .to_string(),
    );
    let store = &kept.opened.store;
    let left = || -> Result<(bool, bool), CaseError> {
        let is_left = |job: &Job| job.state == JobState::Waiting && !job.on_hold;
        Ok((store.is_paused()?, store.jobs(0)?.iter().any(is_left)))
    };
    let (is_paused, is_left) =
        tokio::task::block_in_place(left).map_err(|error| kept::refuse(session, &error))?;
    if let Some(told) = &summary.stopped
        && teller.trouble.as_ref() != Some(told)
    {
        session.complain(told);
    }
    if is_paused && is_left {
        session.complain(&Told::new("cli-queue-paused").hint("cli-queue-paused-hint"));
    }
    if summary.unconfirmed > 0 {
        session.complain(&Told::new("cli-queue-unconfirmed").hint("cli-queue-unconfirmed-hint"));
        Err(Exit::Unknown)
    } else if summary.refused > 0 {
        Err(Exit::Refused)
    } else if summary.stopped.is_some() {
        Err(Exit::NotSent)
    } else if is_paused && is_left {
        Err(Exit::Usage)
    } else if is_left {
        Err(Exit::NotSent)
    } else {
        Ok(())
    }
}
