//! What becomes of a case: waiting, sending, unconfirmed, refused, pending, approved, rejected.

use tcdx_desk::desk::state::{Modal, QueueNews, Screen};
use tcdx_desk::domain::{KycStatus, Stage};
use tcdx_desk::store::cases::StatusNews;

use super::*;

const ID: u128 = 0xace5_0048_759a_5de5_8e7a_3f7c_64e6_0001;

fn accepted() -> AttemptOutcome {
    AttemptOutcome::Accepted(Some(uuid::Uuid::from_u128(ID)))
}

fn decided(harness: &mut Harness<'_, Window>, id: CaseId, status: KycStatus, reason: &str) {
    let window = harness.state_mut();
    let news = StatusNews {
        id,
        level: 1,
        status,
        reason: Some(reason.to_owned()),
        since: None,
        name: None,
        email: None,
        at: window.desk.state.now,
        source: "webhook",
    };
    window.store.status(&news, &actor()).unwrap();
    window.tell(id);
    window.settle();
    harness.run();
}

fn queue(harness: &mut Harness<'_, Window>, change: impl FnOnce(&mut QueueNews)) {
    change(&mut harness.state_mut().desk.state.queue.news);
    harness.run();
}

#[test]
fn it_says_why_it_waits_and_goes_back_to_the_form() {
    let mut harness = english();
    let case = send(&mut harness);
    assert!(sees(&harness, "Waiting in the queue"));
    assert!(sees(&harness, "It waits for its turn"));
    queue(&mut harness, |news| news.is_paused = true);
    assert!(sees(&harness, "Resume the queue"));
    queue(&mut harness, |news| {
        news.is_paused = false;
        news.breaker = Some(Told::new("error-credentials"));
    });
    assert!(sees(&harness, "A fault stopped all sending"));
    queue(&mut harness, |news| news.breaker = None);
    click(&mut harness, Role::Button, "Back to the form");
    assert_eq!(section(&harness), Section::Review);
    assert_eq!(harness.state().case(), case);
}

#[test]
fn a_try_that_failed_says_why_and_when_it_is_tried_next() {
    let mut harness = english();
    let case = send(&mut harness);
    let next_at = harness.state().desk.state.now + jiff::SignedDuration::from_secs(42);
    ends(&mut harness, case, AttemptOutcome::NotSent { next_at }, "");
    assert!(sees(&harness, "in 42 s · 1 try so far"));
    click(&mut harness, Role::Button, "Try now");
}

#[test]
fn sending_shows_its_bytes_and_is_cancelled_once() {
    let mut harness = english();
    let case = send(&mut harness);
    let window = harness.state_mut();
    let (job, at) = (
        window.desk.state.queue.job_of(case).unwrap().id,
        window.desk.state.now,
    );
    window.store.claim(job, &actor(), at).unwrap();
    window.tell(case);
    window.hear(Event::SendProgress {
        case: Some(case),
        job,
        sent_bytes: 1_200_000,
        total_bytes: 4_600_000,
    });
    harness.run_steps(3);
    let bar = harness.get_by_role_and_label(Role::ProgressIndicator, "Bytes sent");
    let value = bar.accesskit_node().value();
    assert!(value.is_some_and(|value| value.starts_with("1.2 of 4.6 MB")));
    assert!(sees(&harness, "Uploading"));
    harness
        .get_by_role_and_label(Role::Button, "Cancel")
        .click();
    harness.run_steps(3);
    assert!(sees(&harness, "Cancelling already"));
    harness.state_mut().hear(Event::SendProgress {
        case: Some(case),
        job,
        sent_bytes: 4_600_000,
        total_bytes: 4_600_000,
    });
    harness.run_steps(3);
    assert!(sees(&harness, "Everything is sent, waiting for the answer"));
}

#[test]
fn an_unknown_outcome_shows_its_facts_and_the_ways_out() {
    let mut harness = english();
    let case = send(&mut harness);
    ends(&mut harness, case, AttemptOutcome::Unknown, "");
    assert!(sees(&harness, "The outcome is not known"));
    assert!(sees(&harness, "4.6 of 4.6 MB"));
    assert!(sees(&harness, "3515"));
    assert!(!sees(&harness, NIK), "masked");
    assert!(sees(&harness, "siti.contoh@example.com"));
    for (button, modal) in [
        ("It arrived…", Modal::RecordDecision(case)),
        ("Send again…", Modal::SendCaseAgain(case)),
    ] {
        click(&mut harness, Role::Button, button);
        assert_eq!(harness.state().desk.state.modal, Some(modal));
        press(&mut harness, egui::Key::Escape);
    }
    assert_eq!(harness.state().row(case).attempts, 1);
    assert_eq!(harness.state().row(case).life.stage, Stage::Unconfirmed);
}

#[test]
fn a_refusal_that_was_not_watched_waits_for_the_person() {
    let mut harness = english();
    let case = send(&mut harness);
    harness.state_mut().ask(Action::Go(Screen::Customers));
    let refused = AttemptOutcome::Refused { duplicate: false };
    ends(&mut harness, case, refused, "email: is already registered");
    harness.state_mut().ask(Action::Go(Screen::Onboard));
    harness.run();
    assert!(sees(&harness, "is already registered"));
    assert!(sees(&harness, "Nothing was registered or changed by it"));
    assert!(is_focused(&harness, Role::Button, "Correct and send again"));
    press(&mut harness, egui::Key::Enter);
    assert_eq!(section(&harness), Section::Contact);
    assert_eq!(focused(&harness), Some(form_fields::id(Field::Email)));
}

#[test]
fn from_pending_to_approved_and_on_to_level_2() {
    let mut harness = english();
    let case = send(&mut harness);
    ends(&mut harness, case, accepted(), "");
    assert!(sees(&harness, "Accepted by the server"));
    assert!(sees(&harness, "Pending"));
    assert!(sees(&harness, "ace50048-759a-5de5-8e7a-3f7c64e60001"));
    harness.state_mut().hear(Event::Polled {
        case,
        next_at: None,
    });
    harness.run();
    assert!(sees(&harness, "Asked 0 s ago"));
    decided(&mut harness, case, KycStatus::Approved, "");
    assert!(sees(&harness, "Approved"));
    click(&mut harness, Role::Button, "KYC level 2…");
    let step = harness.state().desk.state.onboard.step;
    assert_eq!(step, Step::Level2(case));
}

#[test]
fn a_rejection_says_why_and_leads_to_its_correction() {
    let mut harness = english();
    let case = send(&mut harness);
    ends(&mut harness, case, accepted(), "");
    decided(&mut harness, case, KycStatus::Rejected, "Selfie blurred");
    assert!(sees(&harness, "Rejected Selfie blurred"));
    click(&mut harness, Role::Button, "To the customers");
    assert_eq!(harness.state().desk.state.screen, Screen::Customers);
    harness.state_mut().ask(Action::Go(Screen::Onboard));
    harness.run();
    click(&mut harness, Role::Button, "Correct and resubmit");
    assert_eq!(section(&harness), Section::Documents);
}

#[test]
fn every_state_speaks_both_languages() {
    for lang in [Lang::Id, Lang::En] {
        let refused = AttemptOutcome::Refused { duplicate: false };
        for outcome in [
            None,
            Some(AttemptOutcome::Unknown),
            Some(accepted()),
            Some(refused),
        ] {
            let mut harness = open(Window::new(lang));
            let case = send(&mut harness);
            if let Some(outcome) = outcome {
                harness.state_mut().ask(Action::Go(Screen::Customers));
                ends(&mut harness, case, outcome, "");
                harness.state_mut().ask(Action::Go(Screen::Onboard));
                harness.run();
            }
            assert_no_ids(&harness, lang);
            if lang == Lang::Id {
                for english in ["Next customer", "To the customers", "KYC status"] {
                    assert!(harness.query_by_label(english).is_none(), "{english}");
                }
            }
        }
    }
}
