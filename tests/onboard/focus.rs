//! Where the focus and the view are after something happened.

use egui::Key;
use tcdx_desk::desk::state::Modal;
use tcdx_desk::domain::case::Step as LifeStep;

use super::*;

#[test]
fn a_failed_send_is_seen_at_the_top_and_in_the_footer() {
    let mut harness = filled();
    let window = harness.state_mut();
    window.fill();
    let (case, at) = (window.case(), window.desk.state.now);
    let held = window.store.step(case, &LifeStep::Hold, "", &actor(), at);
    held.unwrap();
    window.agree();
    harness.run();
    click(&mut harness, Role::Button, "Send");
    let told = harness.state().desk.state.onboard.banner.clone().unwrap();
    let text = told.text(tcdx_desk::text::of(Lang::En));
    assert_eq!(section(&harness), Section::Review);
    let banner = harness
        .query_all_by_role(Role::Alert)
        .next()
        .expect("a banner");
    assert!(banner.rect().top() > 0.0, "{:?}", banner.rect());
    let send = harness.get_by_role_and_label(Role::Button, "Send");
    let beside = harness
        .query_all_by_role(Role::Label)
        .find(|node| {
            node.accesskit_node()
                .value()
                .is_some_and(|value| value == text)
        })
        .expect("the reason stands beside Send");
    assert!(beside.rect().bottom() > send.rect().top());
}

#[test]
fn questions_that_destroy_begin_on_cancel() {
    for which in 0..4 {
        let mut harness = filled();
        let case = harness.state().case();
        let modal = [
            Modal::DiscardDraft(case),
            Modal::Quit,
            Modal::SendCaseAgain(case),
            Modal::Duplicates(Vec::new()),
        ][which]
            .clone();
        harness.state_mut().desk.state.modal = Some(modal.clone());
        harness.run();
        assert!(is_focused(&harness, Role::Button, "Cancel"), "{modal:?}");
        press(&mut harness, Key::Enter);
        let state = &harness.state().desk.state;
        assert_eq!(state.modal, None);
        assert!(!state.closing);
        assert!(matches!(state.onboard.step, Step::Form(_)));
        assert!(!harness.state().desk.draft.form.is_empty(), "{modal:?}");
    }
}

#[test]
fn a_case_that_may_be_registered_says_so_in_every_section() {
    let mut harness = english();
    let case = send(&mut harness);
    ends(&mut harness, case, AttemptOutcome::Unknown, "");
    click(&mut harness, Role::Button, "Correct it");
    for section in Section::ALL {
        ask(&mut harness, Action::ShowSection(section));
        assert!(
            sees(&harness, "This customer may be registered already"),
            "{section:?}"
        );
    }
}

#[test]
fn the_next_customer_is_one_key_away() {
    let id = uuid::Uuid::from_u128(0xace5_0048_759a_5de5_8e7a_3f7c_64e6_0001);
    let mut harness = english();
    let case = send(&mut harness);
    ends(&mut harness, case, AttemptOutcome::Accepted(Some(id)), "");
    assert!(is_focused(&harness, Role::Button, "Next customer"));
    press(&mut harness, Key::Enter);
    assert_eq!(section(&harness), Section::Identity);
}

/// A customer of Jawa Timur by the NIK, at the province.
fn at_the_province() -> Harness<'static, Window> {
    let mut harness = english();
    click(&mut harness, Role::RadioButton, "Identity card");
    type_into(&mut harness, "NIK", NIK);
    press(&mut harness, Key::Tab);
    ask(&mut harness, Action::JumpTo(Field::Province));
    press(&mut harness, Key::Enter);
    harness.event(egui::Event::Text("Bali".to_owned()));
    harness.run();
    harness
}

fn types_the_postal_code(harness: &mut Harness<'_, Window>) {
    assert_eq!(value(harness, Field::Province), "ID-BA");
    assert!(sees(harness, "The NIK is from"));
    harness.event(egui::Event::Text("80361".to_owned()));
    harness.run();
    assert_eq!(value(harness, Field::ZipCode), "80361");
    harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Tab);
    harness.run();
    assert!(is_focused(harness, Role::Link, "Keep…"), "Shift+Tab");
}

#[test]
fn what_is_typed_after_a_warning_came_up_lands_in_the_next_field() {
    let mut harness = at_the_province();
    press(&mut harness, Key::Tab);
    types_the_postal_code(&mut harness);

    let mut harness = at_the_province();
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Tab);
    types_the_postal_code(&mut harness);
}

#[test]
fn the_focus_comes_back_to_the_field_whose_warning_was_kept() {
    let mut harness = at_the_province();
    press(&mut harness, Key::Enter);
    click(&mut harness, Role::Link, "Keep…");
    type_into(&mut harness, "Reason", "Moved");
    press(&mut harness, Key::Enter);
    assert!(!harness.state().desk.draft.form.kept.is_empty());
    assert_eq!(focused(&harness), Some(form_fields::id(Field::Province)));
}

#[test]
fn the_focus_comes_back_to_the_field_that_was_taken_from_the_nik() {
    let mut harness = english();
    click(&mut harness, Role::RadioButton, "Identity card");
    type_into(&mut harness, "NIK", NIK);
    type_into(&mut harness, "Date of birth", "5/8/1986");
    press(&mut harness, Key::Tab);
    harness.get_by_role_and_label(Role::Link, "Use it").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, Field::DateOfBirth), "1968-08-05");
    assert_eq!(focused(&harness), Some(form_fields::id(Field::DateOfBirth)));
}

#[test]
fn a_list_opens_at_what_is_chosen() {
    let mut harness = english();
    ask(
        &mut harness,
        Action::Choose(Field::Nationality, "ID".to_owned()),
    );
    click(&mut harness, Role::ComboBox, "Nationality");
    let chosen = harness.get_by_role_and_label(Role::ListBoxOption, "Indonesia");
    assert_eq!(chosen.accesskit_node().is_selected(), Some(true));
    let first = harness.query_by_role_and_label(Role::ListBoxOption, "Afghanistan");
    assert!(first.is_none(), "opened at its beginning");
}

#[test]
fn the_pill_lists_the_problems() {
    let mut harness = english();
    click(&mut harness, Role::Button, "Continue");
    let pill = "5 problems, list them";
    harness.get_by_role_and_label(Role::Button, pill).focus();
    harness.run();
    press(&mut harness, Key::Enter);
    let entry = harness.get_by_role_and_label(Role::Button, "NIK");
    assert!(entry.is_focused(), "the first one");
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Enter);
    assert_eq!(focused(&harness), Some(form_fields::id(Field::Name)));
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "NIK")
            .is_none(),
        "the list is closed"
    );
}

#[test]
fn the_missing_consent_leads_to_its_tick() {
    let mut harness = filled();
    click(
        &mut harness,
        Role::Link,
        "The customer’s consent is missing",
    );
    let agree = "The customer has read this and agrees";
    assert!(is_focused(&harness, Role::CheckBox, agree));
    press(&mut harness, Key::Space);
    assert!(harness.state().desk.draft.consent);
}

#[test]
fn the_review_opens_with_the_focus_on_the_first_problem() {
    let mut harness = filled();
    ask(&mut harness, Action::ShowSection(Section::Liveness));
    harness.state_mut().desk.draft.form.set(Field::ZipCode, "1");
    ask(&mut harness, Action::Blurred(Field::ZipCode));
    ask(&mut harness, Action::ShowSection(Section::Review));
    assert!(is_focused(&harness, Role::Link, "Postal code"));
    press(&mut harness, Key::Tab);
    ask(&mut harness, Action::ShowSection(Section::Review));
    assert!(
        !is_focused(&harness, Role::Link, "Postal code"),
        "once only"
    );
}

#[test]
fn back_comes_before_continue() {
    let mut harness = english();
    ask(&mut harness, Action::ShowSection(Section::Contact));
    let back = harness.get_by_role_and_label(Role::Button, "Back");
    back.focus();
    harness.run();
    press(&mut harness, Key::Tab);
    assert!(is_focused(&harness, Role::Button, "Continue"));
}

#[test]
fn continue_by_the_keyboard_leads_into_the_review() {
    let mut harness = filled();
    ask(&mut harness, Action::ShowSection(Section::Liveness));
    harness
        .get_by_role_and_label(Role::Button, "Continue")
        .focus();
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(section(&harness), Section::Review);
    assert!(is_focused(&harness, Role::Button, "Edit Identity"));
}

#[test]
fn a_picture_opens_with_the_focus_on_it_and_removing_it_leads_to_its_path() {
    let mut harness = filled();
    ask(&mut harness, Action::ShowSection(Section::Documents));
    click(&mut harness, Role::Button, "Remove identity card");
    let path = form_fields::id(Field::Picture(Slot::IdPhoto));
    assert_eq!(focused(&harness), Some(path));
    ask(&mut harness, Action::ViewPicture(Slot::Selfie));
    harness.run();
    let pictures = harness.query_all_by_role(Role::Image);
    assert!(pictures.into_iter().any(|picture| picture.is_focused()));
}
