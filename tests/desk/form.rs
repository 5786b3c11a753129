//! The form: consent, documents, paths, and that nothing personal is in what is logged.

use tcdx_desk::desk::action::Dropped;
use tcdx_desk::desk::effect::PictureSource;
use tcdx_desk::desk::event::PictureEnd;
use tcdx_desk::desk::{Action, Effect, Event, RequestId, Told};
use tcdx_desk::domain::{Field, Form, Slot};

use super::bench::{Bench, NIK};

/// The request of the one picture that is to be loaded.
fn loading(bench: &mut Bench) -> RequestId {
    let found = bench.work.drain(..).find_map(|effect| match effect {
        Effect::LoadPicture { request, .. } => Some(request),
        _ => None,
    });
    found.expect("nothing is loaded")
}

#[test]
fn a_change_after_the_consent_takes_the_tick_away() {
    let mut bench = Bench::new();
    bench.agree();
    bench.types(Field::Name, "Siti");
    assert!(!bench.desk.draft.consent);
    assert_eq!(bench.desk.state.onboard.consent_at, None);
}

#[test]
fn an_answer_to_an_older_request_is_dropped() {
    let mut bench = Bench::new();
    bench.ask(Action::PickPicture(Slot::Selfie));
    let first = loading(&mut bench);
    bench.ask(Action::PickPicture(Slot::Selfie));
    let second = loading(&mut bench);
    let refused = |request| Event::PictureLoaded {
        request,
        slot: Slot::Selfie,
        end: PictureEnd::Refused(Told::new("photo-damaged")),
    };
    bench.hear(refused(first));
    let slot = |bench: &Bench| bench.desk.state.onboard.slots[&Slot::Selfie].clone();
    assert_eq!(slot(&bench).loading, Some(second));
    bench.hear(refused(second));
    assert!(slot(&bench).refused.is_some());
}

#[test]
fn the_sample_is_for_training_only() {
    let mut bench = Bench::new();
    bench.act(Action::SwitchProfile("Jakarta".to_owned()));
    assert!(!bench.desk.state.profile().is_training());
    bench.act(Action::FillSample);
    assert_eq!(bench.desk.draft.form, Form::prefilled());
}

#[test]
fn each_kind_of_document_keeps_its_number() {
    let mut bench = Bench::new();
    bench.desk.draft.form.set(Field::IdNumber, NIK);
    let choose = |bench: &mut Bench, code: &str| {
        bench.ask(Action::Choose(Field::IdType, code.to_owned()));
        bench.value(Field::IdNumber).to_owned()
    };
    assert_eq!(choose(&mut bench, "1"), "");
    bench.desk.draft.form.set(Field::IdNumber, "E1234567");
    assert_eq!(choose(&mut bench, "0"), NIK);
    assert_eq!(choose(&mut bench, "1"), "E1234567");
}

#[test]
fn a_quoted_or_addressed_path_is_the_path() {
    for typed in [
        "\"/tmp/a b.jpg\"",
        "'/tmp/a b.jpg'",
        " /tmp/a b.jpg ",
        "file:///tmp/a%20b.jpg",
    ] {
        let mut bench = Bench::new();
        bench.work.clear();
        let paths = &mut bench.desk.draft.paths;
        paths.insert(Slot::IdPhoto, typed.to_owned());
        bench.ask(Action::LoadPath(Slot::IdPhoto));
        let Some(Effect::LoadPicture { source, .. }) = bench.work.front() else {
            panic!("{typed}: nothing is loaded");
        };
        assert_eq!(
            *source,
            PictureSource::Dropped(Dropped::Path("/tmp/a b.jpg".into())),
            "{typed}"
        );
    }
}

#[test]
fn nothing_personal_is_in_the_debug_form_of_what_goes_round() {
    let mut bench = Bench::new();
    bench.fill();
    let said = format!("{:?}", bench.desk);
    bench.types(Field::PlaceOfBirth, "Sidoarjo Kota");
    bench.ask(Action::Send);
    let work = format!("{:?} {:?}", bench.work, bench.desk);
    bench.settle();
    let after = format!("{:?}", bench.desk);
    let said = [said, work, after].concat();
    for secret in ["Siti", NIK, "siti.contoh", "Melati", "Sidoarjo"] {
        let at = said.find(secret);
        let around = at.map(|at| &said[at.saturating_sub(120)..at]);
        assert!(
            at.is_none(),
            "{secret} is in the debug form after {around:?}"
        );
    }
}
