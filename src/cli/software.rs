//! Drawing the window without the graphics driver's OpenGL: the program starts itself anew, told so by its environment.

use std::ffi::OsStr;
use std::io;
use std::process::Command;

use super::Exit;
use crate::ui::run::SOFTWARE_VARIABLE;

/// Why the driver is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// An argument asked for it.
    Asked,
    /// The driver offers no OpenGL.
    Fallback,
}

impl Why {
    fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Fallback => "fallback",
        }
    }
}

/// True if this is the second start of a program whose driver offers no OpenGL.
pub fn is_fallback() -> bool {
    std::env::var_os(SOFTWARE_VARIABLE).as_deref() == Some(OsStr::new(Why::Fallback.name()))
}

/// Starts the program anew with the same arguments. On Unix it takes the place of this process and does not return; on
/// Windows it runs beside it, and this one ends.
///
/// # Errors
/// The system does not start it.
pub fn again(why: Why) -> io::Result<Exit> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .args(std::env::args_os().skip(1))
        .env(SOFTWARE_VARIABLE, why.name());
    replace(command)
}

#[cfg(unix)]
fn replace(mut command: Command) -> io::Result<Exit> {
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    /// Which of several drivers answers: Mesa's.
    const MESA: &str = "/usr/share/glvnd/egl_vendor.d/50_mesa.json";
    command
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("__GLX_VENDOR_LIBRARY_NAME", "mesa")
        // A version that was set to mend a driver does not fit another.
        .env_remove("MESA_LOADER_DRIVER_OVERRIDE");
    if Path::new(MESA).exists() {
        command.env("__EGL_VENDOR_LIBRARY_FILENAMES", MESA);
    }
    Err(command.exec())
}

#[cfg(windows)]
fn replace(mut command: Command) -> io::Result<Exit> {
    command.spawn().map(|_| Exit::Done)
}
