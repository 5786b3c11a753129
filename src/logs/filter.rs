//! What may pass to a log: levels for this program's modules, and never more than warnings of other crates.

use tracing_subscriber::filter::{LevelFilter, Targets};

use crate::domain::LogLevel;

/// This program's modules; all other targets are other crates.
const OWN: &str = "tcdx_desk";

/// True for this program's own modules.
pub(super) fn is_own(target: &str) -> bool {
    target
        .strip_prefix(OWN)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// What may pass into the files.
pub(super) fn of_level(level: LogLevel) -> Targets {
    let own = match level {
        LogLevel::Off => LevelFilter::OFF,
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    Targets::new()
        .with_default(own.min(LevelFilter::WARN))
        .with_target(OWN, own)
}

/// What may pass for a setting, and how many of its parts were not understood.
pub(super) fn of_setting(setting: &str) -> (Targets, usize) {
    let mut own = LevelFilter::WARN;
    let mut others = LevelFilter::WARN;
    let mut modules = Vec::new();
    let mut not_understood = 0;
    for part in setting.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let (target, level) = part.split_once('=').unwrap_or(("", part));
        let (target, level) = (target.trim(), level.trim().parse::<LevelFilter>());
        match level {
            Ok(level) if target.is_empty() && !part.contains('=') => {
                own = level;
                others = level.min(LevelFilter::WARN);
            }
            Ok(level) if is_own(target) && is_path(target) => {
                modules.push((target.to_owned(), level))
            }
            Ok(level) if is_path(target) => {
                modules.push((target.to_owned(), level.min(LevelFilter::WARN)));
            }
            _ => not_understood += 1,
        }
    }
    let targets = Targets::new()
        .with_default(others)
        .with_target(OWN, own)
        .with_targets(modules);
    (targets, not_understood)
}

/// A path of modules; spans and their fields cannot be chosen.
fn is_path(target: &str) -> bool {
    !target.is_empty()
        && target
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b':')
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    fn most(setting: &str, target: &str) -> Option<Level> {
        let (filter, _) = of_setting(setting);
        [
            Level::TRACE,
            Level::DEBUG,
            Level::INFO,
            Level::WARN,
            Level::ERROR,
        ]
        .into_iter()
        .find(|level| filter.would_enable(target, level))
    }

    #[test]
    fn a_level_is_for_this_program() {
        for (setting, own, others) in [
            ("", Level::WARN, Level::WARN),
            ("error", Level::ERROR, Level::ERROR),
            ("info", Level::INFO, Level::WARN),
            ("DEBUG", Level::DEBUG, Level::WARN),
            (" trace ", Level::TRACE, Level::WARN),
        ] {
            assert_eq!(most(setting, "tcdx_desk::desk"), Some(own), "{setting}");
            assert_eq!(most(setting, "hyper::proto"), Some(others), "{setting}");
        }
        assert_eq!(most("off", "tcdx_desk"), None);
        assert_eq!(most("off", "hyper"), None);
    }

    #[test]
    fn no_setting_opens_another_crate() {
        for setting in [
            "trace,hyper=trace",
            "hyper=trace,reqwest=debug,zbus=info,rustls=trace,h2=trace",
            "hyper::proto=trace",
            "hyper = trace",
            "=trace",
            "[span]=trace",
            "hyper[span{field=value}]=trace",
            "h=trace,z=trace,r=trace",
            "tcdx_desk=trace,trace",
        ] {
            for target in ["hyper", "hyper::proto", "reqwest", "zbus", "rustls", "h2"] {
                let level = most(setting, target);
                assert!(level <= Some(Level::WARN), "{setting} {target}: {level:?}");
                let (filter, _) = of_setting(setting);
                assert!(!filter.would_enable(target, &Level::INFO), "{setting}");
            }
        }
    }

    #[test]
    fn single_modules_can_be_chosen() {
        let setting = "error,tcdx_desk::tcdx=trace,hyper=off";
        assert_eq!(most(setting, "tcdx_desk::tcdx::client"), Some(Level::TRACE));
        assert_eq!(most(setting, "tcdx_desk::ui"), Some(Level::ERROR));
        assert_eq!(most(setting, "hyper"), None);
        assert_eq!(most(setting, "rustls"), Some(Level::ERROR));
    }

    #[test]
    fn what_is_not_understood_is_counted_and_opens_nothing() {
        let (_, count) = of_setting("loud,tcdx_desk=everything,[a]=trace,,warn");
        assert_eq!(count, 3);
        assert_eq!(most("loud", "tcdx_desk"), Some(Level::WARN));
    }
}
