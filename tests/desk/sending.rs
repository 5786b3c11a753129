//! From Send to the end: duplicates, the queue, and each way in which it can come back.

use tcdx_desk::desk::state::{Modal, Screen, Step};
use tcdx_desk::desk::update::drafts::{changed_fields, is_unchanged};
use tcdx_desk::desk::update::unsaved;
use tcdx_desk::desk::{Action, Event, Told};
use tcdx_desk::domain::case::Step as LifeStep;
use tcdx_desk::domain::{CaseId, Field, KycStatus, Section, Slot, Stage};
use tcdx_desk::store::cases::{AttemptOutcome, DuplicateKind, JobState, StatusNews};
use uuid::Uuid;

use super::bench::{Bench, actor};

fn refused() -> AttemptOutcome {
    AttemptOutcome::Refused { duplicate: false }
}

/// The vendor decided.
fn decided(bench: &mut Bench, id: CaseId, status: KycStatus, reason: &str) {
    let news = StatusNews {
        id,
        level: 1,
        status,
        reason: Some(reason.to_owned()),
        since: None,
        name: None,
        email: None,
        at: bench.desk.state.now,
        source: "webhook",
    };
    bench.store.status(&news, &actor()).unwrap();
    bench.tell(id);
    bench.settle();
}

/// A customer who was sent and rejected for this reason.
fn rejected(reason: &str) -> (Bench, CaseId) {
    let mut bench = Bench::new();
    let case = bench.send();
    let id = Uuid::from_u128(7);
    bench.ends(case, AttemptOutcome::Accepted(Some(id)), "");
    decided(&mut bench, case, KycStatus::Rejected, reason);
    (bench, case)
}

#[test]
fn a_form_that_is_sent_is_frozen_whole_and_followed() {
    let mut bench = Bench::new();
    bench.fill();
    // Typed and sent within the same moment.
    bench.types(Field::PlaceOfBirth, "Surabaya");
    bench.agree();
    let case = bench.case();
    bench.ask(Action::Send);
    bench.settle();
    assert_eq!(bench.followed(), case);
    let sent = bench.store.last_submission(case).unwrap().unwrap();
    assert_eq!(sent.frozen.unwrap().place_of_birth, "Surabaya");
    assert_eq!(sent.content.values["place_of_birth"], "Surabaya");
    assert_eq!(sent.documents.len(), 11);
    assert_eq!(bench.row(case).life.stage, Stage::Ready);
    assert!(bench.desk.draft.form.is_empty(), "no longer held");
    assert!(!unsaved(&bench.desk));
    bench.act(Action::Send);
    assert_eq!(bench.store.jobs(9).unwrap().len(), 1, "sent once");
}

#[test]
fn two_clicks_on_send_queue_one_request() {
    let mut bench = Bench::new();
    bench.fill();
    bench.ask(Action::Send);
    bench.ask(Action::Send);
    bench.settle();
    assert_eq!(bench.count("Freeze"), 1);
    assert_eq!(bench.store.jobs(9).unwrap().len(), 1);
}

#[test]
fn without_consent_or_staff_nothing_is_sent() {
    let mut bench = Bench::new();
    bench.fill();
    bench.desk.draft.consent = false;
    bench.act(Action::ConsentChanged);
    bench.act(Action::Send);
    bench.agree();
    bench.desk.draft.staff.clear();
    bench.act(Action::Send);
    assert_eq!(bench.count("Freeze"), 0);
    assert!(matches!(bench.desk.state.onboard.step, Step::Form(_)));
}

#[test]
fn the_same_customer_twice_is_asked_about() {
    let mut bench = Bench::new();
    let first = bench.send();
    bench.act(Action::NextCustomer);
    bench.fill();
    let email = bench
        .store
        .last_submission(first)
        .unwrap()
        .unwrap()
        .content
        .values["email"]
        .clone();
    bench.types(Field::Email, &email);
    bench.agree();
    bench.act(Action::Send);
    let Some(Modal::Duplicates(found)) = &bench.desk.state.modal else {
        panic!("not asked");
    };
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, first);
    assert_eq!(found[0].alike, vec![DuplicateKind::Email]);
    assert_eq!(bench.count("Freeze"), 1, "the first customer's");
    bench.act(Action::CloseModal);
    assert!(matches!(bench.desk.state.onboard.step, Step::Form(_)));
    bench.act(Action::Send);
    bench.act(Action::SendDespiteDuplicates);
    assert_ne!(bench.followed(), first);
    assert_eq!(bench.store.jobs(9).unwrap().len(), 2);
}

#[test]
fn after_one_that_was_sent_what_is_unfinished_is_offered() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Budi");
    bench.act(Action::NewForm);
    bench.send();
    bench.act(Action::NextCustomer);
    assert_eq!(bench.desk.state.onboard.step, Step::Start);
    bench.act(Action::NextCustomer);
    assert!(matches!(bench.desk.state.onboard.step, Step::Form(_)));
}

#[test]
fn what_is_taken_out_of_the_queue_is_edited_again() {
    let mut bench = Bench::new();
    let case = bench.send();
    bench.act(Action::CancelSend);
    assert_eq!(bench.row(case).life.stage, Stage::Draft);
    assert_eq!(bench.desk.state.onboard.step, Step::Form(Section::Review));
    assert_eq!(bench.case(), case);
    assert_eq!(bench.desk.draft.form.pictures.len(), 11);
    assert!(!bench.desk.draft.consent, "asked anew");
    bench.agree();
    bench.act(Action::Send);
    assert_eq!(bench.followed(), case);
}

#[test]
fn an_accepted_one_is_followed_to_its_approval() {
    let mut bench = Bench::new();
    let case = bench.send();
    let id = Uuid::from_u128(7);
    bench.ends(case, AttemptOutcome::Accepted(Some(id)), "");
    assert_eq!(bench.followed(), case);
    let row = bench.desk.state.cases.get(case).unwrap();
    assert_eq!(row.life.stage, Stage::Pending);
    bench.hear(Event::PollFailed {
        case,
        told: Told::new("error-server"),
    });
    assert!(bench.desk.state.onboard.asked.error.is_some());
    bench.hear(Event::Polled {
        case,
        next_at: None,
    });
    assert!(bench.desk.state.onboard.asked.error.is_none());
    decided(&mut bench, case, KycStatus::Approved, "");
    let row = bench.desk.state.cases.get(case).unwrap();
    assert_eq!(row.life.stage, Stage::Approved);
    assert_eq!(bench.followed(), case);
}

#[test]
fn what_never_arrived_waits_in_the_queue() {
    let mut bench = Bench::new();
    let case = bench.send();
    let next_at = bench.desk.state.now;
    bench.ends(case, AttemptOutcome::NotSent { next_at }, "");
    assert_eq!(bench.followed(), case);
    let job = bench.desk.state.queue.job_of(case).unwrap();
    assert_eq!((job.state, job.tries), (JobState::Waiting, 1));
}

#[test]
fn a_refusal_leads_straight_to_the_field_that_is_blamed() {
    let mut bench = Bench::new();
    let case = bench.send();
    bench.ends(case, refused(), "email: is already registered");
    let onboard = &bench.desk.state.onboard;
    assert_eq!(onboard.case, Some(case));
    assert_eq!(onboard.step, Step::Form(Section::Contact));
    assert_eq!(onboard.focus, Some(Field::Email));
    assert!(onboard.problem_at(Field::Email).is_some());
    assert_eq!(bench.desk.draft.form.pictures.len(), 11);
    assert_eq!(bench.row(case).life.stage, Stage::Correction);
    bench.agree();
    bench.act(Action::Send);
    assert_eq!(bench.count("Freeze"), 1, "not while the field is blamed");

    bench.types(Field::Email, "another@example.com");
    assert!(bench.desk.state.onboard.problem_at(Field::Email).is_none());
    bench.agree();
    bench.act(Action::Send);
    assert_eq!(bench.followed(), case);
    assert_eq!(bench.row(case).life.submissions, 2);
}

#[test]
fn a_refusal_takes_nobody_away_from_another_screen() {
    let mut bench = Bench::new();
    let case = bench.send();
    bench.act(Action::Go(Screen::Customers));
    bench.ends(case, refused(), "email: is already registered");
    assert_eq!(bench.desk.state.screen, Screen::Customers);
    assert_eq!(bench.row(case).life.stage, Stage::Refused);
    bench.act(Action::Go(Screen::Onboard));
    assert_eq!(bench.followed(), case);
    bench.act(Action::CorrectCase(case));
    assert_eq!(bench.desk.state.onboard.step, Step::Form(Section::Contact));
}

#[test]
fn without_an_answer_nothing_is_sent_again_by_itself() {
    let mut bench = Bench::new();
    let case = bench.send();
    bench.ends(case, AttemptOutcome::Unknown, "");
    for _ in 0..5 {
        bench.wait(60_000);
        bench.settle();
    }
    assert_eq!(bench.followed(), case);
    assert_eq!(bench.row(case).life.stage, Stage::Unconfirmed);
    assert_eq!(bench.row(case).attempts, 1);
    // Corrected, it may be registered already: sending asks, though nothing else looks odd.
    bench.act(Action::CorrectCase(case));
    assert!(bench.row(case).life.maybe_registered);
    bench.types(Field::PlaceOfBirth, "Surabaya");
    bench.agree();
    bench.act(Action::Send);
    assert_eq!(bench.desk.state.modal, Some(Modal::Duplicates(Vec::new())));
    assert_eq!(bench.count("Freeze"), 1);
}

#[test]
fn a_rejected_case_is_corrected_with_its_pictures_and_sent_as_an_update() {
    let (mut bench, case) = rejected("Selfie blurred");
    assert_eq!(bench.followed(), case);
    bench.act(Action::CorrectCase(case));
    let onboard = &bench.desk.state.onboard;
    assert_eq!(onboard.step, Step::Form(Section::Documents));
    assert_eq!(onboard.focus, Some(Field::Picture(Slot::Selfie)));
    assert_eq!(bench.desk.draft.form.pictures.len(), 11);
    assert!(is_unchanged(&bench.desk));

    // Nothing was changed: a warning, and no request.
    bench.agree();
    bench.act(Action::Send);
    assert_eq!(bench.desk.state.modal, Some(Modal::Duplicates(Vec::new())));
    bench.act(Action::CloseModal);

    bench.act(Action::RemovePicture(Slot::Selfie));
    bench.types(Field::PlaceOfBirth, "Surabaya");
    let changed = changed_fields(&bench.desk);
    assert_eq!(
        changed,
        vec![Field::PlaceOfBirth, Field::Picture(Slot::Selfie)]
    );
    // The same picture again is no change.
    bench.act(Action::PickPicture(Slot::Selfie));
    assert_eq!(changed_fields(&bench.desk), vec![Field::PlaceOfBirth]);
    bench.wait(1000);
    bench.settle();

    // Left and gone on with after a restart, it is still known what changed.
    let mut again = bench.another();
    assert_eq!(again.desk.state.onboard.step, Step::Start);
    again.act(Action::ContinueDraft(case));
    assert_eq!(changed_fields(&again.desk), vec![Field::PlaceOfBirth]);
    again.agree();
    again.act(Action::Send);
    assert_eq!(again.followed(), case);
    let job = again.desk.state.queue.job_of(case).unwrap();
    assert_eq!(job.kind, tcdx_desk::domain::JobKind::Update);
    assert_eq!(again.row(case).life.submissions, 2);
}

#[test]
fn a_correction_is_not_discarded() {
    let (mut bench, case) = rejected("Selfie blurred");
    bench.act(Action::CorrectCase(case));
    bench.act(Action::DiscardDraft(case));
    assert!(bench.store.row(case).unwrap().is_some());
    assert_eq!(bench.case(), case);
}

#[test]
fn a_case_on_hold_is_not_sent_and_says_why() {
    let mut bench = Bench::new();
    bench.fill();
    let case = bench.case();
    let at = bench.desk.state.now;
    let held = bench
        .store
        .step(case, &LifeStep::Hold, "asked", &actor(), at);
    held.unwrap();
    bench.act(Action::Send);
    let told = bench.desk.state.onboard.banner.clone();
    assert_eq!(told.unwrap().id, "store-illegal");
    assert!(!bench.desk.state.onboard.is_freezing);
    assert!(matches!(bench.desk.state.onboard.step, Step::Form(_)));
}
