//! The walls of ARCHITECTURE.md: which floor may name what.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src")
            .join(folder),
    ];
    while let Some(at) = waiting.pop() {
        if at.is_dir() {
            waiting.extend(fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()));
        } else if at.extension().is_some_and(|ending| ending == "rs") {
            found.push(at);
        }
    }
    found
}

/// The code of a file: without its tests, and without comments, so that prose may name what code may not.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
    let lines = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""));
    lines.collect::<Vec<_>>().join("\n")
}

/// Every place under `folder` where code names one of `forbidden`.
fn offences(folder: &str, forbidden: &[&str]) -> Vec<String> {
    let files = sources(folder);
    assert!(!files.is_empty(), "no sources under src/{folder}");
    let mut found = Vec::new();
    for path in files {
        let code = code(&path);
        for name in forbidden {
            if code.contains(name) {
                found.push(format!("{} names {name}", path.display()));
            }
        }
    }
    found
}

#[track_caller]
fn keep(folder: &str, forbidden: &[&str]) {
    let found = offences(folder, forbidden);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_domain_is_pure() {
    keep(
        "domain",
        &[
            "egui",
            "tokio",
            "reqwest",
            "std::fs",
            "std::net",
            "async fn",
            "crate::tcdx",
            "crate::store",
            "crate::desk",
            "crate::ui",
            "crate::photo",
            "crate::sheet",
            "crate::text",
            "Timestamp::now",
            "Zoned::now",
        ],
    );
}

#[test]
fn the_client_could_be_lifted_out() {
    keep(
        "tcdx",
        &[
            "egui",
            "crate::domain",
            "crate::text",
            "crate::desk",
            "crate::store",
            "crate::vault",
            "crate::sandbox",
            "crate::ui",
        ],
    );
}

#[test]
fn photos_know_no_window_and_no_network() {
    keep(
        "photo",
        &[
            "egui",
            "tokio",
            "reqwest",
            "crate::desk",
            "crate::tcdx",
            "crate::store",
            "crate::ui",
        ],
    );
}

#[test]
fn tables_know_no_window_and_no_network() {
    keep(
        "sheet",
        &[
            "egui",
            "tokio",
            "reqwest",
            "std::fs",
            "std::net",
            "crate::desk",
            "crate::tcdx",
            "crate::store",
            "crate::photo",
            "crate::ui",
            "crate::text",
        ],
    );
}

#[test]
fn the_sandbox_judges_with_code_of_its_own() {
    keep(
        "sandbox",
        &[
            "crate::tcdx",
            "crate::domain",
            "crate::desk",
            "crate::store",
            "crate::photo",
            "crate::ui",
            "egui",
        ],
    );
}

#[test]
fn the_desk_knows_no_window() {
    keep("desk", &["egui", "eframe", "crate::ui", "crate::cli"]);
}

#[test]
fn the_store_knows_nothing_above_it() {
    keep(
        "store",
        &[
            "egui",
            "tokio",
            "reqwest",
            "crate::desk",
            "crate::ui",
            "crate::tcdx",
        ],
    );
}

#[test]
fn screens_call_no_service() {
    keep(
        "ui",
        &[
            "reqwest",
            "tokio",
            "crate::store",
            "crate::tcdx",
            "crate::vault",
            "std::fs",
            "std::net",
        ],
    );
}

/// The types of `logs` keep personal data out of the log; nothing logs beside them, and what they take is in one file.
#[test]
fn only_the_log_logs() {
    let elsewhere = |forbidden: &str, allowed: &[&str]| -> Vec<String> {
        let is_allowed = |path: &Path| allowed.iter().any(|end| path.ends_with(end));
        let places = sources("").into_iter().filter(|path| !is_allowed(path));
        let named = places.filter(|path| code(path).contains(forbidden));
        named.map(|path| path.display().to_string()).collect()
    };
    let log = [
        "src/logs.rs",
        "src/logs/filter.rs",
        "src/logs/lines.rs",
        "src/logs/loggable.rs",
    ];
    assert_eq!(elsewhere("tracing", &log), Vec::<String>::new());
    let types = &log[3..];
    assert_eq!(elsewhere("Loggable for", types), Vec::<String>::new());
    let graphics = ["src/ui/probe.rs", "src/logs/loggable.rs"];
    assert_eq!(elsewhere("of_driver", &graphics), Vec::<String>::new());
    // A text that lives for ever can be made of any other.
    assert_eq!(elsewhere(".leak()", &[]), Vec::<String>::new());
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = sources("")
        .into_iter()
        .filter_map(|path| {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            (lines > 500).then(|| format!("{} has {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}
