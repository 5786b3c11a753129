//! The header of the form: who it is, whether all of it is kept, and what else can be done.

use egui::Ui;

use crate::desk::Action;
use crate::desk::state::{Conflict, StoreState};
use crate::domain::{CaseRow, Field, Stage};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Button, PageHeader, Pill};

/// Shows it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let name = cx.draft.form.get(Field::Name).trim();
    let title = if name.is_empty() {
        cx.t("onboard-title")
    } else {
        name.to_owned()
    };
    let row = row(cx);
    let correction = cx.state.onboard.sent_before.as_ref().map(|before| {
        let number = i64::from(before.number) + 1;
        cx.tf("onboard-correction", &[("number", number.into())])
    });
    let (icon, sign) = kept(cx);
    PageHeader::new(&title).subtitle(Some(icon), &sign).show(
        ui,
        |ui| {
            if let Some(correction) = &correction {
                Pill::new(Tone::Warning, correction)
                    .icon(Icon::PENCIL_SIMPLE)
                    .show(ui);
            }
        },
        |ui| buttons(cx, ui, row),
    );
}

/// The case of the form, once it is kept.
pub(super) fn row<'a>(cx: &Cx<'a>) -> Option<&'a CaseRow> {
    let state = cx.state;
    state.onboard.case.and_then(|case| state.cases.get(case))
}

fn buttons(cx: &mut Cx<'_>, ui: &mut Ui, row: Option<&CaseRow>) {
    let words = cx.t("onboard-fill-sample");
    let fill = Button::ghost(&words).icon(Icon::MAGIC_WAND);
    let is_new = cx.state.onboard.sent_before.is_none();
    if cx.state.profile().is_training() && is_new && fill.show(ui).clicked() {
        cx.act(Action::FillSample);
    }
    let words = cx.t("onboard-discard");
    if let Some(row) = row.filter(|row| row.life.stage == Stage::Draft)
        && Button::ghost(&words).icon(Icon::TRASH).show(ui).clicked()
    {
        cx.act(Action::AskDiscardDraft(row.id));
    }
    let here = usize::from(row.is_some_and(|row| row.life.stage.is_editable()));
    let others = cx.state.cases.unfinished_count().saturating_sub(here);
    let words = cx.tf("drafts-unfinished", &[("count", others.into())]);
    let unfinished = Button::ghost(&words).icon(Icon::CLIPBOARD_TEXT);
    if others > 0 && unfinished.show(ui).clicked() {
        cx.act(Action::ShowUnfinished);
    }
}

/// A quiet sign of whether all of the form is on the disk.
fn kept(cx: &Cx<'_>) -> (Icon, String) {
    let onboard = &cx.state.onboard;
    let unsaved = &onboard.unsaved;
    if let Some(Conflict::Found(_)) = &unsaved.conflict {
        return (Icon::WARNING, cx.t("drafts-other-sign"));
    }
    if let Some(told) = &unsaved.error {
        let why = told.text(cx.tr);
        let sign = cx.tf("drafts-not-saved", &[("why", why.into())]);
        return (Icon::WARNING, sign);
    }
    if !unsaved.is_kept() {
        let is_opening = matches!(cx.state.store, StoreState::Opening(_));
        let id = if is_opening {
            "drafts-waiting"
        } else {
            "drafts-saving"
        };
        return (Icon::LOCK, cx.t(id));
    }
    match (onboard.saved_at, onboard.case) {
        (Some(at), _) => {
            let time = format::time(at);
            let sign = cx.tf("drafts-saved", &[("time", time.into())]);
            (Icon::CHECK, sign)
        }
        (None, Some(_)) => (Icon::CHECK, cx.t("drafts-kept")),
        (None, None) => (Icon::LOCK, cx.t("drafts-begin")),
    }
}
