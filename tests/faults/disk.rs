//! A disk that is full, and a folder that cannot be written: a small file system in a name space of its own.

use std::fs;
use std::process::Command;

use super::kit::{PASSPHRASE, PROFILE, add, count, desk, run};
use crate::cli::kit::{Desk, Form, Ran};

/// Runs a script that may mount (as root, or where users have name spaces of their own; elsewhere it fails); `$1` is the program, `$2` the data folder, `run` gives it the passphrase.
fn run_mounted(desk: &Desk, script: &str) -> Ran {
    let script = format!(
        "run() {{ printf '{PASSPHRASE}\\n' | \"$program\" \"$@\" --profile {PROFILE} --passphrase-stdin; echo \"code $?\"; }}
        program=$1 home=$2\n{script}"
    );
    let inner = desk.command(&[]);
    let mut shell = Command::new("unshare");
    shell.args(["-rm", "sh", "-uc", &script, "sh"]);
    shell.arg(inner.get_program()).arg(desk.home()).env_clear();
    for (name, value) in inner.get_envs() {
        shell.env(name, value.unwrap());
    }
    shell
        .env("TCDX_DESK_LOG", "warn")
        .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    desk.ran(shell.output().unwrap())
}

#[test]
fn a_full_disk_is_told_and_what_was_kept_stays() {
    let desk = desk();
    for number in 1..=3 {
        // Larger than what is left on the disk.
        let form = Form::numbered(number, "")
            .with("id_photo", "id-card.jpg")
            .with("selfie_photo", "selfie.jpg");
        form.write_as(&desk, &format!("{number}.json"));
    }
    let ran = run_mounted(
        &desk,
        r#"
        cp "$home/profiles.toml" "$HOME/kept.toml"
        mount -t tmpfs -o size=12m none "$home" || exit 9
        cp "$HOME/kept.toml" "$home/profiles.toml"
        run queue add "$HOME/1.json"
        dd if=/dev/zero of="$home/filler" bs=64k 2>/dev/null || true
        run queue add "$HOME/2.json"
        truncate -s -300K "$home/filler"
        run queue add "$HOME/3.json"
        run cases list --json
        run history verify
        rm "$home/filler"
        run queue add "$HOME/2.json"
        run cases list --json
        run history verify
        "#,
    );
    let ran = ran.ended(0).complained(&["disk is full"]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let codes: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.strip_prefix("code "))
        .collect();
    assert_eq!(
        codes,
        ["0", "2", "2", "0", "0", "0", "0", "0"],
        "{}\n{}",
        ran.stdout,
        ran.stderr
    );
    let cases = lines.iter().filter(|line| line.contains("\"attempts\""));
    let counts: Vec<usize> = cases
        .map(|line| line.matches("\"case_id\"").count())
        .collect();
    assert_eq!(counts, [1, 2], "{}", ran.stdout);
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let desk = desk();
    add(&desk, 1);
    Form::numbered(2, "").write_as(&desk, "2.json");
    let ran = run_mounted(
        &desk,
        r#"
        mount --bind "$home" "$home" || exit 9
        mount -o remount,bind,ro "$home" || exit 9
        run queue add "$HOME/2.json"
        run cases list --json
        "#,
    );
    let ran = ran.ended(0).complained(&["cannot be written"]);
    let codes: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(codes, ["code 2", "code 2"], "{}", ran.stdout);
    assert_eq!(count(&desk), 1);
    run(&desk, &["history", "verify"]).ended(0);
    assert!(fs::metadata(desk.home()).unwrap().is_dir());
}
