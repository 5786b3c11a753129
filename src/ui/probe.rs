//! Whether a window can be drawn here: opens one that is never seen, and closes it.

use std::sync::{Arc, Mutex};

use eframe::glow::HasContext;
use egui::{ViewportCommand, vec2};

use super::run::NoWindow;
use crate::logs;

struct Probe;

impl eframe::App for Probe {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    fn ui(&mut self, _ui: &mut egui::Ui, _frame: &mut eframe::Frame) {}
}

/// Tells the log what draws the window.
pub(super) fn note_graphics(creation: &eframe::CreationContext<'_>) {
    if let Some(gl) = &creation.gl {
        let version = gl.version();
        logs::info!(
            "graphics",
            major = version.major,
            minor = version.minor,
            embedded = version.is_embedded,
            driver = logs::Fact::of_driver(&version.vendor_info)
        );
    }
}

/// The version of OpenGL that a window gets here, e.g. `4.5`.
pub fn opengl_version() -> Result<String, NoWindow> {
    let size = vec2(64.0, 64.0);
    let mut options = super::run::options(size, size, "");
    options.viewport = options.viewport.with_visible(false);
    let found = Arc::new(Mutex::new(None));
    let place = Arc::clone(&found);
    super::run::run_app(options, move |creation| {
        let version = creation.gl.as_ref().map(|gl| {
            let version = gl.version();
            format!("{}.{}", version.major, version.minor)
        });
        if let Ok(mut place) = place.lock() {
            *place = version;
        }
        // The window is not visible, so nothing else would ask for its first frame.
        creation.egui_ctx.request_repaint();
        Ok(Box::new(Probe))
    })?;
    let version = found.lock().ok().and_then(|mut place| place.take());
    version.ok_or(NoWindow::NoDisplay)
}
