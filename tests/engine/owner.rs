//! One process sends; what it had under way when it ended is for a person.

use std::time::Duration;

use tcdx_desk::desk::Event;
use tcdx_desk::desk::engine::{Engine, EngineCommand, HeldByOther, run_queue_tuned};
use tcdx_desk::domain::Stage;
use tcdx_desk::store::cases::{Deed, HistoryEntry, Job, JobState};
use tokio::runtime::Handle;

use super::kit::{
    actor, client_of, creates, hurried, job, queue, row, server, setup, store, until, until_queue,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_shows_who_holds_it_and_takes_over() {
    let folder = tempfile::tempdir().unwrap();
    let lock = folder.path().join("cases.sender");
    let (server, store) = (server().await, store());
    let (mut first_setup, mut first_news) = setup(&store);
    first_setup.sender_lock = Some(lock.clone());
    let first = Engine::start_tuned(first_setup, hurried(), &Handle::current());
    until_queue(&mut first_news, |news| news.held_by.is_none()).await;

    let (mut second_setup, mut second_news) = setup(&store);
    second_setup.sender_lock = Some(lock.clone());
    let second = Engine::start_tuned(second_setup, hurried(), &Handle::current());
    second.set_client(Some(client_of(&server)));
    let news = until_queue(&mut second_news, |news| news.held_by.is_some()).await;
    let held_by = news.held_by.unwrap();
    assert_eq!(held_by.pid, std::process::id());
    assert!(held_by.since.is_some());

    // It shows what the other does, and sends nothing.
    let (_, id) = queue(&store, "owner@example.com", 1);
    until_queue(&mut second_news, |news| !news.jobs.is_empty()).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(creates(&server), 0);
    let (mut third, outlet) = setup(&store);
    third.sender_lock = Some(lock);
    drop(outlet);
    let run = run_queue_tuned(third, client_of(&server), true, hurried()).await;
    assert_eq!(run, Err(HeldByOther(held_by)));

    drop(first);
    until_queue(&mut second_news, |news| {
        news.held_by.is_none() && news.jobs.iter().any(|job| job.state == JobState::Done)
    })
    .await;
    assert_eq!(job(&store, id).state, JobState::Done);
    assert_eq!(creates(&server), 1);
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_under_way_when_the_program_died_is_not_sent_again() {
    let (server, store) = (server().await, store());
    let (case, id) = queue(&store, "died@example.com", 1);
    store.claim(id, &actor(), jiff::Timestamp::now()).unwrap();
    let (setup, outlet) = setup(&store);
    drop(outlet);
    let summary = run_queue_tuned(setup, client_of(&server), true, hurried())
        .await
        .unwrap();
    assert_eq!((summary.accepted, summary.waiting), (0, 0));
    assert_eq!(row(&store, case).life.stage, Stage::Unconfirmed);
    assert_eq!(creates(&server), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stopped_engine_writes_what_became_of_its_requests() {
    let (server, store) = (server().await, store());
    let (case, id) = queue(&store, "slow+slowanswer30@example.com", 1);
    let (setup, mut outlet) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    engine.set_client(Some(client_of(&server)));
    until_queue(&mut outlet, |news| {
        news.jobs.iter().any(|job| job.state == JobState::Sending)
    })
    .await;
    engine.stop().await;
    // Before the last byte it waits still; after it a person decides. Never is it left as under way.
    let state = job(&store, id).state;
    assert!(
        matches!(state, JobState::Waiting | JobState::Unconfirmed),
        "{state:?}"
    );
    assert!(store.attempts(case).unwrap()[0].ended_at.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_history_names_who_works_now() {
    let (server, store) = (server().await, store());
    let (setup, mut news) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    // As the first start does, where the name is asked for after the store was opened.
    engine.command(EngineCommand::SetStaff("Siti A.".to_owned()));
    let (case, _) = queue(&store, "named@example.com", 1);
    engine.set_client(Some(client_of(&server)));
    let is_done = |job: &Job| job.state == JobState::Done;
    until_queue(&mut news, |news| news.jobs.iter().any(is_done)).await;
    let history = store.history(case).unwrap();
    let is_sent = |entry: &&HistoryEntry| matches!(entry.deed, Deed::Sent { .. });
    let sent = history.iter().find(is_sent).unwrap();
    assert_eq!(sent.by.staff, "Siti A.");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_recovered_is_told_to_who_read_the_list_before() {
    let store = store();
    let (case, id) = queue(&store, "stale@example.com", 1);
    store.claim(id, &actor(), jiff::Timestamp::now()).unwrap();
    let (setup, mut news) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    let stage = until(&mut news, |event| match event {
        Event::CasesChanged(rows) => rows
            .iter()
            .find(|row| row.id == case)
            .map(|row| row.life.stage),
        _ => None,
    });
    assert_eq!(stage.await, Stage::Unconfirmed);
    engine.stop().await;
}
