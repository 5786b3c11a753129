//! The same again: reports that differ by their id and time alone.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use jiff::{SignedDuration, Timestamp};

use super::State;
use super::ledger::Ledger;
use crate::domain::amount::Amount;
use crate::domain::report::{Content, check};
use crate::domain::{Report, ReportField, ReportForm, ReportKind};
use crate::store::cases::{JobId, LedgerRow, ReportState};

/// The same again within so long is doubted: two payments of one amount between the same accounts are rare, one that is reported
/// twice is not.
const TWIN_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// All of a transaction but its id and time, as one text; `None` for an address. Amounts are the same however many noughts end them.
pub fn likeness(report: &Report) -> Option<String> {
    let user = report.user_id.to_string();
    let parts: Vec<&str> = match &report.content {
        Content::Conversion {
            bid_symbol,
            ask_symbol,
            order_id: _,
            side,
            price,
            quantity,
            fee,
            liquidity,
            fill,
        } => vec![
            bid_symbol,
            ask_symbol,
            choice(*side as u8),
            plain(price),
            plain(quantity),
            plain(fee),
            choice(*liquidity as u8),
            choice(*fill as u8),
        ],
        Content::Crypto {
            symbol,
            transaction_id: _,
            direction,
            origin,
            destination,
            amount,
        } => vec![
            symbol,
            choice(*direction as u8),
            origin.as_deref().unwrap_or_default(),
            destination,
            plain(amount),
        ],
        Content::Fiat {
            currency,
            transaction_id: _,
            direction,
            origin_bank,
            origin_account,
            destination_bank,
            destination_account,
            amount,
        } => vec![
            currency,
            choice(*direction as u8),
            origin_bank,
            origin_account,
            destination_bank,
            destination_account,
            plain(amount),
        ],
        Content::CreateAddress { .. } | Content::UpdateAddress { .. } => return None,
    };
    Some(format!(
        "{}\n{user}\n{}",
        report.kind().name(),
        parts.join("\n")
    ))
}

fn choice(choice: u8) -> &'static str {
    if choice == 0 { "0" } else { "1" }
}

/// The digits of an amount without the noughts at its end.
fn plain(amount: &Amount) -> &str {
    let digits = amount.as_str();
    if digits.contains('.') {
        digits.trim_end_matches('0').trim_end_matches('.')
    } else {
        digits
    }
}

/// Reports by their likeness.
#[derive(Default)]
pub struct Twins(HashMap<String, BTreeSet<JobId>>);

/// What was reported never prints.
impl fmt::Debug for Twins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Twins(*** {})", self.0.len())
    }
}

impl Twins {
    /// Takes in rows of the ledger, as far as they are young enough to be doubted.
    pub fn take(&mut self, rows: &[LedgerRow], now: Timestamp) {
        for row in rows.iter().filter(|row| is_recent(row, now)) {
            if let Some(likeness) = likeness(&row.report) {
                self.0.entry(likeness).or_default().insert(row.id);
            }
        }
    }

    /// The newest report of the ledger with this likeness that counts.
    fn find<'a>(&self, ledger: &'a Ledger, wanted: &str, now: Timestamp) -> Option<&'a LedgerRow> {
        // What a row says may have been erased since.
        let is_one = |row: &&LedgerRow| {
            counts(row, now) && likeness(&row.report).is_some_and(|known| known == wanted)
        };
        let ids = self.0.get(wanted)?.iter().rev();
        ids.filter_map(|id| ledger.get(*id)).find(is_one)
    }
}

fn is_recent(row: &LedgerRow, now: Timestamp) -> bool {
    row.queued_at >= now.checked_sub(TWIN_WITHIN).unwrap_or(Timestamp::MIN)
}

/// True if the same again would be doubted because of this one.
fn counts(row: &LedgerRow, now: Timestamp) -> bool {
    let is_out = matches!(row.state, ReportState::Refused | ReportState::Dropped);
    !is_out && is_recent(row, now)
}

/// A report that a row of a batch repeats.
#[derive(Clone, PartialEq, Eq)]
pub struct Same {
    /// When it was put into the queue.
    pub queued_at: Timestamp,
    /// By whom.
    pub staff: String,
    /// Its order or transaction id.
    pub id: String,
}

impl fmt::Debug for Same {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Same(***)")
    }
}

impl State {
    /// What was reported lately and differs from this form by its id and time alone.
    pub fn twin(&self, form: &ReportForm) -> Option<&LedgerRow> {
        let mut form = form.clone();
        for field in ReportField::of(form.kind) {
            match field {
                // Any will do, for neither is compared.
                ReportField::DateTime => form.value_mut(*field).clear(),
                field if field.is_own_id() => form.set(*field, "0"),
                _ => {}
            }
        }
        let report = check(&form, &self.report_rules()).ok()?;
        let likeness = likeness(&report)?;
        let reports = &self.reports;
        reports.twins.find(&reports.ledger, &likeness, self.now)
    }

    /// What was reported lately of a kind, by its likeness: for the rows of a batch.
    pub fn lately(&self, kind: ReportKind) -> HashMap<String, Same> {
        let rows = self.reports.ledger.all();
        let rows = rows.filter(|row| row.report.kind() == kind && counts(row, self.now));
        let same = |row: &LedgerRow| {
            let same = Same {
                queued_at: row.queued_at,
                staff: row.staff.clone(),
                id: row.report.own_id().unwrap_or_default().to_owned(),
            };
            Some((likeness(&row.report)?, same))
        };
        rows.filter_map(same).collect()
    }
}
