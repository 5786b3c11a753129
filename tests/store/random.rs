//! Whatever is asked in whatever order: nothing is sent a second time unless a person says so.

use proptest::prelude::*;
use tcdx_desk::domain::case::Step;
use tcdx_desk::domain::{CaseId, KycStatus, Stage};
use tcdx_desk::store::cases::open::session;
use tcdx_desk::store::cases::{AttemptId, AttemptOutcome, CaseStore, JobId, JobState, StatusNews};
use uuid::Uuid;

use super::kit::*;

#[derive(Debug, Clone, Copy)]
enum Ask {
    Save,
    Freeze,
    Claim,
    Accepted,
    NotSent,
    Refused(bool),
    Unknown,
    Recover,
    Retry,
    SendAgain,
    Cancel,
    Correct,
    Arrived,
    Status(bool),
    Hold,
    Release,
}

fn ask() -> impl Strategy<Value = Ask> {
    prop_oneof![
        2 => Just(Ask::Save),
        4 => Just(Ask::Freeze),
        6 => Just(Ask::Claim),
        1 => Just(Ask::Accepted),
        2 => Just(Ask::NotSent),
        1 => any::<bool>().prop_map(Ask::Refused),
        3 => Just(Ask::Unknown),
        1 => Just(Ask::Recover),
        2 => Just(Ask::Retry),
        1 => Just(Ask::SendAgain),
        1 => Just(Ask::Cancel),
        2 => Just(Ask::Correct),
        1 => Just(Ask::Arrived),
        1 => any::<bool>().prop_map(Ask::Status),
        1 => Just(Ask::Hold),
        2 => Just(Ask::Release),
    ]
}

/// What a careful observer knows beside the store.
#[derive(Default)]
struct Seen {
    job: Option<JobId>,
    attempt: Option<AttemptId>,
    /// The server may have the customer, and nobody decided to send again since.
    may_have: bool,
}

fn act(store: &dyn CaseStore, id: CaseId, seen: &mut Seen, ask: Ask) {
    let end_with = |seen: &mut Seen, outcome: AttemptOutcome| {
        let Some(attempt) = seen.attempt.take() else {
            return;
        };
        let may_have = !matches!(
            outcome,
            AttemptOutcome::NotSent { .. } | AttemptOutcome::Refused { .. }
        );
        if store.finish(attempt, &end(outcome), &by()).is_ok() {
            seen.may_have |= may_have;
        }
    };
    match ask {
        Ask::Save => {
            let version = store.row(id).unwrap().unwrap().version;
            let _ = store.save_draft(&save(id, version), &by());
        }
        Ask::Freeze => {
            if let Ok(job) = store.freeze(&freezing(id), &by()) {
                seen.job = Some(job);
            }
        }
        Ask::Claim => {
            for job in store.jobs(9).unwrap() {
                if let Ok(claim) = store.claim(job.id, &by(), at(20)) {
                    assert!(!seen.may_have, "sent a second time without a person");
                    assert!(seen.attempt.is_none(), "two requests at once");
                    assert_eq!(claim.documents.len(), 2);
                    seen.attempt = Some(claim.attempt);
                }
            }
        }
        Ask::Accepted => end_with(seen, AttemptOutcome::Accepted(Some(Uuid::from_u128(7)))),
        Ask::NotSent => end_with(seen, AttemptOutcome::NotSent { next_at: at(40) }),
        Ask::Refused(duplicate) => end_with(seen, AttemptOutcome::Refused { duplicate }),
        Ask::Unknown => end_with(seen, AttemptOutcome::Unknown),
        Ask::Recover => {
            let ended = store.recover(&by(), at(40)).unwrap();
            assert_eq!(ended, usize::from(seen.attempt.is_some()));
            seen.may_have |= seen.attempt.take().is_some();
        }
        Ask::Retry => {
            for job in store.jobs(9).unwrap() {
                let _ = store.retry_now(job.id);
            }
        }
        // The three ways in which a person decides to send once more.
        Ask::SendAgain => {
            if seen
                .job
                .is_some_and(|job| store.send_again(job, &by(), at(50)).is_ok())
            {
                seen.may_have = false;
            }
        }
        Ask::Correct => {
            if store.step(id, &Step::Correct, "", &by(), at(50)).is_ok() {
                seen.may_have = false;
            }
        }
        Ask::Cancel => {
            if let Some(job) = seen.job {
                let _ = store.cancel_job(job, &by(), at(50));
            }
        }
        Ask::Arrived => {
            let arrived = Step::Arrived(Some(Uuid::from_u128(7)));
            let _ = store.step(id, &arrived, "", &by(), at(50));
        }
        Ask::Status(approved) => {
            let status = if approved {
                KycStatus::Approved
            } else {
                KycStatus::Rejected
            };
            let news = StatusNews {
                id,
                level: 1,
                status,
                reason: None,
                since: None,
                name: None,
                email: None,
                at: at(60),
                source: "webhook",
            };
            let _ = store.status(&news, &by());
        }
        Ask::Hold => drop(store.step(id, &Step::Hold, "", &by(), at(50))),
        Ask::Release => drop(store.step(id, &Step::Release, "", &by(), at(50))),
    }
}

/// What must hold after every call.
fn check(store: &dyn CaseStore, id: CaseId, seen: &Seen) {
    let row = store.row(id).unwrap().unwrap();
    let jobs = store.jobs(99).unwrap();
    let count = |state| jobs.iter().filter(|job| job.state == state).count();
    let stage = row.life.stage;
    assert_eq!(
        count(JobState::Sending),
        usize::from(seen.attempt.is_some())
    );
    assert_eq!(
        count(JobState::Sending),
        usize::from(stage == Stage::Sending)
    );
    assert_eq!(count(JobState::Waiting), usize::from(stage == Stage::Ready));
    if stage == Stage::Unconfirmed {
        assert_eq!(count(JobState::Unconfirmed), 1);
    }
    assert_eq!(row.revision, store.revision().unwrap());
    assert_eq!(row.attempts as usize, store.attempts(id).unwrap().len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_is_sent_twice_by_itself(asks in prop::collection::vec(ask(), 1..60)) {
        let store = session().unwrap();
        let id = CaseId::new();
        draft(&*store, id);
        let mut seen = Seen::default();
        for ask in asks {
            act(&*store, id, &mut seen, ask);
            check(&*store, id, &seen);
        }
        prop_assert_eq!(store.verify_history().unwrap().1, vec![]);
    }
}
