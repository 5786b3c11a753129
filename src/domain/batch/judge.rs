//! Judges every row of a batch.

use std::collections::HashMap;

use super::{
    BatchRules, Column, Content, Judged, JudgedRow, Mapping, Readings, RowIssue, RowProblem, words,
};
use crate::domain::amount::{Amount, Notation};
use crate::domain::check;
use crate::domain::field::Field;
use crate::domain::form::Form;
use crate::domain::normalise;
use crate::domain::report::{self, Doubt, ReportField, ReportForm, ReportIssue, ReportKind};
use crate::domain::table::{Mark, Row};

/// Judges rows: each is something that can be sent, or everything that is wrong with it.
pub fn judge(rows: &[Row], mapping: &Mapping, rules: &BatchRules<'_>) -> Judged {
    let mut judge = Judge {
        mapping,
        rules,
        places: super::columns(mapping.kind())
            .into_iter()
            .map(|column| (column, mapping.place(column)))
            .collect(),
        readings: Readings::default(),
        without_noughts: Vec::new(),
        ids: HashMap::with_capacity(rows.len()),
    };
    let rows = rows.iter().enumerate();
    let rows: Vec<JudgedRow> = rows.map(|(at, row)| judge.row(at, row)).collect();
    Judged {
        good: rows.iter().filter(|row| row.result.is_ok()).count(),
        readings: judge.readings,
        without_noughts: judge.without_noughts,
        rows,
    }
}

struct Judge<'a> {
    mapping: &'a Mapping,
    rules: &'a BatchRules<'a>,
    places: Vec<(Column, Option<usize>)>,
    readings: Readings,
    without_noughts: Vec<Column>,
    /// Ids that were met, and the number of the row.
    ids: HashMap<String, usize>,
}

impl Judge<'_> {
    fn row(&mut self, at: usize, row: &Row) -> JudgedRow {
        self.note_numbers(row);
        let mut problems = self.cells(row);
        let mut doubts = Vec::new();
        let (content, found) = match self.mapping.kind().report() {
            Some(kind) => self.report((at, row), kind, &mut doubts),
            None => self.customer(row),
        };
        for problem in found {
            // What the workbook says of a cell explains what the rules find in it.
            if problems.iter().all(|known| known.column != problem.column) {
                problems.push(problem);
            }
        }
        let order = |problem: &RowProblem| {
            let is_wanted = |(column, _): &(Column, _)| Some(*column) == problem.column;
            self.places.iter().position(is_wanted)
        };
        problems.sort_by_key(order);
        let is_formula = |place: &usize| {
            let cell = row.cells.get(*place);
            cell.is_some_and(|cell| cell.mark == Some(Mark::Formula))
        };
        let places = self.places.iter().filter_map(|(_, place)| *place);
        JudgedRow {
            number: row.number,
            result: match content {
                Some(content) if problems.is_empty() => Ok(content),
                _ => Err(problems),
            },
            doubts,
            formulas: places.filter(is_formula).collect(),
        }
    }

    /// Notes the columns whose noughts in front a workbook has dropped, if there were any.
    fn note_numbers(&mut self, row: &Row) {
        for (column, place) in &self.places {
            let is_number = place
                .and_then(|place| row.cells.get(place))
                .is_some_and(|cell| cell.is_number);
            if is_number && column.may_begin_with_nought() && !self.without_noughts.contains(column)
            {
                self.without_noughts.push(*column);
            }
        }
    }

    /// What is wrong with the cells before anything is read in them.
    fn cells(&self, row: &Row) -> Vec<RowProblem> {
        let mut problems = Vec::new();
        if let Some(got) = row.uneven {
            let expected = self.mapping.places().len();
            problems.push(RowProblem {
                place: None,
                column: None,
                issue: RowIssue::Uneven { expected, got },
            });
        }
        for (column, place) in &self.places {
            let cell = place.and_then(|place| row.cells.get(place));
            // The value that a spreadsheet worked out is what the person saw; everything else is told.
            let mark = cell.and_then(|cell| cell.mark);
            if let Some(mark) = mark.filter(|mark| *mark != Mark::Formula) {
                problems.push(RowProblem {
                    place: *place,
                    column: Some(*column),
                    issue: RowIssue::Cell(mark),
                });
            }
        }
        problems
    }

    /// What stands in a row for a column, or the default where nothing does; and whether it is a workbook's number.
    fn value<'r>(&'r self, row: &'r Row, column: Column, place: Option<usize>) -> (&'r str, bool) {
        let cell = place.and_then(|place| row.cells.get(place));
        let given = cell.map(|cell| (cell.text.trim(), cell.is_number));
        given
            .filter(|(text, _)| !text.is_empty())
            .unwrap_or_else(|| {
                let default = self.rules.defaults.get(&column);
                (default.map_or("", |value| value.trim()), false)
            })
    }

    fn report(
        &mut self,
        (at, row): (usize, &Row),
        kind: ReportKind,
        doubts: &mut Vec<(Column, Doubt)>,
    ) -> (Option<Content>, Vec<RowProblem>) {
        let notation = self.rules.report.notation;
        let mut form = ReportForm::new(kind);
        let mut readings = self.readings;
        for (column, place) in &self.places {
            let Column::Report(field) = *column else {
                continue;
            };
            let (text, is_number) = self.value(row, *column, *place);
            let value = match text.parse::<Amount>() {
                // A number of the workbook is plain, whatever notation the texts have.
                Ok(amount) if is_number && field.is_amount() => amount.shown(notation),
                _ => words::of_report(field, text),
            };
            if field.is_amount() && !is_number && !value.is_empty() {
                readings.count(&value, notation, (at, *column));
            }
            form.set(field, value);
        }
        self.readings = readings;
        doubt(&form, notation, doubts);
        let (content, mut problems) = match report::check(&form, &self.rules.report) {
            Ok(report) => (Some(Content::Report(Box::new(report))), Vec::new()),
            Err(problems) => {
                let problems = problems.into_iter();
                let problems = problems.map(|problem| {
                    self.problem(
                        Column::Report(problem.field),
                        RowIssue::Report(problem.issue),
                    )
                });
                (None, problems.collect())
            }
        };
        let time = Column::Report(ReportField::DateTime);
        let is_empty = form.get(ReportField::DateTime).trim().is_empty();
        if is_empty && self.mapping.place(time).is_some() {
            // In a form nothing is now; among rows of the past it is a gap.
            let issue = RowIssue::Report(ReportIssue::MomentMissing);
            problems.push(self.problem(time, issue));
        }
        let own = ReportField::of(kind).iter().find(|field| field.is_own_id());
        if let Some(field) = own.copied() {
            let id = form.get(field).trim();
            let issue = if id.is_empty() {
                None
            } else if let Some(first) = self.first_with(id, row.number) {
                Some(ReportIssue::TwiceInBatch(first))
            } else {
                self.rules
                    .known
                    .contains(id)
                    .then_some(ReportIssue::KnownId)
            };
            let column = Column::Report(field);
            problems.extend(issue.map(|issue| self.problem(column, RowIssue::Report(issue))));
        }
        (content, problems)
    }

    fn customer(&mut self, row: &Row) -> (Option<Content>, Vec<RowProblem>) {
        let rules = &self.rules.customer;
        let mut form = Form::prefilled();
        for (column, place) in &self.places {
            let Column::Customer(field) = *column else {
                continue;
            };
            let (text, _) = self.value(row, *column, *place);
            if !text.is_empty() {
                form.set(field, words::of_customer(field, text, rules.items));
            }
        }
        let mut problems = Vec::new();
        for field in Field::VALUES {
            normalise::normalise(&mut form, field, rules);
        }
        for field in Field::VALUES {
            let found = check::check_field(&form, rules, field);
            // A warning is for the person who opens the case: it needs a reason, not another file.
            problems.extend(check::errors(&found).map(|problem| {
                self.problem(
                    Column::Customer(field),
                    RowIssue::Customer(problem.issue.clone()),
                )
            }));
        }
        let id = form.get(Field::IdNumber).to_owned();
        if !id.is_empty() {
            let issue = match self.first_with(&id, row.number) {
                Some(first) => Some(RowIssue::TwiceInBatch(first)),
                None => self
                    .rules
                    .known
                    .contains(&id)
                    .then_some(RowIssue::KnownCustomer),
            };
            let column = Column::Customer(Field::IdNumber);
            problems.extend(issue.map(|issue| self.problem(column, issue)));
        }
        (Some(Content::Customer(Box::new(form))), problems)
    }

    /// The number of the first row with this id, if it is not this one.
    fn first_with(&mut self, id: &str, number: usize) -> Option<usize> {
        if let Some(first) = self.ids.get(id) {
            return Some(*first);
        }
        self.ids.insert(id.to_owned(), number);
        None
    }

    fn problem(&self, column: Column, issue: RowIssue) -> RowProblem {
        RowProblem {
            place: self.mapping.place(column),
            column: Some(column),
            issue,
        }
    }
}

/// What of a form looks wrong.
fn doubt(form: &ReportForm, notation: Notation, doubts: &mut Vec<(Column, Doubt)>) {
    let found = form.doubts(notation).into_iter();
    // A notation was chosen for the whole file.
    let found = found.filter(|(_, doubt)| !matches!(doubt, Doubt::OtherNotation { .. }));
    doubts.extend(found.map(|(field, doubt)| (Column::Report(field), doubt)));
}

impl Readings {
    /// Counts an amount, and how it would read in the other notation.
    fn count(&mut self, text: &str, notation: Notation, at: (usize, Column)) {
        let other = match notation {
            Notation::Id => Notation::En,
            Notation::En | Notation::Plain => Notation::Id,
        };
        self.amounts += 1;
        let Ok(otherwise) = Amount::parse(text, other) else {
            return;
        };
        match Amount::parse(text, notation) {
            Ok(amount) if amount != otherwise => {
                self.otherwise += 1;
                self.first.get_or_insert(at);
            }
            Ok(_) => {}
            Err(_) => self.only_otherwise += 1,
        }
    }
}
