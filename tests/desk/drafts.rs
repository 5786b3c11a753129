//! Drafts: when they are kept, what is gone on with, and that nothing is left before it is kept.

use tcdx_desk::desk::state::{Modal, Step};
use tcdx_desk::desk::update::{next_wake, unsaved};
use tcdx_desk::desk::{Action, Event};
use tcdx_desk::domain::problem::WarningKey;
use tcdx_desk::domain::{Field, Form, Section, Slot, Stage};
use tcdx_desk::store::cases::{CaseError, Deed};

use super::bench::{Bench, NIK};

#[test]
fn a_change_is_kept_once_it_is_quiet() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Siti");
    assert!(unsaved(&bench.desk));
    bench.wait(399);
    assert_eq!(bench.count("SaveDraft"), 0);
    bench.wait(1);
    assert_eq!(bench.count("SaveDraft"), 1);
    bench.settle();
    assert!(!unsaved(&bench.desk));
    let case = bench.case();
    assert_eq!(bench.kept(case, Field::Name), "Siti");
    assert_eq!(bench.row(case).name, "Siti");
    bench.wait(5000);
    assert_eq!(bench.count("SaveDraft"), 0, "nothing changed since");
}

#[test]
fn who_types_without_pause_is_kept_all_the_same() {
    let mut bench = Bench::new();
    let mut name = String::new();
    let mut longest = 0;
    let mut since_save = 0;
    for _ in 0..100 {
        name.push('a');
        bench.types(Field::Name, &name);
        bench.wait(100);
        since_save += 100;
        if bench.count("SaveDraft") > 0 {
            longest = longest.max(since_save);
            since_save = 0;
        }
        bench.settle();
    }
    assert!(longest <= 1000, "{longest} ms were not kept");
    assert!(longest > 400, "each letter is a save of its own");
}

#[test]
fn the_program_wakes_up_by_itself_to_keep_it() {
    let mut bench = Bench::new();
    assert_eq!(next_wake(&bench.desk.state), None);
    bench.types(Field::Name, "Siti");
    let wait = next_wake(&bench.desk.state).unwrap() - bench.desk.state.now;
    assert_eq!(wait.get_milliseconds() + wait.get_seconds() * 1000, 400);
}

#[test]
fn a_clock_that_is_set_back_holds_nothing_up() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Siti");
    bench.wait(-86_400_000);
    bench.wait(400);
    assert_eq!(bench.count("SaveDraft"), 1);
}

type Change = fn(&mut Bench);

#[test]
fn every_way_to_change_the_form_is_kept() {
    let changes: [(&str, Change); 9] = [
        ("edited", |bench| bench.types(Field::Name, "Budi")),
        ("chosen", |bench| {
            bench.ask(Action::Choose(Field::Gender, "1".to_owned()));
        }),
        ("normalised", |bench| {
            bench.desk.draft.form.set(Field::DateOfBirth, "5/8/1986");
            bench.ask(Action::Blurred(Field::DateOfBirth));
        }),
        ("left", |bench| {
            bench.ask(Action::Blurred(Field::Email));
        }),
        ("entered", |bench| {
            bench.ask(Action::Entered(Field::Address));
        }),
        ("section", |bench| {
            bench.ask(Action::ShowSection(Section::Liveness));
        }),
        ("jumped", |bench| {
            bench.ask(Action::JumpTo(Field::ZipCode));
        }),
        ("kept", |bench| {
            bench.ask(Action::AskKeep(WarningKey::NikGender));
            "The card says so".clone_into(&mut bench.desk.draft.reason);
            bench.ask(Action::Keep(WarningKey::NikGender));
        }),
        ("from the NIK", |bench| {
            bench.ask(Action::UseNik(WarningKey::NikBirthDate));
        }),
    ];
    for (name, change) in changes {
        let mut bench = Bench::new();
        bench.types(Field::IdNumber, NIK);
        bench.wait(400);
        bench.settle();
        let case = bench.case();
        let before = bench.store.draft(case).unwrap().content;
        change(&mut bench);
        assert!(unsaved(&bench.desk), "{name}");
        bench.wait(400);
        bench.settle();
        assert!(!unsaved(&bench.desk), "{name}");
        assert_ne!(bench.store.draft(case).unwrap().content, before, "{name}");
    }
}

#[test]
fn a_picture_is_kept_at_once_and_taken_out_at_once() {
    let mut bench = Bench::new();
    bench.act(Action::PickPicture(Slot::IdPhoto));
    let case = bench.case();
    assert_eq!(bench.store.draft(case).unwrap().documents.len(), 1);
    assert!(!unsaved(&bench.desk));
    bench.act(Action::RemovePicture(Slot::IdPhoto));
    assert!(bench.store.draft(case).unwrap().documents.is_empty());
}

#[test]
fn a_picture_that_comes_while_another_is_kept_is_not_forgotten() {
    let mut bench = Bench::new();
    bench.ask(Action::PickPicture(Slot::IdPhoto));
    bench.ask(Action::PickPicture(Slot::Selfie));
    bench.work_once();
    bench.work_once();
    assert_eq!(bench.count("SaveDraft"), 1, "one at a time");
    bench.settle();
    assert_eq!(bench.store.draft(bench.case()).unwrap().documents.len(), 2);
    assert!(!unsaved(&bench.desk));
}

#[test]
fn what_could_not_be_kept_is_tried_again_with_all_of_it() {
    let mut bench = Bench::new();
    bench.act(Action::PickPicture(Slot::IdPhoto));
    let case = bench.case();
    bench.fault = Some(|| CaseError::DiskFull);
    bench.act(Action::RemovePicture(Slot::IdPhoto));
    bench.types(Field::Name, "Siti");
    assert!(unsaved(&bench.desk));
    let told = bench.desk.state.onboard.unsaved.error.clone();
    assert_eq!(told.unwrap().id, "store-disk-full");
    bench.count("SaveDraft");
    bench.wait(1900);
    assert_eq!(bench.count("SaveDraft"), 0, "not in a storm");
    bench.fault = None;
    bench.wait(100);
    bench.settle();
    assert!(!unsaved(&bench.desk));
    assert_eq!(bench.desk.state.onboard.unsaved.error, None);
    assert_eq!(bench.kept(case, Field::Name), "Siti");
    assert!(bench.store.draft(case).unwrap().documents.is_empty());
}

#[test]
fn an_empty_form_makes_no_draft() {
    let mut bench = Bench::new();
    bench.act(Action::NextSection);
    bench.types(Field::Name, "");
    bench.wait(1000);
    assert_eq!(bench.count("SaveDraft"), 0);
    assert!(!unsaved(&bench.desk));
    bench.act(Action::NewForm);
    assert!(bench.store.newest(None, 10).unwrap().is_empty());
}

#[test]
fn a_number_that_only_the_other_document_has_is_kept() {
    let mut bench = Bench::new();
    bench.ask(Action::Choose(Field::IdType, "1".to_owned()));
    bench.types(Field::IdNumber, "E1234567");
    bench.ask(Action::Choose(Field::IdType, "0".to_owned()));
    bench.wait(400);
    bench.settle();
    let case = bench.case();
    let mut again = bench.another();
    again.act(Action::ContinueDraft(case));
    again.ask(Action::Choose(Field::IdType, "1".to_owned()));
    assert_eq!(again.value(Field::IdNumber), "E1234567");
}

#[test]
fn what_is_unfinished_is_offered_and_gone_on_with_where_it_was_left() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Siti");
    bench.act(Action::PickPicture(Slot::Selfie));
    bench.ask(Action::ShowSection(Section::Contact));
    bench.ask(Action::Entered(Field::Address));
    bench.ask(Action::Blurred(Field::Email));
    bench.wait(400);
    bench.settle();
    let case = bench.case();

    // Killed here. The next start:
    let mut again = bench.another();
    assert_eq!(again.desk.state.onboard.step, Step::Start);
    let rows = again.desk.state.cases.unfinished();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].id, rows[0].name.as_str()), (case, "Siti"));
    again.act(Action::ContinueDraft(case));
    let onboard = &again.desk.state.onboard;
    assert_eq!(onboard.step, Step::Form(Section::Contact));
    assert_eq!(onboard.focus, Some(Field::Address));
    assert!(onboard.shown.contains(&Field::Email));
    assert_eq!(again.value(Field::Name), "Siti");
    assert!(again.desk.draft.form.pictures.contains_key(&Slot::Selfie));
    assert!(!unsaved(&again.desk));
    again.wait(2000);
    assert_eq!(again.count("SaveDraft"), 0, "looking changes nothing");
}

#[test]
fn the_start_screen_gives_way_to_a_form_that_was_begun() {
    let mut first = Bench::new();
    first.types(Field::Name, "Siti");
    first.wait(400);
    first.settle();
    let mut bench = first.another();
    bench.act(Action::NewForm);
    assert_eq!(bench.desk.state.onboard.step, Step::Form(Section::Identity));
    assert_eq!(bench.desk.draft.form, Form::prefilled());
    // Word of other cases does not take it away.
    bench.tell(first.case());
    assert_eq!(bench.desk.state.onboard.step, Step::Form(Section::Identity));
    bench.act(Action::ShowUnfinished);
    assert_eq!(bench.desk.state.onboard.step, Step::Start);
}

#[test]
fn what_takes_the_form_away_waits_until_it_is_kept() {
    let ways = [
        ("next", Action::NextCustomer),
        ("new", Action::NewForm),
        ("unfinished", Action::ShowUnfinished),
        ("profile", Action::SwitchProfile("Jakarta".to_owned())),
    ];
    for (name, action) in ways {
        let mut bench = Bench::new();
        // One save is under way, and something was typed since.
        bench.types(Field::Name, "Siti");
        bench.wait(400);
        bench.types(Field::Email, "siti@example.com");
        let case = bench.case();
        bench.ask(action);
        assert_eq!(bench.value(Field::Name), "Siti", "{name}: not yet");
        bench.settle();
        assert_ne!(bench.desk.state.onboard.case, Some(case), "{name}");
        assert_eq!(bench.kept(case, Field::Email), "siti@example.com", "{name}");
        let edited = bench.deeds(case).into_iter().any(
            |deed| matches!(deed, Deed::Edited { fields } if fields.contains(&"email".to_owned())),
        );
        assert!(edited, "{name}: not in the history");
    }
}

#[test]
fn a_form_that_cannot_be_kept_is_not_taken_away() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Siti");
    bench.fault = Some(|| CaseError::DiskFull);
    bench.act(Action::NextCustomer);
    assert_eq!(bench.value(Field::Name), "Siti");
    assert!(bench.desk.state.onboard.then.is_none());
    assert!(bench.desk.state.toasts.iter().any(|toast| toast.is_error));
    bench.act(Action::AskQuit);
    assert!(!bench.desk.state.closing);
    assert_eq!(bench.desk.state.modal, Some(Modal::Quit));
    bench.act(Action::Quit);
    assert!(bench.desk.state.closing);
}

#[test]
fn the_window_closes_once_the_last_change_is_kept() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Siti");
    bench.wait(400);
    bench.types(Field::Name, "Siti Contoh");
    bench.ask(Action::AskQuit);
    assert!(!bench.desk.state.closing, "something is not kept");
    bench.settle();
    assert!(bench.desk.state.closing);
    assert_eq!(bench.kept(bench.case(), Field::Name), "Siti Contoh");

    let mut bench = Bench::new();
    bench.act(Action::AskQuit);
    assert!(bench.desk.state.closing, "nothing was typed");
}

#[test]
fn a_draft_is_discarded_after_a_question_and_does_not_come_back() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Siti");
    bench.wait(400);
    bench.settle();
    let case = bench.case();
    bench.types(Field::Name, "Siti C");
    bench.wait(400);
    bench.act(Action::AskDiscardDraft(case));
    assert_eq!(bench.desk.state.modal, Some(Modal::DiscardDraft(case)));
    bench.types(Field::Name, "Siti Co");
    bench.wait(400);
    // Word of the save comes after the draft was discarded.
    bench.ask(Action::DiscardDraft(case));
    bench.settle();
    assert!(bench.desk.state.cases.get(case).is_none());
    assert!(bench.store.row(case).unwrap().is_none());
    assert_eq!(bench.desk.draft.form, Form::prefilled());
    assert!(!unsaved(&bench.desk));
}

#[test]
fn only_a_draft_is_discarded() {
    let mut bench = Bench::new();
    let case = bench.send();
    assert_eq!(bench.row(case).life.stage, Stage::Ready);
    bench.act(Action::DiscardDraft(case));
    assert_eq!(bench.count("Case"), 0);
    assert!(bench.desk.state.cases.get(case).is_some());
}

#[test]
fn the_sample_replaces_a_draft_with_all_its_pictures() {
    let mut bench = Bench::new();
    bench.act(Action::PickPicture(Slot::ProofOfAddress));
    let case = bench.case();
    bench.act(Action::FillSampleAnyway);
    bench.wait(1000);
    bench.settle();
    assert_eq!(bench.case(), case, "the same draft");
    let documents = bench.store.draft(case).unwrap().documents.len();
    assert_eq!(documents, bench.desk.draft.form.pictures.len());
    assert!(!unsaved(&bench.desk));
    assert_eq!(bench.row(case).progress, 100);
    assert_eq!(bench.row(case).problems, 0);
}

#[test]
fn a_worker_that_stops_while_it_keeps_a_draft_loses_nothing() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Siti");
    bench.wait(400);
    bench.work.clear();
    bench.hear(Event::Crashed {
        report: "/somewhere/report.txt".into(),
    });
    bench.wait(400);
    bench.settle();
    assert_eq!(bench.kept(bench.case(), Field::Name), "Siti");
}

#[test]
fn progress_and_problems_are_those_of_the_form() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Siti");
    bench.wait(400);
    bench.settle();
    let row = bench.row(bench.case());
    assert!(row.progress > 0 && row.progress < 20, "{}", row.progress);
    assert_eq!(row.problems, 0, "nothing was shown to be wrong yet");
    bench.act(Action::NextSection);
    bench.wait(400);
    bench.settle();
    assert_eq!(bench.row(bench.case()).problems, 4);
}
