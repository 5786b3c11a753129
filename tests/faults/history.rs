//! Somebody who has the key changes the history: `history verify` says what, and where. With a real keyring.

use std::fs;

use rusqlite::Connection;
use serde_json::{Value, json};
use tcdx_desk::vault::{KeyringVault, Vault};

use super::kit::{PROFILE, database};
use crate::cli::kit::{Desk, Form, Ran};
use crate::keyring::{Session, UNLOCKED, is_child};

#[test]
fn a_history_that_was_tampered_with_is_found_out() {
    Session::new().with_keyring(UNLOCKED, &["faults::history::child_tampers"]);
}

fn run(desk: &Desk, args: &[&str]) -> Ran {
    desk.run(&[args, &["--profile", PROFILE]].concat())
}

fn add(desk: &Desk, number: u32) {
    let form = Form::numbered(number, "").write(desk);
    run(desk, &["queue", "add", &form]).ended(0);
}

/// The database, opened as the program does.
pub fn open(desk: &Desk) -> Connection {
    let key = KeyringVault::for_stores().get(PROFILE).unwrap().unwrap();
    crate::store::kit::raw(&database(desk), key.expose())
}

/// All files of the data folder, to put them back later.
fn snapshot(desk: &Desk) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let files = crate::cli::kit::files(&desk.home()).into_iter();
    files
        .map(|path| {
            let bytes = fs::read(&path).unwrap();
            (path, bytes)
        })
        .collect()
}

fn put_back(desk: &Desk, files: &[(std::path::PathBuf, Vec<u8>)]) {
    for path in crate::cli::kit::files(&desk.home()) {
        fs::remove_file(path).unwrap();
    }
    for (path, bytes) in files {
        fs::write(path, bytes).unwrap();
    }
}

#[test]
#[ignore = "a child of the test above"]
fn child_tampers() {
    if !is_child() {
        return;
    }
    let desk = Desk::new();
    desk.add_profile(PROFILE, "http://127.0.0.1:9", "key", "secret");
    add(&desk, 1);
    let whole = run(&desk, &["history", "verify"]).ended(0);
    assert!(
        whole.stdout.starts_with("The history is whole: "),
        "{}",
        whole.stdout
    );
    let younger = fs::read(database(&desk)).unwrap();
    add(&desk, 2);
    let told = run(&desk, &["history", "verify", "--json"]).ended(0).json();
    let last = told["entries"].as_u64().unwrap();
    assert!(last > 6 && told["faults"] == json!([]), "{told}");
    let before = snapshot(&desk);

    let tampered = |statement: &str, fault: Value, words: &str| {
        let sql = open(&desk);
        sql.execute_batch("DROP TRIGGER history_stays_as_it_is; DROP TRIGGER history_stays;")
            .unwrap();
        sql.execute_batch(statement).unwrap();
        drop(sql);
        let found = run(&desk, &["history", "verify", "--json"])
            .ended(2)
            .complained(&[words, "not what was written"]);
        let faults = found.json()["faults"].clone();
        assert!(
            faults.as_array().unwrap().contains(&fault),
            "{statement}: {faults}"
        );
        run(&desk, &["history", "verify"])
            .ended(2)
            .without_result()
            .complained(&[words]);
        put_back(&desk, &before);
        run(&desk, &["history", "verify"]).ended(0);
    };
    let words = "Entry 3 was altered";
    let altered = json!({"fault": "altered", "seq": 3});
    tampered(
        "UPDATE history SET user = 'nobody' WHERE seq = 3",
        altered.clone(),
        words,
    );
    tampered(
        "UPDATE history SET at = at - 1 WHERE seq = 3",
        altered.clone(),
        words,
    );
    tampered(
        "UPDATE history SET case_id = NULL WHERE seq = 3",
        altered,
        words,
    );
    tampered(
        "DELETE FROM history WHERE seq = 3",
        json!({"fault": "missing", "first": 3, "last": 3}),
        "Entries 3 to 3 are missing",
    );
    tampered(
        &format!("DELETE FROM history WHERE seq = {last}"),
        json!({"fault": "cut_short", "last": last - 1, "expected": last}),
        &format!("The history ends with entry {}", last - 1),
    );

    // The whole database as it was some days ago.
    for path in crate::cli::kit::files(&desk.home()) {
        let name = path.display().to_string();
        if name.ends_with("-wal") || name.ends_with("-shm") {
            fs::remove_file(path).unwrap();
        }
    }
    fs::write(database(&desk), younger).unwrap();
    run(&desk, &["history", "verify"])
        .ended(2)
        .complained(&["The history ends with entry"]);
}
