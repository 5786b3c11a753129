//! Whatever is done in whatever order: after a second without a change nothing is unsaved, and the store has what the screen
//! has.

use proptest::prelude::*;
use tcdx_desk::desk::Action;
use tcdx_desk::desk::update::drafts::form_of;
use tcdx_desk::desk::update::unsaved;
use tcdx_desk::domain::{Field, Section, Slot};
use tcdx_desk::store::cases::CaseError;

use super::bench::Bench;

#[derive(Debug, Clone)]
enum Move {
    Type(usize, String),
    Choose(String),
    Leave(usize),
    Enter(usize),
    Go(usize),
    Pick(u8),
    Remove(u8),
    Wait(i64),
    Work(u8),
    Full(bool),
    Sample,
    New,
    Unfinished,
}

fn any_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        6 => (0..Field::VALUES.len(), "[a-z0-9]{0,6}").prop_map(|(at, text)| Move::Type(at, text)),
        1 => "[01]".prop_map(Move::Choose),
        2 => (0..Field::VALUES.len()).prop_map(Move::Leave),
        1 => (0..Field::VALUES.len()).prop_map(Move::Enter),
        1 => (0..Section::ALL.len()).prop_map(Move::Go),
        2 => (0..4_u8).prop_map(Move::Pick),
        1 => (0..4_u8).prop_map(Move::Remove),
        6 => (0..1200_i64).prop_map(Move::Wait),
        6 => (1..5_u8).prop_map(Move::Work),
        1 => any::<bool>().prop_map(Move::Full),
        1 => Just(Move::Sample),
        1 => Just(Move::New),
        1 => Just(Move::Unfinished),
    ]
}

fn make(bench: &mut Bench, step: Move) {
    match step {
        Move::Type(at, text) => bench.types(Field::VALUES[at], &text),
        Move::Choose(code) => bench.ask(Action::Choose(Field::IdType, code)),
        Move::Leave(at) => bench.ask(Action::Blurred(Field::VALUES[at])),
        Move::Enter(at) => bench.ask(Action::Entered(Field::VALUES[at])),
        Move::Go(at) => bench.ask(Action::ShowSection(Section::ALL[at])),
        Move::Pick(at) => bench.ask(Action::PickPicture(Slot::Gesture(at))),
        Move::Remove(at) => bench.ask(Action::RemovePicture(Slot::Gesture(at))),
        Move::Wait(millis) => bench.wait(millis),
        Move::Work(times) => {
            for _ in 0..times {
                bench.work_once();
            }
        }
        Move::Full(is_full) => bench.fault = is_full.then_some(|| CaseError::DiskFull),
        Move::Sample => bench.ask(Action::FillSampleAnyway),
        Move::New => bench.ask(Action::NewForm),
        Move::Unfinished => bench.ask(Action::ShowUnfinished),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn after_a_second_of_quiet_all_is_kept(moves in prop::collection::vec(any_move(), 1..40)) {
        let mut bench = Bench::new();
        for step in moves {
            // What is typed goes into a form; on the start screen there is none.
            make(&mut bench, step);
        }
        bench.settle();
        let was_full = bench.fault.take().is_some() || bench.desk.state.onboard.unsaved.error.is_some();
        // A disk that was full is tried again after two seconds.
        bench.wait(if was_full { 2000 } else { 1000 });
        bench.settle();
        prop_assert!(!unsaved(&bench.desk), "{:?}", bench.desk.state.onboard.unsaved);
        if let Some(case) = bench.desk.state.onboard.case {
            let kept = bench.store.draft(case).unwrap();
            let form = form_of(&kept.content);
            for field in Field::VALUES {
                prop_assert_eq!(form.get(field), bench.value(field));
            }
            prop_assert_eq!(kept.documents.len(), bench.desk.draft.form.pictures.len());
        } else {
            prop_assert!(bench.desk.draft.form.is_empty() || bench.desk.state.onboard.step == tcdx_desk::desk::state::Step::Start);
        }
    }
}
