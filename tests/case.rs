//! One case, opened: what its actions ask for, its panel, its viewer, level 2, its export.

mod actions;
mod export;
mod level2;
mod panel;
mod viewer;

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use jiff::Timestamp;
use jiff::civil::date;
use tcdx_desk::desk::effect::CaseTask;
use tcdx_desk::desk::state::{
    Attempt, CaseDetail, Connection, Deed, Desk, DocMeta, DraftContent, HistoryEntry, Job, JobId,
    JobState, Note, QueueNews, Screen, Step, StoreKind,
};
use tcdx_desk::desk::update::start;
use tcdx_desk::desk::{Action, Effect, Event, RequestId, Told, update};
use tcdx_desk::domain::{
    CaseId, CaseRow, Doc, JobKind, Lang, Level2, Life, Profile, Settings, Slot, Stage,
};
use tcdx_desk::store::cases::{Actor, AttemptId};
use tcdx_desk::ui::cx::Cx;
use tcdx_desk::ui::screens::{case, onboard};
use tcdx_desk::ui::textures::Textures;
use tcdx_desk::ui::{modals, theme};
use uuid::Uuid;

const NIK: &str = "3515144508680002";
const USER: &str = "ace50048-759a-5de5-8e7a-3f7c64e6fb48";
const CARD: Doc = Doc::Picture(Slot::IdPhoto);
const SELFIE: Doc = Doc::Picture(Slot::Selfie);

fn now() -> Timestamp {
    "2026-11-23T07:00:00Z".parse().unwrap()
}

fn earlier(minutes: i64) -> Timestamp {
    now() - jiff::SignedDuration::from_mins(minutes)
}

fn life(stage: Stage) -> Life {
    let is_draft = stage == Stage::Draft;
    let is_new = matches!(stage, Stage::Draft | Stage::Ready | Stage::Unconfirmed);
    Life {
        stage,
        user_id: (!is_new).then(|| USER.parse().unwrap()),
        submissions: u32::from(!is_draft),
        maybe_registered: stage == Stage::Unconfirmed,
        ..Life::default()
    }
}

fn row(life: Life) -> CaseRow {
    CaseRow {
        id: CaseId::new(),
        version: 7,
        revision: 7,
        life,
        name: "Siti Nurhaliza".to_owned(),
        email: "siti@example.com".to_owned(),
        id_number: NIK.to_owned(),
        phone: "+628123456789".to_owned(),
        staff: "Rina W.".to_owned(),
        created_at: earlier(60),
        changed_at: earlier(4),
        registered_at: None,
        status_at: None,
        attempts: 1,
        reason: String::new(),
        is_unread: false,
        progress: 80,
        problems: 2,
    }
}

fn entry(seq: u64, minutes: i64, deed: Deed) -> HistoryEntry {
    HistoryEntry {
        seq,
        at: earlier(minutes),
        case: None,
        by: Actor {
            user: "rina".to_owned(),
            staff: "Rina W.".to_owned(),
            machine: "jakarta-2".to_owned(),
        },
        deed,
    }
}

fn picture_meta(bytes: u64) -> DocMeta {
    DocMeta {
        media_type: "image/jpeg".to_owned(),
        width_px: 800,
        height_px: 600,
        original_bytes: bytes,
        bytes,
        sha256: "00".repeat(32),
        made: tcdx_desk::domain::Made::default(),
        pages: 0,
    }
}

fn detail(id: CaseId) -> CaseDetail {
    let values = [
        ("id_type", "0"),
        ("id_number", NIK),
        ("name", "Siti Nurhaliza"),
        ("gender", "0"),
        ("email", "siti@example.com"),
        ("phone_country_code", "+62"),
        ("mobile_no", "8123456789"),
        ("country", "ID"),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let told = Told::new("error-no-answer-reset").details(Some("HTTP 504\nserver: gateway\n"));
    CaseDetail {
        id,
        content: DraftContent {
            values: values.into(),
            ..DraftContent::default()
        },
        documents: [
            (CARD, picture_meta(412_000)),
            (SELFIE, picture_meta(390_000)),
        ]
        .into(),
        submission: None,
        history: vec![
            entry(1, 60, Deed::Created),
            entry(
                2,
                30,
                Deed::Sent {
                    kind: JobKind::Register,
                    attempt: 1,
                },
            ),
        ],
        attempts: vec![Attempt {
            id: AttemptId(Uuid::now_v7()),
            number: 1,
            kind: JobKind::Register,
            started_at: earlier(26),
            ended_at: Some(earlier(25)),
            outcome: Some("unknown".to_owned()),
            told: Some(told.to_json()),
            sent_bytes: 4_600_000,
            total_bytes: 4_600_000,
        }],
        notes: vec![Note {
            at: earlier(2),
            staff: "Dewi K.".to_owned(),
            text: "Called the customer".to_owned(),
        }],
    }
}

fn job(case: CaseId, state: JobState) -> Job {
    Job {
        id: JobId(Uuid::now_v7()),
        case: Some(case),
        customer: Some(case),
        report: None,
        name: "Siti Nurhaliza".to_owned(),
        kind: JobKind::Register,
        state,
        on_hold: false,
        tries: 1,
        next_at: None,
        told: None,
        queued_at: earlier(30),
        changed_at: earlier(25),
        sent_at: Some(earlier(26)),
        sent_bytes: 0,
        total_bytes: 0,
    }
}

/// The program without its workers, with one case open.
struct Window {
    desk: Desk,
    textures: Textures,
    case: CaseId,
    /// Everything that was asked of the workers since the case was opened.
    work: Vec<Effect>,
}

impl Window {
    #[allow(clippy::needless_pass_by_value)] // A row is made for it.
    fn new(lang: Lang, row: CaseRow, job: Option<JobState>) -> Self {
        let settings = Settings {
            language: Some(lang),
            welcomed: true,
            staff_name: "Rina W.".to_owned(),
            ..Settings::default()
        };
        let profiles = vec![Profile::training()];
        let (mut desk, work) = start(settings, profiles, now(), date(2026, 11, 23));
        let case = row.id;
        for effect in work {
            match effect {
                Effect::OpenStore { request, .. } => {
                    let result = Ok(StoreKind::Session);
                    update(&mut desk, Event::StoreOpened { request, result });
                    update(
                        &mut desk,
                        Event::CasesLoaded {
                            request,
                            rows: vec![row.clone()],
                            is_complete: true,
                        },
                    );
                }
                Effect::Connect { request, .. } => {
                    let result = Ok(None);
                    update(&mut desk, Event::Connected { request, result });
                }
                _ => {}
            }
        }
        assert!(matches!(desk.state.connection, Connection::Ready { .. }));
        if let Some(state) = job {
            let news = QueueNews {
                jobs: vec![self::job(case, state)],
                ..QueueNews::default()
            };
            update(&mut desk, Event::QueueChanged(Box::new(news)));
        }
        let mut window = Self {
            desk,
            textures: Textures::default(),
            case,
            work: Vec::new(),
        };
        window.ask(Action::OpenCase(case));
        window.answer(&detail(case));
        window
    }

    fn of(life: Life) -> Self {
        Self::new(Lang::En, row(life), None)
    }

    fn ask(&mut self, action: Action) {
        let work = update(&mut self.desk, action);
        self.work.extend(work);
    }

    /// The request for the details is answered.
    fn answer(&mut self, detail: &CaseDetail) {
        let request = self.desk.state.open_case.as_ref().unwrap().loading;
        let event = Event::CaseLoaded {
            request: request.unwrap(),
            result: Ok(Box::new(detail.clone())),
        };
        let work = update(&mut self.desk, event);
        self.work.extend(work);
    }

    fn take_work(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.work)
    }

    /// The only task for the store that was asked for.
    fn task(&mut self) -> CaseTask {
        let tasks = self
            .take_work()
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::Case(task) => Some(task),
                _ => None,
            });
        let mut tasks: Vec<CaseTask> = tasks.collect();
        assert_eq!(tasks.len(), 1, "{tasks:?}");
        tasks.remove(0)
    }

    fn paint(&mut self, ui: &mut egui::Ui) {
        let mut cx = Cx {
            tr: self.desk.state.texts(),
            state: &self.desk.state,
            draft: &mut self.desk.draft,
            textures: &mut self.textures,
            actions: Vec::new(),
        };
        if cx.state.screen == Screen::Onboard {
            onboard::show(&mut cx, ui);
        } else {
            let margin = egui::Margin::same(20);
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                case::panel(&mut cx, ui, self.case);
            });
        }
        modals::show(&mut cx, ui.ctx());
        let actions = cx.actions;
        self.textures.end_frame();
        if !actions.is_empty() {
            ui.ctx().request_repaint();
        }
        for action in actions {
            self.ask(action);
        }
    }
}

/// The panel as wide as it is beside the list, and high enough for all of it.
fn open(window: Window) -> Harness<'static, Window> {
    sized(window, [340.0, 1900.0])
}

fn sized(window: Window, size: [f32; 2]) -> Harness<'static, Window> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(30)
        .with_context_setup(theme::apply_for_tests)
        .build_ui_state(|ui, window: &mut Window| window.paint(ui), window);
    harness.run();
    harness
}

fn click(harness: &mut Harness<'_, Window>, name: &str) {
    harness
        .get_by_role_and_label(Role::Button, name)
        .click_accesskit();
    harness.run();
}

fn sees(harness: &Harness<'_, Window>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

fn press(harness: &mut Harness<'_, Window>, key: egui::Key) {
    harness.key_press(key);
    harness.run();
}
