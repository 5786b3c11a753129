//! A batch of reports in the store: all of it or nothing, and what became of each row.

use tcdx_desk::desk::runtime::batches::{new_rows, results};
use tcdx_desk::domain::Lang;
use tcdx_desk::domain::batch::BatchKind;
use tcdx_desk::store::SharedStore;
use tcdx_desk::store::cases::open::session;
use tcdx_desk::store::cases::{
    AttemptEnd, AttemptOutcome, BatchContent, BatchId, BatchRowState, CaseError,
};
use tcdx_desk::text;
use uuid::Uuid;

use super::kit::{by, money, now, to_queue};

fn keep(store: &SharedStore, csv: &str) -> Result<BatchId, CaseError> {
    let what = to_queue(BatchKind::Fiat, csv, None);
    let id = BatchId(Uuid::now_v7());
    let content = BatchContent {
        kind: "fiat".to_owned(),
        name: what.name.clone(),
        headers: what.table.headers.clone(),
        consent: None,
    };
    let rows = new_rows(&what, text::of(Lang::En));
    store.add_batch(id, &content, &rows, &by(), now())?;
    Ok(id)
}

#[test]
fn good_rows_are_queued_and_the_others_say_why_in_the_results() {
    let store = session().unwrap();
    let csv = money(4)
        .replace(";014;", ";14;")
        .replacen(";14;", ";014;", 3);
    let id = keep(&store, &csv).unwrap();
    let batch = store.batch(id).unwrap().unwrap();
    assert_eq!(batch.count(BatchRowState::Queued), 3);
    assert_eq!(batch.count(BatchRowState::Wrong), 1);
    assert_eq!(store.batches(9).unwrap(), [batch]);

    // One is taken, one refused, one unknown.
    let ends = [
        AttemptOutcome::Accepted(None),
        AttemptOutcome::Refused { duplicate: false },
        AttemptOutcome::Unknown,
    ];
    let reports = store.reports_of_batch(id).unwrap();
    for (row, outcome) in reports.iter().zip(ends) {
        let claim = store.claim(row.id, &by(), now()).unwrap();
        let end = AttemptEnd {
            at: now(),
            outcome,
            told: None,
            reason: String::new(),
            sent_bytes: 1,
            total_bytes: 1,
        };
        store.finish(claim.attempt, &end, &by()).unwrap();
    }
    let rows = store.batch_rows(id).unwrap();
    let states: Vec<BatchRowState> = rows.iter().map(|row| row.state).collect();
    assert_eq!(
        states,
        [
            BatchRowState::Done,
            BatchRowState::Refused,
            BatchRowState::Unconfirmed,
            BatchRowState::Wrong
        ]
    );
    let content = store.batch(id).unwrap().unwrap().content;
    let file = results(&content, &rows, Lang::En).unwrap();
    let file = String::from_utf8(file).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines.len(), 5);
    assert!(
        lines[0].ends_with("amount,Result,Message,TCDX user id"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].contains("\"1.234.567,00\",Taken by the server"),
        "{}",
        lines[1]
    );
    assert!(
        lines[4].contains("Not sent,\"destination_bank_code: Three digits, for example 014\""),
        "{}",
        lines[4]
    );
}

#[test]
fn the_same_file_a_second_time_queues_nothing() {
    let store = session().unwrap();
    keep(&store, &money(3)).unwrap();
    // The row's number in the file is told: the second line.
    let again = keep(&store, &money(5));
    assert!(matches!(again, Err(CaseError::KnownId(2))), "{again:?}");
    assert_eq!(store.batches(9).unwrap().len(), 1);
    assert_eq!(store.newest_reports(None, 99).unwrap().len(), 3);
}

#[test]
fn what_waits_of_a_batch_is_taken_back() {
    let store = session().unwrap();
    let id = keep(&store, &money(3)).unwrap();
    assert_eq!(store.drop_batch(id, &by(), now()).unwrap(), 3);
    let batch = store.batch(id).unwrap().unwrap();
    assert_eq!(batch.count(BatchRowState::Dropped), 3);
    // Its ids are free: the file can be put into the queue again.
    assert!(keep(&store, &money(3)).is_ok());
    assert_eq!(store.verify_history().unwrap().1, []);
}

#[test]
fn ten_thousand_rows_are_one_transaction() {
    let store = session().unwrap();
    let id = keep(&store, &money(10_000)).unwrap();
    let queue = store.queue(300, 50, now()).unwrap();
    assert_eq!((queue.jobs.len(), queue.counts.waiting), (300, 10_000));
    assert_eq!(store.batch(id).unwrap().unwrap().rows(), 10_000);
}
