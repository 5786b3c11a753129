//! Single fields: when something is said of them, and what their links do.

use std::sync::Arc;

use tcdx_desk::domain::Look;

use super::*;

#[test]
fn a_wrong_nik_is_told_once_its_field_is_left() {
    let mut harness = english();
    assert_eq!(value(&harness, Field::IdType), "0");
    ask(&mut harness, Action::JumpTo(Field::IdNumber));
    click(&mut harness, Role::RadioButton, "Identity card");
    assert!(sees(&harness, "Fill this in"), "left empty");
    type_into(&mut harness, "NIK", "35151445");
    assert!(sees(&harness, "16 digits"));
    assert!(!sees(&harness, "The NIK needs"), "told while typing");
    press(&mut harness, egui::Key::Tab);
    assert!(sees(&harness, "The NIK needs 16 digits, this has 8"));
    type_into(&mut harness, "NIK", "08680002");
    press(&mut harness, egui::Key::Tab);
    assert_eq!(value(&harness, Field::IdNumber), NIK);
    assert!(!sees(&harness, "The NIK needs"));
    assert!(sees(&harness, "Jawa Timur · Kabupaten Sidoarjo · Sukodono"));
    assert!(sees(
        &harness,
        "Woman, born 5 August 1968, number 0002 of that day"
    ));
}

fn with_another_birth_date() -> Harness<'static, Window> {
    let mut harness = english();
    click(&mut harness, Role::RadioButton, "Identity card");
    type_into(&mut harness, "NIK", NIK);
    type_into(&mut harness, "Date of birth", "5/8/1986");
    press(&mut harness, egui::Key::Tab);
    assert_eq!(value(&harness, Field::DateOfBirth), "1986-08-05");
    assert!(sees(&harness, "The NIK says 1968-08-05"));
    assert!(sees(&harness, "Birth date differs"));
    harness
}

#[test]
fn a_warning_is_kept_with_a_reason_and_not_without() {
    let mut harness = with_another_birth_date();
    click(&mut harness, Role::Link, "Keep…");
    assert!(sees(&harness, "Keep this birth date?"));
    click(&mut harness, Role::Button, "Keep");
    assert!(
        harness.state().desk.draft.form.kept.is_empty(),
        "kept without a reason"
    );
    type_into(&mut harness, "Reason", "Corrected by the court");
    click(&mut harness, Role::Button, "Keep");
    let kept = &harness.state().desk.draft.form.kept;
    assert_eq!(
        kept.get(&WarningKey::NikBirthDate).map(String::as_str),
        Some("Corrected by the court")
    );
    assert!(harness.state().desk.state.modal.is_none());
    assert!(!sees(&harness, "The NIK says 1968-08-05"));
    assert!(sees(
        &harness,
        "Kept with the reason “Corrected by the court”"
    ));
    ask(&mut harness, Action::ShowSection(Section::Review));
    assert!(sees(&harness, "Corrected by the court"));
}

#[test]
fn a_reason_that_is_too_long_is_told_and_not_taken() {
    let mut harness = with_another_birth_date();
    click(&mut harness, Role::Link, "Keep…");
    type_into(&mut harness, "Reason", &"x".repeat(201));
    assert!(sees(&harness, "At most 200 characters, this has 201"));
    press(&mut harness, egui::Key::Enter);
    assert!(harness.state().desk.draft.form.kept.is_empty());
}

#[test]
fn the_birth_date_is_taken_from_the_nik() {
    let mut harness = with_another_birth_date();
    click(&mut harness, Role::Link, "Use it");
    assert_eq!(value(&harness, Field::DateOfBirth), "1968-08-05");
    assert!(!sees(&harness, "Birth date differs"));
}

#[test]
fn a_picture_that_stands_twice_names_the_other_place() {
    let mut window = Window::new(Lang::En);
    window.ask(Action::FillSample);
    let pictures = &mut window.desk.draft.form.pictures;
    for slot in [Slot::IdPhoto, Slot::Selfie] {
        let picture = pictures.get_mut(&slot).unwrap();
        let mut made = (*picture.made).clone();
        made.verdict.look = Look([0x5A5A, 7, 1 << 40, 3]);
        picture.made = Arc::new(made);
    }
    window.ask(Action::ShowSection(Section::Documents));
    let harness = open(window);
    assert!(sees(&harness, "The same picture as in Identity card"));
}
