//! The list with many customers: a keystroke of the search, a frame, taking in what changed.
//!
//! Prints percentiles and ratios; needs no display (frames are laid out and tessellated without a window).

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs
)]

use std::time::{Duration, Instant};

use criterion::Criterion;
use egui::{Context, RawInput, Rect, pos2, vec2};
use jiff::{SignedDuration, Timestamp};
use tcdx_desk::desk::clock::{Clock, SystemClock};
use tcdx_desk::desk::runtime::{FilePicker, Picked, Worker, inbox};
use tcdx_desk::desk::state::{Cases, Connection, Screen, StoreKind, StoreState, View};
use tcdx_desk::desk::update::start;
use tcdx_desk::desk::{Action, Effect};
use tcdx_desk::domain::{CaseId, CaseRow, Lang, Life, Profile, Settings, Stage};
use tcdx_desk::ui::{App, theme};
use uuid::Uuid;

/// Customers of the criterion.
const MANY: usize = 100_000;
/// What is typed, a character at a time, and taken back.
const TYPED: [&str; 6] = [
    "siti nurhaliza",
    "a",
    "0812 3456",
    "3515.1445",
    "ace50048-759a",
    "budi@mail.com",
];
const FIRST: [&str; 16] = [
    "Siti", "Budi", "Ahmad", "Made", "Jonathan", "Putri", "Maria", "Hendra", "Yusuf", "Lestari",
    "Tono", "Grace", "Wayan", "Dewi", "Agus", "Rina",
];
const LAST: [&str; 13] = [
    "Nurhaliza",
    "Santoso",
    "Fauzi",
    "Wirawan",
    "Lim",
    "Ayu",
    "Goretti",
    "Gunawan",
    "Maulana",
    "Ningsih",
    "Wijaya",
    "Tambunan",
    "Sudira",
];

fn main() {
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    keystrokes();
    let mut cases = filled(MANY);
    let mut revision = 10;
    criterion.bench_function(
        "take in 100 changed rows of 100,000, and show the list",
        |b| {
            b.iter(|| {
                revision += 1;
                let now = SystemClock.now();
                let changed = (0..100).map(|at| {
                    let mut row = row(at * 997 % MANY, now);
                    row.revision = revision;
                    row.changed_at = now;
                    row
                });
                cases.take(changed.collect());
                cases.shown_len()
            });
        },
    );
    println!("a row takes {} bytes and its texts", size_of::<CaseRow>());
    drop(cases);
    let mut medians = Vec::new();
    for count in [1_000, 100_000, 1_000_000] {
        medians.push(frames(count));
    }
    println!(
        "frame of the list, ratio to 1,000 customers: 100,000 {:.2}, 1,000,000 {:.2}",
        medians[1].as_secs_f64() / medians[0].as_secs_f64(),
        medians[2].as_secs_f64() / medians[0].as_secs_f64()
    );
}

/// A row like those of a branch: names that repeat, numbers that do not.
fn row(number: usize, now: Timestamp) -> CaseRow {
    let mixed = number.wrapping_mul(2_654_435_761) % 4_294_967_291;
    let (first, last) = (FIRST[mixed % 16], LAST[mixed / 16 % 13]);
    let at = now - SignedDuration::from_secs(i64::try_from(mixed % 20_000_000).unwrap());
    let stage = match mixed / 256 % 10 {
        0 => Stage::Pending,
        1 => Stage::Rejected,
        2 => Stage::Draft,
        _ => Stage::Approved,
    };
    CaseRow {
        id: CaseId(Uuid::from_u128(
            0x019a_b000_0000_7000_8000_0000_0000_0000 + number as u128,
        )),
        version: 1,
        revision: 1,
        life: Life {
            stage,
            user_id: Some(Uuid::from_u128(
                (mixed as u128) << 90 | (mixed as u128) << 30 | number as u128,
            )),
            ..Life::default()
        },
        name: format!("{first} {last}"),
        email: format!("{first}.{last}{number}@mail.com").to_lowercase(),
        id_number: format!("{:016}", 3_500_000_000_000_000 + mixed * 977),
        phone: format!("+62812{mixed:08}"),
        staff: ["Rina W.", "Dewi K.", "Agus P."][mixed % 3].to_owned(),
        created_at: at,
        changed_at: at,
        registered_at: Some(at),
        status_at: Some(at),
        attempts: 1,
        reason: if stage == Stage::Rejected {
            "Selfie blurred".to_owned()
        } else {
            String::new()
        },
        is_unread: mixed.is_multiple_of(17),
        progress: 100,
        problems: 0,
    }
}

fn filled(count: usize) -> Cases {
    let now = SystemClock.now();
    let mut cases = Cases::default();
    cases.tick(now);
    let begun_at = Instant::now();
    for from in (0..count).step_by(10_000) {
        cases.take(
            (from..count.min(from + 10_000))
                .map(|at| row(at, now))
                .collect(),
        );
        cases.shown_len();
    }
    println!("{count} rows taken in: {:?}", begun_at.elapsed());
    cases.is_complete = true;
    cases
}

/// The time of a keystroke: the search, the rows to be shown, and the first of them.
fn keystrokes() {
    let mut cases = filled(MANY);
    let mut times = Vec::new();
    for _ in 0..20 {
        for typed in TYPED {
            let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
            let back: Vec<usize> = ends.clone().rev().skip(1).collect();
            for end in ends.chain(back) {
                let begun_at = Instant::now();
                cases.set_search(&typed[..end]);
                assert!(cases.row_at(0).is_some() || cases.shown_len() == 0);
                times.push(begun_at.elapsed());
            }
            cases.set_search("");
        }
    }
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!(
        "keystroke over {MANY} rows: median {:?}, p99 {:?}, worst {:?} ({} keystrokes); p99 to 16 ms: {:.2}",
        at(50),
        at(99),
        at(100),
        times.len(),
        at(99).as_secs_f64() / 0.016
    );
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

/// Median and p99 of a whole frame while the list is scrolled, with a case open.
fn frames(count: usize) -> Duration {
    let settings = Settings {
        language: Some(Lang::En),
        welcomed: true,
        ..Settings::default()
    };
    let clock = SystemClock;
    let (mut desk, _) = start(
        settings,
        vec![Profile::training()],
        clock.now(),
        clock.today(),
    );
    desk.state.connection = Connection::Ready { sandbox_page: None };
    desk.state.store = StoreState::Open(StoreKind::Session);
    desk.state.screen = Screen::Customers;
    desk.state.cases = filled(count);
    desk.state.cases.set_view(View::All);
    let (_, outlet) = inbox(|| {});
    let mut app = App::new(desk, Vec::new(), Box::new(Nobody), outlet, Box::new(clock));
    let ctx = Context::default();
    theme::apply(&ctx);
    app.tell(Action::StepCase(1));
    let mut times = Vec::new();
    let mut now = 0.0;
    for frame in 0..400 {
        now += 1.0 / 60.0;
        let scroll = egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, if frame % 100 < 50 { -400.0 } else { 400.0 }),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        };
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            time: Some(now),
            events: vec![egui::Event::PointerMoved(pos2(500.0, 400.0)), scroll],
            ..RawInput::default()
        };
        let begun_at = Instant::now();
        let output = ctx.run_ui(input, |ui| {
            app.turn(ui.ctx(), &NoPicker);
            app.paint(ui, &NoPicker);
        });
        let shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
        times.push(begun_at.elapsed());
        assert!(!shapes.is_empty());
    }
    // The first frames make fonts and the order.
    let mut times = times.split_off(20);
    times.sort_unstable();
    let (median, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!("frame of the list with {count} customers: median {median:?}, p99 {p99:?}");
    median
}
