//! The large view of a picture: looked at, turned, straightened, cut; by the names of its controls and by keyboard.

mod looks;
mod real;
mod view;

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::event::PictureEnd;
use tcdx_desk::desk::state::{Editor, EditorAction, EditorNews, EditorTask, Modal, Original, Step};
use tcdx_desk::desk::{Action, Effect, Event};
use tcdx_desk::domain::edit::{Area, Cut, Point};
use tcdx_desk::domain::verdict::{Finding, FindingKind, Grade, Verdict};
use tcdx_desk::domain::{Edit, Lang, Made, Section, Slot};
use tcdx_desk::photo::{self, Rgba};
use tcdx_desk::samples;
use tcdx_desk::store::cases::open::session;
use tcdx_desk::ui::textures::Textures;
use tcdx_desk::ui::theme;

use crate::desk::bench::Bench;
use crate::screen::painted;

const CARD: Slot = Slot::IdPhoto;
/// Where the card is in the original, as the judge would find it.
const FOUND: [Point; 4] = [
    Point { x: 1_200, y: 1_500 },
    Point { x: 8_700, y: 1_200 },
    Point { x: 8_900, y: 8_600 },
    Point { x: 1_000, y: 8_800 },
];

/// The program with the pictures of the sample customer, whose work is really done.
struct Window {
    bench: Bench,
    textures: Textures,
    /// What the picture was made from, as the store keeps it.
    file: Arc<[u8]>,
}

impl Window {
    fn new(lang: Lang) -> Self {
        let mut bench = Bench::speaking(lang, session().unwrap());
        bench.desk.state.onboard.step = Step::Form(Section::Documents);
        bench.act(Action::PickPicture(CARD));
        let mut window = Self {
            bench,
            textures: Textures::default(),
            file: Arc::default(),
        };
        window.loads(samples::picture("id-card.jpg").unwrap(), &Edit::default());
        window
    }

    /// A picture of these bytes stands in the slot, made with this edit.
    fn loads(&mut self, bytes: &[u8], edit: &Edit) {
        let limits = self.bench.desk.state.profile().pictures.of(CARD);
        let order = photo::Order {
            bytes,
            slot: Some(CARD),
            limits: &limits,
            max_file_bytes: 40_000_000,
            edit,
        };
        let fitted = photo::fit(&order, &mut |_| ()).unwrap();
        let form = &mut self.bench.desk.draft.form;
        form.pictures.insert(CARD, fitted.picture);
        let view = self.bench.desk.state.onboard.slots.entry(CARD).or_default();
        view.original = Some(bytes.into());
        self.file = bytes.into();
    }

    fn finds(&mut self, findings: Vec<Finding>) {
        let form = &mut self.bench.desk.draft.form;
        let picture = form.pictures.get_mut(&CARD).unwrap();
        picture.made = Arc::new(Made {
            edit: picture.made.edit,
            verdict: Verdict {
                findings,
                measures: vec![("sharpness".to_owned(), 12_500), ("glare".to_owned(), 31)],
                ..Verdict::default()
            },
            pages: 0,
        });
    }

    fn ask(&mut self, action: Action) {
        self.bench.ask(action);
        self.work();
    }

    /// What a person asked for is done: decoded, and made anew, by the code that does it in the program.
    fn work(&mut self) {
        while let Some(effect) = self.bench.work.pop_front() {
            match effect {
                Effect::Editor(EditorTask::Open {
                    request,
                    sent,
                    original,
                }) => {
                    let result = Ok(shown(&sent));
                    let news = EditorNews::Sent { request, result };
                    self.bench.hear(Event::Editor(news));
                    if let Some(original) = original {
                        let result = Ok(shown(&original.bytes.unwrap_or(original.picture)));
                        let corners = Some(FOUND);
                        self.bench.hear(Event::Editor(EditorNews::Original {
                            request,
                            result,
                            corners,
                        }));
                    }
                }
                Effect::MakePicture {
                    request,
                    slot,
                    original,
                    edit,
                    limits,
                    max_file_bytes,
                } => {
                    let bytes = original.bytes.unwrap_or_else(|| Arc::clone(&self.file));
                    let order = photo::Order {
                        bytes: &bytes,
                        slot: Some(slot),
                        limits: &limits,
                        max_file_bytes,
                        edit: &edit,
                    };
                    let fitted = photo::fit(&order, &mut |_| ()).unwrap();
                    self.bench.hear(Event::PictureLoaded {
                        request,
                        slot,
                        end: PictureEnd::Fitted {
                            picture: fitted.picture,
                            thumbnail: Arc::new(fitted.thumbnail),
                            original: if fitted.is_original {
                                Original::Same
                            } else {
                                Original::New(bytes.clone())
                            },
                        },
                    });
                }
                other => {
                    self.bench.work.push_front(other);
                    self.bench.work_once();
                }
            }
        }
    }

    fn paint(&mut self, ui: &mut egui::Ui) {
        for action in painted(&mut self.bench, &mut self.textures, ui) {
            self.ask(action);
        }
    }

    fn editor(&self) -> &Editor {
        match &self.bench.desk.state.modal {
            Some(Modal::Picture(editor)) => editor,
            modal => panic!("not open: {modal:?}"),
        }
    }

    fn edit(&self) -> Edit {
        self.editor().steps.live()
    }

    fn made(&self) -> Edit {
        self.bench.desk.draft.form.pictures[&CARD].made.edit
    }
}

fn shown(bytes: &[u8]) -> Arc<Rgba> {
    Arc::new(photo::preview(bytes, 4096).unwrap())
}

fn finding(kind: FindingKind, grade: Grade, areas: Vec<Area>) -> Finding {
    Finding {
        kind,
        grade,
        areas,
        measured: 12_500,
        threshold: 40_000,
    }
}

fn two_findings() -> Vec<Finding> {
    let glare = Area {
        x: 5_500,
        y: 1_500,
        width: 2_600,
        height: 2_800,
    };
    let edge = Area {
        x: 0,
        y: 7_600,
        width: 4_000,
        height: 2_400,
    };
    vec![
        finding(FindingKind::Glare, Grade::Red, vec![glare]),
        finding(FindingKind::Skewed, Grade::Amber, vec![edge]),
    ]
}

fn sized(window: Window, size: [f32; 2], dark: bool) -> Harness<'static, Window> {
    let theme = if dark {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(40)
        .with_context_setup(theme::apply_for_tests)
        .build_ui_state(|ui, window: &mut Window| window.paint(ui), window)
}

/// The view of the card, open.
fn opened() -> Harness<'static, Window> {
    let mut window = Window::new(Lang::En);
    window.finds(two_findings());
    window.ask(Action::ViewPicture(CARD));
    let mut harness = sized(window, [1024.0, 700.0], false);
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, Window>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn press_with(harness: &mut Harness<'_, Window>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn click(harness: &mut Harness<'_, Window>, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click();
    harness.run();
}

fn sees(harness: &Harness<'_, Window>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}
