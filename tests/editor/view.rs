//! What a person does with it.

use super::*;

#[test]
fn it_shows_what_is_sent_pixel_for_pixel() {
    let harness = opened();
    let window = harness.state();
    let picture = &window.bench.desk.draft.form.pictures[&CARD];
    let sent = window.editor().sent.as_ref().unwrap();
    assert_eq!(
        (sent.width, sent.height),
        (picture.width_px, picture.height_px)
    );
    assert_eq!(**sent, *shown(&picture.bytes));
    assert!(sees(&harness, "→") || sees(&harness, "×"));
}

#[test]
fn it_is_zoomed_by_keyboard_and_one_to_one_is_a_hundred_percent() {
    let mut harness = opened();
    press(&mut harness, Key::Num1);
    assert!(sees(&harness, "100 %"));
    press(&mut harness, Key::Plus);
    assert!(sees(&harness, "125 %"));
    for _ in 0..20 {
        press(&mut harness, Key::Plus);
    }
    assert!(sees(&harness, "800 %"), "no further");
    press(&mut harness, Key::Num0);
    assert!(!sees(&harness, "800 %"));
}

#[test]
fn each_finding_says_what_it_is_what_to_do_and_what_was_measured() {
    let mut harness = opened();
    assert!(sees(&harness, "2 things were found"));
    assert!(sees(&harness, "to be taken again, show where"));
    assert!(sees(&harness, "Tilt it a little"));
    assert!(!sees(&harness, "12.5"));
    click(&mut harness, Role::Link, "Show the measured values");
    assert!(sees(&harness, "12.5 (limit 40)"));
    assert!(sees(&harness, "sharpness"));
}

#[test]
fn a_red_finding_is_kept_with_a_reason_or_another_picture_is_taken() {
    let mut harness = opened();
    // Amber asks for nothing.
    assert_eq!(
        harness
            .query_all_by_label_contains("Keep with a reason")
            .count(),
        1
    );
    let keep = "Keep with a reason: Light is reflected on it";
    click(&mut harness, Role::Button, keep);
    let modal = &harness.state().bench.desk.state.modal;
    assert!(
        matches!(modal, Some(Modal::KeepWarning { .. })),
        "{modal:?}"
    );
}

#[test]
fn what_is_done_is_shown_used_and_shown_as_it_is_sent() {
    let mut harness = opened();
    press(&mut harness, Key::E);
    assert!(harness.state().editor().is_editing);
    press(&mut harness, Key::CloseBracket);
    assert_eq!(harness.state().edit().turns, 1);
    press_with(&mut harness, Modifiers::SHIFT, Key::R);
    press(&mut harness, Key::R);
    assert_eq!(harness.state().edit().turns, 1);
    press(&mut harness, Key::Period);
    press_with(&mut harness, Modifiers::SHIFT, Key::Period);
    assert_eq!(harness.state().edit().tilt, 11);
    assert!(sees(&harness, "+1.1°"));
    assert!(harness.state().made().is_none(), "nothing is used yet");
    let before = harness.state().editor().sent.clone().unwrap();
    press(&mut harness, Key::Enter);
    let window = harness.state();
    assert_eq!((window.made().turns, window.made().tilt), (1, 11));
    let editor = window.editor();
    assert!(!editor.is_editing && editor.making.is_none());
    let sent = editor.sent.as_ref().unwrap();
    assert!(
        before.width > before.height && sent.width < sent.height,
        "turned"
    );
    let picture = &window.bench.desk.draft.form.pictures[&CARD];
    assert_eq!(**sent, *shown(&picture.bytes));
    assert!(sees(&harness, "Turned by 90°"));
    // It is made from the original again, not from what was made.
    press(&mut harness, Key::E);
    click(&mut harness, Role::Button, "Back to the original");
    press(&mut harness, Key::Enter);
    assert!(harness.state().made().is_none());
    let sent = harness.state().editor().sent.clone().unwrap();
    assert_eq!((sent.width, sent.height), (before.width, before.height));
}

#[test]
fn a_crop_is_moved_by_keyboard_and_undone() {
    let mut harness = opened();
    press(&mut harness, Key::E);
    let edit = Edit {
        cut: Cut::Crop(Area {
            x: 1_000,
            y: 1_000,
            width: 8_000,
            height: 8_000,
        }),
        ..Edit::default()
    };
    harness
        .state_mut()
        .ask(Action::Editor(EditorAction::Set(edit)));
    harness.run();
    harness
        .get_by_role_and_label(Role::Slider, "Crop, top left")
        .focus();
    harness.run();
    press(&mut harness, Key::ArrowRight);
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    let Cut::Crop(area) = harness.state().edit().cut else {
        panic!("no crop");
    };
    assert_eq!((area.x, area.y), (1_010, 1_100));
    assert_eq!(
        (area.width, area.height),
        (7_990, 7_900),
        "the opposite edges stay"
    );
    press_with(&mut harness, Modifiers::COMMAND, Key::Z);
    press_with(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().edit(), edit);
    press_with(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_ne!(harness.state().edit(), edit);
    for name in [
        "Crop",
        "Crop, top edge",
        "Crop, bottom right",
        "Crop, left edge",
    ] {
        harness.get_by_role_and_label(Role::Slider, name);
    }
}

#[test]
fn a_handle_is_dragged_in_one_step() {
    let mut harness = opened();
    press(&mut harness, Key::E);
    let edit = Edit {
        cut: Cut::Corners(FOUND),
        ..Edit::default()
    };
    harness
        .state_mut()
        .ask(Action::Editor(EditorAction::Set(edit)));
    harness.run();
    let from = harness
        .get_by_role_and_label(Role::Slider, "Top left corner")
        .rect()
        .center();
    harness.drag_at(from);
    harness.run();
    harness.hover_at(from + egui::vec2(20.0, 10.0));
    harness.run();
    harness.hover_at(from + egui::vec2(40.0, 30.0));
    harness.run();
    harness.drop_at(from + egui::vec2(40.0, 30.0));
    harness.run();
    let Cut::Corners(corners) = harness.state().edit().cut else {
        panic!("no corners");
    };
    assert!(
        corners[0].x > FOUND[0].x + 200 && corners[0].y > FOUND[0].y + 200,
        "{corners:?}"
    );
    assert_eq!(corners[1..], FOUND[1..]);
    press_with(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        harness.state().edit(),
        edit,
        "one step, however long the drag"
    );
}

#[test]
fn straightening_begins_with_the_corners_that_were_found() {
    let mut harness = opened();
    press(&mut harness, Key::E);
    click(&mut harness, Role::RadioButton, "Corners");
    assert_eq!(harness.state().edit().cut, Cut::Corners(FOUND));
    click(&mut harness, Role::Button, "Use the changes");
    let picture = &harness.state().bench.desk.draft.form.pictures[&CARD];
    let aspect = f64::from(picture.width_px) / f64::from(picture.height_px);
    assert!((aspect - 85.60 / 53.98).abs() < 0.01, "{aspect}");
    assert!(sees(&harness, "Straightened by its corners"));
}

#[test]
fn escape_leaves_the_tools_first_and_asks_before_changes_are_lost() {
    let mut harness = opened();
    press(&mut harness, Key::E);
    press(&mut harness, Key::R);
    press(&mut harness, Key::Escape);
    assert!(!harness.state().editor().is_editing);
    assert_eq!(harness.state().edit().turns, 1, "kept until it is closed");
    press(&mut harness, Key::Escape);
    assert!(harness.state().editor().asks_to_close);
    assert!(sees(&harness, "The changes are not used yet"));
    press(&mut harness, Key::Escape);
    assert!(!harness.state().editor().asks_to_close, "stays");
    press(&mut harness, Key::Escape);
    click(&mut harness, Role::Button, "Drop the changes");
    assert!(harness.state().bench.desk.state.modal.is_none());
    assert!(harness.state().made().is_none());
    // Without changes nothing is asked.
    harness.state_mut().ask(Action::ViewPicture(CARD));
    harness.run();
    press(&mut harness, Key::Escape);
    assert!(harness.state().bench.desk.state.modal.is_none());
}

#[test]
fn the_original_is_compared_in_each_way() {
    let mut harness = opened();
    for way in ["Original", "Side by side", "Divider", "Sent"] {
        click(&mut harness, Role::RadioButton, way);
    }
    click(&mut harness, Role::RadioButton, "Divider");
    harness.get_by_role_and_label(
        Role::Slider,
        "Divider between the original and what is sent",
    );
}

#[test]
fn another_picture_in_the_slot_begins_anew() {
    let mut harness = opened();
    press(&mut harness, Key::E);
    press(&mut harness, Key::R);
    let selfie = samples::picture("selfie.jpg").unwrap();
    let window = harness.state_mut();
    window.bench.ask(Action::PickPicture(CARD));
    let Some(Effect::LoadPicture { request, .. }) = window.bench.work.pop_back() else {
        panic!("nothing is loaded");
    };
    let mut other = Window::new(Lang::En);
    other.loads(selfie, &Edit::default());
    let picture = other.bench.desk.draft.form.pictures.remove(&CARD).unwrap();
    window.bench.hear(Event::PictureLoaded {
        request,
        slot: CARD,
        end: PictureEnd::Fitted {
            thumbnail: shown(&picture.bytes),
            picture,
            original: Original::Same,
        },
    });
    window.work();
    harness.run();
    let window = harness.state();
    assert!(!window.editor().is_editing && window.edit().is_none());
    let picture = &window.bench.desk.draft.form.pictures[&CARD];
    assert_eq!(
        **window.editor().sent.as_ref().unwrap(),
        *shown(&picture.bytes)
    );
    assert_eq!(window.editor().original, window.editor().sent);
}

#[test]
fn every_control_has_a_name_in_both_languages() {
    for lang in [Lang::En, Lang::Id] {
        let mut window = Window::new(lang);
        window.finds(two_findings());
        window.ask(Action::ViewPicture(CARD));
        let mut harness = sized(window, [1024.0, 700.0], false);
        harness.run();
        press(&mut harness, Key::E);
        let all: Vec<Role> = vec![Role::Button, Role::Slider, Role::Image, Role::RadioGroup];
        for role in all {
            for node in harness.query_all_by_role(role) {
                let label = node.accesskit_node().label();
                assert!(label.is_some_and(|label| !label.is_empty()), "{role:?}");
            }
        }
    }
}
