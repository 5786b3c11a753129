//! Looks at files that are to be put into slots: bounded in number, depth and size, two at a time, off the frame.

mod taken;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::{Runtime, Shared, apart, blocking};
use crate::desk::action::Dropped;
use crate::desk::effect::RequestId;
use crate::desk::event::Event;
use crate::desk::explain::{self, Told};
use crate::desk::state::{ImportItem, ImportNews, ImportTask, MAX_FILES};
use crate::domain::propose::{Content, natural};
use crate::photo::{self, Rgba, judge};

/// Longest side of the small pictures, in pixels.
const SIDE_PX: u32 = 256;
/// Folders within folders, the dropped one counted.
const MAX_DEPTH: usize = 2;
/// Most entries of folders that are looked at at all.
const MAX_ENTRIES: usize = 4096;

pub(super) fn run(runtime: &Runtime, task: ImportTask) {
    let shared = Arc::clone(&runtime.shared);
    match task {
        ImportTask::Survey {
            request,
            files,
            max_file_bytes,
            alive,
        } => runtime.spawn(survey(shared, request, files, max_file_bytes, alive)),
        ImportTask::Probe { slot, file } => runtime.spawn(async move {
            let (file, is_folder) = blocking(move || {
                let is_folder = matches!(&file, Dropped::Path(path) if path.is_dir());
                (file, is_folder)
            })
            .await;
            let news = ImportNews::Kind {
                slot,
                file,
                is_folder,
            };
            shared.inbox.send(Event::Import(news)).await;
        }),
    }
}

async fn survey(
    shared: Arc<Shared>,
    request: RequestId,
    files: Vec<Dropped>,
    max_file_bytes: u64,
    alive: Weak<()>,
) {
    let listed = blocking(move || list(files)).await;
    let found = ImportNews::Found {
        request,
        total: listed.files.len(),
        left_out: listed.left_out,
    };
    shared.inbox.send(Event::Import(found)).await;
    let files = Arc::new(listed.files);
    let next = AtomicUsize::new(0);
    let worker = || async {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(number).cloned() else {
                return;
            };
            if alive.strong_count() == 0 {
                return;
            }
            let item = Box::new(look(&shared, number, file, max_file_bytes).await);
            let news = ImportNews::Seen { request, item };
            shared.inbox.send(Event::Import(news)).await;
        }
    };
    tokio::join!(worker(), worker());
    let ended = ImportNews::Ended { request };
    shared.inbox.send(Event::Import(ended)).await;
}

/// What was found in what was dropped.
#[derive(Default)]
struct Listed {
    files: Vec<Listing>,
    left_out: usize,
    entries: usize,
}

#[derive(Clone)]
struct Listing {
    file: Dropped,
    name: String,
    folder: String,
}

fn list(dropped: Vec<Dropped>) -> Listed {
    let mut listed = Listed::default();
    for file in dropped {
        match &file {
            Dropped::Path(path) if path.is_dir() => folder(&mut listed, path, 1),
            Dropped::Path(path) => {
                let (name, folder) = (name_of(path), parent_of(path));
                listed.files.push(Listing { file, name, folder });
            }
            Dropped::Bytes(_) => listed.files.push(Listing {
                file,
                name: String::new(),
                folder: String::new(),
            }),
        }
    }
    listed.files.sort_by(|one, other| {
        natural(&one.name, &other.name).then_with(|| natural(&one.folder, &other.folder))
    });
    listed.left_out += listed.files.len().saturating_sub(MAX_FILES);
    listed.files.truncate(MAX_FILES);
    listed
}

/// The files of a folder. Links are not followed: they may lead anywhere. What is hidden was not meant.
fn folder(listed: &mut Listed, path: &Path, depth: usize) {
    let Ok(entries) = fs::read_dir(path) else {
        listed.left_out += 1;
        return;
    };
    for entry in entries.flatten() {
        listed.entries += 1;
        if listed.entries > MAX_ENTRIES {
            listed.left_out += 1;
            return;
        }
        let path = entry.path();
        let name = name_of(&path);
        if name.starts_with('.') || is_litter(&name) {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth < MAX_DEPTH => folder(listed, &path, depth + 1),
            Ok(kind) if kind.is_file() => listed.files.push(Listing {
                folder: parent_of(&path),
                file: Dropped::Path(path),
                name,
            }),
            _ => listed.left_out += 1,
        }
    }
}

/// What file managers leave behind without hiding it.
fn is_litter(name: &str) -> bool {
    ["thumbs.db", "desktop.ini"].contains(&name.to_lowercase().as_str())
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn parent_of(path: &Path) -> String {
    path.parent().map(name_of).unwrap_or_default()
}

async fn look(
    shared: &Arc<Shared>,
    number: usize,
    listing: Listing,
    max_file_bytes: u64,
) -> ImportItem {
    let Listing { file, name, folder } = listing;
    // A drive that stalls holds up this reading, and nothing that is being decoded.
    let read = match file.clone() {
        Dropped::Bytes(bytes) => Ok((bytes, None)),
        Dropped::Path(path) => blocking(move || read(&path, max_file_bytes)).await,
    };
    let mut item = ImportItem {
        number,
        file,
        name,
        folder,
        bytes: 0,
        picture: Err(Told::new("photo-damaged")),
        taken: None,
        content: None,
        slot: None,
        why: None,
        is_chosen: false,
    };
    let (bytes, written) = match read {
        Ok(read) => read,
        Err(told) => {
            item.picture = Err(told);
            return item;
        }
    };
    item.bytes = bytes.len() as u64;
    item.taken = taken::date_time(&bytes).or(written);
    let Ok(_permit) = shared.decoders.acquire().await else {
        return item;
    };
    let preview = blocking(move || apart::preview(&bytes, SIDE_PX)).await;
    item.content = preview.as_ref().ok().and_then(content);
    item.picture = preview
        .map(Arc::new)
        .map_err(|error| explain::photo(&error).into());
    item
}

type Read = Result<(Arc<[u8]>, Option<DateTime>), Told>;

fn read(path: &Path, max_file_bytes: u64) -> Read {
    let bytes = photo::read_file(path, max_file_bytes);
    let bytes = bytes.map_err(|error| explain::read(&error))?;
    let written = fs::metadata(path)
        .and_then(|data| data.modified())
        .ok()
        .and_then(|at| Timestamp::try_from(at).ok())
        .map(|at| at.to_zoned(TimeZone::system()).datetime());
    Ok((bytes.into(), written))
}

/// What seems to be on a picture; where the judge cannot tell, what its proportions speak for.
fn content(picture: &Rgba) -> Option<Content> {
    match judge::shape_of(picture) {
        judge::Content::Card => Some(Content::Card),
        judge::Content::Portrait => Some(Content::Portrait),
        judge::Content::Page => Some(Content::Page),
        judge::Content::Unknown => proportions(picture),
    }
}

/// An identity card is 85.6 × 54 mm, cut out or scanned; what stands upright is more often a person than anything else.
fn proportions(picture: &Rgba) -> Option<Content> {
    let ratio = f64::from(picture.width) / f64::from(picture.height.max(1));
    if (1.54..=1.63).contains(&ratio) {
        Some(Content::Card)
    } else if ratio < 0.95 {
        Some(Content::Portrait)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
