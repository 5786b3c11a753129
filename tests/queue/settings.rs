//! The limits, the news, and where the store is, in Settings.

use egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::state::{Screen, SendingField, StoreKind};
use tcdx_desk::desk::{Action, Event, update};
use tcdx_desk::domain::{Lang, Settings};

use super::bench::{Window, asked, desk, opening};

fn type_numbers(desk: &mut tcdx_desk::desk::Desk, numbers: [&str; 3]) -> Vec<String> {
    let typed = &mut desk.draft.sending;
    let places = [&mut typed.at_once, &mut typed.polls, &mut typed.keep_days];
    for (text, place) in numbers.into_iter().zip(places) {
        text.clone_into(place);
    }
    asked(&update(desk, Action::SaveSending))
}

fn kept(settings: &Settings) -> [u32; 3] {
    [
        settings.sends_at_once,
        settings.polls_per_minute,
        settings.keep_pictures_days,
    ]
}

#[test]
fn numbers_are_judged_each_by_itself() {
    let mut desk = desk(Lang::En);
    assert_eq!(
        type_numbers(&mut desk, [" 8 ", "6000", "0"]),
        ["save settings"]
    );
    assert_eq!(kept(&desk.state.settings), [8, 6000, 0]);
    assert_eq!(desk.draft.sending.at_once, "8");
    assert!(type_numbers(&mut desk, ["8", "6000", "0"]).is_empty());
    for wrong in ["", "0", "9", "-1", "2.5", "two", "99999999999"] {
        assert!(type_numbers(&mut desk, [wrong, "6000", "0"]).is_empty());
        let problems = &desk.state.settings_screen.sending;
        assert_eq!(problems.len(), 1, "{wrong:?}");
        assert_eq!(problems[&SendingField::AtOnce].id, "settings-number");
        assert_eq!(desk.draft.sending.at_once, wrong, "what was typed stays");
    }
    // One that is wrong does not hold the others back.
    assert_eq!(type_numbers(&mut desk, ["9", "0", "30"]), ["save settings"]);
    assert_eq!(kept(&desk.state.settings), [8, 6000, 30]);
    assert_eq!(desk.state.settings_screen.sending.len(), 2);
    assert_eq!(
        type_numbers(&mut desk, ["2", "120", "90"]),
        ["save settings"]
    );
    assert!(desk.state.settings_screen.sending.is_empty());
}

#[test]
fn a_number_is_taken_when_its_field_is_left_and_what_is_wrong_is_told_at_it() {
    for (lang, label, wrong) in [
        (
            Lang::En,
            "Requests at once",
            "Enter a whole number from 1 to 8",
        ),
        (
            Lang::Id,
            "Permintaan sekaligus",
            "Masukkan bilangan bulat dari 1 sampai 8",
        ),
    ] {
        let mut desk = desk(lang);
        update(&mut desk, Action::Go(Screen::Settings));
        let mut window = Window::sized(desk, [1280.0, 2000.0], egui::Theme::Light);
        window.type_into(Role::TextInput, label, "0");
        assert!(!window.sees(wrong), "not while typing");
        window.press(egui::Key::Enter);
        assert_eq!(window.desk().state.settings.sends_at_once, 2, "{lang:?}");
        window.see(wrong);
    }
}

#[test]
fn news_on_the_desktop_can_be_turned_off() {
    let mut desk = desk(Lang::En);
    update(&mut desk, Action::Go(Screen::Settings));
    let mut window = Window::sized(desk, [1280.0, 2000.0], egui::Theme::Light);
    let name = "Tell on the desktop when a case is approved or rejected, without names";
    let toggled = |window: &Window| {
        let node = window.harness.get_by_role_and_label(Role::CheckBox, name);
        node.accesskit_node().toggled()
    };
    assert_eq!(toggled(&window), Some(Toggled::True));
    window.click(Role::CheckBox, name);
    assert_eq!(window.asked(), ["save settings"]);
    assert!(!window.desk().state.settings.notifications);
    assert_eq!(toggled(&window), Some(Toggled::False));
}

#[test]
fn it_is_said_where_and_how_the_store_is_kept() {
    for (kind, how, has_file) in [
        (
            StoreKind::Keyring,
            "Encrypted on this computer, the key in the keyring",
            true,
        ),
        (
            StoreKind::Passphrase,
            "Encrypted on this computer, with your passphrase",
            true,
        ),
        (
            StoreKind::Session,
            "In memory, until the program ends",
            false,
        ),
    ] {
        let (mut desk, request) = opening(Lang::En);
        desk.state.data_folder = Some("/home/rina/.local/share/tcdx-desk".into());
        let result = Ok(kind);
        update(&mut desk, Event::StoreOpened { request, result });
        update(&mut desk, Action::Go(Screen::Settings));
        let window = Window::sized(desk, [1280.0, 2000.0], egui::Theme::Light);
        window.see(how);
        let folder = window.sees("Copy the path of the folder");
        assert_eq!(folder, has_file, "{kind:?}");
        assert_eq!(window.sees("tcdx-desk backup FILE"), has_file, "{kind:?}");
    }
}

#[test]
fn a_store_in_memory_is_told_where_onboarding_begins() {
    for (lang, told) in [
        (Lang::En, "kept for this session only"),
        (Lang::Id, "hanya disimpan untuk sesi ini"),
    ] {
        let (mut desk, request) = opening(lang);
        let result = Ok(StoreKind::Session);
        update(&mut desk, Event::StoreOpened { request, result });
        let mut window = Window::open(desk);
        window.see(told);
        let go = Action::ShowSection(tcdx_desk::domain::Section::Contact);
        window.harness.state_mut().tell(go);
        window.harness.run();
        assert!(!window.sees(told), "it does not follow the person around");
    }
    let window = Window::open(desk(Lang::En));
    assert!(!window.sees("kept for this session only"));
}

#[test]
fn a_new_profile_can_be_left_without_saving_it() {
    let mut desk = desk(Lang::En);
    update(&mut desk, Action::Go(Screen::Settings));
    let mut window = Window::sized(desk, [1280.0, 2400.0], egui::Theme::Light);
    window.click(Role::Button, "Add a profile");
    window.see("New profile");
    window.click(Role::Button, "Cancel");
    assert!(!window.sees("New profile"));
    let used = window.desk().state.profile().name.clone();
    assert_eq!(window.desk().draft.profile.editing, Some(used));
}

#[test]
fn a_web_page_in_place_of_the_server_may_be_a_wrong_base_url() {
    for (lang, says) in [
        (Lang::En, "the base URL in Settings may be wrong"),
        (Lang::Id, "URL dasar di Pengaturan mungkin salah"),
    ] {
        let error = tcdx_desk::tcdx::Error::NotTcdx {
            status: 404,
            why: tcdx_desk::tcdx::Why::Html,
            details: tcdx_desk::tcdx::Details::default(),
        };
        let told = tcdx_desk::desk::explain::network(&error);
        let told = told.full(tcdx_desk::text::of(lang));
        assert!(told.contains(says), "{told}");
    }
}
