//! The cases of the profile in use: all rows, in memory, and the view of them that is on the screen.
//!
//! A change of a row is taken in at once; the order and what is shown are made anew when they are next looked at, so that a
//! burst of changes costs one round. 100,000 rows take about 60 MB.

mod order;
mod search;
mod views;
mod walk;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};

use self::search::{Query, Texts};
use self::views::{Bounds, FOUND, NARROWED};
use self::walk::Visit;
use crate::domain::{CaseId, CaseRow};

pub use order::Sort;

/// Which cases are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// All but drafts and erased ones.
    #[default]
    All,
    /// Drafts and corrections.
    Drafts,
    /// Screening has not ended.
    Pending,
    /// Approved.
    Approved,
    /// Rejected.
    Rejected,
    /// A person must do something: unconfirmed, refused, rejected and not yet in correction.
    NeedsMe,
    /// Pending for more than 24 hours.
    PendingLong,
    /// Rejected, and nobody has opened it since.
    RejectedUntouched,
    /// On hold.
    OnHold,
    /// Level 2 under way or decided.
    Level2,
    /// Erased: stubs.
    Erased,
}

/// A column of the list, to sort by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Column {
    /// Status.
    Status,
    /// Name.
    Name,
    /// Identity number.
    Identity,
    /// E-mail address.
    Email,
    /// Staff member.
    Staff,
    /// When it was begun.
    Age,
    /// When something last happened.
    #[default]
    Changed,
    /// Attempts.
    Attempts,
    /// Reason.
    Reason,
}

/// What narrows a view down further.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Cases of this staff member only.
    pub staff: Option<String>,
    /// Cases at this level (1 or 2) only.
    pub level: Option<u8>,
    /// Cases begun at most this many days ago only.
    pub days: Option<u32>,
    /// Cases begun on this day (local) only.
    pub on: Option<jiff::civil::Date>,
}

/// What depends on the clock is looked at again this often.
const RECHECK: SignedDuration = SignedDuration::from_mins(1);

/// All cases of the profile in use.
#[derive(Default)]
pub struct Cases {
    rows: Vec<CaseRow>,
    places: HashMap<CaseId, u32>,
    /// What a search looks at, a text for each row.
    texts: Texts,
    /// The views that hold each row, whether it is among those narrowed to, and whether the search finds it.
    bits: Vec<u16>,
    counts: [usize; View::ALL.len()],
    staff: BTreeMap<String, usize>,
    drafts: BTreeSet<u32>,
    /// Drafts that were discarded: word of their last save may still come.
    discarded: BTreeSet<CaseId>,

    view: View,
    narrow: Narrow,
    bounds: Bounds,
    sort: Sort,
    typed: String,
    query: Query,

    /// All rows in order; empty while they are to be ordered anew.
    ordered: OnceCell<Vec<u32>>,
    /// The order before the rows in `changed` changed.
    before: Vec<u32>,
    changed: Vec<u32>,
    shown: OnceCell<Vec<u32>>,

    visit: Option<Visit>,
    now: Timestamp,
    checked_at: Timestamp,
    revision: u64,
    /// True once all rows were read.
    pub is_complete: bool,
}

/// Masked: the rows, what a search looks at and what was typed there are customers' data.
impl std::fmt::Debug for Cases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cases(*** {} rows)", self.rows.len())
    }
}

impl Cases {
    /// One case.
    pub fn get(&self, id: CaseId) -> Option<&CaseRow> {
        self.places
            .get(&id)
            .and_then(|at| self.rows.get(*at as usize))
    }

    /// The case of this customer.
    pub fn by_user_id(&self, user_id: uuid::Uuid) -> Option<&CaseRow> {
        let mut rows = self.rows.iter();
        rows.find(|row| row.life.user_id == Some(user_id))
    }

    /// All cases, in no order.
    pub fn rows(&self) -> &[CaseRow] {
        &self.rows
    }

    /// Number of cases.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Counts the times that rows came or went.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Takes in rows: new ones, and newer versions of known ones.
    pub fn take(&mut self, rows: Vec<CaseRow>) {
        self.revision += 1;
        self.reorder();
        for row in rows {
            if self.discarded.contains(&row.id) {
                continue;
            }
            let at = match self.places.get(&row.id) {
                Some(at) => *at,
                None => self.begin(row.id),
            };
            let place = at as usize;
            let is_new = place == self.rows.len();
            if !is_new && self.rows[place].revision > row.revision {
                continue;
            }
            self.texts.put(place, &row);
            if is_new {
                self.rows.push(row);
            } else {
                let old = std::mem::replace(&mut self.rows[place], row);
                self.forget_staff(&old.staff);
            }
            self.note(at);
            self.changed.push(at);
        }
        // Behind a hidden window nobody looks for days.
        if self.changed.len() / 4 > self.rows.len() {
            self.changed.sort_unstable();
            self.changed.dedup();
        }
    }

    /// Makes room for a new row, at the end.
    fn begin(&mut self, id: CaseId) -> u32 {
        let at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.places.insert(id, at);
        self.bits.push(0);
        at
    }

    /// Works out anew what is kept beside a row that changed.
    fn note(&mut self, at: u32) {
        let place = at as usize;
        let row = &self.rows[place];
        let mut bits = views::bits(row, self.now);
        if self.bounds.hold(&self.narrow, row) {
            bits |= NARROWED;
        }
        if self.query.finds(self.texts.get(place), row) {
            bits |= FOUND;
        }
        match self.staff.get_mut(&row.staff) {
            Some(count) => *count += 1,
            None => {
                self.staff.insert(row.staff.clone(), 1);
            }
        }
        if row.life.stage.is_editable() {
            self.drafts.insert(at);
        } else {
            self.drafts.remove(&at);
        }
        self.set_bits(place, bits);
    }

    fn set_bits(&mut self, place: usize, bits: u16) {
        let old = std::mem::replace(&mut self.bits[place], bits);
        for view in View::ALL {
            let count = &mut self.counts[view as usize];
            *count += usize::from(bits & view.bit() != 0);
            *count -= usize::from(old & view.bit() != 0);
        }
    }

    fn forget_staff(&mut self, name: &str) {
        if let Some(count) = self.staff.get_mut(name) {
            *count -= 1;
            if *count == 0 {
                self.staff.remove(name);
            }
        }
    }

    /// The order is made anew when it is next looked at.
    fn reorder(&mut self) {
        self.shown.take();
        if let Some(ordered) = self.ordered.take() {
            self.before = ordered;
            self.changed.clear();
        }
    }

    /// Takes a discarded draft out.
    pub fn remove(&mut self, id: CaseId) {
        self.revision += 1;
        self.discarded.insert(id);
        let Some(at) = self.places.remove(&id) else {
            return;
        };
        self.reorder();
        let place = at as usize;
        self.set_bits(place, 0);
        self.bits.swap_remove(place);
        self.texts.swap_remove(place);
        let gone = self.rows.swap_remove(place);
        self.forget_staff(&gone.staff);
        self.drafts.remove(&at);
        let last = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        if let Some(moved) = self.rows.get(place) {
            self.places.insert(moved.id, at);
            if self.drafts.remove(&last) {
                self.drafts.insert(at);
            }
        }
        for places in [&mut self.before, &mut self.changed] {
            places.retain(|known| *known != at);
            for known in places.iter_mut().filter(|known| **known == last) {
                *known = at;
            }
        }
    }

    /// Drafts and corrections that nobody finished, last touched first.
    pub fn unfinished(&self) -> Vec<&CaseRow> {
        let places = self.drafts.iter();
        let mut found: Vec<&CaseRow> = places
            .filter_map(|at| self.rows.get(*at as usize))
            .collect();
        found.sort_by_key(|row| std::cmp::Reverse(row.changed_at));
        found
    }

    /// How many drafts and corrections there are.
    pub fn unfinished_count(&self) -> usize {
        self.drafts.len()
    }

    /// The clock went on: cases that have been pending for long are found, and those that were begun too long ago left out.
    pub fn tick(&mut self, now: Timestamp) {
        self.now = now;
        let passed = now.duration_since(self.checked_at);
        if passed < RECHECK && !passed.is_negative() {
            return;
        }
        self.checked_at = now;
        let mut changed = false;
        for place in 0..self.rows.len() {
            let bits = self.bits[place];
            if bits & View::Pending.bit() == 0 {
                continue;
            }
            let long = View::PendingLong;
            let new = if long.holds(&self.rows[place], now) {
                bits | long.bit()
            } else {
                bits & !long.bit()
            };
            if new != bits {
                changed = true;
                self.set_bits(place, new);
            }
        }
        if changed {
            self.shown.take();
        }
        if self.narrow.days.is_some() {
            self.set_narrow(self.narrow.clone());
        }
    }

    /// The view that is chosen.
    pub fn view(&self) -> View {
        self.view
    }

    /// Chooses a view.
    pub fn set_view(&mut self, view: View) {
        self.view = view;
        self.shown.take();
    }

    /// What narrows the view down.
    pub fn narrow(&self) -> &Narrow {
        &self.narrow
    }

    /// Narrows the view down.
    pub fn set_narrow(&mut self, narrow: Narrow) {
        self.bounds = Bounds::new(&narrow, self.now);
        self.narrow = narrow;
        for (bits, row) in self.bits.iter_mut().zip(&self.rows) {
            *bits &= !NARROWED;
            if self.bounds.hold(&self.narrow, row) {
                *bits |= NARROWED;
            }
        }
        self.shown.take();
    }

    /// The column that the list is sorted by, and in which direction.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// Sorts the list.
    pub fn set_sort(&mut self, sort: Sort) {
        if sort != self.sort {
            self.sort = sort;
            self.shown.take();
            self.ordered.take();
            self.before.clear();
            self.changed = (0..).take(self.rows.len()).collect();
        }
    }

    /// Sorts the list by a column; by the one it is sorted by, the other way round.
    pub fn sort_by(&mut self, column: Column) {
        let mut sort = Sort::by(column);
        if self.sort.column == column {
            sort.descending = !self.sort.descending;
        }
        self.set_sort(sort);
    }

    /// What is searched for, as it was typed.
    pub fn search(&self) -> &str {
        &self.typed
    }

    /// Searches name, e-mail address, identity number, telephone number and user id. All words must be found.
    pub fn set_search(&mut self, typed: &str) {
        let query = Query::new(typed);
        let narrows = query.implies(&self.query);
        let rows = self.rows.iter().enumerate();
        for ((place, row), bits) in rows.zip(&mut self.bits) {
            if narrows && *bits & FOUND == 0 {
                continue;
            }
            let is_found = query.is_empty() || query.finds(self.texts.get(place), row);
            *bits = *bits & !FOUND | if is_found { FOUND } else { 0 };
        }
        typed.clone_into(&mut self.typed);
        self.query = query;
        self.shown.take();
    }

    /// The first cases, newest first, that are meant by what was typed and are of a kind, whatever the list shows.
    pub fn find(
        &self,
        typed: &str,
        is_of_kind: impl Fn(&CaseRow) -> bool,
        most: usize,
    ) -> Vec<&CaseRow> {
        let query = Query::new(typed);
        if query.is_empty() {
            return Vec::new();
        }
        let rows = self.rows.iter().enumerate().rev();
        rows.filter(|(place, row)| is_of_kind(row) && query.finds(self.texts.get(*place), row))
            .map(|(_, row)| row)
            .take(most)
            .collect()
    }

    fn ordered(&self) -> &[u32] {
        self.ordered
            .get_or_init(|| order::merged(self.sort, &self.rows, &self.before, &self.changed))
    }

    /// The places in [`Cases::rows`] of the cases to be shown, in their order.
    pub fn shown(&self) -> &[u32] {
        self.shown.get_or_init(|| {
            let wanted = self.view.bit() | NARROWED | FOUND;
            let mut shown = self.ordered().to_vec();
            shown.retain(|at| self.bits[*at as usize] & wanted == wanted);
            shown
        })
    }

    /// Number of cases to be shown.
    pub fn shown_len(&self) -> usize {
        self.shown().len()
    }

    /// The case in this line of the list, from 0.
    pub fn row_at(&self, line: usize) -> Option<&CaseRow> {
        let place = *self.shown().get(line)?;
        self.rows.get(place as usize)
    }

    /// The ids of the cases to be shown, in their order.
    pub fn shown_ids(&self) -> impl Iterator<Item = CaseId> + '_ {
        let places = self.shown().iter();
        places.filter_map(|at| Some(self.rows.get(*at as usize)?.id))
    }

    /// The line of the list in which a case is, if it is shown.
    pub fn position_of(&self, id: CaseId) -> Option<usize> {
        let row = self.get(id)?;
        order::find(self.sort, &self.rows, self.shown(), row).ok()
    }

    /// Number of cases of a view, whatever narrows it.
    pub fn count(&self, view: View) -> usize {
        self.counts[view as usize]
    }

    /// The names of all staff members who have cases, in their order.
    pub fn staff(&self) -> impl Iterator<Item = &str> {
        let names = self.staff.keys().map(String::as_str);
        names.filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests;
