use jiff::Timestamp;
use uuid::Uuid;

use super::*;
use crate::domain::Report;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn money(number: u128, amount: &str, direction: Direction, when: &str) -> LedgerRow {
    LedgerRow {
        id: JobId(Uuid::from_u128(number)),
        revision: 1,
        report: Report {
            user_id: Uuid::from_u128(7),
            date_time: at(when),
            content: Content::Fiat {
                currency: "IDR".to_owned(),
                transaction_id: format!("T{number}"),
                direction,
                origin_bank: "009".to_owned(),
                origin_account: "1".to_owned(),
                destination_bank: "014".to_owned(),
                destination_account: "2".to_owned(),
                amount: amount.parse().unwrap(),
            },
        },
        state: ReportState::Reported,
        customer: None,
        name: "Siti".to_owned(),
        staff: "Dewi".to_owned(),
        batch: None,
        queued_at: at(when),
        changed_at: at(when),
        told: None,
    }
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    let mut refused = money(4, "1000", Direction::Deposit, "2026-11-24T01:00:00Z");
    refused.state = ReportState::Refused;
    ledger.take(vec![
        money(1, "0.1", Direction::Deposit, "2026-11-24T01:00:00Z"),
        money(2, "0.2", Direction::Deposit, "2026-11-24T18:00:00Z"),
        money(
            3,
            "1234567.891234567891",
            Direction::Withdraw,
            "2026-11-25T01:00:00Z",
        ),
        refused,
    ]);
    ledger
}

fn jakarta() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(7))
}

#[test]
fn sums_are_exact_and_leave_out_what_the_server_has_not() {
    let mut ledger = ledger();
    ledger.refresh(&jakarta());
    let ids: Vec<u128> = ledger.shown().iter().map(|id| id.0.as_u128()).collect();
    assert_eq!(ids, [4, 3, 2, 1], "newest first");
    let [(symbol, total)] = ledger.totals() else {
        panic!("one symbol");
    };
    assert_eq!((symbol.as_str(), total.count), ("IDR", 3));
    assert_eq!(total.deposited.to_plain_string(), "0.3");
    assert_eq!(total.withdrawn.to_plain_string(), "1234567.891234567891");
    assert_eq!(total.volume().to_plain_string(), "1234568.191234567891");
    // The day is that of the desk: 18:00 in UTC is tomorrow in Jakarta.
    let days: Vec<(String, usize)> = ledger
        .by_day("IDR", &jakarta())
        .into_iter()
        .map(|(day, total)| (day.to_string(), total.count))
        .collect();
    assert_eq!(
        days,
        [("2026-11-24".to_owned(), 1), ("2026-11-25".to_owned(), 2)]
    );
    assert!(ledger.by_day("ETH", &jakarta()).is_empty());
}

#[test]
fn filters_and_search_narrow_it_down() {
    let mut ledger = ledger();
    let mut count = |filter: LedgerFilter, search: &str| {
        ledger.set_filter(filter);
        ledger.set_search(search);
        ledger.refresh(&jakarta());
        ledger.shown().len()
    };
    let day = |text: &str| Some(text.parse().unwrap());
    let all = LedgerFilter::default;
    assert_eq!(count(all(), ""), 4);
    assert_eq!(count(all(), " SITI "), 4);
    assert_eq!(count(all(), "t3"), 1);
    assert_eq!(count(all(), "idr"), 4);
    assert_eq!(count(all(), "dewi"), 4);
    assert_eq!(count(all(), "nobody"), 0);
    let refused = LedgerFilter {
        state: Some(ReportState::Refused),
        ..all()
    };
    assert_eq!(count(refused, ""), 1);
    let crypto = LedgerFilter {
        kind: Some(ReportKind::Crypto),
        ..all()
    };
    assert_eq!(count(crypto, ""), 0);
    let from = LedgerFilter {
        from: day("2026-11-25"),
        ..all()
    };
    assert_eq!(count(from, ""), 2);
    let one = LedgerFilter {
        from: day("2026-11-24"),
        to: day("2026-11-24"),
        ..all()
    };
    assert_eq!(count(one, ""), 2);
}

#[test]
fn older_news_change_nothing() {
    let mut ledger = ledger();
    let mut newer = money(1, "0.1", Direction::Deposit, "2026-11-24T01:00:00Z");
    newer.revision = 3;
    newer.state = ReportState::Unconfirmed;
    let mut older = newer.clone();
    older.revision = 2;
    older.state = ReportState::Waiting;
    let id = newer.id;
    ledger.take(vec![newer]);
    ledger.take(vec![older]);
    assert_eq!(ledger.get(id).unwrap().state, ReportState::Unconfirmed);
    assert_eq!(ledger.len(), 4);
}
