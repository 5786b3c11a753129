//! The camera: from opening it to the picture in its slot.

use jiff::{SignedDuration, Timestamp};

use super::super::action::Dropped;
use super::super::effect::{Effect, PictureSource, RequestId};
use super::super::explain::Told;
use super::super::state::{
    Camera, CameraAction, CameraFault, CameraNews, CameraPhase, CameraTask, Desk, Modal, State,
    Step,
};
use crate::domain::Slot;

/// From asking for a picture to taking it.
const COUNTDOWN: SignedDuration = SignedDuration::from_secs(3);
/// Nobody looks at a camera before which nothing was done for so long.
const UNWATCHED: SignedDuration = SignedDuration::from_secs(120);

pub(super) fn act(desk: &mut Desk, action: CameraAction) -> Vec<Effect> {
    if let CameraAction::Open(slot) = action {
        return open(desk, slot);
    }
    let now = desk.state.now;
    let is_at_once = desk.state.camera.is_at_once;
    let Some(camera) = shown(&mut desk.state) else {
        return Vec::new();
    };
    camera.looked_at = now;
    match action {
        CameraAction::Open(_) | CameraAction::Looked => {}
        CameraAction::Take => match camera.phase {
            CameraPhase::Live if camera.frame.is_none() => {}
            CameraPhase::Live if is_at_once => return burst(camera),
            CameraPhase::Live => {
                let until = now.checked_add(COUNTDOWN).unwrap_or(now);
                camera.phase = CameraPhase::Counting { until };
            }
            CameraPhase::Counting { .. } => camera.phase = CameraPhase::Live,
            _ => {}
        },
        CameraAction::Use => return use_it(desk),
        CameraAction::Again => {
            if matches!(camera.phase, CameraPhase::Taken(_)) {
                return vec![live(camera)];
            }
        }
        CameraAction::Pick(device) => {
            if camera.device.as_ref() != Some(&device) {
                desk.state.camera.device = Some(device);
                return start(&mut desk.state);
            }
        }
        CameraAction::LookAgain => return start(&mut desk.state),
        CameraAction::SetCountdown(is_on) => desk.state.camera.is_at_once = !is_on,
        CameraAction::Close => desk.state.modal = None,
    }
    Vec::new()
}

/// The camera that lies over the screen.
fn shown(state: &mut State) -> Option<&mut Camera> {
    match &mut state.modal {
        Some(Modal::Camera(camera)) => Some(camera),
        _ => None,
    }
}

fn open(desk: &mut Desk, slot: Slot) -> Vec<Effect> {
    if !matches!(desk.state.onboard.step, Step::Form(_)) {
        return Vec::new();
    }
    desk.state.modal = Some(Modal::Camera(Camera {
        slot,
        request: RequestId(0),
        phase: CameraPhase::Starting,
        devices: Vec::new(),
        device: None,
        frame: None,
        is_dark: false,
        lost: None,
        looked_at: desk.state.now,
    }));
    start(&mut desk.state)
}

/// Switches the chosen camera on.
fn start(state: &mut State) -> Vec<Effect> {
    let request = state.request();
    let device = state.camera.device.clone();
    state.camera.on = Some((request, state.settings.profile.clone()));
    if let Some(camera) = shown(state) {
        camera.request = request;
        camera.phase = CameraPhase::Starting;
        camera.frame = None;
        camera.is_dark = false;
        camera.lost = None;
    }
    vec![Effect::Camera(CameraTask::Open { request, device })]
}

fn burst(camera: &mut Camera) -> Vec<Effect> {
    camera.phase = CameraPhase::Taking;
    vec![Effect::Camera(CameraTask::Burst)]
}

/// Back to what the camera sees, if it still sees anything.
fn live(camera: &mut Camera) -> Effect {
    camera.phase = match camera.lost.take() {
        Some(told) => CameraPhase::Off(told),
        None => CameraPhase::Live,
    };
    Effect::Camera(CameraTask::Live)
}

/// Puts the picture into its slot. A gesture is followed by the next empty one.
fn use_it(desk: &mut Desk) -> Vec<Effect> {
    let Some(camera) = shown(&mut desk.state) else {
        return Vec::new();
    };
    let slot = camera.slot;
    let CameraPhase::Taken(taken) = &camera.phase else {
        return Vec::new();
    };
    let source = PictureSource::Dropped(Dropped::Bytes(taken.jpeg.clone()));
    let mut effects = super::pictures::load(desk, slot, source);
    let next = next_empty(&desk.state, &desk.draft, slot);
    match (next, shown(&mut desk.state)) {
        (Some(next), Some(camera)) => {
            camera.slot = next;
            effects.push(live(camera));
        }
        _ => desk.state.modal = None,
    }
    effects
}

/// The empty gesture that follows this one, first behind it, then before it.
pub fn next_empty(state: &State, draft: &super::super::state::Draft, slot: Slot) -> Option<Slot> {
    let Slot::Gesture(at) = slot else {
        return None;
    };
    let count = state.profile().gesture_count;
    let is_loading = |slot: &Slot| {
        let view = state.onboard.slots.get(slot);
        view.is_some_and(|view| view.loading.is_some())
    };
    (at.saturating_add(1)..count)
        .chain(0..at.min(count))
        .map(Slot::Gesture)
        .find(|slot| !draft.form.pictures.contains_key(slot) && !is_loading(slot))
}

pub(super) fn hear(desk: &mut Desk, news: CameraNews) -> Vec<Effect> {
    let (CameraNews::Opened { request, .. }
    | CameraNews::Frame { request, .. }
    | CameraNews::Taken { request, .. }
    | CameraNews::Failed { request, .. }) = news;
    let state = &mut desk.state;
    // News of a camera that is off, or was opened before.
    if state.camera.on.as_ref().map(|(on, _)| *on) != Some(request) {
        return Vec::new();
    }
    let Some(camera) = shown(state).filter(|camera| camera.request == request) else {
        return Vec::new();
    };
    match news {
        CameraNews::Opened {
            devices, device, ..
        } => {
            camera.devices = devices;
            camera.device = Some(device.clone());
            if camera.phase == CameraPhase::Starting {
                camera.phase = CameraPhase::Live;
            }
            state.camera.device = Some(device);
        }
        CameraNews::Frame { latest, .. } => {
            if let Some(seen) = latest.take() {
                camera.frame = Some(seen.picture);
                camera.is_dark = seen.is_dark;
            }
        }
        CameraNews::Taken { shot, .. } => {
            if camera.phase == CameraPhase::Taking {
                camera.phase = CameraPhase::Taken(shot);
            }
        }
        CameraNews::Failed { fault, devices, .. } => {
            camera.devices = devices;
            off(camera, told(fault));
            state.camera.on = None;
        }
    }
    Vec::new()
}

/// The camera is off; a picture that a person looks at stays.
fn off(camera: &mut Camera, told: Told) {
    camera.frame = None;
    camera.device = None;
    camera.is_dark = false;
    if matches!(camera.phase, CameraPhase::Taken(_)) {
        camera.lost = Some(told);
    } else {
        camera.phase = CameraPhase::Off(told);
    }
}

/// What is said of a camera that shows nothing, and what to do on this system.
fn told(fault: CameraFault) -> Told {
    let told = match fault {
        CameraFault::NoCamera => Told::new("camera-none").hint("camera-none-hint"),
        CameraFault::NoPermission => Told::new("camera-denied").hint(if cfg!(windows) {
            "camera-denied-windows"
        } else if cfg!(target_os = "macos") {
            "camera-denied-macos"
        } else {
            "camera-denied-linux"
        }),
        CameraFault::InUse => Told::new("camera-busy").hint("camera-busy-hint"),
        CameraFault::Gone => Told::new("camera-gone").hint("camera-gone-hint"),
        CameraFault::Silent => Told::new("camera-silent").hint("camera-silent-hint"),
        CameraFault::NoFormat => Told::new("camera-format").hint("camera-format-hint"),
        CameraFault::Other => Told::new("camera-other").hint("camera-other-hint"),
    };
    told.retryable()
}

/// The countdown ends; a camera that nobody looks at goes off.
pub(super) fn tick(desk: &mut Desk) -> Vec<Effect> {
    let now = desk.state.now;
    let is_on = desk.state.camera.on.is_some();
    let Some(camera) = shown(&mut desk.state) else {
        return Vec::new();
    };
    if let CameraPhase::Counting { until } = camera.phase
        && now >= until
    {
        camera.looked_at = now;
        return burst(camera);
    }
    if is_on && now >= unwatched_at(camera) {
        off(
            camera,
            Told::new("camera-asleep").hint("camera-asleep-hint"),
        );
        desk.state.camera.on = None;
        return vec![Effect::Camera(CameraTask::Close)];
    }
    Vec::new()
}

fn unwatched_at(camera: &Camera) -> Timestamp {
    let end = camera.looked_at.checked_add(UNWATCHED);
    end.unwrap_or(camera.looked_at)
}

/// Whole seconds left of the countdown, 3 to 1.
pub fn seconds_left(now: Timestamp, until: Timestamp) -> i64 {
    let left = until.duration_since(now).as_millis();
    i64::try_from((left + 999) / 1000).unwrap_or(1).max(1)
}

/// When the clock matters next: at each second of the countdown, and when nobody has looked for long.
pub(super) fn wake(state: &State) -> Option<Timestamp> {
    let Some(Modal::Camera(camera)) = &state.modal else {
        return None;
    };
    if let CameraPhase::Counting { until } = camera.phase {
        let whole = SignedDuration::from_secs(seconds_left(state.now, until) - 1);
        return until.checked_sub(whole).ok();
    }
    state.camera.on.as_ref().map(|_| unwatched_at(camera))
}

/// Switches the camera off once it is no longer shown, whatever took it away.
pub(super) fn watch(state: &mut State, effects: &mut Vec<Effect>) {
    let Some((request, profile)) = &state.camera.on else {
        return;
    };
    let is_shown =
        matches!(&state.modal, Some(Modal::Camera(camera)) if camera.request == *request);
    if is_shown && !state.closing && *profile == state.settings.profile {
        return;
    }
    if is_shown {
        state.modal = None;
    }
    state.camera.on = None;
    effects.push(Effect::Camera(CameraTask::Close));
}
