//! The form as a person meets it: by the names of its controls, with the keyboard, in both languages.

mod correction;
mod fields;
mod focus;
mod following;
mod looks;
mod review;
mod start;
mod texts;
mod walk;

use std::ops::{Deref, DerefMut};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::state::{Connection, ItemsSource, Step};
use tcdx_desk::desk::{Action, Event, Told};
use tcdx_desk::domain::problem::{Issue, WarningKey};
use tcdx_desk::domain::{CaseId, Field, Lang, Problem, Profile, Section, Slot};
use tcdx_desk::store::cases::AttemptOutcome;
use tcdx_desk::store::cases::open::session;
use tcdx_desk::ui::screens::onboard::fields as form_fields;
use tcdx_desk::ui::textures::Textures;
use tcdx_desk::ui::theme;

use crate::desk::bench::{Bench, NIK, actor, picture};
use crate::screen::painted;

/// The program without its workers: their work is done at once, on a store in memory.
struct Window {
    bench: Bench,
    textures: Textures,
}

impl Deref for Window {
    type Target = Bench;

    fn deref(&self) -> &Bench {
        &self.bench
    }
}

impl DerefMut for Window {
    fn deref_mut(&mut self) -> &mut Bench {
        &mut self.bench
    }
}

impl Window {
    fn new(lang: Lang) -> Self {
        Self::of(Bench::speaking(lang, session().unwrap()))
    }

    fn of(bench: Bench) -> Self {
        Self {
            bench,
            textures: Textures::default(),
        }
    }

    fn ask(&mut self, action: Action) {
        self.bench.act(action);
    }

    fn paint(&mut self, ui: &mut egui::Ui) {
        for action in painted(&mut self.bench, &mut self.textures, ui) {
            self.ask(action);
        }
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

/// The whole sample customer is sent: its case.
fn send(harness: &mut Harness<'_, Window>) -> CaseId {
    let case = harness.state_mut().send();
    harness.run();
    case
}

/// The request of this case begins and ends so.
fn ends(harness: &mut Harness<'_, Window>, case: CaseId, outcome: AttemptOutcome, reason: &str) {
    harness.state_mut().ends(case, outcome, reason);
    harness.run();
}

fn focused(harness: &Harness<'_, Window>) -> Option<egui::Id> {
    harness.ctx.memory(egui::Memory::focused)
}

fn is_focused(harness: &Harness<'_, Window>, role: Role, label: &str) -> bool {
    harness.get_by_role_and_label(role, label).is_focused()
}

/// True for what a text id looks like: `onboard-title`.
fn looks_like_an_id(text: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    text.contains('-') && text.split('-').all(is_word)
}

fn assert_no_ids(harness: &Harness<'_, Window>, lang: Lang) {
    let mut seen = 0;
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        for text in [
            node.label(),
            node.value(),
            node.description(),
            node.placeholder().map(str::to_owned),
        ] {
            let Some(text) = text else { continue };
            seen += 1;
            assert!(!looks_like_an_id(&text), "{lang:?}: {text}");
        }
    }
    assert!(seen > 5, "nothing was painted");
}
