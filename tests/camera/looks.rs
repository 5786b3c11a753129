//! The window of it, by accessible name and by the keyboard; with `LOOKS_DIR` set, kept to be looked at.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tcdx_desk::desk::Action;
use tcdx_desk::desk::state::{CameraAction, CameraFault, CameraPhase, Modal};
use tcdx_desk::domain::{Lang, Section, Slot};
use tcdx_desk::photo::{self, Rgba};
use tcdx_desk::samples;
use tcdx_desk::store::cases::open::session;
use tcdx_desk::ui::textures::Textures;
use tcdx_desk::ui::theme;

use super::desk::{ask, camera, fails, open, picture, sees, taken};
use crate::desk::bench::Bench;
use crate::screen::painted;

struct Window {
    bench: Bench,
    textures: Textures,
}

impl Deref for Window {
    type Target = Bench;

    fn deref(&self) -> &Bench {
        &self.bench
    }
}

impl DerefMut for Window {
    fn deref_mut(&mut self) -> &mut Bench {
        &mut self.bench
    }
}

impl Window {
    fn paint(&mut self, ui: &mut egui::Ui) {
        for action in painted(&mut self.bench, &mut self.textures, ui) {
            self.bench.ask(action);
        }
    }
}

fn shown(bench: Bench, theme: Theme) -> Harness<'static, Window> {
    let window = Window {
        bench,
        textures: Textures::default(),
    };
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_theme(theme)
        .with_context_setup(theme::apply_for_tests)
        .build_ui_state(|ui, window: &mut Window| window.paint(ui), window);
    harness.run_steps(5);
    harness
}

fn live(slot: Slot) -> Harness<'static, Window> {
    let mut bench = Bench::new();
    open(&mut bench, slot);
    shown(bench, Theme::Light)
}

fn press(harness: &mut Harness<'_, Window>, key: Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

fn sees_words(harness: &Harness<'_, Window>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn eight_gestures_by_two_keys() {
    let mut harness = live(Slot::Gesture(0));
    ask(
        &mut harness.state_mut().bench,
        CameraAction::SetCountdown(false),
    );
    for at in 0..8_u8 {
        assert_eq!(camera(harness.state()).slot, Slot::Gesture(at));
        if at < 7 {
            assert!(sees_words(&harness, "Next: gesture"), "{at}");
        }
        press(&mut harness, Key::Space);
        assert_eq!(camera(harness.state()).phase, CameraPhase::Taking, "{at}");
        taken(harness.state_mut(), picture(100));
        harness.run_steps(2);
        press(&mut harness, Key::Enter);
    }
    assert!(harness.state().desk.state.modal.is_none());
}

#[test]
fn the_countdown_is_said_and_a_picture_can_be_taken_again() {
    let mut harness = live(Slot::Selfie);
    harness.get_by_role_and_label(Role::Image, "What the camera sees");
    press(&mut harness, Key::Enter);
    for number in ["3", "2", "1"] {
        harness.get_by_role_and_label(Role::Label, number);
        harness.state_mut().wait(1000);
        harness.run_steps(2);
    }
    taken(harness.state_mut(), picture(100));
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::Image, "The picture taken");
    press(&mut harness, Key::Backspace);
    assert_eq!(camera(harness.state()).phase, CameraPhase::Live);
    press(&mut harness, Key::Escape);
    assert!(harness.state().desk.state.modal.is_none());
}

#[test]
fn no_camera_is_said_with_what_to_do() {
    let mut bench = Bench::new();
    ask(&mut bench, CameraAction::Open(Slot::IdPhoto));
    fails(&mut bench, CameraFault::NoCamera);
    let mut harness = shown(bench, Theme::Light);
    assert!(sees_words(&harness, "No camera was found"));
    assert!(sees_words(&harness, "choose a picture file instead"));
    harness
        .get_by_role_and_label(Role::Button, "Look again")
        .click();
    harness.run_steps(3);
    assert_eq!(camera(harness.state()).phase, CameraPhase::Starting);
}

#[test]
fn the_light_is_told_and_nothing_repaints_by_itself() {
    let mut harness = live(Slot::IdPhoto);
    assert!(!sees_words(&harness, "Too dark"));
    sees(harness.state_mut(), picture(10), true);
    harness.run_steps(2);
    assert!(sees_words(&harness, "Too dark"));
    // `run` gives up if frames go on without end.
    harness.run();
    assert!(matches!(
        harness.state().desk.state.modal,
        Some(Modal::Camera(_))
    ));
}

/// A sample on a wall, as a webcam sees it.
fn scene(name: &str, side: u32) -> Arc<Rgba> {
    let sample = photo::preview(samples::picture(name).unwrap(), side).unwrap();
    let (width, height) = (1280_u32, 720_u32);
    let (left, top) = ((width - sample.width) / 2, (height - sample.height) / 2);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (at_x, at_y) = (x.wrapping_sub(left), y.wrapping_sub(top));
            if at_x < sample.width && at_y < sample.height {
                let at = ((at_y * sample.width + at_x) * 4) as usize;
                pixels.extend_from_slice(&sample.pixels[at..at + 4]);
            } else {
                pixels.extend_from_slice(&[150, 160, (170 - x / 24) as u8, 255]);
            }
        }
    }
    Arc::new(Rgba {
        width,
        height,
        pixels,
    })
}

type Make = fn(&mut Bench);

const LOOKS: [(&str, Make); 8] = [
    ("card", |bench| {
        open(bench, Slot::IdPhoto);
        sees(bench, scene("id-card.jpg", 900), false);
    }),
    ("selfie", |bench| {
        open(bench, Slot::Selfie);
        sees(bench, scene("selfie.jpg", 720), false);
    }),
    ("page", |bench| {
        open(bench, Slot::ProofOfAddress);
        sees(bench, scene("proof-of-address.jpg", 700), true);
    }),
    ("gesture-counting", |bench| {
        bench.act(Action::ShowSection(Section::Liveness));
        open(bench, Slot::Gesture(2));
        sees(bench, scene("gesture-3.jpg", 700), false);
        ask(bench, CameraAction::Take);
        bench.wait(1200);
    }),
    ("gesture-taken", |bench| {
        bench.act(Action::ShowSection(Section::Liveness));
        open(bench, Slot::Gesture(2));
        ask(bench, CameraAction::SetCountdown(false));
        ask(bench, CameraAction::Take);
        taken(bench, scene("gesture-3.jpg", 700));
    }),
    ("starting", |bench| {
        ask(bench, CameraAction::Open(Slot::IdPhoto));
    }),
    ("none", |bench| {
        ask(bench, CameraAction::Open(Slot::IdPhoto));
        fails(bench, CameraFault::NoCamera);
    }),
    ("denied", |bench| {
        ask(bench, CameraAction::Open(Slot::Selfie));
        fails(bench, CameraFault::NoPermission);
    }),
];

#[test]
fn it_paints_in_both_themes_and_languages() {
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (name, make) in LOOKS {
        for (lang, theme, tag) in [
            (Lang::En, Theme::Light, "light"),
            (Lang::Id, Theme::Dark, "dark"),
        ] {
            let mut bench = Bench::speaking(lang, session().unwrap());
            make(&mut bench);
            let mut harness = shown(bench, theme);
            if let Some(folder) = &keep {
                let file = format!("camera-{name}-{tag}.png");
                harness.render().unwrap().save(folder.join(file)).unwrap();
            }
        }
    }
}
