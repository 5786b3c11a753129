//! CSV, TSV and their kin, strictly: what could be read in two ways is told, not guessed.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::write::unguarded;
use super::{Cell, Encoding, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROWS, Origin, SheetError, Table};

/// What may stand between cells, the likeliest first where they are equally likely.
const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];
/// So many lines are looked at to find the delimiter.
const LINES_LOOKED_AT: usize = 20;

pub(super) fn read(bytes: &[u8]) -> Result<Table, SheetError> {
    let (text, encoding) = decoded(bytes)?;
    if let Some(at) = text.find('\0') {
        let line = lines_in(text.get(..at).unwrap_or_default()) + 1;
        return Err(SheetError::Nul { line });
    }
    let (named, body, line) = named_delimiter(&text);
    let delimiter = named.unwrap_or_else(|| likely_delimiter(body));
    let origin = Origin::Csv {
        encoding,
        delimiter,
    };
    let mut records = Records {
        rest: body,
        line,
        delimiter,
    };
    let mut rows = Vec::new();
    while let Some((number, cells)) = records.next()? {
        if cells.iter().all(|cell| cell.text.is_empty()) {
            continue;
        }
        rows.push((number, cells));
        if rows.len() > MAX_ROWS + 1 {
            return Err(SheetError::TooManyRows);
        }
    }
    super::table(rows.into_iter(), origin, false)
}

fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), SheetError> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let body = bytes.get(mark..).unwrap_or_default();
    let named = if encoding == UTF_16LE {
        Encoding::Utf16Le
    } else if encoding == UTF_16BE {
        Encoding::Utf16Be
    } else {
        Encoding::Utf8
    };
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(body) {
        return Ok((text, named));
    }
    if mark > 0 {
        return Err(SheetError::Encoding);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok((text, Encoding::Windows1252))
}

/// Line ends in a text: LF, CR LF, CR.
fn lines_in(text: &str) -> usize {
    let mut ends = 0;
    let mut before = b' ';
    for byte in text.bytes() {
        ends += usize::from(byte == b'\r' || (byte == b'\n' && before != b'\r'));
        before = byte;
    }
    ends
}

/// The delimiter that Excel's first line `sep=;` names, the text behind that line, and the number of its first line.
fn named_delimiter(text: &str) -> (Option<char>, &str, usize) {
    let whole = (None, text, 1);
    if !text
        .get(..4)
        .is_some_and(|head| head.eq_ignore_ascii_case("sep="))
    {
        return whole;
    }
    let mut rest = text.get(4..).unwrap_or_default().chars();
    let Some(delimiter) = rest.next().filter(|sign| DELIMITERS.contains(sign)) else {
        return whole;
    };
    let rest = rest.as_str();
    let body = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix(['\r', '\n']));
    match body {
        Some(body) => (Some(delimiter), body, 2),
        None => whole,
    }
}

/// The delimiter that the header has, and the lines below it have as often.
fn likely_delimiter(text: &str) -> char {
    let mut best = (0, 0, ',');
    for delimiter in DELIMITERS {
        let counts = counts(text, delimiter);
        let header = counts.first().copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == header).count();
        // With the same number of equal lines the one that makes more columns.
        if header > 0 && (alike, header) > (best.0, best.1) {
            best = (alike, header, delimiter);
        }
    }
    best.2
}

/// How often a delimiter stands outside quotes, in each of the first lines that are not empty.
fn counts(text: &str, delimiter: char) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut count, mut is_quoted, mut is_empty) = (0, false, true);
    for sign in text.chars().chain(['\n']) {
        match sign {
            '"' => is_quoted = !is_quoted,
            '\r' | '\n' if !is_quoted => {
                if !is_empty {
                    counts.push(count);
                }
                if counts.len() == LINES_LOOKED_AT {
                    break;
                }
                (count, is_empty) = (0, true);
                continue;
            }
            sign if sign == delimiter && !is_quoted => count += 1,
            _ => {}
        }
        is_empty = false;
    }
    counts
}

/// The records of a text one after the other.
struct Records<'a> {
    rest: &'a str,
    /// The line on which the next one begins.
    line: usize,
    delimiter: char,
}

/// What stood behind a cell.
enum End {
    Cell,
    Line,
    Text,
}

impl<'a> Records<'a> {
    /// The number of its first line and its cells; `None` at the end.
    fn next(&mut self) -> Result<Option<(usize, Vec<Cell>)>, SheetError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let row = self.line;
        let mut cells = Vec::new();
        loop {
            let (text, end) = self.cell()?;
            let text = unguarded(&text);
            if cells.len() == MAX_COLUMNS && !text.is_empty() {
                return Err(SheetError::TooManyColumns { row });
            }
            if text.len() > MAX_CELL_BYTES {
                let column = cells.len() + 1;
                return Err(SheetError::CellTooLong { row, column });
            }
            if cells.len() < MAX_COLUMNS {
                cells.push(Cell {
                    text: text.to_owned(),
                    ..Cell::default()
                });
            }
            match end {
                End::Cell => {}
                End::Line | End::Text => return Ok(Some((row, cells))),
            }
        }
    }

    fn cell(&mut self) -> Result<(Cow<'a, str>, End), SheetError> {
        if let Some(rest) = self.rest.strip_prefix('"') {
            return self.quoted(rest);
        }
        let delimiter = self.delimiter;
        let is_end = |sign: char| sign == delimiter || matches!(sign, '\r' | '\n');
        let at = self.rest.find(is_end).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(at);
        self.rest = rest;
        Ok((Cow::Borrowed(text), self.end().unwrap_or(End::Text)))
    }

    fn quoted(&mut self, rest: &'a str) -> Result<(Cow<'a, str>, End), SheetError> {
        let began = self.line;
        let mut rest = rest;
        let mut text = Cow::Borrowed("");
        loop {
            let Some((part, behind)) = rest.split_once('"') else {
                return Err(SheetError::UnclosedQuote { line: began });
            };
            self.line += lines_in(part);
            if text.is_empty() {
                text = Cow::Borrowed(part);
            } else {
                text.to_mut().push_str(part);
            }
            // Two marks are one that belongs to the text.
            if let Some(behind) = behind.strip_prefix('"') {
                text.to_mut().push('"');
                rest = behind;
                continue;
            }
            self.rest = behind;
            let line = self.line;
            let end = self.end().ok_or(SheetError::StrayQuote { line })?;
            return Ok((text, end));
        }
    }

    /// Takes what ends a cell; `None` if it is something else.
    fn end(&mut self) -> Option<End> {
        let rest = self.rest;
        if rest.is_empty() {
            return Some(End::Text);
        }
        if let Some(rest) = rest.strip_prefix(self.delimiter) {
            self.rest = rest;
            return Some(End::Cell);
        }
        let behind = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix(['\r', '\n']))?;
        self.rest = behind;
        self.line += 1;
        Some(End::Line)
    }
}
