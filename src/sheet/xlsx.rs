//! Excel workbooks (`.xlsx`), by `calamine`.

use std::io::Cursor;

use calamine::{
    CellErrorType, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx,
    XlsxError,
};
use memchr::memmem;

use super::{
    Cell, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROWS, Mark, Options, Origin, SheetError, Table,
};
use super::{number, package, write::unguarded};
use crate::guard;

/// Most bytes that the texts of all cells may have together: a text that cells share stands once in the file, and here in each.
const MAX_TEXT_BYTES: usize = 64 * 1024 * 1024;

type Workbook = Xlsx<Cursor<Vec<u8>>>;

pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Table, SheetError> {
    // The reader gives up on some odd files by a panic.
    guard::caught(|| opened(bytes, options)).unwrap_or(Err(SheetError::Damaged))
}

/// What a file in the container of older Office files is: locked, or from before 2007.
pub(super) fn of_old_container(bytes: &[u8]) -> SheetError {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    match memmem::find(bytes, &name) {
        Some(_) => SheetError::Locked,
        None => SheetError::OtherWorkbook,
    }
}

fn opened(bytes: &[u8], options: &Options) -> Result<Table, SheetError> {
    let packed = package::repacked(bytes)?;
    if memmem::find(&packed, b"workbook.xml").is_none() {
        return Err(SheetError::OtherWorkbook);
    }
    let mut book: Workbook = Xlsx::new(Cursor::new(packed)).map_err(|error| told(&error))?;
    let (sheets, wanted) = sheets(&book, options)?;
    let rows = rows(&mut book, &wanted)?;
    let header = rows.first().ok_or(SheetError::Empty)?.0;
    let merged = book
        .merge_cells_by_sheet_name(&wanted)
        .map_err(|error| told(&error))?;
    let in_header = |range: &&Dimensions| {
        (range.start.0 as usize + 1..=range.end.0 as usize + 1).contains(&header)
    };
    if let Some(range) = merged.iter().find(in_header) {
        let range = format!("{}:{}", place(range.start), place(range.end));
        return Err(SheetError::MergedHeader { range });
    }
    let origin = Origin::Xlsx {
        sheet: wanted,
        sheets,
    };
    super::table(rows.into_iter(), origin, true)
}

/// All sheets with cells, and the one to be read.
fn sheets(book: &Workbook, options: &Options) -> Result<(Vec<String>, String), SheetError> {
    let known = || {
        book.sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
    };
    let names: Vec<String> = known().map(|sheet| sheet.name.clone()).collect();
    let wanted = match &options.sheet {
        Some(wanted) => names.iter().find(|name| *name == wanted).cloned(),
        None => known()
            .find(|sheet| sheet.visible == SheetVisible::Visible)
            .map(|sheet| sheet.name.clone()),
    };
    Ok((names, wanted.ok_or(SheetError::NoSuchSheet)?))
}

/// The rows that are not empty, with Excel's numbers.
fn rows(book: &mut Workbook, sheet: &str) -> Result<Vec<(usize, Vec<Cell>)>, SheetError> {
    let mut reader = book
        .worksheet_cells_reader(sheet)
        .map_err(|error| told(&error))?;
    let mut cells: Vec<(usize, usize, Cell)> = Vec::new();
    let mut text_bytes = 0;
    while let Some(record) = reader
        .next_cell_with_formula_metadata()
        .map_err(|error| told(&error))?
    {
        let (row, column) = (record.pos.0 as usize + 1, record.pos.1 as usize + 1);
        let cell = cell(record.value, record.formula.is_some());
        if cell == Cell::default() {
            continue;
        }
        if column > MAX_COLUMNS {
            return Err(SheetError::TooManyColumns { row });
        }
        if cell.text.len() > MAX_CELL_BYTES {
            return Err(SheetError::CellTooLong { row, column });
        }
        text_bytes += cell.text.len();
        if text_bytes > MAX_TEXT_BYTES {
            return Err(SheetError::UnpacksTooLarge);
        }
        if cells.len() > (MAX_ROWS + 1) * MAX_COLUMNS {
            return Err(SheetError::TooManyRows);
        }
        cells.push((row, column, cell));
    }
    // Files of other programs need not keep the order; a place that is given twice keeps the latter.
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    let mut rows: Vec<(usize, Vec<Cell>)> = Vec::new();
    for (row, column, cell) in cells {
        if rows.last().is_none_or(|(last, _)| *last != row) {
            if rows.len() > MAX_ROWS {
                return Err(SheetError::TooManyRows);
            }
            rows.push((row, Vec::new()));
        }
        if let Some((_, cells)) = rows.last_mut() {
            cells.resize_with(column.max(cells.len()), Cell::default);
            cells[column - 1] = cell;
        }
    }
    Ok(rows)
}

fn cell(value: DataRef<'_>, is_formula: bool) -> Cell {
    let formula = is_formula.then_some(Mark::Formula);
    let is_number = matches!(value, DataRef::Int(_) | DataRef::Float(_));
    let (text, mark) = match value {
        DataRef::Empty => (String::new(), is_formula.then_some(Mark::NoValue)),
        DataRef::String(text) => (unguarded(&text).to_owned(), formula),
        DataRef::SharedString(text) => (unguarded(text).to_owned(), formula),
        DataRef::Bool(is_true) => (if is_true { "TRUE" } else { "FALSE" }.to_owned(), formula),
        DataRef::Int(whole) => (whole.to_string(), formula),
        DataRef::Float(value) => match number::decimal(value) {
            Some((text, mark)) => (text, mark.or(formula)),
            None => (CellErrorType::Num.to_string(), Some(Mark::Error)),
        },
        DataRef::DateTime(at) => (date(at), formula),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            (text.trim().to_owned(), formula)
        }
        DataRef::Error(error) => (error.to_string(), Some(Mark::Error)),
    };
    Cell {
        text,
        is_number,
        mark,
    }
}

/// A date, a time or both in ISO 8601, to the second; a length of time as hours, minutes and seconds.
fn date(at: ExcelDateTime) -> String {
    let value = at.as_f64();
    if at.is_duration() {
        let seconds = (value.abs() * 86_400.0).round() as u64;
        let sign = if value < 0.0 { "-" } else { "" };
        return format!(
            "{sign}{:02}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        );
    }
    // To the nearest second first: half past two is kept as 14:29:59.999999.
    let seconds = (value * 86_400.0).round();
    let rounded = ExcelDateTime::new(
        seconds / 86_400.0,
        calamine::ExcelDateTimeType::DateTime,
        is_1904(at),
    );
    let (year, month, day, hour, minute, second, _) = rounded.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&value) {
        return clock;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if clock == "00:00:00" {
        day
    } else {
        format!("{day}T{clock}")
    }
}

/// True if a date counts from 1904, as in files of old Macs: a day that is known tells.
fn is_1904(at: ExcelDateTime) -> bool {
    let since_1900 = ExcelDateTime::new(at.as_f64(), calamine::ExcelDateTimeType::DateTime, false);
    since_1900.to_ymd_hms_milli() != at.to_ymd_hms_milli()
}

/// A place as Excel writes it: `A1`.
fn place((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

fn told(error: &XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::Locked,
        XlsxError::WorksheetNotFound(_) => SheetError::NoSuchSheet,
        XlsxError::FileNotFound(_) | XlsxError::NotAWorksheet(_) => SheetError::OtherWorkbook,
        _ => SheetError::Damaged,
    }
}
