//! The whole window with its real workers and the built-in sandbox, driven by accessible name, without a display.

use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tcdx_desk::desk::clock::{Clock, SystemClock};
use tcdx_desk::desk::runtime::{Runtime, inbox};
use tcdx_desk::desk::state::{Modal, Screen, Step, StoreState};
use tcdx_desk::desk::update::start;
use tcdx_desk::desk::{Action, Event};
use tcdx_desk::domain::problem::Issue;
use tcdx_desk::domain::{CaseRow, Field, Lang, Profile, Section, Settings, Slot, Stage};
use tcdx_desk::store::Home;
use tcdx_desk::ui::App;
use tcdx_desk::vault::{DeskVault, SessionVault};

/// Longest that a test waits for something to be seen.
const PATIENCE: Duration = Duration::from_secs(30);

struct Window {
    harness: Harness<'static, App>,
    _folder: tempfile::TempDir,
}

impl Window {
    fn open(lang: Lang) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(folder.path())).unwrap();
        let settings = Settings {
            language: Some(lang),
            staff_name: "Rina W.".to_owned(),
            welcomed: true,
            ..Settings::default()
        };
        let clock = SystemClock;
        let (desk, effects) = start(
            settings.clone(),
            vec![Profile::training()],
            clock.now(),
            clock.today(),
        );
        let (inbox, outlet) = inbox(|| {});
        let vault = DeskVault::new(Box::new(SessionVault::default()));
        let worker = Runtime::new(home, vault, settings, inbox).unwrap();
        let app = App::new(desk, effects, Box::new(worker), outlet, Box::new(clock));
        let harness =
            crate::harness::window(Harness::builder().with_size(egui::vec2(1280.0, 800.0)), app);
        let mut window = Self {
            harness,
            _folder: folder,
        };
        window.until("the store is open", |app| {
            matches!(app.desk.state.store, StoreState::Open(_)) && app.desk.state.cases.is_complete
        });
        window
    }

    fn app(&self) -> &App {
        self.harness.state()
    }

    /// Paints frames until it is so.
    #[track_caller]
    fn until(&mut self, what: &str, mut is_so: impl FnMut(&App) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            self.harness.step();
            if is_so(self.harness.state()) {
                self.harness.step();
                return;
            }
            assert!(Instant::now() < end, "it never came to: {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn see(&mut self, text: &str) {
        let end = Instant::now() + PATIENCE;
        while self
            .harness
            .query_all_by_label_contains(text)
            .next()
            .is_none()
        {
            assert!(Instant::now() < end, "{text:?} is not on the screen");
            self.harness.step();
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn click(&mut self, role: Role, name: &str) {
        self.harness.get_by_role_and_label(role, name).click();
        self.harness.step();
        self.harness.step();
    }

    fn tell(&mut self, action: Action) {
        self.harness.state_mut().tell(action);
        self.harness.step();
    }

    /// Fills the form with the sample customer under another e-mail address, and waits for the pictures.
    fn fill(&mut self, email: &str) {
        self.click(Role::Button, "Fill with sample data");
        self.until("all pictures fitted", |app| {
            app.desk.draft.form.pictures.len() == 11
        });
        let form = &mut self.harness.state_mut().desk.draft.form;
        form.set(Field::Email, email);
        self.tell(Action::Edited(Field::Email));
        self.tell(Action::Blurred(Field::Email));
    }

    fn agree_and_send(&mut self) {
        self.agree();
        self.click(Role::Button, "Send");
    }

    fn agree_and_resubmit(&mut self) {
        self.agree();
        self.click(Role::Button, "Resubmit");
    }

    fn agree(&mut self) {
        self.click(Role::Button, "Review and send");
        self.harness.state_mut().desk.draft.consent = true;
        self.tell(Action::ConsentChanged);
    }

    /// The one case there is, once it has come so far.
    #[track_caller]
    fn reaches(&mut self, stage: Stage) -> CaseRow {
        self.until(stage.name(), |app| {
            let mut rows = app.desk.state.cases.rows().iter();
            rows.any(|row| row.life.stage == stage)
        });
        let mut rows = self.app().desk.state.cases.rows().iter();
        rows.find(|row| row.life.stage == stage).unwrap().clone()
    }
}

#[test]
fn a_customer_is_registered_and_approved() {
    let mut window = Window::open(Lang::En);
    window.fill("siti+fast@example.com");
    window.agree_and_send();
    window.see("Accepted by the server");
    let row = window.reaches(Stage::Approved);
    assert!(row.life.user_id.is_some());
    assert_eq!(row.attempts, 1);
    window.see("Approved");
    window.see("KYC level 2…");
    assert!(
        window.app().desk.draft.form.is_empty(),
        "the form is held after it was sent"
    );
}

#[test]
fn a_rejected_customer_is_corrected_and_resubmitted() {
    let mut window = Window::open(Lang::En);
    window.fill("siti+fast+reject.blurry@example.com");
    window.agree_and_send();
    let row = window.reaches(Stage::Rejected);
    assert!(!row.reason.is_empty());
    window.see(&row.reason);
    window.click(Role::Button, "Correct and resubmit");
    window.until("in correction", |app| {
        app.desk.state.onboard.step == Step::Form(Section::Documents)
    });
    window.see("Correction, submission 2");
    window.see(&row.reason);
    assert_eq!(window.app().desk.draft.form.pictures.len(), 11);
    let form = &mut window.harness.state_mut().desk.draft.form;
    form.set(Field::PlaceOfBirth, "Surabaya");
    window.tell(Action::Edited(Field::PlaceOfBirth));
    window.agree_and_resubmit();
    window.until("sent as an update", |app| {
        let row = app.desk.state.cases.rows().first();
        row.is_some_and(|row| row.attempts == 2 && row.life.stage != Stage::Sending)
    });
    let row = window.app().desk.state.cases.rows()[0].clone();
    assert_eq!(row.life.submissions, 2);
    assert_eq!(window.app().desk.state.cases.len(), 1);
}

#[test]
fn a_lost_answer_is_unconfirmed_and_never_sent_again_by_itself() {
    let mut window = Window::open(Lang::En);
    window.fill("siti+drop@example.com");
    window.agree_and_send();
    window.reaches(Stage::Unconfirmed);
    window.see("The outcome is not known");
    for _ in 0..20 {
        window.harness.step();
    }
    assert_eq!(window.reaches(Stage::Unconfirmed).attempts, 1);
    window.click(Role::Button, "Send again…");
    let case = window.app().desk.state.cases.rows()[0].id;
    let asked = Some(Modal::SendCaseAgain(case));
    assert_eq!(window.app().desk.state.modal, asked);
    assert_eq!(window.reaches(Stage::Unconfirmed).attempts, 1);
    // A person's choice; the server then knows the customer already, and that is this one.
    window.tell(Action::SendCaseAgain(case));
    let row = window.reaches(Stage::Pending);
    assert_eq!(row.attempts, 2);
    assert!(!row.life.maybe_registered);
}

#[test]
fn a_refusal_is_shown_at_its_field_and_the_form_stays() {
    let mut window = Window::open(Lang::En);
    window.fill("siti+fast@example.com");
    window.agree_and_send();
    window.see("Accepted by the server");
    window.click(Role::Button, "Next customer");
    window.fill("another+fast@example.com");
    let form = &mut window.harness.state_mut().desk.draft.form;
    form.set(Field::IdNumber, "3515144508680002");
    window.tell(Action::Edited(Field::IdNumber));
    window.tell(Action::Blurred(Field::IdNumber));
    window.agree_and_send();
    window.until("asked about the same customer", |app| {
        matches!(app.desk.state.modal, Some(Modal::Duplicates(_)))
    });
    window.see("same identity number");
    window.click(Role::Button, "Send all the same");
    window.until("refused", |app| {
        !app.desk.state.onboard.server_problems.is_empty()
    });
    let onboard = &window.app().desk.state.onboard;
    // The server's words, without the API's name of the field in front.
    let [problem] = onboard.server_problems.as_slice() else {
        panic!("{:?}", onboard.server_problems);
    };
    assert_eq!(problem.field, Field::IdNumber);
    let said = Issue::Server("is already registered".to_owned());
    assert_eq!(problem.issue, said);
    assert_eq!(onboard.step, Step::Form(Section::Identity));
    assert_eq!(window.app().desk.draft.form.pictures.len(), 11);
}

#[test]
fn two_samples_in_a_row_are_both_accepted() {
    let mut window = Window::open(Lang::En);
    for accepted in 1..=2 {
        window.click(Role::Button, "Fill with sample data");
        window.until("all pictures fitted", |app| {
            app.desk.draft.form.pictures.len() == 11
        });
        let problems = &window.app().desk.state.onboard.problems;
        assert!(problems.is_empty(), "{problems:?}");
        window.agree_and_send();
        window.until("accepted", |app| {
            let rows = app.desk.state.cases.rows().iter();
            rows.filter(|row| row.life.user_id.is_some()).count() == accepted
        });
        window.click(Role::Button, "Next customer");
    }
}

#[test]
fn the_sample_does_not_replace_what_was_typed_without_asking() {
    let mut window = Window::open(Lang::En);
    let form = &mut window.harness.state_mut().desk.draft.form;
    form.set(Field::Name, "Budi Santoso");
    window.tell(Action::Edited(Field::Name));
    window.click(Role::Button, "Fill with sample data");
    window.see("Fill with sample data?");
    let name = |window: &Window| window.app().desk.draft.form.get(Field::Name).to_owned();
    assert_eq!(name(&window), "Budi Santoso");
    window.click(Role::Button, "Replace");
    assert_eq!(name(&window), "Siti Contoh");
    // A sample that nobody touched is replaced by the next one at once.
    let first = window.app().desk.draft.form.get(Field::Email).to_owned();
    window.click(Role::Button, "Fill with sample data");
    assert!(window.app().desk.state.modal.is_none());
    assert_ne!(window.app().desk.draft.form.get(Field::Email), first);
}

#[test]
fn a_path_is_typed_and_loaded_with_the_keyboard() {
    let mut window = Window::open(Lang::En);
    let card = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/id-card.jpg");
    let draft = &mut window.harness.state_mut().desk.draft;
    draft.paths.insert(Slot::IdPhoto, format!("\"{card}\""));
    window.tell(Action::LoadPath(Slot::IdPhoto));
    window.until("the card is in place", |app| {
        app.desk.draft.form.pictures.contains_key(&Slot::IdPhoto)
    });
    let standing = window.app().desk.draft.form.pictures[&Slot::IdPhoto].clone();
    // What is no picture is refused, and what stood before still stands.
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let draft = &mut window.harness.state_mut().desk.draft;
    draft.paths.insert(Slot::IdPhoto, readme.to_owned());
    window.tell(Action::LoadPath(Slot::IdPhoto));
    window.until("refused", |app| {
        app.desk.state.onboard.slots[&Slot::IdPhoto]
            .refused
            .is_some()
    });
    assert_eq!(
        window.app().desk.draft.form.pictures[&Slot::IdPhoto],
        standing
    );
}

#[test]
fn shortcuts_go_to_the_screens_and_f1_lists_them() {
    let mut window = Window::open(Lang::En);
    for (key, screen) in [
        (Key::Num2, Screen::Customers),
        (Key::Num3, Screen::Transactions),
        (Key::Num4, Screen::Batches),
        (Key::Num5, Screen::Queue),
        (Key::Num6, Screen::Settings),
        (Key::Num1, Screen::Onboard),
    ] {
        window.harness.key_press_modifiers(Modifiers::COMMAND, key);
        window.harness.step();
        assert_eq!(window.app().desk.state.screen, screen);
    }
    window.harness.key_press(Key::F1);
    window.harness.step();
    window.see("Keyboard shortcuts");
    window.harness.key_press(Key::Escape);
    window.harness.step();
    window.harness.step();
    assert!(window.app().desk.state.modal.is_none());
}

#[test]
fn a_profile_that_cannot_be_saved_says_so_at_its_field() {
    let mut window = Window::open(Lang::En);
    window.tell(Action::Go(Screen::Settings));
    window.tell(Action::EditProfile(None));
    for (url, headers, label, said) in [
        (
            "http://api.example.com",
            "X-KEY",
            "Base URL",
            "must begin with https://",
        ),
        (
            "https://api.example.com",
            "X KEY",
            "Header of the key",
            "cannot be used",
        ),
    ] {
        let draft = &mut window.harness.state_mut().desk.draft.profile;
        draft.name = "Cabang".to_owned();
        draft.base_url = url.to_owned();
        draft.api_key = "key".to_owned();
        draft.key_header = headers.to_owned();
        window.harness.step();
        // The button is below the edge of the window.
        let save = window.harness.get_by_role_and_label(Role::Button, "Save");
        save.click_accesskit();
        window.until("it is refused", |app| {
            app.desk.state.settings_screen.problem.is_some()
        });
        window.harness.step();
        let field = window.harness.get_by_role_and_label(Role::TextInput, label);
        assert!(field.is_focused(), "{label}");
        // Once at the field and once above Save.
        let places = window.harness.query_all_by_label_contains(said).count();
        assert_eq!(places, 2, "{label}");
    }
}

#[test]
fn both_languages_show_every_screen_without_a_bare_text_id() {
    for lang in [Lang::Id, Lang::En] {
        let mut window = Window::open(lang);
        for screen in [
            Screen::Welcome,
            Screen::Onboard,
            Screen::Customers,
            Screen::Queue,
            Screen::Settings,
        ] {
            window.tell(Action::Go(screen));
            window.harness.step();
            let tree = format!("{:?}", window.harness.root());
            for prefix in [
                "settings-",
                "onboard-",
                "welcome-",
                "customers-",
                "nav-",
                "field-",
            ] {
                assert!(
                    !tree.contains(&format!("\"{prefix}")),
                    "{lang:?} {screen:?} shows a text id that begins with {prefix}"
                );
            }
        }
    }
}

#[test]
fn a_worker_that_stops_is_told() {
    let mut window = Window::open(Lang::En);
    window.harness.state_mut().tell(Event::Crashed {
        report: "/somewhere/report.txt".into(),
    });
    window.harness.step();
    window.see("/somewhere/report.txt");
}

#[test]
fn what_is_typed_is_kept_within_a_second_and_offered_again() {
    let mut window = Window::open(Lang::En);
    let form = &mut window.harness.state_mut().desk.draft.form;
    form.set(Field::Name, "Budi Santoso");
    window.tell(Action::Edited(Field::Name));
    let typed = Instant::now();
    window.until("kept", |app| {
        app.desk.state.onboard.saved_at.is_some() && app.desk.state.onboard.unsaved.is_kept()
    });
    let took = typed.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    window.see("Saved ");
    window.tell(Action::NewForm);
    window.until("an empty form", |app| app.desk.draft.form.is_empty());
    window.click(Role::Button, "Unfinished (1)");
    window.see("Budi Santoso");
    window.click(Role::Button, "Continue with Budi Santoso");
    window.until("the form is back", |app| {
        app.desk.draft.form.get(Field::Name) == "Budi Santoso"
    });
}
