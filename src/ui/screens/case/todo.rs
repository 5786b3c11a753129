//! What to do with a case where it stands: one primary button, and what is known of what is under way.

use egui::Ui;

use super::{menu, unconfirmed};
use crate::desk::Action;
use crate::desk::explain::Told;
use crate::desk::state::{Connection, Deed, Job, JobState, OpenCase};
use crate::domain::{CaseRow, Level2, Stage};
use crate::ui::answer;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, ProgressBar, Tone, text};

/// Shows it, with the menu of what is rarely needed.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow, open: &OpenCase) {
    let life = &row.life;
    if life.on_hold {
        hold(cx, ui, row, open);
        return;
    }
    match (life.stage, life.level2) {
        (Stage::Draft | Stage::Correction, _) => {
            let args = [
                ("progress", i64::from(row.progress).into()),
                ("problems", i64::from(row.problems).into()),
            ];
            text::subdued(ui, &cx.tf("case-draft", &args));
            primary(cx, ui, row, "case-continue", Action::ContinueDraft(row.id));
        }
        (Stage::Ready, _) | (Stage::Approved, Level2::Ready) => waiting(cx, ui, row),
        (Stage::Sending, _) | (Stage::Approved, Level2::Sending) => sending(cx, ui, row),
        (Stage::Unconfirmed, _) | (Stage::Approved, Level2::Unconfirmed) => {
            unconfirmed::show(cx, ui, row, open);
            menu::alone(cx, ui, row);
        }
        (Stage::Refused | Stage::Rejected, _) => {
            with_menu(cx, ui, row, |cx, ui| {
                let words = cx.t("case-correct");
                let button = Button::primary(&words).shortcut("R").full_width();
                button
                    .show(ui)
                    .clicked()
                    .then_some(Action::CorrectCase(row.id))
            });
        }
        (Stage::Pending, _) => pending(cx, ui, row, open),
        (Stage::Approved, Level2::None) => {
            primary(cx, ui, row, "case-level2", Action::OpenLevel2(row.id));
        }
        (Stage::Approved, Level2::Refused | Level2::Rejected) => {
            primary(cx, ui, row, "case-level2-again", Action::OpenLevel2(row.id));
        }
        (Stage::Approved, Level2::Pending) => {
            text::subdued(ui, &cx.t("case-level2-pending"));
            primary(
                cx,
                ui,
                row,
                "case-record-decision",
                Action::AskRecordDecision(row.id),
            );
        }
        (Stage::Approved, Level2::Approved) => {
            text::subdued(ui, &cx.t("case-level2-done"));
            menu::alone(cx, ui, row);
        }
        (Stage::Erased, _) => {
            text::subdued(ui, &cx.t("case-erased-text"));
        }
    }
}

/// One primary button, the menu beside it.
fn primary(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow, id: &'static str, action: Action) {
    with_menu(cx, ui, row, |cx, ui| {
        let words = cx.t(id);
        let button = Button::primary(&words).full_width();
        button.show(ui).clicked().then_some(action)
    });
}

fn with_menu(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    row: &CaseRow,
    button: impl FnOnce(&Cx<'_>, &mut Ui) -> Option<Action>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let room = ui.available_width() - menu::WIDTH - space::S;
        let asked = ui
            .scope(|ui| {
                ui.set_max_width(room);
                button(cx, ui)
            })
            .inner;
        cx.actions.extend(asked);
        menu::show(cx, ui, row);
    });
}

fn hold(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow, open: &OpenCase) {
    let history = open.detail.as_ref().map(|detail| detail.history.iter());
    let reason = history.and_then(|entries| {
        entries.rev().find_map(|entry| match &entry.deed {
            Deed::Decided { what, reason } if what == "hold" => Some(reason.clone()),
            _ => None,
        })
    });
    let text = match reason {
        Some(reason) if !reason.is_empty() => {
            cx.tf("case-on-hold-why", &[("reason", reason.into())])
        }
        _ => cx.t("case-on-hold"),
    };
    Banner::new(Tone::Neutral, &text).show(ui);
    primary(cx, ui, row, "case-release", Action::Release(row.id));
}

/// In the queue: when it is tried, and why the last try did not end well.
fn waiting(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let now = cx.state.now;
    let job = cx.state.queue.job_of(row.id);
    let next = job.and_then(|job| job.next_at).filter(|at| *at > now);
    let text = match next {
        Some(at) => cx.tf("case-queued-until", &[("time", format::time(at).into())]),
        None => cx.t("case-queued"),
    };
    text::subdued(ui, &text);
    if let Some(told) = job.and_then(told) {
        text::toned(ui, Tone::Warning, &told.full(cx.tr));
        answer::show(cx, ui, &told);
    }
    match job {
        Some(job) if next.is_some() => {
            let retry = Action::RetryJob(job.id);
            with_menu(cx, ui, row, |cx, ui| {
                let words = cx.t("case-retry");
                let button = Button::secondary(&words).icon(Icon::ARROW_CLOCKWISE);
                button.full_width().show(ui).clicked().then_some(retry)
            });
        }
        _ => menu::alone(cx, ui, row),
    }
}

/// What the last try of a job was told.
fn told(job: &Job) -> Option<Told> {
    job.told.as_deref().and_then(Told::from_json)
}

fn sending(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let queue = &cx.state.queue;
    let job = queue.job_of(row.id);
    let progress = job.and_then(|job| queue.progress.get(&job.id));
    let (sent, total) = progress.copied().unwrap_or_default();
    let fraction = if total == 0 {
        0.0
    } else {
        sent as f32 / total as f32
    };
    let amount = super::attempts::amount(cx, sent, total);
    ProgressBar::new(fraction, &cx.t("case-sending"))
        .left(&amount)
        .show(ui);
    let cancel = job
        .filter(|job| job.state == JobState::Sending)
        .map(|job| job.id);
    if let Some(job) = cancel {
        let words = cx.t("case-cancel-sending");
        let clicked = Button::secondary(&words).full_width().show(ui).clicked();
        if clicked {
            cx.act(Action::CancelJob(job));
        }
    }
}

/// The screening has not ended: when the status was asked for.
fn pending(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow, open: &OpenCase) {
    if row.life.user_id.is_none() {
        text::body(ui, &cx.t("case-arrived-no-id"));
        let action = Action::AskRecordDecision(row.id);
        primary(cx, ui, row, "case-enter-id", action);
        return;
    }
    let time = |at| format::time(at);
    let line = match (open.polled_at, open.next_at) {
        (Some(at), Some(next)) => cx.tf(
            "case-asked-next",
            &[("time", time(at).into()), ("next", time(next).into())],
        ),
        (Some(at), None) => cx.tf("case-asked", &[("time", time(at).into())]),
        (None, _) => cx.t("case-not-asked"),
    };
    text::subdued(ui, &line);
    if let Some(told) = &open.poll_error {
        text::toned(ui, Tone::Warning, &told.full(cx.tr));
        answer::show(cx, ui, told);
    }
    let is_ready = matches!(cx.state.connection, Connection::Ready { .. });
    let blocked = (!is_ready).then(|| cx.t("case-not-connected"));
    if let Some(reason) = &blocked {
        text::helper(ui, reason);
    }
    with_menu(cx, ui, row, |cx, ui| {
        let words = cx.t("case-ask-now");
        let button = Button::secondary(&words)
            .icon(Icon::ARROW_CLOCKWISE)
            .shortcut("F5")
            .disabled(blocked.as_deref())
            .full_width();
        button
            .show(ui)
            .clicked()
            .then_some(Action::AskStatus(row.id))
    });
}
