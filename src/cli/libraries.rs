//! The system's libraries that the window needs on Linux, and the packages that bring them.
//!
//! They are loaded only when a window opens, so that commands need none of them. Whether one is there is told by looking
//! where the system's loader looks; nothing is loaded for that.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::desk::explain::Told;

/// Most of a file of the loader's settings that is read.
const MAX_CONF_BYTES: u64 = 64 * 1024;

/// A library and the packages that bring it.
#[derive(Debug, PartialEq, Eq)]
pub struct Library {
    /// Its name for the loader.
    pub name: &'static str,
    /// The package of Debian and Ubuntu.
    debian: &'static str,
    /// The package of Fedora.
    fedora: &'static str,
}

const fn library(name: &'static str, debian: &'static str, fedora: &'static str) -> Library {
    Library {
        name,
        debian,
        fedora,
    }
}

const XKB: Library = library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon");
const EGL: Library = library("libEGL.so.1", "libegl1", "libglvnd-egl");
const GLX: Library = library("libGL.so.1", "libgl1", "libglvnd-glx");
const X11: [Library; 7] = [
    library("libX11.so.6", "libx11-6", "libX11"),
    library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    library("libxcb.so.1", "libxcb1", "libxcb"),
    library("libXcursor.so.1", "libxcursor1", "libXcursor"),
    library("libXi.so.6", "libxi6", "libXi"),
    library(
        "libxkbcommon-x11.so.0",
        "libxkbcommon-x11-0",
        "libxkbcommon-x11",
    ),
    XKB,
];
const WAYLAND: [Library; 4] = [
    library(
        "libwayland-client.so.0",
        "libwayland-client0",
        "libwayland-client",
    ),
    library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl"),
    XKB,
    EGL,
];

/// What a display needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// X11, also the X server of a Wayland desktop.
    X11,
    /// Wayland.
    Wayland,
}

impl Display {
    /// The one that a window of this session opens on, as winit chooses: Wayland before X11.
    pub fn of_session() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if is_set("WAYLAND_DISPLAY") {
            Self::Wayland
        } else {
            Self::X11
        }
    }
}

/// The libraries that a window on this display needs and this computer lacks.
pub fn missing(display: Display) -> Vec<Library> {
    Places::of_system().missing(display)
}

/// The library that is loaded under this name, with or without its number.
pub fn named(name: &str) -> Option<Library> {
    let all = X11.into_iter().chain(WAYLAND);
    all.into_iter()
        .find(|library| library.name.starts_with(name))
}

/// What lacking them means, and what to install.
pub fn told(missing: &[Library]) -> Told {
    let list = |part: fn(&Library) -> &'static str, between: &str| {
        let parts: Vec<&str> = missing.iter().map(part).collect();
        parts.join(between)
    };
    Told::new("start-library")
        .arg("names", list(|library| library.name, ", "))
        .arg("debian", list(|library| library.debian, " "))
        .arg("fedora", list(|library| library.fedora, " "))
        .hint("start-library-hint")
}

/// Where the loader looks, and what a library must look like for this program.
struct Places {
    folders: BTreeSet<PathBuf>,
    kind: Option<Kind>,
}

/// Width, byte order and machine of a program or library.
type Kind = [u8; 4];

impl Places {
    fn of_system() -> Self {
        let usual = ["/lib64", "/usr/lib64", "/lib", "/usr/lib"].map(PathBuf::from);
        let mut folders = BTreeSet::from(usual);
        // Debian's own places, where a minimal system may lack the loader's settings.
        let triplet = format!("{}-linux-gnu", std::env::consts::ARCH);
        folders.extend(["/lib", "/usr/lib"].map(|folder| Path::new(folder).join(&triplet)));
        if let Some(variable) = std::env::var_os("LD_LIBRARY_PATH") {
            folders.extend(std::env::split_paths(&variable));
        }
        folders.extend(configured(Path::new("/etc/ld.so.conf")));
        for entry in fs::read_dir("/etc/ld.so.conf.d")
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = entry.path();
            if path.extension() == Some(OsStr::new("conf")) {
                folders.extend(configured(&path));
            }
        }
        Self {
            folders,
            kind: kind(Path::new("/proc/self/exe")),
        }
    }

    fn missing(&self, display: Display) -> Vec<Library> {
        let needed: Vec<Library> = match display {
            Display::X11 => X11.into(),
            Display::Wayland => WAYLAND.into(),
        };
        let mut missing: Vec<Library> = needed
            .into_iter()
            .filter(|library| !self.has(library.name))
            .collect();
        // On X11 either way to OpenGL does.
        if display == Display::X11 && !self.has(EGL.name) && !self.has(GLX.name) {
            missing.extend([EGL, GLX]);
        }
        missing
    }

    fn has(&self, name: &str) -> bool {
        self.folders.iter().any(|folder| {
            let found = kind(&folder.join(name));
            found.is_some() && (self.kind.is_none() || found == self.kind)
        })
    }
}

/// The folders that a file of the loader's settings names, one a line.
fn configured(path: &Path) -> Vec<PathBuf> {
    let mut text = String::new();
    let read =
        File::open(path).and_then(|file| file.take(MAX_CONF_BYTES).read_to_string(&mut text));
    if read.is_err() {
        return Vec::new();
    }
    let lines = text
        .lines()
        .map(|line| line.split('#').next().unwrap_or("").trim());
    lines
        .filter(|line| line.starts_with('/'))
        .map(PathBuf::from)
        .collect()
}

/// Of an ELF file; `None` for anything else, as for a file that is empty or broken off.
fn kind(path: &Path) -> Option<Kind> {
    // Asked before opening: a named pipe would block.
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut head = [0; 20];
    File::open(path).ok()?.read_exact(&mut head).ok()?;
    head.starts_with(b"\x7fELF")
        .then_some([head[4], head[5], head[18], head[19]])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A computer with every library but these.
    fn without(lacking: &[&str]) -> (tempfile::TempDir, Places) {
        let folder = tempfile::tempdir().unwrap();
        for library in X11.iter().chain(&WAYLAND).chain([&GLX]) {
            if !lacking.contains(&library.name) {
                let place = folder.path().join(library.name);
                fs::copy("/proc/self/exe", &place).unwrap();
                File::options()
                    .write(true)
                    .open(place)
                    .unwrap()
                    .set_len(64)
                    .unwrap();
            }
        }
        let places = Places {
            folders: BTreeSet::from([folder.path().to_owned()]),
            kind: kind(Path::new("/proc/self/exe")),
        };
        (folder, places)
    }

    fn names(found: &[Library]) -> Vec<&'static str> {
        found.iter().map(|library| library.name).collect()
    }

    #[test]
    fn each_that_is_not_there_is_named_with_its_packages() {
        let (_folder, whole) = without(&[]);
        assert_eq!(whole.missing(Display::X11), []);
        assert_eq!(whole.missing(Display::Wayland), []);
        for library in X11 {
            let (_folder, places) = without(&[library.name]);
            assert_eq!(names(&places.missing(Display::X11)), [library.name]);
        }
        for library in WAYLAND {
            let (_folder, places) = without(&[library.name]);
            assert_eq!(names(&places.missing(Display::Wayland)), [library.name]);
        }
        let (_folder, places) = without(&["libXi.so.6", "libX11.so.6"]);
        let told =
            told(&places.missing(Display::X11)).full(crate::text::of(crate::domain::Lang::En));
        for part in ["libX11.so.6, libXi.so.6", "libx11-6 libxi6", "libX11 libXi"] {
            assert!(told.contains(part), "{told}");
        }
    }

    #[test]
    fn one_way_to_opengl_is_enough_on_x11() {
        for one in [EGL.name, GLX.name] {
            let (_folder, places) = without(&[one]);
            assert_eq!(places.missing(Display::X11), []);
        }
        let (_folder, places) = without(&[EGL.name, GLX.name]);
        assert_eq!(names(&places.missing(Display::X11)), [EGL.name, GLX.name]);
    }

    #[test]
    fn what_is_no_library_for_this_program_does_not_count() {
        let (folder, places) = without(&[]);
        let place = folder.path().join("libXi.so.6");
        let whole = fs::read(&place).unwrap();
        let mut other = whole.clone();
        other[4] ^= 3;
        for bytes in [&b""[..], b"not a library at all", &whole[..19], &other] {
            fs::write(&place, bytes).unwrap();
            assert_eq!(names(&places.missing(Display::X11)), ["libXi.so.6"]);
        }
        fs::remove_file(&place).unwrap();
        fs::create_dir(&place).unwrap();
        assert_eq!(names(&places.missing(Display::X11)), ["libXi.so.6"]);
    }

    #[test]
    fn a_library_is_known_by_what_a_loader_calls_it() {
        let name = |asked| named(asked).map(|library| library.name);
        assert_eq!(name("libxkbcommon.so"), Some("libxkbcommon.so.0"));
        assert_eq!(name("libxkbcommon-x11.so"), Some("libxkbcommon-x11.so.0"));
        assert_eq!(name("libother.so"), None);
    }

    #[test]
    fn the_loader_is_told_folders_one_a_line() {
        let folder = tempfile::tempdir().unwrap();
        let conf = folder.path().join("x.conf");
        fs::write(&conf, "# mine\n/opt/a # b\n\ninclude x/*.conf\n /opt/c\n").unwrap();
        let found = configured(&conf);
        assert_eq!(found, ["/opt/a", "/opt/c"].map(PathBuf::from));
        assert!(configured(&folder.path().join("none")).is_empty());
    }
}
