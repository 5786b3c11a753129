//! The vault against a real Secret Service (gnome-keyring on a message bus of its own), and against none.
//!
//! The keyring library remembers how its first start went, so each case runs in a process of its own: a test starts this
//! very binary again, with nothing of the person's session in its environment, and asks for one of the children below.

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tcdx_desk::vault::{DeskVault, Kept, KeyringVault, Secret, Vault, VaultError};

/// Tells a child that it is one. A child that is run by itself does nothing: it would touch the person's own keyring.
pub const CHILD: &str = "TCDX_KEYRING_CHILD";

const SECRET: &str = "rahasia-é-4711-0123456789abcdef";

/// Long enough for a slow machine; a child that waits for a prompt never ends by itself.
const LIMIT: Duration = Duration::from_mins(2);

pub const UNLOCKED: &str =
    r#"eval "$(printf %s pw | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)""#;
const LOCKED: &str = r#"eval "$(gnome-keyring-daemon --start --components=secrets 2>/dev/null)""#;

/// A home and a runtime folder in which nothing is.
pub struct Session {
    home: tempfile::TempDir,
    runtime: tempfile::TempDir,
}

impl Session {
    pub fn new() -> Self {
        let runtime = tempfile::tempdir().unwrap();
        fs::set_permissions(runtime.path(), fs::Permissions::from_mode(0o700)).unwrap();
        Self {
            home: tempfile::tempdir().unwrap(),
            runtime,
        }
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.runtime.path())
            .env(CHILD, "1")
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs children, one process each, on a bus of their own with a keyring started so. Gives what they printed.
    pub fn with_keyring(&self, start: &str, children: &[&str]) -> String {
        self.with_keyring_for(start, children, LIMIT, &[])
    }

    /// The same with a time limit and variables for the children.
    pub fn with_keyring_for(
        &self,
        start: &str,
        children: &[&str],
        limit: Duration,
        variables: &[(&str, String)],
    ) -> String {
        needs("dbus-run-session", "dbus");
        needs("gnome-keyring-daemon", "gnome-keyring");
        let script = format!(
            "{start}\nfor child; do \"$0\" --ignored --exact --nocapture \"$child\" || exit 1; done"
        );
        let running = self
            .command(Path::new("dbus-run-session"))
            .args(["--", "bash", "-c", &script])
            .arg(std::env::current_exe().unwrap())
            .args(children)
            .envs(variables.iter().map(|(name, value)| (*name, value)))
            .spawn()
            .unwrap();
        let output = wait(running, limit);
        passed(&output, children.len());
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

pub fn needs(program: &str, packages: &str) {
    let found = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
        .any(|folder| folder.join(program).is_file());
    assert!(
        found,
        "{program} is needed for this test: apt-get install {packages}"
    );
}

/// Waits for the end. Both pipes are emptied meanwhile, so that nobody waits for room in them.
fn wait(mut running: Child, limit: Duration) -> Output {
    let stdout = empty(running.stdout.take().unwrap());
    let stderr = empty(running.stderr.take().unwrap());
    let started = Instant::now();
    let status = loop {
        if let Some(status) = running.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > limit {
            // The whole group: the bus and the shell too.
            let group = format!("-{}", running.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let stdout = stdout.join().unwrap();
            let stdout = String::from_utf8_lossy(&stdout);
            panic!("no end after {limit:?}\n{stdout}");
        }
        thread::sleep(Duration::from_millis(20));
    };
    Output {
        status,
        stdout: stdout.join().unwrap(),
        stderr: stderr.join().unwrap(),
    }
}

#[allow(clippy::disallowed_methods)] // A pipe of another program, not work of this one.
fn empty(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        bytes
    })
}

/// Every child ran, and passed: a name that fits no test would pass too.
fn passed(output: &Output, children: usize) {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stdout}\n{stderr}");
    let ran = stdout.matches("test result: ok. 1 passed").count();
    assert_eq!(ran, children, "{stdout}\n{stderr}");
    assert!(!stdout.contains(SECRET) && !stderr.contains(SECRET));
}

pub fn is_child() -> bool {
    std::env::var_os(CHILD).is_some()
}

fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

fn exposed(vault: &dyn Vault, profile: &str) -> Option<String> {
    let found = vault.get(profile).unwrap();
    found.map(|secret| secret.expose().to_owned())
}

/// True if a file below the folder holds the bytes.
pub fn holds(folder: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            return holds(&entry.path(), bytes);
        }
        kind.is_file()
            && fs::read(entry.path())
                .unwrap()
                .windows(bytes.len())
                .any(|w| w == bytes)
    })
}

#[test]
fn a_real_keyring_keeps_the_secret_over_processes() {
    let session = Session::new();
    let children = ["keyring::child_keeps", "keyring::child_finds_and_removes"];
    session.with_keyring(UNLOCKED, &children);
    let keyrings = session.home.path().join(".local/share/keyrings");
    assert!(keyrings.is_dir(), "the keyring was not this session's");
    assert!(!holds(session.home.path(), SECRET.as_bytes()));
}

#[test]
fn a_locked_keyring_is_told_and_the_secret_is_kept_for_the_session() {
    let session = Session::new();
    session.with_keyring(UNLOCKED, &["keyring::child_keeps"]);
    session.with_keyring(LOCKED, &["keyring::child_is_locked_out"]);
    assert!(!holds(session.home.path(), SECRET.as_bytes()));
}

#[test]
fn without_a_bus_the_secret_is_kept_for_the_session() {
    let session = Session::new();
    let running = session
        .command(&std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture"])
        .arg("keyring::child_without_a_keyring")
        .env(
            "DBUS_SESSION_BUS_ADDRESS",
            format!("unix:path={}/bus", session.runtime.path().display()),
        )
        .spawn()
        .unwrap();
    passed(&wait(running, LIMIT), 1);
    assert!(!holds(session.home.path(), SECRET.as_bytes()));
    assert!(!holds(session.runtime.path(), SECRET.as_bytes()));
}

#[test]
fn with_a_bus_and_no_keyring_the_secret_is_kept_for_the_session() {
    let session = Session::new();
    needs("dbus-run-session", "dbus");
    // A bus that knows no service to start: the usual one starts a keyring by itself.
    let config = session.runtime.path().join("bus.conf");
    let text = format!(
        "<busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>\
         <policy context=\"default\"><allow send_destination=\"*\"/><allow eavesdrop=\"false\"/>\
         <allow own=\"*\"/></policy></busconfig>",
        session.runtime.path().display()
    );
    fs::write(&config, text).unwrap();
    let running = session
        .command(Path::new("dbus-run-session"))
        .arg("--config-file")
        .arg(&config)
        .arg("--")
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture"])
        .arg("keyring::child_without_a_keyring")
        .spawn()
        .unwrap();
    passed(&wait(running, LIMIT), 1);
}

#[test]
#[ignore = "a child of the tests above"]
fn child_keeps() {
    if !is_child() {
        return;
    }
    let vault = DeskVault::default();
    vault.check().unwrap();
    assert!(vault.get("Cabang é").unwrap().is_none());
    vault.remove("Cabang é").unwrap();
    assert_eq!(vault.store("Cabang é", &secret("old")), Ok(Kept::Keyring));
    assert_eq!(vault.store("Cabang é", &secret(SECRET)), Ok(Kept::Keyring));
    assert_eq!(vault.store("Other", &secret("other")), Ok(Kept::Keyring));
    // Not from memory: this vault has none.
    assert_eq!(
        exposed(&KeyringVault::default(), "Cabang é").unwrap(),
        SECRET
    );
    let longest = "s".repeat(tcdx_desk::vault::MAX_SECRET_BYTES);
    assert_eq!(vault.store("Long", &secret(&longest)), Ok(Kept::Keyring));
    assert_eq!(exposed(&KeyringVault::default(), "Long").unwrap(), longest);
    vault.remove("Long").unwrap();
}

#[test]
#[ignore = "a child of the tests above"]
fn child_finds_and_removes() {
    if !is_child() {
        return;
    }
    let vault = DeskVault::default();
    assert_eq!(
        exposed(&KeyringVault::default(), "Cabang é").unwrap(),
        SECRET
    );
    let found = vault.get("Cabang é").unwrap().unwrap();
    assert_eq!(found.expose(), SECRET);
    vault.remove("Cabang é").unwrap();
    assert!(vault.get("Cabang é").unwrap().is_none());
    assert!(vault.get("Long").unwrap().is_none());
    assert_eq!(exposed(&KeyringVault::default(), "Other").unwrap(), "other");
}

#[test]
#[ignore = "a child of the tests above"]
fn child_is_locked_out() {
    if !is_child() {
        return;
    }
    let vault = DeskVault::default();
    assert_eq!(vault.check(), Err(VaultError::Locked));
    assert_eq!(vault.get("Cabang é").unwrap_err(), VaultError::Locked);
    assert_eq!(vault.remove("Cabang é"), Err(VaultError::Locked));
    let kept = vault.store("Cabang é", &secret(SECRET));
    assert_eq!(kept, Ok(Kept::SessionOnly(VaultError::Locked)));
    assert_eq!(vault.get("Cabang é").unwrap().unwrap().expose(), SECRET);
}

#[test]
#[ignore = "a child of the tests above"]
fn child_without_a_keyring() {
    if !is_child() {
        return;
    }
    let vault = DeskVault::default();
    assert_eq!(vault.check(), Err(VaultError::NoStore));
    assert_eq!(vault.get("Cabang").unwrap_err(), VaultError::NoStore);
    let kept = vault.store("Cabang", &secret(SECRET));
    assert_eq!(kept, Ok(Kept::SessionOnly(VaultError::NoStore)));
    assert_eq!(vault.get("Cabang").unwrap().unwrap().expose(), SECRET);
    vault.remove("Cabang").unwrap();
    assert_eq!(vault.get("Cabang").unwrap_err(), VaultError::NoStore);
}
