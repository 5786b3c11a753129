//! A desk with an open store, jobs and cases to put into it, and the window around it with a worker that only listens.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use tcdx_desk::desk::clock::Clock;
use tcdx_desk::desk::effect::CaseTask;
use tcdx_desk::desk::engine::EngineCommand;
use tcdx_desk::desk::runtime::{FilePicker, Worker, inbox};
use tcdx_desk::desk::state::{Desk, QueueCounts, QueueNews, Screen, StoreKind, StoreTrouble};
use tcdx_desk::desk::update::start;
use tcdx_desk::desk::{Action, Effect, Event, RequestId, Told, update};
use tcdx_desk::domain::{CaseId, CaseRow, JobKind, Lang, Level2, Life, Profile, Settings, Stage};
use tcdx_desk::store::cases::{Job, JobId, JobState};
use tcdx_desk::ui::App;
use uuid::Uuid;

pub fn now() -> Timestamp {
    "2026-11-23T07:00:00Z".parse().unwrap()
}

pub fn ago(secs: i64) -> Timestamp {
    now() - SignedDuration::from_secs(secs)
}

pub fn case_id(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(number))
}

pub fn job_id(number: u128) -> JobId {
    JobId(Uuid::from_u128(1_000_000 + number))
}

/// A registration that waits, of the case with this number.
pub fn job(number: u128, name: &str, state: JobState) -> Job {
    Job {
        id: job_id(number),
        case: Some(case_id(number)),
        customer: Some(case_id(number)),
        report: None,
        name: name.to_owned(),
        kind: JobKind::Register,
        state,
        on_hold: false,
        tries: u32::from(state != JobState::Waiting),
        next_at: None,
        told: None,
        queued_at: ago(600),
        changed_at: ago(60),
        sent_at: (state != JobState::Waiting).then(|| ago(90)),
        sent_bytes: 0,
        total_bytes: 0,
    }
}

/// One of each.
pub fn every_state() -> Vec<Job> {
    vec![
        Job {
            total_bytes: 4_600_000,
            ..job(1, "Putri Ayu", JobState::Sending)
        },
        job(2, "Budi Santoso", JobState::Waiting),
        Job {
            tries: 2,
            next_at: Some(now() + SignedDuration::from_secs(42)),
            told: Some(
                Told::new("error-connect")
                    .hint("error-network-hint")
                    .to_json(),
            ),
            ..job(3, "Ahmad Fauzi", JobState::Waiting)
        },
        Job {
            sent_bytes: 4_600_000,
            total_bytes: 4_600_000,
            told: Some(Told::new("error-no-answer-timeout").to_json()),
            ..job(4, "Made Wirawan", JobState::Unconfirmed)
        },
        Job {
            kind: JobKind::Update,
            told: Some(
                Told::new("error-refused")
                    .hint("error-refused-hint")
                    .arg("message", "email is not valid")
                    .to_json(),
            ),
            ..job(5, "Siti Nurhaliza", JobState::Refused)
        },
        Job {
            on_hold: true,
            ..job(6, "Yusuf Maulana", JobState::Waiting)
        },
        Job {
            kind: JobKind::Level2,
            ..job(7, "Hendra Gunawan", JobState::Done)
        },
    ]
}

/// A case that the server has, at this stage.
pub fn row(number: u128, revision: u64, stage: Stage, level2: Level2) -> CaseRow {
    CaseRow {
        id: case_id(number),
        version: revision,
        revision,
        life: Life {
            stage,
            level2,
            user_id: Some(Uuid::from_u128(number)),
            submissions: 1,
            ..Life::default()
        },
        name: "Budi Santoso".to_owned(),
        email: "budi@mail.com".to_owned(),
        id_number: "3515144508680002".to_owned(),
        phone: "+628123".to_owned(),
        staff: "Rina W.".to_owned(),
        created_at: ago(900),
        changed_at: ago(60),
        registered_at: Some(ago(600)),
        status_at: None,
        attempts: 1,
        reason: String::new(),
        is_unread: false,
        progress: 100,
        problems: 0,
    }
}

/// A desk whose store is being opened, and the request that opens it.
pub fn opening(lang: Lang) -> (Desk, RequestId) {
    let settings = Settings {
        language: Some(lang),
        staff_name: "Rina W.".to_owned(),
        welcomed: true,
        ..Settings::default()
    };
    let (mut desk, work) = start(
        settings,
        vec![Profile::training()],
        now(),
        date(2026, 11, 23),
    );
    let request = |work: &[Effect]| {
        work.iter().find_map(|effect| match effect {
            Effect::OpenStore { request, .. } => Some(*request),
            _ => None,
        })
    };
    let opens = request(&work).unwrap();
    for effect in work {
        if let Effect::Connect { request, .. } = effect {
            let result = Ok(None);
            update(&mut desk, Event::Connected { request, result });
        }
    }
    (desk, opens)
}

/// A desk with an open store.
pub fn desk(lang: Lang) -> Desk {
    let (mut desk, request) = opening(lang);
    let result = Ok(StoreKind::Keyring);
    update(&mut desk, Event::StoreOpened { request, result });
    desk
}

/// A desk whose store does not open.
pub fn troubled(lang: Lang, trouble: StoreTrouble) -> Desk {
    let (mut desk, request) = opening(lang);
    let result = Err(trouble);
    update(&mut desk, Event::StoreOpened { request, result });
    desk
}

pub fn news(jobs: Vec<Job>) -> QueueNews {
    QueueNews {
        counts: QueueCounts::of(&jobs),
        jobs,
        ..QueueNews::default()
    }
}

/// The desk on the queue's screen, with this queue.
pub fn with_queue(lang: Lang, news: QueueNews) -> Desk {
    let mut desk = desk(lang);
    update(&mut desk, Event::QueueChanged(Box::new(news)));
    update(&mut desk, Action::Go(Screen::Queue));
    desk
}

/// What was asked of the store or the engine, in words.
pub fn asked(effects: &[Effect]) -> Vec<String> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Case(CaseTask::SetPaused(paused)) => Some(format!("paused {paused}")),
            Effect::Case(CaseTask::Retry(job)) => Some(format!("retry {}", number(*job))),
            Effect::Case(CaseTask::Cancel(job)) => Some(format!("cancel {}", number(*job))),
            Effect::Case(CaseTask::MoveUp(job)) => Some(format!("up {}", number(*job))),
            Effect::Engine(EngineCommand::CloseBreaker) => Some("close the breaker".to_owned()),
            Effect::Engine(EngineCommand::CancelSending(job)) => {
                Some(format!("stop {}", number(*job)))
            }
            Effect::Engine(EngineCommand::Watch(case)) => Some(match case {
                Some(case) => format!("watch {}", case.0.as_u128()),
                None => "watch none".to_owned(),
            }),
            Effect::Notify { approved, rejected } => Some(format!("notify {approved} {rejected}")),
            Effect::OpenStore {
                passphrase,
                set_aside,
                ..
            } => Some(format!(
                "open {:?} {set_aside}",
                passphrase.as_ref().map(|secret| secret.expose().to_owned())
            )),
            Effect::SaveSettings(_) => Some("save settings".to_owned()),
            _ => None,
        })
        .collect()
}

fn number(job: JobId) -> u128 {
    job.0.as_u128() - 1_000_000
}

struct Stopped(Rc<Cell<Timestamp>>);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        self.0.get()
    }

    fn today(&self) -> jiff::civil::Date {
        date(2026, 11, 23)
    }
}

struct Listener(Rc<RefCell<Vec<Effect>>>);

impl Worker for Listener {
    fn run(&mut self, effect: Effect, _picker: &dyn FilePicker) {
        self.0.borrow_mut().push(effect);
    }
}

/// The whole window around a desk.
pub struct Window {
    pub harness: Harness<'static, App>,
    clock: Rc<Cell<Timestamp>>,
    effects: Rc<RefCell<Vec<Effect>>>,
}

impl Window {
    pub fn open(desk: Desk) -> Self {
        Self::sized(desk, [1280.0, 800.0], egui::Theme::Light)
    }

    pub fn sized(desk: Desk, size: [f32; 2], theme: egui::Theme) -> Self {
        let clock = Rc::new(Cell::new(now()));
        let effects: Rc<RefCell<Vec<Effect>>> = Rc::default();
        let (_, outlet) = inbox(|| {});
        let app = App::new(
            desk,
            Vec::new(),
            Box::new(Listener(Rc::clone(&effects))),
            outlet,
            Box::new(Stopped(Rc::clone(&clock))),
        );
        let mut harness = crate::harness::window(
            Harness::builder()
                .with_size(size)
                .with_theme(theme)
                .with_max_steps(30),
            app,
        );
        harness.run();
        Self {
            harness,
            clock,
            effects,
        }
    }

    pub fn desk(&self) -> &Desk {
        &self.harness.state().desk
    }

    /// What was asked of the workers since this was last called.
    pub fn asked(&self) -> Vec<String> {
        asked(&self.effects.take())
    }

    /// The work itself that was asked for since this or [`Self::asked`] was last called.
    pub fn effects(&self) -> Vec<Effect> {
        self.effects.take()
    }

    pub fn tell(&mut self, event: Event) {
        self.harness.state_mut().tell(event);
        self.harness.run();
    }

    /// As if a person had asked for it.
    pub fn tell_action(&mut self, action: tcdx_desk::desk::Action) {
        self.harness.state_mut().tell(action);
        self.harness.run();
    }

    pub fn wait(&mut self, length: SignedDuration) {
        self.clock.set(self.clock.get() + length);
        self.harness.run();
    }

    pub fn sees(&self, text: &str) -> bool {
        self.harness
            .query_all_by_label_contains(text)
            .next()
            .is_some()
    }

    #[track_caller]
    pub fn see(&self, text: &str) {
        assert!(self.sees(text), "{text:?} is not on the screen");
    }

    #[track_caller]
    pub fn click(&mut self, role: Role, name: &str) {
        self.harness.get_by_role_and_label(role, name).click();
        self.harness.run();
    }

    pub fn press(&mut self, key: egui::Key) {
        self.harness.key_press(key);
        self.harness.run();
    }

    #[track_caller]
    pub fn type_into(&mut self, role: Role, label: &str, text: &str) {
        self.harness.get_by_role_and_label(role, label).click();
        self.harness.run();
        self.harness
            .get_by_role_and_label(role, label)
            .type_text(text);
        self.harness.run();
    }
}
