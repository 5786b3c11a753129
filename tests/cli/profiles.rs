//! Profiles where there is no keyring; with one, see `live`.

use std::fs;

use super::kit::Desk;

const SECRET: &str = "rahasia-4711-0123456789abcdef";

fn add<'a>(name: &'a str, base_url: &'a str) -> [&'a str; 7] {
    [
        "profile",
        "add",
        name,
        "--base-url",
        base_url,
        "--api-key",
        "key-1",
    ]
}

/// Nothing but an empty lock is in the data folder.
fn nothing_written(desk: &Desk) {
    for file in super::kit::files(&desk.home()) {
        // What was tried is in the log.
        if file.starts_with(desk.home().join("logs")) {
            continue;
        }
        assert_eq!(fs::read(&file).unwrap(), b"", "{}", file.display());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_keyring_nothing_is_added() {
    let desk = Desk::new();
    desk.run_with(&add("Cabang", "https://api.example.com"), SECRET)
        .ended(2)
        .without_result()
        .complained(&["no keyring service", "Nothing was added"]);
    nothing_written(&desk);
    desk.never_told(SECRET);
    let list = desk.run(&["profile", "list"]).ended(0);
    assert_eq!(list.stdout, "* Training\n");
}

#[test]
fn a_profile_that_cannot_be_used_is_refused_before_the_secret_is_read() {
    let desk = Desk::new();
    for (name, base_url, word) in [
        ("Cabang", "http://api.example.com", "https://"),
        ("Cabang", "http://10.0.0.1:7979", "https://"),
        ("Cabang", "http://localhost.example.com", "https://"),
        ("Cabang", "https://user:pw@api.example.com", "password"),
        ("Cabang", "ftp://api.example.com", "https://"),
        ("Cabang", "", "missing"),
        ("Training", "https://api.example.com", ""),
        ("training", "https://api.example.com", ""),
        ("", "https://api.example.com", ""),
    ] {
        let ran = desk.run_with(&add(name, base_url), SECRET);
        let ran = ran.ended(2).without_result().complained(&[word]);
        assert!(!ran.stderr.contains("keyring"), "{}", ran.stderr);
    }
    nothing_written(&desk);
}

#[test]
fn a_secret_that_does_not_come_is_told() {
    let desk = Desk::new();
    let add = add("Cabang", "https://api.example.com");
    for ran in [
        desk.run(&add),
        desk.run_with(&add, " \n"),
        desk.run_in_shell(r#"exec "$@" <&-"#, &add),
    ] {
        ran.ended(2)
            .without_result()
            .complained(&["No secret came"]);
    }
    nothing_written(&desk);
}

#[cfg(target_os = "linux")]
#[test]
fn what_no_keyring_holds_can_be_removed_and_the_settings_forget_it() {
    let desk = Desk::new();
    desk.run(&["profile", "remove", "Training"]).ended(2);
    desk.run(&["profile", "remove", "Cabang"])
        .ended(2)
        .complained(&["no profile Cabang"]);
    let table = "[[profile]]\nname = \"Cabang\"\nkind = \"live\"\nbase_url = \"https://api.example.com\"\n\
                 api_key = \"key-1\"\n";
    fs::write(desk.home().join("profiles.toml"), table).unwrap();
    fs::write(desk.home().join("settings.toml"), "profile = \"Cabang\"\n").unwrap();
    let list = desk.run(&["profile", "list"]).ended(0);
    assert_eq!(
        list.stdout,
        "  Training\n* Cabang\thttps://api.example.com\n"
    );
    // Its secret is out of reach: nothing is sent, and the doctor says why.
    let ran = desk.run(&["doctor"]).ended(2);
    assert!(
        ran.stdout.contains("FAIL  API secret: out of reach"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("Connection: not checked"),
        "{}",
        ran.stdout
    );
    let id = "ace50048-759a-5de5-8e7a-3f7c64e6fb48";
    desk.run(&["status", id])
        .ended(2)
        .without_result()
        .complained(&["no keyring service"]);

    desk.run(&["profile", "remove", "Cabang"])
        .ended(0)
        .complained(&["cannot be reached"]);
    let list = desk.run(&["profile", "list"]).ended(0);
    assert_eq!(list.stdout, "* Training\n");
}
