//! The packages for Windows, as far as they can be judged without it.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/windows")
}

fn read(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// Runs a piece of bash after the scripts' common part.
fn bash(piece: &str) -> Output {
    let common = folder().join("common.sh");
    let script = format!("set -euo pipefail; source '{}'; {piece}", common.display());
    Command::new("bash").args(["-c", &script]).output().unwrap()
}

/// What the packages install: what the scripts lay out, but for the icon, which the packages themselves show.
fn staged() -> BTreeSet<String> {
    let at = tempfile::tempdir().unwrap();
    for name in ["a.exe", "a-console.exe"] {
        fs::write(at.path().join(name), name).unwrap();
    }
    let stage = at.path().join("stage");
    fs::create_dir(&stage).unwrap();
    let output = bash(&format!(
        "export SOURCE_DATE_EPOCH=1600000000; arguments --program '{}'; stage '{}'",
        at.path().join("a.exe").display(),
        stage.display()
    ));
    assert!(output.status.success(), "{output:?}");
    let mut names: BTreeSet<String> = fs::read_dir(&stage)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        fs::read_to_string(stage.join("tcdx-desk.com")).unwrap(),
        "a-console.exe"
    );
    assert!(names.remove("tcdx-desk.ico"));
    names
}

/// What stands after `before` in each line, up to one of `ends`; the names of the programs put in.
fn each<'a>(text: &'a str, before: &str, ends: &'a [char]) -> BTreeSet<String> {
    text.lines()
        .filter_map(|line| line.trim().strip_prefix(before))
        .filter_map(|rest| rest.split(ends).next())
        .map(|name| {
            name.replace("${EXE}", "tcdx-desk.exe")
                .replace("${COM}", "tcdx-desk.com")
        })
        .collect()
}

#[test]
fn both_installers_hold_all_that_is_laid_out_and_remove_it() {
    let staged = staged();
    assert!(staged.contains("tcdx-desk.exe") && staged.contains("LICENSE-MIT.txt"));
    let installer = read("installer.nsi");
    assert_eq!(each(&installer, "File \"${STAGE}\\", &['"']), staged);
    let mut removed = each(&installer, "Delete \"$INSTDIR\\", &['"']);
    assert!(removed.remove("${UNINSTALLER}"));
    assert_eq!(removed, staged);

    let wxs = read("tcdx-desk.wxs");
    let files = |attribute: &str| -> BTreeSet<String> {
        let mark = format!("{attribute}=\"");
        wxs.lines()
            .filter(|line| line.trim().starts_with("<File "))
            .map(|line| line.split(&mark).nth(1).unwrap())
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(files(" Name"), staged);
    assert_eq!(files(" Source"), staged);
}

#[test]
fn the_version_comes_from_cargo_toml_alone() {
    let version = env!("CARGO_PKG_VERSION");
    let output = bash("arguments; echo \"$version\"");
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), version);
    for name in [
        "installer.nsi",
        "tcdx-desk.wxs",
        "build-nsis.sh",
        "build-msi.sh",
        "common.sh",
    ] {
        assert!(!read(name).contains(version), "{name}");
    }
    for bad in ["1.2", "1.2.3-rc.1", "1.2.3.4", "v1.2.3"] {
        let output = bash(&format!("arguments --version {bad}"));
        assert!(!output.status.success(), "{bad}");
    }
}

#[test]
fn nothing_names_a_folder_of_one_computer() {
    for name in ["windows", "macos"] {
        let folder = folder().with_file_name(name);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() || path.extension().is_some_and(|ending| ending == "bmp") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for absolute in [
                "/home/",
                "/root/",
                "/Users/",
                "C:\\",
                env!("CARGO_MANIFEST_DIR"),
            ] {
                assert!(!text.contains(absolute), "{} {absolute}", path.display());
            }
        }
    }
}

/// A person is asked, with "no" as the answer that a hasty key gives; a silent removal answers "no".
#[test]
fn data_go_only_when_somebody_says_so() {
    let installer = read("installer.nsi");
    let recursive: Vec<_> = installer
        .lines()
        .filter(|line| line.contains("RMDir /r"))
        .collect();
    assert_eq!(recursive.len(), 1, "{recursive:?}");
    let question = installer
        .lines()
        .find(|line| line.contains("$(DeleteData)"))
        .unwrap();
    assert!(question.contains("MB_DEFBUTTON2") && question.contains("/SD IDNO"));
    let function = installer.split("Function un.DeleteData").nth(1).unwrap();
    let asked = function.find("$(DeleteData)").unwrap();
    let kept = function.find("  Return\n  delete:").unwrap();
    assert!(asked < kept && kept < function.find("RMDir /r").unwrap());

    let wxs = read("tcdx-desk.wxs");
    assert!(!wxs.contains("RemoveFile "));
    assert_eq!(wxs.matches("%LOCALAPPDATA%").count(), 1);
}

/// A silent installation must never wait for a person.
#[test]
fn every_question_has_an_answer_when_silent() {
    let installer = read("installer.nsi");
    let unanswered: Vec<_> = installer
        .lines()
        .filter(|line| line.trim().starts_with("MessageBox") && !line.contains("/SD "))
        .collect();
    // The one in the branch that is not silent.
    assert_eq!(unanswered.len(), 1, "{unanswered:?}");
    assert!(unanswered[0].contains("$(Open)"));
}

#[test]
fn every_text_of_the_installer_is_in_both_languages() {
    let installer = read("installer.nsi");
    let of = |lang: &str| -> BTreeSet<&str> {
        installer
            .lines()
            .filter_map(|line| line.strip_prefix("LangString "))
            .filter(|rest| rest.contains(lang))
            .filter_map(|rest| rest.split(' ').next())
            .collect()
    };
    let english = of("${LANG_ENGLISH}");
    assert!(english.len() > 8);
    assert_eq!(english, of("${LANG_INDONESIAN}"));
    for id in english {
        assert!(installer.contains(&format!("$({id})")), "{id} is not used");
    }
}

/// It names nothing of the library, so that it stays small, and means the same variable.
#[test]
fn the_launcher_stands_alone() {
    let launcher = fs::read_to_string(folder().join("../../src/launcher.rs")).unwrap();
    let variable = format!("VARIABLE: &str = \"{}\";", tcdx_desk::console::VARIABLE);
    assert!(launcher.contains(&variable));
    let code: Vec<_> = launcher
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    assert!(!code.iter().any(|line| line.contains("tcdx_desk")));
}

/// Windows refuses to give a file to the disk by a handle that only reads: no store was ever made there. The one place
/// that may is the folder, which Unix alone opens.
#[test]
fn what_goes_to_the_disk_was_opened_for_writing() {
    let mut waiting = vec![folder().join("../../src")];
    let mut found = Vec::new();
    while let Some(at) = waiting.pop() {
        if at.is_dir() {
            waiting.extend(fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(text) = fs::read_to_string(&at) {
            let text: String = text.split_whitespace().collect();
            for piece in text.split("File::open(").skip(1) {
                let call = piece.split(';').next().unwrap_or("");
                if call.contains("sync_all()") && !call.starts_with("folder)") {
                    found.push(at.display().to_string());
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_manifest_asks_for_what_the_program_needs_and_no_more() {
    let manifest = read("tcdx-desk.manifest");
    for part in [
        "level=\"asInvoker\" uiAccess=\"false\"",
        "PerMonitorV2",
        ">UTF-8</activeCodePage>",
        ">true</longPathAware>",
        "Common-Controls\" version=\"6.0.0.0\"",
        "8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a",
    ] {
        assert!(manifest.contains(part), "{part}");
    }
}

#[test]
fn nothing_is_signed_without_a_certificate() {
    let at = tempfile::tempdir().unwrap();
    let file = at.path().join("a.exe");
    fs::write(&file, "MZ").unwrap();
    let sign = |variables: &[(&str, &str)]| {
        let mut command = Command::new(folder().join("sign.sh"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TCDX_SIGN")) {
            command.env_remove(name);
        }
        command.arg(&file).envs(variables.iter().copied());
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{output:?}");
        assert_eq!(fs::read(&file).unwrap(), b"MZ");
        String::from_utf8(output.stderr).unwrap()
    };
    let timestamp = ("TCDX_SIGN_TIMESTAMP", "none");
    assert!(sign(&[]).contains("TCDX_SIGN_TIMESTAMP"));
    assert!(sign(&[timestamp]).contains("no certificate"));
    let missing = sign(&[timestamp, ("TCDX_SIGN_PKCS12", "/nowhere.p12")]);
    assert!(missing.contains("TCDX_SIGN_PKCS12"), "{missing}");
    let module = sign(&[timestamp, ("TCDX_SIGN_PKCS11_MODULE", "/bin/sh")]);
    assert!(module.contains("TCDX_SIGN_CERT"), "{module}");
}

#[test]
fn scripts_can_be_run_and_read() {
    for name in ["windows", "macos"] {
        let scripts = fs::read_dir(folder().with_file_name(name))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "sh"));
        for script in scripts {
            let status = Command::new("bash")
                .arg("-n")
                .arg(&script)
                .status()
                .unwrap();
            assert!(status.success(), "{}", script.display());
            let mode = fs::metadata(&script).unwrap().permissions().mode();
            let is_sourced = script.ends_with("common.sh");
            assert_eq!(mode & 0o111 == 0, is_sourced, "{}", script.display());
        }
    }
}
