//! Statuses: asked for, told, and kept.

use std::path::Path;
use std::time::Duration;

use tcdx_desk::desk::Event;
use tcdx_desk::desk::engine::{Engine, EngineCommand};
use tcdx_desk::domain::{CaseId, Stage};
use tcdx_desk::store::cases::JobState;
use tcdx_desk::tcdx::WebhookCall;
use tokio::runtime::Handle;
use uuid::Uuid;

use super::kit::{
    actor, client_of, customers, hurried, queue, row, server, server_with_file, setup, store,
    until, until_queue,
};

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

fn call(user_id: Uuid, status: &str, level: &str) -> WebhookCall {
    WebhookCall {
        user_id: user_id.into(),
        status: status.into(),
        level: level.into(),
        message: String::new(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_is_confirmed_before_anything_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let (server, store) = (server_with_file(&file).await, store());
    let (case, _) = queue(&store, "hook+pending@example.com", 1);
    let (lost, _) = queue(&store, "lost+drop+pending@example.com", 2);
    let (setup, mut outlet) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    engine.set_client(Some(client_of(&server)));
    until_stage(&mut outlet, lost, Stage::Unconfirmed).await;
    until_queue(&mut outlet, |news| {
        news.jobs.iter().all(|job| job.state != JobState::Sending)
    })
    .await;
    let user_id = row(&store, case).life.user_id.unwrap();
    // A lie: Retrieve says pending, so it stays pending. A customer whom nobody knows is no customer.
    engine.webhook(call(user_id, "Approved", "1"));
    engine.webhook(call(Uuid::from_u128(99), "Approved", "1"));
    until(&mut outlet, |event| match event {
        Event::Polled { case: asked, .. } if asked == case => Some(()),
        _ => None,
    })
    .await;
    assert_eq!(row(&store, case).life.stage, Stage::Pending);
    // The truth.
    server.sandbox().decide(user_id, 1, None).await.unwrap();
    engine.webhook(call(user_id, "Approved", "1"));
    until_stage(&mut outlet, case, Stage::Approved).await;
    // The registration without an answer did arrive: the webhook names it, Retrieve leads to the case.
    let arrived = user_of(&file, "lost+drop+pending@example.com").await;
    server.sandbox().decide(arrived, 1, None).await.unwrap();
    engine.webhook(call(arrived, "Approved", "1"));
    until_stage(&mut outlet, lost, Stage::Approved).await;
    assert_eq!(row(&store, lost).life.user_id, Some(arrived));
    engine.stop().await;
}

/// The id of a customer, from what the server writes.
async fn user_of(file: &Path, email: &str) -> Uuid {
    let search = async {
        loop {
            let known = customers(file).into_iter().find(|(own, _)| own == email);
            if let Some((_, id)) = known {
                return id;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let found = tokio::time::timeout(Duration::from_secs(20), search);
    found.await.expect("the customer is written")
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
