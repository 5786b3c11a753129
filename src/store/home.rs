//! The data folder of this program.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use directories::ProjectDirs;
use uuid::Uuid;

use super::error::StoreError;
use super::files;

/// Names the data folder; `--home` goes before it.
pub const HOME_VARIABLE: &str = "TCDX_DESK_HOME";

/// How often, and after what pause, a lock held by another process is asked for again: 10 s in all.
const LOCK_TRIES: u32 = 1000;
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// The data folder: it is there and can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// Finds the data folder and makes it if it is not there, readable by this user alone (mode 0700).
    ///
    /// `explicit` (from `--home`) goes before `TCDX_DESK_HOME`, and that before the system's folder for data:
    /// `~/.local/share/tcdx-desk`, `%LOCALAPPDATA%\tcdx-desk\data`, `~/Library/Application Support/tcdx-desk`.
    ///
    /// # Errors
    /// `NoHome`, `NotAFolder`, `NotWritable`.
    pub fn locate(explicit: Option<&Path>) -> Result<Self, StoreError> {
        let platform = || {
            ProjectDirs::from("", "", "tcdx-desk")
                .map(|folders| folders.data_local_dir().to_owned())
        };
        Self::choose(explicit, std::env::var_os(HOME_VARIABLE), platform)
    }

    fn choose(
        explicit: Option<&Path>,
        variable: Option<OsString>,
        platform: impl FnOnce() -> Option<PathBuf>,
    ) -> Result<Self, StoreError> {
        let chosen = explicit
            .map(Path::to_owned)
            // A variable that is set to nothing means that it is not set.
            .or_else(|| variable.filter(|v| !v.is_empty()).map(PathBuf::from))
            .or_else(platform)
            .filter(|path| !path.as_os_str().is_empty())
            .ok_or(StoreError::NoHome)?;
        // Absolute, so that errors and crash reports name a place that can be found.
        let root = std::path::absolute(&chosen).unwrap_or(chosen);
        open(&root)?;
        Ok(Self { root })
    }

    /// The folder itself, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// `profiles.toml`
    pub fn profiles_file(&self) -> PathBuf {
        self.root.join("profiles.toml")
    }

    /// `settings.toml`
    pub fn settings_file(&self) -> PathBuf {
        self.root.join("settings.toml")
    }

    /// `cache/`: what can be fetched again.
    pub fn cache_dir(&self) -> PathBuf {
        self.root.join("cache")
    }

    /// `ledger/`: who was registered from here, a file for each profile.
    pub fn ledger_dir(&self) -> PathBuf {
        self.root.join("ledger")
    }

    /// `store/`: the encrypted stores of cases, one for each profile.
    pub fn store_dir(&self) -> PathBuf {
        self.root.join("store")
    }

    /// `logs/`: what the program logged ([`crate::logs`]).
    pub fn logs_dir(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// `crash/`: reports of unexpected stops.
    pub fn crash_dir(&self) -> PathBuf {
        self.root.join("crash")
    }

    /// Keeps other processes (a window and a command at once) from changing the same file; ends when dropped.
    pub(super) fn lock(&self) -> Result<Lock, StoreError> {
        let lockable = Lockable::open(self.root.join(".lock"))?;
        for _ in 0..LOCK_TRIES {
            if lockable.try_lock()? {
                return Ok(Lock {
                    _file: lockable.file,
                });
            }
            thread::sleep(LOCK_PAUSE);
        }
        Err(StoreError::Busy {
            path: self.root.clone(),
        })
    }

    /// Marks this process as the one that shows the window of this folder, until it is dropped or the process ends;
    /// `None` if another process does.
    ///
    /// # Errors
    /// `Write`: the file of the lock cannot be made.
    pub fn window_lock(&self) -> Result<Option<WindowLock>, StoreError> {
        let lockable = Lockable::open(self.root.join(".window.lock"))?;
        let is_own = lockable.try_lock()?;
        Ok(is_own.then_some(WindowLock {
            _file: lockable.file,
        }))
    }
}

/// A file that is there to be locked. The system gives the lock back when the process dies, however it dies.
struct Lockable {
    path: PathBuf,
    file: File,
}

impl Lockable {
    fn open(path: PathBuf) -> Result<Self, StoreError> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(file) => Ok(Self { path, file }),
            Err(source) => Err(StoreError::Write { path, source }),
        }
    }

    /// False if another holds it.
    fn try_lock(&self) -> Result<bool, StoreError> {
        match self.file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            // Some network folders have no locks; one user at one desk can do without.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(true)
            }
            Err(TryLockError::Error(source)) => Err(StoreError::Write {
                path: self.path.clone(),
                source,
            }),
        }
    }
}

/// Held while the window is open.
#[derive(Debug)]
pub struct WindowLock {
    _file: File,
}

/// Held while a file is read, changed and written.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// The start of the name of a profile's files: a profile's own name may hold what a file name cannot.
pub(super) fn file_stem(profile: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, profile.as_bytes())
        .simple()
        .to_string()
}

fn open(root: &Path) -> Result<(), StoreError> {
    let not_writable = |source| StoreError::NotWritable {
        path: root.to_owned(),
        source,
    };
    match fs::metadata(root) {
        Ok(about) if about.is_dir() => {}
        Ok(_) => {
            return Err(StoreError::NotAFolder {
                path: root.to_owned(),
            });
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            files::make_private_folder(root).map_err(not_writable)?;
        }
        Err(error) => return Err(not_writable(error)),
    }
    // The only sure way to know is to write.
    tempfile::tempfile_in(root).map(drop).map_err(not_writable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nowhere() -> Option<PathBuf> {
        None
    }

    #[test]
    fn the_argument_goes_before_the_variable_and_that_before_the_system() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let platform = || Some(at("platform"));
        let choose = |explicit: Option<&Path>, variable: Option<&Path>| {
            Home::choose(
                explicit,
                variable.map(|v| v.as_os_str().to_owned()),
                platform,
            )
            .unwrap()
            .root()
            .to_owned()
        };
        assert_eq!(choose(Some(&at("arg")), Some(&at("var"))), at("arg"));
        assert_eq!(choose(None, Some(&at("var"))), at("var"));
        assert_eq!(choose(None, Some(Path::new(""))), at("platform"));
        assert_eq!(choose(None, None), at("platform"));
        assert!(matches!(
            Home::choose(None, None, nowhere),
            Err(StoreError::NoHome)
        ));
    }

    #[test]
    fn one_window_at_a_time_holds_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(folder.path())).unwrap();
        let held = home.window_lock().unwrap();
        assert!(held.is_some());
        assert!(home.window_lock().unwrap().is_none());
        // Files are read and written meanwhile.
        drop(home.lock().unwrap());
        drop(held);
        assert!(home.window_lock().unwrap().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_new_folder_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(&folder.path().join("a/b"))).unwrap();
        let mode = fs::metadata(home.root()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }

    #[test]
    fn a_file_in_its_place_and_a_file_above_it_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, b"x").unwrap();
        assert!(matches!(
            Home::locate(Some(&file)),
            Err(StoreError::NotAFolder { .. })
        ));
        assert!(matches!(
            Home::locate(Some(&file.join("below"))),
            Err(StoreError::NotWritable { .. })
        ));
        assert_eq!(fs::read(&file).unwrap(), b"x");
    }

    /// `/proc` refuses even root.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_cannot_be_written_is_refused() {
        let error = Home::locate(Some(Path::new("/proc/self"))).unwrap_err();
        assert!(matches!(error, StoreError::NotWritable { .. }), "{error}");
        assert!(error.to_string().contains("/proc/self"), "{error}");
    }

    #[test]
    fn a_relative_folder_becomes_absolute() {
        let folder = tempfile::tempdir_in(".").unwrap();
        let name = folder.path().file_name().unwrap();
        let home = Home::locate(Some(Path::new(name))).unwrap();
        assert!(home.root().is_absolute());
    }

    #[test]
    fn names_of_profiles_make_names_of_files() {
        let odd = file_stem("../..\\a/b:c\u{1F600}");
        assert!(odd.chars().all(|c| c.is_ascii_hexdigit()), "{odd}");
        assert_ne!(file_stem("a"), file_stem("b"));
    }

    #[test]
    fn the_lock_lets_one_in_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(folder.path())).unwrap();
        let lock = home.lock().unwrap();
        let other = File::open(folder.path().join(".lock")).unwrap();
        assert!(matches!(other.try_lock(), Err(TryLockError::WouldBlock)));
        drop(lock);
        other.try_lock().unwrap();
    }
}
