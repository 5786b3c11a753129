//! The application for macOS, as far as it can be judged without it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn script(name: &str) -> Command {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("packaging/macos")
        .join(name);
    let mut command = Command::new(path);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TCDX_NOTARY")) {
        command.env_remove(name);
    }
    command
}

/// The application, put together around a program that is none.
fn build(at: &Path) -> PathBuf {
    let program = at.join("program");
    fs::write(&program, "program").unwrap();
    let output = script("build-app.sh")
        .arg("--program")
        .arg(&program)
        .arg("--out")
        .arg(at)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let app = at.join("TCDX Desk.app");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(Path::new(printed.trim_end()), app);
    app
}

fn check(app: &Path) -> Output {
    script("check.py").arg(app).output().unwrap()
}

#[test]
fn the_templates_hold_what_macos_asks_for() {
    let output = script("check.py").output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn the_application_is_laid_out_as_macos_expects() {
    let at = tempfile::tempdir().unwrap();
    let contents = build(at.path()).join("Contents");
    let program = contents.join("MacOS/tcdx-desk");
    assert_eq!(fs::read_to_string(&program).unwrap(), "program");
    let mode = fs::metadata(&program).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o755);
    let info = fs::read_to_string(contents.join("Info.plist")).unwrap();
    let version = format!("<string>{}</string>", env!("CARGO_PKG_VERSION"));
    assert_eq!(info.matches(&version).count(), 2);
    assert!(!info.contains('@'));
    for name in [
        "tcdx-desk.icns",
        "en.lproj/InfoPlist.strings",
        "id.lproj/InfoPlist.strings",
        "licenses/LICENSE-MIT",
        "licenses/LICENSE-APACHE",
        "licenses/inter-OFL.txt",
    ] {
        assert!(contents.join("Resources").join(name).is_file(), "{name}");
    }
}

#[test]
fn what_is_missing_in_an_application_is_found() {
    for (name, needle, instead, told) in [
        (
            "Contents/Info.plist",
            "NSCameraUsageDescription",
            "Other",
            "NSCameraUsageDescription",
        ),
        ("Contents/Info.plist", "<string>id</string>", "", "en"),
        (
            "Contents/Resources/id.lproj/InfoPlist.strings",
            "NSCamera",
            "Other",
            "id.lproj",
        ),
    ] {
        let at = tempfile::tempdir().unwrap();
        let app = build(at.path());
        assert!(check(&app).status.success());
        let path = app.join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(needle), "{name}");
        fs::write(&path, text.replace(needle, instead)).unwrap();
        let output = check(&app);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{name} {needle}");
        assert!(stderr.contains(told), "{stderr}");
    }
}

/// Each step says what it lacks, before it does anything.
#[cfg(not(target_os = "macos"))]
#[test]
fn what_needs_macos_or_credentials_says_so() {
    let at = tempfile::tempdir().unwrap();
    let image = at.path().join("a.dmg");
    fs::write(&image, "x").unwrap();
    let told = |command: &mut Command| {
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(told(&mut script("build-dmg.sh")).contains("hdiutil"));
    let mut signed = script("build-app.sh");
    let signed = signed.args(["--program", "/bin/sh", "--sign", "Somebody", "--out"]);
    assert!(told(signed.arg(at.path())).contains("codesign"));
    assert!(told(script("notarize.sh").arg(&image)).contains("no credentials"));
    let mut key = script("notarize.sh");
    let key = key.arg(&image).env("TCDX_NOTARY_KEY", &image);
    assert!(told(key).contains("TCDX_NOTARY_KEY_ID"));
    let mut profile = script("notarize.sh");
    let profile = profile.arg(&image).env("TCDX_NOTARY_PROFILE", "somebody");
    assert!(told(profile).contains("macOS"));
}
