//! The order of the list: by a column, and newest first where that says nothing.

use std::cmp::Ordering;

use jiff::Timestamp;

use super::Column;
use crate::domain::{CaseId, CaseRow, Level2, Stage};

/// A column and its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// From the last to the first: for times, the newest comes first.
    pub descending: bool,
}

impl Sort {
    /// The direction in which a column is sorted at first: names from A, times from the newest, counts from the highest.
    pub fn by(column: Column) -> Self {
        let descending = matches!(column, Column::Age | Column::Changed | Column::Attempts);
        Self { column, descending }
    }

    /// The order of two cases; equal only if they are the same case.
    pub fn compare(self, a: &CaseRow, b: &CaseRow) -> Ordering {
        let ids = || b.id.cmp(&a.id);
        self.by_column((self.key(a), || a), (self.key(b), || b))
            .then_with(ids)
    }

    /// The order of two keys, and of the texts where those do not decide.
    fn by_column<'a>(
        self,
        a: (u128, impl FnOnce() -> &'a CaseRow),
        b: (u128, impl FnOnce() -> &'a CaseRow),
    ) -> Ordering {
        let mut order = a.0.cmp(&b.0);
        if order.is_eq() && is_cut(a.0) {
            let (a, b) = (text(self.column, a.1()), text(self.column, b.1()));
            order = match (a, b) {
                (Some(a), Some(b)) if a != b => folded(a).cmp(folded(b)),
                _ => Ordering::Equal,
            };
        }
        if self.descending {
            order.reverse()
        } else {
            order
        }
    }

    /// What decides most comparisons without a look at the texts. Nothing comes after everything.
    pub(super) fn key(self, row: &CaseRow) -> u128 {
        let number = match self.column {
            Column::Status => status(row),
            Column::Age => time(row.created_at),
            Column::Changed => time(row.changed_at),
            Column::Attempts => u64::from(row.attempts),
            Column::Name | Column::Identity | Column::Email | Column::Staff | Column::Reason => {
                return text(self.column, row).map_or(u128::MAX, beginning);
            }
        };
        // Shorter than a text that was cut.
        u128::from(number) << 8
    }
}

/// True if the text goes on after the key.
fn is_cut(key: u128) -> bool {
    key != u128::MAX && key & 0xff != 0
}

impl Default for Sort {
    fn default() -> Self {
        Self::by(Column::default())
    }
}

fn time(at: Timestamp) -> u64 {
    at.as_microsecond().cast_unsigned() ^ (1 << 63)
}

/// In the order of a life, what needs a person before what does not; held and erased cases last.
fn status(row: &CaseRow) -> u64 {
    let life = &row.life;
    match life.stage {
        Stage::Erased => 30,
        _ if life.on_hold => 29,
        Stage::Draft => 0,
        Stage::Correction => 1,
        Stage::Ready => 2,
        Stage::Sending => 3,
        Stage::Unconfirmed => 4,
        Stage::Refused => 5,
        Stage::Rejected => 6,
        Stage::Pending => 7,
        Stage::Approved => match life.level2 {
            Level2::None => 8,
            Level2::Ready => 9,
            Level2::Sending => 10,
            Level2::Unconfirmed => 11,
            Level2::Refused => 12,
            Level2::Rejected => 13,
            Level2::Pending => 14,
            Level2::Approved => 15,
        },
    }
}

fn text(column: Column, row: &CaseRow) -> Option<&str> {
    let text = match column {
        Column::Name => &row.name,
        Column::Identity => &row.id_number,
        Column::Email => &row.email,
        Column::Staff => &row.staff,
        Column::Reason => &row.reason,
        Column::Status | Column::Age | Column::Changed | Column::Attempts => return None,
    };
    Some(text.as_str()).filter(|text| !text.is_empty())
}

fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}

/// The first bytes of a text without its case: they sort as the text does.
fn beginning(text: &str) -> u128 {
    let mut bytes = [0_u8; 16];
    let mut filled = 0;
    for c in folded(text) {
        let mut own = [0_u8; 4];
        for byte in c.encode_utf8(&mut own).bytes() {
            if filled == bytes.len() {
                return u128::from_be_bytes(bytes);
            }
            bytes[filled] = byte;
            filled += 1;
        }
    }
    u128::from_be_bytes(bytes)
}

/// The places of rows, in order.
pub(super) fn sorted(sort: Sort, rows: &[CaseRow], places: impl Iterator<Item = u32>) -> Vec<u32> {
    // Key and id decide nearly always: the rows are far away.
    let mut keyed: Vec<(u128, CaseId, u32)> = places
        .filter_map(|at| {
            let row = rows.get(at as usize)?;
            Some((sort.key(row), row.id, at))
        })
        .collect();
    keyed.sort_unstable_by(|a, b| {
        sort.by_column((a.0, || &rows[a.2 as usize]), (b.0, || &rows[b.2 as usize]))
            .then_with(|| b.1.cmp(&a.1))
    });
    keyed.into_iter().map(|(.., at)| at).collect()
}

/// The order after some rows changed or came: the rest is in order already.
pub(super) fn merged(sort: Sort, rows: &[CaseRow], before: &[u32], changed: &[u32]) -> Vec<u32> {
    // Putting many in their places one by one costs more than sorting all.
    if changed.len() > rows.len() / 8 {
        let all = 0..u32::try_from(rows.len()).unwrap_or(u32::MAX);
        return sorted(sort, rows, all);
    }
    let mut is_changed = vec![false; rows.len()];
    for at in changed {
        if let Some(known) = is_changed.get_mut(*at as usize) {
            *known = true;
        }
    }
    let moved = (0..).zip(&is_changed).filter(|(_, yes)| **yes);
    let moved = sorted(sort, rows, moved.map(|(at, _)| at));
    let mut rest = before.to_vec();
    rest.retain(|at| is_changed.get(*at as usize) == Some(&false));
    let mut out = Vec::with_capacity(rest.len() + moved.len());
    let mut from = 0;
    for at in moved {
        let row = &rows[at as usize];
        let place = find(sort, rows, &rest[from..], row).unwrap_or_else(|place| place);
        out.extend_from_slice(&rest[from..from + place]);
        out.push(at);
        from += place;
    }
    out.extend_from_slice(&rest[from..]);
    out
}

/// Where a row is among ordered places, or where it would be.
pub(super) fn find(
    sort: Sort,
    rows: &[CaseRow],
    places: &[u32],
    row: &CaseRow,
) -> Result<usize, usize> {
    places.binary_search_by(|at| sort.compare(&rows[*at as usize], row))
}
