//! What stands above the cards of the form: that it is not kept, what the vendor said, what the server or the network said.

use egui::Ui;

use super::{fields, header, review};
use crate::desk::Action;
use crate::desk::state::Conflict;
use crate::desk::update::drafts::fields_changed;
use crate::domain::reason::concern;
use crate::domain::{CaseRow, Section, Stage};
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::Banner;

/// Shows what is to be told in this section.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
    conflict(cx, ui);
    not_saved(cx, ui);
    let row = header::row(cx);
    if let Some(said) = row.and_then(|row| said(row, section)) {
        let (title, said) = (cx.t("onboard-reason"), fields::reason_text(cx, said));
        Banner::new(Tone::Danger, &said).title(&title).show(ui);
    }
    if row.is_some_and(|row| row.life.maybe_registered) {
        let title = cx.t("onboard-maybe-registered");
        let text = cx.t("onboard-maybe-registered-detail");
        Banner::new(Tone::Warning, &text).title(&title).show(ui);
    }
    failed(cx, ui, section);
}

/// The vendor's reason, in the section that it concerns and in the review; everywhere if it concerns none in particular.
fn said(row: &CaseRow, section: Section) -> Option<&str> {
    let reason = row.reason.trim();
    if row.life.stage != Stage::Correction || reason.is_empty() {
        return None;
    }
    let is_here = match concern(reason) {
        Some(concern) => concern.section == section || section == Section::Review,
        None => true,
    };
    is_here.then_some(reason)
}

/// The section that the vendor's reason concerns, for a mark in the rail, until something in it is changed.
pub(super) fn concerned(cx: &Cx<'_>) -> Option<Section> {
    let row = header::row(cx).filter(|row| row.life.stage == Stage::Correction)?;
    let section = concern(&row.reason)?.section;
    let changed = fields_changed(cx.state, &cx.draft.form);
    let is_mended = changed.iter().any(|field| field.section() == section);
    (!is_mended).then_some(section)
}

/// Somebody else changed the case meanwhile: a person decides whose version stays.
fn conflict(cx: &mut Cx<'_>, ui: &mut Ui) {
    let Some(Conflict::Found(other)) = &cx.state.onboard.unsaved.conflict else {
        return;
    };
    let title = cx.t("drafts-other-title");
    let asked = if other.row.life.stage.is_editable() {
        let (load, keep) = (cx.t("drafts-other-load"), cx.t("drafts-other-keep"));
        Banner::new(Tone::Warning, &cx.t("drafts-other-text"))
            .title(&title)
            .actions(&[&load, &keep])
            .show(ui)
    } else {
        let follow = cx.t("drafts-other-follow");
        Banner::new(Tone::Warning, &cx.t("drafts-other-sent"))
            .title(&title)
            .actions(&[&follow])
            .show(ui)
    };
    match asked {
        Some(0) => cx.act(Action::TakeOtherVersion),
        Some(_) => cx.act(Action::KeepThisVersion),
        None => {}
    }
}

fn not_saved(cx: &Cx<'_>, ui: &mut Ui) {
    let Some(told) = &cx.state.onboard.unsaved.error else {
        return;
    };
    let title = cx.t("drafts-not-saved-title");
    let hint = cx.t("drafts-not-saved-hint");
    let text = format!("{}. {hint}", told.full(cx.tr));
    Banner::new(Tone::Danger, &text).title(&title).show(ui);
}

/// What the server or the network said, when no field is to blame.
fn failed(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
    let Some(told) = &cx.state.onboard.banner else {
        return;
    };
    let title = told.text(cx.tr);
    let hint = told.hint_text(cx.tr).unwrap_or_default();
    let again = cx.t("onboard-try-again");
    let can_retry = told.retry && section == Section::Review && review::blocked(cx).is_none();
    let actions = [again.as_str()];
    let clicked = Banner::new(Tone::Danger, &hint)
        .title(&title)
        .actions(if can_retry { &actions } else { &[] })
        .show(ui);
    if clicked.is_some() {
        cx.act(Action::Send);
    }
}
