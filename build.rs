//! Tells `src/version.rs` the commit where the release script did not, and git is there.

// How a build script speaks to cargo.
#![allow(clippy::print_stdout)]

use std::path::Path;
use std::process::Command;

fn main() {
    // Without such a line cargo would run this again at every change of any file.
    println!("cargo::rerun-if-changed=build.rs");
    tell_commit();
}

fn tell_commit() {
    println!("cargo::rerun-if-env-changed=TCDX_DESK_COMMIT");
    // A folder, or a file in a work tree. Sources unpacked inside somebody's other repository are not of its commit.
    if std::env::var_os("TCDX_DESK_COMMIT").is_some() || !Path::new(".git").exists() {
        return;
    }
    let (Some(commit), Some(date)) = (
        git(&["rev-parse", "--short=12", "HEAD"]),
        git(&["log", "-1", "--format=%cs"]),
    ) else {
        return;
    };
    println!("cargo::rustc-env=TCDX_DESK_COMMIT={commit}");
    println!("cargo::rustc-env=TCDX_DESK_COMMIT_DATE={date}");
    // Both change with another branch, the second with every commit too. A path that is not there would run this each time.
    for name in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", name]);
        if let Some(path) = path.filter(|path| Path::new(path).exists()) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
}

/// One line that git prints; nothing if there is no git, or it is not pleased.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let line = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !line.is_empty() && !line.contains('\n')).then_some(line)
}
