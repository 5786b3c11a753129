//! The whole window over a list of cases, with workers that only note what they are asked.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use jiff::{SignedDuration, Timestamp};
use tcdx_desk::desk::clock::Clock;
use tcdx_desk::desk::effect::CaseTask;
use tcdx_desk::desk::runtime::{FilePicker, Outlet, Picked, Worker, inbox};
use tcdx_desk::desk::state::{Connection, Screen, StoreKind, StoreState};
use tcdx_desk::desk::update::{start, update};
use tcdx_desk::desk::{Desk, Effect, Event};
use tcdx_desk::domain::{
    CaseId, CaseRow, Lang, Level2, Life, Profile, Settings, Stage, ThemeChoice,
};
use tcdx_desk::ui::{App, theme};
use uuid::Uuid;

pub fn now() -> Timestamp {
    "2026-11-23T07:09:50Z".parse().unwrap()
}

pub fn ago(secs: i64) -> Timestamp {
    now() - SignedDuration::from_secs(secs)
}

/// A clock that stands.
#[derive(Clone)]
pub struct Hand(Rc<Cell<Timestamp>>);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        self.0.get()
    }

    fn today(&self) -> jiff::civil::Date {
        self.0.get().to_zoned(jiff::tz::TimeZone::UTC).date()
    }
}

#[derive(Clone, Default)]
pub struct Notes(Rc<RefCell<Vec<Effect>>>);

impl Notes {
    /// What was asked for since the last call.
    pub fn take(&self) -> Vec<Effect> {
        self.0.take()
    }
}

impl Worker for Notes {
    fn run(&mut self, effect: Effect, _: &dyn FilePicker) {
        self.0.borrow_mut().push(effect);
    }
}

pub struct NoPicker;

impl FilePicker for NoPicker {
    fn pick(&self) -> Picked {
        Box::pin(async { None })
    }
}

/// The window under test.
pub struct Bench {
    pub app: App,
    pub notes: Notes,
}

pub type Window = Harness<'static, Bench>;

pub fn id(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(
        0x019a_b000_0000_7000_8000_0000_0000_0000 + number,
    ))
}

pub fn user_id(number: u128) -> Uuid {
    Uuid::from_u128(0xace5_0048_759a_5de5_8e7a_3f7c_64e6_0000 + number)
}

/// A customer who changed so many seconds ago.
pub fn row(number: u128, name: &str, stage: Stage, changed_secs_ago: i64) -> CaseRow {
    let is_sent = !matches!(stage, Stage::Draft | Stage::Ready);
    let email = format!("{}@mail.com", name.to_lowercase().replace(' ', "."));
    CaseRow {
        id: id(number),
        version: 1,
        revision: 1,
        life: Life {
            stage,
            user_id: is_sent.then(|| user_id(number)),
            ..Life::default()
        },
        name: name.to_owned(),
        email,
        id_number: format!("{:012}{number:04}", 351_514_450_868_u64),
        phone: format!("+62812345{number:05}"),
        staff: ["Rina W.", "Dewi K.", "Agus P."][number as usize % 3].to_owned(),
        created_at: ago(changed_secs_ago + 3_600),
        changed_at: ago(changed_secs_ago),
        registered_at: is_sent.then(|| ago(changed_secs_ago + 600)),
        status_at: is_sent.then(|| ago(changed_secs_ago)),
        attempts: u32::from(is_sent),
        reason: String::new(),
        is_unread: false,
        progress: 100,
        problems: 0,
    }
}

/// Thirteen customers of every kind, the newest change first.
pub fn rows() -> Vec<CaseRow> {
    let mut rows = vec![
        row(1, "Budi Santoso", Stage::Approved, 120),
        row(2, "Siti Nurhaliza", Stage::Rejected, 240),
        row(3, "Ahmad Fauzi", Stage::Pending, 660),
        row(4, "Made Wirawan", Stage::Unconfirmed, 1_560),
        row(5, "Jonathan Lim", Stage::Pending, 3_600),
        row(6, "Putri Ayu", Stage::Sending, 5_400),
        row(7, "Maria Goretti", Stage::Approved, 10_800),
        row(8, "Hendra Gunawan", Stage::Approved, 18_000),
        row(9, "Yusuf Maulana", Stage::Pending, 86_000),
        row(10, "Lestari Ningsih", Stage::Approved, 90_000),
        row(11, "Tono Wijaya", Stage::Rejected, 180_000),
        row(12, "Grace Tambunan", Stage::Pending, 190_000),
        row(13, "Wayan Sudira", Stage::Draft, 200_000),
    ];
    "Selfie blurred".clone_into(&mut rows[1].reason);
    rows[1].is_unread = true;
    rows[7].life.level2 = Level2::Pending;
    rows[8].life.on_hold = true;
    "Name does not match the card".clone_into(&mut rows[10].reason);
    rows[12].progress = 40;
    rows[12].problems = 3;
    rows
}

/// A desk in training with these cases, in English, on the list.
pub fn desk(rows: Vec<CaseRow>) -> Desk {
    let settings = Settings {
        language: Some(Lang::En),
        theme: ThemeChoice::Light,
        staff_name: "Rina W.".to_owned(),
        welcomed: true,
        ..Settings::default()
    };
    let today = now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let (mut desk, _) = start(settings, vec![Profile::training()], now(), today);
    desk.state.connection = Connection::Ready { sandbox_page: None };
    desk.state.store = StoreState::Open(StoreKind::Session);
    update(&mut desk, Event::Tick { now: now(), today });
    update(&mut desk, Event::CasesChanged(rows));
    desk.state.cases.is_complete = true;
    desk.state.screen = Screen::Customers;
    desk
}

/// A window of 1280 by 800 over this desk.
pub fn window(desk: Desk) -> Window {
    sized(desk, [1280.0, 800.0], Theme::Light)
}

pub fn sized(desk: Desk, size: [f32; 2], theme: Theme) -> Window {
    let mut window = build(desk, size, theme);
    window.run();
    window
}

/// A window in which something keeps moving: a few frames of it.
pub fn unsettled(desk: Desk) -> Window {
    let mut window = build(desk, [1280.0, 800.0], Theme::Light);
    window.run_steps(4);
    window
}

fn build(mut desk: Desk, size: [f32; 2], theme: Theme) -> Window {
    desk.state.settings.theme = match theme {
        Theme::Light => ThemeChoice::Light,
        Theme::Dark => ThemeChoice::Dark,
    };
    let notes = Notes::default();
    let clock = Hand(Rc::new(Cell::new(now())));
    let (_, outlet): (_, Outlet) = inbox(|| {});
    let app = App::new(
        desk,
        Vec::new(),
        Box::new(notes.clone()),
        outlet,
        Box::new(clock),
    );
    Harness::builder()
        // The harness keeps 8 points free around a window.
        .with_size([size[0] + 16.0, size[1] + 16.0])
        .with_theme(theme)
        .with_max_steps(12)
        .with_context_setup(theme::apply_for_tests)
        .build_ui_state(
            |ui, bench: &mut Bench| {
                bench.app.turn(ui.ctx(), &NoPicker);
                bench.app.paint(ui, &NoPicker);
            },
            Bench { app, notes },
        )
}

/// The list with everybody.
pub fn list() -> Window {
    window(desk(rows()))
}

/// The case that is open, by its number.
pub fn open(window: &Window) -> Option<u128> {
    let open = window.state().app.desk.state.open_case.as_ref()?;
    Some(open.id.0.as_u128() - id(0).0.as_u128())
}

/// The names of the cases that are listed, in their order.
pub fn listed(window: &Window) -> Vec<String> {
    let cases = &window.state().app.desk.state.cases;
    let lines = 0..cases.shown_len();
    let rows = lines.filter_map(|line| cases.row_at(line));
    rows.map(|row| row.name.clone()).collect()
}

/// What was asked of cases since the last call.
pub fn tasks(window: &Window) -> Vec<CaseTask> {
    let asked = window.state().notes.take();
    let tasks = asked.into_iter().filter_map(|effect| match effect {
        Effect::Case(task) => Some(task),
        _ => None,
    });
    tasks.collect()
}

/// A case changed, as the store tells it.
pub fn changed(window: &mut Window, mut row: CaseRow) {
    row.revision += 100;
    row.version += 1;
    window.state_mut().app.tell(Event::CasesChanged(vec![row]));
    window.run();
}

/// Clicks what has this name.
pub fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.run();
}
