//! Reports through the engine to the real sandbox: once each, digit for digit, whatever happens on the way.

use jiff::Timestamp;
use tcdx_desk::desk::Told;
use tcdx_desk::desk::engine::{RunSummary, run_queue_tuned};
use tcdx_desk::domain::Report;
use tcdx_desk::domain::report::{Content, Direction, Fill, Liquidity, Side};
use tcdx_desk::sandbox::Running;
use tcdx_desk::store::SharedStore;
use tcdx_desk::store::cases::{JobId, NewReport, ReportState};
use uuid::Uuid;

use super::kit::{actor, client_of, hurried, job, queue, row, server, setup, store};

/// A customer whom the server knows.
async fn customer(server: &Running, store: &SharedStore) -> Uuid {
    let (case, _) = queue(store, "siti@example.com", 1);
    let summary = run(server, store).await;
    assert_eq!(summary.accepted, 1);
    row(store, case).life.user_id.unwrap()
}

async fn run(server: &Running, store: &SharedStore) -> RunSummary {
    let (setup, outlet) = setup(store);
    drop(outlet);
    run_queue_tuned(setup, client_of(server), true, hurried())
        .await
        .unwrap()
}

fn report(user_id: Uuid, content: Content) -> Report {
    Report {
        user_id,
        date_time: Timestamp::from_second(1_583_822_628).unwrap(),
        content,
    }
}

fn fiat(user_id: Uuid, id: &str, amount: &str) -> Report {
    let content = Content::Fiat {
        currency: "IDR".to_owned(),
        transaction_id: id.to_owned(),
        direction: Direction::Withdraw,
        origin_bank: "009".to_owned(),
        origin_account: "124341241".to_owned(),
        destination_bank: "014".to_owned(),
        destination_account: "2387419419".to_owned(),
        amount: amount.parse().unwrap(),
    };
    report(user_id, content)
}

fn add(store: &SharedStore, reports: Vec<Report>) -> Vec<JobId> {
    let new: Vec<NewReport> = reports
        .into_iter()
        .map(|report| NewReport {
            report,
            batch: None,
        })
        .collect();
    store
        .add_reports(&new, None, &actor(), Timestamp::now())
        .unwrap()
}

fn state(store: &SharedStore, id: JobId) -> ReportState {
    store.report(id).unwrap().unwrap().state
}

fn told(store: &SharedStore, id: JobId) -> &'static str {
    let told = job(store, id).told;
    told.and_then(|json| Told::from_json(&json))
        .map_or("", |told| told.id)
}

/// The bodies that reached a path.
fn bodies(server: &Running, path: &str) -> usize {
    let received = server.received();
    received
        .iter()
        .filter(|request| request.path == path)
        .count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_of_the_five_calls_is_taken_by_a_server_that_judges_for_itself() {
    let (server, store) = (server().await, store());
    let user = customer(&server, &store).await;
    let address = |symbol: &str, address: &str| (symbol.to_owned(), address.to_owned());
    let (symbol, first) = address("ETH", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    let (_, second) = address("ETH", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359");
    let conversion = Content::Conversion {
        bid_symbol: "ETH".to_owned(),
        ask_symbol: "IDR".to_owned(),
        order_id: "O-1".to_owned(),
        side: Side::Ask,
        price: "50000".parse().unwrap(),
        quantity: "0.1".parse().unwrap(),
        fee: "0".parse().unwrap(),
        liquidity: Liquidity::Taker,
        fill: Fill::Full,
    };
    let crypto = Content::Crypto {
        symbol: "ETH".to_owned(),
        transaction_id: "C-1".to_owned(),
        direction: Direction::Deposit,
        origin: None,
        destination: first.clone(),
        amount: "1234567.891234567891".parse().unwrap(),
    };
    let create = Content::CreateAddress {
        symbol: symbol.clone(),
        address: first.clone(),
    };
    let update = Content::UpdateAddress {
        symbol,
        address: second,
        previous: Some(first),
    };
    let contents = [conversion, crypto, create];
    let mut reports: Vec<Report> = contents.map(|content| report(user, content)).into();
    reports.push(fiat(user, "F-1", "0.10"));
    let mut jobs = add(&store, reports);
    assert_eq!(run(&server, &store).await.accepted, 4);
    jobs.extend(add(&store, vec![report(user, update)]));
    assert_eq!(run(&server, &store).await.accepted, 1);
    for job in jobs {
        assert_eq!(state(&store, job), ReportState::Reported);
    }
    // The server's own findings, about names, types, order, key and signature: none.
    assert!(
        server
            .received()
            .iter()
            .all(|request| request.note.is_empty())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_leaves_a_report_in_the_right_state() {
    const KINDS: [(&str, ReportState, &str); 8] = [
        ("", ReportState::Reported, ""),
        ("+drop", ReportState::Unconfirmed, "error-no-answer-reset"),
        (
            "+dropbefore",
            ReportState::Unconfirmed,
            "error-no-answer-reset",
        ),
        ("+http500", ReportState::Unconfirmed, "error-server"),
        ("+html", ReportState::Unconfirmed, "error-html"),
        ("+cut", ReportState::Unconfirmed, "error-cut-short"),
        ("+http429", ReportState::Reported, ""),
        ("+maintenance1", ReportState::Reported, ""),
    ];
    let (server, store) = (server().await, store());
    let user = customer(&server, &store).await;
    // One after the other, and a sound one between: five failures in a row are a fault of all.
    let mut jobs = Vec::new();
    for (at, (tag, state, told)) in KINDS.into_iter().enumerate() {
        let ids = [format!("T{at}{tag}"), format!("S{at}")];
        let added = add(&store, ids.map(|id| fiat(user, &id, "5")).into());
        jobs.push((added[0], state, told));
    }
    run(&server, &store).await;
    for (id, expected, id_told) in &jobs {
        assert_eq!(
            (state(&store, *id), told(&store, *id)),
            (*expected, *id_told)
        );
    }
    // Sent again by decision: what had arrived is proved by the refusal of a duplicate.
    let sent = bodies(&server, "/transaction/v1/fiatTransaction");
    let dropped = jobs[1].0;
    store
        .send_again(dropped, &actor(), Timestamp::now())
        .unwrap();
    let summary = run(&server, &store).await;
    assert_eq!((summary.accepted, summary.refused), (1, 0));
    assert_eq!(bodies(&server, "/transaction/v1/fiatTransaction"), sent + 1);
    assert_eq!(state(&store, dropped), ReportState::Reported);
    assert_eq!(told(&store, dropped), "error-report-own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_report_says_why_and_a_duplicate_is_somebody_elses() {
    let (server, store) = (server().await, store());
    let user = customer(&server, &store).await;
    let stranger = Uuid::from_u128(99);
    let jobs = add(
        &store,
        vec![fiat(stranger, "T1", "5"), fiat(user, "T2", "5")],
    );
    run(&server, &store).await;
    assert_eq!(state(&store, jobs[0]), ReportState::Refused);
    assert_eq!(told(&store, jobs[0]), "error-not-found");
    // Another computer reported under the same id.
    let other = super::kit::store();
    let again = add(&other, vec![fiat(user, "T2", "6")]);
    run(&server, &other).await;
    assert_eq!(state(&other, again[0]), ReportState::Refused);
    assert_eq!(told(&other, again[0]), "error-report-known");
}
