//! The window is not the guard: whatever it asks for, what is locked stays.

use tcdx_desk::desk::state::{Modal, Screen};
use tcdx_desk::desk::update::settle_profile;
use tcdx_desk::desk::{Action, Desk, Effect, update};
use tcdx_desk::domain::{Lang, Managed, Profile, Settings, ThemeChoice};

use super::{all_locked, by_it, managed_desk};

/// The last short message.
fn told(desk: &Desk) -> String {
    let toast = desk.state.toasts.last().unwrap();
    assert!(toast.is_error);
    toast.told.full(desk.state.texts())
}

#[test]
fn no_action_changes_what_is_locked() {
    for action in [
        Action::SetLanguage(Lang::Id),
        Action::SetTheme(ThemeChoice::Light),
        Action::SetNotifications(true),
        Action::SwitchProfile("Sendiri".to_owned()),
        Action::SwitchProfile("Training".to_owned()),
    ] {
        let mut desk = all_locked(Lang::En);
        let before = desk.state.settings.clone();
        let name = format!("{action:?}");
        let effects = update(&mut desk, action);
        assert!(effects.is_empty(), "{name}: {effects:?}");
        assert_eq!(desk.state.settings, before, "{name}");
        assert_eq!(
            told(&desk),
            "This is set by IT Kantor Pusat and cannot be changed here"
        );
    }
}

#[test]
fn what_is_typed_over_a_locked_setting_goes_back() {
    let mut desk = all_locked(Lang::En);
    let before = desk.state.settings.clone();
    "Orang lain".clone_into(&mut desk.draft.staff);
    "8".clone_into(&mut desk.draft.sending.at_once);
    "6000".clone_into(&mut desk.draft.sending.polls);
    "0".clone_into(&mut desk.draft.sending.keep_days);
    for action in [
        Action::SaveStaffName,
        Action::SaveSending,
        Action::LeaveWelcome,
    ] {
        for effect in update(&mut desk, action) {
            if let Effect::SaveSettings(settings) = effect {
                assert_eq!(settings, before);
            }
        }
        assert_eq!(desk.state.settings, before);
    }
    assert_eq!(desk.draft.staff, "Cabang Bandung");
    assert_eq!(desk.draft.sending.keep_days, "30");
}

#[test]
fn what_is_free_beside_a_lock_can_be_changed() {
    let mut desk = managed_desk(Lang::En, by_it("keep_pictures_days = 30"));
    "5".clone_into(&mut desk.draft.sending.at_once);
    "0".clone_into(&mut desk.draft.sending.keep_days);
    update(&mut desk, Action::SaveSending);
    let settings = &desk.state.settings;
    assert_eq!(
        (settings.sends_at_once, settings.keep_pictures_days),
        (5, 30)
    );
    update(&mut desk, Action::SetTheme(ThemeChoice::Dark));
    update(&mut desk, Action::SetLanguage(Lang::Id));
    let settings = &desk.state.settings;
    assert_eq!(settings.theme, ThemeChoice::Dark);
    assert_eq!(settings.language, Some(Lang::Id));
    assert!(desk.state.toasts.is_empty());
}

#[test]
fn a_welcome_that_is_locked_to_come_can_be_left() {
    let mut desk = managed_desk(Lang::En, by_it("welcomed = false"));
    desk.state.screen = Screen::Welcome;
    update(&mut desk, Action::LeaveWelcome);
    assert_eq!(desk.state.screen, Screen::Onboard);
    assert!(!desk.state.settings.welcomed);
}

/// The profiles that would be written.
fn written(effects: &[Effect]) -> Option<Vec<String>> {
    effects.iter().find_map(|effect| match effect {
        Effect::SaveProfiles(profiles) => {
            Some(profiles.iter().map(|p| p.base_url.clone()).collect())
        }
        _ => None,
    })
}

#[test]
fn a_provisioned_profile_takes_a_secret_and_nothing_else() {
    let mut desk = managed_desk(Lang::En, by_it(""));
    update(&mut desk, Action::EditProfile(Some("Cabang".to_owned())));
    let before = desk.state.profiles.clone();
    let draft = &mut desk.draft.profile;
    "https://elsewhere.example".clone_into(&mut draft.base_url);
    "another".clone_into(&mut draft.api_key);
    assert!(
        update(&mut desk, Action::SaveProfile).is_empty(),
        "no secret was typed"
    );
    let problem = desk.state.settings_screen.problem.take().unwrap();
    assert_eq!(problem.id, "managed-no-secret");
    "rahasia-4711".clone_into(&mut desk.draft.profile.secret);
    let effects = update(&mut desk, Action::SaveProfile);
    assert_eq!(desk.state.profiles, before);
    let [
        Effect::StoreSecret {
            profile, secret, ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (profile.as_str(), secret.expose()),
        ("Cabang", "rahasia-4711")
    );
    assert!(desk.draft.profile.secret.is_empty());

    for action in [
        Action::AskRemoveProfile("Cabang".to_owned()),
        Action::RemoveProfile("Cabang".to_owned()),
    ] {
        assert!(update(&mut desk, action).is_empty());
        assert_eq!(desk.state.profiles, before);
        assert!(!matches!(desk.state.modal, Some(Modal::RemoveProfile(_))));
        told(&desk);
    }
}

#[test]
fn a_persons_file_never_holds_a_provisioned_profile_and_loses_none_of_its_own() {
    let mut desk = managed_desk(Lang::En, by_it(""));
    update(&mut desk, Action::EditProfile(None));
    let draft = &mut desk.draft.profile;
    "Baru".clone_into(&mut draft.name);
    "https://baru.example".clone_into(&mut draft.base_url);
    "k".clone_into(&mut draft.api_key);
    let effects = update(&mut desk, Action::SaveProfile);
    let all = [
        "",
        "https://sendiri.example",
        "https://baru.example",
        "https://lama.example",
    ];
    assert_eq!(written(&effects).unwrap(), all);
    let effects = update(&mut desk, Action::RemoveProfile("Baru".to_owned()));
    assert_eq!(written(&effects).unwrap(), [all[0], all[1], all[3]]);

    for taken in ["cabang", "Cabang", "SENDIRI"] {
        update(&mut desk, Action::EditProfile(None));
        let draft = &mut desk.draft.profile;
        taken.clone_into(&mut draft.name);
        "https://baru.example".clone_into(&mut draft.base_url);
        "k".clone_into(&mut draft.api_key);
        assert!(update(&mut desk, Action::SaveProfile).is_empty(), "{taken}");
        let problem = desk.state.settings_screen.problem.clone().unwrap();
        assert_eq!(problem.id, "profile-name-taken", "{taken}");
    }
}

#[test]
fn where_own_profiles_are_not_allowed_none_is_added() {
    let managed = Managed {
        forbids_own: true,
        ..by_it("")
    };
    let mut desk = managed_desk(Lang::Id, managed);
    let names: Vec<_> = desk.state.profiles.iter().map(|p| p.name.clone()).collect();
    assert_eq!(names, ["Training", "Cabang"]);
    assert!(update(&mut desk, Action::EditProfile(None)).is_empty());
    assert_eq!(
        told(&desk),
        "IT Kantor Pusat tidak mengizinkan profil sendiri"
    );
    desk.draft.profile.editing = None;
    "Baru".clone_into(&mut desk.draft.profile.name);
    assert!(update(&mut desk, Action::SaveProfile).is_empty());
    assert_eq!(desk.state.profiles.len(), 2);
    assert_eq!(desk.state.aside.len(), 2, "they stay in the file");
}

#[test]
fn a_profile_that_is_gone_gives_way_to_the_default_and_is_told() {
    let managed = Managed {
        defaults: "profile = \"Cabang\"".parse().unwrap(),
        ..by_it("")
    };
    let profiles = managed.list(vec![Profile::training()]).used;
    let chosen = |name: &str| Settings {
        profile: name.to_owned(),
        ..Settings::default()
    };
    let mut settings = chosen("Lama");
    let told = settle_profile(&mut settings, &managed, &profiles).unwrap();
    assert_eq!(settings.profile, "Cabang");
    let text = told.full(tcdx_desk::text::of(Lang::En));
    assert!(
        text.contains("Lama") && text.contains("“Cabang” is in use"),
        "{text}"
    );

    let mut settings = chosen("Training");
    assert!(settle_profile(&mut settings, &managed, &profiles).is_none());
    let mut settings = chosen("Lama");
    assert!(settle_profile(&mut settings, &Managed::default(), &profiles).is_none());
    assert_eq!(settings.profile, "Lama", "elsewhere all is as before");
}
