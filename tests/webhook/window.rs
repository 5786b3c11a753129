//! The status on the screen follows a webhook by itself: in training, where the sandbox calls the window, and from another
//! process that receives for a live profile. How long it took is printed.

use std::io::Write;
use std::time::{Duration, Instant};

use jiff::{Timestamp, Zoned};
use tcdx_desk::desk::engine::Engine;
use tcdx_desk::desk::runtime::{FilePicker, Outlet, Picked, Runtime, Worker, inbox};
use tcdx_desk::desk::state::{Connection, Desk, Screen, StoreState};
use tcdx_desk::desk::update::{Message, start, update};
use tcdx_desk::desk::{Action, Effect, Event};
use tcdx_desk::domain::{ArrivalState, CaseId, Profile, Settings, Stage};
use tcdx_desk::store::Home;
use tcdx_desk::vault::{DeskVault, SessionVault};
use tokio::runtime::Handle;

use super::kit::{call, caller, post, receiver, registered};
use crate::engine::kit::{client_of, server, setup, to_queue, until};
use crate::store::kit::Desk as Files;

/// Begins the lines that are for a person.
const MARK: &str = "webhook:";
/// Longest a test waits for something that must come.
const PATIENCE: Duration = Duration::from_mins(1);

fn say(what: &str, took: Duration) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{MARK} {what} after {} ms", took.as_millis());
}

struct NoPicker;

impl FilePicker for NoPicker {
    fn pick(&self) -> Picked {
        Box::pin(async { None })
    }
}

/// The real desk with its workers, without paint.
struct Window {
    desk: Desk,
    runtime: Runtime,
    outlet: Outlet,
    _folder: tempfile::TempDir,
}

impl Window {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(folder.path())).unwrap();
        let settings = Settings {
            welcomed: true,
            ..Settings::default()
        };
        let (now, today) = (Timestamp::now(), Zoned::now().date());
        let (desk, effects) = start(settings.clone(), vec![Profile::training()], now, today);
        let (inbox, outlet) = inbox(|| {});
        let vault = DeskVault::new(Box::new(SessionVault::default()));
        let runtime = Runtime::new(home, vault, settings, inbox).unwrap();
        let mut window = Self {
            desk,
            runtime,
            outlet,
            _folder: folder,
        };
        window.work(effects);
        window
    }

    fn work(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.runtime.run(effect, &NoPicker);
        }
    }

    fn send(&mut self, message: impl Into<Message>) {
        let effects = update(&mut self.desk, message);
        self.work(effects);
    }

    /// Frames, until it is so.
    #[track_caller]
    fn until(&mut self, is_so: impl Fn(&Desk) -> bool) {
        let began = Instant::now();
        while !is_so(&self.desk) {
            assert!(began.elapsed() < PATIENCE, "{:?}", self.desk.state.webhook);
            while let Some(event) = self.outlet.take() {
                self.send(event);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn stage(desk: &Desk, case: CaseId) -> Option<Stage> {
        Some(desk.state.cases.get(case)?.life.stage)
    }

    /// The address of the sandbox.
    fn page(&self) -> String {
        match &self.desk.state.connection {
            Connection::Ready {
                sandbox_page: Some(page),
            } => page.clone(),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn in_training_a_decision_of_the_trainer_comes_to_the_screen() {
    let mut window = Window::open();
    window.until(|desk| {
        matches!(desk.state.store, StoreState::Open(_))
            && matches!(desk.state.connection, Connection::Ready { .. })
            && desk.state.webhook.is_receiving == Some(true)
    });
    let (save, freeze) = to_queue("trainer+pending@example.com", 1);
    let case = save.id;
    window.work(vec![
        Effect::SaveDraft(Box::new(save)),
        Effect::Freeze(Box::new(freeze)),
    ]);
    window.until(|desk| Window::stage(desk, case) == Some(Stage::Pending));
    let user_id = window.desk.state.cases.get(case).unwrap().life.user_id;
    let page = window.page();
    let tokio = tokio::runtime::Runtime::new().unwrap();
    let form = format!("user_id={}&level=1&decision=approve", user_id.unwrap());
    let answer = tokio.block_on(async {
        let origin = page.trim_end_matches('/').to_owned();
        let decide = caller().post(format!("{origin}/decide"));
        let decide = decide.header("Origin", origin);
        let decide = decide.header("Content-Type", "application/x-www-form-urlencoded");
        decide.body(form).send().await.unwrap().status().as_u16()
    });
    assert!([200, 303].contains(&answer), "{answer}");
    let decided = Instant::now();
    window.until(|desk| Window::stage(desk, case) == Some(Stage::Approved));
    say(
        "a decision in the sandbox is on the screen",
        decided.elapsed(),
    );
    // It was the webhook, which is listed: nobody asked for the status.
    window.send(Action::Go(Screen::Settings));
    window.until(|desk| {
        let kept = desk.state.webhook.kept.as_ref();
        kept.is_some_and(|kept| {
            let first = kept.arrivals.first();
            first.is_some_and(|first| {
                first.state == ArrivalState::Confirmed && first.case == Some(case)
            })
        })
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_process_received_comes_to_the_screen() {
    let files = Files::new();
    let (receiving, watching) = (files.open().store, files.open().store);
    let server = server().await;
    let (case, user_id) = registered(&server, &receiving, "far+pending@example.com", 1).await;
    let (listening, confirmer) = receiver(&receiving).await;
    confirmer.set_client(Some(client_of(&server)));
    // The window has no server to ask: all it can do is look at the store.
    let (setup, mut outlet) = setup(&watching);
    let engine = Engine::start(setup, &Handle::current());
    until(&mut outlet, |event| {
        matches!(event, Event::QueueChanged(_)).then_some(())
    })
    .await;
    server.sandbox().decide(user_id, 1, None).await.unwrap();
    let began = Instant::now();
    assert_eq!(
        post(&listening.url(), &call(user_id, "Approved", "1", "")).await,
        200
    );
    until(&mut outlet, |event| match event {
        Event::CasesChanged(rows) => rows
            .iter()
            .any(|row| row.id == case && row.life.stage == Stage::Approved)
            .then_some(()),
        _ => None,
    })
    .await;
    say(
        "a call of another process is on the screen",
        began.elapsed(),
    );
    engine.stop().await;
}
