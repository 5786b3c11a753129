//! What the desk makes of it: by the test's clock, without a window.

use std::sync::Arc;

use tcdx_desk::desk::action::Dropped;
use tcdx_desk::desk::effect::{PictureSource, RequestId};
use tcdx_desk::desk::state::{
    Camera, CameraAction, CameraDevice, CameraFault, CameraNews, CameraPhase, CameraTask, Latest,
    Modal, Seen, Shot,
};
use tcdx_desk::desk::{Action, Effect, Event};
use tcdx_desk::domain::{Section, Slot};
use tcdx_desk::photo::Rgba;

use crate::desk::bench::Bench;

pub fn ask(bench: &mut Bench, action: CameraAction) {
    bench.ask(Action::Camera(action));
}

pub fn hear(bench: &mut Bench, news: CameraNews) {
    bench.hear(Event::Camera(news));
}

pub fn camera(bench: &Bench) -> &Camera {
    match &bench.desk.state.modal {
        Some(Modal::Camera(camera)) => camera,
        other => panic!("no camera: {other:?}"),
    }
}

fn request(bench: &Bench) -> RequestId {
    camera(bench).request
}

pub fn picture(grey: u8) -> Arc<Rgba> {
    Arc::new(Rgba {
        width: 160,
        height: 90,
        pixels: vec![grey; 160 * 90 * 4],
    })
}

pub fn sees(bench: &mut Bench, picture: Arc<Rgba>, is_dark: bool) {
    let latest = Latest::default();
    latest.put(Seen { picture, is_dark });
    let request = request(bench);
    hear(bench, CameraNews::Frame { request, latest });
}

pub fn open(bench: &mut Bench, slot: Slot) {
    ask(bench, CameraAction::Open(slot));
    let devices = ["a", "b"].map(|id| CameraDevice {
        id: id.to_owned(),
        name: format!("Camera {id}"),
    });
    let news = CameraNews::Opened {
        request: request(bench),
        devices: devices.to_vec(),
        device: "a".to_owned(),
    };
    hear(bench, news);
    sees(bench, picture(90), false);
}

pub fn taken(bench: &mut Bench, picture: Arc<Rgba>) {
    let jpeg = vec![1, 2, 3].into();
    let news = CameraNews::Taken {
        request: request(bench),
        shot: Shot { picture, jpeg },
    };
    hear(bench, news);
}

pub fn fails(bench: &mut Bench, fault: CameraFault) {
    let news = CameraNews::Failed {
        request: request(bench),
        fault,
        devices: Vec::new(),
    };
    hear(bench, news);
}

/// What was asked of the camera since the last look.
fn tasks(bench: &mut Bench) -> Vec<&'static str> {
    let work = std::mem::take(&mut bench.work);
    work.iter()
        .filter_map(|effect| match effect {
            Effect::Camera(CameraTask::Open { .. }) => Some("open"),
            Effect::Camera(CameraTask::Burst) => Some("burst"),
            Effect::Camera(CameraTask::Live) => Some("live"),
            Effect::Camera(CameraTask::Close) => Some("close"),
            _ => None,
        })
        .collect()
}

#[test]
fn it_counts_down_by_the_clock() {
    let mut bench = Bench::new();
    open(&mut bench, Slot::IdPhoto);
    assert_eq!(tasks(&mut bench), ["open"]);
    ask(&mut bench, CameraAction::Take);
    let wakes = tcdx_desk::desk::update::next_wake(&bench.desk.state).unwrap();
    assert_eq!(wakes.duration_since(bench.desk.state.now).as_millis(), 1000);
    bench.wait(2999);
    assert!(matches!(camera(&bench).phase, CameraPhase::Counting { .. }));
    assert!(tasks(&mut bench).is_empty());
    bench.wait(1);
    assert_eq!(camera(&bench).phase, CameraPhase::Taking);
    assert_eq!(tasks(&mut bench), ["burst"]);
    taken(&mut bench, picture(90));
    assert!(matches!(camera(&bench).phase, CameraPhase::Taken(_)));
    ask(&mut bench, CameraAction::Again);
    assert_eq!(camera(&bench).phase, CameraPhase::Live);
    assert_eq!(tasks(&mut bench), ["live"]);
}

#[test]
fn the_countdown_can_be_stopped_or_left_out() {
    let mut bench = Bench::new();
    open(&mut bench, Slot::IdPhoto);
    ask(&mut bench, CameraAction::Take);
    ask(&mut bench, CameraAction::Take);
    bench.wait(5000);
    assert_eq!(camera(&bench).phase, CameraPhase::Live);
    ask(&mut bench, CameraAction::SetCountdown(false));
    tasks(&mut bench);
    ask(&mut bench, CameraAction::Take);
    assert_eq!(tasks(&mut bench), ["burst"]);
}

#[test]
fn gestures_follow_each_other_and_the_last_one_closes() {
    let mut bench = Bench::new();
    bench.act(Action::ShowSection(Section::Liveness));
    ask(&mut bench, CameraAction::SetCountdown(false));
    open(&mut bench, Slot::Gesture(5));
    ask(&mut bench, CameraAction::SetCountdown(false));
    let mut filled = Vec::new();
    while let Some(Modal::Camera(camera)) = &bench.desk.state.modal {
        filled.push(camera.slot);
        ask(&mut bench, CameraAction::Take);
        taken(&mut bench, picture(90));
        bench.work.clear();
        ask(&mut bench, CameraAction::Use);
        let bytes = bench.work.iter().find_map(|effect| match effect {
            Effect::LoadPicture {
                slot,
                source: PictureSource::Dropped(Dropped::Bytes(bytes)),
                ..
            } => Some((*slot, bytes.to_vec())),
            _ => None,
        });
        assert_eq!(bytes, Some((*filled.last().unwrap(), vec![1, 2, 3])));
        assert!(filled.len() <= 8, "{filled:?}");
    }
    let order = [5, 6, 7, 0, 1, 2, 3, 4].map(Slot::Gesture);
    assert_eq!(filled, order);
    assert_eq!(tasks(&mut bench), ["live", "close"][1..]);
}

#[test]
fn whatever_takes_it_away_switches_it_off() {
    type Leave = fn(&mut Bench);
    let ways: [Leave; 4] = [
        |bench| ask(bench, CameraAction::Close),
        |bench| bench.ask(Action::CloseModal),
        |bench| {
            bench.hear(Event::Crashed {
                report: "report".into(),
            });
        },
        |bench| bench.ask(Action::SwitchProfile("Jakarta".to_owned())),
    ];
    for (at, leave) in ways.into_iter().enumerate() {
        let mut bench = Bench::new();
        open(&mut bench, Slot::Selfie);
        tasks(&mut bench);
        leave(&mut bench);
        assert_eq!(tasks(&mut bench), ["close"], "way {at}");
        let is_shown = matches!(bench.desk.state.modal, Some(Modal::Camera(_)));
        assert!(!is_shown, "way {at}");
    }
}

#[test]
fn nobody_looks_for_two_minutes() {
    let mut bench = Bench::new();
    open(&mut bench, Slot::Selfie);
    tasks(&mut bench);
    bench.wait(119_000);
    ask(&mut bench, CameraAction::Looked);
    bench.wait(119_000);
    sees(&mut bench, picture(80), false);
    assert_eq!(camera(&bench).phase, CameraPhase::Live);
    bench.wait(1_000);
    assert!(matches!(camera(&bench).phase, CameraPhase::Off(_)));
    assert_eq!(tasks(&mut bench), ["close"]);
    assert!(camera(&bench).frame.is_none());
    ask(&mut bench, CameraAction::LookAgain);
    assert_eq!(tasks(&mut bench), ["open"]);
    assert_eq!(camera(&bench).phase, CameraPhase::Starting);
}

#[test]
fn every_fault_is_told_with_what_to_do() {
    for fault in [
        CameraFault::NoCamera,
        CameraFault::NoPermission,
        CameraFault::InUse,
        CameraFault::Gone,
        CameraFault::Silent,
        CameraFault::NoFormat,
        CameraFault::Other,
    ] {
        let mut bench = Bench::new();
        ask(&mut bench, CameraAction::Open(Slot::IdPhoto));
        fails(&mut bench, fault);
        let CameraPhase::Off(told) = &camera(&bench).phase else {
            panic!("{fault:?}");
        };
        let texts = bench.desk.state.texts();
        assert!(!told.text(texts).is_empty());
        assert!(told.hint_text(texts).is_some(), "{fault:?}");
    }
}

#[test]
fn a_picture_outlives_the_camera_that_took_it() {
    let mut bench = Bench::new();
    open(&mut bench, Slot::Gesture(0));
    ask(&mut bench, CameraAction::SetCountdown(false));
    ask(&mut bench, CameraAction::Take);
    taken(&mut bench, picture(90));
    fails(&mut bench, CameraFault::Gone);
    assert!(matches!(camera(&bench).phase, CameraPhase::Taken(_)));
    ask(&mut bench, CameraAction::Use);
    assert_eq!(camera(&bench).slot, Slot::Gesture(1));
    assert!(matches!(camera(&bench).phase, CameraPhase::Off(_)));
}

#[test]
fn news_of_an_earlier_opening_are_dropped() {
    let mut bench = Bench::new();
    open(&mut bench, Slot::IdPhoto);
    let old = request(&bench);
    ask(&mut bench, CameraAction::Pick("b".to_owned()));
    let fault = CameraFault::Gone;
    let devices = Vec::new();
    hear(
        &mut bench,
        CameraNews::Failed {
            request: old,
            fault,
            devices,
        },
    );
    assert_eq!(camera(&bench).phase, CameraPhase::Starting);
    // The choice is kept for the next time.
    ask(&mut bench, CameraAction::Close);
    bench.work.clear();
    ask(&mut bench, CameraAction::Open(Slot::Selfie));
    let device = bench.work.iter().find_map(|effect| match effect {
        Effect::Camera(CameraTask::Open { device, .. }) => device.clone(),
        _ => None,
    });
    assert_eq!(device.as_deref(), Some("b"));
}
