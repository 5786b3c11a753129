//! Tables as files that Excel opens in columns and carries nothing out of.

use std::io;

use crate::domain::Lang;

/// Cells that begin so are formulas to a spreadsheet: they would be carried out when the file is opened.
pub const FORMULAS: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// A text that no spreadsheet takes for a formula.
pub fn harmless(cell: String) -> String {
    if cell.starts_with(FORMULAS) {
        format!("'{cell}")
    } else {
        cell
    }
}

/// What a cell holds: the text without spaces around it, and without the mark that [`harmless`] put before it, so that a file of
/// ours comes back as it was.
pub(super) fn unguarded(cell: &str) -> &str {
    let cell = cell.trim();
    let held = cell.strip_prefix('\'');
    held.filter(|held| held.starts_with(FORMULAS))
        .map_or(cell, str::trim)
}

/// A file with nothing but a header, to be filled in.
pub fn template(headers: &[&str], lang: Lang) -> io::Result<Vec<u8>> {
    let mut out = writer(lang);
    out.write_record(headers.iter().map(|name| harmless((*name).to_owned())))?;
    finished(out)
}

/// A header and lines below it.
pub fn lines(
    headers: &[String],
    lines: impl Iterator<Item = Vec<String>>,
    lang: Lang,
) -> io::Result<Vec<u8>> {
    let mut out = writer(lang);
    out.write_record(headers.iter().cloned().map(harmless))?;
    for line in lines {
        out.write_record(line.into_iter().map(harmless))?;
    }
    finished(out)
}

/// UTF-8 with the mark by which spreadsheets know it, and the delimiter that Excel expects: it goes by the decimal sign, which
/// is the comma in Indonesian.
fn writer(lang: Lang) -> csv::Writer<Vec<u8>> {
    let delimiter = match lang {
        Lang::Id => b';',
        Lang::En => b',',
    };
    csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec())
}

fn finished(out: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    out.into_inner()
        .map_err(|error| io::Error::other(error.error().kind().to_string()))
}
