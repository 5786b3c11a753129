//! The coin address in a picture of a QR code.

use std::sync::Arc;

use super::pictures::{self, Arrived};
use super::{Picked, Shared, apart, blocking};
use crate::desk::effect::PictureSource;
use crate::desk::explain::{self, Told};
use crate::photo::Rgba;
use crate::photo::qr::{self, QrError};

/// Largest picture that is read, in bytes.
const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;
/// Longest side at which the code is looked for, in pixels.
const SIDE_PX: u32 = 1600;

/// Reads it. `None` if no file was chosen.
pub(super) async fn read(
    shared: &Arc<Shared>,
    source: PictureSource,
    dialog: Option<Picked>,
) -> Result<Option<String>, Told> {
    let source = match dialog {
        None => source,
        Some(picked) => match pictures::chosen(picked).await? {
            Some(source) => source,
            None => return Ok(None),
        },
    };
    let arrived = pictures::arrived(source, MAX_FILE_BYTES).await?;
    let Ok(_permit) = shared.decoders.acquire().await else {
        return Ok(None);
    };
    blocking(move || address(arrived)).await.map(Some)
}

fn address(arrived: Arrived) -> Result<String, Told> {
    let picture = match arrived {
        Arrived::Bytes(bytes) => {
            apart::preview(&bytes, SIDE_PX).map_err(|error| Told::from(explain::photo(&error)))?
        }
        Arrived::Pasted(pasted) => Rgba {
            width: u32::try_from(pasted.width).unwrap_or(u32::MAX),
            height: u32::try_from(pasted.height).unwrap_or(u32::MAX),
            pixels: pasted.bytes.into_owned(),
        },
    };
    let text = qr::read_rgba(&picture).map_err(|error| explain_qr(&error))?;
    qr::address_of(&text).ok_or_else(|| Told::new("qr-no-address").hint("qr-no-address-hint"))
}

fn explain_qr(error: &QrError) -> Told {
    match error {
        QrError::Photo(error) => explain::photo(error).into(),
        QrError::Several(_) => Told::new("qr-several").hint("qr-several-hint"),
        _ => Told::new("qr-none").hint("qr-none-hint"),
    }
}
