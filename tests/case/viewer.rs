//! The viewer: by keyboard and by name.

use super::*;
use tcdx_desk::desk::state::{Modal, Viewer};
use tcdx_desk::photo::Rgba;

fn viewer(harness: &Harness<'_, Window>) -> Viewer {
    match &harness.state().desk.state.modal {
        Some(Modal::Documents(viewer)) => viewer.clone(),
        modal => panic!("no viewer: {modal:?}"),
    }
}

fn picture() -> Arc<Rgba> {
    Arc::new(Rgba {
        width: 80,
        height: 60,
        pixels: vec![200; 80 * 60 * 4],
    })
}

/// The documents that were asked for are there.
fn answer(harness: &mut Harness<'_, Window>) {
    for effect in harness.state_mut().take_work() {
        if let Effect::ShowDocument { request, .. } = effect {
            let result = Ok(picture());
            let event = Event::DocumentReady { request, result };
            update(&mut harness.state_mut().desk, event);
        }
    }
    harness.run();
}

fn opened() -> Harness<'static, Window> {
    let mut window = Window::of(life(Stage::Pending));
    window.take_work();
    let case = window.case;
    window.ask(Action::ViewDocument(case, CARD));
    sized(window, [1024.0, 700.0])
}

#[test]
fn a_document_is_loaded_when_it_is_asked_for_and_gone_when_closed() {
    let mut harness = opened();
    assert!(sees(&harness, "Opening the document…"));
    answer(&mut harness);
    assert!(!sees(&harness, "Opening the document…"));
    assert!(sees(&harness, "1 of 2"));
    assert!(viewer(&harness).left.picture.is_some());
    let reads_again = harness.state().desk.state.open_case.as_ref().unwrap();
    assert!(reads_again.loading.is_some(), "the look is in the timeline");
    press(&mut harness, egui::Key::Escape);
    assert!(harness.state().desk.state.modal.is_none());
}

#[test]
fn the_next_document_comes_by_keyboard() {
    let mut harness = opened();
    answer(&mut harness);
    press(&mut harness, egui::Key::PageDown);
    assert_eq!(viewer(&harness).left.doc, SELFIE);
    assert!(
        viewer(&harness).left.picture.is_none(),
        "only what is shown"
    );
    answer(&mut harness);
    // The picture has the focus: an arrow leads on while it is not larger than its place.
    press(&mut harness, egui::Key::ArrowRight);
    assert_eq!(viewer(&harness).left.doc, CARD);
    answer(&mut harness);
    press(&mut harness, egui::Key::Plus);
    assert!(sees(&harness, "125 %"));
    press(&mut harness, egui::Key::ArrowRight);
    assert_eq!(viewer(&harness).left.doc, CARD, "it moves instead");
    press(&mut harness, egui::Key::Num0);
    assert!(sees(&harness, "100 %"));
    press(&mut harness, egui::Key::R);
    press(&mut harness, egui::Key::PageUp);
    assert_eq!(viewer(&harness).left.doc, SELFIE);
}

#[test]
fn card_and_selfie_stand_side_by_side() {
    let mut harness = opened();
    answer(&mut harness);
    click(&mut harness, "Side by side");
    let right = viewer(&harness).right.map(|right| right.doc);
    assert_eq!(right, Some(SELFIE));
    answer(&mut harness);
    let right = viewer(&harness).right.unwrap();
    assert!(right.picture.is_some());
    click(&mut harness, "Larger");
    assert!(sees(&harness, "125 %"));
    press(&mut harness, egui::Key::B);
    assert!(viewer(&harness).right.is_none());
}

#[test]
fn what_cannot_be_shown_says_why() {
    let mut window = Window::of(life(Stage::Approved));
    let case = window.case;
    let mut detail = detail(case);
    let pdf = DocMeta {
        media_type: "application/pdf".to_owned(),
        ..picture_meta(90_000)
    };
    detail.documents.insert(Doc::BankStatement, pdf);
    window.ask(Action::CloseCase);
    window.ask(Action::OpenCase(case));
    window.answer(&detail);
    window.take_work();
    window.ask(Action::ViewDocument(case, Doc::BankStatement));
    let work = window.take_work();
    assert!(
        matches!(work[..], [Effect::ShowDocument { .. }]),
        "a PDF is drawn too"
    );
    let mut harness = sized(window, [1024.0, 700.0]);
    press(&mut harness, egui::Key::PageDown);
    let Some(Effect::ShowDocument { request, .. }) = harness.state_mut().take_work().pop() else {
        panic!("nothing is loaded");
    };
    let result = Err(Told::new("photo-damaged"));
    update(
        &mut harness.state_mut().desk,
        Event::DocumentReady { request, result },
    );
    harness.run();
    assert!(sees(&harness, "The picture is damaged"));
}
