//! Documents of level 2: a picture is fitted as photos are, a PDF is taken as it is.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::pictures::NO_DIALOG;
use super::{Picked, Shared, blocking};
use crate::desk::action::Dropped;
use crate::desk::effect::PictureSource;
use crate::desk::explain::{self, Told};
use crate::domain::MediaType;
use crate::domain::profile::PictureLimits;
use crate::photo::{self, PhotoError};
use crate::store::cases::{DocContent, DocMeta};

/// How every PDF begins (ISO 32000-1, 7.5.2).
const PDF_HEADER: &[u8] = b"%PDF-";

/// Reads a document. `None` if no file was chosen.
pub(super) async fn load(
    shared: &Arc<Shared>,
    source: PictureSource,
    picked: Option<Picked>,
    limits: PictureLimits,
    max_file_bytes: u64,
) -> Result<Option<Box<DocContent>>, Told> {
    let no_dialog = || Told::new("photo-no-dialog").hint("photo-no-dialog-hint");
    let source = match picked {
        None => source,
        Some(picked) => {
            let asked_at = Instant::now();
            match picked.await {
                Some(path) => PictureSource::File(path),
                None if asked_at.elapsed() < NO_DIALOG => return Err(no_dialog()),
                None => return Ok(None),
            }
        }
    };
    let Ok(_permit) = shared.decoders.acquire().await else {
        return Ok(None);
    };
    let document = blocking(move || match source {
        PictureSource::Dropped(Dropped::Bytes(bytes)) => document(&bytes, &limits, max_file_bytes),
        PictureSource::File(path) | PictureSource::Dropped(Dropped::Path(path)) => {
            document(&read(&path, max_file_bytes)?, &limits, max_file_bytes)
        }
        PictureSource::Clipboard | PictureSource::Sample(_) | PictureSource::Dialog => {
            Err(no_dialog())
        }
    });
    document.await.map(|document| Some(Box::new(document)))
}

fn read(path: &Path, max_file_bytes: u64) -> Result<Vec<u8>, Told> {
    photo::read_file(path, max_file_bytes).map_err(|error| explain::read(&error).into())
}

/// A document from a file's bytes: judged by what is in it, not by its name.
pub fn document(
    bytes: &[u8],
    limits: &PictureLimits,
    max_file_bytes: u64,
) -> Result<DocContent, Told> {
    if bytes.starts_with(PDF_HEADER) {
        return pdf(bytes, max_file_bytes);
    }
    let fitted = photo::fit(bytes, limits, max_file_bytes).map_err(|error| match error {
        PhotoError::NotAPicture => Told::new("level2-not-a-document"),
        error => explain::photo(&error).into(),
    });
    let picture = fitted?.picture;
    let media_type = match picture.media_type {
        MediaType::Jpeg => "image/jpeg",
        MediaType::Png => "image/png",
    };
    Ok(DocContent {
        meta: DocMeta {
            media_type: media_type.to_owned(),
            width_px: picture.width_px,
            height_px: picture.height_px,
            original_bytes: picture.original_bytes,
            bytes: picture.bytes.len() as u64,
            sha256: String::new(),
        },
        bytes: picture.bytes,
    })
}

fn pdf(bytes: &[u8], max_bytes: u64) -> Result<DocContent, Told> {
    let got = bytes.len() as u64;
    if got > max_bytes {
        let error = PhotoError::FileTooLarge { max_bytes, got };
        return Err(explain::photo(&error).into());
    }
    Ok(DocContent {
        meta: DocMeta {
            media_type: "application/pdf".to_owned(),
            width_px: 0,
            height_px: 0,
            original_bytes: got,
            bytes: got,
            sha256: String::new(),
        },
        bytes: bytes.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::profile::Pictures;

    fn judged(bytes: &[u8], max_file_bytes: u64) -> Result<DocContent, Told> {
        document(bytes, &Pictures::default().proof_of_address, max_file_bytes)
    }

    #[test]
    fn a_pdf_is_taken_as_it_is() {
        let bytes = b"%PDF-1.7\nwhatever";
        let document = judged(bytes, 100).unwrap();
        assert_eq!(document.meta.media_type, "application/pdf");
        assert_eq!(document.meta.bytes, bytes.len() as u64);
        assert_eq!((document.meta.width_px, document.meta.height_px), (0, 0));
        assert_eq!(&*document.bytes, bytes);
        assert_eq!(
            judged(bytes, 10).unwrap_err().id,
            "photo-file-too-large",
            "the limit holds for a PDF too"
        );
    }

    #[test]
    fn a_picture_is_fitted() {
        let sample = crate::samples::picture("proof-of-address.jpg").unwrap();
        let document = judged(sample, 40_000_000).unwrap();
        assert!(document.meta.media_type.starts_with("image/"));
        assert!(document.meta.width_px > 0 && document.meta.height_px > 0);
        assert_eq!(document.meta.bytes, document.bytes.len() as u64);
        assert_eq!(document.meta.original_bytes, sample.len() as u64);
    }

    #[test]
    fn anything_else_is_refused() {
        assert_eq!(judged(b"", 100).unwrap_err().id, "photo-empty");
        let text = judged(b"just a text, no document", 100);
        assert_eq!(text.unwrap_err().id, "level2-not-a-document");
        let late = judged(b"  %PDF-1.7", 100);
        assert!(late.is_err(), "a header inside is none");
    }
}
