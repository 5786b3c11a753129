//! Twelve pictures of 20 MP in a case: a frame while the documents and the gestures are scrolled.
//!
//! Prints percentiles and their ratio to 4 ms; needs no display (frames are laid out and tessellated without a window).

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::Criterion;
use egui::{Context, RawInput, Rect, pos2, vec2};
use tcdx_desk::desk::clock::{Clock, SystemClock};
use tcdx_desk::desk::runtime::{FilePicker, Picked, Worker, inbox};
use tcdx_desk::desk::state::{Connection, Screen, SlotView, Step, StoreKind, StoreState};
use tcdx_desk::desk::update::start;
use tcdx_desk::desk::{Action, Effect};
use tcdx_desk::domain::{
    Field, Finding, FindingKind, Grade, Lang, Made, MediaType, Picture, Profile, Section, Settings,
    Slot, Verdict,
};
use tcdx_desk::photo::Rgba;
use tcdx_desk::ui::{App, theme};

/// What was picked: 20 MP.
const WIDTH: u32 = 5472;
const HEIGHT: u32 = 3648;
/// Longest side of what a slot keeps to show.
const SMALL: u32 = 512;
/// With the three documents, twelve pictures.
const GESTURES: u8 = 9;
/// The bound on a frame.
const BOUND: Duration = Duration::from_millis(4);
/// Frames that are timed in each section.
const FRAMES: usize = 600;

fn main() {
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    for (width, height) in [(1024.0, 700.0), (2560.0, 1440.0)] {
        for section in [Section::Documents, Section::Liveness] {
            let mut window = Window::open(section, vec2(width, height));
            let name = format!("{section:?} at {width} × {height}");
            window.percentiles(&name);
            criterion.bench_function(&format!("a frame of {name}"), |b| b.iter(|| window.frame()));
        }
    }
}

struct Nobody;

impl Worker for Nobody {
    fn run(&mut self, _: Effect, _: &dyn FilePicker) {}
}

struct NoPicker;

impl FilePicker for NoPicker {
    fn pick(&self) -> Picked {
        Box::pin(async { None })
    }
}

struct Window {
    app: App,
    ctx: Context,
    size: egui::Vec2,
    frames: u32,
}

impl Window {
    fn open(section: Section, size: egui::Vec2) -> Self {
        let settings = Settings {
            language: Some(Lang::En),
            welcomed: true,
            ..Settings::default()
        };
        let mut profile = Profile::training();
        profile.gesture_count = GESTURES;
        let clock = SystemClock;
        let (mut desk, _) = start(settings, vec![profile], clock.now(), clock.today());
        desk.state.connection = Connection::Ready { sandbox_page: None };
        desk.state.store = StoreState::Open(StoreKind::Session);
        desk.state.screen = Screen::Onboard;
        desk.state.onboard.step = Step::Form(section);
        let set = desk.state.profile().gesture_sets.first();
        let set = set.map_or_else(String::new, |set| set.id.to_string());
        desk.draft.form.set(Field::GesturesSet, &set);
        for (at, slot) in slots().enumerate() {
            desk.draft.form.pictures.insert(slot, picture(at));
            let view = SlotView {
                thumbnail: Some(Arc::new(small(at))),
                ..SlotView::default()
            };
            desk.state.onboard.slots.insert(slot, view);
        }
        assert_eq!(desk.draft.form.pictures.len(), 12);
        let (_, outlet) = inbox(|| {});
        let mut app = App::new(desk, Vec::new(), Box::new(Nobody), outlet, Box::new(clock));
        let ctx = Context::default();
        theme::apply(&ctx);
        app.tell(Action::ShowSection(section));
        Self {
            app,
            ctx,
            size,
            frames: 0,
        }
    }

    /// Lays out and tessellates a frame, scrolled up and down by turns.
    fn frame(&mut self) -> usize {
        self.frames += 1;
        let down = if self.frames % 60 < 30 { -60.0 } else { 60.0 };
        let scroll = egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, down),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        };
        let over = pos2(self.size.x * 0.5, self.size.y * 0.5);
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), self.size)),
            time: Some(f64::from(self.frames) / 60.0),
            events: vec![egui::Event::PointerMoved(over), scroll],
            ..RawInput::default()
        };
        let app = &mut self.app;
        let output = self.ctx.run_ui(input, |ui| {
            app.turn(ui.ctx(), &NoPicker);
            app.paint(ui, &NoPicker);
        });
        let shapes = self
            .ctx
            .tessellate(output.shapes, output.pixels_per_point)
            .len();
        assert!(shapes > 0);
        shapes
    }

    fn percentiles(&mut self, name: &str) {
        let mut times = Vec::with_capacity(FRAMES);
        for _ in 0..FRAMES {
            let begun_at = Instant::now();
            self.frame();
            times.push(begun_at.elapsed());
        }
        // The first frames make fonts and textures.
        let first = times[0];
        let mut times = times.split_off(20);
        times.sort_unstable();
        let at = |percent: usize| times[(times.len() - 1) * percent / 100];
        println!(
            "{name}: median {:?}, p99 {:?}, worst {:?}, the first {first:?}; p99 to 4 ms: {:.2}",
            at(50),
            at(99),
            at(100),
            at(99).as_secs_f64() / BOUND.as_secs_f64()
        );
    }
}

fn slots() -> impl Iterator<Item = Slot> {
    let documents = [Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress];
    documents
        .into_iter()
        .chain((0..GESTURES).map(Slot::Gesture))
}

/// What is sent of one; every third has a finding, so that cards say something.
fn picture(at: usize) -> Picture {
    let finding = Finding {
        kind: FindingKind::Glare,
        grade: [Grade::Amber, Grade::Red][at % 2],
        areas: Vec::new(),
        measured: 0,
        threshold: 0,
    };
    let findings = at.is_multiple_of(3).then_some(finding);
    let verdict = Verdict {
        findings: findings.into_iter().collect(),
        ..Verdict::default()
    };
    let seed = at as u8;
    Picture {
        bytes: (0..400_000_u32)
            .map(|byte| byte.to_le_bytes()[1] ^ seed)
            .collect(),
        media_type: MediaType::Jpeg,
        width_px: 1600,
        height_px: 1600 * HEIGHT / WIDTH,
        original_bytes: 7_000_000 + at as u64,
        made: Arc::new(Made {
            verdict,
            ..Made::default()
        }),
    }
}

/// As a slot keeps it after loading.
fn small(at: usize) -> Rgba {
    let (width, height) = (SMALL, SMALL * HEIGHT / WIDTH);
    let pixels = (0..width * height).flat_map(|pixel| {
        let shade = (pixel % width / 2) as u8;
        [shade, shade.wrapping_add(at as u8 * 20), 120, 255]
    });
    Rgba {
        width,
        height,
        pixels: pixels.collect(),
    }
}
