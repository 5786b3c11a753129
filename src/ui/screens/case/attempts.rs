//! The requests that were made for a case.

use egui::Ui;

use crate::desk::explain::Told;
use crate::desk::state::{Attempt, CaseDetail};
use crate::domain::JobKind;
use crate::ui::answer;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::report_words;
use crate::ui::widgets::{TimelineRow, Tone};

/// Shows them, newest first.
pub(super) fn show(cx: &Cx<'_>, ui: &mut Ui, detail: &CaseDetail) {
    for attempt in detail.attempts.iter().rev() {
        row(cx, ui, attempt);
    }
}

fn row(cx: &Cx<'_>, ui: &mut Ui, attempt: &Attempt) {
    let now = cx.state.now;
    let (icon, tone, outcome) = match attempt.outcome.as_deref() {
        Some("accepted") => (Icon::CHECK_CIRCLE, Tone::Success, "case-outcome-accepted"),
        Some("not_sent") => (Icon::CLOUD_SLASH, Tone::Neutral, "case-outcome-not-sent"),
        Some("refused") => (Icon::PROHIBIT, Tone::Danger, "case-outcome-refused"),
        Some(_) => (Icon::QUESTION, Tone::Warning, "case-outcome-unknown"),
        None => (Icon::PAPER_PLANE_TILT, Tone::Info, "case-outcome-under-way"),
    };
    let args = [
        ("number", i64::from(attempt.number).into()),
        ("kind", cx.t(kind(attempt.kind)).into()),
        ("outcome", cx.t(outcome).into()),
    ];
    let title = cx.tf("case-attempt", &args);
    let amount = amount(cx, attempt.sent_bytes, attempt.total_bytes);
    let mut detail = format!("{} · {amount}", format::short(attempt.started_at, now));
    let told = attempt.told.as_deref().and_then(Told::from_json);
    if let Some(told) = &told {
        detail = format!("{detail} · {}", told.text(cx.tr));
    }
    TimelineRow::new(icon, &title)
        .detail(&detail)
        .hover(&format::utc(attempt.started_at))
        .tone(tone)
        .last(true)
        .show(ui);
    if let Some(told) = &told {
        ui.push_id(attempt.number, |ui| answer::show(cx, ui, told));
    }
}

/// The name of what a request asks.
pub(super) fn kind(kind: JobKind) -> &'static str {
    match kind {
        JobKind::Register => "case-kind-register",
        JobKind::Update => "case-kind-update",
        JobKind::Level2 => "case-kind-level2",
        JobKind::Report(kind) => report_words::kind(kind),
    }
}

/// `4.2 of 4.6 MB`, or that the size is not known yet.
pub(super) fn amount(cx: &Cx<'_>, sent: u64, total: u64) -> String {
    let lang = cx.tr.lang();
    let args = [
        ("sent", format::bytes(sent, lang).into()),
        ("total", format::bytes(total, lang).into()),
    ];
    match total {
        0 => cx.t("case-amount-none"),
        _ => cx.tf("case-amount", &args),
    }
}
