//! Reading a file that a drive may never give: apart from the decoding, and not for ever.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, oneshot};

use crate::desk::explain::{self, Told};
use crate::photo;

/// How long a drive may take for one file.
const TIME_LIMIT: Duration = Duration::from_secs(20);
/// Files that are read at once, those of drives that never answer among them.
static READERS: Semaphore = Semaphore::const_new(16);

/// The bytes of a file, read on a thread of its own. If its drive does not answer in time, the thread is left behind:
/// nothing can end it, and the end of the program does not wait for it.
pub(super) async fn read(path: PathBuf, max_file_bytes: u64) -> Result<Arc<[u8]>, Told> {
    read_as(path, max_file_bytes, |error| explain::read(error).into()).await
}

/// The same, with words of its own for what goes wrong.
pub(super) async fn read_as(
    path: PathBuf,
    max_file_bytes: u64,
    tell: fn(&photo::ReadError) -> Told,
) -> Result<Arc<[u8]>, Told> {
    let work = move || photo::read_file(&path, max_file_bytes).map_err(|error| tell(&error));
    let bytes = within(TIME_LIMIT, work).await?;
    Ok(bytes.into())
}

async fn within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> Result<T, Told> + Send + 'static,
) -> Result<T, Told> {
    let stalls = || Told::new("photo-read-stalls");
    let done = async move {
        let permit = READERS.acquire().await.ok()?;
        let (sender, done) = oneshot::channel();
        let reader = move || {
            let _ = sender.send(work());
            drop(permit);
        };
        let name = "tcdx-reader".to_owned();
        std::thread::Builder::new().name(name).spawn(reader).ok()?;
        done.await.ok()
    };
    match tokio::time::timeout(limit, done).await {
        Ok(Some(result)) => result,
        Ok(None) | Err(_) => Err(stalls()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_drive_that_stalls_is_told_and_holds_nobody_up() {
        let (answers, never) = std::sync::mpsc::sync_channel::<()>(1);
        let stalled = within(Duration::from_millis(50), move || {
            let _ = never.recv();
            Ok(())
        });
        assert_eq!(stalled.await.unwrap_err().id, "photo-read-stalls");
        let other = within(Duration::from_secs(5), || Ok(7));
        assert_eq!(other.await.unwrap(), 7);
        drop(answers);
    }

    #[tokio::test]
    async fn files_of_the_same_name_are_not_mixed_up() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (folder, bytes) in [(&one, "first"), (&other, "second")] {
            std::fs::write(folder.path().join("ktp.jpg"), bytes).unwrap();
        }
        let first = read(one.path().join("ktp.jpg"), 100);
        let second = read(other.path().join("ktp.jpg"), 100);
        let (first, second) = tokio::join!(first, second);
        assert_eq!(&*first.unwrap(), b"first");
        assert_eq!(&*second.unwrap(), b"second");
    }
}
