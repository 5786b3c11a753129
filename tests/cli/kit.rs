//! Runs the program with nothing of the person's own session in its environment.

use std::cell::RefCell;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::{Map, Value, json};
use tcdx_desk::domain::FindingKind;
use tcdx_desk::samples;
use tcdx_desk::store::{self, Home, StoreError};
use tempfile::TempDir;

/// What of the sample customer must stay out of logs and files.
pub const PERSONAL: [&str; 6] = [
    "Siti Contoh",
    "3515144508680002",
    "siti.contoh",
    "Jalan Melati",
    "8123456789",
    "1968-08-05",
];

/// A data folder, a place for forms, and everything that was printed.
pub struct Desk {
    folder: TempDir,
    printed: RefCell<Vec<String>>,
    complained: RefCell<Vec<String>>,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            printed: RefCell::default(),
            complained: RefCell::default(),
        }
    }

    /// The data folder; it is not there before the first command.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, in English, with standard input empty. Only a test that runs inside a message bus of its own gives the
    /// program a bus: without an address it would look for the person's.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tcdx-desk"));
        command
            .args(args)
            .env_clear()
            .env("LANG", "en_US.UTF-8")
            .env("HOME", self.folder.path())
            .env("TCDX_DESK_HOME", self.home())
            .env("TCDX_DESK_LOG", "trace")
            .env("DBUS_SESSION_BUS_ADDRESS", self.bus())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn bus(&self) -> std::ffi::OsString {
        #[cfg(target_os = "linux")]
        if crate::keyring::is_child() {
            return std::env::var_os("DBUS_SESSION_BUS_ADDRESS").unwrap();
        }
        format!("unix:path={}/no-bus", self.folder.path().display()).into()
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.ran(self.command(args).output().unwrap())
    }

    /// Runs with this on standard input.
    pub fn run_with(&self, args: &[&str], input: &str) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        // A program that refuses its arguments does not wait for the input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        self.ran(child.wait_with_output().unwrap())
    }

    /// Runs through the shell, where `"$@"` is the program with its arguments.
    pub fn run_in_shell(&self, script: &str, args: &[&str]) -> Ran {
        let inner = self.command(args);
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", script, "sh"]).arg(inner.get_program());
        shell.args(inner.get_args()).env_clear();
        for (name, value) in inner.get_envs() {
            shell.env(name, value.unwrap());
        }
        self.ran(shell.output().unwrap())
    }

    pub fn ran(&self, output: Output) -> Ran {
        let ran = Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        let mut printed = self.printed.borrow_mut();
        printed.extend([ran.stdout.clone(), ran.stderr.clone()]);
        self.complained.borrow_mut().push(ran.stderr.clone());
        ran
    }

    /// This was never printed, and is in no file of the data folder.
    pub fn never_told(&self, what: &str) {
        for printed in self.printed.borrow().iter() {
            assert!(!printed.contains(what), "{what} in {printed}");
        }
        self.never_kept(what.as_bytes());
    }

    /// This was never complained or logged.
    pub fn never_complained(&self, what: &str) {
        for complaint in self.complained.borrow().iter() {
            assert!(!complaint.contains(what), "{what} in {complaint}");
        }
    }

    /// This is in no file of the data folder.
    pub fn never_kept(&self, what: &[u8]) {
        for file in files(&self.home()) {
            let bytes = fs::read(&file).unwrap();
            let found = bytes.windows(what.len()).any(|w| w == what);
            let what = String::from_utf8_lossy(what);
            assert!(!found, "{what} in {}", file.display());
        }
    }

    /// No file of the data folder begins a JPEG anywhere, nor holds a piece of a sample picture.
    pub fn holds_no_picture(&self) {
        for next in [0xc0, 0xc4, 0xdb, 0xe0, 0xe1, 0xfe] {
            // The length of a segment is below 2 KiB here; chance makes no five bytes in a store of this size.
            self.never_kept(&[0xff, 0xd8, 0xff, next, 0]);
        }
        let pictures = samples::pictures().map(|(_, bytes)| bytes);
        for bytes in pictures.chain([small()]) {
            let middle = bytes.len() / 2;
            self.never_kept(&bytes[middle..middle + 16]);
        }
    }

    /// Adds a live profile whose forms have one gesture: fewer pictures to fit, where a test does not depend on them. It
    /// needs a keyring.
    pub fn add_profile(&self, name: &str, base_url: &str, key: &str, secret: &str) {
        let add = [
            "profile",
            "add",
            name,
            "--base-url",
            base_url,
            "--api-key",
            key,
        ];
        self.run_with(&add, secret).ended(0);
        self.make_small(name);
    }

    /// Lets a profile take one gesture, and pictures of any size.
    pub fn make_small(&self, name: &str) {
        let home = Home::locate(Some(&self.home())).unwrap();
        store::profiles::update(&home, |profiles| -> Result<(), StoreError> {
            let profile = profiles.iter_mut().find(|profile| profile.name == name);
            let profile = profile.unwrap();
            profile.gesture_count = 1;
            let pictures = &mut profile.pictures;
            for limits in [
                &mut pictures.id_photo,
                &mut pictures.selfie,
                &mut pictures.gesture,
            ] {
                limits.min_long_side_px = 64;
                limits.min_short_side_px = 64;
            }
            Ok(())
        })
        .unwrap();
    }
}

/// All files below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// How a command ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// It ended with this exit code.
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// It complained with all of these words.
    #[track_caller]
    pub fn complained(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.stderr.contains(word), "no {word:?} in {}", self.stderr);
        }
        self
    }

    /// It printed nothing as a result.
    #[track_caller]
    pub fn without_result(self) -> Self {
        assert_eq!(self.stdout, "", "{}", self.stderr);
        self
    }

    /// The one JSON object that it printed.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "{}", self.stdout);
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// The lines of the complaint, without the log.
    pub fn complaints(&self) -> Vec<&str> {
        let is_log = |line: &&str| line.contains(" tcdx_desk::");
        self.stderr.lines().filter(|line| !is_log(line)).collect()
    }
}

/// The sample form, to be changed and written.
#[derive(Clone)]
pub struct Form(pub Map<String, Value>);

impl Form {
    /// The sample customer under another e-mail address, with another last digit of the NIK.
    pub fn of(email: &str, serial: u8) -> Self {
        let mut form: Map<String, Value> = serde_json::from_str(samples::customer_json()).unwrap();
        form["email"] = json!(email);
        form["id_number"] = json!(format!("35151445086800{serial:02}"));
        Self(form)
    }

    /// A customer like no other, with one gesture and pictures that are soon fitted: number 1 to 9999.
    pub fn numbered(number: u32, tags: &str) -> Self {
        let mut form = Self::of(&format!("nasabah{number}{tags}@example.com"), 2)
            .with("id_number", format!("351514450868{number:04}"))
            .with("mobile_no", format!("812{number:07}"))
            .with("id_photo", SMALL)
            .with("selfie_photo", SMALL)
            .with("gestures_photos", vec![SMALL])
            .with("kept_warnings", Value::Object(whatever_is_found()));
        form.0.remove("proof_of_address");
        form
    }

    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.0.insert(field.to_owned(), value.into());
        self
    }

    pub fn to_text(&self) -> String {
        serde_json::to_string(&self.0).unwrap()
    }

    /// The same as [`Form::write`] under another name.
    pub fn write_as(&self, desk: &Desk, name: &str) -> String {
        write_as(desk, name, &self.to_text())
    }

    /// Writes the form and the pictures beside it; gives the path of the form.
    pub fn write(&self, desk: &Desk) -> String {
        write(desk, &self.to_text())
    }
}

/// Reasons for keeping pictures of noise that are far too small, the same in every slot.
fn whatever_is_found() -> Map<String, Value> {
    let slots = ["id_photo", "selfie_photo", "gesture_0"];
    let keys = slots.into_iter().flat_map(|slot| {
        FindingKind::ALL
            .into_iter()
            .map(move |kind| format!("{slot}.{}", kind.name()))
    });
    keys.map(|key| (key, json!("noise, for a test"))).collect()
}

/// Writes a form file and the sample pictures beside it; gives its path.
pub fn write(desk: &Desk, text: &str) -> String {
    write_as(desk, "form.json", text)
}

fn write_as(desk: &Desk, name: &str, text: &str) -> String {
    let path = desk.file(name);
    fs::write(&path, text).unwrap();
    if desk.file(SMALL).exists() {
        return path.into_os_string().into_string().unwrap();
    }
    fs::write(desk.file(SMALL), small()).unwrap();
    for (name, bytes) in samples::pictures() {
        fs::write(desk.file(name), bytes).unwrap();
    }
    path.into_os_string().into_string().unwrap()
}

/// Name of a picture that is soon fitted.
pub const SMALL: &str = "small.jpg";

/// A small picture of noise.
pub fn small() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let mut noise = 1_u32;
        let picture = image::GrayImage::from_fn(160, 120, |_, _| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Luma([noise.to_be_bytes()[0]])
        });
        let mut bytes = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 60);
        let picture = image::DynamicImage::from(picture).to_rgb8();
        picture.write_with_encoder(encoder).unwrap();
        bytes
    })
}

/// A sandbox in a process of its own.
pub struct Server {
    child: Child,
    pub base_url: String,
    /// What it printed after its address.
    pub rest: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Server {
    pub fn start(desk: &Desk, args: &[&str]) -> Self {
        let listen = ["sandbox", "--listen", "127.0.0.1:0"];
        let mut child = desk.command(&[&listen, args].concat()).spawn().unwrap();
        let mut rest = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = rest.next().unwrap().unwrap();
        let start = line.find("http://").unwrap_or_else(|| panic!("{line}"));
        let end = line[start..].find(';').unwrap() + start;
        Self {
            base_url: line[start..end].to_owned(),
            child,
            rest,
        }
    }

    /// Ends it as Ctrl C does; gives its exit code.
    pub fn stop(mut self) -> Option<i32> {
        interrupt(&self.child);
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What Ctrl C does.
pub fn interrupt(child: &Child) {
    let ended = Command::new("/bin/kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(ended.success());
}
