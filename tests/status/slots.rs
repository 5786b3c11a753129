//! The slots for pictures: cards, paths, drops, pastes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{DroppedFile, Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::Effect;
use tcdx_desk::desk::action::Dropped;
use tcdx_desk::desk::effect::PictureSource;
use tcdx_desk::desk::state::Modal;
use tcdx_desk::domain::{Field, Section, Slot};

use super::bench::{Bench, at_section, fill, pixels, refuse, window};

/// Slots and sources of the pictures that are to be loaded.
fn loads(window: &Harness<'_, Bench>) -> Vec<(Slot, PictureSource)> {
    let asked = window.state().notes.take().into_iter();
    asked
        .filter_map(|effect| match effect {
            Effect::LoadPicture { slot, source, .. } => Some((slot, source)),
            _ => None,
        })
        .collect()
}

fn path_of(source: &PictureSource) -> Option<&Path> {
    match source {
        PictureSource::File(path) | PictureSource::Dropped(Dropped::Path(path)) => Some(path),
        _ => None,
    }
}

#[test]
fn a_refusal_is_told_and_the_picture_before_stands() {
    let mut desk = at_section(Section::Documents);
    fill(&mut desk, Slot::IdPhoto);
    refuse(&mut desk, Slot::IdPhoto);
    let mut window = window(desk);
    window.get_by_label("Refused");
    window.get_by_label_contains("This file is not a picture");
    window.get_by_label_contains("The picture before it still stands");
    let views: Vec<_> = window.query_all_by_label("View identity card").collect();
    assert_eq!(views.len(), 2, "the picture and its button");
    views[0].click();
    drop(views);
    window.run();
    let modal = &window.state().app.desk.state.modal;
    assert!(matches!(
        modal,
        Some(Modal::Picture {
            slot: Slot::IdPhoto,
            ..
        })
    ));
}

#[test]
fn a_refused_path_is_typed_over_at_once() {
    let mut window = window(at_section(Section::Documents));
    let label = "Path of identity card";
    window.get_by_label(label).focus();
    window.run();
    window.get_by_label(label).type_text("/wrong.txt");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(loads(&window).len(), 1);
    assert!(window.get_by_label("Path of selfie with card").is_focused());
    let desk = window.state_mut().desk();
    desk.state.onboard.slots.clear();
    refuse(desk, Slot::IdPhoto);
    window.run();
    assert!(window.get_by_label(label).is_focused());
    window.event(Event::Text("/right.jpg".to_owned()));
    window.run();
    let typed = &window.state().app.desk.draft.paths[&Slot::IdPhoto];
    assert_eq!(typed, "/right.jpg");
}

#[test]
fn a_good_picture_shows_what_is_sent_and_can_be_replaced_and_removed() {
    let mut desk = at_section(Section::Documents);
    fill(&mut desk, Slot::Selfie);
    let mut window = window(desk);
    window.get_by_label("Good");
    window.get_by_label("3.4 MB → 412 KB · 1600 × 1010");
    window.get_by_label("Replace selfie with card").click();
    window.run();
    assert!(matches!(
        loads(&window)[..],
        [(Slot::Selfie, PictureSource::Dialog)]
    ));
    window.get_by_label("Loading");
    let desk = window.state_mut().desk();
    desk.state
        .onboard
        .slots
        .get_mut(&Slot::Selfie)
        .unwrap()
        .loading = None;
    window.run();
    window.get_by_label("Remove selfie with card").click();
    window.run();
    assert!(window.state().app.desk.draft.form.pictures.is_empty());
}

#[test]
fn enter_in_a_path_loads_it_and_goes_on() {
    let mut window = window(at_section(Section::Documents));
    window.get_by_label("Path of identity card").focus();
    window.run();
    window
        .get_by_label("Path of identity card")
        .type_text("/photos/ktp.jpg");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    let asked = loads(&window);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].0, Slot::IdPhoto);
    assert_eq!(path_of(&asked[0].1), Some(Path::new("/photos/ktp.jpg")));
    assert!(window.get_by_label("Path of selfie with card").is_focused());
}

#[test]
fn an_empty_path_loads_nothing() {
    let mut window = window(at_section(Section::Documents));
    window.get_by_label("Path of identity card").focus();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window
        .get_by_label("Load identity card from its path")
        .click();
    window.run();
    assert!(loads(&window).is_empty());
}

#[test]
fn a_slot_takes_the_focus_that_a_jump_asks_for() {
    let mut desk = at_section(Section::Documents);
    desk.state.onboard.focus = Some(Field::Picture(Slot::ProofOfAddress));
    let window = window(desk);
    assert!(window.get_by_label("Path of proof of address").is_focused());
    assert_eq!(window.state().app.desk.state.onboard.focus, None);
}

#[test]
fn what_is_missing_is_said_in_the_card() {
    let mut desk = at_section(Section::Documents);
    desk.draft.form.set(Field::Nationality, "SG");
    let mut window = window(desk);
    window.get_by_label("Required because the nationality is not Indonesian");
    window
        .state_mut()
        .app
        .tell(tcdx_desk::desk::Action::NextSection);
    window
        .state_mut()
        .app
        .tell(tcdx_desk::desk::Action::PreviousSection);
    window.run();
    assert_eq!(window.query_all_by_label("Missing").count(), 3);
}

#[test]
fn eight_gestures_are_filled_by_keyboard_alone() {
    let mut window = window(at_section(Section::Liveness));
    window.get_by_label("Path of gesture 1").focus();
    window.run();
    for number in 1..=8 {
        let name = format!("Path of gesture {number}");
        assert!(window.get_by_label(&name).is_focused(), "{name}");
        window
            .get_by_label(&name)
            .type_text(&format!("/photos/{number}.jpg"));
        window.run();
        window.key_press(Key::Enter);
        window.run();
    }
    let asked = loads(&window);
    let slots: Vec<Slot> = asked.iter().map(|(slot, _)| *slot).collect();
    assert_eq!(slots, (0..8).map(Slot::Gesture).collect::<Vec<_>>());
}

#[test]
fn a_set_is_chosen_and_names_the_gestures() {
    let mut desk = at_section(Section::Liveness);
    desk.state.profiles[0].gesture_sets[5].gestures =
        vec!["Look left".to_owned(), "Nod".to_owned()];
    fill(&mut desk, Slot::Gesture(0));
    let mut window = window(desk);
    window.get_by_label("1 of 8");
    window.get_by_label("Set 5").click();
    window.run();
    assert_eq!(
        window.state().app.desk.draft.form.get(Field::GesturesSet),
        "5"
    );
    window.get_by_label("Path of gesture 2 Nod");
    let tile = window
        .query_all_by_label("Choose a file for gesture 3")
        .next();
    tile.unwrap().click();
    window.run();
    assert!(matches!(
        loads(&window)[..],
        [(Slot::Gesture(2), PictureSource::Dialog)]
    ));
}

#[derive(Debug)]
struct OnDisk(PathBuf);

impl DroppedFile for OnDisk {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("it is not read in the frame".to_owned())
    }
}

fn drop_files(window: &mut Harness<'_, Bench>, names: &[&str]) {
    for name in names {
        let file = OnDisk(PathBuf::from(name));
        window.input_mut().dropped_files.push(Arc::new(file));
    }
    window.run();
}

#[test]
fn a_dropped_file_goes_to_the_slot_under_the_pointer_or_the_first_empty_one() {
    let mut desk = at_section(Section::Documents);
    fill(&mut desk, Slot::IdPhoto);
    let mut window = window(desk);
    drop_files(&mut window, &["/photos/a.jpg", "/photos/b.jpg"]);
    let slots: Vec<Slot> = loads(&window).iter().map(|(slot, _)| *slot).collect();
    assert_eq!(slots, [Slot::Selfie, Slot::ProofOfAddress]);

    let over = window.get_by_label("Good").rect().center();
    window.hover_at(over);
    window.run();
    drop_files(&mut window, &["/photos/c.jpg"]);
    let asked = loads(&window);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].0, Slot::IdPhoto);
    assert_eq!(path_of(&asked[0].1), Some(Path::new("/photos/c.jpg")));
}

#[test]
fn files_held_over_the_window_say_where_they_would_go() {
    let mut window = window(at_section(Section::Documents));
    window
        .input_mut()
        .hovered_files
        .push(egui::HoveredFile::default());
    window.run_steps(2);
    window.get_by_label("Release to fill the empty slots in order");
}

#[test]
fn a_pasted_picture_goes_to_the_focused_slot_or_the_first_empty_one() {
    let image = Arc::new(egui::ColorImage::filled([2, 2], egui::Color32::WHITE));
    let mut window = window(at_section(Section::Documents));
    window.event(Event::PasteImage(Arc::clone(&image)));
    window.run();
    assert!(matches!(
        loads(&window)[..],
        [(Slot::IdPhoto, PictureSource::Clipboard)]
    ));
    window.get_by_label("Path of proof of address").focus();
    window.run();
    window.event(Event::PasteImage(image));
    window.run();
    assert!(matches!(
        loads(&window)[..],
        [(Slot::ProofOfAddress, PictureSource::Clipboard)]
    ));
    window.event(Event::Paste("/photos/x.jpg".to_owned()));
    window.run();
    assert!(
        loads(&window).is_empty(),
        "text pasted into a field stays text"
    );
    assert_eq!(
        window
            .get_by_label("Path of proof of address")
            .accesskit_node()
            .value()
            .as_deref(),
        Some("/photos/x.jpg")
    );
}

#[test]
fn the_large_view_opens_replaces_removes_and_closes() {
    let mut desk = at_section(Section::Documents);
    fill(&mut desk, Slot::IdPhoto);
    desk.state.modal = Some(Modal::Picture {
        slot: Slot::IdPhoto,
        preview: None,
        request: tcdx_desk::desk::RequestId(1),
    });
    let mut window = window(desk);
    window.get_by_label("Opening the picture…");
    if let Some(Modal::Picture { preview, .. }) = &mut window.state_mut().desk().state.modal {
        *preview = Some(pixels(800, 505));
    }
    window.run();
    window.get_by_label("1600 × 1010 pixels, 412 KB");
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(window.state().app.desk.state.modal, None);
}
