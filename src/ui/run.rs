//! Starting the window, and saying what to do where there can be none.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use eframe::NativeOptions;
use egui::{IconData, ViewportBuilder, vec2};

use super::{App, theme};
use crate::desk::Effect;
use crate::desk::clock::{Clock, SystemClock};
use crate::desk::runtime::{Inbox, Outlet, Worker};
use crate::desk::state::{Desk, Modal};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum NoWindow {
    /// No display is known to this session.
    #[error("no display")]
    NoDisplay,
    /// The system gave no window or no OpenGL 3.3, in its words.
    #[error("{0}")]
    System(String),
    /// The program stopped inside; the report is there.
    #[error("the program stopped")]
    Crashed(Option<PathBuf>),
}

/// What the window needs to start.
pub struct Parts {
    /// State and draft.
    pub desk: Desk,
    /// The first work.
    pub effects: Vec<Effect>,
    /// Makes the workers, given the inbox.
    pub worker: Box<dyn FnOnce(Inbox) -> std::io::Result<Box<dyn Worker>>>,
    /// A report of a crash that nobody has seen yet.
    pub unseen_crash: Option<PathBuf>,
}

/// True if this session has a display to open a window on.
pub fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// The options of every window of this program.
pub(super) fn options(size: egui::Vec2, min_size: egui::Vec2, title: &str) -> NativeOptions {
    NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title(title)
            .with_app_id("tcdx-desk")
            .with_inner_size(size)
            .with_min_inner_size(min_size)
            .with_icon(icon()),
        renderer: eframe::Renderer::Glow,
        // The driver's wish for multisampling costs memory; egui smooths its own edges.
        multisampling: 0,
        ..NativeOptions::default()
    }
}

fn icon() -> Arc<IconData> {
    let bytes = include_bytes!("../../assets/icons/tcdx-desk-256.png");
    Arc::new(eframe::icon_data::from_png_bytes(bytes).unwrap_or_default())
}

/// Opens the window and runs until it is closed.
pub fn run(parts: Parts) -> Result<(), NoWindow> {
    if !has_display() {
        return Err(NoWindow::NoDisplay);
    }
    let title = parts.desk.state.texts().get("app-name").into_owned();
    let options = options(vec2(1280.0, 800.0), vec2(960.0, 600.0), &title);
    let started = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "tcdx-desk",
            options,
            Box::new(|creation| {
                theme::apply(&creation.egui_ctx);
                super::probe::note_graphics(creation);
                let ctx = creation.egui_ctx.clone();
                let (inbox, outlet) = crate::desk::runtime::inbox(move || ctx.request_repaint());
                Ok(Box::new(app(parts, inbox, outlet)?))
            }),
        )
    }));
    match started {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(NoWindow::System(error.to_string())),
        Err(_) => Err(NoWindow::Crashed(crate::crash::last_report())),
    }
}

fn app(parts: Parts, inbox: Inbox, outlet: Outlet) -> std::io::Result<App> {
    let worker = (parts.worker)(inbox)?;
    let mut desk = parts.desk;
    if let Some(report) = parts.unseen_crash {
        desk.state.modal = Some(Modal::Crashed { report });
    }
    let clock: Box<dyn Clock> = Box::new(SystemClock);
    Ok(App::new(desk, parts.effects, worker, outlet, clock))
}
