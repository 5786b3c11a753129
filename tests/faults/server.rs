//! The server refuses everybody in the middle of a queue; a second process wants to send. With a real keyring.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::Value;
use tcdx_desk::sandbox::{Options, Running, start};

use super::gateway::Gateway;
use super::kit::PROFILE;
use crate::cli::kit::{Desk, Form, Ran};
use crate::keyring::{Session, UNLOCKED, is_child};

const KEY: &str = "key-of-the-branch";
const SECRET: &str = "rahasia-4711-0123456789abcdef";

#[test]
fn a_server_that_refuses_all_stops_the_queue_once() {
    Session::new().with_keyring(UNLOCKED, &["faults::server::child_is_refused"]);
}

#[test]
fn of_two_processes_one_sends_and_both_work() {
    Session::new().with_keyring(UNLOCKED, &["faults::server::child_is_second"]);
}

fn serve() -> (tokio::runtime::Runtime, Running) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let server = runtime
        .block_on(start(Options::new(KEY, SECRET), listen))
        .unwrap();
    (runtime, server)
}

fn run(desk: &Desk, args: &[&str]) -> Ran {
    desk.run(&[args, &["--profile", PROFILE]].concat())
}

/// How many jobs of the queue stand there.
fn jobs(desk: &Desk, state: &str) -> usize {
    let listed = run(desk, &["queue", "list", "--json"]).ended(0).json();
    let jobs = listed.as_array().unwrap().iter();
    jobs.filter(|job| job["state"] == state).count()
}

#[test]
#[ignore = "a child of the test above"]
fn child_is_refused() {
    const ALL: u32 = 200;
    if !is_child() {
        return;
    }
    let (_runtime, server) = serve();
    let gateway = Gateway::start(server.addr(), 100);
    let desk = Desk::new();
    desk.add_profile(PROFILE, &gateway.base_url, KEY, SECRET);
    let mut forms: Vec<String> = Vec::new();
    for number in 1..=ALL {
        forms.push(Form::numbered(number, "+fast").write_as(&desk, &format!("{number}.json")));
    }
    let mut args = vec!["queue", "add"];
    args.extend(forms.iter().map(String::as_str));
    run(&desk, &args).ended(0);

    let ran = run(&desk, &["queue", "run", "--until-empty"]).ended(4);
    assert_eq!(ran.json()["accepted"], 100);
    let words = ran.complaints().join("\n");
    // Said once of all, and once of each that was on its way: at most two.
    assert!(words.contains("key or the signature"), "{words}");
    assert!(ran.complaints().len() <= 4, "{words}");
    let refused = gateway.refused();
    assert!(
        (1..=2).contains(&refused),
        "it walked through the list: {refused}"
    );
    assert_eq!(jobs(&desk, "waiting"), 100);

    // Mended: all the rest goes.
    gateway.pass(i64::MAX);
    let ran = run(&desk, &["queue", "run", "--until-empty"]).ended(0);
    assert_eq!(ran.json()["accepted"], 100);
    assert_eq!(jobs(&desk, "waiting"), 0);
    let created = server.received();
    let created = created
        .iter()
        .filter(|request| request.path == "/users/v1/create");
    assert!(
        created
            .clone()
            .all(|request| request.status == 200 && request.note.is_empty())
    );
    assert_eq!(created.count(), 200);
}

#[test]
#[ignore = "a child of the test above"]
fn child_is_second() {
    if !is_child() {
        return;
    }
    let (_runtime, server) = serve();
    let desk = Desk::new();
    desk.add_profile(PROFILE, &server.base_url(), KEY, SECRET);
    let slow = Form::numbered(1, "+slowanswer600").write_as(&desk, "slow.json");
    run(&desk, &["queue", "add", &slow]).ended(0);
    let send = ["queue", "run", "--profile", PROFILE];
    let mut first = desk.command(&send).spawn().unwrap();
    let began = Instant::now();
    while jobs(&desk, "sending") == 0 {
        assert!(began.elapsed() < Duration::from_mins(1));
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = first.id().to_string();
    run(&desk, &["queue", "run"])
        .ended(2)
        .without_result()
        .complained(&["Another process sends", &pid]);
    // The rest works beside it.
    let other = Form::numbered(2, "").write_as(&desk, "other.json");
    run(&desk, &["queue", "add", &other]).ended(0);
    let listed: Value = run(&desk, &["cases", "list", "--json"]).ended(0).json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    run(&desk, &["queue", "pause"]).ended(0);
    run(&desk, &["history", "verify"]).ended(0);

    // It is gone without a word: what it sent is unconfirmed, and the next one may send.
    first.kill().unwrap();
    first.wait().unwrap();
    run(&desk, &["queue", "resume"]).ended(0);
    run(&desk, &["queue", "run"]).ended(0);
    assert_eq!((jobs(&desk, "unconfirmed"), jobs(&desk, "waiting")), (1, 0));
    assert_eq!(
        server
            .received()
            .iter()
            .filter(|request| request.status == 200)
            .count(),
        1
    );
}
