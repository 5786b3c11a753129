//! The server took it: what was sent, the KYC status, and what comes next.

use std::time::Duration;

use egui::{Align, Layout, Ui, vec2};
use jiff::SignedDuration;

use super::sending::{amount, rate};
use crate::desk::Action;
use crate::desk::state::{Connection, Job, JobState};
use crate::domain::case::Step as LifeStep;
use crate::domain::{CaseRow, JobKind, Level2, Stage};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{Banner, Button, Card, Pill, ProgressBar, text};
use crate::ui::{format, status};

/// Height of what stands below the heads of the two cards.
const CARD_BODY: f32 = 46.0;
/// From this width on, the two cards stand side by side.
const TWO_COLUMNS: f32 = 640.0;

/// Shows it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    if ui.available_width() < TWO_COLUMNS {
        sent_card(cx, ui, row);
        status_card(cx, ui, row);
    } else {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            ui.columns(2, |columns| {
                sent_card(cx, &mut columns[0], row);
                status_card(cx, &mut columns[1], row);
            });
        });
    }
    match row.life.stage {
        Stage::Pending if row.life.user_id.is_none() => settled(cx, ui, row),
        Stage::Rejected => rejected(cx, ui, row),
        Stage::Approved => approved(cx, ui, row),
        _ => {}
    }
}

/// The server knows the customer from a request whose answer was lost: its id is missing, and what was changed since.
fn settled(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let (title, words, enter) = (
        cx.t("sent-settled"),
        cx.t("sent-settled-text"),
        cx.t("sent-settled-enter"),
    );
    let banner = Banner::new(Tone::Warning, &words).title(&title);
    if banner.actions(&[&enter]).show(ui).is_some() {
        cx.act(Action::AskRecordDecision(row.id));
    }
}

fn rejected(cx: &Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let reason = match row.reason.trim() {
        "" => cx.t("status-no-reason"),
        reason => reason.to_owned(),
    };
    let title = status::of_stage(Stage::Rejected, cx.tr).text;
    Banner::new(Tone::Danger, &reason).title(&title).show(ui);
}

fn approved(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    if !row.life.allows(&LifeStep::FreezeLevel2) {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let words = cx.t("level2-go");
        if Button::secondary(&words)
            .icon(Icon::FILE_PLUS)
            .show(ui)
            .clicked()
        {
            cx.act(Action::OpenLevel2(row.id));
        }
        text::subdued(ui, &cx.t("sent-no-more"));
    });
}

/// The request with which it was accepted, while the queue still lists it.
fn accepted_job<'a>(cx: &Cx<'a>, row: &CaseRow) -> Option<&'a Job> {
    let jobs = cx.state.queue.news.jobs.iter();
    let of_level2 = row.life.level2 != Level2::None;
    let done = jobs.filter(|job| {
        job.case == Some(row.id)
            && (job.kind == JobKind::Level2) == of_level2
            && job.state == JobState::Done
    });
    // One that was settled without its answer has no time that says anything.
    done.max_by_key(|job| job.queued_at)
        .filter(|job| job.told.is_none())
}

fn sent_card(cx: &Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let lang = cx.tr.lang();
    let job = accepted_job(cx, row).filter(|job| job.total_bytes > 0);
    let secs = job.and_then(|job| {
        let started = job.sent_at?;
        Some(
            job.changed_at
                .duration_since(started)
                .as_secs_f64()
                .max(0.0),
        )
    });
    let number = i64::from(row.life.submissions.max(1));
    let facts = match (job, secs, row.registered_at) {
        (Some(job), Some(secs), _) => {
            let args = [
                ("number", number.into()),
                ("size", format::bytes(job.total_bytes, lang).into()),
                ("secs", format::one_decimal(secs, lang).into()),
            ];
            if job.kind == JobKind::Level2 {
                cx.tf("sent-level2-facts", &args)
            } else {
                cx.tf("sent-facts", &args)
            }
        }
        (_, _, Some(at)) => {
            let time = format::short(at, cx.state.now);
            let args = [("number", number.into()), ("time", time.into())];
            cx.tf("sent-first", &args)
        }
        (_, _, None) => super::submission(cx, row),
    };
    let title = cx.t("sent-title");
    let (tone, icon, accepted) = if row.life.user_id.is_some() {
        (Tone::Success, Icon::CHECK, cx.t("sent-accepted"))
    } else {
        (Tone::Warning, Icon::QUESTION_FILL, cx.t("sent-known"))
    };
    Card::new()
        .title(&title)
        .subtitle(&facts)
        .pill_right(Pill::new(tone, &accepted).icon(icon))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_min_height(CARD_BODY);
            ui.add_space(space::M);
            let (mut left, mut right) = (String::new(), String::new());
            if let (Some(job), Some(secs)) = (job, secs) {
                left = amount(cx, job.total_bytes, job.total_bytes);
                right = rate(cx, job.total_bytes, secs);
            }
            ProgressBar::new(1.0, &cx.t("sending-progress"))
                .left(&left)
                .right(&right)
                .show(ui);
        });
}

fn status_card(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let look = status::look(row, cx.tr);
    let title = cx.t("sent-status");
    let subtitle = level(cx, row);
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .pill_right(look.pill())
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_min_height(CARD_BODY);
            ui.add_space(space::M);
            if row.life.is_polled() {
                asked_row(cx, ui, row);
            }
        });
}

/// "Level 1 · since 14:09", or how long it has been open.
fn level(cx: &Cx<'_>, row: &CaseRow) -> String {
    let Some(since) = row.status_at.or(row.registered_at) else {
        return cx.t("status-level-open");
    };
    if row.life.stage == Stage::Pending {
        let length = format::duration(cx.state.now.duration_since(since), cx.tr);
        return cx.tf("status-level", &[("length", length.into())]);
    }
    if row.life.level2 != Level2::None {
        return cx.t("status-level2");
    }
    let time = format::short(since, cx.state.now);
    cx.tf("status-level-final", &[("time", time.into())])
}

/// When the status was asked for, and the button that asks now.
fn asked_row(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let words = cx.t("status-refresh");
    let name = cx.t("status-refresh-name");
    let button = Button::secondary(&words).small().shortcut("F5").name(&name);
    let room = ui.available_width() - button.width(ui) - space::S;
    let line = asked(cx);
    if ui.input(|input| input.focused) {
        ui.ctx().request_repaint_after(Duration::from_secs(1));
    }
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(
            vec2(room, size::BUTTON_SMALL),
            Layout::top_down(Align::Min),
            |ui| {
                ui.set_width(room);
                ui.add_space(space::XS);
                let line = text::helper(ui, &line);
                if let Some(told) = &cx.state.onboard.asked.error {
                    line.on_hover_text(told.full(cx.tr));
                }
            },
        );
        if button.show(ui).clicked() {
            cx.act(Action::AskStatus(row.id));
        }
    });
}

/// When the status was last answered, and when it is asked for next.
fn asked(cx: &Cx<'_>) -> String {
    if !matches!(cx.state.connection, Connection::Ready { .. }) {
        return cx.t("status-not-connected");
    }
    let now = cx.state.now;
    let poll = &cx.state.onboard.asked;
    let ago = poll.answered_at.map(|at| now.duration_since(at));
    let left = poll.next_at.map(|at| at.duration_since(now));
    let is_due = left.is_none_or(|left| left < SignedDuration::from_secs(1));
    let id = match (poll.error.is_some(), ago.is_some()) {
        (false, false) => return cx.t("status-asking"),
        (false, true) if poll.next_at.is_none() => "status-asked-only",
        (false, true) if is_due => "status-asked-soon",
        (false, true) => "status-asked",
        (true, true) if is_due => "status-seen-soon",
        (true, true) => "status-seen",
        (true, false) if is_due => "status-never-seen-soon",
        (true, false) => "status-never-seen",
    };
    let mut args = Vec::new();
    if let Some(ago) = ago {
        args.push(("ago", format::duration(ago, cx.tr).into()));
    }
    if let Some(left) = left {
        args.push(("next", format::duration(left, cx.tr).into()));
    }
    cx.tf(id, &args)
}
