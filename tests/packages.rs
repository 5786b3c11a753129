//! What the packages are made of: that each thing is said in one place, and that the icons are what the drawing renders to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::RgbaImage;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Runs a program to its end; what it printed.
#[track_caller]
fn run(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> String {
    let program = program.as_ref();
    let output = Command::new(program)
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1795639619")
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stdout}{stderr}");
    stdout
}

fn u32_at(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// The drawing at this size; for macOS in its margin.
fn drawn(size: u32, in_margin: bool) -> RgbaImage {
    let folder = tempfile::tempdir().unwrap();
    let drawing = folder.path().join("drawing.svg");
    let picture = folder.path().join("drawn.png");
    let mut svg = text("assets/icons/tcdx-desk.svg");
    if in_margin {
        let margin = "viewBox=\"-31.07 -31.07 318.14 318.14\"";
        svg = svg.replacen("viewBox=\"0 0 256 256\"", margin, 1);
    }
    fs::write(&drawing, svg).unwrap();
    let size = size.to_string();
    let (drawing, picture) = (drawing.to_str().unwrap(), picture.to_str().unwrap());
    run(
        "rsvg-convert",
        &["-w", &size, "-h", &size, "-o", picture, drawing],
    );
    image::open(picture).unwrap().into_rgba8()
}

/// Alike but for what another version of the renderer rounds otherwise.
#[track_caller]
fn alike(found: &RgbaImage, in_margin: bool) {
    let (width, height) = found.dimensions();
    assert_eq!(width, height);
    let drawn = drawn(width, in_margin);
    let differences = found.pixels().zip(drawn.pixels()).filter(|(a, b)| {
        let parts = a.0.iter().zip(b.0.iter());
        let is_visible = a.0[3] > 0 || b.0[3] > 0;
        is_visible && parts.into_iter().any(|(a, b)| a.abs_diff(*b) > 12)
    });
    let count = differences.count();
    let most = (width * height / 100) as usize;
    assert!(count <= most, "{count} pixels of {width} differ");
}

fn png(bytes: &[u8]) -> RgbaImage {
    let format = image::ImageFormat::Png;
    image::load_from_memory_with_format(bytes, format)
        .unwrap()
        .into_rgba8()
}

#[test]
fn the_icon_of_the_window_is_the_drawing() {
    let bytes = fs::read(root().join("assets/icons/tcdx-desk-256.png")).unwrap();
    let icon = png(&bytes);
    assert_eq!(icon.dimensions(), (256, 256));
    alike(&icon, false);
}

#[test]
fn the_icon_of_windows_is_the_drawing_in_every_size() {
    let file = fs::read(root().join("assets/icons/tcdx-desk.ico")).unwrap();
    assert_eq!(file[..4], [0, 0, 1, 0]);
    let mut sizes = Vec::new();
    for entry in file[6..].chunks(16).take(usize::from(file[4])) {
        let size = if entry[0] == 0 { 256 } else { entry[0].into() };
        let (length, start) = (u32_at(entry, 8), u32_at(entry, 12));
        let part = &file[start..start + length];
        let icon = if part.starts_with(b"\x89PNG") {
            png(part)
        } else {
            // A header of 40 bytes, then rows from the bottom, each pixel blue, green, red, alpha; then a mask.
            assert_eq!((u32_at(part, 0), part[14]), (40, 32));
            RgbaImage::from_fn(size, size, |x, y| {
                let at = 40 + 4 * ((size - 1 - y) * size + x) as usize;
                image::Rgba([part[at + 2], part[at + 1], part[at], part[at + 3]])
            })
        };
        assert_eq!(icon.width(), size);
        alike(&icon, false);
        sizes.push(size);
    }
    assert_eq!(sizes, [16, 24, 32, 48, 64, 128, 256]);
}

#[test]
fn the_icon_of_macos_is_the_drawing_in_every_size() {
    let file = fs::read(root().join("assets/icons/tcdx-desk.icns")).unwrap();
    let length = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!(&file[..4], b"icns");
    assert_eq!(length(4), file.len());
    let (mut at, mut kinds) = (8, Vec::new());
    while at < file.len() {
        let kind = std::str::from_utf8(&file[at..at + 4]).unwrap();
        let icon = png(&file[at + 8..at + length(at + 4)]);
        kinds.push((kind, icon.width()));
        if icon.width() <= 256 {
            alike(&icon, true);
        }
        at += length(at + 4);
    }
    let expected = [
        ("ic11", 32),
        ("ic12", 64),
        ("ic07", 128),
        ("ic13", 256),
        ("ic08", 256),
        ("ic14", 512),
        ("ic09", 512),
        ("ic10", 1024),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn the_history_of_the_packages_is_that_of_the_changelog() {
    let version = env!("CARGO_PKG_VERSION");
    let newest = text("CHANGELOG.md");
    let newest = newest.lines().find(|line| line.starts_with("## ")).unwrap();
    assert!(newest.starts_with(&format!("## {version} (")), "{newest}");
    let changes = root().join("packaging/changes.py");
    let of = |form| run(&changes, &[form, version, "A B <a@example.com>"]);
    assert!(of("appstream").contains(&format!("<release version=\"{version}\"")));
    assert!(of("debian").starts_with(&format!("tcdx-desk ({version}-1) ")));
    assert!(of("rpm").contains(&format!(" A B <a@example.com> - {version}-1\n- ")));
}

#[test]
fn what_the_packages_say_of_themselves_is_sound() {
    let said = run(root().join("packaging/check-packages.sh"), &[]);
    for line in [
        "ok    desktop entry",
        "ok    metadata",
        "ok    MIME type",
        "ok    its suffix",
    ] {
        assert!(said.contains(line), "no {line:?} in {said}");
    }
}

#[test]
fn the_metadata_name_pictures_and_types_that_are_there() {
    let metadata = run(root().join("packaging/linux/metainfo.sh"), &[]);
    let pictures: Vec<PathBuf> = metadata
        .split("<image>")
        .skip(1)
        .filter_map(|rest| rest.split("</image>").next()?.rsplit('/').next())
        .map(|name| root().join("assets/screenshots").join(name))
        .collect();
    assert!(pictures.len() >= 3, "{metadata}");
    for picture in pictures {
        assert!(picture.is_file(), "{}", picture.display());
    }
    let kind = "application/x-tcdx-form+json";
    assert!(metadata.contains(&format!("<mediatype>{kind}</mediatype>")));
    assert!(text("packaging/linux/tcdx-desk.desktop").contains(&format!("MimeType={kind};")));
    assert!(text("packaging/linux/tcdx-desk-mime.xml").contains(&format!("\"{kind}\"")));
}

#[test]
fn the_libraries_that_are_opened_by_name_are_installed_before_the_first_run() {
    let list = text("packaging/linux/libraries.txt");
    let setup = text("packaging/setup.sh");
    let installed: Vec<&str> = setup.split_whitespace().collect();
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for line in lines {
        let parts: Vec<&str> = line.split('\t').collect();
        let [_, package, _] = parts[..] else {
            panic!("not three columns: {line}");
        };
        assert!(installed.contains(&package), "setup.sh lacks {package}");
        count += 1;
    }
    assert_eq!(count, 13);
}

#[test]
fn the_flatpak_has_the_id_of_the_publisher() {
    let publisher = text("packaging/publisher.env");
    let id = publisher.split("TCDX_DESK_APP_ID:=").nth(1).unwrap();
    let id = id.split('}').next().unwrap();
    let manifest = text(&format!("packaging/linux/flatpak/{id}.yml"));
    assert!(manifest.lines().any(|line| line == format!("id: {id}")));
}

#[test]
fn what_a_script_of_packages_does_not_know_is_refused_before_anything_is_built() {
    for script in ["build-deb.sh", "build-rpm.sh", "build-appimage.sh"] {
        let path = root().join("packaging/linux").join(script);
        for arguments in [&["--features", "inspection"][..], &["--program"], &["x"]] {
            let output = Command::new(&path).args(arguments).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{script} {arguments:?}");
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(stderr.contains(&format!("packaging/linux/{script}")));
        }
    }
}
