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
        .env("CFLAGS", "-O0")
        .env("SOURCE_DATE_EPOCH", "1795639619")
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
        "auditable build --release --locked --bin tcdx-desk --bin tcdx-desk-console --features one,two --target x86_64-pc-windows-gnu"
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
    for name in ["TCDX_DESK_COMMIT", "TCDX_DESK_COMMIT_DATE"] {
        assert!(
            variable(name).is_some_and(|value| !value.is_empty()),
            "{name}"
        );
    }
    assert_eq!(variable("CFLAGS"), None, "Windows has its own guards");
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
        Some("auditable build --release --locked --bin tcdx-desk")
    );
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(stdout.trim_end(), "/tmp/elsewhere/release/tcdx-desk");
    let (_, called) = run(&["--not-auditable"]);
    assert_eq!(
        called.unwrap().lines().next(),
        Some("build --release --locked --bin tcdx-desk")
    );
}

#[test]
fn a_release_without_its_list_of_dependencies_is_not_built() {
    let folder = tempfile::tempdir().unwrap();
    let cargo = folder.path().join("cargo");
    // As cargo answers where the subcommand is not installed.
    fs::write(&cargo, "#!/bin/sh\n[ \"$1\" != auditable ] || exit 101\n").unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    let output = Command::new(script_path())
        .env("PATH", format!("{}:{path}", folder.path().display()))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(4));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.contains("cargo install --locked cargo-auditable"),
        "{stderr}"
    );
}

fn script(name: &str) -> Command {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("packaging")
        .join(name);
    Command::new(path)
}

#[test]
fn the_bill_of_materials_is_the_same_each_time_and_names_what_it_must() {
    let folder = tempfile::tempdir().unwrap();
    let made: Vec<String> = ["one.json", "two.json"]
        .map(|name| folder.path().join(name))
        .iter()
        .map(|path| {
            let output = script("sbom.sh")
                .arg(path)
                .env("SOURCE_DATE_EPOCH", "1764028800")
                .output()
                .unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            fs::read_to_string(path).unwrap()
        })
        .collect();
    assert_eq!(made[0], made[1]);
    let bom: serde_json::Value = serde_json::from_str(&made[0]).unwrap();
    assert_eq!(bom["bomFormat"], "CycloneDX");
    assert_eq!(bom["specVersion"], "1.5");
    assert_eq!(bom["version"], 1);
    assert_eq!(bom["metadata"]["timestamp"], "2025-11-25T00:00:00Z");
    assert_eq!(bom["metadata"]["component"]["name"], "tcdx-desk");
    assert!(
        bom["serialNumber"]
            .as_str()
            .unwrap()
            .starts_with("urn:uuid:")
    );
    let components = bom["components"].as_array().unwrap();
    let crates = tcdx_desk::licences::text()
        .split("\n=== Crates\n")
        .nth(1)
        .unwrap();
    assert_eq!(
        components.len(),
        crates.lines().take_while(|line| !line.is_empty()).count()
    );
    let refs: std::collections::BTreeSet<&str> = components
        .iter()
        .map(|part| part["bom-ref"].as_str().unwrap())
        .collect();
    assert_eq!(refs.len(), components.len());
    for part in components {
        assert_eq!(part["type"], "library");
        assert!(part["purl"].as_str().unwrap().starts_with("pkg:cargo/"));
        assert_eq!(part["hashes"][0]["content"].as_str().unwrap().len(), 64);
        assert!(part["licenses"][0]["expression"].is_string(), "{part}");
    }
    for used in bom["dependencies"].as_array().unwrap() {
        let mut names = used["dependsOn"].as_array().unwrap().iter();
        assert!(
            names.all(|name| refs.contains(name.as_str().unwrap())),
            "{used}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_release_file_is_one_that_the_program_takes() {
    use tcdx_desk::desk::release::{Verdict, check_key, judge};
    crate::keyring::needs("minisign", "minisign");
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let made = Command::new("minisign")
        .args(["-G", "-W", "-p"])
        .arg(at("key.pub"))
        .arg("-s")
        .arg(at("key.sec"))
        .output()
        .unwrap();
    assert!(made.status.success());
    fs::write(at("id.txt"), "Daftar \"lebih\" cepat.\n").unwrap();
    let make = |download: &str| {
        script("release-file.sh")
            .args([
                "--download",
                download,
                "--date",
                "2026-12-01",
                "--valid-days",
                "31",
                "--key",
            ])
            .arg(at("key.sec"))
            .arg("--notes-id")
            .arg(at("id.txt"))
            .arg("--out")
            .arg(at("out"))
            .output()
            .unwrap()
    };
    assert_eq!(make("http://example.com/").status.code(), Some(2));
    assert!(!at("out").exists());
    let output = make("https://example.com/tcdx-desk");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let file = fs::read(at("out/release.toml")).unwrap();
    let signature = fs::read(at("out/release.toml.minisig")).unwrap();
    let public = fs::read_to_string(at("key.pub")).unwrap();
    let key = check_key(public.lines().nth(1).unwrap()).unwrap();
    let on = |day: &str| {
        let running = "0.0.1".parse().unwrap();
        judge(&key, &file, &signature, &running, day.parse().unwrap()).unwrap()
    };
    let Verdict::Newer(found) = on("2027-01-01") else {
        panic!("no offer");
    };
    assert_eq!(found.version.to_string(), env!("CARGO_PKG_VERSION"));
    assert_eq!(found.date.to_string(), "2026-12-01");
    assert_eq!(found.notes.id, "Daftar \"lebih\" cepat.");
    assert!(
        found.notes.en.contains("The registration form"),
        "{}",
        found.notes.en
    );
    assert!(matches!(on("2027-01-02"), Verdict::Expired(_)));
}
#[cfg(target_os = "linux")]
#[test]
fn c_code_is_guarded_and_names_neither_a_folder_nor_the_time_of_this_computer() {
    let (output, called) = run(&[]);
    assert!(output.status.success());
    let called = called.unwrap();
    for line in [
        "CFLAGS=-fstack-protector-strong -D_FORTIFY_SOURCE=2",
        "OPENSSL_CONFIG_DIR=/nonexistent",
        "GNUMAKEFLAGS=MODULESDIR=/nonexistent ENGINESDIR=/nonexistent",
        "SOURCE_DATE_EPOCH=1795639619",
    ] {
        assert!(called.lines().any(|known| known == line), "{called}");
    }
}
