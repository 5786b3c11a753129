//! The beginning and the end of every command, in the log.

use super::Exit;
use super::args::{Command, QueueCommand, WebhookCommand};
use super::session::Session;

use crate::logs::{self, Kind};

/// Opens the log files, and says what starts. The arguments are left out: they may name files and customers.
pub fn begin(session: &Session, command: Option<&Command>) {
    let folder = session.home.logs_dir();
    let path = folder.display().to_string();
    let trouble = session
        .texts()
        .with("logs-not-written", &[("path", path.into())]);
    logs::to_files(folder, kind(command), session.settings.log_level, trouble);
    logs::info!(
        "start",
        command = name(command),
        version = crate::version::NUMBER,
        commit = crate::version::COMMIT,
        os = std::env::consts::OS,
        arch = std::env::consts::ARCH,
        profiles = session.profiles.len(),
        level = session.settings.log_level
    );
}

/// Says how it ended, and waits until that is written.
pub fn end(exit: Exit) {
    logs::info!("end", exit = exit as u8);
    logs::flush();
}

fn kind(command: Option<&Command>) -> Kind {
    match command {
        None => Kind::Window,
        Some(Command::Queue {
            command: QueueCommand::Run { .. },
            ..
        }) => Kind::Queue,
        Some(Command::Webhook {
            command: WebhookCommand::Listen(_),
            ..
        }) => Kind::Webhook,
        Some(Command::Sandbox { .. }) => Kind::Sandbox,
        Some(_) => Kind::Command,
    }
}

fn name(command: Option<&Command>) -> &'static str {
    match command {
        None => "window",
        Some(Command::Demo) => "demo",
        Some(Command::Submit { .. }) => "submit",
        Some(Command::Status { .. }) => "status",
        Some(Command::Queue { .. }) => "queue",
        Some(Command::Cases { .. }) => "cases",
        Some(Command::History { .. }) => "history",
        Some(Command::Webhook { .. }) => "webhook",
        Some(Command::Backup { .. }) => "backup",
        Some(Command::Restore { .. }) => "restore",
        Some(Command::Profile(_)) => "profile",
        Some(Command::Doctor { .. }) => "doctor",
        Some(Command::Sandbox { .. }) => "sandbox",
        Some(Command::Update(_)) => "update",
        Some(Command::Licences) => "licences",
        Some(Command::Decode) => "decode",
        Some(Command::CrashNotice { .. }) => "crash-notice",
    }
}
