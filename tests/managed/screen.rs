//! What is locked is shown so, at every place where it could be changed.

use egui::Theme;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::state::Screen;
use tcdx_desk::desk::{Action, update};
use tcdx_desk::domain::{Lang, Managed, ThemeChoice};

use super::bench::Window;
use super::{all_locked, by_it, managed_desk};

const TALL: [f32; 2] = [1280.0, 2600.0];

fn settings(mut desk: tcdx_desk::desk::Desk, profile: &str) -> Window {
    update(&mut desk, Action::Go(Screen::Settings));
    update(&mut desk, Action::EditProfile(Some(profile.to_owned())));
    Window::sized(desk, TALL, Theme::Light)
}

#[track_caller]
fn is_disabled(window: &Window, role: Role, label: &str) -> bool {
    let node = window.harness.get_by_role_and_label(role, label);
    node.accesskit_node().is_disabled()
}

#[test]
fn every_locked_control_is_disabled_and_says_who_set_it() {
    for (lang, by, labels, boxes, groups, used) in [
        (
            Lang::En,
            "Set by IT Kantor Pusat",
            [
                "Your name",
                "Requests at once",
                "Status questions a minute",
                "Days that pictures",
            ],
            "Tell on the desktop",
            ["Language", "Appearance"],
            "Which profile is used is set by IT Kantor Pusat",
        ),
        (
            Lang::Id,
            "Ditetapkan oleh IT Kantor Pusat",
            [
                "Nama Anda",
                "Permintaan sekaligus",
                "Pertanyaan status per menit",
                "Lama foto",
            ],
            "Beri tahu di desktop",
            ["Bahasa", "Tampilan"],
            "Profil yang dipakai ditetapkan oleh IT Kantor Pusat",
        ),
    ] {
        let window = settings(all_locked(lang), "Sendiri");
        let find = |role: Role, label: &str| {
            let mut nodes = window.harness.query_all_by_label_contains(label);
            nodes
                .find(|node| node.accesskit_node().role() == role)
                .unwrap_or_else(|| panic!("{label}"))
                .accesskit_node()
                .is_disabled()
        };
        for label in labels {
            assert!(find(Role::TextInput, label), "{label}");
        }
        assert!(find(Role::CheckBox, boxes));
        for label in groups {
            assert!(find(Role::RadioGroup, label), "{label}");
        }
        // Four fields, two groups and one tick; the profile that cannot be put to use has words of its own.
        let lines = window.harness.query_all_by_label(by).count();
        assert_eq!(lines, 7, "{lang:?}");
        window.see(used);
        window.see("IT Kantor Pusat");
        window.see("it@bank.example");
        // The person's own of the same name as a provisioned one.
        window.see("CABANG");
    }
}

#[test]
fn a_click_on_what_is_locked_asks_for_nothing() {
    let mut window = settings(all_locked(Lang::En), "Cabang");
    for label in ["Bahasa Indonesia", "Light"] {
        window.click(Role::RadioButton, label);
    }
    assert!(window.asked().is_empty());
    assert_eq!(window.desk().state.settings.theme, ThemeChoice::Dark);
    assert_eq!(window.desk().state.lang(), Lang::En);
    assert!(window.desk().state.toasts.is_empty());
}

#[test]
fn what_is_free_is_as_everywhere() {
    let window = settings(
        managed_desk(Lang::En, by_it("keep_pictures_days = 30")),
        "Sendiri",
    );
    assert!(!is_disabled(&window, Role::TextInput, "Requests at once"));
    assert!(!is_disabled(&window, Role::TextInput, "Base URL"));
    let keep = "Days that pictures are kept after a decision";
    assert!(is_disabled(&window, Role::TextInput, keep));
    assert!(!is_disabled(&window, Role::Button, "Add a profile"));
    let lines = window.harness.query_all_by_label("Set by IT Kantor Pusat");
    assert_eq!(lines.count(), 1);
}

#[test]
fn a_provisioned_profile_can_only_be_given_a_secret() {
    let mut window = settings(managed_desk(Lang::En, by_it("")), "Cabang");
    for label in ["Name", "Base URL", "API key", "Gesture photos"] {
        assert!(is_disabled(&window, Role::TextInput, label), "{label}");
    }
    assert!(window.harness.query_by_label("Remove…").is_none());
    assert!(
        window
            .harness
            .query_by_role_and_label(Role::Button, "Save")
            .is_none()
    );
    let secret = window
        .harness
        .get_by_role_and_label(Role::PasswordInput, "API secret");
    assert!(!secret.accesskit_node().is_disabled());
    window.effects();
    window.type_into(Role::PasswordInput, "API secret", "rahasia-4711");
    window.click(Role::Button, "Save the secret");
    let effects = format!("{:?}", window.effects());
    assert!(effects.contains("StoreSecret"), "{effects}");
    assert!(!effects.contains("SaveProfiles"), "{effects}");
}

#[test]
fn own_profiles_that_are_not_allowed_are_told_and_none_can_be_added() {
    let managed = Managed {
        forbids_own: true,
        ..by_it("")
    };
    let window = settings(managed_desk(Lang::Id, managed), "Cabang");
    window.see("“Sendiri, CABANG”");
    assert!(is_disabled(&window, Role::Button, "Tambah profil"));
    window.see("Hanya profil dari IT Kantor Pusat");
}

#[test]
fn the_choice_of_profiles_is_locked_in_the_navigation() {
    let mut window = Window::open(all_locked(Lang::En));
    window.click(Role::Button, "Cabang Bandung");
    window.see("Set by IT Kantor Pusat");
    assert!(!window.sees("Sendiri"));
    let mut window = Window::open(managed_desk(Lang::En, by_it("")));
    window.click(Role::Button, "Rina W.");
    window.see("Sendiri");
}

#[test]
fn the_welcome_shows_what_is_locked() {
    let mut desk = all_locked(Lang::Id);
    desk.state.screen = Screen::Welcome;
    let window = Window::open(desk);
    assert!(is_disabled(&window, Role::TextInput, "Nama Anda"));
    assert!(is_disabled(&window, Role::RadioGroup, "Bahasa"));
    let lines = window
        .harness
        .query_all_by_label("Ditetapkan oleh IT Kantor Pusat");
    assert_eq!(lines.count(), 2);
}
