//! The real workers with a camera that does what the test says.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tcdx_desk::desk::effect::RequestId;
use tcdx_desk::desk::runtime::{
    CameraDriver, CameraStream, FilePicker, Outlet, Picked, PixelLayout, RawFrame, Runtime, Worker,
    inbox,
};
use tcdx_desk::desk::state::{CameraDevice, CameraFault, CameraNews, CameraTask, Shot};
use tcdx_desk::desk::{Effect, Event};
use tcdx_desk::domain::Settings;
use tcdx_desk::photo;
use tcdx_desk::store::Home;
use tcdx_desk::vault::{DeskVault, SessionVault};

const PATIENCE: Duration = Duration::from_secs(20);

struct NoDialog;

impl FilePicker for NoDialog {
    fn pick(&self) -> Picked {
        Box::pin(std::future::ready(None))
    }
}

/// What the camera does, and what was done with it.
#[derive(Default)]
struct Script {
    fault: Mutex<Option<CameraFault>>,
    has_none: AtomicBool,
    vanishes: AtomicBool,
    is_silent: AtomicBool,
    falls_over: AtomicBool,
    /// Frames given so far; every third one is sharp.
    frames: AtomicUsize,
    opened: Mutex<Vec<String>>,
    held: AtomicUsize,
    most_held: AtomicUsize,
}

struct Scripted(Arc<Script>);

impl CameraDriver for Scripted {
    fn devices(&self) -> Result<Vec<CameraDevice>, CameraFault> {
        if let Some(fault) = *self.0.fault.lock().unwrap() {
            return Err(fault);
        }
        if self.0.has_none.load(Ordering::SeqCst) {
            return Ok(Vec::new());
        }
        let device = |id: &str| CameraDevice {
            id: id.to_owned(),
            name: format!("Camera {id}"),
        };
        Ok(vec![device("a"), device("b")])
    }

    fn open(&self, id: &str) -> Result<Box<dyn CameraStream>, CameraFault> {
        let held = self.0.held.fetch_add(1, Ordering::SeqCst) + 1;
        self.0.most_held.fetch_max(held, Ordering::SeqCst);
        self.0.opened.lock().unwrap().push(id.to_owned());
        Ok(Box::new(Stream(Arc::clone(&self.0))))
    }
}

struct Stream(Arc<Script>);

impl Drop for Stream {
    fn drop(&mut self) {
        self.0.held.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Stripes: hard for a sharp frame, a slow wave for a blurred one. The first pixels of a frame tell its number.
fn frame(number: usize) -> RawFrame {
    let (width, height) = (160_u32, 120_u32);
    let mut bytes = Vec::new();
    for _ in 0..height {
        for x in 0..width {
            let grey = if number % 3 == 2 {
                if x / 8 % 2 == 0 { 30 } else { 220 }
            } else {
                (125.0 + 90.0 * (f64::from(x) / 12.0).sin()) as u8
            };
            bytes.extend([grey; 3]);
        }
    }
    RawFrame {
        width,
        height,
        stride: 0,
        layout: PixelLayout::Rgb,
        bytes,
    }
}

impl CameraStream for Stream {
    fn next(&mut self, wait: Duration) -> Result<Option<RawFrame>, CameraFault> {
        assert!(
            !self.0.falls_over.load(Ordering::SeqCst),
            "a driver falls over"
        );
        if self.0.vanishes.load(Ordering::SeqCst) {
            return Err(CameraFault::Gone);
        }
        if self.0.is_silent.load(Ordering::SeqCst) {
            std::thread::sleep(wait);
            return Ok(None);
        }
        // As slow as the burst: each frame is one of the five.
        std::thread::sleep(Duration::from_millis(110).min(wait * 3));
        Ok(Some(frame(self.0.frames.fetch_add(1, Ordering::SeqCst))))
    }
}

struct Kit {
    script: Arc<Script>,
    runtime: Option<Runtime>,
    outlet: Outlet,
    _folder: tempfile::TempDir,
}

impl Kit {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(folder.path())).unwrap();
        let (inbox, outlet) = inbox(|| {});
        let vault = DeskVault::new(Box::new(SessionVault::default()));
        let runtime = Runtime::new(home, vault, Settings::default(), inbox).unwrap();
        let script = Arc::new(Script::default());
        runtime.use_cameras(Arc::new(Scripted(Arc::clone(&script))));
        Self {
            script,
            runtime: Some(runtime),
            outlet,
            _folder: folder,
        }
    }

    fn run(&mut self, task: CameraTask) {
        let runtime = self.runtime.as_mut().unwrap();
        runtime.run(Effect::Camera(task), &NoDialog);
    }

    fn open(&mut self, request: u64, device: Option<&str>) {
        self.run(CameraTask::Open {
            request: RequestId(request),
            device: device.map(str::to_owned),
        });
    }

    /// The first news for which there is an answer.
    #[track_caller]
    fn hear<T>(&mut self, what: &str, mut answer: impl FnMut(CameraNews) -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            while let Some(event) = self.outlet.take() {
                if let Event::Camera(news) = event
                    && let Some(answer) = answer(news)
                {
                    return answer;
                }
            }
            assert!(Instant::now() < end, "it never came to: {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn fault(&mut self) -> CameraFault {
        self.hear("a fault", |news| match news {
            CameraNews::Failed { fault, .. } => Some(fault),
            _ => None,
        })
    }

    #[track_caller]
    fn sees(&mut self, request: u64) {
        self.hear("a frame", |news| match news {
            CameraNews::Frame {
                request: of,
                latest,
            } if of == RequestId(request) => latest.take(),
            _ => None,
        });
    }

    #[track_caller]
    fn shot(&mut self) -> Shot {
        self.hear("a picture", |news| match news {
            CameraNews::Taken { shot, .. } => Some(shot),
            _ => None,
        })
    }

    #[track_caller]
    fn is_let_go(&self) {
        let end = Instant::now() + PATIENCE;
        while self.script.held.load(Ordering::SeqCst) > 0 {
            assert!(Instant::now() < end, "the camera is still held");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn frames_come_one_at_a_time_and_the_device_is_let_go() {
    let mut kit = Kit::new();
    kit.open(1, None);
    let (devices, device) = kit.hear("opening", |news| match news {
        CameraNews::Opened {
            devices, device, ..
        } => Some((devices, device)),
        _ => None,
    });
    assert_eq!((devices.len(), device.as_str()), (2, "a"));
    kit.sees(1);
    // Nobody takes a frame: one waits, and word of it comes once a second, however many the camera gives.
    let before = kit.script.frames.load(Ordering::SeqCst);
    let end = Instant::now() + PATIENCE;
    while kit.script.frames.load(Ordering::SeqCst) < before + 6 {
        assert!(Instant::now() < end);
        std::thread::sleep(Duration::from_millis(5));
    }
    let waiting = std::iter::from_fn(|| kit.outlet.take())
        .filter(|event| matches!(event, Event::Camera(CameraNews::Frame { .. })))
        .count();
    assert!((1..=2).contains(&waiting), "{waiting}");
    kit.run(CameraTask::Close);
    kit.is_let_go();
}

#[test]
fn the_sharpest_of_five_is_kept_in_full() {
    let mut kit = Kit::new();
    kit.open(1, None);
    kit.sees(1);
    kit.run(CameraTask::Burst);
    let shot = kit.shot();
    // A hard stripe, not the wave: in the middle of the first one.
    let row = &shot.picture.pixels[..160 * 4];
    let grey: Vec<u8> = row.chunks_exact(4).map(|pixel| pixel[0]).collect();
    assert_eq!((grey[4], grey[12], grey[20]), (30, 220, 30));
    let sent = photo::preview(&shot.jpeg, 1000).unwrap();
    assert_eq!((sent.width, sent.height), (160, 120));
    // Quiet while a person looks at it, until asked.
    while kit.outlet.take().is_some() {}
    std::thread::sleep(Duration::from_millis(300));
    assert!(kit.outlet.take().is_none());
    kit.run(CameraTask::Live);
    kit.sees(1);
}

#[test]
fn the_chosen_camera_is_opened_and_two_are_never_held() {
    let mut kit = Kit::new();
    kit.open(1, None);
    kit.sees(1);
    kit.open(2, Some("b"));
    kit.sees(2);
    kit.open(3, Some("is not there any more"));
    kit.open(4, Some("b"));
    kit.sees(4);
    assert_eq!(kit.script.most_held.load(Ordering::SeqCst), 1);
    let opened = kit.script.opened.lock().unwrap().clone();
    assert_eq!(opened[..2], ["a", "b"]);
    assert_eq!(opened.last().unwrap(), "b");
}

#[test]
fn what_is_wrong_is_told() {
    let mut kit = Kit::new();
    kit.script.has_none.store(true, Ordering::SeqCst);
    kit.open(1, None);
    assert_eq!(kit.fault(), CameraFault::NoCamera);
    for (request, fault) in [(2, CameraFault::NoPermission), (3, CameraFault::InUse)] {
        *kit.script.fault.lock().unwrap() = Some(fault);
        kit.open(request, None);
        assert_eq!(kit.fault(), fault);
    }
}

#[test]
fn a_camera_that_vanishes_is_told_and_can_be_opened_again() {
    let mut kit = Kit::new();
    kit.open(1, None);
    kit.sees(1);
    kit.script.vanishes.store(true, Ordering::SeqCst);
    assert_eq!(kit.fault(), CameraFault::Gone);
    kit.is_let_go();
    kit.script.vanishes.store(false, Ordering::SeqCst);
    kit.open(2, None);
    kit.sees(2);
}

#[test]
fn a_camera_that_gives_nothing_is_told() {
    let mut kit = Kit::new();
    kit.script.is_silent.store(true, Ordering::SeqCst);
    kit.open(1, None);
    assert_eq!(kit.fault(), CameraFault::Silent);
    kit.is_let_go();
}

#[test]
fn a_driver_that_falls_over_takes_nothing_with_it() {
    let mut kit = Kit::new();
    kit.script.falls_over.store(true, Ordering::SeqCst);
    kit.open(1, None);
    assert_eq!(kit.fault(), CameraFault::Other);
    kit.script.falls_over.store(false, Ordering::SeqCst);
    kit.open(2, None);
    kit.sees(2);
}

#[test]
fn the_end_of_the_program_lets_the_device_go() {
    let mut kit = Kit::new();
    kit.open(1, None);
    kit.sees(1);
    kit.runtime = None;
    kit.is_let_go();
}
