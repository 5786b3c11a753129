//! Pictures with their originals and verdicts: told at once, kept with the draft, given back when it is opened again.

use std::sync::Arc;

use tcdx_desk::desk::event::PictureEnd;
use tcdx_desk::desk::state::Step;
use tcdx_desk::desk::update::unsaved;
use tcdx_desk::desk::{Action, Event};
use tcdx_desk::domain::problem::{Issue, WarningKey};
use tcdx_desk::domain::{
    Doc, Field, Finding, FindingKind, Grade, Look, Made, Picture, Section, Slot,
};
use tcdx_desk::store::cases::{CaseError, Deed, Original};

use super::bench::{Bench, picture};

const LOOK: Look = Look([1, 2, 3, u64::MAX]);

fn red(kind: FindingKind) -> Finding {
    Finding {
        kind,
        grade: Grade::Red,
        areas: Vec::new(),
        measured: 1,
        threshold: 2,
    }
}

/// A picture of this many bytes, in which this was found, and that was made from such a file.
fn end(bytes: usize, findings: Vec<Finding>, look: Look, original: Original) -> PictureEnd {
    let PictureEnd::Fitted {
        picture, thumbnail, ..
    } = picture(Slot::IdPhoto)
    else {
        unreachable!()
    };
    let mut made = Made::default();
    made.verdict.findings = findings;
    made.verdict.look = look;
    PictureEnd::Fitted {
        picture: Picture {
            bytes: Arc::from(vec![bytes as u8; bytes]),
            made: Arc::new(made),
            ..picture
        },
        thumbnail,
        original,
    }
}

fn file(bytes: usize) -> Original {
    Original::New(Arc::from(vec![7; bytes]))
}

fn load(bench: &mut Bench, slot: Slot, end: PictureEnd) {
    bench.pictures.insert(slot, end);
    bench.act(Action::PickPicture(slot));
}

fn shown(bench: &Bench, slot: Slot) -> Vec<FindingKind> {
    let problems = bench.desk.state.onboard.visible_problems();
    let kinds = problems.filter_map(|problem| match problem.issue {
        Issue::Picture { slot: of, kind, .. } if of == slot => Some(kind),
        _ => None,
    });
    kinds.collect()
}

fn keep(bench: &mut Bench, key: WarningKey) {
    bench.act(Action::AskKeep(key));
    "the camera has no better".clone_into(&mut bench.desk.draft.reason);
    bench.act(Action::Keep(key));
}

#[test]
fn the_original_is_given_to_the_store_and_let_go_of() {
    let mut bench = Bench::new();
    load(
        &mut bench,
        Slot::IdPhoto,
        end(9, vec![], Look::default(), file(50)),
    );
    let case = bench.case();
    let doc = Doc::Picture(Slot::IdPhoto);
    let view = |bench: &Bench| bench.desk.state.onboard.slots[&Slot::IdPhoto].clone();
    assert_eq!(view(&bench).original, None, "the store has it");
    assert_eq!(bench.store.original(case, doc).unwrap().unwrap().len(), 50);
    // Made anew from it: the store's stays.
    load(
        &mut bench,
        Slot::IdPhoto,
        end(8, vec![], Look::default(), Original::Unchanged),
    );
    assert_eq!(bench.store.document(case, doc).unwrap().bytes.len(), 8);
    assert_eq!(bench.store.original(case, doc).unwrap().unwrap().len(), 50);
    // The same picture from another file.
    load(
        &mut bench,
        Slot::IdPhoto,
        end(8, vec![], Look::default(), file(60)),
    );
    assert_eq!(bench.store.original(case, doc).unwrap().unwrap().len(), 60);
    load(
        &mut bench,
        Slot::IdPhoto,
        end(5, vec![], Look::default(), Original::Same),
    );
    assert_eq!(bench.store.original(case, doc).unwrap(), None);
    assert!(!view(&bench).is_as_it_came && !unsaved(&bench.desk));
}

#[test]
fn an_original_that_cannot_be_kept_stays_until_it_can() {
    let mut bench = Bench::new();
    bench.fault = Some(|| CaseError::DiskFull);
    load(
        &mut bench,
        Slot::IdPhoto,
        end(9, vec![], Look::default(), file(50)),
    );
    let view = &bench.desk.state.onboard.slots[&Slot::IdPhoto];
    assert!(view.original.is_some() && unsaved(&bench.desk));
    bench.fault = None;
    bench.wait(3000);
    bench.settle();
    let doc = Doc::Picture(Slot::IdPhoto);
    let kept = bench.store.original(bench.case(), doc).unwrap();
    assert_eq!(kept.unwrap().len(), 50);
    assert_eq!(
        bench.desk.state.onboard.slots[&Slot::IdPhoto].original,
        None
    );
}

#[test]
fn large_originals_are_kept_one_at_a_time_with_what_is_typed_meanwhile() {
    let mut bench = Bench::new();
    for index in 0..4 {
        let slot = Slot::Gesture(index);
        let end = end(
            100 + usize::from(index),
            vec![],
            Look::default(),
            file(3_500_000),
        );
        bench.pictures.insert(slot, end);
        bench.ask(Action::PickPicture(slot));
    }
    for _ in 0..4 {
        bench.work_once();
    }
    assert_eq!(bench.count("SaveDraft"), 1);
    bench.types(Field::Name, "Siti");
    bench.work_once();
    assert_eq!(bench.count("SaveDraft"), 1, "the next follows at once");
    bench.work_once();
    let case = bench.case();
    assert_eq!(
        bench.kept(case, Field::Name),
        "Siti",
        "after one picture, not after four"
    );
    assert_eq!(bench.store.draft(case).unwrap().documents.len(), 2);
    assert!(unsaved(&bench.desk));
    bench.settle();
    assert_eq!(bench.count("SaveDraft"), 2);
    assert_eq!(bench.store.draft(case).unwrap().documents.len(), 4);
    assert!(!unsaved(&bench.desk));
    let slots = &bench.desk.state.onboard.slots;
    assert!(slots.values().all(|view| view.original.is_none()));
}

#[test]
fn a_red_finding_is_told_at_once_and_its_reason_goes_with_the_picture() {
    let mut bench = Bench::new();
    let slot = Slot::Selfie;
    let key = WarningKey::Picture(slot, FindingKind::Blurred);
    let blurred = |bytes| {
        end(
            bytes,
            vec![red(FindingKind::Blurred)],
            Look::default(),
            Original::Same,
        )
    };
    load(&mut bench, slot, blurred(9));
    assert_eq!(shown(&bench, slot), [FindingKind::Blurred]);
    keep(&mut bench, key);
    assert!(shown(&bench, slot).is_empty());
    load(&mut bench, slot, blurred(10));
    assert_eq!(
        shown(&bench, slot),
        [FindingKind::Blurred],
        "another picture, another reason"
    );
    keep(&mut bench, key);
    bench.act(Action::RemovePicture(slot));
    assert!(bench.desk.draft.form.kept.is_empty());
}

#[test]
fn a_reason_that_the_same_picture_stands_twice_goes_with_either() {
    let mut bench = Bench::new();
    let twice = |bytes| end(bytes, vec![], LOOK, Original::Same);
    load(&mut bench, Slot::IdPhoto, twice(9));
    load(&mut bench, Slot::Selfie, twice(9));
    assert_eq!(shown(&bench, Slot::Selfie), [FindingKind::Same]);
    keep(
        &mut bench,
        WarningKey::Picture(Slot::Selfie, FindingKind::Same),
    );
    load(
        &mut bench,
        Slot::IdPhoto,
        end(7, vec![], Look([9; 4]), Original::Same),
    );
    assert!(bench.desk.draft.form.kept.is_empty());
}

#[test]
fn a_verdict_comes_back_with_its_draft() {
    let mut bench = Bench::new();
    let blurred = vec![red(FindingKind::Blurred)];
    load(&mut bench, Slot::IdPhoto, end(9, blurred, LOOK, file(50)));
    let case = bench.case();
    bench.wait(1000);
    bench.settle();
    let mut another = bench.another();
    another.act(Action::ContinueDraft(case));
    let picture = &another.desk.draft.form.pictures[&Slot::IdPhoto];
    assert_eq!(picture.made.verdict.look, LOOK);
    assert_eq!(shown(&another, Slot::IdPhoto), [FindingKind::Blurred]);
    assert!(!unsaved(&another.desk));
}

#[test]
fn a_picture_of_an_earlier_case_is_told_and_kept_with_the_draft() {
    let mut first = Bench::new();
    load(
        &mut first,
        Slot::Selfie,
        end(9, vec![], LOOK, Original::Same),
    );
    assert_eq!(shown(&first, Slot::Selfie), [], "not its own");
    let mut bench = first.another();
    bench.act(Action::NewForm);
    let dark = vec![red(FindingKind::Dark)];
    load(
        &mut bench,
        Slot::Gesture(2),
        end(9, dark, LOOK, Original::Same),
    );
    let both = [FindingKind::Dark, FindingKind::SeenBefore];
    assert_eq!(shown(&bench, Slot::Gesture(2)), both);
    let doc = Doc::Picture(Slot::Gesture(2));
    let kept = bench.store.draft(bench.case()).unwrap();
    assert_eq!(kept.documents[&doc].made.verdict.findings.len(), 2);
    assert!(!unsaved(&bench.desk));
    // Told twice, it is one finding; told of a picture that was replaced meanwhile, none.
    let cases = vec![first.case()];
    let again = |look| Event::AlikeFound {
        slot: Slot::Gesture(2),
        look,
        cases: cases.clone(),
    };
    bench.hear(again(LOOK));
    bench.hear(again(Look([4; 4])));
    assert_eq!(shown(&bench, Slot::Gesture(2)), both);
    keep(
        &mut bench,
        WarningKey::Picture(Slot::Gesture(2), FindingKind::SeenBefore),
    );
    assert_eq!(shown(&bench, Slot::Gesture(2)), [FindingKind::Dark]);
    // Two customers of one house may show the same bill.
    bench.count("FindAlike");
    load(
        &mut bench,
        Slot::ProofOfAddress,
        end(9, vec![], LOOK, Original::Same),
    );
    assert_eq!(bench.count("FindAlike"), 0);
}

#[test]
fn the_sample_customer_is_not_looked_for() {
    let mut bench = Bench::new();
    for (number, slot) in [(1, Slot::IdPhoto), (2, Slot::Selfie)] {
        let look =
            Look([1_u64 << (20 * number); 4].map(|word| word.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        bench
            .pictures
            .insert(slot, end(9, vec![], look, Original::Same));
    }
    bench.fill();
    assert_eq!(bench.count("FindAlike"), 0);
}

#[test]
fn what_is_red_holds_the_form_up_until_it_is_kept_and_goes_into_the_history() {
    let mut bench = Bench::new();
    bench.fill();
    let blurred = vec![red(FindingKind::Blurred)];
    load(
        &mut bench,
        Slot::IdPhoto,
        end(9, blurred, LOOK, Original::Same),
    );
    bench.act(Action::ShowSection(Section::Review));
    bench.agree();
    bench.act(Action::Send);
    assert!(matches!(bench.desk.state.onboard.step, Step::Form(_)));
    assert_eq!(bench.store.jobs(9).unwrap().len(), 0);
    assert_eq!(shown(&bench, Slot::IdPhoto), [FindingKind::Blurred]);
    keep(
        &mut bench,
        WarningKey::Picture(Slot::IdPhoto, FindingKind::Blurred),
    );
    bench.act(Action::ShowSection(Section::Review));
    bench.agree();
    bench.wait(1000);
    bench.settle();
    bench.act(Action::Send);
    let case = bench.followed();
    let told = bench.deeds(case).into_iter().find_map(|deed| match deed {
        Deed::WarningKept { key, reason } => Some((key, reason)),
        _ => None,
    });
    let (key, reason) = told.unwrap();
    assert_eq!(
        (&*key, &*reason),
        ("id_photo.blurred", "the camera has no better")
    );
}
