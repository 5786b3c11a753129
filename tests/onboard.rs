//! The form as a person meets it: by the names of its controls, with the keyboard, in both languages.

mod fields;
mod focus;
mod review;
mod texts;
mod walk;

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use jiff::Timestamp;
use jiff::civil::date;
use tcdx_desk::desk::state::{Connection, Desk, ItemsSource, Step};
use tcdx_desk::desk::update::start;
use tcdx_desk::desk::{Action, Effect, Event, Told, event::PictureEnd, update};
use tcdx_desk::domain::problem::{Issue, WarningKey};
use tcdx_desk::domain::{
    Field, Lang, MediaType, Picture, Problem, Profile, Section, Settings, Slot,
};
use tcdx_desk::photo::Rgba;
use tcdx_desk::store::items::bundled;
use tcdx_desk::ui::cx::Cx;
use tcdx_desk::ui::screens::onboard::{self, fields as form_fields};
use tcdx_desk::ui::textures::Textures;
use tcdx_desk::ui::{modals, shell, theme};

const NIK: &str = "3515144508680002";

/// The program without its workers: their work is answered at once.
struct Window {
    desk: Desk,
    textures: Textures,
}

impl Window {
    fn new(lang: Lang) -> Self {
        let settings = Settings {
            language: Some(lang),
            welcomed: true,
            ..Settings::default()
        };
        let now: Timestamp = "2026-11-23T07:00:00Z".parse().unwrap();
        let (desk, work) = start(settings, vec![Profile::training()], now, date(2026, 11, 23));
        let mut window = Self {
            desk,
            textures: Textures::default(),
        };
        window.answer(work);
        window
    }

    fn ask(&mut self, action: Action) {
        let work = update(&mut self.desk, action);
        self.answer(work);
    }

    fn answer(&mut self, work: Vec<Effect>) {
        let mut work = std::collections::VecDeque::from(work);
        while let Some(effect) = work.pop_front() {
            let event = match effect {
                Effect::Connect { request, .. } => Event::Connected {
                    request,
                    result: Ok(None),
                },
                Effect::LoadItems { request, lang, .. } => Event::ItemsLoaded {
                    request,
                    lang,
                    lists: Arc::new(bundled(lang)),
                    source: ItemsSource::Server {
                        fetched_at: self.desk.state.now,
                    },
                },
                Effect::LoadPicture { request, slot, .. } => Event::PictureLoaded {
                    request,
                    slot,
                    end: picture(),
                },
                _ => continue,
            };
            work.extend(update(&mut self.desk, event));
        }
    }

    fn paint(&mut self, ui: &mut egui::Ui) {
        let mut cx = Cx {
            tr: self.desk.state.texts(),
            state: &self.desk.state,
            draft: &mut self.desk.draft,
            textures: &mut self.textures,
            actions: Vec::new(),
        };
        shell::keys(&mut cx, ui.ctx());
        onboard::show(&mut cx, ui);
        modals::show(&mut cx, ui.ctx());
        let actions = cx.actions;
        self.textures.end_frame();
        if !actions.is_empty() {
            ui.ctx().request_repaint();
        }
        for action in actions {
            self.ask(action);
        }
    }
}

fn picture() -> PictureEnd {
    let bytes: Arc<[u8]> = Arc::from([0_u8; 4].as_slice());
    PictureEnd::Fitted {
        picture: Picture {
            bytes,
            media_type: MediaType::Jpeg,
            width_px: 800,
            height_px: 600,
            original_bytes: 4,
        },
        thumbnail: Arc::new(Rgba {
            width: 4,
            height: 3,
            pixels: vec![128; 48],
        }),
    }
}

fn open(window: Window) -> Harness<'static, Window> {
    Harness::builder()
        .with_size([1072.0, 776.0])
        .with_max_steps(30)
        .with_context_setup(theme::apply_for_tests)
        .build_ui_state(|ui, window: &mut Window| window.paint(ui), window)
}

fn english() -> Harness<'static, Window> {
    open(Window::new(Lang::En))
}

fn ask(harness: &mut Harness<'_, Window>, action: Action) {
    harness.state_mut().ask(action);
    harness.run();
}

fn type_into(harness: &mut Harness<'_, Window>, label: &str, text: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .click();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .type_text(text);
    harness.run();
}

fn press(harness: &mut Harness<'_, Window>, key: egui::Key) {
    harness.key_press(key);
    harness.run();
}

fn click(harness: &mut Harness<'_, Window>, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click();
    harness.run();
}

fn sees(harness: &Harness<'_, Window>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

fn value<'a>(harness: &'a Harness<'_, Window>, field: Field) -> &'a str {
    harness.state().desk.draft.form.get(field)
}

fn section(harness: &Harness<'_, Window>) -> Section {
    match harness.state().desk.state.onboard.step {
        Step::Form(section) => section,
        ref step => panic!("not in the form: {step:?}"),
    }
}

fn has_problem(harness: &Harness<'_, Window>, field: Field) -> bool {
    let problems = &harness.state().desk.state.onboard.problems;
    problems.iter().any(|problem| problem.field == field)
}

/// The whole sample customer, pictures and all, at the review.
fn filled() -> Harness<'static, Window> {
    let mut window = Window::new(Lang::En);
    window.ask(Action::FillSample);
    window.ask(Action::ShowSection(Section::Review));
    open(window)
}
