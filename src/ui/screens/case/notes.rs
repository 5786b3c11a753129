//! Internal notes: for colleagues, never sent.

use egui::Ui;

use crate::desk::Action;
use crate::desk::state::CaseDetail;
use crate::domain::CaseId;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::widgets::{Button, Message, TextField, TimelineRow};

/// Most characters of a note.
const MAX_CHARS: usize = 2000;

/// Shows the notes, newest first, below the field for a new one.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, case: CaseId, detail: &CaseDetail) {
    let written = cx.draft.note.trim().chars().count();
    let limit = [("max", MAX_CHARS.into()), ("got", written.into())];
    let too_long = cx.tf("case-note-too-long", &limit);
    let (label, helper) = (cx.t("case-note"), cx.t("case-note-helper"));
    let is_too_long = written > MAX_CHARS;
    TextField::new(&label, &mut cx.draft.note)
        .rows(2)
        .message(if is_too_long {
            Message::Error(&too_long)
        } else {
            Message::Helper(&helper)
        })
        .show(ui);
    let empty = (written == 0).then(|| cx.t("case-note-empty"));
    let blocked = empty.or_else(|| is_too_long.then_some(too_long));
    let add = cx.t("case-note-add");
    let button = Button::secondary(&add)
        .icon(Icon::PLUS)
        .small()
        .disabled(blocked.as_deref());
    if button.show(ui).clicked() {
        cx.act(Action::AddNote(case));
    }
    let now = cx.state.now;
    for note in detail.notes.iter().rev() {
        let detail = format!("{} · {}", format::short(note.at, now), note.staff);
        TimelineRow::new(Icon::CLIPBOARD_TEXT, &note.text)
            .detail(detail.trim_end_matches([' ', '·']))
            .hover(&format::utc(note.at))
            .last(true)
            .show(ui);
    }
}
