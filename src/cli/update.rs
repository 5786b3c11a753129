//! `update check` and `licences`.

use jiff::Zoned;
use serde_json::json;

use super::session::{Session, run as run_async};
use super::{Exit, terminal};
use crate::desk::explain::{self, Told};
use crate::desk::release::{self, Fault, Verdict};

/// Asks whether there is a newer version; prints one JSON object.
pub fn check(session: &Session) -> Exit {
    let settings = &session.settings;
    if settings.update_address.is_empty() {
        return session.refuse(&Told::new("update-off").hint("update-hint-set"));
    }
    run_async(async {
        let today = Zoned::now().date();
        let verdict = release::check(&settings.update_address, &settings.update_key, today).await;
        let running = crate::version::NUMBER;
        let (said, exit) = match verdict {
            Ok(Verdict::Newer(found)) => (
                json!({
                    "state": "newer",
                    "running": running,
                    "version": found.version.to_string(),
                    "date": found.date.to_string(),
                    "download": found.download,
                    "notes": found.notes.of(session.lang()),
                    "minimum_system": found.minimum_system.get(std::env::consts::OS),
                }),
                Ok(()),
            ),
            Ok(Verdict::Newest(listed)) => (
                json!({"state": "newest", "running": running, "version": listed.to_string()}),
                Ok(()),
            ),
            Ok(Verdict::Expired(until)) => (
                json!({"state": "expired", "running": running, "valid_until": until.to_string()}),
                Err(Exit::Refused),
            ),
            Err(fault) => {
                crate::logs::warn!("the newest version is not known", why = fault);
                session.complain(&explain::release(fault));
                return Err(exit_of(fault));
            }
        };
        terminal::say(&said.to_string());
        exit
    })
}

fn exit_of(fault: Fault) -> Exit {
    match fault {
        Fault::Address(_) | Fault::Key | Fault::NoTrust => Exit::Usage,
        Fault::NotReached | Fault::TooSlow => Exit::NotSent,
        _ => Exit::Refused,
    }
}

/// Prints what others wrote, with every licence text.
pub fn licences() -> Exit {
    terminal::put(crate::licences::text());
    Exit::Done
}
