//! Queues through servers that fail in every way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tcdx_desk::desk::engine::{Engine, EngineCommand, Limits, RunSummary, Tuning, run_queue_tuned};
use tcdx_desk::desk::{Event, Told};
use tcdx_desk::domain::Stage;
use tcdx_desk::domain::case::Step;
use tcdx_desk::store::cases::{AttemptOutcome, JobState};
use tokio::net::TcpListener;
use tokio::runtime::Handle;

use super::kit::{
    KEY, actor, client, client_of, creates, customers, hurried, job, queue, row, server, server_at,
    server_with_file, setup, store, until, until_queue,
};

/// The id of what was told of a job.
fn told(json: Option<&String>) -> &'static str {
    json.and_then(|json| Told::from_json(json))
        .map_or("", |told| told.id)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_through_every_fault_end_in_the_right_state() {
    // Tag, state of the job, what is told, and whether the customer is registered.
    const KINDS: [(&str, JobState, &str, bool); 10] = [
        ("", JobState::Done, "", true),
        (
            "+drop",
            JobState::Unconfirmed,
            "error-no-answer-reset",
            true,
        ),
        ("+pending", JobState::Done, "", true),
        (
            "+dropbefore",
            JobState::Unconfirmed,
            "error-no-answer-reset",
            false,
        ),
        ("+fast", JobState::Done, "", true),
        ("+http500", JobState::Unconfirmed, "error-server", false),
        ("+maintenance1", JobState::Done, "", true),
        ("+html", JobState::Unconfirmed, "error-html", false),
        ("+reject", JobState::Done, "", true),
        ("+cut", JobState::Unconfirmed, "error-cut-short", true),
    ];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let (server, store) = (server_with_file(&file).await, store());
    let mut jobs = Vec::new();
    for number in 0..200 {
        let kind = KINDS[number % KINDS.len()];
        let email = format!("c{number}{}@example.com", kind.0);
        let (case, job) = queue(&store, &email, number);
        jobs.push((case, job, kind));
    }
    // Refused for what they are, and one that must wait.
    let (_, twin) = queue(&store, "c0@example.com", 900);
    let (_, waits) = queue(&store, "late+http429@example.com", 901);
    // Half of the requests fail: where five do in a row the breaker stops the run, as it must, and a person starts it again.
    let mut summary = RunSummary::default();
    for runs in 1.. {
        assert!(runs <= 50, "it does not come to an end");
        let (setup, outlet) = setup(&store);
        drop(outlet);
        let run = run_queue_tuned(setup, client_of(&server), true, hurried())
            .await
            .unwrap();
        summary.accepted += run.accepted;
        summary.refused += run.refused;
        summary.unconfirmed += run.unconfirmed;
        summary.waiting = run.waiting;
        let Some(told) = run.stopped else { break };
        assert_eq!(told.id, "error-breaker-server");
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (case, id, (tag, state, expected, _)) in &jobs {
        let job = job(&store, *id);
        assert_eq!(job.state, *state, "{tag}");
        assert_eq!(told(job.told.as_ref()), *expected, "{tag}");
        let row = row(&store, *case);
        let stage = match state {
            JobState::Done => Stage::Pending,
            _ => Stage::Unconfirmed,
        };
        assert_eq!(row.life.stage, stage, "{tag}");
        assert_eq!(
            row.life.user_id.is_some(),
            *state == JobState::Done,
            "{tag}"
        );
        *counts.entry(state.name()).or_default() += 1;
    }
    assert_eq!((counts["done"], counts["unconfirmed"]), (100, 100));
    let twin = job(&store, twin);
    assert_eq!(twin.state, JobState::Refused);
    assert_eq!(told(twin.told.as_ref()), "error-duplicate");
    let waited = job(&store, waits);
    assert_eq!((waited.state, waited.tries), (JobState::Done, 2));
    assert_eq!(
        (
            summary.accepted,
            summary.refused,
            summary.unconfirmed,
            summary.waiting
        ),
        (101, 1, 100, 0)
    );
    // What the server has: the confirmed, and those unconfirmed that arrived. Nobody is there twice.
    let arrived = jobs.iter().filter(|(_, _, kind)| kind.3).count() + 1;
    // A retry is known to have done nothing: 20 during maintenance, one that had to wait.
    assert_eq!(creates(&server), 202 + 20 + 1);
    server.stop().await;
    let there = customers(&file);
    let different: BTreeSet<&str> = there.iter().map(|(email, _)| email.as_str()).collect();
    assert_eq!((there.len(), different.len()), (arrived, arrived));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_key_stops_the_queue_once_and_a_new_client_goes_on() {
    let (server, store) = (server().await, store());
    let jobs: Vec<_> = (0..200)
        .map(|number| queue(&store, &format!("k{number}@example.com"), number).1)
        .collect();
    let (setup, mut outlet) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    engine.set_client(Some(client_of(&server)));
    let done = |news: &tcdx_desk::desk::state::QueueNews| {
        let done = |job: &&tcdx_desk::store::cases::Job| job.state == JobState::Done;
        news.jobs.iter().filter(done).count()
    };
    // In the middle of the queue the key is revoked.
    until_queue(&mut outlet, |news| done(news) >= 20).await;
    engine.set_client(Some(client(&server.base_url(), "revoked")));
    let is_sending = |job: &tcdx_desk::store::cases::Job| job.state == JobState::Sending;
    let stopped = until_queue(&mut outlet, |news| {
        news.breaker.is_some() && !news.jobs.iter().any(is_sending)
    })
    .await;
    assert_eq!(stopped.breaker.unwrap().id, "error-credentials");
    // Those under way are all that asked: the list was not walked. Time passes, nothing more is tried.
    let before = creates(&server);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let refused = server.received().iter().filter(|r| r.status == 401).count();
    assert!((1..=2).contains(&refused), "{refused} were refused");
    // The second place may have been taken already when the first was refused.
    assert!(creates(&server) <= before + 1);
    // All others wait, with nothing to wait for but the key.
    let waiting: Vec<_> = jobs.iter().map(|id| job(&store, *id)).collect();
    assert!(
        waiting
            .iter()
            .all(|job| matches!(job.state, JobState::Waiting | JobState::Done))
    );
    engine.set_client(Some(client_of(&server)));
    engine.command(EngineCommand::SetLimits(Limits {
        sends_at_once: 8,
        ..Limits::default()
    }));
    // It is said once: told as gone, and never told again.
    let mut opened = 0;
    until(&mut outlet, |event| match event {
        Event::QueueChanged(news) => {
            opened += usize::from(news.breaker.is_some());
            let is_over = !news.jobs.iter().any(|job| job.state != JobState::Done);
            is_over.then_some(())
        }
        _ => None,
    })
    .await;
    assert!(opened <= 2, "{opened}");
    assert_eq!(
        jobs.iter()
            .filter(|id| job(&store, **id).state == JobState::Done)
            .count(),
        200
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_failures_in_a_row_stop_a_run() {
    let (server, store) = (server().await, store());
    let jobs: Vec<_> = (0..40)
        .map(|number| {
            queue(
                &store,
                &format!("m{number}+maintenance20@example.com"),
                number,
            )
            .1
        })
        .collect();
    let (setup, outlet) = setup(&store);
    drop(outlet);
    let summary = run_queue_tuned(setup, client_of(&server), true, hurried())
        .await
        .unwrap();
    assert_eq!(summary.stopped.unwrap().id, "error-breaker-server");
    assert_eq!((summary.waiting, summary.accepted), (40, 0));
    assert!((5..=6).contains(&creates(&server)), "{}", creates(&server));
    let first = job(&store, jobs[0]);
    assert_eq!(
        (first.state, told(first.told.as_ref())),
        (JobState::Waiting, "error-maintenance")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wait_that_the_server_asks_for_is_kept_by_all() {
    let (server, store) = (server().await, store());
    let (_, first) = queue(&store, "a+http429@example.com", 1);
    let others: Vec<_> = (2..6)
        .map(|number| queue(&store, &format!("b{number}@example.com"), number).1)
        .collect();
    let (mut setup, outlet) = setup(&store);
    setup.limits.sends_at_once = 1;
    drop(outlet);
    let began = Timestamp::now();
    let summary = run_queue_tuned(setup, client_of(&server), true, hurried())
        .await
        .unwrap();
    assert_eq!((summary.accepted, summary.waiting), (5, 0));
    let attempts = store.attempts(job(&store, first).case.unwrap()).unwrap();
    assert_eq!(attempts.len(), 2);
    let waited = attempts[1]
        .started_at
        .duration_since(attempts[0].ended_at.unwrap());
    assert!(waited >= SignedDuration::from_millis(1990), "{waited}");
    for id in others {
        let sent_at = job(&store, id).sent_at.unwrap();
        assert!(sent_at.duration_since(began) >= SignedDuration::from_secs(2));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_network_goes_and_comes_back() {
    let store = store();
    // A port on which nobody listens.
    let port = {
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
        free.local_addr().unwrap().port()
    };
    let jobs: Vec<_> = (0..30)
        .map(|number| queue(&store, &format!("n{number}@example.com"), number).1)
        .collect();
    let (setup, mut outlet) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    engine.set_client(Some(client(&format!("http://127.0.0.1:{port}"), KEY)));
    let stopped = until_queue(&mut outlet, |news| news.breaker.is_some()).await;
    assert_eq!(stopped.breaker.unwrap().id, "error-breaker-network");
    let tried: u32 = jobs.iter().map(|id| job(&store, *id).tries).sum();
    assert!(
        (5..=6).contains(&tried),
        "{tried} tries while nobody was there"
    );
    let server = server_at(port).await;
    until_queue(&mut outlet, |news| {
        !news.jobs.iter().any(|job| job.state != JobState::Done)
    })
    .await;
    assert_eq!(creates(&server), 30);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_set_back_a_day_neither_freezes_nor_floods() {
    let (server, store) = (server().await, store());
    // Tried a moment ago by a clock that was a day ahead, and to be tried again in five minutes.
    let ahead = Timestamp::now() + SignedDuration::from_hours(24);
    let mut jobs = Vec::new();
    for number in 0..6 {
        let (_, id) = queue(&store, &format!("clock{number}@example.com"), number);
        let claim = store.claim(id, &actor(), ahead).unwrap();
        let end = tcdx_desk::store::cases::AttemptEnd {
            at: ahead,
            outcome: AttemptOutcome::NotSent {
                next_at: ahead + SignedDuration::from_mins(5),
            },
            told: None,
            reason: String::new(),
            sent_bytes: 0,
            total_bytes: 0,
        };
        store.finish(claim.attempt, &end, &actor()).unwrap();
        jobs.push(id);
    }
    let (setup, outlet) = setup(&store);
    drop(outlet);
    let summary = run_queue_tuned(setup, client_of(&server), false, hurried())
        .await
        .unwrap();
    assert_eq!((summary.accepted, summary.waiting), (6, 0));
    assert_eq!(creates(&server), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_is_not_due_ends_a_run_that_does_not_wait() {
    let (server, store) = (server().await, store());
    let (_, id) = queue(&store, "later+maintenance1@example.com", 1);
    let (setup, outlet) = setup(&store);
    drop(outlet);
    // By a clock that stands still nothing becomes due.
    let at = Timestamp::now() + SignedDuration::from_secs(1);
    let tuning = Tuning {
        clock: Arc::new(move || at),
        ..hurried()
    };
    let summary = run_queue_tuned(setup, client_of(&server), false, tuning)
        .await
        .unwrap();
    assert_eq!(
        (summary.waiting, summary.accepted, summary.stopped),
        (1, 0, None)
    );
    assert_eq!(job(&store, id).tries, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pause_hold_and_cancel_are_obeyed() {
    let (server, store) = (server().await, store());
    let now = Timestamp::now();
    let (_, first) = queue(&store, "p1@example.com", 1);
    let (held, second) = queue(&store, "p2@example.com", 2);
    let (slow, third) = queue(&store, "p3+slowanswer30@example.com", 3);
    store.set_paused(true, &actor(), now).unwrap();
    store
        .step(held, &Step::Hold, "asked by legal", &actor(), now)
        .unwrap();
    let (setup, mut outlet) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    engine.set_client(Some(client_of(&server)));
    until_queue(&mut outlet, |news| news.is_paused).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(creates(&server), 0);
    // Resumed by another process: nobody kicks this one.
    store.set_paused(false, &actor(), now).unwrap();
    let state = |news: &tcdx_desk::desk::state::QueueNews, id| {
        news.jobs
            .iter()
            .find(|job| job.id == id)
            .map(|job| job.state)
    };
    until_queue(&mut outlet, |news| {
        state(news, first) == Some(JobState::Done) && state(news, third) == Some(JobState::Sending)
    })
    .await;
    // Everything of it has left: whether it arrived nobody knows, so a person must decide.
    until(&mut outlet, |event| match event {
        Event::SendProgress {
            job,
            sent_bytes,
            total_bytes,
            ..
        } => (job == third && sent_bytes == total_bytes && total_bytes > 0).then_some(()),
        _ => None,
    })
    .await;
    engine.command(EngineCommand::CancelSending(third));
    until_queue(&mut outlet, |news| {
        state(news, third) == Some(JobState::Unconfirmed)
    })
    .await;
    assert_eq!(row(&store, slow).life.stage, Stage::Unconfirmed);
    assert_eq!(
        told(job(&store, third).told.as_ref()),
        "error-no-answer-cancelled"
    );
    assert_eq!(job(&store, second).state, JobState::Waiting);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_cancelled_before_it_arrived_leaves_the_queue() {
    // A server that takes the connection and reads nothing: the body does not leave wholly.
    let deaf = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", deaf.local_addr().unwrap());
    let store = store();
    let (case, id) = queue(&store, "deaf@example.com", 1);
    let (setup, mut outlet) = setup(&store);
    let engine = Engine::start_tuned(setup, hurried(), &Handle::current());
    engine.set_client(Some(client(&url, KEY)));
    // Stopped as early as it is known to be under way: the request may or may not have begun.
    until_queue(&mut outlet, |news| {
        news.jobs.iter().any(|job| job.state == JobState::Sending)
    })
    .await;
    engine.command(EngineCommand::CancelSending(id));
    let stage = until(&mut outlet, |event| match event {
        Event::CasesChanged(rows) => rows
            .iter()
            .map(|row| row.life.stage)
            .find(|stage| matches!(stage, Stage::Draft | Stage::Unconfirmed)),
        _ => None,
    })
    .await;
    let attempts = store.attempts(case).unwrap();
    let outcome = attempts[0].outcome.as_deref();
    // A small body may have left wholly into the system's buffers: then nobody knows.
    match stage {
        Stage::Draft => assert!(store.job(id).unwrap().is_none() && attempts.len() <= 1),
        _ => assert_eq!(outcome, Some("unknown")),
    }
    engine.stop().await;
}
