//! The files that pictures were made from stay until the decision; pictures that were used before are found again.

use std::sync::Arc;
use std::time::Instant;

use tcdx_desk::domain::case::Step;
use tcdx_desk::domain::check::SAME;
use tcdx_desk::domain::{
    CaseId, Doc, Edit, Finding, FindingKind, Grade, KycStatus, Look, Made, Slot, Verdict,
};
use tcdx_desk::store::cases::backup::{backup, restore};
use tcdx_desk::store::cases::open::session;
use tcdx_desk::store::cases::{
    AttemptOutcome, CaseStore, DocContent, DraftSave, Freeze, Original, StatusNews,
};
use uuid::Uuid;

use super::kit::*;

const PROOF: Doc = Doc::Picture(Slot::ProofOfAddress);

fn news(id: CaseId, status: KycStatus) -> StatusNews {
    StatusNews {
        id,
        level: 1,
        status,
        reason: None,
        since: None,
        name: None,
        email: None,
        at: at(100),
        source: "retrieve",
    }
}

/// What was found and done, so that all of it must come back.
fn made() -> Made {
    let finding = Finding {
        kind: FindingKind::Blurred,
        grade: Grade::Red,
        areas: Vec::new(),
        measured: 12,
        threshold: 40,
    };
    Made {
        edit: Edit {
            turns: 3,
            ..Edit::default()
        },
        verdict: Verdict {
            findings: vec![finding],
            measures: vec![("sharpness".to_owned(), 12)],
            look: Look([u64::MAX, 2, 3, 4]),
        },
        pages: 2,
    }
}

fn put(store: &dyn CaseStore, id: CaseId, doc: Doc, content: Option<DocContent>) {
    let version = store.row(id).unwrap().map_or(0, |row| row.version);
    let save = DraftSave {
        documents: vec![(doc, content)],
        ..save(id, version)
    };
    store.save_draft(&save, &by()).unwrap();
}

fn kept(store: &dyn CaseStore, id: CaseId, doc: Doc) -> Option<Arc<[u8]>> {
    store.original(id, doc).unwrap()
}

fn with_look(store: &dyn CaseStore, doc: Doc, look: Look) -> CaseId {
    let id = CaseId::new();
    put(store, id, doc, Some(looking(1, look)));
    id
}

#[test]
fn an_original_follows_its_place_in_the_draft() {
    let desk = Desk::new();
    let id = CaseId::new();
    {
        let store = desk.open().store;
        draft(&*store, id);
        // Made anew from the same file, with another cut.
        let mut cut = picture(7, 200);
        cut.original = Original::Unchanged;
        cut.meta.made = made();
        cut.meta.pages = 3;
        put(&*store, id, ID_PHOTO, Some(cut));
    }
    let store = desk.open().store;
    assert_eq!(kept(&*store, id, ID_PHOTO), Some(original(1)));
    assert_eq!(kept(&*store, id, SELFIE), Some(original(2)));
    assert_eq!(kept(&*store, id, PROOF), None);
    assert_eq!(kept(&*store, CaseId::new(), ID_PHOTO), None);
    let about = &store.draft(id).unwrap().documents[&ID_PHOTO];
    assert!(about.made == made() && about.pages == 3);
    let back = store.document(id, ID_PHOTO).unwrap();
    assert!(back.meta.made == made() && back.original == Original::Unchanged);
    // The same bytes, about which more is known: no new document, and nothing for the history.
    let entries = store.history(id).unwrap().len();
    let mut known = back;
    known.meta.made.verdict.findings.clear();
    put(&*store, id, ID_PHOTO, Some(known));
    let about = &store.draft(id).unwrap().documents[&ID_PHOTO];
    assert!(about.made.verdict.findings.is_empty() && about.made.edit.turns == 3);
    assert_eq!(kept(&*store, id, ID_PHOTO), Some(original(1)));
    assert_eq!(store.history(id).unwrap().len(), entries);
    // Replaced by another, by one without, taken out.
    put(&*store, id, ID_PHOTO, Some(picture(9, 100)));
    assert_eq!(kept(&*store, id, ID_PHOTO), Some(original(9)));
    let mut plain = picture(10, 100);
    plain.original = Original::Same;
    put(&*store, id, ID_PHOTO, Some(plain));
    assert_eq!(kept(&*store, id, ID_PHOTO), None);
    put(&*store, id, SELFIE, None);
    assert_eq!(kept(&*store, id, SELFIE), None);
    let rows: u32 = count(&desk, "originals");
    assert_eq!(rows, 0);
    draft_is_discarded(&desk, &*store);
}

fn draft_is_discarded(desk: &Desk, store: &dyn CaseStore) {
    let other = CaseId::new();
    draft(store, other);
    assert_eq!(count(desk, "originals"), 2);
    store.discard_draft(other, &by(), at(5)).unwrap();
    assert_eq!(count(desk, "originals"), 0);
}

fn count(desk: &Desk, table: &str) -> u32 {
    let sql = desk.raw();
    sql.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
        row.get(0)
    })
    .unwrap()
}

#[test]
fn an_original_stays_until_the_decision() {
    let store = session().unwrap();
    let accepted = || AttemptOutcome::Accepted(Some(Uuid::new_v4()));
    let (id, _) = sent(&*store, accepted());
    assert!(kept(&*store, id, ID_PHOTO).is_some(), "sent, not decided");
    store.status(&news(id, KycStatus::Rejected), &by()).unwrap();
    assert!(
        kept(&*store, id, ID_PHOTO).is_some(),
        "a correction needs it"
    );
    store.step(id, &Step::Correct, "", &by(), at(120)).unwrap();
    put(&*store, id, SELFIE, Some(picture(4, 100)));
    assert_eq!(kept(&*store, id, SELFIE), Some(original(4)));
    let job = store.freeze(&freezing(id), &by()).unwrap();
    let claim = store.claim(job, &by(), at(130)).unwrap();
    assert!(claim.documents[&SELFIE].bytes == picture(4, 100).bytes);
    store
        .finish(claim.attempt, &end(AttemptOutcome::Accepted(None)), &by())
        .unwrap();
    let (other, _) = sent(&*store, accepted());
    store.status(&news(id, KycStatus::Approved), &by()).unwrap();
    for doc in [ID_PHOTO, SELFIE] {
        assert_eq!(kept(&*store, id, doc), None);
        assert!(store.document(id, doc).is_ok(), "what was sent stays");
        assert!(kept(&*store, other, doc).is_some(), "another case's stays");
    }
    // Documents of level 2 have their own decision.
    put(&*store, id, Doc::BankStatement, Some(picture(5, 100)));
    store.purge(at(0), &by(), at(200)).unwrap();
    assert!(kept(&*store, id, Doc::BankStatement).is_some());
    let statement = Freeze {
        frozen: None,
        documents: vec![Doc::BankStatement],
        consent: None,
        ..freezing(id)
    };
    store.freeze(&statement, &by()).unwrap();
}

#[test]
fn the_purge_takes_originals_and_erasing_takes_looks_too() {
    let store = session().unwrap();
    let id = CaseId::new();
    let look = Look([1, 2, 3, 4]);
    put(&*store, id, ID_PHOTO, Some(looking(1, look)));
    put(&*store, id, SELFIE, Some(picture(2, 100)));
    let job = store.freeze(&freezing(id), &by()).unwrap();
    let claim = store.claim(job, &by(), at(20)).unwrap();
    let accepted = AttemptOutcome::Accepted(Some(Uuid::new_v4()));
    store.finish(claim.attempt, &end(accepted), &by()).unwrap();
    store.status(&news(id, KycStatus::Rejected), &by()).unwrap();
    assert_eq!(store.purge(at(50), &by(), at(200)).unwrap(), 0);
    assert!(kept(&*store, id, ID_PHOTO).is_some());
    assert_eq!(store.purge(at(300), &by(), at(300)).unwrap(), 1);
    assert_eq!(kept(&*store, id, ID_PHOTO), None);
    assert_eq!(store.alike(look, None, 9).unwrap(), [id], "looks stay");
    store.erase(id, "asked to", &by(), at(400)).unwrap();
    assert_eq!(store.alike(look, None, 9).unwrap(), []);
}

#[test]
fn a_picture_is_found_in_earlier_cases_newest_first() {
    let store = session().unwrap();
    let look = Look([u64::MAX, 0, 7, 9]);
    let away = |bits: u32| Look([u64::MAX << bits, 0, 7, 9]);
    let first = with_look(&*store, ID_PHOTO, look);
    with_look(&*store, PROOF, look);
    with_look(&*store, ID_PHOTO, away(SAME + 1));
    with_look(&*store, ID_PHOTO, Look::default());
    let second = with_look(&*store, Doc::Picture(Slot::Gesture(4)), away(SAME));
    let own = with_look(&*store, SELFIE, look);
    assert_eq!(store.alike(look, Some(own), 9).unwrap(), [second, first]);
    assert_eq!(store.alike(look, None, 2).unwrap(), [own, second]);
    assert_eq!(store.alike(look, None, 0).unwrap(), []);
    assert_eq!(store.alike(Look::default(), None, 9).unwrap(), []);
    // A picture that was replaced or taken out is no longer in its case.
    put(&*store, second, Doc::Picture(Slot::Gesture(4)), None);
    put(&*store, first, ID_PHOTO, Some(looking(3, away(30))));
    assert_eq!(store.alike(look, Some(own), 9).unwrap(), []);
}

#[test]
fn many_cases_are_looked_through_in_parts() {
    let desk = Desk::new();
    let opened = desk.open();
    let look = Look([9; 4]);
    let oldest = with_look(&*opened.store, ID_PHOTO, look);
    // The invented ones are older than any that is made now.
    opened.sqlite.fill(25_000).unwrap();
    let newest = with_look(&*opened.store, SELFIE, look);
    let begun = Instant::now();
    let found = opened.store.alike(look, None, 9).unwrap();
    assert_eq!(found, [newest, oldest]);
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    // One of the very oldest, after several parts.
    let sql = desk.raw();
    let last: Vec<u8> = sql
        .query_row(
            "SELECT looks FROM looks ORDER BY case_id LIMIT 1",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let word = |at: usize| u64::from_be_bytes(last[at * 8..][..8].try_into().unwrap());
    let look = Look(std::array::from_fn(word));
    assert_eq!(opened.store.alike(look, None, 9).unwrap().len(), 1);
}

#[test]
fn a_store_of_the_former_layout_opens_with_its_cases() {
    let desk = Desk::new();
    let (id, sent_id) = {
        let store = desk.open().store;
        let id = CaseId::new();
        draft(&*store, id);
        let (sent, _) = sent(&*store, AttemptOutcome::Accepted(Some(Uuid::new_v4())));
        (id, sent)
    };
    // As the former version left it.
    desk.raw()
        .execute_batch(
            "DROP TABLE reports; DROP TABLE batch_rows; DROP TABLE batches; DROP TABLE symbols;
             DROP TABLE originals; DROP TABLE looks; ALTER TABLE documents DROP COLUMN made;
             ALTER TABLE documents DROP COLUMN pages; PRAGMA user_version = 1;
             PRAGMA wal_checkpoint(TRUNCATE)",
        )
        .unwrap();
    let opened = desk.open();
    let store = opened.store;
    assert_eq!(store.newest(None, 9).unwrap().len(), 2);
    assert!(store.draft(id).unwrap().content == content());
    let document = store.document(sent_id, ID_PHOTO).unwrap();
    assert!(document.bytes == picture(1, 5000).bytes && document.meta.made == Made::default());
    assert_eq!(kept(&*store, id, ID_PHOTO), None);
    put(&*store, id, ID_PHOTO, Some(picture(3, 100)));
    assert_eq!(kept(&*store, id, ID_PHOTO), Some(original(3)));
    assert_eq!(store.verify_history().unwrap().1, []);
}

#[test]
fn a_backup_carries_originals_and_looks() {
    let desk = Desk::new();
    let file = desk.folder.path().join("out.tcdx");
    let look = Look([5; 4]);
    let id = {
        let opened = desk.open();
        let id = with_look(&*opened.store, ID_PHOTO, look);
        backup(&opened, &file, &secret(PASSPHRASE), &by()).unwrap();
        opened.store.discard_draft(id, &by(), at(9)).unwrap();
        id
    };
    let bytes = std::fs::read(&file).unwrap();
    let needle = &ORIGINAL[8..];
    assert!(!bytes.windows(needle.len()).any(|part| part == needle));
    let passphrase = secret(PASSPHRASE);
    restore(
        &desk.home,
        &desk.profile,
        &desk.vault,
        &file,
        &passphrase,
        None,
        &by(),
    )
    .unwrap();
    let store = desk.open().store;
    assert_eq!(kept(&*store, id, ID_PHOTO), Some(original(1)));
    assert_eq!(store.alike(look, None, 9).unwrap(), [id]);
}
