//! Batches: files of transactions or customers, judged row by row before anything is sent.

mod columns;
mod open;
mod rows;

use egui::{Ui, vec2};

use crate::desk::Action;
use crate::desk::state::{Batch, BatchAction, BatchId, BatchRowState, StoreState};
use crate::domain::batch::BatchKind;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::report_words;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Banner, Button, Card, EmptyState, LoadingRow, PageHeader, Pill, ProgressBar, TextField,
    page_column, text,
};
use crate::ui::{drops, format};

/// Asks for something about batches.
fn act(cx: &mut Cx<'_>, action: BatchAction) {
    cx.act(Action::Batch(action));
}

/// Id of the name of a kind.
pub fn kind_name(kind: BatchKind) -> &'static str {
    match kind.report() {
        Some(kind) => report_words::kind(kind),
        None => "batch-kind-register",
    }
}

/// Id of the name of a state of a row, for counts.
fn state_name(state: BatchRowState) -> &'static str {
    crate::desk::runtime::batches::state(state)
}

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    if cx.state.batches.open.is_some() {
        open::show(cx, ui);
        return;
    }
    let (title, subtitle) = (cx.t("nav-batches"), cx.t("batch-subtitle"));
    let ((), is_new) = PageHeader::new(&title).subtitle(None, &subtitle).show(
        ui,
        |_| (),
        |ui| {
            let words = cx.t("batch-open");
            let button = Button::primary(&words).icon(Icon::FOLDER_OPEN);
            button.show(ui).clicked()
        },
    );
    if is_new {
        act(cx, BatchAction::Pick);
    }
    if cx.state.modal.is_none()
        && let Some(file) = drops::collect(ui.ctx()).into_iter().next()
    {
        act(cx, BatchAction::Drop(file));
    }
    page_column(ui, "batches", |ui| {
        begin(cx, ui);
        templates(cx, ui);
        list(cx, ui);
    });
}

/// Where a file comes from: typed or dropped as well as by the dialog.
fn begin(cx: &mut Cx<'_>, ui: &mut Ui) {
    if let Some(told) = &cx.state.batches.error {
        let title = cx.t("batch-not-read");
        Banner::new(Tone::Danger, &told.full(cx.tr))
            .title(&title)
            .show(ui);
    }
    let title = cx.t("batch-file");
    Card::new().title(&title).show(ui, |ui| {
        let (label, hint) = (cx.t("batch-path"), cx.t("batch-path-hint"));
        let field = TextField::new(&label, &mut cx.draft.batch_path)
            .placeholder(&hint)
            .leading(Icon::FILE_TEXT)
            .show(ui);
        if field.submitted {
            act(cx, BatchAction::LoadPath);
        }
        if cx.state.batches.reading.is_some() {
            LoadingRow::new(&cx.t("batch-reading")).show(ui);
        } else {
            text::helper(ui, &cx.t("batch-drop"));
        }
    });
}

fn templates(cx: &mut Cx<'_>, ui: &mut Ui) {
    let (title, subtitle) = (cx.t("batch-templates"), cx.t("batch-templates-text"));
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S, space::S);
                for kind in BatchKind::ALL {
                    let name = cx.t(kind_name(kind));
                    let button = Button::secondary(&name).small().icon(Icon::DOWNLOAD_SIMPLE);
                    if button.show(ui).clicked() {
                        act(cx, BatchAction::Template(kind));
                    }
                }
            });
        });
}

fn list(cx: &mut Cx<'_>, ui: &mut Ui) {
    let batches = &cx.state.batches;
    if !batches.is_read {
        if matches!(cx.state.store, StoreState::Open(_) | StoreState::Opening(_)) {
            LoadingRow::new(&cx.t("ledger-reading")).show(ui);
        }
        return;
    }
    if batches.list.is_empty() {
        let (title, words) = (cx.t("batch-none"), cx.t("batch-none-text"));
        EmptyState::new(Icon::TABLE, &title, &words).show(ui);
        return;
    }
    for batch in &cx.state.batches.list {
        one(cx, ui, batch);
    }
}

/// A batch that was begun, how far it is, and what can be done.
fn one(cx: &mut Cx<'_>, ui: &mut Ui, batch: &Batch) {
    let lang = cx.state.lang();
    let kind = BatchKind::ALL
        .into_iter()
        .find(|kind| kind.report().map_or("register", |kind| kind.name()) == batch.content.kind);
    let kind_words = kind.map(|kind| cx.t(kind_name(kind))).unwrap_or_default();
    let when = format::short(batch.created_at, cx.state.now);
    let rows = format::count(batch.rows(), lang);
    let args = [
        ("kind", kind_words.into()),
        ("rows", rows.into()),
        ("when", when.into()),
        ("staff", batch.staff.as_str().into()),
    ];
    let subtitle = cx.tf("batch-facts", &args);
    Card::new()
        .title(&batch.content.name)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            counts(cx, ui, batch);
            let run = cx.state.batches.run.filter(|run| run.id == batch.id);
            if let Some(run) = run.filter(|run| run.of > 0) {
                let fraction = run.done as f32 / run.of as f32;
                let done = format::count(run.done, lang);
                let of = format::count(run.of, lang);
                let words = cx.tf("batch-making", &[("done", done.into()), ("of", of.into())]);
                ProgressBar::new(fraction, &words).left(&words).show(ui);
            }
            buttons(cx, ui, batch, run.is_some(), kind);
        });
}

fn counts(cx: &Cx<'_>, ui: &mut Ui, batch: &Batch) {
    let lang = cx.state.lang();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        for state in BatchRowState::ALL {
            let count = batch.count(state);
            if count == 0 {
                continue;
            }
            let (tone, icon) = match state {
                BatchRowState::Done => (Tone::Success, Icon::CHECK_CIRCLE_FILL),
                BatchRowState::Queued | BatchRowState::Open => (Tone::Info, Icon::HOURGLASS_FILL),
                BatchRowState::Unconfirmed | BatchRowState::Draft => {
                    (Tone::Warning, Icon::QUESTION_FILL)
                }
                BatchRowState::Wrong | BatchRowState::Refused => {
                    (Tone::Danger, Icon::X_CIRCLE_FILL)
                }
                BatchRowState::Dropped => (Tone::Neutral, Icon::X),
            };
            let args = [
                ("group", cx.t(state_name(state)).into()),
                ("count", format::count(count, lang).into()),
            ];
            Pill::new(tone, &cx.tf("queue-chip", &args))
                .icon(icon)
                .show(ui);
        }
    });
}

fn buttons(cx: &mut Cx<'_>, ui: &mut Ui, batch: &Batch, is_running: bool, kind: Option<BatchKind>) {
    let id: BatchId = batch.id;
    let name = &batch.content.name;
    let named = |cx: &Cx<'_>, text: &'static str| {
        let words = cx.t(text);
        let spoken = format!("{words}: {name}");
        (words, spoken)
    };
    let mut offers = Vec::new();
    if is_running {
        offers.push(("batch-stop", BatchAction::Stop));
    } else if batch.count(BatchRowState::Open) > 0 {
        offers.push(("batch-continue", BatchAction::Continue(id)));
    }
    if kind.and_then(BatchKind::report).is_some() {
        offers.push(("batch-show", BatchAction::ShowReports(id)));
    }
    offers.push(("batch-results", BatchAction::Results(id)));
    let waits = batch.count(BatchRowState::Open)
        + if kind.and_then(BatchKind::report).is_some() {
            batch.count(BatchRowState::Queued)
        } else {
            0
        };
    if !is_running && waits > 0 {
        offers.push(("batch-drop-rest", BatchAction::DropRest(id)));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        for (text, action) in offers {
            let (words, spoken) = named(cx, text);
            let button = Button::secondary(&words).small().name(&spoken);
            if button.show(ui).clicked() {
                act(cx, action);
            }
        }
    });
}
