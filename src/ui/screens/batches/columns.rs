//! Which column of the file holds what: proposed, and changed by a person.

use egui::{Id, Ui};

use super::act;
use crate::desk::state::{BatchAction, OpenBatch};
use crate::domain::{Field, ReportField, batch};
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
            for column in columns {
                same_for_all(cx, ui, open, column);
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

/// The choices of a column of which one may be said for all rows: their codes and names.
fn choices(cx: &Cx<'_>, column: batch::Column) -> Vec<(String, String)> {
    let two = |names: [&'static str; 2]| {
        let named = ["0", "1"].into_iter().zip(names);
        named
            .map(|(code, name)| (code.to_owned(), cx.t(name)))
            .collect()
    };
    match column {
        batch::Column::Report(ReportField::Side) => two(["report-bid", "report-ask"]),
        batch::Column::Report(ReportField::Direction) => two(["report-deposit", "report-withdraw"]),
        batch::Column::Report(ReportField::Liquidity) => two(["report-maker", "report-taker"]),
        batch::Column::Report(ReportField::Fill) => two(["report-partial", "report-full"]),
        batch::Column::Customer(Field::GesturesSet) => {
            let sets = cx.state.profile().gesture_sets.iter();
            sets.map(|set| (set.id.to_string(), set.name.clone()))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// One value for all rows, where no column of the file gives it.
fn same_for_all(cx: &mut Cx<'_>, ui: &mut Ui, open: &OpenBatch, column: batch::Column) {
    let choices = choices(cx, column);
    if choices.is_empty() || open.mapping.place(column).is_some() {
        return;
    }
    let nothing = cx.t("batch-column-nothing");
    let item = |(id, text)| PickerItem {
        id,
        text,
        detail: "",
        search: "",
    };
    let named = choices
        .iter()
        .map(|(id, name)| (id.as_str(), name.as_str()));
    let items: Vec<PickerItem<'_>> = std::iter::once((NOTHING, nothing.as_str()))
        .chain(named)
        .map(item)
        .collect();
    let label = cx.tf("batch-same-for-all", &[("name", name(cx, column).into())]);
    let selected = open.defaults.get(&column).map_or(NOTHING, String::as_str);
    let (search, none) = (cx.t("onboard-search"), cx.t("onboard-nothing-found"));
    let answer = Picker::new(&label, &items, Some(selected))
        .id(Id::unique(("for all rows of a batch", column.api_name())))
        .filter_hint(&search)
        .nothing_found(&none)
        .show(ui);
    if let Some(at) = answer.picked {
        let value = at.checked_sub(1).and_then(|at| choices.get(at));
        let value = value.map(|(code, _)| code.clone());
        act(cx, BatchAction::SetDefault(column, value));
    }
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
