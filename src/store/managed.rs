//! The managed configuration: defaults, locked settings and provisioned profiles for everybody on this computer, in one
//! file that only those who run the computer can write.
//!
//! A file that is not right in every part is refused as a whole: the program does not start on half a configuration.
//! Locks are policy and no wall: a person who can run other programs can also write to the data folder without this one.

mod parse;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::error::{ProfileError, StoreError};
use super::files;
use crate::domain::Managed;

/// Names a file to try out. It has no effect where the system's file is there: nobody leaves a lock behind by setting a
/// variable.
pub const TRIAL_VARIABLE: &str = "TCDX_DESK_TRY_CONFIG";

/// Most bytes of the file.
pub const MAX_BYTES: u64 = 256 * 1024;

/// Most profiles in it.
pub const MAX_PROFILES: usize = 64;

/// Why the managed configuration is refused.
#[derive(Debug, Error)]
#[error("{}{}: {problem}", .path.display(), place_message(*.place))]
pub struct ManagedError {
    /// Which file.
    pub path: PathBuf,
    /// Line, and column in characters, both counted from 1; `None` if it is about the whole file.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub problem: ManagedProblem,
}

fn place_message(place: Option<(usize, usize)>) -> String {
    place.map_or_else(String::new, |(line, column)| {
        format!(", line {line}, column {column}")
    })
}

/// What is wrong with the managed configuration. No value of the file is repeated, names excepted.
#[derive(Debug, Error)]
pub enum ManagedProblem {
    /// The system does not say where such files belong.
    #[error("the system's folder for configurations is not known")]
    NoPlace,
    /// It cannot be read, is no file, or too large.
    #[error(transparent)]
    File(#[from] StoreError),
    /// The file or its folder belongs to somebody else than root, or others may write to it.
    #[error("{} must belong to root, and nobody else may write to it", .0.display())]
    Unprotected(PathBuf),
    /// No TOML, an unknown key, or a value of the wrong kind, in the words of the reader.
    #[error("{0}")]
    Damaged(String),
    /// The name of a key that looks like a secret.
    #[error("{0} looks like a secret, which this file never holds")]
    Secret(String),
    /// A key that is both a default and locked.
    #[error("{0} is both in [defaults] and in [locked]")]
    Both(String),
    /// A number out of its range.
    #[error("{key} must be {min} to {max}")]
    Range {
        /// The key.
        key: String,
        /// Smallest number.
        min: u32,
        /// Largest number.
        max: u32,
    },
    /// A text that is empty where it must not be, too long, or has control characters.
    #[error("{0} must be a text of one line, not empty and not too long")]
    Text(String),
    /// `profile` names one that is neither Training nor in this file.
    #[error("there is no profile {0:?} in this file")]
    UnknownProfile(String),
    /// A profile cannot be used.
    #[error("profile {name:?}: {source}")]
    Profile {
        /// Its name as given.
        name: String,
        /// What is wrong with it.
        source: ProfileError,
    },
    /// More than 64 profiles.
    #[error("more than {MAX_PROFILES} profiles")]
    TooManyProfiles,
}

/// Where the file is on this system.
pub fn system_file() -> Option<PathBuf> {
    // Asked of the system, not of a variable: a person can set that.
    #[cfg(windows)]
    let folder = known_folders::get_known_folder_path(known_folders::KnownFolder::ProgramData);
    #[cfg(target_os = "macos")]
    let folder = Some(PathBuf::from("/Library/Application Support"));
    #[cfg(not(any(windows, target_os = "macos")))]
    let folder = Some(PathBuf::from("/etc"));
    folder.map(|folder| folder.join("tcdx-desk").join("config.toml"))
}

/// The managed configuration of this computer: `/etc/tcdx-desk/config.toml`, `%ProgramData%\tcdx-desk\config.toml` or
/// `/Library/Application Support/tcdx-desk/config.toml`; else the file that `TCDX_DESK_TRY_CONFIG` names; else none.
///
/// # Errors
/// If anything in it is wrong, or others could write it.
pub fn load() -> Result<Managed, ManagedError> {
    let system = system_file().ok_or_else(|| ManagedError {
        path: PathBuf::new(),
        place: None,
        problem: ManagedProblem::NoPlace,
    })?;
    find(&system, std::env::var_os(TRIAL_VARIABLE), ROOT)
}

/// The owner that the system's file must have.
const ROOT: u32 = 0;

fn find(system: &Path, trial: Option<OsString>, owner: u32) -> Result<Managed, ManagedError> {
    let refused = |problem| whole(system, problem);
    match std::fs::symlink_metadata(system) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => {
            let path = system.to_owned();
            return Err(refused(StoreError::Read { path, source }.into()));
        }
        Ok(_) => {
            protected(system, owner).map_err(refused)?;
            return read(system);
        }
    }
    match trial.filter(|named| !named.is_empty()) {
        Some(named) => {
            let path = std::path::absolute(&named).unwrap_or_else(|_| named.into());
            let found = read(&path)?;
            Ok(Managed {
                is_trial: true,
                ..found
            })
        }
        None => Ok(Managed::default()),
    }
}

fn whole(path: &Path, problem: ManagedProblem) -> ManagedError {
    ManagedError {
        path: path.to_owned(),
        place: None,
        problem,
    }
}

/// Refuses a file that others could write, or put another in the place of. On Windows that is for the folder's access
/// list, which the installer sets.
#[cfg(unix)]
fn protected(path: &Path, owner: u32) -> Result<(), ManagedProblem> {
    use std::os::unix::fs::MetadataExt;
    for path in [path.parent(), Some(path)].into_iter().flatten() {
        let about = std::fs::metadata(path).map_err(|source| StoreError::Read {
            path: path.to_owned(),
            source,
        })?;
        if about.uid() != owner || about.mode() & 0o022 != 0 {
            return Err(ManagedProblem::Unprotected(path.to_owned()));
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn protected(_path: &Path, _owner: u32) -> Result<(), ManagedProblem> {
    Ok(())
}

fn read(path: &Path) -> Result<Managed, ManagedError> {
    let bytes = files::read_bounded(path, MAX_BYTES)
        .and_then(|bytes| {
            bytes.ok_or_else(|| StoreError::Read {
                path: path.to_owned(),
                source: io::ErrorKind::NotFound.into(),
            })
        })
        .map_err(|error| whole(path, error.into()))?;
    let at = |text: &str, at: usize, problem| ManagedError {
        path: path.to_owned(),
        place: Some(files::place(text, at)),
        problem,
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let sound = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes());
        let problem = ManagedProblem::Damaged("not UTF-8 text".to_owned());
        at(&text, sound, problem)
    })?;
    let managed = parse::parse(&text).map_err(|wrong| at(&text, wrong.at, wrong.problem))?;
    Ok(Managed {
        file: Some(path.to_owned()),
        ..managed
    })
}
