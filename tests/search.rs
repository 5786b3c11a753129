//! The search for marked personal data: every screen, every call of the API and the headless commands are fed with marked
//! values, at the loudest level; then all that was written is searched for each mark, in plain and encoded.
//!
//! It runs in a process of its own with a keyring of its own: the log and the panic hook are the whole process's.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod commands;
mod marks;
#[cfg(target_os = "linux")]
mod screens;

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use marks::{MARKS, find};

#[cfg(target_os = "linux")]
use crate::cli::kit::{Desk, files};
#[cfg(target_os = "linux")]
use crate::keyring::{Session, UNLOCKED, is_child};

#[cfg(target_os = "linux")]
#[test]
fn no_marked_value_is_written_anywhere() {
    // What failed is told, though standard error goes into a file that is searched.
    let start = format!(
        "{UNLOCKED}\nexec 2>\"$HOME/stderr\"\ntrap 'grep -aA4 panicked \"$HOME/stderr\"' EXIT"
    );
    let variables = [("TCDX_DESK_LOG", "trace".to_owned())];
    let limit = std::time::Duration::from_mins(10);
    Session::new().with_keyring_for(&start, &["search::child_searches"], limit, &variables);
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "run by the test above, in a process of its own"]
fn child_searches() {
    use tcdx_desk::domain::LogLevel;
    use tcdx_desk::logs::{self, Kind};

    if !is_child() {
        return;
    }
    let desk = Desk::new();
    let home = desk.home();
    // Before the panic hook, which leaves out what a panic says.
    commands::all(&desk);
    logs::init();
    let trouble = "no log".to_owned();
    logs::to_files(home.join("logs"), Kind::Window, LogLevel::Debug, trouble);
    tcdx_desk::crash::install_hook(home.join("crash"));

    calls::all();
    screens::all(&home);
    let panicked = std::thread::Builder::new()
        .spawn(|| panic!("cannot read {}", MARKS[0]))
        .unwrap();
    assert!(panicked.join().is_err());
    logs::flush();

    let bundle = desk.file("bundle.zip");
    let doctor = ["doctor", "--bundle", bundle.to_str().unwrap()];
    let said = desk.run(&doctor);
    assert!(said.stdout.contains("system.txt"), "{said:?}");

    // What was logged is there at all: a search through nothing finds nothing.
    let log: String = logs::log_files(&home.join("logs"))
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for call in tcdx_desk::tcdx::Call::ALL {
        let name = format!("call name={}", call.name());
        assert!(log.contains(&name), "no {name} in the log");
    }
    for said in [
        "start command",
        "a request begins",
        "a store is open",
        "place=",
    ] {
        assert!(log.contains(said), "no {said} in the log");
    }

    let mut found = search_files(&home);
    found.extend(search_zip(&bundle));
    let stderr = fs::read(
        std::env::var_os("HOME")
            .map(|home| Path::new(&home).join("stderr"))
            .unwrap(),
    );
    let stderr = stderr.unwrap();
    assert!(
        stderr.windows(11).any(|w| w == b"tcdx_desk::"),
        "no log on stderr"
    );
    found.extend(find("standard error", &stderr));
    // The panic hook leaves out what a panic says.
    println!("found: {found:#?}");
    assert!(found.is_empty(), "{found:#?}");

    // The level changes at once.
    let length = || -> u64 {
        let files = logs::log_files(&home.join("logs")).into_iter();
        files.map(|path| path.metadata().unwrap().len()).sum()
    };
    let before = length();
    logs::set_level(LogLevel::Off);
    calls::probe();
    logs::flush();
    assert_eq!(length(), before);
    logs::set_level(LogLevel::Info);
    calls::probe();
    logs::flush();
    assert!(length() > before);

    // And the search finds what is there: one that was planted.
    fs::write(home.join("logs/planted"), format!("x{}x", MARKS[3])).unwrap();
    assert_eq!(search_files(&home).len(), 1);
}

#[cfg(target_os = "linux")]
fn search_files(home: &Path) -> Vec<String> {
    let all = files(home);
    let kinds = ["logs", "crash", "store", "settings.toml", "profiles.toml"];
    for kind in kinds {
        let is_there = all.iter().any(|path| path.starts_with(home.join(kind)));
        assert!(is_there || kind == "settings.toml", "no {kind} to search");
    }
    let searched = all.iter().flat_map(|path| {
        let name = path.display().to_string();
        let mut found = find(&format!("the name {name}"), name.as_bytes());
        found.extend(find(&name, &fs::read(path).unwrap()));
        found
    });
    searched.collect()
}

fn search_zip(path: &Path) -> Vec<String> {
    let mut zip = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut found = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = format!("{} in the bundle", file.name().unwrap());
        found.extend(find(&name, &bytes));
    }
    found
}
