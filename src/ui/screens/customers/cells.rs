//! What stands in a row of the list.

use egui::{Label, RichText, Ui};

use crate::desk::state::Column;
use crate::domain::{CaseRow, Stage, mask};
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Type};
use crate::ui::{format, status};

/// What a screen reader says of a row.
pub(super) fn spoken(cx: &Cx<'_>, row: &CaseRow) -> String {
    let id = if row.is_unread {
        "customers-row-unread"
    } else {
        "customers-row"
    };
    let args = [
        ("name", status::name(row, cx.tr).into()),
        ("status", status::look(row, cx.tr).text.into()),
        ("ago", ago(cx, row.changed_at).into()),
    ];
    cx.tf(id, &args)
}

fn ago(cx: &Cx<'_>, at: jiff::Timestamp) -> String {
    let length = cx.state.now.duration_since(at);
    if length.as_secs() < 60 {
        return cx.t("customers-now");
    }
    format::duration(length, cx.tr)
}

/// Why the status is what it is, or how far the case has got.
fn reason(cx: &Cx<'_>, row: &CaseRow) -> String {
    match row.life.stage {
        Stage::Sending => sent(cx, row),
        Stage::Unconfirmed => cx.t("customers-no-answer"),
        Stage::Correction if !row.reason.trim().is_empty() => row.reason.trim().to_owned(),
        Stage::Draft | Stage::Correction => {
            let filled = usize::from(row.progress);
            let problems = usize::from(row.problems);
            let args = [("percent", filled.into()), ("count", problems.into())];
            if problems == 0 {
                cx.tf("customers-filled", &args)
            } else {
                cx.tf("customers-filled-problems", &args)
            }
        }
        Stage::Ready | Stage::Pending | Stage::Approved | Stage::Erased => String::new(),
        Stage::Refused | Stage::Rejected => row.reason.trim().to_owned(),
    }
}

/// How much of the request has left.
fn sent(cx: &Cx<'_>, row: &CaseRow) -> String {
    let queue = &cx.state.queue;
    let progress = queue
        .job_of(row.id)
        .and_then(|job| queue.progress.get(&job.id));
    match progress {
        Some((sent, total)) if *total > 0 => {
            let percent = usize::try_from(sent.saturating_mul(100) / total).unwrap_or(100);
            cx.tf("customers-sent", &[("percent", percent.min(100).into())])
        }
        _ => String::new(),
    }
}

/// Draws a cell.
pub(super) fn show(cx: &Cx<'_>, ui: &mut Ui, column: Column, row: &CaseRow) {
    let tokens = theme::of(ui);
    let (text, kind, colour) = match column {
        Column::Status => {
            status::look(row, cx.tr).pill().show(ui);
            return;
        }
        Column::Name => {
            let kind = if row.is_unread {
                Type::BodyStrong
            } else {
                Type::BodyMedium
            };
            (status::name(row, cx.tr), kind, tokens.text_strong)
        }
        Column::Identity => (mask::id_number(&row.id_number), Type::Body, tokens.text),
        Column::Email => (row.email.clone(), Type::Body, tokens.text),
        Column::Staff => (row.staff.clone(), Type::Body, tokens.text),
        Column::Age => (ago(cx, row.created_at), Type::Body, tokens.text),
        Column::Changed => (ago(cx, row.changed_at), Type::Body, tokens.text),
        Column::Attempts => {
            let attempts = match row.attempts {
                0 => String::new(),
                attempts => attempts.to_string(),
            };
            (attempts, Type::Body, tokens.text)
        }
        Column::Reason => (reason(cx, row), Type::Body, tokens.text),
    };
    if text.is_empty() {
        return;
    }
    let words = RichText::new(text).font(kind.font()).color(colour);
    ui.add(Label::new(words).truncate());
}
