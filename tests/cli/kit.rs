//! Runs the program with nothing of the person's own session in its environment.

use std::cell::RefCell;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Map, Value, json};
use tcdx_desk::samples;
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
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            printed: RefCell::default(),
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
        ran
    }

    /// This was never printed, and is in no file of the data folder.
    pub fn never_told(&self, what: &str) {
        for printed in self.printed.borrow().iter() {
            assert!(!printed.contains(what), "{what} in {printed}");
        }
        for file in files(&self.home()) {
            let bytes = fs::read(&file).unwrap();
            let found = bytes.windows(what.len()).any(|w| w == what.as_bytes());
            assert!(!found, "{what} in {}", file.display());
        }
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

    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.0.insert(field.to_owned(), value.into());
        self
    }

    pub fn to_text(&self) -> String {
        serde_json::to_string(&self.0).unwrap()
    }

    /// Writes the form and the pictures beside it; gives the path of the form.
    pub fn write(&self, desk: &Desk) -> String {
        write(desk, &self.to_text())
    }
}

/// Writes a form file and the sample pictures beside it; gives its path.
pub fn write(desk: &Desk, text: &str) -> String {
    let path = desk.file("form.json");
    fs::write(&path, text).unwrap();
    for (name, bytes) in samples::pictures() {
        fs::write(desk.file(name), bytes).unwrap();
    }
    path.into_os_string().into_string().unwrap()
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
