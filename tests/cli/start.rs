//! What stands in the way of the window, on a display of its own: each gets a line that says what to do, and none a report
//! of a crash.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::kit::Desk;

/// Longest that a test waits for a window.
const PATIENCE: Duration = Duration::from_mins(1);

/// A display, with a home and a session's folder in which nothing is.
struct Display {
    desk: Desk,
    server: Child,
    name: String,
}

impl Display {
    fn new() -> Self {
        Self::with(&[])
    }

    /// With further arguments of the server.
    fn with(arguments: &[&str]) -> Self {
        crate::keyring::needs("Xvfb", "xvfb");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24"])
            .args(["-nolisten", "tcp"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        let said = server.stdout.take().unwrap();
        BufReader::new(said).read_line(&mut number).unwrap();
        let display = Self {
            desk: Desk::new(),
            server,
            name: format!(":{}", number.trim()),
        };
        for folder in ["session", "programs"] {
            fs::create_dir(display.desk.file(folder)).unwrap();
        }
        let private = fs::Permissions::from_mode(0o700);
        fs::set_permissions(display.session(), private).unwrap();
        // The desktop's own program for messages: notes what it is told.
        let zenity = display.desk.file("programs").join("zenity");
        let noted = display.shown();
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n", noted.display());
        fs::write(&zenity, script).unwrap();
        fs::set_permissions(&zenity, fs::Permissions::from_mode(0o700)).unwrap();
        display
    }

    fn session(&self) -> PathBuf {
        self.desk.file("session")
    }

    /// Where the desktop's programs are.
    fn programs(&self) -> String {
        self.desk.file("programs").display().to_string()
    }

    /// What the desktop's program for messages was told.
    fn shown(&self) -> PathBuf {
        self.desk.file("shown")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.desk.command(arguments);
        command
            .env("DISPLAY", &self.name)
            .env("PATH", self.desk.file("programs"))
            .env("XDG_RUNTIME_DIR", self.session())
            .env("TCDX_DESK_LOG", "off");
        command
    }

    /// The same after a script of the shell, with mounts that this process alone sees.
    fn command_apart(&self, script: &str) -> Command {
        let inner = self.command(&[]);
        let mut command = Command::new("/usr/bin/unshare");
        let is_root = fs::metadata("/proc/self").unwrap();
        if std::os::unix::fs::MetadataExt::uid(&is_root) != 0 {
            command.arg("--map-root-user");
        }
        command
            .args(["--mount", "/bin/sh", "-c"])
            .arg(format!("{script}\nexec \"$@\""))
            .arg("sh")
            .arg(inner.get_program())
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for (name, value) in inner.get_envs() {
            command.env(name, value.unwrap());
        }
        command
    }

    fn open(&self, arguments: &[&str]) -> Running {
        Running::of(self.command(arguments).spawn().unwrap())
    }

    /// Where a window of this session listens.
    fn sockets(&self) -> Vec<PathBuf> {
        let found = fs::read_dir(self.session()).unwrap();
        let mut found: Vec<PathBuf> = found.map(|entry| entry.unwrap().path()).collect();
        found.retain(|path| path.extension().is_some_and(|ending| ending == "socket"));
        found
    }

    /// Waits until the one window of this session comes when it is asked to.
    fn until_it_comes(&self) {
        let end = Instant::now() + PATIENCE;
        loop {
            let sockets = self.sockets();
            if sockets.len() == 1 && said(&sockets[0], "raise\n") == "done\n" {
                return;
            }
            assert!(Instant::now() < end, "no window came");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until the log of the window says so.
    fn until_logged(&self, words: &str) {
        let end = Instant::now() + PATIENCE;
        let logs = tcdx_desk::logs::log_files;
        let is_said = |path: &PathBuf| fs::read_to_string(path).unwrap().contains(words);
        while !logs(&self.desk.home().join("logs")).iter().any(is_said) {
            assert!(Instant::now() < end, "no {words:?} in the log");
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn has_no_report(&self) {
        let reports = self.desk.home().join("crash");
        assert!(!reports.exists(), "a missing part is no crash");
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// What a socket answers to this.
fn said(socket: &Path, line: &str) -> String {
    let mut answer = String::new();
    if let Ok(mut stream) = UnixStream::connect(socket) {
        stream
            .set_read_timeout(Some(Duration::from_secs(5)))
            .unwrap();
        // A window that does not like what it hears hangs up.
        let _ = stream.write_all(line.as_bytes());
        let _ = stream.read_to_string(&mut answer);
    }
    answer
}

/// A program that was started, with what it says on standard error.
struct Running {
    child: Child,
    lines: Receiver<String>,
    heard: String,
}

impl Running {
    fn of(mut child: Child) -> Self {
        let (said, lines) = sync_channel(1000);
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let read = move || {
            for line in stderr.lines().map_while(Result::ok) {
                if said.send(line).is_err() {
                    break;
                }
            }
        };
        thread::Builder::new().spawn(read).unwrap();
        Self {
            child,
            lines,
            heard: String::new(),
        }
    }

    /// Waits for a line with these words.
    #[track_caller]
    fn until(&mut self, words: &[&str]) {
        let end = Instant::now() + PATIENCE;
        while !words.iter().all(|word| self.heard.contains(word)) {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(line) = self.lines.recv_timeout(left) else {
                panic!("no {words:?} in {:?}", self.heard);
            };
            self.heard.push_str(&line);
            self.heard.push('\n');
        }
    }

    /// It goes on: a window is open.
    #[track_caller]
    fn stays(&mut self) {
        thread::sleep(Duration::from_millis(1500));
        let ended = self.child.try_wait().unwrap();
        assert!(ended.is_none(), "{ended:?} after {:?}", self.heard);
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("/bin/kill")
            .args([name, &self.child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }

    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

#[test]
fn a_second_start_raises_the_first_window_and_ends() {
    let display = Display::new();
    let mut first = display.open(&[]);
    display.until_it_comes();
    let second = display.command(&[]).output().unwrap();
    let second = display.desk.ran(second).ended(0);
    second.complained(&["brought to the front"]);
    first.stays();
    // So does one with a form file, which the first window opens as a draft.
    let form = display.desk.file("a.tcdxform");
    fs::write(&form, r#"{"name": "Siti Rahmawati"}"#).unwrap();
    let third = display.command(&[form.to_str().unwrap()]).output().unwrap();
    display.desk.ran(third).ended(0);
    display.until_logged("a form file was opened");
    // Others may not even knock, and nothing else is understood.
    let [socket] = display.sockets().try_into().unwrap();
    let mode = fs::metadata(&socket).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    for line in [
        "open passwd\n",
        "read /etc/passwd\n",
        "\n",
        &"r".repeat(5000),
    ] {
        assert_eq!(said(&socket, line), "");
    }
    // Commands run beside the window, and another folder has a window of its own.
    display.desk.run(&["profile", "list"]).ended(0);
    let other = display.desk.file("other");
    let mut beside = display.open(&["--home", other.to_str().unwrap()]);
    let end = Instant::now() + PATIENCE;
    while display.sockets().len() < 2 {
        assert!(Instant::now() < end, "{}", beside.heard);
        thread::sleep(Duration::from_millis(50));
    }
    beside.stays();
    beside.kill();
    // A window that was killed is in nobody's way, though its socket is still there.
    first.kill();
    assert!(socket.exists());
    fs::remove_file(
        display
            .sockets()
            .iter()
            .find(|path| **path != socket)
            .unwrap(),
    )
    .unwrap();
    let mut third = display.open(&[]);
    display.until_it_comes();
    third.stays();
}

#[test]
fn a_window_that_hangs_is_told_after_some_seconds() {
    let display = Display::new();
    let first = display.open(&[]);
    display.until_it_comes();
    first.signal("-STOP");
    let began = Instant::now();
    let mut second = display.open(&[]);
    second.until(&["its window does not answer", "Task Manager"]);
    let took = began.elapsed();
    assert!(took < Duration::from_secs(15), "{took:?}");
    second.stays();
    second.kill();
    first.signal("-CONT");
    display.until_it_comes();
}

/// For the shell: puts something that is no library in the place of every file of this library.
fn hide(stem: &str) -> String {
    format!(
        "PATH=/usr/sbin:/usr/bin:/bin\nfor file in /usr/lib/*/{stem}.so* /usr/lib64/{stem}.so*; do\n\
         [ ! -f \"$file\" ] || mount --bind /etc/hostname \"$file\" || exit 77\ndone"
    )
}

#[test]
fn a_missing_library_is_named_with_its_package_on_the_terminal_and_on_the_desktop() {
    for (library, package) in [
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libXi.so.6", "libxi6"),
    ] {
        let display = Display::new();
        let stem = library.split(".so").next().unwrap();
        let script = format!("{}\nPATH={}", hide(stem), display.programs());
        let ran = display.command_apart(&script).output().unwrap();
        let ran = display.desk.ran(ran).ended(2);
        let ran = ran.complained(&["is not on this computer", library]);
        let ran = ran.complained(&[&format!("apt install {package}”"), "dnf install"]);
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
        let shown = fs::read_to_string(display.shown()).unwrap();
        for word in ["--error", "--no-markup", library, package] {
            assert!(shown.contains(word), "no {word} in {shown}");
        }
        let home = display.desk.home();
        assert!(!shown.contains(home.to_str().unwrap()), "{shown}");
        display.has_no_report();
    }
}

#[test]
fn a_missing_library_is_named_too_where_something_else_stops_the_start() {
    let display = Display::new();
    fs::write(display.desk.home(), "a file").unwrap();
    let script = format!("{}\nPATH={}", hide("libxkbcommon-x11"), display.programs());
    let ran = display.command_apart(&script).output().unwrap();
    let ran = display.desk.ran(ran).ended(2);
    let ran = ran.complained(&["is not a folder", "libxkbcommon-x11.so.0"]);
    assert_eq!(ran.stderr.lines().count(), 2, "{}", ran.stderr);
    let shown = fs::read_to_string(display.shown()).unwrap();
    assert!(shown.contains("libxkbcommon-x11-0"), "{shown}");
}

#[test]
fn a_driver_without_opengl_gets_a_window_all_the_same() {
    let display = Display::with(&["-extension", "GLX"]);
    let mut command = display.command(&[]);
    command.env("__EGL_VENDOR_LIBRARY_FILENAMES", "/dev/null");
    let mut window = Running::of(command.spawn().unwrap());
    window.until(&["no OpenGL", "--software-rendering"]);
    display.until_it_comes();
    window.stays();
}

#[test]
fn without_any_opengl_it_is_said_once_and_what_to_install() {
    let display = Display::with(&["-extension", "GLX"]);
    // Mesa's way is not there either.
    let script = "/bin/mount -t tmpfs none /usr/share/glvnd/egl_vendor.d || exit 77";
    let mut command = display.command_apart(script);
    command.env("__EGL_VENDOR_LIBRARY_FILENAMES", "/dev/null");
    let ran = display.desk.ran(command.output().unwrap()).ended(2);
    let ran = ran.complained(&["could not be drawn without the driver", "libgl1-mesa-dri"]);
    assert_eq!(ran.stderr.lines().count(), 2, "{}", ran.stderr);
    assert!(
        fs::read_to_string(display.shown())
            .unwrap()
            .contains("libgl1-mesa-dri")
    );
    display.has_no_report();
}

#[test]
fn a_display_that_is_gone_is_told_without_a_place_in_any_source() {
    let display = Display::new();
    let mut command = display.command(&[]);
    command.env("DISPLAY", ":9999");
    let ran = display.desk.ran(command.output().unwrap()).ended(2);
    let ran = ran.complained(&["The display of this session cannot be reached"]);
    assert!(!ran.stderr.contains(".rs"), "{}", ran.stderr);
}

#[test]
fn a_home_that_cannot_be_written_gets_a_window_and_a_command_a_line() {
    let display = Display::new();
    let words = ["is not a folder", "--home"];
    fs::write(display.desk.home(), "a file").unwrap();
    display
        .desk
        .run(&["profile", "list"])
        .ended(2)
        .complained(&words);
    let mut window = display.open(&[]);
    window.until(&words);
    window.stays();
    assert_eq!(fs::read_to_string(display.desk.home()).unwrap(), "a file");
    assert!(display.sockets().is_empty());
}

#[test]
fn a_medium_that_is_mounted_read_only_is_named_as_such() {
    let display = Display::new();
    fs::create_dir(display.desk.home()).unwrap();
    let script = format!(
        "/bin/mount --bind '{0}' '{0}' && /bin/mount -o remount,ro,bind '{0}' || exit 77",
        display.desk.home().display()
    );
    let mut command = display.command_apart(&script);
    command.env("LANG", "id_ID.UTF-8");
    let mut window = Running::of(command.spawn().unwrap());
    window.until(&["tidak dapat ditulisi", "hanya dapat dibaca"]);
    window.stays();
}

#[test]
fn what_this_version_cannot_read_is_left_alone_and_told_by_its_place() {
    let display = Display::new();
    fs::create_dir(display.desk.home()).unwrap();
    for (file, text, words) in [
        (
            "settings.toml",
            "theme = \n",
            ["damaged: line 1, column 9", "Mend"],
        ),
        (
            "settings.toml",
            "theme = \"dark\"\ncolour = 1\n",
            ["“colour”", "update the program"],
        ),
        (
            "profiles.toml",
            "[[profile]]\nname = 3\n",
            ["damaged: line 2", "Mend"],
        ),
        (
            "profiles.toml",
            "version = 9\n",
            ["“version”", "update the program"],
        ),
    ] {
        let path = display.desk.home().join(file);
        fs::write(&path, text).unwrap();
        display
            .desk
            .run(&["profile", "list"])
            .ended(2)
            .complained(&words);
        let mut window = display.open(&[]);
        window.until(&words);
        window.stays();
        window.kill();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        fs::remove_file(path).unwrap();
    }
}
