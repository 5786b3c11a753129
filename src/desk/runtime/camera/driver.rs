//! What a camera is to the thread that holds it.

use std::time::Duration;

use crate::desk::state::{CameraDevice, CameraFault};

/// How the bytes of a frame are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PixelLayout {
    /// A JPEG, with or without its Huffman tables.
    Jpeg,
    /// Y U Y V: two pixels in four bytes.
    Yuyv,
    /// U Y V Y: two pixels in four bytes.
    Uyvy,
    /// A plane of Y, then one of U V at half the size.
    Nv12,
    /// A plane of Y, then one of U and one of V at half the size.
    I420,
    /// R G B, a byte each.
    Rgb,
    /// B G R, a byte each.
    Bgr,
    /// One byte of brightness.
    Grey,
}

/// A frame as the camera gave it.
#[derive(Clone)]
pub struct RawFrame {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Bytes from one row to the next; nothing for JPEG, and where rows follow each other without a gap.
    pub stride: usize,
    /// How the bytes are to be read.
    pub layout: PixelLayout,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for RawFrame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RawFrame(*** {}x{})", self.width, self.height)
    }
}

/// The cameras of a computer. Called on a thread that may wait.
pub trait CameraDriver: Send + Sync {
    /// Those that can be opened, the likeliest first; none is no error.
    fn devices(&self) -> Result<Vec<CameraDevice>, CameraFault>;
    /// Switches one on, at its largest useful size: 1920 × 1080, else the nearest to it.
    fn open(&self, id: &str) -> Result<Box<dyn CameraStream>, CameraFault>;
}

/// A camera that is on. Dropping it switches it off and lets the device go.
pub trait CameraStream {
    /// The next frame; nothing if none came within about `wait`.
    fn next(&mut self, wait: Duration) -> Result<Option<RawFrame>, CameraFault>;
}

/// Where no way to a camera is known.
#[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
pub(super) struct NoDriver;

#[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
impl CameraDriver for NoDriver {
    fn devices(&self) -> Result<Vec<CameraDevice>, CameraFault> {
        Ok(Vec::new())
    }

    fn open(&self, _id: &str) -> Result<Box<dyn CameraStream>, CameraFault> {
        Err(CameraFault::NoCamera)
    }
}
