//! The words for what is wrong with a table, or with a row of a batch.

use super::Told;
use crate::domain::batch::RowIssue;
use crate::domain::table::Mark;
use crate::sheet::{MAX_CELL_BYTES, MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS, SheetError};

/// What a table that cannot be read means, and what to do.
pub fn sheet(error: &SheetError) -> Told {
    let told = match error {
        SheetError::Io(kind) => Told::new("sheet-io").arg("why", kind.to_string()),
        SheetError::Empty => Told::new("sheet-empty"),
        SheetError::FileTooLarge => {
            Told::new("sheet-file-too-large").arg("max", (MAX_FILE_BYTES / 1_048_576) as usize)
        }
        SheetError::UnpacksTooLarge => Told::new("sheet-unpacks-too-large"),
        SheetError::LineTooLong { line } => Told::new("sheet-line-too-long").arg("line", *line),
        SheetError::TooManyRows => Told::new("sheet-too-many-rows").arg("max", MAX_ROWS),
        SheetError::TooManyColumns { row } => Told::new("sheet-too-many-columns")
            .arg("row", *row)
            .arg("max", MAX_COLUMNS),
        SheetError::CellTooLong { row, column } => Told::new("sheet-cell-too-long")
            .arg("row", *row)
            .arg("column", *column)
            .arg("max", MAX_CELL_BYTES),
        SheetError::Nul { line } => Told::new("sheet-nul").arg("line", *line),
        SheetError::Encoding => Told::new("sheet-encoding"),
        SheetError::UnclosedQuote { line } => Told::new("sheet-unclosed-quote").arg("line", *line),
        SheetError::StrayQuote { line } => Told::new("sheet-stray-quote").arg("line", *line),
        SheetError::SameHeader { first, second } => Told::new("sheet-same-header")
            .arg("first", *first)
            .arg("second", *second),
        SheetError::MergedHeader { range } => {
            Told::new("sheet-merged-header").arg("range", range.clone())
        }
        SheetError::Locked => Told::new("sheet-locked"),
        SheetError::OtherWorkbook => Told::new("sheet-other-workbook"),
        SheetError::Damaged => Told::new("sheet-damaged"),
        SheetError::NoSuchSheet => Told::new("sheet-no-such-sheet"),
    };
    told.hint("sheet-hint")
}

/// What is wrong with a row or one of its cells.
pub fn row(issue: &RowIssue) -> Told {
    match issue {
        RowIssue::Report(issue) => super::report(issue),
        RowIssue::Customer(issue) => Told::from(super::problem(issue)),
        RowIssue::Cell(mark) => Told::new(match mark {
            Mark::LongNumber => "batch-cell-long-number",
            Mark::Formula => "batch-cell-formula",
            Mark::NoValue => "batch-cell-no-value",
            Mark::Error => "batch-cell-error",
        }),
        RowIssue::Uneven { expected, got } => Told::new("batch-row-uneven")
            .arg("expected", *expected)
            .arg("got", *got),
        RowIssue::TwiceInBatch(row) => Told::new("batch-twice").arg("row", *row),
        RowIssue::KnownCustomer => Told::new("batch-known-customer"),
    }
}
