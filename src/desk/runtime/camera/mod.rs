//! The camera's frames: a thread of its own holds the device while it is on, and gives the window the newest picture.

mod convert;
mod driver;
#[cfg(any(windows, target_os = "macos"))]
mod native;
#[cfg(feature = "inspection")]
mod synthetic;
#[cfg(target_os = "linux")]
mod v4l;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::time::{Duration, Instant};

use super::{Runtime, Shared};
use crate::desk::effect::RequestId;
use crate::desk::event::Event;
use crate::desk::state::{CameraDevice, CameraFault, CameraNews, CameraTask, Latest, Seen, Shot};
use crate::photo::judge;

pub use driver::{CameraDriver, CameraStream, PixelLayout, RawFrame};

/// Longest wait for a frame before orders are read again.
const WAIT: Duration = Duration::from_millis(50);
/// A camera that gives no readable picture for so long is not working.
const SILENT: Duration = Duration::from_secs(6);
/// Shortest time between two pictures that are shown.
const FRAME: Duration = Duration::from_millis(32);
/// A picture that was not taken for so long is put in anew: word of it may have been lost in a full inbox.
const STALE: Duration = Duration::from_secs(1);
/// Pictures of which the sharpest is kept, and the time between them: half a second in all.
const BURST: usize = 5;
const BURST_GAP: Duration = Duration::from_millis(100);
/// Longest wait for a camera to be let go by the one who held it here before.
const RELEASE: Duration = Duration::from_secs(5);
/// Orders that may wait.
const ORDERS: usize = 8;
/// Cameras that are listed.
const MAX_DEVICES: usize = 16;
/// Characters of a camera's name that are shown.
const MAX_NAME_CHARS: usize = 60;

/// What the thread is asked while the camera is on.
#[derive(Clone, Copy)]
enum Order {
    Burst,
    Live,
}

/// The cameras of this computer, and the thread that holds one.
pub(super) struct Cameras {
    driver: Mutex<Arc<dyn CameraDriver>>,
    /// Orders to the thread that is on. Dropping it switches the camera off.
    orders: Mutex<Option<SyncSender<Order>>>,
    /// Held by the thread that holds a device: never two at once.
    device: Mutex<()>,
}

impl Default for Cameras {
    fn default() -> Self {
        Self {
            driver: Mutex::new(system()),
            orders: Mutex::default(),
            device: Mutex::default(),
        }
    }
}

/// The cameras of this computer.
fn system() -> Arc<dyn CameraDriver> {
    #[cfg(feature = "inspection")]
    if let Some(driver) = synthetic::from_environment() {
        return driver;
    }
    #[cfg(target_os = "linux")]
    return Arc::new(v4l::V4l);
    #[cfg(any(windows, target_os = "macos"))]
    return Arc::new(native::Native);
    #[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
    return Arc::new(driver::NoDriver);
}

impl Runtime {
    /// Uses these cameras instead of those of the computer, from the next opening on.
    pub fn use_cameras(&self, driver: Arc<dyn CameraDriver>) {
        if let Ok(mut place) = self.shared.cameras.driver.lock() {
            *place = driver;
        }
    }
}

pub(super) fn run(runtime: &Runtime, task: CameraTask) {
    let shared = &runtime.shared;
    let Ok(mut orders) = shared.cameras.orders.lock() else {
        return;
    };
    match task {
        CameraTask::Open { request, device } => {
            let (sender, receiver) = sync_channel(ORDERS);
            *orders = Some(sender);
            let held = Arc::clone(shared);
            let thread = std::thread::Builder::new().name("tcdx-camera".to_owned());
            let watch = Watch {
                shared: held,
                request,
                orders: receiver,
                devices: Vec::new(),
            };
            if thread.spawn(move || watch.run(device.as_deref())).is_err() {
                let (fault, devices) = (CameraFault::Other, Vec::new());
                let news = CameraNews::Failed {
                    request,
                    fault,
                    devices,
                };
                shared.inbox.offer(Event::Camera(news));
            }
        }
        CameraTask::Burst => order(orders.as_ref(), Order::Burst),
        CameraTask::Live => order(orders.as_ref(), Order::Live),
        CameraTask::Close => *orders = None,
    }
}

/// A thread that ended has said why: nothing is lost with the order.
fn order(orders: Option<&SyncSender<Order>>, order: Order) {
    if let Some(orders) = orders {
        let _ = orders.try_send(order);
    }
}

/// The sharpest picture so far.
#[derive(Default)]
struct Burst {
    count: usize,
    last: Option<Instant>,
    best: Option<(f32, RawFrame, Seen)>,
}

/// One time that the camera is on.
struct Watch {
    shared: Arc<Shared>,
    request: RequestId,
    orders: Receiver<Order>,
    devices: Vec<CameraDevice>,
}

impl Watch {
    fn run(mut self, wanted: Option<&str>) {
        let ended = catch_unwind(AssertUnwindSafe(|| self.session(wanted)));
        // A driver that falls over is a camera that does not work, no more.
        let ended = ended.unwrap_or(Err(CameraFault::Other));
        if let Err(fault) = ended {
            let news = CameraNews::Failed {
                request: self.request,
                fault,
                devices: std::mem::take(&mut self.devices),
            };
            self.tell(news);
        }
    }

    /// Tells what must not be lost, waiting for room.
    fn tell(&self, news: CameraNews) {
        if !self.shared.is_closing.load(Ordering::Acquire) {
            let sent = self.shared.inbox.send(Event::Camera(news));
            self.shared.tokio.block_on(sent);
        }
    }

    /// The next order, if there is one; an error once the camera is to be off.
    fn order(&self) -> Result<Option<Order>, ()> {
        if self.shared.is_closing.load(Ordering::Acquire) {
            return Err(());
        }
        match self.orders.try_recv() {
            Ok(order) => Ok(Some(order)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(()),
        }
    }

    /// Waits until no other thread holds a device. Nothing if this camera is to be off before that.
    fn hold<'a>(&self, shared: &'a Shared) -> Result<Option<MutexGuard<'a, ()>>, CameraFault> {
        let since = Instant::now();
        loop {
            match shared.cameras.device.try_lock() {
                Ok(held) => return Ok(Some(held)),
                Err(TryLockError::Poisoned(held)) => return Ok(Some(held.into_inner())),
                Err(TryLockError::WouldBlock) => {}
            }
            if self.order().is_err() {
                return Ok(None);
            }
            if since.elapsed() > RELEASE {
                return Err(CameraFault::InUse);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// From opening to closing. Ends well when it was asked to end.
    fn session(&mut self, wanted: Option<&str>) -> Result<(), CameraFault> {
        let shared = Arc::clone(&self.shared);
        // Dropped after the stream: whoever comes next finds the device free.
        let Some(_held) = self.hold(&shared)? else {
            return Ok(());
        };
        let driver = shared.cameras.driver.lock().map(|driver| driver.clone());
        let driver = driver.map_err(|_| CameraFault::Other)?;
        self.devices = listed(driver.devices()?);
        let found = self
            .devices
            .iter()
            .find(|device| Some(device.id.as_str()) == wanted)
            .or_else(|| self.devices.first());
        let device = found.ok_or(CameraFault::NoCamera)?.id.clone();
        let mut stream = driver.open(&device)?;
        if self.order().is_err() {
            return Ok(());
        }
        self.tell(CameraNews::Opened {
            request: self.request,
            devices: self.devices.clone(),
            device,
        });
        self.watch(stream.as_mut())
    }

    fn watch(&self, stream: &mut dyn CameraStream) -> Result<(), CameraFault> {
        let latest = Latest::default();
        let mut burst: Option<Burst> = None;
        let mut is_quiet = false;
        let mut good_at = Instant::now();
        let mut shown_at: Option<Instant> = None;
        loop {
            match self.order() {
                Err(()) => return Ok(()),
                Ok(Some(Order::Burst)) => {
                    burst = Some(Burst::default());
                    is_quiet = false;
                }
                Ok(Some(Order::Live)) => {
                    burst = None;
                    is_quiet = false;
                }
                Ok(None) => {}
            }
            if good_at.elapsed() > SILENT {
                return Err(CameraFault::Silent);
            }
            let Some(raw) = stream.next(WAIT)? else {
                continue;
            };
            let is_due = |last: Option<Instant>, gap| last.is_none_or(|at| at.elapsed() >= gap);
            let gap = if latest.is_taken() { FRAME } else { STALE };
            let shows = !is_quiet && is_due(shown_at, gap);
            let keeps = burst
                .as_ref()
                .is_some_and(|burst| is_due(burst.last, BURST_GAP));
            if !shows && !keeps {
                good_at = Instant::now();
                continue;
            }
            // A frame that cannot be read is left out: the next one comes soon.
            let Some(picture) = convert::shown(&raw) else {
                continue;
            };
            good_at = Instant::now();
            let seen = Seen {
                is_dark: convert::is_dark(&picture),
                picture: Arc::new(picture),
            };
            if shows {
                shown_at = Some(Instant::now());
                latest.put(seen.clone());
                self.shared.inbox.offer(Event::Camera(CameraNews::Frame {
                    request: self.request,
                    latest: latest.clone(),
                }));
            }
            if keeps && let Some(taking) = &mut burst {
                taking.add(raw, seen);
                if taking.count >= BURST {
                    let best = burst.take().and_then(|burst| burst.best);
                    let shot = best.and_then(|(_, raw, seen)| {
                        let jpeg = convert::jpeg(&raw)?.into();
                        let picture = seen.picture;
                        Some(Shot { picture, jpeg })
                    });
                    is_quiet = true;
                    self.tell(CameraNews::Taken {
                        request: self.request,
                        shot: shot.ok_or(CameraFault::NoFormat)?,
                    });
                }
            }
        }
    }
}

impl Burst {
    fn add(&mut self, raw: RawFrame, seen: Seen) {
        let Seen { picture, .. } = &seen;
        let sharp = judge::sharpness(picture.width, picture.height, &picture.pixels);
        self.count += 1;
        self.last = Some(Instant::now());
        if self.best.as_ref().is_none_or(|(best, ..)| sharp > *best) {
            self.best = Some((sharp, raw, seen));
        }
    }
}

/// At most so many, with names of a bearable length.
fn listed(devices: Vec<CameraDevice>) -> Vec<CameraDevice> {
    let short = |device: CameraDevice| CameraDevice {
        name: device.name.chars().take(MAX_NAME_CHARS).collect(),
        ..device
    };
    devices.into_iter().take(MAX_DEVICES).map(short).collect()
}
