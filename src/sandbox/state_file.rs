//! Keeps the state over a restart: one JSON file, replaced in one step, readable by its owner alone.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::SandboxError;
use super::state::{MAX_CUSTOMERS, State};

const VERSION: u64 = 1;
/// A state larger than this is not ours, in bytes.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

#[derive(Serialize)]
struct Written<'a> {
    version: u64,
    #[serde(flatten)]
    state: &'a State,
}

#[derive(Deserialize)]
struct Version {
    version: u64,
}

/// The state as the bytes of a file.
pub(super) fn encode(state: &State) -> Result<Vec<u8>, io::Error> {
    let written = Written {
        version: VERSION,
        state,
    };
    serde_json::to_vec(&written).map_err(io::Error::other)
}

/// Replaces the file in one step. A new temporary file is readable by its owner alone.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), io::Error> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The state in the file; an empty one, written at once, if there is no file.
pub(super) fn open(path: &Path) -> Result<State, SandboxError> {
    let unusable = |source| SandboxError::StateFile {
        path: path.to_owned(),
        source,
    };
    let damaged = |reason: String| SandboxError::StateDamaged {
        path: path.to_owned(),
        reason,
    };
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let state = State::default();
            // Better now than after the first customer.
            encode(&state)
                .and_then(|bytes| write(path, &bytes))
                .map_err(unusable)?;
            return Ok(state);
        }
        Err(error) => return Err(unusable(error)),
    };
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unusable)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(damaged("too large".to_owned()));
    }
    read(&bytes).map_err(|fault| match fault {
        Fault::Damaged(reason) => damaged(reason),
        Fault::Version(found) => SandboxError::StateVersion {
            path: path.to_owned(),
            found,
            known: VERSION,
        },
    })
}

enum Fault {
    Damaged(String),
    Version(u64),
}

fn read(bytes: &[u8]) -> Result<State, Fault> {
    // The place alone: serde's own words may quote a customer.
    let place = |error: serde_json::Error| {
        Fault::Damaged(format!("line {}, column {}", error.line(), error.column()))
    };
    let Version { version } = serde_json::from_slice(bytes).map_err(place)?;
    if version != VERSION {
        return Err(Fault::Version(version));
    }
    let state: State = serde_json::from_slice(bytes).map_err(place)?;
    if state.customers().count() > MAX_CUSTOMERS {
        return Err(Fault::Damaged("too many customers".to_owned()));
    }
    Ok(state)
}

/// The state in what a program kept; an empty one if it cannot be read.
pub(super) fn decode(bytes: &[u8]) -> State {
    read(bytes).unwrap_or_else(|_| {
        crate::logs::warn!("the kept state of the sandbox cannot be read; it starts empty");
        State::default()
    })
}
