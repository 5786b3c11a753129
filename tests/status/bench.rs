//! The whole window with workers that only note what they are asked.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use egui::Theme;
use egui_kittest::Harness;
use jiff::{SignedDuration, Timestamp};
use tcdx_desk::desk::clock::Clock;
use tcdx_desk::desk::effect::RequestId;
use tcdx_desk::desk::event::Retrieved;
use tcdx_desk::desk::runtime::{FilePicker, Outlet, Picked, Worker, inbox};
use tcdx_desk::desk::state::{
    Connection, Consent, Customer, Happened, Phase, Poll, Screen, Sending, SentFacts, SlotView,
    Step, TimelineEntry, Unconfirmed,
};
use tcdx_desk::desk::update::start;
use tcdx_desk::desk::{Desk, Effect, Event, Told};
use tcdx_desk::domain::{
    Field, KycStatus, Lang, MediaType, Picture, Profile, Section, Settings, Slot, ThemeChoice,
};
use tcdx_desk::photo::Rgba;
use tcdx_desk::ui::{App, theme};
use uuid::Uuid;

pub const NOW: &str = "2026-11-23T07:09:50Z";

pub fn now() -> Timestamp {
    NOW.parse().unwrap()
}

pub fn ago(secs: i64) -> Timestamp {
    now() - SignedDuration::from_secs(secs)
}

/// A clock that a test turns.
#[derive(Clone)]
pub struct Hand(Rc<Cell<Timestamp>>);

impl Hand {
    pub fn forward(&self, secs: i64) {
        self.0.set(self.0.get() + SignedDuration::from_secs(secs));
    }
}

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
    pub clock: Hand,
}

impl Bench {
    pub fn desk(&mut self) -> &mut Desk {
        &mut self.app.desk
    }

    /// Answers the question under way about this customer.
    pub fn answer(&mut self, user_id: Uuid, result: Result<Retrieved, Told>) {
        let asking = self.app.desk.state.customer(user_id).unwrap().poll.asking;
        self.app.tell(Event::Retrieved {
            request: asking.expect("a question is under way"),
            user_id,
            result,
        });
    }

    pub fn has_retrieve(&self) -> bool {
        let asked = self.notes.take();
        asked
            .iter()
            .any(|effect| matches!(effect, Effect::Retrieve { .. }))
    }
}

/// A desk in training, connected, in English.
pub fn desk() -> Desk {
    let settings = Settings {
        language: Some(Lang::En),
        theme: ThemeChoice::Light,
        staff_name: "Rina W.".to_owned(),
        welcomed: true,
        ..Settings::default()
    };
    let today = "2026-11-23".parse().unwrap();
    let (mut desk, _) = start(settings, vec![Profile::training()], now(), today);
    desk.state.connection = Connection::Ready {
        sandbox_page: Some("http://127.0.0.1:7979/".to_owned()),
    };
    desk
}

/// A window of 1280 by 800 over this desk.
pub fn window(desk: Desk) -> Harness<'static, Bench> {
    sized(desk, [1280.0, 800.0], Theme::Light)
}

pub fn sized(mut desk: Desk, size: [f32; 2], theme: Theme) -> Harness<'static, Bench> {
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
        Box::new(clock.clone()),
    );
    let bench = Bench { app, notes, clock };
    let mut harness = Harness::builder()
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
            bench,
        );
    harness.run();
    harness
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(0xace5_0048_759a_5de5_8e7a_3f7c_64e6_0000 + number)
}

/// A customer whose status is known and final, or pending and asked for 4 s ago.
pub fn customer(number: u128, name: &str, status: KycStatus, changed_secs_ago: i64) -> Customer {
    let is_final = status.is_final();
    let at = ago(changed_secs_ago);
    Customer {
        user_id: id(number),
        name: Some(name.to_owned()),
        email: Some(format!(
            "{}@mail.com",
            name.to_lowercase().replace(' ', ".")
        )),
        id_masked: Some(format!("3515••••••••{number:04}")),
        staff: Some("Rina W.".to_owned()),
        registered_at: at,
        reject_reason: (status == KycStatus::Rejected).then(|| "Selfie blurred".to_owned()),
        since: Some(at),
        poll: Poll {
            next_at: (!is_final).then(|| ago(-11)),
            interval: SignedDuration::from_secs(15),
            asking: None,
            answered_at: Some(ago(4)),
            error: None,
            eager: 0,
            asked: 12,
        },
        sent: Some(SentFacts {
            pictures: 11,
            bytes: 4_600_000,
            secs: 6.2,
        }),
        timeline: timeline(&status, at),
        status: Some(status),
    }
}

fn timeline(status: &KycStatus, at: Timestamp) -> Vec<TimelineEntry> {
    let entry = |secs: i64, what| TimelineEntry {
        at: at - SignedDuration::from_secs(secs),
        what,
    };
    let staff = "Rina W.".to_owned();
    vec![
        entry(
            40,
            Happened::ConsentGiven {
                version: 1,
                staff: staff.clone(),
            },
        ),
        entry(10, Happened::Signed),
        entry(2, Happened::Accepted { attempt: 1, staff }),
        entry(
            0,
            Happened::Status {
                status: status.clone(),
                reason: (*status == KycStatus::Rejected).then(|| "Selfie blurred".to_owned()),
            },
        ),
    ]
}

/// Twelve customers of every kind.
pub fn customers() -> Vec<Customer> {
    use KycStatus::{Approved, Other, Pending, Rejected};
    let all = [
        ("Budi Santoso", Approved, 120),
        ("Siti Nurhaliza", Rejected, 240),
        ("Ahmad Fauzi", Pending, 660),
        ("Made Wirawan", Other("ON_HOLD".to_owned()), 1_560),
        ("Jonathan Lim", Pending, 3_600),
        ("Maria Goretti", Approved, 10_800),
        ("Hendra Gunawan", Approved, 18_000),
        ("Yusuf Maulana", Rejected, 86_400),
        ("Lestari Ningsih", Approved, 90_000),
        ("Tono Wijaya", Rejected, 180_000),
        ("Grace Tambunan", Approved, 190_000),
        ("Agus Pratama", Approved, 200_000),
    ];
    let numbered = all.into_iter().enumerate();
    numbered
        .map(|(at, (name, status, secs))| customer(at as u128 + 1, name, status, secs))
        .collect()
}

pub fn with_customers(list: Vec<Customer>) -> Desk {
    let mut desk = desk();
    let profile = desk.state.profile().name.clone();
    desk.state.customers.insert(profile, list);
    desk.state.screen = Screen::Customers;
    desk
}

/// The status panel of the customer just sent.
pub fn with_sent(customer: Customer) -> Desk {
    let user_id = customer.user_id;
    let mut desk = with_customers(vec![customer]);
    desk.state.screen = Screen::Onboard;
    desk.state.onboard.step = Step::Sent(user_id);
    desk
}

/// The form at a section, with a name in it.
pub fn at_section(section: Section) -> Desk {
    let mut desk = desk();
    desk.draft.form.set(Field::Name, "Siti Nurhaliza");
    desk.draft.form.set(Field::Email, "siti@mail.com");
    desk.draft.form.set(Field::IdNumber, "3515144508680002");
    desk.draft.form.set(Field::Nationality, "ID");
    desk.state.onboard.step = Step::Form(section);
    desk
}

pub fn picture() -> Picture {
    Picture {
        bytes: vec![0_u8; 412_000].into(),
        media_type: MediaType::Jpeg,
        width_px: 1600,
        height_px: 1010,
        original_bytes: 3_400_000,
    }
}

/// A picture of no one: a slope of greys and blues.
pub fn pixels(width: u32, height: u32) -> Arc<Rgba> {
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let share = ((x * 90) / width + (y * 60) / height) as u8;
            pixels.extend([40 + share / 2, 60 + share / 2, 80 + share, 255]);
        }
    }
    Arc::new(Rgba {
        width,
        height,
        pixels,
    })
}

/// Puts a picture into a slot.
pub fn fill(desk: &mut Desk, slot: Slot) {
    desk.draft.form.pictures.insert(slot, picture());
    let view = SlotView {
        thumbnail: Some(pixels(160, 101)),
        ..SlotView::default()
    };
    desk.state.onboard.slots.insert(slot, view);
}

pub fn refuse(desk: &mut Desk, slot: Slot) {
    let view = desk.state.onboard.slots.entry(slot).or_default();
    view.refused = Some(Told::new("photo-not-a-picture"));
}

pub fn sending(phase: Phase) -> Desk {
    let mut desk = at_section(Section::Review);
    let waiting = phase == Phase::Waiting;
    desk.state.onboard.step = Step::Sending(Sending {
        request: RequestId(900),
        phase,
        sent_bytes: if waiting { 4_600_000 } else { 1_200_000 },
        total_bytes: 4_600_000,
        started_at: ago(2),
        cancelling: false,
        consent: Consent {
            version: 1,
            at: ago(30),
            staff: "Rina W.".to_owned(),
        },
    });
    desk
}

pub fn unconfirmed() -> Desk {
    let mut desk = at_section(Section::Review);
    desk.state.onboard.step = Step::Unconfirmed(Unconfirmed {
        sent_at: ago(95),
        sent_bytes: 4_600_000,
        total_bytes: 4_600_000,
        told: Told::new("error-cut-short").hint("error-network-hint"),
    });
    desk
}

pub fn retrieved(status: KycStatus) -> Retrieved {
    Retrieved {
        name: "Budi Santoso".to_owned(),
        email: "budi@mail.com".to_owned(),
        reject_reason: (status == KycStatus::Rejected).then(|| "Selfie blurred".to_owned()),
        since: Some(now()),
        status,
    }
}
