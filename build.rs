//! Tells `src/version.rs` the commit where the release script did not, and git is there. For Windows: version, icon and
//! manifest of the programs.

// How a build script speaks to cargo.
#![allow(clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    // Without such a line cargo would run this again at every change of any file.
    println!("cargo::rerun-if-changed=build.rs");
    tell_commit();
    if env::var("CARGO_CFG_TARGET_OS")? == "windows" {
        describe("tcdx-desk", "tcdx-desk.exe", "TCDX Desk")?;
        describe(
            "tcdx-desk-console",
            "tcdx-desk.com",
            "TCDX Desk (command line)",
        )?;
    }
    Ok(())
}

fn tell_commit() {
    println!("cargo::rerun-if-env-changed=TCDX_DESK_COMMIT");
    // A folder, or a file in a work tree. Sources unpacked inside somebody's other repository are not of its commit.
    if env::var_os("TCDX_DESK_COMMIT").is_some() || !Path::new(".git").exists() {
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

/// Links what Windows shows of a program into it.
fn describe(binary: &str, file: &str, description: &str) -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let part = |name: &str| env::var(format!("CARGO_PKG_VERSION_{name}"));
    let numbers = format!("{},{},{},0", part("MAJOR")?, part("MINOR")?, part("PATCH")?);
    let version = env::var("CARGO_PKG_VERSION")?;
    let quoted = |path: &Path| {
        println!("cargo::rerun-if-changed={}", path.display());
        path.display().to_string().replace('\\', "\\\\")
    };
    let icon = quoted(&root.join("assets/icons/tcdx-desk.ico"));
    let manifest = quoted(&root.join("packaging/windows/tcdx-desk.manifest"));
    // 1 VERSIONINFO, 1 ICON (the first is the program's), 1 24: the manifest of a program; 040904B0 is English in Unicode.
    let text = format!(
        "#pragma code_page(65001)\n\
         1 ICON \"{icon}\"\n\
         1 24 \"{manifest}\"\n\
         1 VERSIONINFO\n\
         FILEVERSION {numbers}\n\
         PRODUCTVERSION {numbers}\n\
         FILEOS 0x40004\n\
         FILETYPE 1\n\
         BEGIN\n\
         BLOCK \"StringFileInfo\"\nBEGIN\nBLOCK \"040904B0\"\nBEGIN\n\
         VALUE \"CompanyName\", \"The TCDX Desk authors\"\n\
         VALUE \"FileDescription\", \"{description}\"\n\
         VALUE \"FileVersion\", \"{version}\"\n\
         VALUE \"InternalName\", \"{binary}\"\n\
         VALUE \"LegalCopyright\", \"Copyright (c) 2026 The TCDX Desk authors. MIT OR Apache-2.0\"\n\
         VALUE \"OriginalFilename\", \"{file}\"\n\
         VALUE \"ProductName\", \"TCDX Desk\"\n\
         VALUE \"ProductVersion\", \"{version}\"\n\
         END\nEND\n\
         BLOCK \"VarFileInfo\"\nBEGIN\nVALUE \"Translation\", 0x409, 1200\nEND\n\
         END\n"
    );
    let script = PathBuf::from(env::var("OUT_DIR")?).join(format!("{binary}.rc"));
    fs::write(&script, text)?;
    embed_resource::compile_for(&script, [binary], embed_resource::NONE).manifest_required()?;
    Ok(())
}
