use jiff::Timestamp;
use uuid::Uuid;

use super::*;
use crate::domain::Report;
use crate::domain::report::{Content, Direction, Fill, Liquidity, Side};

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
    let sums = |sum: &Sum| [&sum.reported, &sum.unconfirmed].map(BigDecimal::to_plain_string);
    assert_eq!(sums(&total.deposited), ["0.3", "0"]);
    assert_eq!(sums(&total.withdrawn), ["1234567.891234567891", "0"]);
    // The day is that of the desk: 18:00 in UTC is tomorrow in Jakarta.
    assert_eq!(
        days(&ledger, "IDR"),
        ["2026-11-24 0.1", "2026-11-25 1234568.091234567891"]
    );
    assert!(ledger.by_day("ETH").is_empty());
    // The sums by day follow what is shown.
    ledger.set_search("T1");
    ledger.refresh(&jakarta());
    assert_eq!(days(&ledger, "IDR"), ["2026-11-24 0.1"]);
}

fn days(ledger: &Ledger, symbol: &str) -> Vec<String> {
    let days = ledger.by_day(symbol).iter();
    days.map(|(day, sum)| format!("{day} {}", sum.to_plain_string()))
        .collect()
}

#[test]
fn what_nobody_knows_to_have_arrived_is_summed_apart() {
    let when = "2026-11-24T01:00:00Z";
    let with = |number, amount, state| {
        let mut row = money(number, amount, Direction::Deposit, when);
        row.state = state;
        row
    };
    let mut ledger = Ledger::default();
    ledger.take(vec![
        with(1, "100", ReportState::Reported),
        with(2, "20.5", ReportState::Unconfirmed),
        with(3, "7", ReportState::Waiting),
        with(4, "8", ReportState::Sending),
        with(5, "9", ReportState::Dropped),
    ]);
    ledger.refresh(&jakarta());
    let [(_, total)] = ledger.totals() else {
        panic!("one symbol");
    };
    assert_eq!(total.deposited.reported.to_plain_string(), "100");
    assert_eq!(total.deposited.unconfirmed.to_plain_string(), "20.5");
    assert_eq!((total.count, total.waiting), (4, 2));
    assert_eq!(days(&ledger, "IDR"), ["2026-11-24 100"]);
    assert_eq!(format!("{total:?}"), "Total(*** of 4)");
    assert_eq!(format!("{:?}", total.deposited), "Sum(***)");
}

#[test]
fn a_conversion_is_bought_and_sold_on_both_sides() {
    let conversion = |number, side, quantity: &str, price: &str| {
        let mut row = money(number, "1", Direction::Deposit, "2026-11-24T01:00:00Z");
        row.report.content = Content::Conversion {
            bid_symbol: "ETH".to_owned(),
            ask_symbol: "IDR".to_owned(),
            order_id: format!("O{number}"),
            side,
            price: price.parse().unwrap(),
            quantity: quantity.parse().unwrap(),
            fee: "0".parse().unwrap(),
            liquidity: Liquidity::Taker,
            fill: Fill::Full,
        };
        row
    };
    let mut ledger = Ledger::default();
    ledger.take(vec![
        conversion(1, Side::Bid, "1.25", "61234567.5"),
        conversion(2, Side::Ask, "0.5", "20000000"),
        conversion(3, Side::Ask, "0.000000000000000001", "1"),
    ]);
    ledger.refresh(&jakarta());
    let [(bid, eth), (ask, idr)] = ledger.totals() else {
        panic!("two symbols");
    };
    assert_eq!((bid.as_str(), ask.as_str()), ("ETH", "IDR"));
    let both = |total: &Total| {
        [&total.bought, &total.sold].map(|sum| sum.reported.normalized().to_plain_string())
    };
    assert_eq!(both(eth), ["1.25", "0.500000000000000001"]);
    assert_eq!(both(idr), ["20000001", "61234567.5"]);
    assert_eq!((eth.count, idr.count), (3, 3));
    assert_eq!(days(&ledger, "IDR"), ["2026-11-24 81234568.5"]);
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
