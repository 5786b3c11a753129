//! The life of cases in a store.

use std::sync::Barrier;

use tcdx_desk::domain::case::Step;
use tcdx_desk::domain::{CaseId, Doc, JobKind, KycStatus, Level2, Stage};
use tcdx_desk::store::cases::open::session;
use tcdx_desk::store::cases::{
    AttemptOutcome, CaseError, CaseStore, Deed, DraftContent, DraftSave, DuplicateKind, Freeze,
    JobState, StatusNews,
};
use uuid::Uuid;

use super::kit::*;

fn news(id: CaseId, level: u8, status: KycStatus) -> StatusNews {
    StatusNews {
        id,
        level,
        status,
        reason: None,
        since: None,
        name: None,
        email: None,
        at: at(100),
        source: "retrieve",
    }
}

fn deeds(store: &dyn CaseStore, id: CaseId) -> Vec<String> {
    let name = |deed: &Deed| {
        let json = serde_json::to_value(deed).unwrap();
        json["deed"].as_str().unwrap().to_owned()
    };
    let entries = store.history(id).unwrap();
    entries.iter().map(|entry| name(&entry.deed)).collect()
}

#[test]
fn a_draft_comes_back_as_it_was_left() {
    let desk = Desk::new();
    let id = CaseId::new();
    {
        let opened = desk.open();
        assert_eq!(draft(&*opened.store, id), 1);
        let twice = opened.store.save_draft(&save(id, 0), &by());
        assert!(matches!(twice, Err(CaseError::Conflict)), "{twice:?}");
        let unknown = opened.store.save_draft(&save(CaseId::new(), 4), &by());
        assert!(matches!(unknown, Err(CaseError::NotFound)), "{unknown:?}");
        let out = DraftSave {
            documents: vec![(SELFIE, None)],
            ..save(id, 1)
        };
        assert_eq!(opened.store.save_draft(&out, &by()).unwrap(), 2);
    }
    let opened = desk.open();
    let store = opened.store;
    let kept = store.draft(id).unwrap();
    assert_eq!(kept.version, 2);
    assert!(kept.content == content());
    assert_eq!(kept.documents.keys().collect::<Vec<_>>(), [&ID_PHOTO]);
    let document = store.document(id, ID_PHOTO).unwrap();
    assert!(document.bytes == picture(1, 5000).bytes);
    assert_eq!(document.meta.sha256.len(), 64);
    let gone = store.document(id, SELFIE);
    assert!(matches!(gone, Err(CaseError::NotFound)), "{gone:?}");
    let row = store.row(id).unwrap().unwrap();
    assert_eq!(
        [&*row.name, &row.email, &row.id_number, &row.phone],
        [NAME, EMAIL, NIK, "+6281234567890"]
    );
    assert_eq!((row.progress, row.problems, row.version), (40, 3, 2));
    assert_eq!(
        deeds(&*store, id),
        ["created", "document", "document", "document"]
    );
    store.note_edits(id, &by(), at(5)).unwrap();
    store.note_edits(id, &by(), at(6)).unwrap();
    let last = store.history(id).unwrap().pop().unwrap();
    let fields = vec!["name".to_owned()];
    assert_eq!((last.deed, last.by), (Deed::Edited { fields }, by()));
    assert_eq!(deeds(&*store, id).len(), 5);
    store.discard_draft(id, &by(), at(7)).unwrap();
    assert!(store.row(id).unwrap().is_none());
    assert_eq!(store.verify_history().unwrap(), (6, vec![]));
}

#[test]
fn pages_of_the_list_and_what_changed() {
    let store = session().unwrap();
    let ids: Vec<_> = (0..5).map(|_| CaseId::new()).collect();
    for id in &ids {
        store.save_draft(&save(*id, 0), &by()).unwrap();
    }
    let page = store.newest(None, 2).unwrap();
    assert_eq!([page[0].id, page[1].id], [ids[4], ids[3]]);
    let page = store.newest(Some(ids[3]), 10).unwrap();
    assert_eq!(page.len(), 3);
    let revision = store.revision().unwrap();
    assert!(store.changed_since(revision, 10).unwrap().is_empty());
    store.add_note(ids[1], "call back", &by(), at(1)).unwrap();
    let changed = store.changed_since(revision, 10).unwrap();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].id, ids[1]);
    assert_eq!(changed[0].version, 1, "a note is in nobody's way");
    assert_eq!(store.notes(ids[1]).unwrap()[0].text, "call back");
}

#[test]
fn a_case_goes_all_the_way() {
    let store = session().unwrap();
    let id = CaseId::new();
    draft(&*store, id);
    let job = store.freeze(&freezing(id), &by()).unwrap();
    let again = store.freeze(&freezing(id), &by());
    assert!(matches!(again, Err(CaseError::Illegal(_))), "{again:?}");
    let edit = store.save_draft(&save(id, 2), &by());
    assert!(matches!(edit, Err(CaseError::Illegal(_))), "{edit:?}");
    let claim = store.claim(job, &by(), at(20)).unwrap();
    assert_eq!(claim.documents.len(), 2);
    assert!(claim.frozen == Some(frozen()));
    assert_eq!((claim.job.kind, claim.user_id), (JobKind::Register, None));
    let twice = store.claim(job, &by(), at(21));
    assert!(matches!(twice, Err(CaseError::Conflict)), "{twice:?}");
    store.progress(claim.attempt, 7, 20).unwrap();
    let user = Uuid::new_v4();
    let accepted = end(AttemptOutcome::Accepted(Some(user)));
    let row = store
        .finish(claim.attempt, &accepted, &by())
        .unwrap()
        .unwrap();
    assert_eq!(row.life.stage, Stage::Pending);
    assert_eq!((row.attempts, row.registered_at), (1, Some(at(30))));
    let ended = store.finish(claim.attempt, &accepted, &by());
    assert!(matches!(ended, Err(CaseError::Conflict)), "{ended:?}");
    assert_eq!(store.polled().unwrap(), [(id, user, at(30))]);
    let rejected = StatusNews {
        reason: Some("blurred".to_owned()),
        ..news(id, 1, KycStatus::Rejected)
    };
    let row = store.status(&rejected, &by()).unwrap().unwrap();
    assert_eq!((row.life.stage, &*row.reason), (Stage::Rejected, "blurred"));
    assert!(row.is_unread);
    assert!(store.status(&rejected, &by()).unwrap().is_none());
    store.step(id, &Step::Correct, "", &by(), at(200)).unwrap();
    let version = store.draft(id).unwrap().version;
    let new = DraftSave {
        documents: vec![(ID_PHOTO, Some(picture(9, 100)))],
        ..save(id, version)
    };
    store.save_draft(&new, &by()).unwrap();
    let before = store.last_submission(id).unwrap().unwrap();
    assert_eq!((before.number, before.kind), (1, JobKind::Register));
    assert!(before.documents.contains_key(&ID_PHOTO));
    let job = store.freeze(&freezing(id), &by()).unwrap();
    let claim = store.claim(job, &by(), at(300)).unwrap();
    assert_eq!(
        (claim.job.kind, claim.user_id),
        (JobKind::Update, Some(user))
    );
    let accepted = end(AttemptOutcome::Accepted(None));
    store.finish(claim.attempt, &accepted, &by()).unwrap();
    let row = store.status(&news(id, 1, KycStatus::Approved), &by());
    assert_eq!(row.unwrap().unwrap().reason, "");
    assert!(store.polled().unwrap().is_empty());
    level2(&*store, id);
    assert!(store.verify_history().unwrap().1.is_empty());
    assert_eq!(store.jobs(10).unwrap().len(), 3);
    assert_eq!(store.jobs(1).unwrap().len(), 1);
    assert_eq!(store.attempts(id).unwrap().len(), 3);
}

fn level2(store: &dyn CaseStore, id: CaseId) {
    let version = store.draft(id).unwrap().version;
    let statement = DraftSave {
        documents: vec![(Doc::BankStatement, Some(picture(5, 100)))],
        content: DraftContent::default(),
        ..save(id, version)
    };
    store.save_draft(&statement, &by()).unwrap();
    assert!(store.draft(id).unwrap().content == content(), "values stay");
    let picture_now = DraftSave {
        documents: vec![(ID_PHOTO, None)],
        ..save(id, version + 1)
    };
    let refused = store.save_draft(&picture_now, &by());
    assert!(matches!(refused, Err(CaseError::Illegal(_))), "{refused:?}");
    let freeze = Freeze {
        frozen: None,
        documents: vec![Doc::BankStatement],
        consent: None,
        ..freezing(id)
    };
    let job = store.freeze(&freeze, &by()).unwrap();
    let claim = store.claim(job, &by(), at(400)).unwrap();
    assert!(claim.frozen.is_none() && claim.documents.contains_key(&Doc::BankStatement));
    let accepted = end(AttemptOutcome::Accepted(None));
    let row = store
        .finish(claim.attempt, &accepted, &by())
        .unwrap()
        .unwrap();
    assert_eq!(
        (row.life.stage, row.life.level2),
        (Stage::Approved, Level2::Pending)
    );
    let row = store.status(&news(id, 2, KycStatus::Approved), &by());
    assert_eq!(row.unwrap().unwrap().life.level2, Level2::Approved);
}

#[test]
fn what_got_no_answer_is_never_sent_by_itself() {
    let store = session().unwrap();
    let (id, job) = sent(&*store, AttemptOutcome::Unknown);
    assert_eq!(
        store.job(job).unwrap().unwrap().state,
        JobState::Unconfirmed
    );
    for refused in [
        store.claim(job, &by(), at(1)).map(|_| ()),
        store.retry_now(job),
        store.cancel_job(job, &by(), at(1)),
        store.move_up(job),
    ] {
        assert!(refused.is_err());
    }
    store.send_again(job, &by(), at(40)).unwrap();
    let claim = store.claim(job, &by(), at(50)).unwrap();
    let duplicate = end(AttemptOutcome::Refused { duplicate: true });
    let row = store
        .finish(claim.attempt, &duplicate, &by())
        .unwrap()
        .unwrap();
    assert_eq!((row.life.stage, row.life.user_id), (Stage::Pending, None));
    assert_eq!(row.reason, "");
    assert_eq!(store.job(job).unwrap().unwrap().state, JobState::Done);
    let arrived = Step::Arrived(Some(Uuid::new_v4()));
    store.step(id, &arrived, "found", &by(), at(60)).unwrap();
    assert_eq!(store.polled().unwrap().len(), 1);
}

#[test]
fn a_power_cut_while_sending_is_no_answer() {
    let desk = Desk::new();
    let id = CaseId::new();
    let job = {
        let store = desk.open().store;
        draft(&*store, id);
        let job = store.freeze(&freezing(id), &by()).unwrap();
        store.claim(job, &by(), at(20)).unwrap();
        job
    };
    let store = desk.open().store;
    assert_eq!(store.recover(&by(), at(40)).unwrap(), 1);
    assert_eq!(store.recover(&by(), at(41)).unwrap(), 0);
    assert_eq!(
        store.row(id).unwrap().unwrap().life.stage,
        Stage::Unconfirmed
    );
    assert_eq!(
        store.job(job).unwrap().unwrap().state,
        JobState::Unconfirmed
    );
    let attempt = &store.attempts(id).unwrap()[0];
    assert_eq!(attempt.outcome.as_deref(), Some("unknown"));
    assert_eq!(attempt.ended_at, Some(at(40)));
}

#[test]
fn the_queue_is_moved_held_cancelled_and_waits() {
    let store = session().unwrap();
    let ids = [CaseId::new(), CaseId::new()];
    let jobs = ids.map(|id| {
        draft(&*store, id);
        store.freeze(&freezing(id), &by()).unwrap()
    });
    store.move_up(jobs[1]).unwrap();
    let order: Vec<_> = store.jobs(0).unwrap().iter().map(|job| job.id).collect();
    assert_eq!(order, [jobs[1], jobs[0]]);
    store
        .step(ids[1], &Step::Hold, "ask", &by(), at(15))
        .unwrap();
    assert!(store.jobs(0).unwrap()[0].on_hold);
    let held = store.claim(jobs[1], &by(), at(20));
    assert!(matches!(held, Err(CaseError::Illegal(_))), "{held:?}");
    store
        .step(ids[1], &Step::Release, "", &by(), at(16))
        .unwrap();
    let claim = store.claim(jobs[1], &by(), at(20)).unwrap();
    let later = end(AttemptOutcome::NotSent { next_at: at(99) });
    store.finish(claim.attempt, &later, &by()).unwrap();
    let job = store.job(jobs[1]).unwrap().unwrap();
    assert_eq!(
        (job.state, job.tries, job.next_at),
        (JobState::Waiting, 1, Some(at(99)))
    );
    store.retry_now(jobs[1]).unwrap();
    assert_eq!(store.job(jobs[1]).unwrap().unwrap().next_at, None);
    store.cancel_job(jobs[1], &by(), at(31)).unwrap();
    let row = store.row(ids[1]).unwrap().unwrap();
    assert_eq!((row.life.stage, row.life.submissions), (Stage::Draft, 0));
    assert!(store.last_submission(ids[1]).unwrap().is_none());
    assert!(store.job(jobs[1]).unwrap().is_none());
    assert!(!store.is_paused().unwrap());
    store.set_paused(true, &by(), at(1)).unwrap();
    assert!(store.is_paused().unwrap());
}

#[test]
fn frozen_pictures_outlive_their_place_in_the_draft() {
    let store = session().unwrap();
    let (id, job) = sent(&*store, AttemptOutcome::Unknown);
    store.step(id, &Step::Correct, "", &by(), at(40)).unwrap();
    let version = store.draft(id).unwrap().version;
    let out = DraftSave {
        documents: vec![(ID_PHOTO, None)],
        ..save(id, version)
    };
    store.save_draft(&out, &by()).unwrap();
    let refused = store.send_again(job, &by(), at(41));
    assert!(matches!(refused, Err(CaseError::Illegal(_))), "{refused:?}");
    let missing = store.freeze(&freezing(id), &by());
    assert!(matches!(missing, Err(CaseError::NotFound)), "{missing:?}");
    assert_eq!(
        store.row(id).unwrap().unwrap().life.stage,
        Stage::Correction,
        "nothing was written"
    );
}

#[test]
fn likely_duplicates_are_found_by_any_spelling() {
    let store = session().unwrap();
    let (id, _) = sent(&*store, AttemptOutcome::Accepted(Some(Uuid::new_v4())));
    let find = |nik: &str, email: &str, phone: &str, except| {
        let found = store.duplicates(nik, email, phone, except).unwrap();
        found
            .into_iter()
            .map(|found| found.alike)
            .collect::<Vec<_>>()
    };
    let all = [
        DuplicateKind::IdNumber,
        DuplicateKind::Email,
        DuplicateKind::Phone,
    ];
    let spelt = ("3515 1445 0868 0002", "SITI.contoh@MAIL.example");
    assert_eq!(find(spelt.0, spelt.1, "+62 812-3456-7890", None), [all]);
    assert_eq!(find(NIK, "", "", Some(id)), Vec::<Vec<_>>::new());
    assert_eq!(find("", EMAIL, "+65999", None), [[DuplicateKind::Email]]);
    store.erase(id, "asked", &by(), at(50)).unwrap();
    assert_eq!(find(NIK, EMAIL, "", None), [[all[0], all[1]]]);
    let erased = &store.duplicates(NIK, "", "", None).unwrap()[0];
    assert_eq!((&*erased.name, erased.stage), ("", Stage::Erased));
}

#[test]
fn customers_from_elsewhere_and_what_the_server_knows_of_them() {
    let store = session().unwrap();
    let user = Uuid::new_v4();
    let id = store.add_elsewhere(user, &by(), at(0)).unwrap();
    assert_eq!(store.add_elsewhere(user, &by(), at(1)).unwrap(), id);
    let told = StatusNews {
        name: Some(NAME.to_owned()),
        email: Some(EMAIL.to_owned()),
        ..news(id, 1, KycStatus::Other("Frozen".to_owned()))
    };
    let row = store.status(&told, &by()).unwrap().unwrap();
    assert_eq!((&*row.name, &*row.email), (NAME, EMAIL));
    assert_eq!(row.life.other_status.as_deref(), Some("Frozen"));
    assert!(store.status(&told, &by()).unwrap().is_none());
    assert_eq!(store.by_user_id(user).unwrap().unwrap().id, id);
    assert_eq!(store.duplicates("", EMAIL, "", None).unwrap().len(), 1);
    store.mark_read(id).unwrap();
    let unknown = store.row(CaseId::new()).unwrap();
    assert!(unknown.is_none());
}

#[test]
fn pictures_go_only_when_all_is_decided_and_confirmed() {
    let store = session().unwrap();
    let accepted = AttemptOutcome::Accepted(Some(Uuid::new_v4()));
    let (id, _) = sent(&*store, accepted);
    let purge = || store.purge(at(1000), &by(), at(2000)).unwrap();
    assert_eq!(purge(), 0, "pending");
    let mut approved = news(id, 1, KycStatus::Approved);
    approved.since = Some(at(500));
    store.status(&approved, &by()).unwrap();
    assert_eq!(store.purge(at(400), &by(), at(2000)).unwrap(), 0, "young");
    store.step(id, &Step::Hold, "", &by(), at(600)).unwrap();
    assert_eq!(purge(), 0, "on hold");
    store.step(id, &Step::Release, "", &by(), at(601)).unwrap();
    let version = store.draft(id).unwrap().version;
    let statement = DraftSave {
        documents: vec![(Doc::BankStatement, Some(picture(5, 100)))],
        ..save(id, version)
    };
    store.save_draft(&statement, &by()).unwrap();
    assert_eq!(purge(), 1);
    assert_eq!(purge(), 0, "once");
    let left: Vec<_> = store.draft(id).unwrap().documents.into_keys().collect();
    assert_eq!(left, [Doc::BankStatement], "never sent, so it stays");
    let (other, _) = sent(&*store, AttemptOutcome::Unknown);
    store.purge(at(99_999), &by(), at(99_999)).unwrap();
    assert_eq!(store.draft(other).unwrap().documents.len(), 2);
}

#[test]
fn two_stores_on_one_file_see_each_other_and_send_once() {
    let desk = Desk::new();
    let (one, two) = (desk.open().store, desk.open().store);
    let id = CaseId::new();
    draft(&*one, id);
    assert_eq!(two.row(id).unwrap().unwrap().version, 1);
    two.save_draft(&save(id, 1), &by()).unwrap();
    let late = one.save_draft(&save(id, 1), &by());
    assert!(matches!(late, Err(CaseError::Conflict)), "{late:?}");
    for _ in 0..10 {
        let id = CaseId::new();
        draft(&*one, id);
        let job = one.freeze(&freezing(id), &by()).unwrap();
        let barrier = Barrier::new(2);
        let won = std::thread::scope(|scope| {
            let race = |store: &'static str| {
                let store = if store == "one" { &one } else { &two };
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    store.claim(job, &by(), at(20)).is_ok()
                })
            };
            let threads = [race("one"), race("two")];
            threads.map(|thread| thread.join().unwrap())
        });
        assert_eq!(won.iter().filter(|won| **won).count(), 1, "{won:?}");
    }
    assert!(one.verify_history().unwrap().1.is_empty());
}

#[test]
fn values_are_kept() {
    let store = session().unwrap();
    assert_eq!(store.value("sandbox").unwrap(), None);
    store.set_value("sandbox", b"one").unwrap();
    store.set_value("sandbox", b"two").unwrap();
    assert_eq!(store.value("sandbox").unwrap().unwrap(), b"two");
}
