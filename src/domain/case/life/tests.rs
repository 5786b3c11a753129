use proptest::prelude::*;

use super::*;

const ID: Uuid = Uuid::from_u128(7);

fn steps() -> Vec<Step> {
    let mut all = vec![
        Step::Freeze,
        Step::Thaw,
        Step::Arrived(None),
        Step::Arrived(Some(ID)),
        Step::Correct,
        Step::FreezeLevel2,
        Step::ThawLevel2,
        Step::Hold,
        Step::Release,
        Step::Erase,
    ];
    for kind in [JobKind::Register, JobKind::Update, JobKind::Level2] {
        all.extend([
            Step::Start(kind),
            Step::NotSent(kind),
            Step::Accepted(kind, Some(ID)),
            Step::NoAnswer(kind),
            Step::SendAgain(kind),
            Step::Refused {
                kind,
                duplicate: false,
            },
            Step::Refused {
                kind,
                duplicate: true,
            },
        ]);
    }
    for status in ["pending", "Approved", "REJECTED", "in review"] {
        for level in [1, 2] {
            let status = KycStatus::parse(status);
            all.push(Step::Status { level, status });
        }
    }
    all
}

fn walk(taken: &[Step]) -> Result<Life, Illegal> {
    let mut life = Life::default();
    for step in taken {
        life = life.after(step)?;
    }
    Ok(life)
}

#[test]
fn from_a_draft_to_level_2() {
    let status = |level, sent: &str| Step::Status {
        level,
        status: KycStatus::parse(sent),
    };
    let life = walk(&[
        Step::Freeze,
        Step::Start(JobKind::Register),
        Step::Accepted(JobKind::Register, Some(ID)),
        status(1, "rejected"),
        Step::Correct,
        Step::Freeze,
        Step::Start(JobKind::Update),
        Step::Accepted(JobKind::Update, None),
        status(1, "approved"),
        Step::FreezeLevel2,
        Step::Start(JobKind::Level2),
        Step::Accepted(JobKind::Level2, None),
        status(2, "Approved"),
    ])
    .unwrap();
    assert_eq!(
        (life.stage, life.level2),
        (Stage::Approved, Level2::Approved)
    );
    assert_eq!((life.user_id, life.submissions), (Some(ID), 2));
}

#[test]
fn what_got_no_answer_is_settled_by_evidence() {
    let lost = [
        Step::Freeze,
        Step::Start(JobKind::Register),
        Step::NoAnswer(JobKind::Register),
    ];
    let life = walk(&lost).unwrap();
    assert_eq!(life.stage, Stage::Unconfirmed);
    assert!(life.maybe_registered);
    assert!(!life.allows(&Step::Start(JobKind::Register)));
    assert_eq!(
        life.after(&Step::Arrived(Some(ID))).unwrap().stage,
        Stage::Pending
    );
    // The server knows the customer: it is this one.
    let mut again = lost.to_vec();
    again.extend([
        Step::SendAgain(JobKind::Register),
        Step::Start(JobKind::Register),
        Step::Refused {
            kind: JobKind::Register,
            duplicate: true,
        },
    ]);
    let settled = walk(&again).unwrap();
    assert_eq!((settled.stage, settled.user_id), (Stage::Pending, None));
    assert!(!settled.maybe_registered);
}

#[test]
fn what_arrived_after_all_is_corrected_with_an_update() {
    let life = walk(&[
        Step::Freeze,
        Step::Start(JobKind::Register),
        Step::NoAnswer(JobKind::Register),
        Step::Correct,
        Step::Arrived(Some(ID)),
    ])
    .unwrap();
    assert_eq!(life.stage, Stage::Correction);
    assert_eq!(life.job_kind(), JobKind::Update);
    assert!(!life.maybe_registered);
}

#[test]
fn what_is_on_hold_is_not_erased() {
    let held = walk(&[Step::Hold]).unwrap();
    assert!(!held.allows(&Step::Erase));
    assert!(held.after(&Step::Release).unwrap().allows(&Step::Erase));
}

#[test]
fn nothing_follows_an_erasure_not_even_at_level_two() {
    let erased = walk(&[
        Step::Freeze,
        Step::Start(JobKind::Register),
        Step::Accepted(JobKind::Register, Some(ID)),
        Step::Status {
            level: 1,
            status: KycStatus::Approved,
        },
        Step::FreezeLevel2,
        Step::Erase,
    ])
    .unwrap();
    assert_eq!(erased.level2, Level2::Ready);
    for step in steps() {
        assert!(!erased.allows(&step), "{step:?}");
    }
}

#[test]
fn a_duplicate_without_a_lost_sending_is_a_refusal() {
    let life = walk(&[
        Step::Freeze,
        Step::Start(JobKind::Register),
        Step::Refused {
            kind: JobKind::Register,
            duplicate: true,
        },
    ]);
    assert_eq!(life.unwrap().stage, Stage::Refused);
}

#[test]
fn an_unknown_status_is_kept_as_sent() {
    let life = Life::registered_elsewhere(ID);
    let told = life.after(&Step::Status {
        level: 1,
        status: KycStatus::parse("Manual Review"),
    });
    let told = told.unwrap();
    assert_eq!(told.stage, Stage::Pending);
    assert_eq!(told.other_status.as_deref(), Some("Manual Review"));
}

proptest! {
    /// Whatever happens in whatever order: what may have arrived is never sent again without a person, an id is never
    /// lost, and nothing leaves a case that is erased or on hold.
    #[test]
    fn nothing_is_sent_twice_by_itself(picks in prop::collection::vec(0..1000_usize, 0..80)) {
        let all = steps();
        let mut life = Life::default();
        let mut may_have_arrived = false;
        for pick in picks {
            let step = &all[pick % all.len()];
            let Ok(next) = life.after(step) else {
                prop_assert!(!life.allows(step));
                continue;
            };
            prop_assert_ne!(life.stage, Stage::Erased);
            match step {
                Step::Start(kind) => {
                    prop_assert!(!life.on_hold);
                    if *kind == JobKind::Register {
                        prop_assert!(!may_have_arrived);
                        prop_assert_eq!(life.user_id, None);
                    }
                }
                Step::NoAnswer(JobKind::Register) | Step::Accepted(JobKind::Register, _) => {
                    may_have_arrived = true;
                }
                // A person's choice.
                Step::SendAgain(_) | Step::Correct => may_have_arrived = false,
                _ => {}
            }
            prop_assert!(life.user_id.is_none() || next.user_id == life.user_id);
            prop_assert!(next.submissions >= life.submissions);
            life = next;
        }
    }
}

#[test]
fn a_decision_on_level_two_is_not_pending_again_by_a_word_of_before() {
    let pending = Step::Status {
        level: 2,
        status: KycStatus::Pending,
    };
    for (level2, may) in [
        (Level2::Pending, true),
        (Level2::Unconfirmed, true),
        (Level2::Approved, false),
        (Level2::Rejected, false),
    ] {
        let life = Life {
            level2,
            stage: Stage::Approved,
            ..Life::default()
        };
        assert_eq!(life.allows(&pending), may, "{level2:?}");
    }
}

#[test]
fn a_customer_who_turns_up_ends_what_waits_to_be_sent_once_more() {
    let arrived = Step::Arrived(Some(ID));
    for (stage, submissions, may) in [
        (Stage::Ready, 1, true),
        // Corrected since: what was corrected must not be lost.
        (Stage::Ready, 2, false),
        (Stage::Refused, 1, true),
        (Stage::Sending, 1, false),
    ] {
        let life = Life {
            stage,
            submissions,
            maybe_registered: true,
            ..Life::default()
        };
        assert_eq!(life.allows(&arrived), may, "{stage:?} {submissions}");
        let never_sent = Life {
            maybe_registered: false,
            ..life
        };
        assert!(!never_sent.allows(&arrived));
    }
}
