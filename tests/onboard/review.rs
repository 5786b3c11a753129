//! The review: everything once more, what is wrong, and what sending waits for.

use super::*;

#[test]
fn send_says_what_it_waits_for_until_it_waits_for_nothing() {
    let mut harness = filled();
    harness.state_mut().desk.draft.staff.clear();
    let is_disabled = |harness: &Harness<'_, Window>| {
        let send = harness.get_by_role_and_label(Role::Button, "Send");
        send.accesskit_node().is_disabled()
    };
    harness.state_mut().desk.draft.form.set(Field::ZipCode, "1");
    ask(&mut harness, Action::Blurred(Field::ZipCode));
    assert!(sees(&harness, "Solve the problems before sending"));
    assert!(is_disabled(&harness));
    harness
        .state_mut()
        .desk
        .draft
        .form
        .set(Field::ZipCode, "61258");
    ask(&mut harness, Action::Blurred(Field::ZipCode));
    assert!(sees(&harness, "The customer’s consent is missing"));
    tick_the_consent(&mut harness);
    assert!(sees(&harness, "The staff name is missing"));
    harness.state_mut().desk.draft.staff = "Rina W.".to_owned();
    harness.run();
    assert!(!is_disabled(&harness));
    // A server that cannot be reached is no reason to wait: the queue does that.
    let failed = Connection::Failed(Told::new("error-dns"));
    harness.state_mut().desk.state.connection = failed;
    harness.run();
    assert!(!is_disabled(&harness));
    assert!(sees(&harness, "It waits in the queue until it can"));
    click(&mut harness, Role::Button, "Send");
    let case = harness.state().followed();
    assert!(harness.state().desk.state.queue.job_of(case).is_some());
}

/// Ticks the consent by the keyboard: it is below what is seen, and the focus scrolls to it.
fn tick_the_consent(harness: &mut Harness<'_, Window>) {
    let agree = "The customer has read this and agrees";
    harness.get_by_role_and_label(Role::CheckBox, agree).focus();
    harness.run();
    press(harness, egui::Key::Space);
    assert!(harness.state().desk.draft.consent);
}

#[test]
fn the_review_says_everything_in_words_and_leads_back() {
    let mut harness = filled();
    let form = harness.state().desk.draft.form.clone();
    for field in [Field::Name, Field::IdNumber, Field::Email, Field::Address] {
        assert!(sees(&harness, form.get(field)), "{field:?}");
    }
    assert!(sees(&harness, "Indonesia"));
    assert!(sees(&harness, "8 of 8 gestures"));
    assert!(sees(&harness, "View Identity card"));
    harness
        .get_by_role_and_label(Role::Button, "Edit Contact and address")
        .click();
    harness.run();
    assert_eq!(section(&harness), Section::Contact);
}

#[test]
fn a_long_address_stays_inside_the_window() {
    let mut harness = filled();
    let form = &mut harness.state_mut().desk.draft.form;
    form.set(Field::Address, "Jalan Melati ".repeat(19));
    form.set(Field::Name, "N".repeat(255));
    harness.run();
    let width = harness.ctx.content_rect().width();
    for node in harness.root().children_recursive() {
        if let Some(bounds) = node.accesskit_node().bounding_box() {
            assert!(
                bounds.x1 <= f64::from(width),
                "{:?} {bounds:?}",
                node.accesskit_node().label()
            );
        }
    }
}

#[test]
fn a_section_opens_at_its_top() {
    let mut harness = filled();
    tick_the_consent(&mut harness);
    let top = |harness: &Harness<'_, Window>| {
        let edit = harness.get_by_role_and_label(Role::Button, "Edit Identity");
        edit.rect().top()
    };
    assert!(top(&harness) < 0.0, "not scrolled");
    ask(&mut harness, Action::ShowSection(Section::Contact));
    ask(&mut harness, Action::ShowSection(Section::Review));
    assert!(top(&harness) > 0.0);
}

#[test]
fn what_the_server_refused_is_listed_and_leads_to_its_field() {
    let mut harness = filled();
    let onboard = &mut harness.state_mut().desk.state.onboard;
    onboard.server_problems.push(Problem {
        field: Field::Email,
        issue: Issue::Server("already taken".to_owned()),
    });
    onboard.banner = Some(Told::new("onboard-lists-bundled"));
    harness.run();
    assert!(sees(&harness, "The server says “already taken”"));
    assert!(sees(&harness, "These lists came with the program"));
    click(&mut harness, Role::Link, "E-mail address");
    assert_eq!(section(&harness), Section::Contact);
    let focused = harness.ctx.memory(egui::Memory::focused);
    assert_eq!(focused, Some(form_fields::id(Field::Email)));
    assert!(sees(&harness, "The server says “already taken”"));
}
