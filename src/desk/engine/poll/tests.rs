use jiff::SignedDuration;
use proptest::prelude::*;

use super::*;

const ZERO: Duration = Duration::ZERO;

fn wall() -> Timestamp {
    "2026-05-02T12:00:00Z".parse().unwrap()
}

fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

fn case(number: u64) -> CaseId {
    CaseId(Uuid::from_u128(u128::from(number) << 64 | 7))
}

fn user(number: u64) -> Uuid {
    Uuid::from_u128(number.into())
}

/// `count` customers, registered at even distances over `over` seconds.
fn schedule(count: u64, over: u64, per_minute: u32) -> Schedule {
    let mut schedule = Schedule::new(per_minute, ZERO);
    for number in 0..count {
        let since = wall() - SignedDuration::from_secs((number * over / count).cast_signed());
        schedule.track(case(number), user(number), since, wall(), ZERO);
    }
    schedule
}

/// Runs the schedule with answers that take half a second; gives when which case was asked, and the number of wakes.
fn run(schedule: &mut Schedule, from: Duration, until: Duration) -> (Vec<(Duration, CaseId)>, u64) {
    let (mut asked, mut wakes) = (Vec::new(), 0);
    let mut open: VecDeque<(Duration, CaseId)> = VecDeque::new();
    let mut now = from;
    while now < until {
        wakes += 1;
        while open.front().is_some_and(|(end, _)| *end <= now) {
            let (_, case) = open.pop_front().unwrap();
            let wall = wall() + SignedDuration::try_from(now).unwrap();
            schedule.answered(case, Answer::Told, wall, now);
        }
        while let Some(ask) = schedule.next(now) {
            asked.push((now, ask.case));
            open.push_back((now + Duration::from_millis(500), ask.case));
            assert!(open.len() <= AT_ONCE);
        }
        let answer = open.front().map(|(end, _)| *end);
        let wake = schedule.wake_at(now);
        assert!(wake.is_none_or(|wake| wake > now), "it would spin");
        now = [answer, wake].into_iter().flatten().min().unwrap_or(until);
    }
    (asked, wakes)
}

fn most_in_a_minute(asked: &[(Duration, CaseId)]) -> usize {
    let in_minute = |from: Duration| {
        let end = from + secs(60);
        asked
            .iter()
            .filter(|(at, _)| (from..end).contains(at))
            .count()
    };
    asked
        .iter()
        .map(|(at, _)| in_minute(*at))
        .max()
        .unwrap_or(0)
}

#[test]
fn intervals_grow_with_age() {
    let of = |age| interval(secs(age)).as_secs();
    assert_eq!([0, 60, 600].map(of), [30, 30, 30]);
    assert_eq!([1200, 3600, 18_000].map(of), [60, 180, 900]);
    assert_eq!(of(10_000_000), 900);
}

#[test]
fn a_new_customer_is_asked_every_half_minute_and_the_watched_every_five_seconds() {
    let mut schedule = schedule(1, 1, 120);
    let (asked, wakes) = run(&mut schedule, ZERO, secs(300));
    assert!((9..=11).contains(&asked.len()), "{}", asked.len());
    assert!(asked[0].0 < SHORTEST);
    assert!(wakes < 30, "an idle schedule sleeps: {wakes}");
    schedule.watch(Some(case(0)), secs(300));
    let (asked, _) = run(&mut schedule, secs(300), secs(400));
    assert!((17..=20).contains(&asked.len()), "{}", asked.len());
    schedule.watch(None, secs(400));
    let (asked, _) = run(&mut schedule, secs(400), secs(500));
    assert!(asked.len() <= 4);
}

#[test]
fn thousands_are_asked_evenly_within_the_budget_and_none_is_forgotten() {
    let mut schedule = schedule(3000, 5 * 24 * 3600, 240);
    let (asked, _) = run(&mut schedule, ZERO, secs(1800));
    assert!(most_in_a_minute(&asked) <= 240);
    let mut seen: Vec<CaseId> = asked.iter().map(|(_, case)| *case).collect();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 3000);
    // Even: in no minute less than half of the mean.
    let mean = asked.len() / 30;
    for minute in 0..30 {
        let from = secs(minute * 60);
        let count = asked
            .iter()
            .filter(|(at, _)| (from..from + secs(60)).contains(at))
            .count();
        assert!(count >= mean / 2, "{count} in minute {minute}, mean {mean}");
    }
}

#[test]
fn after_a_sleep_no_storm_comes() {
    let mut schedule = schedule(2000, 24 * 3600, 600);
    run(&mut schedule, ZERO, secs(60));
    let woke = secs(8 * 3600);
    schedule.respread(woke);
    let (asked, _) = run(&mut schedule, woke, woke + secs(120));
    assert!(most_in_a_minute(&asked) <= 600);
    let first = asked.iter().filter(|(at, _)| *at < woke + secs(5)).count();
    assert!(first <= 55, "{first} in the first five seconds");
}

#[test]
fn a_clock_set_back_a_day_makes_nobody_new() {
    let mut schedule = Schedule::new(120, ZERO);
    let since = wall() + SignedDuration::from_hours(24);
    schedule.track(case(1), user(1), since, wall(), ZERO);
    let due = schedule.wake_at(ZERO).unwrap();
    schedule.next(due).unwrap();
    let next = schedule
        .answered(case(1), Answer::Told, wall(), due)
        .unwrap();
    assert_eq!(next.saturating_sub(due), LONGEST);
}

#[test]
fn failures_and_unknown_customers_are_asked_seldom() {
    let mut schedule = schedule(1, 1, 600);
    let mut now = ZERO;
    let mut waits = Vec::new();
    for answer in [
        Answer::Failed,
        Answer::Failed,
        Answer::Told,
        Answer::UnknownCustomer,
    ] {
        now = schedule.wake_at(now).unwrap();
        schedule.next(now).unwrap();
        let next = schedule.answered(case(0), answer, wall(), now).unwrap();
        waits.push(next.saturating_sub(now).as_secs());
    }
    assert_eq!(waits, [60, 120, 30, 3600]);
}

#[test]
fn what_a_person_waits_for_comes_first_and_once() {
    let mut schedule = schedule(50, 1, 120);
    schedule.ask_all(ZERO);
    schedule.ask_now(case(49), user(49));
    schedule.ask_now(case(49), user(49));
    // A customer whose status is decided can be asked about too.
    schedule.ask_now(case(100), user(100));
    let first = schedule.next(ZERO).unwrap();
    assert_eq!((first.case, first.is_awaited), (case(49), true));
    assert_eq!(schedule.next(ZERO).unwrap().case, case(100));
    assert_eq!(
        schedule.answered(case(100), Answer::Told, wall(), ZERO),
        None
    );
    assert_ne!(schedule.next(secs(40)).unwrap().case, case(49));
    schedule.forget(case(0));
    assert!(!schedule.has(case(0)));
    assert_eq!(schedule.len(), 49);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_schedule_keeps_its_budget(count in 1u64..400, over in 1u64..1_000_000, per_minute in 1u32..300) {
        let mut schedule = schedule(count, over, per_minute);
        schedule.watch(Some(case(0)), ZERO);
        schedule.ask_all(ZERO);
        let (asked, _) = run(&mut schedule, ZERO, secs(300));
        prop_assert!(most_in_a_minute(&asked) <= per_minute as usize);
        prop_assert!(!asked.is_empty());
    }
}
