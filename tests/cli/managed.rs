//! The managed configuration as the commands see it. The system's own place is not touched: the variable names the file,
//! or a mount in a namespace of its own puts one there.

use std::fs;
use std::process::Command;

use super::kit::{Desk, Ran};

const PROFILE: &str = "[[profile]]\nname = \"Cabang\"\nkind = \"live\"\nbase_url = \"https://pusat.example\"\n\
                       api_key = \"k\"\n";

fn write(desk: &Desk, text: &str) {
    fs::write(desk.file("config.toml"), text).unwrap();
}

/// Runs with the file as the one to try out.
fn run(desk: &Desk, args: &[&str]) -> Ran {
    let mut command = desk.command(args);
    command.env("TCDX_DESK_TRY_CONFIG", desk.file("config.toml"));
    desk.ran(command.output().unwrap())
}

#[test]
fn a_configuration_that_is_wrong_starts_nothing_and_says_where() {
    let desk = Desk::new();
    write(&desk, "managed_by = \"IT\"\n[locked]\nsends_at_once = 9\n");
    let path = desk.file("config.toml").display().to_string();
    let where_it_is = format!("{path}, line 3, column 17");
    for args in [&["profile", "list"][..], &["demo"], &[]] {
        run(&desk, args).ended(2).without_result().complained(&[
            &where_it_is,
            "sends_at_once",
            "1 to 8",
            "IT has mended it",
        ]);
    }
    assert!(!desk.home().exists(), "nothing was begun");
    let checked = run(&desk, &["doctor"]).ended(2);
    assert_eq!(checked.stdout.lines().count(), 1);
    assert!(
        checked.stdout.starts_with("FAIL  Managed configuration: "),
        "{checked:?}"
    );
    assert!(checked.stdout.contains(&where_it_is), "{checked:?}");

    write(
        &desk,
        "managed_by = \"IT\"\napi_secret = \"rahasia-4711\"\n",
    );
    run(&desk, &["profile", "list"]).ended(2).complained(&[
        "line 2, column 1",
        "api_secret",
        "set-secret",
    ]);
    desk.never_told("rahasia-4711");
    fs::remove_file(desk.file("config.toml")).unwrap();
    run(&desk, &["profile", "list"])
        .ended(2)
        .complained(&["cannot be read"]);
}

#[test]
fn provisioned_profiles_are_listed_and_stay() {
    let desk = Desk::new();
    fs::create_dir(desk.home()).unwrap();
    let own = "[[profile]]\nname = \"CABANG\"\nkind = \"live\"\nbase_url = \"https://lama.example\"\n\
               api_key = \"k\"\n";
    fs::write(desk.home().join("profiles.toml"), own).unwrap();
    write(
        &desk,
        &format!(
            "managed_by = \"IT\"\nown_profiles = false\n{PROFILE}[defaults]\nprofile = \"Cabang\"\n"
        ),
    );
    let list = run(&desk, &["profile", "list"]).ended(0);
    assert_eq!(list.stdout, "  Training\n* Cabang\thttps://pusat.example\n");
    list.complained(&["“CABANG” are not used here"]);
    run(&desk, &["profile", "remove", "Cabang"])
        .ended(2)
        .complained(&["set by IT"]);
    let add = [
        "profile",
        "add",
        "Baru",
        "--base-url",
        "https://a.example",
        "--api-key",
        "k",
    ];
    run(&desk, &add).ended(2).complained(&["IT does not allow"]);
    let kept = fs::read_to_string(desk.home().join("profiles.toml")).unwrap();
    assert_eq!(kept, own);
    let checked = run(&desk, &["doctor", "--profile", "Training"]);
    for line in [
        "warn  Managed configuration: tried out, not in force: ",
        "by IT: 0 locked, 1 defaults, 1 profiles",
        "warn  Managed configuration: your own profiles “CABANG”",
    ] {
        assert!(checked.stdout.contains(line), "{}", checked.stdout);
    }
    // Without it all is as before.
    let list = desk.run(&["profile", "list"]).ended(0);
    assert_eq!(list.stdout, "* Training\n  CABANG\thttps://lama.example\n");
    let checked = desk.run(&["doctor"]);
    let none = "ok    Managed configuration: none";
    assert!(checked.stdout.contains(none), "{}", checked.stdout);
}

#[test]
fn a_secret_that_cannot_be_set_is_told() {
    let desk = Desk::new();
    write(&desk, &format!("managed_by = \"IT\"\n{PROFILE}"));
    let set = |name: &str, input: &str| {
        let mut command = desk.command(&["profile", "set-secret", name]);
        command.env("TCDX_DESK_TRY_CONFIG", desk.file("config.toml"));
        command.stdin(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
        desk.ran(child.wait_with_output().unwrap())
            .ended(2)
            .without_result()
    };
    set("Lain", "rahasia-4711").complained(&["no profile Lain"]);
    set("Training", "rahasia-4711").complained(&["needs no secret"]);
    for nothing in ["", "\n", "  \nrahasia-4711\n"] {
        set("Cabang", nothing).complained(&["No secret came"]);
    }
    set("Cabang", "rahasia-4711\n").complained(&["no keyring service", "Nothing was changed"]);
    desk.never_told("rahasia-4711");
}

/// The system's file, and a variable that tries to lead away from it. Needs a namespace, which some systems refuse.
#[cfg(target_os = "linux")]
#[test]
fn a_variable_does_not_lead_away_from_the_systems_file() {
    let namespace = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--map-root-user", "sh", "-e", "-c", script, "sh"]);
        command
    };
    let can = namespace("mount -t tmpfs none /etc").output();
    if !can.is_ok_and(|output| output.status.success()) {
        eprintln!("no namespaces here: not tested");
        return;
    }
    let desk = Desk::new();
    write(&desk, "managed_by = \"Somebody\"\n");
    let script = |mode: &str| {
        format!(
            "mount -t tmpfs -o mode=755 none /etc; mkdir -m 755 /etc/tcdx-desk; \
             printf 'managed_by = \"IT\"\\n[locked]\\nlanguage = \"en\"\\n' > /etc/tcdx-desk/config.toml; \
             chmod {mode} /etc/tcdx-desk/config.toml; exec \"$@\""
        )
    };
    let run = |mode: &str| {
        let inner = desk.command(&["doctor"]);
        let mut command = namespace(&script(mode));
        command
            .arg(inner.get_program())
            .args(inner.get_args())
            .env_clear();
        for (name, value) in inner.get_envs() {
            command.env(name, value.unwrap());
        }
        command
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("TCDX_DESK_TRY_CONFIG", desk.file("config.toml"));
        desk.ran(command.output().unwrap())
    };
    let checked = run("644");
    let line = "ok    Managed configuration: /etc/tcdx-desk/config.toml by IT: 1 locked";
    assert!(checked.stdout.contains(line), "{checked:?}");
    let checked = run("666").ended(2);
    let line = "FAIL  Managed configuration: /etc/tcdx-desk/config.toml is refused: it must belong to root";
    assert!(checked.stdout.contains(line), "{checked:?}");
}
