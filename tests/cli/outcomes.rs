//! How a submission ends, and the exit code for it; with a real keyring, as in `live`.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use jiff::Timestamp;
use tcdx_desk::domain::Lang;
use tcdx_desk::sandbox::{Options, Running, start};
use tcdx_desk::store::{self, Home};

use super::kit::{Desk, Form, Ran};
use crate::keyring::{Session, UNLOCKED, is_child};

const KEY: &str = "key-of-the-branch";
const SECRET: &str = "rahasia-4711-0123456789abcdef";

#[test]
fn every_outcome_has_its_exit_code() {
    let children = [
        "cli::outcomes::child_outcomes",
        "cli::outcomes::child_waits",
    ];
    Session::new().with_keyring(UNLOCKED, &children);
}

fn add(desk: &Desk, name: &str, base_url: &str, secret: &str) {
    let add = [
        "profile",
        "add",
        name,
        "--base-url",
        base_url,
        "--api-key",
        KEY,
    ];
    desk.run_with(&add, secret).ended(0);
    // Fewer pictures to fit: what is asked here does not depend on them.
    let path = desk.home().join("profiles.toml");
    let profiles = fs::read_to_string(&path).unwrap();
    fs::write(
        path,
        profiles.replace("gesture_count = 8", "gesture_count = 1"),
    )
    .unwrap();
}

/// The sample customer with one gesture.
fn form(email: &str, serial: u8) -> Form {
    let mut form = Form::of(email, serial).with("gestures_photos", vec!["gesture-1.jpg"]);
    form.0.remove("proof_of_address");
    form
}

/// Sends the sample customer with these tags in the e-mail address.
fn submit(desk: &Desk, profile: &str, tags: &str, serial: u8) -> Ran {
    let form = form(&format!("siti{serial}{tags}@example.com"), serial);
    desk.run(&["submit", &form.write(desk), "--profile", profile])
}

fn last_status(server: &Running) -> u16 {
    server.received().last().unwrap().status
}

#[test]
#[ignore = "a child of the test above"]
fn child_outcomes() {
    if !is_child() {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let server = runtime
        .block_on(start(Options::new(KEY, SECRET), listen))
        .unwrap();
    let desk = Desk::new();
    add(&desk, "Cabang", &server.base_url(), SECRET);
    add(&desk, "Salah", &server.base_url(), "another secret");
    let gone = TcpListener::bind(listen).unwrap();
    let gone_url = format!("http://{}", gone.local_addr().unwrap());
    drop(gone);
    add(&desk, "Hilang", &gone_url, SECRET);

    // Refused: the secret, a duplicate, a rule that the program does not know of, maintenance.
    submit(&desk, "Salah", "", 10)
        .ended(3)
        .without_result()
        .complained(&["key or the signature", "set-secret"]);
    assert_eq!(last_status(&server), 401);
    let checked = desk.run(&["doctor", "--profile", "Salah"]).ended(3);
    assert!(
        checked.stdout.contains("ok    Connection: "),
        "{}",
        checked.stdout
    );
    assert!(
        checked.stdout.contains("FAIL  Signature: "),
        "{}",
        checked.stdout
    );

    let waiting = submit(&desk, "Cabang", "+pending", 11).ended(0);
    assert_eq!(waiting.json()["kyc_status"], "pending");
    submit(&desk, "Cabang", "+pending", 11)
        .ended(3)
        .without_result()
        .complained(&["email: ", "already there"]);
    assert_eq!(last_status(&server), 409);

    let home = Home::locate(Some(&desk.home())).unwrap();
    let mut lists = store::items::bundled(Lang::En);
    lists.occupations.push((99, "Astronaut".to_owned()));
    store::items::save_cached(&home, "Cabang", Lang::En, &lists, Timestamp::now()).unwrap();
    let form = form("siti12@example.com", 12).with("occupation", 99);
    desk.run(&["submit", &form.write(&desk), "--profile", "Cabang"])
        .ended(3)
        .without_result()
        .complained(&["occupation: "]);
    assert_eq!(last_status(&server), 422);

    for code in [3, 3, 0] {
        let ran = submit(&desk, "Cabang", "+maintenance2+fast", 13).ended(code);
        assert_eq!(
            code == 3,
            ran.stderr.contains("maintenance"),
            "{}",
            ran.stderr
        );
    }
    let rejected = submit(&desk, "Cabang", "+reject.blurry+fast", 14).ended(0);
    assert_eq!(rejected.json()["reject_reason"], "Selfie blurred");

    // Unknown: the facts, and what to do.
    for (tags, serial) in [("+drop", 15), ("+cut", 16), ("+http500", 17), ("+html", 18)] {
        let ran = submit(&desk, "Cabang", tags, serial)
            .ended(5)
            .without_result()
            .complained(&["nobody knows", "Before sending again"]);
        let facts = ran
            .stderr
            .lines()
            .find(|l| l.contains("nobody knows"))
            .unwrap();
        let (_, facts) = facts.split_once("Z, ").unwrap();
        let mut words = facts.split(' ');
        let (sent, of, total) = (words.next(), words.next(), words.next());
        assert_eq!((sent, of), (total, Some("of")), "{facts}");
        assert!(sent.unwrap().parse::<u64>().unwrap() > 300_000, "{facts}");
    }
    // The dropped one is there, as the words warn.
    submit(&desk, "Cabang", "+drop", 15).ended(3);

    // Not sent.
    submit(&desk, "Hilang", "", 19)
        .ended(4)
        .without_result()
        .complained(&["cannot be reached", "network"]);
    let id = waiting.json()["user_id"].as_str().unwrap().to_owned();
    desk.run(&["status", &id, "--profile", "Hilang"])
        .ended(4)
        .without_result();
    desk.run(&["doctor", "--profile", "Hilang"]).ended(4);
    runtime.block_on(server.stop());
    desk.never_told(SECRET);
}

/// Answers one request after the other; `None` resets the connection.
fn answer_by_hand(answers: Vec<Option<(u16, &'static str)>>) -> (String, thread::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    #[allow(clippy::disallowed_methods)] // A server beside the program, not work of it.
    let served = thread::spawn(move || {
        for answer in answers {
            let (stream, _) = listener.accept().unwrap();
            read_request(&stream);
            if let Some((status, body)) = answer {
                let length = body.len();
                write!(
                    &stream,
                    "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
                )
                .unwrap();
            }
        }
    });
    (url, served)
}

fn read_request(stream: &TcpStream) {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
}

#[test]
#[ignore = "a child of the test above"]
fn child_waits() {
    if !is_child() {
        return;
    }
    let desk = Desk::new();
    let created =
        r#"{"success":true,"message":"","user_id":"ace50048-759a-5de5-8e7a-3f7c64e6fb48"}"#;
    let approved = r#"{"success":true,"message":"","data":{"user_id":"ace50048-759a-5de5-8e7a-3f7c64e6fb48",
        "email":"e","name":"n","kyc_status":"Approved","accepted_at":"2026-03-04T03:37:11.000Z","rejected_at":null,
        "reject_reason":null}}"#;
    // Trouble on the way does not end the waiting.
    let (url, served) = answer_by_hand(vec![
        Some((200, created)),
        Some((
            503,
            r#"{"success":false,"message":"offline for maintenance"}"#,
        )),
        None,
        Some((200, approved)),
    ]);
    add(&desk, "Cabang", &url, SECRET);
    let form = form("siti@example.com", 2).write(&desk);
    let submit = ["submit", &form, "--profile", "Cabang", "--wait", "60"];
    let ran = desk.run(&submit).ended(0);
    assert_eq!(ran.json()["kyc_status"], "Approved");
    assert_eq!(ran.complaints(), [""; 0]);
    served.join().unwrap();

    // A status that cannot be had is told, and the registration is done all the same.
    let (url, served) = answer_by_hand(vec![Some((200, created)), Some((500, "{}"))]);
    desk.run(&["profile", "remove", "Cabang"]).ended(0);
    add(&desk, "Cabang", &url, SECRET);
    let ran = desk.run(&["submit", &form, "--profile", "Cabang"]).ended(0);
    assert!(ran.json()["kyc_status"].is_null());
    assert!(ran.json()["user_id"].is_string());
    assert_eq!(ran.complaints().len(), 1, "{}", ran.stderr);
    served.join().unwrap();
}
