//! When the status is asked for: by `update` alone, without a window.

use jiff::{SignedDuration, Timestamp};
use tcdx_desk::desk::state::Poll;
use tcdx_desk::desk::{Action, Desk, Effect, Event, Told, update};
use tcdx_desk::domain::KycStatus;
use uuid::Uuid;

use super::bench::{customer, id, now, retrieved, with_customers};

fn asked(effects: &[Effect]) -> Vec<Uuid> {
    let ids = effects.iter().filter_map(|effect| match effect {
        Effect::Retrieve { user_id, .. } => Some(*user_id),
        _ => None,
    });
    ids.collect()
}

fn tick(desk: &mut Desk, now: Timestamp) -> Vec<Uuid> {
    let today = desk.state.today;
    asked(&update(desk, Event::Tick { now, today }))
}

fn answer(desk: &mut Desk, user_id: Uuid, result: Result<KycStatus, Told>) -> Vec<Uuid> {
    let poll = &desk.state.customer(user_id).unwrap().poll;
    let event = Event::Retrieved {
        request: poll.asking.expect("a question is under way"),
        user_id,
        result: result.map(retrieved),
    };
    asked(&update(desk, event))
}

fn pending(number: u128) -> tcdx_desk::desk::state::Customer {
    let mut customer = customer(number, "Budi Santoso", KycStatus::Pending, 0);
    customer.poll = Poll::starting(now());
    customer
}

fn wait(desk: &Desk, user_id: Uuid) -> SignedDuration {
    let poll = &desk.state.customer(user_id).unwrap().poll;
    poll.next_at
        .expect("it is asked again")
        .duration_since(desk.state.now)
}

#[test]
fn asks_every_five_seconds_for_a_minute_then_ever_less_often_down_to_every_five_minutes() {
    let mut desk = with_customers(vec![pending(1)]);
    let mut clock = now();
    let mut waits = Vec::new();
    for _ in 0..40 {
        assert_eq!(tick(&mut desk, clock), [id(1)]);
        assert!(
            tick(&mut desk, clock).is_empty(),
            "it is not asked twice at once"
        );
        answer(&mut desk, id(1), Ok(KycStatus::Pending));
        let next = wait(&desk, id(1));
        assert!(tick(&mut desk, clock + next - SignedDuration::from_millis(1)).is_empty());
        clock += next;
        waits.push(next);
    }
    let five = SignedDuration::from_secs(5);
    assert!(waits[..12].iter().all(|wait| *wait == five), "{waits:?}");
    assert!(waits[12] > five);
    assert!(waits.is_sorted());
    assert_eq!(waits.last(), Some(&SignedDuration::from_mins(5)));
}

#[test]
fn f5_asks_at_once_and_is_quick_again() {
    let mut desk = with_customers(vec![pending(1)]);
    let mut clock = now();
    for _ in 0..40 {
        tick(&mut desk, clock);
        answer(&mut desk, id(1), Ok(KycStatus::Pending));
        clock += wait(&desk, id(1));
    }
    let before = clock - SignedDuration::from_secs(200);
    assert!(tick(&mut desk, before).is_empty());
    assert_eq!(asked(&update(&mut desk, Action::Refresh(id(1)))), [id(1)]);
    answer(&mut desk, id(1), Ok(KycStatus::Pending));
    assert!(wait(&desk, id(1)) < SignedDuration::from_secs(10));
}

#[test]
fn at_most_four_questions_are_under_way() {
    let mut desk = with_customers((1..=7).map(pending).collect());
    assert_eq!(tick(&mut desk, now()).len(), 4);
    assert!(tick(&mut desk, now()).is_empty());
    assert_eq!(answer(&mut desk, id(1), Ok(KycStatus::Approved)), [id(5)]);
    assert!(asked(&update(&mut desk, Action::RefreshAll)).is_empty());
    let under_way = desk.state.customers().iter();
    assert_eq!(
        under_way
            .filter(|customer| customer.poll.asking.is_some())
            .count(),
        4
    );
}

#[test]
fn a_final_status_ends_the_questions() {
    for status in [KycStatus::Approved, KycStatus::Rejected] {
        let mut desk = with_customers(vec![pending(1)]);
        tick(&mut desk, now());
        answer(&mut desk, id(1), Ok(status));
        let poll = &desk.state.customer(id(1)).unwrap().poll;
        assert_eq!(poll.next_at, None);
        assert!(tick(&mut desk, now() + SignedDuration::from_hours(24)).is_empty());
    }
}

#[test]
fn an_unknown_status_is_asked_for_again() {
    let mut desk = with_customers(vec![pending(1)]);
    tick(&mut desk, now());
    answer(&mut desk, id(1), Ok(KycStatus::Other("ON_HOLD".to_owned())));
    assert_eq!(wait(&desk, id(1)), SignedDuration::from_secs(5));
}

#[test]
fn no_answer_keeps_the_status_and_waits_longer() {
    let mut desk = with_customers(vec![pending(1)]);
    tick(&mut desk, now());
    answer(&mut desk, id(1), Err(Told::new("error-server")));
    let customer = desk.state.customer(id(1)).unwrap();
    assert_eq!(customer.status, Some(KycStatus::Pending));
    assert_eq!(customer.poll.error, Some(Told::new("error-server")));
    assert!(wait(&desk, id(1)) > SignedDuration::from_secs(5));
    let later = now() + wait(&desk, id(1));
    assert_eq!(tick(&mut desk, later), [id(1)]);
    answer(&mut desk, id(1), Ok(KycStatus::Approved));
    assert_eq!(desk.state.customer(id(1)).unwrap().poll.error, None);
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut desk = with_customers(vec![pending(1)]);
    tick(&mut desk, now());
    let old = desk.state.customer(id(1)).unwrap().poll.asking.unwrap();
    answer(&mut desk, id(1), Ok(KycStatus::Pending));
    let late = Event::Retrieved {
        request: old,
        user_id: id(1),
        result: Ok(retrieved(KycStatus::Rejected)),
    };
    assert!(update(&mut desk, late).is_empty());
    assert_eq!(
        desk.state.customer(id(1)).unwrap().status,
        Some(KycStatus::Pending)
    );
}
