//! The window with its real workers: the form is filled with marks, and every screen is visited with its case open.

use std::path::Path;
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use tcdx_desk::desk::Action;
use tcdx_desk::desk::action::Dropped;
use tcdx_desk::desk::clock::{Clock, SystemClock};
use tcdx_desk::desk::runtime::{Runtime, inbox};
use tcdx_desk::desk::state::{BatchAction, Screen, StoreState};
use tcdx_desk::desk::update::start;
use tcdx_desk::domain::batch::BatchKind;
use tcdx_desk::domain::{Field, Profile, Section, Settings, Slot};
use tcdx_desk::samples;
use tcdx_desk::store::Home;
use tcdx_desk::ui::App;
use tcdx_desk::vault::DeskVault;

use super::marks::{MARKS, picture};

const PATIENCE: Duration = Duration::from_mins(2);

/// The screen that is visited next; a new one does not compile until it is here.
fn next(screen: Screen) -> Option<Screen> {
    match screen {
        Screen::Welcome => Some(Screen::Onboard),
        Screen::Onboard => Some(Screen::Customers),
        Screen::Customers => Some(Screen::Transactions),
        Screen::Transactions => Some(Screen::Batches),
        Screen::Batches => Some(Screen::Queue),
        Screen::Queue => Some(Screen::Settings),
        Screen::Settings => None,
    }
}

fn open(home: &Path) -> Harness<'static, App> {
    let home = Home::locate(Some(home)).unwrap();
    let settings = Settings {
        welcomed: true,
        ..Settings::default()
    };
    let clock = SystemClock;
    let profiles = vec![Profile::training()];
    let (desk, effects) = start(settings.clone(), profiles, clock.now(), clock.today());
    let (inbox, outlet) = inbox(|| {});
    let worker = Runtime::new(home, DeskVault::default(), settings, inbox).unwrap();
    let app = App::new(desk, effects, Box::new(worker), outlet, Box::new(clock));
    crate::harness::window(Harness::builder().with_size(egui::vec2(1280.0, 800.0)), app)
}

fn until(window: &mut Harness<'static, App>, what: &str, is_so: impl Fn(&App) -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so(window.state()) {
        assert!(Instant::now() < end, "{what}");
        window.step();
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Fills, visits, leaves.
pub fn all(home: &Path) {
    let mut window = open(home);
    until(&mut window, "the store is open", |app| {
        matches!(app.desk.state.store, StoreState::Open(_))
    });
    let file = home.parent().unwrap().join(format!("{}.jpg", MARKS[6]));
    std::fs::write(&file, picture()).unwrap();

    let form: serde_json::Value = serde_json::from_str(samples::customer_json()).unwrap();
    let app = window.state_mut();
    for (name, value) in form.as_object().unwrap() {
        let Some(field) = Field::from_api_name(name) else {
            continue;
        };
        let text = match name.as_str() {
            "name" => MARKS[0].to_owned(),
            "email" => MARKS[1].to_owned(),
            "id_number" => MARKS[2].to_owned(),
            "address" => MARKS[3].to_owned(),
            "place_of_birth" => MARKS[4].to_owned(),
            "mobile_no" | "phone_no" => MARKS[5].to_owned(),
            _ => value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        };
        app.desk.draft.form.set(field, text);
        app.tell(Action::Edited(field));
        app.tell(Action::Blurred(field));
    }
    MARKS[0].clone_into(&mut app.desk.draft.search);
    MARKS[0].clone_into(&mut app.desk.draft.note);
    MARKS[0].clone_into(&mut app.desk.draft.reason);
    MARKS[7].clone_into(&mut app.desk.draft.profile.secret);
    MARKS[0].clone_into(&mut app.desk.draft.customer);
    let dropped = vec![Dropped::Path(file.clone())];
    app.tell(Action::DropFiles(dropped, Some(Slot::IdPhoto)));
    until(&mut window, "the picture is there", |app| {
        app.desk.draft.form.pictures.contains_key(&Slot::IdPhoto)
    });
    for section in Section::ALL {
        window.state_mut().tell(Action::ShowSection(section));
        window.run_steps(2);
    }
    until(&mut window, "the draft is kept", |app| {
        app.desk.state.onboard.unsaved.is_kept() && !app.desk.state.cases.rows().is_empty()
    });
    let case = window.state().desk.state.cases.rows()[0].id;
    batch(&mut window, &file);
    let mut screen = Some(Screen::Welcome);
    while let Some(at) = screen {
        window.state_mut().tell(Action::Go(at));
        window.run_steps(2);
        window.state_mut().tell(Action::OpenCase(case));
        window.run_steps(2);
        window.state_mut().tell(Action::AskHold(case));
        window.run_steps(2);
        window.state_mut().tell(Action::CloseModal);
        screen = next(at);
    }
    window.state_mut().tell(Action::AddNote(case));
    window.run_steps(3);
}

/// A table of customers whose every value is a mark, and a folder with their pictures; each row is judged.
fn batch(window: &mut Harness<'static, App>, picture: &Path) {
    let folder = picture.parent().unwrap();
    let table = folder.join(format!("{}.csv", MARKS[6]));
    let row = [MARKS[0], MARKS[1], MARKS[2], MARKS[3], MARKS[5]].join(";");
    let rows = format!("name;email;id_number;address;mobile_no\n{row}\n{row}\n");
    std::fs::write(&table, rows).unwrap();
    let app = window.state_mut();
    app.tell(Action::Go(Screen::Batches));
    app.desk.draft.batch_path = table.display().to_string();
    app.tell(Action::Batch(BatchAction::LoadPath));
    until(window, "the table is there", |app| {
        app.desk.state.batches.open.is_some()
    });
    step(window, BatchAction::SetKind(BatchKind::Register));
    window.state_mut().desk.draft.batch_folder = folder.display().to_string();
    step(window, BatchAction::LoadFolder);
    step(window, BatchAction::DryRun);
    step(window, BatchAction::Close);
}

fn step(window: &mut Harness<'static, App>, action: BatchAction) {
    window.state_mut().tell(Action::Batch(action));
    window.run_steps(20);
}
