//! Whom a report is about: found by name or typed as a user id, and shown once it is known.

use egui::{Id, Ui};
use uuid::Uuid;

use super::fields;
use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::effect::RequestId;
use crate::desk::explain;
use crate::domain::{CaseRow, ReportField, ReportKind, mask};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::status;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Fact, InfoBox, Message, NavItem, TextField, text};

/// Customers that are offered at most.
const OFFERED: usize = 6;

/// Shows the field, or the customer who was chosen.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let chosen = cx
        .draft
        .reports
        .of(kind)
        .get(ReportField::UserId)
        .to_owned();
    match Uuid::try_parse(&chosen) {
        Ok(user_id) if chosen.len() == 36 => known(cx, ui, kind, user_id),
        _ => search(cx, ui, kind),
    }
}

fn known(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind, user_id: Uuid) {
    text::strong(ui, &cx.t(fields::label(ReportField::UserId)));
    let row = cx.state.cases.by_user_id(user_id);
    let (name, detail) = match row {
        Some(row) => (status::name(row, cx.tr), about(row)),
        None => (user_id.to_string(), cx.t("report-customer-unknown")),
    };
    let change = cx.t("report-customer-change");
    ui.horizontal(|ui| {
        let button = Button::secondary(&change).small();
        let room = (ui.available_width() - button.width(ui) - space::M).max(0.0);
        ui.scope(|ui| {
            ui.set_width(room);
            InfoBox::new(Icon::USER, &name).detail(&detail).show(ui);
        });
        if button.show(ui).clicked() {
            cx.draft.customer.clear();
            let set = ReportAction::Set(kind, ReportField::UserId, String::new());
            cx.act(Action::Report(set));
            ui.memory_mut(|memory| memory.request_focus(fields::id(kind, ReportField::UserId)));
        }
    });
    ui.add_space(space::M);
}

/// Names the customer of a form in a dialog, where the field is not shown.
pub fn fact(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let field = ReportField::UserId;
    let chosen = cx.draft.reports.of(kind).get(field).to_owned();
    let user_id = Uuid::try_parse(&chosen).ok();
    let row = user_id.and_then(|id| cx.state.cases.by_user_id(id));
    let name = row.map_or(chosen, |row| status::name(row, cx.tr));
    Fact::new(&cx.t(fields::label(field)), &name).show(ui);
}

/// Enough to tell customers apart, not enough to use.
fn about(row: &CaseRow) -> String {
    let id = row
        .life
        .user_id
        .map(|id| id.to_string())
        .unwrap_or_default();
    if row.id_number.is_empty() {
        id
    } else {
        format!("{} · {id}", mask::id_number(&row.id_number))
    }
}

fn search(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let field = ReportField::UserId;
    let label = cx.t(fields::label(field));
    let form = cx.state.reports.forms.get(&kind);
    let wrong = form
        .and_then(|form| form.problem(field))
        .map(|issue| explain::report(issue).text(cx.tr));
    let (helper, hint) = (
        cx.t("report-customer-helper"),
        cx.t("report-customer-search"),
    );
    fields::take_focus(cx, ui, kind, field);
    let id = fields::id(kind, field);
    let is_nobody =
        typed_enough(&cx.draft.customer) && found(cx, ui, cx.draft.customer.trim()).is_empty();
    let nobody = cx.t("report-customer-nobody");
    let answer = TextField::new(&label, &mut cx.draft.customer)
        .id(id)
        .leading(Icon::MAGNIFYING_GLASS)
        .placeholder(&hint)
        .message(match &wrong {
            Some(text) => Message::Error(text),
            None if is_nobody => Message::Helper(&nobody),
            None => Message::Helper(&helper),
        })
        .show(ui);
    let typed = cx.draft.customer.trim().to_owned();
    if Uuid::try_parse(&typed).is_ok() && typed.len() == 36 {
        choose(cx, kind, &typed.to_lowercase());
        return;
    }
    let found = found(cx, ui, &typed);
    let first = found.first().copied();
    for user_id in found {
        let Some(row) = cx.state.cases.by_user_id(user_id) else {
            continue;
        };
        let (name, detail) = (status::name(row, cx.tr), about(row));
        let item = NavItem::new(Icon::USER, &name).detail(&detail);
        if item.show(ui).clicked() {
            choose(cx, kind, &user_id.to_string());
        }
    }
    if answer.submitted
        && let Some(user_id) = first
    {
        choose(cx, kind, &user_id.to_string());
    }
}

fn typed_enough(typed: &str) -> bool {
    typed.trim().chars().count() >= 2
}

/// What was typed, the store, and the revision of its cases.
type Key = (String, (Option<RequestId>, u64));

/// The registered customers who are meant by what was typed; looked for when it changes, not in each frame.
fn found(cx: &Cx<'_>, ui: &Ui, typed: &str) -> Vec<Uuid> {
    if !typed_enough(typed) {
        return Vec::new();
    }
    let id = Id::unique("customers of a report");
    // Of another profile, or before one more was registered, others were found.
    let of = (cx.state.store_request, cx.state.cases.revision());
    let key: Key = (typed.to_owned(), of);
    let kept: Option<(Key, Vec<Uuid>)> = ui.data(|data| data.get_temp(id));
    if let Some((of, found)) = kept
        && of == key
    {
        return found;
    }
    let rows = cx
        .state
        .cases
        .find(typed, |row| row.life.user_id.is_some(), OFFERED);
    let found: Vec<Uuid> = rows.iter().filter_map(|row| row.life.user_id).collect();
    ui.data_mut(|data| data.insert_temp(id, (key, found.clone())));
    found
}

fn choose(cx: &mut Cx<'_>, kind: ReportKind, user_id: &str) {
    cx.draft.customer.clear();
    let set = ReportAction::Set(kind, ReportField::UserId, user_id.to_owned());
    cx.act(Action::Report(set));
    cx.act(Action::Report(ReportAction::FocusOn(
        kind,
        ReportField::of(kind)[1],
    )));
}
