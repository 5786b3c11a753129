//! The command line: the window, or one headless command for scripts, checks and machines with no display.

mod args;
mod args_cases;
mod args_update;
mod args_webhook;
mod backup;
mod bundle;
mod cases;
mod change;
mod demo;
mod dialog;
mod doctor;
mod form;
mod history;
mod instance;
mod kept;
#[cfg(target_os = "linux")]
mod libraries;
mod poll;
mod profile;
mod queue;
mod run_queue;
mod sandbox;
mod session;
mod software;
mod start;
mod status;
mod submit;
mod terminal;
mod trouble;
mod update;
mod webhook;
mod window;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command, UpdateCommand};
use session::Session;

use crate::desk::explain::{self, Told};
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
    let is_window = args.command.is_none();
    if is_window && args.software_rendering && !crate::ui::run::is_software() {
        match software::again(software::Why::Asked) {
            Ok(exit) => return exit.into(),
            Err(error) => crate::logs::warn!("no second start", error = error),
        }
    }
    let session = if is_window {
        trouble::open_for_window(args.home.as_deref(), args.passphrase_stdin)
    } else {
        let opened = Session::open(args.home.as_deref(), args.passphrase_stdin);
        let is_doctor = matches!(args.command, Some(Command::Doctor { .. }));
        let complain = |trouble: trouble::Trouble| {
            if is_doctor && explain::is_managed(&trouble.told) {
                doctor::refused(&trouble.told, crate::text::of(session::system_lang()));
            } else {
                trouble.complain();
            }
        };
        opened.map_err(complain).ok()
    };
    let Some(session) = session else {
        return Exit::Usage.into();
    };
    crate::crash::install_hook(session.home.crash_dir());
    if args.form.is_some() && args.command.is_some() {
        return session.refuse(&Told::new("opened-with-command")).into();
    }
    start::begin(&session, args.command.as_ref());
    let exit = match args.command {
        None => window::run(session, args.form),
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
        Some(Command::Update(UpdateCommand::Check)) => update::check(&session),
        Some(Command::Licences) => update::licences(),
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
