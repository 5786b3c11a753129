//! A batch of ten thousand: reading its file, and judging every row.

#![allow(clippy::expect_used, missing_docs)]

use std::collections::HashSet;
use std::hint::black_box;

use criterion::{Criterion, Throughput};
use jiff::civil::date;
use jiff::tz::TimeZone;
use tcdx_desk::domain::amount::Notation;
use tcdx_desk::domain::batch::{self, BatchKind, BatchRules, Defaults};
use tcdx_desk::domain::report::ReportRules;
use tcdx_desk::domain::{ItemLists, Rules};
use tcdx_desk::sheet::{self, Options};

const ROWS: usize = 10_000;

fn main() {
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    let mut group = criterion.benchmark_group("batch");
    group.throughput(Throughput::Elements(ROWS as u64));
    for (kind, file) in [
        (BatchKind::Fiat, file(BatchKind::Fiat, fiat)),
        (BatchKind::Crypto, file(BatchKind::Crypto, crypto)),
    ] {
        let name = format!("{kind:?}").to_lowercase();
        let read = || sheet::read(file.as_bytes(), &Options::default()).expect("a sound file");
        group.bench_function(format!("{name}/read"), |bencher| bencher.iter(read));
        let table = read();
        let mapping = batch::propose(kind, &table.headers);
        let (items, known, defaults) = (ItemLists::default(), known(), Defaults::new());
        let rules = BatchRules {
            report: ReportRules {
                now: "2026-11-25T07:00:00Z".parse().expect("a time"),
                zone: TimeZone::get("Asia/Jakarta").unwrap_or(TimeZone::UTC),
                notation: Notation::Id,
            },
            customer: Rules {
                today: date(2026, 11, 25),
                gesture_count: 8,
                items: &items,
            },
            defaults: &defaults,
            known: &known,
        };
        let judged = batch::judge(&table.rows, &mapping, &rules);
        assert_eq!(judged.good, ROWS, "every row is sound");
        group.bench_function(format!("{name}/judge"), |bencher| {
            bencher.iter(|| batch::judge(black_box(&table.rows), &mapping, &rules));
        });
    }
    group.finish();
    criterion.final_summary();
}

/// Ids of ten batches before.
fn known() -> HashSet<String> {
    (0..10 * ROWS).map(|at| format!("known-{at}")).collect()
}

fn file(kind: BatchKind, row: fn(usize) -> String) -> String {
    let rows: Vec<String> = (0..ROWS).map(row).collect();
    format!("{}\r\n{}", batch::headers(kind).join(";"), rows.concat())
}

fn fiat(at: usize) -> String {
    format!(
        "ace50048-759a-5de5-8e7a-3f7c64e6fb48;{};IDR;1.234.{:03},5;014;12345{at:05};008;98765{at:05};F-{at};2026-11-24 14:30\r\n",
        at % 2,
        at % 1000
    )
}

fn crypto(at: usize) -> String {
    format!(
        "ace50048-759a-5de5-8e7a-3f7c64e6fb48;deposit;ETH;0,{at:05}1;;0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed;C-{at};2026-11-24 14:30\r\n"
    )
}
