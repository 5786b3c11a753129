//! The window, and the notice of a window that stopped.

use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::{Timestamp, Zoned};

use super::session::Session;
use super::{Exit, terminal};
use crate::desk::Effect;
use crate::desk::explain::Told;
use crate::desk::opened::FormPath;
use crate::desk::runtime::{Runtime, Worker};
use crate::desk::update::start;
use crate::domain::Lang;
use crate::ui::crash_notice as notice;
use crate::ui::run::{NoWindow, Parts, run as run_window};

/// Opens the window, with a form file if one is named, and runs until it is closed.
pub fn run(session: Session, form: Option<PathBuf>) -> Exit {
    let texts = session.texts();
    let form = match form.map(|form| whole(&form)).transpose() {
        Ok(form) => form,
        Err(told) => return session.refuse(&told),
    };
    let lang = session.lang();
    let unseen_crash = crate::crash::take_unseen(&session.home.crash_dir());
    let (mut desk, mut effects) = start(
        session.settings,
        session.profiles,
        Timestamp::now(),
        Zoned::now().date(),
    );
    effects.extend(form.map(|form| Effect::OpenForm(FormPath(form))));
    desk.state.data_folder = Some(session.home.root().to_owned());
    let (home, vault, settings) = (session.home, session.vault, desk.state.settings.clone());
    let parts = Parts {
        desk,
        effects,
        worker: Box::new(move |inbox| {
            let runtime = Runtime::new(home, vault, settings, inbox)?;
            Ok(Box::new(runtime) as Box<dyn Worker>)
        }),
        unseen_crash,
    };
    let told = match run_window(parts) {
        Ok(()) => return Exit::Done,
        Err(NoWindow::NoDisplay) => Told::new("cli-no-display").hint("cli-no-display-hint"),
        Err(NoWindow::System(why)) => Told::new("cli-no-window")
            .arg("why", why)
            .hint("cli-no-window-hint"),
        Err(NoWindow::Crashed(report)) => {
            if let Some(report) = &report {
                tell_apart(report, lang);
            }
            Told::new("cli-crashed").hint("cli-no-window-hint")
        }
    };
    terminal::complain(&told.full(texts));
    Exit::Usage
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
