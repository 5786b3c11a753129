//! The whole way with the real workers: a card photographed askew is straightened, cut, compared and used.

use std::time::{Duration, Instant};

use egui::Event as Input;
use egui_kittest::Harness;
use image::{Rgb, RgbImage};
use tcdx_desk::desk::clock::{Clock, SystemClock};
use tcdx_desk::desk::runtime::{Runtime, inbox};
use tcdx_desk::desk::state::StoreState;
use tcdx_desk::desk::update::start;
use tcdx_desk::domain::{Profile, Settings};
use tcdx_desk::store::Home;
use tcdx_desk::ui::App;
use tcdx_desk::vault::{DeskVault, SessionVault};

use super::*;

const PATIENCE: Duration = Duration::from_mins(4);
/// Size of the picture in pixels: small, since nothing is optimised in tests.
const WIDE: u32 = 1000;
const HIGH: u32 = 750;
/// The middle of the card on the desk, in pixels, and how far it is turned, in degrees.
const MIDDLE: (f64, f64) = (518.0, 369.0);
const ASKEW: f64 = 7.0;

/// The place in the sample, which shows a table around the card, of a place of the card itself.
fn on_sample((u, v): (f64, f64)) -> (f64, f64) {
    (0.019 + u * 0.962, 0.028 + v * 0.946)
}

/// The sample card lies askew on a desk; and where its corners are, from the top left clockwise.
fn on_a_desk() -> (Vec<u8>, [(f64, f64); 4]) {
    let card = image::load_from_memory(samples::picture("id-card.jpg").unwrap());
    let card = card.unwrap().to_rgb8();
    let (wide, high) = (700.0, 700.0 * 53.98 / 85.60);
    let (sin, cos) = ASKEW.to_radians().sin_cos();
    let picture = RgbImage::from_fn(WIDE, HIGH, |x, y| {
        let (dx, dy) = (f64::from(x) - MIDDLE.0, f64::from(y) - MIDDLE.1);
        let (u, v) = (dx * cos + dy * sin, dy * cos - dx * sin);
        let (u, v) = (u / wide + 0.5, v / high + 0.5);
        if (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v) {
            let (u, v) = on_sample((u, v));
            let at = |share: f64, side: u32| ((share * f64::from(side)) as u32).min(side - 1);
            *card.get_pixel(at(u, card.width()), at(v, card.height()))
        } else {
            Rgb([48 + (x / 100) as u8, 42 + (y / 150) as u8, 36])
        }
    });
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 92);
    encoder.encode_image(&picture).unwrap();
    let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map(|(u, v)| {
        let (u, v) = (u * wide, v * high);
        (MIDDLE.0 + u * cos - v * sin, MIDDLE.1 + u * sin + v * cos)
    });
    (bytes, corners)
}

struct Real {
    harness: Harness<'static, App>,
    _folder: tempfile::TempDir,
}

impl Real {
    /// The view of the card on the desk, open and ready.
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("card.jpg");
        std::fs::write(&file, on_a_desk().0).unwrap();
        let home = Home::locate(Some(&folder.path().join("home"))).unwrap();
        let settings = Settings {
            language: Some(Lang::En),
            staff_name: "Rina W.".to_owned(),
            welcomed: true,
            ..Settings::default()
        };
        let clock = SystemClock;
        let profiles = vec![Profile::training()];
        let (desk, effects) = start(settings.clone(), profiles, clock.now(), clock.today());
        let (inbox, outlet) = inbox(|| {});
        let vault = DeskVault::new(Box::new(SessionVault::default()));
        let worker = Runtime::new(home, vault, settings, inbox).unwrap();
        let app = App::new(desk, effects, Box::new(worker), outlet, Box::new(clock));
        let harness = crate::harness::window(Harness::builder().with_size([1280.0, 800.0]), app);
        let mut real = Self {
            harness,
            _folder: folder,
        };
        real.until("the store is open", |app| {
            matches!(app.desk.state.store, StoreState::Open(_)) && app.desk.state.cases.is_complete
        });
        real.tell(Action::ShowSection(Section::Documents));
        let draft = &mut real.harness.state_mut().desk.draft;
        draft.paths.insert(CARD, file.display().to_string());
        real.tell(Action::LoadPath(CARD));
        real.until("the card is in place", |app| {
            let form = &app.desk.draft.form;
            form.pictures.contains_key(&CARD) && !is_loading(app)
        });
        real.tell(Action::ViewPicture(CARD));
        real.until("the original is there", |app| {
            editor(app).is_some_and(|editor| editor.original.is_some() && editor.sent.is_some())
        });
        real
    }

    #[track_caller]
    fn until(&mut self, what: &str, mut is_so: impl FnMut(&App) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            self.harness.step();
            if is_so(self.harness.state()) {
                self.harness.step();
                return;
            }
            assert!(Instant::now() < end, "it never came to: {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn tell(&mut self, action: Action) {
        self.harness.state_mut().tell(action);
        self.harness.step();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
        self.harness.step();
    }

    fn click(&mut self, role: Role, name: &str) {
        self.harness.get_by_role_and_label(role, name).click();
        self.harness.step();
        self.harness.step();
    }

    #[track_caller]
    fn edit(&self) -> Edit {
        editor(self.harness.state()).unwrap().steps.live()
    }

    /// Enter on the picture, and the picture that came of it.
    fn apply(&mut self) -> Arc<Rgba> {
        let before = editor(self.harness.state()).unwrap().sent.clone();
        self.press(Modifiers::NONE, Key::Enter);
        self.until("it is made anew", |app| {
            let editor = editor(app).unwrap();
            editor.making.is_none() && !is_loading(app) && editor.sent != before
        });
        let app = self.harness.state();
        let sent = editor(app).unwrap().sent.clone().unwrap();
        let bytes = &app.desk.draft.form.pictures[&CARD].bytes;
        assert_eq!(*sent, *shown(bytes), "byte for byte what is sent");
        sent
    }
}

fn editor(app: &App) -> Option<&Editor> {
    match &app.desk.state.modal {
        Some(Modal::Picture(editor)) => Some(editor),
        _ => None,
    }
}

fn is_loading(app: &App) -> bool {
    let view = app.desk.state.onboard.slots.get(&CARD);
    view.is_some_and(|view| view.loading.is_some())
}

fn pixel(picture: &Rgba, u: f64, v: f64) -> [i32; 3] {
    let at = |share: f64, side: u32| ((share * f64::from(side)) as u32).min(side - 1);
    let (x, y) = (at(u, picture.width), at(v, picture.height));
    let from = ((y * picture.width + x) * 4) as usize;
    [0, 1, 2].map(|channel| i32::from(picture.pixels[from + channel]))
}

/// Mean difference of two pictures at places inside of both, from 0 to 255.
fn difference(one: &Rgba, other: &Rgba, on: fn((f64, f64)) -> (f64, f64)) -> f64 {
    let (mut sum, mut count) = (0, 0);
    for row in 1..40 {
        for column in 1..60 {
            let (u, v) = (f64::from(column) / 60.0, f64::from(row) / 40.0);
            let (x, y) = on((u, v));
            let (a, b) = (pixel(one, u, v), pixel(other, x, y));
            sum += a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum::<i32>();
            count += 3;
        }
    }
    f64::from(sum) / f64::from(count)
}

#[test]
fn a_card_on_a_desk_is_straightened_by_the_corners_found_in_it() {
    let mut real = Real::open();
    let (_, truth) = on_a_desk();
    let found = editor(real.harness.state()).unwrap().corners;
    let found = found.expect("the card is found");
    for (point, (x, y)) in found.iter().zip(truth) {
        let (dx, dy) = (
            f64::from(point.x) / 1e4 * f64::from(WIDE) - x,
            f64::from(point.y) / 1e4 * f64::from(HIGH) - y,
        );
        assert!(dx.hypot(dy) < 10.0, "{found:?} {truth:?}");
    }
    real.press(Modifiers::NONE, Key::E);
    real.click(Role::RadioButton, "Corners");
    assert_eq!(real.edit().cut, Cut::Corners(found));
    real.press(Modifiers::NONE, Key::P);
    real.harness
        .get_by_role_and_label(Role::Image, "The picture that is being edited")
        .focus();
    real.harness.step();
    let sent = real.apply();
    let aspect = f64::from(sent.width) / f64::from(sent.height);
    assert!((aspect - 85.60 / 53.98).abs() < 0.01, "{aspect}");
    let card = photo::preview(samples::picture("id-card.jpg").unwrap(), 4096).unwrap();
    let off = difference(&sent, &card, on_sample);
    assert!(off < 14.0, "the card itself, upright: {off}");
    // Compared: the divider shows the original under the same cut.
    for way in ["Original", "Side by side", "Divider", "Sent"] {
        real.click(Role::RadioButton, way);
    }
    real.harness.event(Input::Key {
        key: Key::C,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    real.harness.step();
}

#[test]
fn steps_are_taken_back_and_only_what_is_used_is_sent() {
    let mut real = Real::open();
    let first = editor(real.harness.state()).unwrap().sent.clone().unwrap();
    real.press(Modifiers::NONE, Key::E);
    real.click(Role::RadioButton, "Crop");
    let Cut::Crop(whole) = real.edit().cut else {
        panic!("no crop");
    };
    let top_left = real
        .harness
        .get_by_role_and_label(Role::Slider, "Crop, top left");
    top_left.focus();
    real.harness.step();
    for _ in 0..5 {
        real.press(Modifiers::SHIFT, Key::ArrowRight);
        real.press(Modifiers::SHIFT, Key::ArrowDown);
    }
    let Cut::Crop(cut) = real.edit().cut else {
        panic!("no crop");
    };
    assert_eq!((cut.x - whole.x, cut.y - whole.y), (500, 500));
    real.press(Modifiers::COMMAND, Key::Z);
    let Cut::Crop(back) = real.edit().cut else {
        panic!("no crop");
    };
    assert_eq!((back.x, back.y), (cut.x, cut.y - 100));
    real.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(real.edit().cut, Cut::Crop(cut));
    real.press(Modifiers::SHIFT, Key::Comma);
    assert_eq!(real.edit().tilt, -10);
    real.click(Role::Button, "Back to the original");
    assert!(real.edit().simplified().is_none());
    real.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(real.edit().tilt, -10);
    // Escape leaves the tools, and then asks; nothing of it was sent.
    real.press(Modifiers::NONE, Key::Escape);
    real.press(Modifiers::NONE, Key::Escape);
    assert!(editor(real.harness.state()).unwrap().asks_to_close);
    let sent = editor(real.harness.state()).unwrap().sent.clone().unwrap();
    assert_eq!(sent, first);
    real.press(Modifiers::NONE, Key::Escape);
    real.press(Modifiers::NONE, Key::E);
    let sent = real.apply();
    let Cut::Crop(area) = real.edit().cut else {
        panic!("no crop");
    };
    let share =
        f64::from(area.width) * f64::from(WIDE) / (f64::from(area.height) * f64::from(HIGH));
    let aspect = f64::from(sent.width) / f64::from(sent.height);
    assert!((share - aspect).abs() < 0.01, "{share} {aspect}");
    // It is made from the original again, not from what was cut.
    real.press(Modifiers::NONE, Key::E);
    real.click(Role::Button, "Back to the original");
    real.harness
        .get_by_role_and_label(Role::Image, "The picture that is being edited")
        .focus();
    real.harness.step();
    let sent = real.apply();
    assert_eq!((sent.width, sent.height), (first.width, first.height));
    assert!(difference(&sent, &first, |place| place) < 1.0);
}
