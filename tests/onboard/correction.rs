//! Correct and resubmit: the reason where it belongs, what changed, and the questions before it goes out.

use tcdx_desk::desk::state::{Conflict, Modal};
use tcdx_desk::domain::KycStatus;
use tcdx_desk::store::cases::StatusNews;

use super::*;

/// A customer who was rejected for this reason, in correction.
fn correcting(lang: Lang, reason: &str) -> Harness<'static, Window> {
    let mut bench = Bench::speaking(lang, session().unwrap());
    let case = bench.send();
    let id = uuid::Uuid::from_u128(7);
    bench.ends(case, AttemptOutcome::Accepted(Some(id)), "");
    let news = StatusNews {
        id: case,
        level: 1,
        status: KycStatus::Rejected,
        reason: Some(reason.to_owned()),
        since: None,
        name: None,
        email: None,
        at: bench.desk.state.now,
        source: "webhook",
    };
    bench.store.status(&news, &actor()).unwrap();
    bench.tell(case);
    bench.settle();
    bench.act(Action::CorrectCase(case));
    open(Window::of(bench))
}

fn rail(harness: &Harness<'_, Window>, section: &str) -> String {
    let item = harness.get_by_role_and_label(Role::Button, section);
    item.accesskit_node().description().unwrap_or_default()
}

#[test]
fn the_reason_stands_in_its_section_and_in_the_review() {
    let mut harness = correcting(Lang::En, "Selfie blurred");
    assert_eq!(section(&harness), Section::Documents);
    assert!(sees(&harness, "The vendor’s reason Selfie blurred"));
    assert!(sees(&harness, "Correction, submission 2"));
    assert!(rail(&harness, "Documents").contains("the vendor’s reason"));
    assert!(!rail(&harness, "Identity").contains("the vendor’s reason"));
    ask(&mut harness, Action::ShowSection(Section::Identity));
    assert!(!sees(&harness, "Selfie blurred"));
    ask(&mut harness, Action::ShowSection(Section::Review));
    assert!(sees(&harness, "Selfie blurred"));
    ask(&mut harness, Action::RemovePicture(Slot::Selfie));
    assert!(!rail(&harness, "Documents").contains("the vendor’s reason"));
}

#[test]
fn a_reason_that_concerns_nothing_stands_everywhere() {
    let mut harness = correcting(Lang::En, "Failed verification");
    for section in Section::ALL {
        ask(&mut harness, Action::ShowSection(section));
        assert!(sees(&harness, "Failed verification"), "{section:?}");
    }
}

#[test]
fn what_changed_is_marked_with_what_it_was() {
    let mut harness = correcting(Lang::En, "Name does not match the identity card");
    assert_eq!(focused(&harness), Some(form_fields::id(Field::Name)));
    assert!(!sees(&harness, "Was: "));
    type_into(&mut harness, "Full name", " Dewi");
    assert!(sees(&harness, "Was: Siti Contoh"));
    ask(
        &mut harness,
        Action::Choose(Field::Occupation, "1".to_owned()),
    );
    ask(&mut harness, Action::ShowSection(Section::Occupation));
    assert!(sees(&harness, "Was: "));
    ask(&mut harness, Action::ShowSection(Section::Review));
    assert!(sees(&harness, "Changed since submission 1"));
    assert!(sees(&harness, "Siti Contoh → Siti Contoh Dewi"));
    harness.get_by_role_and_label(Role::Button, "Resubmit");
}

#[test]
fn nothing_changed_is_asked_about() {
    let mut harness = correcting(Lang::En, "Failed verification");
    ask(&mut harness, Action::ShowSection(Section::Review));
    assert!(sees(&harness, "Nothing was changed yet"));
    harness.state_mut().agree();
    harness.run();
    click(&mut harness, Role::Button, "Resubmit");
    assert!(sees(&harness, "Nothing was changed"));
    assert!(is_focused(&harness, Role::Button, "Cancel"));
    click(&mut harness, Role::Button, "Send all the same");
    let case = harness.state().followed();
    assert_eq!(harness.state().row(case).life.submissions, 2);
}

#[test]
fn another_case_of_the_customer_is_shown_and_opened() {
    let mut harness = english();
    let first = send(&mut harness);
    let window = harness.state_mut();
    window.ask(Action::NextCustomer);
    window.act(Action::NewForm);
    window.fill();
    let values = window.store.draft(first).unwrap().content.values;
    let email = values["email"].clone();
    window.types(Field::Email, &email);
    window.agree();
    window.act(Action::Send);
    harness.run();
    assert!(sees(&harness, "A case that looks like the same customer"));
    assert!(sees(&harness, "same e-mail address · begun"));
    click(&mut harness, Role::Button, "Open Siti Contoh");
    let state = &harness.state().desk.state;
    assert_eq!(state.modal, None);
    assert_eq!(state.open_case.as_ref().map(|open| open.id), Some(first));
}

#[test]
fn a_version_of_somebody_else_is_told_with_both_ways_out() {
    let mut harness = correcting(Lang::En, "Failed verification");
    let case = harness.state().case();
    let mut theirs = harness.state().another();
    theirs.act(Action::ContinueDraft(case));
    theirs.types(Field::PlaceOfBirth, "Surabaya");
    theirs.wait(1000);
    theirs.settle();
    let window = harness.state_mut();
    window.types(Field::Name, "Siti Dewi");
    window.wait(1000);
    window.settle();
    harness.run();
    assert!(sees(&harness, "Somebody else changed this customer"));
    let conflict = &harness.state().desk.state.onboard.unsaved.conflict;
    assert!(matches!(conflict, Some(Conflict::Found(_))));
    harness.get_by_role_and_label(Role::Link, "Keep this form");
    click(&mut harness, Role::Link, "Load the other version");
    assert_eq!(value(&harness, Field::PlaceOfBirth), "Surabaya");
}

#[test]
fn both_languages_are_whole() {
    for lang in [Lang::Id, Lang::En] {
        let mut harness = correcting(lang, "Selfie blurred");
        harness.state_mut().types(Field::Name, "Siti Dewi");
        for section in Section::ALL {
            ask(&mut harness, Action::ShowSection(section));
            assert_no_ids(&harness, lang);
        }
        harness.state_mut().desk.state.modal = Some(Modal::Duplicates(Vec::new()));
        harness.run();
        assert_no_ids(&harness, lang);
    }
}

#[test]
fn the_blamed_picture_is_marked_on_its_card_until_it_is_another() {
    let mut harness = correcting(Lang::En, "Selfie blurred");
    let words = "The vendor’s reason concerns this picture";
    assert!(sees(&harness, words));
    assert!(sees(&harness, "Take again"));
    let bench = &mut harness.state_mut().bench;
    let slot = Slot::Selfie;
    bench.ask(Action::PickPicture(slot));
    let request = bench.desk.state.onboard.slots[&slot].loading.unwrap();
    let end = picture(Slot::Gesture(14));
    bench.hear(Event::PictureLoaded { request, slot, end });
    bench.settle();
    harness.run();
    assert!(!sees(&harness, words));
    ask(&mut harness, Action::ShowSection(Section::Liveness));
    assert!(!sees(&harness, words));
}
