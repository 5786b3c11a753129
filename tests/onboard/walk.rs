//! Going through the form, and what one field asks of another.

use super::*;

#[test]
fn a_foreigner_needs_a_proof_of_address_and_a_foreign_country_no_province() {
    let mut harness = english();
    click(&mut harness, Role::ComboBox, "Nationality");
    let filter = harness.get_by_role_and_label(Role::TextInput, "Nationality");
    filter.type_text("SGP");
    harness.run();
    press(&mut harness, egui::Key::Enter);
    assert_eq!(value(&harness, Field::Nationality), "SG");
    let proof = Field::Picture(Slot::ProofOfAddress);
    assert!(has_problem(&harness, proof));

    ask(&mut harness, Action::ShowSection(Section::Contact));
    assert!(sees(&harness, "Province"), "a new form begins in Indonesia");
    ask(
        &mut harness,
        Action::Choose(Field::Country, "SG".to_owned()),
    );
    assert_eq!(value(&harness, Field::PhoneCountryCode), "+65", "proposed");
    assert!(!sees(&harness, "Province"));
    assert!(!has_problem(&harness, Field::Province));
    ask(
        &mut harness,
        Action::Choose(Field::Country, "ID".to_owned()),
    );
    assert!(sees(&harness, "Province"));
    assert!(has_problem(&harness, Field::Province));
    ask(
        &mut harness,
        Action::Choose(Field::Nationality, "ID".to_owned()),
    );
    assert!(!has_problem(&harness, proof));
}

#[test]
fn a_dialling_code_that_several_countries_share_names_the_customers_own() {
    let mut harness = english();
    ask(
        &mut harness,
        Action::Choose(Field::Country, "CA".to_owned()),
    );
    ask(&mut harness, Action::ShowSection(Section::Contact));
    assert_eq!(value(&harness, Field::PhoneCountryCode), "+1");
    let picker = harness.get_by_role_and_label(Role::ComboBox, "Dialling code");
    assert_eq!(picker.accesskit_node().value().as_deref(), Some("Canada"));
}

#[test]
fn f8_goes_from_problem_to_problem_and_on_to_the_next_section() {
    let mut harness = english();
    let fields = [
        Field::IdNumber,
        Field::Name,
        Field::Gender,
        Field::DateOfBirth,
        Field::PlaceOfBirth,
        Field::Email,
        Field::MobileNo,
        Field::Address,
        Field::Province,
        Field::ZipCode,
        Field::Occupation,
    ];
    for field in fields {
        press(&mut harness, egui::Key::F8);
        assert_eq!(section(&harness), field.section());
        let focused = harness.ctx.memory(egui::Memory::focused);
        assert_eq!(focused, Some(form_fields::id(field)), "{field:?}");
    }
}

#[test]
fn tab_goes_through_the_fields_in_their_order() {
    let mut harness = english();
    ask(&mut harness, Action::JumpTo(Field::IdType));
    let fields = [
        Field::IdType,
        Field::IdNumber,
        Field::Name,
        Field::Gender,
        Field::DateOfBirth,
        Field::PlaceOfBirth,
        Field::Nationality,
    ];
    for field in fields {
        let focused = harness.ctx.memory(egui::Memory::focused);
        assert_eq!(focused, Some(form_fields::id(field)), "{field:?}");
        press(&mut harness, egui::Key::Tab);
    }
    let problems = "5 problems, list them";
    let pill = harness.get_by_role_and_label(Role::Button, problems);
    assert!(pill.is_focused(), "the footer comes after the fields");
    press(&mut harness, egui::Key::Tab);
    let go_on = harness.get_by_role_and_label(Role::Button, "Continue");
    assert!(go_on.is_focused());
}

#[test]
fn continue_shows_what_is_wrong_and_moves_on() {
    let mut harness = english();
    let rail = |harness: &Harness<'_, Window>| {
        let item = harness.get_by_role_and_label(Role::Button, "Identity");
        item.accesskit_node().description()
    };
    assert_eq!(rail(&harness).as_deref(), Some("Not begun"));
    click(&mut harness, Role::Button, "Continue");
    assert_eq!(section(&harness), Section::Contact);
    assert_eq!(rail(&harness).as_deref(), Some("5 problems"));
    assert!(sees(&harness, "5 problems, list them"));
    click(&mut harness, Role::Button, "Back");
    assert_eq!(section(&harness), Section::Identity);
    assert!(sees(&harness, "Fill this in"));
    click(&mut harness, Role::Button, "Documents");
    assert_eq!(section(&harness), Section::Documents);
}
