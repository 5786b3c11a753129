//! The ledger: what was reported, which of it is shown, and what it comes to.

use std::collections::BTreeMap;

use bigdecimal::BigDecimal;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::OpenReport;
use crate::domain::ReportKind;
use crate::domain::report::{Content, Direction};
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

/// What came, went and was exchanged of a symbol, in exact decimals.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Total {
    /// Paid in.
    pub deposited: BigDecimal,
    /// Paid out.
    pub withdrawn: BigDecimal,
    /// The bid side of conversions.
    pub converted: BigDecimal,
    /// Reports.
    pub count: usize,
    /// Those of them that the server has not confirmed.
    pub open: usize,
}

impl Total {
    /// All of it.
    pub fn volume(&self) -> BigDecimal {
        &self.deposited + &self.withdrawn + &self.converted
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

    /// What those that are shown come to by symbol, most reports first. Refused and dropped ones do not count.
    pub fn totals(&self) -> &[(String, Total)] {
        &self.totals
    }

    /// Brings what is shown up to date, if something changed.
    pub fn refresh(&mut self, zone: &TimeZone) {
        if !std::mem::take(&mut self.is_stale) {
            return;
        }
        let mut totals: BTreeMap<&str, Total> = BTreeMap::new();
        self.shown.clear();
        for row in self.rows.values().rev() {
            if !self.filter.takes(row, zone) || !has(row, &self.search) {
                continue;
            }
            self.shown.push(row.id);
            if counts(row) {
                add(&mut totals, row);
            }
        }
        self.totals = totals
            .into_iter()
            .map(|(symbol, total)| (symbol.to_owned(), total))
            .collect();
        self.totals
            .sort_by_key(|(_, total)| std::cmp::Reverse(total.count));
    }

    /// What was reported of a symbol on each day, of those that are shown, oldest first; refused and dropped ones do not count.
    pub fn by_day(&self, symbol: &str, zone: &TimeZone) -> Vec<(Date, Total)> {
        let mut days: BTreeMap<Date, BTreeMap<&str, Total>> = BTreeMap::new();
        for row in self.shown.iter().filter_map(|id| self.rows.get(id)) {
            if counts(row) && row.report.volume().is_some_and(|(of, _)| of == symbol) {
                add(days.entry(day(row, zone)).or_default(), row);
            }
        }
        let of_day = |(day, mut totals): (Date, BTreeMap<&str, Total>)| {
            totals.remove(symbol).map(|total| (day, total))
        };
        days.into_iter().filter_map(of_day).collect()
    }
}

fn counts(row: &LedgerRow) -> bool {
    !matches!(row.state, ReportState::Refused | ReportState::Dropped)
}

fn day(row: &LedgerRow, zone: &TimeZone) -> Date {
    zone.to_datetime(row.report.date_time).date()
}

fn add<'a>(totals: &mut BTreeMap<&'a str, Total>, row: &'a LedgerRow) {
    let Some((symbol, amount)) = row.report.volume() else {
        return;
    };
    let total = totals.entry(symbol).or_default();
    total.count += 1;
    total.open += usize::from(row.state != ReportState::Reported);
    let sum = match &row.report.content {
        Content::Crypto { direction, .. } | Content::Fiat { direction, .. } => match direction {
            Direction::Deposit => &mut total.deposited,
            Direction::Withdraw => &mut total.withdrawn,
        },
        _ => &mut total.converted,
    };
    *sum += amount.decimal();
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
