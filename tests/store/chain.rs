//! The history: whatever is done to it behind the store's back is found.

use tcdx_desk::domain::CaseId;
use tcdx_desk::store::cases::HistoryFault;

use super::kit::*;

/// A store with some history, closed; then what the statement does to it.
fn tampered(statement: &str) -> (Desk, u64, Vec<HistoryFault>) {
    let desk = Desk::new();
    let count = {
        let store = desk.open().store;
        for _ in 0..3 {
            draft(&*store, CaseId::new());
        }
        let (count, faults) = store.verify_history().unwrap();
        assert_eq!(faults, []);
        assert!(count >= 9);
        count
    };
    {
        let sql = desk.raw();
        sql.execute_batch("DROP TRIGGER history_stays; DROP TRIGGER history_stays_as_it_is")
            .unwrap();
        sql.execute_batch(statement).unwrap();
    }
    let faults = desk.open().store.verify_history().unwrap().1;
    (desk, count, faults)
}

#[test]
fn an_altered_entry_is_found() {
    for change in [
        "user = 'nobody'",
        "at = at + 1",
        "deed = '{\"deed\":\"noted\"}'",
        "case_id = NULL",
        "staff = 'x'",
        "machine = x'00'",
    ] {
        let (_desk, _, faults) = tampered(&format!("UPDATE history SET {change} WHERE seq = 4"));
        assert_eq!(faults, [HistoryFault::Altered(4)], "{change}");
    }
    let (_desk, _, faults) = tampered("UPDATE history SET hash = zeroblob(32) WHERE seq = 4");
    assert_eq!(faults, [HistoryFault::Altered(4)]);
}

#[test]
fn a_missing_entry_is_found() {
    let (_desk, _, faults) = tampered("DELETE FROM history WHERE seq IN (4, 5)");
    assert_eq!(faults, [HistoryFault::Missing(4, 5)]);
    let (_desk, _, faults) = tampered("DELETE FROM history WHERE seq = 1");
    assert_eq!(faults, [HistoryFault::Missing(1, 1)]);
}

#[test]
fn a_cut_end_is_found_and_stays_found() {
    let (desk, count, faults) =
        tampered("DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)");
    let cut = |last| HistoryFault::CutShort {
        last,
        expected: count,
    };
    assert_eq!(faults, [cut(count - 1)]);
    draft(&*desk.open().store, CaseId::new());
    let faults = desk.open().store.verify_history().unwrap().1;
    assert_eq!(faults, [HistoryFault::Missing(count, count)]);
    let (_desk, count, faults) = tampered("DELETE FROM history");
    assert_eq!(
        faults,
        [HistoryFault::CutShort {
            last: 0,
            expected: count
        }]
    );
}

#[test]
fn a_head_that_was_altered_stays_altered() {
    for change in [
        "DELETE FROM meta WHERE name = 'history'",
        "UPDATE meta SET value = zeroblob(72) WHERE name = 'history'",
        "DELETE FROM history WHERE seq > 5; DELETE FROM meta WHERE name = 'history'",
    ] {
        let (desk, _, faults) = tampered(change);
        let is_told = |faults: &[HistoryFault]| {
            faults.iter().any(|fault| {
                matches!(
                    fault,
                    HistoryFault::HeadAltered | HistoryFault::CutShort { .. }
                )
            })
        };
        assert!(is_told(&faults), "{change}: {faults:?}");
        for _ in 0..3 {
            draft(&*desk.open().store, CaseId::new());
        }
        let faults = desk.open().store.verify_history().unwrap().1;
        assert!(!faults.is_empty(), "{change}: {faults:?}");
    }
}

#[test]
fn an_older_copy_put_back_is_found_for_ever() {
    let desk = Desk::new();
    draft(&*desk.open().store, CaseId::new());
    let older = std::fs::read(desk.db()).unwrap();
    draft(&*desk.open().store, CaseId::new());
    let count = desk.open().store.verify_history().unwrap().0;
    std::fs::write(desk.db(), older).unwrap();
    let store = desk.open().store;
    let (last, faults) = store.verify_history().unwrap();
    assert_eq!(
        faults,
        [HistoryFault::CutShort {
            last,
            expected: count
        }]
    );
    // Grown past the length that was noted, it is another history still.
    for _ in 0..3 {
        draft(&*store, CaseId::new());
    }
    let faults = store.verify_history().unwrap().1;
    assert_eq!(faults, [HistoryFault::HeadAltered]);
}
