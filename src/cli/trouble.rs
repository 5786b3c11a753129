//! What stops a start: a line on standard error, and for the window a small window of its own.

use std::path::Path;

use jiff::Zoned;

use super::session::{Session, system_lang};
use super::{dialog, software, terminal, window};
use crate::desk::explain::{self, Told};
use crate::store::{Home, StoreError};
use crate::ui::run::{NoWindow, is_software};
use crate::ui::trouble::{Answer, Trouble as Shown, run as show_window};

/// Why the program does not start.
#[derive(Debug)]
pub struct Trouble {
    /// What happened and what to do.
    pub told: Told,
    /// The data folder whose settings file can be put aside without losing anything.
    aside: Option<Home>,
}

impl From<Told> for Trouble {
    fn from(told: Told) -> Self {
        Self { told, aside: None }
    }
}

impl Trouble {
    /// A settings file that cannot be read. One that is damaged can be put aside: only choices of this computer are in
    /// it. One of a newer version is left for that version.
    pub fn of_settings(home: &Home, error: &StoreError) -> Self {
        let is_damaged = matches!(error, StoreError::Damaged { .. });
        Self {
            told: explain::store(error),
            aside: is_damaged.then(|| home.clone()),
        }
    }

    /// Says it on standard error, in the system's language.
    pub fn complain(&self) {
        terminal::complain(&self.told.full(crate::text::of(system_lang())));
    }

    /// Says it on standard error and in a window of its own, if this session can show one; gives true if a person
    /// had the trouble put out of the way.
    pub fn show(self) -> bool {
        self.complain();
        let shown = Shown::new(self.told, system_lang(), self.aside.is_some());
        match (in_window(shown), self.aside) {
            (Answer::PutAside, Some(home)) => put_aside(&home),
            _ => false,
        }
    }
}

/// Where no window opens either, the desktop is told why: that is to be mended first.
fn in_window(shown: Shown) -> Answer {
    let told = match show_window(shown) {
        Ok(answer) => return answer,
        Err(NoWindow::NoDisplay) => return Answer::Close,
        Err(NoWindow::OpenGl(_)) if !is_software() => {
            crate::logs::warn!("no OpenGL");
            if let Err(error) = software::again(software::Why::Fallback) {
                crate::logs::warn!("no second start", error = error);
            }
            return Answer::Close;
        }
        Err(error) => window::no_window(&error),
    };
    let texts = crate::text::of(system_lang());
    terminal::complain(&told.full(texts));
    dialog::tell(&told, texts);
    Answer::Close
}

fn put_aside(home: &Home) -> bool {
    let texts = crate::text::of(system_lang());
    match crate::store::settings::put_aside(home, &Zoned::now()) {
        Ok(path) => {
            let told = Told::new("start-aside-done").arg("path", path.display().to_string());
            terminal::complain(&told.full(texts));
            true
        }
        Err(error) => {
            Trouble::from(explain::store(&error)).show();
            false
        }
    }
}

/// Opens the data folder for the window. What stops that is shown, and tried again when a person had it put out of the
/// way.
pub fn open_for_window(home: Option<&Path>, passphrase_stdin: bool) -> Option<Session> {
    loop {
        match Session::open(home, passphrase_stdin) {
            Ok(session) => return Some(session),
            Err(trouble) => {
                // The loader of a library that this computer lacks panics; what that means is said in words.
                std::panic::set_hook(Box::new(|_| {}));
                let is_mended = trouble.show();
                drop(std::panic::take_hook());
                if !is_mended {
                    return None;
                }
            }
        }
    }
}
