//! A file that is being looked at: what its columns hold, what is wrong with its rows, and the way into the queue.

use egui::{Align, Layout, Ui, vec2};

use super::{act, columns, kind_name, rows};
use crate::desk::state::{BatchAction, OpenBatch};
use crate::domain::amount::Notation;
use crate::domain::batch::BatchKind;
use crate::sheet::{Encoding, Origin};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{
    Banner, Button, Card, Checkbox, LoadingRow, PageHeader, ProgressBar, Segmented, TextField,
    above_footer, page_column, page_footer, text,
};

const NOTATIONS: [(Notation, &str); 3] = [
    (Notation::Id, "1.234,56"),
    (Notation::En, "1,234.56"),
    (Notation::Plain, "1234.56"),
];

/// Shows it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let Some(open) = &cx.state.batches.open else {
        return;
    };
    let subtitle = facts(cx, open);
    PageHeader::new(&open.name)
        .subtitle(None, &subtitle)
        .show(ui, |_| (), |_| ());
    above_footer(ui, |ui| {
        page_column(ui, "open batch", |ui| content(cx, ui, open));
    });
    footer(cx, ui, open);
}

fn facts(cx: &Cx<'_>, open: &OpenBatch) -> String {
    let count = open.table.rows.len();
    let rows = format::count(count, cx.state.lang());
    let columns = open.table.headers.len();
    let args = [
        ("count", count.into()),
        ("rows", rows.into()),
        ("columns", columns.into()),
    ];
    cx.tf("batch-table-facts", &args)
}

fn content(cx: &mut Cx<'_>, ui: &mut Ui, open: &OpenBatch) {
    if let Some(told) = &open.error {
        let title = cx.t("report-not-queued");
        Banner::new(Tone::Danger, &told.full(cx.tr))
            .title(&title)
            .show(ui);
    }
    let is_odd = matches!(
        open.table.origin,
        Origin::Csv {
            encoding: Encoding::Windows1252,
            ..
        }
    );
    if is_odd {
        Banner::new(Tone::Warning, &cx.t("batch-windows-1252")).show(ui);
    }
    let title = cx.t("batch-what");
    Card::new().title(&title).show(ui, |ui| {
        kinds(cx, ui, open);
        if open.kind == BatchKind::Register {
            folder(cx, ui, open);
        } else {
            notations(cx, ui, open);
        }
        match &open.verdict {
            Some(verdict) => rows::summary(cx, ui, open, verdict),
            None => {
                LoadingRow::new(&cx.t("batch-judging")).show(ui);
            }
        }
    });
    // What is wrong with the rows comes first, unless a column is what they miss.
    let is_mapped = open.mapping.missing(&open.defaults).is_empty();
    if !is_mapped {
        columns::show(cx, ui, open);
    }
    if let Some(verdict) = &open.verdict {
        rows::show(cx, ui, open, verdict);
    }
    // What is to be ticked off stands below what it is about.
    if let Some(verdict) = open.verdict.as_ref().filter(|verdict| verdict.doubtful > 0) {
        doubts(cx, ui, open, verdict.doubtful);
    }
    if open.kind == BatchKind::Register {
        consent(cx, ui, open);
    }
    if is_mapped {
        columns::show(cx, ui, open);
    }
}

fn kinds(cx: &mut Cx<'_>, ui: &mut Ui, open: &OpenBatch) {
    let names = BatchKind::ALL.map(|kind| cx.t(kind_name(kind)));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let selected = BatchKind::ALL.iter().position(|kind| *kind == open.kind);
    let answer = Segmented::new(&cx.t("batch-kind"), &names, selected)
        .no_message_line()
        .show(ui);
    ui.add_space(space::M);
    if let Some(kind) = answer.picked.and_then(|at| BatchKind::ALL.get(at)) {
        act(cx, BatchAction::SetKind(*kind));
    }
}

fn notations(cx: &mut Cx<'_>, ui: &mut Ui, open: &OpenBatch) {
    let names = NOTATIONS.map(|(_, name)| name);
    // Where it matters, a person says it.
    let selected = NOTATIONS
        .iter()
        .position(|(notation, _)| *notation == open.notation)
        .filter(|_| !open.needs_notation());
    let answer = Segmented::new(&cx.t("batch-notation"), &names, selected)
        .no_message_line()
        .show(ui);
    ui.add_space(space::M);
    if let Some((notation, _)) = answer.picked.and_then(|at| NOTATIONS.get(at)) {
        act(cx, BatchAction::SetNotation(*notation));
    }
}

/// The folder with the pictures, matched by file name to id number and slot.
fn folder(cx: &mut Cx<'_>, ui: &mut Ui, _open: &OpenBatch) {
    let (label, hint) = (cx.t("batch-folder"), cx.t("batch-folder-hint"));
    let choose = cx.t("batch-folder-choose");
    let helper = cx.t("batch-folder-helper");
    let field = TextField::new(&label, &mut cx.draft.batch_folder)
        .placeholder(&hint)
        .message(crate::ui::widgets::Message::Helper(&helper))
        .trailing_button(Icon::FOLDER_OPEN, &choose)
        .show(ui);
    if field.trailing_clicked {
        act(cx, BatchAction::PickFolder);
    } else if field.submitted || (field.blurred && !cx.draft.batch_folder.trim().is_empty()) {
        act(cx, BatchAction::LoadFolder);
    }
}

/// Rows that look doubtful are ticked off, before they go out.
fn doubts(cx: &mut Cx<'_>, ui: &mut Ui, open: &OpenBatch, count: usize) {
    let title = cx.t("report-doubts-title");
    Card::new().title(&title).show(ui, |ui| {
        let shown = format::count(count, cx.state.lang());
        let args = [("count", count.into()), ("shown", shown.into())];
        let words = cx.tf("batch-doubts-keep", &args);
        let mut are_kept = open.doubts_kept;
        if Checkbox::new(&mut are_kept, &words).show(ui).changed() {
            act(cx, BatchAction::KeepDoubts(are_kept));
        }
    });
}

fn consent(cx: &mut Cx<'_>, ui: &mut Ui, open: &OpenBatch) {
    let title = cx.t("batch-consent-title");
    Card::new().title(&title).show(ui, |ui| {
        let mut has_consent = open.has_consent;
        if Checkbox::new(&mut has_consent, &cx.t("batch-consent"))
            .show(ui)
            .changed()
        {
            act(cx, BatchAction::SetConsent(has_consent));
        }
    });
}

/// What stands in the way of sending, in words.
fn blocked(cx: &Cx<'_>, open: &OpenBatch) -> Option<String> {
    let Some(verdict) = &open.verdict else {
        return Some(cx.t("batch-judging"));
    };
    if cx.state.batches.queueing.is_some() {
        return Some(cx.t("report-queueing"));
    }
    if verdict.good == 0 {
        return Some(cx.t("batch-no-good-row"));
    }
    None
}

fn footer(cx: &mut Cx<'_>, ui: &mut Ui, open: &OpenBatch) {
    let blocked = blocked(cx, open);
    let needs_consent = open.kind == BatchKind::Register && !open.has_consent;
    let no_queue = blocked
        .clone()
        .or_else(|| open.needs_notation().then(|| cx.t("batch-notation-open")))
        .or_else(|| (open.open_doubts() > 0).then(|| cx.t("report-doubts-open")))
        .or_else(|| needs_consent.then(|| cx.t("batch-consent-open")));
    let good = open.verdict.as_ref().map_or(0, |verdict| verdict.good);
    let shown = format::count(good, cx.state.lang());
    let queue = cx.tf(
        "batch-queue",
        &[("count", good.into()), ("shown", shown.into())],
    );
    let (close, dry) = (cx.t("batch-close"), cx.t("batch-dry-run"));
    let running = open.dry.as_ref().filter(|dry| dry.request.is_some());
    let dry_words = if running.is_some() {
        cx.t("batch-stop")
    } else {
        dry
    };
    let close = Button::secondary(&close);
    let dry = Button::secondary(&dry_words).disabled(blocked.as_deref());
    let queue = Button::primary(&queue)
        .icon(Icon::PAPER_PLANE_TILT)
        .disabled(no_queue.as_deref());
    let ((), (is_close, is_dry, is_queue)) = page_footer(
        ui,
        |ui| match (&open.dry, &no_queue) {
            (Some(dry), _) if dry.request.is_some() => {
                ui.set_max_width(260.0);
                let fraction = dry.done as f32 / dry.of.max(1) as f32;
                let args = [("done", dry.done.into()), ("of", dry.of.into())];
                let words = cx.tf("batch-dry-running", &args);
                ProgressBar::new(fraction, &words).left(&words).show(ui);
            }
            (dry, words) => {
                let done = dry.as_ref().map(|dry| {
                    let args = [("done", dry.done.into()), ("count", dry.found.len().into())];
                    cx.tf("batch-dry-done", &args)
                });
                let said: Vec<String> = done.into_iter().chain(words.clone()).collect();
                text::helper(ui, &said.join(". "));
            }
        },
        |ui| {
            let width = close.width(ui) + dry.width(ui) + queue.width(ui) + 2.0 * space::M;
            let layout = Layout::left_to_right(Align::Center);
            let buttons =
                ui.allocate_ui_with_layout(vec2(width, theme::size::FIELD), layout, |ui| {
                    ui.spacing_mut().item_spacing.x = space::M;
                    (
                        close.show(ui).clicked(),
                        dry.show(ui).clicked(),
                        queue.show(ui).clicked(),
                    )
                });
            buttons.inner
        },
    );
    if is_queue {
        act(cx, BatchAction::Queue);
    } else if is_dry {
        let action = if running.is_some() {
            BatchAction::StopDryRun
        } else {
            BatchAction::DryRun
        };
        act(cx, action);
    } else if is_close {
        act(cx, BatchAction::Close);
    }
}
