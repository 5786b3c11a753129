//! One case beside the list: what it is, what to do, what is known, what happened.

mod attempts;
mod fact;
mod menu;
mod notes;
mod particulars;
mod timeline;
mod todo;
mod unconfirmed;

use egui::{Align, Id, Layout, ScrollArea, Ui};

use crate::desk::Action;
use crate::desk::state::OpenCase;
use crate::domain::reason;
use crate::domain::{CaseId, CaseRow, Doc, Field, Level2, Stage};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::screens::onboard::{fields, section_name};
use crate::ui::status;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, CopyText, IconButton, LoadingRow, Tone, text};

/// Shows the panel's content for this case, as wide and as high as there is room. The caller draws its ground and margin.
pub fn panel(cx: &mut Cx<'_>, ui: &mut Ui, id: CaseId) {
    let state = cx.state;
    let Some(row) = state.cases.get(id) else {
        return;
    };
    let Some(open) = state.open_case.as_ref().filter(|open| open.id == id) else {
        return;
    };
    forget_note(cx, ui, id);
    ui.spacing_mut().item_spacing.y = space::XS;
    head(cx, ui, row);
    ui.add_space(space::XS);
    text::page_title(ui, &status::name(row, cx.tr));
    match row.life.user_id {
        Some(user_id) => {
            CopyText::new(&user_id.to_string(), &cx.t("case-copy-id")).show(ui);
        }
        None => {
            text::helper(ui, &cx.t("case-no-id"));
        }
    }
    ui.add_space(space::XS);
    ScrollArea::vertical()
        .id_salt(("case", id))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // Room for the bar, and for the ring of what has the focus.
            ui.set_width((ui.available_width() - space::M).max(0.0));
            ui.spacing_mut().item_spacing.y = space::S;
            body(cx, ui, row, open);
            ui.add_space(space::L);
        });
}

/// A note begun for another case is not this one's.
fn forget_note(cx: &mut Cx<'_>, ui: &Ui, id: CaseId) {
    let key = Id::unique("case of the note");
    let before: Option<CaseId> = ui.data_mut(|data| {
        let before = data.get_temp(key);
        data.insert_temp(key, id);
        before
    });
    if before.is_some_and(|before| before != id) {
        cx.draft.note.clear();
    }
}

/// The state, the number of the submission, and the ways to other cases.
fn head(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let look = status::look(row, cx.tr);
    let names = [cx.t("case-previous"), cx.t("case-next"), cx.t("case-close")];
    ui.horizontal(|ui| {
        look.pill().show(ui);
        if row.life.submissions > 0 {
            let number = i64::from(row.life.submissions);
            text::helper(ui, &cx.tf("case-submission", &[("number", number.into())]));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let buttons = [
                (Icon::X, &names[2], "Esc", Action::CloseCase),
                (Icon::CARET_RIGHT, &names[1], "J", Action::StepCase(1)),
                (Icon::CARET_LEFT, &names[0], "K", Action::StepCase(-1)),
            ];
            for (icon, name, keys, action) in buttons {
                let button = IconButton::new(icon, name).small().shortcut(keys);
                if button.show(ui).clicked() {
                    cx.act(action);
                }
            }
        });
    });
}

fn body(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow, open: &OpenCase) {
    if let Some(told) = &open.error {
        let (text, again) = (told.full(cx.tr), cx.t("case-read-again"));
        let actions = [again.as_str()];
        let banner = Banner::new(Tone::Danger, &text).actions(&actions);
        if banner.show(ui).is_some() {
            cx.act(Action::OpenCase(row.id));
        }
    }
    reason_box(cx, ui, row);
    todo::show(cx, ui, row, open);
    let Some(detail) = &open.detail else {
        if open.loading.is_some() {
            LoadingRow::new(&cx.t("case-loading")).show(ui);
        }
        return;
    };
    if row.life.stage != Stage::Erased {
        particulars::documents(cx, ui, row.id, detail);
        particulars::show(cx, ui, row, open, detail);
    }
    title(cx, ui, "case-timeline");
    timeline::show(cx, ui, detail);
    if !detail.attempts.is_empty() {
        title(cx, ui, "case-attempts");
        attempts::show(cx, ui, detail);
    }
    if row.life.stage != Stage::Erased {
        title(cx, ui, "case-notes");
        notes::show(cx, ui, row.id, detail);
    }
}

/// The title of a part of the panel.
fn title(cx: &Cx<'_>, ui: &mut Ui, id: &'static str) {
    ui.add_space(space::S);
    text::strong(ui, &cx.t(id));
}

/// Why the case was refused or rejected, and what of the form that concerns.
fn reason_box(cx: &Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let life = &row.life;
    let of_level2 = matches!(life.level2, Level2::Rejected | Level2::Refused);
    let of_level1 = matches!(
        life.stage,
        Stage::Rejected | Stage::Refused | Stage::Correction
    );
    if !of_level1 && !of_level2 {
        return;
    }
    let said = row.reason.trim();
    if said.is_empty() && life.stage == Stage::Correction {
        return;
    }
    let said = if said.is_empty() {
        cx.t("case-no-reason")
    } else {
        said.to_owned()
    };
    let concern = reason::concern(&said).filter(|_| of_level1);
    let below = match concern {
        Some(concern) => {
            let place = concern.field.map_or_else(
                || cx.t(section_name(concern.section)),
                |field| fields::label(cx, field),
            );
            cx.tf("case-concerns", &[("place", place.into())])
        }
        None if of_level1 => cx.t("case-reason-vendor"),
        None => cx.t("case-reason-level2"),
    };
    Banner::new(Tone::Danger, &below).title(&said).show(ui);
}

/// The name of a document, of level 2 too.
pub fn doc_name(cx: &Cx<'_>, doc: Doc) -> String {
    match doc {
        Doc::Picture(slot) => fields::label(cx, Field::Picture(slot)),
        Doc::BankStatement => cx.t("level2-bank-statement"),
        Doc::SourceOfWealth => cx.t("level2-source-of-wealth"),
    }
}
