//! The log files and the memory of the program, as processes.

use std::fs;

use tcdx_desk::logs::log_files;

use crate::cli::kit::Desk;

fn log(desk: &Desk) -> String {
    let files = log_files(&desk.home().join("logs"));
    files
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

#[test]
fn a_command_tells_its_beginning_and_its_end_in_a_file() {
    let desk = Desk::new();
    desk.run(&["profile", "list"]).ended(0);
    let log = log(&desk);
    for part in [
        "start command=profile",
        env!("CARGO_PKG_VERSION"),
        "end exit=0",
    ] {
        assert!(log.contains(part), "{log}");
    }
    let first = log.lines().next().unwrap();
    let (time, _) = first.split_once(' ').unwrap();
    assert!(
        time.ends_with('Z') && time.parse::<jiff::Timestamp>().is_ok(),
        "{first}"
    );
}

#[test]
fn nothing_is_written_when_it_is_off() {
    let desk = Desk::new();
    fs::create_dir_all(desk.home()).unwrap();
    fs::write(desk.home().join("settings.toml"), "log_level = \"off\"\n").unwrap();
    desk.run(&["profile", "list"]).ended(0);
    assert_eq!(log(&desk), "");
}

#[test]
fn a_folder_that_cannot_be_written_is_told_once_and_the_program_goes_on() {
    let desk = Desk::new();
    fs::create_dir_all(desk.home()).unwrap();
    fs::write(desk.home().join("logs"), "in the way").unwrap();
    let ran = desk.run(&["profile", "list"]).ended(0);
    assert_eq!(ran.stdout, "* Training\n");
    assert_eq!(
        ran.stderr.matches("log cannot be written").count(),
        1,
        "{}",
        ran.stderr
    );
    assert_eq!(fs::read(desk.home().join("logs")).unwrap(), b"in the way");
}

#[test]
fn a_bundle_is_written_and_told_and_never_over_another_file() {
    let desk = Desk::new();
    let file = desk.file("bundle.zip");
    let args = ["doctor", "--bundle", file.to_str().unwrap()];
    let ran = desk.run(&args);
    for inside in [
        "README.txt",
        "system.txt",
        "doctor.txt",
        "settings.toml",
        "files.txt",
        "logs/",
    ] {
        assert!(ran.stdout.contains(inside), "{}", ran.stdout);
    }
    let before = fs::read(&file).unwrap();
    desk.run(&args).ended(2);
    assert_eq!(fs::read(&file).unwrap(), before);
}

/// A process that crashes leaves no memory behind: no core file, and nothing for a program that collects them.
#[cfg(target_os = "linux")]
#[test]
fn a_crash_leaves_no_core() {
    use std::os::unix::process::ExitStatusExt;
    use std::process::Command;

    let desk = Desk::new();
    let mut child = desk
        .command(&["sandbox", "--listen", "127.0.0.1:0"])
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut stdout = std::io::BufReader::new(child.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut stdout, &mut line).unwrap();
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let words: Vec<&str> = core.unwrap().split_whitespace().collect();
    assert_eq!(words[4..6], ["1", "1"], "{limits}");
    let killed = Command::new("/bin/kill")
        .args(["-ABRT", &child.id().to_string()])
        .status();
    assert!(killed.unwrap().success());
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(6));
    assert!(!status.core_dumped());
}
