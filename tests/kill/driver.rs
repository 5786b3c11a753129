//! Acts at random, kills, and looks what is there.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tcdx_desk::domain::Field;
use tcdx_desk::samples;
use tcdx_desk::store::{self, Home};

use super::server::{KEY, SECRET, Server};
use super::typist;
use super::{KILLS, MARK, Random, SEED, now_ms};
use crate::cli::kit::{Desk, Form};

const PROFILE: &str = "Cabang";
/// What the server does with a registration, by the tag in its e-mail address; most it takes at once.
const TAGS: [&str; 16] = [
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "+drop",
    "+drop",
    "+dropbefore",
    "+cut",
    "+http500",
    "+slowanswer1",
    "+http429",
    "+maintenance1",
];
/// Those after which the same registration is sent again by right: the server said that it did not take it.
const ASKED_TO_WAIT: [&str; 2] = ["+http429", "+maintenance1"];
/// What is older than this when the program is killed must be there.
const MUST_BE_KEPT_MS: u64 = 1000;

#[derive(Default)]
struct Figures {
    kills: u64,
    drafts_checked: u64,
    values_checked: u64,
    pictures_checked: u64,
    forms: u64,
}

struct Driver {
    desk: Desk,
    random: Random,
    figures: Figures,
    /// Forms written so far.
    serial: u64,
    /// What was last typed anywhere.
    typed: u64,
    /// The number that each field of each draft has at least.
    safe: BTreeMap<(String, String), u64>,
    /// Cases whose ids were printed before a kill.
    promised: Vec<String>,
}

pub fn drive() {
    let number = |name| std::env::var(name).unwrap().parse::<u64>().unwrap();
    let (kills, seed) = (number(KILLS), number(SEED));
    let began = Instant::now();
    let desk = Desk::new();
    let server = Server::start(&desk.file("state.json"));
    let mut driver = Driver {
        desk,
        random: Random::of(seed),
        figures: Figures::default(),
        serial: 0,
        typed: 0,
        safe: BTreeMap::new(),
        promised: Vec::new(),
    };
    driver.set_up(&server.base_url());
    while driver.figures.kills < kills {
        match driver.random.between(0, 99) {
            0..40 => driver.add(),
            40..75 => driver.type_into_a_draft(),
            _ => driver.send(),
        }
        driver.look();
    }
    driver.finish();
    let cases = driver.cases();
    let (arrived, customers) = server.stop();
    let lines = driver.judge(&cases, &arrived, &customers);
    let mut out = std::io::stdout().lock();
    for line in lines {
        let _ = writeln!(out, "{MARK} {line}");
    }
    let _ = writeln!(out, "{MARK} {:.0} s", began.elapsed().as_secs_f64());
}

impl Driver {
    fn set_up(&self, base_url: &str) {
        // Fewer pictures to fit: more kills in the same time.
        self.desk.add_profile(PROFILE, base_url, KEY, SECRET);
        let home = Home::locate(Some(&self.desk.home())).unwrap();
        let before = store::settings::load(&home).unwrap();
        let mut settings = before.clone();
        PROFILE.clone_into(&mut settings.profile);
        settings.welcomed = true;
        store::settings::save(&home, &before, &settings).unwrap();
        let selfie = samples::picture(typist::PICTURE).unwrap();
        std::fs::write(self.desk.file(typist::PICTURE), selfie).unwrap();
    }

    /// Kills after a while; false if it had ended before.
    fn kill(&mut self, child: &mut Child, after: Duration) -> bool {
        thread::sleep(after);
        let was_running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        self.figures.kills += u64::from(was_running);
        was_running
    }

    fn moment(&mut self) -> Duration {
        Duration::from_millis(self.random.between(5, 400))
    }

    fn form(&mut self) -> String {
        self.serial += 1;
        let tag = TAGS[usize::try_from(self.random.between(0, TAGS.len() as u64 - 1)).unwrap()];
        let serial = self.serial;
        let form = Form::numbered(u32::try_from(serial).unwrap(), tag);
        form.write_as(&self.desk, &format!("form-{serial}.json"))
    }

    /// Adds a few forms to the queue; every fourth time it is left in peace.
    fn add(&mut self) {
        let forms: Vec<String> = (0..self.random.between(1, 3))
            .map(|_| self.form())
            .collect();
        self.figures.forms += forms.len() as u64;
        let mut args = vec!["queue", "add"];
        args.extend(forms.iter().map(String::as_str));
        let mut child = self
            .desk
            .command(&args)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        if !self.random.percent(25) {
            let after = self.moment();
            self.kill(&mut child, after);
        }
        let output = child.wait_with_output().unwrap();
        // What was printed is a promise.
        if let Ok(Value::Array(added)) = serde_json::from_slice(&output.stdout) {
            let ids = added.iter().map(|added| added["case_id"].as_str().unwrap());
            self.promised.extend(ids.map(str::to_owned));
        }
    }

    fn send(&mut self) {
        let mut args = vec!["queue", "run"];
        if self.random.percent(50) {
            args.push("--until-empty");
        }
        let mut child = self.silent(&args);
        let after = self.moment();
        self.kill(&mut child, after);
        child.wait().unwrap();
    }

    fn silent(&self, args: &[&str]) -> Child {
        let mut command = self.desk.command(args);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    }

    /// Types into a draft, sometimes while another process sends; kills both.
    fn type_into_a_draft(&mut self) {
        let mut other = self
            .random
            .percent(30)
            .then(|| self.silent(&["queue", "run"]));
        let mut typist = self.typist();
        let lines = read(typist.stdout.take().unwrap());
        let after = Duration::from_millis(self.random.between(300, 3500));
        thread::sleep(after);
        let killed_at = now_ms();
        assert!(
            typist.try_wait().unwrap().is_none(),
            "the typist ended by itself"
        );
        typist.kill().unwrap();
        typist.wait().unwrap();
        self.figures.kills += 1;
        if let Some(other) = &mut other {
            self.kill(other, Duration::ZERO);
            other.wait().unwrap();
        }
        self.compare(&lines.join().unwrap(), killed_at);
    }

    fn typist(&mut self) -> Child {
        let inner = self.desk.command(&[]);
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--ignored", "--exact", "--nocapture", "kill::child_types"])
            .env_clear()
            .envs(
                inner
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .env(crate::keyring::CHILD, "1")
            .env(typist::FIRST, self.typed.to_string())
            .env(typist::PICTURES, self.desk.file(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if self.random.percent(50) {
            command.env(typist::GO_ON, "1");
        }
        command.spawn().unwrap()
    }

    /// What the typist said against what the store has.
    fn compare(&mut self, lines: &[String], killed_at: u64) {
        let must = |ms: u64| ms + MUST_BE_KEPT_MS <= killed_at;
        let mut case = None;
        let mut least: BTreeMap<String, u64> = BTreeMap::new();
        let mut newest: BTreeMap<String, u64> = BTreeMap::new();
        let mut pictures = Vec::new();
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["case", id] => case = Some((*id).to_owned()),
                ["typed", ms, field, number] => {
                    let number: u64 = number.parse().unwrap();
                    self.typed = self.typed.max(number);
                    newest.insert((*field).to_owned(), number);
                    if must(ms.parse().unwrap()) {
                        least.insert((*field).to_owned(), number);
                    }
                }
                ["picture", ms, doc] if must(ms.parse().unwrap()) => {
                    pictures.push((*doc).to_owned());
                }
                _ => {}
            }
        }
        let Some(case) = case else {
            assert!(least.is_empty(), "typed for a second, and no case");
            return;
        };
        let known = self.safe.keys().any(|(known, _)| *known == case);
        if least.is_empty() && pictures.is_empty() && !known {
            return;
        }
        let shown = self
            .desk
            .run(&["cases", "show", &case, "--json"])
            .ended(0)
            .json();
        self.figures.drafts_checked += 1;
        for field in typist::FIELDS.map(Field::api_name) {
            let place = (case.clone(), field.to_owned());
            let earlier = self.safe.get(&place).copied();
            let Some(need) = least.get(field).copied().max(earlier) else {
                continue;
            };
            let stored = shown["values"][field].as_str().unwrap_or("");
            let stored: u64 = stored
                .strip_prefix("Kata ")
                .map_or(0, |text| text.parse().unwrap());
            let top = newest.get(field).copied().max(earlier).unwrap();
            assert!(
                (need..=top).contains(&stored),
                "lost: {field} of {case} is {stored}, {need} to {top} were typed"
            );
            self.figures.values_checked += 1;
            self.safe.insert(place, stored);
        }
        for doc in pictures {
            assert!(
                shown["documents"][&doc].is_object(),
                "lost: {doc} of {case}"
            );
            self.figures.pictures_checked += 1;
        }
    }

    /// The store opens, and what was promised is there.
    fn look(&self) {
        let cases = self.cases();
        let ids: Vec<&str> = cases
            .iter()
            .map(|case| case["case_id"].as_str().unwrap())
            .collect();
        for promised in &self.promised {
            assert!(ids.contains(&promised.as_str()), "lost: {promised}");
        }
        if self.figures.kills.is_multiple_of(10) {
            self.desk.run(&["history", "verify"]).ended(0);
        }
    }

    fn cases(&self) -> Vec<Value> {
        let listed = self.desk.run(&["cases", "list", "--json"]).ended(0).json();
        listed.as_array().unwrap().clone()
    }

    /// Sends all that can be sent.
    fn finish(&self) {
        for _ in 0..20 {
            self.desk.run(&["queue", "run", "--until-empty"]);
            let listed = self.desk.run(&["queue", "list", "--json"]).ended(0).json();
            let open = |job: &&Value| matches!(job["state"].as_str(), Some("waiting" | "sending"));
            if listed.as_array().unwrap().iter().find(open).is_none() {
                return;
            }
        }
        panic!("the queue does not become empty");
    }

    /// The program's cases against the server's customers. Gives the figures.
    fn judge(
        &self,
        cases: &[Value],
        arrived: &BTreeMap<String, usize>,
        customers: &[(String, String)],
    ) -> Vec<String> {
        self.desk.run(&["history", "verify"]).ended(0);
        let state = |case: &Value| case["state"].as_str().unwrap().to_owned();
        let email = |case: &Value| case["email"].as_str().unwrap().to_owned();
        let at_server = |case: &Value| {
            customers
                .iter()
                .filter(|(other, _)| *other == email(case))
                .count()
        };
        let mut states: BTreeMap<String, usize> = BTreeMap::new();
        let (mut confirmed, mut unconfirmed_arrived, mut sent) = (0, 0, 0);
        for case in cases {
            *states.entry(state(case)).or_default() += 1;
            let id = case["case_id"].as_str().unwrap();
            if state(case) == "draft" {
                assert_eq!(at_server(case), 0, "a draft is at the server");
                continue;
            }
            // Requests that can have done something, by the program's own account.
            let shown = self
                .desk
                .run(&["cases", "show", id, "--json"])
                .ended(0)
                .json();
            let requests = shown["requests"].as_array().unwrap();
            let open = requests
                .iter()
                .filter(|request| request["outcome"] != "not_sent");
            assert!(open.count() <= 1, "sent twice: {requests:?}");
            sent += 1;
            match state(case).as_str() {
                "unconfirmed" => unconfirmed_arrived += at_server(case),
                "pending" | "approved" | "rejected" => {
                    assert!(
                        case["user_id"].is_string(),
                        "confirmed without an id: {case}"
                    );
                    assert_eq!(
                        at_server(case),
                        1,
                        "confirmed, but not at the server: {case}"
                    );
                    confirmed += 1;
                }
                other => panic!("{other}: {case}"),
            }
        }
        // And by the server's.
        let again = |(email, count): &(&String, &usize)| {
            **count > 1 && !ASKED_TO_WAIT.iter().any(|tag| email.contains(tag))
        };
        let doubles: Vec<_> = arrived.iter().filter(again).collect();
        assert!(doubles.is_empty(), "arrived more than once: {doubles:?}");
        let mut numbers: Vec<&String> = customers.iter().map(|(_, number)| number).collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), customers.len(), "a customer is there twice");
        assert_eq!(
            customers.len(),
            confirmed + unconfirmed_arrived,
            "{states:?}"
        );
        let figures = &self.figures;
        vec![
            format!(
                "{} kills, {} drafts checked ({} values, {} pictures), {} forms handed in",
                figures.kills,
                figures.drafts_checked,
                figures.values_checked,
                figures.pictures_checked,
                figures.forms,
            ),
            format!("{} cases {states:?}, {sent} of them sent", cases.len()),
            format!(
                "{} customers at the server = {confirmed} confirmed + {unconfirmed_arrived} unconfirmed that arrived",
                customers.len()
            ),
            "0 doubles, 0 lost".to_owned(),
        ]
    }
}

/// The typist's lines, until it ends.
#[allow(clippy::disallowed_methods)] // A pipe of another program, not work of this one.
fn read(stdout: ChildStdout) -> thread::JoinHandle<Vec<String>> {
    thread::spawn(move || {
        let lines = BufReader::new(stdout).lines().map_while(Result::ok);
        lines
            .filter_map(|line| Some(line.split_once(typist::SAYS)?.1.trim().to_owned()))
            .collect()
    })
}
