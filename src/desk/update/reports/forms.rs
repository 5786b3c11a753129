//! Which form is there: begun, emptied, put aside for another customer or a correction, and fresh after a report.

use super::super::super::state::{Desk, FormState, Modal, ReportTab, Screen};
use super::{Told, blurred, edited, touched};
use crate::domain::amount::Notation;
use crate::domain::report::tidy;
use crate::domain::{CaseId, ReportField, ReportForm, ReportKind};
use crate::store::cases::{JobId, ReportState};

/// Takes a value that was chosen.
pub(super) fn set(desk: &mut Desk, kind: ReportKind, field: ReportField, value: String) {
    let form = desk.draft.reports.of(kind);
    let is_other = form.get(field) != value;
    if is_other && kind.is_address() && field == ReportField::UserId {
        // The address was that of the customer before.
        start(desk, kind, value);
        return;
    }
    form.set(field, value);
    edited(desk, kind, field);
    blurred(desk, kind, field);
}

/// An empty form about a customer; nothing that was said of the one before stays.
pub(super) fn start(desk: &mut Desk, kind: ReportKind, customer: String) {
    let mut form = ReportForm::proposed(kind);
    form.set(ReportField::UserId, customer);
    desk.draft.reports.put(form);
    desk.state.reports.forms.remove(&kind);
    touched(&mut desk.state);
}

/// Empties the form. The one that had to make room for a correction comes back.
pub(super) fn clear(desk: &mut Desk, kind: ReportKind) {
    let drafts = &mut desk.draft.reports;
    if drafts.corrects(kind).is_some() && drafts.has_aside(kind) {
        // The report that it corrects stays in the ledger, refused.
        drafts.put(ReportForm::proposed(kind));
        drafts.bring_back(kind);
    } else {
        drafts.clear(kind);
        drafts.put(ReportForm::proposed(kind));
    }
    desk.draft.customer.clear();
    desk.state.reports.forms.remove(&kind);
    touched(&mut desk.state);
}

pub(super) fn tidy_all(desk: &mut Desk, kind: ReportKind) {
    for field in ReportField::of(kind) {
        let value = desk.draft.reports.of(kind).value_mut(*field);
        *value = tidy(*field, value);
    }
}

/// A fresh form for the same customer. What was typed since the last one was sent is of the next one.
pub(super) fn fresh(desk: &mut Desk, kind: ReportKind, sent: Option<&ReportForm>) {
    let typed = desk.draft.reports.of(kind).clone();
    let customer = typed.get(ReportField::UserId).to_owned();
    start(desk, kind, customer);
    for field in ReportField::of(kind) {
        let value = typed.get(*field);
        if sent.is_some_and(|sent| sent.get(*field) != value) {
            desk.draft.reports.of(kind).set(*field, value);
        }
    }
}

/// Begins a report about a customer.
pub(super) fn report_for(desk: &mut Desk, customer: CaseId) {
    let Some(user_id) = desk
        .state
        .cases
        .get(customer)
        .and_then(|row| row.life.user_id)
    else {
        return;
    };
    desk.state.screen = Screen::Transactions;
    if desk.state.reports.tab == ReportTab::Ledger {
        desk.state.reports.tab = ReportTab::Form;
    }
    desk.draft.customer.clear();
    let user_id = user_id.to_string();
    for kind in ReportKind::ALL {
        let form = desk.draft.reports.of(kind);
        let known = form.get(ReportField::UserId);
        if known == user_id {
            continue;
        }
        if known.is_empty() && !kind.is_address() {
            form.set(ReportField::UserId, user_id.clone());
            continue;
        }
        // What was typed for one customer is not another's.
        if !kind.is_address() {
            desk.draft.reports.put_aside(kind);
        }
        start(desk, kind, user_id.clone());
    }
    touched(&mut desk.state);
}

/// Opens the form with what the server refused, and what it said at its field.
pub(super) fn correct(desk: &mut Desk, id: JobId) {
    let Some(row) = desk.state.reports.ledger.get(id) else {
        return;
    };
    if row.state != ReportState::Refused {
        return;
    }
    let kind = row.report.kind();
    let notation = Notation::of(desk.state.lang());
    let form = ReportForm::of(&row.report, notation, &desk.state.reports.zone);
    let said = row.told.as_deref().and_then(Told::from_json);
    // A correction that was begun is gone on with.
    if desk.draft.reports.corrects(kind) != Some(id) {
        desk.draft.reports.put_aside(kind);
        desk.draft.reports.put_correction(form, id);
    }
    let state = FormState {
        error: said,
        ..FormState::default()
    };
    desk.state.reports.forms.insert(kind, state);
    touched(&mut desk.state);
    desk.state.screen = Screen::Transactions;
    if kind.is_address() {
        desk.state.reports.tab = ReportTab::Addresses;
        desk.state.modal = Some(Modal::Address(kind));
    } else {
        desk.state.reports.tab = ReportTab::Form;
        desk.state.reports.kind = kind;
        desk.state.modal = None;
    }
}
