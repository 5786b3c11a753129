//! Decoding in a process of its own: what takes too long there is ended, what crashes there takes no window with it.
//!
//! The process is this same program with a hidden command ([`COMMAND`]). The file's bytes go to its standard input; the
//! answer on its standard output is [`MAGIC`], one byte of outcome, three numbers (32 bits each, little endian: width,
//! height and pages, or what an error tells), then `width * height * 3` bytes of RGB. Nothing is written to a file, and no argument tells anything of a customer.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use image::RgbImage;

use crate::photo::{self, APART_SIDE_PX, Drawn, Fitted, Format, Order, PhotoError, Rgba};

/// The hidden command that decodes.
pub const COMMAND: &str = "decode";
/// How long a file may take.
const TIME_LIMIT: Duration = Duration::from_secs(20);
/// Most bytes that are taken from standard input: more than any profile allows of a file.
const MAX_INPUT: u64 = 256 * 1024 * 1024;
/// Most memory of the process, in bytes, where the system keeps such a limit.
#[cfg(unix)]
const MEMORY_LIMIT: u64 = 2 * 1024 * 1024 * 1024;
/// Most seconds of CPU: a process whose parent is gone ends too.
#[cfg(unix)]
const CPU_LIMIT: u64 = 30;

const MAGIC: &[u8; 4] = b"TCXD";
const HEAD: usize = MAGIC.len() + 1 + 3 * 4;
const MAX_PIXEL_BYTES: u64 = APART_SIDE_PX as u64 * APART_SIDE_PX as u64 * 3;

/// This program's own path, once it is known.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
/// What this program started, and did not end yet.
static RUNNING: Running = Running::new();

/// From now on, files are decoded by this program. Where none is named, they are decoded in this process.
pub fn use_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// As [`photo::fit`], with what needs it decoded apart. Blocks, for up to 20 s.
pub fn fit(order: &Order<'_>, seen: &mut dyn FnMut(Rgba)) -> Result<Fitted, PhotoError> {
    if !photo::needs_apart(order.bytes) {
        return photo::fit(order, seen);
    }
    photo::check_file(order.bytes, order.max_file_bytes)?;
    photo::fit_drawn(order, draw(order.bytes)?, seen)
}

/// As [`photo::preview`], with what needs it decoded apart. Blocks, for up to 20 s.
pub fn preview(bytes: &[u8], max_side_px: u32) -> Result<Rgba, PhotoError> {
    if !photo::needs_apart(bytes) {
        return photo::preview(bytes, max_side_px);
    }
    Ok(photo::shown(&draw(bytes)?, max_side_px))
}

/// The picture or the first page, at most [`APART_SIDE_PX`] on the long side. Blocks, for up to 20 s.
pub fn draw(bytes: &[u8]) -> Result<Drawn, PhotoError> {
    match PROGRAM.get() {
        Some(program) => Decoder {
            program: program.clone(),
            time_limit: TIME_LIMIT,
        }
        .draw_noted(bytes, &RUNNING),
        None => photo::draw(bytes, APART_SIDE_PX),
    }
}

/// The program ends: what is being decoded is ended, and nothing is begun any more, so that nobody waits for it.
pub(super) fn end_all() {
    RUNNING.end_all();
}

type Handle = Arc<Mutex<Child>>;

/// Processes that are at work; `None` once no more may be.
struct Running(Mutex<Option<Vec<Handle>>>);

impl Running {
    const fn new() -> Self {
        Self(Mutex::new(Some(Vec::new())))
    }

    /// False if the program ends.
    fn note(&self, child: &Handle) -> bool {
        let mut children = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(children) = children.as_mut() else {
            return false;
        };
        children.push(Arc::clone(child));
        true
    }

    fn forget(&self, child: &Handle) {
        let mut children = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(children) = children.as_mut() {
            children.retain(|other| !Arc::ptr_eq(other, child));
        }
    }

    fn end_all(&self) {
        let mut children = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for child in children.take().unwrap_or_default() {
            end(&child);
        }
    }
}

/// Whether it ended or not: nothing is left running, and nothing unburied.
fn end(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = child.kill();
    let _ = child.wait();
}

/// A program that decodes, and how long it may take.
#[derive(Debug, Clone)]
pub struct Decoder {
    /// Its path; it is started with [`COMMAND`] alone.
    pub program: PathBuf,
    /// After this it is ended.
    pub time_limit: Duration,
}

impl Decoder {
    /// Starts the program and waits for its answer. Where it cannot be found any more, the work is done in this process.
    ///
    /// Errors: those of the file; [`PhotoError::TooSlow`]; [`PhotoError::Stopped`] for a crash or a senseless answer.
    pub fn draw(&self, bytes: &[u8]) -> Result<Drawn, PhotoError> {
        self.draw_noted(bytes, &Running::new())
    }

    fn draw_noted(&self, bytes: &[u8], running: &Running) -> Result<Drawn, PhotoError> {
        let mut child = match self.start() {
            Ok(child) => child,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return photo::draw(bytes, APART_SIDE_PX);
            }
            Err(_) => return Err(PhotoError::Stopped),
        };
        let pipes = (child.stdin.take(), child.stdout.take());
        let child = Arc::new(Mutex::new(child));
        let answer = match pipes {
            (Some(input), Some(output)) if running.note(&child) => {
                self.answer(input, output, bytes.to_vec())
            }
            _ => Err(PhotoError::Stopped),
        };
        end(&child);
        running.forget(&child);
        answer
    }

    fn start(&self) -> io::Result<Child> {
        let mut command = Command::new(&self.program);
        command
            .arg(COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt as _;
            // CREATE_NO_WINDOW: no black window flashes up.
            command.creation_flags(0x0800_0000);
        }
        command.spawn()
    }

    /// What the process answers within the time. The threads own what they use: none is waited for.
    fn answer(
        &self,
        mut input: ChildStdin,
        output: ChildStdout,
        bytes: Vec<u8>,
    ) -> Result<Drawn, PhotoError> {
        let thread = |name: &str| std::thread::Builder::new().name(name.to_owned());
        let written = thread("tcdx-decode-in").spawn(move || {
            // It may refuse after the first bytes, and not read the rest.
            let _ = input.write_all(&bytes);
        });
        let (sender, answer) = sync_channel(1);
        let read = thread("tcdx-decode-out").spawn(move || {
            let _ = sender.send(read_answer(output));
        });
        if written.is_err() || read.is_err() {
            return Err(PhotoError::Stopped);
        }
        answer
            .recv_timeout(self.time_limit)
            .unwrap_or(Err(PhotoError::TooSlow))
    }
}

/// The outcomes that a file can have and that tell no more, by their number in the answer; 0 is success.
const OUTCOMES: [PhotoError; 7] = [
    PhotoError::Damaged,
    PhotoError::Locked,
    PhotoError::NoPages,
    PhotoError::Empty,
    PhotoError::NotAPicture,
    PhotoError::Stopped,
    PhotoError::CannotFit,
];
/// [`PhotoError::TooManyPixels`], with width and height.
const TOO_MANY_PIXELS: u8 = 100;
/// [`PhotoError::Unsupported`], with the format's place in [`Format::ALL`].
const UNSUPPORTED: u8 = 101;

fn outcome(error: PhotoError) -> (u8, [u32; 3]) {
    match error {
        PhotoError::TooManyPixels { width, height } => (TOO_MANY_PIXELS, [width, height, 0]),
        PhotoError::Unsupported(format) => {
            let place = Format::ALL.iter().position(|known| *known == format);
            (
                UNSUPPORTED,
                [place.unwrap_or(Format::ALL.len()) as u32, 0, 0],
            )
        }
        other => {
            let place = OUTCOMES.iter().position(|known| *known == other);
            let stopped = OUTCOMES
                .iter()
                .position(|known| *known == PhotoError::Stopped);
            (place.or(stopped).unwrap_or(0) as u8 + 1, [0; 3])
        }
    }
}

fn error_of(outcome: u8, [width, height, _]: [u32; 3]) -> PhotoError {
    match outcome {
        TOO_MANY_PIXELS => PhotoError::TooManyPixels { width, height },
        UNSUPPORTED => Format::ALL
            .get(width as usize)
            .map_or(PhotoError::Stopped, |format| {
                PhotoError::Unsupported(*format)
            }),
        _ => *OUTCOMES
            .get(usize::from(outcome).wrapping_sub(1))
            .unwrap_or(&PhotoError::Stopped),
    }
}

/// What the process told; no more is read than a sound answer can have.
fn read_answer(mut answer: impl Read) -> Result<Drawn, PhotoError> {
    let stopped = PhotoError::Stopped;
    let mut head = [0; HEAD];
    answer.read_exact(&mut head).map_err(|_| stopped)?;
    let (magic, rest) = head.split_at(MAGIC.len());
    if magic != MAGIC {
        return Err(stopped);
    }
    let mut numbers = [0; 3];
    for (number, four) in numbers.iter_mut().zip(rest[1..].as_chunks::<4>().0) {
        *number = u32::from_le_bytes(*four);
    }
    if rest[0] != 0 {
        return Err(error_of(rest[0], numbers));
    }
    let [width, height, pages] = numbers;
    let sides = 1..=APART_SIDE_PX;
    if !sides.contains(&width) || !sides.contains(&height) {
        return Err(stopped);
    }
    let expected = u64::from(width) * u64::from(height) * 3;
    let mut pixels = Vec::with_capacity(expected.min(MAX_PIXEL_BYTES) as usize + 1);
    answer
        .take(expected + 1)
        .read_to_end(&mut pixels)
        .map_err(|_| stopped)?;
    if pixels.len() as u64 != expected {
        return Err(stopped);
    }
    let image = RgbImage::from_raw(width, height, pixels).ok_or(stopped)?;
    Ok(Drawn { image, pages })
}

/// The hidden command: decodes what comes on standard input. True if an answer, good or bad, was written.
pub fn serve() -> bool {
    limit();
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MAX_INPUT).read_to_end(&mut bytes);
    let result = match read {
        Ok(_) => photo::draw(&bytes, APART_SIDE_PX),
        Err(_) => Err(PhotoError::Damaged),
    };
    write_answer(&mut io::stdout().lock(), result).is_ok()
}

fn write_answer(output: &mut impl Write, result: Result<Drawn, PhotoError>) -> io::Result<()> {
    output.write_all(MAGIC)?;
    match result {
        Ok(drawn) => {
            output.write_all(&[0])?;
            for number in [drawn.image.width(), drawn.image.height(), drawn.pages] {
                output.write_all(&number.to_le_bytes())?;
            }
            output.write_all(drawn.image.as_raw())?;
        }
        Err(error) => {
            let (outcome, numbers) = outcome(error);
            output.write_all(&[outcome])?;
            for number in numbers {
                output.write_all(&number.to_le_bytes())?;
            }
        }
    }
    output.flush()
}

/// Limits of this process. A system that keeps none of them still has the limit in time.
fn limit() {
    #[cfg(unix)]
    {
        use rlimit::Resource;
        // No file is written, and no picture of a customer is left behind by a crash.
        for (resource, most) in [
            (Resource::AS, MEMORY_LIMIT),
            (Resource::CPU, CPU_LIMIT),
            (Resource::CORE, 0),
            (Resource::FSIZE, 0),
        ] {
            let _ = resource.set(most, most);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(result: Result<Drawn, PhotoError>) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_answer(&mut bytes, result).unwrap();
        bytes
    }

    #[test]
    fn an_answer_arrives_as_it_was_given_and_nothing_else_is_believed() {
        let image = RgbImage::from_fn(3, 2, |x, y| image::Rgb([x as u8, y as u8, 7]));
        let drawn = Drawn { image, pages: 12 };
        let sound = answer(Ok(drawn.clone()));
        assert_eq!(read_answer(sound.as_slice()), Ok(drawn));
        for length in 0..sound.len() {
            let cut = read_answer(&sound[..length]);
            assert_eq!(cut, Err(PhotoError::Stopped), "{length}");
        }
        let longer = [sound.as_slice(), &[0]].concat();
        assert_eq!(read_answer(longer.as_slice()), Err(PhotoError::Stopped));
        let mut huge = sound.clone();
        huge[5..13].fill(0xFF);
        assert_eq!(read_answer(huge.as_slice()), Err(PhotoError::Stopped));
        let (width, height) = (60_000, 1_000_000);
        let more = Format::ALL.map(PhotoError::Unsupported);
        let errors = OUTCOMES.into_iter().chain(more);
        for error in errors.chain([PhotoError::TooManyPixels { width, height }]) {
            assert_eq!(read_answer(answer(Err(error)).as_slice()), Err(error));
        }
        let mut unknown = answer(Err(PhotoError::Unsupported(Format::Heic)));
        unknown[5] = 200;
        assert_eq!(read_answer(unknown.as_slice()), Err(PhotoError::Stopped));
        let mut unknown = answer(Err(PhotoError::Damaged));
        unknown[4] = 200;
        assert_eq!(read_answer(unknown.as_slice()), Err(PhotoError::Stopped));
    }

    /// A program made of these lines. Another process writes it: what is open for writing in this one, or in a child that
    /// another test just started, could not be run.
    #[cfg(unix)]
    fn program(folder: &tempfile::TempDir, script: &str) -> Decoder {
        let program = folder.path().join("decoder");
        let written = Command::new("/bin/sh")
            .args([
                "-c",
                "printf '#!/bin/sh\\n%s\\n' \"$2\" > \"$1\" && chmod 700 \"$1\"",
                "sh",
            ])
            .args([program.as_os_str(), script.as_ref()])
            .status();
        assert!(written.unwrap().success());
        Decoder {
            program,
            time_limit: Duration::from_millis(1500),
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_babbles_or_crashes_is_told_and_ended() {
        let folder = tempfile::tempdir().unwrap();
        let end_of = |script: &str| {
            let started = std::time::Instant::now();
            let result = program(&folder, script).draw(&vec![0; 1_000_000]);
            assert!(started.elapsed() < Duration::from_secs(10));
            result
        };
        assert_eq!(end_of("exec sleep 60"), Err(PhotoError::TooSlow));
        assert_eq!(end_of("echo nonsense"), Err(PhotoError::Stopped));
        assert_eq!(end_of("kill -SEGV $$"), Err(PhotoError::Stopped));
        assert_eq!(end_of("exit 0"), Err(PhotoError::Stopped));
        // Zeros without end, at once and behind a sound head of 1 by 1 or 60,000 by 60,000 pixels; a head and no more.
        let zeros = "cat /dev/zero";
        let one = "printf 'TCXD\\0\\1\\0\\0\\0\\1\\0\\0\\0\\1\\0\\0\\0'";
        let huge = "printf 'TCXD\\0\\140\\352\\0\\0\\140\\352\\0\\0\\1\\0\\0\\0'";
        assert_eq!(end_of(zeros), Err(PhotoError::Stopped));
        assert_eq!(end_of(&format!("{one}; {zeros}")), Err(PhotoError::Stopped));
        assert_eq!(
            end_of(&format!("{huge}; {zeros}")),
            Err(PhotoError::Stopped)
        );
        assert_eq!(end_of(one), Err(PhotoError::Stopped));
        assert_eq!(
            end_of(&format!("{one}; exec sleep 60")),
            Err(PhotoError::TooSlow)
        );
        let drawn = end_of(&format!("{one}; printf abc")).unwrap();
        assert_eq!(drawn.image.as_raw(), b"abc");
        // A number that stands for nothing.
        assert_eq!(
            end_of("printf 'TCXD\\377\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0'"),
            Err(PhotoError::Stopped)
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_hangs_is_gone_after_the_limit_or_when_the_program_ends() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("id");
        let hanging = program(
            &folder,
            &format!(
                "echo $$ > '{0}.new'; mv '{0}.new' '{0}'; exec sleep 60",
                note.display()
            ),
        );
        let process = || {
            let id = std::fs::read_to_string(&note).ok()?;
            Some(std::path::Path::new("/proc").join(id.trim()))
        };
        assert_eq!(hanging.draw(b"x"), Err(PhotoError::TooSlow));
        assert!(!process().unwrap().exists(), "ended and buried");

        std::fs::remove_file(&note).unwrap();
        let patient = Decoder {
            time_limit: Duration::from_mins(1),
            ..hanging
        };
        let running = Running::new();
        std::thread::scope(|scope| {
            let drawn = scope.spawn(|| patient.draw_noted(b"x", &running));
            while process().is_none() {
                std::thread::sleep(Duration::from_millis(5));
            }
            let started = std::time::Instant::now();
            running.end_all();
            assert_eq!(drawn.join().unwrap(), Err(PhotoError::Stopped));
            assert!(started.elapsed() < Duration::from_secs(5));
        });
        assert!(!process().unwrap().exists());
        let late = patient.draw_noted(b"x", &running);
        assert_eq!(late, Err(PhotoError::Stopped), "nothing is begun any more");
    }
}
