//! Reports in the store: unique ids, attempts before bytes, what a person decides, a ledger that is told of each change.

use tcdx_desk::domain::case::Step;
use tcdx_desk::domain::report::{Content, Direction};
use tcdx_desk::domain::{CaseId, JobKind, Report, ReportKind};
use tcdx_desk::store::cases::open::session;
use tcdx_desk::store::cases::{
    AttemptOutcome, BatchContent, BatchId, CaseError, CaseStore, JobId, JobState, NewBatchRow,
    NewReport, ReportState, RowTask, SharedStore,
};
use uuid::Uuid;

use super::kit::*;

const USER: Uuid = Uuid::from_u128(7);

fn money(id: &str) -> Report {
    Report {
        user_id: USER,
        date_time: at(1),
        content: Content::Fiat {
            currency: "IDR".to_owned(),
            transaction_id: id.to_owned(),
            direction: Direction::Deposit,
            origin_bank: "014".to_owned(),
            origin_account: "9988776655".to_owned(),
            destination_bank: "009".to_owned(),
            destination_account: "1122334455".to_owned(),
            amount: "1234567.891234567891".parse().unwrap(),
        },
    }
}

fn coins(id: &str) -> Report {
    Report {
        content: Content::Crypto {
            symbol: "ETH".to_owned(),
            transaction_id: id.to_owned(),
            direction: Direction::Withdraw,
            origin: None,
            destination: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed".to_owned(),
            amount: "0.1".parse().unwrap(),
        },
        ..money(id)
    }
}

fn new(report: Report) -> NewReport {
    NewReport {
        report,
        batch: None,
    }
}

fn add(store: &dyn CaseStore, report: Report) -> Result<JobId, CaseError> {
    let jobs = store.add_reports(&[new(report)], None, &by(), at(2))?;
    Ok(jobs[0])
}

fn state(store: &dyn CaseStore, id: JobId) -> ReportState {
    store.report(id).unwrap().unwrap().state
}

/// A request of this report begins and ends so.
fn ends(store: &dyn CaseStore, id: JobId, outcome: AttemptOutcome) {
    let claim = store.claim(id, &by(), at(3)).unwrap();
    assert!(claim.report.is_some() && claim.frozen.is_none());
    assert_eq!(state(store, id), ReportState::Sending);
    let row = store.finish(claim.attempt, &end(outcome), &by()).unwrap();
    assert!(row.is_none(), "a report moves no case");
}

fn refused(duplicate: bool) -> AttemptOutcome {
    AttemptOutcome::Refused { duplicate }
}

#[test]
fn a_report_is_sent_once_and_told_in_the_ledger() {
    let store = session().unwrap();
    let before = store.revision().unwrap();
    let id = add(&*store, money("T1")).unwrap();
    let job = store.job(id).unwrap().unwrap();
    assert_eq!(job.kind, JobKind::Report(ReportKind::Fiat));
    assert_eq!((job.case, job.state), (None, JobState::Waiting));
    ends(&*store, id, AttemptOutcome::Accepted(None));
    assert_eq!(state(&*store, id), ReportState::Reported);
    assert!(matches!(
        store.claim(id, &by(), at(9)),
        Err(CaseError::Conflict)
    ));

    let rows = store.reports_since(before, 9).unwrap();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].report == money("T1") && rows[0].staff == by().staff);
    assert_eq!(store.newest_reports(None, 9).unwrap(), rows);
    assert!(store.newest_reports(Some(id), 9).unwrap().is_empty());
    assert_eq!(store.symbols().unwrap(), ["IDR"]);
    let attempts = store.report_attempts(id).unwrap();
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0].outcome.as_deref(), Some("accepted"));
    assert!(!format!("{rows:?} {job:?}").contains("9988776655"));
}

#[test]
fn an_id_is_unique_in_its_kind_until_the_server_refused_it() {
    let store = session().unwrap();
    let id = add(&*store, money("T1")).unwrap();
    assert!(matches!(
        add(&*store, money("T1")),
        Err(CaseError::KnownId(0))
    ));
    // The vendor keeps each kind apart.
    add(&*store, coins("T1")).unwrap();
    // All or none.
    let three = [new(money("T2")), new(money("T1")), new(money("T3"))];
    let added = store.add_reports(&three, None, &by(), at(2));
    assert!(matches!(added, Err(CaseError::KnownId(1))));
    assert_eq!(store.newest_reports(None, 9).unwrap().len(), 2);
    let known = store.known_reports(&[money("T2"), money("T1"), coins("T9")]);
    assert_eq!(known.unwrap(), [1]);

    ends(&*store, id, refused(false));
    assert_eq!(state(&*store, id), ReportState::Refused);
    // Corrected, with the same id; the refused one leaves the queue.
    let jobs = store.add_reports(&[new(money("T1"))], Some(id), &by(), at(4));
    let corrected = jobs.unwrap()[0];
    assert_eq!(state(&*store, id), ReportState::Dropped);
    assert_eq!(state(&*store, corrected), ReportState::Waiting);
    let again = store.add_reports(&[new(money("T8"))], Some(id), &by(), at(4));
    assert!(matches!(again, Err(CaseError::Illegal(_))), "once only");
}

#[test]
fn what_got_no_answer_waits_for_a_person_or_evidence() {
    let store = session().unwrap();
    let [arrived, gone, again, proved] =
        ["A", "B", "C", "D"].map(|id| add(&*store, money(id)).unwrap());
    for id in [arrived, gone, again, proved] {
        ends(&*store, id, AttemptOutcome::Unknown);
        assert_eq!(state(&*store, id), ReportState::Unconfirmed);
        assert!(store.retry_now(id).is_err(), "never silently");
        assert!(store.cancel_job(id, &by(), at(5)).is_err());
    }
    store.settle_report(arrived, true, &by(), at(5)).unwrap();
    assert_eq!(state(&*store, arrived), ReportState::Reported);
    store.settle_report(gone, false, &by(), at(5)).unwrap();
    assert_eq!(state(&*store, gone), ReportState::Dropped);
    assert!(store.settle_report(gone, true, &by(), at(6)).is_err());
    // What did not arrive can be reported under its id, what arrived cannot.
    assert!(add(&*store, money("B")).is_ok());
    assert!(matches!(
        add(&*store, money("A")),
        Err(CaseError::KnownId(_))
    ));

    store.send_again(again, &by(), at(6)).unwrap();
    assert_eq!(state(&*store, again), ReportState::Waiting);
    // Taken back, it is still unknown whether the first request arrived.
    store.cancel_job(again, &by(), at(7)).unwrap();
    assert_eq!(state(&*store, again), ReportState::Unconfirmed);

    // The server knows the id: nobody else has it.
    store.send_again(proved, &by(), at(6)).unwrap();
    ends(&*store, proved, refused(true));
    assert_eq!(state(&*store, proved), ReportState::Reported);
    // Without an earlier request, a duplicate is somebody else's.
    let other = add(&*store, money("E")).unwrap();
    ends(&*store, other, refused(true));
    assert_eq!(state(&*store, other), ReportState::Refused);
    assert_eq!(store.verify_history().unwrap().1, []);
}

#[test]
fn a_crash_leaves_a_report_unconfirmed() {
    let desk = Desk::new();
    let id = {
        let store = desk.open().store;
        let id = add(&*store, money("T1")).unwrap();
        store.claim(id, &by(), at(3)).unwrap();
        id
    };
    let store = desk.open().store;
    assert_eq!(store.recover(&by(), at(9)).unwrap(), 1);
    assert_eq!(state(&*store, id), ReportState::Unconfirmed);
    let attempts = store.report_attempts(id).unwrap();
    assert_eq!(attempts[0].outcome.as_deref(), Some("unknown"));
}

#[test]
fn what_waits_can_be_taken_back_alone_or_by_the_batch() {
    let store = session().unwrap();
    let one = add(&*store, money("T1")).unwrap();
    store.cancel_job(one, &by(), at(3)).unwrap();
    assert_eq!(state(&*store, one), ReportState::Dropped);
    assert!(add(&*store, money("T1")).is_ok(), "its id is free");

    let batch = BatchId(Uuid::now_v7());
    let of_batch = |number: u32| NewReport {
        report: money(&format!("B{number}")),
        batch: Some((batch, number)),
    };
    let rows: Vec<NewReport> = (2..7).map(of_batch).collect();
    let jobs = store.add_reports(&rows, None, &by(), at(3)).unwrap();
    ends(&*store, jobs[0], AttemptOutcome::Accepted(None));
    assert_eq!(store.drop_batch(batch, &by(), at(4)).unwrap(), 4);
    let rows = store.reports_of_batch(batch).unwrap();
    let numbers: Vec<u32> = rows.iter().map(|row| row.batch.unwrap().1).collect();
    assert_eq!(numbers, [2, 3, 4, 5, 6]);
    assert_eq!(rows[0].state, ReportState::Reported);
    assert!(
        rows[1..]
            .iter()
            .all(|row| row.state == ReportState::Dropped)
    );
}

#[test]
fn a_long_queue_is_read_in_parts_with_its_counts() {
    let store = session().unwrap();
    let rows: Vec<NewReport> = (0..50).map(|at| new(money(&format!("T{at}")))).collect();
    let jobs = store.add_reports(&rows, None, &by(), at(2)).unwrap();
    // The first waits for its time: those behind it do not.
    let later = AttemptOutcome::NotSent { next_at: at(900) };
    ends(&*store, jobs[0], later);
    ends(&*store, jobs[1], AttemptOutcome::Unknown);
    let queue = store.queue(10, 5, at(60)).unwrap();
    assert_eq!((queue.counts.waiting, queue.counts.unconfirmed), (49, 1));
    let ids: Vec<JobId> = queue.jobs.iter().map(|job| job.id).collect();
    assert_eq!(ids, jobs[1..12], "in their order");
    let queue = store.queue(100, 5, at(60)).unwrap();
    let ids: Vec<JobId> = queue.jobs.iter().map(|job| job.id).collect();
    assert_eq!(ids, jobs);
    store.move_up(jobs[20]).unwrap();
    assert_eq!(store.queue(1, 0, at(60)).unwrap().jobs[0].id, jobs[20]);
}

#[test]
fn the_history_of_a_customer_names_reports_and_no_values() {
    let store: SharedStore = session().unwrap();
    let case = store.add_elsewhere(USER, &by(), at(0)).unwrap();
    let id = add(&*store, money("T1")).unwrap();
    assert_eq!(store.report(id).unwrap().unwrap().customer, Some(case));
    ends(&*store, id, AttemptOutcome::Accepted(None));
    let history = format!("{:?}", store.history(case).unwrap());
    for what in ["queued", "sent", "accepted"] {
        assert!(history.contains(what), "{history}");
    }
    for value in ["1234567", "9988776655", "T1"] {
        assert!(!history.contains(value), "{history}");
    }
    // An erased customer leaves that something was reported, without accounts.
    store.erase(case, "asked", &by(), at(9)).unwrap();
    let row = store.report(id).unwrap().unwrap();
    let Content::Fiat {
        origin_account,
        destination_account,
        ..
    } = &row.report.content
    else {
        panic!("money");
    };
    assert!(origin_account.is_empty() && destination_account.is_empty());
    assert_eq!(
        row.report.volume().unwrap().1.as_str(),
        "1234567.891234567891"
    );
}

#[test]
fn nothing_of_a_report_lies_readable_on_the_disk() {
    let desk = Desk::new();
    let store = desk.open().store;
    add(&*store, money("T1-readable")).unwrap();
    add(&*store, coins("T2-readable")).unwrap();
    drop(store);
    for file in std::fs::read_dir(desk.folder.path()).unwrap() {
        search(&file.unwrap().path());
    }
}

fn search(path: &std::path::Path) {
    if path.is_dir() {
        for file in std::fs::read_dir(path).unwrap() {
            search(&file.unwrap().path());
        }
        return;
    }
    let bytes = std::fs::read(path).unwrap();
    for needle in ["9988776655", "readable", "5aAeb6053F"] {
        let needle = needle.as_bytes();
        assert!(
            !bytes.windows(needle.len()).any(|part| part == needle),
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_refusal_after_no_answer_says_nothing_of_the_first_request() {
    let store = session().unwrap();
    let id = add(&*store, money("T1")).unwrap();
    ends(&*store, id, AttemptOutcome::Unknown);
    store.send_again(id, &by(), at(5)).unwrap();
    ends(&*store, id, refused(false));
    assert_eq!(state(&*store, id), ReportState::Unconfirmed);
    // It can neither be corrected under another id nor dropped as if the server had not got it.
    let corrected = store.add_reports(&[new(money("T2"))], Some(id), &by(), at(6));
    assert!(matches!(corrected, Err(CaseError::Illegal(_))));
    assert!(store.cancel_job(id, &by(), at(6)).is_err());
    assert!(matches!(
        add(&*store, money("T1")),
        Err(CaseError::KnownId(_))
    ));
    store.settle_report(id, false, &by(), at(7)).unwrap();
    assert!(add(&*store, money("T1")).is_ok());
}

fn coin_address(symbol: &str, address: &str) -> Report {
    Report {
        content: Content::UpdateAddress {
            symbol: symbol.to_owned(),
            address: address.to_owned(),
            previous: None,
        },
        ..money("")
    }
}

#[test]
fn addresses_of_a_coin_go_out_in_their_order() {
    let store = session().unwrap();
    let [first, second, other] = [("ETH", "0xa"), ("ETH", "0xb"), ("BTC", "bc1")]
        .map(|(symbol, address)| add(&*store, coin_address(symbol, address)).unwrap());
    let is_behind = |id| matches!(store.claim(id, &by(), at(3)), Err(CaseError::Conflict));
    assert!(is_behind(second));
    ends(&*store, other, AttemptOutcome::Accepted(None));
    // It waits for its next try: the later one still does not pass it.
    ends(&*store, first, AttemptOutcome::NotSent { next_at: at(900) });
    assert!(is_behind(second));
    ends(&*store, first, AttemptOutcome::Unknown);
    ends(&*store, second, AttemptOutcome::Accepted(None));
    // Sent once more, the first would take the place of the second.
    let again = store.send_again(first, &by(), at(9));
    assert!(matches!(again, Err(CaseError::Overtaken)));
    store.settle_report(first, false, &by(), at(9)).unwrap();
}

#[test]
fn a_customer_with_open_reports_is_not_erased_and_nothing_is_left_of_the_others() {
    let store = session().unwrap();
    let case = store.add_elsewhere(USER, &by(), at(0)).unwrap();
    let open = add(&*store, money("T1")).unwrap();
    let batch = BatchId(Uuid::now_v7());
    let content = BatchContent {
        kind: "fiat".to_owned(),
        name: "rows.csv".to_owned(),
        headers: vec!["account".to_owned()],
        consent: None,
    };
    let row = NewBatchRow {
        number: 2,
        cells: vec!["9988776655".to_owned()],
        task: RowTask::Report(Box::new(money("T2"))),
        wrong: String::new(),
    };
    store
        .add_batch(batch, &content, &[row], &by(), at(2))
        .unwrap();
    let second = store.batch_rows(batch).unwrap().remove(0);
    let second_job = store.reports_of_batch(batch).unwrap()[0].id;
    assert_eq!(second.cells, ["9988776655"]);
    ends(&*store, second_job, refused(false));
    let erase = || store.erase(case, "asked", &by(), at(9));
    assert!(matches!(erase(), Err(CaseError::OpenReports(1))));
    ends(&*store, open, AttemptOutcome::Unknown);
    assert!(matches!(erase(), Err(CaseError::OpenReports(1))));
    store.settle_report(open, true, &by(), at(8)).unwrap();
    erase().unwrap();
    for id in [open, second_job] {
        let told = serde_json::to_string(&store.report(id).unwrap().unwrap().report).unwrap();
        assert!(!told.contains("9988776655"), "{told}");
        let attempts = store.report_attempts(id).unwrap();
        assert!(attempts.iter().all(|attempt| attempt.told.is_none()));
    }
    let row = store.batch_rows(batch).unwrap().remove(0);
    assert!(row.cells.is_empty() && row.told.is_none());
}

#[test]
fn cases_on_hold_hide_nothing_behind_them() {
    let store = session().unwrap();
    let id = CaseId::new();
    draft(&*store, id);
    let held = store.freeze(&freezing(id), &by()).unwrap();
    let behind = add(&*store, money("T1")).unwrap();
    assert_eq!(store.queue(1, 0, at(60)).unwrap().jobs[0].id, held);
    store.step(id, &Step::Hold, "", &by(), at(5)).unwrap();
    assert_eq!(store.queue(1, 0, at(60)).unwrap().jobs[0].id, behind);
    let both = store.queue(9, 0, at(60)).unwrap();
    assert_eq!(both.jobs[0].id, held, "it stands where it stood");
}
