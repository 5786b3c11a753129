//! From the threads that log to the one that writes: a bounded queue that never lets a frame wait.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::files::Files;
use super::lines;

/// Lines that wait to be written; more are dropped and counted.
const LINES: usize = 4096;
/// Longest line in bytes.
const MAX_LINE: usize = 2048;
/// How often a full queue is tried again when the program ends.
const PAUSE: Duration = Duration::from_millis(5);

enum Item {
    Line(Box<[u8]>),
    /// Everything before it is written: answer.
    Flush(SyncSender<()>),
}

struct Queue {
    sender: SyncSender<Item>,
    /// Until there are files.
    receiver: Mutex<Option<Receiver<Item>>>,
    dropped: AtomicU64,
}

static QUEUE: LazyLock<Queue> = LazyLock::new(|| {
    let (sender, receiver) = sync_channel(LINES);
    Queue {
        sender,
        receiver: Mutex::new(Some(receiver)),
        dropped: AtomicU64::new(0),
    }
});

/// Puts lines into the queue.
pub(super) struct Lines;

/// For the layer that makes the lines; it writes each in one piece.
pub(super) fn writer() -> Lines {
    Lines
}

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut kept = line[..line.len().min(MAX_LINE)].to_vec();
        if kept.len() < line.len() {
            kept.push(b'\n');
        }
        let sent = QUEUE.sender.try_send(Item::Line(kept.into_boxed_slice()));
        if sent.is_err() {
            QUEUE.dropped.fetch_add(1, Ordering::Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Starts the thread that writes. A second call changes nothing.
pub(super) fn open(files: Files, trouble: String) {
    let receiver = QUEUE
        .receiver
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    let Some(receiver) = receiver else { return };
    // A system that gives no thread gives no log; the queue stays as it is, and drops.
    let _ = thread::Builder::new()
        .name("tcdx-log".to_owned())
        .spawn(move || write(&receiver, files, &QUEUE.dropped, &trouble));
}

fn write(receiver: &Receiver<Item>, mut files: Files, dropped: &AtomicU64, trouble: &str) {
    let mut was_told = false;
    while let Ok(item) = receiver.recv() {
        let written = match item {
            Item::Line(line) => {
                let written = files.write(&line);
                match dropped.swap(0, Ordering::Relaxed) {
                    0 => written,
                    lost => written.and_then(|()| files.write(lost_line(lost).as_bytes())),
                }
            }
            Item::Flush(done) => {
                // Who asked may have gone.
                let _ = done.send(());
                Ok(())
            }
        };
        if written.is_err() && !was_told {
            was_told = true;
            // Nobody may be listening.
            let _ = writeln!(io::stderr(), "{trouble}");
        }
    }
}

fn lost_line(lost: u64) -> String {
    let process = std::process::id();
    format!(
        "{} {process} WARN  tcdx_desk::logs: lines were dropped: too many at once lines={lost}\n",
        lines::stamp()
    )
}

/// Waits until all that is in the queue now was written, or for so long.
pub(super) fn flush(patience: Duration) {
    // Nobody writes yet.
    let waits = QUEUE
        .receiver
        .lock()
        .is_ok_and(|receiver| receiver.is_some());
    if waits {
        return;
    }
    let end = Instant::now() + patience;
    let (done, is_done) = sync_channel(1);
    let mut item = Item::Flush(done);
    loop {
        match QUEUE.sender.try_send(item) {
            Ok(()) => break,
            Err(TrySendError::Full(back)) if Instant::now() < end => {
                item = back;
                thread::sleep(PAUSE);
            }
            Err(_) => return,
        }
    }
    let left = end.saturating_duration_since(Instant::now());
    // What is not written by then is not waited for: the program is to end.
    if let Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) =
        is_done.recv_timeout(left)
    {}
}
