//! The screen in the place of the others while the store is not open.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use jiff::SignedDuration;
use tcdx_desk::desk::state::{Screen, StoreState, StoreTrouble};
use tcdx_desk::desk::{Action, Told, update};
use tcdx_desk::domain::{Field, Lang};

use super::bench::{Window, opening, troubled};

fn passphrase(is_new: bool, told: Option<&'static str>) -> StoreTrouble {
    StoreTrouble::Passphrase {
        is_new,
        told: told.map(Told::new),
    }
}

struct Words {
    lang: Lang,
    passphrase: &'static str,
    again: &'static str,
    why: &'static str,
    create: &'static str,
    open: &'static str,
    too_short: &'static str,
    differ: &'static str,
    show: &'static str,
}

const WORDS: [Words; 2] = [
    Words {
        lang: Lang::En,
        passphrase: "Passphrase",
        again: "Repeat the passphrase",
        why: "This computer has no keyring",
        create: "Create the store",
        open: "Open the store",
        too_short: "at least 12 characters",
        differ: "The two passphrases differ",
        show: "Show the passphrase",
    },
    Words {
        lang: Lang::Id,
        passphrase: "Frasa sandi",
        again: "Ulangi frasa sandi",
        why: "Komputer ini tidak memiliki keyring",
        create: "Buat penyimpanan",
        open: "Buka penyimpanan",
        too_short: "sedikitnya 12 karakter",
        differ: "Kedua frasa sandi berbeda",
        show: "Tampilkan frasa sandi",
    },
];

#[test]
fn a_new_store_asks_for_a_passphrase_twice() {
    for words in WORDS {
        let mut window = Window::open(troubled(words.lang, passphrase(true, None)));
        window.see(words.why);
        let first = window
            .harness
            .get_by_role_and_label(Role::PasswordInput, words.passphrase);
        assert!(first.is_focused());
        first.type_text("empat kata");
        window.harness.run();
        window.press(egui::Key::Enter);
        let again = window
            .harness
            .get_by_role_and_label(Role::PasswordInput, words.again);
        assert!(again.is_focused(), "Enter leads on");
        window.click(Role::Button, words.create);
        window.see(words.too_short);
        assert!(window.asked().is_empty());

        window.type_into(Role::PasswordInput, words.passphrase, " sandi");
        window.type_into(Role::PasswordInput, words.again, "empat kata");
        window.press(egui::Key::Enter);
        window.see(words.differ);
        assert!(window.asked().is_empty());
        window.click(Role::Button, words.show);
        let shown = window
            .harness
            .query_by_role_and_label(Role::PasswordInput, words.passphrase);
        assert!(shown.is_none(), "it is shown");
        window.type_into(Role::TextInput, words.again, " sandi");
        window.press(egui::Key::Enter);
        let asked = window.asked();
        assert_eq!(asked, [r#"open Some("empat kata sandi") false"#]);
        assert!(window.desk().draft.passphrase.text.is_empty());
        assert!(matches!(window.desk().state.store, StoreState::Opening(_)));
    }
}

#[test]
fn a_wrong_passphrase_is_told_at_its_field() {
    for words in WORDS {
        // The words themselves belong to the store's texts; any text stands for them here.
        let wrong = passphrase(false, Some("unlock-not-alike"));
        let mut window = Window::open(troubled(words.lang, wrong));
        assert!(!window.sees(words.again), "it is not typed twice");
        let wrong = passphrase(false, Some("settings-store-closed"));
        window = Window::open(troubled(words.lang, wrong));
        window.see(match words.lang {
            Lang::En => "Not open",
            Lang::Id => "Tidak terbuka",
        });
        window
            .harness
            .get_by_role_and_label(Role::PasswordInput, words.passphrase)
            .type_text("rahasia");
        window.harness.run();
        window.click(Role::Button, words.open);
        assert_eq!(window.asked(), [r#"open Some("rahasia") false"#]);
    }
}

#[test]
fn every_screen_that_needs_the_store_says_what_is_wrong_with_it() {
    let words = [
        (
            Lang::En,
            "The store cannot be opened",
            "Try again",
            "Put aside and begin anew…",
            "Put aside and begin anew",
        ),
        (
            Lang::Id,
            "Penyimpanan tidak dapat dibuka",
            "Coba lagi",
            "Sisihkan dan mulai baru…",
            "Sisihkan dan mulai baru",
        ),
    ];
    for (lang, title, again, aside, yes) in words {
        let unusable = |can_set_aside| StoreTrouble::Unusable {
            told: Told::new("vault-other")
                .hint("error-wait-hint")
                .arg("seconds", 7_i64),
            can_set_aside,
        };
        let mut window = Window::open(troubled(lang, unusable(true)));
        for screen in [Screen::Onboard, Screen::Customers, Screen::Queue] {
            window.harness.state_mut().tell(Action::Go(screen));
            window.harness.run();
            window.see(title);
        }
        window
            .harness
            .state_mut()
            .tell(Action::Go(Screen::Settings));
        window.harness.run();
        assert!(!window.sees(title), "Settings need no store");
        window.harness.state_mut().tell(Action::Go(Screen::Queue));
        window.harness.run();
        window.click(Role::Button, aside);
        assert!(window.asked().is_empty(), "it is asked first");
        window.click(Role::Button, yes);
        assert_eq!(window.asked(), ["open None true"]);

        let mut window = Window::open(troubled(lang, unusable(false)));
        assert!(!window.sees(aside));
        window.click(Role::Button, again);
        assert_eq!(window.asked(), ["open None false"]);
    }
}

#[test]
fn a_store_that_opens_slowly_is_told_quietly() {
    for (lang, said) in [
        (Lang::En, "Opening the store"),
        (Lang::Id, "Membuka penyimpanan"),
    ] {
        for screen in [Screen::Onboard, Screen::Customers, Screen::Queue] {
            let (mut desk, _) = opening(lang);
            update(&mut desk, Action::Go(screen));
            let mut window = Window::open(desk);
            window.wait(SignedDuration::from_millis(299));
            assert!(!window.sees(said), "{screen:?}");
            window.wait(SignedDuration::from_millis(1));
            assert!(window.sees(said), "{screen:?}");
        }
    }
    // Who has begun to type is not interrupted.
    let (mut desk, _) = opening(Lang::En);
    desk.draft.form.set(Field::Name, "Budi");
    let mut window = Window::open(desk);
    window.wait(SignedDuration::from_secs(5));
    assert!(!window.sees("Opening the store"));
}
