//! Documents of level 2: a picture is fitted as photos are, a PDF is taken as it is.

use std::sync::Arc;

use super::{Picked, Shared, apart, blocking, pictures, reading};
use crate::desk::action::Dropped;
use crate::desk::effect::{PictureSource, RequestId};
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::domain::profile::PictureLimits;
use crate::domain::{Edit, Made, MediaType};
use crate::photo::{self, PhotoError, Rgba};
use crate::store::cases::{DocContent, DocMeta, Original};

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
    let source = match picked {
        None => source,
        Some(picked) => match pictures::chosen(picked).await? {
            Some(source) => source,
            None => return Ok(None),
        },
    };
    let bytes = match source {
        PictureSource::Dropped(Dropped::Bytes(bytes)) => bytes,
        PictureSource::File(path) | PictureSource::Dropped(Dropped::Path(path)) => {
            reading::read(path, max_file_bytes).await?
        }
        PictureSource::Clipboard | PictureSource::Sample(_) | PictureSource::Dialog => {
            return Err(pictures::no_dialog());
        }
    };
    let Ok(_permit) = shared.decoders.acquire().await else {
        return Ok(None);
    };
    let document = blocking(move || document(&bytes, &limits, max_file_bytes));
    document.await.map(|document| Some(Box::new(document)))
}

/// Tells what became of it; before that, how it looks.
pub(super) async fn tell(
    shared: &Arc<Shared>,
    request: RequestId,
    result: Result<Option<Box<DocContent>>, Told>,
) {
    if let Ok(Some(document)) = &result {
        let small = small(shared, document).await;
        let event = Event::DocumentSeen { request, small };
        shared.inbox.send(event).await;
    }
    let event = Event::DocumentLoaded { request, result };
    shared.inbox.send(event).await;
}

/// The document or its first page, small; `None` if it cannot be drawn.
async fn small(shared: &Arc<Shared>, document: &DocContent) -> Option<Arc<Rgba>> {
    let Ok(_permit) = shared.decoders.acquire().await else {
        return None;
    };
    let bytes = Arc::clone(&document.bytes);
    let small = blocking(move || apart::preview(&bytes, photo::THUMBNAIL_SIDE_PX));
    small.await.ok().map(Arc::new)
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
    let order = photo::Order {
        bytes,
        slot: None,
        limits,
        max_file_bytes,
        edit: &Edit::default(),
    };
    let fitted = apart::fit(&order, &mut |_| {}).map_err(|error| match error {
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
            made: Made::default(),
            pages: 0,
        },
        bytes: picture.bytes,
        original: Original::Same,
    })
}

fn pdf(bytes: &[u8], max_bytes: u64) -> Result<DocContent, Told> {
    let refused = |error: PhotoError| Told::from(explain::photo(&error));
    photo::check_file(bytes, max_bytes).map_err(refused)?;
    let pages = match apart::draw(bytes) {
        Ok(drawn) => drawn.pages,
        // What only this program cannot draw is sent all the same: it may be sound.
        Err(PhotoError::TooSlow | PhotoError::Stopped) => 0,
        Err(error) => return Err(refused(error)),
    };
    let got = bytes.len() as u64;
    Ok(DocContent {
        meta: DocMeta {
            media_type: "application/pdf".to_owned(),
            width_px: 0,
            height_px: 0,
            original_bytes: got,
            bytes: got,
            sha256: String::new(),
            made: Made::default(),
            pages,
        },
        bytes: bytes.into(),
        original: Original::Same,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::profile::Pictures;

    fn judged(bytes: &[u8], max_file_bytes: u64) -> Result<DocContent, Told> {
        document(bytes, &Pictures::default().proof_of_address, max_file_bytes)
    }

    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj
trailer<</Root 1 0 R>>\n%%EOF\n";

    #[tokio::test]
    async fn the_name_of_a_file_proves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let sample = crate::samples::picture("proof-of-address.jpg").unwrap();
        for (name, bytes, media_type) in [
            ("statement.pdf", sample, "image/jpeg"),
            ("statement.jpg", PDF, "application/pdf"),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let read = reading::read(path, 40_000_000).await.unwrap();
            let document = judged(&read, 40_000_000).unwrap();
            assert_eq!(document.meta.media_type, media_type, "{name}");
        }
    }

    #[test]
    fn a_pdf_is_taken_as_it_is() {
        let bytes = PDF;
        let document = judged(bytes, 1000).unwrap();
        assert_eq!(document.meta.media_type, "application/pdf");
        assert_eq!(document.meta.bytes, bytes.len() as u64);
        assert_eq!((document.meta.width_px, document.meta.height_px), (0, 0));
        assert_eq!(&*document.bytes, bytes);
        assert_eq!(document.meta.pages, 1);
        let damaged = judged(b"%PDF-1.7\nwhatever", 1000);
        assert_eq!(damaged.unwrap_err().id, "photo-damaged");
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
