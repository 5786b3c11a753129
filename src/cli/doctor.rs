//! `doctor`: checks what the program needs, a line each, with what to do.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::cases::file_is_free;
use super::kept::{self, Kept};
use super::session::{Session, explained, run as run_async};
use super::{Exit, bundle, history, terminal};
use crate::desk::explain::{self, Told};
use crate::desk::{release, support};
use crate::domain::Profile;
use crate::store::cases::CaseError;
use crate::store::cases::open::{self, KeptBy, OpenError};
use crate::tcdx::{self, Outcome, Probe};
use crate::text::Texts;
use crate::ui::probe::opengl_version;
use crate::ui::run::{NoWindow, has_display};
use crate::vault::{Vault, VaultError};

/// A clock further off than this gets a warning.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// How a check ended.
enum Verdict {
    Good,
    Warning,
    Bad,
}

/// Prints the lines, and keeps the exit code of the first check that failed.
struct Report<'a> {
    session: &'a Session,
    exit: Exit,
    /// Every line that was printed, and what else the bundle is to tell.
    lines: Vec<String>,
    notes: Vec<String>,
}

impl Report<'_> {
    fn line(&mut self, verdict: &Verdict, what: &'static str, told: &Told) {
        let mark = match verdict {
            Verdict::Good => "ok  ",
            Verdict::Warning => "warn",
            Verdict::Bad => "FAIL",
        };
        let texts = self.session.texts();
        let line = format!("{mark}  {}: {}", texts.get(what), told.full(texts));
        terminal::say(&line);
        self.lines.push(line);
    }

    fn good(&mut self, what: &'static str, told: &Told) {
        self.line(&Verdict::Good, what, told);
    }

    fn warn(&mut self, what: &'static str, told: &Told) {
        self.line(&Verdict::Warning, what, told);
    }

    fn bad(&mut self, what: &'static str, told: &Told, exit: Exit) {
        self.line(&Verdict::Bad, what, told);
        if self.exit == Exit::Done {
            self.exit = exit;
        }
    }

    /// What an earlier check already stands in the way of.
    fn skip(&mut self, what: &'static str) {
        self.warn(what, &Told::new("doctor-not-checked"));
    }
}

/// Runs every check; the exit code is that of the first that failed. `bundle` is where what support needs is written.
pub fn run(session: &Session, profile: Option<&str>, bundle: Option<&Path>) -> Exit {
    if let Some(bundle) = bundle
        && let Err(exit) = file_is_free(session, bundle)
    {
        return exit;
    }
    let profile = match session.profile(profile) {
        Ok(profile) => profile,
        Err(exit) => return exit,
    };
    let mut report = Report {
        session,
        exit: Exit::Done,
        lines: Vec::new(),
        notes: Vec::new(),
    };
    let version = Told::new("doctor-version-is").arg("version", crate::version::full());
    report.good("settings-version", &version);
    managed(&mut report);
    newer(&mut report);
    #[cfg(target_os = "linux")]
    libraries(&mut report);
    display(&mut report);
    let has_secret = keyring(&mut report, profile);
    // The session has just written in it.
    let path = session.home.root().display().to_string();
    report.good(
        "doctor-folder",
        &Told::new("doctor-folder-there").arg("path", path),
    );
    store(&mut report, profile);
    if has_secret {
        let ended = run_async(async {
            connection(&mut report, profile).await;
            Ok(())
        });
        if ended != Exit::Done && report.exit == Exit::Done {
            report.exit = ended;
        }
    } else {
        report.skip("doctor-connection");
    }
    if let Some(bundle) = bundle {
        let exit = bundle::write(session, bundle, report.lines, report.notes);
        if report.exit == Exit::Done {
            return exit;
        }
    }
    report.exit
}

/// Whether the check for a newer version could work, where it is on. Nobody is asked.
fn newer(report: &mut Report<'_>) {
    let settings = &report.session.settings;
    let (address, key) = (&settings.update_address, &settings.update_key);
    if address.is_empty() {
        return report.good("update-title", &Told::new("update-off"));
    }
    let judged = release::check_address(address).map(drop);
    match judged.and_then(|()| release::check_key(key).map(drop)) {
        Ok(()) => report.good("update-title", &Told::new("doctor-update-on")),
        Err(fault) => report.bad("update-title", &explain::release(fault), Exit::Usage),
    }
}

/// What is decided for this computer.
fn managed(report: &mut Report<'_>) {
    let managed = &report.session.managed;
    let Some(file) = &managed.file else {
        return report.good("doctor-managed", &Told::new("doctor-managed-none"));
    };
    let there = |id| {
        Told::new(id)
            .arg("path", file.display().to_string())
            .arg("by", managed.by.clone())
            .arg("locked", managed.locked.len())
            .arg("defaults", managed.defaults.len())
            .arg("profiles", managed.profiles.len())
    };
    if managed.is_trial {
        report.warn("doctor-managed", &there("doctor-managed-trial"));
    } else {
        report.good("doctor-managed", &there("doctor-managed-there"));
    }
    if let Some(told) = report.session.told_aside("doctor-managed-aside") {
        report.warn("doctor-managed", &told);
    }
}

/// Says that the managed configuration is refused: with it nothing else is looked at.
pub fn refused(told: &Told, texts: &Texts) {
    let what = texts.get("doctor-managed");
    terminal::say(&format!("FAIL  {what}: {}", told.full(texts)));
}

/// What a window needs of the system; without a display none is opened, and what lacks is only told.
#[cfg(target_os = "linux")]
fn libraries(report: &mut Report<'_>) {
    use super::libraries::{self, Display};
    let missing = libraries::missing(Display::of_session());
    if missing.is_empty() {
        report.good("doctor-libraries", &Told::new("doctor-libraries-there"));
    } else if has_display() {
        report.bad("doctor-libraries", &libraries::told(&missing), Exit::Usage);
    } else {
        report.warn("doctor-libraries", &libraries::told(&missing));
    }
}

/// A missing display is no fault: the headless commands work without one.
fn display(report: &mut Report<'_>) {
    if !has_display() {
        report.warn(
            "doctor-display",
            &Told::new("doctor-display-none").hint("cli-no-display-hint"),
        );
        return;
    }
    report.good("doctor-display", &Told::new("doctor-display-there"));
    match opengl_version() {
        Ok(version) => {
            report.notes.push(format!("graphics: OpenGL {version}"));
            report.good(
                "doctor-opengl",
                &Told::new("doctor-opengl-there").arg("version", version),
            );
        }
        // Named a line above, with its package.
        Err(NoWindow::Library(_)) => report.skip("doctor-opengl"),
        Err(why) => report.bad(
            "doctor-opengl",
            &Told::new("doctor-opengl-none")
                .arg("why", why.to_string())
                .hint("doctor-opengl-hint"),
            Exit::Usage,
        ),
    }
}

/// True if there is what signing needs. Training needs no keyring, and the window can do without one.
fn keyring(report: &mut Report<'_>, profile: &Profile) -> bool {
    let vault = &report.session.vault;
    let checked = vault.check();
    report.notes.push(bundle::keyring(checked));
    match &checked {
        Ok(()) => report.good("doctor-keyring", &Told::new("doctor-keyring-there")),
        Err(error) => report.warn("doctor-keyring", &keyring_trouble(*error)),
    }
    if profile.is_training() {
        return true;
    }
    let found = match checked {
        Ok(()) => vault.get(&profile.name),
        Err(error) => Err(error),
    };
    match found {
        Ok(Some(_)) => {
            report.good("doctor-secret", &Told::new("doctor-secret-there"));
            return true;
        }
        Ok(None) => report.bad(
            "doctor-secret",
            &Told::new("error-no-secret").hint("cli-no-secret-hint"),
            Exit::Usage,
        ),
        Err(_) => report.bad(
            "doctor-secret",
            &Told::new("doctor-secret-out"),
            Exit::Usage,
        ),
    }
    false
}

fn keyring_trouble(error: VaultError) -> Told {
    let told = explain::vault(&error);
    match error {
        VaultError::NoStore | VaultError::Locked => told.hint("doctor-keyring-hint"),
        VaultError::TooLarge | VaultError::Other(_) => told,
    }
}

/// Opens the store, reads every page of it, and walks its history. A store that is not there is not made.
fn store(report: &mut Report<'_>, profile: &Profile) {
    let session = report.session;
    let path = open::path(&session.home, profile);
    let there = |id| Told::new(id).arg("path", path.display().to_string());
    if !path.exists() {
        let has_none = profile.is_training() && session.vault.check().is_err();
        if has_none {
            report.warn(
                "doctor-store",
                &Told::new("doctor-store-session").hint("doctor-store-session-hint"),
            );
        } else {
            report.good("doctor-store", &Told::new("doctor-store-none"));
        }
        return;
    }
    let opened = match Kept::try_open(session, profile) {
        Ok(kept) => kept.opened,
        Err(OpenError::NeedsPassphrase { .. }) if !session.passphrase_stdin => {
            let told = there("doctor-store-locked").hint("cli-passphrase-stdin-hint");
            return report.warn("doctor-store", &told);
        }
        Err(error) => return report.bad("doctor-store", &kept::not_open(&error), Exit::Usage),
    };
    report.notes.extend(support::figures(opened.store.as_ref()));
    let judge = || {
        let is_whole = opened.sqlite.check_integrity()?;
        let (count, faults) = opened.store.verify_history()?;
        Ok::<_, CaseError>((is_whole, count, faults))
    };
    let told = match judge() {
        Ok((false, ..)) => kept::not_open(&OpenError::Damaged { path: path.clone() }),
        Ok((true, count, faults)) => {
            let Some(fault) = faults.first() else {
                let id = if opened.kept_by == KeptBy::Passphrase {
                    "doctor-store-passphrase"
                } else {
                    "doctor-store-keyring"
                };
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                return report.good("doctor-store", &there(id).arg("count", count));
            };
            history::told(fault).hint("cli-history-bad-hint")
        }
        Err(error) => explain::cases(&error),
    };
    report.bad("doctor-store", &told, Exit::Usage);
}

async fn connection(report: &mut Report<'_>, profile: &Profile) {
    let connected = match report.session.connect(profile).await {
        Ok(connected) => connected,
        Err(told) => return report.bad("doctor-connection", &told, Exit::Usage),
    };
    match connected.client.probe().await {
        Ok(probe) => {
            let millis = i64::try_from(probe.round_trip.as_millis()).unwrap_or(i64::MAX);
            report.good(
                "doctor-connection",
                &Told::new("doctor-connection-there").arg("millis", millis),
            );
            clock(report, &probe);
            report.good("doctor-signature", &Told::new("doctor-signature-there"));
        }
        Err(error) => {
            let exit = match error.outcome(false) {
                Outcome::Refused => Exit::Refused,
                Outcome::NotSent | Outcome::Unknown => Exit::NotSent,
            };
            if matches!(error, tcdx::Error::Credentials { .. }) {
                report.good(
                    "doctor-connection",
                    &Told::new("doctor-connection-answered"),
                );
                report.bad("doctor-signature", &explained(&error), exit);
            } else {
                report.bad("doctor-connection", &explained(&error), exit);
                report.skip("doctor-signature");
            }
        }
    }
}

fn clock(report: &mut Report<'_>, probe: &Probe) {
    let Some(server) = probe.server_date else {
        report.warn("doctor-clock", &Told::new("doctor-clock-unknown"));
        return;
    };
    let ahead = Timestamp::now().duration_since(server);
    let told = |id| Told::new(id).arg("seconds", ahead.abs().as_secs());
    if ahead.abs() <= CLOCK_TOLERANCE {
        report.good("doctor-clock", &told("doctor-clock-right"));
    } else if ahead.is_positive() {
        report.warn(
            "doctor-clock",
            &told("doctor-clock-ahead").hint("doctor-clock-hint"),
        );
    } else {
        report.warn(
            "doctor-clock",
            &told("doctor-clock-behind").hint("doctor-clock-hint"),
        );
    }
}
