//! What is offered when, and that no text is missing.

use super::*;

#[test]
fn lists_that_were_never_fetched_are_told_and_can_be_fetched() {
    let mut harness = english();
    ask(&mut harness, Action::ShowSection(Section::Occupation));
    assert!(!sees(&harness, "These lists"));
    harness.state_mut().desk.state.items.source = ItemsSource::Bundled;
    harness.run();
    assert!(sees(&harness, "These lists came with the program"));
    click(&mut harness, Role::Button, "Fetch the lists again");
    assert!(harness.state().desk.state.items.loading.is_some());
}

#[test]
fn the_sample_is_offered_in_training_alone() {
    let harness = english();
    assert!(sees(&harness, "Fill with sample data"));
    let mut window = Window::new(Lang::En);
    window.desk.state.profiles[0] = Profile::live("Live", "https://api.example.com", "key");
    assert!(!sees(&open(window), "Fill with sample data"));
}

#[test]
fn no_text_is_missing_in_either_language() {
    assert!(looks_like_an_id("onboard-title") && !looks_like_an_id("1968-08-05"));
    for lang in [Lang::Id, Lang::En] {
        let mut window = Window::new(lang);
        window.ask(Action::FillSample);
        let mut harness = open(window);
        for section in Section::ALL {
            ask(&mut harness, Action::ShowSection(section));
            assert_no_ids(&harness, lang);
        }
        ask(&mut harness, Action::NewForm);
        for section in Section::ALL.into_iter().rev() {
            ask(&mut harness, Action::ShowSection(section));
            assert_no_ids(&harness, lang);
        }
        for key in WarningKey::ALL {
            ask(&mut harness, Action::AskKeep(key));
            assert_no_ids(&harness, lang);
        }
    }
}
