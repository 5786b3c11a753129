//! `webhook` as a process: the whole way from the vendor's call to the status, and what a kill leaves.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use uuid::Uuid;

use super::kit::call;
use crate::cli::kit::{Desk, Form, Server, interrupt};
use crate::keyring::{Session, UNLOCKED, is_child};

const KEY: &str = "key-of-the-branch";
const SECRET: &str = "rahasia-0123456789abcdef";

#[test]
fn nobody_listens_in_the_clear_where_others_can_reach() {
    let desk = Desk::new();
    for address in ["0.0.0.0:0", "[::]:0"] {
        desk.run(&["webhook", "listen", "--listen", address])
            .ended(2)
            .without_result()
            .complained(&["Whoever can reach this address", "--cert"]);
    }
    let bad = ["webhook", "listen", "--cert", "x.pem"];
    desk.run(&bad).ended(2).complained(&["--key"]);
    let missing = ["webhook", "listen", "--cert", "x.pem", "--key", "y.pem"];
    desk.run(&missing).ended(2).complained(&["x.pem"]);
    for url in [
        "http://bank.example/x",
        "https://u:p@bank.example/x",
        "bank",
    ] {
        desk.run(&["webhook", "register", url])
            .ended(2)
            .without_result();
    }
    desk.run(&["webhook", "register", "https://bank.example/x"])
        .ended(2)
        .complained(&["In training"]);
}

#[test]
fn in_training_the_sandbox_calls_for_real() {
    let desk = Desk::new();
    let (child, url) = listen(&desk, &[]);
    // Plain training: no keyring, so all of it is in memory.
    assert_eq!(
        post(&url, &call(Uuid::from_u128(3), "Approved", "1", "")),
        200
    );
    assert_eq!(post(&url, "no JSON"), 400);
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let path = url.rsplit('/').next().unwrap();
    desk.ran(output);
    desk.never_complained(path);
}

#[test]
fn from_the_vendors_call_to_the_status() {
    let children = [
        "webhook::process::child_whole_way",
        "webhook::process::child_is_killed",
    ];
    Session::new().with_keyring(UNLOCKED, &children);
}

/// A receiver, and what it says is to be called.
fn listen(desk: &Desk, args: &[&str]) -> (Child, String) {
    let listen = ["webhook", "listen", "--listen", "127.0.0.1:0"];
    let mut child = desk.command(&[&listen, args].concat()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let url = lines.next().unwrap().unwrap();
    (child, url)
}

/// The status of the answer to a call.
fn post(url: &str, body: &str) -> u16 {
    let rest = url.strip_prefix("http://").unwrap();
    let (address, path) = rest.split_once('/').unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST /{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer[9..12].parse().unwrap()
}

fn list(desk: &Desk) -> Vec<Value> {
    let listed = desk
        .run(&["webhook", "list", "--profile", "Cabang"])
        .ended(0);
    listed.json().as_array().unwrap().clone()
}

/// Waits until the arrivals are so.
fn until(desk: &Desk, is: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    let started = Instant::now();
    loop {
        let listed = list(desk);
        if is(&listed) {
            return listed;
        }
        assert!(started.elapsed() < Duration::from_mins(1), "{listed:?}");
        sleep(Duration::from_millis(100));
    }
}

#[test]
#[ignore = "a child of the test above"]
fn child_whole_way() {
    if !is_child() {
        return;
    }
    let desk = Desk::new();
    let server = Server::start(&desk, &["--key", KEY, "--secret", SECRET]);
    desk.add_profile("Cabang", &server.base_url, KEY, SECRET);
    let live = ["--profile", "Cabang"];
    let (receiver, url) = listen(&desk, &live);
    desk.run(&[&["webhook", "register", &url], &live[..]].concat())
        .ended(0);

    // The server decides by itself, and calls: nobody asks for the status.
    let form = Form::numbered(1, "+fast").write(&desk);
    desk.run(&[&["queue", "add", &form], &live[..]].concat())
        .ended(0);
    desk.run(&[&["queue", "run"], &live[..]].concat()).ended(0);
    let settled = |listed: &[Value]| listed.iter().any(|one| one["state"] == "confirmed");
    let listed = until(&desk, settled);
    assert_eq!(listed[0]["status"], "Approved");
    assert_eq!(listed[0]["level"], 1);
    assert_eq!(listed[0]["signature"], "fits");
    let cases = desk
        .run(&[&["cases", "list", "--json"], &live[..]].concat())
        .ended(0);
    assert_eq!(cases.json()[0]["state"], "approved");

    // A lie about a real customer, without a signature, is answered, listed, and changes nothing.
    let user_id: Uuid = listed[0]["user_id"].as_str().unwrap().parse().unwrap();
    assert_eq!(post(&url, &call(user_id, "Rejected", "1", "a lie")), 200);
    let listed = until(&desk, |listed| listed[0]["state"] != "new");
    assert_eq!(listed[0]["state"], "unconfirmed");
    assert_eq!(listed[0]["reason"], "differs");
    let cases = desk
        .run(&[&["cases", "list", "--json"], &live[..]].concat())
        .ended(0);
    assert_eq!(cases.json()[0]["state"], "approved");

    let refused = [
        "webhook",
        "list",
        "--state",
        "refused",
        "--profile",
        "Cabang",
    ];
    assert_eq!(
        desk.run(&refused).ended(0).json(),
        Value::from(Vec::<Value>::new())
    );
    interrupt(&receiver);
    desk.ran(receiver.wait_with_output().unwrap()).ended(0);
    desk.never_complained(url.rsplit('/').next().unwrap());
    desk.never_complained("a lie");
    desk.never_kept(url.rsplit('/').next().unwrap().as_bytes());
    assert_eq!(server.stop(), Some(0));
}

#[test]
#[ignore = "a child of the test above"]
fn child_is_killed() {
    if !is_child() {
        return;
    }
    let desk = Desk::new();
    // No server is there: what arrives stays new.
    desk.add_profile("Cabang", "http://127.0.0.1:9", KEY, SECRET);
    let live = ["--profile", "Cabang"];
    let user_id = Uuid::from_u128(77).to_string();
    desk.run(&[&["cases", "add-user-id", &user_id], &live[..]].concat())
        .ended(0);
    let mut paths = Vec::new();
    for number in 0..3_usize {
        let (mut receiver, url) = listen(&desk, &live);
        let message = format!("call {number}");
        assert_eq!(
            post(&url, &call(Uuid::from_u128(77), "Pending", "1", &message)),
            200
        );
        receiver.kill().unwrap();
        receiver.wait().unwrap();
        let listed = list(&desk);
        assert_eq!(listed.len(), number + 1);
        assert!(listed.iter().all(|one| one["state"] == "new"), "{listed:?}");
        paths.push(url.rsplit('/').next().unwrap().to_owned());
    }
    assert!(paths.iter().all(|path| *path == paths[0]), "the path stays");
    let path = ["webhook", "path", "--profile", "Cabang"];
    assert_eq!(desk.run(&path).ended(0).stdout, format!("/{}\n", paths[0]));
    let new = desk.run(&[&path[..], &["--new"]].concat()).ended(0).stdout;
    assert_ne!(new, format!("/{}\n", paths[0]));
    assert_eq!(desk.run(&path).ended(0).stdout, new);
    desk.never_kept(paths[0].as_bytes());
}
