//! The index against the plainest way to do the same.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::{Level2, Life, Stage};

fn now() -> Timestamp {
    "2026-11-23T07:09:50Z".parse().unwrap()
}

/// A case that was begun so many minutes ago as its number says.
pub(super) fn row(number: u128, name: &str) -> CaseRow {
    let at = now() - SignedDuration::from_mins(i64::try_from(number).unwrap());
    CaseRow {
        version: 1,
        revision: 1,
        name: name.to_owned(),
        staff: "Rina W.".to_owned(),
        ..CaseRow::new(CaseId(Uuid::from_u128(number)), Life::default(), at)
    }
}

fn staged(number: u128, name: &str, stage: Stage) -> CaseRow {
    let mut row = row(number, name);
    row.life.stage = stage;
    row
}

fn cases(rows: Vec<CaseRow>) -> Cases {
    let mut cases = Cases::default();
    cases.tick(now());
    cases.take(rows);
    cases
}

fn id(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(number))
}

fn names(cases: &Cases) -> Vec<&str> {
    (0..cases.shown_len())
        .map(|line| cases.row_at(line).unwrap().name.as_str())
        .collect()
}

/// What is to be shown, found by looking at every row.
fn naive(cases: &Cases) -> Vec<CaseId> {
    let query = Query::new(cases.search());
    let bounds = Bounds::new(cases.narrow(), cases.now);
    let mut found: Vec<&CaseRow> = cases
        .rows()
        .iter()
        .filter(|row| {
            let mut texts = Texts::default();
            texts.put(0, row);
            cases.view().holds(row, cases.now)
                && bounds.hold(cases.narrow(), row)
                && query.finds(texts.get(0), row)
        })
        .collect();
    found.sort_by(|a, b| plain_order(cases.sort(), a, b));
    found.iter().map(|row| row.id).collect()
}

/// The order of two rows, without the keys that make it fast.
fn plain_order(sort: Sort, a: &CaseRow, b: &CaseRow) -> std::cmp::Ordering {
    // A text that is empty comes after all others.
    let text = |text: &str| (text.is_empty(), text.to_lowercase());
    let by = match sort.column {
        Column::Name => text(&a.name).cmp(&text(&b.name)),
        Column::Identity => text(&a.id_number).cmp(&text(&b.id_number)),
        Column::Email => text(&a.email).cmp(&text(&b.email)),
        Column::Staff => text(&a.staff).cmp(&text(&b.staff)),
        Column::Reason => text(&a.reason).cmp(&text(&b.reason)),
        Column::Age => a.created_at.cmp(&b.created_at),
        Column::Changed => a.changed_at.cmp(&b.changed_at),
        Column::Attempts => a.attempts.cmp(&b.attempts),
        Column::Status => sort.key(a).cmp(&sort.key(b)),
    };
    let by = if sort.descending { by.reverse() } else { by };
    by.then(b.id.cmp(&a.id))
}

const COLUMNS: [Column; 9] = [
    Column::Status,
    Column::Name,
    Column::Identity,
    Column::Email,
    Column::Staff,
    Column::Age,
    Column::Changed,
    Column::Attempts,
    Column::Reason,
];

/// Something that happens to the list.
#[derive(Debug, Clone)]
enum Move {
    Take(Vec<CaseRow>),
    Remove(u128),
    View(usize),
    Sort(usize),
    Search(String),
    Narrow(Narrow),
    Later(i64),
    /// Somebody looks.
    Look,
}

prop_compose! {
    fn any_row()(
        number in 1..40_u128, name in "[A-Ca-cÀÉ ]{0,10}", stage in 0..10_usize, level in 0..8_usize,
        flags in any::<(bool, bool)>(), revision in 1..6_u64, minutes in 0..4_000_i64, digits in "[0-2]{0,4}",
        staff in "[AB]?", attempts in 0..3_u32,
    ) -> CaseRow {
        let mut row = staged(number, &name, Stage::ALL[stage]);
        row.life.level2 = Level2::ALL[level];
        row.life.on_hold = flags.0;
        row.life.user_id = flags.1.then(|| Uuid::from_u128(number * 0x1234_5678));
        row.is_unread = flags.1;
        row.revision = revision;
        row.changed_at = now() - SignedDuration::from_mins(minutes);
        row.email = format!("{digits}@{staff}");
        row.reason.clone_from(&row.email);
        row.phone = format!("62{digits}");
        row.id_number = digits;
        row.staff = staff;
        row.attempts = attempts;
        row
    }
}

fn any_move() -> impl Strategy<Value = Move> {
    let day = now().to_zoned(jiff::tz::TimeZone::system()).date();
    prop_oneof![
        4 => prop::collection::vec(any_row(), 1..12).prop_map(Move::Take),
        1 => (1..40_u128).prop_map(Move::Remove),
        2 => (0..View::ALL.len()).prop_map(Move::View),
        2 => (0..COLUMNS.len()).prop_map(Move::Sort),
        3 => "[a-c0-2@1 .-]{0,5}".prop_map(Move::Search),
        1 => (prop::option::of("[AB]"), prop::option::of(1..3_u8), prop::option::of(0..3_u32), any::<bool>()).prop_map(
            move |(staff, level, days, on)| Move::Narrow(Narrow { staff, level, days, on: on.then_some(day) })),
        1 => (0..3_000_i64).prop_map(Move::Later),
        3 => Just(Move::Look),
    ]
}

proptest! {
    #[test]
    fn what_is_shown_is_what_looking_at_every_row_finds(moves in prop::collection::vec(any_move(), 1..30)) {
        let mut cases = cases(Vec::new());
        let mut searched = String::new();
        for step in moves {
            match step {
                Move::Take(rows) => cases.take(rows),
                Move::Remove(number) => cases.remove(id(number)),
                Move::View(at) => cases.set_view(View::ALL[at]),
                Move::Sort(at) => cases.sort_by(COLUMNS[at]),
                Move::Search(more) => {
                    // Typed on, or anew.
                    searched = if more.len() > 2 { more } else { searched + &more };
                    cases.set_search(&searched);
                }
                Move::Narrow(narrow) => cases.set_narrow(narrow),
                Move::Later(minutes) => cases.tick(cases.now + SignedDuration::from_mins(minutes)),
                Move::Look => drop(cases.shown().to_vec()),
            }
            if matches!(cases.changed.len(), 0..20) || cases.len() < 10 {
                let shown: Vec<CaseId> = cases.shown_ids().collect();
                prop_assert_eq!(&shown, &naive(&cases));
                for (line, case) in shown.iter().enumerate() {
                    prop_assert_eq!(cases.position_of(*case), Some(line));
                }
            }
        }
        let shown: Vec<CaseId> = cases.shown_ids().collect();
        prop_assert_eq!(shown, naive(&cases));
        for view in View::ALL {
            let held = cases.rows().iter().filter(|row| view.holds(row, cases.now)).count();
            prop_assert_eq!(cases.count(view), held);
        }
        let drafts = cases.rows().iter().filter(|row| row.life.stage.is_editable()).count();
        prop_assert_eq!(cases.unfinished().len(), drafts);
        let mut staff: Vec<String> = cases.rows().iter().map(|row| row.staff.clone()).collect();
        staff.sort();
        staff.dedup();
        staff.retain(|name| !name.is_empty());
        prop_assert!(cases.staff().eq(staff.iter().map(String::as_str)));
        for (place, row) in cases.rows().iter().enumerate() {
            prop_assert_eq!(cases.get(row.id).map(|found| found.id), Some(cases.rows()[place].id));
        }
    }
}

#[test]
fn an_older_version_of_a_row_changes_nothing() {
    let mut newer = staged(1, "Siti", Stage::Approved);
    newer.revision = 7;
    let mut cases = cases(vec![newer]);
    let mut older = staged(1, "Sitti", Stage::Pending);
    older.revision = 6;
    cases.take(vec![older]);
    assert_eq!(cases.get(id(1)).unwrap().name, "Siti");
    assert_eq!(
        (cases.count(View::Approved), cases.count(View::Pending)),
        (1, 0)
    );
}

#[test]
fn a_pending_case_becomes_one_that_waits_long() {
    let mut cases = cases(vec![staged(1_439, "Siti", Stage::Pending)]);
    cases.set_view(View::PendingLong);
    assert_eq!((cases.count(View::PendingLong), cases.shown_len()), (0, 0));
    cases.tick(now() + SignedDuration::from_mins(2));
    assert_eq!((cases.count(View::PendingLong), cases.shown_len()), (1, 1));
    // A clock that was set back takes it out again.
    cases.tick(now() - SignedDuration::from_mins(2));
    assert_eq!((cases.count(View::PendingLong), cases.shown_len()), (0, 0));
}

#[test]
fn a_head_sorts_and_then_turns_round() {
    let mut cases = cases(vec![
        staged(1, "citra", Stage::Pending),
        staged(2, "Budi", Stage::Pending),
        staged(3, "", Stage::Pending),
        staged(4, "Ahmad", Stage::Pending),
    ]);
    assert_eq!(names(&cases), ["citra", "Budi", "", "Ahmad"]);
    cases.sort_by(Column::Name);
    assert_eq!(names(&cases), ["Ahmad", "Budi", "citra", ""]);
    cases.sort_by(Column::Name);
    assert_eq!(names(&cases), ["", "citra", "Budi", "Ahmad"]);
    cases.sort_by(Column::Age);
    assert_eq!(names(&cases), ["citra", "Budi", "", "Ahmad"]);
}

fn five() -> Cases {
    let rows = (1..=5).map(|number| staged(number, "Nasabah", Stage::Pending));
    let mut cases = cases(rows.collect());
    cases.set_view(View::Pending);
    cases
}

#[test]
fn stepping_ends_where_the_list_ends() {
    let cases = five();
    assert_eq!(cases.step(None, 1), Some(id(1)));
    assert_eq!(cases.step(None, -1), Some(id(5)));
    assert_eq!(cases.step(Some(id(2)), 1), Some(id(3)));
    assert_eq!(cases.step(Some(id(2)), -1), Some(id(1)));
    assert_eq!(cases.step(Some(id(5)), 1), None);
    assert_eq!(cases.step(Some(id(1)), -1), None);
    assert_eq!(cases.step(Some(id(2)), 100), Some(id(5)));
    assert_eq!(Cases::default().step(None, 1), None);
}

#[test]
fn stepping_goes_on_from_a_case_that_left_the_view() {
    // Approved just now: in the order of changes it would be the first.
    let leave = |cases: &mut Cases, number: u128| {
        cases.visited(id(number));
        let mut row = staged(number, "Nasabah", Stage::Approved);
        row.changed_at = now();
        row.revision = 2;
        cases.take(vec![row]);
        assert_eq!(cases.position_of(id(number)), None);
    };
    let mut cases = five();
    leave(&mut cases, 3);
    assert_eq!(cases.step(Some(id(3)), 1), Some(id(4)));
    assert_eq!(cases.step(Some(id(3)), -1), Some(id(2)));
    let mut cases = five();
    leave(&mut cases, 5);
    assert_eq!(cases.step(Some(id(5)), 1), None);
    assert_eq!(cases.step(Some(id(5)), -1), Some(id(4)));
    let mut cases = five();
    leave(&mut cases, 1);
    assert_eq!(cases.step(Some(id(1)), -1), None);
    assert_eq!(cases.step(Some(id(1)), 1), Some(id(2)));
    // A case that was never in this list: from the top.
    assert_eq!(cases.step(Some(id(99)), 1), Some(id(2)));
}

#[test]
fn a_row_takes_little_memory() {
    // 100,000 of them, with their texts (about 250 bytes a row), are to stay near 60 MB.
    let size = std::mem::size_of::<CaseRow>();
    assert!(size <= 352, "{size}");
}
