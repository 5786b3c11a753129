//! Tables that people make in spreadsheets: bytes in, rows out, and rows out to a file again. No window, no network.
//!
//! CSV is read as Excel and its kin write it in Indonesia and elsewhere ([`csv`]); workbooks through `calamine`, after they
//! were unpacked within bounds ([`xlsx`]). Formulas are never worked out: what the file keeps as their value is taken.

mod csv;
mod number;
mod package;
mod write;
mod xlsx;

use std::fmt;
use std::io::{self, Read};

use thiserror::Error;

pub use crate::domain::table::{Cell, Mark, Row};
pub use write::{FORMULAS, harmless, lines, template};

/// Most bytes of a file.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Most rows below the header.
pub const MAX_ROWS: usize = 20_000;
/// Most columns.
pub const MAX_COLUMNS: usize = 64;
/// Most bytes of a cell, as UTF-8.
pub const MAX_CELL_BYTES: usize = 4096;
/// Most bytes from one line end to the next: more than the longest row could have, however it is quoted and encoded.
const MAX_LINE_BYTES: usize = 1024 * 1024;

/// What is read of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The sheet of a workbook; the first that is shown if none is named.
    pub sheet: Option<String>,
}

/// A header and the rows below it. Cells are as they stand in the file, without spaces around them.
#[derive(Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns; one in the middle may have none.
    pub headers: Vec<String>,
    /// The rows below, without those that are empty. Each has as many cells as there are headers.
    pub rows: Vec<Row>,
    /// What kind of file it was.
    pub origin: Origin,
}

/// What kind of file a table was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Text between delimiters.
    Csv {
        /// How its letters were encoded.
        encoding: Encoding,
        /// What stood between the cells.
        delimiter: char,
    },
    /// An Excel workbook.
    Xlsx {
        /// The sheet that was read.
        sheet: String,
        /// All sheets, in their order.
        sheets: Vec<String>,
    },
}

/// How letters are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16 with its mark, the low byte first.
    Utf16Le,
    /// UTF-16 with its mark, the high byte first.
    Utf16Be,
    /// Not UTF-8, so taken for what Excel on Windows writes: letters beyond ASCII are to be looked at.
    Windows1252,
}

/// Why a file is no table. Rows and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SheetError {
    /// It cannot be read at all.
    #[error("{0}")]
    Io(io::ErrorKind),
    /// There is no row.
    #[error("no rows")]
    Empty,
    /// More than [`MAX_FILE_BYTES`].
    #[error("more than {MAX_FILE_BYTES} bytes")]
    FileTooLarge,
    /// A workbook that unpacks to more than is read: a trick, or a sheet that is formatted down to its last row.
    #[error("unpacks to too many bytes")]
    UnpacksTooLarge,
    /// A line that does not end.
    #[error("line {line} is too long")]
    LineTooLong {
        /// Which.
        line: usize,
    },
    /// More than [`MAX_ROWS`].
    #[error("more than {MAX_ROWS} rows")]
    TooManyRows,
    /// More than [`MAX_COLUMNS`].
    #[error("row {row} has more than {MAX_COLUMNS} columns")]
    TooManyColumns {
        /// Where.
        row: usize,
    },
    /// More than [`MAX_CELL_BYTES`].
    #[error("row {row}, column {column}: more than {MAX_CELL_BYTES} bytes")]
    CellTooLong {
        /// Where.
        row: usize,
        /// Where.
        column: usize,
    },
    /// A byte of nothing, which no text has.
    #[error("line {line} has a NUL")]
    Nul {
        /// Where.
        line: usize,
    },
    /// The mark at its beginning names an encoding that it does not keep to.
    #[error("not the encoding that it says")]
    Encoding,
    /// A quotation mark that is never closed.
    #[error("the quotation mark of line {line} is not closed")]
    UnclosedQuote {
        /// Where it stands.
        line: usize,
    },
    /// Something between a closing quotation mark and the next cell.
    #[error("line {line} has text behind a quotation mark")]
    StrayQuote {
        /// Where.
        line: usize,
    },
    /// Two columns have the same name.
    #[error("columns {first} and {second} have the same name")]
    SameHeader {
        /// The one.
        first: usize,
        /// The other.
        second: usize,
    },
    /// Cells of the header are merged.
    #[error("the header is merged at {range}")]
    MergedHeader {
        /// Where, e.g. `B1:C1`.
        range: String,
    },
    /// A workbook that opens with a password only.
    #[error("locked with a password")]
    Locked,
    /// A workbook of another kind than `.xlsx`.
    #[error("not an .xlsx workbook")]
    OtherWorkbook,
    /// A workbook that cannot be read.
    #[error("damaged")]
    Damaged,
    /// The workbook has no such sheet.
    #[error("no such sheet")]
    NoSuchSheet,
}

/// Cells hold names, accounts and amounts.
impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (columns, rows) = (self.headers.len(), self.rows.len());
        write!(
            f,
            "Table(*** {rows} rows, {columns} columns, {:?})",
            self.origin
        )
    }
}

/// Reads a table. What is too large is refused before it is in memory.
pub fn read(source: impl Read, options: &Options) -> Result<Table, SheetError> {
    let bytes = bounded(source)?;
    match bytes.get(..4) {
        Some(b"PK\x03\x04" | b"PK\x05\x06") => xlsx::read(&bytes, options),
        Some(b"\xd0\xcf\x11\xe0") => Err(xlsx::of_old_container(&bytes)),
        _ => csv::read(&bytes),
    }
}

/// All bytes, piece by piece, unless they or one of their lines are too many. A workbook's bytes are no lines.
fn bounded(mut source: impl Read) -> Result<Vec<u8>, SheetError> {
    let mut bytes = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    let (mut line, mut in_line) = (1, 0);
    loop {
        let count = match source.read(&mut piece) {
            Ok(0) => return Ok(bytes),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(SheetError::Io(error.kind())),
        };
        let piece = piece.get(..count).unwrap_or_default();
        bytes.extend_from_slice(piece);
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(SheetError::FileTooLarge);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            continue;
        }
        for byte in piece {
            if matches!(byte, b'\n' | b'\r') {
                line += usize::from(*byte == b'\n');
                in_line = 0;
            } else {
                in_line += 1;
            }
            if in_line > MAX_LINE_BYTES {
                return Err(SheetError::LineTooLong { line });
            }
        }
    }
}

/// A table from its rows, the first of which is the header.
fn table(
    mut rows: impl Iterator<Item = (usize, Vec<Cell>)>,
    origin: Origin,
    may_be_short: bool,
) -> Result<Table, SheetError> {
    let (_, header) = rows.next().ok_or(SheetError::Empty)?;
    let mut headers: Vec<String> = header.into_iter().map(|cell| cell.text).collect();
    while headers.last().is_some_and(String::is_empty) {
        headers.pop();
    }
    same_header(&headers)?;
    let mut table = Table {
        headers,
        rows: Vec::new(),
        origin,
    };
    let columns = table.headers.len();
    for (number, mut cells) in rows {
        if table.rows.len() == MAX_ROWS {
            return Err(SheetError::TooManyRows);
        }
        let got = cells.len();
        let is_more = cells
            .iter()
            .skip(columns)
            .any(|cell| *cell != Cell::default());
        let uneven = is_more || (got < columns && !may_be_short);
        cells.resize_with(columns, Cell::default);
        table.rows.push(Row {
            number,
            cells,
            uneven: uneven.then_some(got),
        });
    }
    Ok(table)
}

fn same_header(headers: &[String]) -> Result<(), SheetError> {
    for (second, name) in headers.iter().enumerate() {
        let same = |other: &String| other.eq_ignore_ascii_case(name);
        let first = headers.iter().take(second).position(same);
        if let Some(first) = first.filter(|_| !name.is_empty()) {
            return Err(SheetError::SameHeader {
                first: first + 1,
                second: second + 1,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
