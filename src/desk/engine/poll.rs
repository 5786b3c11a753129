//! When the status of each pending customer is asked: often for new ones, seldom for old ones, evenly, and never in a storm.
//!
//! Times are since the start of the engine, by a clock that is never set; only the age of a customer needs the time of day.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::time::Duration;

use jiff::Timestamp;
use uuid::Uuid;

use super::budget::Budget;
use crate::domain::CaseId;

/// For the newest customers.
const SHORTEST: Duration = Duration::from_secs(30);
/// For old ones.
const LONGEST: Duration = Duration::from_mins(15);
/// A customer is asked about again after this part of the time it has waited.
const PART_OF_AGE: u32 = 20;
/// The case on the screen.
const WATCHED: Duration = Duration::from_secs(5);
/// A customer whom the server does not know.
const UNKNOWN: Duration = Duration::from_hours(1);
/// Questions under way at once.
const AT_ONCE: usize = 4;

/// A question to ask now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// The case.
    pub case: CaseId,
    /// Its customer.
    pub user_id: Uuid,
    /// A person waits for the answer.
    pub is_awaited: bool,
}

/// How a question ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It was answered.
    Told,
    /// The server does not know the customer.
    UnknownCustomer,
    /// No answer.
    Failed,
}

#[derive(Debug)]
struct Pending {
    user_id: Uuid,
    since: Timestamp,
    due: Duration,
    failures: u32,
    is_asked: bool,
}

/// The schedule.
#[derive(Debug)]
pub struct Schedule {
    pending: HashMap<CaseId, Pending>,
    /// Due times, the first on top. An entry whose time is not the case's own any more is an older one.
    heap: BinaryHeap<Reverse<(Duration, CaseId)>>,
    urgent: VecDeque<(CaseId, Uuid)>,
    watched: Option<(CaseId, Duration)>,
    under_way: usize,
    budget: Budget,
    per_minute: u32,
}

/// How long after an answer the same customer is asked about again, by how long it has waited. A customer "of the future" was
/// registered before the clock was set back: the distance is what counts.
pub fn interval(waited: Duration) -> Duration {
    (waited / PART_OF_AGE).clamp(SHORTEST, LONGEST)
}

/// A number from 0 to 1 that belongs to a case: the same at every start, and even over all cases.
fn phase(case: CaseId) -> f64 {
    let (high, low) = case.0.as_u64_pair();
    // The mixer of SplitMix64: ids that are made one after the other have little in common with it.
    let mut mixed = high ^ low.rotate_left(32);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    (mixed >> 11) as f64 / (1u64 << 53) as f64
}

impl Schedule {
    /// An empty one.
    pub fn new(per_minute: u32, now: Duration) -> Self {
        Self {
            pending: HashMap::new(),
            heap: BinaryHeap::new(),
            urgent: VecDeque::new(),
            watched: None,
            under_way: 0,
            budget: Budget::new(per_minute, now),
            per_minute,
        }
    }

    /// Another budget.
    pub fn set_budget(&mut self, per_minute: u32, now: Duration) {
        if per_minute != self.per_minute {
            self.per_minute = per_minute;
            self.budget = Budget::new(per_minute, now);
            // The new bucket is not a second full one for this minute.
            while self.budget.take(now) {}
        }
    }

    /// Number of customers.
    pub fn len(&self) -> usize {
        self.pending.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// A customer's status is open: asked for within its interval. One that is known already keeps its place.
    pub fn track(
        &mut self,
        case: CaseId,
        user_id: Uuid,
        since: Timestamp,
        wall: Timestamp,
        now: Duration,
    ) {
        if let Some(known) = self.pending.get_mut(&case) {
            // Registered anew after a correction: it is new again.
            if known.since == since && known.user_id == user_id {
                return;
            }
            known.since = since;
            known.user_id = user_id;
            known.failures = 0;
        } else {
            let pending = Pending {
                user_id,
                since,
                due: now,
                failures: 0,
                is_asked: false,
            };
            self.pending.insert(case, pending);
        }
        let due = now + interval(age(since, wall)).mul_f64(phase(case));
        self.set_due(case, due);
    }

    /// Its status is not open any more.
    pub fn forget(&mut self, case: CaseId) {
        self.pending.remove(&case);
    }

    /// True if the status of this case is asked for.
    pub fn has(&self, case: CaseId) -> bool {
        self.pending.contains_key(&case)
    }

    /// This case is on the screen.
    pub fn watch(&mut self, case: Option<CaseId>, now: Duration) {
        if self.watched.map(|(known, _)| known) != case {
            self.watched = case.map(|case| (case, now));
        }
    }

    /// True if this case is on the screen.
    pub fn is_watched(&self, case: CaseId) -> bool {
        self.watched.is_some_and(|(known, _)| known == case)
    }

    /// A person wants to know about this customer now, whether or not its status is open.
    pub fn ask_now(&mut self, case: CaseId, user_id: Uuid) {
        if !self.urgent.contains(&(case, user_id)) {
            self.urgent.push_back((case, user_id));
        }
    }

    /// All are asked about, as soon as the budget allows.
    pub fn ask_all(&mut self, now: Duration) {
        let all: Vec<CaseId> = self.pending.keys().copied().collect();
        self.spread(&all, now);
    }

    /// After a sleep, a lost network or a clock that was set: what is overdue is spread anew, so that it does not come at once.
    pub fn respread(&mut self, now: Duration) {
        let overdue: Vec<CaseId> = self
            .pending
            .iter()
            .filter(|(_, pending)| pending.due <= now && !pending.is_asked)
            .map(|(case, _)| *case)
            .collect();
        self.spread(&overdue, now);
    }

    /// Over the time that the budget needs for so many.
    fn spread(&mut self, cases: &[CaseId], now: Duration) {
        let minutes = cases.len() as f64 / f64::from(self.per_minute.max(1));
        let time = Duration::from_secs_f64(minutes * 60.0);
        for case in cases {
            self.set_due(*case, now + time.mul_f64(phase(*case)));
        }
        if let Some((_, due)) = &mut self.watched {
            *due = now;
        }
    }

    /// What is asked now; [`Self::answered`] must follow. `None` if nothing is due, too much is under way, or the minute's budget
    /// is used.
    pub fn next(&mut self, now: Duration) -> Option<Ask> {
        if self.under_way >= AT_ONCE {
            return None;
        }
        let ask = self.due(now)?;
        if !self.budget.take(now) {
            return None;
        }
        match self.urgent.front() {
            Some((case, _)) if *case == ask.case => {
                self.urgent.pop_front();
            }
            _ => {}
        }
        if let Some((case, due)) = &mut self.watched
            && *case == ask.case
        {
            *due = now + WATCHED;
        }
        if let Some(pending) = self.pending.get_mut(&ask.case) {
            pending.is_asked = true;
        }
        self.under_way += 1;
        Some(ask)
    }

    /// The first that is due: what a person waits for, the case on the screen, then the others.
    fn due(&mut self, now: Duration) -> Option<Ask> {
        while let Some((case, user_id)) = self.urgent.front().copied() {
            if self.is_asked(case) {
                // Its answer is on the way.
                self.urgent.pop_front();
                continue;
            }
            return Some(Ask {
                case,
                user_id,
                is_awaited: true,
            });
        }
        if let Some((case, due)) = self.watched
            && due <= now
            && let Some(pending) = self.pending.get(&case)
            && !pending.is_asked
        {
            return Some(Ask {
                case,
                user_id: pending.user_id,
                is_awaited: true,
            });
        }
        let case = self.first().filter(|(due, _)| *due <= now)?.1;
        let pending = self.pending.get(&case)?;
        Some(Ask {
            case,
            user_id: pending.user_id,
            is_awaited: self.is_watched(case),
        })
    }

    fn is_asked(&self, case: CaseId) -> bool {
        self.pending
            .get(&case)
            .is_some_and(|pending| pending.is_asked)
    }

    /// The first of the heap that is not an older entry.
    fn first(&mut self) -> Option<(Duration, CaseId)> {
        while let Some(Reverse((due, case))) = self.heap.peek().copied() {
            let holds = |pending: &Pending| pending.due == due && !pending.is_asked;
            if self.pending.get(&case).is_some_and(holds) {
                return Some((due, case));
            }
            self.heap.pop();
        }
        None
    }

    /// A question ended: when the case is asked about next, if it is.
    pub fn answered(
        &mut self,
        case: CaseId,
        answer: Answer,
        wall: Timestamp,
        now: Duration,
    ) -> Option<Duration> {
        self.under_way = self.under_way.saturating_sub(1);
        let pending = self.pending.get_mut(&case)?;
        pending.is_asked = false;
        let usual = interval(age(pending.since, wall));
        let wait = match answer {
            Answer::Told => {
                pending.failures = 0;
                usual
            }
            Answer::UnknownCustomer => UNKNOWN,
            Answer::Failed => {
                pending.failures = pending.failures.saturating_add(1);
                usual
                    .saturating_mul(1 << pending.failures.min(5))
                    .min(LONGEST)
            }
        };
        let next = now + wait;
        self.set_due(case, next);
        match &mut self.watched {
            Some((watched, due)) if *watched == case => {
                *due = now
                    + if answer == Answer::UnknownCustomer {
                        UNKNOWN
                    } else {
                        WATCHED
                    };
                Some(next.min(*due))
            }
            _ => Some(next),
        }
    }

    fn set_due(&mut self, case: CaseId, due: Duration) {
        if let Some(pending) = self.pending.get_mut(&case) {
            pending.due = due;
            self.heap.push(Reverse((due, case)));
        }
        // Older entries go when they come to the top; before there are more of them than cases, all go.
        if self.heap.len() > 2 * self.pending.len() + 64 {
            self.heap = self
                .pending
                .iter()
                .map(|(case, pending)| Reverse((pending.due, *case)))
                .collect();
        }
    }

    /// When there may be something to ask; `None` if only an answer or a change can make it so.
    pub fn wake_at(&mut self, now: Duration) -> Option<Duration> {
        if self.under_way >= AT_ONCE {
            return None;
        }
        let urgent = (!self.urgent.is_empty()).then_some(now);
        let watched = self.watched.and_then(|(case, due)| {
            let pending = self.pending.get(&case)?;
            (!pending.is_asked).then_some(due)
        });
        let first = self.first().map(|(due, _)| due);
        let due = [urgent, watched, first].into_iter().flatten().min()?;
        Some(due.max(self.budget.next_at(now)))
    }
}

fn age(since: Timestamp, wall: Timestamp) -> Duration {
    wall.duration_since(since).unsigned_abs()
}

#[cfg(test)]
mod tests;
