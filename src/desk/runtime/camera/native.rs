//! Cameras on Windows (Media Foundation) and macOS (AVFoundation).

use std::time::Duration;

use nokhwa::utils::{
    ApiBackend, CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType,
};
use nokhwa::{Camera, NokhwaError};

use super::driver::{CameraDriver, CameraStream, PixelLayout, RawFrame};
use crate::desk::state::{CameraDevice, CameraFault};

/// How long a person is given to answer the system's question whether this program may use the camera.
#[cfg(target_os = "macos")]
const QUESTION: Duration = Duration::from_secs(60);
/// Largest useful size.
const BEST: (u32, u32) = (1920, 1080);
const FORMATS: [FrameFormat; 6] = [
    FrameFormat::MJPEG,
    FrameFormat::NV12,
    FrameFormat::YUYV,
    FrameFormat::RAWRGB,
    FrameFormat::RAWBGR,
    FrameFormat::GRAY,
];

/// The cameras that the system lists.
pub(super) struct Native;

/// The libraries give words only; those of access and use are told apart by the codes of the system in them.
fn fault(error: &NokhwaError) -> CameraFault {
    let words = error.to_string().to_lowercase();
    let has = |pieces: &[&str]| pieces.iter().any(|piece| words.contains(piece));
    if has(&["0x80070005", "access is denied", "permission", "authoriz"]) {
        CameraFault::NoPermission
    } else if has(&[
        "0xc00d3704",
        "0xc00d3e86",
        "0x80070020",
        "in use",
        "busy",
        "lock",
    ]) {
        CameraFault::InUse
    } else if has(&["0xc00d3ea2", "0x8007001f", "not found", "disconnected"]) {
        CameraFault::Gone
    } else {
        CameraFault::Other
    }
}

/// On macOS the system asks a person first.
#[cfg(target_os = "macos")]
fn is_allowed() -> bool {
    if nokhwa::nokhwa_check() {
        return true;
    }
    let (sender, answer) = std::sync::mpsc::sync_channel(1);
    nokhwa::nokhwa_initialize(move |is_allowed| {
        let _ = sender.try_send(is_allowed);
    });
    answer.recv_timeout(QUESTION).unwrap_or(false)
}

#[cfg(not(target_os = "macos"))]
fn is_allowed() -> bool {
    true
}

/// The better, the larger: what is read at all, size up to [`BEST`], frames a second up to 30.
fn worth(format: &CameraFormat) -> (u64, u32, usize) {
    let (width, height) = (format.width(), format.height());
    let is_within = width <= BEST.0 && height <= BEST.1;
    let area = if is_within {
        u64::from(width) * u64::from(height)
    } else {
        0
    };
    let known = FORMATS.iter().position(|known| *known == format.format());
    let rank = known.map_or(0, |at| FORMATS.len() - at);
    (area, format.frame_rate().min(30), rank)
}

impl CameraDriver for Native {
    fn devices(&self) -> Result<Vec<CameraDevice>, CameraFault> {
        if !is_allowed() {
            return Err(CameraFault::NoPermission);
        }
        let found = nokhwa::query(ApiBackend::Auto).map_err(|error| fault(&error))?;
        let device = |info: nokhwa::utils::CameraInfo| CameraDevice {
            id: info.index().as_string(),
            name: info.human_name(),
        };
        Ok(found.into_iter().map(device).collect())
    }

    fn open(&self, id: &str) -> Result<Box<dyn CameraStream>, CameraFault> {
        let index = match id.parse() {
            Ok(number) => CameraIndex::Index(number),
            Err(_) => CameraIndex::String(id.to_owned()),
        };
        let any = RequestedFormatType::AbsoluteHighestResolution;
        let any = RequestedFormat::with_formats(any, &FORMATS);
        let mut camera = Camera::new(index, any).map_err(|error| fault(&error))?;
        if let Ok(formats) = camera.compatible_camera_formats() {
            let read = formats
                .into_iter()
                .filter(|format| FORMATS.contains(&format.format()));
            if let Some(best) = read.max_by_key(worth) {
                let kind = [best.format()];
                let exact = RequestedFormatType::Exact(best);
                // Refused: it stays as it was opened.
                let _ = camera.set_camera_requset(RequestedFormat::with_formats(exact, &kind));
            }
        }
        camera.open_stream().map_err(|error| fault(&error))?;
        Ok(Box::new(Stream(camera)))
    }
}

struct Stream(Camera);

impl CameraStream for Stream {
    // The system gives no way to wait for a while only: its own wait ends with the next frame.
    fn next(&mut self, _wait: Duration) -> Result<Option<RawFrame>, CameraFault> {
        let frame = self.0.frame().map_err(|error| match fault(&error) {
            CameraFault::Other => CameraFault::Gone,
            fault => fault,
        })?;
        let layout = match frame.source_frame_format() {
            FrameFormat::MJPEG => PixelLayout::Jpeg,
            FrameFormat::YUYV => PixelLayout::Yuyv,
            FrameFormat::NV12 => PixelLayout::Nv12,
            FrameFormat::RAWRGB => PixelLayout::Rgb,
            FrameFormat::RAWBGR => PixelLayout::Bgr,
            FrameFormat::GRAY => PixelLayout::Grey,
        };
        let size = frame.resolution();
        Ok(Some(RawFrame {
            width: size.width(),
            height: size.height(),
            stride: 0,
            layout,
            bytes: frame.buffer().to_vec(),
        }))
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let _ = self.0.stop_stream();
    }
}
