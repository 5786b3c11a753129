//! Starting the window, and saying what to do where there can be none.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use eframe::NativeOptions;
use egui::{IconData, ViewportBuilder, vec2};

use super::raise::Bell;
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
    /// The display that is named to this session is not there.
    #[error("the display cannot be reached")]
    Unreachable,
    /// A library of the system could not be loaded, by its name where that is known.
    #[error("a library of the system is missing{}", .0.as_deref().map(|name| format!(": {name}")).unwrap_or_default())]
    Library(Option<String>),
    /// The graphics driver offers no OpenGL that will do, in its words.
    #[error("{0}")]
    OpenGl(String),
    /// The system gave no window, in its words.
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
    /// Rung when another start asks for this window.
    pub bell: Bell,
}

/// Set where the window is drawn without the driver's OpenGL: by this program for its own second start.
pub const SOFTWARE_VARIABLE: &str = "TCDX_DESK_SOFTWARE";

/// True if this window is to be drawn without the driver's OpenGL.
pub fn is_software() -> bool {
    std::env::var_os(SOFTWARE_VARIABLE).is_some()
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
        renderer: renderer(),
        // The driver's wish for multisampling costs memory; egui smooths its own edges.
        multisampling: 0,
        ..NativeOptions::default()
    }
}

/// OpenGL; on Linux without the driver's it is Mesa's, which the environment chose.
#[cfg(not(windows))]
fn renderer() -> eframe::Renderer {
    eframe::Renderer::Glow
}

/// OpenGL; without the driver's it is Direct3D 12, which every Windows draws, by the processor if need be.
#[cfg(windows)]
fn renderer() -> eframe::Renderer {
    if is_software() {
        eframe::Renderer::Wgpu
    } else {
        eframe::Renderer::Glow
    }
}

fn icon() -> Arc<IconData> {
    let bytes = include_bytes!("../../assets/icons/tcdx-desk-256.png");
    Arc::new(eframe::icon_data::from_png_bytes(bytes).unwrap_or_default())
}

/// Opens the window and runs until it is closed.
pub fn run(parts: Parts) -> Result<(), NoWindow> {
    let title = parts.desk.state.texts().get("app-name").into_owned();
    let options = options(vec2(1280.0, 800.0), vec2(960.0, 600.0), &title);
    run_app(options, |creation| {
        theme::apply(&creation.egui_ctx);
        super::probe::note_graphics(creation);
        let ctx = creation.egui_ctx.clone();
        parts.bell.hang(&ctx);
        let (inbox, outlet) = crate::desk::runtime::inbox(move || ctx.request_repaint());
        Ok(Box::new(app(parts, inbox, outlet)?))
    })
}

/// What makes the program in a window.
type Made<'a> = Result<Box<dyn eframe::App + 'a>, Box<dyn std::error::Error + Send + Sync>>;

/// Runs a window until it is closed.
pub(super) fn run_app<'a>(
    options: NativeOptions,
    make: impl FnOnce(&eframe::CreationContext<'_>) -> Made<'a> + 'a,
) -> Result<(), NoWindow> {
    if !has_display() {
        return Err(NoWindow::NoDisplay);
    }
    let run = AssertUnwindSafe(|| eframe::run_native("tcdx-desk", options, Box::new(make)));
    match catch_unwind(run) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(why(&error)),
        Err(panic) => Err(match unloaded(panic.as_ref()) {
            Some(name) => NoWindow::Library(Some(name)),
            None => NoWindow::Crashed(crate::crash::last_report()),
        }),
    }
}

/// What an error of the window means. The words are those of winit 0.30: what they do not tell is told as it is.
fn why(error: &eframe::Error) -> NoWindow {
    let text = error.to_string();
    match error {
        // The template that no driver met says nothing to a person.
        eframe::Error::NoGlutinConfigs(_, error) => NoWindow::OpenGl(error.to_string()),
        eframe::Error::Glutin(_) | eframe::Error::OpenGL(_) => NoWindow::OpenGl(text),
        _ if text.contains("shared libraries") || text.contains("library could not be loaded") => {
            NoWindow::Library(None)
        }
        _ if text.contains("open connection to X server")
            || text.contains("find wayland compositor") =>
        {
            NoWindow::Unreachable
        }
        _ => NoWindow::System(text),
    }
}

/// The name in the panic of the loader of the keyboard's library: `Library libxkbcommon.so could not be loaded.`
fn unloaded(panic: &(dyn Any + Send)) -> Option<String> {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))?;
    let name = text
        .strip_prefix("Library ")
        .and_then(|rest| rest.strip_suffix(" could not be loaded."))
        .or_else(|| text.strip_prefix("Could not load compose module from "))?;
    Some(name.trim_end_matches('.').to_owned())
}

fn app(parts: Parts, inbox: Inbox, outlet: Outlet) -> std::io::Result<App> {
    let worker = (parts.worker)(inbox)?;
    let mut desk = parts.desk;
    if let Some(report) = parts.unseen_crash {
        desk.state.modal = Some(Modal::Crashed { report });
    }
    let clock: Box<dyn Clock> = Box::new(SystemClock);
    let app = App::new(desk, parts.effects, worker, outlet, clock);
    Ok(app.with_bell(parts.bell))
}

#[cfg(test)]
mod tests {
    use std::panic::panic_any;

    use super::*;

    #[test]
    fn a_library_that_is_not_there_is_known_by_its_panic() {
        let name = |text: &'static str| {
            let panic = catch_unwind(|| panic_any(text)).unwrap_err();
            unloaded(panic.as_ref())
        };
        let keyboard = name("Library libxkbcommon-x11.so could not be loaded.");
        assert_eq!(keyboard.as_deref(), Some("libxkbcommon-x11.so"));
        let compose = name("Could not load compose module from libxkbcommon.so.");
        assert_eq!(compose.as_deref(), Some("libxkbcommon.so"));
        assert_eq!(name("index out of bounds"), None);
        assert_eq!(unloaded(&5), None);
    }
}
