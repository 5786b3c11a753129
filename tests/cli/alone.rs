//! Commands that need neither keyring nor server.

use std::fs;
use std::net::TcpListener;

use super::kit::{Desk, PERSONAL, Server};

#[test]
fn the_demo_is_approved_with_every_standard_stream_odd_and_tells_nothing_personal() {
    let desk = Desk::new();
    let ran = desk.run_in_shell(r#"exec "$@" <&-"#, &["demo"]).ended(0);
    assert_eq!(ran.stdout.lines().count(), 7, "{}", ran.stdout);
    assert!(ran.stdout.contains("status: approved"), "{}", ran.stdout);
    assert!(ran.stdout.contains(": 0 faults"), "{}", ran.stdout);
    // The log was on, so that the next lines can fail.
    assert!(ran.stderr.contains(" tcdx_desk::sandbox"), "{}", ran.stderr);
    for what in PERSONAL {
        desk.never_told(what);
    }
}

#[test]
fn nobody_reading_is_no_trouble() {
    let desk = Desk::new();
    desk.run_in_shell(r#"exec "$@" >&- 2>&-"#, &["profile", "list"])
        .ended(0);
    let piped = r#"{ "$@"; echo "$?" >&2; } | true"#;
    let ran = desk.run_in_shell(piped, &["--help"]);
    assert_eq!(ran.stderr.trim(), "0");
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_window_says_so_and_names_the_demo() {
    let desk = Desk::new();
    desk.run(&[])
        .ended(2)
        .without_result()
        .complained(&["no display", "tcdx-desk demo"]);
    let mut indonesian = desk.command(&[]);
    indonesian.env("LANG", "id_ID.UTF-8");
    desk.ran(indonesian.output().unwrap())
        .ended(2)
        .complained(&["Tidak ada layar", "tcdx-desk demo"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_bare_word_that_is_no_file_is_no_command_and_a_file_asks_for_the_window() {
    let desk = Desk::new();
    desk.run(&["dmeo"])
        .ended(2)
        .without_result()
        .complained(&["neither a command nor a file named “dmeo”", "--help"]);
    let form = desk.file("siti.tcdxform");
    fs::write(&form, "{}").unwrap();
    desk.run(&[form.to_str().unwrap()])
        .ended(2)
        .without_result()
        .complained(&["no display"]);
    desk.run(&[form.to_str().unwrap(), "profile", "list"])
        .ended(2)
        .without_result()
        .complained(&["goes with no command"]);
}

#[cfg(target_os = "linux")]
#[test]
fn doctor_without_a_display_warns_and_checks_the_rest() {
    let desk = Desk::new();
    let ran = desk.run(&["doctor"]).ended(0);
    for line in [
        "warn  Display: there is none",
        "warn  Keyring: ",
        "ok    Folder: ",
        "ok    Connection: answered in ",
        "ok    Clock: ",
        "ok    Signature: key and signature are accepted",
    ] {
        assert!(ran.stdout.contains(line), "no {line:?} in {}", ran.stdout);
    }
    assert!(!ran.stdout.contains("FAIL"), "{}", ran.stdout);
    // A check changes nothing: the first start is still to come.
    assert!(!desk.home().join("settings.toml").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn doctor_with_a_display_opens_a_hidden_window() {
    crate::keyring::needs("xvfb-run", "xvfb xauth");
    let desk = Desk::new();
    let inner = desk.command(&["doctor"]);
    let mut command = std::process::Command::new("xvfb-run");
    command
        .arg("-a")
        .arg(inner.get_program())
        .args(inner.get_args());
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap());
    for (name, value) in inner.get_envs() {
        command.env(name, value.unwrap());
    }
    let ran = desk.ran(command.output().unwrap()).ended(0);
    assert!(ran.stdout.contains("ok    Display: "), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("ok    OpenGL: version "),
        "{}",
        ran.stdout
    );
}

#[test]
fn bad_usage() {
    let desk = Desk::new();
    let id = "ace50048-759a-5de5-8e7a-3f7c64e6fb48";
    for (args, word) in [
        (&["register"][..], "neither a command nor a file"),
        (&["profile"], "Usage"),
        (&["submit"], "FORM.json"),
        (&["submit", "f.json", "--wait", "86401"], "86401"),
        (
            &["submit", "f.json", "--profile", "Nobody"],
            "no profile Nobody",
        ),
        (&["submit", "no-such-form.json"], "no-such-form.json: "),
        (&["status", "17", "--profile", "Training"], "UUID"),
        (&["status", id], "Name another profile"),
        (&["status", id, "--profile", "Nobody"], "profile list"),
        (&["doctor", "--profile", "Nobody"], "no profile Nobody"),
        (&["sandbox", "--key", ""], "key and a secret"),
    ] {
        desk.run(args).ended(2).without_result().complained(&[word]);
    }
    let help = desk.run(&["submit", "--help"]).ended(0);
    assert!(help.stdout.contains("kept_warnings"), "{}", help.stdout);
    assert!(help.stdout.contains("absolute"), "{}", help.stdout);
    let version = desk.run(&["--version"]).ended(0);
    assert!(version.stdout.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_data_folder_that_cannot_be_used_is_named() {
    let desk = Desk::new();
    let file = desk.file("file");
    fs::write(&file, "x").unwrap();
    let file = file.to_str().unwrap();
    desk.run(&["--home", file, "profile", "list"])
        .ended(2)
        .without_result()
        .complained(&[file]);
    fs::create_dir(desk.home()).unwrap();
    fs::write(desk.home().join("profiles.toml"), "[[profile]\n").unwrap();
    desk.run(&["profile", "list"])
        .ended(2)
        .without_result()
        .complained(&["profiles.toml", "line 1"]);
}

#[test]
fn the_sandbox_prints_its_address_and_ends_tidily() {
    let desk = Desk::new();
    let state = desk.file("state.json");
    let mut server = Server::start(&desk, &["--state", state.to_str().unwrap()]);
    let key = server.rest.next().unwrap().unwrap();
    let secret = server.rest.next().unwrap().unwrap();
    assert!(key.starts_with("API key: "), "{key}");
    assert!(secret.starts_with("API secret: "), "{secret}");
    let address = server.base_url.trim_start_matches("http://").to_owned();
    assert!(!address.ends_with(":0"), "{address}");
    // A second one at the same address cannot be.
    desk.run(&["sandbox", "--listen", &address])
        .ended(2)
        .without_result()
        .complained(&["did not start", &address]);
    assert_eq!(server.stop(), Some(0));
    assert!(state.exists());
    drop(TcpListener::bind(address).unwrap());
}
