//! The send queue on the screen, the store that does not open, the limits in Settings, and news on the desktop.

pub mod bench;
#[cfg(target_os = "linux")]
mod desktop;
mod looks;
mod screen;
mod settings;
mod unlock;
mod work;
