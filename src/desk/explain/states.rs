//! The words for where a case stands, by their text ids.

use crate::domain::{ArrivalReason, ArrivalState, CaseRow, Level2, Stage};
use crate::text::Texts;

/// Id of the name of a stage.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "stage-draft",
        Stage::Ready => "stage-ready",
        Stage::Sending => "stage-sending",
        Stage::Unconfirmed => "stage-unconfirmed",
        Stage::Refused => "stage-refused",
        Stage::Pending => "stage-pending",
        Stage::Approved => "stage-approved",
        Stage::Rejected => "stage-rejected",
        Stage::Correction => "stage-correction",
        Stage::Erased => "stage-erased",
    }
}

/// Id of the name of a state of level 2; `None` if nothing of it was sent.
pub fn level2(level2: Level2) -> Option<&'static str> {
    Some(match level2 {
        Level2::None => return None,
        Level2::Ready => "stage-level2-ready",
        Level2::Sending => "stage-level2-sending",
        Level2::Unconfirmed => "stage-level2-unconfirmed",
        Level2::Refused => "stage-level2-refused",
        Level2::Pending => "stage-level2-pending",
        Level2::Approved => "stage-level2-approved",
        Level2::Rejected => "stage-level2-rejected",
    })
}

/// The name of a case's stage; a status that this program does not know is told as it was sent.
pub fn status(row: &CaseRow, texts: &Texts) -> String {
    match (&row.life.other_status, row.life.stage) {
        (Some(sent), Stage::Pending) => sent.clone(),
        (_, known) => texts.get(stage(known)).into_owned(),
    }
}

/// Id of the name of an arrival's state.
pub fn arrival(state: ArrivalState) -> &'static str {
    match state {
        ArrivalState::New => "webhook-new",
        ArrivalState::Confirmed => "webhook-confirmed",
        ArrivalState::Unconfirmed => "webhook-unconfirmed",
        ArrivalState::Refused => "webhook-refused",
    }
}

/// Id of the words for why an arrival is not confirmed.
pub fn arrival_reason(reason: ArrivalReason) -> &'static str {
    match reason {
        ArrivalReason::NotJson => "webhook-not-json",
        ArrivalReason::WrongFields => "webhook-wrong-fields",
        ArrivalReason::WrongLevel => "webhook-wrong-level",
        ArrivalReason::Forged => "webhook-forged",
        ArrivalReason::UnknownCustomer => "webhook-unknown-customer",
        ArrivalReason::UnknownStatus => "webhook-unknown-status",
        ArrivalReason::Differs => "webhook-differs",
        ArrivalReason::NotAwaited => "webhook-not-awaited",
        ArrivalReason::NotAnswered => "webhook-not-answered",
    }
}
