//! The check for a newer version: against servers on this computer, in the desk, in the window, and as a command.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use jiff::{SignedDuration, Timestamp};
use tcdx_desk::desk::release::{Fault, Verdict, check, check_within};
use tcdx_desk::desk::update::{next_wake, start};
use tcdx_desk::desk::{Action, Desk, Effect, Event, explain, update};
use tcdx_desk::domain::{Lang, Profile, Settings};

use crate::cli::kit;
use crate::queue::bench::Window;

const KEY: &str = include_str!("data/release/key.txt");
const FILE: &[u8] = include_bytes!("data/release/newer.toml");
const SIGNATURE: &[u8] = include_bytes!("data/release/newer.toml.minisig");

/// What a server does with a request for the file, or for its signature.
#[derive(Clone)]
enum Answer {
    /// These bytes, as they go over the line.
    Raw(Vec<u8>),
    /// A byte now and then, for ever.
    Drip,
}

fn ok(body: &[u8]) -> Answer {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
    Answer::Raw([head.as_bytes(), body].concat())
}

fn raw(text: &str) -> Answer {
    Answer::Raw(text.as_bytes().to_vec())
}

struct Server {
    address: String,
    /// The heads of all requests.
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(file: Answer, signature: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/release.toml", listener.local_addr().unwrap());
        let heads: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = Arc::clone(&heads);
        aside(move || {
            for stream in listener.incoming() {
                let (kept, file, signature) = (Arc::clone(&kept), file.clone(), signature.clone());
                aside(move || {
                    let mut stream = stream.unwrap();
                    let head = head(&mut stream);
                    let is_signature = head.starts_with("GET /release.toml.minisig ");
                    kept.lock().unwrap().push(head);
                    serve(&mut stream, if is_signature { signature } else { file });
                });
            }
        });
        Self { address, heads }
    }

    fn good() -> Self {
        Self::start(ok(FILE), ok(SIGNATURE))
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

/// Runs beside the test.
fn aside(work: impl FnOnce() + Send + 'static) {
    thread::Builder::new().spawn(work).unwrap();
}

fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}

fn serve(stream: &mut TcpStream, answer: Answer) {
    match answer {
        Answer::Raw(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Answer::Drip => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(b" ").is_ok() {
                thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap().block_on(work)
}

fn asked(server: &Server) -> Result<Verdict, Fault> {
    wait(check(&server.address, KEY, "2026-12-24".parse().unwrap()))
}

#[test]
fn a_newer_version_is_found_and_nothing_is_told_to_the_server() {
    let server = Server::good();
    let Ok(Verdict::Newer(found)) = asked(&server) else {
        panic!("no offer");
    };
    assert_eq!(found.version.to_string(), "999.1.0");
    let heads = server.heads();
    assert_eq!(heads.len(), 2);
    for head in heads {
        let mut names: Vec<String> = head
            .lines()
            .skip(1)
            .filter_map(|line| Some(line.split_once(':')?.0.to_ascii_lowercase()))
            .collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "host", "user-agent"], "{head}");
        let agent = format!("tcdx-desk/{}", env!("CARGO_PKG_VERSION"));
        assert!(head.contains(&agent), "{head}");
    }
}

#[test]
fn what_a_server_does_wrong_is_told_apart() {
    let page = ok(b"<!doctype html><p>Welcome</p>");
    let moved = raw("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
    let missing = raw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    let announced = raw("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n");
    let mut endless = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..70 {
        endless.extend_from_slice(b"400\r\n");
        endless.extend_from_slice(&[b' '; 0x400]);
        endless.extend_from_slice(b"\r\n");
    }
    let endless = Answer::Raw(endless);
    let short = raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nproduct");
    let good = ok(SIGNATURE);
    for (file, signature, fault) in [
        (ok(FILE), page.clone(), Fault::NoSignature),
        (page, good.clone(), Fault::Changed),
        (moved.clone(), good.clone(), Fault::Status(302)),
        (ok(FILE), moved, Fault::Status(302)),
        (missing.clone(), good.clone(), Fault::Status(404)),
        (ok(FILE), missing, Fault::Status(404)),
        (announced.clone(), good.clone(), Fault::TooLarge),
        (ok(FILE), announced, Fault::TooLarge),
        (endless, good.clone(), Fault::TooLarge),
        (short, good.clone(), Fault::NotReached),
        (raw(""), good.clone(), Fault::NotReached),
        (raw("no http\r\n\r\n"), good, Fault::NotReached),
    ] {
        let server = Server::start(file, signature);
        assert_eq!(asked(&server), Err(fault));
        assert!(server.heads().len() <= 2, "a redirect was followed");
    }
}

#[test]
fn a_slow_server_is_given_up() {
    let began = Instant::now();
    for (file, signature) in [(Answer::Drip, ok(SIGNATURE)), (ok(FILE), Answer::Drip)] {
        let server = Server::start(file, signature);
        let today = "2026-12-24".parse().unwrap();
        let within = Duration::from_millis(300);
        let answer = wait(check_within(&server.address, KEY, today, within));
        assert_eq!(answer, Err(Fault::TooSlow));
    }
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[test]
fn without_a_usable_address_and_key_nothing_is_asked() {
    let server = Server::good();
    let today = "2026-12-24".parse().unwrap();
    let answer = wait(check(&server.address, "RWQ", today));
    assert_eq!(answer, Err(Fault::Key));
    let with_user = server.address.replace("http://", "http://rina:secret@");
    assert!(matches!(
        wait(check(&with_user, KEY, today)),
        Err(Fault::Address(_))
    ));
    assert!(server.heads().is_empty());
}

fn desk(address: &str) -> Desk {
    let settings = Settings {
        language: Some(Lang::En),
        welcomed: true,
        update_address: address.to_owned(),
        update_key: KEY.to_owned(),
        ..Settings::default()
    };
    let now: Timestamp = "2026-11-23T03:00:00Z".parse().unwrap();
    start(
        settings,
        vec![Profile::training()],
        now,
        "2026-11-23".parse().unwrap(),
    )
    .0
}

/// The clock goes on; gives the request of a check that was begun.
fn tick(desk: &mut Desk, by: SignedDuration) -> Option<tcdx_desk::desk::RequestId> {
    let now = desk.state.now + by;
    let today = desk.state.today;
    let effects = update(desk, Event::Tick { now, today });
    effects.into_iter().find_map(|effect| match effect {
        Effect::CheckRelease { request, .. } => Some(request),
        _ => None,
    })
}

fn answer(desk: &mut Desk, request: tcdx_desk::desk::RequestId, result: Result<Verdict, Fault>) {
    let result = result.map_err(explain::release);
    update(desk, Event::ReleaseChecked { request, result });
}

fn newer() -> Verdict {
    asked(&Server::good()).unwrap()
}

/// A desk that has found a newer version.
pub fn offer(desk: &mut Desk) {
    "https://example.com/r.toml".clone_into(&mut desk.state.settings.update_address);
    let request = tick(desk, DAY).or_else(|| tick(desk, DAY)).unwrap();
    answer(desk, request, Ok(newer()));
}

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[test]
fn nothing_is_ever_asked_while_it_is_off() {
    let mut desk = desk("");
    for _ in 0..50 {
        assert_eq!(tick(&mut desk, SignedDuration::from_hours(3)), None);
    }
    assert!(update(&mut desk, Action::CheckRelease).is_empty());
    assert!(desk.state.release.due.is_none());
}

#[test]
fn it_asks_a_while_after_the_start_once_a_day_and_sooner_after_a_failure() {
    let mut desk = desk("https://example.com/r.toml");
    assert_eq!(tick(&mut desk, SignedDuration::ZERO), None);
    assert!(next_wake(&desk.state).is_some());
    assert_eq!(tick(&mut desk, SignedDuration::from_secs(119)), None);
    let first = tick(&mut desk, SignedDuration::from_secs(1)).unwrap();
    // One at a time.
    assert!(update(&mut desk, Action::CheckRelease).is_empty());
    answer(&mut desk, first, Ok(newer()));
    assert!(desk.state.release.offer.is_some());
    assert_eq!(tick(&mut desk, DAY - SignedDuration::from_secs(1)), None);
    let second = tick(&mut desk, SignedDuration::from_secs(1)).unwrap();
    answer(&mut desk, second, Err(Fault::NotReached));
    // What was found stays, and a late answer to an older request changes nothing.
    assert!(desk.state.release.offer.is_some());
    answer(
        &mut desk,
        first,
        Ok(Verdict::Newest("0.1.0".parse().unwrap())),
    );
    assert!(desk.state.release.offer.is_some());
    assert_eq!(tick(&mut desk, SignedDuration::from_mins(59)), None);
    let third = tick(&mut desk, SignedDuration::from_mins(1)).unwrap();
    answer(
        &mut desk,
        third,
        Ok(Verdict::Newest("0.1.0".parse().unwrap())),
    );
    assert!(desk.state.release.offer.is_none());
    // A clock that is set back by a year does not silence it for one.
    assert_eq!(tick(&mut desk, -DAY * 365), None);
    assert!(tick(&mut desk, DAY).is_some());
    // Turned off, it forgets.
    desk.state.settings.update_address.clear();
    assert_eq!(tick(&mut desk, DAY), None);
    assert!(desk.state.release.last.is_none());
}

#[test]
fn about_tells_version_and_offer_and_the_navigation_has_a_quiet_note() {
    for (lang, settings, badge, check, said, open) in [
        (
            Lang::En,
            "Settings",
            "New",
            "Check now",
            "Version 999.1.0 of 2026-12-01",
            "Open the download page",
        ),
        (
            Lang::Id,
            "Pengaturan",
            "Baru",
            "Periksa sekarang",
            "Versi 999.1.0 tanggal 2026-12-01",
            "Buka halaman unduhan",
        ),
    ] {
        let mut desk = crate::queue::bench::desk(lang);
        update(
            &mut desk,
            Action::Go(tcdx_desk::desk::state::Screen::Settings),
        );
        offer(&mut desk);
        // Never over the work.
        assert!(desk.state.modal.is_none() && desk.state.toasts.is_empty());
        let mut window = Window::sized(desk, [1280.0, 2400.0], egui::Theme::Light);
        window.harness.run();
        let noted = window.harness.get_by_role_and_label(Role::Button, settings);
        assert_eq!(noted.accesskit_node().description().as_deref(), Some(badge));
        window.harness.get_by_label(check);
        window.harness.get_by_label(open);
        window.see(said);
    }
}

fn with_settings(address: &str, key: &str) -> kit::Desk {
    let desk = kit::Desk::new();
    std::fs::create_dir(desk.home()).unwrap();
    let key = key.trim();
    let text = format!("update_address = \"{address}\"\nupdate_key = \"{key}\"\n");
    std::fs::write(desk.home().join("settings.toml"), text).unwrap();
    desk
}

#[test]
fn the_command_prints_what_it_found() {
    let server = Server::good();
    let found = with_settings(&server.address, KEY)
        .run(&["update", "check"])
        .ended(0);
    let found = found.json();
    assert_eq!(found["state"], "newer");
    assert_eq!(found["version"], "999.1.0");
    assert_eq!(found["notes"], "Faster lists.");
    assert_eq!(found["running"], env!("CARGO_PKG_VERSION"));

    let older = include_bytes!("data/release/older.toml");
    let older = Server::start(
        ok(older),
        ok(include_bytes!("data/release/older.toml.minisig")),
    );
    let found = with_settings(&older.address, KEY)
        .run(&["update", "check"])
        .ended(0);
    assert_eq!(found.json()["state"], "newest");

    let expired = include_bytes!("data/release/expired.toml");
    let expired = Server::start(
        ok(expired),
        ok(include_bytes!("data/release/expired.toml.minisig")),
    );
    let found = with_settings(&expired.address, KEY)
        .run(&["update", "check"])
        .ended(3);
    assert_eq!(found.json()["state"], "expired");
}

#[test]
fn the_command_says_what_is_wrong_and_what_to_do() {
    let missing = raw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    let missing = Server::start(missing.clone(), missing);
    let other = include_bytes!("data/release/newer.other-key.minisig");
    let other = Server::start(ok(FILE), ok(other));
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/r", listener.local_addr().unwrap())
    };
    for (address, key, code, word) in [
        ("", KEY, 2, "no address is set"),
        ("http://example.com/r", KEY, 2, "https://"),
        (&closed, "no key", 2, "public key of minisign"),
        (&closed, KEY, 4, "cannot be reached"),
        (&missing.address, KEY, 3, "404"),
        (&other.address, KEY, 3, "another key"),
    ] {
        with_settings(address, key)
            .run(&["update", "check"])
            .ended(code)
            .without_result()
            .complained(&[word]);
    }
}
