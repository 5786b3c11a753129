//! A camera that is drawn, for driving the window where there is none. Never in a release: it needs `inspection`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::driver::{CameraDriver, CameraStream, PixelLayout, RawFrame};
use crate::desk::state::{CameraDevice, CameraFault};
use crate::photo::{self, Rgba};
use crate::samples;

/// What it is to do: `card`, `selfie`, `dark`, `vanishes`; or the reason why it does not work: `none`, `denied`, `busy`.
const VARIABLE: &str = "TCDX_DESK_SYNTHETIC_CAMERA";
const WIDTH: usize = 1280;
const HEIGHT: usize = 720;
/// Between two frames.
const PACE: Duration = Duration::from_millis(33);
/// One that vanishes does so after this.
const VANISHES: Duration = Duration::from_secs(8);

/// The drawn camera, if the environment asks for it.
pub(super) fn from_environment() -> Option<Arc<dyn CameraDriver>> {
    let how = std::env::var(VARIABLE).ok()?;
    Some(Arc::new(Synthetic { how }))
}

struct Synthetic {
    how: String,
}

impl CameraDriver for Synthetic {
    fn devices(&self) -> Result<Vec<CameraDevice>, CameraFault> {
        let device = |id: &str, name: &str| CameraDevice {
            id: id.to_owned(),
            name: name.to_owned(),
        };
        match self.how.as_str() {
            "none" => Ok(Vec::new()),
            "denied" => Err(CameraFault::NoPermission),
            _ => Ok(vec![
                device("front", "Synthetic front camera"),
                device("desk", "Synthetic desk camera"),
            ]),
        }
    }

    fn open(&self, _id: &str) -> Result<Box<dyn CameraStream>, CameraFault> {
        if self.how == "busy" {
            return Err(CameraFault::InUse);
        }
        let name = if self.how == "selfie" {
            "selfie.jpg"
        } else {
            "id-card.jpg"
        };
        let bytes = samples::picture(name).ok_or(CameraFault::Other)?;
        let sample = photo::preview(bytes, 700).map_err(|_| CameraFault::NoFormat)?;
        Ok(Box::new(Drawn {
            sample,
            is_dark: self.how == "dark",
            vanishes: (self.how == "vanishes").then(|| Instant::now() + VANISHES),
            next: Instant::now(),
            count: 0,
        }))
    }
}

struct Drawn {
    sample: Rgba,
    is_dark: bool,
    vanishes: Option<Instant>,
    next: Instant,
    count: usize,
}

impl CameraStream for Drawn {
    fn next(&mut self, wait: Duration) -> Result<Option<RawFrame>, CameraFault> {
        if self.vanishes.is_some_and(|at| Instant::now() >= at) {
            return Err(CameraFault::Gone);
        }
        let left = self.next.saturating_duration_since(Instant::now());
        std::thread::sleep(left.min(wait));
        if left > wait {
            return Ok(None);
        }
        self.next = Instant::now() + PACE;
        self.count += 1;
        Ok(Some(RawFrame {
            width: WIDTH as u32,
            height: HEIGHT as u32,
            stride: 0,
            layout: PixelLayout::Rgb,
            bytes: self.draw(),
        }))
    }
}

impl Drawn {
    /// The sample swaying over a wall; three of four frames are blurred by the movement.
    fn draw(&self) -> Vec<u8> {
        let (width, height) = (self.sample.width as usize, self.sample.height as usize);
        let sway = (self.count as f32 / 20.0).sin() * 24.0;
        let left = (WIDTH.saturating_sub(width) / 2).saturating_add_signed(sway as isize);
        let top = HEIGHT.saturating_sub(height) / 2;
        let blur = if self.count.is_multiple_of(4) { 1 } else { 9 };
        let mut bytes = Vec::with_capacity(WIDTH * HEIGHT * 3);
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let inside = (x >= left && y >= top && x < left + width && y < top + height)
                    .then(|| self.blurred(x - left, y - top, blur));
                let wall = [150 + (y / 12) as u8, 160, 170 - (x / 24) as u8];
                let colour = inside.unwrap_or(wall);
                bytes.extend(colour.map(|byte| if self.is_dark { byte / 6 } else { byte }));
            }
        }
        bytes
    }

    /// The mean of so many pixels in a row.
    fn blurred(&self, x: usize, y: usize, count: usize) -> [u8; 3] {
        let width = self.sample.width as usize;
        let mut sums = [0_usize; 3];
        for step in 0..count {
            let at = (y * width + (x + step).min(width - 1)) * 4;
            for (channel, sum) in sums.iter_mut().enumerate() {
                *sum += usize::from(self.sample.pixels.get(at + channel).copied().unwrap_or(0));
            }
        }
        sums.map(|sum| (sum / count) as u8)
    }
}
