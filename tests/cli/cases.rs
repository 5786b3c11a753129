//! Cases and their queue without a window: from a form file to level 2, to a correction, to what a person decides, to an
//! erased stub; with a real keyring, as in `live`.

use std::fs;
use std::net::SocketAddr;

use serde_json::Value;
use tcdx_desk::sandbox::{Options, Running, start};

use super::kit::{Desk, Form, PERSONAL, Ran};
use crate::keyring::{Session, UNLOCKED, is_child};

const KEY: &str = "key-of-the-branch";
const SECRET: &str = "rahasia-4711-0123456789abcdef";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj
trailer<</Root 1 0 R>>\n%%EOF\n";

#[test]
fn a_case_lives_without_a_window() {
    let children = [
        "cli::cases::child_approves_and_corrects",
        "cli::cases::child_decides",
    ];
    Session::new().with_keyring(UNLOCKED, &children);
}

struct Branch {
    // Before the runtime it runs on.
    server: Running,
    _runtime: tokio::runtime::Runtime,
    desk: Desk,
}

impl Branch {
    fn open() -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = runtime
            .block_on(start(Options::new(KEY, SECRET), listen))
            .unwrap();
        let desk = Desk::new();
        desk.add_profile("Cabang", &server.base_url(), KEY, SECRET);
        Self {
            server,
            _runtime: runtime,
            desk,
        }
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.desk.run(&[args, &["--profile", "Cabang"]].concat())
    }

    fn json(&self, args: &[&str]) -> Value {
        self.run(args).ended(0).json()
    }

    /// Adds a customer to the queue; gives the case.
    fn add(&self, number: u32, tags: &str) -> String {
        let form = Form::numbered(number, tags).write(&self.desk);
        let added = self.json(&["queue", "add", &form]);
        assert_eq!(added[0]["file"], form);
        text(&added[0]["case_id"])
    }

    fn case(&self, id: &str) -> Value {
        let listed = self.json(&["cases", "list", "--json"]);
        let mut cases = listed.as_array().unwrap().iter();
        cases.find(|case| case["case_id"] == id).unwrap().clone()
    }

    fn state(&self, id: &str) -> String {
        text(&self.case(id)["state"])
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn count(value: &Value) -> usize {
    value.as_array().unwrap().len()
}

#[test]
#[ignore = "a child of the test above"]
fn child_approves_and_corrects() {
    if !is_child() {
        return;
    }
    let branch = Branch::open();
    let desk = &branch.desk;
    let good = Form::numbered(1, "+fast").write_as(desk, "good.json");
    let unlucky = Form::numbered(2, "+rejectonce.blurry+fast").write_as(desk, "unlucky.json");
    let bad = Form::numbered(3, "")
        .with("zip_code", "")
        .write_as(desk, "bad.json");
    let damaged = desk.file("damaged.json");
    fs::write(&damaged, "{").unwrap();
    let damaged = damaged.to_str().unwrap();

    // One bad form does not keep the good ones out.
    let ran = branch
        .run(&["queue", "add", &good, &bad, damaged, &unlucky])
        .ended(2)
        .complained(&[
            &format!("{bad}: zip_code: "),
            &format!("{damaged}: The form file is not JSON"),
        ]);
    let added = ran.json();
    assert_eq!(count(&added), 2);
    let (good_id, unlucky_id) = (text(&added[0]["case_id"]), text(&added[1]["case_id"]));

    // Nobody is added twice by mistake, nor without the store saying where it knows them from.
    let again = Form::numbered(4, "").with("mobile_no", "8120000001");
    let again = again.write_as(desk, "again.json");
    branch
        .run(&["queue", "add", &good, &again])
        .ended(2)
        .complained(&[&good_id, "--allow-duplicates"]);
    let again = branch.json(&["queue", "add", "--allow-duplicates", &again]);
    let again_id = text(&again[0]["case_id"]);
    branch.run(&["queue", "cancel", &again_id]).ended(0);
    assert_eq!(branch.state(&again_id), "draft");
    branch
        .run(&["queue", "cancel", &again_id])
        .ended(2)
        .complained(&["holds no such job"]);

    // What is incomplete can be kept as a draft.
    let draft = branch.json(&["queue", "add", "--draft", &bad]);
    let draft = branch.case(&text(&draft[0]["case_id"]));
    assert_eq!(
        (&draft["state"], &draft["problems"]),
        (&"draft".into(), &1.into())
    );

    // A pause is obeyed, by every process.
    branch.run(&["queue", "pause"]).ended(0);
    branch
        .run(&["queue", "run"])
        .ended(2)
        .complained(&["queue is paused", "queue resume"]);
    assert!(branch.server.received().is_empty());
    branch.run(&["queue", "resume"]).ended(0);
    branch
        .run(&["cases", "hold", &unlucky_id, "--reason", "ask again"])
        .ended(0);
    let sent = branch.json(&["queue", "run", "--until-empty"]);
    assert_eq!(
        (&sent["accepted"], &sent["waiting"]),
        (&1.into(), &1.into())
    );
    branch.run(&["cases", "release", &unlucky_id]).ended(0);
    let sent = branch.json(&["queue", "run"]);
    assert_eq!(
        (&sent["accepted"], &sent["waiting"]),
        (&1.into(), &0.into())
    );
    assert_eq!(count(&branch.json(&["queue", "list", "--json"])), 0);

    assert_eq!(count(&branch.json(&["cases", "poll", "--once"])), 2);
    let approved = branch.json(&["cases", "list", "--json", "--status", "approved"]);
    assert_eq!(
        (count(&approved), &approved[0]["case_id"]),
        (1, &good_id.as_str().into())
    );
    assert!(approved[0]["user_id"].is_string() && approved[0]["attempts"] == 1);
    let rejected = branch.case(&unlucky_id);
    assert_eq!(
        (&rejected["state"], &rejected["reason"]),
        (&"rejected".into(), &"Selfie blurred".into())
    );

    // Corrected: first with what was sent before, which is told; the pictures that the file does not name are kept.
    let mut form = Form::numbered(2, "+rejectonce.blurry+fast");
    form.0.remove("id_photo");
    let form = form
        .with("zip_code", "61259")
        .write_as(desk, "corrected.json");
    branch
        .run(&["cases", "correct", &good_id, &form])
        .ended(2)
        .complained(&["cannot be corrected"]);
    branch
        .run(&["cases", "correct", &unlucky_id, &bad])
        .ended(2)
        .complained(&["zip_code: "]);
    assert_eq!(branch.state(&unlucky_id), "rejected");
    branch
        .run(&["cases", "correct", &unlucky_id, &unlucky])
        .ended(0)
        .complained(&["Nothing differs"]);
    branch.run(&["queue", "cancel", &unlucky_id]).ended(0);
    let corrected = branch.json(&["cases", "correct", &unlucky_id, &form]);
    assert_eq!(corrected["state"], "ready");
    branch.run(&["queue", "run"]).ended(0);
    assert_eq!(branch.server.received().last().unwrap().method, "PATCH");
    branch.run(&["cases", "poll", "--once"]).ended(0);
    assert_eq!(branch.state(&unlucky_id), "approved");

    // Level 2.
    let pdf = desk.file("statement.pdf");
    fs::write(&pdf, PDF).unwrap();
    let pdf = pdf.to_str().unwrap();
    branch
        .run(&["cases", "level2", &good_id])
        .ended(2)
        .complained(&["--bank-statement"]);
    branch
        .run(&["cases", "level2", &good_id, "--bank-statement", &form])
        .ended(2)
        .complained(&["bank_statement: "]);
    branch
        .run(&["cases", "level2", &again_id, "--bank-statement", pdf])
        .ended(2)
        .complained(&["draft"]);
    let selfie = desk.file("selfie.jpg").display().to_string();
    branch.json(&[
        "cases",
        "level2",
        &good_id,
        "--bank-statement",
        pdf,
        "--source-of-wealth",
        &selfie,
    ]);
    branch.run(&["queue", "run"]).ended(0);
    assert_eq!(branch.case(&good_id)["level2"], "pending");

    let shown = branch.json(&["cases", "show", &good_id, "--json"]);
    assert_eq!(count(&shown["requests"]), 2);
    assert!(
        shown["documents"]["bank_statement"]["bytes"].as_u64() == Some(PDF.len() as u64),
        "{shown}"
    );
    let history = branch.json(&["history", "show", &good_id]);
    let deeds: Vec<String> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| text(&entry["what"]["deed"]))
        .collect();
    for deed in ["created", "queued", "sent", "answered", "status"] {
        assert!(
            deeds.iter().any(|known| known == deed),
            "{deed} in {deeds:?}"
        );
    }

    for (name, args) in [("masked.csv", &[][..]), ("whole.csv", &["--unmasked"][..])] {
        let csv = desk.file(name).display().to_string();
        branch
            .run(&[&["cases", "export-list", &csv], args].concat())
            .ended(0);
        let csv = fs::read_to_string(&csv).unwrap();
        assert_eq!(csv.lines().count(), 1 + 4, "{csv}");
        assert_eq!(
            csv.contains("3515144508680001"),
            name == "whole.csv",
            "{csv}"
        );
    }

    let zip = desk.file("case.zip").display().to_string();
    branch.run(&["cases", "export", &good_id, &zip]).ended(0);
    let exported = zip::ZipArchive::new(fs::File::open(&zip).unwrap()).unwrap();
    assert_eq!(
        exported.len(),
        2 + 3 + 2,
        "{:?}",
        exported.file_names().collect::<Vec<_>>()
    );
    branch
        .run(&["cases", "export", &good_id, &zip])
        .ended(2)
        .complained(&["is a file already"]);

    branch
        .run(&["cases", "erase", &good_id, "--reason", "asked"])
        .ended(2)
        .complained(&["--yes"]);
    branch
        .run(&["cases", "erase", &good_id, "--reason", " ", "--yes"])
        .ended(2);
    branch
        .run(&["cases", "erase", &good_id, "--reason", "asked", "--yes"])
        .ended(0);
    let erased = branch.case(&good_id);
    assert_eq!(
        (&erased["state"], &erased["name"]),
        (&"erased".into(), &"".into())
    );
    branch.run(&["history", "verify"]).ended(0);

    nothing_is_told(desk);
}

/// What the store holds is in no file and no complaint.
fn nothing_is_told(desk: &Desk) {
    for what in PERSONAL
        .into_iter()
        .chain(["nasabah1", "351514450868", "Selfie blurred"])
    {
        desk.never_complained(what);
        desk.never_kept(what.as_bytes());
    }
    desk.holds_no_picture();
    desk.never_kept(PDF);
    desk.never_told(SECRET);
}

#[test]
#[ignore = "a child of the test above"]
fn child_decides() {
    if !is_child() {
        return;
    }
    let branch = Branch::open();
    let lost = branch.add(1, "+drop+fast");
    let ran = branch
        .run(&["queue", "run", "--until-empty"])
        .ended(5)
        .complained(&["nobody knows", "cases arrived"]);
    assert_eq!(ran.json()["unconfirmed"], 1);
    assert_eq!(branch.state(&lost), "unconfirmed");
    // It is not sent again by itself, nor by a slip.
    let sent = branch.json(&["queue", "run", "--until-empty"]);
    assert_eq!(
        (&sent["accepted"], &sent["unconfirmed"]),
        (&0.into(), &0.into())
    );
    branch.run(&["queue", "retry", &lost]).ended(2);
    branch
        .run(&["queue", "send-again", &lost])
        .ended(2)
        .complained(&["could register the customer twice", "--yes"]);
    let queue = branch.json(&["queue", "list", "--json"]);
    assert_eq!(
        (count(&queue), &queue[0]["state"]),
        (1, &"unconfirmed".into())
    );
    assert!(queue[0]["sent_bytes"].as_u64().unwrap() > 10_000, "{queue}");
    assert_eq!(queue[0]["sent_bytes"], queue[0]["total_bytes"]);
    assert!(!text(&queue[0]["reason"]).is_empty());
    assert_eq!(branch.server.received().len(), 1);

    // A person sends it again: the server knows the customer, and that settles it.
    branch
        .run(&["queue", "send-again", &lost, "--yes"])
        .ended(0);
    branch.run(&["queue", "run"]);
    let settled = branch.case(&lost);
    assert_eq!(
        (&settled["state"], &settled["user_id"]),
        (&"pending".into(), &Value::Null)
    );
    // The vendor tells the id.
    let user_id = "ace50048-759a-5de5-8e7a-3f7c64e6fb48";
    branch
        .run(&["cases", "arrived", &lost, "--user-id", user_id])
        .ended(0);
    assert_eq!(branch.case(&lost)["user_id"], user_id);

    // Refused: the server has a rule that the program does not know of.
    let known = branch.add(2, "+fast");
    branch.run(&["queue", "run"]).ended(0);
    let elsewhere = Form::numbered(3, "+fast").with("email", "NASABAH2+fast@example.com");
    let elsewhere = elsewhere.write(&branch.desk);
    let added = branch.json(&["queue", "add", "--allow-duplicates", &elsewhere]);
    let refused = text(&added[0]["case_id"]);
    branch.run(&["queue", "run"]).ended(3);
    assert_eq!(branch.state(&refused), "refused");

    // Registered elsewhere: another data folder knows nothing of the customer but the id.
    let known_id = text(&branch.case(&known)["user_id"]);
    let same = branch.json(&["cases", "add-user-id", &known_id]);
    assert_eq!(same["case_id"], known.as_str());
    let elsewhere = Desk::new();
    elsewhere.add_profile("Cabang", &branch.server.base_url(), KEY, SECRET);
    let added = elsewhere
        .run(&["cases", "add-user-id", &known_id, "--profile", "Cabang"])
        .ended(0)
        .json();
    elsewhere
        .run(&["cases", "poll", "--once", "--profile", "Cabang"])
        .ended(0);
    let shown = elsewhere.run(&[
        "cases",
        "show",
        &text(&added["case_id"]),
        "--profile",
        "Cabang",
        "--json",
    ]);
    let shown = shown.ended(0).json();
    assert_eq!(
        (&shown["state"], &shown["email"]),
        (&"approved".into(), &"nasabah2+fast@example.com".into())
    );
    // The store of the first is still its own.
    assert_eq!(branch.state(&known), "pending");
}
