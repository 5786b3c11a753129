//! When a request is tried again: exponential with full jitter, never before the server allows it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::store::cases::Job;

/// The longest wait after the first failure.
const BASE: Duration = Duration::from_secs(2);
/// The longest wait after any number of failures.
pub(super) const CAP: Duration = Duration::from_mins(5);
/// A server can ask to wait for at most a day.
const LONGEST: Duration = Duration::from_hours(24);
/// Clocks are corrected by seconds all the time: by more than this, the clock was set back.
const SET_BACK: SignedDuration = SignedDuration::from_mins(1);

/// The wait after this many tries. `random` is from 0 to 1: full jitter, so that many who failed together do not come back
/// together. What the server asked for is the least.
pub(super) fn wait(tries: u32, retry_after: Option<Duration>, random: f64) -> Duration {
    let doublings = tries.saturating_sub(1).min(16);
    let most = BASE.saturating_mul(1 << doublings).min(CAP);
    let jittered = most.mul_f64(random.clamp(0.0, 1.0));
    jittered.max(retry_after.unwrap_or_default()).min(LONGEST)
}

/// The time after a wait.
pub(super) fn after(now: Timestamp, wait: Duration) -> Timestamp {
    let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX);
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// When a waiting job may be sent; now or earlier if it may be sent now.
///
/// A time that was written by a clock which was set back since would freeze the job for as long as it was set back: a job that
/// changed "in the future", or waits longer than anybody can ask for, is due.
pub(super) fn due_at(job: &Job, now: Timestamp) -> Timestamp {
    let Some(next_at) = job.next_at else {
        return now;
    };
    let changed_at = job
        .sent_at
        .map_or(job.changed_at, |at| at.max(job.changed_at));
    let is_set_back = changed_at.duration_since(now) > SET_BACK;
    if is_set_back || next_at > after(now, LONGEST) {
        now
    } else {
        next_at
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::plan::tests::job;
    use super::*;

    #[test]
    fn waits_grow_to_the_cap() {
        let most = |tries| wait(tries, None, 1.0).as_secs();
        assert_eq!([1, 2, 3, 4].map(most), [2, 4, 8, 16]);
        assert_eq!([8, 9, 100, u32::MAX].map(most), [256, 300, 300, 300]);
        assert_eq!(wait(5, None, 0.0), Duration::ZERO);
    }

    #[test]
    fn the_server_is_not_asked_before_it_allows() {
        let asked = Some(Duration::from_secs(30));
        assert_eq!(wait(1, asked, 1.0), Duration::from_secs(30));
        assert_eq!(wait(6, asked, 1.0), Duration::from_secs(64));
    }

    #[test]
    fn a_clock_set_back_a_day_freezes_nothing() {
        let then: Timestamp = "2026-05-02T12:00:00Z".parse().unwrap();
        let mut job = job(1);
        job.changed_at = then;
        job.sent_at = Some(then);
        job.next_at = Some(after(then, Duration::from_secs(90)));
        assert!(due_at(&job, then) > then);
        let day_before = then - SignedDuration::from_hours(24);
        assert_eq!(due_at(&job, day_before), day_before);
        // A correction by seconds changes nothing.
        let corrected = then - SignedDuration::from_secs(5);
        assert!(due_at(&job, corrected) > corrected);
    }

    proptest! {
        #[test]
        fn a_wait_is_between_the_floor_and_the_cap(tries: u32, random in 0.0..=1.0, asked in 0u64..200_000) {
            let asked = Duration::from_secs(asked);
            let waited = wait(tries, Some(asked), random);
            prop_assert!(waited >= asked.min(LONGEST));
            prop_assert!(waited <= asked.max(CAP).min(LONGEST));
        }

        #[test]
        fn no_job_waits_longer_than_a_day(changed in -400_000i64..400_000, next in 0i64..400_000) {
            let now: Timestamp = "2026-05-02T12:00:00Z".parse().unwrap();
            let mut job = job(1);
            job.changed_at = now + SignedDuration::from_secs(changed);
            job.next_at = Some(job.changed_at + SignedDuration::from_secs(next));
            prop_assert!(due_at(&job, now) <= after(now, LONGEST));
        }
    }
}
