//! Which file goes into which slot, as it seems: by its name, by what is on it, by when it was taken.
//!
//! Plain and deterministic: the same files are proposed the same way, whatever the order in which they came.

mod words;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;

use super::field::Slot;
use words::Claim;

/// What seems to be on a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Content {
    /// Something of the shape of a card.
    Card,
    /// A person.
    Portrait,
    /// A page.
    Page,
}

/// Why a file is proposed for its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// Its name says so.
    Name,
    /// It is card-shaped.
    Card,
    /// It seems to show a person.
    Portrait,
    /// It seems to be a page.
    Page,
    /// Its place in the order of time.
    Time,
}

/// What is known of a file.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    /// Its name, with or without the folder before it.
    pub name: &'a str,
    /// What seems to be on it.
    pub content: Option<Content>,
    /// When it was taken, in the time of its place.
    pub taken: Option<DateTime>,
}

/// The slots there are.
#[derive(Debug, Clone, Default)]
pub struct Slots<'a> {
    /// Number of gestures.
    pub gestures: u8,
    /// Their names in the chosen set, as far as it is known.
    pub names: &'a [String],
    /// Those that hold a picture: proposed only when nothing else is free.
    pub taken: BTreeSet<Slot>,
    /// Those that are not proposed at all.
    pub closed: BTreeSet<Slot>,
}

impl Slots<'_> {
    /// All slots in their order.
    pub fn all(&self) -> Vec<Slot> {
        let documents = [Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress];
        let gestures = (0..self.gestures).map(Slot::Gesture);
        documents.into_iter().chain(gestures).collect()
    }
}

/// Names as people sort them: `gesture 2` before `gesture 10`.
pub fn natural(one: &str, other: &str) -> Ordering {
    words::split(one)
        .cmp(&words::split(other))
        .then_with(|| one.cmp(other))
}

/// A slot for each of `items` in their order, and why; `None` where nothing speaks for one. No slot is proposed twice.
pub fn propose(items: &[Item<'_>], slots: &Slots<'_>) -> Vec<Option<(Slot, Why)>> {
    let mut plan = Plan::new(items, slots);
    let open = slots.all().into_iter();
    let (taken, free): (BTreeSet<Slot>, BTreeSet<Slot>) = open
        .filter(|slot| !slots.closed.contains(slot))
        .partition(|slot| slots.taken.contains(slot));
    plan.fill(free);
    if plan.free.is_empty() {
        plan.fill(taken);
    }
    (0..items.len())
        .map(|at| plan.found.get(&at).copied())
        .collect()
}

struct Plan<'a> {
    items: &'a [Item<'a>],
    claims: Vec<Option<Claim>>,
    by_name: Vec<usize>,
    by_time: Vec<usize>,
    free: BTreeSet<Slot>,
    found: BTreeMap<usize, (Slot, Why)>,
}

impl<'a> Plan<'a> {
    fn new(items: &'a [Item<'a>], slots: &Slots<'_>) -> Self {
        let claims = items
            .iter()
            .map(|item| words::claim(item.name, slots.gestures, slots.names))
            .collect();
        let mut by_name: Vec<usize> = (0..items.len()).collect();
        by_name.sort_by(|one, other| natural(items[*one].name, items[*other].name));
        let mut by_time = by_name.clone();
        // Files without a time come last, in the order of their names.
        by_time.sort_by_key(|at| (items[*at].taken.is_none(), items[*at].taken));
        Self {
            items,
            claims,
            by_name,
            by_time,
            free: BTreeSet::new(),
            found: BTreeMap::new(),
        }
    }

    fn fill(&mut self, free: BTreeSet<Slot>) {
        self.free = free;
        for at in self.by_name.clone() {
            if let Some(Claim::Slot(slot)) = self.claims[at] {
                self.give(at, slot, Why::Name);
            }
        }
        let unnumbered = self.rest(|claim, _| claim == Some(Claim::Gesture));
        self.gestures(&unnumbered, Why::Time);
        for (content, slot, why) in [
            (Content::Card, Slot::IdPhoto, Why::Card),
            (Content::Page, Slot::ProofOfAddress, Why::Page),
        ] {
            let fitting = self.rest(|claim, item| claim.is_none() && item.content == Some(content));
            if let Some(at) = fitting.first() {
                self.give(*at, slot, why);
            }
        }
        self.portraits();
    }

    /// One of them is the selfie, unless they are as many as the gestures that are missing.
    fn portraits(&mut self) {
        let mut portraits =
            self.rest(|claim, item| claim.is_none() && item.content == Some(Content::Portrait));
        let gestures = self.free_gestures().len();
        let is_set = portraits.len() > 1 && portraits.len() == gestures;
        if !is_set && self.free.contains(&Slot::Selfie) && !portraits.is_empty() {
            let first = portraits.remove(0);
            self.give(first, Slot::Selfie, Why::Portrait);
        }
        self.gestures(&portraits, Why::Time);
    }

    fn gestures(&mut self, files: &[usize], why: Why) {
        for (at, slot) in files.iter().zip(self.free_gestures()) {
            self.give(*at, slot, why);
        }
    }

    fn free_gestures(&self) -> Vec<Slot> {
        let slots = self.free.iter().copied();
        slots
            .filter(|slot| matches!(slot, Slot::Gesture(_)))
            .collect()
    }

    /// The files without a slot for which this holds, in the order of time.
    fn rest(&self, is_wanted: impl Fn(Option<Claim>, &Item<'_>) -> bool) -> Vec<usize> {
        let files = self.by_time.iter().copied();
        files
            .filter(|at| !self.found.contains_key(at))
            .filter(|at| is_wanted(self.claims[*at], &self.items[*at]))
            .collect()
    }

    fn give(&mut self, at: usize, slot: Slot, why: Why) {
        if !self.found.contains_key(&at) && self.free.remove(&slot) {
            self.found.insert(at, (slot, why));
        }
    }
}

#[cfg(test)]
mod tests;
