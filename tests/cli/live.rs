//! A live profile, from its secret to its removal, against a sandbox in another process; with a real keyring.
//!
//! Each test starts this binary again on a message bus of its own (see `keyring`).

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use tcdx_desk::vault::{KeyringVault, Vault};

use super::kit::{Desk, Form, PERSONAL, Server, interrupt};
use crate::keyring::{Session, UNLOCKED, holds, is_child};

const KEY: &str = "key-of-the-branch";
const SECRET: &str = "rahasia-é-4711-0123456789abcdef";

#[test]
fn a_live_profile_from_its_secret_to_its_removal() {
    let session = Session::new();
    session.with_keyring(UNLOCKED, &["cli::live::child_whole_way"]);
}

/// The sandbox's page.
fn page(server: &Server) -> String {
    let address = server.base_url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    page
}

/// Waits until the sandbox's file holds so many customers.
fn wait_for(state: &std::path::Path, customers: usize, child: &mut Child) -> Value {
    let started = Instant::now();
    loop {
        let state: Value = serde_json::from_slice(&fs::read(state).unwrap()).unwrap();
        if state["customers"].as_array().unwrap().len() >= customers {
            return state;
        }
        assert_eq!(child.try_wait().unwrap(), None, "it ended");
        assert!(started.elapsed() < Duration::from_mins(1));
        sleep(Duration::from_millis(20));
    }
}

#[test]
#[ignore = "a child of the test above"]
fn child_whole_way() {
    if !is_child() {
        return;
    }
    let desk = Desk::new();
    let state = desk.file("state.json");
    let secrets = [
        "--key",
        KEY,
        "--secret",
        SECRET,
        "--state",
        state.to_str().unwrap(),
    ];
    let server = Server::start(&desk, &secrets);

    let add = [
        "profile",
        "add",
        "Cabang é",
        "--base-url",
        &server.base_url,
        "--api-key",
        KEY,
    ];
    desk.run_with(&add, &format!("{SECRET}\n")).ended(0);
    let taken = add.map(|arg| if arg == "Cabang é" { "cabang É" } else { arg });
    desk.run_with(&taken, "another")
        .ended(2)
        .complained(&["profile has this name"]);
    let list = desk.run(&["profile", "list"]).ended(0);
    assert_eq!(
        list.stdout,
        format!("* Training\n  Cabang é\t{}\n", server.base_url)
    );

    let form = Form::of("siti.contoh+fast@example.com", 2).write(&desk);
    let submit = ["submit", &form, "--profile", "Cabang é", "--wait", "30"];
    let sent = desk.run(&submit).ended(0);
    let answer = sent.json();
    assert_eq!(answer["kyc_status"], "approved");
    assert!(answer["accepted_at"].is_string(), "{answer}");
    assert!(answer["reject_reason"].is_null(), "{answer}");
    let user_id = answer["user_id"].as_str().unwrap().to_owned();
    let status = ["status", &user_id, "--profile", "Cabang é"];
    assert_eq!(desk.run(&status).ended(0).json(), answer);
    let nobody = [
        "status",
        "ace50048-759a-5de5-8e7a-3f7c64e6fb48",
        "--profile",
        "Cabang é",
    ];
    desk.run(&nobody).ended(3).without_result();
    let checked = desk.run(&["doctor", "--profile", "Cabang é"]).ended(0);
    for line in [
        "ok    Keyring: ",
        "ok    API secret: ",
        "ok    Signature: key and signature are accepted",
    ] {
        assert!(checked.stdout.contains(line), "{}", checked.stdout);
    }

    // The server's own record: all that it found wrong is the customer whom nobody registered.
    let page = page(&server);
    let requests = page.matches("/users/v1/").count();
    let sound = page.matches("nothing wrong").count();
    assert_eq!((requests, sound), (5, 4), "{page}");

    // Another secret in its place, and the right one again.
    let set = ["profile", "set-secret", "Cabang é"];
    let secret = || KeyringVault::default().get("Cabang é").unwrap().unwrap();
    let ran = desk.run_with(&set, "another\nsecond line\n").ended(0);
    assert!(ran.stdout.contains("Cabang é is in the keyring"), "{ran:?}");
    assert_eq!(secret().expose(), "another");
    // The mark that some editors put in front is no part of it; what no secret has is refused.
    desk.run_with(&set, &format!("\u{feff}{SECRET}\r\n"))
        .ended(0);
    assert_eq!(secret().expose(), SECRET);
    for odd in ["a\u{0}b\u{0}", "a\u{1b}b"] {
        let refused = desk.run_with(&set, odd).ended(2);
        refused.complained(&["no API secret has"]);
    }
    assert_eq!(secret().expose(), SECRET);
    // A provisioned profile takes one too, and its file is not written to.
    let config = desk.file("config.toml");
    let text = format!(
        "managed_by = \"IT\"\n[[profile]]\nname = \"Pusat\"\nkind = \"live\"\nbase_url = {:?}\napi_key = {KEY:?}\n",
        server.base_url
    );
    fs::write(&config, &text).unwrap();
    let managed = |args: &[&str], input: &str| {
        let mut command = desk.command(args);
        command.env("TCDX_DESK_TRY_CONFIG", &config);
        let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        desk.ran(child.wait_with_output().unwrap())
    };
    managed(&["doctor", "--profile", "Pusat"], "").ended(2);
    managed(&["profile", "set-secret", "Pusat"], SECRET).ended(0);
    managed(&["doctor", "--profile", "Pusat"], "").ended(0);
    assert_eq!(fs::read_to_string(&config).unwrap(), text);
    KeyringVault::default().remove("Pusat").unwrap();

    // While one is sending, neither its arguments nor its environment tell.
    let slow = Form::of("siti.contoh+slowanswer600@example.com", 3).write(&desk);
    let submit_slow = ["submit", &slow, "--profile", "Cabang é"];
    let mut child = desk.command(&submit_slow).spawn().unwrap();
    let kept = wait_for(&state, 2, &mut child);
    let customer = &kept["customers"][0];
    assert_eq!(
        customer["documents"].as_array().unwrap().len(),
        11,
        "{customer}"
    );
    for name in ["cmdline", "environ"] {
        let told = fs::read(format!("/proc/{}/{name}", child.id())).unwrap();
        assert!(!told.is_empty(), "{name}");
        let found = told.windows(SECRET.len()).any(|w| w == SECRET.as_bytes());
        assert!(!found, "{name}");
    }
    assert_eq!(
        child.try_wait().unwrap(),
        None,
        "it should still wait for the answer"
    );
    // Who interrupts it is told what is known.
    interrupt(&child);
    let ran = desk.ran(child.wait_with_output().unwrap());
    let ran = ran.ended(5).without_result();
    ran.complained(&["cancelled", "nobody knows", "Before sending again"]);

    desk.run(&["profile", "remove", "Cabang é"]).ended(0);
    assert!(KeyringVault::default().get("Cabang é").unwrap().is_none());
    desk.run(&submit)
        .ended(2)
        .without_result()
        .complained(&["no profile Cabang é"]);
    let list = desk.run(&["profile", "list"]).ended(0);
    assert_eq!(list.stdout, "* Training\n");

    assert_eq!(server.stop(), Some(0));
    desk.never_told(SECRET);
    for what in PERSONAL {
        desk.never_told(what);
    }
    let home = std::env::var_os("HOME").unwrap();
    assert!(!holds(home.as_ref(), SECRET.as_bytes()));
}
