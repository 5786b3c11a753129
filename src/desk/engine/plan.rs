//! Which requests of the queue start now, and when the next one can.

use std::collections::HashSet;

use jiff::Timestamp;

use super::backoff;
use crate::store::cases::{Job, JobId, JobState};

/// What decides, beside the jobs themselves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    /// The time.
    pub now: Timestamp,
    /// A person paused the queue.
    pub is_paused: bool,
    /// Requests that may be under way at once.
    pub at_once: usize,
    /// Requests that this process has under way.
    pub under_way: &'a HashSet<JobId>,
    /// Jobs that could not be begun a moment ago.
    pub passed: &'a HashSet<JobId>,
}

/// The jobs that start now, in their order.
pub(super) fn start_now(jobs: &[Job], facts: Facts<'_>) -> Vec<JobId> {
    let free = facts.at_once.saturating_sub(facts.under_way.len());
    if facts.is_paused || free == 0 {
        return Vec::new();
    }
    jobs.iter()
        .filter(|job| may_start(job, facts) && backoff::due_at(job, facts.now) <= facts.now)
        .take(free)
        .map(|job| job.id)
        .collect()
}

/// When the next waiting job is due; `None` if none waits for its time alone.
pub(super) fn next_due(jobs: &[Job], facts: Facts<'_>) -> Option<Timestamp> {
    if facts.is_paused {
        return None;
    }
    jobs.iter()
        .filter(|job| may_start(job, facts))
        .map(|job| backoff::due_at(job, facts.now))
        .min()
}

fn may_start(job: &Job, facts: Facts<'_>) -> bool {
    let is_mine = facts.under_way.contains(&job.id) || facts.passed.contains(&job.id);
    job.state == JobState::Waiting && !job.on_hold && !is_mine
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{CaseId, JobKind};

    pub(in super::super) fn job(number: u128) -> Job {
        let at: Timestamp = "2026-05-01T00:00:00Z".parse().unwrap();
        Job {
            id: JobId(Uuid::from_u128(number)),
            case: Some(CaseId(Uuid::from_u128(number))),
            customer: None,
            report: None,
            name: String::new(),
            kind: JobKind::Register,
            state: JobState::Waiting,
            on_hold: false,
            tries: 0,
            next_at: None,
            told: None,
            queued_at: at,
            changed_at: at,
            sent_at: None,
            sent_bytes: 0,
            total_bytes: 0,
        }
    }

    fn now() -> Timestamp {
        "2026-05-02T12:00:00Z".parse().unwrap()
    }

    static PASSED: std::sync::OnceLock<HashSet<JobId>> = std::sync::OnceLock::new();

    fn facts(under_way: &HashSet<JobId>) -> Facts<'_> {
        Facts {
            now: now(),
            is_paused: false,
            at_once: 2,
            under_way,
            passed: PASSED.get_or_init(HashSet::new),
        }
    }

    #[test]
    fn the_first_that_may_start_start() {
        let none = HashSet::new();
        let mut jobs: Vec<Job> = (1..=6).map(job).collect();
        jobs[0].state = JobState::Unconfirmed;
        jobs[1].on_hold = true;
        jobs[2].next_at = Some(now() + SignedDuration::from_secs(30));
        jobs[2].changed_at = now();
        assert_eq!(start_now(&jobs, facts(&none)), [jobs[3].id, jobs[4].id]);
        let busy = HashSet::from([jobs[3].id]);
        assert_eq!(start_now(&jobs, facts(&busy)), [jobs[4].id]);
        assert_eq!(next_due(&jobs[..3], facts(&none)), jobs[2].next_at);
        assert_eq!(next_due(&jobs[..2], facts(&none)), None);
    }

    #[test]
    fn nothing_starts_while_paused() {
        let none = HashSet::new();
        let jobs = [job(1)];
        let paused = Facts {
            is_paused: true,
            ..facts(&none)
        };
        assert!(start_now(&jobs, paused).is_empty());
        assert_eq!(next_due(&jobs, paused), None);
    }

    fn any_job() -> impl Strategy<Value = Job> {
        let state = proptest::sample::select(vec![
            JobState::Waiting,
            JobState::Sending,
            JobState::Unconfirmed,
            JobState::Refused,
            JobState::Done,
        ]);
        (1u128..1000, state, any::<bool>(), -200i64..200).prop_map(|(id, state, on_hold, due)| {
            Job {
                state,
                on_hold,
                next_at: Some(now() + SignedDuration::from_secs(due)),
                changed_at: now(),
                ..job(id)
            }
        })
    }

    proptest! {
        #[test]
        fn only_what_may_start_starts(jobs in proptest::collection::vec(any_job(), 0..40), at_once in 0usize..9) {
            let none = HashSet::new();
            let facts = Facts { at_once, ..facts(&none) };
            let started = start_now(&jobs, facts);
            prop_assert!(started.len() <= at_once);
            for id in &started {
                let may = |job: &Job| {
                    job.id == *id && job.state == JobState::Waiting && !job.on_hold && job.next_at <= Some(now())
                };
                prop_assert!(jobs.iter().any(may));
            }
            // If a place stays free, nothing that is due was left out.
            if started.len() < at_once {
                prop_assert!(next_due(&jobs, facts).is_none_or(|due| due > now() || !started.is_empty()));
            }
        }
    }
}
