//! The release script: what it refuses, and what it asks of cargo.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the script with a cargo that only writes down how it was called.
fn run(arguments: &[&str]) -> (Output, Option<String>) {
    let folder = tempfile::tempdir().unwrap();
    let cargo = folder.path().join("cargo");
    let called = folder.path().join("called");
    let script = format!(
        "#!/bin/sh\n{{ printf '%s\\n' \"$*\"; env; }} > '{}'\n",
        called.display()
    );
    fs::write(&cargo, script).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    let output = Command::new(script_path())
        .args(arguments)
        .env("PATH", format!("{}:{path}", folder.path().display()))
        .env("CARGO_HOME", "/home/some one/.cargo")
        .env("RUSTFLAGS", "-C opt-level=0")
        .env("CARGO_TARGET_DIR", "/tmp/elsewhere")
        .output()
        .unwrap();
    (output, fs::read_to_string(called).ok())
}

fn script_path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/build-release.sh")
}

#[test]
fn a_release_with_inspection_is_refused_before_anything_is_built() {
    for arguments in [
        &["--features", "inspection"][..],
        &["--features=inspection"],
        &["--features", "other,inspection"],
        &["--features", "other inspection"],
        &["--features", "other\ninspection"],
        &["--features", "other", "--features", "inspection"],
        &["--features", "eframe/inspection"],
        &[
            "--features",
            "inspection",
            "--target",
            "x86_64-pc-windows-msvc",
        ],
    ] {
        let (output, called) = run(arguments);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert_eq!(called, None, "{arguments:?}");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains("'inspection'"), "{stderr}");
    }
}

#[test]
fn what_the_script_does_not_know_is_refused() {
    for arguments in [
        &["--all-features"][..],
        &["-F", "inspection"],
        &["--", "--features", "inspection"],
        &["--features"],
        &["inspection"],
    ] {
        let (output, called) = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(called, None, "{arguments:?}");
    }
}

#[test]
fn a_release_is_locked_and_names_no_folder_of_this_computer() {
    let (output, called) = run(&["--features", "one two", "--target", "x86_64-pc-windows-gnu"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{stderr}");
    let called = called.unwrap();
    let first = called.lines().next().unwrap();
    assert_eq!(
        first,
        "build --release --locked --bin tcdx-desk --bin tcdx-desk-console --features one,two --target x86_64-pc-windows-gnu"
    );
    let variable = |name: &str| {
        called
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name}=")))
    };
    let flags: Vec<_> = variable("CARGO_ENCODED_RUSTFLAGS")
        .unwrap()
        .split('\x1f')
        .collect();
    let root = env!("CARGO_MANIFEST_DIR");
    assert_eq!(
        flags,
        [
            format!("--remap-path-prefix={root}=/tcdx-desk"),
            "--remap-path-prefix=/tmp/elsewhere=/target".to_owned(),
            "--remap-path-prefix=/home/some one/.cargo=/cargo".to_owned(),
        ]
    );
    assert_eq!(variable("TCDX_DESK_PACKAGING"), Some("1"));
    assert_eq!(variable("RUSTFLAGS"), None);
    assert!(variable("TCDX_DESK_COMMIT").is_some_and(|commit| !commit.is_empty()));
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        stdout.trim_end(),
        "/tmp/elsewhere/x86_64-pc-windows-gnu/release/tcdx-desk.exe"
    );
}

/// A branch's computer need not have Microsoft's C library, and the file does not tell when it was built.
#[test]
fn a_release_for_windows_brings_its_c_library() {
    let (output, called) = run(&["--target", "x86_64-pc-windows-msvc"]);
    assert!(output.status.success());
    let called = called.unwrap();
    let flags = called
        .lines()
        .find(|line| line.starts_with("CARGO_ENCODED_RUSTFLAGS="));
    let flags = flags.unwrap().split('\x1f').collect::<Vec<_>>();
    assert_eq!(
        flags[flags.len() - 2..],
        ["-Ctarget-feature=+crt-static", "-Clink-arg=/Brepro"]
    );
}

#[test]
fn a_plain_release_needs_no_arguments() {
    let (output, called) = run(&[]);
    assert!(output.status.success());
    assert_eq!(
        called.unwrap().lines().next(),
        Some("build --release --locked --bin tcdx-desk")
    );
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(stdout.trim_end(), "/tmp/elsewhere/release/tcdx-desk");
}
