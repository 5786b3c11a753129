//! Tables as files that Excel opens in columns and carries nothing out of.

use std::io;

use super::Table;
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

/// A file with nothing but a header, to be filled in.
pub fn template(headers: &[&str], lang: Lang) -> io::Result<Vec<u8>> {
    let mut out = writer(lang);
    out.write_record(headers.iter().map(|name| harmless((*name).to_owned())))?;
    finished(out)
}

/// A table as it was read, with further columns behind it: how each row went.
///
/// `values` has the further cells of each row of the table, in its order.
pub fn results(
    table: &Table,
    headers: &[&str],
    values: &[Vec<String>],
    lang: Lang,
) -> io::Result<Vec<u8>> {
    let mut out = writer(lang);
    let names = table
        .headers
        .iter()
        .map(String::as_str)
        .chain(headers.iter().copied());
    out.write_record(names.map(|name| harmless(name.to_owned())))?;
    for (at, row) in table.rows.iter().enumerate() {
        let own = row.cells.iter().map(|cell| cell.text.clone());
        let further = values.get(at).map(Vec::as_slice).unwrap_or_default();
        let further = (0..headers.len()).map(|at| further.get(at).cloned().unwrap_or_default());
        out.write_record(own.chain(further).map(harmless))?;
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
