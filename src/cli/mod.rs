//! The command line: the window, or one headless command for scripts, checks and machines with no display.

mod args;
mod args_cases;
mod args_webhook;
mod backup;
mod bundle;
mod cases;
mod change;
mod demo;
mod doctor;
mod form;
mod history;
mod kept;
mod poll;
mod profile;
mod queue;
mod run_queue;
mod sandbox;
mod session;
mod start;
mod status;
mod submit;
mod terminal;
mod webhook;
mod window;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use session::Session;

use crate::desk::runtime::apart;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It is done.
    Done = 0,
    /// Bad usage, a bad form, or something on this computer that must be mended first.
    Usage = 2,
    /// The server refused.
    Refused = 3,
    /// No answer, and it is known that nothing was done.
    NotSent = 4,
    /// Nobody knows whether it was done.
    Unknown = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs what the arguments ask for.
pub fn main() -> ExitCode {
    crate::memory::no_dumps();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            let is_error = error.use_stderr();
            return if is_error { Exit::Usage } else { Exit::Done }.into();
        }
    };
    // Before anything else: it needs no settings, no log and no keyring.
    if let Some(Command::Decode) = &args.command {
        let is_told = apart::serve();
        return if is_told { Exit::Done } else { Exit::Usage }.into();
    }
    if let Ok(program) = std::env::current_exe() {
        apart::use_program(program);
    }
    crate::logs::init();
    if let Some(Command::CrashNotice { report, lang }) = &args.command {
        return window::crash_notice(report, lang).into();
    }
    let session = match Session::open(args.home.as_deref(), args.passphrase_stdin) {
        Ok(session) => session,
        Err(told) => {
            terminal::complain(&told.full(crate::text::of(session::system_lang())));
            return Exit::Usage.into();
        }
    };
    crate::crash::install_hook(session.home.crash_dir());
    start::begin(&session, args.command.as_ref());
    let exit = match args.command {
        None => window::run(session),
        Some(Command::Demo) => demo::run(&session),
        Some(Command::Submit {
            form,
            profile,
            wait,
        }) => submit::run(&session, &form, profile.as_deref(), wait),
        Some(Command::Status { user_id, profile }) => {
            status::run(&session, &user_id, profile.as_deref())
        }
        Some(Command::Queue { profile, command }) => {
            queue::run(&session, profile.as_deref(), command)
        }
        Some(Command::Cases { profile, command }) => {
            cases::run(&session, profile.as_deref(), command)
        }
        Some(Command::History { profile, command }) => {
            history::run(&session, profile.as_deref(), &command)
        }
        Some(Command::Webhook { profile, command }) => {
            webhook::run(&session, profile.as_deref(), &command)
        }
        Some(Command::Backup { file, profile }) => {
            backup::backup(&session, &file, profile.as_deref())
        }
        Some(Command::Restore { file, profile }) => {
            backup::restore(&session, &file, profile.as_deref())
        }
        Some(Command::Profile(command)) => profile::run(&session, command),
        Some(Command::Doctor { profile, bundle }) => {
            doctor::run(&session, profile.as_deref(), bundle.as_deref())
        }
        Some(Command::Sandbox {
            listen,
            key,
            secret,
            state,
        }) => sandbox::run(&session, listen, key, secret, state),
        Some(Command::Decode | Command::CrashNotice { .. }) => Exit::Done,
    };
    start::end(exit);
    exit.into()
}
