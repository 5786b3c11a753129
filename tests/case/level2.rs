//! The screen of KYC level 2.

use super::*;
use tcdx_desk::desk::state::DocContent;
use tcdx_desk::domain::case::Step as LifeStep;

const STATEMENT: Doc = Doc::BankStatement;

fn pdf() -> DocContent {
    let bytes: Arc<[u8]> = Arc::from(b"%PDF-1.7 whatever".as_slice());
    DocContent {
        meta: DocMeta {
            media_type: "application/pdf".to_owned(),
            width_px: 0,
            height_px: 0,
            original_bytes: bytes.len() as u64,
            bytes: bytes.len() as u64,
            sha256: String::new(),
            made: tcdx_desk::domain::Made::default(),
            pages: 0,
        },
        bytes,
        original: tcdx_desk::store::cases::Original::Same,
    }
}

fn opened() -> Harness<'static, Window> {
    let mut window = Window::of(life(Stage::Approved));
    window.take_work();
    let case = window.case;
    window.ask(Action::OpenLevel2(case));
    assert_eq!(window.desk.state.onboard.step, Step::Level2(case));
    window.take_work();
    sized(window, [1072.0, 776.0])
}

/// The document that was asked for last is read, or not.
fn answer(harness: &mut Harness<'_, Window>, result: Result<Option<DocContent>, Told>) {
    let Some(Effect::LoadDocument { request, .. }) = harness.state_mut().take_work().pop() else {
        panic!("nothing was to be read");
    };
    let result = result.map(|document| document.map(Box::new));
    let event = Event::DocumentLoaded { request, result };
    update(&mut harness.state_mut().desk, event);
    harness.run();
}

#[test]
fn one_document_is_enough_and_none_is_not() {
    let mut harness = opened();
    assert!(sees(&harness, "Siti Nurhaliza"));
    assert!(sees(&harness, "Give at least one document first"));
    click(&mut harness, "Send documents");
    assert!(harness.state().work.is_empty());

    click(&mut harness, "Choose a file for Bank statement");
    assert!(sees(&harness, "Reading the document…"));
    assert!(sees(&harness, "A document is still being read"));
    answer(&mut harness, Ok(Some(pdf())));
    assert!(sees(&harness, "PDF, 17 B, sent as it is"));

    click(&mut harness, "Send documents");
    let case = harness.state().case;
    let work = harness.state_mut().take_work();
    let [Effect::SaveDraft(save), Effect::Freeze(freeze)] = &work[..] else {
        panic!("{work:?}");
    };
    assert_eq!((save.id, save.version), (case, 7));
    let docs: Vec<(Doc, bool)> = save
        .documents
        .iter()
        .map(|(doc, content)| (*doc, content.is_some()))
        .collect();
    assert_eq!(docs, [(STATEMENT, true)]);
    assert_eq!(
        save.content,
        detail(case).content,
        "the form stays as it is"
    );
    assert_eq!(
        (freeze.id, freeze.documents.as_slice()),
        (case, [STATEMENT].as_slice())
    );
    assert!(freeze.frozen.is_none() && freeze.consent.is_none());

    harness.state_mut().ask(Action::SendLevel2);
    assert!(harness.state().work.is_empty(), "not twice");
    let result = Ok(8);
    update(
        &mut harness.state_mut().desk,
        Event::DraftSaved { case, result },
    );
    let result = Ok(JobId(Uuid::now_v7()));
    update(
        &mut harness.state_mut().desk,
        Event::Queued { case, result },
    );
    let step = harness.state().desk.state.onboard.step;
    assert_eq!(step, Step::Following(case));
}

#[test]
fn a_failure_is_told_and_nothing_is_lost() {
    let mut harness = opened();
    click(&mut harness, "Choose a file for Source of wealth");
    answer(&mut harness, Err(Told::new("level2-not-a-document")));
    assert!(sees(&harness, "neither a picture nor a PDF"));
    click(&mut harness, "Choose a file for Source of wealth");
    answer(&mut harness, Ok(Some(pdf())));
    assert!(!sees(&harness, "neither a picture nor a PDF"));
    click(&mut harness, "Replace Source of wealth");
    answer(&mut harness, Ok(None));
    assert!(sees(&harness, "PDF, 17 B"), "cancelled: it still stands");

    click(&mut harness, "Send documents");
    let case = harness.state().case;
    let told = Told::new("error-connect");
    let failed = Event::DraftSaved {
        case,
        result: Err(told.clone()),
    };
    update(&mut harness.state_mut().desk, failed);
    let failed = Event::Queued {
        case,
        result: Err(told),
    };
    update(&mut harness.state_mut().desk, failed);
    harness.run();
    assert!(sees(&harness, "The server cannot be reached"));
    harness.state_mut().take_work();
    click(&mut harness, "Send documents");
    assert_eq!(harness.state().work.len(), 2, "it can be sent again");

    click(&mut harness, "Remove Source of wealth");
    assert!(harness.state().desk.state.onboard.level2.is_empty());
}

#[test]
fn paths_and_drops_are_equals_of_the_dialog() {
    use tcdx_desk::desk::action::Dropped;
    let mut harness = opened();
    let window = harness.state_mut();
    window
        .desk
        .draft
        .doc_paths
        .insert(STATEMENT, "'/tmp/statement.pdf'".to_owned());
    window.ask(Action::LoadDocumentPath(STATEMENT));
    answer(&mut harness, Ok(Some(pdf())));
    assert_eq!(
        harness
            .state()
            .desk
            .draft
            .doc_paths
            .get(&STATEMENT)
            .map_or("", String::as_str),
        ""
    );
    let file = || Dropped::Path("/tmp/a.jpg".into());
    let window = harness.state_mut();
    window.ask(Action::DropDocuments(vec![file(), file()], None));
    assert_eq!(window.take_work().len(), 1, "one place is free");
    assert_eq!(window.desk.state.toasts.len(), 1, "the other is told");
    window.ask(Action::DropDocuments(vec![file()], Some(STATEMENT)));
    assert_eq!(
        window.take_work().len(),
        1,
        "where it was dropped, it replaces"
    );
}

#[test]
fn leaving_leads_back_to_the_case() {
    let mut harness = opened();
    click(&mut harness, "Back to the case");
    let state = &harness.state().desk.state;
    assert_eq!(state.screen, Screen::Customers);
    assert_eq!(
        state.open_case.as_ref().map(|open| open.id),
        Some(harness.state().case)
    );
    assert!(matches!(state.onboard.step, Step::Form(_) | Step::Start));
    assert_eq!(state.onboard.case, None);
}

#[test]
fn it_opens_only_where_it_makes_sense() {
    for stage in [Stage::Draft, Stage::Pending, Stage::Rejected, Stage::Erased] {
        let mut window = Window::of(life(stage));
        window.take_work();
        let case = window.case;
        window.ask(Action::OpenLevel2(case));
        assert!(
            !matches!(window.desk.state.onboard.step, Step::Level2(_)),
            "{stage:?}"
        );
    }
    let unconfirmed = Life {
        level2: Level2::Unconfirmed,
        ..life(Stage::Approved)
    };
    let mut window = Window::of(unconfirmed);
    window.take_work();
    let case = window.case;
    window.ask(Action::OpenLevel2(case));
    assert!(matches!(
        window.task(),
        CaseTask::Step(_, LifeStep::ThawLevel2, _)
    ));
    assert_eq!(window.desk.state.onboard.step, Step::Level2(case));
}
