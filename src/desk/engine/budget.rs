//! How many questions may be asked in a minute.

use std::time::Duration;

/// Most questions that may follow each other at once.
const BURST: u32 = 4;

/// A bucket of tokens: over any minute no more than the budget is given out.
#[derive(Debug, Clone)]
pub(in crate::desk) struct Budget {
    burst: f64,
    per_second: f64,
    tokens: f64,
    at: Duration,
}

impl Budget {
    /// A full bucket for this many a minute, at least one.
    pub(in crate::desk) fn new(per_minute: u32, now: Duration) -> Self {
        let per_minute = per_minute.max(1);
        let burst = (per_minute / 10).clamp(1, BURST);
        // What may come at once is part of the minute's budget. One alone needs no room: it cannot come together with another.
        let steady = if burst == 1 {
            per_minute
        } else {
            per_minute - burst
        };
        Self {
            burst: burst.into(),
            per_second: f64::from(steady) / 60.0,
            tokens: burst.into(),
            at: now,
        }
    }

    /// Takes one, if there is one.
    pub(in crate::desk) fn take(&mut self, now: Duration) -> bool {
        self.fill(now);
        // What is missing is the rounding of a float.
        let may = self.tokens >= 1.0 - 1e-9;
        if may {
            self.tokens = (self.tokens - 1.0).max(0.0);
        }
        may
    }

    /// When there is one.
    pub(in crate::desk) fn next_at(&mut self, now: Duration) -> Duration {
        self.fill(now);
        let missing = 1.0 - self.tokens;
        if missing <= 1e-9 {
            return now;
        }
        now + Duration::from_secs_f64(missing / self.per_second) + Duration::from_micros(1)
    }

    fn fill(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.at).as_secs_f64();
        self.at = self.at.max(now);
        self.tokens = (self.tokens + passed * self.per_second).min(self.burst);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_minute_has_more_than_the_budget(per_minute in 1u32..600, pauses in proptest::collection::vec(0u64..3000, 1..2000)) {
            let mut budget = Budget::new(per_minute, Duration::ZERO);
            let mut now = Duration::ZERO;
            let mut given: std::collections::VecDeque<Duration> = std::collections::VecDeque::new();
            for pause in pauses {
                now += Duration::from_millis(pause);
                while budget.take(now) {
                    given.push_back(now);
                }
                while given.front().is_some_and(|first| now.saturating_sub(*first) >= Duration::from_mins(1)) {
                    given.pop_front();
                }
                prop_assert!(given.len() <= per_minute as usize, "{} of {per_minute}", given.len());
            }
        }

        #[test]
        fn what_is_promised_is_given(per_minute in 1u32..600) {
            let mut budget = Budget::new(per_minute, Duration::ZERO);
            let mut now = Duration::ZERO;
            let mut given = 0u32;
            while now < Duration::from_mins(10) {
                prop_assert!(budget.take(now));
                given += 1;
                now = budget.next_at(now);
            }
            // All but what is kept for the burst is used.
            prop_assert!(given >= per_minute.saturating_sub(BURST) * 10);
        }
    }
}
