//! The log: to standard error as much as `TCDX_DESK_LOG` asks for, and to files as the settings say.
//!
//! **The rule**: a log line names a case by its id alone. No name, number, address, picture, request body, header or
//! secret goes into it, and no text that came from outside: a file's name, a server's words, the words of an error.
//! The types keep it: a line is a literal, and its fields are [`Loggable`], which is made for counts, durations, ids of
//! this program, fixed words and kinds of errors, and for no `String`. All of them are in `logs/loggable.rs`;
//! `tests/walls.rs` sees to it that nothing else logs.
//!
//! Other crates do not know the rule: below `warn` an HTTP client or a message bus logs headers and arguments. So they
//! never log more than warnings, whatever the setting says, and of those the files get the place alone.

mod files;
mod filter;
mod lines;
mod loggable;
mod queue;

use std::io;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::reload;
use tracing_subscriber::util::SubscriberInitExt;

use crate::domain::LogLevel;

pub use files::{Kind, MAX_FILE_BYTES, MAX_FILES, is_log_file, log_files};
pub use loggable::{Fact, Field, Loggable, field};

/// What is logged on standard error: `off`, `error`, `warn` (if not set), `info`, `debug` or `trace`; or for single
/// modules, as in `info,tcdx_desk::tcdx=trace`.
pub const LOG_VARIABLE: &str = "TCDX_DESK_LOG";

/// How long the end of the program waits for its last lines.
const FLUSH: Duration = Duration::from_secs(1);

/// Changes what passes into the files.
static RELOAD: OnceLock<Box<dyn Fn(Targets) + Send + Sync>> = OnceLock::new();

/// A line of the log: a literal, then fields, e.g. `logs::warn!("webhooks could not be kept", calls = 3_usize)`.
macro_rules! line {
    ($level:ident, $what:literal $(, $name:ident = $value:expr)* $(,)?) => {
        ::tracing::$level!($($name = %$crate::logs::field(&$value),)* "{}", $what)
    };
}
macro_rules! error_ {
    ($($line:tt)*) => { $crate::logs::line!(error, $($line)*) };
}
macro_rules! warn_ {
    ($($line:tt)*) => { $crate::logs::line!(warn, $($line)*) };
}
macro_rules! info_ {
    ($($line:tt)*) => { $crate::logs::line!(info, $($line)*) };
}
macro_rules! debug_ {
    ($($line:tt)*) => { $crate::logs::line!(debug, $($line)*) };
}
pub(crate) use {debug_ as debug, error_ as error, info_ as info, line, warn_ as warn};

/// Starts the log. What is meant for the files waits until [`to_files`] says where they are. A second call changes nothing.
pub fn init() {
    let setting = std::env::var(LOG_VARIABLE).unwrap_or_default();
    let (shown, not_understood) = filter::of_setting(&setting);
    let shown = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(false)
        .with_filter(shown);
    let (level, handle) = reload::Layer::new(filter::of_level(LogLevel::default()));
    let kept = tracing_subscriber::fmt::layer()
        .with_writer(queue::writer)
        .with_ansi(false)
        .event_format(lines::Lines)
        .with_filter(level);
    let started = tracing_subscriber::registry()
        .with(shown)
        .with(kept)
        .try_init();
    if started.is_err() {
        return;
    }
    let _ = RELOAD.set(Box::new(move |targets| {
        // It fails only when there is no log any more.
        let _ = handle.reload(targets);
    }));
    if not_understood > 0 {
        warn!(
            "parts of TCDX_DESK_LOG are not understood and have no effect",
            parts = not_understood
        );
    }
}

/// From now on the log goes into files in this folder (made when it is needed, mode 0700) too. Where that fails, `trouble`
/// is printed once on standard error, and the program goes on.
pub fn to_files(folder: PathBuf, kind: Kind, level: LogLevel, trouble: String) {
    set_level(level);
    queue::open(files::Files::new(folder, kind), trouble);
}

/// Changes how much goes into the files, at once.
pub fn set_level(level: LogLevel) {
    if let Some(reload) = RELOAD.get() {
        reload(filter::of_level(level));
    }
}

/// Waits until what was logged is in the files; a second at most.
pub fn flush() {
    queue::flush(FLUSH);
}
