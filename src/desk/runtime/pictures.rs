//! Pictures: from the dialog, a file, a drop or the clipboard to a fitted one.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Inbox, Picked, Shared, apart, blocking, reading};
use crate::desk::action::Dropped;
use crate::desk::effect::{OriginalAt, PictureSource, RequestId};
use crate::desk::event::{Event, PictureEnd};
use crate::desk::explain::{self, Told};
use crate::domain::profile::PictureLimits;
use crate::domain::{Doc, Edit, Slot};
use crate::photo::{self, Fitted, Rgba};
use crate::samples;
use crate::store::cases::Original;

/// A dialog that ends sooner than this without a file never opened: nobody cancels that fast.
pub(super) const NO_DIALOG: Duration = Duration::from_millis(150);

/// What becomes of a picture.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub request: RequestId,
    pub slot: Slot,
    pub edit: Edit,
    pub limits: PictureLimits,
    pub max_file_bytes: u64,
}

pub(super) async fn load(
    shared: &Arc<Shared>,
    source: PictureSource,
    picked: Option<Picked>,
    order: Order,
) -> PictureEnd {
    let source = match picked {
        None => source,
        Some(picked) => match chosen(picked).await {
            Ok(Some(source)) => source,
            Ok(None) => return PictureEnd::Cancelled,
            Err(told) => return PictureEnd::Refused(told),
        },
    };
    // Before a decoder is taken: a drive that stalls must not hold one.
    let source = match arrived(source, order.max_file_bytes).await {
        Ok(source) => source,
        Err(told) => return PictureEnd::Refused(told),
    };
    let Ok(_permit) = shared.decoders.acquire().await else {
        return PictureEnd::Cancelled;
    };
    let inbox = shared.inbox.clone();
    blocking(move || end(loaded(source, order, &inbox))).await
}

/// What the system's dialog chose; `None` if nothing was chosen.
pub(super) async fn chosen(picked: Picked) -> Result<Option<PictureSource>, Told> {
    let asked_at = Instant::now();
    match picked.await {
        Some(path) => Ok(Some(PictureSource::File(path))),
        None if asked_at.elapsed() < NO_DIALOG => Err(no_dialog()),
        None => Ok(None),
    }
}

pub(super) fn no_dialog() -> Told {
    Told::new("photo-no-dialog").hint("photo-no-dialog-hint")
}

/// Makes a picture anew from its original.
pub(super) async fn make(shared: &Arc<Shared>, original: OriginalAt, order: Order) -> PictureEnd {
    let found = match kept_original(shared, &original).await {
        Ok(found) => found,
        // Made from the picture instead, it would be cut twice, and the original be lost.
        Err(told) => return PictureEnd::Refused(told),
    };
    // The store has it under the slot that it came from, and nothing of a picture that was taken as it came.
    let is_moved = (original.kept).is_none_or(|(_, from)| from != order.slot);
    let is_new = found.is_none() || is_moved || original.bytes.is_some();
    let bytes = found.unwrap_or(original.picture);
    let Ok(_permit) = shared.decoders.acquire().await else {
        return PictureEnd::Cancelled;
    };
    let inbox = shared.inbox.clone();
    let made = move || {
        let fitted = fitted(&bytes, order, &inbox)?;
        let original = if fitted.is_original {
            Original::Same
        } else if is_new {
            Original::New(bytes)
        } else {
            Original::Unchanged
        };
        Ok((fitted, original))
    };
    blocking(move || end(made())).await
}

fn end(result: Result<(Fitted, Original), Told>) -> PictureEnd {
    match result {
        Ok((fitted, original)) => PictureEnd::Fitted {
            picture: fitted.picture,
            thumbnail: Arc::new(fitted.thumbnail),
            original,
        },
        Err(told) => PictureEnd::Refused(told),
    }
}

fn fitted(bytes: &[u8], order: Order, inbox: &Inbox) -> Result<Fitted, Told> {
    let Order { request, slot, .. } = order;
    let mut seen = |thumbnail| {
        let thumbnail = Arc::new(thumbnail);
        inbox.offer(Event::PictureSeen {
            request,
            slot,
            thumbnail,
        });
    };
    let order = photo::Order {
        bytes,
        slot: Some(slot),
        limits: &order.limits,
        max_file_bytes: order.max_file_bytes,
        edit: &order.edit,
    };
    apart::fit(&order, &mut seen).map_err(|error| explain::photo(&error).into())
}

/// What came, before it is decoded.
pub(super) enum Arrived {
    Bytes(Arc<[u8]>),
    Pasted(arboard::ImageData<'static>),
}

pub(super) async fn arrived(source: PictureSource, max_file_bytes: u64) -> Result<Arrived, Told> {
    let path = match source {
        PictureSource::Dropped(Dropped::Bytes(bytes)) => return Ok(Arrived::Bytes(bytes)),
        PictureSource::File(path) | PictureSource::Dropped(Dropped::Path(path)) => path,
        PictureSource::Sample(name) => {
            let sample = samples::picture(&name);
            let sample = sample.ok_or_else(|| Told::new("photo-read-not-found"))?;
            return Ok(Arrived::Bytes(sample.into()));
        }
        PictureSource::Clipboard => match blocking(pasted).await? {
            Pasted::Picture(picture) => return Ok(Arrived::Pasted(picture)),
            Pasted::File(path) => path,
        },
        PictureSource::Dialog => {
            return Err(no_dialog());
        }
    };
    reading::read(path, max_file_bytes)
        .await
        .map(Arrived::Bytes)
}

fn loaded(source: Arrived, order: Order, inbox: &Inbox) -> Result<(Fitted, Original), Told> {
    let bytes = match source {
        Arrived::Bytes(bytes) => bytes,
        Arrived::Pasted(picture) => {
            let fitted = photo::from_rgba(
                u32::try_from(picture.width).unwrap_or(u32::MAX),
                u32::try_from(picture.height).unwrap_or(u32::MAX),
                &picture.bytes,
                Some(order.slot),
                &order.limits,
            );
            let fitted = fitted.map_err(|error| explain::photo(&error))?;
            return Ok((fitted, Original::Same));
        }
    };
    let fitted = fitted(&bytes, order, inbox)?;
    let original = if fitted.is_original {
        Original::Same
    } else {
        Original::New(bytes)
    };
    Ok((fitted, original))
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

/// The file that a picture was made from.
pub(super) async fn original(shared: &Arc<Shared>, at: OriginalAt) -> Arc<[u8]> {
    match kept_original(shared, &at).await {
        Ok(Some(bytes)) => bytes,
        // To be looked at, the picture does where its original cannot be read.
        Ok(None) | Err(_) => at.picture,
    }
}

/// The file that a picture was made from; `None` if the picture was taken as it came.
async fn kept_original(shared: &Arc<Shared>, at: &OriginalAt) -> Result<Option<Arc<[u8]>>, Told> {
    if let Some(bytes) = &at.bytes {
        return Ok(Some(Arc::clone(bytes)));
    }
    let Some((case, slot)) = at.kept else {
        return Ok(None);
    };
    let Some(store) = shared.case_store() else {
        return Ok(None);
    };
    let read = blocking(move || store.original(case, Doc::Picture(slot))).await;
    read.map_err(|error| explain::cases(&error))
}

/// A picture's pixels, upright, at most `side_px` on the long side.
pub(super) async fn decoded(
    shared: &Arc<Shared>,
    bytes: Arc<[u8]>,
    side_px: u32,
) -> Result<Arc<Rgba>, Told> {
    let Ok(_permit) = shared.decoders.acquire().await else {
        return Err(Told::new("photo-damaged"));
    };
    blocking(move || apart::preview(&bytes, side_px))
        .await
        .map(Arc::new)
        .map_err(|error| explain::photo(&error).into())
}
