//! A form file that the program was started with: a draft on the screen, and nothing lost for it.

use tcdx_desk::desk::opened::OpenedForm;
use tcdx_desk::desk::state::{Modal, Screen, Step};
use tcdx_desk::desk::{Action, Event, Told};
use tcdx_desk::domain::{Field, Section, Slot, form_file};
use tcdx_desk::samples;

use super::bench::{Bench, NIK};

fn opened(json: &str) -> Event {
    Event::FormOpened(Ok(Box::new(OpenedForm {
        file: form_file::read(json).unwrap(),
        folder: "/forms".into(),
    })))
}

#[test]
fn the_form_is_kept_as_a_draft_with_its_pictures_and_nothing_is_sent() {
    let mut bench = Bench::new();
    bench.hear(opened(samples::customer_json()));
    bench.settle();
    bench.wait(1000);
    bench.settle();
    assert_eq!(bench.value(Field::IdNumber), NIK);
    assert!(bench.desk.draft.form.pictures.contains_key(&Slot::IdPhoto));
    let onboard = &bench.desk.state.onboard;
    assert_eq!(onboard.step, Step::Form(Section::Identity));
    assert!(!bench.desk.draft.consent, "a file agrees to nothing");
    let case = onboard.case.unwrap();
    let draft = bench.store.draft(case).unwrap();
    assert_eq!(draft.content.values["id_number"], NIK);
    assert_eq!(draft.documents.len(), 11);
    assert_eq!(bench.count("Freeze"), 0);
    assert!(bench.store.jobs(20).unwrap().is_empty());
}

#[test]
fn what_is_being_typed_stays_until_a_person_wants_the_next() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Budi");
    for name in ["Siti", "Rina", "Dewi"] {
        bench.hear(opened(&format!(r#"{{"name": "{name}"}}"#)));
    }
    bench.settle();
    assert_eq!(
        bench.value(Field::Name),
        "Budi",
        "nobody types on in another form"
    );
    assert_eq!(bench.desk.state.opened.len(), 3);
    for (name, left) in [("Siti", 2), ("Rina", 1), ("Dewi", 0)] {
        bench.act(Action::TakeNextForm);
        // Twice at once is once: what is on the screen is being kept.
        bench.settle();
        bench.wait(1000);
        bench.settle();
        assert_eq!(bench.value(Field::Name), name);
        assert_eq!(bench.desk.state.opened.len(), left);
    }
    let rows = bench.store.newest(None, 10).unwrap();
    assert_eq!(rows.len(), 4);
}

#[test]
fn several_at_once_are_all_there() {
    let mut bench = Bench::new();
    for name in ["Siti", "Rina", "Dewi", "Ayu", "Putri"] {
        bench.hear(opened(&format!(r#"{{"name": "{name}"}}"#)));
    }
    assert_eq!(bench.value(Field::Name), "Siti");
    assert_eq!(bench.desk.state.opened.len(), 4);
    // Asked for before the first is kept, and again, and another form instead of it: none is lost.
    bench.ask(Action::TakeNextForm);
    bench.ask(Action::TakeNextForm);
    bench.ask(Action::NextCustomer);
    bench.settle();
    bench.wait(1000);
    bench.settle();
    while !bench.desk.state.opened.is_empty() {
        bench.act(Action::TakeNextForm);
        bench.settle();
        bench.wait(1000);
        bench.settle();
    }
    let rows = bench.store.newest(None, 10).unwrap();
    assert_eq!(rows.len(), 5);
}

#[test]
fn what_cannot_be_kept_stays_and_the_file_waits() {
    let mut bench = Bench::new();
    bench.fault = Some(|| tcdx_desk::store::cases::CaseError::DiskFull);
    bench.types(Field::Name, "Budi");
    bench.hear(opened(r#"{"name": "Siti"}"#));
    bench.act(Action::TakeNextForm);
    bench.settle();
    assert_eq!(bench.value(Field::Name), "Budi");
    let toast = bench.desk.state.toasts.last().unwrap();
    assert_eq!(toast.told.id, "drafts-stays");
    assert_eq!(bench.desk.state.opened.len(), 1);
}

#[test]
fn it_waits_behind_the_welcome_and_in_front_of_what_is_unfinished() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Budi");
    bench.wait(1000);
    bench.settle();
    let mut later = bench.another();
    assert_eq!(later.desk.state.onboard.step, Step::Start);
    later.hear(opened(r#"{"name": "Siti"}"#));
    assert_eq!(later.desk.state.onboard.step, Step::Form(Section::Identity));
    let mut first = Bench::new();
    first.desk.state.settings.welcomed = false;
    first.desk.state.screen = Screen::Welcome;
    let report = "/reports/1.txt".into();
    first.desk.state.modal = Some(Modal::Crashed { report });
    first.hear(opened(r#"{"name": "Siti"}"#));
    assert_eq!(first.desk.state.screen, Screen::Welcome);
    let is_told = matches!(first.desk.state.modal, Some(Modal::Crashed { .. }));
    assert!(is_told, "the crash is still told");
    first.act(Action::LeaveWelcome);
    assert_eq!(first.desk.state.screen, Screen::Onboard);
    assert_eq!(first.value(Field::Name), "Siti");
}

#[test]
fn a_picture_elsewhere_is_not_read_and_a_surplus_is_told() {
    let mut bench = Bench::new();
    let gestures = ["\"1.jpg\""; 9].join(",");
    bench.hear(opened(&format!(
        r#"{{"name": "Siti", "id_photo": "/etc/hostname", "gestures_photos": [{gestures}]}}"#
    )));
    bench.settle();
    let slot = &bench.desk.state.onboard.slots[&Slot::IdPhoto];
    assert_eq!(slot.refused, Some(Told::new("opened-elsewhere")));
    assert!(!bench.desk.draft.form.pictures.contains_key(&Slot::IdPhoto));
    assert_eq!(bench.desk.draft.form.pictures.len(), 8);
    let notice = bench.desk.state.notice.as_ref().unwrap();
    assert_eq!(notice.id, "opened-surplus");
}

#[test]
fn a_file_that_was_not_read_is_told_and_changes_nothing() {
    let mut bench = Bench::new();
    bench.types(Field::Name, "Budi");
    bench.hear(Event::FormOpened(Err(Told::new("form-file-unknown"))));
    assert_eq!(bench.value(Field::Name), "Budi");
    let notice = bench.desk.state.notice.as_ref().unwrap();
    assert_eq!(notice.id, "form-file-unknown");
}
