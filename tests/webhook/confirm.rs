//! A webhook is a hint: Retrieve is asked before anything changes.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tcdx_desk::domain::arrival::Said;
use tcdx_desk::domain::{
    ArrivalReason, ArrivalSignature, ArrivalState, CaseId, Doc, Level2, Stage,
};
use tcdx_desk::store::SharedStore;
use tcdx_desk::store::cases::{
    Arrived, AttemptOutcome, DocContent, DocMeta, DraftContent, DraftSave, Freeze, JobState,
    Original, Settled,
};
use uuid::Uuid;

use super::kit::{
    arrivals, call, caller, confirmer, post, post_with, receiver, registered, retrieves, send,
    settled, signature, told, until,
};
use crate::engine::kit::{
    actor, client_of, customers, queue, row, server, server_at, server_with_file, store,
};
use crate::store::kit::end;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_retrieve_does_not_tell_changes_nothing() {
    let (server, store) = (server().await, store());
    let (case, user_id) = registered(&server, &store, "lie+pending@example.com", 1).await;
    let (listening, confirmer) = receiver(&store).await;
    confirmer.set_client(Some(client_of(&server)));
    let url = listening.url();
    let lie = call(user_id, "Approved", "1", "");
    assert_eq!(post(&url, &lie).await, 200);
    settled(&store).await;
    assert_eq!(told(&store), [("unconfirmed", "differs")]);
    assert_eq!(row(&store, case).life.stage, Stage::Pending);
    assert_eq!(arrivals(&store)[0].case, Some(case));
    assert_eq!(arrivals(&store)[0].name, "Siti Contoh 1");
    // The very same words, now that they are true.
    server.sandbox().decide(user_id, 1, None).await.unwrap();
    assert_eq!(post(&url, &lie).await, 200);
    settled(&store).await;
    assert_eq!(told(&store), [("confirmed", "")]);
    assert_eq!(arrivals(&store)[0].repeats, 1);
    assert_eq!(row(&store, case).life.stage, Stage::Approved);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_truth_is_taken_however_it_is_spelt_and_whatever_else_was_said() {
    let (server, store) = (server().await, store());
    let (case, user_id) = registered(&server, &store, "true+pending@example.com", 1).await;
    let reason = Some("Selfie blurred".to_owned());
    server.sandbox().decide(user_id, 1, reason).await.unwrap();
    let (listening, confirmer) = receiver(&store).await;
    confirmer.set_client(Some(client_of(&server)));
    let url = listening.url();
    // All before the first of them is confirmed.
    for status in ["REJECTED", "Approved", "Screened"] {
        let body = call(user_id, status, "1", "not what Retrieve tells");
        assert_eq!(post(&url, &body).await, 200);
    }
    settled(&store).await;
    assert_eq!(
        told(&store),
        [
            ("unconfirmed", "unknown_status"),
            ("unconfirmed", "differs"),
            ("confirmed", "")
        ]
    );
    let row = row(&store, case);
    assert_eq!(row.life.stage, Stage::Rejected);
    assert_eq!(row.reason, "Selfie blurred");
    assert!(retrieves(&server, user_id) <= 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_asked_about_a_customer_of_nobody() {
    let (server, store) = (server().await, store());
    let (listening, confirmer) = receiver(&store).await;
    confirmer.set_client(Some(client_of(&server)));
    let nobody = Uuid::from_u128(99);
    assert_eq!(
        post(&listening.url(), &call(nobody, "Approved", "1", "")).await,
        200
    );
    settled(&store).await;
    assert_eq!(told(&store), [("unconfirmed", "unknown_customer")]);
    assert_eq!(retrieves(&server, nobody), 0);
    // One whom a case names, but not the server.
    let gone = Uuid::from_u128(98);
    store
        .add_elsewhere(gone, &actor(), Timestamp::now())
        .unwrap();
    assert_eq!(
        post(&listening.url(), &call(gone, "Approved", "1", "")).await,
        200
    );
    settled(&store).await;
    assert_eq!(told(&store)[0], ("unconfirmed", "unknown_customer"));
    assert_eq!(retrieves(&server, gone), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_repeats_are_one_question() {
    let (server, store) = (server().await, store());
    let (case, user_id) = registered(&server, &store, "often+pending@example.com", 1).await;
    server.sandbox().decide(user_id, 1, None).await.unwrap();
    let (listening, confirmer) = receiver(&store).await;
    confirmer.set_client(Some(client_of(&server)));
    let body = call(user_id, "Approved", "1", "");
    let caller = caller();
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let (caller, url, body) = (caller.clone(), listening.url(), body.clone());
            tokio::spawn(async move {
                for _ in 0..50 {
                    let answer = caller.post(&url).body(body.clone()).send().await.unwrap();
                    assert_eq!(answer.status().as_u16(), 200);
                }
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
    settled(&store).await;
    let kept = arrivals(&store);
    assert_eq!((kept.len(), kept[0].repeats), (1, 999));
    assert_eq!(told(&store), [("confirmed", "")]);
    assert_eq!(row(&store, case).life.stage, Stage::Approved);
    let asked = retrieves(&server, user_id);
    assert!((1..=2).contains(&asked), "{asked}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_registration_without_an_answer_is_found_by_its_webhook() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let (server, store) = (server_with_file(&file).await, store());
    let email = "lost+drop+pending@example.com";
    let (lost, _) = queue(&store, email, 1);
    send(&server, &store).await;
    assert_eq!(row(&store, lost).life.stage, Stage::Unconfirmed);
    let found = || customers(&file).into_iter().find(|(own, _)| own == email);
    until(|| found().is_some()).await;
    let arrived = found().unwrap().1;
    server.sandbox().decide(arrived, 1, None).await.unwrap();
    let (listening, confirmer) = receiver(&store).await;
    confirmer.set_client(Some(client_of(&server)));
    assert_eq!(
        post(&listening.url(), &call(arrived, "Approved", "1", "")).await,
        200
    );
    settled(&store).await;
    assert_eq!(told(&store), [("confirmed", "")]);
    let lost = row(&store, lost);
    assert_eq!(
        (lost.life.stage, lost.life.user_id),
        (Stage::Approved, Some(arrived))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_new_before_a_restart_is_confirmed_after_it() {
    let (server, store) = (server().await, store());
    let (case, user_id) = registered(&server, &store, "again+pending@example.com", 1).await;
    server.sandbox().decide(user_id, 1, None).await.unwrap();
    let (listening, idle) = receiver(&store).await;
    assert_eq!(
        post(&listening.url(), &call(user_id, "Approved", "1", "")).await,
        200
    );
    listening.stop().await;
    drop(idle);
    assert_eq!(told(&store), [("new", "")]);
    let next = confirmer(&store);
    next.set_client(Some(client_of(&server)));
    settled(&store).await;
    assert_eq!(told(&store), [("confirmed", "")]);
    assert_eq!(row(&store, case).life.stage, Stage::Approved);
    next.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_server_is_away_it_stays_new() {
    let (first, store) = (server().await, store());
    let (case, user_id) = registered(&first, &store, "away+pending@example.com", 1).await;
    let client = client_of(&first);
    let port = first
        .base_url()
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    first.stop().await;
    let (listening, confirmer) = receiver(&store).await;
    confirmer.set_client(Some(client));
    assert_eq!(
        post(&listening.url(), &call(user_id, "Approved", "1", "")).await,
        200
    );
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(told(&store), [("new", "")]);
    // It is there again, and does not know the customer any more: that is an answer.
    let second = server_at(port).await;
    settled(&store).await;
    assert_eq!(told(&store), [("unconfirmed", "unknown_customer")]);
    assert_eq!(retrieves(&second, user_id), 1);
    assert_eq!(row(&store, case).life.stage, Stage::Pending);
}

/// Puts a document of level 2 into the queue.
fn queue_level2(store: &SharedStore, case: CaseId) {
    let bytes: Arc<[u8]> = b"%PDF-1.7 statement\n%%EOF\n".as_slice().into();
    let content = DocContent {
        meta: DocMeta {
            media_type: "application/pdf".into(),
            width_px: 0,
            height_px: 0,
            original_bytes: bytes.len() as u64,
            bytes: bytes.len() as u64,
            sha256: String::new(),
            made: tcdx_desk::domain::Made::default(),
            pages: 1,
        },
        bytes,
        original: Original::Same,
    };
    let save = DraftSave {
        id: case,
        version: store.draft(case).unwrap().version,
        at: Timestamp::now(),
        staff: "Rina".into(),
        content: DraftContent::default(),
        documents: vec![(Doc::BankStatement, Some(content))],
        changed: Vec::new(),
        progress: 100,
        problems: 0,
    };
    store.save_draft(&save, &actor()).unwrap();
    let freeze = Freeze {
        id: case,
        at: Timestamp::now(),
        staff: "Rina".into(),
        frozen: None,
        documents: vec![Doc::BankStatement],
        consent: None,
    };
    store.freeze(&freeze, &actor()).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn level_2_is_told_by_the_webhook_once_the_customer_is_known() {
    let (server, store) = (server().await, store());
    let email = "two+pending+l2pending@example.com";
    let (case, user_id) = registered(&server, &store, email, 1).await;
    let (listening, confirmer) = receiver(&store).await;
    confirmer.set_client(Some(client_of(&server)));
    let url = listening.url();
    // Nothing of level 2 was sent: its word is none.
    let early = call(user_id, "Rejected", "2", "too early");
    assert_eq!(post(&url, &early).await, 200);
    settled(&store).await;
    assert_eq!(told(&store), [("unconfirmed", "not_awaited")]);
    assert_eq!(row(&store, case).life.level2, Level2::None);

    server.sandbox().decide(user_id, 1, None).await.unwrap();
    assert_eq!(post(&url, &call(user_id, "Approved", "1", "")).await, 200);
    settled(&store).await;
    queue_level2(&store, case);
    send(&server, &store).await;
    assert_eq!(row(&store, case).life.level2, Level2::Pending);
    let word = call(user_id, "REJECTED", "2", "Source of wealth not sufficient");
    let forged = [("X-TCDX-SIGNATURE", "ab")];
    assert_eq!(post_with(&url, &forged, &word).await, 401);
    assert_eq!(store.new_arrivals().unwrap(), 0);
    assert_eq!(row(&store, case).life.level2, Level2::Pending);

    let fits = signature(&word);
    let fits = [("X-TCDX-SIGNATURE", fits.as_str())];
    assert_eq!(post_with(&url, &fits, &word).await, 200);
    settled(&store).await;
    assert_eq!(told(&store)[0], ("confirmed", ""));
    let row = row(&store, case);
    assert_eq!(row.life.level2, Level2::Rejected);
    assert_eq!(row.reason, "Source of wealth not sufficient");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_on_level_two_waits_for_the_documents_that_are_on_their_way() {
    let (server, store) = (server().await, store());
    let (case, user_id) = registered(&server, &store, "quick+pending@example.com", 1).await;
    let (listening, confirmer) = receiver(&store).await;
    confirmer.set_client(Some(client_of(&server)));
    let url = listening.url();
    server.sandbox().decide(user_id, 1, None).await.unwrap();
    assert_eq!(post(&url, &call(user_id, "Approved", "1", "")).await, 200);
    settled(&store).await;
    queue_level2(&store, case);
    let job = store.jobs(9).unwrap();
    let job = job.iter().find(|job| job.state == JobState::Waiting);
    let claim = store
        .claim(job.unwrap().id, &actor(), Timestamp::now())
        .unwrap();
    let asked = retrieves(&server, user_id);
    assert_eq!(post(&url, &call(user_id, "Approved", "2", "")).await, 200);
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(told(&store)[0], ("new", ""));
    assert_eq!(
        retrieves(&server, user_id),
        asked,
        "nobody is asked in vain"
    );
    let end = end(AttemptOutcome::Unknown);
    store.finish(claim.attempt, &end, &actor()).unwrap();
    settled(&store).await;
    assert_eq!(told(&store)[0], ("confirmed", ""));
    assert_eq!(row(&store, case).life.level2, Level2::Approved);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_to_be_sent_once_more_is_found_by_its_webhook() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let (server, store) = (server_with_file(&file).await, store());
    let email = "again+drop+pending@example.com";
    let (lost, job) = queue(&store, email, 1);
    send(&server, &store).await;
    store.set_paused(true, &actor(), Timestamp::now()).unwrap();
    store.send_again(job, &actor(), Timestamp::now()).unwrap();
    assert_eq!(row(&store, lost).life.stage, Stage::Ready);
    let found = || customers(&file).into_iter().find(|(own, _)| own == email);
    until(|| found().is_some()).await;
    let arrived = found().unwrap().1;
    let (listening, confirmer) = receiver(&store).await;
    confirmer.set_client(Some(client_of(&server)));
    let body = call(arrived, "Pending", "1", "");
    assert_eq!(post(&listening.url(), &body).await, 200);
    settled(&store).await;
    assert_eq!(told(&store), [("confirmed", "")]);
    let life = row(&store, lost).life;
    assert_eq!((life.stage, life.user_id), (Stage::Pending, Some(arrived)));
    // Nothing is left to be sent.
    let job = store.job(job).unwrap().unwrap();
    assert_eq!(job.state, JobState::Done);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_crash_those_who_belonged_to_nobody_are_asked_about_again() {
    let (server, store) = (server().await, store());
    let (_, job) = queue(&store, "crash+pending@example.com", 1);
    let begun = Timestamp::now();
    store.claim(job, &actor(), begun).unwrap();
    let hash = [1; 32];
    let arrived = Arrived {
        hash,
        signature: ArrivalSignature::None,
        at: begun + jiff::SignedDuration::from_secs(1),
        said: Some(Said {
            user_id: Uuid::from_u128(77),
            level: 1,
            status: "Approved".to_owned(),
        }),
        refused: None,
        body: b"{}".to_vec(),
    };
    store.arrive(&[arrived]).unwrap();
    let settled_as = Settled {
        id: arrivals(&store)[0].id,
        repeats: 0,
        state: ArrivalState::Unconfirmed,
        reason: Some(ArrivalReason::UnknownCustomer),
        case: None,
    };
    store
        .settle_arrivals(&[settled_as], Timestamp::now())
        .unwrap();
    assert_eq!(told(&store), [("unconfirmed", "unknown_customer")]);
    store.recover(&actor(), Timestamp::now()).unwrap();
    assert_eq!(told(&store), [("new", "")]);
    drop(server);
}
