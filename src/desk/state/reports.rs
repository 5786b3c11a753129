//! Reports about customers: the forms, the ledger, and what was said of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use super::ledger::Ledger;
use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::amount::Notation;
use crate::domain::report::{ReportIssue, ReportProblem, ReportRules};
use crate::domain::{ReportField, ReportForm, ReportKind};
use crate::store::cases::{Attempt, JobId};

/// A part of the screen of transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ReportTab {
    /// The form of a transaction.
    #[default]
    Form,
    /// What was reported.
    Ledger,
    /// The coin addresses of a customer.
    Addresses,
}

/// Why a report was not put into the queue.
#[derive(Debug, Clone, PartialEq)]
pub enum ReportFault {
    /// Its order or transaction id was reported before.
    KnownId,
    /// The store failed.
    Store(Told),
}

/// What became of the form of a kind.
#[derive(Debug, Clone, Default)]
pub struct FormState {
    /// Fields that were left, or all of them once it was tried to send.
    pub touched: BTreeSet<ReportField>,
    /// What is wrong with those.
    pub problems: Vec<ReportProblem>,
    /// Being put into the queue.
    pub sending: Option<RequestId>,
    /// A refused report that this one corrects.
    pub corrects: Option<JobId>,
    /// Doubts were read and kept.
    pub doubts_kept: bool,
    /// The report that was sent last.
    pub last: Option<JobId>,
    /// Why it could not be put into the queue.
    pub error: Option<Told>,
    /// A QR code is being read for it.
    pub reading: Option<RequestId>,
    /// Where the focus is to go.
    pub focus: Option<ReportField>,
}

impl FormState {
    /// What is wrong with a field, if something is and the field was left.
    pub fn problem(&self, field: ReportField) -> Option<&ReportIssue> {
        let found = self.problems.iter().find(|problem| problem.field == field);
        found.map(|problem| &problem.issue)
    }
}

/// A report that was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenReport {
    /// Which.
    pub id: JobId,
    /// The request for its attempts.
    pub loading: Option<RequestId>,
    /// Its attempts, oldest first.
    pub attempts: Vec<Attempt>,
    /// Why they could not be read.
    pub error: Option<Told>,
}

/// Everything about reports.
#[derive(Debug)]
pub struct Reports {
    /// The part of the screen that is shown.
    pub tab: ReportTab,
    /// The kind of transaction whose form is shown.
    pub kind: ReportKind,
    /// The forms, by kind.
    pub forms: BTreeMap<ReportKind, FormState>,
    /// What was reported.
    pub ledger: Ledger,
    /// Symbols that were reported, those used most first.
    pub symbols: Vec<String>,
    /// The forms changed since they were last kept.
    pub is_unkept: bool,
    /// Where times without a zone are read off the clock.
    pub zone: TimeZone,
}

impl Default for Reports {
    fn default() -> Self {
        Self {
            tab: ReportTab::default(),
            kind: ReportKind::Fiat,
            forms: BTreeMap::new(),
            ledger: Ledger::default(),
            symbols: Vec::new(),
            is_unkept: false,
            zone: TimeZone::system(),
        }
    }
}

impl Reports {
    /// What became of the form of a kind.
    pub fn form(&self, kind: ReportKind) -> FormState {
        self.forms.get(&kind).cloned().unwrap_or_default()
    }
}

impl super::State {
    /// What the rules of a report depend on, now.
    pub fn report_rules(&self) -> ReportRules {
        ReportRules {
            now: self.now,
            zone: self.reports.zone.clone(),
            notation: Notation::of(self.lang()),
        }
    }
}

/// The forms of reports as they are typed, by kind: one does not lose the other.
#[derive(Debug, Default)]
pub struct ReportDrafts(BTreeMap<ReportKind, ReportForm>);

impl ReportDrafts {
    /// The form of a kind, with a fresh id if it was not begun.
    pub fn of(&mut self, kind: ReportKind) -> &mut ReportForm {
        self.0
            .entry(kind)
            .or_insert_with(|| ReportForm::proposed(kind))
    }

    /// Puts a form in place of what was typed.
    pub fn put(&mut self, form: ReportForm) {
        self.0.insert(form.kind, form);
    }

    /// The forms in which something was typed, as JSON: by kind, then by the API's name of the field.
    pub fn to_json(&self) -> Vec<u8> {
        let kinds: BTreeMap<&str, BTreeMap<&str, &str>> = self
            .0
            .values()
            .filter(|form| !form.is_untouched())
            .map(|form| (form.kind.name(), values(form)))
            .collect();
        serde_json::to_vec(&kinds).unwrap_or_default()
    }

    /// Takes the forms back; what cannot be read is left out. A form that is being typed stays.
    pub fn take_json(&mut self, json: &[u8]) {
        let kinds: BTreeMap<String, BTreeMap<String, String>> =
            serde_json::from_slice(json).unwrap_or_default();
        for (name, values) in kinds {
            let Some(kind) = ReportKind::from_name(&name) else {
                continue;
            };
            if self.0.get(&kind).is_some_and(|form| !form.is_untouched()) {
                continue;
            }
            let mut form = ReportForm::proposed(kind);
            for (name, value) in values {
                if name == PREVIOUS {
                    form.previous = Some(value);
                } else if let Some(field) = ReportField::from_api_name(kind, &name) {
                    form.set(field, value);
                }
            }
            self.0.insert(kind, form);
        }
    }
}

/// The address before, among the values of a form.
const PREVIOUS: &str = "previous";

fn values(form: &ReportForm) -> BTreeMap<&str, &str> {
    let fields = ReportField::of(form.kind).iter();
    let mut values: BTreeMap<&str, &str> = fields
        .map(|field| (field.api_name(), form.get(*field)))
        .collect();
    if let Some(previous) = &form.previous {
        values.insert(PREVIOUS, previous);
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_forms_come_back() {
        let mut drafts = ReportDrafts::default();
        drafts.of(ReportKind::Crypto);
        let fiat = drafts.of(ReportKind::Fiat);
        fiat.set(ReportField::Amount, "1.234,56");
        let fiat = fiat.clone();
        let mut update = ReportForm::new(ReportKind::UpdateAddress);
        update.set(ReportField::Address, "0xabc");
        update.previous = Some("0xdef".to_owned());
        drafts.put(update);
        let kept = drafts.to_json();

        let mut back = ReportDrafts::default();
        back.take_json(&kept);
        assert_eq!(back.to_json(), kept);
        let id = ReportField::TransactionId;
        assert_eq!(back.of(ReportKind::Fiat).get(id), fiat.get(id));
        let update = back.of(ReportKind::UpdateAddress);
        assert_eq!(update.get(ReportField::Address), "0xabc");
        assert_eq!(update.previous.as_deref(), Some("0xdef"));
        // Nothing was typed into it: a fresh id is proposed.
        let crypto = drafts.of(ReportKind::Crypto).clone();
        assert_ne!(back.of(ReportKind::Crypto), &crypto);
        // What is being typed is not overwritten, and what cannot be read changes nothing.
        back.of(ReportKind::Fiat).set(ReportField::Amount, "9");
        back.take_json(&kept);
        back.take_json(b"no json");
        assert_eq!(back.of(ReportKind::Fiat).get(ReportField::Amount), "9");
    }
}
