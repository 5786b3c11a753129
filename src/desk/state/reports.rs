//! Reports about customers: the forms, the ledger, and what was said of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::ledger::Ledger;
use crate::desk::effect::RequestId;
use crate::desk::explain::Told;
use crate::domain::amount::{Amount, Notation};
use crate::domain::report::{ReportIssue, ReportProblem, ReportRules, tidy};
use crate::domain::{Lang, ReportField, ReportForm, ReportKind};
use crate::store::cases::{Attempt, JobId, LedgerRow, ReportState};

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

/// The same again within so long is doubted: two payments of one amount between the same accounts are rare, one that is reported
/// twice is not.
const TWIN_WITHIN: SignedDuration = SignedDuration::from_hours(24);
/// Most reports that are looked through for the same.
const TWINS_AMONG: usize = 5000;

impl super::State {
    /// What was reported lately and differs from this form by its id and time alone.
    pub fn twin(&self, form: &ReportForm) -> Option<&LedgerRow> {
        let rules = self.report_rules();
        let since = rules.now.checked_sub(TWIN_WITHIN).unwrap_or(Timestamp::MIN);
        let user = Uuid::try_parse(form.get(ReportField::UserId)).ok()?;
        let is_open = |row: &&LedgerRow| {
            row.report.user_id == user
                && row.report.kind() == form.kind
                && row.queued_at >= since
                && !matches!(row.state, ReportState::Refused | ReportState::Dropped)
        };
        let rows = self.reports.ledger.all().take(TWINS_AMONG).filter(is_open);
        let is_same = |row: &&LedgerRow| {
            let known = ReportForm::of(&row.report, rules.notation, &rules.zone);
            let mut fields = ReportField::of(form.kind).iter();
            fields.all(|field| {
                let (typed, known) = (form.get(*field), known.get(*field));
                let amount = |text| Amount::parse(text, rules.notation).map(|a| a.decimal());
                match field {
                    _ if field.is_own_id() => true,
                    ReportField::DateTime | ReportField::UserId => true,
                    _ if field.is_amount() => {
                        matches!((amount(typed), amount(known)), (Ok(a), Ok(b)) if a == b)
                    }
                    _ => tidy(*field, typed) == known,
                }
            })
        };
        { rows }.find(is_same).filter(|_| !form.kind.is_address())
    }

    /// True if something of a form is to be looked at again before it goes out.
    pub fn is_doubtful(&self, form: &ReportForm) -> bool {
        !form.doubts(self.report_rules().notation).is_empty() || self.twin(form).is_some()
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

/// The forms of reports as they are typed, by kind: one does not lose the other.
#[derive(Debug, Default)]
pub struct ReportDrafts {
    forms: BTreeMap<ReportKind, ReportForm>,
    /// Forms that had to make room for another, or were cleared.
    aside: BTreeMap<ReportKind, ReportForm>,
}

impl ReportDrafts {
    /// The form of a kind, with a fresh id if it was not begun.
    pub fn of(&mut self, kind: ReportKind) -> &mut ReportForm {
        self.forms
            .entry(kind)
            .or_insert_with(|| ReportForm::proposed(kind))
    }

    /// True if a form of this kind is aside.
    pub fn has_aside(&self, kind: ReportKind) -> bool {
        self.aside.contains_key(&kind)
    }

    /// Puts the form of a kind aside, if something was typed into it.
    pub fn put_aside(&mut self, kind: ReportKind) {
        if let Some(form) = self.forms.remove(&kind).filter(|form| !form.is_untouched()) {
            self.aside.insert(kind, form);
        }
    }

    /// Brings the form that is aside back in place of what is there; false if none is.
    pub fn bring_back(&mut self, kind: ReportKind) -> bool {
        let aside = self.aside.remove(&kind);
        let is_there = aside.is_some();
        self.forms.extend(aside.map(|form| (kind, form)));
        is_there
    }

    /// Forgets the form that is aside.
    pub fn forget_aside(&mut self, kind: ReportKind) {
        self.aside.remove(&kind);
    }

    /// Writes the amounts that were typed in one notation in another: they stay what they were.
    pub fn rewrite(&mut self, from: Notation, to: Notation) {
        for form in self.forms.values_mut().chain(self.aside.values_mut()) {
            rewrite(form, from, to);
        }
    }

    /// Puts a form in place of what was typed.
    pub fn put(&mut self, form: ReportForm) {
        self.forms.insert(form.kind, form);
    }

    /// The forms in which something was typed, as JSON: by kind, then by the API's name of the field; with the language in whose
    /// notation the amounts are.
    pub fn to_json(&self, lang: Lang) -> Vec<u8> {
        let values = |form| values(form, lang);
        let forms = self.forms.values().filter(|form| !form.is_untouched());
        let forms = forms.map(|form| (form.kind.name().to_owned(), values(form)));
        let aside = self.aside.values();
        let aside = aside.map(|form| (format!("{ASIDE}{}", form.kind.name()), values(form)));
        let kinds: BTreeMap<String, BTreeMap<&str, &str>> = forms.chain(aside).collect();
        serde_json::to_vec(&kinds).unwrap_or_default()
    }

    /// Takes the forms back, the amounts in the notation of this language; what cannot be read is left out. A form that is being
    /// typed stays.
    pub fn take_json(&mut self, json: &[u8], lang: Lang) {
        let kinds: BTreeMap<String, BTreeMap<String, String>> =
            serde_json::from_slice(json).unwrap_or_default();
        for (name, values) in kinds {
            let (name, place) = match name.strip_prefix(ASIDE) {
                Some(name) => (name, &mut self.aside),
                None => (name.as_str(), &mut self.forms),
            };
            let Some(kind) = ReportKind::from_name(name) else {
                continue;
            };
            if place.get(&kind).is_some_and(|form| !form.is_untouched()) {
                continue;
            }
            let mut form = ReportForm::proposed(kind);
            let mut was = lang;
            for (name, value) in values {
                if name == PREVIOUS {
                    form.previous = Some(value);
                } else if name == LANG {
                    let is = |known: &Lang| known.code() == value;
                    was = [Lang::Id, Lang::En].into_iter().find(is).unwrap_or(lang);
                } else if let Some(field) = ReportField::from_api_name(kind, &name) {
                    form.set(field, value);
                }
            }
            rewrite(&mut form, Notation::of(was), Notation::of(lang));
            place.insert(kind, form);
        }
    }
}

fn rewrite(form: &mut ReportForm, from: Notation, to: Notation) {
    for field in ReportField::of(form.kind) {
        if from != to
            && field.is_amount()
            && let Ok(amount) = Amount::parse(form.get(*field), from)
        {
            form.set(*field, amount.shown(to));
        }
    }
}

/// Before the name of a kind: the form of it that is aside.
const ASIDE: &str = "aside ";
/// The address before, among the values of a form.
const PREVIOUS: &str = "previous";
/// The language in which it was typed, among the values of a form.
const LANG: &str = "lang";

fn values(form: &ReportForm, lang: Lang) -> BTreeMap<&str, &str> {
    let fields = ReportField::of(form.kind).iter();
    let mut values: BTreeMap<&str, &str> = fields
        .map(|field| (field.api_name(), form.get(*field)))
        .collect();
    if let Some(previous) = &form.previous {
        values.insert(PREVIOUS, previous);
    }
    values.insert(LANG, lang.code());
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
        let kept = drafts.to_json(Lang::Id);

        let mut back = ReportDrafts::default();
        back.take_json(&kept, Lang::Id);
        assert_eq!(back.to_json(Lang::Id), kept);
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
        back.take_json(&kept, Lang::Id);
        back.take_json(b"no json", Lang::Id);
        assert_eq!(back.of(ReportKind::Fiat).get(ReportField::Amount), "9");
        // Meanwhile the language was changed while another profile was in use.
        let mut english = ReportDrafts::default();
        english.take_json(&kept, Lang::En);
        let fiat = english.of(ReportKind::Fiat);
        assert_eq!(fiat.get(ReportField::Amount), "1,234.56");
    }
}
