//! Statuses: asked for, told, and kept.

use std::time::Duration;

use tcdx_desk::desk::Event;
use tcdx_desk::desk::engine::{Engine, EngineCommand};
use tcdx_desk::domain::{CaseId, Stage};
use tcdx_desk::store::cases::JobState;
use tokio::runtime::Handle;
use uuid::Uuid;

use super::kit::{actor, client_of, hurried, queue, row, server, setup, store, until, until_queue};

/// Waits until a case has come to a stage.
async fn until_stage(outlet: &mut tcdx_desk::desk::runtime::Outlet, case: CaseId, stage: Stage) {
    until(outlet, |event| match event {
        Event::CasesChanged(rows) => rows
            .iter()
            .any(|row| row.id == case && row.life.stage == stage)
            .then_some(()),
        _ => None,
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_on_the_screen_is_followed_to_its_decision() {
    let (server, store) = (server().await, store());
    let (case, _) = queue(&store, "watch+pending@example.com", 1);
    let (rejected, _) = queue(&store, "no+pending@example.com", 2);
    let (setup, mut outlet) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    engine.set_client(Some(client_of(&server)));
    until_queue(&mut outlet, |news| {
        news.jobs.len() == 2 && news.jobs.iter().all(|job| job.state == JobState::Done)
    })
    .await;
    engine.command(EngineCommand::Watch(Some(case)));
    let next_at = until(&mut outlet, |event| match event {
        Event::Polled {
            case: asked,
            next_at,
        } if asked == case => Some(next_at),
        _ => None,
    })
    .await;
    let wait = next_at.unwrap().duration_since(jiff::Timestamp::now());
    assert!(wait.as_secs() <= 5, "{wait}");
    let user_id = row(&store, case).life.user_id.unwrap();
    server.sandbox().decide(user_id, 1, None).await.unwrap();
    until_stage(&mut outlet, case, Stage::Approved).await;

    let user_id = row(&store, rejected).life.user_id.unwrap();
    let blurred = Some("Selfie blurred".to_owned());
    server.sandbox().decide(user_id, 1, blurred).await.unwrap();
    engine.command(EngineCommand::AskNow(rejected));
    until_stage(&mut outlet, rejected, Stage::Rejected).await;
    let rejected = row(&store, rejected);
    assert_eq!(rejected.reason, "Selfie blurred");
    assert!(rejected.status_at.is_some());
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_the_server_does_not_know_is_told() {
    let (server, store) = (server().await, store());
    let now = jiff::Timestamp::now();
    let case = store
        .add_elsewhere(Uuid::from_u128(7), &actor(), now)
        .unwrap();
    let (setup, mut outlet) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    engine.set_client(Some(client_of(&server)));
    engine.command(EngineCommand::AskNow(case));
    let told = until(&mut outlet, |event| match event {
        Event::PollFailed { case: asked, told } if asked == case => Some(told),
        _ => None,
    })
    .await;
    assert_eq!(told.id, "error-not-found");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_engine_without_a_client_asks_nothing() {
    let (server, store) = (server().await, store());
    let now = jiff::Timestamp::now();
    store
        .add_elsewhere(Uuid::from_u128(7), &actor(), now)
        .unwrap();
    let (setup, mut outlet) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    until_queue(&mut outlet, |_| true).await;
    engine.command(EngineCommand::AskAll);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(server.received().is_empty());
    engine.stop().await;
}
