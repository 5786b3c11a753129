//! The file of the store and its key: whatever is wrong with them is told, and the file is left as it is.

use std::fs;

use tcdx_desk::vault::{KeyringVault, Secret, Vault};

use super::history;
use super::kit::{NAME, PASSPHRASE, PROFILE, add, count, database, desk, run, run_with};
use crate::cli::kit::{Desk, Form, Ran, files};
use crate::keyring::{Session, UNLOCKED, is_child};

/// The first bytes are the salt, which is noted beside the file too: they do no harm.
const SALT: usize = 16;

const LIST: [&str; 3] = ["cases", "list", "--json"];

#[test]
fn a_passphrase_is_needed_and_must_be_the_right_one() {
    let desk = desk();
    let plain = ["cases", "list", "--profile", PROFILE];
    desk.run(&plain)
        .ended(2)
        .without_result()
        .complained(&["passphrase", "--passphrase-stdin"]);
    run_with(&desk, &LIST, "short")
        .ended(2)
        .complained(&["characters"]);
    run_with(&desk, &LIST, "")
        .ended(2)
        .complained(&["No passphrase"]);
    add(&desk, 1);
    let before = fs::read(database(&desk)).unwrap();
    run_with(&desk, &LIST, "another passphrase")
        .ended(2)
        .without_result()
        .complained(&["passphrase"]);
    assert_eq!(fs::read(database(&desk)).unwrap(), before);
    assert_eq!(count(&desk), 1);
    for what in [NAME, "nasabah1", PASSPHRASE] {
        desk.never_kept(what.as_bytes());
        desk.never_complained(what);
    }
    desk.holds_no_picture();
}

/// The write-ahead log goes into the database, and only the database is looked at.
fn settle(desk: &Desk) {
    for path in files(&desk.home()) {
        let name = path.display().to_string();
        assert!(
            !name.ends_with("-wal") || fs::metadata(&path).unwrap().len() == 0,
            "{name}"
        );
    }
}

#[test]
fn a_damaged_file_is_told_and_kept() {
    let desk = desk();
    add(&desk, 1);
    settle(&desk);
    let path = database(&desk);
    let whole = fs::read(&path).unwrap();
    let shown = path.display().to_string();

    let half = &whole[..whole.len() / 2];
    let nothing_left = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let ran = run(&desk, &LIST).ended(2).without_result();
        assert_eq!(fs::read(&path).unwrap(), bytes, "it was changed");
        ran
    };
    nothing_left(half).complained(&["damaged", &shown, "restore"]);
    nothing_left(b"notes of a person, and no database\n").complained(&[&shown, "restore"]);
    nothing_left(&whole[..100]).complained(&[&shown]);

    // A flipped byte, wherever it is: the program never goes on as if nothing were.
    let (mut found, mut tried) = (0, 0);
    for at in (SALT..whole.len()).step_by(whole.len() / 24) {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x10;
        fs::write(&path, &flipped).unwrap();
        let ran = run(&desk, &["doctor"]);
        assert!(ran.code == Some(2), "{at}: {ran:?}");
        found += usize::from(ran.stdout.contains("FAIL  Store: "));
        tried += 1;
        let ran = run(&desk, &LIST);
        assert!(matches!(ran.code, Some(0 | 2)), "{at}: {ran:?}");
        assert!(!ran.stderr.contains("panicked"), "{at}: {}", ran.stderr);
    }
    assert_eq!(found, tried, "of {tried} flipped bytes {found} were found");
    fs::write(&path, &whole).unwrap();
    assert_eq!(count(&desk), 1);
}

#[test]
fn a_backup_puts_back_what_was() {
    let desk = desk();
    add(&desk, 1);
    let backup = desk.file("branch.backup").display().to_string();
    let both = format!("{PASSPHRASE}\nanother passphrase 2");
    run_with(&desk, &["backup", &backup], &both).ended(0);
    run_with(&desk, &["backup", &backup], &both)
        .ended(2)
        .complained(&["is a file already"]);
    let bytes = fs::read(&backup).unwrap();
    for what in [NAME.as_bytes(), b"nasabah1", b"JFIF"] {
        assert!(!bytes.windows(what.len()).any(|found| found == what));
    }
    add(&desk, 2);
    assert_eq!(count(&desk), 2);
    // Not with the wrong passphrase, and not from half a file.
    run_with(
        &desk,
        &["restore", &backup],
        &format!("{PASSPHRASE}\nwrong passphrase 3"),
    )
    .ended(2)
    .complained(&["passphrase"]);
    let half = desk.file("half.backup").display().to_string();
    fs::write(&half, &bytes[..bytes.len() / 2]).unwrap();
    run_with(&desk, &["restore", &half], &both).ended(2);
    assert_eq!(count(&desk), 2);

    run_with(&desk, &["restore", &backup], &both).ended(0);
    assert_eq!(count(&desk), 1);
    run(&desk, &["history", "verify"]).ended(0);
    // On another computer, under another passphrase.
    let other = super::kit::desk();
    run_with(
        &other,
        &["restore", &backup],
        "yet another one 4\nanother passphrase 2",
    )
    .ended(0);
    let listed = run_with(&other, &LIST, "yet another one 4").ended(0).json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
}

#[test]
fn a_key_that_is_gone_or_wrong_is_told() {
    Session::new().with_keyring(UNLOCKED, &["faults::file::child_loses_the_key"]);
}

fn list(desk: &Desk) -> Ran {
    desk.run(&[&LIST[..], &["--profile", PROFILE]].concat())
}

#[test]
#[ignore = "a child of the test above"]
fn child_loses_the_key() {
    if !is_child() {
        return;
    }
    let desk = Desk::new();
    desk.add_profile(PROFILE, "http://127.0.0.1:9", "key", "secret");
    let form = Form::numbered(1, "").write(&desk);
    desk.run(&["queue", "add", &form, "--profile", PROFILE])
        .ended(0);
    let vault = KeyringVault::for_stores();
    let key = vault.get(PROFILE).unwrap().unwrap();
    let path = database(&desk).display().to_string();

    let other = Secret::from("0123456789abcdef".repeat(4));
    vault.set(PROFILE, &other).unwrap();
    list(&desk)
        .ended(2)
        .without_result()
        .complained(&["key", &path, "restore"]);
    vault.remove(PROFILE).unwrap();
    list(&desk)
        .ended(2)
        .without_result()
        .complained(&["key", &path, "restore"]);
    assert!(
        vault.get(PROFILE).unwrap().is_none(),
        "a new key was made for an old store"
    );
    vault.set(PROFILE, &key).unwrap();
    assert_eq!(list(&desk).ended(0).json().as_array().unwrap().len(), 1);

    // Written by a program of the future.
    let sql = history::open(&desk);
    let newest: u32 = sql
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    sql.pragma_update(None, "user_version", 999).unwrap();
    drop(sql);
    list(&desk)
        .ended(2)
        .without_result()
        .complained(&["newer version", &path]);
    let sql = history::open(&desk);
    sql.pragma_update(None, "user_version", newest).unwrap();
    drop(sql);
    list(&desk).ended(0);
    desk.never_complained(key.expose());
}
