//! The small window that says why the program does not start.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tcdx_desk::desk::explain::Told;
use tcdx_desk::domain::Lang;
use tcdx_desk::ui::theme;
use tcdx_desk::ui::trouble::{Answer, Trouble};

struct Shown {
    trouble: Trouble,
    answer: Option<Answer>,
}

fn shown(lang: Lang, can_put_aside: bool) -> Harness<'static, Shown> {
    let told = Told::new("store-damaged")
        .arg("path", "/home/rina/settings.toml")
        .arg("line", 3_usize)
        .arg("column", 9_usize)
        .hint("store-damaged-hint");
    let state = Shown {
        trouble: Trouble::new(told, lang, can_put_aside),
        answer: None,
    };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(600.0, 320.0))
        .with_context_setup(theme::apply_for_tests)
        .build_ui_state(
            |ui, shown: &mut Shown| {
                shown.answer = shown.trouble.paint(ui).or(shown.answer);
            },
            state,
        );
    harness.run();
    harness
}

#[test]
fn it_says_what_happened_where_and_what_to_do_in_both_languages() {
    for (lang, words) in [
        (
            Lang::En,
            [
                "cannot start",
                "line 3, column 9",
                "Mend",
                "under another name",
            ],
        ),
        (
            Lang::Id,
            [
                "tidak dapat dimulai",
                "baris 3, kolom 9",
                "Perbaiki",
                "dengan nama lain",
            ],
        ),
    ] {
        let harness = shown(lang, true);
        for word in words {
            harness.get_by_label_contains(word);
        }
    }
}

#[test]
fn keys_and_buttons_close_it_copy_it_or_put_the_file_aside() {
    let mut harness = shown(Lang::En, true);
    let close = harness.get_by_role_and_label(Role::Button, "Close");
    assert!(close.is_focused());
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().answer, Some(Answer::Close));

    let mut harness = shown(Lang::En, true);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().answer, Some(Answer::Close));

    let mut harness = shown(Lang::En, true);
    harness.get_by_role_and_label(Role::Button, "Copy").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Copied");
    assert_eq!(harness.state().answer, None);
    let aside = harness.get_by_role_and_label(Role::Button, "Put aside and start");
    aside.click();
    harness.run();
    assert_eq!(harness.state().answer, Some(Answer::PutAside));
}

#[test]
fn nothing_is_put_aside_where_something_could_be_lost() {
    let harness = shown(Lang::En, false);
    let aside = harness.query_by_label_contains("Put aside");
    assert!(aside.is_none());
}
