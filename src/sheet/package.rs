//! A workbook's file, unpacked within bounds and packed again without compression: what reads it then cannot be made to
//! unpack more, nor to take memory for what the file only promises.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use memchr::memmem;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::SheetError;

/// Most bytes of all parts together, unpacked. Twenty thousand rows of 64 long cells are a third of it.
pub(super) const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// Most parts.
const MAX_PARTS: usize = 4096;

/// The parts that hold the sheets, packed without compression.
pub(super) fn repacked(bytes: &[u8]) -> Result<Vec<u8>, SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| told(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(SheetError::Damaged);
    }
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut left = MAX_UNPACKED_BYTES;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| told(&error))?;
        // A part whose name is no text is none that a spreadsheet writes.
        let Ok(name) = part.name().map(Cow::into_owned) else {
            continue;
        };
        if !is_needed(&name) {
            continue;
        }
        let mut content = Vec::new();
        // What the header says of the size is not believed: one byte more than is left tells.
        part.take(left + 1)
            .read_to_end(&mut content)
            .map_err(|_| SheetError::Damaged)?;
        left = left
            .checked_sub(content.len() as u64)
            .ok_or(SheetError::UnpacksTooLarge)?;
        // UTF-16, in which the promise below could hide; no spreadsheet writes it.
        if content.iter().take(512).any(|byte| *byte == 0) {
            return Err(SheetError::Damaged);
        }
        unpromised(&mut content);
        out.start_file(name, plain).map_err(|error| told(&error))?;
        out.write_all(&content).map_err(|_| SheetError::Damaged)?;
    }
    let packed = out.finish().map_err(|error| told(&error))?;
    Ok(packed.into_inner())
}

/// True for the parts that tell the sheets and their cells: no pictures, no macros, no drawings.
fn is_needed(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_text = [".xml", ".rels"]
        .iter()
        .any(|ending| name.ends_with(ending));
    let is_other = [
        "docprops/",
        "drawings/",
        "charts/",
        "pivot",
        "externallinks/",
        "comments",
    ];
    is_text && !is_other.iter().any(|other| name.contains(other))
}

/// Takes back how many texts the list of shared texts promises: memory would be set aside for them, and a file that lies would
/// end the program.
fn unpromised(content: &mut [u8]) {
    const PROMISE: &[u8] = b"uniqueCount";
    let first_text = [&b"<si"[..], b":si"]
        .iter()
        .filter_map(|start| memmem::find(content, start))
        .min()
        .unwrap_or(content.len());
    let Some(head) = content.get_mut(..first_text) else {
        return;
    };
    while let Some(at) = memmem::find(head, PROMISE) {
        if let Some(letter) = head.get_mut(at) {
            *letter = b'x';
        }
    }
}

fn told(error: &ZipError) -> SheetError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => SheetError::Locked,
        _ => SheetError::Damaged,
    }
}
