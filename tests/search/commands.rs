//! The headless commands with marked values: queue, cases, level 2, export, erasure, backup, webhook, a wrong secret.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use super::marks::{self, MARKS, find};
use crate::cli::kit::{Desk, Form, Ran, Server};

const KEY: &str = "key-of-the-search";
const PROFILE: [&str; 2] = ["--profile", "Cabang"];

/// Runs it for the live profile. What it says on standard error is searched; results may hold what was asked for.
fn run_with(desk: &Desk, args: &[&str], input: &str) -> Ran {
    let ran = desk.run_with(&[args, &PROFILE].concat(), input);
    // The first words alone: the rest are the marks that were given.
    let found = find(args[0], ran.stderr.as_bytes());
    assert!(found.is_empty(), "{found:?}");
    ran
}

fn run(desk: &Desk, args: &[&str]) -> Ran {
    run_with(desk, args, "")
}

fn marked(email: &str) -> Form {
    Form::numbered(77, "")
        .with("name", MARKS[0])
        .with("email", email)
        .with("id_number", MARKS[2])
        .with("address", MARKS[3])
        .with("place_of_birth", MARKS[4])
        .with("mobile_no", MARKS[5])
}

/// All of it; what was written where a person asked for it is not searched.
pub fn all(desk: &Desk) {
    let secret = MARKS[marks::SECRET];
    let server = Server::start(desk, &["--key", KEY, "--secret", secret]);
    desk.add_profile("Cabang", &server.base_url, KEY, secret);
    let picture = format!("{}.jpg", MARKS[6]);
    fs::write(desk.file(&picture), marks::picture()).unwrap();

    for (at, tag) in [
        "+fast",
        "+fast+reject.blurry",
        "+http500",
        "+drop",
        "+html",
        "+cut",
    ]
    .iter()
    .enumerate()
    {
        let email = MARKS[1].replace('@', &format!("{tag}@"));
        let form = marked(&email).with("id_photo", picture.as_str());
        let path = form.write_as(desk, &format!("form{at}.json"));
        run(desk, &["queue", "add", "--allow-duplicates", &path]);
        run(desk, &["queue", "run"]);
    }
    // A form that is wrong in every field is complained about by field.
    let wrong = marked("no address")
        .with("mobile_no", "letters")
        .with("id_number", "1");
    let wrong = wrong.write_as(desk, "wrong.json");
    run(desk, &["submit", &wrong]);
    run(desk, &["history", "verify"]);
    run(desk, &["cases", "poll", "--once"]);
    kept(desk, &picture);
    webhook(desk);

    // The server refuses this secret; and one goes into the keyring anew.
    desk.add_profile("Wrong", &server.base_url, KEY, &secret.replace('0', "1"));
    for args in [
        &["doctor", "--profile", "Wrong"][..],
        &[
            "submit",
            &desk.file("form0.json").display().to_string(),
            "--profile",
            "Wrong",
        ],
    ] {
        let ran = desk.run(args);
        assert_ne!(ran.code, Some(0), "{ran:?}");
        assert_eq!(find(args[0], ran.stderr.as_bytes()), Vec::<String>::new());
    }
    desk.run_with(&["profile", "set-secret", "Wrong"], secret)
        .ended(0);
}

/// The cases that came of it, one by their state, in each way in which a person sees to them.
fn kept(desk: &Desk, picture: &str) {
    let listed = run(desk, &["cases", "list", "--json"]).ended(0);
    let cases: Vec<(String, String)> = listed
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|case| {
            let text = |key: &str| case[key].as_str().unwrap().to_owned();
            (text("case_id"), text("state"))
        })
        .collect();
    let of = |state: &str| {
        let found = cases.iter().find(|(_, at)| at == state);
        &found
            .unwrap_or_else(|| panic!("none is {state}: {cases:?}"))
            .0
    };
    let file = |name: &str| desk.file(name).display().to_string();
    let pictured = file(picture);
    let (approved, refused) = (of("approved"), of("refused"));
    run(desk, &["cases", "show", approved, "--json"]).ended(0);
    run(desk, &["cases", "export", approved, &file("case.zip")]).ended(0);
    run(
        desk,
        &["cases", "export-list", &file("list.csv"), "--unmasked"],
    )
    .ended(0);
    run(
        desk,
        &[
            "cases",
            "level2",
            approved,
            "--bank-statement",
            &pictured,
            "--source-of-wealth",
            &pictured,
        ],
    )
    .ended(0);
    run(desk, &["cases", "correct", refused, &file("form1.json")]).ended(0);
    run(desk, &["queue", "run"]);
    run(desk, &["cases", "hold", refused, "--reason", MARKS[0]]).ended(0);
    run(desk, &["cases", "release", refused]).ended(0);
    run(desk, &["history", "show", refused]).ended(0);
    run_with(
        desk,
        &["backup", &file("backup")],
        &format!("{}\n", MARKS[marks::SECRET]),
    )
    .ended(0);
    let backup = fs::read(desk.file("backup")).unwrap();
    assert_eq!(find("the backup", &backup), Vec::<String>::new());
    let unconfirmed = of("unconfirmed");
    run(
        desk,
        &["cases", "erase", unconfirmed, "--reason", MARKS[0], "--yes"],
    );
}

/// Calls of strangers with marks in every place, and what is listed of them.
fn webhook(desk: &Desk) {
    let listen = ["webhook", "listen", "--listen", "127.0.0.1:0"];
    let log: PathBuf = desk.file("receiver");
    let mut receiver = desk
        .command(&[&listen[..], &PROFILE].concat())
        .stderr(fs::File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(receiver.stdout.take().unwrap()).lines();
    let url = lines.next().unwrap().unwrap();
    let (address, path) = url
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap();
    let user = "0198c0de-0000-7000-8000-000000000077";
    let told = format!(
        "{{\"user_id\":\"{user}\",\"status\":\"Rejected\",\"level\":\"1\",\"message\":\"{}\"}}",
        MARKS[0]
    );
    for (path, body) in [
        (path.to_owned(), told),
        (path.to_owned(), format!("{{\"name\":\"{}\"", MARKS[0])),
        (format!("{path}?name={}", MARKS[4]), String::new()),
        (format!("guess/{}", MARKS[4]), MARKS[0].to_owned()),
    ] {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "POST /{path} HTTP/1.1\r\nHost: x\r\nUser-Agent: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            MARKS[4],
            body.len()
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 "), "{answer:?}");
        assert_eq!(find("the answer to a call", &answer), Vec::<String>::new());
    }
    run(desk, &["webhook", "list"]).ended(0);
    crate::cli::kit::interrupt(&receiver);
    receiver.wait().unwrap();
    let log = fs::read(&log).unwrap();
    assert!(!log.is_empty(), "the receiver logged nothing");
    assert_eq!(find("the receiver's log", &log), Vec::<String>::new());
}
