//! A row of a table that a person made in a spreadsheet, whatever kind of file it was.

use std::fmt;

/// A row below the header.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file, from 1: the line on which it begins, or Excel's number.
    pub number: usize,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// How many cells it has in the file, if they are more or fewer than the headers.
    pub uneven: Option<usize>,
}

/// A cell.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// True for a number of a workbook: written in plain notation, whatever the notation of texts.
    pub is_number: bool,
    /// What is to be known of it besides.
    pub mark: Option<Mark>,
}

/// What a workbook says of a cell besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A number of so many digits that Excel may have dropped some (it keeps fifteen): an amount or account must be text.
    LongNumber,
    /// A formula, with the value that was kept of it.
    Formula,
    /// A formula of which no value was kept: nobody opened the file in a spreadsheet since it was made.
    NoValue,
    /// An error such as `#REF!`.
    Error,
}

/// Cells hold names, accounts and amounts.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({} ***)", self.number)
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cell(*** {:?})", self.mark)
    }
}
