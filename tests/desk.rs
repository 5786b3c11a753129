//! The desk without a window: what `update` does with what a person asks and what the world answers.

use jiff::Timestamp;
use tcdx_desk::desk::effect::PictureSource;
use tcdx_desk::desk::event::{PictureEnd, RegisterEnd};
use tcdx_desk::desk::state::{Connection, Modal, Step};
use tcdx_desk::desk::update::{start, unsaved};
use tcdx_desk::desk::{Action, Desk, Effect, Event, RequestId, Told, update};
use tcdx_desk::domain::{Field, Form, Lang, Profile, Section, Settings, Slot};

const NIK: &str = "3515144508680002";

fn desk() -> Desk {
    let settings = Settings {
        language: Some(Lang::En),
        welcomed: true,
        ..Settings::default()
    };
    let now: Timestamp = "2026-11-23T03:00:00Z".parse().unwrap();
    let today = "2026-11-23".parse().unwrap();
    let profiles = vec![
        Profile::training(),
        Profile::live("Jakarta", "https://api.example.com", "key"),
    ];
    let (mut desk, _) = start(settings, profiles, now, today);
    let Connection::Connecting(request) = desk.state.connection else {
        panic!("not connecting");
    };
    update(
        &mut desk,
        Event::Connected {
            request,
            result: Ok(None),
        },
    );
    desk
}

/// The request id of the one effect that loads a picture.
fn loading(effects: &[Effect]) -> RequestId {
    let found = effects.iter().find_map(|effect| match effect {
        Effect::LoadPicture { request, .. } => Some(*request),
        _ => None,
    });
    found.unwrap()
}

/// A whole form, sent: the request that is under way.
fn send(desk: &mut Desk) -> RequestId {
    let sample = tcdx_desk::domain::form_file::read(tcdx_desk::samples::customer_json()).unwrap();
    desk.draft.form = sample.form;
    let pictures = desk.state.profile().pictures;
    for (slot, name) in sample.pictures {
        let bytes = tcdx_desk::samples::picture(&name).unwrap();
        let fitted =
            tcdx_desk::photo::fit(bytes, &pictures.of(slot), pictures.max_file_bytes).unwrap();
        desk.draft.form.pictures.insert(slot, fitted.picture);
    }
    desk.draft.consent = true;
    "Rina W.".clone_into(&mut desk.draft.staff);
    update(desk, Action::ConsentChanged);
    let effects = update(desk, Action::Send);
    let found = effects.iter().find_map(|effect| match effect {
        Effect::Register { request, .. } => Some(*request),
        _ => None,
    });
    found.expect("nothing was sent")
}

#[test]
fn a_second_click_on_send_sends_nothing() {
    let mut desk = desk();
    send(&mut desk);
    assert!(update(&mut desk, Action::Send).is_empty());
    assert!(update(&mut desk, Action::SendAgain).is_empty());
    assert_eq!(desk.state.onboard.attempts, 1);
}

#[test]
fn without_consent_nothing_is_sent() {
    let mut desk = desk();
    let request = send(&mut desk);
    update(
        &mut desk,
        Event::Registered {
            request,
            end: RegisterEnd::NotDone {
                told: Told::new("error-maintenance"),
                field: None,
                message: String::new(),
            },
        },
    );
    desk.draft.consent = false;
    update(&mut desk, Action::ConsentChanged);
    assert!(update(&mut desk, Action::Send).is_empty());
    assert!(matches!(desk.state.onboard.step, Step::Form(_)));
}

#[test]
fn a_change_after_the_consent_takes_the_tick_away() {
    let mut desk = desk();
    desk.draft.consent = true;
    update(&mut desk, Action::ConsentChanged);
    desk.draft.form.set(Field::Name, "Siti");
    update(&mut desk, Action::Edited(Field::Name));
    assert!(!desk.draft.consent);
    assert_eq!(desk.state.onboard.consent_at, None);
}

#[test]
fn an_answer_to_an_older_request_is_dropped() {
    let mut desk = desk();
    let request = send(&mut desk);
    let effects = update(
        &mut desk,
        Event::Registered {
            request: RequestId(request.0 - 1),
            end: RegisterEnd::Accepted(uuid::Uuid::nil()),
        },
    );
    assert!(effects.is_empty());
    assert!(matches!(desk.state.onboard.step, Step::Sending(_)));

    desk = self::desk();
    let first = loading(&update(&mut desk, Action::PickPicture(Slot::Selfie)));
    let second = loading(&update(&mut desk, Action::PickPicture(Slot::Selfie)));
    let refused = |request| Event::PictureLoaded {
        request,
        slot: Slot::Selfie,
        end: PictureEnd::Refused(Told::new("photo-damaged")),
    };
    update(&mut desk, refused(first));
    assert_eq!(
        desk.state.onboard.slots[&Slot::Selfie].loading,
        Some(second)
    );
    update(&mut desk, refused(second));
    assert!(desk.state.onboard.slots[&Slot::Selfie].refused.is_some());
}

#[test]
fn a_server_problem_stands_at_its_field_until_it_is_edited() {
    let mut desk = desk();
    let request = send(&mut desk);
    update(
        &mut desk,
        Event::Registered {
            request,
            end: RegisterEnd::NotDone {
                told: Told::new("error-refused"),
                field: Some("email"),
                message: "email: is not an e-mail address".to_owned(),
            },
        },
    );
    assert_eq!(desk.state.onboard.step, Step::Form(Section::Contact));
    assert_eq!(desk.state.onboard.focus, Some(Field::Email));
    assert!(desk.state.onboard.problem_at(Field::Email).is_some());
    assert_eq!(
        desk.draft.form.get(Field::IdNumber),
        NIK,
        "the form was lost"
    );
    desk.draft.form.set(Field::Email, "siti@example.com");
    update(&mut desk, Action::Edited(Field::Email));
    assert!(desk.state.onboard.problem_at(Field::Email).is_none());
}

#[test]
fn an_unknown_outcome_is_never_left_without_asking() {
    let mut desk = desk();
    let request = send(&mut desk);
    update(
        &mut desk,
        Event::Registered {
            request,
            end: RegisterEnd::Unknown(Told::new("error-no-answer-reset")),
        },
    );
    assert!(unsaved(&desk));
    for (action, expected) in [
        (Action::NextCustomer, Modal::ClearForm),
        (Action::AskQuit, Modal::Quit),
        (
            Action::SwitchProfile("Jakarta".to_owned()),
            Modal::SwitchProfile("Jakarta".to_owned()),
        ),
    ] {
        desk.state.modal = None;
        assert!(update(&mut desk, action).is_empty());
        assert_eq!(desk.state.modal, Some(expected));
        assert!(matches!(desk.state.onboard.step, Step::Unconfirmed(_)));
    }
    update(&mut desk, Action::BackToForm);
    desk.state.modal = None;
    assert!(update(&mut desk, Action::Send).is_empty());
    assert_eq!(desk.state.modal, Some(Modal::SendAgain));
}

#[test]
fn a_profile_cannot_be_left_while_sending() {
    let mut desk = desk();
    send(&mut desk);
    let jakarta = "Jakarta".to_owned();
    assert!(update(&mut desk, Action::SwitchProfileAnyway(jakarta)).is_empty());
    assert!(desk.state.profile().is_training());
}

#[test]
fn the_sample_is_for_training_only() {
    let mut desk = desk();
    update(&mut desk, Action::SwitchProfile("Jakarta".to_owned()));
    assert!(!desk.state.profile().is_training());
    update(&mut desk, Action::FillSample);
    assert_eq!(desk.draft.form, Form::prefilled());
}

#[test]
fn each_kind_of_document_keeps_its_number() {
    let mut desk = desk();
    desk.draft.form.set(Field::IdNumber, NIK);
    let choose = |desk: &mut Desk, code: &str| {
        update(desk, Action::Choose(Field::IdType, code.to_owned()));
        desk.draft.form.get(Field::IdNumber).to_owned()
    };
    assert_eq!(choose(&mut desk, "1"), "");
    desk.draft.form.set(Field::IdNumber, "E1234567");
    assert_eq!(choose(&mut desk, "0"), NIK);
    assert_eq!(choose(&mut desk, "1"), "E1234567");
}

#[test]
fn a_quoted_or_addressed_path_is_the_path() {
    for typed in [
        "\"/tmp/a b.jpg\"",
        "'/tmp/a b.jpg'",
        " /tmp/a b.jpg ",
        "file:///tmp/a%20b.jpg",
    ] {
        let mut desk = desk();
        desk.draft.paths.insert(Slot::IdPhoto, typed.to_owned());
        let effects = update(&mut desk, Action::LoadPath(Slot::IdPhoto));
        let Some(Effect::LoadPicture { source, .. }) = effects.first() else {
            panic!("{typed}: nothing is loaded");
        };
        assert_eq!(
            *source,
            PictureSource::File("/tmp/a b.jpg".into()),
            "{typed}"
        );
    }
}

#[test]
fn nothing_personal_is_in_the_debug_form_of_what_goes_round() {
    let mut desk = desk();
    send(&mut desk);
    let said = format!("{desk:?}");
    for secret in ["Siti", NIK, "siti.contoh", "Melati"] {
        assert!(!said.contains(secret), "{secret} is in the debug form");
    }
}
