//! A customer's coin addresses: asked for, typed, read from a QR code, shown as one.

use uuid::Uuid;

use super::super::action::ReportAction;
use super::super::effect::{Effect, PictureSource, ReportTask, RequestId};
use super::super::explain::Told;
use super::super::state::{Desk, Modal, State};
use super::reports::{blurred, edited, form_state, keep};
use crate::domain::{ReportField, ReportForm, ReportKind};

pub(super) fn act(desk: &mut Desk, action: ReportAction) -> Vec<Effect> {
    use ReportAction as A;
    match action {
        A::NewAddress(user_id) => {
            let form = ReportForm::proposed(ReportKind::CreateAddress);
            ask_address(desk, form, user_id)
        }
        A::ChangeAddress(user_id, symbol, previous) => {
            let mut form = ReportForm::proposed(ReportKind::UpdateAddress);
            form.set(ReportField::Symbol, symbol);
            form.previous = Some(previous);
            ask_address(desk, form, user_id)
        }
        A::ShowQr(address) => {
            desk.state.modal = Some(Modal::Qr(address));
            Vec::new()
        }
        A::PasteQr(kind) => read_qr(&mut desk.state, kind, PictureSource::Clipboard),
        A::PickQr(kind) => read_qr(&mut desk.state, kind, PictureSource::Dialog),
        A::DropQr(kind, file) => read_qr(&mut desk.state, kind, PictureSource::Dropped(file)),
        _ => Vec::new(),
    }
}

/// Asks for an address, with what was typed for the same before.
fn ask_address(desk: &mut Desk, mut form: ReportForm, user_id: Uuid) -> Vec<Effect> {
    let kind = form.kind;
    form.set(ReportField::UserId, user_id.to_string());
    let typed = desk.draft.reports.of(kind);
    let is_as_typed = |field| typed.get(field) == form.get(field);
    let is_same = is_as_typed(ReportField::UserId)
        && (kind == ReportKind::CreateAddress || is_as_typed(ReportField::Symbol));
    if !is_same || typed.is_untouched() || typed.previous != form.previous {
        desk.draft.reports.put(form);
        desk.state.reports.forms.remove(&kind);
    }
    desk.state.modal = Some(Modal::Address(kind));
    Vec::new()
}

fn read_qr(state: &mut State, kind: ReportKind, source: PictureSource) -> Vec<Effect> {
    let request = state.request();
    let form = form_state(state, kind);
    form.reading = Some(request);
    form.error = None;
    vec![Effect::Report(ReportTask::ReadQr {
        request,
        kind,
        source,
    })]
}

pub(super) fn qr_read(
    desk: &mut Desk,
    request: RequestId,
    kind: ReportKind,
    result: Result<Option<String>, Told>,
) -> Vec<Effect> {
    let form = form_state(&mut desk.state, kind);
    if form.reading != Some(request) {
        return Vec::new();
    }
    form.reading = None;
    match result {
        Ok(None) => Vec::new(),
        Ok(Some(address)) => {
            form.focus = Some(ReportField::Address);
            desk.draft
                .reports
                .of(kind)
                .set(ReportField::Address, address);
            edited(desk, kind, ReportField::Address);
            blurred(desk, kind, ReportField::Address);
            keep(desk)
        }
        Err(told) => {
            form.error = Some(told);
            Vec::new()
        }
    }
}
