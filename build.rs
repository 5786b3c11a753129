//! Windows: version, icon and manifest of the programs.

use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
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
