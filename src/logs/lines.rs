//! A line of a log file: when (UTC), which process, how bad, where in the program, what.

use std::fmt;
use std::time::SystemTime;

use jiff::Timestamp;
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::FmtContext;
use tracing_subscriber::fmt::format::{FormatEvent, FormatFields, Writer};
use tracing_subscriber::registry::LookupSpan;

use super::filter::is_own;

/// The form of a line.
pub(super) struct Lines;

/// The time of a line, to the millisecond.
pub(super) fn stamp() -> impl fmt::Display {
    // Not `Timestamp::now`, which panics when the clock is beyond reason.
    let now = Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::UNIX_EPOCH);
    now.strftime("%Y-%m-%dT%H:%M:%S.%3fZ")
}

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let about = event.metadata();
        let (level, target) = (about.level(), about.target());
        let process = std::process::id();
        write!(writer, "{} {process} {level:<5} {target}: ", stamp())?;
        if is_own(target) {
            context.format_fields(writer.by_ref(), event)?;
        } else {
            // Nobody knows what its words hold.
            write!(writer, "a warning of another library")?;
            if let Some(line) = about.line() {
                write!(writer, " line={line}")?;
            }
        }
        writeln!(writer)
    }
}
