//! Customers of a batch: made once each, whenever it was broken off.

use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use tcdx_desk::desk::Told;
use tcdx_desk::desk::runtime::batches::{Making, in_words, make, new_rows};
use tcdx_desk::desk::update::drafts::form_of;
use tcdx_desk::domain::batch::BatchKind;
use tcdx_desk::domain::case::Step;
use tcdx_desk::domain::{Lang, Stage};
use tcdx_desk::store::SharedStore;
use tcdx_desk::store::cases::open::session;
use tcdx_desk::store::cases::{
    AttemptOutcome, BatchContent, BatchId, BatchRowState, DraftSave, Freeze, RowTask,
};
use tcdx_desk::text;
use uuid::Uuid;

use super::kit::{by, customers, making, now, pictures, to_queue};
use crate::store::kit::end;

const NUMBERS: [&str; 5] = [
    "3515140508680001",
    "3515140508680002",
    "3515140508680003",
    "3515140508680004",
    "3515140508680005",
];

fn keep(store: &SharedStore, csv: &str, folder: &std::path::Path) -> BatchId {
    let what = to_queue(BatchKind::Register, csv, Some(folder));
    let id = BatchId(Uuid::now_v7());
    let content = BatchContent {
        kind: "register".to_owned(),
        name: what.name.clone(),
        headers: what.table.headers.clone(),
        consent: what.consent,
    };
    let rows = new_rows(&what, text::of(Lang::En));
    store.add_batch(id, &content, &rows, &by(), now()).unwrap();
    id
}

/// Makes customers until so many are made.
fn make_some(store: &SharedStore, id: BatchId, most: usize) {
    let stop = AtomicBool::new(false);
    let rules = making();
    let making = Making {
        store,
        by: by(),
        rules: &rules,
        stop: &stop,
    };
    make(&making, id, &|run| {
        if run.done >= most {
            stop.store(true, Ordering::Release);
        }
    })
    .unwrap();
}

fn count(store: &SharedStore, id: BatchId, state: BatchRowState) -> usize {
    store.batch(id).unwrap().unwrap().count(state)
}

#[test]
fn a_batch_that_was_broken_off_is_gone_on_with_and_makes_nobody_twice() {
    let folder = tempfile::tempdir().unwrap();
    pictures(folder.path(), &NUMBERS);
    let store = session().unwrap();
    let id = keep(&store, &customers(&NUMBERS), folder.path());
    assert_eq!(count(&store, id, BatchRowState::Open), 5);
    make_some(&store, id, 1);
    let made = count(&store, id, BatchRowState::Queued);
    assert!((1..5).contains(&made), "{made}");

    // As after a crash between two steps: one was kept as a draft only, one was put into the queue and not noted.
    let open = store.open_batch_rows(id).unwrap();
    let RowTask::Customer { case, content, .. } = &open[0].task else {
        panic!("a customer");
    };
    let save = DraftSave {
        id: *case,
        version: 0,
        at: now(),
        staff: by().staff,
        content: content.as_ref().clone(),
        documents: Vec::new(),
        changed: Vec::new(),
        progress: 50,
        problems: 9,
    };
    store.save_draft(&save, &by()).unwrap();
    assert!(!form_of(content).is_empty());
    make_some(&store, id, 99);
    assert_eq!(count(&store, id, BatchRowState::Queued), 5);
    let rows = store.newest(None, 99).unwrap();
    assert_eq!(rows.len(), 5);
    assert!(rows.iter().all(|row| row.life.stage == Stage::Ready));
    assert_eq!(store.jobs(9).unwrap().len(), 5);
    // Once more does nothing.
    make_some(&store, id, 99);
    assert_eq!(store.jobs(9).unwrap().len(), 5);
    assert_eq!(store.verify_history().unwrap().1, []);
}

#[test]
fn what_needs_a_person_stays_a_draft_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    pictures(folder.path(), &NUMBERS[..3]);
    // A picture that is none, and a birth date that the number does not hold.
    let selfie = folder.path().join(format!("{}_selfie.jpg", NUMBERS[0]));
    std::fs::write(selfie, b"no picture").unwrap();
    let csv = customers(&NUMBERS[..3]);
    let lines: Vec<String> = csv
        .lines()
        .enumerate()
        .map(|(at, line)| match at {
            2 => line.replace("1968-08-05", "1968-08-06"),
            _ => line.to_owned(),
        })
        .collect();
    let store = session().unwrap();
    let id = keep(&store, &lines.join("\n"), folder.path());
    make_some(&store, id, 99);
    let rows = store.batch_rows(id).unwrap();
    let states: Vec<BatchRowState> = rows.iter().map(|row| row.state).collect();
    assert_eq!(
        states,
        [
            BatchRowState::Draft,
            BatchRowState::Draft,
            BatchRowState::Queued
        ]
    );
    let told = |at: usize| {
        let told = Told::from_json(rows[at].told.as_deref().unwrap()).unwrap();
        in_words(told, text::of(Lang::En))
    };
    assert!(
        told(0).ends_with("Open the case and look at it (Selfie with card)"),
        "{}",
        told(0)
    );
    assert!(told(1).contains("(Date of birth)"), "{}", told(1));
    // The draft is there, with the pictures that could be used.
    let draft = store.draft(rows[0].case.unwrap()).unwrap();
    assert_eq!(draft.documents.len(), 3);
}

#[test]
fn a_customer_without_a_picture_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    pictures(folder.path(), &NUMBERS[..1]);
    let store = session().unwrap();
    let id = keep(&store, &customers(&NUMBERS[..2]), folder.path());
    let rows = store.batch_rows(id).unwrap();
    assert_eq!(rows[1].state, BatchRowState::Wrong);
    let told = rows[1].told.as_deref().unwrap();
    assert_eq!(
        told,
        "No picture for Identity card, Selfie with card, Gesture 1, Gesture 2"
    );
    assert_eq!(
        store.drop_open_rows(id, &by(), Timestamp::now()).unwrap(),
        1
    );
    make_some(&store, id, 99);
    assert!(store.newest(None, 9).unwrap().is_empty());
}

#[test]
fn nobody_is_put_into_the_queue_by_two_batches() {
    let folder = tempfile::tempdir().unwrap();
    pictures(folder.path(), &NUMBERS[..2]);
    let store = session().unwrap();
    let first = keep(&store, &customers(&NUMBERS[..2]), folder.path());
    // The same file, opened again before anybody of it was made.
    let second = keep(&store, &customers(&NUMBERS[..2]), folder.path());
    make_some(&store, first, 99);
    assert_eq!(count(&store, first, BatchRowState::Queued), 2);
    make_some(&store, second, 99);
    assert_eq!(count(&store, second, BatchRowState::Draft), 2);
    let told = store.batch_rows(second).unwrap()[0].told.clone().unwrap();
    let told = Told::from_json(&told).unwrap().full(text::of(Lang::En));
    assert!(told.starts_with("Another case has the same"), "{told}");
    assert_eq!(store.jobs(9).unwrap().len(), 2);
}

#[test]
fn rows_that_were_taken_back_elsewhere_are_not_made() {
    let folder = tempfile::tempdir().unwrap();
    pictures(folder.path(), &NUMBERS);
    let store = session().unwrap();
    let id = keep(&store, &customers(&NUMBERS), folder.path());
    let (stop, rules) = (AtomicBool::new(false), making());
    let making = Making {
        store: &store,
        by: by(),
        rules: &rules,
        stop: &stop,
    };
    // Another window takes the rest back while this one makes.
    make(&making, id, &|run| {
        if run.done == 1 {
            store.drop_open_rows(id, &by(), now()).unwrap();
        }
    })
    .unwrap();
    let queued = count(&store, id, BatchRowState::Queued);
    assert_eq!(queued + count(&store, id, BatchRowState::Dropped), 5);
    assert!(queued < 5, "{queued}");
    assert_eq!(store.jobs(9).unwrap().len(), queued);
}

#[test]
fn a_draft_that_a_person_worked_on_is_theirs() {
    let folder = tempfile::tempdir().unwrap();
    pictures(folder.path(), &NUMBERS[..1]);
    let store = session().unwrap();
    let id = keep(&store, &customers(&NUMBERS[..1]), folder.path());
    let row = store.open_batch_rows(id).unwrap().remove(0);
    let RowTask::Customer { case, content, .. } = row.task else {
        panic!("a customer");
    };
    let mut save = DraftSave {
        id: case,
        version: 0,
        at: now(),
        staff: by().staff,
        content: *content,
        documents: Vec::new(),
        changed: Vec::new(),
        progress: 50,
        problems: 9,
    };
    save.version = store.save_draft(&save, &by()).unwrap();
    let name = "Nama Yang Benar".to_owned();
    save.content.values.insert("name".to_owned(), name.clone());
    store.save_draft(&save, &by()).unwrap();
    make_some(&store, id, 99);
    assert_eq!(count(&store, id, BatchRowState::Draft), 1);
    let draft = store.draft(case).unwrap();
    assert_eq!(draft.content.values.get("name"), Some(&name));
}

#[test]
fn a_row_is_where_its_customer_is() {
    let folder = tempfile::tempdir().unwrap();
    pictures(folder.path(), &NUMBERS[..1]);
    let store = session().unwrap();
    let id = keep(&store, &customers(&NUMBERS[..1]), folder.path());
    make_some(&store, id, 99);
    let stands = || store.batch_rows(id).unwrap()[0].state;
    let case = store.newest(None, 1).unwrap()[0].id;
    let ends = |outcome| {
        let job = store.jobs(9).unwrap()[0].id;
        let claim = store.claim(job, &by(), now()).unwrap();
        store.finish(claim.attempt, &end(outcome), &by()).unwrap();
    };
    ends(AttemptOutcome::Refused { duplicate: false });
    assert_eq!(stands(), BatchRowState::Refused);
    store.step(case, &Step::Correct, "", &by(), now()).unwrap();
    assert_eq!(stands(), BatchRowState::Draft, "a person corrects it");
    let made = store.draft(case).unwrap();
    let again = Freeze {
        id: case,
        at: now(),
        staff: by().staff,
        frozen: store.last_submission(case).unwrap().unwrap().frozen,
        documents: made.documents.keys().copied().collect(),
        consent: None,
    };
    store.freeze(&again, &by()).unwrap();
    assert_eq!(stands(), BatchRowState::Queued);
    ends(AttemptOutcome::Accepted(Some(Uuid::from_u128(5))));
    assert_eq!(stands(), BatchRowState::Done);
}
