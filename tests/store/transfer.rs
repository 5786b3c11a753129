//! Backup, restore, and customers of older versions.

use std::fs;

use tcdx_desk::domain::report::Content;
use tcdx_desk::domain::{CaseId, Report, Stage};
use tcdx_desk::store::cases::backup::{backup, restore};
use tcdx_desk::store::cases::open::{KeptBy, OpenError, open};
use tcdx_desk::store::cases::{
    AttemptOutcome, BatchContent, BatchId, BatchRowState, CaseStore, JobId, JobState, NewBatchRow,
    NewReport, RowTask,
};
use tcdx_desk::store::{Registered, ledger};
use tcdx_desk::vault::{Vault, VaultError};
use uuid::Uuid;

use super::kit::*;

/// A report that waits, and a customer of a batch who is not made yet.
fn open_work(store: &dyn CaseStore) -> (JobId, BatchId) {
    let new = NewReport {
        report: Report {
            user_id: Uuid::from_u128(7),
            date_time: at(1),
            content: Content::CreateAddress {
                symbol: "ETH".to_owned(),
                address: "0xa".to_owned(),
            },
        },
        batch: None,
    };
    let report = store.add_reports(&[new], None, &by(), at(2)).unwrap()[0];
    let batch = BatchId(Uuid::now_v7());
    let head = BatchContent {
        kind: "register".to_owned(),
        name: "rows.csv".to_owned(),
        headers: vec!["name".to_owned()],
        consent: Some((1, at(2))),
    };
    let row = NewBatchRow {
        number: 2,
        cells: vec![NAME.to_owned()],
        task: RowTask::Customer {
            case: CaseId::new(),
            content: Box::new(content()),
            files: Vec::new(),
        },
        wrong: String::new(),
    };
    store.add_batch(batch, &head, &[row], &by(), at(2)).unwrap();
    (report, batch)
}

#[test]
fn a_backup_comes_back_under_a_new_key_and_sends_nothing_by_itself() {
    let desk = Desk::new();
    let file = desk.folder.path().join("out.tcdx");
    let (id, waiting, report, batch) = {
        let opened = desk.open();
        let (id, _) = sent(
            &*opened.store,
            AttemptOutcome::Accepted(Some(Uuid::new_v4())),
        );
        let next = CaseId::new();
        draft(&*opened.store, next);
        let job = opened.store.freeze(&freezing(next), &by()).unwrap();
        let (report, batch) = open_work(&*opened.store);
        let weak = backup(&opened, &file, &secret("short"), &by());
        assert!(matches!(weak, Err(OpenError::WeakPassphrase { .. })));
        backup(&opened, &file, &secret(PASSPHRASE), &by()).unwrap();
        // What happens later is not in it.
        opened.store.erase(id, "later", &by(), at(70)).unwrap();
        (id, job, report, batch)
    };
    let bytes = fs::read(&file).unwrap();
    for needle in [NAME.as_bytes(), NIK.as_bytes(), b"JFIF", b"SQLite format"] {
        assert!(!bytes.windows(needle.len()).any(|part| part == needle));
    }
    let old_key = desk.vault.get(&desk.profile.name).unwrap().unwrap();
    let restore = |passphrase: &str| {
        let passphrase = secret(passphrase);
        restore(
            &desk.home,
            &desk.profile,
            &desk.vault,
            &file,
            &passphrase,
            None,
            &by(),
        )
    };
    let before = fs::read(desk.db()).unwrap();
    let wrong = restore("incorrect horse").unwrap_err();
    assert!(matches!(wrong, OpenError::WrongPassphrase), "{wrong}");
    let busy = {
        let _opened = desk.open();
        restore(PASSPHRASE).unwrap_err()
    };
    assert!(matches!(busy, OpenError::InUse { .. }), "{busy}");
    let mut flipped = bytes.clone();
    let middle = bytes.len() / 2;
    flipped[middle] ^= 1;
    for damaged in [&flipped[..], &bytes[..middle]] {
        fs::write(&file, damaged).unwrap();
        let error = restore(PASSPHRASE).unwrap_err();
        assert!(
            matches!(error, OpenError::Damaged { ref path } if *path == file),
            "{error}"
        );
    }
    fs::write(&file, b"name,email\nnot,a,backup").unwrap();
    let foreign = restore(PASSPHRASE).unwrap_err();
    assert!(matches!(foreign, OpenError::Foreign { .. }), "{foreign}");
    assert!(
        fs::read(desk.db()).unwrap() == before,
        "nothing was touched"
    );
    assert!(desk.files(".new-").is_empty());

    fs::write(&file, &bytes).unwrap();
    restore(PASSPHRASE).unwrap();
    assert!(
        fs::read(&file).unwrap() == bytes,
        "the backup stays as it is"
    );
    let new_key = desk.vault.get(&desk.profile.name).unwrap().unwrap();
    assert_ne!(new_key.expose(), old_key.expose());
    let opened = desk.open();
    let store = &opened.store;
    let row = store.row(id).unwrap().unwrap();
    assert_eq!((row.life.stage, &*row.name), (Stage::Pending, NAME));
    assert!(store.document(id, ID_PHOTO).unwrap().bytes == picture(1, 5000).bytes);
    assert_eq!(store.duplicates(NIK, "", "", None).unwrap().len(), 2);
    // It may have been sent after the backup was made.
    let job = store.job(waiting).unwrap().unwrap();
    assert_eq!(job.state, JobState::Unconfirmed);
    assert!(store.claim(waiting, &by(), at(90)).is_err());
    // So may the report: a refusal is no proof any more that it was not.
    let attempts = store.report_attempts(report).unwrap();
    assert_eq!(attempts[0].outcome.as_deref(), Some("unknown"));
    let rows = store.batch_rows(batch).unwrap();
    assert_eq!(
        rows[0].state,
        BatchRowState::Dropped,
        "made by a person alone"
    );
    assert_eq!(store.verify_history().unwrap().1, []);
    let aside: Vec<_> = desk.files(".db");
    assert_eq!(aside.len(), 2, "the store before was put aside");
    let aside = aside.iter().find(|path| **path != desk.db()).unwrap();
    let erased: String = raw(aside, old_key.expose())
        .query_row(
            "SELECT stage FROM cases WHERE stage = 'erased'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(erased, "erased");
}

#[test]
fn a_backup_is_restored_where_there_is_no_keyring() {
    let desk = Desk::new();
    let file = desk.folder.path().join("out.tcdx");
    let id = CaseId::new();
    {
        let opened = desk.open();
        draft(&*opened.store, id);
        backup(&opened, &file, &secret(PASSPHRASE), &by()).unwrap();
    }
    let other = Desk::new();
    let none = NoVault(VaultError::NoStore);
    let restore = |new: Option<&str>| {
        let new = new.map(secret);
        let (home, profile) = (&other.home, &other.profile);
        restore(
            home,
            profile,
            &none,
            &file,
            &secret(PASSPHRASE),
            new.as_ref(),
            &by(),
        )
    };
    let error = restore(None).unwrap_err();
    assert!(
        matches!(error, OpenError::NeedsPassphrase { is_new: true }),
        "{error}"
    );
    restore(Some("another passphrase")).unwrap();
    let passphrase = secret("another passphrase");
    let opened = open(&other.home, &other.profile, &none, Some(&passphrase)).unwrap();
    assert_eq!(opened.kept_by, KeptBy::Passphrase);
    assert!(opened.store.row(id).unwrap().is_some());
    assert_eq!(opened.store.verify_history().unwrap().1, []);
}

#[test]
fn customers_of_older_versions_are_taken_over_once() {
    let desk = Desk::new();
    let users = [Uuid::new_v4(), Uuid::new_v4()];
    let append = |user_id, seconds| {
        let at = at(seconds);
        ledger::append(&desk.home, &desk.profile.name, &Registered { user_id, at }).unwrap();
    };
    append(users[0], -500);
    append(users[1], -400);
    let first = {
        let store = desk.open().store;
        let rows = store.newest(None, 10).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].life.user_id, Some(users[1]), "newest first");
        assert_eq!(rows[1].created_at, at(-500));
        assert_eq!(rows[1].life.stage, Stage::Pending);
        store.erase(rows[1].id, "asked", &by(), at(0)).unwrap();
        rows[1].id
    };
    append(Uuid::new_v4(), -100);
    let store = desk.open().store;
    assert_eq!(store.newest(None, 10).unwrap().len(), 3);
    let row = store.row(first).unwrap().unwrap();
    assert_eq!(row.life.stage, Stage::Erased, "it does not come back");
}
