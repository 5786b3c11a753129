//! Cameras on Linux: `Video4Linux2`. Sizes are asked for, not listed: a driver answers with the nearest it has.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use linuxvideo::format::{PixFormat, PixelFormat};
use linuxvideo::stream::ReadStream;
use linuxvideo::{BufType, Device};

use super::driver::{CameraDriver, CameraStream, PixelLayout, RawFrame};
use crate::desk::state::{CameraDevice, CameraFault};

/// Between two looks whether a frame is there.
const LOOK: Duration = Duration::from_millis(4);
/// Largest side that is taken.
const MAX_SIDE: u32 = 8192;

/// What can be read, the best first, and the size to ask for: uncompressed 1080p does not fit through USB 2 at speed.
const LAYOUTS: [([u8; 4], PixelLayout, (u32, u32)); 9] = [
    (*b"MJPG", PixelLayout::Jpeg, (1920, 1080)),
    (*b"JPEG", PixelLayout::Jpeg, (1920, 1080)),
    (*b"YUYV", PixelLayout::Yuyv, (1280, 720)),
    (*b"UYVY", PixelLayout::Uyvy, (1280, 720)),
    (*b"NV12", PixelLayout::Nv12, (1280, 720)),
    (*b"YU12", PixelLayout::I420, (1280, 720)),
    (*b"RGB3", PixelLayout::Rgb, (1280, 720)),
    (*b"BGR3", PixelLayout::Bgr, (1280, 720)),
    (*b"GREY", PixelLayout::Grey, (1280, 720)),
];

/// The cameras under `/dev`.
pub(super) struct V4l;

/// Linux' own numbers of errors that have no kind of their own.
fn fault(error: &io::Error) -> CameraFault {
    const EIO: i32 = 5;
    const ENXIO: i32 = 6;
    const EBUSY: i32 = 16;
    const ENODEV: i32 = 19;
    match (error.kind(), error.raw_os_error()) {
        (io::ErrorKind::PermissionDenied, _) => CameraFault::NoPermission,
        (io::ErrorKind::NotFound, _) | (_, Some(EIO | ENXIO | ENODEV)) => CameraFault::Gone,
        (_, Some(EBUSY)) => CameraFault::InUse,
        _ => CameraFault::Other,
    }
}

/// The number of `videoN`.
fn number(name: &str) -> Option<u32> {
    name.strip_prefix("video")?.parse().ok()
}

/// The first of [`LAYOUTS`] that the device offers.
fn best(device: &Device) -> Option<([u8; 4], PixelLayout, (u32, u32))> {
    let formats = device.formats(BufType::VIDEO_CAPTURE).take(64);
    let offered: Vec<[u8; 4]> = formats
        .map_while(Result::ok)
        .map(|format| format.pixel_format().as_fourcc())
        .collect();
    let mut known = LAYOUTS.into_iter();
    known.find(|(code, ..)| offered.contains(code))
}

impl CameraDriver for V4l {
    fn devices(&self) -> Result<Vec<CameraDevice>, CameraFault> {
        let entries = fs::read_dir("/dev").map_err(|error| fault(&error))?;
        let mut numbers: Vec<u32> = entries
            .filter_map(|entry| number(entry.ok()?.file_name().to_str()?))
            .collect();
        numbers.sort_unstable();
        let mut found = Vec::new();
        let mut closed = None;
        for number in numbers {
            match Device::open(format!("/dev/video{number}")) {
                // A camera has a second node that gives data about its frames only.
                Ok(device) if best(&device).is_some() => found.push(CameraDevice {
                    id: format!("video{number}"),
                    name: name(number),
                }),
                Ok(_) => {}
                Err(error) => closed = Some(fault(&error)),
            }
        }
        match closed {
            Some(fault @ (CameraFault::NoPermission | CameraFault::InUse)) if found.is_empty() => {
                Err(fault)
            }
            _ => Ok(found),
        }
    }

    fn open(&self, id: &str) -> Result<Box<dyn CameraStream>, CameraFault> {
        let number = number(id).ok_or(CameraFault::NoCamera)?;
        let device = Device::open(format!("/dev/video{number}")).map_err(|error| fault(&error))?;
        let (code, _, (width, height)) = best(&device).ok_or(CameraFault::NoFormat)?;
        let wanted = PixFormat::new(width, height, PixelFormat::from_fourcc(code));
        let capture = device
            .video_capture(wanted)
            .map_err(|error| fault(&error))?;
        let given = capture.format();
        let code = given.pixel_format().as_fourcc();
        let layout = LAYOUTS.iter().find(|(known, ..)| *known == code);
        let (_, layout, _) = layout.ok_or(CameraFault::NoFormat)?;
        let (width, height) = (given.width(), given.height());
        if width == 0 || height == 0 || width.max(height) > MAX_SIDE {
            return Err(CameraFault::NoFormat);
        }
        let stride = given.bytes_per_line() as usize;
        let reader = capture.into_stream().map_err(|error| fault(&error))?;
        Ok(Box::new(Stream {
            reader,
            width,
            height,
            stride,
            layout: *layout,
        }))
    }
}

/// The name of the device, from the kernel's own list.
fn name(number: u32) -> String {
    let path = format!("/sys/class/video4linux/video{number}/name");
    let name = fs::read_to_string(Path::new(&path)).unwrap_or_default();
    match name.trim() {
        "" => format!("video{number}"),
        name => name.to_owned(),
    }
}

struct Stream {
    reader: ReadStream,
    width: u32,
    height: u32,
    stride: usize,
    layout: PixelLayout,
}

impl CameraStream for Stream {
    fn next(&mut self, wait: Duration) -> Result<Option<RawFrame>, CameraFault> {
        let since = Instant::now();
        // Never the blocking read: a camera that gives nothing must still be let go.
        while self.reader.will_block().map_err(|error| fault(&error))? {
            if since.elapsed() >= wait {
                return Ok(None);
            }
            std::thread::sleep(LOOK);
        }
        let bytes = self.reader.dequeue(|view| {
            let is_whole = !view.is_error();
            Ok(is_whole.then(|| view.to_vec()))
        });
        let bytes = bytes.map_err(|error| fault(&error))?;
        Ok(bytes.map(|bytes| RawFrame {
            width: self.width,
            height: self.height,
            stride: self.stride,
            layout: self.layout,
            bytes,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_errors_of_the_system_are_told_apart() {
        let of = |number| fault(&io::Error::from_raw_os_error(number));
        assert_eq!(of(13), CameraFault::NoPermission);
        assert_eq!(of(1), CameraFault::NoPermission);
        assert_eq!(of(16), CameraFault::InUse);
        assert_eq!(of(19), CameraFault::Gone);
        assert_eq!(of(2), CameraFault::Gone);
        assert_eq!(of(22), CameraFault::Other);
    }

    #[test]
    fn only_video_nodes_are_looked_at() {
        assert_eq!(number("video0"), Some(0));
        assert_eq!(number("video12"), Some(12));
        assert_eq!(number("vbi0"), None);
        assert_eq!(number("video"), None);
        assert_eq!(number("video0/../mem"), None);
    }

    #[test]
    fn a_computer_without_that_camera_says_so() {
        let opened = V4l.open("video4294967295");
        assert_eq!(opened.err(), Some(CameraFault::Gone));
        assert_eq!(V4l.open("../mem").err(), Some(CameraFault::NoCamera));
    }
}
