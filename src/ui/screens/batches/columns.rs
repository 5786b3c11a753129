//! Which column of the file holds what: proposed, and changed by a person.

use egui::{Id, Ui};

use super::act;
use crate::desk::state::{BatchAction, OpenBatch};
use crate::domain::{ReportField, batch};
use crate::ui::cx::Cx;
use crate::ui::screens::onboard::fields as customer_fields;
use crate::ui::screens::transactions::fields as report_fields;
use crate::ui::theme::space;
use crate::ui::widgets::{Card, Picker, PickerItem, text};

/// The entry for a column that holds nothing that is sent.
const NOTHING: &str = "-";
/// Characters of a sample that are shown.
const SAMPLE: usize = 28;

/// Shows a picker for each column, with what stands in the first row.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, open: &OpenBatch) {
    let columns = batch::columns(open.kind);
    let nothing = cx.t("batch-column-nothing");
    let mut items = vec![PickerItem {
        id: NOTHING,
        text: &nothing,
        detail: "",
        search: "",
    }];
    let names: Vec<String> = columns.iter().map(|column| name(cx, *column)).collect();
    items.extend(columns.iter().zip(&names).map(|(column, name)| PickerItem {
        id: column.api_name(),
        text: name,
        detail: column.api_name(),
        search: "",
    }));
    let missing = open.mapping.missing(&open.defaults);
    let (title, subtitle) = (cx.t("batch-columns"), cx.t("batch-columns-text"));
    let missing_words = if missing.is_empty() {
        None
    } else {
        let names: Vec<String> = missing.iter().map(|column| name(cx, *column)).collect();
        Some(cx.tf(
            "batch-columns-missing",
            &[("names", names.join(", ").into())],
        ))
    };
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            if let Some(words) = &missing_words {
                text::toned(ui, crate::ui::theme::Tone::Danger, words);
                ui.add_space(space::S);
            }
            let doubtful = doubtful(cx, open);
            for words in &doubtful {
                text::toned(ui, crate::ui::theme::Tone::Warning, words);
            }
            if !doubtful.is_empty() {
                ui.add_space(space::S);
            }
            let places: Vec<usize> = (0..open.table.headers.len()).collect();
            for pair in places.chunks(2) {
                ui.columns(2, |sides| {
                    for (side, place) in sides.iter_mut().zip(pair) {
                        column(cx, side, open, *place, &items, &columns);
                    }
                });
            }
        });
}

/// What a person calls it.
pub(super) fn name(cx: &Cx<'_>, column: batch::Column) -> String {
    match column {
        batch::Column::Report(ReportField::UserId) => cx.t("case-arrived-id"),
        batch::Column::Report(field) => cx.t(report_fields::label(field)),
        batch::Column::Customer(field) => customer_fields::label(cx, field),
    }
}

/// Columns that hold something and are not sent, times that nobody gives, and noughts that are lost.
fn doubtful(cx: &Cx<'_>, open: &OpenBatch) -> Vec<String> {
    let mut found = Vec::new();
    let unread = open.mapping.unread(&open.table.rows);
    if !unread.is_empty() {
        let names = unread
            .iter()
            .filter_map(|place| open.table.headers.get(*place));
        let names: Vec<&str> = names.map(String::as_str).collect();
        let args = [("names", names.join(", ").into())];
        found.push(cx.tf("batch-columns-unread", &args));
    }
    let time = batch::Column::Report(ReportField::DateTime);
    if open.kind.report().is_some() && open.mapping.place(time).is_none() {
        found.push(cx.t("batch-columns-no-time"));
    }
    let numbers = open
        .verdict
        .as_ref()
        .map(|verdict| &verdict.judged.without_noughts);
    if let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) {
        let names: Vec<String> = numbers.iter().map(|column| name(cx, *column)).collect();
        let args = [("names", names.join(", ").into())];
        found.push(cx.tf("batch-columns-numbers", &args));
    }
    found
}

fn column(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    open: &OpenBatch,
    place: usize,
    items: &[PickerItem<'_>],
    columns: &[batch::Column],
) {
    let header = open.table.headers.get(place).map_or("", String::as_str);
    let label = if header.is_empty() {
        cx.tf("batch-column-unnamed", &[("number", (place + 1).into())])
    } else {
        header.to_owned()
    };
    let first = open.table.rows.first();
    let sample = first.and_then(|row| row.cells.get(place));
    let sample: String = sample
        .map(|cell| cell.text.chars().take(SAMPLE).collect())
        .unwrap_or_default();
    let held = open.mapping.places().get(place).copied().flatten();
    let selected = held.map_or(NOTHING, batch::Column::api_name);
    let search = cx.t("onboard-search");
    let none = cx.t("onboard-nothing-found");
    let answer = Picker::new(&label, items, Some(selected))
        .id(Id::unique(("column of a batch", place)))
        .message(crate::ui::widgets::Message::Helper(&sample))
        .filter_hint(&search)
        .nothing_found(&none)
        .show(ui);
    if let Some(at) = answer.picked {
        // The first entry is nothing.
        let column = at.checked_sub(1).and_then(|at| columns.get(at)).copied();
        act(cx, BatchAction::SetColumn(place, column));
    }
}
