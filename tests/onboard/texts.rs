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

/// True for what a text id looks like: `onboard-title`.
fn looks_like_an_id(text: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    text.contains('-') && text.split('-').all(is_word)
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
        ask(&mut harness, Action::Clear);
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

fn assert_no_ids(harness: &Harness<'_, Window>, lang: Lang) {
    let mut seen = 0;
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        for text in [
            node.label(),
            node.value(),
            node.description(),
            node.placeholder().map(str::to_owned),
        ] {
            let Some(text) = text else { continue };
            seen += 1;
            assert!(!looks_like_an_id(&text), "{lang:?}: {text}");
        }
    }
    assert!(seen > 10, "nothing was painted");
}
