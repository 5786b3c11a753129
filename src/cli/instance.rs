//! One window for a data folder: a second start brings the first window to the front.
//!
//! Whoever opens a window holds the lock of a file in the data folder, which the system gives back when the process dies,
//! however it dies. It also listens at a place of this user's own: a socket, or on Windows a named pipe. The second start
//! says one line there and ends when it is answered: that the window shall come, or come and open a form file. Nothing else
//! is understood, and a line has a bound and a time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use uuid::Uuid;

use crate::store::home::WindowLock;
use crate::store::{Home, StoreError};
use crate::ui::raise::Bell;

/// Asks for the window.
const RAISE: &str = "raise";
/// Asks for the window, and that it opens the form file whose whole path follows.
const OPEN: &str = "open ";
/// The window has come.
const DONE: &str = "done";

/// Most bytes of a line: a word and a path.
const MAX_LINE_BYTES: u64 = 4096;
/// Longest for a caller to say its line, and to take the answer.
const CALL_TIME: Duration = Duration::from_secs(2);
/// Longest that the window may take to hear; a second start waits a little longer for the answer.
const HEAR_TIME: Duration = Duration::from_secs(2);
/// Longest that a second start tries, also while the first one begins or ends.
const PATIENCE: Duration = Duration::from_secs(6);
const PAUSE: Duration = Duration::from_millis(50);

/// Held while the window is open.
#[derive(Debug)]
pub struct Instance {
    // Dropped first: nobody calls at the place of a window that is gone.
    _place: Option<place::Place>,
    _lock: WindowLock,
}

/// What came of asking to be the one window.
#[derive(Debug)]
pub enum Turn {
    /// This process opens the window.
    First(Instance),
    /// There is one, and it came to the front.
    Raised,
    /// There is one, and it does not answer.
    Silent,
}

/// Asks to be the one window of the data folder; `bell` is rung when another start asks for it. Where there is one, it opens
/// `form`. Waits up to 6 s for a
/// window that begins, ends or hangs.
///
/// # Errors
/// The lock cannot be made.
pub fn take(home: &Home, bell: &Bell, form: Option<&Path>) -> Result<Turn, StoreError> {
    let name = name(home);
    let line = line(form);
    let began = Instant::now();
    loop {
        if let Some(lock) = home.window_lock()? {
            let place = place::Place::listen(home, &name, bell.clone());
            if let Err(error) = &place {
                // The window opens all the same; it will not be raised.
                crate::logs::warn!("a second start will not find this window", error = *error);
            }
            return Ok(Turn::First(Instance {
                _place: place.ok(),
                _lock: lock,
            }));
        }
        if place::call(home, &name, &line).is_ok_and(|answer| answer == DONE) {
            return Ok(Turn::Raised);
        }
        if began.elapsed() >= PATIENCE {
            return Ok(Turn::Silent);
        }
        thread::sleep(PAUSE);
    }
}

/// What is said to the window. A path that is no text, or too long to be said, is left out: the window comes all the same.
fn line(form: Option<&Path>) -> String {
    let path = form.and_then(Path::to_str);
    match path.map(|path| format!("{OPEN}{path}\n")) {
        Some(line) if asked_for(line.trim_end_matches('\n')).is_some() => line,
        _ => format!("{RAISE}\n"),
    }
}

/// The form file that a line asks for, by its whole path; `None` if it is not such a line.
fn asked_for(line: &str) -> Option<PathBuf> {
    let path = line.strip_prefix(OPEN)?;
    let is_short = (line.len() as u64) < MAX_LINE_BYTES;
    let is_whole = Path::new(path).is_absolute() && !path.contains(char::is_control);
    (is_short && is_whole).then(|| path.into())
}

/// The same for every way to write the data folder, and telling nothing of it.
fn name(home: &Home) -> String {
    let root = fs::canonicalize(home.root()).unwrap_or_else(|_| home.root().to_owned());
    let name = Uuid::new_v5(&Uuid::NAMESPACE_OID, root.as_os_str().as_encoded_bytes());
    name.simple().to_string()
}

/// Takes one call: a line of one word, answered once the window has heard.
async fn answer(caller: impl AsyncRead + AsyncWrite + Unpin, bell: &Bell) -> io::Result<()> {
    let mut caller = BufReader::new(caller);
    let mut line = String::new();
    let mut bounded = (&mut caller).take(MAX_LINE_BYTES);
    tokio::time::timeout(CALL_TIME, bounded.read_line(&mut line)).await??;
    let line = line.strip_suffix('\n').ok_or(io::ErrorKind::InvalidData)?;
    let form = asked_for(line);
    if form.is_none() && line != RAISE {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let ring = bell.ring(form);
    let heard = async {
        while !bell.is_heard(ring) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(HEAR_TIME, heard).await?;
    let say = async {
        caller.write_all(format!("{DONE}\n").as_bytes()).await?;
        caller.shutdown().await
    };
    tokio::time::timeout(CALL_TIME, say).await?
}

/// Says the line, and gives the answer.
async fn ask(place: impl AsyncRead + AsyncWrite + Unpin, line: &str) -> io::Result<String> {
    let mut place = BufReader::new(place);
    place.write_all(line.as_bytes()).await?;
    let mut line = String::new();
    let mut bounded = place.take(MAX_LINE_BYTES);
    tokio::time::timeout(CALL_TIME + HEAR_TIME, bounded.read_line(&mut line)).await??;
    Ok(line.trim_end().to_owned())
}

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
}

/// Runs on a thread of its own until `stop` is dropped.
fn spawn(
    runtime: tokio::runtime::Runtime,
    stop: tokio::sync::oneshot::Receiver<()>,
    work: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let run = move || {
        runtime.block_on(async {
            tokio::select! {
                () = work => {}
                _ = stop => {}
            }
        });
    };
    thread::Builder::new()
        .name("tcdx-raise".to_owned())
        .spawn(run)
        .map(drop)
}

/// After a caller that could not be taken: a fault that stays must not turn into a busy loop.
async fn rest(result: &io::Result<()>) {
    if let Err(error) = result {
        crate::logs::debug!("a call was not taken", error = *error);
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(unix)]
mod place {
    use std::fs;
    use std::io;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::path::{Path, PathBuf};

    use tokio::net::{UnixListener, UnixStream};
    use tokio::sync::oneshot;

    use super::Bell;
    use crate::store::Home;

    /// A socket that this user alone can reach.
    #[derive(Debug)]
    pub struct Place {
        path: PathBuf,
        _stop: oneshot::Sender<()>,
    }

    impl Place {
        pub fn listen(home: &Home, name: &str, bell: Bell) -> io::Result<Self> {
            let path = path(home, name);
            // Left by a process that was killed: the lock says that no other one listens here.
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let runtime = super::runtime()?;
            let listener = {
                let _entered = runtime.enter();
                UnixListener::bind(&path)?
            };
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
            let own = fs::metadata(&path)?.uid();
            let (stop, stopped) = oneshot::channel();
            super::spawn(runtime, stopped, async move {
                loop {
                    let taken = next(&listener, own, &bell).await;
                    super::rest(&taken).await;
                }
            })?;
            Ok(Self { path, _stop: stop })
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            // One that stays is taken away by the next start.
            let _ = fs::remove_file(&self.path);
        }
    }

    async fn next(listener: &UnixListener, own: u32, bell: &Bell) -> io::Result<()> {
        let (caller, _) = listener.accept().await?;
        if caller.peer_cred()?.uid() != own {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        super::answer(caller, bell).await
    }

    pub fn call(home: &Home, name: &str, line: &str) -> io::Result<String> {
        let path = path(home, name);
        super::runtime()?
            .block_on(async { super::ask(UnixStream::connect(path).await?, line).await })
    }

    /// In the session's folder, which is on this computer and this user's alone; without one, in the data folder.
    fn path(home: &Home, name: &str) -> PathBuf {
        let session = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        match session.filter(|folder| is_private(folder)) {
            Some(folder) => folder.join(format!("tcdx-desk-{name}.socket")),
            None => home.root().join(".window.socket"),
        }
    }

    fn is_private(folder: &Path) -> bool {
        let about = fs::metadata(folder);
        about.is_ok_and(|about| about.is_dir() && about.permissions().mode().trailing_zeros() >= 6)
    }
}

#[cfg(windows)]
mod place {
    use std::io;

    use tokio::net::windows::named_pipe::{ClientOptions, NamedPipeServer, ServerOptions};
    use tokio::sync::oneshot;

    use super::Bell;
    use crate::store::Home;

    /// A named pipe. Windows lets others of this computer read from it at most, and nobody from the network.
    #[derive(Debug)]
    pub struct Place {
        _stop: oneshot::Sender<()>,
    }

    impl Place {
        pub fn listen(_home: &Home, name: &str, bell: Bell) -> io::Result<Self> {
            let runtime = super::runtime()?;
            let path = path(name);
            let first = {
                let _entered = runtime.enter();
                ServerOptions::new()
                    .first_pipe_instance(true)
                    .create(&path)?
            };
            let (stop, stopped) = oneshot::channel();
            super::spawn(runtime, stopped, async move {
                let mut pipe = first;
                loop {
                    let taken = next(&mut pipe, &path, &bell).await;
                    super::rest(&taken).await;
                }
            })?;
            Ok(Self { _stop: stop })
        }
    }

    /// Takes one call; the pipe of the next caller is there before this one is answered.
    async fn next(pipe: &mut NamedPipeServer, path: &str, bell: &Bell) -> io::Result<()> {
        pipe.connect().await?;
        let caller = std::mem::replace(pipe, ServerOptions::new().create(path)?);
        super::answer(caller, bell).await
    }

    pub fn call(_home: &Home, name: &str, line: &str) -> io::Result<String> {
        let runtime = super::runtime()?;
        let path = path(name);
        runtime.block_on(async { super::ask(ClientOptions::new().open(path)?, line).await })
    }

    fn path(name: &str) -> String {
        format!(r"\\.\pipe\tcdx-desk-{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is answered to these bytes by a window that hears, or by one that hangs; and whether the call was taken.
    fn answered(said: &[u8], hears: bool) -> (String, bool) {
        let bell = Bell::default();
        let window = async {
            let context = egui::Context::default();
            loop {
                tokio::time::sleep(Duration::from_millis(5)).await;
                if hears {
                    let mut output = context.run_ui(egui::RawInput::default(), |_| {
                        bell.answer(&context);
                    });
                    output.textures_delta.clear();
                }
            }
        };
        let work = async {
            let (mut caller, taken) = tokio::io::duplex(8192);
            caller.write_all(said).await.unwrap();
            let result = answer(taken, &bell).await;
            let mut answer = String::new();
            caller.read_to_string(&mut answer).await.unwrap();
            (answer, result.is_ok())
        };
        runtime().unwrap().block_on(async {
            tokio::select! {
                answered = work => answered,
                () = window => unreachable!(),
            }
        })
    }

    #[test]
    fn one_word_is_understood_and_nothing_else() {
        assert_eq!(answered(b"raise\n", true), ("done\n".to_owned(), true));
        assert_eq!(
            answered(b"open /forms/a.tcdxform\n", true),
            ("done\n".to_owned(), true)
        );
        let long = [b'r'; 5000];
        for said in [
            &b"open a.tcdxform\n"[..],
            b"open \n",
            b"open /forms/a\x07\n",
            b"\n",
            b"raise it\n",
            b"\xff\n",
            &long,
        ] {
            assert_eq!(answered(said, true), (String::new(), false));
        }
    }

    #[test]
    fn a_form_that_cannot_be_named_in_a_line_only_raises_the_window() {
        assert_eq!(line(None), "raise\n");
        assert_eq!(
            line(Some(Path::new("/f/a.tcdxform"))),
            "open /f/a.tcdxform\n"
        );
        let long = format!("/{}", "a".repeat(5000));
        for path in ["a.tcdxform", "/f/a\nb", &long] {
            assert_eq!(line(Some(Path::new(path))), "raise\n");
        }
    }

    #[test]
    fn nobody_is_waited_for_without_end() {
        let began = Instant::now();
        // A window that hangs is not answered for.
        assert_eq!(answered(b"raise\n", false), (String::new(), false));
        assert!(began.elapsed() >= HEAR_TIME);
        assert_eq!(answered(b"raise", true), (String::new(), false));
        assert!(began.elapsed() < Duration::from_secs(8));
    }

    #[test]
    fn the_name_is_that_of_the_folder_however_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &std::path::Path| name(&Home::locate(Some(path)).unwrap());
        let one = at(&folder.path().join("a"));
        assert_eq!(one, at(&folder.path().join("b/../a")));
        assert_ne!(one, at(&folder.path().join("c")));
        assert!(!one.contains('/'));
    }
}
