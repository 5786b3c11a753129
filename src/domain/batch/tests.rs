use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::domain::address::AddressDoubt;
use crate::domain::amount::Notation;
use crate::domain::bank::AccountProblem;
use crate::domain::items::ItemLists;
use crate::domain::report::Content as Reported;
use crate::domain::table::{Cell, Row};

use Column::{Customer, Report as Rep};
use Field as C;
use ReportField as R;

const USER: &str = "ace50048-759a-5de5-8e7a-3f7c64e6fb48";
const ETH: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const FIAT: [&str; 9] = [
    USER,
    "setor",
    "IDR",
    "50000",
    "014",
    "1234567890",
    "008",
    "987-654-3210",
    "T",
];

mod amounts;
mod columns;
mod customers;

struct Kit {
    notation: Notation,
    defaults: Defaults,
    known: HashSet<String>,
    items: ItemLists,
}

impl Kit {
    fn new(notation: Notation) -> Self {
        Self {
            notation,
            defaults: Defaults::new(),
            known: HashSet::new(),
            items: ItemLists::default(),
        }
    }

    fn judge(&self, kind: BatchKind, headers: &[&str], rows: &[Row]) -> Judged {
        let headers: Vec<String> = headers.iter().map(|name| (*name).to_owned()).collect();
        let rules = BatchRules {
            report: ReportRules {
                now: "2026-11-25T07:00:00Z".parse().unwrap(),
                zone: TimeZone::UTC,
                notation: self.notation,
            },
            customer: Rules {
                today: date(2026, 11, 25),
                gesture_count: 8,
                items: &self.items,
            },
            defaults: &self.defaults,
            known: &self.known,
        };
        judge(rows, &propose(kind, &headers), &rules)
    }

    fn fiat(&self, rows: &[Row]) -> Judged {
        self.judge(BatchKind::Fiat, &headers(BatchKind::Fiat)[..9], rows)
    }
}

fn row(number: usize, cells: &[&str]) -> Row {
    let cells = cells.iter().map(|text| Cell {
        text: (*text).to_owned(),
        ..Cell::default()
    });
    Row {
        number,
        cells: cells.collect(),
        uneven: None,
    }
}

/// A row of a fiat batch with its own id and another cell in one place.
fn fiat(number: usize, place: usize, text: &str) -> Row {
    let mut cells = FIAT.map(str::to_owned);
    cells[8] = format!("T{number}");
    text.clone_into(&mut cells[place]);
    row(number, &cells.each_ref().map(String::as_str))
}

fn only_problem(judged: &JudgedRow) -> (Option<usize>, RowIssue) {
    let problems = judged.result.as_ref().unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    (problems[0].place, problems[0].issue.clone())
}

fn amount_of(judged: &JudgedRow) -> String {
    match &judged.result {
        Ok(Content::Report(report)) => match &report.content {
            Reported::Fiat { amount, .. } => amount.as_str().to_owned(),
            _ => panic!("another kind"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_become_reports_or_say_what_is_wrong_by_row_and_column() {
    let kit = Kit::new(Notation::Id);
    let judged = kit.fiat(&[
        fiat(2, 3, "1.234.567,89"),
        fiat(3, 4, "14"),
        fiat(5, 5, "12x4"),
        fiat(7, 1, "sideways"),
        row(8, &["", "", "", "", "", "", "", "", ""]),
    ]);
    assert_eq!(judged.good, 1);
    assert_eq!(amount_of(&judged.rows[0]), "1234567.89");
    let wrong = |at: usize| only_problem(&judged.rows[at]);
    assert_eq!(wrong(1), (Some(4), RowIssue::Report(ReportIssue::BankCode)));
    assert_eq!(
        wrong(2),
        (
            Some(5),
            RowIssue::Report(ReportIssue::AccountNumber(AccountProblem::Characters))
        )
    );
    assert_eq!(wrong(3), (Some(1), RowIssue::Report(ReportIssue::Choice)));
    let numbers: Vec<_> = judged.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [2, 3, 5, 7, 8]);
    let empty = judged.rows[4].result.as_ref().unwrap_err();
    let places: Vec<_> = empty.iter().map(|problem| problem.place).collect();
    assert_eq!(
        places,
        (0..9).map(Some).collect::<Vec<_>>(),
        "all, in the order of the columns"
    );
}

#[test]
fn what_the_workbook_says_of_a_cell_is_told() {
    let kit = Kit::new(Notation::En);
    for (mark, is_wrong) in [
        (Mark::LongNumber, true),
        (Mark::NoValue, true),
        (Mark::Error, true),
        (Mark::Formula, false),
    ] {
        let mut row = fiat(2, 3, if is_wrong { "" } else { "5" });
        row.cells[3].mark = Some(mark);
        let judged = kit.fiat(&[row]);
        if is_wrong {
            assert_eq!(
                only_problem(&judged.rows[0]),
                (Some(3), RowIssue::Cell(mark))
            );
        } else {
            assert_eq!(amount_of(&judged.rows[0]), "5");
            assert_eq!(judged.rows[0].formulas, [3]);
        }
    }
    let mut uneven = fiat(2, 3, "5");
    uneven.uneven = Some(12);
    let issue = RowIssue::Uneven {
        expected: 9,
        got: 12,
    };
    assert_eq!(only_problem(&kit.fiat(&[uneven]).rows[0]), (None, issue));
}

#[test]
fn an_id_is_sent_once_within_a_batch_and_across_batches() {
    let mut kit = Kit::new(Notation::En);
    kit.known.insert("OLD".to_owned());
    let judged = kit.fiat(&[
        fiat(2, 8, "A"),
        fiat(3, 8, "B"),
        fiat(4, 8, " A "),
        fiat(5, 8, "OLD"),
        fiat(6, 8, ""),
        fiat(7, 8, "a"),
    ]);
    assert_eq!(judged.good, 3, "A, B and a");
    let issue = |at: usize| only_problem(&judged.rows[at]);
    let report = RowIssue::Report;
    assert_eq!(issue(2), (Some(8), report(ReportIssue::TwiceInBatch(2))));
    assert_eq!(issue(3), (Some(8), report(ReportIssue::KnownId)));
    assert_eq!(
        issue(4),
        (Some(8), report(ReportIssue::Required)),
        "none is made up"
    );
}

#[test]
fn what_is_the_same_in_all_rows_is_said_once() {
    let mut kit = Kit::new(Notation::En);
    for (field, value) in [
        (R::UserId, USER),
        (R::Currency, "IDR"),
        (R::Direction, "withdraw"),
        (R::OriginBank, "014"),
    ] {
        kit.defaults.insert(Rep(field), value.to_owned());
    }
    let headers = [
        "amount",
        "origin_bank_code",
        "origin_account_no",
        "destination_bank_code",
        "destination_account_no",
        "transaction_id",
    ];
    let judged = kit.judge(
        BatchKind::Fiat,
        &headers,
        &[
            row(2, &["5", "", "1234567890", "008", "9876543210", "A"]),
            row(3, &["5", "009", "1234567890", "008", "9876543210", "B"]),
        ],
    );
    let banks: Vec<_> = judged
        .rows
        .iter()
        .map(|row| match &row.result {
            Ok(Content::Report(report)) => match &report.content {
                Reported::Fiat { origin_bank, .. } => origin_bank.clone(),
                _ => panic!("another kind"),
            },
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(banks, ["014", "009"], "a cell goes before the default");
}

#[test]
fn an_address_with_a_flipped_character_is_doubted_and_can_be_sent() {
    let kit = Kit::new(Notation::En);
    let headers = [
        "user_id",
        "symbol",
        "action",
        "destination",
        "amount",
        "transaction_id",
    ];
    let flipped = ETH.replace("Ef", "eF");
    let rows = [
        row(2, &[USER, "ETH", "0", ETH, "0.1", "A"]),
        row(3, &[USER, "ETH", "0", &flipped, "0.1", "B"]),
        row(4, &[USER, "XYZ", "0", "anything", "0.1", "C"]),
    ];
    let judged = kit.judge(BatchKind::Crypto, &headers, &rows);
    assert_eq!(judged.good, 3);
    let doubts: Vec<_> = judged.rows.iter().map(|row| row.doubts.clone()).collect();
    let doubt = (Rep(R::Destination), Doubt::Address(AddressDoubt::Checksum));
    assert_eq!(doubts, [vec![], vec![doubt], vec![]]);
}

#[test]
fn conversions_take_words_for_the_vendors_numbers() {
    let kit = Kit::new(Notation::En);
    let headers = headers(BatchKind::Conversion);
    let of = |side: &str, liquidity: &str, fill: &str, id: &str| {
        row(
            2,
            &[
                USER,
                side,
                "BTC",
                "IDR",
                "0.1",
                "50000",
                "0",
                liquidity,
                fill,
                id,
                "2026-11-25 06:00",
            ],
        )
    };
    let rows = [
        of("Beli", "Maker", "sebagian", "A"),
        of("SELL", "taker", "full", "B"),
        of("1", "0", "1", "C"),
    ];
    let judged = kit.judge(BatchKind::Conversion, &headers, &rows);
    assert_eq!(judged.good, 3, "{:?}", judged.rows);
}

#[test]
fn a_time_that_is_missing_in_one_row_is_not_now() {
    let mut kit = Kit::new(Notation::En);
    let all = headers(BatchKind::Fiat);
    assert_eq!(all.len(), 10, "the time is the last");
    let with_time = |number: usize, time: &str| {
        let mut row = fiat(number, 3, "5");
        row.cells.push(Cell {
            text: time.to_owned(),
            ..Cell::default()
        });
        row
    };
    let rows = [with_time(2, "2026-11-24 9:05"), with_time(3, " ")];
    let judged = kit.judge(BatchKind::Fiat, &all, &rows);
    assert!(judged.rows[0].result.is_ok());
    let missing = RowIssue::Report(ReportIssue::MomentMissing);
    assert_eq!(only_problem(&judged.rows[1]), (Some(9), missing));
    // What is the same in all rows fills the gap, and without the column all are of now.
    kit.defaults
        .insert(Rep(R::DateTime), "2026-11-23 10:00".to_owned());
    assert_eq!(kit.judge(BatchKind::Fiat, &all, &rows).good, 2);
    kit.defaults.clear();
    assert_eq!(kit.fiat(&[fiat(2, 3, "5")]).good, 1);
}

#[test]
fn nothing_of_a_row_prints() {
    let kit = Kit::new(Notation::En);
    let judged = kit.fiat(&[fiat(2, 3, "98765"), fiat(3, 4, "XX")]);
    let printed = format!("{judged:?}");
    for secret in ["98765", "1234567890", USER, "XX"] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

proptest! {
    #[test]
    fn any_rows_are_judged(
        cells in prop::collection::vec(prop::collection::vec("[ -~é\t]{0,20}", 0..12), 0..6),
        headers in prop::collection::vec("amount|nik|symbol|user_id|.{0,8}", 0..10),
        kind in prop::sample::select(BatchKind::ALL.to_vec()),
    ) {
        let rows: Vec<Row> = cells
            .iter()
            .zip(2..)
            .map(|(cells, at)| row(at, &cells.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect();
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        let judged = Kit::new(Notation::Id).judge(kind, &headers, &rows);
        prop_assert_eq!(judged.rows.len(), rows.len());
        let good = judged.rows.iter().filter(|row| row.result.is_ok()).count();
        prop_assert_eq!(judged.good, good);
        for row in &judged.rows {
            if let Err(problems) = &row.result {
                prop_assert!(!problems.is_empty());
            }
        }
    }
}
