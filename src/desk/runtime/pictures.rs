//! Pictures: from the dialog, a file, a drop or the clipboard to a fitted one.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Picked, Shared, blocking};
use crate::desk::action::Dropped;
use crate::desk::effect::PictureSource;
use crate::desk::event::PictureEnd;
use crate::desk::explain::{self, Told};
use crate::domain::profile::PictureLimits;
use crate::photo::{self, Fitted, Rgba};
use crate::samples;

/// A dialog that ends sooner than this without a file never opened: nobody cancels that fast.
pub(super) const NO_DIALOG: Duration = Duration::from_millis(150);
/// Longest side of the large view.
const PREVIEW_PX: u32 = 2048;

pub(super) async fn load(
    shared: &Arc<Shared>,
    source: PictureSource,
    picked: Option<Picked>,
    limits: PictureLimits,
    max_file_bytes: u64,
) -> PictureEnd {
    let source = match picked {
        None => source,
        Some(picked) => {
            let asked_at = Instant::now();
            match picked.await {
                Some(path) => PictureSource::File(path),
                None if asked_at.elapsed() < NO_DIALOG => {
                    return PictureEnd::Refused(
                        Told::new("photo-no-dialog").hint("photo-no-dialog-hint"),
                    );
                }
                None => return PictureEnd::Cancelled,
            }
        }
    };
    let Ok(_permit) = shared.decoders.acquire().await else {
        return PictureEnd::Cancelled;
    };
    match blocking(move || fit(source, limits, max_file_bytes)).await {
        Ok(fitted) => PictureEnd::Fitted {
            picture: fitted.picture,
            thumbnail: Arc::new(fitted.thumbnail),
        },
        Err(told) => PictureEnd::Refused(told),
    }
}

fn fit(source: PictureSource, limits: PictureLimits, max_file_bytes: u64) -> Result<Fitted, Told> {
    let fitted = |bytes: &[u8]| {
        photo::fit(bytes, &limits, max_file_bytes).map_err(|error| explain::photo(&error).into())
    };
    match source {
        PictureSource::Dropped(Dropped::Bytes(bytes)) => fitted(&bytes),
        PictureSource::File(path) | PictureSource::Dropped(Dropped::Path(path)) => {
            fitted(&read(&path, max_file_bytes)?)
        }
        PictureSource::Sample(name) => {
            fitted(samples::picture(&name).ok_or_else(|| Told::new("photo-read-not-found"))?)
        }
        PictureSource::Clipboard => match pasted()? {
            Pasted::Picture(picture) => photo::from_rgba(
                u32::try_from(picture.width).unwrap_or(u32::MAX),
                u32::try_from(picture.height).unwrap_or(u32::MAX),
                &picture.bytes,
                &limits,
            )
            .map_err(|error| explain::photo(&error).into()),
            Pasted::File(path) => fitted(&read(&path, max_file_bytes)?),
        },
        PictureSource::Dialog => Err(Told::new("photo-no-dialog").hint("photo-no-dialog-hint")),
    }
}

fn read(path: &std::path::Path, max_file_bytes: u64) -> Result<Vec<u8>, Told> {
    photo::read_file(path, max_file_bytes).map_err(|error| explain::read(&error).into())
}

enum Pasted {
    Picture(arboard::ImageData<'static>),
    File(PathBuf),
}

/// What the clipboard holds: a picture, or a file copied in a file manager.
fn pasted() -> Result<Pasted, Told> {
    let nothing = || Told::new("photo-nothing-to-paste").hint("photo-nothing-to-paste-hint");
    let mut clipboard = arboard::Clipboard::new().map_err(|_| nothing())?;
    if let Ok(picture) = clipboard.get_image() {
        return Ok(Pasted::Picture(picture));
    }
    let files = clipboard.get().file_list().unwrap_or_default();
    files
        .into_iter()
        .next()
        .map(Pasted::File)
        .ok_or_else(nothing)
}

pub(super) async fn preview(shared: &Arc<Shared>, bytes: Arc<[u8]>) -> Result<Arc<Rgba>, Told> {
    let Ok(_permit) = shared.decoders.acquire().await else {
        return Err(Told::new("photo-damaged"));
    };
    blocking(move || photo::preview(&bytes, PREVIEW_PX))
        .await
        .map(Arc::new)
        .map_err(|error| explain::photo(&error).into())
}
