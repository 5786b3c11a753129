//! The rows of a batch that cannot be sent, and why. Only those on the screen are drawn.

use std::sync::Arc;

use egui::{Id, ScrollArea, Sense, Ui, vec2};

use crate::desk::explain;
use crate::desk::runtime::batches::{in_words, missing};
use crate::desk::state::{BatchTotal, BatchVerdict, DryRun, OpenBatch, Repeats, Way};
use crate::domain::Lang;
use crate::domain::amount::{self, Amount, Notation};
use crate::domain::batch::{BatchKind, Column};
use crate::domain::report::{Direction, Side};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{Card, paint, text};

const ROW: f32 = 24.0;
const HEIGHT: f32 = 280.0;
/// Totals that are shown; a file has few symbols.
const TOTALS: usize = 12;

/// A line: the row's number in the file, the column, and what is wrong.
struct Line {
    number: usize,
    column: String,
    what: String,
    is_wrong: bool,
}

/// Shows what is wrong, doubtful, or found by the dry run.
pub(super) fn show(cx: &Cx<'_>, ui: &mut Ui, open: &OpenBatch, verdict: &Arc<BatchVerdict>) {
    let lines = lines(cx, ui, open, verdict);
    if lines.is_empty() {
        return;
    }
    let count = format::count(lines.len(), cx.state.lang());
    let title = cx.tf("batch-lines", &[("count", count.into())]);
    Card::new().title(&title).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("rows of a batch")
            .max_height(HEIGHT)
            .auto_shrink([false, true])
            .show_rows(ui, ROW, lines.len(), |ui, shown| {
                for line in lines.get(shown).into_iter().flatten() {
                    one(cx, ui, line);
                }
            });
    });
}

/// Lines, and the verdict, the length of the dry run and the language of which they tell. Holding the verdict keeps its address its own.
type Kept = (Arc<BatchVerdict>, (usize, Lang), Arc<Vec<Line>>);

/// The lines in the order of the file. They are put into words once: a file may have tens of thousands.
fn lines(cx: &Cx<'_>, ui: &Ui, open: &OpenBatch, verdict: &Arc<BatchVerdict>) -> Arc<Vec<Line>> {
    let id = Id::unique("lines of a batch");
    let dry = open.dry.as_ref().map_or(0, |dry| dry.found.len());
    let key = (dry, cx.tr.lang());
    let kept: Option<Kept> = ui.data(|data| data.get_temp(id));
    if let Some((_, _, lines)) = kept.filter(|kept| Arc::ptr_eq(&kept.0, verdict) && kept.1 == key)
    {
        return lines;
    }
    let mut lines = wrong(cx, open, verdict);
    lines.extend(open.dry.iter().flat_map(|dry| found(cx, dry)));
    lines.sort_by_key(|line| line.number);
    let lines = Arc::new(lines);
    ui.data_mut(|data| data.insert_temp(id, (Arc::clone(verdict), key, Arc::clone(&lines))));
    lines
}

/// Room for the number of a row, so that what is said of most stands in one line.
const FIRST: f32 = 76.0;

fn one(cx: &Cx<'_>, ui: &mut Ui, line: &Line) {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let args = [
        ("row", line.number.into()),
        ("column", line.column.as_str().into()),
    ];
    let place = cx.tf(
        if line.column.is_empty() {
            "batch-line-row"
        } else {
            "batch-line-cell"
        },
        &args,
    );
    let words = format!("{place}: {}", line.what);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, &words));
    let colour = if line.is_wrong {
        tokens.tone(Tone::Danger)
    } else {
        tokens.tone(Tone::Warning)
    };
    let first = paint::line(ui, &place, Type::HelperStrong, colour, rect.width());
    let left = rect.left_center();
    let offset = (first.size().x + space::M).max(FIRST);
    paint::galley_left(ui.painter(), left, &first, colour);
    let second = paint::line(
        ui,
        &line.what,
        Type::Helper,
        tokens.text,
        rect.width() - offset,
    );
    paint::galley_left(ui.painter(), left + vec2(offset, 0.0), &second, tokens.text);
    if second.elided {
        response.on_hover_text(&line.what);
    }
}

fn wrong(cx: &Cx<'_>, open: &OpenBatch, verdict: &BatchVerdict) -> Vec<Line> {
    let mut lines = Vec::new();
    let header = |place: Option<usize>| place.and_then(|place| open.table.headers.get(place));
    for (at, row) in verdict.judged.rows.iter().enumerate() {
        let mut push = |column: String, what: String, is_wrong| {
            lines.push(Line {
                number: row.number,
                column,
                what,
                is_wrong,
            });
        };
        for problem in row.result.as_ref().err().into_iter().flatten() {
            let column = header(problem.place).cloned();
            let named = problem
                .column
                .map(|column| super::columns::name(cx, column));
            let column = column.or(named).unwrap_or_default();
            push(column, explain::row(&problem.issue).text(cx.tr), true);
        }
        if let Some(pictures) = verdict.pictures.get(at)
            && !pictures.missing.is_empty()
        {
            push(String::new(), missing(pictures, cx.tr).text(cx.tr), true);
        }
        for (column, doubt) in &row.doubts {
            let what = explain::doubt(doubt).text(cx.tr);
            let named = header(open.mapping.place(*column)).cloned();
            let column = named.unwrap_or_else(|| super::columns::name(cx, *column));
            push(column, what, false);
        }
        if let Some(repeats) = verdict.repeats.get(&at) {
            push(String::new(), repeated(cx, repeats), false);
        }
        for place in &row.formulas {
            let column = header(Some(*place)).cloned().unwrap_or_default();
            push(column, cx.t("batch-cell-formula"), false);
        }
    }
    lines
}

/// What a row repeats.
fn repeated(cx: &Cx<'_>, repeats: &Repeats) -> String {
    match repeats {
        Repeats::Row(number) => cx.tf("batch-repeats-row", &[("row", (*number).into())]),
        Repeats::Report(same) => {
            let args = [
                ("time", format::short(same.queued_at, cx.state.now).into()),
                ("staff", same.staff.as_str().into()),
                ("id", same.id.as_str().into()),
            ];
            let words = cx.tf("report-doubt-twin-text", &args);
            format!("{}. {words}", cx.t("report-doubt-twin"))
        }
    }
}

fn found(cx: &Cx<'_>, dry: &DryRun) -> Vec<Line> {
    let line = |(number, told): &(usize, explain::Told)| Line {
        number: *number,
        column: String::new(),
        what: in_words(told.clone(), cx.tr),
        is_wrong: false,
    };
    dry.found.iter().map(line).collect()
}

/// An amount of the file, and the two amounts that it may be.
fn read_as(
    cx: &Cx<'_>,
    open: &OpenBatch,
    verdict: &BatchVerdict,
    (at, column): (usize, Column),
) -> Option<String> {
    let own = Notation::of(cx.state.lang());
    let place = open.mapping.place(column)?;
    let typed = open.table.rows.get(at)?.cells.get(place)?.text.trim();
    let number = verdict.judged.rows.get(at)?.number;
    let read = |notation| Amount::parse(typed, notation).ok();
    let [id, en] = [Notation::Id, Notation::En].map(read);
    let shown = |amount: Amount| amount::shown_decimal(&amount.decimal(), own);
    let args = [
        ("row", number.into()),
        ("typed", typed.into()),
        ("id", shown(id?).into()),
        ("en", shown(en?).into()),
    ];
    Some(cx.tf("batch-otherwise-row", &args))
}

/// A total in words, to be compared with what the file came with.
fn total_words(cx: &Cx<'_>, total: &BatchTotal) -> String {
    let notation = Notation::of(cx.state.lang());
    let shown = |value| amount::shown_decimal(value, notation);
    let way = cx.t(match total.way {
        Way::Moved(Direction::Deposit) => "report-deposit",
        Way::Moved(Direction::Withdraw) => "report-withdraw",
        Way::Converted(Side::Bid) => "report-bid",
        Way::Converted(Side::Ask) => "report-ask",
    });
    let against = total.against.as_deref().unwrap_or_default();
    let symbol = if against.is_empty() {
        total.symbol.clone()
    } else {
        format!("{}/{against}", total.symbol)
    };
    let args = [
        ("way", way.into()),
        ("pair", symbol.into()),
        ("count", total.count.into()),
        ("shown", format::count(total.count, cx.state.lang()).into()),
        ("sum", shown(&total.sum).into()),
        ("symbol", total.symbol.as_str().into()),
    ];
    let words = cx.tf("batch-total", &args);
    let Some((low, high)) = &total.prices else {
        return words;
    };
    let args = [
        ("bid", total.symbol.as_str().into()),
        ("ask", against.into()),
        ("low", shown(low).into()),
        ("high", shown(high).into()),
    ];
    format!("{words}. {}", cx.tf("batch-total-prices", &args))
}

/// How many rows there are, how many are good, and how amounts would read otherwise.
pub(super) fn summary(cx: &Cx<'_>, ui: &mut Ui, open: &OpenBatch, verdict: &BatchVerdict) {
    let lang = cx.state.lang();
    let all = verdict.judged.rows.len();
    let args = [
        ("good", format::count(verdict.good, lang).into()),
        ("all", format::count(all, lang).into()),
        ("wrong", format::count(all - verdict.good, lang).into()),
    ];
    text::strong(ui, &cx.tf("batch-summary", &args));
    for total in verdict.totals.iter().take(TOTALS) {
        text::body(ui, &total_words(cx, total));
    }
    let more = verdict.totals.len().saturating_sub(TOTALS);
    if more > 0 {
        text::subdued(ui, &cx.tf("batch-totals-more", &[("count", more.into())]));
    }
    let readings = verdict.judged.readings;
    if readings.otherwise + readings.only_otherwise > 0 {
        let count = readings.otherwise + readings.only_otherwise;
        let args = [("count", count.into())];
        text::toned(ui, Tone::Warning, &cx.tf("batch-otherwise", &args));
        if let Some(words) = readings.first.and_then(|at| read_as(cx, open, verdict, at)) {
            text::toned(ui, Tone::Warning, &words);
        }
    }
    if open.strangers > 0 {
        let args = [("count", open.strangers.into())];
        text::toned(ui, Tone::Warning, &cx.tf("batch-strangers", &args));
    }
    if open.kind == BatchKind::Register && open.folder.is_none() {
        text::toned(ui, Tone::Warning, &cx.t("batch-no-folder"));
    }
}
