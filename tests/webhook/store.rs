//! What the store keeps of arrivals: repeats, settlements, what is forgotten and erased.

use jiff::Timestamp;
use tcdx_desk::domain::arrival::{RegisteredHook, Said};
use tcdx_desk::domain::{ArrivalReason, ArrivalSignature, ArrivalState, CaseId};
use tcdx_desk::store::SharedStore;
use tcdx_desk::store::cases::{Arrived, AttemptOutcome, Deed, Settled};
use uuid::Uuid;

use crate::store::kit::{Desk, at, by, sent};

fn arrived(body: &str, user: u128, seconds: i64) -> Arrived {
    let said = Said {
        user_id: Uuid::from_u128(user),
        level: 1,
        status: "Approved".to_owned(),
    };
    let body = body.as_bytes().to_vec();
    Arrived::new(at(seconds), body, ArrivalSignature::None, Ok(said))
}

fn settle(store: &SharedStore, state: ArrivalState, now: Timestamp) {
    let new = store.arrivals(Some(ArrivalState::New), 100).unwrap();
    let settled: Vec<Settled> = new
        .iter()
        .map(|arrival| Settled {
            id: arrival.id,
            repeats: arrival.repeats,
            state,
            reason: (state == ArrivalState::Unconfirmed).then_some(ArrivalReason::Differs),
            case: None,
        })
        .collect();
    store.settle_arrivals(&settled, now).unwrap();
}

fn states(store: &SharedStore) -> Vec<(ArrivalState, u64)> {
    let arrivals = store.arrivals(None, 100).unwrap();
    arrivals
        .iter()
        .map(|one| (one.state, one.repeats))
        .collect()
}

#[test]
fn the_same_call_is_one_row_and_new_again_in_its_time() {
    let desk = Desk::new();
    let store = desk.open().store;
    let mut revision = store.arrivals_revision().unwrap();
    let mut is_changed = || {
        let before = std::mem::replace(&mut revision, store.arrivals_revision().unwrap());
        before < revision
    };
    let call = |seconds| arrived("a", 1, seconds);
    store
        .arrive(&[call(0), call(1), arrived("b", 1, 1)])
        .unwrap();
    assert!(is_changed());
    let new = ArrivalState::New;
    assert_eq!(states(&store), [(new, 0), (new, 1)]);
    let first = &store.arrivals_of(Uuid::from_u128(1), 10).unwrap()[0];
    assert_eq!((first.first_at, first.last_at), (at(0), at(1)));

    settle(&store, ArrivalState::Confirmed, at(10));
    assert!(is_changed());
    // What was confirmed just now is counted.
    store.arrive(&[call(15), call(19)]).unwrap();
    let confirmed = ArrivalState::Confirmed;
    assert_eq!(states(&store), [(confirmed, 0), (confirmed, 3)]);
    // After a while it is asked about again, once.
    store.arrive(&[call(20), call(21)]).unwrap();
    assert_eq!(states(&store), [(confirmed, 0), (new, 5)]);
    assert_eq!(store.arrivals(Some(new), 9).unwrap()[0].settled_at, None);

    // What was not confirmed may be true by now.
    settle(&store, ArrivalState::Unconfirmed, at(22));
    store.arrive(&[call(23)]).unwrap();
    assert_eq!(states(&store)[1], (new, 6));
    assert_eq!(store.arrivals(Some(new), 9).unwrap()[0].reason, None);
    assert_eq!(store.new_arrivals().unwrap(), 1);
}

#[test]
fn what_came_again_while_it_was_asked_about_stays_new() {
    let desk = Desk::new();
    let store = desk.open().store;
    store.arrive(&[arrived("a", 1, 0)]).unwrap();
    let asked = store.arrivals_of(Uuid::from_u128(1), 10).unwrap();
    store.arrive(&[arrived("a", 1, 1)]).unwrap();
    let late = Settled {
        id: asked[0].id,
        repeats: asked[0].repeats,
        state: ArrivalState::Unconfirmed,
        reason: Some(ArrivalReason::Differs),
        case: None,
    };
    store.settle_arrivals(&[late], at(2)).unwrap();
    assert_eq!(states(&store), [(ArrivalState::New, 1)]);
    // What was confirmed stays true.
    let confirmed = Settled {
        state: ArrivalState::Confirmed,
        reason: None,
        ..late
    };
    store.settle_arrivals(&[confirmed], at(2)).unwrap();
    assert_eq!(states(&store), [(ArrivalState::Confirmed, 1)]);
}

#[test]
fn a_refused_call_stays_refused() {
    let desk = Desk::new();
    let store = desk.open().store;
    let refused = |seconds| {
        let judged = Err((ArrivalReason::NotJson, None));
        Arrived::new(at(seconds), b"?".to_vec(), ArrivalSignature::None, judged)
    };
    store.arrive(&[refused(0), refused(100)]).unwrap();
    assert_eq!(states(&store), [(ArrivalState::Refused, 1)]);
    let kept = &store.arrivals(None, 9).unwrap()[0];
    assert_eq!(kept.reason, Some(ArrivalReason::NotJson));
    assert_eq!((kept.said.clone(), kept.settled_at), (None, Some(at(0))));
}

#[test]
fn customers_are_walked_by_page() {
    let desk = Desk::new();
    let store = desk.open().store;
    let calls: Vec<Arrived> = (0..10)
        .map(|number| arrived(&format!("{number}"), 1 + number % 5, 0))
        .collect();
    store.arrive(&calls).unwrap();
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = store.arrived_customers(after, 2).unwrap();
        if page.is_empty() {
            break;
        }
        after = page.last().copied();
        found.extend(page);
    }
    let expected: Vec<Uuid> = (1..=5).map(Uuid::from_u128).collect();
    assert_eq!(found, expected);
    assert_eq!(store.arrivals_of(expected[0], 100).unwrap().len(), 2);
}

#[test]
fn the_oldest_settled_are_forgotten_and_new_ones_never() {
    let desk = Desk::new();
    let store = desk.open().store;
    let calls = |from: u128, seconds| -> Vec<Arrived> {
        (from..from + 10)
            .map(|number| arrived(&format!("{number}"), number, seconds))
            .collect()
    };
    store.arrive(&calls(0, 0)).unwrap();
    settle(&store, ArrivalState::Confirmed, at(1));
    store.arrive(&calls(10, 100)).unwrap();
    settle(&store, ArrivalState::Unconfirmed, at(101));
    store.arrive(&calls(20, 0)).unwrap();
    assert_eq!(store.purge_arrivals(at(0), 30).unwrap(), 0);
    assert_eq!(store.purge_arrivals(at(0), 27).unwrap(), 3);
    assert_eq!(store.purge_arrivals(at(50), 30).unwrap(), 7);
    assert_eq!(store.purge_arrivals(at(50), 5).unwrap(), 10);
    let new = [(ArrivalState::New, 0); 10];
    assert_eq!(states(&store), new);
}

#[test]
fn what_was_told_of_a_customer_is_erased_with_the_customer() {
    let desk = Desk::new();
    let store = desk.open().store;
    let user_id = Uuid::from_u128(5);
    let (case, _) = sent(&*store, AttemptOutcome::Accepted(Some(user_id)));
    store
        .arrive(&[
            arrived("of the customer", 5, 0),
            arrived("of another", 6, 0),
        ])
        .unwrap();
    store.erase(case, "asked", &by(), at(50)).unwrap();
    let left = store.arrivals(None, 9).unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].said.as_ref().unwrap().user_id, Uuid::from_u128(6));
    assert!(store.arrival_body(1).is_err());
}

#[test]
fn what_was_registered_is_kept_and_in_the_history_without_the_url() {
    let desk = Desk::new();
    let opened = desk.open();
    let store = &opened.store;
    assert_eq!(store.registered_hook().unwrap(), None);
    for number in 0..2 {
        let hook = RegisteredHook {
            url: format!("https://bank.example/secret-path-{number}"),
            at: at(number),
        };
        store.hook_registered(&hook, &by()).unwrap();
        assert_eq!(store.registered_hook().unwrap(), Some(hook));
    }
    let (entries, faults) = store.verify_history().unwrap();
    assert_eq!((entries, faults), (2, Vec::new()));
    drop(opened);
    let raw = desk.raw();
    let deed: String = raw
        .query_row("SELECT deed FROM history WHERE seq = 1", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(
        deed,
        serde_json::to_string(&Deed::WebhookRegistered).unwrap()
    );
}

#[test]
fn nothing_of_a_call_is_on_the_disk_in_the_clear() {
    let desk = Desk::new();
    let opened = desk.open();
    let body = "{\"message\":\"the selfie of the customer is blurred\"}";
    opened.store.arrive(&[arrived(body, 5, 0)]).unwrap();
    drop(opened);
    for file in desk.files("") {
        let bytes = std::fs::read(&file).unwrap();
        let found = bytes.windows(6).any(|window| window == b"selfie");
        assert!(!found, "{}", file.display());
    }
    // A case that is not there names nobody.
    let store = desk.open().store;
    let arrival = &store.arrivals(None, 9).unwrap()[0];
    assert_eq!((arrival.name.as_str(), arrival.case), ("", None::<CaseId>));
}
