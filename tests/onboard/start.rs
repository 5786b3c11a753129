//! The start screen: what is unfinished, by name and age, to be continued or discarded.

use egui::Key;

use super::*;

/// A program that starts on a store with these drafts, the last one touched last.
fn with_drafts(lang: Lang, names: &[&str]) -> Harness<'static, Window> {
    let mut bench = Bench::speaking(lang, session().unwrap());
    for name in names {
        bench.types(Field::Name, name);
        bench.act(Action::NewForm);
        bench.wait(60_000);
    }
    let again = Bench::speaking(lang, std::sync::Arc::clone(&bench.store));
    let mut window = Window::of(again);
    window.desk.state.now = bench.desk.state.now;
    open(window)
}

#[test]
fn enter_goes_on_with_the_last_draft() {
    let mut harness = with_drafts(Lang::En, &["Budi", "Siti"]);
    assert!(sees(&harness, "2 customers were begun and not sent"));
    assert!(sees(&harness, "Last edited 2 min ago · Rina W."));
    let go_on = "Continue with Siti";
    assert!(is_focused(&harness, Role::Button, go_on));
    let siti = harness.get_by_role_and_label(Role::Button, go_on).rect();
    let budi = harness.get_by_role_and_label(Role::Button, "Continue with Budi");
    assert!(siti.top() < budi.rect().top(), "newest first");
    let bars = harness.query_all_by_role(Role::ProgressIndicator).count();
    assert_eq!(bars, 2);
    press(&mut harness, Key::Enter);
    assert_eq!(section(&harness), Section::Identity);
    assert_eq!(value(&harness, Field::Name), "Siti");
}

#[test]
fn the_whole_screen_works_by_keyboard() {
    let mut harness = with_drafts(Lang::En, &["Budi", "Siti"]);
    press(&mut harness, Key::Tab);
    let discard = "Discard the draft of Siti…";
    assert!(is_focused(&harness, Role::Button, discard));
    press(&mut harness, Key::Enter);
    assert!(sees(&harness, "Siti"), "the question names the customer");
    assert!(is_focused(&harness, Role::Button, "Cancel"));
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().desk.state.cases.unfinished_count(), 2);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::N);
    harness.run();
    assert_eq!(section(&harness), Section::Identity);
    assert_eq!(value(&harness, Field::Name), "");
}

#[test]
fn a_discarded_draft_is_gone_from_the_list() {
    let mut harness = with_drafts(Lang::En, &["Budi", "Siti"]);
    click(&mut harness, Role::Button, "Discard the draft of Budi…");
    let case = harness.state().desk.state.cases.unfinished()[1].id;
    ask(&mut harness, Action::DiscardDraft(case));
    assert!(!sees(&harness, "Budi"));
    assert!(sees(&harness, "1 customer was begun and not sent"));
}

#[test]
fn a_draft_without_a_name_says_so() {
    let mut bench = Bench::new();
    bench.types(Field::Email, "siti@example.com");
    bench.act(Action::ShowUnfinished);
    let harness = open(Window::of(bench));
    assert!(sees(&harness, "No name yet"));
    assert!(sees(&harness, "Last edited just now"));
}

#[test]
fn the_form_leads_to_what_else_is_unfinished() {
    let mut harness = with_drafts(Lang::En, &["Budi", "Siti"]);
    press(&mut harness, Key::Enter);
    click(&mut harness, Role::Button, "Unfinished (1)");
    assert!(sees(&harness, "Unfinished customers"));
    click(&mut harness, Role::Button, "New customer");
    assert!(sees(&harness, "Unfinished (2)"));
}

#[test]
fn many_drafts_scroll_and_stay_a_list() {
    let names: Vec<String> = (0..70).map(|at| format!("Nasabah {at}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut harness = with_drafts(Lang::En, &names);
    let rows =
        |harness: &Harness<'_, Window>| harness.query_all_by_role(Role::ProgressIndicator).count();
    assert_eq!(rows(&harness), 50);
    harness
        .get_by_role_and_label(Role::Button, "Show 20 more")
        .click_accesskit();
    harness.run();
    assert_eq!(rows(&harness), 70);
}

#[test]
fn the_header_says_whether_all_is_kept() {
    let mut harness = english();
    assert!(sees(&harness, "Kept as you type"));
    type_into(&mut harness, "Full name", "Siti");
    assert!(sees(&harness, "Saving…"));
    let window = harness.state_mut();
    window.wait(1000);
    window.settle();
    harness.run();
    assert!(sees(&harness, "Saved "));
    harness.state_mut().fault = Some(|| tcdx_desk::store::cases::CaseError::DiskFull);
    type_into(&mut harness, "Full name", " Contoh");
    let window = harness.state_mut();
    window.wait(1000);
    window.settle();
    harness.run();
    assert!(sees(&harness, "Not saved: "));
    assert!(sees(&harness, "What you typed is not on the disk yet"));
}

#[test]
fn both_languages_are_whole() {
    for lang in [Lang::Id, Lang::En] {
        let harness = with_drafts(lang, &["Budi", "Siti"]);
        assert_no_ids(&harness, lang);
    }
}
