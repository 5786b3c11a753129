//! The real desk without its window, typed into until it is killed. It says what it typed, and when.

use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::{Timestamp, Zoned};
use tcdx_desk::desk::action::Action;
use tcdx_desk::desk::event::Event;
use tcdx_desk::desk::runtime::{FilePicker, Outlet, Picked, Runtime, Worker, inbox};
use tcdx_desk::desk::state::{Desk, Step, StoreState};
use tcdx_desk::desk::update::{Message, start, update};
use tcdx_desk::domain::{Doc, Field, Section, Slot};
use tcdx_desk::store::{self, Home};
use tcdx_desk::vault::DeskVault;

use super::{Random, now_ms};

/// Where the numbers that are typed begin.
pub const FIRST: &str = "TCDX_TYPIST_FIRST";
/// A folder with pictures.
pub const PICTURES: &str = "TCDX_TYPIST_PICTURES";
/// The one that is put in: large enough to take its time.
pub const PICTURE: &str = "selfie.jpg";
/// Set where a draft is gone on with.
pub const GO_ON: &str = "TCDX_TYPIST_GO_ON";
/// Begins each line that is for the driver.
pub const SAYS: &str = "typist:";

/// Fields that take any text.
pub const FIELDS: [Field; 3] = [Field::Name, Field::PlaceOfBirth, Field::Address];

/// Longer than anybody lets it live.
const LIFE: Duration = Duration::from_mins(1);

struct NoPicker;

impl FilePicker for NoPicker {
    fn pick(&self) -> Picked {
        Box::pin(async { None })
    }
}

struct Typist {
    desk: Desk,
    runtime: Runtime,
    outlet: Outlet,
}

impl Typist {
    fn send(&mut self, message: impl Into<Message>) {
        for effect in update(&mut self.desk, message) {
            self.runtime.run(effect, &NoPicker);
        }
    }

    /// What a frame of the window does.
    fn frame(&mut self) {
        while let Some(event) = self.outlet.take() {
            self.send(event);
        }
        let (now, today) = (Timestamp::now(), Zoned::now().date());
        self.send(Event::Tick { now, today });
    }

    fn frames_until(&mut self, is_so: impl Fn(&Desk) -> bool) {
        let began = Instant::now();
        while !is_so(&self.desk) {
            assert!(began.elapsed() < LIFE, "{:?}", self.desk.state.store);
            self.frame();
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{SAYS} {what}");
    let _ = out.flush();
}

pub fn type_until_killed() {
    let home = Home::locate(None).unwrap();
    let settings = store::settings::load(&home).unwrap();
    let profiles = store::profiles::load(&home).unwrap();
    let (now, today) = (Timestamp::now(), Zoned::now().date());
    let (desk, effects) = start(settings.clone(), profiles, now, today);
    let (inbox, outlet) = inbox(|| {});
    let runtime = Runtime::new(home, DeskVault::default(), settings, inbox).unwrap();
    let mut typist = Typist {
        desk,
        runtime,
        outlet,
    };
    for effect in effects {
        typist.runtime.run(effect, &NoPicker);
    }
    typist.frames_until(|desk| {
        matches!(desk.state.store, StoreState::Open(_)) && desk.state.cases.is_complete
    });
    say("open");
    let unfinished = typist.desk.state.cases.unfinished();
    let draft = unfinished.first().map(|row| row.id);
    match draft.filter(|_| std::env::var_os(GO_ON).is_some()) {
        Some(case) => {
            typist.send(Action::ContinueDraft(case));
            typist.frames_until(|desk| desk.state.onboard.case == Some(case));
        }
        None => typist.send(Action::NextCustomer),
    }
    typist.send(Action::ShowSection(Section::Identity));
    assert!(matches!(typist.desk.state.onboard.step, Step::Form(_)));
    write(&mut typist);
}

fn write(typist: &mut Typist) {
    let first: u64 = std::env::var(FIRST).unwrap().parse().unwrap();
    let pictures = PathBuf::from(std::env::var_os(PICTURES).unwrap());
    let mut random = Random::of(first);
    let mut number = first;
    let mut told_case = None;
    let mut told_pictures = Vec::new();
    let began = Instant::now();
    let mut type_at = began;
    let mut picture_at = began + Duration::from_millis(random.between(0, 400));
    let mut slots = [Slot::IdPhoto, Slot::Selfie, Slot::Gesture(0)].into_iter();
    while began.elapsed() < LIFE {
        let now = Instant::now();
        if now >= type_at {
            type_at = now + Duration::from_millis(random.between(5, 60));
            number += 1;
            let field = FIELDS[usize::try_from(random.between(0, 2)).unwrap()];
            typist.desk.draft.form.set(field, format!("Kata {number}"));
            typist.send(Action::Edited(field));
            say(&format!("typed {} {} {number}", now_ms(), field.api_name()));
        }
        if now >= picture_at {
            picture_at = now + Duration::from_millis(random.between(300, 900));
            if let Some(slot) = slots.next() {
                let path = pictures.join(PICTURE).display().to_string();
                typist.desk.draft.paths.insert(slot, path);
                typist.send(Action::LoadPath(slot));
            }
        }
        typist.frame();
        if told_case.is_none()
            && let Some(case) = typist.desk.state.onboard.case
        {
            told_case = Some(case);
            say(&format!("case {case}"));
        }
        for slot in typist.desk.draft.form.pictures.keys() {
            if !told_pictures.contains(slot) {
                told_pictures.push(*slot);
                say(&format!(
                    "picture {} {}",
                    now_ms(),
                    Doc::Picture(*slot).name()
                ));
            }
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
