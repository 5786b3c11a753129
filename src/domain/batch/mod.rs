//! Many reports, or many customers, in one table: which column is what, and what is wrong with each row.
//!
//! Nothing is guessed where money is concerned: amounts are read in the one notation that was chosen for the batch, and ids
//! must stand in the file, so that a file that is taken a second time is known.

mod columns;
mod judge;
mod pictures;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, HashSet};
use std::fmt;

pub use columns::{Mapping, columns, headers, propose};
pub use judge::judge;
pub use pictures::{Matched, match_pictures};

use super::check::Rules;
use super::field::Field;
use super::form::Form;
use super::problem::Issue;
use super::report::{Doubt, Report, ReportField, ReportIssue, ReportKind, ReportRules};
use super::table::Mark;

/// What the rows of a batch are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BatchKind {
    /// Conversions.
    Conversion,
    /// Coins that came or went.
    Crypto,
    /// Money that came or went.
    Fiat,
    /// Customers to be registered, with a folder of pictures.
    Register,
}

/// What a column of a batch holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// A field of a report.
    Report(ReportField),
    /// A field of the registration.
    Customer(Field),
}

/// What is the same in all rows: taken where a cell is empty, or no column holds it.
pub type Defaults = BTreeMap<Column, String>;

/// What the rules depend on besides the rows.
pub struct BatchRules<'a> {
    /// The time, its zone, and the notation of amounts.
    pub report: ReportRules,
    /// The rules of the registration.
    pub customer: Rules<'a>,
    /// What is the same in all rows.
    pub defaults: &'a Defaults,
    /// Ids of orders and transactions that were reported before; for a registration the id numbers of customers.
    pub known: &'a HashSet<String>,
}

/// What became of the rows.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Each row, in the order of the file.
    pub rows: Vec<JudgedRow>,
    /// Rows that can be sent.
    pub good: usize,
    /// How the amounts would read otherwise.
    pub readings: Readings,
    /// Columns of numbers that begin with a nought at times, and were kept by a workbook as numbers, which never do.
    pub without_noughts: Vec<Column>,
}

/// A row that was judged.
#[derive(Debug, Clone)]
pub struct JudgedRow {
    /// Its number in the file.
    pub number: usize,
    /// What can be sent, or everything that is wrong with it in the order of the columns.
    pub result: Result<Content, Vec<RowProblem>>,
    /// What looks wrong and can be sent.
    pub doubts: Vec<(Column, Doubt)>,
    /// Places of the cells that are formulas, of which the kept value was taken.
    pub formulas: Vec<usize>,
}

/// What a row holds.
#[derive(Clone)]
pub enum Content {
    /// A report, ready to be frozen.
    Report(Box<Report>),
    /// A form without pictures; those are judged when they are there.
    Customer(Box<Form>),
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The place of the column in the table, from 0; `None` if no column holds it, or the row as a whole is meant.
    pub place: Option<usize>,
    /// What belongs there; `None` for the row as a whole.
    pub column: Option<Column>,
    /// What is wrong.
    pub issue: RowIssue,
}

/// What is wrong with a row or one of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowIssue {
    /// A rule of reports.
    Report(ReportIssue),
    /// A rule of the registration.
    Customer(Issue),
    /// What the workbook says of the cell: an error, a formula without a value, a number with too many digits.
    Cell(Mark),
    /// More or fewer cells than the header.
    Uneven {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        got: usize,
    },
    /// This customer stands in an earlier row, by its number in the file.
    TwiceInBatch(usize),
    /// This customer is known.
    KnownCustomer,
}

/// How many amounts would be another in the other notation (Indonesian and English): whether the right one was chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Readings {
    /// Amounts that were given as text.
    pub amounts: usize,
    /// Those that are another amount in the other notation: `1.234`.
    pub otherwise: usize,
    /// Those that can be read in the other notation only: `1.5` in Indonesian.
    pub only_otherwise: usize,
    /// The first that is another amount: its row, from 0, and its column.
    pub first: Option<(usize, Column)>,
}

impl BatchKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Conversion, Self::Crypto, Self::Fiat, Self::Register];

    /// The call to which the rows go; `None` for a registration.
    pub fn report(self) -> Option<ReportKind> {
        match self {
            Self::Conversion => Some(ReportKind::Conversion),
            Self::Crypto => Some(ReportKind::Crypto),
            Self::Fiat => Some(ReportKind::Fiat),
            Self::Register => None,
        }
    }
}

impl Column {
    /// The name on the vendor's API page.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Report(field) => field.api_name(),
            Self::Customer(field) => field.api_name(),
        }
    }

    /// True for numbers that are not counted with: a nought in front belongs to them.
    pub fn may_begin_with_nought(self) -> bool {
        matches!(
            self,
            Self::Report(ReportField::OriginAccount | ReportField::DestinationAccount)
                | Self::Customer(
                    Field::IdNumber | Field::MobileNo | Field::PhoneNo | Field::ZipCode
                )
        )
    }

    /// True if a row can be without it.
    pub fn is_optional(self) -> bool {
        match self {
            Self::Report(field) => field.is_optional(),
            // A province only in Indonesia; what a new form has is there already.
            Self::Customer(field) => {
                field == Field::PhoneNo
                    || field == Field::Province
                    || !Form::prefilled().get(field).is_empty()
            }
        }
    }
}

/// What a customer typed never prints.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Report(_) => "Report(***)",
            Self::Customer(_) => "Customer(***)",
        })
    }
}

impl fmt::Debug for BatchRules<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BatchRules(*** {:?})", self.report.notation)
    }
}
