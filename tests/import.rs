//! Several files at once, and pictures that change places.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tcdx_desk::desk::action::Dropped;
use tcdx_desk::desk::event::PictureEnd;
use tcdx_desk::desk::state::{ImportAction, ImportItem, ImportNews, Modal};
use tcdx_desk::desk::{Action, Event, Told};
use tcdx_desk::domain::propose::Content;
use tcdx_desk::domain::{
    Finding, FindingKind, Grade, Lang, Made, Section, Slot, Verdict, WarningKey,
};
use tcdx_desk::photo::{self, Rgba};
use tcdx_desk::samples;
use tcdx_desk::store::cases::open::session;
use tcdx_desk::ui::cx::Cx;
use tcdx_desk::ui::screens::onboard;
use tcdx_desk::ui::textures::Textures;
use tcdx_desk::ui::{modals, shell, theme};

use crate::desk::bench::{Bench, picture};

struct Window {
    bench: Bench,
    textures: Textures,
}

fn open(bench: Bench, size: [f32; 2], theme: Theme) -> Harness<'static, Window> {
    let window = Window {
        bench,
        textures: Textures::default(),
    };
    Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(30)
        .with_context_setup(theme::apply_for_tests)
        .build_ui_state(
            |ui, window: &mut Window| {
                let desk = &mut window.bench.desk;
                let mut cx = Cx {
                    tr: desk.state.texts(),
                    state: &desk.state,
                    draft: &mut desk.draft,
                    textures: &mut window.textures,
                    actions: Vec::new(),
                };
                shell::keys(&mut cx, ui.ctx());
                onboard::show(&mut cx, ui);
                modals::show(&mut cx, ui.ctx());
                let actions = cx.actions;
                window.textures.end_frame();
                if !actions.is_empty() {
                    ui.ctx().request_repaint();
                }
                for action in actions {
                    window.bench.act(action);
                }
            },
            window,
        )
}

fn files(count: usize) -> Vec<Dropped> {
    let path = |at| Dropped::Path(format!("/nowhere/{at}.jpg").into());
    (0..count).map(path).collect()
}

fn seen(number: usize, name: &str, content: Option<Content>) -> ImportItem {
    let sample = samples::pictures().nth(number % 11).unwrap().1;
    ImportItem {
        number,
        file: Dropped::Path(format!("/nowhere/{name}").into()),
        name: name.to_owned(),
        folder: "siti".to_owned(),
        bytes: 3_400_000,
        picture: Ok(Arc::new(photo::preview(sample, 256).unwrap())),
        taken: None,
        content,
        slot: None,
        why: None,
        is_chosen: false,
    }
}

/// Files of these names were dropped and looked at.
fn surveyed(lang: Lang, names: &[&str], ended: bool) -> Bench {
    let mut bench = Bench::speaking(lang, session().unwrap());
    bench.act(Action::ShowSection(Section::Documents));
    bench.act(Action::DropFiles(files(names.len()), None));
    let Some(Modal::Import(import)) = &bench.desk.state.modal else {
        panic!("no import");
    };
    let request = import.request;
    let mut news = vec![ImportNews::Found {
        request,
        total: names.len(),
        left_out: 3,
    }];
    for (number, name) in names.iter().enumerate() {
        let mut item = seen(number, name, None);
        if name.starts_with("note") {
            item.picture = Err(Told::new("photo-not-a-picture"));
        }
        news.push(ImportNews::Seen {
            request,
            item: Box::new(item),
        });
    }
    if ended {
        news.push(ImportNews::Ended { request });
    }
    for news in news {
        bench.hear(Event::Import(news));
    }
    bench
}

const NAMES: [&str; 6] = [
    "ktp.jpg",
    "selfie.jpg",
    "gesture-1.jpg",
    "gesture-2.jpg",
    "a very long name of a file as phones and chats make them IMG_20261123_090511_7788.jpg",
    "note.txt",
];

fn slots(bench: &Bench) -> Vec<Option<Slot>> {
    match &bench.desk.state.modal {
        Some(Modal::Import(import)) => import.items.iter().map(|item| item.slot).collect(),
        other => panic!("no import: {other:?}"),
    }
}

#[test]
fn one_file_is_loaded_at_once_and_several_are_proposed_first() {
    let mut bench = Bench::new();
    bench.act(Action::ShowSection(Section::Documents));
    bench.act(Action::DropFiles(files(1), Some(Slot::Selfie)));
    assert!(bench.desk.state.modal.is_none());
    assert_eq!(bench.count("LoadPicture"), 1);
    let mut bench = surveyed(Lang::En, &NAMES, true);
    let wanted = [
        Some(Slot::IdPhoto),
        Some(Slot::Selfie),
        Some(Slot::Gesture(0)),
        Some(Slot::Gesture(1)),
        None,
        None,
    ];
    assert_eq!(slots(&bench), wanted);
    bench.count("LoadPicture");
    bench.act(Action::Import(ImportAction::Confirm));
    assert_eq!(bench.count("LoadPicture"), 4);
    bench.settle();
    let filled: Vec<Slot> = bench.desk.draft.form.pictures.keys().copied().collect();
    assert_eq!(filled, wanted.into_iter().flatten().collect::<Vec<_>>());
}

#[test]
fn a_clash_blocks_and_is_said_and_keys_assign() {
    let bench = surveyed(Lang::En, &NAMES, true);
    let mut harness = open(bench, [1072.0, 776.0], Theme::Light);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::K);
    harness.run();
    // What a person chooses goes before what is only proposed; two choices clash.
    let now = slots(&harness.state().bench);
    assert_eq!(now[..2], [None, Some(Slot::IdPhoto)]);
    harness.key_press(Key::ArrowUp);
    harness.run();
    harness.key_press(Key::K);
    harness.run();
    assert!(
        harness
            .query_all_by_label_contains("Two files are for")
            .next()
            .is_some()
    );
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().bench.desk.state.modal.is_some());
    harness.key_press(Key::Num3);
    harness.run();
    assert_eq!(slots(&harness.state().bench)[0], Some(Slot::Gesture(2)));
    harness.key_press(Key::Delete);
    harness.run();
    assert_eq!(slots(&harness.state().bench)[0], None);
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().bench.desk.state.modal.is_none());
}

#[test]
fn it_is_not_confirmed_while_files_are_looked_at() {
    let mut bench = surveyed(Lang::En, &NAMES, false);
    bench.act(Action::Import(ImportAction::Confirm));
    assert!(bench.desk.state.modal.is_some());
    bench.act(Action::CloseModal);
    assert!(bench.desk.state.modal.is_none());
}

fn end(bench: &mut Bench, slot: Slot, end: PictureEnd) {
    let request = bench.desk.state.onboard.slots[&slot].loading.unwrap();
    bench.hear(Event::PictureLoaded { request, slot, end });
}

fn bytes(bench: &Bench, slot: Slot) -> Option<Vec<u8>> {
    let picture = bench.desk.draft.form.pictures.get(&slot)?;
    Some(picture.bytes.to_vec())
}

#[test]
fn pictures_change_places_or_nothing_happens() {
    let mut bench = Bench::new();
    bench.act(Action::FillSample);
    bench.act(Action::ShowSection(Section::Documents));
    bench.settle();
    let (from, to) = (Slot::IdPhoto, Slot::Selfie);
    let before = (bytes(&bench, from), bytes(&bench, to));
    let key = WarningKey::Picture(from, FindingKind::Blurred);
    bench
        .desk
        .draft
        .form
        .kept
        .insert(key, "only one".to_owned());
    // The second does not fit: both stay.
    bench.act(Action::MovePicture { from, to });
    end(&mut bench, to, picture(from));
    assert_eq!((bytes(&bench, from), bytes(&bench, to)), before);
    end(
        &mut bench,
        from,
        PictureEnd::Refused(Told::new("photo-cannot-fit")),
    );
    assert_eq!((bytes(&bench, from), bytes(&bench, to)), before);
    let views = &bench.desk.state.onboard.slots;
    assert!(views[&from].loading.is_none() && views[&to].loading.is_none());
    let why = |slot: Slot| views[&slot].refused.as_ref().map(|told| told.id);
    assert_eq!(why(from), Some("photo-cannot-fit"));
    assert_eq!(why(to), Some("slot-not-swapped"));
    assert!(bench.desk.draft.form.kept.contains_key(&key));
    // Both fit.
    bench.act(Action::MovePicture { from, to });
    end(&mut bench, to, picture(Slot::Gesture(14)));
    end(&mut bench, from, picture(Slot::Gesture(15)));
    assert_eq!(bytes(&bench, to).unwrap(), b"Gesture(14)");
    assert_eq!(bytes(&bench, from).unwrap(), b"Gesture(15)");
    assert!(bench.desk.draft.form.kept.is_empty());
}

#[test]
fn a_picture_moved_to_an_empty_slot_leaves_its_own_empty() {
    let mut bench = Bench::new();
    bench.act(Action::FillSample);
    bench.act(Action::ShowSection(Section::Documents));
    bench.settle();
    let (from, to) = (Slot::Selfie, Slot::ProofOfAddress);
    bench.act(Action::RemovePicture(to));
    bench.act(Action::MovePicture { from, to });
    assert!(bytes(&bench, from).is_some());
    end(&mut bench, to, picture(from));
    assert_eq!(bytes(&bench, from), None);
    assert_eq!(bytes(&bench, to).unwrap(), b"Selfie");
}

#[test]
fn a_picture_is_dragged_to_another_slot_and_escape_lets_it_stay() {
    let mut bench = judged(Lang::En, Section::Documents);
    bench.count("MakePicture");
    let mut harness = open(bench, [1072.0, 776.0], Theme::Light);
    harness.run();
    for escape in [true, false] {
        let at = |harness: &Harness<'_, Window>, label: &str| {
            harness
                .query_all_by_label(label)
                .next()
                .unwrap()
                .rect()
                .center()
        };
        let (from, to) = (
            at(&harness, "View identity card"),
            at(&harness, "View selfie with card"),
        );
        harness.hover_at(from);
        harness.run();
        harness.drag_at(from);
        harness.run();
        harness.hover_at(from + egui::vec2(40.0, 10.0));
        harness.run();
        harness.hover_at(to);
        harness.run();
        keep(&mut harness, if escape { "drag-1" } else { "drag-2" });
        if escape {
            harness.key_press(Key::Escape);
            harness.run();
        }
        harness.drop_at(to);
        harness.run();
        let made = harness.state_mut().bench.count("MakePicture");
        assert_eq!(made, if escape { 0 } else { 2 });
    }
}

fn keep(harness: &mut Harness<'_, Window>, name: &str) {
    if let Some(folder) = std::env::var_os("LOOKS_DIR") {
        let file = std::path::PathBuf::from(folder).join(format!("{name}.png"));
        harness.render().unwrap().save(file).unwrap();
    }
}

/// The sample customer with findings in some pictures.
fn judged(lang: Lang, section: Section) -> Bench {
    let mut bench = Bench::speaking(lang, session().unwrap());
    bench.act(Action::FillSample);
    bench.act(Action::ShowSection(section));
    bench.settle();
    let finding = |kind, grade| Finding {
        kind,
        grade,
        areas: Vec::new(),
        measured: 0,
        threshold: 0,
    };
    let red = finding(FindingKind::Glare, Grade::Red);
    let amber = finding(FindingKind::Skewed, Grade::Amber);
    let slots: Vec<Slot> = bench.desk.draft.form.pictures.keys().copied().collect();
    for (slot, (_, sample)) in slots.into_iter().zip(samples::pictures()) {
        let findings = match slot {
            Slot::Selfie | Slot::Gesture(2) => vec![red.clone(), amber.clone()],
            Slot::ProofOfAddress | Slot::Gesture(4) => vec![amber.clone()],
            _ => Vec::new(),
        };
        let verdict = Verdict {
            findings,
            ..Verdict::default()
        };
        let form = &mut bench.desk.draft.form;
        form.pictures.get_mut(&slot).unwrap().made = Arc::new(Made {
            verdict,
            ..Made::default()
        });
        let small: Rgba = photo::preview(sample, 512).unwrap();
        let view = bench.desk.state.onboard.slots.get_mut(&slot).unwrap();
        view.thumbnail = Some(Arc::new(small));
    }
    bench
}

/// An empty slot, one that is being filled, one whose finding is kept with a reason.
fn states(lang: Lang) -> Bench {
    let mut bench = judged(lang, Section::Documents);
    bench.act(Action::RemovePicture(Slot::IdPhoto));
    let request = tcdx_desk::desk::RequestId(4711);
    let slots = &mut bench.desk.state.onboard.slots;
    slots.get_mut(&Slot::ProofOfAddress).unwrap().loading = Some(request);
    let pictures = &mut bench.desk.draft.form.pictures;
    let made = &mut pictures.get_mut(&Slot::Selfie).unwrap().made;
    Arc::make_mut(made).verdict.findings.truncate(1);
    let key = WarningKey::Picture(Slot::Selfie, FindingKind::Glare);
    let kept = &mut bench.desk.draft.form.kept;
    kept.insert(key, "The only one there is".to_owned());
    bench
}

/// Two files for one slot, and one that a person took out.
fn clashing(lang: Lang) -> Bench {
    let mut bench = surveyed(lang, &NAMES, true);
    for (number, slot) in [
        (0, Some(Slot::IdPhoto)),
        (1, Some(Slot::IdPhoto)),
        (2, None),
    ] {
        bench.act(Action::Import(ImportAction::Assign(number, slot)));
    }
    bench
}

/// A swap of which one half is refused.
#[test]
fn a_refused_swap_is_told_on_both_cards() {
    let mut bench = judged(Lang::En, Section::Documents);
    let (from, to) = (Slot::IdPhoto, Slot::Selfie);
    bench.ask(Action::MovePicture { from, to });
    end(&mut bench, to, picture(from));
    end(
        &mut bench,
        from,
        PictureEnd::Refused(Told::new("photo-cannot-fit")),
    );
    let mut harness = open(bench, [1072.0, 776.0], Theme::Light);
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Move identity card")
        .click();
    harness.run();
    keep(&mut harness, "refused-menu");
    for words in ["Not swapped", "Swap with selfie with card", "Refused"] {
        let found = harness.query_all_by_label_contains(words).next();
        assert!(found.is_some(), "{words}");
    }
}

#[test]
fn cards_say_what_was_found_and_lead_to_it() {
    let bench = judged(Lang::En, Section::Documents);
    let mut harness = open(bench, [1072.0, 1000.0], Theme::Light);
    harness.run();
    for words in [
        "Good",
        "Take again",
        "Look at it",
        "Light is reflected on it",
    ] {
        assert!(
            harness.query_all_by_label_contains(words).next().is_some(),
            "{words}"
        );
    }
    harness
        .get_by_role_and_label(Role::Link, "Findings in selfie with card")
        .click();
    harness.run_steps(3);
    let modal = &harness.state().bench.desk.state.modal;
    assert!(matches!(modal, Some(Modal::Picture(editor)) if editor.slot == Slot::Selfie));
}

#[test]
fn a_card_says_that_only_the_first_page_is_sent() {
    let mut bench = judged(Lang::En, Section::Documents);
    let picture = bench.desk.draft.form.pictures.get_mut(&Slot::IdPhoto);
    Arc::make_mut(&mut picture.unwrap().made).pages = 3;
    let mut harness = open(bench, [1072.0, 1000.0], Theme::Light);
    harness.run();
    keep(&mut harness, "pages");
    harness.get_by_role_and_label(Role::Label, "Only page 1 of 3 is sent");
}

#[test]
fn the_screens_of_pictures_paint_in_both_themes() {
    type Make = fn(Lang) -> Bench;
    let screens: [(&str, Make); 6] = [
        ("import", |lang| surveyed(lang, &NAMES, true)),
        ("import-looking", |lang| surveyed(lang, &NAMES[..3], false)),
        ("cards", |lang| judged(lang, Section::Documents)),
        ("gestures", |lang| judged(lang, Section::Liveness)),
        ("states", states),
        ("clash", clashing),
    ];
    for (name, make) in screens {
        for (lang, theme, size) in [
            (Lang::En, Theme::Light, [1024.0 - 208.0, 700.0]),
            (Lang::Id, Theme::Dark, [2560.0 - 208.0, 1440.0]),
            (Lang::Id, Theme::Light, [1072.0, 776.0]),
        ] {
            let mut harness = open(make(lang), size, theme);
            harness.run_steps(4);
            keep(&mut harness, &format!("{name}-{}", size[0]));
        }
    }
}
