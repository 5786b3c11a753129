//! The ledger: what was reported, which of it is shown, and what it comes to.

use std::collections::BTreeMap;

use bigdecimal::{BigDecimal, Zero};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::OpenReport;
use crate::domain::ReportKind;
use crate::domain::report::{Moved, Way};
use crate::store::cases::{BatchId, JobId, LedgerRow, ReportState};

/// What narrows the ledger down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    /// Only this kind.
    pub kind: Option<ReportKind>,
    /// Only those with this fate.
    pub state: Option<ReportState>,
    /// Not before this day, by the time of the transaction.
    pub from: Option<Date>,
    /// Not after this day.
    pub to: Option<Date>,
    /// Only this batch.
    pub batch: Option<BatchId>,
}

impl LedgerFilter {
    /// True if all are shown.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What went one way of a symbol, in exact decimals.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sum {
    /// What the server has.
    pub reported: BigDecimal,
    /// What nobody knows whether the server has; not part of the other.
    pub unconfirmed: BigDecimal,
}

impl Sum {
    /// True if nothing went this way.
    pub fn is_zero(&self) -> bool {
        self.reported.is_zero() && self.unconfirmed.is_zero()
    }
}

/// What came, went and was exchanged of a symbol.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Total {
    /// Paid in.
    pub deposited: Sum,
    /// Paid out.
    pub withdrawn: Sum,
    /// Came by conversions.
    pub bought: Sum,
    /// Went by conversions.
    pub sold: Sum,
    /// Reports that name the symbol.
    pub count: usize,
    /// Those of them that are still on their way, and in no sum.
    pub waiting: usize,
}

impl Total {
    fn sum_mut(&mut self, way: Way) -> &mut Sum {
        match way {
            Way::Deposited => &mut self.deposited,
            Way::Withdrawn => &mut self.withdrawn,
            Way::Bought => &mut self.bought,
            Way::Sold => &mut self.sold,
        }
    }
}

/// Masked: sums of few reports tell of customers.
impl std::fmt::Debug for Sum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sum(***)")
    }
}

/// Masked: sums of few reports tell of customers.
impl std::fmt::Debug for Total {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Total(*** of {})", self.count)
    }
}

/// The ledger of the profile in use.
#[derive(Debug, Default)]
pub struct Ledger {
    rows: BTreeMap<JobId, LedgerRow>,
    /// All of them are here.
    pub is_complete: bool,
    filter: LedgerFilter,
    search: String,
    shown: Vec<JobId>,
    totals: Vec<(String, Total)>,
    /// By symbol: what moved on each day, oldest first.
    days: BTreeMap<String, Vec<(Date, BigDecimal)>>,
    is_stale: bool,
    /// The plot is shown, for this symbol; the one with the most reports if none was chosen.
    pub plot: Option<Option<String>>,
    /// The report that was opened.
    pub open: Option<OpenReport>,
}

impl Ledger {
    /// Takes rows in, new or changed; older news of a row change nothing.
    pub fn take(&mut self, rows: Vec<LedgerRow>) {
        for row in rows {
            let newer = |known: &LedgerRow| known.revision > row.revision;
            if !self.rows.get(&row.id).is_some_and(newer) {
                self.rows.insert(row.id, row);
            }
        }
        self.is_stale = true;
    }

    /// One report.
    pub fn get(&self, id: JobId) -> Option<&LedgerRow> {
        self.rows.get(&id)
    }

    /// All reports, newest first.
    pub fn all(&self) -> impl Iterator<Item = &LedgerRow> {
        self.rows.values().rev()
    }

    /// How many there are, shown or not.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True if nothing was ever reported.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What narrows it down.
    pub fn filter(&self) -> &LedgerFilter {
        &self.filter
    }

    /// Narrows it down.
    pub fn set_filter(&mut self, filter: LedgerFilter) {
        self.is_stale |= self.filter != filter;
        self.filter = filter;
    }

    /// Shows only those whose customer, id, symbol or staff member has this text in it.
    pub fn set_search(&mut self, typed: &str) {
        let search = typed.trim().to_lowercase();
        self.is_stale |= self.search != search;
        self.search = search;
    }

    /// Those that are shown, newest first.
    pub fn shown(&self) -> &[JobId] {
        &self.shown
    }

    /// What those that are shown come to by symbol, most reports first. Refused and dropped ones do not count, those that wait are
    /// in no sum.
    pub fn totals(&self) -> &[(String, Total)] {
        &self.totals
    }

    /// Brings what is shown up to date, if something changed.
    pub fn refresh(&mut self, zone: &TimeZone) {
        if !std::mem::take(&mut self.is_stale) {
            return;
        }
        let mut totals: BTreeMap<&str, Total> = BTreeMap::new();
        let mut days: BTreeMap<&str, BTreeMap<Date, BigDecimal>> = BTreeMap::new();
        self.shown.clear();
        for row in self.rows.values().rev() {
            if !self.filter.takes(row, zone) || !has(row, &self.search) {
                continue;
            }
            self.shown.push(row.id);
            if !counts(row) {
                continue;
            }
            add(&mut totals, row);
            if row.state == ReportState::Reported {
                let day = day(row, zone);
                for Moved { symbol, amount, .. } in row.report.moved().into_iter().flatten() {
                    *days.entry(symbol).or_default().entry(day).or_default() += amount.decimal();
                }
            }
        }
        self.days = days
            .into_iter()
            .map(|(symbol, days)| (symbol.to_owned(), days.into_iter().collect()))
            .collect();
        self.totals = totals
            .into_iter()
            .map(|(symbol, total)| (symbol.to_owned(), total))
            .collect();
        self.totals
            .sort_by_key(|(_, total)| std::cmp::Reverse(total.count));
    }

    /// What moved of a symbol on each day, either way, of those that are shown and the server has, oldest first.
    pub fn by_day(&self, symbol: &str) -> &[(Date, BigDecimal)] {
        self.days.get(symbol).map_or(&[], Vec::as_slice)
    }
}

fn counts(row: &LedgerRow) -> bool {
    !matches!(row.state, ReportState::Refused | ReportState::Dropped)
}

fn day(row: &LedgerRow, zone: &TimeZone) -> Date {
    zone.to_datetime(row.report.date_time).date()
}

fn add<'a>(totals: &mut BTreeMap<&'a str, Total>, row: &'a LedgerRow) {
    for Moved {
        symbol,
        amount,
        way,
    } in row.report.moved().into_iter().flatten()
    {
        let total = totals.entry(symbol).or_default();
        total.count += 1;
        let sum = total.sum_mut(way);
        match row.state {
            ReportState::Reported => sum.reported += amount.decimal(),
            ReportState::Unconfirmed => sum.unconfirmed += amount.decimal(),
            _ => total.waiting += 1,
        }
    }
}

impl LedgerFilter {
    fn takes(&self, row: &LedgerRow, zone: &TimeZone) -> bool {
        if self.kind.is_some_and(|kind| kind != row.report.kind())
            || self.state.is_some_and(|state| state != row.state)
            || self
                .batch
                .is_some_and(|batch| row.batch.is_none_or(|(of, _)| of != batch))
        {
            return false;
        }
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let day = day(row, zone);
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }
}

fn has(row: &LedgerRow, search: &str) -> bool {
    if search.is_empty() {
        return true;
    }
    let has = |text: &str| text.to_lowercase().contains(search);
    has(&row.name)
        || row.report.own_id().is_some_and(has)
        || has(&row.report.user_id.to_string())
        || has(&row.staff)
        || row.report.symbols().into_iter().any(has)
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
