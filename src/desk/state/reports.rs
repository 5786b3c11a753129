//! Reports about customers: the forms, the ledger, and what was said of them.

mod drafts;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::ledger::Ledger;
use super::twins::Twins;
use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::amount::Notation;
use crate::domain::report::{Doubt, ReportIssue, ReportProblem, ReportRules};
use crate::domain::{ReportField, ReportForm, ReportKind};
use crate::store::cases::{Attempt, JobId};

pub use drafts::ReportDrafts;

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

/// What of a form looks doubtful.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doubts {
    /// Its fields.
    pub fields: Vec<(ReportField, Doubt)>,
    /// A report that differs by its id and time alone.
    pub twin: Option<JobId>,
    /// It corrects a report about another customer.
    pub is_of_another: bool,
}

impl Doubts {
    /// True if nothing is.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
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
    /// The form as it is being put into the queue.
    pub sent: Option<ReportForm>,
    /// The form whose doubts were read and kept, and those doubts: of another form, or of others, nothing was kept.
    pub doubts_kept: Option<(ReportForm, Doubts)>,
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
    /// Those of the last day, to find the same again.
    pub twins: Twins,
    /// Symbols that were reported, those used most first.
    pub symbols: Vec<String>,
    /// Since when the forms have a change that is not kept.
    pub unkept: Option<Timestamp>,
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
            twins: Twins::default(),
            symbols: Vec::new(),
            unkept: None,
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
    /// What of a form looks doubtful; `corrects` is the report in whose place it goes.
    pub fn doubts(&self, form: &ReportForm, corrects: Option<JobId>) -> Doubts {
        let user = Uuid::try_parse(form.get(ReportField::UserId)).ok();
        let refused = corrects.and_then(|id| self.reports.ledger.get(id));
        Doubts {
            fields: form.doubts(Notation::of(self.lang())),
            twin: self.twin(form).map(|row| row.id),
            is_of_another: refused.is_some_and(|row| user.is_some_and(|u| u != row.report.user_id)),
        }
    }

    /// True if somebody has ticked off just these doubts of just this form.
    pub fn is_kept(&self, form: &ReportForm, doubts: &Doubts) -> bool {
        let state = self.reports.forms.get(&form.kind);
        let kept = state.and_then(|state| state.doubts_kept.as_ref());
        kept.is_some_and(|(of, kept)| of == form && kept == doubts)
    }

    /// True if something of a form is to be looked at again before it goes out.
    pub fn is_doubtful(&self, form: &ReportForm, corrects: Option<JobId>) -> bool {
        let doubts = self.doubts(form, corrects);
        !doubts.is_empty() && !self.is_kept(form, &doubts)
    }

    /// What the rules of a report depend on, now.
    pub fn report_rules(&self) -> ReportRules {
        ReportRules {
            now: self.now,
            zone: self.reports.zone.clone(),
            notation: Notation::of(self.lang()),
        }
    }
}
