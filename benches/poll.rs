//! Ten minutes of polling 10,000 pending customers, by a simulated clock: the schedule, and what the store does with every answer.
//! The aim is under 3 % of one core (18 s of 600), and never more questions in a minute than the budget. The requests themselves
//! are the network's work and not measured here.

#![allow(clippy::print_stdout, reason = "a benchmark reports on the terminal")]
#![allow(clippy::unwrap_used, reason = "a benchmark fails where it is wrong")]

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use tcdx_desk::desk::engine::poll::{Answer, Schedule};
use tcdx_desk::domain::{CaseId, KycStatus};
use tcdx_desk::store::SharedStore;
use tcdx_desk::store::cases::open::session;
use tcdx_desk::store::cases::{Actor, StatusNews};
use uuid::Uuid;

const CUSTOMERS: u32 = 10_000;
const SIMULATED: Duration = Duration::from_mins(10);
const ANSWER: Duration = Duration::from_millis(300);

fn main() {
    let store = session().unwrap();
    let wall = Timestamp::now();
    for number in 0..CUSTOMERS {
        // Registered over the last five days.
        let at = wall - SignedDuration::from_secs(i64::from(number) * 43);
        let user_id = Uuid::new_v4();
        store.add_elsewhere(user_id, &Actor::default(), at).unwrap();
    }
    for per_minute in [120, 600] {
        run(&store, wall, per_minute);
    }
}

fn run(store: &SharedStore, wall: Timestamp, per_minute: u32) {
    let begun = Instant::now();
    let polled = store.polled().unwrap();
    assert_eq!(polled.len(), CUSTOMERS as usize);
    let mut schedule = Schedule::new(per_minute, Duration::ZERO);
    for (case, user_id, since) in polled {
        schedule.track(case, user_id, since, wall, Duration::ZERO);
    }
    let read = begun.elapsed();
    let begun = Instant::now();
    let (mut now, mut look) = (Duration::ZERO, Duration::ZERO);
    let mut open: VecDeque<(Duration, CaseId)> = VecDeque::new();
    let mut last_minute: VecDeque<Duration> = VecDeque::new();
    let (mut asked, mut most, mut wakes) = (0u32, 0, 0u32);
    while now < SIMULATED {
        wakes += 1;
        let time = wall + SignedDuration::try_from(now).unwrap();
        while open.front().is_some_and(|(end, _)| *end <= now) {
            let (_, case) = open.pop_front().unwrap();
            store
                .status(&pending(case, time), &Actor::default())
                .unwrap();
            schedule.answered(case, Answer::Told, time, now);
        }
        while let Some(ask) = schedule.next(now) {
            asked += 1;
            open.push_back((now + ANSWER, ask.case));
            last_minute.push_back(now);
        }
        while last_minute
            .front()
            .is_some_and(|at| now.saturating_sub(*at) >= Duration::from_mins(1))
        {
            last_minute.pop_front();
        }
        most = most.max(last_minute.len());
        if now >= look {
            store.revision().unwrap();
            look = now + Duration::from_secs(1);
        }
        let answer = open.front().map(|(end, _)| *end);
        let next = [answer, schedule.wake_at(now), Some(look)];
        now = next.into_iter().flatten().min().unwrap();
    }
    let work = begun.elapsed();
    let share = work.as_secs_f64() / SIMULATED.as_secs_f64() * 100.0;
    println!(
        "budget {per_minute}/min: read {} ms; ten minutes {} ms ({share:.3} % of a core), {asked} questions, most in a minute {most}, {wakes} wakes",
        read.as_millis(),
        work.as_millis(),
    );
    assert!(most <= per_minute as usize, "over the budget");
    assert!(share < 3.0, "over 3 % of a core");
}

/// The usual answer: nothing new.
fn pending(case: CaseId, at: Timestamp) -> StatusNews {
    StatusNews {
        id: case,
        level: 1,
        status: KycStatus::Pending,
        reason: None,
        since: None,
        name: None,
        email: None,
        at,
        source: "retrieve",
    }
}
