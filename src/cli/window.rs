//! The window, the notice of a window that stopped, and what is said where there can be none.

use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::{Timestamp, Zoned};

use super::instance::{self, Turn};
use super::session::Session;
use super::trouble::Trouble;
use super::{Exit, dialog, software, terminal};
use crate::desk::Effect;
use crate::desk::explain::{self, Told};
use crate::desk::opened::FormPath;
use crate::desk::runtime::{Runtime, Worker};
use crate::desk::update::{settle_profile, start};
use crate::domain::Lang;
use crate::ui::crash_notice as notice;
use crate::ui::raise::Bell;
use crate::ui::run::{NoWindow, Parts, has_display, run as run_window};

/// Where a graphics driver comes from.
const DRIVER: &str = if cfg!(target_os = "linux") {
    "start-driver-linux"
} else {
    "start-driver-other"
};

/// Opens the window, with a form file if one is named, and runs until it is closed; or brings the one that is open to the front.
pub fn run(mut session: Session, form: Option<PathBuf>) -> Exit {
    let texts = session.texts();
    let form = match form.map(|form| whole(&form)).transpose() {
        Ok(form) => form,
        Err(told) => return session.refuse(&told),
    };
    let lang = session.lang();
    let bell = Bell::default();
    // Without a display there is nothing to bring to the front either.
    let _instance = if has_display() {
        match instance::take(&session.home, &bell) {
            Ok(Turn::First(instance)) => Some(instance),
            Ok(Turn::Raised) => {
                terminal::complain(&texts.get("start-raised"));
                return Exit::Done;
            }
            Ok(Turn::Silent) => {
                Trouble::from(Told::new("start-silent").hint("start-silent-hint")).show();
                return Exit::Usage;
            }
            Err(error) => {
                Trouble::from(explain::store(&error)).show();
                return Exit::Usage;
            }
        }
    } else {
        None
    };
    let unseen_crash = crate::crash::take_unseen(&session.home.crash_dir());
    let left = settle_profile(&mut session.settings, &session.managed, &session.profiles);
    let (mut desk, mut effects) = start(
        session.settings,
        session.profiles,
        Timestamp::now(),
        Zoned::now().date(),
    );
    desk.state.managed = session.managed;
    desk.state.aside = session.aside;
    desk.state.notice = left;
    effects.extend(form.map(|form| Effect::OpenForm(FormPath(form))));
    desk.state.data_folder = Some(session.home.root().to_owned());
    if software::is_fallback() && desk.state.notice.is_none() {
        desk.state.notice = Some(Told::new("start-software").hint(DRIVER));
    }
    let (home, vault, settings) = (session.home, session.vault, desk.state.settings.clone());
    let parts = Parts {
        desk,
        effects,
        worker: Box::new(move |inbox| {
            let runtime = Runtime::new(home, vault, settings, inbox)?;
            Ok(Box::new(runtime) as Box<dyn Worker>)
        }),
        unseen_crash,
        bell,
    };
    let Err(why) = run_window(parts) else {
        return Exit::Done;
    };
    let told = match why {
        NoWindow::Crashed(report) => {
            if let Some(report) = &report {
                tell_apart(report, lang);
            }
            let told = Told::new("cli-crashed").hint("cli-no-window-hint");
            terminal::complain(&told.full(texts));
            return Exit::Usage;
        }
        why @ NoWindow::OpenGl(_) if !crate::ui::run::is_software() => {
            crate::logs::warn!("no OpenGL");
            terminal::complain(&texts.get("start-software-try"));
            match software::again(software::Why::Fallback) {
                Ok(exit) => return exit,
                Err(error) => crate::logs::warn!("no second start", error = error),
            }
            no_window(&why)
        }
        other => no_window(&other),
    };
    terminal::complain(&told.full(texts));
    dialog::tell(&told, texts);
    Exit::Usage
}

/// Why there is no window, and what to do. Nothing personal is in it.
pub fn no_window(why: &NoWindow) -> Told {
    match why {
        NoWindow::NoDisplay => Told::new("cli-no-display").hint("cli-no-display-hint"),
        NoWindow::Unreachable => Told::new("start-unreachable").hint("start-unreachable-hint"),
        NoWindow::Library(name) => missing(name.as_deref()).unwrap_or_else(|| other(why)),
        NoWindow::OpenGl(_) => {
            missing(None).unwrap_or_else(|| Told::new("start-no-opengl").hint(DRIVER))
        }
        NoWindow::System(_) | NoWindow::Crashed(_) => other(why),
    }
}

fn other(why: &NoWindow) -> Told {
    Told::new("cli-no-window")
        .arg("why", why.to_string())
        .hint("cli-no-window-hint")
}

/// The libraries that are not there, or else the one that is named.
#[cfg(target_os = "linux")]
fn missing(name: Option<&str>) -> Option<Told> {
    use super::libraries::{self, Display};
    let mut missing = libraries::missing(Display::of_session());
    if missing.is_empty() {
        missing.extend(name.and_then(libraries::named));
    }
    (!missing.is_empty()).then(|| libraries::told(&missing))
}

/// Every system but Linux brings what a window needs.
#[cfg(not(target_os = "linux"))]
fn missing(_name: Option<&str>) -> Option<Told> {
    None
}

/// The whole path of a form file. A desktop that opens a file that is gone is told in the window; a bare word that names no
/// file is a mistyped command.
fn whole(form: &Path) -> Result<PathBuf, Told> {
    let is_word = form.extension().is_none() && form.components().count() == 1;
    if is_word && !form.exists() {
        let word = form.display().to_string();
        return Err(Told::new("opened-no-command")
            .arg("word", word)
            .hint("opened-no-command-hint"));
    }
    std::path::absolute(form).map_err(|_| Told::new("photo-read-not-found"))
}

/// Shows the notice in a process of its own: this one's window is gone and cannot be made again.
fn tell_apart(report: &Path, lang: Lang) {
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let _ = Command::new(program)
        .arg("crash-notice")
        .arg(report)
        .args(["--lang", lang.code()])
        .spawn();
}

/// Shows the notice.
pub fn crash_notice(report: &Path, lang: &str) -> Exit {
    let lang = if lang == Lang::En.code() {
        Lang::En
    } else {
        Lang::Id
    };
    match notice::run(report, lang) {
        Ok(()) => Exit::Done,
        Err(error) => {
            terminal::complain(&error.to_string());
            Exit::Usage
        }
    }
}
