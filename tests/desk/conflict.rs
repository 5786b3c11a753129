//! Two windows on one case.

use tcdx_desk::desk::Action;
use tcdx_desk::desk::state::{Conflict, Step};
use tcdx_desk::desk::update::unsaved;
use tcdx_desk::domain::{CaseId, Field, Section, Slot};

use super::bench::{Bench, actor};

/// Two windows in which the same draft is open.
fn two() -> (Bench, Bench, CaseId) {
    let mut ours = Bench::new();
    ours.types(Field::Name, "Siti");
    ours.wait(400);
    ours.settle();
    let case = ours.case();
    let mut theirs = ours.another();
    theirs.act(Action::ContinueDraft(case));
    (ours, theirs, case)
}

fn keep(bench: &mut Bench) {
    bench.wait(400);
    bench.settle();
}

fn is_found(bench: &Bench) -> bool {
    let conflict = &bench.desk.state.onboard.unsaved.conflict;
    matches!(conflict, Some(Conflict::Found(_)))
}

#[test]
fn a_note_of_somebody_else_holds_nothing_up() {
    let (mut ours, _, case) = two();
    let at = ours.desk.state.now;
    ours.store
        .add_note(case, "Call back", &actor(), at)
        .unwrap();
    ours.store.mark_read(case).unwrap();
    ours.types(Field::Name, "Siti Contoh");
    keep(&mut ours);
    assert!(!unsaved(&ours.desk));
    assert_eq!(ours.kept(case, Field::Name), "Siti Contoh");
}

#[test]
fn what_somebody_else_typed_is_never_written_over_silently() {
    let (mut ours, mut theirs, case) = two();
    theirs.types(Field::Email, "siti@example.com");
    keep(&mut theirs);
    ours.count("SaveDraft");
    ours.types(Field::Name, "Siti Contoh");
    keep(&mut ours);
    assert!(is_found(&ours));
    assert!(unsaved(&ours.desk));
    assert_eq!(
        ours.value(Field::Name),
        "Siti Contoh",
        "still on the screen"
    );
    assert_eq!(ours.kept(case, Field::Email), "siti@example.com");
    ours.wait(10_000);
    assert_eq!(ours.count("SaveDraft"), 1, "a person decides");
    ours.act(Action::NextCustomer);
    assert_eq!(ours.value(Field::Name), "Siti Contoh", "not left undecided");

    ours.act(Action::TakeOtherVersion);
    assert_eq!(ours.value(Field::Name), "Siti");
    assert_eq!(ours.value(Field::Email), "siti@example.com");
    assert!(!unsaved(&ours.desk));
}

#[test]
fn this_version_can_be_kept_with_its_pictures() {
    let (mut ours, mut theirs, case) = two();
    theirs.act(Action::PickPicture(Slot::Selfie));
    ours.types(Field::Name, "Siti Contoh");
    keep(&mut ours);
    assert!(is_found(&ours));
    ours.act(Action::KeepThisVersion);
    assert!(!unsaved(&ours.desk));
    assert_eq!(ours.kept(case, Field::Name), "Siti Contoh");
    assert!(ours.store.draft(case).unwrap().documents.is_empty());
}

#[test]
fn a_case_that_was_sent_elsewhere_is_followed() {
    let mut ours = Bench::new();
    ours.fill();
    let case = ours.case();
    let mut theirs = ours.another();
    theirs.act(Action::ContinueDraft(case));
    theirs.agree();
    theirs.act(Action::Send);
    assert_eq!(theirs.followed(), case);
    ours.types(Field::Name, "Siti Contoh Kedua");
    keep(&mut ours);
    assert_eq!(ours.value(Field::Name), "Siti Contoh Kedua");
    assert!(unsaved(&ours.desk));
    ours.act(Action::KeepThisVersion);
    assert!(is_found(&ours), "what is in the queue cannot be edited");
    ours.act(Action::TakeOtherVersion);
    assert_eq!(ours.desk.state.onboard.step, Step::Following(case));
    assert!(!unsaved(&ours.desk));
}

#[test]
fn two_windows_make_two_drafts() {
    let (mut ours, mut theirs, case) = two();
    theirs.act(Action::NewForm);
    assert_eq!(
        theirs.desk.state.onboard.step,
        Step::Form(Section::Identity)
    );
    theirs.types(Field::Name, "Budi");
    keep(&mut theirs);
    ours.types(Field::Name, "Siti Contoh");
    keep(&mut ours);
    assert_ne!(theirs.case(), case);
    assert_eq!(ours.kept(theirs.case(), Field::Name), "Budi");
    assert_eq!(ours.kept(case, Field::Name), "Siti Contoh");
}
